//! Standing times: what is asked for in a term comes in; for each series and pair that has standing times, the hours of
//! the week it should keep, go out. What is in force and still possible stays; the rest is chosen: groups first, then the
//! blocks of pairs, then each colleague's weekly meetings, the last two as small programmes through `good_lp`. The
//! calendar is planned by what comes out, and what is proven of it holds for these times.

mod attainable;
mod blocks;
mod busy;
mod choice;
mod day;
mod demand;
mod groups;
mod meetings;
mod milp;
mod rhythm;
mod weekly;
mod weeks;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

pub use self::attainable::{asked, attainable};
use self::busy::{Busy, Kind};
use self::choice::Choice;
use self::demand::Pair;
use self::meetings::{WeeklyMeetings, WeeklySlot};
use crate::series::{ChosenBy, Instance, Series, StandingKey, StandingRow, StandingSlot, put};
use crate::time::{SLOT_MINUTES, WEEKDAYS, monday_of};

/// Standing times that were chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// All rows in force, those of before too.
    pub rows: Vec<StandingRow>,
    /// What the weekly meetings that were chosen now save, in points.
    pub value: i64,
    /// No choice of theirs saves more, given the blocks of pairs and what was chosen before: parts one after the other, and
    /// hours of each week before those of one week of a cycle.
    pub bound: i64,
}

/// What is chosen afresh though it is in force and possible; never what a person chose or agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Afresh {
    /// Nothing.
    Nothing,
    /// Weekly meetings; an hour that a family has is worth a little more than another.
    Weekly,
    /// Weekly meetings, the blocks of pairs and the hours of groups.
    Everything,
}

/// Chooses the standing times of an instance, and lets it be planned by them.
pub fn settle(instance: &mut Instance) -> Pattern {
    let pattern = choose(instance, Afresh::Nothing);
    instance.stand(pattern.rows.clone());
    pattern
}

/// The standing times of an instance: those in force while they are possible, and new ones for the rest.
pub fn choose(instance: &Instance, afresh: Afresh) -> Pattern {
    let (weekly, pairs) = (weeks::weekly(instance), demand::pairs(instance));
    let mut choice = Choice {
        instance,
        rows: instance.standing.clone(),
        busy: Busy::default(),
        whose: BTreeMap::new(),
        afresh,
    };
    // What stands takes its people's time before anything new is chosen.
    let mut open_groups: Vec<&Series> = demand::groups(instance).collect();
    open_groups.retain(|series| !choice.keeps_group(series));
    let mut open_pairs: Vec<&Pair> = pairs.iter().collect();
    open_pairs.retain(|pair| !choice.keeps_pair(pair));
    open_pairs.retain(|pair| !choice.is_irregular(&pair.key, &pair.people, instance.first));
    let mut open_weekly: Vec<&WeeklyMeetings> = Vec::new();
    for one in &weekly {
        // What follows on a part that is chosen now follows on what is chosen.
        let follows = open_weekly.last().is_some_and(|last| last.key == one.key);
        if !choice.keeps_weekly(one, follows) {
            open_weekly.push(one);
        }
    }
    open_groups.sort_by_key(|series| std::cmp::Reverse(members(series).len()));
    for series in open_groups {
        if let Some(row) = groups::choose(instance, series, &choice.busy) {
            take_group(instance, &mut choice.busy, &row, series);
            add(&mut choice.rows, row);
        }
    }
    for row in blocks::choose(instance, &open_pairs, &weekly, &choice.busy) {
        if let Some(pair) = pairs.iter().find(|pair| pair.key == row.key) {
            take_pair(instance, &mut choice.busy, &row, pair);
        }
        add(&mut choice.rows, row);
    }
    let (value, bound) = choice.add_weekly(&open_weekly);
    Pattern {
        rows: choice.rows,
        value,
        bound,
    }
}

/// Puts a row that was chosen now in force, until the next one that a person chose.
fn add(rows: &mut Vec<StandingRow>, mut row: StandingRow) {
    let chosen = |known: &&StandingRow| known.key == row.key && known.by != ChosenBy::Planner;
    let later: Vec<StandingRow> = (rows.iter().filter(chosen))
        .filter(|known| known.from > row.from)
        .cloned()
        .collect();
    let next = later.iter().map(|known| known.from).min();
    row.to = next.and_then(|next| next.pred_opt());
    put(rows, row);
    rows.extend(later);
    rows.sort_by(|one, other| (&one.key, one.from).cmp(&(&other.key, other.from)));
}

fn members(series: &Series) -> Vec<usize> {
    let casts = series.casts.iter();
    let members = casts.flat_map(|cast| {
        let invited = cast.invited.iter().flat_map(|one| &one.members);
        let seated = cast.seats.iter().flat_map(|seat| &seat.any_of);
        invited.map(|(who, _)| *who).chain(seated.copied())
    });
    members.collect::<BTreeSet<_>>().into_iter().collect()
}

fn take_group(instance: &Instance, busy: &mut Busy, row: &StandingRow, series: &Series) {
    busy.take(
        instance,
        row,
        &members(series),
        (series.place, Kind::Now),
        |_| true,
    );
}

fn take_pair(instance: &Instance, busy: &mut Busy, row: &StandingRow, pair: &Pair) {
    busy.take(instance, row, &pair.people, (Some(0), Kind::Own), |_| true);
}

fn take_weekly(instance: &Instance, busy: &mut Busy, row: &StandingRow, weekly: &WeeklyMeetings) {
    let asked = |day: usize| {
        let date = instance.day(day);
        weekly.from <= date && date <= weekly.to
    };
    busy.take(instance, row, &weekly.who, (weekly.place, Kind::Own), asked);
}

fn weekly_row(instance: &Instance, weekly: &WeeklyMeetings, slots: &[WeeklySlot]) -> StandingRow {
    let monday = monday_of(instance.first);
    let slots = slots.iter().filter_map(|one| {
        let (cycle, week) = match one.week {
            Some(week) => (weekly.cycle as u32, week as u32),
            None => (1, 0),
        };
        slot(one.weekday, one.start, weekly.len, cycle, week, monday)
    });
    chosen(weekly.key.clone(), weekly.from, slots)
}

/// A row that the planner chooses.
fn chosen(
    key: StandingKey,
    from: NaiveDate,
    slots: impl IntoIterator<Item = StandingSlot>,
) -> StandingRow {
    StandingRow {
        key,
        from,
        to: None,
        slots: slots.into_iter().collect(),
        by: ChosenBy::Planner,
        agreed: false,
    }
}

/// A slot: weekday (Monday 0), start and length in quarter-hours, week of a cycle that begins on a Monday.
fn slot(
    weekday: usize,
    start: u32,
    len: u32,
    cycle: u32,
    week: u32,
    monday: NaiveDate,
) -> Option<StandingSlot> {
    let minute = start * SLOT_MINUTES;
    Some(StandingSlot {
        weekday: *WEEKDAYS.get(weekday)?,
        start: NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)?,
        minutes: len * SLOT_MINUTES,
        cycle,
        week,
        cycle_from: (cycle > 1).then_some(monday),
    })
}
