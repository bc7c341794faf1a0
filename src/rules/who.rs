//! Who takes part: `who = { … }` comes in, a judged [`Who`] goes out.

use super::names::Names;
use super::{Per, Who};
use crate::diagnostic::{Cited, RuleFault};
use crate::document::{Reader, Word};

/// Most people any group may have.
const CROWD: u32 = 100;

/// Reads `who`; `source` is where the rule stands, cited when it forbids whom it invites.
pub(super) fn read(rule: &mut Reader<'_, '_>, per: &Per, source: &str, names: &Names<'_>) -> Who {
    let owner = rule.what();
    let given = rule.inside("who");
    let Some(mut reader) = given else {
        if !rule.has("who") {
            rule.lacks(&["who"], RuleFault::NobodyInvited { owner });
        }
        return Who::default();
    };
    let before = reader.faults.len();
    let all = roles(&mut reader, "all", names);
    let any = roles(&mut reader, "any", names);
    let count = count(&mut reader, &any);
    let anyone = anyone(&mut reader, &any);
    let optional = optional(&mut reader, per, names);
    let forbid = roles(&mut reader, "forbid", names);
    // Roles that are unknown are told already: nothing follows from their absence.
    let known = reader.faults.len() == before;
    if known && all.is_empty() && any.is_empty() && !reader.has("same_as") {
        let owner = owner.clone();
        reader.lacks(&["all", "any", "same_as"], RuleFault::NoRoles { owner });
    }
    for word in all.iter().chain(&any).chain(&optional) {
        let fillers = names.fillers(&word.text);
        for banned in forbid
            .iter()
            .filter(|role| fillers.contains(role.text.as_str()))
        {
            let forbidden = RuleFault::InvitesForbidden {
                owner: owner.clone(),
                banned: banned.text.clone(),
                role: word.text.clone(),
                source: Cited(names.cited(source)),
            };
            reader.faults.report(word.span, forbidden);
        }
    }
    if known {
        subject_comes(&mut reader, per, &all);
    }
    let (min, max, quorum) = sizes(&mut reader, per);
    let seconds = reader.boolean("seconds").unwrap_or_default();
    let strict = reader.boolean("strict").unwrap_or_default();
    leftover_same_as(&mut reader, names);
    reader.finish();
    Who {
        all: texts(all),
        any: texts(any),
        count,
        anyone,
        optional: texts(optional),
        forbid: texts(forbid),
        seconds,
        min,
        max,
        quorum,
        strict,
    }
}

/// How many of `any` must come.
fn count(reader: &mut Reader<'_, '_>, any: &[Word]) -> u32 {
    let count = reader.integer("count", 1, CROWD);
    if count.is_some() && any.is_empty() {
        reader.report(RuleFault::CountOfNobody);
    }
    count.unwrap_or(1)
}

/// Whether anybody of the team will do for `any`.
fn anyone(reader: &mut Reader<'_, '_>, any: &[Word]) -> bool {
    let anyone = reader.boolean("anyone").unwrap_or_default();
    if anyone && any.is_empty() {
        reader.report(RuleFault::AnyoneOfNobody);
    }
    anyone
}

/// Those who are invited and may miss it: of a group or the team a quorum says how many may.
fn optional(reader: &mut Reader<'_, '_>, per: &Per, names: &Names<'_>) -> Vec<Word> {
    let optional = roles(reader, "optional", names);
    if let (Some(first), Per::Group | Per::Team) = (optional.first(), per) {
        reader.faults.report(first.span, RuleFault::OptionalOfGroup);
    }
    optional
}

fn texts(words: Vec<Word>) -> Vec<String> {
    words.into_iter().map(|word| word.text).collect()
}

/// The roles listed under `key` that exist, each once.
fn roles(reader: &mut Reader<'_, '_>, key: &str, names: &Names<'_>) -> Vec<Word> {
    let mut known: Vec<Word> = Vec::new();
    for word in reader.list_of_text(key) {
        if names.role(&word, reader.faults).is_none() {
            continue;
        }
        if known.iter().any(|other| other.text == word.text) {
            let (role, key) = (word.text, key.to_owned());
            reader
                .faults
                .report(word.span, RuleFault::DuplicateRole { role, key });
        } else {
            known.push(word);
        }
    }
    known
}

/// The person a series is about must be in its meetings.
fn subject_comes(reader: &mut Reader<'_, '_>, per: &Per, all: &[Word]) {
    let (Per::Person { of: role } | Per::Case { each: Some(role) }) = per else {
        return;
    };
    if !all.is_empty() && !all.iter().any(|word| word.text == *role) {
        let role = role.clone();
        reader.report(RuleFault::SubjectNotInvited { role });
    }
}

/// Fewest, most and quorum.
fn sizes(reader: &mut Reader<'_, '_>, per: &Per) -> (u32, Option<u32>, Option<u32>) {
    let min = reader.integer("min", 1, CROWD);
    let max = reader.integer("max", 1, CROWD);
    let quorum = reader.integer("quorum", 1, CROWD);
    let whole = matches!(per, Per::Group | Per::Team);
    if !whole && (min.is_some() || max.is_some() || quorum.is_some()) {
        reader.report(RuleFault::SizeWithoutGroup);
    }
    let above = |low: Option<u32>, high: Option<u32>| low.zip(high).is_some_and(|(l, h)| l > h);
    for (low_key, low, high_key, high) in [("min", min, "max", max), ("quorum", quorum, "max", max)]
    {
        if above(low, high) {
            let span = reader.place(low_key);
            let (low, high) = (low_key.to_owned(), high_key.to_owned());
            reader
                .faults
                .report(span, RuleFault::ImpossibleSize { low, high });
        }
    }
    (min.unwrap_or_default(), max, quorum)
}

/// A `same_as` that could not be filled in.
fn leftover_same_as(reader: &mut Reader<'_, '_>, names: &Names<'_>) {
    let Some(word) = reader.word("same_as") else {
        return;
    };
    if names.rule(&word, reader.faults).is_some() {
        let rule = word.text;
        reader
            .faults
            .report(word.span, RuleFault::SameAsNobody { rule });
    }
}
