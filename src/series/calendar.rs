//! Which days are worked, which are free by name, and which are better avoided. An employer's
//! profile and the region's school holidays come in; where no holidays are known is noted.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::Note;
use super::world::Draft;
use crate::rules::{Mode, NamedDay, Rule, Text};
use crate::team::Team;
use crate::time::{Term, Workdays};

/// The days of a team.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    /// Holidays nobody works, by day.
    pub free: BTreeMap<NaiveDate, Text>,
    /// Days worked but avoided.
    avoid: BTreeMap<NaiveDate, Text>,
    /// School holidays: first day, last day.
    school: Vec<(NaiveDate, NaiveDate)>,
    /// Working days of the employer.
    pub workdays: Workdays,
}

impl Calendar {
    /// The calendar that `team` needs to plan up to `to`, with the past of its cases and enough of
    /// the future for their due dates.
    pub fn new(team: &Team, from: NaiveDate, to: NaiveDate) -> Self {
        let starts = team.cases.iter().map(|case| case.start);
        let first = starts.fold(from, NaiveDate::min).year() - 1;
        let years = first..=to.year() + 3;
        let days = |days: &[NamedDay]| -> BTreeMap<NaiveDate, Text> {
            let each = years
                .clone()
                .flat_map(|year| days.iter().map(move |day| (day, year)));
            each.filter_map(|(day, year)| Some((day.on.on(year)?, day.title.clone())))
                .collect()
        };
        let free = days(&team.employer.free);
        Self {
            workdays: Workdays::new(free.keys().copied()),
            free,
            avoid: days(&team.employer.avoid),
            school: team
                .school_holidays
                .iter()
                .map(|(first, last, _)| (*first, *last))
                .collect(),
        }
    }

    /// Whether a meeting is better not held on `day`; school holidays count only where a rule
    /// says so.
    pub fn avoided(&self, day: NaiveDate, school_holidays: bool) -> bool {
        self.avoid.contains_key(&day) || (school_holidays && self.is_school_holiday(day))
    }

    /// Whether the schools of the region are closed on `day`.
    pub fn is_school_holiday(&self, day: NaiveDate) -> bool {
        let within = |(first, last): &(NaiveDate, NaiveDate)| *first <= day && day <= *last;
        self.school.iter().any(within)
    }
}

/// Notes that the school holidays rules ask for are not known for all of the planned days.
pub(super) fn note(team: &Team, plan: Term, draft: &mut Draft) {
    let asks = |rule: &Rule| rule.when.avoid_school_holidays || rule.when.no_school_holidays;
    let rules = team.programmes.iter().flat_map(|one| &one.rules);
    let asked = rules
        .into_iter()
        .any(|rule| rule.mode == Mode::Plan && asks(rule));
    let last = team.school_holidays.iter().map(|(_, last, _)| *last).max();
    if let Some(last) = last.filter(|last| asked && *last < plan.to) {
        let region = team.region.clone();
        draft
            .instance
            .notes
            .push(Note::SchoolHolidaysUnknown { region, last });
    }
}
