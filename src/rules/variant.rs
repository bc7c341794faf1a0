//! Variants of a rule: `[[rules.….variants]]` come in, each goes out as the whole rule with its
//! own keys laid over, beside the condition under which it holds.

use super::layer::lay_rule;
use super::names::Names;
use super::rule::read_one;
use super::{Condition, Rule};
use crate::diagnostic::{Diagnostics, Hint, Owner, RuleFault, Span};
use crate::document::{Reader, Table};

/// The keys that say when a variant holds.
const CONDITIONS: [&str; 8] = [
    "phase",
    "tenure_under",
    "municipality",
    "person",
    "case",
    "flag",
    "region",
    "employer",
];

/// Reads the variants of the rule `name`; faults the rule itself has are not said again.
pub(super) fn read(
    name: &str,
    rule: &Table,
    span: Span,
    names: &Names<'_>,
    faults: &mut Diagnostics,
) -> Vec<(Condition, Rule)> {
    let what = Owner::Rule(name.to_owned());
    let variants = Reader::new(rule, span, what.clone(), faults).tables("variants");
    let mut plain = rule.clone();
    plain.entries.retain(|entry| entry.key != "variants");
    let mut found = Vec::new();
    for (table, place) in variants {
        let mut mine = Diagnostics::default();
        let condition = condition(table, place, &what, names, &mut mine);
        let mut keys = table.clone();
        keys.entries
            .retain(|entry| !CONDITIONS.contains(&entry.key.as_str()));
        let mut whole = plain.clone();
        lay_rule(&mut whole, &keys);
        let rule = read_one(name, &whole, span, names, &mut mine);
        faults.absorb(mine);
        found.extend(rule.map(|rule| (condition, rule)));
    }
    found
}

fn condition(
    table: &Table,
    place: Span,
    what: &Owner,
    names: &Names<'_>,
    faults: &mut Diagnostics,
) -> Condition {
    let what = Owner::Variant(Box::new(what.clone()));
    let mut reader = Reader::new(table, place, what, faults);
    let phase = reader.word("phase").and_then(|word| {
        let found = names.phases.iter().position(|phase| *phase == word.text);
        if found.is_none() {
            let hint = Hint::of(&word.text, names.phases.iter().copied());
            let read = word.text;
            reader
                .faults
                .report(word.span, RuleFault::UnknownPhase { read, hint });
        }
        found
    });
    let tenure_under = reader.period("tenure_under");
    let mut text = |key: &str| reader.text(key).map(str::to_owned);
    let condition = Condition {
        phase,
        tenure_under,
        municipality: text("municipality"),
        person: text("person"),
        case: text("case"),
        flag: text("flag"),
        region: text("region"),
        employer: text("employer"),
    };
    if !CONDITIONS.iter().any(|key| table.get(key).is_some()) {
        let owner = reader.what();
        reader.report(RuleFault::NoCondition { owner });
    }
    condition
}
