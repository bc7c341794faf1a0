//! What standing times are good for: an instance planned by them comes in; how many weekly meetings it asks for, and how
//! many of these could be at their standing time, go out.

use chrono::NaiveDate;

use super::busy::{Busy, Sought};
use super::{demand, take_group, take_pair};
use crate::series::{Instance, Keeps, Requirement, Series, StandingKey, joint_starts};
use crate::time::SLOT_MINUTES;

/// How many of the weekly meetings asked for could be on their standing times, all else being where its own standing
/// times are.
pub fn attainable(instance: &Instance) -> u32 {
    let mut busy = Busy::default();
    let rows = &instance.standing;
    for series in demand::groups(instance) {
        let key = StandingKey::Series(series.id.clone());
        for row in rows.iter().filter(|row| row.key == key) {
            take_group(instance, &mut busy, row, series);
        }
    }
    for pair in demand::pairs(instance) {
        for row in rows.iter().filter(|row| row.key == pair.key) {
            take_pair(instance, &mut busy, row, &pair);
        }
    }
    let mut can = 0;
    for series in demand::of(instance, Keeps::EveryWeek) {
        let Requirement::Weekly(needs) = &series.requirement else {
            continue;
        };
        for week in &needs.weeks {
            let days = week.from.iter_days().take_while(|day| *day <= week.to);
            let fit = days.filter(|day| on_slot(instance, series, &busy, *day) == Some(true));
            can += (fit.count() as u32).min(week.count);
        }
    }
    can
}

/// How many weekly meetings are asked for.
pub fn asked(instance: &Instance) -> u32 {
    let weekly = demand::of(instance, Keeps::EveryWeek);
    let counts = weekly.map(|series| match &series.requirement {
        Requirement::Weekly(needs) => needs.weeks.iter().map(|week| week.count).sum(),
        _ => 0,
    });
    counts.sum()
}

/// Whether a whole meeting of a weekly series could be at its slot of a day, if it has one.
fn on_slot(instance: &Instance, series: &Series, busy: &Busy, date: NaiveDate) -> Option<bool> {
    let day = instance.index(date)?;
    let slot = (*series.standing.as_ref()?.days.get(day)?)??;
    let who: Vec<usize> = demand::colleague(instance, series, date)
        .into_iter()
        .collect();
    let sought = Sought {
        people: &who,
        len: series.minutes.1 / SLOT_MINUTES,
        place: series.place,
    };
    let starts = joint_starts(instance, series, day, sought.len);
    Some(busy.clear(instance, &sought, day, starts).has(slot.start))
}
