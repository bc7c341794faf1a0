//! The parts of a form: what is asked for comes in, fields with their labels go out; what was sent and did not fit
//! stands in them again.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::fields::Fields;
use super::stood;
use crate::store::EntryForm;
use crate::team::FileSet;
use crate::team::lists::{Column, Holds};
use crate::web::board::viewer::Viewer;

/// What was sent, and why it was not written.
#[derive(Default)]
pub struct Given {
    /// The form it was sent with.
    pub kind: String,
    /// Its fields.
    pub fields: BTreeMap<String, String>,
    /// Whether they did not fit.
    pub wrong: bool,
}

/// What has to be added before there is something to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// A programme, whose roles and meetings are chosen.
    Programme,
    /// Somebody of the team.
    Colleague,
    /// A family.
    Family,
}

/// A form that writes something of one kind.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// For whom.
    pub viewer: Viewer<'a>,
    /// What it writes: the last word of its address.
    pub kind: &'a str,
    /// What was sent before, or stands in the files.
    pub given: &'a Given,
    /// The team's files that it is made from.
    pub files: &'a FileSet,
}

impl<'a> Form<'a> {
    /// A form of another kind beside this one.
    pub fn of(self, kind: &'a str) -> Self {
        Self { kind, ..self }
    }

    /// One of two readings.
    pub fn say(self, nl: &'a str, en: &'a str) -> &'a str {
        self.viewer.say(nl, en)
    }

    /// Whether it was sent and is shown again.
    pub fn again(self) -> bool {
        self.given.wrong && self.given.kind == self.kind
    }

    /// What stands in a field.
    pub fn value(self, name: &str) -> Option<&'a str> {
        let given = self
            .given
            .fields
            .get(name)
            .filter(|_| self.given.kind == self.kind);
        given.map(String::as_str)
    }

    /// The form behind its title; open when it is shown again, or is the first.
    pub fn folded(self, title: &str, open: bool, fields: &Markup) -> Markup {
        self.folded_after(&[], title, open, fields)
    }

    /// The same, once the team has what it chooses from; until then what has to be added first.
    pub fn folded_after(self, first: &[First], title: &str, open: bool, fields: &Markup) -> Markup {
        let missing = first.iter().find(|one| self.lacks(**one));
        html! {
            details.enter id=(self.kind) open[open || self.again()] {
                summary { (title) }
                @match missing {
                    Some(first) => (self.add_first(*first)),
                    None => (self.plain(self.say("Opslaan", "Save"), fields)),
                }
            }
        }
    }

    fn lacks(self, first: First) -> bool {
        let team = &self.viewer.snapshot.team;
        match first {
            First::Programme => team.programmes.is_empty(),
            First::Colleague => team.people.is_empty(),
            First::Family => team.cases.is_empty(),
        }
    }

    /// What has to be added first, with the way there.
    pub fn add_first(self, first: First) -> Markup {
        let (path, said) = match first {
            First::Programme => (
                "/team#settings",
                self.say("Kies eerst een programma", "Choose a programme first"),
            ),
            First::Colleague => (
                "/team#person",
                self.say("Voeg eerst een collega toe", "Add a colleague first"),
            ),
            First::Family => (
                "/enter#case",
                self.say("Voeg eerst een gezin toe", "Add a family first"),
            ),
        };
        html! { p { (self.say("Hier valt nog niets te kiezen.", "There is nothing to choose from yet.")) " " a href=(self.viewer.at(path)) { (said) } "." } }
    }

    /// The form itself.
    pub fn plain(self, button: &str, fields: &Markup) -> Markup {
        html! {
            form.fields method="post" action=(self.viewer.at(&format!("/enter/{}", self.kind))) {
                (self.viewer.token)
                (fields)
                p { button { (button) } }
            }
        }
    }

    /// That it was made from what now stands where it writes; `about` are the fields that say where.
    pub fn made_from(self, about: &[(&str, &str)]) -> Markup {
        let fields = about.iter();
        let fields = fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let fields = Fields(fields.collect());
        let form: Option<EntryForm> = self.kind.parse().ok();
        let stood = match form {
            Some(form) => stood::in_files(form, &fields, self.files),
            None => Some(stood::in_book(&fields.text("case"), self.viewer.snapshot)),
        };
        html! { @if let Some(stood) = stood { input type="hidden" name=(stood::carried(self.kind, &fields)) value=(stood.print()); } }
    }

    /// The same, for each choice there is of what it is about.
    pub fn made_from_each<'o>(self, options: impl IntoIterator<Item = &'o str>) -> Markup {
        html! { @if let Some(name) = stood::choice(self.kind) {
            @for option in options { (self.made_from(&[(name, option)])) }
        } }
    }

    /// A field; below its label what may help.
    pub fn text(self, name: &str, label: &str, hint: &str, required: bool) -> Markup {
        html! { label { (label) @if !hint.is_empty() { " " small.hint { (hint) } } " " input name=(name) value=[self.value(name)] required[required] maxlength="300"; } }
    }

    /// What a column is called, as a label.
    pub fn label(self, column: &Column) -> String {
        let heading = column.heading();
        let mut letters = heading.get(self.viewer.lang).chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    }

    /// The field of a column of a list, by what it holds.
    pub fn column(self, column: &Column, hint: &str, required: bool) -> Markup {
        let (name, label) = (column.name, self.label(column));
        let kind = matches!(column.holds, Holds::Day).then_some("date");
        html! { label { (label) @if !hint.is_empty() { " " small.hint { (hint) } } " "
        input type=[kind] name=(name) value=[self.value(name)] required[required] maxlength=[kind.is_none().then_some("300")]; } }
    }

    /// A day.
    pub fn day(self, name: &str, label: &str, required: bool) -> Markup {
        html! { label { (label) " " input type="date" name=(name) value=[self.value(name)] required[required]; } }
    }

    /// A day that is today unless said otherwise.
    pub fn today(self, name: &str, label: &str) -> Markup {
        let today = self.viewer.today().to_string();
        html! { label { (label) " " input type="date" name=(name) value=(self.value(name).unwrap_or(&today)) required; } }
    }

    /// A choice of one. An option without a value is none of them.
    pub fn one_of(self, name: &str, label: &str, options: &[(&str, &str)]) -> Markup {
        html! { label { (label) " " select name=(name) { (self.options(name, options)) } } }
    }

    /// A choice of one under headings.
    pub fn one_under(
        self,
        name: &str,
        label: &str,
        groups: &[(&str, Vec<(&str, &str)>)],
    ) -> Markup {
        html! { label { (label) " " select name=(name) required {
            @for (title, options) in groups { @if !options.is_empty() { optgroup label=(title) { (self.options(name, options)) } } }
        } } }
    }

    fn options(self, name: &str, options: &[(&str, &str)]) -> Markup {
        html! { @for (value, shown) in options { option value=(value) selected[self.value(name) == Some(value)] { (shown) } } }
    }

    /// A choice of any: each is a field of its own, `name value`.
    pub fn any_of(self, name: &str, label: &str, options: &[(&str, &str)]) -> Markup {
        html! { fieldset { legend { (label) }
            @for (value, shown) in options {
                @let own = format!("{name} {value}");
                label { input type="checkbox" name=(own) value="on" checked[self.value(&own).is_some()]; " " (shown) }
            }
        } }
    }

    /// The people of the team, those outside last.
    pub fn people(self) -> Vec<(&'a str, &'a str)> {
        let people = &self.viewer.snapshot.team.people;
        let of = |external: bool| people.iter().filter(move |one| one.external == external);
        of(false)
            .chain(of(true))
            .map(|one| (one.id.as_str(), one.name.as_str()))
            .collect()
    }

    /// The families.
    pub fn cases(self) -> Vec<(&'a str, &'a str)> {
        let cases = self.viewer.snapshot.team.cases.iter();
        let mut codes: Vec<_> = cases
            .map(|case| (case.code.as_str(), case.code.as_str()))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The groups.
    pub fn groups(self) -> Vec<(&'a str, &'a str)> {
        let groups = self.viewer.snapshot.team.groups.iter();
        groups
            .map(|group| (group.id.as_str(), group.title.as_str()))
            .collect()
    }
}

/// How hours of a week are written.
pub const WEEK: [&str; 2] = [
    "zoals ma-di 08:30-12:30 13:00-17:00; do o m (o ochtend, m middag, a avond)",
    "such as mon-tue 08:30-12:30 13:00-17:00; thu am pm (am, pm, eve)",
];
