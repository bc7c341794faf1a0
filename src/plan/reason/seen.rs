//! A day on which a meeting is sought: who can come when, and what stands in the way of each, come in;
//! the first start at which it fits when some of that does not goes out.

use std::collections::{BTreeMap, BTreeSet};

use crate::series::{Cast, Invited};
use crate::time::Slots;

/// One thing that may stand in the way, in the order in which it is given up when looking for the
/// smallest set that explains enough: what the plan itself chose first, what people cannot help
/// last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Block {
    /// Other meetings of somebody, with the way there and back.
    Meetings(usize),
    /// Somebody's most meetings in a day.
    Maximum(usize),
    /// The distance to the series' other meetings.
    Spacing,
    /// The times the rule allows.
    Times,
    /// How long beforehand somebody must know of it.
    Notice(usize),
    /// Somebody is not in the team.
    NotInTeam(usize),
    /// Somebody is away.
    Away(usize),
    /// Somebody's hours.
    Hours(usize),
}

/// What a person's day leaves for a meeting: the starts that suit it.
pub(super) struct Seen {
    pub who: usize,
    /// Their hours allow these.
    pub hours: Slots,
    /// Also these, if any hours were theirs that somebody of the team has.
    pub wide: Slots,
    /// Also these, if they were asked.
    pub asked: Slots,
    /// Other planned meetings leave no time at these.
    pub planned: Slots,
    /// Fixed meetings (by index) leave no time at these.
    pub fixed: Vec<(usize, Slots)>,
    /// They learn of these in time, or know of them already.
    pub told: Slots,
    /// The most meetings of a day are reached.
    pub full: bool,
    /// What decides whether they can be there at all.
    pub presence: Block,
}

impl Seen {
    /// The starts that fixed meetings leave no time for.
    pub(super) fn kept(&self) -> Slots {
        let all = self.fixed.iter();
        all.fold(Slots::EMPTY, |all, (_, starts)| all.or(*starts))
    }

    /// The starts at which they can come when `without` does not stand in the way.
    fn starts(&self, without: &BTreeSet<Block>) -> Slots {
        if self.full && !without.contains(&Block::Maximum(self.who)) {
            return Slots::EMPTY;
        }
        let mut starts = self.hours;
        if without.contains(&self.presence) {
            starts = starts.or(self.wide);
        }
        if !without.contains(&Block::Notice(self.who)) {
            starts = starts.and(self.told);
        }
        if without.contains(&Block::Meetings(self.who)) {
            return starts;
        }
        starts.minus(self.planned).minus(self.kept())
    }
}

/// A day that can be thought of.
pub(super) struct Day<'a> {
    pub day: usize,
    pub cast: &'a Cast,
    /// Everyone the cast names.
    pub people: Vec<Seen>,
    /// The starts the rule allows.
    pub ruled: Slots,
    /// Those that it might.
    pub wide: Slots,
}

impl Day<'_> {
    /// Somebody of the cast.
    pub(super) fn seen(&self, who: usize) -> Option<&Seen> {
        let at = self.people.binary_search_by_key(&who, |seen| seen.who);
        at.ok().and_then(|at| self.people.get(at))
    }
}

/// The first start on a day when `without` does not stand in the way. Of the invited all come who are free by
/// their hours and not kept by a fixed meeting: nothing is held while one of them is in another meeting.
pub(super) fn start_on(day: &Day, without: &BTreeSet<Block>) -> Option<u32> {
    let can: BTreeMap<usize, Slots> = day
        .people
        .iter()
        .map(|seen| (seen.who, seen.starts(without)))
        .collect();
    let at = |who: usize, start: u32| can.get(&who).is_some_and(|starts| starts.has(start));
    let invited = day.cast.invited.as_ref();
    let elsewhere = |who: usize, start: u32| {
        !at(who, start)
            && day
                .seen(who)
                .is_some_and(|seen| seen.hours.has(start) && !seen.kept().has(start))
    };
    let starts = if without.contains(&Block::Times) {
        day.wide
    } else {
        day.ruled
    };
    starts.iter().find(|start| {
        let quorum = invited.is_none_or(|invited| {
            let come = invited.members.iter().filter(|(who, _)| at(*who, *start));
            come.count() >= needed(day.cast, invited)
                && !invited
                    .members
                    .iter()
                    .any(|(who, _)| elsewhere(*who, *start))
        });
        quorum && seat(day.cast, 0, &mut Vec::new(), &|who| at(who, *start))
    })
}

/// How many of the invited must come: somebody must, when there are no seats.
pub(super) fn needed(cast: &Cast, invited: &Invited) -> usize {
    invited.quorum.max(usize::from(cast.seats.is_empty()))
}

/// Everyone a cast names, once each.
pub(super) fn people(cast: &Cast) -> BTreeSet<usize> {
    let seats = cast
        .seats
        .iter()
        .flat_map(|seat| seat.any_of.iter().copied());
    let invited = cast.invited.iter().flat_map(|invited| &invited.members);
    seats.chain(invited.map(|(who, _)| *who)).collect()
}

/// Whether the seats from `nth` on can be taken by different people who can come.
fn seat(cast: &Cast, nth: usize, taken: &mut Vec<usize>, can: &impl Fn(usize) -> bool) -> bool {
    let Some(seat_) = cast.seats.get(nth) else {
        return true;
    };
    seat_.any_of.iter().any(|who| {
        if taken.contains(who) || !can(*who) {
            return false;
        }
        taken.push(*who);
        let seated = seat(cast, nth + 1, taken, can);
        taken.pop();
        seated
    })
}
