//! What is chosen so far of an instance's standing times: groups, pairs and weekly meetings come in; which of them keep the
//! row in force, and the rows of those that are chosen anew, go out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::busy::{Busy, Sought};
use super::demand::Pair;
use super::meetings::{WeeklyMeetings, WeeklySlot};
use super::{Afresh, add, take_group, take_pair, take_weekly, weekly, weekly_row};
use crate::series::{
    ChosenBy, Instance, Series, StandingKey, StandingRow, end, most_in_a_week, row_on,
};
use crate::time::{SLOT_MINUTES, Slots, Term, slot_at};

/// What is chosen so far.
pub(super) struct Choice<'a> {
    pub instance: &'a Instance,
    pub rows: Vec<StandingRow>,
    /// What that takes of people's days.
    pub busy: Busy,
    /// Whose the weekly meetings are that were chosen last.
    pub whose: BTreeMap<StandingKey, Vec<usize>>,
    pub afresh: Afresh,
}

impl Choice<'_> {
    /// The row in force on a day that stays: a person's in any case, the planner's if it has hours, nobody's are irregular
    /// and it is not chosen afresh.
    fn row(
        &self,
        key: &StandingKey,
        day: NaiveDate,
        people: &[usize],
        afresh: bool,
    ) -> Option<StandingRow> {
        let regular = people
            .iter()
            .all(|who| !self.instance.resources[*who].irregular);
        let stays = |row: &&StandingRow| {
            let may = !row.slots.is_empty() && regular && (!afresh || row.agreed);
            row.by != ChosenBy::Planner || may
        };
        row_on(&self.rows, key, day).filter(stays).cloned()
    }

    /// Whether somebody has irregular hours; then nothing that the planner chose is in force from a day on.
    pub fn is_irregular(&mut self, key: &StandingKey, people: &[usize], from: NaiveDate) -> bool {
        let irregular = people
            .iter()
            .any(|who| self.instance.resources[*who].irregular);
        let planner = |row: &StandingRow| row.by == ChosenBy::Planner;
        if irregular && row_on(&self.rows, key, from).is_some_and(planner) {
            end(&mut self.rows, key, from);
        }
        irregular
    }

    pub fn keeps_group(&mut self, series: &Series) -> bool {
        let key = StandingKey::Series(series.id.clone());
        let all = self.afresh == Afresh::Everything;
        let row = self.row(&key, self.instance.first, &[], all);
        row.inspect(|row| take_group(self.instance, &mut self.busy, row, series))
            .is_some()
    }

    pub fn keeps_pair(&mut self, pair: &Pair) -> bool {
        let long = |row: &StandingRow| {
            let all: u32 = row.slots.iter().map(|slot| slot.minutes).sum();
            all / SLOT_MINUTES >= pair.blocks * pair.len
        };
        let all = self.afresh == Afresh::Everything;
        let row = self.row(&pair.key, self.instance.first, &pair.people, all);
        let span = self.instance.term;
        // On half at least of the days on which both have time at all.
        let fits =
            |row: &StandingRow| self.fits(row, &pair.days, |all, good| all > 0 && 2 * good >= all);
        row.filter(|row| self.suits(row, &pair.sought(), span, long(row) && fits(row)))
            .inspect(|row| take_pair(self.instance, &mut self.busy, row, pair))
            .is_some()
    }

    /// Of a part that follows on one that is chosen now, only what a person chose.
    pub fn keeps_weekly(&mut self, one: &WeeklyMeetings, follows: bool) -> bool {
        let enough = |row: &StandingRow| one.is_enough(most_in_a_week(row.from, &row.slots));
        let afresh = self.afresh >= Afresh::Weekly;
        let row = self.row(&one.key, one.from, &one.who, afresh);
        // On most of the days on which nobody is away: those on which a colleague does not work count, too.
        let starts = |day: usize| one.days.get(&day).copied().unwrap_or_default();
        let days = one.usual.days().map(|day| (day, starts(day))).collect();
        let fits =
            |row: &StandingRow| self.fits(row, &days, |all, good| all == 0 || 2 * good > all);
        let span = Term {
            from: one.from,
            to: one.to,
        };
        row.filter(|row| !follows || row.by != ChosenBy::Planner)
            .filter(|row| self.suits(row, &one.sought(), span, enough(row) && fits(row)))
            .inspect(|row| {
                take_weekly(self.instance, &mut self.busy, row, one);
                self.whose.insert(one.key.clone(), one.who.clone());
            })
            .is_some()
    }

    /// Whether a row may stay: a person's in any case; the planner's if it is `good`, and while it is theirs no slot is
    /// somebody's own hour already.
    fn suits(&self, row: &StandingRow, sought: &Sought, span: Term, good: bool) -> bool {
        row.by != ChosenBy::Planner || (good && self.is_free(row, sought, span))
    }

    /// On how many of some days each slot falls, and on how many of these it fits: whether all are as they should be.
    fn fits(
        &self,
        row: &StandingRow,
        days: &BTreeMap<usize, Slots>,
        is_well: impl Fn(usize, usize) -> bool,
    ) -> bool {
        row.slots.iter().all(|slot| {
            let on = days.iter();
            let on = on.filter(|(day, _)| slot.is_on(self.instance.day(**day)));
            let (all, good) = on.fold((0, 0), |(all, good), (_, starts)| {
                (all + 1, good + usize::from(starts.has(slot_at(slot.start))))
            });
            is_well(all, good)
        })
    }

    fn is_free(&self, row: &StandingRow, sought: &Sought, span: Term) -> bool {
        (0..self.instance.day_count()).all(|day| {
            let date = self.instance.day(day);
            let slot = row.on(date).filter(|_| span.has(date));
            slot.is_none_or(|slot| {
                let sought = Sought {
                    len: slot.minutes.div_ceil(SLOT_MINUTES),
                    ..*sought
                };
                let start = Slots::one(slot_at(slot.start));
                self.busy
                    .barred(self.instance, &sought, day, start)
                    .is_empty()
            })
        })
    }

    /// Chooses what is weekly, colleague by colleague and part by part; what that saves, and at most would.
    pub fn add_weekly(&mut self, open: &[&WeeklyMeetings]) -> (i64, i64) {
        let mut rounds: BTreeMap<(usize, &[usize]), Vec<WeeklyMeetings>> = BTreeMap::new();
        for one in open {
            let round = rounds.entry((one.part, &one.who)).or_default();
            round.push((*one).clone());
        }
        let (mut value, mut bound) = (0, 0);
        for mut own in rounds.into_values() {
            own.retain(|one| !self.is_irregular(&one.key, &one.who, one.from));
            for one in &mut own {
                one.remember(self.instance, &self.rows, self.afresh);
            }
            let chosen = weekly::in_cycles(self.instance, &own, &self.busy);
            (value, bound) = (value + chosen.value, bound + chosen.bound);
            for (number, slots) in chosen.slots {
                self.add_row(&own[number], &slots);
            }
        }
        (value, bound)
    }

    /// Puts what was chosen in force, unless the same colleague goes on at the same hours.
    fn add_row(&mut self, one: &WeeklyMeetings, slots: &[WeeklySlot]) {
        let row = weekly_row(self.instance, one, slots);
        take_weekly(self.instance, &mut self.busy, &row, one);
        let before = self.whose.insert(one.key.clone(), one.who.clone());
        let known = row_on(&self.rows, &one.key, one.from);
        let goes_on = before.as_ref() == Some(&one.who)
            && known.is_some_and(|known| {
                let same = |day: usize| {
                    let date = self.instance.day(day);
                    known.on(date).map(|slot| slot.start) == row.on(date).map(|slot| slot.start)
                };
                one.days.keys().all(|day| same(*day))
            });
        if !goes_on {
            add(&mut self.rows, row);
        }
    }
}
