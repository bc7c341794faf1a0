//! When to stop: a deadline, or a wish from outside.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A deadline and a flag that somebody else may raise.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    started: Instant,
    deadline: Instant,
    stop: Arc<AtomicBool>,
}

impl Clock {
    pub fn new(limit: Duration, stop: Arc<AtomicBool>) -> Self {
        let started = Instant::now();
        Self {
            started,
            deadline: started + limit,
            stop,
        }
    }

    pub fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || Instant::now() >= self.deadline
    }

    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}
