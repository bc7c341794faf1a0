//! Variants of a rule: `[[rules.….variants]]` come in, each goes out as the whole rule with its
//! own keys laid over, beside the condition under which it holds.

use super::layer::lay_rule;
use super::names::Names;
use super::rule::read_one;
use super::{Condition, Rule};
use crate::diagnostic::{Diagnostics, Hint, Owner, RuleFault, Span};
use crate::document::{Reader, Table, Value};

/// The keys that say when a variant holds.
pub const CONDITIONS: [&str; 9] = [
    "phase",
    "tenure_under",
    "contract_under",
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
    let (mut found, mut placed) = (Vec::new(), Vec::new());
    for (table, place) in variants {
        let mut mine = faults.aside();
        let about = about(&what, &plain, table);
        let condition = condition(table, place, &about, names, &mut mine);
        let mut keys = table.clone();
        keys.entries
            .retain(|entry| !CONDITIONS.contains(&entry.key.as_str()));
        let mut whole = plain.clone();
        lay_rule(&mut whole, &keys);
        let rule = read_one(name, &whole, span, names, &mut mine);
        if !mine.has_errors() {
            placed.push((place, condition.clone()));
        }
        faults.absorb(mine);
        found.extend(rule.map(|rule| (condition, rule)));
    }
    shadowed(&what, &placed, faults);
    found
}

/// Whom a variant's rule is about, as its keys say.
struct About {
    what: Owner,
    per: String,
}

fn about(rule: &Owner, plain: &Table, variant: &Table) -> About {
    let said = |table: &Table, key: &str| match &table.get(key)?.node.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let usual = || match said(plain, "kind").as_deref() {
        Some("cap") => "person",
        _ => "case",
    };
    let per = said(variant, "per").or_else(|| said(plain, "per"));
    About {
        what: Owner::Variant(Box::new(rule.clone())),
        per: per.unwrap_or_else(|| usual().to_owned()),
    }
}

/// Conditions that only a case can meet; people have flags, too.
const OF_CASES: [&str; 4] = ["phase", "municipality", "case", "flag"];

/// Reports conditions that nobody the rule is about can ever meet.
fn never_met(table: &Table, about: &About, faults: &mut Diagnostics) {
    if about.per == "case" {
        return;
    }
    let of_cases = OF_CASES
        .iter()
        .filter(|key| **key != "flag" || about.per != "person");
    for entry in of_cases.filter_map(|key| table.get(key)) {
        let fault = RuleFault::ConditionOfCase {
            owner: about.what.clone(),
            key: entry.key.clone(),
            per: about.per.clone(),
        };
        faults.report(entry.key_span, fault);
    }
}

/// Warns of a variant behind which another of the same file holds whenever it would: the last that matches counts.
fn shadowed(rule: &Owner, variants: &[(Span, Condition)], faults: &mut Diagnostics) {
    for (at, (place, condition)) in variants.iter().enumerate() {
        let mut later = variants[at + 1..].iter();
        if later.any(|(other, wider)| other.file == place.file && wider.holds_with(condition)) {
            let owner = Owner::Variant(Box::new(rule.clone()));
            faults.report(*place, RuleFault::NeverHolds { owner });
        }
    }
}

fn condition(
    table: &Table,
    place: Span,
    about: &About,
    names: &Names<'_>,
    faults: &mut Diagnostics,
) -> Condition {
    never_met(table, about, faults);
    let what = about.what.clone();
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
    let tenure_under = reader.days("tenure_under");
    let contract_under = reader.minutes("contract_under");
    let mut text = |key: &str| reader.text(key).map(str::to_owned);
    let condition = Condition {
        phase,
        tenure_under,
        contract_under,
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
