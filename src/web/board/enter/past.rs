//! What stands already: the team comes in; forms for what was held before Cadans and for appointments made elsewhere go
//! out.

use maud::{Markup, html};

use super::form::{Form, Given};
use crate::records::State;
use crate::rules::{Demand, Mode, Per, Programme, Rule};
use crate::team::Team;
use crate::web::board::look::{Look, Sheet};

/// A choice under a heading: the heading, and each value with what is shown.
type Choice = (String, Vec<(String, String)>);

/// What a rule may be about, each with the rule: `iag.supervision anna`.
fn subjects(form: Form<'_>, fits: fn(&Demand) -> bool) -> Vec<Choice> {
    let team = &form.look.sight.team;
    let lang = form.look.lang;
    let rules = team.programmes.iter().flat_map(|programme| {
        let rules = programme.rules.iter();
        rules
            .filter(move |rule| rule.mode == Mode::Plan && fits(&rule.demand))
            .map(move |rule| (programme, rule))
    });
    let about = |programme: &Programme, rule: &Rule| -> Vec<(String, String)> {
        match &rule.per {
            Per::Case { .. } => team
                .cases
                .iter()
                .filter(|case| case.programme == programme.id)
                .map(|case| (case.code.to_string(), case.code.to_string()))
                .collect(),
            Per::Person { of } => team
                .people
                .iter()
                .filter(|person| person.may_be(programme, of))
                .map(|person| (person.id.to_string(), person.name.clone()))
                .collect(),
            Per::Group => team
                .groups
                .iter()
                .filter(|group| group.rule == rule.id)
                .map(|group| (group.id.clone(), group.title.clone()))
                .collect(),
            Per::Team => vec![(Team::WHOLE.to_owned(), team.name.clone())],
        }
    };
    rules
        .map(|(programme, rule)| {
            let options = about(programme, rule).into_iter();
            let options = options.map(|(id, name)| {
                let title = rule.title.get(lang);
                (format!("{} {id}", rule.id), format!("{title} · {name}"))
            });
            (rule.title.get(lang).to_owned(), options.collect())
        })
        .collect()
}

/// What is due, once or again and again.
fn is_due(demand: &Demand) -> bool {
    matches!(
        demand,
        Demand::Milestone(_) | Demand::Cadence(_) | Demand::Duty(_)
    )
}

/// What people meet for.
fn is_meeting(demand: &Demand) -> bool {
    matches!(
        demand,
        Demand::Milestone(_) | Demand::Cadence(_) | Demand::Weekly(_)
    )
}

fn of_what(form: Form<'_>, fits: fn(&Demand) -> bool) -> Markup {
    let subjects = subjects(form, fits);
    let groups: Vec<(&str, Vec<(&str, &str)>)> = subjects
        .iter()
        .map(|(title, options)| {
            let options = options
                .iter()
                .map(|(value, shown)| (value.as_str(), shown.as_str()));
            (title.as_str(), options.collect())
        })
        .collect();
    form.one_under("what", form.say("Wat", "What"), &groups)
}

/// What was held before Cadans planned: rhythms count from it.
pub(super) fn held(form: Form<'_>) -> Markup {
    let fields = html! {
        p.hint { (form.say("Ritmes en uiterste dagen tellen vanaf wat geweest is. Van elk de laatste keer is genoeg.", "Rhythms and due dates count from what was held. The last time of each is enough.")) }
        p { (form.say("Alles van een op één scherm:", "All of one on one screen:")) " "
            @for (at, (id, name)) in form.cases().into_iter().chain(form.people()).chain(form.groups()).enumerate() {
                @if at > 0 { " · " } a href=(form.look.at(&format!("/past/{id}"))) { (name) } }
        }
        (of_what(form, is_due))
        (form.day("date", form.say("Gehouden op", "Held on"), true))
    };
    form.folded(
        form.say(
            "Dit is vóór Cadans al gehouden",
            "This was held before Cadans",
        ),
        false,
        &fields,
    )
}

/// An appointment made elsewhere, which planning leaves where it is.
pub(super) fn agreed(form: Form<'_>) -> Markup {
    let fields = html! {
        p.hint { (form.say("De planning laat deze afspraak staan waar hij staat.", "Planning leaves this appointment where it is.")) }
        (of_what(form, is_meeting))
        label { (form.say("Dag en tijd", "Day and time")) " " input type="datetime-local" name="start" step="900" value=[form.value("start")] required; }
        label { (form.say("Minuten", "Minutes")) " " input type="number" name="minutes" min="15" max="720" step="15" value=(form.value("minutes").unwrap_or("60")) required; }
    };
    form.folded(
        form.say("Deze afspraak staat al", "This appointment stands already"),
        false,
        &fields,
    )
}

/// All that may have been held of one family, colleague or group before Cadans, a day for each. `None` when there is
/// nothing of it.
pub(super) fn page(look: Look<'_>, subject: &str) -> Option<Sheet> {
    let given = Given::default();
    let form = Form {
        look,
        kind: "past",
        given: &given,
    };
    let all = subjects(form, is_due)
        .into_iter()
        .flat_map(|(_, options)| options);
    let own: Vec<(String, String)> = all
        .filter(|(value, _)| value.split_once(' ').is_some_and(|(_, of)| of == subject))
        .collect();
    let name = own.first()?.1.rsplit_once(" · ")?.1.to_owned();
    let body = html! {
        p { (look.say("Vul in wat gehouden of klaar is; van wat terugkomt de laatste keer. Wat u leeg laat, blijft zoals het is.", "Fill in what was held or is done; of what comes back the last time. What you leave empty stays as it is.")) }
        (form.plain(look.say("Leg vast", "Enter"), &html! {
            @for (value, said) in &own {
                @let last = last_held(look, value);
                label { (said.rsplit_once(" · ").map_or(said.as_str(), |(title, _)| title))
                    @if let Some(last) = last { " " small.hint { "✓ " (look.lang.date(last)) } }
                    " " input type="date" name={"on " (value)} max=(look.today());
                }
            }
        }))
        p { a href=(look.at("/enter#held")) { (look.say("Terug naar invullen", "Back to entering")) } }
    };
    Some(Sheet {
        title: format!("{} · {name}", look.say("Al gehouden", "Held before")),
        body,
    })
}

/// The last day on which something was held.
fn last_held(look: Look<'_>, value: &str) -> Option<chrono::NaiveDate> {
    let (rule, subject) = value.split_once(' ')?;
    let records = look.sight.ledger.happened().map(|noted| &noted.what.record);
    records
        .filter(|record| record.state == State::Held)
        .filter(|record| {
            record.series.rule().as_str() == rule && record.series.subject() == subject
        })
        .map(|record| record.day)
        .max()
}
