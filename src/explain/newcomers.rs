//! Something new beside a calendar that stands, such as a new case with this worker and that first week: instances
//! in which it is asked for come in, with the meetings that stand; what each costs goes out, the cheapest first.
//!
//! Nothing that stands moves, so only the new series are planned, around the hours their people have left: a
//! problem of a few paths instead of the whole team's. What is proven holds for calendars in which all else stays
//! where it is; planned anew, with everything free to move, an option may cost less, never more.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::standing::{Small, beside};
use crate::problem::{Bound, Placed};
use crate::series::Instance;
use crate::series::cost::{LAYERS, PAIR_DAY, PREFERENCES};
use crate::solver::{self, Limits};

/// Something new, to be tried.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// What is asked for with it: all that was asked for before, and the new series.
    pub instance: Instance,
    /// The meetings that stand, by the numbers of this instance; those of new series are not looked at.
    pub standing: Vec<Placed>,
    /// Which series are new. One that counts from a new one is new as well.
    pub new: BTreeSet<usize>,
}

/// What something new costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Which of the options.
    pub option: usize,
    /// What the calendar costs more with it, and at least, in the order of [`LAYERS`].
    pub layers: [Bound; LAYERS.len()],
    /// Its meetings, by the numbers of its instance.
    pub placed: Vec<Placed>,
}

/// Prices `options` options, as many at once as there are processors, each within `limits`; the cheapest comes
/// first, of equal ones the first. `option` makes each when its turn comes, so that not all are there at once.
pub fn rank(
    options: usize,
    option: &(dyn Fn(usize) -> Newcomer + Sync),
    limits: &Limits,
) -> Vec<Tried> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(options));
    let go = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= options {
                break;
            }
            let (layers, placed) = price(&option(at), limits);
            let tried = Tried {
                option: at,
                layers,
                placed,
            };
            done.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(tried);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 1..threads.min(options) {
            // A machine without threads to spare does it on this one.
            let _ = thread::Builder::new().spawn_scoped(scope, go);
        }
        go();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|one| (one.layers.map(|layer| layer.value), one.option));
    done
}

/// What one newcomer costs, and where its meetings go.
fn price(newcomer: &Newcomer, limits: &Limits) -> ([Bound; LAYERS.len()], Vec<Placed>) {
    let small = beside(newcomer, true);
    let answer = solver::solve(&small.instance, limits);
    let (new, kept): (Vec<_>, Vec<_>) = answer
        .placed
        .into_iter()
        .partition(|one| one.series < small.new.len());
    let mut layers = answer.layers;
    if kept.len() == small.kept {
        // The days on which a pair meets anyway are in every answer.
        add(&mut layers[PREFERENCES], -small.points());
        return (layers, small.back(new));
    }
    // More of what is new would fit if something that stands gave way; it does not.
    let small = beside(newcomer, false);
    let answer = solver::solve(&small.instance, limits);
    let mut layers = answer.layers;
    let saved = PAIR_DAY * small.shared(&answer.placed) as i64;
    let most = small.points().min(layers[PREFERENCES].bound);
    layers[PREFERENCES].value -= saved;
    layers[PREFERENCES].bound = (layers[PREFERENCES].bound - most).min(layers[PREFERENCES].value);
    (layers, small.back(answer.placed))
}

fn add(bound: &mut Bound, points: i64) {
    bound.value += points;
    bound.bound += points;
}

impl Small {
    /// What the days cost on which pairs meet anyway.
    fn points(&self) -> i64 {
        PAIR_DAY * self.pair_days.len() as i64
    }

    /// On how many of those days something new is planned for the same pair.
    fn shared(&self, placed: &[Placed]) -> usize {
        let on = |(bundle, day): &(usize, usize)| {
            self.instance.bundles.get(*bundle).is_some_and(|bundle| {
                placed.iter().any(|one| {
                    let both = [bundle.pair.0, bundle.pair.1];
                    one.day == *day
                        && bundle.series.contains(&one.series)
                        && both.iter().all(|who| one.people.contains(who))
                })
            })
        };
        self.pair_days.iter().filter(|day| on(day)).count()
    }

    /// New meetings by the numbers of the whole instance.
    fn back(&self, placed: Vec<Placed>) -> Vec<Placed> {
        let whole = |one: Placed| {
            let series = *self.new.get(one.series)?;
            Some(Placed { series, ..one })
        };
        placed.into_iter().filter_map(whole).collect()
    }
}
