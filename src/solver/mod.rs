//! Solving: an [`Instance`] comes in, the best [`Assignment`] found and what is proven about it go
//! out.
//!
//! A plan stands at once (`improve`, on a `calendar`). What no better plan can use is dropped (`prune`);
//! the linear programme of days (`model`, `rows`, `lift`) says how good a plan can be, and with exact
//! hours (`slots`, `order`) and branching (`search`) better ones are found; `layers` turns what weighted
//! sums prove into a proof for each layer. What people know of already is where it begins (`improve`), and
//! where it ends while nothing has changed (`settled`).

mod calendar;
mod choice;
mod clock;
mod dive;
mod hours;
mod improve;
mod layers;
mod lift;
mod local;
mod order;
#[cfg(test)]
mod peer;
mod prices;
mod prune;
mod rows;
mod search;
mod settled;
mod simplex;
mod slots;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::problem::{self, Assignment};
use crate::series::Instance;
use crate::series::cost::LAYERS;

/// How long and how hard to try.
#[derive(Clone)]
pub struct Limits<'a> {
    /// Wall-clock time.
    pub time: Duration,
    /// Raised from outside to end with the best plan so far.
    pub stop: Arc<AtomicBool>,
    /// Branches looked at for each proof; a run that no time limit stops always ends the same way.
    pub branches: usize,
    /// Told whenever something is known better.
    pub progress: &'a (dyn Fn(&Progress) + Sync),
}

impl Default for Limits<'_> {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            stop: Arc::default(),
            branches: 200,
            progress: &|_| {},
        }
    }
}

/// What is known so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Seconds since the start.
    pub seconds: f64,
    /// The best plan's layers.
    pub value: [i64; LAYERS.len()],
    /// What is proven of each.
    pub bound: [i64; LAYERS.len()],
}

/// Plans an instance. The answer always keeps the rules; what does not fit is left out.
pub fn solve(instance: &Instance, limits: &Limits) -> Assignment {
    let clock = clock::Clock::new(limits.time, limits.stop.clone());
    let problem = problem::build(instance);
    let mut assignment = layers::solve(&problem, settled::Settled::of(instance), limits, &clock);
    assignment.seconds = clock.seconds();
    assignment
}
