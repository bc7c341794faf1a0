//! What was just done with a meeting: the two words that the way back carries come in; a line that says it, once, on
//! the page it leads to goes out.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::deeds::state;
use super::meeting;
use super::viewer::Viewer;
use crate::web::address::asking;

/// The way back to a page, with what was done to which meeting.
pub fn address(page: &str, deed: &str, id: &str) -> String {
    asking(page, &[("done", deed), ("of", id)])
}

/// What was done, as asked for by [`address`]; nothing when that is no deed, or no meeting they may see.
pub fn said(viewer: Viewer<'_>, asked: &BTreeMap<String, String>) -> Option<Markup> {
    let planned = meeting::known(viewer, asked.get("of")?)?;
    let deed = asked.get("done")?;
    let word = match state(deed) {
        Some(state) => format!(
            " {}: {}",
            viewer.say("geregistreerd", "recorded"),
            viewer.formatter().became(&planned.rule, state, None)
        ),
        None => other(viewer, deed)?.to_owned(),
    };
    Some(html! {
        p.said role="status" {
            a href=(viewer.at_meeting(planned.id.as_str())) { (viewer.formatter().title(planned)) } (word) "."
        }
    })
}

fn other<'a>(viewer: Viewer<'a>, deed: &str) -> Option<&'a str> {
    Some(match deed {
        "move" => viewer.say(
            " is verzet; iedereen ziet het in de eigen agenda",
            " has moved; everybody sees it in their own calendar",
        ),
        "confirm" => viewer.say(" geregistreerd: bevestigd", " recorded: confirmed"),
        "refuse" => viewer.say(" geregistreerd: afgewezen", " recorded: refused"),
        "pin" => viewer.say(
            " staat vast; opnieuw plannen laat deze afspraak staan",
            " is pinned; planning again leaves it where it is",
        ),
        "unpin" => viewer.say(
            " is los; opnieuw plannen mag deze afspraak verzetten",
            " is free; planning again may move it",
        ),
        "correct" => viewer.say(": registratie ingetrokken", ": record taken back"),
        _ => return None,
    })
}
