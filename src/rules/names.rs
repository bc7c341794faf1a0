//! The names a rule may refer to, and what is said when it refers to another.

use std::collections::{BTreeMap, BTreeSet};

use super::{Role, RoleKind};
use crate::diagnostic::{Diagnostics, Hint, ProgrammeFault, RuleFault, Span};
use crate::document::{Reader, Word};

/// Every name of one programme. Names whose table could not be read are here too, so that one
/// fault does not cause others.
pub(super) struct Names<'t> {
    /// The programme's key.
    pub programme: &'t str,
    /// Roles by key.
    pub roles: BTreeMap<String, Role>,
    /// Phases in order.
    pub phases: Vec<&'t str>,
    /// Extra dates in key order.
    pub dates: Vec<&'t str>,
    /// Rules in order.
    pub rules: Vec<&'t str>,
    /// Documents cited: key → title.
    pub sources: BTreeMap<String, String>,
}

impl Names<'_> {
    /// The role's key, when there is such a role; reported otherwise.
    pub fn role(&self, word: &Word, faults: &mut Diagnostics) -> Option<String> {
        let found = self.roles.contains_key(&word.text);
        if !found {
            let hint = Hint::of(&word.text, self.roles.keys().map(String::as_str));
            let read = word.text.clone();
            faults.report(word.span, RuleFault::UnknownRole { read, hint });
        }
        found.then(|| word.text.clone())
    }

    /// The rule's index, when there is such a rule; reported otherwise.
    pub fn rule(&self, word: &Word, faults: &mut Diagnostics) -> Option<usize> {
        let found = self.rules.iter().position(|rule| *rule == word.text);
        if found.is_none() {
            let unknown = RuleFault::UnknownRule {
                programme: self.programme.to_owned(),
                read: word.text.clone(),
                hint: Hint::of(&word.text, self.rules.iter().copied()),
            };
            faults.report(word.span, unknown);
        }
        found
    }

    /// The roles that may fill `role`: those of a slot, else itself.
    pub fn fillers<'n>(&'n self, role: &'n str) -> BTreeSet<&'n str> {
        match self.roles.get(role) {
            Some(slot) if slot.kind == RoleKind::Slot => {
                slot.any_of.iter().map(String::as_str).collect()
            }
            _ => BTreeSet::from([role]),
        }
    }

    /// Where something stands: a document and place (`S1:89`), a law, an agreement or "policy".
    /// Reported when missing or when its document is not listed.
    pub fn source(&self, reader: &mut Reader<'_, '_>) -> String {
        let Some(word) = reader.word("source") else {
            if !reader.has("source") {
                let owner = reader.what();
                reader.report(ProgrammeFault::NoSource { owner });
            }
            return String::new();
        };
        for document in documents(&word.text) {
            if !self.sources.contains_key(document) {
                let unknown = ProgrammeFault::UnknownSource {
                    read: document.to_owned(),
                    hint: Hint::of(document, self.sources.keys().map(String::as_str)),
                };
                reader.faults.report(word.span, unknown);
            }
        }
        word.text
    }

    /// A source with the titles of the documents it cites, for messages.
    pub fn cited(&self, source: &str) -> String {
        cited(source, &self.sources)
    }
}

/// A source with the titles of the documents it cites.
pub(super) fn cited(source: &str, titles: &BTreeMap<String, String>) -> String {
    let titles: Vec<&str> = documents(source)
        .filter_map(|document| titles.get(document))
        .map(String::as_str)
        .collect();
    if titles.is_empty() {
        source.to_owned()
    } else {
        format!("{source} ({})", titles.join("; "))
    }
}

/// The documents a source cites: `S1` and `JW` of `S1:83, JW:4.1.3`. A document's key begins with a
/// capital and stands right before its place.
fn documents(source: &str) -> impl Iterator<Item = &str> {
    source.split([' ', ',', ';']).filter_map(|part| {
        let (key, place) = part.split_once(':')?;
        let capital = key.starts_with(|c: char| c.is_ascii_uppercase());
        (capital && !place.is_empty()).then_some(key)
    })
}

/// Reports a key that could not be a segment of an id: lower-case letters, digits, `_` and `-`.
pub(super) fn well_formed(key: &str, span: Span, faults: &mut Diagnostics) {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    if key.is_empty() || key.len() > 64 || !key.chars().all(plain) {
        let key = key.to_owned();
        faults.report(span, ProgrammeFault::BadName { key });
    }
}
