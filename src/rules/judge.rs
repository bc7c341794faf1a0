//! What only shows when a programme's rules are seen together: anchors that nobody can reach,
//! rules that wait for each other.

use super::anchor::PLAIN;
use super::names::Names;
use super::{Anchor, Demand, Mode, Per, Rule};
use crate::diagnostic::{Diagnostics, Listed, ProgrammeFault, RuleFault, Span};
use crate::document::Table;

/// Judges the rules, which stand at the places their names have in `names`; `tree` is the file,
/// for the places of faults.
pub(super) fn rules(
    tree: &Table,
    rules: &[Option<Rule>],
    names: &Names<'_>,
    faults: &mut Diagnostics,
) {
    for (at, rule) in rules.iter().enumerate() {
        let Some(rule) = rule else { continue };
        reserved(rule, faults);
        let span = anchor_span(tree, rule);
        if let Some(target) = waits_for(rule) {
            if let Some(Some(target)) = rules.get(target) {
                reachable(rule, target, span, faults);
            }
            cycle(at, rules, span, names, faults);
        }
        for other in rule.covers.iter().chain(&rule.distinct_from) {
            if other == rule.id.name() {
                let itself = other.clone();
                faults.report(rule.span, RuleFault::RefersToItself { rule: itself });
            }
        }
    }
}

/// The rule that `rule` counts from.
fn waits_for(rule: &Rule) -> Option<usize> {
    let anchor = match &rule.demand {
        Demand::Milestone(milestone) => milestone.anchor,
        Demand::Duty(duty) => duty.anchor,
        Demand::Cadence(cadence) => cadence.start,
        Demand::Weekly(_) | Demand::Stay { .. } | Demand::Cap(_) => return None,
    };
    match anchor {
        Anchor::Rule(rule) => Some(rule),
        _ => None,
    }
}

fn anchor_span(tree: &Table, rule: &Rule) -> Span {
    let table = tree
        .child("rules")
        .and_then(|rules| rules.child(rule.id.name()));
    let entry = |key: &str| table?.get(key);
    entry("anchor")
        .or_else(|| entry("start"))
        .map_or(rule.span, |entry| entry.node.span)
}

/// A rule may not be called like an anchor.
fn reserved(rule: &Rule, faults: &mut Diagnostics) {
    let name = rule.id.name();
    if PLAIN.iter().any(|(plain, _)| *plain == name) {
        let reserved = RuleFault::ReservedName {
            rule: name.to_owned(),
        };
        faults.report(rule.span, reserved);
    }
}

/// The meetings that a rule counts from must take place, for the same subject.
fn reachable(rule: &Rule, target: &Rule, span: Span, faults: &mut Diagnostics) {
    let both = || (rule.id.name().to_owned(), target.id.name().to_owned());
    if !matches!(target.demand, Demand::Milestone(_) | Demand::Cadence(_)) {
        let (rule, target) = both();
        faults.report(span, RuleFault::AnchorWithoutMeeting { rule, target });
    } else if target.mode == Mode::Off && rule.mode != Mode::Off {
        let (rule, target) = both();
        faults.report(span, RuleFault::AnchorIsOff { rule, target });
    } else if !same_subject(&rule.per, &target.per) {
        let (rule, target) = both();
        faults.report(span, RuleFault::OtherSubject { rule, target });
    }
}

fn same_subject(rule: &Per, target: &Per) -> bool {
    match (rule, target) {
        (Per::Case { .. }, Per::Case { .. }) | (Per::Group, Per::Group) => true,
        (Per::Person { of: one }, Per::Person { of: other }) => one == other,
        (_, Per::Team) => true,
        _ => false,
    }
}

/// Rules that wait for each other never begin; said once, at the first of them.
fn cycle(
    start: usize,
    rules: &[Option<Rule>],
    span: Span,
    names: &Names<'_>,
    faults: &mut Diagnostics,
) {
    let mut walked = vec![start];
    let mut at = start;
    while let Some(next) = rules.get(at).and_then(Option::as_ref).and_then(waits_for) {
        if next == start {
            if walked.iter().all(|rule| *rule >= start) {
                let walk = walked.iter().filter_map(|at| names.rules.get(*at));
                let rules = Listed(walk.map(|&rule| rule.to_owned()).collect());
                faults.report(span, ProgrammeFault::AnchorCycle { rules });
            }
            return;
        }
        if walked.contains(&next) {
            return;
        }
        walked.push(next);
        at = next;
    }
}
