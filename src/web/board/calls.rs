//! Whom to call: changes so near that a calendar on a phone may bring them too late come in; a list with one press
//! for each that was told goes out.

use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::viewer::{May, Viewer};
use crate::plan::{Placement, Urgent};

/// The changes that somebody must tell: everybody's for lead and planner, those of their own meetings for a colleague.
pub fn theirs<'u>(viewer: Viewer<'_>, urgent: Vec<&'u Urgent>) -> Vec<&'u Urgent> {
    let mut urgent = urgent;
    urgent.retain(|one| match viewer.may {
        May::All => true,
        May::Read => false,
        May::Own(person) => {
            one.participant == *person
                || known(viewer, one).is_some_and(|meeting| viewer.sees(meeting))
        }
    });
    urgent
}

fn known<'a>(viewer: Viewer<'a>, one: &Urgent) -> Option<&'a Placement> {
    viewer
        .snapshot
        .meetings
        .iter()
        .find(|meeting| meeting.id == one.id)
}

/// The list; nothing when there is nobody to call.
pub fn list(viewer: Viewer<'_>, urgent: &[&Urgent]) -> Markup {
    html! {
        @if !urgent.is_empty() {
            h2 { (viewer.say("Bellen", "To call")) }
            p { (viewer.say("Dit verandert op korte termijn; een agenda op een telefoon kan achterlopen.", "This changes at short notice; a calendar on a phone may lag behind.")) }
            ul.findings { @for one in urgent { li {
                (sentence(viewer, one))
                form.presses method="post" action=(viewer.at("/called")) {
                    (viewer.token)
                    input type="hidden" name="id" value=(one.id);
                    input type="hidden" name="participant" value=(one.participant);
                    button { (viewer.say("Is op de hoogte", "Knows")) }
                }
            } } }
        }
    }
}

/// `Anna: Overleg K7QX, di 9 feb 10:00 → wo 10 feb 11:00`.
fn sentence(viewer: Viewer<'_>, one: &Urgent) -> Markup {
    let meeting = known(viewer, one);
    let title = meeting.map_or(String::new(), |meeting| viewer.formatter().title(meeting));
    let who = meeting.and_then(|meeting| {
        meeting
            .participants
            .iter()
            .find(|who| who.id == one.participant)
            .map(|who| viewer.formatter().name(&meeting.programme, who))
    });
    let who = who.unwrap_or_else(|| viewer.name(&one.participant).to_owned());
    let at = |at: NaiveDateTime| viewer.formatter().moment(at);
    html! {
        b { (who) } ": " (title) ", "
        @match (one.was, one.now) {
            (Some(was), Some(now)) => { (at(was)) " → " b { (at(now)) } }
            (None, Some(now)) => { (viewer.say("nieuw:", "new:")) " " b { (at(now)) } }
            (Some(was), None) => { (at(was)) " " b { (viewer.say("gaat niet door", "does not take place")) } }
            (None, None) => {}
        }
        " "
    }
}
