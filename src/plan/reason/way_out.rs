//! The cheapest way out: for a meeting without a place, the day and time at which the least has to change,
//! and all that has to. What is offered for one meeting is not offered again for another.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::patience::Patience;
use super::room::{Room, Spot};
use super::trial::Trial;
use crate::series::ResourceKind;
use crate::series::timetable::Span;
use crate::time::SLOT_MINUTES;

/// One thing that would have to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// Somebody comes outside their hours.
    Hours(usize),
    /// An appointment made elsewhere moves (index into `Instance::fixed`).
    Agreed(usize),
    /// The rule allows the time.
    Times,
    /// The rule allows so few days between two.
    Spacing(u32),
    /// Somebody is not away after all.
    Back(usize),
    /// Somebody takes the seat of this number who does so elsewhere.
    TakesOver(usize, usize),
    /// Somebody agrees to know of it only so many working days beforehand.
    Notice(usize, u32),
    /// Somebody has one meeting more in a day than their maximum.
    Maximum(usize),
    /// The window goes on to this day.
    Until(NaiveDate),
    /// So many days may lie between two.
    Gap(u32),
}

/// A place for a meeting, and all that has to change for it.
pub(super) struct WayOut {
    pub spot: Spot,
    pub changes: BTreeSet<Change>,
    /// Who is taken by it then.
    pub people: BTreeSet<usize>,
}

/// What was offered so far: it is taken.
#[derive(Default)]
pub(in crate::plan) struct Offers {
    pub(super) times: BTreeMap<(usize, usize), Vec<Span>>,
    /// Whose hours are asked to change, or must not, on which day.
    asked: BTreeSet<(usize, usize)>,
    /// The days of each series.
    pub(super) days: BTreeMap<usize, Vec<usize>>,
}

impl Offers {
    /// For each set of changes that can be asked the first two days it helps on, cheapest first.
    pub(super) fn several(&self, room: &Room) -> Vec<WayOut> {
        let mut found: BTreeMap<BTreeSet<Change>, Vec<WayOut>> = BTreeMap::new();
        for day in &room.open {
            let trial = Trial::new(self, room, day);
            for way_out in day.wide.or(day.ruled).iter().filter_map(|at| trial.at(at)) {
                let same = found.entry(way_out.changes.clone()).or_default();
                let known = same.iter().any(|one| one.spot.day == way_out.spot.day);
                if !known && same.len() < 2 {
                    same.push(way_out);
                }
            }
        }
        let mut all: Vec<WayOut> = found.into_values().flatten().collect();
        all.sort_by_key(|one| (dear(room, &one.changes), one.spot.day, one.spot.start));
        all
    }

    /// The place where the least has to change, of those looked at before patience ends; none when nothing that can be
    /// asked helps.
    pub(super) fn cheapest(&self, room: &Room, patience: &Patience) -> Option<WayOut> {
        let mut best: Option<(u32, WayOut)> = None;
        for day in &room.open {
            if !patience.look() {
                break;
            }
            if best.as_ref().is_some_and(|(least, _)| *least == 0) {
                break;
            }
            let trial = Trial::new(self, room, day);
            for start in day.wide.or(day.ruled).iter() {
                let Some(way_out) = trial.at(start) else {
                    continue;
                };
                let dear = dear(room, &way_out.changes);
                if best.as_ref().is_none_or(|(least, _)| dear < *least) {
                    best = Some((dear, way_out));
                }
            }
        }
        best.map(|(_, way_out)| way_out)
    }

    /// Takes the time of everyone in it.
    pub(super) fn take(&mut self, room: &Room, way_out: &WayOut) {
        let Spot { day, start } = way_out.spot;
        let time = Span {
            from: start * SLOT_MINUTES,
            to: (start + room.len) * SLOT_MINUTES,
            place: room.series.place,
        };
        for who in &way_out.people {
            self.times.entry((*who, day)).or_default().push(time);
        }
        for change in &way_out.changes {
            match change {
                Change::Hours(who) | Change::Back(who) => {
                    self.asked.insert((*who, day));
                }
                Change::Agreed(index) => {
                    let fixed = room.instance().fixed.get(*index);
                    let people = fixed.into_iter().flat_map(|fixed| &fixed.people);
                    self.asked.extend(people.map(|(who, _)| (*who, day)));
                }
                // The others are asked for one meeting at a time only.
                _ => {}
            }
        }
        // Those who need not come to this one must not be freed for it by what is asked for another.
        let invited = room.cast(day).and_then(|cast| cast.invited.as_ref());
        let members = invited.into_iter().flat_map(|invited| &invited.members);
        let absent = members.filter(|(who, _)| !way_out.people.contains(who));
        self.asked.extend(absent.map(|(who, _)| (*who, day)));
        self.days.entry(room.index).or_default().push(day);
    }

    /// Whether somebody is asked for more on a day or the days beside it: two favours together might be too
    /// long a day or too short a night.
    pub(super) fn asks_near(&self, who: usize, day: usize) -> bool {
        let near = self
            .asked
            .range((who, day.saturating_sub(1))..=(who, day + 1));
        near.count() > 0
    }
}

/// How dear the changes are: the fewest first, then those that are asked most easily.
pub(super) fn dear<'c>(room: &Room, changes: impl IntoIterator<Item = &'c Change>) -> u32 {
    let price = |change: &Change| match change {
        Change::Hours(who) => match room.instance().resources[*who].kind {
            ResourceKind::Staff => 0,
            ResourceKind::External => 1,
            ResourceKind::Family => 2,
        },
        Change::Agreed(_) => 4,
        Change::Times => 5,
        Change::Spacing(_) => 6,
        Change::TakesOver(..) => 3,
        Change::Until(_) => 4,
        Change::Notice(who, days) => 3 + room.notice(*who).saturating_sub(*days),
        Change::Maximum(_) => 5,
        Change::Gap(_) => 6,
        Change::Back(_) => 7,
    };
    changes.into_iter().map(|one| 1000 + price(one)).sum()
}
