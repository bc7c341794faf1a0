//! What a date counts from: the text of an `anchor` comes in, an [`Anchor`] goes out.

use super::names::Names;
use super::{Anchor, Per, PlainAnchor, Until};
use crate::diagnostic::{Add, Diagnostics, Hint, RuleFault};
use crate::document::{Reader, Word};
use crate::time::Offset;

/// The anchors that need no other name.
pub(super) const PLAIN: [(&str, Anchor); 6] = [
    ("care_start", Anchor::CareStart),
    ("care_end", Anchor::CareEnd),
    ("decision_start", Anchor::DecisionStart),
    ("decision_end", Anchor::DecisionEnd),
    ("person_since", Anchor::PersonSince),
    ("term_start", Anchor::TermStart),
];

/// The anchor under `key`, which must be given.
pub(super) fn required(
    reader: &mut Reader<'_, '_>,
    key: &str,
    per: &Per,
    names: &Names<'_>,
) -> Option<Anchor> {
    let word = reader.word(key);
    let word = reader.required(key, word, Add::Anchor(key.to_owned()))?;
    fitting(&word, per, names, reader.faults)
}

/// The anchor under `key`; when it is not given, what the subject's own time starts with.
pub(super) fn or_start(
    reader: &mut Reader<'_, '_>,
    key: &str,
    per: &Per,
    names: &Names<'_>,
) -> Option<Anchor> {
    if reader.has(key) {
        return required(reader, key, per, names);
    }
    Some(match per {
        Per::Case { .. } => Anchor::CareStart,
        Per::Person { .. } => Anchor::PersonSince,
        Per::Group | Per::Team => Anchor::TermStart,
    })
}

/// `until = { anchor, offset }`: only the ends of care can close a cadence.
pub(super) fn until(reader: &mut Reader<'_, '_>, key: &str) -> Option<Until> {
    let mut table = reader.inside(key)?;
    let options = [
        ("care_start", PlainAnchor::CareStart),
        ("care_end", PlainAnchor::CareEnd),
    ];
    let anchor = table.one_of("anchor", &options);
    let add = Add::Line("anchor = \"care_end\"".to_owned());
    let anchor = table.required("anchor", anchor, add);
    let offset = table.offset("offset").unwrap_or(Offset::ZERO);
    table.finish();
    Some(Until {
        anchor: anchor?,
        offset,
    })
}

/// The anchor a word names, when a rule of this subject has it.
fn fitting(word: &Word, per: &Per, names: &Names<'_>, faults: &mut Diagnostics) -> Option<Anchor> {
    let anchor = named(word, names, faults)?;
    let read = word.text.clone();
    let wrong = match (anchor, per) {
        (Anchor::TermStart | Anchor::Rule(_), _) | (Anchor::PersonSince, Per::Person { .. }) => {
            return Some(anchor);
        }
        (Anchor::PersonSince, _) => RuleFault::DateOfPerson { read },
        (_, Per::Case { .. }) => return Some(anchor),
        _ => RuleFault::DateOfCase { read },
    };
    faults.report(word.span, wrong);
    None
}

fn named(word: &Word, names: &Names<'_>, faults: &mut Diagnostics) -> Option<Anchor> {
    let text = word.text.as_str();
    if let Some((_, anchor)) = PLAIN.iter().find(|(name, _)| *name == text) {
        return Some(*anchor);
    }
    if let Some(rest) = text.strip_prefix("phase:") {
        return phase(rest, word, names, faults);
    }
    if let Some(date) = text.strip_prefix("date:") {
        let found = names.dates.iter().position(|known| *known == date);
        if found.is_none() {
            let hint = Hint::of(date, names.dates.iter().copied());
            let read = date.to_owned();
            faults.report(word.span, RuleFault::AnchorDate { read, hint });
        }
        return found.map(Anchor::Date);
    }
    let found = names.rules.iter().position(|known| *known == text);
    if found.is_none() {
        let plain = PLAIN.iter().map(|(name, _)| *name);
        let hint = Hint::of(text, plain.chain(names.rules.iter().copied()));
        let read = text.to_owned();
        faults.report(word.span, RuleFault::NoAnchor { read, hint });
    }
    found.map(Anchor::Rule)
}

/// `change`, `change@0.5`: a phase and how far into it.
fn phase(text: &str, word: &Word, names: &Names<'_>, faults: &mut Diagnostics) -> Option<Anchor> {
    let (name, at) = text.split_once('@').unwrap_or((text, "0"));
    let Some(phase) = names.phases.iter().position(|known| *known == name) else {
        let hint = Hint::of(name, names.phases.iter().copied());
        let read = name.to_owned();
        faults.report(word.span, RuleFault::AnchorPhase { read, hint });
        return None;
    };
    let at = at.parse().ok().filter(|at| (0.0..=1.0).contains(at));
    if at.is_none() {
        let (read, phase) = (text.to_owned(), name.to_owned());
        faults.report(word.span, RuleFault::OutsidePhase { read, phase });
    }
    at.map(|at| Anchor::Phase { phase, at })
}
