//! Parts that share nobody's day, solved side by side: a problem comes in, the answers of its parts go
//! out as one. The answer is the same whatever the number of threads, unless time runs out.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use super::calendar::{Calendar, Index};
use super::clock::Clock;
use super::context::Search;
use super::layers::{self, Proven};
use super::mended::GRACE;
use super::settled::Settled;
use super::{Limits, Progress};
use crate::problem::{Assignment, Bound, Cost, Problem};
use crate::series::cost::{HARD, LATE, MOVES, QUALITY, SOFT};

/// Branches of each part that are looked at for each proof before any part is looked at thoroughly.
const FEW: usize = 20;

/// Seconds between better plans that are told of while nothing more is known about them.
const OFTEN: f64 = 0.1;

/// Solves a problem within its limits. A settled plan gives way only to one that gains something required,
/// or that places or hastens something without moving a meeting.
pub(super) fn solve(
    problem: &Problem,
    settled: Option<Settled>,
    limits: &Limits,
    clock: &Clock,
) -> Assignment {
    let index = Index::new(problem);
    let settled = settled.and_then(|settled| settled.stays(problem, &index));
    let parts = problem.parts();
    let indexes: Vec<Index> = parts.iter().map(|part| Index::new(&part.problem)).collect();
    let clocks: Vec<Clock> = parts.iter().map(|_| clock.share()).collect();
    let board = Board::new(parts.len(), limits, clock);
    let tells: Vec<_> = (0..parts.len())
        .map(|part| {
            let board = &board;
            move |value: &Cost| board.better(part, value)
        })
        .collect();
    let searches = parts.iter().zip(&indexes).zip(clocks.iter().zip(&tells));
    let searches: Vec<Search> = searches
        .map(|((part, index), (clock, tell))| Search::new(&part.problem, index, clock, tell))
        .collect();
    let mut works = works(searches);
    for first in [layers::begin, layers::better] {
        side_by_side(works.iter_mut(), limits.threads, |work, _| {
            first(&mut work.search);
            board.write(work.part, &work.search.best.cost, &work.known);
        });
        board.tell();
    }
    let few = FEW.min(limits.branches);
    let all = (QUALITY, limits.branches);
    let mut efforts = match works.len() {
        0 | 1 => vec![all],
        _ => vec![(QUALITY, few), all],
    };
    if layers::is_anew(problem) {
        efforts.insert(0, (MOVES, few));
    }
    for effort in efforts {
        works.iter_mut().for_each(|work| work.ended = false);
        while !clock.is_over() && works.iter().any(Work::is_open) {
            let open = works.iter_mut().filter(|work| work.is_open());
            side_by_side(open, limits.threads, |work, left| {
                work.go_on(limits, effort, left, &board);
            });
        }
    }
    let unproven = |work: &&mut Work| !work.known.proves(&work.search.best.cost, QUALITY);
    let unproven = works.iter_mut().filter(unproven);
    let grace = Clock::grace(GRACE);
    side_by_side(unproven, limits.threads, |work, _| {
        work.search.fill(&grace);
        board.write(work.part, &work.search.best.cost, &work.known);
    });
    let mut best = Calendar::new(problem, &index);
    for work in works {
        best.replace(&parts[work.part], work.search.best.ways);
    }
    let only_wished = |settled: &Calendar| {
        let gains = |layer: usize| best.cost[layer] < settled.cost[layer];
        !gains(HARD) && (best.cost[MOVES] > 0 || !(gains(SOFT) || gains(LATE)))
    };
    let settled = settled.filter(only_wished);
    let best = settled.unwrap_or(best);
    let bounds = layers::together(&board.lock().parts).0;
    Assignment {
        placed: best.placed(),
        layers: std::array::from_fn(|layer| Bound {
            value: best.cost[layer],
            bound: bounds[layer].min(best.cost[layer]),
        }),
        seconds: 0.0,
    }
}

/// A part being solved.
struct Work<'a> {
    part: usize,
    search: Search<'a>,
    known: Proven,
    /// Nothing more is to be had here.
    ended: bool,
}

/// The parts to solve, those with the fewest candidates first.
fn works(searches: Vec<Search>) -> Vec<Work> {
    let works = searches.into_iter().enumerate().map(|(part, search)| Work {
        part,
        known: Proven::new(&search),
        search,
        ended: false,
    });
    let mut works: Vec<Work> = works.collect();
    works.sort_by_key(|work| work.search.problem.candidates.len());
    works
}

impl Work<'_> {
    /// Whether more may be had here, and may still be looked for.
    fn is_open(&self) -> bool {
        !self.ended && !self.search.clock.is_spent()
    }

    /// Proves what can be proven in a fair part of the time, one of `left` that are still to come.
    fn go_on(
        &mut self,
        limits: &Limits,
        (goal, branches): (usize, usize),
        left: usize,
        board: &Board,
    ) {
        let at_once = limits.threads.max(1);
        let share = at_once as f64 / left.max(at_once) as f64;
        self.search.clock.allow(share);
        let tell = |value: &Cost, known: &Proven| {
            board.write(self.part, value, known);
            board.tell();
        };
        layers::prove(&mut self.search, &mut self.known, goal, branches, &tell);
        self.search.rest();
        self.ended = !self.search.clock.is_over();
    }
}

/// What is known of all parts.
struct Board<'a> {
    limits: &'a Limits<'a>,
    clock: &'a Clock,
    written: Mutex<Written>,
}

/// What each part's plan costs and what is proven of it, and when that was last told.
struct Written {
    parts: Vec<(Cost, Proven)>,
    told: f64,
}

impl<'a> Board<'a> {
    fn new(parts: usize, limits: &'a Limits, clock: &'a Clock) -> Self {
        Self {
            limits,
            clock,
            written: Mutex::new(Written {
                parts: vec![(Cost::ZERO, Proven::default()); parts],
                told: 0.0,
            }),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, part: usize, value: &Cost, known: &Proven) {
        self.lock().parts[part] = (*value, known.clone());
    }

    /// Takes note of a better plan of a part, and tells of it unless something was told just now.
    fn better(&self, part: usize, value: &Cost) {
        let mut written = self.lock();
        written.parts[part].0 = *value;
        if self.clock.seconds() > written.told + OFTEN {
            self.show(&mut written);
        }
    }

    fn tell(&self) {
        self.show(&mut self.lock());
    }

    fn show(&self, written: &mut Written) {
        written.told = self.clock.seconds();
        (self.limits.progress)(&Progress {
            seconds: written.told,
            value: written
                .parts
                .iter()
                .map(|(value, _)| *value)
                .sum::<Cost>()
                .0,
            bound: layers::together(&written.parts).0,
        });
    }
}

/// Does a piece of work for each, in their order, on as many threads. The work is told how many are left,
/// itself among them.
fn side_by_side<T: Send>(
    all: impl Iterator<Item = T>,
    threads: usize,
    work: impl Fn(T, usize) + Sync,
) {
    let all: VecDeque<T> = all.collect();
    let threads = threads.min(all.len());
    let open = Mutex::new(all);
    let next = || {
        let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
        let left = open.len();
        Some((open.pop_front()?, left))
    };
    let go = || {
        while let Some((one, left)) = next() {
            work(one, left);
        }
    };
    if threads < 2 {
        return go();
    }
    thread::scope(|scope| {
        for _ in 1..threads {
            // A machine without threads to spare does it on this one.
            let _ = thread::Builder::new().spawn_scoped(scope, go);
        }
        go();
    });
}
