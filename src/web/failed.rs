//! Failed log-ins for the audit trail: each comes in by itself; it goes out so, or with the others of its minute when
//! there are many, so that whoever guesses does not fill the trail.

use std::sync::Mutex;

use chrono::{DateTime, Utc};

/// Lines of one minute.
const MOST: u32 = 20;

/// The failures of a team's last minute.
#[derive(Debug, Default)]
pub(super) struct Failed(Mutex<Minute>);

#[derive(Debug, Default)]
struct Minute {
    /// Since 1970.
    number: i64,
    told: u32,
    more: u32,
}

impl Failed {
    /// One more: whether it has a line of its own, and how many of a minute before have none yet.
    pub fn one(&self, now: DateTime<Utc>) -> (bool, u32) {
        let before = self.rest(now);
        let Ok(mut minute) = self.0.lock() else {
            return (true, before);
        };
        let own = minute.told < MOST;
        if own {
            minute.told += 1;
        } else {
            minute.more += 1;
        }
        (own, before)
    }

    /// How many of a minute that is over have no line yet; from now on they have.
    pub fn rest(&self, now: DateTime<Utc>) -> u32 {
        let number = now.timestamp().div_euclid(60);
        match self.0.lock() {
            Ok(mut minute) if minute.number != number => {
                let fresh = Minute {
                    number,
                    ..Minute::default()
                };
                std::mem::replace(&mut *minute, fresh).more
            }
            _ => 0,
        }
    }
}
