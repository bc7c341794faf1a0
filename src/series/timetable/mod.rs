//! Can a meeting be held then? An instance in which everything that stands is fixed, and a meeting with a time, come in;
//! every obstacle goes out, as data. Whoever moves, pins, adds, chooses, proposes or explains asks here, and so do the
//! notes of a plan about meetings that stand.

mod day;
mod meeting;
mod obstacle;
mod offered;
mod rest;
mod span;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

pub use self::meeting::Meeting;
pub use self::obstacle::{Obstacle, Other, Weight, Who};
pub use self::span::Span;
use super::{Fixed, Instance, OutOfCare, out_of_care};
use crate::team::Team;
use crate::time::SLOT_MINUTES;

/// Everything that stands, by day.
pub struct Timetable<'a> {
    team: &'a Team,
    instance: &'a Instance,
    now: NaiveDateTime,
    fixed: BTreeMap<NaiveDate, Vec<&'a Fixed>>,
    /// Times offered, as if each were held.
    offers: Vec<Fixed>,
}

impl<'a> Timetable<'a> {
    /// The timetable of a team with its records ([`Team::with`]) at a moment.
    pub fn new(team: &'a Team, instance: &'a Instance, now: NaiveDateTime) -> Self {
        let mut fixed: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for one in &instance.fixed {
            fixed.entry(one.start.date()).or_default().push(one);
        }
        let mut timetable = Self {
            team,
            instance,
            now,
            fixed,
            offers: Vec::new(),
        };
        timetable.offers = timetable.offered();
        timetable
    }

    /// Everything that stands in the way of a meeting at a time, the weightiest first.
    pub fn obstacles(&self, meeting: &Meeting, at: NaiveDateTime) -> Vec<Obstacle> {
        let mut found = Vec::new();
        if at < self.now {
            found.push(Obstacle::Past);
        }
        found.extend(self.care(meeting, at.date()));
        self.people(meeting, at, &mut found);
        self.rule(meeting, at, &mut found);
        found.sort_by_key(|one| std::cmp::Reverse(one.weight()));
        found
    }

    fn care(&self, meeting: &Meeting, day: NaiveDate) -> Option<Obstacle> {
        let code = meeting.case.as_ref()?;
        let rule = self.team.rule(&meeting.rule)?;
        let programme = self.team.programme(meeting.rule.programme())?;
        let case = self.team.case(code, &programme.id)?;
        let code = code.clone();
        Some(
            match out_of_care(programme, rule, case, day, meeting.due)? {
                OutOfCare::NotBegun(first) => Obstacle::NotBegun(code, first),
                OutOfCare::Paused => Obstacle::Paused(code),
                OutOfCare::Ended(last) => Obstacle::Ended(code, last),
            },
        )
    }

    /// The meetings that stand on a day, the one asked about not among them.
    fn others(&self, meeting: &Meeting, day: Option<NaiveDate>) -> impl Iterator<Item = &'a Fixed> {
        let all = day.and_then(|day| self.fixed.get(&day));
        let others = all.into_iter().flatten().copied();
        others.filter(|one| !self.is_itself(meeting, one))
    }

    /// Whether a meeting that stands is the one asked about. What no rule asks for has no number among those that stand:
    /// it is known by its hour.
    fn is_itself(&self, meeting: &Meeting, one: &Fixed) -> bool {
        if let Some(own) = meeting.fixed.and_then(|at| self.instance.fixed.get(at)) {
            return std::ptr::eq(own, one);
        }
        match (&meeting.id, &one.id) {
            (Some(own), Some(other)) => own == other,
            (Some(_), None) => {
                let outside = one.rule.is_none() && self.team.rule(&meeting.rule).is_none();
                outside && Some(one.start) == meeting.stands
            }
            (None, _) => false,
        }
    }
}

/// The moment a slot of a day begins.
pub fn at(day: NaiveDate, slot: u32) -> NaiveDateTime {
    let minutes = i64::from(slot * SLOT_MINUTES);
    NaiveDateTime::from(day) + chrono::Duration::minutes(minutes)
}
