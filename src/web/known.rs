//! Browsers that somebody was let in with before: a cookie comes in; whether it is one of theirs goes out. Such a
//! browser has its own patience at the door, so that nobody else's wrong passwords keep its owner out.

use std::collections::VecDeque;
use std::sync::Mutex;

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use tower_sessions::cookie::time::Duration;
use tower_sessions::cookie::{Cookie, SameSite};

use super::TeamService;
use crate::store::{Account, Secret, StoreError};

/// The cookie's name.
const NAME: &str = "cadans-known";

/// Days a browser keeps it.
const DAYS: i64 = 180;

/// Browsers remembered at most, those of the latest log-ins.
const MOST: usize = 1_000;

/// Cookies that were given out, hashed, each with whose it is. A new start of the server forgets them.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<VecDeque<(String, String)>>);

/// Whose a cookie is: a new password ends it.
fn whose(office: &TeamService, account: &Account) -> String {
    let since = account.since.timestamp_micros();
    format!("{} {} {since}", office.id(), account.name)
}

impl Known {
    /// The hash of the cookie a browser sends, if this account was let in with it.
    pub fn of(
        &self,
        headers: &HeaderMap,
        office: &TeamService,
        account: &Account,
    ) -> Option<String> {
        let sent = headers.get_all(COOKIE).iter();
        let mut cookies = sent
            .filter_map(|line| line.to_str().ok())
            .flat_map(Cookie::split_parse)
            .filter_map(Result::ok);
        let cookie = cookies.find(|cookie| cookie.name() == NAME)?;
        let given = (Secret::hash_of(cookie.value()), whose(office, account));
        let known = self.0.lock().ok()?.contains(&given);
        known.then_some(given.0)
    }

    /// Makes a cookie for a browser that was let in. It goes to the door only.
    ///
    /// # Errors
    /// When the machine gives no random bytes.
    pub fn give(
        &self,
        office: &TeamService,
        account: &Account,
        secure: bool,
    ) -> Result<String, StoreError> {
        let secret = Secret::draw()?;
        if let Ok(mut known) = self.0.lock() {
            known.push_front((secret.hash(), whose(office, account)));
            known.truncate(MOST);
        }
        let cookie = Cookie::build((NAME, secret.text()))
            .path(super::login::path(office))
            .max_age(Duration::days(DAYS))
            .http_only(true)
            .same_site(SameSite::Strict)
            .secure(secure);
        Ok(cookie.to_string())
    }
}
