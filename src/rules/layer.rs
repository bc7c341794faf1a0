//! Rule files as layers: a file and those it extends come in, one tree goes out. Later layers lie
//! over earlier ones key by key, and nothing is judged here but the chain itself.

use std::collections::{BTreeMap, BTreeSet};

use super::Layer;
use super::calendar;
use super::files::{Files, open};
use crate::diagnostic::{Diagnostics, FileId, Listed, ProgrammeFault, RuleFault, Sources};
use crate::document::{Node, Root, Table, Value, Word, read_toml};

/// Keys of which one form takes the inherited other forms away.
type Forms<'a> = &'a [&'a [&'a str]];

const LENGTH: Forms<'_> = &[&["min", "target"], &["remainder"]];
const PER_WEEK: Forms<'_> = &[&["per_week"], &["hours_per_week"]];
const DURATION: Forms<'_> = &[
    &["min", "target", "max"],
    &["flat", "per_case", "combine", "split_max"],
    &["by_size"],
];

/// The tree of programme `id` with everything it extends laid under it, and the shown name of its
/// own file. `None` when a file of the chain is missing or the chain bites its tail.
pub(super) fn layered(
    files: &dyn Files,
    id: &Word,
    sources: &mut Sources,
    faults: &mut Diagnostics,
) -> Option<(Root, String)> {
    let mut chain: Vec<(String, Root, String)> = Vec::new();
    let mut next = Some(id.clone());
    while let Some(word) = next {
        if chain.iter().any(|(id, ..)| *id == word.text) {
            let walked = chain.iter().map(|(id, ..)| id.clone());
            let chain = Listed(walked.chain([word.text]).collect());
            faults.report(word.span, ProgrammeFault::ExtendsCycle { chain });
            return None;
        }
        let (name, bytes) = open(files, "", &word.text, ".toml", word.span, faults)?;
        let shown = name.shown.clone();
        let root = read_toml(sources, name, &bytes, faults);
        next = extends(&root);
        chain.push((word.text, root, shown));
    }
    let mut layers = chain
        .into_iter()
        .rev()
        .map(|(_, root, shown)| (root, shown));
    let first = layers.next()?;
    Some(layers.fold(first, |(mut below, _), (above, shown)| {
        lay_programme(&mut below.table, &above.table);
        (
            Root {
                span: above.span,
                ..below
            },
            shown,
        )
    }))
}

fn extends(root: &Root) -> Option<Word> {
    let node = &root.table.child("programme")?.get("extends")?.node;
    match &node.value {
        Value::Text(text) => Some(Word {
            text: text.clone(),
            span: node.span,
        }),
        _ => None,
    }
}

fn lay_programme(below: &mut Table, above: &Table) {
    for (part, prepare) in [
        ("rules", prepare_rule as fn(&mut Table, &Table)),
        ("phases", prepare_phase),
    ] {
        let (Some(old), Some(new)) = (below.child_mut(part), above.child(part)) else {
            continue;
        };
        for key in new.keys() {
            if let (Some(old), Some(new)) = (old.child_mut(key), new.child(key)) {
                prepare(old, new);
            }
        }
    }
    below.overlay(above);
}

/// Lays keys over a rule: tables are merged key by key, lists and single values replaced. A rule
/// of another kind replaces the old one whole, and another form of a duration or of a weekly
/// amount replaces the old form.
pub(super) fn lay_rule(below: &mut Table, above: &Table) {
    prepare_rule(below, above);
    below.overlay(above);
}

fn prepare_rule(below: &mut Table, above: &Table) {
    if let (Some(old), Some(new)) = (text(below, "kind"), text(above, "kind"))
        && old != new
    {
        below.entries.clear();
        return;
    }
    give_way(below, above, PER_WEEK);
    other_rhythm(below, above);
    if let (Some(old), Some(new)) = (below.child_mut("duration"), above.child("duration")) {
        give_way(old, new, DURATION);
    }
}

/// A rhythm of gaps gives way to one of the calendar, and the other way round.
fn other_rhythm(below: &mut Table, above: &Table) {
    let dropped: &[&str] = match (above.get("gap"), above.get("every")) {
        (Some(_), None) => &calendar::OF_CALENDAR,
        (None, Some(_)) => &calendar::OF_GAPS,
        _ => &[],
    };
    let stays = |key: &str| !dropped.contains(&key);
    below.entries.retain(|entry| stays(&entry.key));
}

fn prepare_phase(below: &mut Table, above: &Table) {
    if let (Some(old), Some(new)) = (below.child_mut("length"), above.child("length")) {
        give_way(old, new, LENGTH);
    }
}

fn give_way(below: &mut Table, above: &Table, forms: Forms<'_>) {
    let given = |form: &&[&str]| form.iter().any(|key| above.get(key).is_some());
    if forms.iter().any(given) {
        let dropped: Vec<&str> = forms
            .iter()
            .filter(|form| !given(form))
            .flat_map(|form| form.iter().copied())
            .collect();
        below
            .entries
            .retain(|entry| !dropped.contains(&entry.key.as_str()));
    }
}

fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    match &table.get(key)?.node.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// Which file each key of each rule comes from; of a table that several files fill, each of them.
pub(super) fn origins(programme: &Table, sources: &Sources) -> BTreeMap<String, Vec<Layer>> {
    let rules = programme.child("rules").into_iter().flat_map(Table::keys);
    let rule = |name: &str| Some((name.to_owned(), programme.child("rules")?.child(name)?));
    let layers = |(name, table): (String, &Table)| {
        let mut layers: Vec<Layer> = Vec::new();
        for entry in &table.entries {
            let mut files = BTreeSet::new();
            places(&entry.node, &mut files);
            for file in files {
                let file = &sources.get(file).name;
                match layers.iter_mut().find(|layer| layer.file == *file) {
                    Some(layer) => layer.keys.push(entry.key.clone()),
                    None => layers.push(Layer {
                        file: file.clone(),
                        keys: vec![entry.key.clone()],
                    }),
                }
            }
        }
        (name, layers)
    };
    rules.filter_map(rule).map(layers).collect()
}

/// The files that the values of a node stand in.
fn places(node: &Node, files: &mut BTreeSet<FileId>) {
    match &node.value {
        Value::Table(table) => table
            .entries
            .iter()
            .for_each(|entry| places(&entry.node, files)),
        Value::List(nodes) => nodes.iter().for_each(|one| places(one, files)),
        _ => {
            files.insert(node.span.file);
        }
    }
}

/// Takes out the rules, roles and phases that say `enabled = false`.
pub(super) fn drop_disabled(programme: &mut Table) {
    for part in ["rules", "roles", "phases"] {
        if let Some(table) = programme.child_mut(part) {
            table.entries.retain(|entry| match &entry.node.value {
                Value::Table(table) => !table
                    .get("enabled")
                    .is_some_and(|enabled| matches!(enabled.node.value, Value::Bool(false))),
                _ => true,
            });
        }
    }
}

/// Fills `who = { same_as = "…" }` from the rule named, under what the rule says itself. Chains are
/// followed; a chain that bites its tail is a fault.
pub(super) fn fill_same_as(programme: &mut Table, faults: &mut Diagnostics) {
    let Some(rules) = programme.child_mut("rules") else {
        return;
    };
    let names: Vec<String> = rules.keys().map(str::to_owned).collect();
    for name in &names {
        let mut walked = vec![name.clone()];
        while let Some(word) = same_as(rules, name) {
            if walked.contains(&word.text) {
                let rule = name.clone();
                faults.report(word.span, RuleFault::SameAsCycle { rule });
                remove_same_as(rules, name);
                break;
            }
            walked.push(word.text.clone());
            let Some(from) = rules.child(&word.text).and_then(|rule| rule.child("who")) else {
                break;
            };
            let mut who = from.clone();
            remove_same_as(rules, name);
            let Some(own) = rules.child_mut(name).and_then(|rule| rule.child_mut("who")) else {
                break;
            };
            who.overlay(own);
            *own = who;
        }
    }
}

/// The rule whose people `name` borrows.
fn same_as(rules: &Table, name: &str) -> Option<Word> {
    let node = &rules.child(name)?.child("who")?.get("same_as")?.node;
    match &node.value {
        Value::Text(text) => Some(Word {
            text: text.clone(),
            span: node.span,
        }),
        _ => None,
    }
}

fn remove_same_as(rules: &mut Table, name: &str) {
    if let Some(who) = rules.child_mut(name).and_then(|rule| rule.child_mut("who")) {
        who.entries.retain(|entry| entry.key != "same_as");
    }
}
