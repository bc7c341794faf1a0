//! When nothing is worth moving a meeting for: what the plan before left undone comes in; that plan,
//! while it still does as well without moving anything, goes out.

use super::calendar::{Calendar, Index};
use crate::problem::Problem;
use crate::series::Instance;
use crate::series::cost::{FROZEN, HARD, LATE, MOVE_COST, MOVES, SOFT};

/// A plan that people know and that still answers to everything that is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    /// Hard and soft obligations it left out, and its late days.
    undone: [i64; 3],
    /// How many meetings it has on the days planned now.
    meetings: usize,
}

impl Settled {
    /// The plan before, when all of it is still asked for.
    pub fn of(instance: &Instance) -> Option<Self> {
        let promises = instance.series.iter().map(|series| series.promises.len());
        let meetings = promises.sum();
        let undone = instance.settled?;
        Some(Self { undone, meetings })
    }

    /// That plan, if all of it still fits and leaves no more undone: then it stays, even if a better one
    /// was missed before.
    pub fn stays<'a>(&self, problem: &'a Problem, index: &'a Index) -> Option<Calendar<'a>> {
        let mut calendar = Calendar::new(problem, index);
        for path in 0..problem.graph.paths.len() {
            calendar.insert_among(path, false, |candidate| problem.candidates[candidate].kept);
        }
        let ways = calendar.ways.iter().flatten();
        let meetings: usize = ways.map(|way| way.meetings.len()).sum();
        let moves = [FROZEN, MOVES, MOVE_COST];
        let mut undone = [HARD, SOFT, LATE].into_iter().zip(self.undone);
        let cost = calendar.cost;
        let stays = meetings == self.meetings
            && moves.into_iter().all(|layer| cost[layer] == 0)
            && undone.all(|(layer, undone)| cost[layer] <= undone);
        stays.then_some(calendar)
    }
}
