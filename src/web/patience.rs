//! How long somebody who guesses must wait: a request and a name come in; the names under which failures are
//! remembered, and the wait, go out.

use axum::http::request::Parts;
use chrono::{DateTime, Utc};

use super::limit::Patience;
use super::refusal::Refusal;
use super::{AppState, TeamService, caller, cookies};
use crate::store::Account;

/// What is borne of one account from one address or one known browser, of one account, and of one address. An
/// account may be guessed at from everywhere, so that a stranger's wait for it is never long.
const FROM_HERE: Patience = Patience {
    free: 5,
    longest: 15 * 60,
};
const OF_ACCOUNT: Patience = Patience {
    free: 50,
    longest: 60,
};
const OF_ADDRESS: Patience = Patience {
    free: 100,
    longest: 15 * 60,
};

/// Under which names failures are remembered.
#[derive(Clone)]
pub(super) struct Keys {
    here: String,
    /// Of everybody who tries this account, and of all who come from this address.
    shared: Option<(String, Option<String>)>,
}

impl Keys {
    /// Those of a log-in.
    pub fn of(
        parts: &Parts,
        app: &AppState,
        office: &TeamService,
        name: &str,
        account: Option<&Account>,
    ) -> Self {
        // What others do is nothing to the owner of a known browser.
        let known = account.and_then(|account| {
            let secret = cookies::browser(&parts.headers)?;
            office.sessions.known_browser(&secret, account)
        });
        if let Some(browser) = known {
            return Self::alone(format!("browser {browser}"));
        }
        let from = caller::address(parts, &app.settings);
        let name: String = name.chars().take(40).collect();
        let account = format!("account {} {name}", office.id());
        let shown = from.map_or(String::new(), caller::household);
        // Behind a proxy that nobody told us of everybody comes from this machine.
        let address = from
            .filter(|from| !from.is_loopback())
            .map(|_| format!("address {shown}"));
        Self {
            here: format!("{account} {shown}"),
            shared: Some((account, address)),
        }
    }

    /// Those of somebody who is inside already, and is asked for one thing more.
    pub fn inside(office: &TeamService, account: &Account, what: &str) -> Self {
        Self::alone(format!("{what} {} {}", office.id(), account.name))
    }

    fn alone(here: String) -> Self {
        Self { here, shared: None }
    }

    /// Whether it is a known browser, or somebody inside.
    pub fn is_known(&self) -> bool {
        self.shared.is_none()
    }

    /// Refuses whoever must wait.
    ///
    /// # Errors
    /// [`Refusal::TooOften`].
    pub fn must_not_wait(&self, app: &AppState, now: DateTime<Utc>) -> Result<(), Refusal> {
        let all = self.all();
        let waits = all.filter_map(|(key, patience)| app.failures.wait(key, patience, now));
        match waits.max() {
            Some(seconds) => Err(Refusal::TooOften(seconds)),
            None => Ok(()),
        }
    }

    /// Remembers a failure.
    pub fn failed(&self, app: &AppState, now: DateTime<Utc>) {
        for (key, _) in self.all() {
            app.failures.failed(key, now);
        }
    }

    /// Forgets the failures from here: it was right.
    pub fn forget(&self, app: &AppState) {
        app.failures.forget(&self.here);
    }

    fn all(&self) -> impl Iterator<Item = (&String, Patience)> {
        let shared = self.shared.as_ref();
        let account = shared.map(|(account, _)| (account, OF_ACCOUNT));
        let address = shared.and_then(|(_, address)| address.as_ref());
        [(&self.here, FROM_HERE)]
            .into_iter()
            .chain(account)
            .chain(address.map(|address| (address, OF_ADDRESS)))
    }
}
