//! The door's memory of failed log-ins: who tried comes in, how long to wait goes out.

use std::collections::BTreeMap;
use std::sync::Mutex;

use chrono::{DateTime, Duration, Utc};

/// Minutes a failure is remembered.
const REMEMBERED: i64 = 15;

/// Keys remembered at most. When there are more, those of long ago are forgotten, then those that failed
/// least: whoever tries many names does not make a name forgotten that is being guessed at.
const MOST: usize = 10_000;

/// Failures by key: when each happened.
#[derive(Debug, Default)]
pub(super) struct Limit(Mutex<BTreeMap<String, Vec<DateTime<Utc>>>>);

impl Limit {
    /// Seconds to wait before another try, when `most` failures are remembered of a key.
    pub fn wait(&self, key: &str, most: usize, now: DateTime<Utc>) -> Option<i64> {
        let failures = self.0.lock().ok()?;
        let times = failures.get(key)?;
        let recent = times.iter().rev().filter(|at| now - **at < memory());
        let oldest = recent.take(most).collect::<Vec<_>>();
        let first = oldest.get(most.checked_sub(1)?)?;
        Some((**first + memory() - now).num_seconds().max(1))
    }

    /// Remembers a failure.
    pub fn failed(&self, key: &str, now: DateTime<Utc>) {
        let Ok(mut failures) = self.0.lock() else {
            return;
        };
        if failures.len() >= MOST && !failures.contains_key(key) {
            failures.retain(|_, times| times.last().is_some_and(|at| now - *at < memory()));
            if failures.len() >= MOST {
                let least = failures
                    .iter()
                    .min_by_key(|(_, times)| (times.len(), times.last()));
                let least = least.map(|(key, _)| key.clone());
                least.and_then(|key| failures.remove(&key));
            }
        }
        let times = failures.entry(key.to_owned()).or_default();
        times.retain(|at| now - *at < memory());
        times.push(now);
    }

    /// Forgets a key that got in.
    pub fn forget(&self, key: &str) {
        if let Ok(mut failures) = self.0.lock() {
            failures.remove(key);
        }
    }
}

fn memory() -> Duration {
    Duration::minutes(REMEMBERED)
}
