//! Conditions that nobody meets: overlays of the team for what is not there, flags of cases that nothing asks for.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostics, Hint, WholeFault};
use crate::document::Word;
use crate::rules::{Per, Programme, Rule};
use crate::team::draft::Draft;
use crate::team::{Person, Team};

pub(super) fn judge(draft: &Draft, faults: &mut Diagnostics) {
    for (key, word) in &draft.aimed {
        overlay(draft, key, word, faults);
    }
    if !draft.unsure() {
        flags(&draft.team, faults);
        flags_of_people(&draft.team, faults);
        contracts(&draft.team, faults);
    }
}

/// Warns of an overlay that holds for nobody; rows that could not be read may be those it is for.
fn overlay(draft: &Draft, key: &str, word: &Word, faults: &mut Diagnostics) {
    let (team, lost) = (&draft.team, &draft.lost);
    let unread = lost.some_cases || !lost.cases.is_empty();
    let known: BTreeSet<&str> = match key {
        "municipality" if !unread => {
            let cases = team.cases.iter();
            cases
                .filter_map(|case| case.municipality.as_deref())
                .collect()
        }
        "case" if !unread => team.cases.iter().map(|case| case.code.as_str()).collect(),
        "flag" if !unread => flags_of(team).collect(),
        "person" => team.people.iter().map(|one| one.id.as_str()).collect(),
        "employer" if !team.employer.id.is_empty() => BTreeSet::from([team.employer.id.as_str()]),
        "region" => BTreeSet::from([team.region.as_str()]),
        _ => return,
    };
    if known.contains(word.text.as_str()) {
        return;
    }
    let (read, hint) = (word.text.clone(), Hint::of(&word.text, known));
    let unmet = match key {
        "municipality" => WholeFault::UnmetMunicipality { read, hint },
        "case" => WholeFault::UnmetCase { read, hint },
        "flag" => WholeFault::UnmetFlag { read, hint },
        "person" => WholeFault::UnmetPerson { read, hint },
        "employer" => WholeFault::UnmetEmployer { read, hint },
        _ => WholeFault::UnmetRegion { read, hint },
    };
    faults.report(word.span, unmet);
}

fn flags_of(team: &Team) -> impl Iterator<Item = &str> {
    let cases = team.cases.iter().flat_map(|case| &case.flags);
    let people = team.people.iter().flat_map(|person| &person.flags);
    cases.chain(people).map(String::as_str)
}

/// Warns of a person's flag that no variant of a rule per person asks for.
fn flags_of_people(team: &Team, faults: &mut Diagnostics) {
    let rules = team.programmes.iter().flat_map(|one| &one.rules);
    let of_people = rules.filter(|rule| matches!(rule.per, Per::Person { .. }));
    let variants = of_people.flat_map(|rule| &rule.variants);
    let known = variants.filter_map(|(condition, _)| condition.flag.as_deref());
    let known: BTreeSet<&str> = known.collect();
    for person in &team.people {
        let own = person.flags.iter().map(String::as_str);
        for flag in own.filter(|flag| !known.contains(flag)) {
            let unknown = WholeFault::UnknownFlag {
                code: person.id.to_string(),
                read: flag.to_owned(),
                hint: Hint::of(flag, known.iter().copied()),
            };
            faults.report(person.span, unknown);
        }
    }
}

/// Warns of somebody whose contract nobody gave where a rule asks how long it is.
fn contracts(team: &Team, faults: &mut Diagnostics) {
    let asks = |rule: &&Rule| {
        let mut variants = rule.variants.iter();
        variants.any(|(condition, _)| condition.contract_under.is_some())
    };
    let rules = team.programmes.iter().flat_map(|one| &one.rules);
    for rule in rules.filter(asks) {
        let comes = |person: &&Person| match &rule.per {
            Per::Person { of } => person.roles.contains(of),
            _ => {
                let mut roles = rule.who.all.iter().chain(&rule.who.any);
                roles.any(|role| person.roles.contains(role))
            }
        };
        let unknown = |person: &&Person| !person.external && person.contract.is_none();
        let people = team.people.iter().filter(comes);
        for person in people.filter(unknown) {
            let (rule, person_id) = (rule.id.to_string(), person.id.to_string());
            let unknown = WholeFault::ContractUnknown {
                rule,
                person: person_id,
            };
            faults.report(person.span, unknown);
        }
    }
}

/// Warns of a case's flag that no variant and no phase of its programme asks for.
fn flags(team: &Team, faults: &mut Diagnostics) {
    for case in &team.cases {
        let Some(programme) = team.programme(&case.programme) else {
            continue;
        };
        let known = known_flags(programme);
        for flag in case
            .flags
            .iter()
            .filter(|flag| !known.contains(flag.as_str()))
        {
            let unknown = WholeFault::UnknownFlag {
                code: case.code.to_string(),
                read: flag.clone(),
                hint: Hint::of(flag, known.iter().copied()),
            };
            faults.report(case.span, unknown);
        }
    }
}

fn known_flags(programme: &Programme) -> BTreeSet<&str> {
    let phases = programme.phases.iter().flat_map(|phase| &phase.longer_for);
    let of_cases = programme
        .rules
        .iter()
        .filter(|rule| matches!(rule.per, Per::Case { .. }));
    let rules = of_cases.flat_map(|rule| &rule.variants);
    let variants = rules.filter_map(|(condition, _)| condition.flag.as_ref());
    phases.chain(variants).map(String::as_str).collect()
}
