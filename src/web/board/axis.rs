//! The days of a chart from left to right: a term comes in; weeks, and how far a day lies from the left
//! edge, go out.

use chrono::{Datelike, Days, NaiveDate};

use crate::time::{Term, monday_of};

/// Units a day is wide.
pub const DAY: i64 = 10;

/// Whole weeks around a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// A Monday.
    pub from: NaiveDate,
    /// A Sunday.
    pub to: NaiveDate,
}

impl Axis {
    /// The whole weeks that hold a term.
    pub fn of(term: Term) -> Self {
        let last = monday_of(term.to);
        Self {
            from: monday_of(term.from),
            to: last.checked_add_days(Days::new(6)).unwrap_or(term.to),
        }
    }

    /// How wide it is.
    pub fn width(self) -> i64 {
        ((self.to - self.from).num_days() + 1) * DAY
    }

    /// Where a day begins; outside the axis, its nearer edge.
    pub fn x(self, day: NaiveDate) -> i64 {
        ((day - self.from).num_days() * DAY).clamp(0, self.width())
    }

    /// The middle of a day, when it is on the axis.
    pub fn middle(self, day: NaiveDate) -> Option<i64> {
        self.has(day).then(|| self.x(day) + DAY / 2)
    }

    /// Whether a day is on it.
    pub fn has(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether any of these days is on it.
    pub fn meets(self, days: Term) -> bool {
        days.from <= self.to && self.from <= days.to
    }

    /// Its Mondays.
    pub fn mondays(self) -> impl Iterator<Item = NaiveDate> {
        self.from
            .iter_days()
            .step_by(7)
            .take_while(move |day| *day <= self.to)
    }
}

/// The name of a term in an address: `2027Q1`, else `2027-01-01..2027-02-14`.
pub fn name(term: Term) -> String {
    match Term::quarter_of(term.from) {
        Some(quarter) if quarter == term => {
            format!("{}Q{}", term.from.year(), term.from.month0() / 3 + 1)
        }
        _ => format!("{}..{}", term.from, term.to),
    }
}

/// The name of a day's ISO week in an address: `2027-W05`.
pub fn week_name(day: NaiveDate) -> String {
    let week = day.iso_week();
    format!("{}-W{:02}", week.year(), week.week())
}
