//! When to stop: a deadline, a wish from outside, the end of a share of the time, or of an amount of work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A deadline, a nearer one while only a share of the time may be used, a flag that somebody else may raise, and an
/// amount of work, counted in questions whether it is over.
#[derive(Debug)]
pub(super) struct Clock {
    started: Instant,
    limit: Duration,
    /// Nanoseconds from the start.
    until: AtomicU64,
    stop: Arc<AtomicBool>,
    work: u64,
    asked: AtomicU64,
}

impl Clock {
    pub fn new(limit: Duration, stop: Arc<AtomicBool>, work: u64) -> Self {
        Self {
            started: Instant::now(),
            limit,
            until: AtomicU64::new(nanos(limit)),
            stop,
            work,
            asked: AtomicU64::new(0),
        }
    }

    /// Another that ends no later, for a share of the work: as much as the whole may do, so that its answer does not
    /// depend on the others.
    pub fn share(&self) -> Self {
        Self {
            started: self.started,
            limit: self.limit,
            until: AtomicU64::new(nanos(self.limit)),
            stop: self.stop.clone(),
            work: self.work,
            asked: AtomicU64::new(0),
        }
    }

    /// Another that begins now, whatever was to stop this one: for what must still be done at its end.
    pub fn grace(limit: Duration) -> Self {
        Self::new(limit, Arc::default(), u64::MAX)
    }

    /// Ends after this part of the time that is left.
    pub fn allow(&self, part: f64) {
        let now = self.started.elapsed();
        let left = self.limit.saturating_sub(now);
        self.until
            .store(nanos(now + left.mul_f64(part)), Ordering::Relaxed);
    }

    /// Whether to stop now.
    pub fn is_over(&self) -> bool {
        let until = Duration::from_nanos(self.until.load(Ordering::Relaxed));
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        asked >= self.work || self.stop.load(Ordering::Relaxed) || self.started.elapsed() >= until
    }

    /// Whether no other share of the time will come.
    pub fn is_spent(&self) -> bool {
        self.asked.load(Ordering::Relaxed) >= self.work
            || self.stop.load(Ordering::Relaxed)
            || self.started.elapsed() >= self.limit
    }

    /// Seconds until the deadline.
    pub fn left(&self) -> f64 {
        self.limit
            .saturating_sub(self.started.elapsed())
            .as_secs_f64()
    }

    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
