//! Days on which a clock stands still: pauses and a day counted come in, the day it becomes goes
//! out.

use chrono::{Days, NaiveDate};

use super::Term;

/// Stretches of days on which a family's clock stands still, apart and in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pauses(Vec<Term>);

impl Pauses {
    /// No pause.
    pub const NONE: Self = Self(Vec::new());

    /// Adds the days from `from` to `to`, both inclusive. Overlapping stretches become one.
    pub fn add(&mut self, from: NaiveDate, to: NaiveDate) {
        let mut joined = Term { from, to };
        if from > to {
            return;
        }
        self.0.retain(|old| {
            let touches = old.from <= joined.to && joined.from <= old.to;
            if touches {
                joined.from = joined.from.min(old.from);
                joined.to = joined.to.max(old.to);
            }
            !touches
        });
        self.0.push(joined);
        self.0.sort_by_key(|stretch| stretch.from);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The stretches, in order.
    pub fn iter(&self) -> impl Iterator<Item = Term> {
        self.0.iter().copied()
    }

    /// Whether the clock stands still on `day`.
    pub fn has(&self, day: NaiveDate) -> bool {
        self.0.iter().any(|stretch| stretch.has(day))
    }

    /// The parts of `days` on which the clock runs, in order.
    pub fn cut(&self, days: Term) -> Vec<Term> {
        let mut parts = Vec::new();
        let mut from = days.from;
        for stretch in self.0.iter().filter(|stretch| stretch.to >= days.from) {
            if stretch.from > days.to {
                break;
            }
            if let Some(to) = stretch.from.pred_opt().filter(|to| from <= *to) {
                parts.push(Term { from, to });
            }
            from = stretch.to.succ_opt().unwrap_or(stretch.to);
        }
        if from <= days.to {
            parts.push(Term { from, to: days.to });
        }
        parts
    }

    /// How many days after `from` and before `to` the clock stood still.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let within = |stretch: &Term| {
            let first = from.succ_opt().unwrap_or(from).max(stretch.from);
            let last = to.pred_opt().unwrap_or(to).min(stretch.to);
            u32::try_from((last - first).num_days() + 1).unwrap_or(0)
        };
        self.0.iter().map(within).sum()
    }

    /// The day that `day`, counted from `anchor`, becomes: each paused day after the anchor and
    /// before it puts it off by one. A day not after its anchor stays.
    pub fn put_off(&self, anchor: NaiveDate, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        for stretch in &self.0 {
            let from = stretch.from.max(anchor);
            if anchor < day && from <= stretch.to && from <= day {
                let days = (stretch.to - from).num_days() + 1;
                day = day
                    .checked_add_days(Days::new(days.unsigned_abs()))
                    .unwrap_or(NaiveDate::MAX);
            }
        }
        day
    }
}
