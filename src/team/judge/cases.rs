//! Cases against their programme: phases within its bounds, decisions as long as care.

use crate::diagnostic::{Bounds, Cited, Diagnostics, Named, WholeFault};
use crate::rules::{PhaseLength, Programme};
use crate::team::named::named_programme;
use crate::team::{Case, Team};
use crate::time::Period;

pub(super) fn judge(team: &Team, faults: &mut Diagnostics) {
    for case in &team.cases {
        if let Some(programme) = team.programme(&case.programme) {
            phases(case, programme, faults);
            whole(case, programme, faults);
            decision(case, programme, faults);
        }
    }
}

fn phases(case: &Case, programme: &Programme, faults: &mut Diagnostics) {
    for phase in &programme.phases {
        let Some(days) = case.phases.get(&phase.id) else {
            continue;
        };
        let (min, max) = match phase.length {
            PhaseLength::Range(range) => (range.min, Some(range.max)),
            PhaseLength::Remainder { max } => (Period::days(0), max),
        };
        let may_exceed = phase.is_longer_for(&case.flags);
        let too_long = !may_exceed && max.is_some_and(|max| *days > max.nominal_days());
        if *days < min.nominal_days() || too_long {
            let outside = WholeFault::PhaseOutOfBounds {
                phase: Named::new(&phase.id, phase.title.clone()),
                code: case.code.to_string(),
                days: *days,
                programme: named_programme(programme),
                bounds: Bounds(min, max),
                source: Cited::from(&phase.source),
            };
            faults.report(case.span, outside);
        }
    }
}

fn whole(case: &Case, programme: &Programme, faults: &mut Diagnostics) {
    let days = (case.last_day(programme) - case.start).num_days() + 1;
    let max = programme.length.max;
    // Who may be longer in a phase may be longer in all.
    let mut phases = programme.phases.iter();
    if phases.any(|phase| phase.is_longer_for(&case.flags)) {
        return;
    }
    if days > i64::from(max.nominal_days()) {
        let too_long = WholeFault::CareTooLong {
            code: case.code.to_string(),
            days,
            programme: named_programme(programme),
            most: max,
        };
        faults.report(case.span, too_long);
    }
}

fn decision(case: &Case, programme: &Programme, faults: &mut Diagnostics) {
    let last = case.last_day(programme);
    if let Some(end) = case.decision_end.filter(|end| *end < last) {
        let ends_first = WholeFault::DecisionEndsFirst {
            code: case.code.to_string(),
            decision: end,
            care: last,
        };
        faults.report(case.span, ends_first);
    }
}
