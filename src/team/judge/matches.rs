//! Rules and programmes that match nobody in this team.

use crate::diagnostic::{Diagnostics, WholeFault};
use crate::rules::{Demand, Mode, Per, Programme, Rule};
use crate::team::Team;
use crate::team::draft::Lost;
use crate::team::named::{named_programme, named_rule};

pub(super) fn judge(team: &Team, lost: &Lost, faults: &mut Diagnostics) {
    for programme in &team.programmes {
        let empty = !team.cases.iter().any(|case| case.programme == programme.id);
        if empty && !lost.some_cases {
            without_cases(programme, faults);
        }
        for rule in programme.rules.iter().filter(|rule| rule.mode != Mode::Off) {
            if let Demand::Stay { capacity, .. } = &rule.demand {
                stay(team, rule, capacity, empty, faults);
            }
            if rule.when.no_school_holidays && team.region.is_empty() {
                let named = named_rule(rule);
                faults.report(rule.span, WholeFault::SchoolHolidaysNowhere { rule: named });
            }
            if let Some(nobody) = nobody(team, programme, rule) {
                faults.report(rule.span, nobody);
            }
        }
    }
}

/// Nothing is said of a programme that asks nothing of families.
fn without_cases(programme: &Programme, faults: &mut Diagnostics) {
    let on = |rule: &&Rule| rule.mode != Mode::Off;
    let of_case = |rule: &Rule| matches!(rule.per, Per::Case { .. });
    let cap = |rule: &Rule| matches!(rule.demand, Demand::Cap(_));
    let mut rules = programme.rules.iter().filter(on);
    let some_of_cases = rules.clone().any(of_case);
    let named = named_programme(programme);
    match (
        some_of_cases,
        rules.any(|rule| !of_case(rule) && !cap(rule)),
    ) {
        (true, true) => faults.report(None, WholeFault::OnlyForPeople { programme: named }),
        (true, false) => {
            faults.report(None, WholeFault::ProgrammeWithoutCases { programme: named })
        }
        (false, _) => {}
    }
}

/// Why the rule has no subject at all; a programme without cases is told once, not for each rule.
fn nobody(team: &Team, programme: &Programme, rule: &Rule) -> Option<WholeFault> {
    let (named, id) = (named_rule(rule), rule.id.to_string());
    let held = |role: &String| {
        team.people
            .iter()
            .any(|person| person.may_be(programme, role))
    };
    match &rule.per {
        Per::Case { .. } => None,
        Per::Person { of } => (!held(of)).then(|| WholeFault::NobodyIs {
            rule: named,
            role: team.named_role(of),
            id,
        }),
        Per::Group => {
            let formed = team.groups.iter().any(|group| group.rule == rule.id);
            (!formed).then_some(WholeFault::NoGroup { rule: named, id })
        }
        Per::Team => {
            let invited: Vec<&String> = rule.who.all.iter().chain(&rule.who.any).collect();
            let some = invited.iter().any(|role| held(role));
            (!some).then_some(WholeFault::NobodyInvited { rule: named, id })
        }
    }
}

fn stay(team: &Team, rule: &Rule, capacity: &str, empty: bool, faults: &mut Diagnostics) {
    if !empty && team.capacities.get(capacity).is_none_or(Vec::is_empty) {
        let (rule, span, capacity) = (named_rule(rule), rule.span, capacity.to_owned());
        faults.report(span, WholeFault::UnknownCapacity { rule, capacity });
    }
}
