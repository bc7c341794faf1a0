//! What is entered of a family: the team comes in; forms for a new family, what changes, a pause and the end go out.

use maud::{Markup, html};

use super::form::{First, Form, WEEK};
use super::rows::{CHANGED_CASE, NEW_CASE};
use crate::team::lists::{Column, Holds, Need};

/// Roles for which a new family's form asks somebody.
const ASKED: usize = 4;

/// A family comes into care.
pub(super) fn new(form: Form<'_>) -> Markup {
    let viewer = form.viewer;
    let programmes: Vec<(&str, &str)> = viewer
        .snapshot
        .team
        .programmes
        .iter()
        .map(|programme| (programme.id.as_str(), programme.title.get(viewer.lang)))
        .collect();
    let people = |role: &str| {
        let holds = viewer
            .snapshot
            .team
            .people
            .iter()
            .filter(|one| one.roles.contains(role));
        let holds = holds.map(|one| (one.id.as_str(), one.name.as_str()));
        std::iter::once(("", "–")).chain(holds).collect::<Vec<_>>()
    };
    let fields = html! {
        @for column in NEW_CASE {
            @match column.holds {
                Holds::Programme => (form.one_of(column.name, &form.label(column), &programmes)),
                Holds::Zone => (zone(form, column, "–")),
                _ => (form.column(column, column.about(viewer.lang), column.need == Need::Always)),
            }
        }
        p.hint { (form.say(WEEK[0], WEEK[1])) }
        h3 { (form.say("Wie het gezin begeleidt", "Who works with the family")) }
        @for (id, title) in staff_roles(form).into_iter().take(ASKED) {
            (form.one_of(&format!("role {id}"), title, &people(id)))
        }
    };
    let first = [First::Programme, First::Colleague];
    let title = form.say("Een nieuw gezin", "A new family");
    form.folded_after(&first, title, false, &fields)
}

fn zone(form: Form<'_>, column: &Column, none: &str) -> Markup {
    let zones = form.viewer.snapshot.team.travel.zones.iter();
    let zones = zones.map(|zone| (zone.as_str(), zone.as_str()));
    let zones: Vec<(&str, &str)> = std::iter::once(("", none)).chain(zones).collect();
    html! { @if zones.len() > 1 { (form.one_of(column.name, &form.label(column), &zones)) } }
}

/// The roles somebody holds, with their titles.
fn staff_roles(form: Form<'_>) -> Vec<(&str, &str)> {
    let viewer = form.viewer;
    let team = &viewer.snapshot.team;
    let roles = team
        .programmes
        .iter()
        .flat_map(|programme| programme.roles.values());
    let held = |id: &str| team.people.iter().any(|person| person.roles.contains(id));
    let mut roles: Vec<(&str, &str)> = roles
        .filter(|role| held(&role.id))
        .map(|role| (role.id.as_str(), role.title.get(viewer.lang)))
        .collect();
    roles.sort_unstable();
    roles.dedup_by_key(|(id, _)| *id);
    roles
}

/// What changes for a family: only what is filled in.
pub(super) fn change(form: Form<'_>) -> Markup {
    let fields = html! {
        p.hint { (form.say("Vul alleen in wat anders wordt.", "Fill in only what changes.")) }
        (form.made_from_each(form.cases().into_iter().map(|(code, _)| code)))
        (form.one_of("case", form.say("Gezin", "Family"), &form.cases()))
        @for column in CHANGED_CASE {
            @match column.holds {
                Holds::Week => (form.column(column, form.say(WEEK[0], WEEK[1]), false)),
                Holds::Zone => (zone(form, column, form.say("zoals het was", "as it was"))),
                Holds::Phases => (form.column(column, &phases(form), false)),
                _ => (form.column(column, column.about(form.viewer.lang), false)),
            }
        }
    };
    form.folded_after(
        &[First::Family],
        form.say(
            "Er verandert iets voor een gezin",
            "Something changes for a family",
        ),
        false,
        &fields,
    )
}

/// How lengths of phases are written, with phases that there are.
fn phases(form: Form<'_>) -> String {
    let programmes = form.viewer.snapshot.team.programmes.iter();
    let phases = programmes.flat_map(|programme| &programme.phases);
    let names = phases.map(|phase| (phase.id.as_str(), phase.title.get(form.viewer.lang)));
    let names: Vec<String> = names
        .take(6)
        .map(|(id, title)| format!("{id}=8w ({title})"))
        .collect();
    format!("{} {}", form.say("zoals", "such as"), names.join(" "))
}

/// The programme ends earlier or later.
pub(super) fn end(form: Form<'_>) -> Markup {
    let fields = html! {
        (form.made_from_each(form.cases().into_iter().map(|(code, _)| code)))
        (form.one_of("case", form.say("Gezin", "Family"), &form.cases()))
        (form.day("on", form.say("Laatste dag", "Last day"), true))
        (form.day("decision_end", form.say("Nieuwe beschikking tot en met (als die er is)", "New decision until (if there is one)"), false))
        (form.text("reason", form.say("Reden, zonder namen", "Reason, without names"), "", false))
    };
    form.folded_after(
        &[First::Family],
        form.say(
            "Een programma stopt eerder of later",
            "A programme ends earlier or later",
        ),
        false,
        &fields,
    )
}

/// The programme stands still.
pub(super) fn pause(form: Form<'_>) -> Markup {
    let fields = html! {
        (form.made_from_each(form.cases().into_iter().map(|(code, _)| code)))
        (form.one_of("case", form.say("Gezin", "Family"), &form.cases()))
        (form.day("from", form.say("Eerste dag", "First day"), true))
        (form.day("to", form.say("Laatste dag", "Last day"), true))
        (form.text("reason", form.say("Reden, zonder namen", "Reason, without names"), "", true))
    };
    form.folded_after(
        &[First::Family],
        form.say("Een programma staat even stil", "A programme stands still"),
        false,
        &fields,
    )
}
