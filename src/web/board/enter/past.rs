//! What stands already: the team comes in; forms for what was held before Cadans and for appointments made elsewhere go
//! out.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::form::{First, Form, Given};
use super::stood::held_of;
use crate::records::State;
use crate::rules::{Demand, Mode, Per, Programme, Rule};
use crate::team::{FileSet, Team};
use crate::web::board::viewer::{Sheet, Viewer};

/// A choice under a heading: the heading, and each value with what is shown.
type Choice = (String, Vec<(String, String)>);

/// What a rule may be about, each with the rule before it.
fn subjects(form: Form<'_>, fits: fn(&Demand) -> bool) -> Vec<Choice> {
    let team = &form.viewer.snapshot.team;
    let lang = form.viewer.lang;
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
            let options = options.map(|(id, name)| (format!("{} {id}", rule.id), name));
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

/// Whom something was held or agreed for: a page for each.
pub(super) fn of_whom(form: Form<'_>) -> Markup {
    let all = form
        .cases()
        .into_iter()
        .chain(form.people())
        .chain(form.groups());
    let whole = (Team::WHOLE, form.say("het team", "the team"));
    let due = subjects(form, is_due);
    let options = due.iter().flat_map(|(_, options)| options);
    let known: BTreeSet<&str> = options
        .filter_map(|(value, _)| Some(value.split_once(' ')?.1))
        .collect();
    let all = all.chain([whole]).filter(|(id, _)| known.contains(id));
    let mut all = all.peekable();
    html! {
        details.enter id="held" open[form.viewer.snapshot.plan.is_none()] {
            summary { (form.say("Wat al doorgegaan of afgesproken is", "What was held or agreed already")) }
            p.hint { (form.say("Frequenties en uiterste datums worden gerekend vanaf wat is doorgegaan. Kies wie; alles van die ene staat op één scherm.", "Rhythms and due dates count from what was held. Choose who; all of that one stands on one screen.")) }
            @if all.peek().is_none() { (form.add_first(if form.viewer.snapshot.team.programmes.is_empty() { First::Programme } else { First::Colleague })) }
            p.whom { @for (id, name) in all { a href=(form.viewer.at(&format!("/past/{id}"))) { (name) } " " } }
        }
    }
}

/// An appointment made elsewhere, which planning leaves where it is.
fn agreed(form: Form<'_>, subject: &str) -> Markup {
    let own = of_one(form, subject, is_meeting);
    let own: Vec<(&str, &str)> = own
        .iter()
        .map(|(value, title, _)| (value.as_str(), title.as_str()))
        .collect();
    let fields = html! {
        p.hint { (form.say("De planning laat deze afspraak staan waar hij staat.", "Planning leaves this appointment where it is.")) }
        (form.one_of("what", form.say("Wat", "What"), &own))
        label { (form.say("Dag en tijd", "Day and time")) " " input type="datetime-local" name="start" step="900" required; }
        label { (form.say("Minuten", "Minutes")) " " input type="number" name="minutes" min="15" max="720" step="15" value="60" required; }
    };
    html! { @if !own.is_empty() {
        h2 { (form.say("Deze afspraak staat al", "This appointment stands already")) }
        (form.plain(form.say("Opslaan", "Save"), &fields))
    } }
}

/// What may be held of one: rule and subject, the title of the rule, and the subject's name.
fn of_one(
    form: Form<'_>,
    subject: &str,
    fits: fn(&Demand) -> bool,
) -> Vec<(String, String, String)> {
    let all = subjects(form, fits)
        .into_iter()
        .flat_map(|(title, options)| {
            options
                .into_iter()
                .map(move |(value, name)| (value, title.clone(), name))
        });
    all.filter(|(value, ..)| value.split_once(' ').is_some_and(|(_, of)| of == subject))
        .collect()
}

/// All that may have been held of one family, colleague or group before Cadans, a day for each. `None` when there is
/// nothing of it.
pub(super) fn page(viewer: Viewer<'_>, subject: &str, files: &FileSet) -> Option<Sheet> {
    let given = Given::default();
    let form = Form {
        viewer,
        kind: "past",
        given: &given,
        files,
    };
    let own = of_one(form, subject, is_due);
    let name = own.first()?.2.clone();
    let body = html! {
        p { (viewer.say("Vul in wat doorgegaan of klaar is; van wat terugkomt de laatste keer. Wat u leeg laat, blijft zoals het is.", "Fill in what was held or is done; of what comes back the last time. What you leave empty stays as it is.")) }
        (form.plain(viewer.say("Opslaan", "Save"), &html! {
            input type="hidden" name="of" value=(held_of(subject, files).print());
            @for (value, title, _) in &own {
                @let last = last_held(viewer, value);
                label { (title)
                    @if let Some(last) = last { " " small.hint { "✓ " (viewer.lang.date(last)) } }
                    " " input type="date" name={"on " (value)} max=(viewer.today());
                }
            }
        }))
        (agreed(form.of("agreed"), subject))
        p { a href=(viewer.at("/enter#held")) { (viewer.say("Terug naar invullen", "Back to entering")) } }
    };
    Some(Sheet {
        title: format!("{} · {name}", viewer.say("Al doorgegaan", "Held before")),
        body,
    })
}

/// The last day on which something was held.
fn last_held(viewer: Viewer<'_>, value: &str) -> Option<chrono::NaiveDate> {
    let (rule, subject) = value.split_once(' ')?;
    let records = viewer
        .snapshot
        .ledger
        .happened()
        .map(|noted| &noted.what.record);
    records
        .filter(|record| record.state == State::Held)
        .filter(|record| {
            record.series.rule().as_str() == rule && record.series.subject() == subject
        })
        .map(|record| record.day)
        .max()
}
