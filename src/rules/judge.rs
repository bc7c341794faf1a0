//! What only shows when a programme's rules are seen together: anchors that nobody can reach,
//! rules that wait for each other.

use super::anchor::PLAIN;
use super::names::Names;
use super::{Anchor, Demand, Mode, Per, Rule};
use crate::diagnostic::{Diagnostics, Span};
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
                faults.error(
                    "refers-to-itself",
                    rule.span,
                    format!("rule `{other}` refers to itself in `covers` or `distinct_from`"),
                    "name another rule",
                );
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
        faults.error(
            "reserved-name",
            rule.span,
            format!("`{name}` is a date that rules count from, so no rule can be called that"),
            "give the rule another name",
        );
    }
}

/// The meetings that a rule counts from must take place, for the same subject.
fn reachable(rule: &Rule, target: &Rule, span: Span, faults: &mut Diagnostics) {
    let (name, other) = (rule.id.name(), target.id.name());
    if !matches!(target.demand, Demand::Milestone(_) | Demand::Cadence(_)) {
        faults.error(
            "anchor-without-meeting",
            span,
            format!("`{name}` counts from `{other}`, which has no meetings to count from"),
            "choose a milestone or a cadence, or a date",
        );
    } else if target.mode == Mode::Off && rule.mode != Mode::Off {
        faults.error(
            "anchor-is-off",
            span,
            format!("`{name}` counts from `{other}`, which is off"),
            format!("switch `{other}` on, switch `{name}` off, or choose another anchor"),
        );
    } else if !same_subject(&rule.per, &target.per) {
        faults.error(
            "anchor-of-another-subject",
            span,
            format!("`{name}` and `{other}` are not about the same subject"),
            "let both have the same `per`",
        );
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
                let walk: Vec<&str> = walked
                    .iter()
                    .filter_map(|at| names.rules.get(*at).copied())
                    .collect();
                faults.error(
                    "anchor-cycle",
                    span,
                    format!(
                        "these rules wait for each other: {}",
                        walk.join(" waits for ")
                    ),
                    "let one of them count from a date",
                );
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
