//! What needs attention today: a snapshot of the team comes in; what is late, today's meetings and what is to be
//! confirmed go out.

use maud::{Markup, html};

use super::viewer::{May, Sheet, Viewer, comes};
use super::week::{self, Whose};
use super::{axis, calls, enter, unplaced};
use crate::check::{Finding, Level};
use crate::plan::{Firmness, Placement, Urgent};

/// Lines of each list.
const SHOWN: usize = 8;

/// The page.
pub fn page(viewer: Viewer<'_>, urgent: &[&Urgent]) -> Sheet {
    let body = html! {
        @if viewer.snapshot.plan.is_none() { (enter::first_steps(viewer)) }
        @else { (late(viewer)) (calls::list(viewer, urgent)) (unplaced::lists(viewer)) @if *viewer.may != May::Read { (today(viewer)) (to_confirm(viewer)) } }
    };
    Sheet {
        title: viewer.lang.date(viewer.today()),
        body,
    }
}

fn late(viewer: Viewer<'_>) -> Markup {
    let findings: Vec<&Finding> = viewer
        .findings()
        .filter(|one| one.level != Level::Ok)
        .collect();
    html! {
        p.lead { a.late[findings.iter().any(|one| one.level <= Level::Overdue)] href=(viewer.at("/overdue")) { (super::overdue::counts(viewer, &findings)) } }
        @if *viewer.may == May::All {
            nav.steps aria-label=(viewer.say("Vaak gedaan", "Often done")) {
                a href=(viewer.at("/enter?kind=absence")) { (viewer.say("Afwezigheid invullen", "Record an absence")) }
                a href=(viewer.at("/enter?kind=case#case")) { (viewer.say("Een nieuw gezin", "A new family")) }
                a href=(viewer.at("/plan")) { (viewer.say("Opnieuw plannen", "Plan again")) }
                a href=(viewer.at("/plan#away")) { (viewer.say("Wat als iemand weg is?", "What if somebody is away?")) }
            }
        }
        @if viewer.snapshot.published.is_none() { p { b { (viewer.say("Nog niets gepubliceerd: dit is een concept.", "Nothing is published yet: this is a draft.")) } } }
        @if let Some(person) = viewer.own() {
            p { a.button href=(viewer.asking(&format!("/record/{}", axis::week_name(viewer.today())), "person", person)) { (viewer.say("Mijn week afvinken", "Confirm my week")) } }
        }
    }
}

fn today(viewer: Viewer<'_>) -> Markup {
    let own = |one: &&Placement| viewer.own().is_none_or(|person| comes(one, person));
    let today: Vec<&Placement> = viewer
        .meetings()
        .filter(|one| one.start.date() == viewer.today())
        .filter(own)
        .collect();
    let whose = viewer.own().map_or(Whose::Team, Whose::Person);
    html! {
        h2 { (viewer.say("Vandaag", "Today")) }
        @if today.is_empty() { p { (viewer.say("Geen afspraken.", "No meetings.")) } }
        ul.list.today-list { @for one in &today { li { (week::item(viewer, one, whose)) } } }
    }
}

fn to_confirm(viewer: Viewer<'_>) -> Markup {
    let asked =
        |one: &&Placement| one.status == Firmness::Proposed && one.start.date() >= viewer.today();
    let asked: Vec<&Placement> = viewer.meetings().filter(asked).collect();
    html! {
        @if !asked.is_empty() {
            h2 { (viewer.say("Nog te bevestigen", "To be confirmed")) " (" (asked.len()) ")" }
            ul.list { @for one in asked.iter().take(SHOWN) {
                li { span.day { (viewer.lang.short_date(one.start.date())) } (week::item(viewer, one, Whose::Team)) }
            } }
        }
    }
}
