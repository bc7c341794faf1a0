//! How many cases each person carries against the cap of the rules, pro rata of the contract.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::{Cited, Diagnostics, WholeFault};
use crate::rules::{Cap, Demand, Mode, Programme, Rule};
use crate::team::named::named_rule;
use crate::team::{AssignmentKind, Person, Subject, Team};
use crate::time::Term;

pub(super) fn judge(team: &Team, ahead: Term, faults: &mut Diagnostics) {
    for programme in &team.programmes {
        for rule in programme.rules.iter().filter(|rule| rule.mode != Mode::Off) {
            if let Demand::Cap(cap) = &rule.demand {
                for person in &team.people {
                    over_cap(team, programme, rule, cap, person, ahead, faults);
                }
            }
        }
    }
}

/// Warns once for each person, at the day of the greatest load.
fn over_cap(
    team: &Team,
    programme: &Programme,
    rule: &Rule,
    cap: &Cap,
    person: &Person,
    ahead: Term,
    faults: &mut Diagnostics,
) {
    let limit = team.most_cases(cap, person);
    let turns = turns(team, programme, person, &cap.role, ahead);
    let load = |day: &NaiveDate| team.caseload(programme, &person.id, &cap.role, *day).len();
    // Of equal loads the first day is told.
    let peak = turns.iter().rev().max_by_key(|day| load(day));
    let Some((day, count)) = peak.map(|day| (day, load(day))) else {
        return;
    };
    if count as u32 > limit {
        let over = WholeFault::OverCap {
            person: person.named(),
            count,
            role: team.named_role(&cap.role),
            day: *day,
            rule: named_rule(rule),
            limit,
            source: Cited::from(&rule.source),
        };
        faults.report(person.span, over);
    }
}

/// The days on which this person's load may rise.
fn turns(
    team: &Team,
    programme: &Programme,
    person: &Person,
    role: &str,
    ahead: Term,
) -> BTreeSet<NaiveDate> {
    let mine = team.assignments.iter().filter(|assignment| {
        assignment.person == person.id
            && assignment.role == role
            && assignment.kind == AssignmentKind::Lead
    });
    let mut days = BTreeSet::from([ahead.from]);
    for assignment in mine {
        days.extend(assignment.from);
        if let Subject::Case(code, of) = &assignment.subject
            && *of == programme.id
        {
            days.extend(team.case(code, of).map(|case| case.start));
        }
    }
    days.retain(|day| ahead.has(*day));
    days
}
