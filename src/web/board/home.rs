//! What needs attention today: a sight of the team comes in; what is late, today's meetings and what is to be
//! confirmed go out.

use maud::{Markup, html};

use super::look::{Look, May, Sheet, comes};
use super::week::{self, Whose};
use super::{axis, calls, enter};
use crate::check::{Finding, Level};
use crate::plan::{Firmness, Placement, Urgent};

/// Lines of each list.
const SHOWN: usize = 8;

/// The page.
pub fn page(look: Look<'_>, urgent: &[&Urgent]) -> Sheet {
    let body = html! {
        @if look.sight.plan.is_none() { (enter::first_steps(look)) }
        @else { (late(look)) (calls::list(look, urgent)) @if *look.may != May::Read { (today(look)) (to_confirm(look)) } }
    };
    Sheet {
        title: look.lang.date(look.today()),
        body,
    }
}

fn late(look: Look<'_>) -> Markup {
    let findings: Vec<&Finding> = look
        .findings()
        .filter(|one| one.level != Level::Ok)
        .collect();
    html! {
        p.lead { a.late[findings.iter().any(|one| one.level <= Level::Overdue)] href=(look.at("/overdue")) { (super::overdue::counts(look, &findings)) } }
        @if *look.may == May::All {
            nav.steps aria-label=(look.say("Vaak gedaan", "Often done")) {
                a href=(look.at("/enter?kind=absence")) { (look.say("Iemand is er niet", "Somebody is away")) }
                a href=(look.at("/enter?kind=case#case")) { (look.say("Een nieuw gezin", "A new family")) }
                a href=(look.at("/plan")) { (look.say("Opnieuw plannen", "Plan again")) }
                a href=(look.at("/plan#away")) { (look.say("Wat als iemand weg is?", "What if somebody is away?")) }
            }
        }
        @if look.sight.published.is_none() { p { b { (look.say("Nog niets gepubliceerd: dit is een concept.", "Nothing is published yet: this is a draft.")) } } }
        @if let Some(person) = look.own() {
            p { a.button href=(look.at(&format!("/record/{}?person={person}", axis::week_name(look.today())))) { (look.say("Mijn week afvinken", "Confirm my week")) } }
        }
    }
}

fn today(look: Look<'_>) -> Markup {
    let own = |one: &&Placement| look.own().is_none_or(|person| comes(one, person));
    let today: Vec<&Placement> = look
        .meetings()
        .filter(|one| one.start.date() == look.today())
        .filter(own)
        .collect();
    let whose = look.own().map_or(Whose::Team, Whose::Person);
    html! {
        h2 { (look.say("Vandaag", "Today")) }
        @if today.is_empty() { p { (look.say("Geen afspraken.", "No meetings.")) } }
        ul.list.today-list { @for one in &today { li { (week::item(look, one, whose)) } } }
    }
}

fn to_confirm(look: Look<'_>) -> Markup {
    let asked =
        |one: &&Placement| one.status == Firmness::Proposed && one.start.date() >= look.today();
    let asked: Vec<&Placement> = look.meetings().filter(asked).collect();
    html! {
        @if !asked.is_empty() {
            h2 { (look.say("Nog te bevestigen", "To be confirmed")) " (" (asked.len()) ")" }
            ul.list { @for one in asked.iter().take(SHOWN) {
                li { span.day { (look.lang.short_date(one.start.date())) } (week::item(look, one, Whose::Team)) }
            } }
        }
    }
}
