//! A plan at once, then better ones: paths are put in one after the other; then, again and again,
//! those around one meeting are taken out and put in anew in another order.

use std::collections::BTreeSet;

use super::calendar::Calendar;
use super::clock::Clock;
use crate::problem::Problem;

/// A small generator of repeatable numbers (splitmix64).
pub(super) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`; 0 when there are none.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides.max(1) as u64) as usize
    }

    fn shuffle(&mut self, list: &mut [usize]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.roll(at + 1));
        }
    }
}

/// Puts in every path that is out and has promised meetings, with as many of those kept as still fit;
/// what else they can have then is put in beside them.
pub(super) fn keep(problem: &Problem, calendar: &mut Calendar, clock: &Clock) {
    let kept = |candidate: usize| problem.candidates[candidate].kept;
    let promised = |path: &usize| {
        let nodes = problem.graph.paths[*path].nodes.clone();
        let mut candidates = nodes.filter_map(|node| problem.graph.nodes[node].candidate);
        calendar.ways[*path].is_none() && candidates.any(kept)
    };
    let paths: Vec<usize> = (0..calendar.ways.len()).filter(promised).collect();
    for path in &paths {
        calendar.insert_among(*path, false, kept);
    }
    refill(calendar, paths, clock);
}

/// Puts in every path that is out, those with the fewest ways first and what is weekly last.
pub(super) fn complete(problem: &Problem, calendar: &mut Calendar, clock: &Clock) {
    let mut open: Vec<usize> = (0..calendar.ways.len())
        .filter(|path| calendar.ways[*path].is_none())
        .collect();
    open.sort_by_cached_key(|path| {
        let path = &problem.graph.paths[*path];
        (path.weekly, path.nodes.len(), path.root)
    });
    for path in open {
        calendar.insert(path, !clock.is_over());
    }
}

/// Takes each of these paths out once and puts it in by the cheapest way there is now.
pub(super) fn refill(
    calendar: &mut Calendar,
    paths: impl IntoIterator<Item = usize>,
    clock: &Clock,
) {
    for path in paths {
        if clock.is_over() {
            return;
        }
        if !calendar.has_choice(path) && calendar.ways[path].is_some() {
            continue;
        }
        let before = calendar.cost;
        let way = calendar.remove(path);
        calendar.insert(path, false);
        if calendar.cost > before || calendar.ways[path].is_none() {
            calendar.remove(path);
            way.into_iter().for_each(|way| calendar.put_back(path, way));
        }
    }
}

/// Takes paths out around a meeting chosen by lot and puts them in anew, `rounds` times; keeps what is
/// no worse.
pub(super) fn improve(
    problem: &Problem,
    calendar: &mut Calendar,
    dice: &mut Dice,
    rounds: usize,
    clock: &Clock,
) {
    for _ in 0..rounds {
        if clock.is_over() {
            return;
        }
        let mut paths = neighbourhood(problem, calendar, dice);
        if paths.is_empty() {
            continue;
        }
        let before = calendar.cost;
        let ways: Vec<_> = paths
            .iter()
            .filter_map(|path| Some((*path, calendar.remove(*path)?)))
            .collect();
        dice.shuffle(&mut paths);
        for path in &paths {
            calendar.insert(*path, false);
        }
        let out = |path: &usize| calendar.ways[*path].is_none();
        if calendar.cost > before || paths.iter().any(out) {
            paths.iter().for_each(|path| drop(calendar.remove(*path)));
            ways.into_iter()
                .for_each(|(path, way)| calendar.put_back(path, way));
        }
    }
}

/// Up to this many paths are taken out at once.
const LARGEST: usize = 10;

/// The paths with meetings of one person within a few days of a meeting chosen by lot.
fn neighbourhood(problem: &Problem, calendar: &Calendar, dice: &mut Dice) -> Vec<usize> {
    let seed = dice.roll(calendar.ways.len());
    if !calendar.has_choice(seed) {
        return Vec::new();
    }
    let meetings = calendar.ways[seed]
        .iter()
        .flat_map(|way| &way.meetings)
        .collect::<Vec<_>>();
    let mut paths = vec![seed];
    if meetings.is_empty() {
        let other = dice.roll(calendar.ways.len());
        paths.extend((other != seed).then_some(other));
        return paths;
    }
    let middle = &problem.candidates[meetings[dice.roll(meetings.len())].0];
    let who = middle.people[dice.roll(middle.people.len())];
    let reach = dice.roll(6);
    let days = middle.day.saturating_sub(reach)..(middle.day + reach + 1).min(problem.days);
    let near = days.flat_map(|day| calendar.on(who, day));
    let near: BTreeSet<usize> = near.map(|(index, _)| calendar.path_of(*index)).collect();
    let mut others: Vec<usize> = near
        .into_iter()
        .filter(|path| *path != seed && calendar.has_choice(*path))
        .collect();
    dice.shuffle(&mut others);
    paths.extend(others.into_iter().take(LARGEST - 1));
    paths
}
