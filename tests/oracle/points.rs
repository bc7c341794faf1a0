//! Costs as eight numbers, and what one meeting costs in preferences.

use cadans::problem::Placed;
use cadans::series::Instance;
use chrono::{Datelike, Weekday};

/// Hard left out, frozen, soft left out, late days, moves, their cost, rhythm, preferences.
pub type Vector = [i64; 8];

/// The costs of a plan in which nothing is promised.
pub fn vector([hard, soft, late, rhythm, points]: [i64; 5]) -> Vector {
    [hard, 0, soft, late, 0, 0, rhythm, points]
}

/// The sum, layer by layer.
pub fn plus(one: Vector, other: Vector) -> Vector {
    std::array::from_fn(|layer| one[layer] + other[layer])
}

/// What a meeting costs by itself, but for absent members.
pub fn points(instance: &Instance, meeting: &Placed) -> i64 {
    let series = &instance.series[meeting.series];
    let weekday = instance.day(meeting.day).weekday() as usize;
    let mut points = 0;
    if series.avoid.contains(&meeting.day) {
        points += 3;
    }
    if let Some(preferred) = series.preferred
        && !preferred[weekday].has(meeting.start)
    {
        points += 2;
    }
    if let Some(usual) = series.usual_start {
        let slots = usual.abs_diff(meeting.start);
        points += match slots {
            0 => 0,
            1..=4 => 1,
            5..=8 => 2,
            _ => 3,
        };
    }
    points + 2 * (i64::from(series.minutes.1 / 15) - i64::from(meeting.len))
}

/// Whether a meeting starts outside the office hours of its series.
pub fn outside(instance: &Instance, meeting: &Placed) -> bool {
    let weekday = instance.day(meeting.day).weekday();
    let office = instance.series[meeting.series].office;
    weekday == Weekday::Sat
        || weekday == Weekday::Sun
        || office.is_none_or(|office| !office.has(meeting.start))
}
