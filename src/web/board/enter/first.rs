//! The first steps of a new team: how far it is comes in; what is done, and what comes next, goes out.

use maud::{Markup, html};

use crate::web::board::look::{Look, May};

/// The steps to a first plan, for whoever may take them.
pub fn steps(look: Look<'_>) -> Markup {
    let team = &look.sight.filed;
    let count = |all: usize| (all > 0).then(|| all.to_string());
    let steps = [
        (
            "/team#settings",
            look.say(
                "Noem het team en kijk de instellingen na",
                "Name the team and look over the settings",
            ),
            Some(team.name.clone()).filter(|name| *name != team.id),
        ),
        (
            "/team",
            look.say(
                "Voeg de collega's toe, met hun uren",
                "Add the colleagues, with their hours",
            ),
            count(team.people.len()),
        ),
        (
            "/enter#case",
            look.say(
                "Voeg de gezinnen toe, en wie ze begeleidt",
                "Add the families, and who works with them",
            ),
            count(team.cases.len()),
        ),
        (
            "/enter#held",
            look.say(
                "Zeg wat al gehouden is: ritmes tellen daarvan af",
                "Say what was held already: rhythms count from it",
            ),
            count(team.held.len()),
        ),
        (
            "/enter#absence",
            look.say("Vul verlof en scholing in", "Enter leave and training"),
            count(team.absences.len()),
        ),
        (
            "/plan",
            look.say(
                "Maak de planning, kijk hem na en neem hem over",
                "Make the plan, look it over and accept it",
            ),
            None,
        ),
    ];
    html! {
        p.lead { (look.say("Er is nog geen planning.", "There is no plan yet.")) }
        @if *look.may == May::All {
            h2 { (look.say("Zo begint u", "How to begin")) }
            ol.first { @for (path, said, done) in &steps {
                li.done[done.is_some()] { a href=(look.at(path)) { (said) } @if let Some(done) = done { " " span.good { "✓ " (done) } } }
            } }
        }
    }
}
