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
use crate::series::cost::LAYERS;
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
    let small = beside(newcomer);
    let answer = solver::solve(&small.instance, limits);
    (answer.layers, small.back(answer.placed))
}

impl Small {
    /// New meetings by the numbers of the whole instance.
    fn back(&self, placed: Vec<Placed>) -> Vec<Placed> {
        let whole = |one: Placed| {
            let series = *self.new.get(one.series)?;
            Some(Placed { series, ..one })
        };
        placed.into_iter().filter_map(whole).collect()
    }
}
