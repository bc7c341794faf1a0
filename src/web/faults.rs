//! Faults of the team's files on a page: what is told comes in, a list goes out.

use maud::{Markup, html};

use crate::diagnostic::Told;

/// Faults listed at most; the rest come when these are mended.
const SHOWN: usize = 50;

/// Each with its place, what is wrong and what to do.
pub fn list(told: &[Told]) -> Markup {
    html! {
        ul.faults { @for one in told.iter().take(SHOWN) {
            li data-fault=(one.code) {
                @if !one.place.is_empty() { b { (one.place) } ": " }
                (one.message) "."
                @if !one.help.is_empty() { br; small { (one.help) } }
            }
        } }
        @if told.len() > SHOWN { p { "+ " (told.len() - SHOWN) } }
    }
}
