//! Two people on one form: what was sent, and what somebody else has written there since the form was made, come in; a
//! page with both, on which one of them is chosen, goes out. Nothing that was typed is lost.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::fields::Fields;
use super::spoken;
use super::stood::{Stood, carried};
use crate::team::lists::Column;
use crate::web::board::viewer::{Sheet, Viewer};

/// A form that was made from something older than what stands there.
pub struct Clash {
    /// The form.
    pub kind: String,
    /// What was sent with it.
    pub sent: BTreeMap<String, String>,
    /// What stands there.
    pub stood: Stood,
    /// What the record book says, in words.
    pub lines: Vec<String>,
}

impl Clash {
    /// Each field in which they differ: its name, what was sent and what stands there, in the reader's language.
    fn differences(&self, viewer: Viewer<'_>) -> Vec<(String, String, String)> {
        let mut now = self.stood.fields.clone();
        spoken::said(viewer.lang, &mut now);
        let mut names: Vec<&String> = self.sent.keys().chain(now.keys()).collect();
        names.retain(|name| is_field(name));
        names.sort();
        names.dedup();
        let text = |fields: &BTreeMap<String, String>, name: &str| {
            let text = fields.get(name).map(|text| text.trim().to_owned());
            text.unwrap_or_default()
        };
        names
            .into_iter()
            .map(|name| (name.clone(), text(&self.sent, name), text(&now, name)))
            .filter(|(name, sent, now)| sent != now && !(sent.is_empty() && self.keeps(name)))
            .collect()
    }

    /// Whether a field that was left empty leaves what stands there, or what is there cannot be chosen.
    fn keeps(&self, name: &str) -> bool {
        match self.kind.as_str() {
            "person" | "settings" | "readings" => !self.is_known(name),
            "fixed" => name == "weeks",
            "assignment-end" => false,
            _ => true,
        }
    }

    /// Whether the form has such a field: what is chosen by ticks is not sent when it is not.
    fn is_known(&self, name: &str) -> bool {
        let ticked = ["role ", "programme "];
        self.sent.contains_key(name) || ticked.iter().any(|list| name.starts_with(list))
    }
}

/// Fields that say what a form is about, and not what is to stand there.
fn is_field(name: &str) -> bool {
    let about = [
        "token", "of", "key", "case", "which", "who", "rule", "day of",
    ];
    !about.contains(&name) && !name.starts_with("of ")
}

/// The page.
pub fn page(viewer: Viewer<'_>, clash: &Clash, back: &str) -> Sheet {
    let differences = clash.differences(viewer);
    let fields = Fields(clash.sent.clone());
    let of = carried(&clash.kind, &fields);
    let chosen = |name: &str| differences.iter().any(|(known, ..)| known == name);
    let hidden = clash
        .sent
        .iter()
        .filter(|(name, _)| *name != "token" && *name != "of" && !name.starts_with("of "))
        .filter(|(name, _)| !chosen(name));
    let body = html! {
        div role="alert" {
            p { b { (viewer.say("Iemand anders heeft dit veranderd sinds u dit formulier opende. Er is niets overschreven.", "Somebody else has changed this since you opened the form. Nothing was overwritten.")) } }
            @if !clash.lines.is_empty() { ul { @for line in &clash.lines { li { (line) } } } }
            @if differences.is_empty() && clash.lines.is_empty() { (stands(viewer, clash)) }
        }
        form.fields method="post" action=(viewer.at(&format!("/enter/{}", clash.kind))) {
            (viewer.token)
            input type="hidden" name=(of) value=(clash.stood.print());
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            @for (name, sent, now) in &differences { (choice(viewer, name, sent, now)) }
            p.row {
                button { @if differences.is_empty() { (viewer.say("Toch doen wat ik vroeg", "Do what I asked all the same")) } @else { (viewer.say("Opslaan wat hier gekozen is", "Save what is chosen here")) } }
                " " a.button href=(viewer.at(back)) { (viewer.say("Laat staan wat er nu staat", "Leave what stands there now")) }
            }
        }
    };
    let title = viewer
        .say("Intussen veranderd", "Changed meanwhile")
        .to_owned();
    Sheet { title, body }
}

fn choice(viewer: Viewer<'_>, name: &str, sent: &str, now: &str) -> Markup {
    html! {
        fieldset {
            legend { (label(viewer, name)) }
            label { input type="radio" name=(name) value=(sent) checked; " " (viewer.say("Van u:", "Yours:")) " " b { (shown(viewer, name, sent)) } }
            label { input type="radio" name=(name) value=(now); " " (viewer.say("Nu opgeslagen:", "Saved now:")) " " b { (shown(viewer, name, now)) } }
        }
    }
}

/// What stands there, when the form has no field for it.
fn stands(viewer: Viewer<'_>, clash: &Clash) -> Markup {
    let mut now = clash.stood.fields.clone();
    spoken::said(viewer.lang, &mut now);
    html! {
        @if now.is_empty() { p { (viewer.say("Het staat er niet meer, of er is iets bij gekomen.", "It stands there no more, or something was added.")) } }
        @else { p { (viewer.say("Nu staat er:", "Now there stands:")) } ul { @for (name, text) in &now { li { (label(viewer, name)) ": " b { (shown(viewer, name, text)) } } } } }
    }
}

fn shown<'t>(viewer: Viewer<'t>, name: &str, text: &'t str) -> &'t str {
    match (text, name) {
        ("on" | "true", _) => viewer.say("ja", "yes"),
        ("", "external") => viewer.say("nee", "no"),
        ("", name) if name.starts_with("role ") || name.starts_with("programme ") => {
            viewer.say("nee", "no")
        }
        ("", _) => viewer.say("niets", "nothing"),
        (text, _) => text,
    }
}

/// What a field is called.
fn label(viewer: Viewer<'_>, name: &str) -> String {
    if let Some((list, id)) = name.split_once(' ') {
        let known = match list {
            "role" => viewer.role(id),
            "reading" => reading(viewer, id),
            "on" => held(viewer, id),
            _ => id.to_owned(),
        };
        return known;
    }
    let said = match name {
        "name" => ["Naam", "Name"],
        "external" => ["Buiten het team", "Outside the team"],
        "contract" => ["Contract, uren per week", "Contract, hours a week"],
        "hours" | "week" => ["Uren van de week", "Hours of the week"],
        "protected" => ["Vrij te houden van afspraken", "Kept free of meetings"],
        "since" => ["In het team vanaf", "In the team from"],
        "until" => ["In het team tot en met", "In the team until"],
        "from" => ["Vanaf", "From"],
        "to" => ["Laatste dag", "Last day"],
        "employer" => [
            "Vrije dagen en werktijden volgens",
            "Free days and working hours by",
        ],
        "region" => ["Schoolvakanties van regio", "School holidays of region"],
        "office" => ["Kantooruren", "Office hours"],
        "lang" => ["Taal", "Language"],
        "zones" => ["Reisgebieden", "Travel zones"],
        "within" => [
            "Tussen twee adressen in een gebied",
            "Between two addresses in a zone",
        ],
        "between" => ["Tussen gebieden", "Between zones"],
        "day" => ["Dag", "Day"],
        "start" => ["Begint om", "Begins at"],
        "weeks" => ["Om de hoeveel weken", "Every how many weeks"],
        "why" => ["Waarvoor", "What for"],
        other => {
            let mut columns = super::rows::CHANGED_CASE.into_iter();
            let column: Option<&Column> = columns.find(|column| column.name == other);
            let heading = column.map(|column| column.heading().get(viewer.lang).to_owned());
            return heading.unwrap_or_else(|| other.to_owned());
        }
    };
    viewer.lang.pick(said[0], said[1]).to_owned()
}

fn reading(viewer: Viewer<'_>, id: &str) -> String {
    let programmes = viewer.snapshot.team.programmes.iter();
    let mut all = programmes.flat_map(|one| one.choices.iter().map(move |choice| (one, choice)));
    let found = all.find(|(one, choice)| id == format!("{}.{}", one.id, choice.id));
    found.map_or_else(
        || id.to_owned(),
        |(_, choice)| choice.question.get(viewer.lang).to_owned(),
    )
}

fn held(viewer: Viewer<'_>, what: &str) -> String {
    let rule = what.split(' ').next().unwrap_or_default();
    let programmes = viewer.snapshot.team.programmes.iter();
    let mut rules = programmes.flat_map(|one| &one.rules);
    let found = rules.find(|known| known.id.as_str() == rule);
    found.map_or_else(
        || what.to_owned(),
        |known| known.title.get(viewer.lang).to_owned(),
    )
}
