//! So many a week: the meetings come in; what is missing in each week, how they are spread and how
//! many lie outside office hours goes out.

use chrono::{Datelike, Weekday};

use super::reading::Meeting;
use super::{Found, Kind, Points, Tally, quality};
use crate::series::quality::Part;
use crate::series::{Instance, Series, Week, Weekly};
use crate::time::SLOT_MINUTES;

/// Counts a weekly series; `own` are its meetings in order of start.
pub(super) fn judge(
    instance: &Instance,
    series: &Series,
    weekly: &Weekly,
    own: &[&Meeting],
    found: &mut Found,
) -> Tally {
    let mut tally = Tally::default();
    for week in &weekly.weeks {
        let days = week.from..=week.to;
        let in_it: Vec<_> = own
            .iter()
            .filter(|m| days.contains(&m.day()))
            .copied()
            .collect();
        not_too_many(series, week, &in_it, found);
        tally.left_out += (i64::from(week.least) - in_it.len() as i64).max(0);
        let weights = &instance.weights;
        let close = weights.consecutive * consecutive(week, &in_it);
        let short = weights.shorter_both * both_shorter(series, &in_it);
        let inside = weights.inside_office * inside_office(series, week, &in_it);
        let wished = i64::from(week.count) - (in_it.len() as i64).max(i64::from(week.least));
        tally.quality += Points::of(Part::Spacing, close)
            + Points::of(Part::Length, short)
            + Points::of(Part::Outside, inside)
            + Points::of(Part::Amount, weights.below_target * wished.max(0));
    }
    tally
}

/// "Two a week, on different days."
fn not_too_many(series: &Series, week: &Week, in_it: &[&Meeting], found: &mut Found) {
    found.unless(in_it.len() <= week.count as usize, Kind::TooMany, || {
        format!(
            "{}: {} from {}, asked {}",
            series.id,
            in_it.len(),
            week.from,
            week.count
        )
    });
    for pair in in_it.windows(2) {
        found.unless(pair[0].day() != pair[1].day(), Kind::TooSoon, || {
            format!("{}: two on {}", series.id, pair[0].day())
        });
    }
}

/// "Not on two days in a row", counted, where that can be.
fn consecutive(week: &Week, in_it: &[&Meeting]) -> i64 {
    let close = |pair: &&[&Meeting]| (pair[1].day() - pair[0].day()).num_days() == 1;
    match week.spread {
        true => in_it.windows(2).filter(close).count() as i64,
        false => 0,
    }
}

/// "Not both shorter", counted.
fn both_shorter(series: &Series, in_it: &[&Meeting]) -> i64 {
    let short = |meeting: &&Meeting| quality::missing_quarters(series, meeting) > 0;
    let both = in_it.windows(2).filter(|pair| pair.iter().all(short));
    both.count() as i64
}

/// "Some of them in the evening or at the weekend."
fn inside_office(series: &Series, week: &Week, in_it: &[&Meeting]) -> i64 {
    let Some(office) = series.office else {
        return 0;
    };
    let outside = in_it.iter().filter(|meeting| {
        matches!(meeting.day().weekday(), Weekday::Sat | Weekday::Sun)
            || !office.has(meeting.minute() / SLOT_MINUTES)
    });
    (i64::from(week.outside) - outside.count() as i64).max(0)
}
