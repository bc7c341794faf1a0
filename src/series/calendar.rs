//! Which days are worked, which are free by name, and which are better avoided. An employer's
//! profile and the region's school holidays come in.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::rules::Text;
use crate::team::Team;
use crate::time::Workdays;
use crate::time::holidays::Holiday;

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
        let days = |holidays: &[Holiday]| -> BTreeMap<NaiveDate, Text> {
            years
                .clone()
                .flat_map(|year| holidays.iter().map(move |day| (*day, year)))
                .filter_map(|(holiday, year)| Some((holiday.on(year)?, title(holiday))))
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
        let in_holidays = |(first, last): &(NaiveDate, NaiveDate)| *first <= day && day <= *last;
        self.avoid.contains_key(&day) || (school_holidays && self.school.iter().any(in_holidays))
    }
}

fn title(holiday: Holiday) -> Text {
    let (nl, en) = holiday.title();
    Text {
        nl: nl.to_owned(),
        en: en.to_owned(),
    }
}
