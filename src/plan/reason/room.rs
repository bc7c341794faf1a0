//! Whether a meeting fits somewhere in its days by plain arithmetic, and whether it would if one
//! thing or another did not stand in its way.

use std::collections::BTreeSet;

use super::calendar::Calendar;
use super::seen::{Block, Day, Seen, people, start_on};
use crate::plan::Window;
use crate::series::{Cast, Closed, Instance, Requirement, ResourceKind, Series};
use crate::time::{SLOT_MINUTES, Slots};

/// Why a day of the window is no candidate at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shut {
    /// Nobody is assigned on it.
    NoCast,
    /// The rule allows nothing on it.
    Rule,
    /// A holiday or closure of somebody who must come.
    Holiday(crate::rules::Text),
    /// Its last hour for the meeting has passed.
    Over,
    /// None of the several colleagues who must come works on it, or the only one does not and it is
    /// no working day anyway.
    NobodyWorks,
}

/// A place for the meeting: day and first slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub day: usize,
    pub start: u32,
}

/// The days a meeting may be held on, and what stands in its way on them.
pub(super) struct Room<'a> {
    pub calendar: &'a Calendar<'a>,
    pub series: &'a Series,
    /// Its index.
    pub index: usize,
    /// Days that can be thought of, by index.
    pub days: Vec<usize>,
    /// The same days with who can come when.
    pub open: Vec<Day<'a>>,
    /// The other days of the window, with the cause.
    pub shut: Vec<(usize, Shut)>,
    /// Days too near to another meeting of the series.
    pub spaced: BTreeSet<usize>,
    /// Its shortest length in slots.
    pub len: u32,
}

impl<'a> Room<'a> {
    pub(super) fn new(calendar: &'a Calendar<'a>, index: usize, window: Window) -> Self {
        let instance = calendar.instance;
        let series = &instance.series[index];
        let mut room = Self {
            calendar,
            series,
            index,
            days: Vec::new(),
            open: Vec::new(),
            shut: Vec::new(),
            spaced: spaced(calendar, index, window),
            len: (series.minutes.0 / SLOT_MINUTES).max(1),
        };
        let (first, last) = planned(instance, window);
        let within = first.iter_days().take_while(|day| *day <= last);
        for day in within.filter_map(|day| instance.index(day)) {
            match room.shut_on(day) {
                Some(shut) => room.shut.push((day, shut)),
                None => {
                    room.days.push(day);
                    room.open.extend(room.open_on(day));
                }
            }
        }
        room
    }

    pub(super) fn instance(&self) -> &'a Instance {
        self.calendar.instance
    }

    /// The cast of a day.
    pub(super) fn cast(&self, day: usize) -> Option<&'a Cast> {
        self.series.cast_on(self.instance().day(day))
    }

    fn shut_on(&self, day: usize) -> Option<Shut> {
        let Some(cast) = self.cast(day) else {
            return Some(Shut::NoCast);
        };
        let allowed = self.series.allowed.get(day).copied().unwrap_or_default();
        if allowed.is_empty() {
            return Some(Shut::Rule);
        }
        let starts = allowed.starts(self.len);
        if !starts.is_empty() && starts.and(self.ahead(day)).is_empty() {
            return Some(Shut::Over);
        }
        let closed = |who: usize| self.instance().resources[who].closed.get(&day);
        let holiday = |who: &usize| match closed(*who) {
            Some(Closed::Holiday(name)) => Some(Shut::Holiday(name.clone())),
            _ => None,
        };
        let seats = cast.seats.iter();
        if let Some(shut) = seats
            .filter(|seat| seat.any_of.iter().all(|who| closed(*who).is_some()))
            .find_map(|seat| seat.any_of.iter().find_map(holiday))
        {
            return Some(shut);
        }
        let people = people(cast);
        let nobody = people.iter().all(|who| closed(*who).is_some());
        if let Some(shut) = people.iter().find_map(holiday).filter(|_| nobody) {
            return Some(shut);
        }
        let mut staff = people
            .iter()
            .filter(|who| self.instance().resources[**who].kind == ResourceKind::Staff);
        let several = staff.clone().count() > 1;
        let worked = self
            .instance()
            .workdays
            .is_workday(self.instance().day(day));
        let off = |who: &usize| match closed(*who) {
            Some(Closed::NoHours) => true,
            Some(Closed::Away(_)) => !worked,
            _ => false,
        };
        ((several || !worked) && staff.all(off)).then_some(Shut::NobodyWorks)
    }

    /// The starts of a day that have not passed.
    fn ahead(&self, day: usize) -> Slots {
        self.instance().starts_from(self.instance().now, day)
    }

    /// The starts of a day that somebody learns of in time, or knows of already.
    fn told(&self, who: usize, day: usize) -> Slots {
        let promises = self.series.promises.iter();
        let known = promises.filter(|promise| promise.day == day);
        known.fold(
            self.instance().starts_from(self.earliest(who), day),
            |told, promise| told.or(Slots::one(promise.start)),
        )
    }

    /// Everything that could stand in the way, in the order in which it is given up.
    pub(super) fn blocks(&self) -> BTreeSet<Block> {
        let mut blocks = BTreeSet::from([Block::Spacing, Block::Times]);
        for seen in self.open.iter().flat_map(|day| &day.people) {
            blocks.extend([
                Block::Meetings(seen.who),
                Block::Maximum(seen.who),
                seen.presence,
            ]);
            if seen.told != Slots::ALL {
                blocks.insert(Block::Notice(seen.who));
            }
        }
        blocks
    }

    /// What decides whether somebody can be there on a day at all.
    fn presence(&self, who: usize, day: usize) -> Block {
        match self.instance().resources[who].closed.get(&day) {
            Some(Closed::Away(_)) => Block::Away(who),
            Some(Closed::NotInTeam) => Block::NotInTeam(who),
            None | Some(Closed::NoHours | Closed::Holiday(_)) => Block::Hours(who),
        }
    }

    /// The first spot at which the meeting fits when `without` does not stand in its way.
    pub(super) fn fits(&self, without: &BTreeSet<Block>) -> Option<Spot> {
        let free =
            |day: &&Day| without.contains(&Block::Spacing) || !self.spaced.contains(&day.day);
        self.open.iter().filter(free).find_map(|day| {
            Some(Spot {
                day: day.day,
                start: start_on(day, without)?,
            })
        })
    }

    /// The days on which it would fit if nobody had any other meeting.
    pub(super) fn days_without_meetings(&self) -> Vec<usize> {
        let meetings = |block: &Block| matches!(block, Block::Meetings(_));
        let without = self.blocks().into_iter().filter(meetings).collect();
        let fits = |day: &&Day| start_on(day, &without).is_some();
        self.open.iter().filter(fits).map(|day| day.day).collect()
    }

    /// How many of the invited must come, when people are invited.
    pub(super) fn quorum(&self) -> Option<usize> {
        let invited = |day: &usize| Some(self.cast(*day)?.invited.as_ref()?.quorum);
        self.days
            .iter()
            .find_map(invited)
            .filter(|quorum| *quorum > 0)
    }

    /// The most slots on end that anybody of a kind has; of the kinds that must come, the one with the least.
    pub(super) fn longest(&self) -> Option<u32> {
        let comes = |kind: ResourceKind, day: &usize| {
            let of_kind = |who: &usize| self.instance().resources[*who].kind == kind;
            self.cast(*day)
                .is_some_and(|cast| people(cast).iter().any(of_kind))
        };
        let longest = |kind| {
            let days = self.days.iter().filter(|day| comes(kind, day));
            let runs = days.flat_map(|day| self.calendar.hours(kind, *day).runs());
            runs.map(|(_, length)| length).max()
        };
        let kinds = [
            ResourceKind::Family,
            ResourceKind::Staff,
            ResourceKind::External,
        ];
        kinds.into_iter().filter_map(longest).min()
    }

    /// A day with who can come when.
    fn open_on(&self, day: usize) -> Option<Day<'a>> {
        let cast = self.cast(day)?;
        let allowed = self.series.allowed.get(day).copied().unwrap_or_default();
        let ahead = self.ahead(day);
        let starts = allowed.starts(self.len).and(ahead);
        let hours = self.calendar.hours(ResourceKind::Family, day);
        Some(Day {
            day,
            cast,
            people: people(cast)
                .into_iter()
                .map(|who| self.seen_on(who, day))
                .collect(),
            ruled: match self.series.fixed_start {
                Some(start) => starts.and(Slots::one(start)),
                None => starts,
            },
            wide: allowed.or(hours).starts(self.len).and(ahead),
        })
    }

    fn seen_on(&self, who: usize, day: usize) -> Seen {
        let resource = &self.instance().resources[who];
        let on = |slots: &[Slots]| slots.get(day).copied().unwrap_or_default();
        let (free, asked) = (on(&resource.free), on(&resource.askable));
        let somebodys = self.calendar.hours(resource.kind, day);
        let presence = self.presence(who, day);
        let asked = match presence {
            Block::Away(_) => asked,
            _ => asked.and(somebodys),
        };
        let hours = free.starts(self.len);
        let meetings = self.calendar.of(who, day);
        let mut seen = Seen {
            who,
            hours,
            wide: somebodys.starts(self.len),
            asked: free.or(asked).starts(self.len).minus(hours),
            planned: Slots::EMPTY,
            fixed: Vec::new(),
            told: self.told(who, day),
            full: resource
                .max_per_day
                .is_some_and(|most| meetings.len() >= most as usize),
            presence,
        };
        for busy in meetings {
            let starts = self
                .calendar
                .against((who, day), busy.time, self.len, self.series.place);
            match busy.fixed {
                Some(fixed) => seen.fixed.push((fixed, starts)),
                None => seen.planned = seen.planned.or(starts),
            }
        }
        seen.fixed
            .extend(self.instance().unrested(who, day, self.len));
        seen
    }
}

/// The part of a window that is planned now.
pub(super) fn planned(
    instance: &Instance,
    window: Window,
) -> (chrono::NaiveDate, chrono::NaiveDate) {
    (
        window.from.max(instance.first),
        window.to.min(instance.term.to),
    )
}

/// The days of the window on which the series' other meetings do not allow another.
fn spaced(calendar: &Calendar, index: usize, window: Window) -> BTreeSet<usize> {
    let instance = calendar.instance;
    let held = calendar.days(index);
    let (first, last) = planned(instance, window);
    let days = first
        .iter_days()
        .take_while(|day| *day <= last)
        .filter_map(|day| instance.index(day));
    match &instance.series[index].requirement {
        Requirement::Milestone(_) => BTreeSet::new(),
        Requirement::Weekly(_) => days.filter(|day| held.contains(day)).collect(),
        Requirement::Cadence(cadence) => {
            let enough = |most: u32| held.len() >= most as usize;
            let full = cadence.count_max.is_some_and(enough);
            let near = |day: usize| {
                let min = cadence.min as usize;
                let after_anchor = (instance.day(day) - cadence.anchor).num_days();
                held.iter().any(|other| other.abs_diff(day) < min)
                    || (cadence.held && after_anchor < i64::from(cadence.first_gap().min))
                    || instance.day(day) > cadence.last()
            };
            days.filter(|day| full || near(*day)).collect()
        }
    }
}
