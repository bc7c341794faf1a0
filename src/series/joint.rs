//! When all who take part have time together, by their hours alone: what stands already, or is planned, is not looked
//! at. A series and a day come in; the starts that suit everybody go out.

use super::{Instance, Series, Week};
use crate::time::{SLOT_MINUTES, Slots};

/// The starts of a meeting of `len` quarter-hours on a planned day at which each seat has somebody who is free.
pub fn joint_starts(instance: &Instance, series: &Series, day: usize, len: u32) -> Slots {
    let Some(cast) = series.cast_on(instance.day(day)) else {
        return Slots::EMPTY;
    };
    let allowed = series.allowed.get(day).copied().unwrap_or_default();
    let free = |who: &usize| {
        let resource = instance.resources.get(*who);
        let free = resource.and_then(|resource| resource.free.get(day));
        free.copied().unwrap_or_default().starts(len)
    };
    cast.seats.iter().fold(allowed.starts(len), |open, seat| {
        let any = seat.any_of.iter().map(free);
        open.and(any.fold(Slots::EMPTY, Slots::or))
    })
}

/// Says whether the meetings of a week could lie apart, and whether one could end before evening.
pub(super) fn judge(instance: &Instance, series: &Series, week: &mut Week) {
    let len = (series.minutes.0 / SLOT_MINUTES).max(1);
    let days = week.from.iter_days().take_while(|day| *day <= week.to);
    let days = days.filter_map(|day| instance.index(day));
    let (mut apart, mut last, mut daytime) = (0, None, false);
    for day in days {
        let starts = joint_starts(instance, series, day, len);
        let Some(first) = starts.first() else {
            continue;
        };
        daytime |= (first + len) * SLOT_MINUTES <= instance.weights.evening_from;
        if last.is_none_or(|last| day > last + 1) {
            apart += 1;
            last = Some(day);
        }
    }
    week.spread = apart >= week.count;
    week.daytime = daytime;
}
