//! The weekly meetings of a colleague that need standing times, with the hours that would suit them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::Afresh;
use super::busy::Sought;
use super::rhythm::Usual;
use crate::series::{Instance, StandingKey, StandingRow, row_on};
use crate::time::{Slots, monday_of, slot_at};

/// A share of one, in parts.
pub(super) const PART: i64 = 100;

/// A series of so many a week, as long as one colleague has it and as many are asked.
#[derive(Clone)]
pub(super) struct WeeklyMeetings {
    pub key: StandingKey,
    /// The colleague, when there is one who always comes; nobody else.
    pub who: Vec<usize>,
    pub place: Option<usize>,
    /// Slots a week.
    pub count: usize,
    /// What a whole week asks for, where one tells.
    pub asked: Option<usize>,
    /// Length in quarter-hours.
    pub len: u32,
    /// First and last day planned.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The starts that suit, by day.
    pub days: BTreeMap<usize, Slots>,
    /// Whether it can lie on days that do not follow each other.
    pub spread: bool,
    /// Whether it follows others of the same key, and how many.
    pub part: usize,
    /// The usual hours of those who come.
    pub usual: Usual,
    /// After how many weeks these come back.
    pub cycle: usize,
    /// Where it was before, by day.
    pub before: BTreeMap<usize, u32>,
    /// What such an hour is worth, in parts of another.
    pub kept: i64,
}

impl WeeklyMeetings {
    /// Of a series and a colleague, as yet with one day and nothing asked.
    pub fn new(
        key: StandingKey,
        who: Vec<usize>,
        place: Option<usize>,
        len: u32,
        day: NaiveDate,
    ) -> Self {
        Self {
            key,
            who,
            place,
            count: 0,
            asked: None,
            len,
            from: day,
            to: day,
            days: BTreeMap::new(),
            spread: false,
            part: 0,
            usual: Usual::default(),
            cycle: 1,
            before: BTreeMap::new(),
            kept: PART,
        }
    }

    /// What is sought for one of them.
    pub fn sought(&self) -> Sought<'_> {
        Sought {
            people: &self.who,
            len: self.len,
            place: self.place,
        }
    }

    /// Whether so many slots a week are what it asks for.
    pub fn is_enough(&self, slots: usize) -> bool {
        self.count <= slots
            && self
                .asked
                .is_none_or(|asked| slots <= asked.max(self.count))
    }

    /// Remembers the hours of the row in force on its first day.
    pub fn remember(&mut self, instance: &Instance, rows: &[StandingRow], afresh: Afresh) {
        self.kept = match afresh {
            Afresh::Nothing => 3 * PART,
            Afresh::Weekly | Afresh::Everything => PART + PART / 5,
        };
        let Some(row) = row_on(rows, &self.key, self.from) else {
            return;
        };
        let on = |day: &usize| {
            let mut slots = row.slots.iter();
            let slot = slots.find(|slot| slot.is_on(instance.day(*day)))?;
            Some((*day, slot_at(slot.start)))
        };
        self.before = self.days.keys().filter_map(on).collect();
    }

    /// The week of the cycle that a day is in.
    pub fn week_of(&self, instance: &Instance, day: usize) -> usize {
        let weeks = monday_of(instance.day(day)) - monday_of(instance.first);
        (weeks.num_days() / 7) as usize % self.cycle
    }

    /// The same with only the hours that suit in every week of the cycle.
    pub fn each_week(&self, instance: &Instance) -> Self {
        let mut each = self.clone();
        // By weekday and week: what suits on some day, where a day tells at all.
        let mut suits: BTreeMap<(usize, usize), Slots> = BTreeMap::new();
        for (day, starts) in self.days.iter().filter(|(day, _)| self.usual.tells(**day)) {
            let week = (weekday(instance, *day), self.week_of(instance, *day));
            let all = suits.entry(week).or_default();
            *all = all.or(*starts);
        }
        for (day, starts) in &mut each.days {
            let weeks = (0..self.cycle).map(|week| (weekday(instance, *day), week));
            let told = weeks.filter(|week| self.tells(instance, *week));
            let always = told.map(|week| suits.get(&week).copied().unwrap_or_default());
            *starts = always.fold(*starts, Slots::and);
        }
        each
    }

    fn tells(&self, instance: &Instance, week: (usize, usize)) -> bool {
        let mut days = self.usual.days();
        days.any(|day| (weekday(instance, day), self.week_of(instance, day)) == week)
    }

    /// The same with only the days of one week of the cycle, without the weekdays it has already.
    pub fn one_week(&self, instance: &Instance, week: usize, own: &[WeeklySlot]) -> Self {
        let has = |day: usize| {
            own.iter()
                .any(|slot| slot.weekday == weekday(instance, day))
        };
        let mut one = self.clone();
        one.count = self.count.saturating_sub(own.len());
        one.days
            .retain(|day, _| self.week_of(instance, *day) == week && !has(*day));
        one
    }
}

/// A slot that was chosen: each week, or in one week of the cycle.
#[derive(Clone, Copy)]
pub(super) struct WeeklySlot {
    /// Monday 0.
    pub weekday: usize,
    pub start: u32,
    pub week: Option<usize>,
}

/// The weekday of a day, Monday 0.
pub(super) fn weekday(instance: &Instance, day: usize) -> usize {
    instance.day(day).weekday().num_days_from_monday() as usize
}
