//! Where cases are named in what is stored: values come in as JSON, whatever stage they are of; the
//! cases they are about, and the same values without some of them, go out.
//!
//! A row (an object in a list, or a whole value) is about the cases that its naming fields name. A row
//! about a case that goes, goes whole; wherever else such a case is named, its pseudonym is left.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::ids::RuleId;

/// Fields that say what a row is about: a code, or an id with a code in it.
const NAMING: &[&str] = &["case", "id", "series", "occurrence", "subject", "key"];

/// The fields that hold a code and nothing else.
const CODE: &str = "case";

/// Cases that go: code → pseudonym.
pub(super) type Going = BTreeMap<String, String>;

/// The pieces of a text, of which every other one may be a code. An id is cut at what no code holds;
/// in prose a hyphen may also hang something on a code.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.contains(' ');
    let of_code = move |c: char| c.is_alphanumeric() || (c == '-' && !prose);
    let (mut rest, mut code) = (text, true);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c| of_code(c) != code).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        (rest, code) = (behind, !code);
        Some(piece)
    })
}

/// What may be codes in a text: `K7QX` of `p.talk/K7QX/03`, and of `p.talk/K7QX-2/03`, the series of
/// a second person.
fn words(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).step_by(2).map(code_of)
}

/// A word without the number of a second.
fn code_of(word: &str) -> &str {
    match word.rsplit_once('-') {
        Some((code, number)) if number.chars().all(|c| c.is_ascii_digit()) => code,
        _ => word,
    }
}

/// The cases that go and are named in a text.
pub(super) fn named(text: &str, going: &Going) -> Vec<String> {
    if going.is_empty() {
        return Vec::new();
    }
    let codes = words(text).filter(|word| going.contains_key(*word));
    codes.map(str::to_owned).collect()
}

/// A text with pseudonyms for the cases that go.
pub(super) fn without(text: &str, going: &Going) -> String {
    let left = pieces(text).map(|piece| {
        let code = code_of(piece);
        match going.get(code) {
            Some(pseudonym) => piece.replacen(code, pseudonym, 1),
            None => piece.to_owned(),
        }
    });
    left.collect()
}

/// A value without the cases that go; `None` when it was about one of them.
pub(super) fn value_without(value: Value, going: &Going) -> Option<Value> {
    match value {
        Value::Object(row) if is_about(&row, going) => None,
        Value::String(text) if going.contains_key(code_of(&text)) => None,
        other => Some(cleaned(other, going)),
    }
}

/// A value with pseudonyms for the cases that go, of which every row stays.
pub(super) fn everywhere(value: Value, going: &Going) -> Value {
    match value {
        Value::String(text) => Value::String(without(&text, going)),
        Value::Array(parts) => parts
            .into_iter()
            .map(|one| everywhere(one, going))
            .collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            fields
                .map(|(key, one)| (key, everywhere(one, going)))
                .collect()
        }
        plain => plain,
    }
}

fn cleaned(value: Value, going: &Going) -> Value {
    match value {
        Value::String(text) => Value::String(without(&text, going)),
        Value::Array(rows) => rows
            .into_iter()
            .filter_map(|row| value_without(row, going))
            .collect(),
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(key, _)| named(key, going).is_empty())
            .map(|(key, value)| (key, cleaned(value, going)))
            .collect(),
        plain => plain,
    }
}

/// The words in a row's naming fields, and in those of the objects in it.
fn subjects<'v>(row: &'v Map<String, Value>, found: &mut BTreeSet<&'v str>) {
    for (key, value) in row {
        if NAMING.iter().any(|name| key.eq_ignore_ascii_case(name)) {
            said(value, found);
        } else if let Value::Object(row) = value {
            subjects(row, found);
        }
    }
}

/// The words of a naming field, in whatever form a subject is written.
fn said<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::String(text) => found.extend(words(text)),
        Value::Array(parts) => parts.iter().for_each(|part| said(part, found)),
        Value::Object(fields) => fields.values().for_each(|part| said(part, found)),
        _ => {}
    }
}

fn is_about(row: &Map<String, Value>, going: &Going) -> bool {
    let mut found = BTreeSet::new();
    subjects(row, &mut found);
    found.iter().any(|word| going.contains_key(*word))
}

/// The codes of all cases in a value: those that a field holds, and whom the rules that are about a
/// case each are about.
pub(super) fn codes(value: &Value, per_case: &BTreeSet<RuleId>, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(rows) => rows.iter().for_each(|row| codes(row, per_case, found)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(code) if key.eq_ignore_ascii_case(CODE) => {
                        found.insert(code.clone());
                    }
                    Value::String(id) => found.extend(subject(id, per_case)),
                    other => codes(other, per_case, found),
                }
            }
        }
        _ => {}
    }
}

/// The case of `rule/case` or `rule/case/ordinal`, when the rule is about one.
fn subject(id: &str, per_case: &BTreeSet<RuleId>) -> Option<String> {
    let (rule, rest) = id.split_once('/')?;
    let subject = rest.split(['/', '.']).next()?;
    per_case
        .contains(&RuleId::new(rule))
        .then(|| code_of(subject).to_owned())
}

/// The last day that the rows of a value name for each of these codes.
pub(super) fn last_days(
    value: &Value,
    codes: &BTreeSet<String>,
    last: &mut BTreeMap<String, Option<NaiveDate>>,
) {
    match value {
        Value::Array(rows) => rows.iter().for_each(|row| last_days(row, codes, last)),
        Value::Object(fields) => {
            let day = latest(value);
            let mut found = BTreeSet::new();
            subjects(fields, &mut found);
            for code in found.into_iter().filter(|code| codes.contains(*code)) {
                let known = last.entry(code.to_owned()).or_default();
                *known = day.max(*known);
            }
            for value in fields.values() {
                last_days(value, codes, last);
            }
        }
        _ => {}
    }
}

/// The last day that stands anywhere in a value.
fn latest(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::String(text) => text.get(..10)?.parse().ok(),
        Value::Array(parts) => parts.iter().filter_map(latest).max(),
        Value::Object(fields) => fields.values().filter_map(latest).max(),
        _ => None,
    }
}
