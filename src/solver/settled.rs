//! When nothing is worth moving a meeting for: what the plan before left undone comes in, whether a
//! calendar does as well without moving anything goes out.

use super::calendar::Calendar;
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

    /// Whether this calendar is that plan, and leaves no more undone: then it stays, even if a better
    /// one was missed before.
    pub fn holds(&self, calendar: &Calendar) -> bool {
        let cost = calendar.cost;
        let moves = [FROZEN, MOVES, MOVE_COST];
        let undone = [HARD, SOFT, LATE].into_iter().zip(self.undone);
        let ways = calendar.ways.iter().flatten();
        let meetings: usize = ways.map(|way| way.meetings.len()).sum();
        moves.into_iter().all(|layer| cost[layer] == 0)
            && undone
                .into_iter()
                .all(|(layer, undone)| cost[layer] <= undone)
            && meetings == self.meetings
    }
}
