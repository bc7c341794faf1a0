//! A rhythm: the days it takes place come in; what is left out and how far it strays goes out.
//! Days are counted from the start of the calendar, so that gaps are plain differences.

use chrono::{Datelike, NaiveDate};

use super::reading::Meeting;
use super::{Found, Kind, Points, Tally, quality};
use crate::rules::Weights;
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
    let drawn = gaps(cadence, &days, drawn_from(cadence));
    let strayed = drawn
        .map(|gap| strays(&instance.weights, cadence, &gap))
        .sum();
    let again = instance.weights.absent_again * quality::absent_again(series, cadence.limit, own);
    Tally {
        left_out: gaps(cadence, &days, missed_since(cadence))
            .map(|gap| left_out(cadence, gap.days))
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
    if let (Some(anchor), Some(first)) = (anchor, days.first()) {
        found.unless(first - anchor >= min, Kind::TooSoon, || {
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
    if let (Some(next), Some(last)) = (next, days.last()) {
        found.unless(next - last >= min, Kind::TooSoon, || {
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

/// A gap and where it stands.
struct Gap {
    days: i64,
    first: bool,
    /// Whether no meeting ends it.
    open: bool,
}

/// The gaps from `start` over the days to the next meeting that stands, else to the day after the
/// last one that may be used. The last one counts only while more could follow.
fn gaps(cadence: &Cadence, days: &[i64], start: i64) -> impl Iterator<Item = Gap> {
    let more = cadence
        .count_max
        .is_none_or(|most| days.len() < most as usize);
    let mut stops = vec![start];
    stops.extend(days);
    let end = cadence.next.map_or(number(cadence.to) + 1, number);
    stops.extend(more.then_some(end));
    let count = stops.len() - 1;
    (0..count).map(move |at| Gap {
        days: stops[at + 1] - stops[at],
        first: at == 0,
        open: more && cadence.next.is_none() && at + 1 == count,
    })
}

/// From when missed occurrences count: the anchor, or the eve of the plan when all before is past.
fn missed_since(cadence: &Cadence) -> i64 {
    let (anchor, from) = (number(cadence.anchor), number(cadence.from));
    if anchor + i64::from(cadence.limit) < from {
        from - 1
    } else {
        anchor
    }
}

/// From when the rhythm counts: a series long overdue is drawn to the first days at a finite cost.
fn drawn_from(cadence: &Cadence) -> i64 {
    let longest = (cadence.max + cadence.grace).max(cadence.target + cadence.free);
    number(cadence.anchor).max(number(cadence.from) - 1 - i64::from(longest))
}

/// How many occurrences a gap leaves out.
fn left_out(cadence: &Cadence, gap: i64) -> i64 {
    let limit = i64::from(cadence.limit).max(1);
    ((gap + limit - 1).div_euclid(limit) - 1).max(0)
}

/// What it costs how far a gap strays. Being early is free before the first if nothing was held, and at an open
/// end.
fn strays(weights: &Weights, cadence: &Cadence, gap: &Gap) -> i64 {
    let [target, bound, free, grace] =
        [cadence.target, cadence.max, cadence.free, cadence.grace].map(i64::from);
    let early_is_free = gap.open || (gap.first && !cadence.held);
    if early_is_free && gap.days <= target {
        return 0;
    }
    let off = ((gap.days - target).abs() - free).max(0);
    let late = (gap.days - bound - grace).max(0);
    let each_late = if free == 0 { weights.gap_late } else { 0 };
    off * weights.gap_day + late * each_late
}
