//! The door's memory of failed log-ins: who tried comes in, how long to wait goes out. Each failure makes the wait
//! longer, to an end: who guesses gets nowhere, and nobody is kept out for long by others.

use std::collections::BTreeMap;
use std::sync::Mutex;

use chrono::{DateTime, Duration, Utc};

/// Seconds of the first wait; each failure after it doubles them.
const FIRST: i64 = 15;

/// Hours after its last failure in which a key is remembered.
const REMEMBERED: i64 = 24;

/// Keys remembered at most. When there are more, those of long ago are forgotten, then those that failed
/// least: whoever tries many names does not make a name forgotten that is being guessed at.
const MOST: usize = 10_000;

/// How much is borne of a key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// Failures without a wait.
    pub free: u32,
    /// Seconds of the longest wait.
    pub longest: i64,
}

/// Failures by key: how many, and when the last was.
#[derive(Debug, Default)]
pub(super) struct Limit(Mutex<BTreeMap<String, (u32, DateTime<Utc>)>>);

impl Limit {
    /// Seconds to wait before another try; `None` when there is no need.
    pub fn wait(&self, key: &str, patience: Patience, now: DateTime<Utc>) -> Option<i64> {
        let failures = self.0.lock().ok()?;
        let (count, last) = failures.get(key).filter(|(_, last)| recent(*last, now))?;
        let doubled = count.checked_sub(patience.free)?.min(30);
        let wait = (FIRST << doubled).min(patience.longest);
        let left = (*last + Duration::seconds(wait) - now).num_seconds();
        (left > 0).then_some(left)
    }

    /// Remembers a failure.
    pub fn failed(&self, key: &str, now: DateTime<Utc>) {
        let Ok(mut failures) = self.0.lock() else {
            return;
        };
        if failures.len() >= MOST && !failures.contains_key(key) {
            failures.retain(|_, (_, last)| recent(*last, now));
            if failures.len() >= MOST {
                let least = failures.iter().min_by_key(|(_, known)| **known);
                let least = least.map(|(key, _)| key.clone());
                least.and_then(|key| failures.remove(&key));
            }
        }
        let (count, last) = failures.entry(key.to_owned()).or_insert((0, now));
        let before = if recent(*last, now) { *count } else { 0 };
        (*count, *last) = (before.saturating_add(1), now);
    }

    /// Forgets a key that got in.
    pub fn forget(&self, key: &str) {
        if let Ok(mut failures) = self.0.lock() {
            failures.remove(key);
        }
    }
}

fn recent(last: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - last < Duration::hours(REMEMBERED)
}
