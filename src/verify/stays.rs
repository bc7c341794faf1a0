//! Stays: those of the instance and of the plan come in; a unit with two families goes out.

use super::{Found, Kind};
use crate::plan::{Plan, Stay};
use crate::series::Instance;

/// "Never two families in one unit, and every stay is in the plan."
pub(super) fn judge(instance: &Instance, plan: &Plan, found: &mut Found) {
    for asked in &instance.stays {
        let is = |stay: &Stay| {
            (&stay.case, &stay.home, stay.from, stay.to)
                == (&asked.case, &asked.unit, asked.from, asked.to)
        };
        found.unless(plan.stays.iter().any(is), Kind::Stay, || {
            format!("{} from {}: not in the plan", asked.case, asked.from)
        });
    }
    for (at, one) in plan.stays.iter().enumerate() {
        for other in plan.stays.iter().skip(at + 1) {
            let apart = one.to <= other.from || other.to <= one.from;
            found.unless(
                one.home.is_none() || one.home != other.home || apart,
                Kind::Stay,
                || format!("{} and {} share a unit", one.case, other.case),
            );
        }
    }
}
