//! Where the blocks of pairs lie: pairs and what is taken already come in; a weekday and hour for each, and its weeks of the
//! cycle, go out. Those whom several need are full first, so all pairs are placed together (scientists first); what a
//! place costs the weekly meetings of the other is counted beforehand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::busy::Busy;
use super::demand::Pair;
use super::meetings::WeeklyMeetings;
use super::milp::Milp;
use super::weekly::Weekday;
use crate::series::{Instance, StandingRow, StandingSlot};
use crate::time::{Slots, monday_of};

/// Blocks start on the half hour.
const GRID: u32 = 2;

/// A place that holds less than this part of the best place's days is not looked at.
const ENOUGH: (u32, u32) = (3, 5);

/// Quarter-hours between two blocks of one person, and the most of blocks in one's day.
const BETWEEN: u32 = 1;
const MOST_A_DAY: u32 = 16;

/// A weekday (Monday 0) and start.
type At = (usize, u32);

/// Chooses the blocks of these pairs; each as a row.
pub(super) fn choose(
    instance: &Instance,
    pairs: &[&Pair],
    weekly: &[WeeklyMeetings],
    busy: &Busy,
) -> Vec<StandingRow> {
    let options: Vec<Vec<(At, i64)>> = pairs
        .iter()
        .map(|pair| options(instance, pair, weekly, busy))
        .collect();
    let places = place(pairs, &options);
    let weeks = weeks(instance, pairs, &places, busy);
    let placed = pairs.iter().zip(places).zip(weeks);
    let rows = placed.filter_map(|((pair, at), weeks)| {
        let slots = slots(instance, pair, at?, &weeks);
        Some(super::chosen(pair.key.clone(), instance.first, slots))
    });
    rows.collect()
}

/// The places of a pair, each with its worth.
fn options(
    instance: &Instance,
    pair: &Pair,
    weekly: &[WeeklyMeetings],
    busy: &Busy,
) -> Vec<(At, i64)> {
    let mut days: BTreeMap<At, BTreeSet<usize>> = BTreeMap::new();
    for (day, starts) in &pair.days {
        let weekday = instance.day(*day).weekday().num_days_from_monday() as usize;
        let clear = busy.clear(instance, &pair.sought(), *day, *starts);
        for start in clear.iter().filter(|start| start % GRID == 0) {
            days.entry((weekday, start)).or_default().insert(*day);
        }
    }
    let most = days
        .values()
        .map(|days| days.len() as u32)
        .max()
        .unwrap_or(0);
    days.retain(|_, days| days.len() as u32 * ENOUGH.1 >= most * ENOUGH.0);
    days.retain(|at, _| open_weeks(instance, pair, *at, busy).len() as u32 >= pair.blocks);
    let whose = |who: usize| -> Vec<&WeeklyMeetings> {
        weekly.iter().filter(|one| one.who == [who]).collect()
    };
    let own = pair.people.map(whose);
    let mut before = BTreeMap::new();
    let options = days.into_iter().map(|((weekday, start), days)| {
        let kept = days.len() as i64 * instance.weights.block_weekday;
        let worth = kept * i64::from(pair.meetings * pair.blocks) / i64::from(pair.cycle);
        let free = *before.entry(weekday).or_insert_with(|| {
            let best = |own: &Vec<&WeeklyMeetings>| {
                Weekday::new(instance, own, busy, weekday).best(instance, own)
            };
            own.iter().map(best).sum::<i64>()
        });
        let mut taken = busy.clone();
        taken.take_block(&pair.sought(), &days, start);
        let left = own
            .iter()
            .map(|own| Weekday::new(instance, own, &taken, weekday).best(instance, own));
        ((weekday, start), worth - (free - left.sum::<i64>()))
    });
    options.collect()
}

/// The weeks of the cycle in which a place is nobody's own hour already.
fn open_weeks(instance: &Instance, pair: &Pair, at: At, busy: &Busy) -> Vec<u32> {
    let is_open = |week: &u32| {
        let slots = slots(instance, pair, at, &[*week]);
        let mut days = (0..instance.day_count())
            .filter(|day| slots.iter().any(|slot| slot.is_on(instance.day(*day))));
        let start = Slots::one(at.1);
        days.all(|day| busy.barred(instance, &pair.sought(), day, start).is_empty())
    };
    (0..pair.cycle).filter(is_open).collect()
}

/// One place for each pair, so that nobody has more blocks at an hour than there are weeks.
fn place(pairs: &[&Pair], options: &[Vec<(At, i64)>]) -> Vec<Option<At>> {
    let worst = options
        .iter()
        .flatten()
        .map(|(_, worth)| *worth)
        .min()
        .unwrap_or(0);
    let mut milp = Milp::default();
    let mut columns = Vec::new();
    for (number, (pair, options)) in pairs.iter().zip(options).enumerate() {
        let first = columns.len();
        for (at, worth) in options {
            // That all have a place comes first.
            milp.column(worth - worst + 10_000 * i64::from(pair.blocks));
            columns.push((number, *at));
        }
        milp.at_most(first..columns.len(), 1);
    }
    for who in people(pairs) {
        let own: Vec<usize> = (0..columns.len())
            .filter(|at| pairs[columns[*at].0].people.contains(&who))
            .collect();
        for weekday in 0..7 {
            let day: Vec<usize> = own
                .iter()
                .copied()
                .filter(|at| columns[*at].1.0 == weekday)
                .collect();
            let cycle = day
                .iter()
                .map(|at| pairs[columns[*at].0].cycle)
                .min()
                .unwrap_or(1);
            let hours: BTreeSet<u32> = day.iter().map(|at| columns[*at].1.1).collect();
            for hour in hours {
                let over = day.iter().filter(|at| covers(pairs, columns[**at], hour));
                let terms = over.map(|at| (*at, i64::from(pairs[columns[*at].0].blocks)));
                milp.row(terms.collect(), i64::from(cycle));
            }
            let lengths = day.iter().map(|at| {
                let pair = pairs[columns[*at].0];
                (*at, i64::from(pair.blocks * share_of_day(pair.len)))
            });
            milp.row(lengths.collect(), i64::from(MOST_A_DAY * cycle));
        }
    }
    let chosen = milp.solve();
    let mut places = vec![None; pairs.len()];
    for (number, at) in chosen.of(columns) {
        places[number] = Some(at);
    }
    places
}

/// What a block of a length takes of the most of a day, when as many of them lie on it as fit.
fn share_of_day(len: u32) -> u32 {
    let fit = (MOST_A_DAY / len.max(1)).max(1);
    len.max(MOST_A_DAY.div_ceil(fit))
}

/// All who are in a pair.
fn people(pairs: &[&Pair]) -> BTreeSet<usize> {
    pairs.iter().flat_map(|pair| pair.people).collect()
}

/// Whether a block there, and the time after it, covers an hour.
fn covers(pairs: &[&Pair], (number, (_, start)): (usize, At), hour: u32) -> bool {
    start <= hour && hour < start + pairs[number].len + BETWEEN
}

/// The weeks of the cycle of each pair's blocks: no two of one person's at one hour, nor more of a day than the most, and
/// as near as can be to when its meetings are next due.
fn weeks(
    instance: &Instance,
    pairs: &[&Pair],
    places: &[Option<At>],
    busy: &Busy,
) -> Vec<Vec<u32>> {
    let mut milp = Milp::default();
    let mut columns: Vec<(usize, Vec<u32>)> = Vec::new();
    for (number, (pair, at)) in pairs.iter().zip(places).enumerate() {
        let first = columns.len();
        let open = at.map_or_else(Vec::new, |at| open_weeks(instance, pair, at, busy));
        let mut choices = choices(pair.cycle, pair.blocks);
        choices.retain(|weeks| weeks.iter().all(|week| open.contains(week)));
        for weeks in choices {
            let off = at.map_or(0, |at| off(instance, pair, at, &weeks));
            milp.column(10_000 - off);
            columns.push((number, weeks));
        }
        milp.at_most(first..columns.len(), 1);
    }
    let longest = pairs.iter().map(|pair| pair.cycle).max().unwrap_or(1);
    for who in people(pairs) {
        for week in 0..longest {
            let own = columns
                .iter()
                .enumerate()
                .filter_map(|(at, (number, weeks))| {
                    let here = pairs[*number].people.contains(&who) && weeks.contains(&week);
                    let place = places[*number].filter(|_| here)?;
                    Some((at, (*number, place)))
                });
            let own: Vec<(usize, (usize, At))> = own.collect();
            let hours: BTreeSet<At> = own.iter().map(|(_, (_, at))| *at).collect();
            for (weekday, hour) in hours {
                let over = own
                    .iter()
                    .filter(|(_, block)| block.1.0 == weekday && covers(pairs, *block, hour));
                milp.at_most(over.map(|(at, _)| *at), 1);
            }
            for weekday in 0..7 {
                let here = own.iter().filter(|(_, block)| block.1.0 == weekday);
                let lengths = here.map(|(at, block)| (*at, i64::from(pairs[block.0].len)));
                milp.row(lengths.collect(), i64::from(MOST_A_DAY));
            }
        }
    }
    let chosen = milp.solve();
    let mut weeks = vec![Vec::new(); pairs.len()];
    for (number, own) in chosen.of(columns) {
        weeks[number] = own;
    }
    weeks
}

/// All ways to take so many weeks of a cycle.
fn choices(cycle: u32, blocks: u32) -> Vec<Vec<u32>> {
    let sets = 0u32..1 << cycle.min(16);
    let sets = sets.filter(|set| set.count_ones() == blocks);
    sets.map(|set| (0..cycle).filter(|week| set >> week & 1 == 1).collect())
        .collect()
}

/// How many days the pair's meetings lie off what they are due, at the nearest block.
fn off(instance: &Instance, pair: &Pair, at: At, weeks: &[u32]) -> i64 {
    let slots: Vec<StandingSlot> = slots(instance, pair, at, weeks);
    let near = |due: NaiveDate, free: u32| {
        let reach = u64::from(pair.cycle) * 7;
        let from = due
            .checked_sub_days(chrono::Days::new(reach))
            .unwrap_or(due);
        let days = from.iter_days().take(2 * reach as usize + 1);
        let days =
            days.filter(|day| instance.first <= *day && slots.iter().any(|slot| slot.is_on(*day)));
        let nearest = days.map(|day| (day - due).num_days().abs()).min();
        (nearest.unwrap_or(reach as i64) - i64::from(free)).max(0)
    };
    pair.due.iter().map(|(due, free)| near(*due, *free)).sum()
}

fn slots(
    instance: &Instance,
    pair: &Pair,
    (weekday, start): At,
    weeks: &[u32],
) -> Vec<StandingSlot> {
    let weeks = weeks.iter().map(|week| {
        super::slot(
            weekday,
            start,
            pair.len,
            pair.cycle,
            *week,
            monday_of(instance.first),
        )
    });
    weeks.flatten().collect()
}
