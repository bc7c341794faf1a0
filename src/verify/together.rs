//! What several meetings of one day or week cost together: all meetings come in; each sum with those it concerns goes out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::points::Points;
use super::quality::{is, is_evening, with_family};
use super::reading::Meeting;
use crate::series::quality::Part;
use crate::series::{Instance, ResourceKind};

/// What some meetings cost together.
pub(super) struct Together {
    /// Whose day or week it is.
    pub people: Vec<usize>,
    /// The series that were planned there.
    pub series: BTreeSet<usize>,
    pub points: Points,
}

/// All that costs something together.
pub(super) fn all(instance: &Instance, meetings: &[Meeting]) -> Vec<Together> {
    let mut all = blocks(instance, meetings);
    all.extend(full_days(instance, meetings));
    all.extend(evenings(instance, meetings));
    all.retain(|one| one.points.sum() != 0);
    all
}

/// "What the two of us do, we do on one day, and not for too long."
fn blocks(instance: &Instance, meetings: &[Meeting]) -> Vec<Together> {
    let mut by_series: BTreeMap<usize, Vec<&Meeting>> = BTreeMap::new();
    // What stands of two people alone, who they are and when.
    let mut standing: BTreeMap<(BTreeSet<usize>, NaiveDate), i64> = BTreeMap::new();
    for meeting in meetings {
        match meeting.series {
            Some(series) => by_series.entry(series).or_default().push(meeting),
            None if meeting.people.len() == 2 => {
                let people = meeting.people.iter().map(|(who, _)| *who);
                let halves = standing
                    .entry((people.collect(), meeting.day()))
                    .or_default();
                *halves += half_hours(meeting.placement.minutes);
            }
            None => {}
        }
    }
    let mut blocks = Vec::new();
    for bundle in &instance.bundles {
        let (one, other) = bundle.pair;
        let mut days: BTreeMap<NaiveDate, (i64, BTreeSet<usize>)> = BTreeMap::new();
        for series in &bundle.series {
            let own = by_series.get(series).into_iter().flatten();
            for meeting in own.filter(|meeting| meeting.has(one) && meeting.has(other)) {
                let (halves, known) = days.entry(meeting.day()).or_default();
                *halves += half_hours(meeting.placement.minutes);
                known.insert(*series);
            }
        }
        for (day, (halves, series)) in days {
            let base = standing.get(&(BTreeSet::from([one, other]), day));
            blocks.push(Together {
                people: vec![one, other],
                series,
                points: Points::of(Part::Block, block(instance, base.copied(), halves)),
            });
        }
    }
    blocks
}

/// What so many half hours of a pair's day cost beside those that stand.
fn block(instance: &Instance, stands: Option<i64>, halves: i64) -> i64 {
    let weights = &instance.weights;
    let free = i64::from(weights.block_length) / 30;
    let over = |halves: i64| (halves - free).max(0) * weights.block_over;
    let base = stands.unwrap_or(0);
    let fresh = match (base, halves) {
        (0, 1) => weights.block + weights.lone,
        (0, _) => weights.block,
        _ => 0,
    };
    fresh + over(base + halves) - over(base)
}

fn half_hours(minutes: u32) -> i64 {
    i64::from(minutes.div_ceil(30))
}

/// What a colleague has on a day or in a week.
#[derive(Default)]
struct Count {
    stands: i64,
    planned: i64,
    series: BTreeSet<usize>,
}

/// "Three families a day will do."
fn full_days(instance: &Instance, meetings: &[Meeting]) -> Vec<Together> {
    let mut days: BTreeMap<(usize, NaiveDate), Count> = BTreeMap::new();
    for meeting in meetings.iter().filter(|one| with_family(instance, one)) {
        for (who, _) in &meeting.people {
            if is(instance, *who, ResourceKind::Staff) {
                let count = days.entry((*who, meeting.day())).or_default();
                match meeting.series {
                    None => count.stands += 1,
                    Some(series) => {
                        count.planned += 1;
                        count.series.insert(series);
                    }
                }
            }
        }
    }
    let weights = &instance.weights;
    let [first, more] = weights.full_day;
    let more = more.max(first);
    let comfortable = i64::from(weights.comfortable_day);
    let price = |number: i64| match number - comfortable {
        ..=0 => 0,
        1 => first,
        _ => more,
    };
    charged(days, Part::FullDay, price)
}

/// "One evening a week, if it must be."
fn evenings(instance: &Instance, meetings: &[Meeting]) -> Vec<Together> {
    let mut weeks: BTreeMap<(usize, (i32, u32)), Count> = BTreeMap::new();
    for meeting in meetings {
        let series = meeting.series.and_then(|at| instance.series.get(at));
        if !series.is_some_and(|series| is_evening(instance, series, meeting)) {
            continue;
        }
        let week = meeting.day().iso_week();
        for (who, _) in &meeting.people {
            if is(instance, *who, ResourceKind::Staff) {
                let count = weeks.entry((*who, (week.year(), week.week()))).or_default();
                count.planned += 1;
                count.series.extend(meeting.series);
            }
        }
    }
    let [first, second, more] = instance.weights.evening;
    let (second, more) = (second.max(first), more.max(second).max(first));
    let price = |number: i64| match number {
        ..=1 => 0,
        2 => second - first,
        _ => more - first,
    };
    charged(weeks, Part::Evening, price)
}

/// Charges each one after those that stand by its number.
fn charged<W>(
    counts: BTreeMap<(usize, W), Count>,
    part: Part,
    price: impl Fn(i64) -> i64,
) -> Vec<Together> {
    let counts = counts.into_iter();
    let charged = counts.map(|((who, _), count)| {
        let numbers = count.stands + 1..=count.stands + count.planned;
        Together {
            people: vec![who],
            series: count.series,
            points: Points::of(part, numbers.map(&price).sum()),
        }
    });
    charged.collect()
}
