//! The choices of a programme: its tree and a team's picks come in; the options chosen are written
//! into the tree. Options not chosen can be tried on a copy, so that a broken one is found early.

use super::adjustments::Pick;
use super::names::well_formed;
use super::title::title;
use super::{Choice, Text};
use crate::diagnostic::{Add, Diagnostics, Hint, Owner, ProgrammeFault};
use crate::document::{Entry, Reader, Root, Table, Word};

/// What an option may change.
const PARTS: [&str; 5] = ["programme", "phases", "roles", "dates", "rules"];

/// A choice as read, and what each of its options writes.
pub(super) struct Reading<'t> {
    /// The choice, with the option in force.
    pub choice: Choice,
    /// Option key → its patches.
    pub patches: Vec<(&'t str, &'t [Entry])>,
}

impl<'t> Reading<'t> {
    /// The patches of the option in force.
    pub fn chosen(&self) -> Option<&'t [Entry]> {
        let option = self
            .patches
            .iter()
            .find(|(key, _)| *key == self.choice.chosen);
        option.map(|(_, set)| *set)
    }
}

/// Reads `[choices.*]` and puts the team's picks in force.
pub(super) fn read<'t>(
    root: &'t Root,
    picks: &[Pick],
    faults: &mut Diagnostics,
) -> Vec<Reading<'t>> {
    let mut file = Reader::root(root, faults);
    let entries = file.tables_by_name("choices");
    for pick in picks {
        if !entries
            .iter()
            .any(|(entry, _)| entry.key == pick.choice.text)
        {
            let known = entries.iter().map(|(entry, _)| entry.key.as_str());
            let unknown = ProgrammeFault::UnknownChoice {
                read: pick.choice.text.clone(),
                hint: Hint::of(&pick.choice.text, known),
            };
            faults.report(pick.choice.span, unknown);
        }
    }
    entries
        .into_iter()
        .map(|(entry, table)| {
            let pick = picks.iter().find(|pick| pick.choice.text == entry.key);
            read_one(entry, table, pick, faults)
        })
        .collect()
}

fn read_one<'t>(
    entry: &'t Entry,
    table: &'t Table,
    pick: Option<&Pick>,
    faults: &mut Diagnostics,
) -> Reading<'t> {
    well_formed(&entry.key, entry.key_span, faults);
    let what = Owner::Choice(entry.key.clone());
    let mut reader = Reader::new(table, entry.key_span, what, faults);
    let about = reader.required_text("about").unwrap_or_default().to_owned();
    let question = title(&mut reader, "question");
    let own = reader.word("chosen");
    let own = reader.required("chosen", own, Add::Chosen("chosen = \"…\""));
    let options = options(&mut reader);
    let known = |word: &Word| options.iter().any(|(key, ..)| *key == word.text);
    for word in own.iter().chain(pick.map(|pick| &pick.option)) {
        if !known(word) {
            let keys = options.iter().map(|(key, ..)| *key);
            let unknown = ProgrammeFault::UnknownOption {
                choice: entry.key.clone(),
                read: word.text.clone(),
                hint: Hint::of(&word.text, keys),
            };
            reader.faults.report(word.span, unknown);
        }
    }
    reader.finish();
    let chosen = pick.map(|pick| &pick.option).or(own.as_ref());
    Reading {
        patches: options.iter().map(|(key, _, set)| (*key, *set)).collect(),
        choice: Choice {
            id: entry.key.clone(),
            question,
            about,
            chosen: chosen.map_or_else(String::new, |word| word.text.clone()),
            options: options
                .into_iter()
                .map(|(key, title, _)| (key.to_owned(), title))
                .collect(),
        },
    }
}

/// Key, title and patches of each option.
fn options<'t>(choice: &mut Reader<'t, '_>) -> Vec<(&'t str, Text, &'t [Entry])> {
    let owner = choice.what();
    let entries = choice.tables_by_name("options");
    if entries.is_empty() {
        let owner = owner.clone();
        choice.report(ProgrammeFault::NoOptions { owner });
    }
    entries
        .into_iter()
        .map(|(entry, table)| {
            let what = Owner::Option(entry.key.clone(), Box::new(owner.clone()));
            let mut reader = Reader::new(table, entry.key_span, what, choice.faults);
            let name = title(&mut reader, "title");
            let set = reader.table("set").map_or(&[][..], |set| &set.entries);
            reader.finish();
            (entry.key.as_str(), name, set)
        })
        .collect()
}

/// Writes an option's patches into the tree: each names a path, and what stands there is replaced.
pub(super) fn apply(tree: &mut Table, patches: &[Entry], faults: &mut Diagnostics) {
    for patch in patches {
        if let Err((part, known)) = write(tree, patch) {
            let unknown = ProgrammeFault::UnknownPath {
                path: patch.key.clone(),
                hint: Hint::of(&part, known.iter().map(String::as_str)),
                part,
            };
            faults.report(patch.key_span, unknown);
        }
    }
}

/// Writes one patch; else the part of the path that is missing, and the parts known there.
fn write(tree: &mut Table, patch: &Entry) -> Result<(), (String, Vec<String>)> {
    let missing = |part: &str, table: &Table| {
        Err((part.to_owned(), table.keys().map(str::to_owned).collect()))
    };
    let mut parts: Vec<&str> = patch.key.split('.').collect();
    let last = parts.pop().unwrap_or_default();
    if !parts.first().is_some_and(|part| PARTS.contains(part)) {
        let part = parts.first().copied().unwrap_or(last);
        return Err((part.to_owned(), PARTS.map(str::to_owned).to_vec()));
    }
    let mut at = tree;
    for part in parts {
        if at.child(part).is_none() {
            return missing(part, at);
        }
        // The line above makes sure of it; borrowed twice because a failed borrow would last.
        let Some(next) = at.child_mut(part) else {
            return Ok(());
        };
        at = next;
    }
    at.set(Entry {
        key: last.to_owned(),
        ..patch.clone()
    });
    Ok(())
}
