//! Failed log-ins for the audit trail: each comes in by itself; it goes out so, or with the others of its minute when
//! there are many, so that whoever guesses does not fill the trail.

use std::sync::{Arc, Mutex};

use axum::http::request::Parts;
use chrono::{DateTime, Utc};

use super::{AppState, TeamService, caller};
use crate::store::AuditEvent;

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

impl TeamService {
    /// Tells the log and the audit trail that somebody could not log in. `name` is of an account there is: what else
    /// was typed may be anything, a password too.
    pub(super) async fn log_in_failed(
        self: &Arc<Self>,
        app: &AppState,
        parts: &Parts,
        name: Option<String>,
    ) {
        let now = (app.settings.clock)();
        let from = caller::address(parts, &app.settings);
        if let Some(log) = app.settings.log {
            let from = from.map_or("-".to_owned(), |from| from.to_string());
            let at = now.format("%Y-%m-%dT%H:%M:%SZ");
            let shown = name.as_deref().unwrap_or("-");
            log(&format!(
                "{at} LOGIN-FAILED from={from} team={} name={shown}",
                self.id()
            ));
        }
        let (own, before) = self.failed.one(now);
        self.note_failures(before).await;
        if own {
            let from = from.map_or(String::new(), caller::household);
            let times = None;
            let what = AuditEvent::LogInFailed { name, from, times };
            let _ = self.note("", what, None).await;
        }
    }

    /// Notes in the audit trail the failures of a minute that had no line of their own.
    async fn note_failures(self: &Arc<Self>, count: u32) {
        if count > 0 {
            let what = AuditEvent::LogInFailed {
                name: None,
                from: String::new(),
                times: Some(count),
            };
            let _ = self.note("", what, None).await;
        }
    }

    /// Notes the failures of minutes before an instant that were not noted yet.
    pub(super) async fn note_rest(self: &Arc<Self>, before: DateTime<Utc>) {
        self.note_failures(self.failed.rest(before)).await;
    }
}
