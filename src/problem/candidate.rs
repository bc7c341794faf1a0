//! Candidates: a series on a day, with these people, of this length, and where it can start.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate, Timelike};

use super::{Cost, promise, quality};
use crate::series::{Cast, Instance, ResourceKind, Series, cost as unit};
use crate::time::{BREAK_SLOTS, SLOT_MINUTES, Slots, has_break_between};

/// A way to hold a meeting.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The series.
    pub series: usize,
    /// The day.
    pub day: usize,
    /// Seats, then invited who come.
    pub people: Vec<usize>,
    /// Length in slots.
    pub len: u32,
    /// Where.
    pub place: Option<usize>,
    /// Starts that suit everyone and the fixed meetings, cheapest first; never empty.
    pub starts: Vec<SlotClass>,
    /// What it costs at its cheapest start, whatever comes before and after it.
    pub cost: Cost,
    /// Whether it starts outside office hours, for series that ask for that.
    pub outside: bool,
    /// Whether it is an evening that could have been a day.
    pub evening: bool,
    /// Whether it is a promised meeting at its day and hour with its people.
    pub kept: bool,
}

/// Starts of equal cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotClass {
    /// Points of quality above the candidate's cheapest start.
    pub extra: i64,
    /// The starts.
    pub slots: Slots,
}

impl Candidate {
    /// Every start.
    pub fn all_starts(&self) -> Slots {
        self.starts
            .iter()
            .fold(Slots::EMPTY, |all, class| all.or(class.slots))
    }

    /// Every slot it may cover.
    pub fn reach(&self) -> Slots {
        self.all_starts().covered(self.len)
    }
}

/// The candidates made so far, by series and day.
pub(super) struct Pool<'a> {
    instance: &'a Instance,
    fixed: BTreeMap<(usize, usize), Vec<Busy>>,
    /// First and last minute of the fixed meetings of colleagues, by day.
    worked: BTreeMap<(usize, NaiveDate), (u32, u32)>,
    made: BTreeMap<(usize, usize), Range<usize>>,
    /// All candidates.
    pub list: Vec<Candidate>,
}

/// A fixed meeting of somebody, in minutes of its day.
#[derive(Clone, Copy)]
struct Busy {
    from: u32,
    to: u32,
    place: Option<usize>,
}

/// Somebody invited, when they can come, and what it costs when they do not.
struct Member {
    who: usize,
    fits: Slots,
    missed: i64,
}

/// Who comes, what the absence of others costs, and when they can.
struct Party {
    people: Vec<usize>,
    absent: i64,
    starts: Slots,
}

impl<'a> Pool<'a> {
    pub(super) fn new(instance: &'a Instance) -> Self {
        let mut fixed: BTreeMap<_, Vec<Busy>> = BTreeMap::new();
        for meeting in &instance.fixed {
            let Some(day) = instance.index(meeting.start.date()) else {
                continue;
            };
            let from = meeting.start.num_seconds_from_midnight() / 60;
            let busy = Busy {
                from,
                to: from + meeting.minutes,
                place: meeting.place,
            };
            for (resource, _) in &meeting.people {
                fixed.entry((*resource, day)).or_default().push(busy);
            }
        }
        Self {
            instance,
            fixed,
            worked: worked(instance),
            made: BTreeMap::new(),
            list: Vec::new(),
        }
    }

    /// The candidates of a series on a day, made at the first call.
    pub(super) fn on(&mut self, series: usize, day: usize) -> Range<usize> {
        if let Some(range) = self.made.get(&(series, day)) {
            return range.clone();
        }
        let first = self.list.len();
        self.make(series, day);
        let range = first..self.list.len();
        self.made.insert((series, day), range.clone());
        range
    }

    fn make(&mut self, index: usize, day: usize) {
        let series = &self.instance.series[index];
        let Some(cast) = series.cast_on(self.instance.day(day)) else {
            return;
        };
        let (shortest, target) = (
            series.minutes.0 / SLOT_MINUTES,
            series.minutes.1 / SLOT_MINUTES,
        );
        let made = Made { index, day, series };
        for len in (shortest.max(1)..=target.max(1)).rev() {
            let shorter = i64::from(target.max(1) - len);
            for party in self.parties(series, cast, day, len) {
                for (flags, starts) in made.split(self.instance, len, &party) {
                    let party = Party {
                        people: party.people.clone(),
                        absent: party.absent,
                        starts,
                    };
                    let made = made.candidate(self.instance, len, party, shorter, flags);
                    let seats = cast.seats.len();
                    self.list
                        .extend(made.map(|made| promise::judged(series, seats, made)));
                }
            }
        }
    }

    /// Everyone who can make up the meeting: one holder for each seat, and the invited who can.
    fn parties(&self, series: &Series, cast: &Cast, day: usize, len: u32) -> Vec<Party> {
        let allowed = series
            .allowed
            .get(day)
            .copied()
            .unwrap_or_default()
            .starts(len);
        let allowed = match series.fixed_start {
            Some(start) => allowed.and(Slots::one(start)),
            None => allowed,
        };
        let mut parties = vec![Party {
            people: Vec::new(),
            absent: 0,
            starts: allowed,
        }];
        for (at, seat) in cast.seats.iter().enumerate() {
            let mut wider = Vec::new();
            // Of seats alike the holders come in order, so that the same people sit down once.
            let alike = at > 0 && cast.seats[at - 1] == *seat;
            for party in &parties {
                let last = party.people.last().copied().filter(|_| alike);
                let first = last.map_or(0, |last| last + 1);
                let free = |who: &&usize| **who >= first && !party.people.contains(who);
                for who in seat.any_of.iter().filter(free) {
                    let starts = party.starts.and(self.fits(*who, day, len, series.place));
                    if !starts.is_empty() {
                        let mut people = party.people.clone();
                        people.push(*who);
                        wider.push(Party {
                            people,
                            absent: 0,
                            starts,
                        });
                    }
                }
            }
            parties = wider;
        }
        if let Some(invited) = &cast.invited {
            let missed = |role: &String| {
                let own = series.absent.get(role);
                own.copied().unwrap_or(self.instance.weights.absent)
            };
            let members = invited.members.iter().map(|(who, role)| Member {
                who: *who,
                fits: self.fits(*who, day, len, series.place),
                missed: missed(role),
            });
            let members: Vec<Member> = members.collect();
            parties = parties
                .into_iter()
                .flat_map(|party| by_attendance(&party, &members, invited.quorum))
                .collect();
        }
        for party in &mut parties {
            party.starts = party.starts.and(self.in_time(series, &party.people, day));
        }
        parties.retain(|party| !party.starts.is_empty() && !party.people.is_empty());
        parties
    }

    /// The starts that these people learn of in time, and those they know of already.
    fn in_time(&self, series: &Series, people: &[usize], day: usize) -> Slots {
        let instance = self.instance;
        let earliest = instance.earliest_start(series.notice, people.iter().copied());
        let ahead = instance.starts_from(instance.now, day);
        let known = promise::starts(series, day).and(ahead);
        instance.starts_from(earliest, day).or(known)
    }

    /// Those starts that leave a colleague's rest after a fixed meeting of the evening before, and before one of the
    /// morning after.
    fn rested(&self, who: usize, day: usize, len: u32, starts: Slots) -> Slots {
        const DAY: u32 = 24 * 60;
        let (date, rest) = (self.instance.day(day), self.instance.rest);
        let on = |day: Option<NaiveDate>| day.and_then(|day| self.worked.get(&(who, day)));
        let first = on(date.pred_opt()).map_or(0, |(_, to)| (to + rest).saturating_sub(DAY));
        let last =
            on(date.succ_opt()).map_or(2 * DAY, |(from, _)| (from + DAY).saturating_sub(rest));
        let kept =
            |start: &u32| first <= start * SLOT_MINUTES && (start + len) * SLOT_MINUTES <= last;
        match (first, last) {
            (0, DAY..) => starts,
            _ => starts
                .iter()
                .filter(kept)
                .fold(Slots::EMPTY, |all, one| all.or(Slots::one(one))),
        }
    }

    /// The starts at which `who` can sit `len` slots at `place`: free, and with time to travel from
    /// and to fixed meetings.
    fn fits(&self, who: usize, day: usize, len: u32, place: Option<usize>) -> Slots {
        let starts = self.instance.resources[who].free[day].starts(len);
        let starts = self.rested(who, day, len, starts);
        let Some(busy) = self.fixed.get(&(who, day)) else {
            return starts;
        };
        let breaks = self.instance.resources[who].breaks[day];
        busy.iter().fold(starts, |starts, fixed| {
            let travel = match (place, fixed.place) {
                (Some(here), Some(there)) => self.instance.travel[here][there],
                _ => 0,
            };
            let after_break = |end: u32, start: u32| match has_break_between(breaks, end, start) {
                true => travel + BREAK_SLOTS * SLOT_MINUTES,
                false => travel,
            };
            let clashes = |start: &u32| {
                let (from, to) = (start * SLOT_MINUTES, (start + len) * SLOT_MINUTES);
                from < fixed.to + after_break(fixed.to, from)
                    && fixed.from < to + after_break(to, fixed.from)
            };
            starts
                .iter()
                .filter(clashes)
                .fold(starts, |left, start| left.minus(Slots::one(start)))
        })
    }
}

/// First and last minute of the fixed meetings of colleagues, by day; those of days that are not planned too.
fn worked(instance: &Instance) -> BTreeMap<(usize, NaiveDate), (u32, u32)> {
    let mut worked: BTreeMap<_, (u32, u32)> = BTreeMap::new();
    for meeting in &instance.fixed {
        let from = meeting.start.num_seconds_from_midnight() / 60;
        let to = from + meeting.minutes;
        for (who, _) in &meeting.people {
            let key = (*who, meeting.start.date());
            let known = worked.entry(key).or_insert((from, to));
            *known = (known.0.min(from), known.1.max(to));
        }
    }
    worked.retain(|(who, _), _| instance.resources[*who].kind == ResourceKind::Staff);
    worked
}

/// Splits a party's starts by which of the invited can come at each.
fn by_attendance(party: &Party, members: &[Member], quorum: usize) -> Vec<Party> {
    let mut by_people: BTreeMap<Vec<usize>, Slots> = BTreeMap::new();
    for start in party.starts.iter() {
        let comes = members.iter().filter(|one| one.fits.has(start));
        let people: Vec<usize> = comes.map(|one| one.who).collect();
        if people.len() >= quorum {
            let slots = by_people.entry(people).or_default();
            *slots = slots.or(Slots::one(start));
        }
    }
    by_people
        .into_iter()
        .map(|(coming, starts)| Party {
            absent: members
                .iter()
                .filter(|one| !coming.contains(&one.who))
                .map(|one| one.missed)
                .sum(),
            people: party.people.iter().copied().chain(coming).collect(),
            starts,
        })
        .collect()
}

/// Splits starts into those inside and outside office hours, where the series cares.
fn by_office(
    series: &Series,
    instance: &Instance,
    day: usize,
    starts: Slots,
) -> Vec<(bool, Slots)> {
    let Some(office) = series.office else {
        return vec![(false, starts)];
    };
    let weekend = instance.day(day).weekday().num_days_from_monday() >= 5;
    let inside = if weekend {
        Slots::EMPTY
    } else {
        starts.and(office)
    };
    [(false, inside), (true, starts.minus(inside))]
        .into_iter()
        .filter(|(_, starts)| !starts.is_empty())
        .collect()
}

/// What candidates are made of.
struct Made<'a> {
    index: usize,
    day: usize,
    series: &'a Series,
}

impl Made<'_> {
    /// Splits a party's starts by whether they are outside office hours and whether they are an evening, and by promised
    /// hours.
    fn split(&self, instance: &Instance, len: u32, party: &Party) -> Vec<((bool, bool), Slots)> {
        let mut split = Vec::new();
        for (outside, starts) in by_office(self.series, instance, self.day, party.starts) {
            for (evening, starts) in self.by_evening(instance, len, party, starts) {
                let hours = promise::by_hour(self.series, self.day, starts).into_iter();
                split.extend(hours.map(|starts| ((outside, evening), starts)));
            }
        }
        split
    }

    /// Splits starts into those that end before evening and those that do not, where a family comes and that is a choice.
    fn by_evening(
        &self,
        instance: &Instance,
        len: u32,
        party: &Party,
        starts: Slots,
    ) -> Vec<(bool, Slots)> {
        let is_family = |who: &usize| instance.resources[*who].kind == ResourceKind::Family;
        if !party.people.iter().any(is_family) {
            return vec![(false, starts)];
        }
        let before = starts.and(quality::before_evening(
            instance,
            self.series,
            self.day,
            len,
        ));
        [(false, before), (true, starts.minus(before))]
            .into_iter()
            .filter(|(_, starts)| !starts.is_empty())
            .collect()
    }

    fn candidate(
        &self,
        instance: &Instance,
        len: u32,
        party: Party,
        shorter: i64,
        (outside, evening): (bool, bool),
    ) -> Option<Candidate> {
        let classes = quality::by_points(instance, self.series, self.day, len, party.starts);
        let cheapest = *classes.keys().next()?;
        let evening_costs = if evening {
            instance.weights.evening[0]
        } else {
            0
        };
        let own = quality::of_day(instance, self.series, self.day, shorter, party.absent);
        let starts = classes.into_iter().map(|(points, slots)| SlotClass {
            extra: points - cheapest,
            slots,
        });
        Some(Candidate {
            series: self.index,
            day: self.day,
            people: party.people,
            len,
            place: self.series.place,
            starts: starts.collect(),
            cost: Cost::of(unit::QUALITY, cheapest + own + evening_costs),
            outside,
            evening,
            kept: false,
        })
    }
}
