//! The memory of fetches: which body an address was given and when; kept in the store once a minute.

use std::sync::Mutex;

use chrono::{DateTime, Duration, SubsecRound as _, Utc};

use crate::store::{Disk, Fetched, Fetches, StoreError};

/// What is known of fetches, and what of it is not kept yet.
#[derive(Default)]
pub struct Memory(Mutex<Known>);

#[derive(Default)]
struct Known {
    all: Fetches,
    news: Fetches,
}

/// Minutes in which looking again is the same look.
const STILL: i64 = 30;

impl Known {
    fn learn(&mut self, hash: &str, fetched: Fetched) {
        self.news.insert(hash.to_owned(), fetched.clone());
        self.all.insert(hash.to_owned(), fetched);
    }
}

impl Memory {
    /// What was known when the server began.
    pub fn of(all: Fetches) -> Self {
        Self(Mutex::new(Known {
            all,
            news: Fetches::new(),
        }))
    }

    /// What is known of an address.
    pub fn get(&self, hash: &str) -> Option<Fetched> {
        self.0.lock().ok()?.all.get(hash).cloned()
    }

    /// Notes that an address was given a body, and returns since when that is its body, in whole
    /// seconds. That date only ever moves on, and moves with every change of the body, whatever
    /// the reason: a client that knows no tags misses nothing.
    pub fn given(&self, hash: &str, tag: &str, now: DateTime<Utc>) -> DateTime<Utc> {
        let now = now.trunc_subsecs(0);
        let Ok(mut known) = self.0.lock() else {
            return now;
        };
        let before = known.all.get(hash).cloned().unwrap_or_default();
        let same = before.tag == tag;
        let since = match before.since {
            Some(since) if same => since,
            Some(since) => now.max(since + Duration::seconds(1)),
            None => now,
        };
        if !same || before.at < Some(now) {
            let fetched = Fetched {
                at: before.at.max(Some(now)),
                tag: tag.to_owned(),
                since: Some(since),
                ..before
            };
            known.learn(hash, fetched);
        }
        since
    }

    /// Whether a look at the page of an address is another look than the last.
    pub fn is_new_look(&self, hash: &str, now: DateTime<Utc>) -> bool {
        let before = self.get(hash).and_then(|known| known.looked);
        before.is_none_or(|(last, _)| now - last >= Duration::minutes(STILL))
    }

    /// Notes that the page of an address was looked at, and returns when that was before: what changed
    /// since is marked. Who looks again within half an hour still sees the same marks.
    pub fn looked(&self, hash: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut known = self.0.lock().ok()?;
        let before = known.all.get(hash).cloned().unwrap_or_default();
        let looked = match before.looked {
            None => (now, None),
            Some((last, earlier)) if now - last < Duration::minutes(STILL) => (last, earlier),
            Some((last, _)) => (now, Some(last)),
        };
        if before.looked != Some(looked) {
            let looked = Some(looked);
            known.learn(hash, Fetched { looked, ..before });
        }
        looked.1
    }

    /// Writes what is new into the store. What cannot be written is tried again the next time.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn keep(&self, disk: &Disk) -> Result<(), StoreError> {
        let news = match self.0.lock() {
            Ok(known) if !known.news.is_empty() => known.news.clone(),
            _ => return Ok(()),
        };
        disk.keep_fetches(&news)?;
        if let Ok(mut known) = self.0.lock() {
            known.news.retain(|hash, kept| news.get(hash) != Some(kept));
        }
        Ok(())
    }
}
