//! When to stop: a deadline, a wish from outside, or the end of a share of the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A deadline, a nearer one while only a share of the time may be used, and a flag that somebody else
/// may raise.
#[derive(Debug)]
pub(super) struct Clock {
    started: Instant,
    limit: Duration,
    /// Nanoseconds from the start.
    until: AtomicU64,
    stop: Arc<AtomicBool>,
}

impl Clock {
    pub fn new(limit: Duration, stop: Arc<AtomicBool>) -> Self {
        Self {
            started: Instant::now(),
            limit,
            until: AtomicU64::new(nanos(limit)),
            stop,
        }
    }

    /// Another that ends no later, for a share of the work.
    pub fn share(&self) -> Self {
        Self {
            started: self.started,
            limit: self.limit,
            until: AtomicU64::new(nanos(self.limit)),
            stop: self.stop.clone(),
        }
    }

    /// Ends after this part of the time that is left.
    pub fn allow(&self, part: f64) {
        let now = self.started.elapsed();
        let left = self.limit.saturating_sub(now);
        self.until
            .store(nanos(now + left.mul_f64(part)), Ordering::Relaxed);
    }

    pub fn is_over(&self) -> bool {
        let until = Duration::from_nanos(self.until.load(Ordering::Relaxed));
        self.stop.load(Ordering::Relaxed) || self.started.elapsed() >= until
    }

    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
