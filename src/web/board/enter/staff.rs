//! What is entered of colleagues: the team comes in; forms for absences, other hours and who does what, with what of
//! it stands and may be taken back, go out.

use maud::{Markup, html};

use super::form::{First, Form, WEEK};
use crate::team::lists::absences::{FROM, KIND, TO, WHO};
use crate::team::{Absence, Assignment, Away, Group, Subject};
use crate::web::board::viewer::Viewer;

/// Absences listed at most.
const SHOWN: usize = 40;

pub(super) fn absence(form: Form<'_>) -> Markup {
    let viewer = form.viewer;
    let kinds = [
        ("away", form.say("afwezig", "away")),
        ("leave", form.say("verlof", "leave")),
        ("training", form.say("scholing", "training")),
    ];
    let who = [
        (form.say("Team", "Team"), form.people()),
        (form.say("Gezinnen", "Families"), form.cases()),
    ];
    let fields = html! {
        (form.one_under(WHO.name, form.say("Wie", "Who"), &who))
        (form.today(FROM.name, form.say("Eerste dag", "First day")))
        (form.today(TO.name, form.say("Laatste dag", "Last day")))
        (form.one_of(KIND.name, form.say("Waarvoor", "What for"), &kinds))
        (form.text("hours", form.say("Alleen deze uren", "Only these hours"), form.say("leeg: de hele dag; anders zoals 13:00-17:00", "empty: the whole day; else such as 13:00-17:00"), false))
    };
    let mut ahead: Vec<&Absence> = viewer.snapshot.filed.absences.iter().collect();
    ahead.retain(|one| viewer.today() <= one.to);
    ahead.sort_by_key(|one| one.from);
    html! {
        (form.folded_after(&[First::Colleague], form.say("Afwezigheid invullen", "Record an absence"), true, &fields))
        @if !ahead.is_empty() {
            details.enter id="absence-gone" {
                summary { (form.say("Wie er niet is", "Who is away")) " (" (ahead.len()) ")" }
                p { (form.say("Toch niet, of eerder terug? Haal de regel weg, en vul zo nodig andere dagen in.", "Not after all, or back earlier? Take the line away, and enter other days if need be.")) }
                ul.findings { @for one in ahead.iter().take(SHOWN) { (gone(form, one)) } }
            }
        }
    }
}

fn gone(form: Form<'_>, one: &Absence) -> Markup {
    let viewer = form.viewer;
    let who = match &one.who {
        Away::Person(id) => id.as_str(),
        Away::Family(code) => code.as_str(),
    };
    let until = (one.from != one.to).then_some(one.to);
    html! {
        li {
            form.line method="post" action=(viewer.at("/enter/absence-gone")) {
                (viewer.token)
                @for (column, value) in [(&WHO, who), (&FROM, &one.from.to_string()), (&TO, &one.to.to_string())] {
                    input type="hidden" name=(column.name) value=(value);
                }
                (form.of("absence-gone").made_from(&[(WHO.name, who), (FROM.name, &one.from.to_string()), (TO.name, &one.to.to_string())]))
                span { b { (viewer.name(who)) } " " (viewer.lang.date(one.from)) @if let Some(to) = until { " – " (viewer.lang.date(to)) }
                    @if one.slots.is_some() { ", " (form.say("een deel van de dag", "part of the day")) } @if let Some(word) = one.kind.told_to_its_own(viewer.lang) { " · " (word) } }
                button.plain { (form.say("verwijderen", "remove")) }
            }
        }
    }
}

pub(super) fn hours(form: Form<'_>) -> Markup {
    let fields = html! {
        (form.made_from_each(form.people().into_iter().map(|(id, _)| id)))
        (form.one_of("who", form.say("Wie", "Who"), &form.people()))
        (form.today("from", form.say("Vanaf", "From")))
        (form.text("week", form.say("Uren van de week", "Hours of the week"), form.say(WEEK[0], WEEK[1]), true))
    };
    form.folded_after(
        &[First::Colleague],
        form.say("Iemand werkt andere uren", "Somebody works other hours"),
        false,
        &fields,
    )
}

pub(super) fn assignment(form: Form<'_>) -> Markup {
    let viewer = form.viewer;
    let programmes = viewer.snapshot.team.programmes.iter();
    let roles = programmes.flat_map(|programme| programme.roles.values());
    let mut roles: Vec<(&str, &str)> = roles
        .map(|role| (role.id.as_str(), role.title.get(viewer.lang)))
        .collect();
    roles.sort_unstable();
    roles.dedup_by_key(|(id, _)| *id);
    let whom = [
        (form.say("Gezinnen", "Families"), form.cases()),
        (form.say("Groepen", "Groups"), form.groups()),
        (
            form.say("Alle gezinnen van", "All families of"),
            form.people(),
        ),
    ];
    let kinds = [
        ("lead", form.say("eerste", "lead")),
        ("second", form.say("tweede, ernaast", "second, beside")),
        ("substitute", form.say("vervangt", "substitute")),
    ];
    let fields = html! {
        (form.one_under("subject", form.say("Voor wie", "For whom"), &whom))
        (form.one_of("person", form.say("Wie doet het", "Who does it"), &form.people()))
        (form.one_of("role", form.say("In welke rol", "In which role"), &roles))
        (form.one_of("kind", form.say("Hoe", "How"), &kinds))
        (form.day("from", form.say("Vanaf (leeg: altijd al)", "From (empty: always)"), false))
        (form.day("to", form.say("Tot en met (leeg: tot het eind)", "Until (empty: to the end)"), false))
    };
    let mut known: Vec<_> = viewer.snapshot.team.assignments.iter().collect();
    known.retain(|one| one.to.is_none_or(|to| viewer.today() <= to));
    html! {
        (form.folded_after(&[First::Programme, First::Colleague], form.say("Wie doet wat", "Who does what"), false, &fields))
        @if !known.is_empty() {
            details.enter id="assignment-end" {
                summary { (form.say("Een taak gaat over of was fout", "A task ends or was wrong")) }
                (form.of("assignment-end").plain(form.say("Opslaan", "Save"), &html! {
                    @for one in &known { (form.of("assignment-end").made_from(&[("which", &which(one))])) }
                    label { (form.say("Welke", "Which")) " " select name="which" { @for one in &known {
                        option value=(which(one)) { (subject(viewer, &one.subject)) ": " (viewer.role(&one.role)) " " (viewer.name(one.person.as_str())) }
                    } } }
                    (form.of("assignment-end").day("to", form.say("Laatste dag (leeg: dit was fout, verwijder het)", "Last day (empty: this was wrong, remove it)"), false))
                }))
            }
        }
    }
}

/// The cells that name an assignment, in one text.
fn which(one: &Assignment) -> String {
    let subject = match &one.subject {
        Subject::Case(code, _) => code.as_str(),
        Subject::Person(id) => id.as_str(),
        Subject::Group(id) => id.as_str(),
    };
    let from = one.from.map_or(String::new(), |from| from.to_string());
    format!("{subject} {} {} {from}", one.role, one.person)
}

fn subject<'a>(viewer: Viewer<'a>, subject: &'a Subject) -> &'a str {
    match subject {
        Subject::Case(code, _) => code.as_str(),
        Subject::Person(id) => viewer.name(id.as_str()),
        Subject::Group(id) => {
            let group = viewer.snapshot.team.group(id);
            group.map_or(id.as_str(), |group: &Group| group.title.as_str())
        }
    }
}
