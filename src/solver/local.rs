//! Better plans from a plan: the paths around one person's days are opened, all others stay as they are,
//! and the problem of what is open is followed down to a plan. So it goes through everybody's days
//! until nothing gets better, through the windows in which something is amiss, or between the plan and a master.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::{Calendar, Index, PathSchedule};
use super::context::{Search, Weights};
use super::dive::LONG;
use super::prune;
use crate::problem::{Candidate, Graph, Part};
use crate::series::cost::{MOVE_COST, QUALITY};

/// Days that are opened together: a few at first …
pub(super) const NARROW: usize = 14;

/// … and most of a quarter when those have nothing left: long series move as a whole there.
pub(super) const WIDE: usize = 84;

/// Days around a window in which its meetings may find a place.
const AROUND: usize = 7;

/// Orders of a group of meetings tried in a window: there are many windows, and most groups are easy.
const BRIEF: usize = 50;

/// A share from which a master agrees with a plan.
const AGREED: f64 = 0.999;

/// Improves the best plan in windows of so many days until a round through them changes nothing, or for so many
/// `rounds`. Only where a path costs more in the weighted layers than it would alone is there something to gain; and a
/// window is looked at again only when somebody's days in it have changed since.
pub(super) fn improve(search: &mut Search, weights: &Weights, days: usize, rounds: usize) {
    let weighted = weights.iter().rposition(|weight| *weight > 0.0);
    look_through(search, weights, weighted.unwrap_or(0), days, rounds);
}

/// Looks once through the windows with a path that has moved or misses something it could have alone.
pub(super) fn mend(search: &mut Search, weights: &Weights) {
    look_through(search, weights, MOVE_COST, NARROW, 1);
}

/// Goes through the windows in which a path costs more in the layers up to `last` than it would alone.
fn look_through(search: &mut Search, weights: &Weights, last: usize, days: usize, rounds: usize) {
    let least = search.least.clone();
    // What groups cost is no path's own.
    let amiss = |best: &Calendar, path: usize| {
        let way = best.ways[path].as_ref();
        last == QUALITY || way.is_none_or(|way| way.cost.0[..=last] > least[path].0[..=last])
    };
    let mut news = News::default();
    for _ in 0..rounds {
        let before = search.best.cost;
        let graph = prune::prune(search.problem, before);
        let weekly = weekly(search);
        for window in windows(search, days) {
            if search.clock.is_over() {
                return;
            }
            let open = around(search, &weekly, window);
            let amiss = open.iter().any(|path| amiss(&search.best, *path));
            if open.len() < 2 || !amiss || !news.since(window) {
                continue;
            }
            let part = opened(search, &graph, |day| window.is_near(day), open);
            let before: Vec<_> = part
                .paths
                .iter()
                .map(|path| search.best.ways[*path].clone())
                .collect();
            if !reopen(search, &part, |inner| {
                inner.look(weights, LONG);
            }) {
                continue;
            }
            for (path, before) in part.paths.iter().zip(before) {
                let after = &search.best.ways[*path];
                if *after != before {
                    let ways = before.iter().chain(after);
                    let meetings = ways.flat_map(|way| &way.meetings);
                    news.tell(meetings.map(|(index, _)| &search.problem.candidates[*index]));
                }
            }
        }
        if search.best.cost == before {
            return;
        }
    }
}

/// What has changed, and what has been looked at since.
#[derive(Default)]
struct News {
    now: usize,
    changed: BTreeMap<(usize, usize), usize>,
    seen: BTreeMap<Window, usize>,
}

impl News {
    /// Whether anything in a window has changed since this was last asked.
    fn since(&mut self, window: Window) -> bool {
        self.now += 1;
        let Some(seen) = self.seen.insert(window, self.now) else {
            return true;
        };
        let until = window.from + window.days + AROUND;
        let from = window.from.saturating_sub(AROUND);
        let mut changed = self.changed.range((window.who, from)..(window.who, until));
        changed.any(|(_, at)| *at >= seen)
    }

    /// Takes note of changed meetings.
    fn tell<'a>(&mut self, meetings: impl Iterator<Item = &'a Candidate>) {
        for meeting in meetings {
            for who in &meeting.people {
                self.changed.insert((*who, meeting.day), self.now);
            }
        }
    }
}

/// A person's days from one on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Window {
    from: usize,
    who: usize,
    days: usize,
}

impl Window {
    fn is_near(&self, day: usize) -> bool {
        (self.from..self.from + self.days + 2 * AROUND).contains(&(day + AROUND))
    }
}

/// Everybody in a meeting of the plan, in the windows of so many days that have it in their first half.
fn windows(search: &Search, days: usize) -> BTreeSet<Window> {
    let candidates = &search.problem.candidates;
    let ways = search.best.ways.iter().flatten();
    let mut windows = BTreeSet::new();
    for (index, _) in ways.flat_map(|way| &way.meetings) {
        let from = candidates[*index].day / (days / 2) * (days / 2);
        for who in candidates[*index].people.iter().copied() {
            windows.insert(Window { from, who, days });
        }
    }
    windows
}

/// The weekly paths that could hold a meeting of somebody on a day.
fn weekly(search: &Search) -> BTreeMap<(usize, usize), BTreeSet<usize>> {
    let problem = search.problem;
    let held = problem.graph.held();
    let held = held.filter(|(path, _)| problem.graph.paths[*path].weekly);
    let mut weekly = BTreeMap::<_, BTreeSet<usize>>::new();
    for (path, index) in held {
        let candidate = &problem.candidates[index];
        for who in &candidate.people {
            let paths = weekly.entry((*who, candidate.day)).or_default();
            paths.insert(path);
        }
    }
    weekly
}

/// The paths that hold, or could hold, a meeting of somebody in a window.
fn around(
    search: &Search,
    weekly: &BTreeMap<(usize, usize), BTreeSet<usize>>,
    Window { from, who, days }: Window,
) -> BTreeSet<usize> {
    let mut open = BTreeSet::new();
    for day in from..(from + days).min(search.problem.days) {
        let held = search.best.on(who, day);
        open.extend(held.map(|(index, _)| search.index.path_of(index)));
        open.extend(weekly.get(&(who, day)).into_iter().flatten());
    }
    open
}

/// Looks for a better plan between the best one and a master: what both agree on stays (relaxation induced
/// neighbourhoods: Danna, Rothberg and Le Pape, 2005). No more than `branches` are looked at.
pub(super) fn between(search: &mut Search, taken: &[f64], weights: &Weights, branches: usize) {
    let agrees = |way: &PathSchedule| way.meetings.iter().all(|(index, _)| taken[*index] > AGREED);
    let ways = search.best.ways.iter().enumerate();
    let open = ways.filter(|(_, way)| !way.as_ref().is_some_and(agrees));
    let open: BTreeSet<usize> = open.map(|(path, _)| path).collect();
    let graph = prune::prune(search.problem, search.best.cost);
    let part = opened(search, &graph, |_| true, open);
    reopen(search, &part, |inner| inner.glance(weights, branches));
}

/// The problem in which some paths are open on days that are near. Whatever else is planned on the days of those
/// whom they need stays, but may change its hour as far as that keeps clear of the rest of the plan.
fn opened(
    search: &Search,
    graph: &Graph,
    is_near: impl Fn(usize) -> bool,
    open: BTreeSet<usize>,
) -> Part<'static> {
    let (problem, best) = (search.problem, &search.best);
    let may = |index: usize| is_near(problem.candidates[index].day) || best.holds(index);
    let kept = |arc: usize| {
        let to = graph.to(arc);
        let candidate = to.and_then(|to| graph.nodes[to].candidate);
        candidate.is_none_or(may)
    };
    let nodes = open
        .iter()
        .flat_map(|path| graph.paths[*path].nodes.clone());
    let candidates = nodes.filter_map(|node| graph.nodes[node].candidate);
    let beside = candidates
        .filter(|index| may(*index))
        .flat_map(|index| best.beside(index));
    let standing: BTreeSet<usize> = beside
        .map(|(other, _)| other)
        .filter(|other| !open.contains(&search.index.path_of(*other)))
        .collect();
    let mut part = problem.part(graph, open.into_iter().collect(), &standing, kept);
    let outside = |other: usize| {
        !standing.contains(&other) && !part.paths.contains(&search.index.path_of(other))
    };
    let own = part.problem.to_mut();
    for (candidate, index) in own.candidates.iter_mut().zip(&part.candidates) {
        let others = best.beside(*index).filter(|(other, _)| outside(*other));
        for (other, start) in others {
            let clear = best.clear_of(*index, other, start);
            for class in &mut candidate.starts {
                class.slots = class.slots.and(clear);
            }
        }
    }
    for (room, who) in own.room.iter_mut().zip(&part.people) {
        for (day, room) in room.iter_mut().enumerate() {
            let others = best.on(*who, day).filter(|(other, _)| outside(*other));
            *room = room.saturating_sub(others.count() as u32);
        }
    }
    part
}

/// Looks for a better plan of a part that stands as in the best plan, and takes it over; whether there was one.
fn reopen(search: &mut Search, part: &Part, look: impl FnOnce(&mut Search)) -> bool {
    let index = Index::new(&part.problem);
    let mut inner = Search::new(&part.problem, &index, search.clock, &|_| {});
    if !inner.best.stand(part, &search.best) {
        return false;
    }
    let before = inner.best.cost;
    inner.patience = BRIEF;
    inner.proven = search.proven;
    look(&mut inner);
    if inner.best.cost >= before {
        return false;
    }
    // What is left out of the part may cost something together with what is in it.
    let whole = search.best.clone();
    search.best.replace(part, inner.best.ways);
    let better = search.best.cost < whole.cost;
    match better {
        true => (search.tell)(&search.best.cost),
        false => search.best = whole,
    }
    better
}
