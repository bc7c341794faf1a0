//! Cases against their programme: phases within its bounds, decisions as long as care.

use crate::diagnostic::Diagnostics;
use crate::rules::{PhaseLength, Programme};
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
        let may_exceed = phase
            .longer_for
            .iter()
            .any(|flag| case.flags.contains(flag));
        let too_long = !may_exceed && max.is_some_and(|max| *days > max.nominal_days());
        if *days < min.nominal_days() || too_long {
            let most = max.filter(|max| *max != min);
            let most = most.map_or(String::new(), |max| format!(" to {max}"));
            faults.warning(
                "phase-out-of-bounds",
                case.span,
                format!(
                    "phase {} of {} lasts {days} days; {} gives {min}{most} ({})",
                    phase.id, case.code, programme.id, phase.source
                ),
                "correct `phases`, or leave it if this family needs other lengths",
            );
        }
    }
}

fn whole(case: &Case, programme: &Programme, faults: &mut Diagnostics) {
    let days = (case.last_day(programme) - case.start).num_days() + 1;
    let max = programme.length.max;
    if days > i64::from(max.nominal_days()) {
        faults.warning(
            "care-too-long",
            case.span,
            format!(
                "{} is in care for {days} days; {} lasts at most {max}",
                case.code, programme.id
            ),
            "correct `end` or `phases`, or leave it if this family needs longer",
        );
    }
}

fn decision(case: &Case, programme: &Programme, faults: &mut Diagnostics) {
    let last = case.last_day(programme);
    if let Some(end) = case.decision_end.filter(|end| *end < last) {
        faults.warning(
            "decision-ends-before-care",
            case.span,
            format!(
                "the decision for {} ends on {end}, care on {last}",
                case.code
            ),
            "ask for an extension in time, or correct `decision_end` or `end`",
        );
    }
}
