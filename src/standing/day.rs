//! Which weekly meetings of a colleague go together on one weekday: what each is worth at each start comes in; every set that
//! fits, with its best hours, goes out. Exact by order of start (a longest path over sets), among those that are not
//! worse in worth and in end.

use std::collections::BTreeMap;

use crate::time::Between;

/// One meeting that could have a slot on the weekday.
pub(super) struct Item {
    /// Length in quarter-hours.
    pub len: u32,
    /// Start and worth, by start; none that is worth nothing.
    pub starts: Vec<(u32, i64)>,
}

/// Some of the items at their hours.
#[derive(Clone)]
pub(super) struct DaySet {
    pub worth: i64,
    /// Item and start, in order of start.
    pub at: Vec<(usize, u32)>,
}

/// The most meetings with a slot on one day.
const MOST: usize = 5;

/// Ways to hold a set that are followed.
const KEPT: usize = 12;

/// The best way to hold each set of items. `between` says what lies between two, `None` when they have no day in
/// common.
pub(super) fn sets(
    items: &[Item],
    between: &dyn Fn(usize, usize) -> Option<Between>,
) -> Vec<DaySet> {
    let empty = DaySet {
        worth: 0,
        at: Vec::new(),
    };
    let mut layer = BTreeMap::from([(0u64, vec![empty])]);
    let mut best = Vec::new();
    for _ in 0..MOST {
        let mut next: BTreeMap<u64, Vec<DaySet>> = BTreeMap::new();
        for (set, ways) in &layer {
            for (at, item) in items
                .iter()
                .enumerate()
                .filter(|(at, _)| set >> at & 1 == 0)
            {
                for way in ways {
                    let with = next.entry(set | 1 << at).or_default();
                    with.extend(longer(items, way, at, item, between));
                }
            }
        }
        for ways in next.values_mut() {
            keep_best(items, ways);
        }
        next.retain(|_, ways| !ways.is_empty());
        best.extend(next.values().map(|ways| ways[0].clone()));
        layer = next;
    }
    best
}

/// A way with one more after all that hinder it; later starts only when they are worth more.
fn longer(
    items: &[Item],
    way: &DaySet,
    at: usize,
    item: &Item,
    between: &dyn Fn(usize, usize) -> Option<Between>,
) -> Vec<DaySet> {
    let ready =
        |(one, start): &(usize, u32)| Some(between(*one, at)?.after(start + items[*one].len));
    let soonest = way.at.iter().filter_map(ready).max().unwrap_or(0);
    let last = way.at.last().map_or(0, |(_, start)| *start);
    let mut seen = 0;
    let mut ways = Vec::new();
    for (start, worth) in &item.starts {
        // Sets are made in order of start, so that each is made once.
        if *start >= soonest.max(last) && *worth > seen {
            seen = *worth;
            let mut at_hours = way.at.clone();
            at_hours.push((at, *start));
            ways.push(DaySet {
                worth: way.worth + worth,
                at: at_hours,
            });
        }
    }
    ways
}

/// Keeps the ways that nothing is better than in worth and end, the best first.
fn keep_best(items: &[Item], ways: &mut Vec<DaySet>) {
    let end = |way: &DaySet| {
        let ends = way.at.iter().map(|(at, start)| start + items[*at].len);
        ends.max().unwrap_or(0)
    };
    ways.sort_by_key(|way| (-way.worth, end(way)));
    let mut soonest = u32::MAX;
    ways.retain(|way| {
        let end = end(way);
        let better = end < soonest;
        soonest = soonest.min(end);
        better
    });
    ways.truncate(KEPT);
}
