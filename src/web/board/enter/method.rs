//! What a team makes of its method: fixed meetings, readings of the description and study days as they stand come in;
//! a form for each goes out.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::form::{Form, Given};
use crate::rules::{Mode, Per, Rule};
use crate::team::{FileSet, Team};
use crate::web::board::viewer::Viewer;

/// The days of a week as the files say them.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The three forms.
pub fn forms(viewer: Viewer<'_>, given: &Given, files: &FileSet) -> Markup {
    let form = |kind| Form {
        viewer,
        kind,
        given,
        files,
    };
    html! {
        h2 { (viewer.say("Terugkerend overleg", "Recurring meetings")) }
        (stand(viewer))
        (fixed(form("fixed")))
        (readings(viewer, given, files))
        h2 { (viewer.say("Studiedagen", "Study days")) }
        (closures(form("closure-gone")))
        (closure(form("closure")))
    }
}

/// The rules whose meetings the team may put on a day: those that are about no family.
pub(super) fn settable(team: &Team) -> impl Iterator<Item = &Rule> {
    let rules = team.programmes.iter().flat_map(|one| &one.rules);
    rules.filter(|rule| matches!(rule.per, Per::Team | Per::Group) && rule.mode == Mode::Plan)
}

/// Those that have a fixed time.
fn stand(viewer: Viewer<'_>) -> Markup {
    let days = |rule: &Rule| {
        let days = (0..7).zip(&rule.when.allowed);
        let days = days.filter(|(_, slots)| !slots.is_empty());
        let days: Vec<&str> = days.map(|(day, _)| viewer.lang.weekday_at(day)).collect();
        days.join(", ")
    };
    let mut fixed = settable(&viewer.snapshot.team)
        .filter_map(|rule| Some((rule, rule.when.fixed_start?)))
        .peekable();
    html! {
        @if fixed.peek().is_none() { p { (viewer.say("Geen: de planning kiest dag en tijd.", "None: the plan chooses day and time.")) } }
        ul { @for (rule, start) in fixed {
            li { b { (rule.title.get(viewer.lang)) } ": " (days(rule)) " " (format!("{:02}:{:02}", start / 60, start % 60)) }
        } }
    }
}

fn fixed(form: Form<'_>) -> Markup {
    let rules: Vec<(&str, &str)> = settable(&form.viewer.snapshot.team)
        .map(|rule| (rule.id.as_str(), rule.title.get(form.viewer.lang)))
        .collect();
    let mut days = vec![("", form.say("elke dag die mag", "any day allowed"))];
    days.extend((0..5).map(|day| (DAYS[day as usize], form.viewer.lang.weekday_at(day))));
    let weeks: Vec<String> = (1..=8).map(|weeks: u32| weeks.to_string()).collect();
    let mut rhythm = vec![("", form.say("zoals het nu is", "as it is now"))];
    rhythm.extend(weeks.iter().map(|weeks| (weeks.as_str(), weeks.as_str())));
    let fields = html! {
        (form.made_from_each(rules.iter().map(|(id, _)| *id)))
        (form.one_of("rule", form.say("Overleg", "Meeting"), &rules))
        (form.one_of("day", form.say("Dag", "Day"), &days))
        (form.text("start", form.say("Begint om", "Begins at"), form.say("zoals 09:00; leeg: geen vaste tijd", "such as 09:00; empty: no fixed time"), false))
        (form.one_of("weeks", form.say("Om de hoeveel weken", "Every how many weeks"), &rhythm))
    };
    let title = form.say("Dag en tijd van een overleg", "Day and time of a meeting");
    html! { @if !rules.is_empty() { (form.folded(title, false, &fields)) } }
}

/// How the description is read where it can be read in two ways.
fn readings(viewer: Viewer<'_>, given: &Given, files: &FileSet) -> Markup {
    let all = viewer.snapshot.team.programmes.iter();
    let all = all.flat_map(|programme| programme.choices.iter().map(move |one| (programme, one)));
    let all: Vec<_> = all
        .map(|(programme, one)| (format!("reading {}.{}", programme.id, one.id), one))
        .collect();
    let now: BTreeMap<String, String> = all
        .iter()
        .map(|(name, one)| (name.clone(), one.chosen.clone()))
        .collect();
    let own = Given {
        kind: "readings".to_owned(),
        fields: now,
        wrong: false,
    };
    let given = if given.kind == own.kind { given } else { &own };
    let form = Form {
        viewer,
        kind: "readings",
        given,
        files,
    };
    let fields = html! { (form.made_from(&[])) @for (name, one) in &all {
        @let options: Vec<(&str, &str)> = one.options.iter().map(|(key, title)| (key.as_str(), title.get(viewer.lang))).collect();
        (form.one_of(name, one.question.get(viewer.lang), &options))
    } };
    let title = form.say(
        "Uitleg en keuze per punt",
        "Explanation and choice by point",
    );
    html! { @if !all.is_empty() {
        h2 { (form.say("Keuzes in de methodiek", "Choices in the method")) }
        p { (form.say("Waar de beschrijving twee dingen zegt, of niets, kiest het team.", "Where the description says two things, or nothing, the team chooses.")) }
        (form.folded(title, false, &fields))
    } }
}

/// Days on which the whole team is closed, each with a way to take it back.
fn closures(form: Form<'_>) -> Markup {
    let viewer = form.viewer;
    let ahead = viewer.snapshot.team.closures.iter();
    let ahead: Vec<_> = ahead.filter(|(day, _)| **day >= viewer.today()).collect();
    html! {
        @if ahead.is_empty() { p { (viewer.say("Geen. Op een studiedag wordt niemand gepland.", "None. Nobody is planned on a study day.")) } }
        ul.findings { @for (day, why) in ahead {
            li {
                form.line method="post" action=(viewer.at("/enter/closure-gone")) {
                    (viewer.token)
                    input type="hidden" name="day" value=(day);
                    (form.made_from(&[("day", &day.to_string())]))
                    span { b { (viewer.lang.date(*day)) } " · " (why) }
                    button.plain { (viewer.say("verwijderen", "remove")) span.unseen { " " (viewer.lang.date(*day)) } }
                }
            }
        } }
    }
}

fn closure(form: Form<'_>) -> Markup {
    let fields = html! {
        (form.day("day", form.say("Dag", "Day"), true))
        (form.text("why", form.say("Waarvoor", "What for"), form.say("zoals studiedag", "such as study day"), true))
    };
    let title = form.say(
        "Een dag waarop niemand gepland wordt",
        "A day on which nobody is planned",
    );
    form.folded(title, false, &fields)
}
