//! So many a week: the meetings come in; what is missing in each week, how they are spread and how
//! many lie outside office hours goes out.

use chrono::{Datelike, Weekday};

use super::reading::Meeting;
use super::{Found, Kind, Tally};
use crate::series::{Series, Week, Weekly, cost};
use crate::time::SLOT_MINUTES;

/// Counts a weekly series; `own` are its meetings in order of start.
pub(super) fn judge(
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
        tally.left_out += (i64::from(week.count) - in_it.len() as i64).max(0);
        tally.rhythm += spread(week, &in_it);
        tally.preference += inside_office(series, week, &in_it);
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

/// "Spread over the week."
fn spread(week: &Week, in_it: &[&Meeting]) -> i64 {
    let aim = 7 / i64::from(week.count.max(1));
    in_it
        .windows(2)
        .map(|pair| ((pair[1].day() - pair[0].day()).num_days() - aim).abs())
        .sum()
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
    cost::INSIDE_OFFICE * (i64::from(week.outside) - outside.count() as i64).max(0)
}
