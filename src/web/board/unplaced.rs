//! What is required and has no place, and what cannot be held where it stands: a snapshot comes in; two lists, until they
//! are empty, go out.

use maud::{Markup, html};

use super::viewer::{May, Viewer, comes};
use crate::plan::Placement;
use crate::rules::Severity;
use crate::series::Obligation;
use crate::series::timetable::Obstacle;

/// Lines of each list.
const SHOWN: usize = 8;

/// Both lists, for who plans.
pub fn lists(viewer: Viewer<'_>) -> Markup {
    if *viewer.may != May::All {
        return html! {};
    }
    let required = |one: &&Obligation| {
        let rule = viewer.snapshot.team.rule(&one.rule);
        rule.is_some_and(|rule| rule.severity == Severity::Hard)
    };
    let open: Vec<&Obligation> = viewer.snapshot.open().iter().filter(required).collect();
    // What belongs to a term that nobody planned yet is no fault.
    let planned = viewer.snapshot.planned_until();
    let is_later = |one: &&Obligation| planned.is_some_and(|until| until < one.due);
    let (later, open): (Vec<_>, Vec<_>) = open.into_iter().partition(is_later);
    let troubled = viewer.snapshot.troubled();
    html! {
        @if !open.is_empty() {
            h2 { (viewer.say("Niet ingepland, verplicht", "Not planned, required")) " (" (open.len()) ")" }
            ul.list { @for one in open.iter().take(SHOWN) { li { (without_day(viewer, one)) } } }
        }
        @if !troubled.is_empty() {
            h2 { (viewer.say("Niet mogelijk zoals gepland", "Cannot be held as planned")) " (" (troubled.len()) ")" }
            p { (viewer.say("Er is iets veranderd sinds dit gepland werd. Plan opnieuw, of verzet ze.", "Something changed since these were planned. Plan again, or move them.")) }
            ul.list { @for (one, why) in troubled.iter().take(SHOWN) { li { (in_trouble(viewer, one, why)) } } }
        }
        (later_terms(viewer, &later))
    }
}

/// What is required in terms that were not planned yet, in order of date: a line for each term, which opens.
fn later_terms(viewer: Viewer<'_>, later: &[&Obligation]) -> Markup {
    let mut terms: Vec<(String, Vec<&Obligation>)> = Vec::new();
    let mut sorted = later.to_vec();
    sorted.sort_by_key(|one| one.due);
    for one in sorted {
        let term = viewer.formatter().term_of(one.due);
        match terms.last_mut() {
            Some((known, own)) if *known == term => own.push(one),
            _ => terms.push((term, vec![one])),
        }
    }
    html! {
        @for (term, own) in &terms {
            details {
                summary { (viewer.say("Nog niet gepland", "Not planned yet")) ": " (term) " (" (own.len()) " " (viewer.say("verplicht", "required")) ")" }
                ul.list { @for one in own { li { (without_day(viewer, one)) } } }
            }
        }
    }
}

/// What cannot be held where it stands of a family or a colleague, for who sees it.
pub fn of<'a>(viewer: Viewer<'a>, id: &str) -> Markup {
    let all = viewer.snapshot.troubled().iter();
    let own = all.filter(|(one, _)| comes(one, id) && viewer.may_tell(one));
    let own: Vec<_> = own.collect();
    html! {
        @if !own.is_empty() {
            h2 { (viewer.say("Niet mogelijk zoals gepland", "Cannot be held as planned")) }
            ul.list { @for (one, why) in own { li { (in_trouble(viewer, one, why)) } } }
        }
    }
}

fn without_day(viewer: Viewer<'_>, one: &Obligation) -> Markup {
    html! {
        span.day { (viewer.say("uiterlijk", "by")) " " (viewer.short_date(one.due)) } " "
        @let about = viewer.formatter().with_subject(one.title.get(viewer.lang), one.series.subject());
        @match (&one.id, &one.case) {
            (Some(id), _) => a.m href=(viewer.at_meeting(id.as_str())) { (about) },
            (None, Some(code)) => a.m href=(viewer.at_case(code.as_str())) { (about) },
            (None, None) => span.m { (about) },
        }
    }
}

fn in_trouble(viewer: Viewer<'_>, one: &Placement, why: &[Obstacle]) -> Markup {
    let formatter = viewer.formatter();
    let why: Vec<String> = why.iter().map(|one| formatter.obstacle(one)).collect();
    html! {
        span.day { (viewer.short_date(one.start.date())) } " "
        @let name = html! { b { (one.start.format("%H:%M")) } " " (formatter.title(one)) };
        @match viewer.snapshot.meeting(one.id.as_str()) {
            Some(_) => a.m href=(viewer.at_meeting(one.id.as_str())) { (name) },
            None => span.m { (name) },
        } " "
        small { (why.join("; ")) }
    }
}
