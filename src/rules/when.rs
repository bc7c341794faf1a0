//! Times of day and week that a rule allows or prefers: `when = { … }` comes in, slots go out.

use super::hours::{Clock, Day, Hours};
use super::{Duration, Outside, When};
use crate::diagnostic::{Add, RuleFault};
use crate::document::{Reader, Word};
use crate::time::{SLOT_MINUTES, SLOTS_PER_DAY, Slots};

/// A week, Monday first.
type Week = [Slots; 7];

/// Reads `when`; without it any hour from Monday to Friday will do, and the people decide.
pub(super) fn read(rule: &mut Reader<'_, '_>, duration: &Duration) -> When {
    let mut when = When {
        allowed: week(&[0, 1, 2, 3, 4], Slots::ALL),
        fixed_start: None,
        preferred: None,
        outside: None,
        avoid_school_holidays: false,
        no_school_holidays: false,
    };
    let before = rule.faults.len();
    if let Some(mut reader) = rule.inside("when") {
        when.allowed = hours(&mut reader, Slots::ALL).unwrap_or(when.allowed);
        fixed(&mut reader, &mut when, duration);
        when.preferred = prefer(&mut reader, &when.allowed);
        when.outside = outside(&mut reader);
        when.avoid_school_holidays = reader.boolean("avoid_school_holidays").unwrap_or_default();
        when.no_school_holidays = reader.boolean("no_school_holidays").unwrap_or_default();
        reader.finish();
    }
    // Times that could not be read are told already.
    if rule.faults.len() == before {
        never_fits(rule, &when, duration);
    }
    when
}

fn week(days: &[usize], hours: Slots) -> Week {
    std::array::from_fn(|day| {
        if days.contains(&day) {
            hours
        } else {
            Slots::EMPTY
        }
    })
}

/// `weekdays`, `hours` and `day_hours` of a table, when any of them is given.
fn hours(reader: &mut Reader<'_, '_>, all_day: Slots) -> Option<Week> {
    let given = ["weekdays", "hours", "day_hours"].map(|key| reader.has(key));
    let days: Vec<usize> = days(reader);
    let hours = reader.parsed::<Hours>("hours");
    let mut allowed = week(&days, hours.map_or(all_day, |Hours(slots)| slots));
    if let Some(mut rows) = reader.inside("day_hours") {
        for key in rows.keys() {
            let day = key.parse::<Day>(rows.faults);
            let hours = rows.parsed::<Hours>(&key.text);
            if let Some((Day(day), Hours(slots))) = day.zip(hours) {
                allowed[day] = slots;
            }
        }
    }
    given.contains(&true).then_some(allowed)
}

/// The days under `weekdays`; Monday to Friday when not given.
fn days(reader: &mut Reader<'_, '_>) -> Vec<usize> {
    if !reader.has("weekdays") {
        return vec![0, 1, 2, 3, 4];
    }
    let words: Vec<Word> = reader.list_of_text("weekdays");
    words
        .iter()
        .filter_map(|word| word.parse::<Day>(reader.faults))
        .map(|Day(day)| day)
        .collect()
}

/// `fixed = { day, start }`: one run on one day, or one start on each allowed day.
fn fixed(reader: &mut Reader<'_, '_>, when: &mut When, duration: &Duration) {
    let Some(mut table) = reader.inside("fixed") else {
        return;
    };
    let day = table.parsed::<Day>("day");
    let start = table.parsed::<Clock>("start");
    let add = Add::Line("start = \"09:00\"".to_owned());
    let start = table.required("start", start, add);
    table.finish();
    let Some(Clock(start)) = start else {
        return;
    };
    let run = Slots::run(start / SLOT_MINUTES, longest(duration) / SLOT_MINUTES);
    when.fixed_start = Some(start);
    for (at, slots) in when.allowed.iter_mut().enumerate() {
        let here = day.is_none_or(|Day(day)| day == at);
        *slots = if here { slots.and(run) } else { Slots::EMPTY };
    }
}

/// The longest a meeting can turn out; a length that grows with the cases may take the whole day.
fn longest(duration: &Duration) -> u32 {
    match duration.per_case {
        0 => duration.max,
        _ => duration.split_max.unwrap_or(SLOTS_PER_DAY * SLOT_MINUTES),
    }
}

/// `prefer = { weekdays, hours }`.
fn prefer(reader: &mut Reader<'_, '_>, allowed: &Week) -> Option<Week> {
    let mut table = reader.inside("prefer")?;
    let before = table.faults.len();
    let preferred = hours(&mut table, Slots::ALL);
    let none = preferred.is_some_and(|week| {
        let both = |(a, b): (&Slots, &Slots)| a.and(*b).is_empty();
        week.iter().zip(allowed).all(both)
    });
    if none && table.faults.len() == before {
        table.report(RuleFault::NeverPreferred);
    }
    table.finish();
    preferred
}

/// `outside_office = { share = "33%", office = "08:00-18:00" }`.
fn outside(reader: &mut Reader<'_, '_>) -> Option<Outside> {
    let mut table = reader.inside("outside_office")?;
    let share = table.word("share");
    let add = Add::Line("share = \"33%\"".to_owned());
    let share = table.required("share", share, add);
    let office = table.parsed::<Hours>("office");
    let percent = share.as_ref().and_then(|word| {
        let number: u32 = word.text.strip_suffix('%')?.parse().ok()?;
        (1..=100).contains(&number).then_some(number)
    });
    if let (Some(word), None) = (&share, percent) {
        let read = word.text.clone();
        table.faults.report(word.span, RuleFault::NoShare { read });
    }
    table.finish();
    Some(Outside {
        percent: percent?,
        office: office.map_or(Slots::within(8 * 60, 18 * 60), |Hours(slots)| slots),
    })
}

/// On how many days of a week the shortest meeting fits.
fn fitting_days(when: &When, duration: &Duration) -> usize {
    let slots = duration.min.max(SLOT_MINUTES) / SLOT_MINUTES;
    let fits = |day: &&Slots| !day.starts(slots).is_empty();
    when.allowed.iter().filter(fits).count()
}

/// Reports a rule that asks for more meetings a week than there are days they fit on; there is one a day.
pub(super) fn too_often(rule: &mut Reader<'_, '_>, times: u32, when: &When, duration: &Duration) {
    let days = fitting_days(when, duration);
    if times as usize > days && days > 0 {
        let owner = rule.what();
        let span = rule.place("per_week");
        rule.faults
            .report(span, RuleFault::MoreThanDays { owner, times, days });
    }
}

/// Reports a rule whose shortest meeting fits on no day.
fn never_fits(rule: &mut Reader<'_, '_>, when: &When, duration: &Duration) {
    if fitting_days(when, duration) == 0 {
        let span = rule.place("when");
        let (minutes, owner) = (duration.min, rule.what());
        rule.faults
            .report(span, RuleFault::NeverFits { minutes, owner });
    }
}
