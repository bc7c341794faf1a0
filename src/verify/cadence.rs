//! A rhythm: the days it takes place come in; what is left out and how far it strays goes out.
//! Days are counted from the start of the calendar, so that gaps are plain differences.

use chrono::{Datelike, NaiveDate};

use super::reading::Meeting;
use super::{Found, Kind, Points, Tally, quality};
use crate::rules::{self, Weights};
use crate::series::quality::Part;
use crate::series::{Cadence, Instance, Series};

/// Counts a cadence; `own` are its meetings in order of start.
pub(super) fn judge(
    instance: &Instance,
    series: &Series,
    cadence: &Cadence,
    own: &[&Meeting],
    found: &mut Found,
) -> Tally {
    let days: Vec<i64> = own.iter().map(|meeting| number(meeting.day())).collect();
    never_too_soon(series, cadence, &days, found);
    never_too_many(series, cadence, &days, found);
    let drawn = gaps(cadence, &days, drawn_from(cadence, &days));
    let strayed = drawn
        .map(|gap| strays(&instance.weights, cadence, &gap))
        .sum();
    let again = instance.weights.absent_again * quality::absent_again(series, own, cadence.limit);
    Tally {
        left_out: gaps(cadence, &days, missed_since(cadence, &days))
            .map(|gap| left_out(&gap))
            .sum(),
        late: 0,
        quality: Points::of(Part::Gap, strayed) + Points::of(Part::Absent, again),
    }
}

/// The day's number.
fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// "Not within two weeks of the last one."
fn never_too_soon(series: &Series, cadence: &Cadence, days: &[i64], found: &mut Found) {
    let min = i64::from(cadence.min);
    let anchor = cadence.held.then(|| number(cadence.anchor));
    let first_min = i64::from(cadence.first_gap().min);
    if let (Some(anchor), Some(first)) = (anchor, days.first()) {
        found.unless(first - anchor >= first_min, Kind::TooSoon, || {
            format!(
                "{}: the first is {} days after the last held",
                series.id,
                first - anchor
            )
        });
    }
    for (one, next) in days.iter().zip(days.iter().skip(1)) {
        found.unless(next - one >= min.max(1), Kind::TooSoon, || {
            format!(
                "{}: {} days between two, at least {min}",
                series.id,
                next - one
            )
        });
    }
    let next = cadence.next.map(number);
    let last_min = i64::from(cadence.last_gap(true).min);
    if let (Some(next), Some(last)) = (next, days.last()) {
        found.unless(next - last >= last_min, Kind::TooSoon, || {
            format!(
                "{}: the last is {} days before the next that stands",
                series.id,
                next - last
            )
        });
    }
}

/// "At most five times."
fn never_too_many(series: &Series, cadence: &Cadence, days: &[i64], found: &mut Found) {
    let most = cadence.count_max.map_or(usize::MAX, |most| most as usize);
    found.unless(days.len() <= most, Kind::TooMany, || {
        format!("{}: {} placed, at most {most}", series.id, days.len())
    });
}

/// A gap, what bounds it, and where it stands.
struct Gap {
    days: i64,
    bounds: rules::Gap,
    first: bool,
    /// Whether no meeting ends it.
    open: bool,
}

/// The gaps from `start` over the days to the next meeting that stands, else to the day after the
/// last one that may be used. The last one counts only while more could follow, and not here when it goes on in another
/// part.
fn gaps(cadence: &Cadence, days: &[i64], start: i64) -> impl Iterator<Item = Gap> {
    let full = |most: u32| days.len() >= most as usize;
    let more = !cadence.runs_on && !cadence.count_max.is_some_and(full);
    let mut stops = vec![start];
    stops.extend(days);
    let end = cadence.next.map_or(number(cadence.to) + 1, number);
    stops.extend(more.then_some(end));
    let count = stops.len() - 1;
    let held = count - usize::from(more);
    (0..count).map(move |at| Gap {
        days: stops[at + 1] - stops[at],
        bounds: match at {
            _ if at == held => cadence.last_gap(at > 0),
            0 => cadence.first_gap(),
            _ => cadence.own_gap(),
        },
        first: at == 0,
        open: more && cadence.next.is_none() && at + 1 == count,
    })
}

/// From when missed occurrences count: the anchor, or the eve of the plan when all before is past.
fn missed_since(cadence: &Cadence, days: &[i64]) -> i64 {
    let (anchor, from) = (number(cadence.anchor), number(cadence.begins()));
    if anchor + i64::from(begun(cadence, days).limit) < from {
        from - 1
    } else {
        anchor
    }
}

/// From when the rhythm counts: a series long overdue is drawn to the first days at a finite cost.
fn drawn_from(cadence: &Cadence, days: &[i64]) -> i64 {
    let first = begun(cadence, days);
    let longest = (first.max + first.grace).max(first.target + first.free);
    number(cadence.anchor).max(number(cadence.begins()) - 1 - i64::from(longest))
}

/// The bounds of the gap that counts from the anchor: to the first meeting, or, when none is held, to the end.
fn begun(cadence: &Cadence, days: &[i64]) -> rules::Gap {
    match days {
        [] => cadence.last_gap(false),
        _ => cadence.first_gap(),
    }
}

/// How many occurrences a gap leaves out.
fn left_out(gap: &Gap) -> i64 {
    let limit = i64::from(gap.bounds.limit).max(1);
    ((gap.days + limit - 1).div_euclid(limit) - 1).max(0)
}

/// What it costs how far a gap strays. Being early is free before the first if nothing was held, and at an open
/// end.
fn strays(weights: &Weights, cadence: &Cadence, gap: &Gap) -> i64 {
    let rules::Gap {
        target,
        max,
        free,
        grace,
        ..
    } = gap.bounds;
    let [target, bound, free, grace] = [target, max, free, grace].map(i64::from);
    let early_is_free = gap.open || (gap.first && !cadence.held);
    if early_is_free && gap.days <= target {
        return 0;
    }
    let off = ((gap.days - target).abs() - free).max(0);
    let late = (gap.days - bound - grace).max(0);
    let each_late = if free == 0 { weights.gap_late } else { 0 };
    off * weights.gap_day + late * each_late
}
