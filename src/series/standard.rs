//! What standing times mean for the days planned: rows come in; for each series, by day, the hour it should keep to goes
//! out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Cast, Instance, Series, StandingKey, StandingRow, newest};
use crate::time::{SLOT_MINUTES, slot_at};

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
            Keeps::Block => self.pair_key(series.cast_on(self.day(day))?),
        }
    }

    fn pair_key(&self, cast: &Cast) -> Option<StandingKey> {
        let mut ids = self.colleagues(cast).map(|who| &self.resources[who].id);
        Some(StandingKey::pair(ids.next()?, ids.next()?))
    }

    /// Plans by these standing times.
    pub fn stand(&mut self, rows: Vec<StandingRow>) {
        let mut by_key: BTreeMap<&StandingKey, Vec<&StandingRow>> = BTreeMap::new();
        for row in &rows {
            by_key.entry(&row.key).or_default().push(row);
        }
        let standards: Vec<Option<Standard>> = (self.series.iter())
            .map(|series| self.standard(series, &by_key))
            .collect();
        for (series, standard) in self.series.iter_mut().zip(standards) {
            series.standing = standard;
        }
        self.standing = rows;
    }

    fn standard(
        &self,
        series: &Series,
        rows: &BTreeMap<&StandingKey, Vec<&StandingRow>>,
    ) -> Option<Standard> {
        let keeps = series.standing.as_ref()?.keeps;
        let rows_of = |key: &StandingKey| rows.get(key).map_or(&[][..], Vec::as_slice);
        let own = rows_of(&StandingKey::Series(series.id.clone()));
        let pairs: Vec<&[&StandingRow]> = (series.casts.iter())
            .map(|cast| self.pair_key(cast).map_or(&[][..], |key| rows_of(&key)))
            .collect();
        let on = |day: NaiveDate| {
            let held = |cast: &Cast| cast.from <= day && day <= cast.to;
            let rows = match keeps {
                Keeps::EveryWeek | Keeps::Group => own,
                Keeps::Block => pairs[series.casts.iter().position(held)?],
            };
            let row = newest(rows.iter().copied(), day).filter(|row| !row.slots.is_empty())?;
            Some(row.on(day).map(|slot| Usual {
                start: slot_at(slot.start),
                len: slot.minutes.div_ceil(SLOT_MINUTES),
            }))
        };
        let days = (0..self.day_count()).map(|day| on(self.day(day)));
        Some(Standard {
            keeps,
            days: days.collect(),
        })
    }
}
