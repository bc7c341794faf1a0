//! What became of the meetings people know of: the plan's meetings come in; how many of those are
//! not kept, and what that costs, goes out.

use super::reading::{Meeting, cast_on};
use crate::series::cost::{FROZEN, LAYERS, MOVE_COST, MOVES};
use crate::series::{Instance, Promise, Series, cost};
use crate::time::SLOT_MINUTES;

/// The three layers of moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moves {
    /// Points for frozen meetings.
    pub frozen: i64,
    /// Meetings.
    pub moves: i64,
    /// What their moving costs.
    pub cost: i64,
}

/// What became of one promise.
enum Fate {
    Kept,
    OtherLength,
    OtherPeople,
    Moved,
}

/// Counts every promise of the instance.
pub(super) fn count(instance: &Instance, meetings: &[Meeting]) -> Moves {
    let mut all = Moves::default();
    let promised = instance.series.iter().enumerate();
    for (index, series) in promised.filter(|(_, series)| !series.promises.is_empty()) {
        let own: Vec<_> = meetings
            .iter()
            .filter(|m| m.series == Some(index))
            .collect();
        let one = of(instance, series, &own);
        all.frozen += one.frozen;
        all.moves += one.moves;
        all.cost += one.cost;
    }
    all
}

/// Counts the promises of one series; `own` are its meetings.
pub(super) fn of(instance: &Instance, series: &Series, own: &[&Meeting]) -> Moves {
    let mut all = Moves::default();
    for promise in &series.promises {
        let mut own = own.iter();
        let there = own.find(|meeting| is_at(instance, promise, meeting));
        let fate = there.map_or(Fate::Moved, |meeting| fate(series, promise, meeting));
        let (frozen, moves, cost) = match fate {
            Fate::Kept => (0, 0, 0),
            Fate::OtherLength => (0, 0, promise.cost / cost::CHANGED_PART),
            Fate::OtherPeople => (cost::FROZEN_PEOPLE, 1, promise.cost / cost::CHANGED_PART),
            Fate::Moved => (cost::FROZEN_MOVED, 1, promise.cost),
        };
        all.frozen += i64::from(promise.frozen) * frozen;
        all.moves += moves;
        all.cost += cost;
    }
    all
}

impl Moves {
    /// Adds them to a cost.
    pub fn add_to(self, layers: &mut [i64; LAYERS.len()]) {
        layers[FROZEN] += self.frozen;
        layers[MOVES] += self.moves;
        layers[MOVE_COST] += self.cost;
    }
}

/// "At its day and hour."
fn is_at(instance: &Instance, promise: &Promise, meeting: &Meeting) -> bool {
    meeting.day() == instance.day(promise.day) && meeting.minute() == promise.start * SLOT_MINUTES
}

/// "With its people, as long as it was." Who of the invited comes is not promised.
fn fate(series: &Series, promise: &Promise, meeting: &Meeting) -> Fate {
    let cast = cast_on(series, meeting.day());
    let invited = cast.and_then(|cast| cast.invited.as_ref());
    let is_invited = |who: usize| {
        invited.is_some_and(|invited| invited.members.iter().any(|(member, _)| *member == who))
    };
    let people = meeting.people.iter().map(|(who, _)| *who);
    let mut seated: Vec<usize> = people.filter(|who| !is_invited(*who)).collect();
    seated.sort_unstable();
    if promise.seated.as_ref() != Some(&seated) {
        Fate::OtherPeople
    } else if promise.minutes != meeting.placement.minutes {
        Fate::OtherLength
    } else {
        Fate::Kept
    }
}
