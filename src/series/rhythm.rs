//! Rhythms whose first gap counts from a meeting of the same plan: a rhythm, and the days that others are held on, come
//! in; the same rhythm with everything it counts from known goes out.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Anchor, Cadence, Follows, Instance, Requirement};
use crate::rules::Gap;

impl Cadence {
    /// The bounds of a gap between two of its meetings.
    pub fn own_gap(&self) -> Gap {
        Gap {
            min: self.min,
            target: self.target,
            max: self.max,
            limit: self.limit,
            free: self.free,
            grace: self.grace,
        }
    }

    /// The bounds of the gap from what it counts from to its first meeting.
    pub fn first_gap(&self) -> Gap {
        self.first.unwrap_or(self.own_gap())
    }

    /// The bounds of the gap that begins on the day it counts from (or, `after_meeting`, on a meeting of its own) and
    /// ends with it: on the next meeting that stands, or open.
    pub fn last_gap(&self, after_meeting: bool) -> Gap {
        let before = match after_meeting {
            true => self.own_gap(),
            false => self.first_gap(),
        };
        match self.last {
            Some(last) => change(before, last),
            None => before,
        }
    }

    /// The bounds of a gap that begins in another form of the rhythm, with these, and ends on a meeting of this one.
    pub fn gap_after(&self, before: Gap) -> Gap {
        change(before, self.own_gap())
    }

    /// The same, counted from a meeting on this day.
    pub fn counted_from(&self, day: NaiveDate) -> Self {
        Self {
            anchor: day,
            held: true,
            from: self.from.max(day),
            follows: None,
            ..*self
        }
    }

    /// The first day of the whole rhythm: what had to be held before is no part of the plan.
    pub fn begins(&self) -> NaiveDate {
        self.begins.unwrap_or(self.from)
    }

    /// The same as it goes on after another form of the rhythm that was held on these days.
    fn going_on(&self, before: &Self, days: &[NaiveDate]) -> Self {
        let last = days.iter().copied().max();
        let earlier = match last {
            Some(_) => before.own_gap(),
            None => before.first_gap(),
        };
        let left = |most: u32| most.saturating_sub(days.len() as u32);
        Self {
            anchor: last.unwrap_or(before.anchor),
            held: last.is_some() || before.held,
            first: Some(self.gap_after(earlier)),
            begins: Some(before.begins()),
            count_max: before.count_max.map(left),
            follows: None,
            ..*self
        }
    }

    /// The same, when the meeting it counts from is not asked for.
    fn unasked(&self) -> Self {
        Self {
            count_max: Some(0),
            follows: None,
            ..*self
        }
    }
}

/// A gap over a change of rhythm is judged by the form in force on its later day, and exceeds no larger limit.
fn change(before: Gap, own: Gap) -> Gap {
    Gap {
        limit: own.limit.max(before.limit),
        ..own
    }
}

impl Instance {
    /// The instance with everything known that its rhythms count from, when each series is held on these days.
    pub fn as_held(&self, days: impl Fn(usize) -> Vec<NaiveDate>) -> Cow<'_, Self> {
        let follows = |one: &super::Series| matches!(&one.requirement, Requirement::Cadence(rhythm) if rhythm.follows.is_some());
        if !self.series.iter().any(follows) {
            return Cow::Borrowed(self);
        }
        let mut held = self.clone();
        let mut dates: Vec<Option<NaiveDate>> = Vec::with_capacity(self.series.len());
        for (at, series) in self.series.iter().enumerate() {
            let mut date = None;
            match &series.requirement {
                Requirement::Milestone(milestone) => {
                    let anchor = match milestone.anchor {
                        Anchor::Day(day) => Some(day),
                        Anchor::Series(index) => dates.get(index).copied().flatten(),
                    };
                    let window = anchor.map(|anchor| self.window(milestone, anchor));
                    let window = window.filter(|window| self.belongs(window));
                    let own = || days(at).first().copied();
                    date = window.map(|window| own().unwrap_or(window.due));
                }
                Requirement::Cadence(rhythm) => {
                    let known = match rhythm.follows {
                        None => *rhythm,
                        Some(Follows::Meeting(index)) => {
                            match dates.get(index).copied().flatten() {
                                Some(day) => rhythm.counted_from(day),
                                None => rhythm.unasked(),
                            }
                        }
                        Some(Follows::Part(index)) => match held.rhythm(index) {
                            Some(before) => rhythm.going_on(before, &days(index)),
                            None => *rhythm,
                        },
                    };
                    held.series[at].requirement = Requirement::Cadence(known);
                }
                Requirement::Weekly(_) => {}
            }
            dates.push(date);
        }
        Cow::Owned(held)
    }

    /// The rhythm of a series.
    pub fn rhythm(&self, series: usize) -> Option<&Cadence> {
        match &self.series.get(series)?.requirement {
            Requirement::Cadence(rhythm) => Some(rhythm),
            Requirement::Milestone(_) | Requirement::Weekly(_) => None,
        }
    }
}
