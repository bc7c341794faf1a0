//! What lead and planner enter: the team as it is comes in; forms for absences, hours, families, who does what, what
//! was held before and pauses go out. What is sent is written in the team's own files; the record book has the
//! pauses.

mod clash;
mod family;
mod fields;
mod first;
mod form;
mod method;
mod past;
mod rows;
mod sent;
mod spoken;
mod staff;
mod stood;
mod tailored;
mod team;

use maud::{Markup, html};

pub use self::first::steps as first_steps;
use self::form::{Form, Given};
pub(super) use self::sent::routes;
use super::viewer::{Sheet, Viewer};
use crate::team::FileSet;

/// The page; above it what was written, or why it was not. `files` are those that it is made from, or from before.
pub fn page(viewer: Viewer<'_>, said: Option<&Markup>, given: &Given, files: &FileSet) -> Sheet {
    let form = |kind| Form {
        viewer,
        kind,
        given,
        files,
    };
    let body = html! {
        @if let Some(said) = said { (said) }
        p { (viewer.say("Wat u hier invult, komt in de bestanden van het team te staan. De agenda verandert pas als u opnieuw plant.", "What you enter here is written in the team's files. The calendar changes when you plan again.")) " "
            (viewer.say("Collega's, groepen en instellingen staan bij", "Colleagues, groups and settings are under")) " " a href=(viewer.at("/team")) { (viewer.say("Team", "Team")) } "." }
        h2 { (viewer.say("Collega's", "Colleagues")) }
        (staff::absence(form("absence")))
        (staff::hours(form("hours")))
        (staff::assignment(form("assignment")))
        h2 { (viewer.say("Gezinnen", "Families")) }
        (family::new(form("case")))
        (family::change(form("case-change")))
        (family::pause(form("pause")))
        (family::end(form("end")))
        h2 { (viewer.say("Wat al vaststaat", "What stands already")) }
        (past::of_whom(form("held")))
    };
    Sheet {
        title: viewer.say("Invullen", "Enter").to_owned(),
        body,
    }
}
