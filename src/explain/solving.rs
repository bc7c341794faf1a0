//! Trying something out: a changed instance comes in; the plan that is made of it, within what is left of the
//! time, goes out.

use std::time::Duration;

use super::Moved;
use super::scene::Scene;
use super::still::hold_still;
use crate::ids::OccurrenceId;
use crate::plan::{LeftOut, Plan, assemble};
use crate::rules::Severity;
use crate::series::Instance;
use crate::solver::{self, Limits};

/// Most seconds for one trial: what is asked is whether something fits, not the best of all plans.
const ONE: f64 = 2.0;
/// Branches for each proof of a trial.
const BRANCHES: usize = 20;

impl Scene<'_> {
    /// Plans a changed instance anew: `series` is free, and with `day` also what is in its way there; all else is
    /// held still. `None` when no time is left.
    pub fn plan(&self, mut changed: Instance, series: usize, day: Option<usize>) -> Option<Plan> {
        // A wish, too, is worth moving others for, since somebody asks.
        changed.settled = None;
        let placed: Vec<_> = self.placed.iter().map(|(_, one)| one.clone()).collect();
        let changed = &hold_still(changed, &placed, series, day);
        let time = ONE.min(self.left.get());
        if time <= 0.0 {
            return None;
        }
        let limits = Limits {
            time: Duration::from_secs_f64(time),
            branches: BRANCHES,
            ..Limits::default()
        };
        let answer = solver::solve(changed, &limits);
        self.left.set(self.left.get() - answer.seconds);
        let earlier = &[self.question.plan];
        Some(assemble(changed, &answer, self.question.meta, earlier))
    }

    /// The meetings but this one that stand elsewhere in another plan.
    pub fn moved(&self, plan: &Plan, but: &OccurrenceId) -> Vec<Moved> {
        let after = Self::by_id(plan);
        let standing = self.now.placements.iter().filter(|one| one.id != *but);
        let moved = standing.filter_map(|from| {
            let to = after.get(from.id.as_str())?.start;
            (to != from.start).then(|| Moved {
                from: from.clone(),
                to,
            })
        });
        moved.collect()
    }
}

/// How many a plan leaves out: required, then wished.
pub(super) fn count(left_out: &[LeftOut]) -> [usize; 2] {
    let hard = left_out.iter().filter(|one| one.severity == Severity::Hard);
    let hard = hard.count();
    [hard, left_out.len() - hard]
}
