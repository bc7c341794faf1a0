//! The tree of a rule file comes in, a judged [`Programme`] goes out.

use std::collections::BTreeMap;

use super::names::{Names, well_formed};
use super::title::title;
use super::{Choice, LengthRange, Programme, Role, RoleKind, Rule, Text, judge, phases, rule};
use crate::diagnostic::{Add, Diagnostics, Owner, ProgrammeFault};
use crate::document::{Reader, Root, Table};

/// Reads the tree, in which choices have been made and everything inherited is laid out. `None`
/// when a fault leaves no whole programme.
pub(super) fn read(
    root: &Root,
    id: &str,
    origin: &str,
    choices: Vec<Choice>,
    faults: &mut Diagnostics,
) -> Option<Programme> {
    let mut file = Reader::root(root, faults);
    file.has("choices");
    let sources = sources(&mut file);
    let roles = roles(&mut file);
    let dates = dates(&mut file);
    let keys = |part: &str| {
        root.table
            .child(part)
            .map(Table::keys)
            .into_iter()
            .flatten()
    };
    let names = Names {
        programme: id,
        roles,
        phases: keys("phases").collect(),
        dates: dates.keys().map(String::as_str).collect(),
        rules: keys("rules").collect(),
        sources,
    };
    let (title, length, follows_decision) = head(&mut file, id, &names);
    let phases = phases::read(&mut file, length, &names);
    let rules = rules(&mut file, &names);
    file.finish();
    judge::rules(&root.table, &rules, &names, faults);
    let rules: Option<Vec<Rule>> = rules.into_iter().collect();
    let Names { roles, sources, .. } = names;
    Some(Programme {
        id: id.to_owned(),
        title,
        length: length?,
        follows_decision,
        phases,
        roles,
        dates,
        rules: rules?,
        choices,
        sources,
        origin: origin.to_owned(),
        layers: BTreeMap::new(),
    })
}

/// `[programme]`: its title, its length, and whether that gives way to a longer decision.
fn head(
    file: &mut Reader<'_, '_>,
    id: &str,
    names: &Names<'_>,
) -> (Text, Option<LengthRange>, bool) {
    let table = file.table("programme");
    file.required("programme", table, Add::Beginning("[programme]"));
    let Some(mut reader) = file.inside("programme") else {
        return (Text::default(), None, false);
    };
    reader.text("extends");
    let word = reader.word("id");
    if let Some(word) = reader.required("id", word, Add::Line(format!("id = \"{id}\"")))
        && word.text != id
    {
        let (id, read) = (id.to_owned(), word.text);
        reader
            .faults
            .report(word.span, ProgrammeFault::OtherId { id, read });
    }
    let title = title(&mut reader, "title");
    let length = phases::length(&mut reader, "length");
    let follows_decision = reader.boolean("follows_decision").unwrap_or_default();
    if reader.has("source") {
        names.source(&mut reader);
    }
    reader.finish();
    (title, length, follows_decision)
}

/// `[sources]`: key → title of the document.
fn sources(file: &mut Reader<'_, '_>) -> BTreeMap<String, String> {
    let Some(mut reader) = file.inside("sources") else {
        return BTreeMap::new();
    };
    let keys = reader.keys();
    keys.into_iter()
        .map(|key| {
            let title = reader.required_text(&key.text).unwrap_or_default();
            (key.text, title.to_owned())
        })
        .collect()
}

/// `[dates.*]`: extra date columns of the case list.
fn dates(file: &mut Reader<'_, '_>) -> BTreeMap<String, Text> {
    let mut dates = BTreeMap::new();
    for (entry, table) in file.tables_by_name("dates") {
        well_formed(&entry.key, entry.key_span, file.faults);
        let what = Owner::Date(entry.key.clone());
        let mut reader = Reader::new(table, entry.key_span, what, file.faults);
        dates.insert(entry.key.clone(), title(&mut reader, "title"));
        reader.finish();
    }
    dates
}

/// `[roles.*]`: who there is.
fn roles(file: &mut Reader<'_, '_>) -> BTreeMap<String, Role> {
    let kinds = [
        ("family", RoleKind::Family),
        ("staff", RoleKind::Staff),
        ("external", RoleKind::External),
        ("slot", RoleKind::Slot),
    ];
    let entries = file.tables_by_name("roles");
    let slots = |key: &str| {
        let table = entries.iter().find(|(entry, _)| entry.key == key);
        table.map(|(_, table)| table.get("any_of").is_some())
    };
    let mut roles = BTreeMap::new();
    for (entry, table) in &entries {
        well_formed(&entry.key, entry.key_span, file.faults);
        let what = Owner::Role(entry.key.clone());
        let mut reader = Reader::new(table, entry.key_span, what, file.faults);
        reader.boolean("enabled");
        let kind = reader.one_of("kind", &kinds);
        let kinds = "kind = \"staff\", \"external\", \"family\" or \"slot\"";
        let kind = reader
            .required("kind", kind, Add::Line(kinds.to_owned()))
            .unwrap_or(RoleKind::Staff);
        let any_of = reader.list_of_text("any_of");
        for word in &any_of {
            if slots(&word.text) != Some(false) {
                let read = word.text.clone();
                reader
                    .faults
                    .report(word.span, ProgrammeFault::NoFiller { read });
            }
        }
        if (kind == RoleKind::Slot) == any_of.is_empty() {
            let owner = reader.what();
            reader.report(ProgrammeFault::UnclearSlot { owner });
        }
        let role = Role {
            id: entry.key.clone(),
            title: title(&mut reader, "title"),
            kind,
            any_of: any_of.into_iter().map(|word| word.text).collect(),
        };
        reader.finish();
        roles.insert(entry.key.clone(), role);
    }
    roles
}

/// `[rules.*]`, each at the place its name has in `names`.
fn rules(file: &mut Reader<'_, '_>, names: &Names<'_>) -> Vec<Option<Rule>> {
    let entries = file.tables_by_name("rules");
    let read = |name: &str, faults: &mut Diagnostics| {
        let (entry, table) = entries.iter().find(|(entry, _)| entry.key == name)?;
        well_formed(name, entry.key_span, faults);
        rule::read(name, table, entry.key_span, names, faults)
    };
    names
        .rules
        .iter()
        .map(|name| read(name, file.faults))
        .collect()
}
