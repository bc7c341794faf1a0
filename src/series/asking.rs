//! When somebody could be asked to come beside their own hours: a person and a day come in; the slots that
//! keep the employer's longest day and week and shortest rest, protected time, holidays and leave go out.

use chrono::NaiveDate;

use super::Closed;
use super::availability::{Availability, away_all_day, holds, hours, weekday, without};
use crate::team::{Absence, Person};
use crate::time::{Pauses, SLOT_MINUTES, Slots, monday_of};

/// Minutes of a day.
const DAY: u32 = 24 * 60;
/// On so many days of a week something is asked of one person at most: never on two in a row.
const FAVOURS: u32 = 4;

/// A person who may be asked.
pub(super) struct Asking<'a> {
    pub availability: &'a Availability<'a>,
    pub person: &'a Person,
    /// Their absences.
    pub absences: &'a [&'a Absence],
    /// The days on which they are out for weeks.
    pub out: Pauses,
}

impl Asking<'_> {
    /// The slots at which they could be asked to come. On a day away these are the hours that they would
    /// have without that absence: nobody is asked to work more than that.
    pub(super) fn on(&self, day: NaiveDate) -> Slots {
        let person = self.person;
        // Nobody who is ill for weeks is asked whether they can come after all.
        let out = self.out.has(day);
        if out || !person.in_team(day) || self.availability.holiday(person, day).is_some() {
            return Slots::EMPTY;
        }
        let protected = person
            .protected
            .iter()
            .filter(|pattern| holds(pattern, day));
        let open = protected.fold(self.bounds(day), |open, pattern| {
            open.minus(pattern.week[weekday(day)])
        });
        let own = self.hours(day);
        let away = match away_all_day(self.absences, day) {
            Some(_) => true,
            None => matches!(without(own, self.absences, day), Err(Closed::Away(_))),
        };
        if away {
            return open.and(own);
        }
        without(open.and(self.of_week(day)), self.absences, day).unwrap_or_default()
    }

    /// What the employer's longest week leaves: so much beside the hours of the day itself (from the office's
    /// first hour where there are none) that as much may be asked on each day of the week something is asked on.
    fn of_week(&self, day: NaiveDate) -> Slots {
        let employer = &self.availability.team.employer;
        if self.person.external {
            return Slots::ALL;
        }
        let week = monday_of(day).iter_days().take(7);
        let own: u32 = week.map(|day| self.hours(day).len() * SLOT_MINUTES).sum();
        let more = employer.week_max.saturating_sub(own) / FAVOURS;
        match more {
            0 => return self.hours(day),
            DAY.. => return Slots::ALL,
            _ => {}
        }
        match ends(self.hours(day)) {
            Some((first, last)) => Slots::within(first.saturating_sub(more), DAY.min(last + more)),
            None => {
                let office = ends(self.availability.team.office[weekday(day)]);
                let from = office.map_or(DAY / 2, |(first, _)| first);
                Slots::within(from, DAY.min(from + more))
            }
        }
    }

    fn hours(&self, day: NaiveDate) -> Slots {
        hours(self.person, &self.availability.team.office, day)
    }

    /// What the employer's longest day and shortest rest leave around the hours of the day itself, of the day
    /// before and of the day after. Of people outside the team the employer says nothing.
    fn bounds(&self, day: NaiveDate) -> Slots {
        if self.person.external {
            return Slots::ALL;
        }
        let employer = &self.availability.team.employer;
        let ends = |day: Option<NaiveDate>| day.and_then(|day| ends(self.hours(day)));
        let (mut from, mut to) = (0, DAY);
        if let Some((first, last)) = ends(Some(day)) {
            from = last.saturating_sub(employer.day_max).min(first);
            to = DAY.min(first + employer.day_max).max(last);
        }
        if let Some((_, last)) = ends(day.pred_opt()) {
            from = from.max((last + employer.rest_min).saturating_sub(DAY));
        }
        if let Some((first, _)) = ends(day.succ_opt()) {
            to = to.min((first + DAY).saturating_sub(employer.rest_min));
        }
        Slots::within(from, to)
    }
}

/// First and last minute of a day's hours.
fn ends(day: Slots) -> Option<(u32, u32)> {
    let first = day.iter().next()?;
    let last = day.iter().last()?;
    Some((first * SLOT_MINUTES, (last + 1) * SLOT_MINUTES))
}
