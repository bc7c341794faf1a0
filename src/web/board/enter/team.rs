//! The team itself: its people, groups and settings as they stand in `team.toml` come in; a page with forms for each
//! goes out.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::form::{First, Form, Given, WEEK};
use super::{method, spoken};
use crate::app;
use crate::diagnostic::Told;
use crate::language::Lang;
use crate::rules::{self, Per, RoleKind};
use crate::team::{FileSet, Person};
use crate::web::board::viewer::{Sheet, Viewer};
use crate::web::faults;

/// What the files of a team gave reason to say: what is asked of people that they do not have, and warnings.
#[derive(Default)]
pub struct Remarks {
    /// In the reader's language.
    pub foreseen: Vec<String>,
    /// Warnings.
    pub warnings: Vec<Told>,
}

/// The page; above it what was written, or why it was not.
pub fn page(
    viewer: Viewer<'_>,
    said: Option<&Markup>,
    given: &Given,
    settings: &Given,
    remarks: &Remarks,
    files: &FileSet,
) -> Sheet {
    let form = |kind| Form {
        viewer,
        kind,
        given,
        files,
    };
    let own = if given.kind == "settings" {
        given
    } else {
        settings
    };
    let body = html! {
        @if let Some(said) = said { (said) }
        (people(viewer))
        (person(form("person"), "", viewer.snapshot.team.people.is_empty()))
        (groups(viewer))
        (group(form("group")))
        h2 { (viewer.say("Instellingen", "Settings")) }
        (settings_form(Form { viewer, kind: "settings", given: own, files }, viewer.snapshot.team.name == viewer.snapshot.team.id))
        (method::forms(viewer, given, files))
        p.hint { (viewer.say("Nog meer staat in het bestand team.toml in de map van het team, zoals een regel die voor één gemeente of gezin anders is. Elk staat er met uitleg; wat u daar verandert, geldt hier meteen.", "More stands in the file team.toml in the team's folder, such as a rule that differs for one municipality or family. Each is explained there; what you change there holds here at once.")) }
        (remarked(viewer, remarks))
    };
    Sheet {
        title: viewer.say("Team", "Team").to_owned(),
        body,
    }
}

fn people(viewer: Viewer<'_>) -> Markup {
    let people = &viewer.snapshot.team.people;
    html! {
        @if people.is_empty() { p.lead { (viewer.say("Er staat nog niemand in het team. Begin met uzelf.", "Nobody is in the team yet. Begin with yourself.")) } }
        @else { div.wide tabindex="0" role="region" aria-label=(viewer.say("Mensen", "People")) { table.plain {
            thead { tr { th scope="col" { (viewer.say("Naam", "Name")) } th scope="col" { (viewer.say("Rol", "Role")) } th scope="col" { (viewer.say("Contract", "Contract")) } th scope="col" { span.unseen { (viewer.say("Veranderen", "Change")) } } } }
            tbody { @for one in people { (line(viewer, one)) } }
        } } }
    }
}

fn line(viewer: Viewer<'_>, one: &Person) -> Markup {
    let roles: Vec<String> = one.roles.iter().map(|role| viewer.role(role)).collect();
    html! {
        tr {
            th scope="row" { a href=(viewer.at(&format!("/person/{}", one.id))) { (one.name) } }
            td { (roles.join(", ")) @if one.external { " · " (viewer.say("buiten het team", "outside the team")) } @if let Some(until) = one.until { " · " (viewer.say("tot en met", "until")) " " (viewer.lang.date(until)) } }
            td { @if let Some(contract) = one.contract { (spoken::hours(viewer.lang, contract)) } }
            td { a href=(viewer.at(&format!("/team/{}", one.id))) { (viewer.say("veranderen", "change")) span.unseen { " " (one.name) } } }
        }
    }
}

/// The page on which what is written of somebody changes.
pub fn person_page(viewer: Viewer<'_>, key: &str, files: &FileSet) -> Sheet {
    let written = app::written(files, &["people", key]);
    let name = written.get("name").cloned().unwrap_or_default();
    let given = Given {
        kind: "person".to_owned(),
        fields: as_fields(viewer.lang, written, "roles", "role"),
        wrong: false,
    };
    let form = Form {
        viewer,
        kind: "person",
        given: &given,
        files,
    };
    let body = html! {
        (form.plain(form.say("Opslaan", "Save"), &html! {
            input type="hidden" name="key" value=(key);
            (form.made_from(&[("key", key)]))
            (person_fields(form))
        }))
        p { a href=(viewer.at("/team")) { (viewer.say("Terug naar het team", "Back to the team")) } }
    };
    Sheet { title: name, body }
}

/// Keys of a table as the fields of a form, in somebody's language: each of a list is a field of its own.
pub fn as_fields(
    lang: Lang,
    written: BTreeMap<String, String>,
    list: &str,
    one: &str,
) -> BTreeMap<String, String> {
    let mut fields = fields_of(written, list, one);
    spoken::said(lang, &mut fields);
    fields
}

/// The same as files spell them.
pub fn fields_of(
    mut written: BTreeMap<String, String>,
    list: &str,
    one: &str,
) -> BTreeMap<String, String> {
    let listed = written.remove(list).unwrap_or_default();
    let each = listed.split(", ").filter(|each| !each.is_empty());
    written.extend(each.map(|each| (format!("{one} {each}"), "on".to_owned())));
    written
}

fn person(form: Form<'_>, key: &str, open: bool) -> Markup {
    let fields = html! {
        @if !key.is_empty() { input type="hidden" name="key" value=(key); }
        (person_fields(form))
    };
    form.folded_after(
        &[First::Programme],
        form.say(
            "Een nieuwe collega, of iemand van buiten",
            "A new colleague, or somebody from outside",
        ),
        open,
        &fields,
    )
}

fn person_fields(form: Form<'_>) -> Markup {
    let team = &form.viewer.snapshot.team;
    let roles = team
        .programmes
        .iter()
        .flat_map(|programme| programme.roles.values());
    let mut roles: Vec<(&str, &str)> = roles
        .filter(|role| !matches!(role.kind, RoleKind::Family | RoleKind::Slot))
        .map(|role| (role.id.as_str(), role.title.get(form.viewer.lang)))
        .collect();
    roles.sort_unstable();
    roles.dedup_by_key(|(id, _)| *id);
    let outside = [
        ("", form.say("collega", "colleague")),
        (
            "true",
            form.say(
                "buiten het team; geeft tijden op",
                "outside the team; offers times",
            ),
        ),
    ];
    html! {
        (form.text("name", form.say("Naam", "Name"), "", true))
        (form.any_of("role", form.say("Rollen", "Roles"), &roles))
        (form.one_of("external", form.say("Hoort bij", "Belongs to"), &outside))
        (form.text("hours", form.say("Uren van de week", "Hours of the week"), form.say("leeg: kantooruren;", "empty: office hours;"), false))
        p.hint { (form.say(WEEK[0], WEEK[1])) }
        (form.text("contract", form.say("Contract, uren per week", "Contract, hours a week"), form.say("zoals 28 of 24,5", "such as 28 or 24.5"), false))
        (form.text("protected", form.say("Vrij te houden van afspraken", "Kept free of meetings"), form.say("zoals vr 15:00-17:00", "such as fri 15:00-17:00"), false))
        (form.day("since", form.say("In het team vanaf", "In the team from"), false))
        (form.day("until", form.say("In het team tot en met", "In the team until"), false))
    }
}

fn groups(viewer: Viewer<'_>) -> Markup {
    let groups = &viewer.snapshot.team.groups;
    let today = viewer.today();
    html! {
        h2 { (viewer.say("Groepen", "Groups")) }
        @if groups.is_empty() { p { (viewer.say("Geen. Wie in een vaste groep overlegt, zoals de methode vraagt, staat hier.", "None. Those who meet in a fixed group, as the method asks, stand here.")) } }
        ul { @for group in groups {
            @let members: Vec<&str> = viewer.snapshot.team.members(&group.id, today).iter().map(|(one, _)| one.name.as_str()).collect();
            li { b { (group.title) } ": " (members.join(", ")) }
        } }
    }
}

fn group(form: Form<'_>) -> Markup {
    let team = &form.viewer.snapshot.team;
    let programmes = team.programmes.iter();
    let rules = programmes.flat_map(|programme| &programme.rules);
    let rules: Vec<(&str, &str)> = rules
        .filter(|rule| matches!(rule.per, Per::Group))
        .map(|rule| (rule.id.as_str(), rule.title.get(form.viewer.lang)))
        .collect();
    let staff: Vec<(&str, &str)> = team
        .people
        .iter()
        .filter(|one| !one.external)
        .map(|one| (one.id.as_str(), one.name.as_str()))
        .collect();
    let fields = html! {
        (form.text("title", form.say("Naam", "Name"), "", true))
        (form.one_of("rule", form.say("Overleg", "Meeting"), &rules))
        (form.any_of("member", form.say("Wie", "Who"), &staff))
    };
    html! { @if !rules.is_empty() { (form.folded_after(&[First::Colleague], form.say("Een nieuwe groep", "A new group"), false, &fields)) } }
}

fn settings_form(form: Form<'_>, open: bool) -> Markup {
    let langs = [("nl", "Nederlands"), ("en", "English")];
    let regions = [
        ("", "–"),
        ("noord", "noord"),
        ("midden", "midden"),
        ("zuid", "zuid"),
    ];
    let programmes = spoken::programmes(&form.viewer.snapshot.team, form.viewer.lang);
    let programmes: Vec<(&str, &str)> = programmes
        .iter()
        .map(|(id, title)| (id.as_str(), title.as_str()))
        .collect();
    let employers: Vec<_> = rules::shipped_employers().collect();
    let employers: Vec<(&str, &str)> = employers
        .iter()
        .map(|(id, title)| (*id, title.get(form.viewer.lang)))
        .collect();
    let fields = html! {
        (form.made_from(&[]))
        (form.text("name", form.say("Naam van het team", "Name of the team"), "", true))
        (form.any_of("programme", form.say("Programma's", "Programmes"), &programmes))
        (form.one_of("employer", form.say("Vrije dagen en werktijden volgens", "Free days and working hours by"), &employers))
        (form.one_of("region", form.say("Schoolvakanties van regio", "School holidays of region"), &regions))
        (form.text("office", form.say("Kantooruren", "Office hours"), form.say(WEEK[0], WEEK[1]), false))
        (form.one_of("lang", form.say("Taal", "Language"), &langs))
        h3 { (form.say("Reizen", "Travel")) }
        (form.text("zones", form.say("Reisgebieden", "Travel zones"), form.say("met komma's, kantoor eerst; leeg: niemand reist", "with commas, the office first; empty: nobody travels"), false))
        (form.text("within", form.say("Tussen twee adressen in een gebied", "Between two addresses in a zone"), form.say("zoals 10m", "such as 10m"), false))
        (form.text("between", form.say("Tussen gebieden", "Between zones"), form.say("zoals kantoor-noord 20m, kantoor-zuid 25m, noord-zuid 30m", "such as office-north 20m, office-south 25m, north-south 30m"), false))
    };
    form.folded(
        form.say(
            "Naam, programma, uren, reizen",
            "Name, programme, hours, travel",
        ),
        open,
        &fields,
    )
}

fn remarked(viewer: Viewer<'_>, remarks: &Remarks) -> Markup {
    html! {
        @if !remarks.foreseen.is_empty() {
            h2 { (viewer.say("Wordt krap", "Will be tight")) }
            ul { @for one in &remarks.foreseen { li { (one) } } }
        }
        @if !remarks.warnings.is_empty() {
            details.enter { summary { (viewer.say("Opmerkingen bij de bestanden", "Remarks on the files")) " (" (remarks.warnings.len()) ")" }
                (faults::list(&remarks.warnings))
            }
        }
    }
}
