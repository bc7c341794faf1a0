//! Better plans by lot: a calendar comes in; again and again the paths around one meeting are taken out and put in
//! anew, each by its cheapest way, and what is a little worse stays now and then, less and less often (simulated
//! annealing: Kirkpatrick, Gelatt and Vecchi, 1983). The best calendar met goes out.

use std::collections::BTreeSet;

use super::calendar::{Calendar, PathSchedule};
use super::clock::Clock;
use super::context::{Search, Weights};
use super::dice::Dice;
use crate::problem::Cost;
use crate::series::cost::QUALITY;

/// What a unit of each layer weighs against a point of quality: enough to be given up at the first heat only.
const WEIGHTS: Weights = [2000.0, 2000.0, 80.0, 40.0, 40.0, 5.0, 1.0];

/// Paths that are taken out beside the first.
const BESIDE: usize = 9;

/// Of five times so many begin with a path that misses something.
const TARGETED: usize = 4;

/// Paths drawn until one misses something.
const DRAWN: usize = 20;

/// How plans of large problems are sought: briefly …
pub(super) const WARM: Schedule = Schedule {
    rounds: 5,
    hot: 3.0,
    cold: 0.3,
};

/// … from one that is good already …
pub(super) const COOL: Schedule = Schedule {
    rounds: 100,
    hot: 3.0,
    cold: 0.3,
};

/// … and thoroughly.
pub(super) const HOT: Schedule = Schedule {
    rounds: 400,
    hot: 20.0,
    cold: 0.3,
};

/// How long, and how much worse a calendar may get.
#[derive(Clone, Copy)]
pub(super) struct Schedule {
    /// How often paths are taken out, for each path there is.
    pub rounds: usize,
    /// Points that what is worse may cost at first, on average …
    pub hot: f64,
    /// … and in the end.
    pub cold: f64,
}

impl Schedule {
    /// Nothing may get worse.
    pub fn downhill(rounds: usize) -> Self {
        Self {
            rounds,
            hot: 0.0,
            cold: 0.0,
        }
    }

    /// Points that are given up on average after this part of the rounds.
    fn heat(&self, part: f64) -> f64 {
        match self.hot > 0.0 {
            true => self.hot * (self.cold / self.hot).powf(part),
            false => 0.0,
        }
    }
}

impl Search<'_> {
    /// Improves the best plan.
    pub fn anneal(&mut self, schedule: Schedule, clock: &Clock) {
        anneal(&mut self.best, &self.least, &mut self.dice, schedule, clock);
    }

    /// A programme that weighs the first layers only does not care for quality: what a plan that is better there
    /// gave up since is sought again.
    pub fn smooth(&mut self, before: &Cost) {
        if self.is_many() && self.best.cost[QUALITY] > before[QUALITY] {
            self.anneal(COOL, self.clock);
        }
    }
}

/// Improves a calendar. `least` is what each path costs alone in the world.
pub(super) fn anneal(
    calendar: &mut Calendar,
    least: &[Cost],
    dice: &mut Dice,
    schedule: Schedule,
    clock: &Clock,
) {
    let mut best = Best::of(calendar);
    let rounds = schedule.rounds * calendar.ways.len();
    for round in 0..rounds {
        if clock.is_over() {
            break;
        }
        let mut paths = match dice.roll(TARGETED + 1) {
            0 => near(calendar, dice),
            _ => in_the_way(calendar, least, dice),
        };
        if paths.is_empty() {
            continue;
        }
        let before = calendar.cost;
        let ways: Vec<(usize, PathSchedule)> = paths
            .iter()
            .filter_map(|path| Some((*path, calendar.remove(*path)?)))
            .collect();
        dice.shuffle(&mut paths);
        for path in &paths {
            calendar.insert(*path, false);
        }
        let more = calendar.cost.weighed(&WEIGHTS) - before.weighed(&WEIGHTS);
        let allowed = -dice.share().ln() * schedule.heat(round as f64 / rounds as f64);
        let worse = calendar.cost > before && more > allowed;
        if worse || paths.iter().any(|path| calendar.ways[*path].is_none()) {
            paths.iter().for_each(|path| drop(calendar.remove(*path)));
            let ways = ways.into_iter();
            ways.for_each(|(path, way)| calendar.put_back(path, way));
        } else {
            best.look(calendar, paths);
        }
    }
    best.bring_back(calendar);
}

/// The best calendar met, and the paths that have changed since.
struct Best {
    cost: Cost,
    ways: Vec<Option<PathSchedule>>,
    changed: BTreeSet<usize>,
}

impl Best {
    fn of(calendar: &Calendar) -> Self {
        Self {
            cost: calendar.cost,
            ways: calendar.ways.clone(),
            changed: BTreeSet::new(),
        }
    }

    fn look(&mut self, calendar: &Calendar, paths: Vec<usize>) {
        self.changed.extend(paths);
        if calendar.cost < self.cost {
            self.cost = calendar.cost;
            for path in std::mem::take(&mut self.changed) {
                self.ways[path].clone_from(&calendar.ways[path]);
            }
        }
    }

    fn bring_back(mut self, calendar: &mut Calendar) {
        if calendar.cost <= self.cost {
            return;
        }
        for path in &self.changed {
            calendar.remove(*path);
        }
        for path in self.changed {
            if let Some(way) = self.ways[path].take() {
                calendar.put_back(path, way);
            }
        }
    }
}

/// The paths with meetings of one person within a few days of a meeting chosen by lot.
fn near(calendar: &Calendar, dice: &mut Dice) -> Vec<usize> {
    let problem = calendar.problem;
    let seed = dice.roll(calendar.ways.len());
    if !calendar.problem.graph.has_choice(seed) {
        return Vec::new();
    }
    let way = calendar.ways[seed].as_ref();
    let meetings = way.map_or(&[][..], |way| &way.meetings);
    let Some((middle, _)) = meetings.get(dice.roll(meetings.len())) else {
        let other = dice.roll(calendar.ways.len());
        return [seed]
            .into_iter()
            .chain((other != seed).then_some(other))
            .collect();
    };
    let middle = &problem.candidates[*middle];
    let who = middle.people[dice.roll(middle.people.len())];
    let reach = dice.roll(6);
    let days = middle.day.saturating_sub(reach)..(middle.day + reach + 1).min(problem.days);
    let near = days.flat_map(|day| calendar.on(who, day));
    with_some(calendar, seed, near, dice)
}

/// A path that costs more than it would alone, and those in the way of a meeting it could have; none when few miss
/// anything.
fn in_the_way(calendar: &Calendar, least: &[Cost], dice: &mut Dice) -> Vec<usize> {
    let misses = |path: &usize| {
        let way = calendar.ways[*path].as_ref();
        way.is_some_and(|way| way.cost > least[*path]) && calendar.problem.graph.has_choice(*path)
    };
    let mut drawn = (0..DRAWN).map(|_| dice.roll(calendar.ways.len()));
    let Some(seed) = drawn.find(misses) else {
        return Vec::new();
    };
    let graph = &calendar.problem.graph;
    let nodes = graph.paths[seed].nodes.clone();
    let node = nodes.start + dice.roll(nodes.len());
    match graph.nodes[node].candidate {
        Some(candidate) => with_some(calendar, seed, calendar.beside(candidate), dice),
        None => Vec::new(),
    }
}

/// A path and some of those that have other meetings and could go otherwise.
fn with_some(
    calendar: &Calendar,
    seed: usize,
    meetings: impl Iterator<Item = (usize, u32)>,
    dice: &mut Dice,
) -> Vec<usize> {
    let others: BTreeSet<usize> = meetings
        .map(|(index, _)| calendar.path_of(index))
        .filter(|path| *path != seed && calendar.problem.graph.has_choice(*path))
        .collect();
    let mut paths: Vec<usize> = others.into_iter().collect();
    dice.shuffle(&mut paths);
    paths.truncate(BESIDE);
    paths.push(seed);
    paths
}
