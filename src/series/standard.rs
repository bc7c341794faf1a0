//! What standing times mean for the days planned: rows come in; for each series, by day, the hour it should keep to goes
//! out.

use chrono::Timelike;

use super::{Instance, ResourceKind, Series, StandingKey, StandingRow, row_on};
use crate::time::SLOT_MINUTES;

/// How a series keeps its standing times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Each meeting at the slot of its day: so many a week.
    EveryWeek,
    /// Somewhere in the block of its pair.
    Block,
    /// At the slot of its day or nowhere.
    Group,
}

/// The hour of a day that a series should keep to, in slots of a quarter-hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    /// First slot.
    pub start: u32,
    /// How many.
    pub len: u32,
}

/// The standing times of a series on the days planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// How it keeps them.
    pub keeps: Keeps,
    /// By day index: `None` where no row with slots is in force, else the slot of the day, if it has one.
    pub days: Vec<Option<Option<Usual>>>,
}

impl Instance {
    /// Whose standing times count for a series on a day: its own, or those of its pair.
    pub fn standing_key(&self, series: &Series, day: usize) -> Option<StandingKey> {
        match series.standing.as_ref()?.keeps {
            Keeps::EveryWeek | Keeps::Group => Some(StandingKey::Series(series.id.clone())),
            Keeps::Block => {
                let date = self.day(day);
                let mut casts = series.casts.iter();
                let cast = casts.find(|cast| cast.from <= date && date <= cast.to)?;
                let sure = cast.seats.iter().filter_map(|seat| match seat.any_of[..] {
                    [only] => self.resources.get(only),
                    _ => None,
                });
                let mut staff = sure.filter(|one| one.kind == ResourceKind::Staff);
                let (one, other) = (staff.next()?, staff.next()?);
                Some(StandingKey::pair(&one.id, &other.id))
            }
        }
    }

    /// Plans by these standing times.
    pub fn stand(&mut self, rows: Vec<StandingRow>) {
        let days = 0..self.day_count();
        let standards: Vec<Option<Standard>> = (self.series.iter())
            .map(|series| {
                let keeps = series.standing.as_ref()?.keeps;
                let on = |day: usize| self.usual(&rows, series, day);
                let days = days.clone().map(on).collect();
                Some(Standard { keeps, days })
            })
            .collect();
        for (series, standard) in self.series.iter_mut().zip(standards) {
            series.standing = standard;
        }
        self.standing = rows;
    }

    fn usual(&self, rows: &[StandingRow], series: &Series, day: usize) -> Option<Option<Usual>> {
        let key = self.standing_key(series, day)?;
        let row = row_on(rows, &key, self.day(day)).filter(|row| !row.slots.is_empty())?;
        Some(row.on(self.day(day)).map(|slot| Usual {
            start: slot.start.num_seconds_from_midnight() / 60 / SLOT_MINUTES,
            len: slot.minutes.div_ceil(SLOT_MINUTES),
        }))
    }
}
