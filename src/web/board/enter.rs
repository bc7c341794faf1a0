//! What lead and planner enter: the team as it is comes in; forms for absences, hours, families, who does what
//! and pauses go out. What is sent is written in the team's own files; the record book has the pauses.

use maud::{Markup, html};

use super::look::{Look, Sheet};

/// The page; above it what was written, or why it was not.
pub fn page(look: Look<'_>, said: Option<&Markup>) -> Sheet {
    let body = html! {
        @if let Some(said) = said { (said) }
        p { (look.say("Wat u hier invult, komt in de bestanden van het team te staan. De agenda verandert pas als u opnieuw plant.", "What you enter here is written in the team's files. The calendar changes when you plan again.")) }
        (absence(look))
        (hours(look))
        (assignment(look))
        (case(look))
        (pause(look))
        (end(look))
    };
    Sheet {
        title: look.say("Invullen", "Enter").to_owned(),
        body,
    }
}

fn form(look: Look<'_>, kind: &str, title: &str, open: bool, fields: &Markup) -> Markup {
    html! {
        details.enter open[open] {
            summary { (title) }
            form.fields method="post" action=(look.at(&format!("/enter/{kind}"))) {
                (look.token)
                (fields)
                p { button { (look.say("Leg vast", "Enter")) } }
            }
        }
    }
}

/// A field with its name.
fn field(name: &str, kind: &str, label: &str, required: bool) -> Markup {
    html! { label { (label) " " input type=(kind) name=(name) required[required] maxlength="200"; } }
}

fn people(look: Look<'_>, name: &str, label: &str) -> Markup {
    let people = look.sight.team.people.iter();
    html! { label { (label) " " select name=(name) required { @for person in people { option value=(person.id) { (person.name) } } } } }
}

fn cases(look: Look<'_>, name: &str, label: &str) -> Markup {
    let cases = look.sight.team.cases.iter();
    html! { label { (label) " " select name=(name) required { @for case in cases { option value=(case.code) { (case.code) } } } } }
}

fn absence(look: Look<'_>) -> Markup {
    let today = look.today();
    let team = &look.sight.team;
    let fields = html! {
        label { (look.say("Wie", "Who")) " " select name="who" required {
            optgroup label=(look.say("Team", "Team")) { @for person in &team.people { option value=(person.id) { (person.name) } } }
            optgroup label=(look.say("Gezinnen", "Families")) { @for case in &team.cases { option value=(case.code) { (case.code) } } }
        } }
        label { (look.say("Eerste dag", "First day")) " " input type="date" name="from" value=(today) required; }
        label { (look.say("Laatste dag", "Last day")) " " input type="date" name="to" value=(today) required; }
        label { (look.say("Waarvoor", "What for")) " " select name="kind" {
            option value="leave" { (look.say("verlof", "leave")) }
            option value="sick" { (look.say("ziek", "ill")) }
            option value="training" { (look.say("scholing", "training")) }
        } }
        label { (look.say("Alleen deze uren (leeg: de hele dag)", "Only these hours (empty: the whole day)")) " " input name="hours" placeholder="13:00-17:00" maxlength="60"; }
    };
    form(
        look,
        "absence",
        look.say("Iemand is er niet", "Somebody is away"),
        true,
        &fields,
    )
}

fn hours(look: Look<'_>) -> Markup {
    let fields = html! {
        (people(look, "who", look.say("Wie", "Who")))
        (field("from", "date", look.say("Vanaf", "From"), true))
        label { (look.say("Uren van de week", "Hours of the week")) " " input name="week" required maxlength="300" placeholder="ma-di 08:30-12:30 13:00-17:00; do o m"; }
    };
    form(
        look,
        "hours",
        look.say("Iemand werkt andere uren", "Somebody works other hours"),
        false,
        &fields,
    )
}

fn assignment(look: Look<'_>) -> Markup {
    let roles = look
        .sight
        .team
        .programmes
        .iter()
        .flat_map(|programme| programme.roles.values());
    let mut roles: Vec<_> = roles
        .map(|role| (&role.id, role.title.get(look.lang)))
        .collect();
    roles.sort();
    roles.dedup_by(|a, b| a.0 == b.0);
    let fields = html! {
        (cases(look, "subject", look.say("Gezin", "Family")))
        label { (look.say("Rol", "Role")) " " select name="role" { @for (id, title) in roles { option value=(id) { (title) } } } }
        (people(look, "person", look.say("Wie", "Who")))
        (field("from", "date", look.say("Vanaf (leeg: altijd al)", "From (empty: always)"), false))
        (field("to", "date", look.say("Tot en met (leeg: tot het eind)", "Until (empty: to the end)"), false))
        label { (look.say("Hoe", "How")) " " select name="kind" {
            option value="lead" { (look.say("eerste", "lead")) }
            option value="second" { (look.say("tweede", "second")) }
            option value="substitute" { (look.say("vervangt", "substitute")) }
        } }
    };
    form(
        look,
        "assignment",
        look.say("Wie doet wat", "Who does what"),
        false,
        &fields,
    )
}

fn case(look: Look<'_>) -> Markup {
    let team = &look.sight.team;
    let fields = html! {
        p { small { (look.say("Een willekeurige code van letters en cijfers; nooit een naam.", "A random code of letters and digits; never a name.")) } }
        (field("code", "text", look.say("Code", "Code"), true))
        label { (look.say("Programma", "Programme")) " " select name="programme" { @for programme in &team.programmes { option value=(programme.id) { (programme.title.get(look.lang)) } } } }
        (field("start", "date", look.say("Eerste dag", "First day"), true))
        label { (look.say("Reisgebied", "Travel zone")) " " select name="zone" { option value="" { "–" } @for zone in &team.travel.zones { option value=(zone) { (zone) } } } }
        (field("municipality", "text", look.say("Gemeente", "Municipality"), false))
        (field("decision_start", "date", look.say("Beschikking vanaf", "Decision from"), false))
        (field("decision_end", "date", look.say("Beschikking tot en met", "Decision until"), false))
        (field("hours", "text", look.say("Wanneer het gezin kan (leeg: kantooruren)", "When the family can (empty: office hours)"), false))
        h3 { (look.say("Wie het gezin begeleidt", "Who works with the family")) }
        @for (at, (id, title)) in staff_roles(look).into_iter().enumerate() {
            @if at < 4 { label { (title) " " select name=(format!("role {id}")) { option value="" { "–" } @for person in team.people.iter().filter(|person| person.roles.contains(id)) { option value=(person.id) { (person.name) } } } } }
        }
    };
    form(
        look,
        "case",
        look.say("Een nieuw gezin", "A new family"),
        false,
        &fields,
    )
}

/// The roles somebody holds, with their titles.
fn staff_roles<'a>(look: Look<'a>) -> Vec<(&'a str, &'a str)> {
    let team = &look.sight.team;
    let roles = team
        .programmes
        .iter()
        .flat_map(|programme| programme.roles.values());
    let held = |id: &str| team.people.iter().any(|person| person.roles.contains(id));
    let mut roles: Vec<(&str, &str)> = roles
        .filter(|role| held(&role.id))
        .map(|role| (role.id.as_str(), role.title.get(look.lang)))
        .collect();
    roles.sort_unstable();
    roles.dedup_by_key(|(id, _)| *id);
    roles
}

fn end(look: Look<'_>) -> Markup {
    let fields = html! {
        (cases(look, "case", look.say("Gezin", "Family")))
        (field("on", "date", look.say("Laatste dag", "Last day"), true))
        (field("decision_end", "date", look.say("Nieuwe beschikking tot en met (als die er is)", "New decision until (if there is one)"), false))
        (field("reason", "text", look.say("Reden, zonder namen", "Reason, without names"), false))
    };
    form(
        look,
        "end",
        look.say(
            "Een programma stopt eerder of later",
            "A programme ends earlier or later",
        ),
        false,
        &fields,
    )
}

fn pause(look: Look<'_>) -> Markup {
    let fields = html! {
        (cases(look, "case", look.say("Gezin", "Family")))
        (field("from", "date", look.say("Eerste dag", "First day"), true))
        (field("to", "date", look.say("Laatste dag", "Last day"), true))
        (field("reason", "text", look.say("Reden, zonder namen", "Reason, without names"), true))
    };
    form(
        look,
        "pause",
        look.say("Een programma staat even stil", "A programme stands still"),
        false,
        &fields,
    )
}
