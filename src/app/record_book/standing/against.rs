//! What stands against standing times: hours of the week and a base week come in; whose hours they miss, and which other
//! standing times of the same people leave no room, go out.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{LONGEST_CYCLE, StandingConcern};
use crate::app::BaseWeek;
use crate::records::{StandingKey, StandingRow, StandingSlot, row_on};
use crate::series::timetable::{Obstacle, Span};
use crate::time::monday_of;

/// Weeks that are looked at: as many as make up any cycle.
const WEEKS: u64 = LONGEST_CYCLE as u64;

/// The days of the weeks that are looked at, from one on.
fn days(from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..7 * WEEKS).filter_map(move |day| from.checked_add_days(Days::new(day)))
}

/// A day that has two.
pub(super) fn two_on_one_day(from: NaiveDate, slots: &[StandingSlot]) -> Option<NaiveDate> {
    days(monday_of(from)).find(|day| slots.iter().filter(|slot| slot.is_on(*day)).count() > 1)
}

/// On how many of some days each comes, by id. Who only stands in for a while is not asked about: on fewer than half.
fn regulars(week: &BaseWeek, key: &StandingKey, days: &[NaiveDate]) -> BTreeMap<String, usize> {
    let mut comes: BTreeMap<String, usize> = BTreeMap::new();
    let companies = days.iter().filter_map(|day| week.company(key, *day));
    let all: Vec<_> = companies.collect();
    for (_, who) in all.iter().flat_map(|company| &company.people) {
        *comes.entry(who.id.clone()).or_default() += 1;
    }
    comes.retain(|_, count| all.len() <= 2 * *count);
    comes
}

/// Whose hours they miss, and what the rule does not allow.
pub(super) fn hours(
    week: &BaseWeek,
    key: &StandingKey,
    from: NaiveDate,
    slots: &[StandingSlot],
) -> Vec<StandingConcern> {
    let mut found = Vec::new();
    for slot in slots {
        let days: Vec<NaiveDate> = days(from).filter(|day| slot.is_on(*day)).collect();
        let comes = regulars(week, key, &days);
        // In how many weeks somebody cannot come, and in how many nobody can tell: leave, a holiday.
        let mut missed: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut forbidden = false;
        for day in &days {
            for obstacle in week.hours_against(key, day.and_time(slot.start), slot.minutes) {
                match obstacle {
                    Obstacle::Hours(who) => missed.entry(who.id).or_default().0 += 1,
                    Obstacle::Away(who) | Obstacle::FreeDay(who, _) => {
                        missed.entry(who.id).or_default().1 += 1;
                    }
                    Obstacle::Times => forbidden = true,
                    _ => {}
                }
            }
        }
        found.extend(missed.into_iter().filter_map(|(who, (some, untold))| {
            let all = comes.get(&who)?.saturating_sub(untold);
            (0 < some).then_some(StandingConcern::Hours(who, *slot, (some, all)))
        }));
        found.extend(forbidden.then_some(StandingConcern::Rule(*slot)));
    }
    found
}

/// Other standing times of the same people that overlap, or leave too little time for the way.
pub(super) fn others(
    week: &BaseWeek,
    key: &StandingKey,
    from: NaiveDate,
    slots: &[StandingSlot],
    rows: &[StandingRow],
) -> Vec<StandingConcern> {
    let mut found: Vec<StandingConcern> = Vec::new();
    let mut keys: Vec<&StandingKey> = rows.iter().map(|row| &row.key).collect();
    keys.dedup();
    for slot in slots {
        let days: Vec<NaiveDate> = days(from).filter(|day| slot.is_on(*day)).collect();
        let comes = regulars(week, key, &days);
        for other in keys.iter().filter(|other| **other != key) {
            let mut clashes = days.iter();
            found.extend(clashes.find_map(|day| {
                let clash = clash(week, key, *day, slot, rows, other)?;
                let regular = |who: &String| comes.contains_key(who);
                matches!(&clash, StandingConcern::Clash(who, ..) if regular(who)).then_some(clash)
            }));
        }
    }
    found
}

fn clash(
    week: &BaseWeek,
    key: &StandingKey,
    day: NaiveDate,
    slot: &StandingSlot,
    rows: &[StandingRow],
    other: &StandingKey,
) -> Option<StandingConcern> {
    let theirs = row_on(rows, other, day)?.on(day)?;
    let (own, of_other) = (week.company(key, day)?, week.company(other, day)?);
    let (mut both, at) = (own.people.iter(), |start| day.and_time(start));
    let (index, who) = both.find(|(one, _)| of_other.people.iter().any(|(two, _)| one == two))?;
    let mine = Span::of(at(slot.start), slot.minutes, own.place);
    let span = Span::of(at(theirs.start), theirs.minutes, of_other.place);
    let way = week.way(own.place, of_other.place);
    let breaks = week.breaks(*index, day);
    let way = match mine.overlaps(span) {
        true => 0,
        false if mine.leaves_room(span, way, breaks) => return None,
        false => way,
    };
    let who = who.id.clone();
    Some(StandingConcern::Clash(
        who,
        *slot,
        other.clone(),
        *theirs,
        way,
    ))
}
