//! The first steps of a new team: how far it is comes in; what is done, and what comes next, goes out.

use maud::{Markup, html};

use crate::web::board::viewer::{May, Viewer};

/// The steps to a first plan, for whoever may take them.
pub fn steps(viewer: Viewer<'_>) -> Markup {
    let team = &viewer.snapshot.filed;
    let count = |all: usize| (all > 0).then(|| all.to_string());
    let steps = [
        (
            "/team#settings",
            viewer.say(
                "Noem het team en kijk de instellingen na",
                "Name the team and look over the settings",
            ),
            Some(team.name.clone()).filter(|name| *name != team.id),
        ),
        (
            "/team",
            viewer.say(
                "Voeg de collega's toe, met hun uren",
                "Add the colleagues, with their hours",
            ),
            count(team.people.len()),
        ),
        (
            "/enter#case",
            viewer.say(
                "Voeg de gezinnen toe, en wie ze begeleidt",
                "Add the families, and who works with them",
            ),
            count(team.cases.len()),
        ),
        (
            "/enter#held",
            viewer.say(
                "Zeg wat al doorgegaan is: de frequentie telt daarvan af",
                "Say what was held already: rhythms count from it",
            ),
            count(team.held.len()),
        ),
        (
            "/enter#absence",
            viewer.say("Vul verlof en scholing in", "Enter leave and training"),
            count(team.absences.len()),
        ),
        (
            "/plan",
            viewer.say(
                "Maak de planning, kijk hem na en neem hem over",
                "Make the plan, look it over and accept it",
            ),
            None,
        ),
    ];
    html! {
        p.lead { (viewer.say("Er is nog geen planning.", "There is no plan yet.")) }
        @if *viewer.may == May::All {
            h2 { (viewer.say("Zo begint u", "How to begin")) }
            ol.first { @for (path, said, done) in &steps {
                li.done[done.is_some()] { a href=(viewer.at(path)) { (said) } @if let Some(done) = done { " " span.good { "✓ " (done) } } }
            } }
        }
    }
}
