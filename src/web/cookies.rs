//! The door's two cookies: a session's, and one by which a browser is known that somebody was let in with before.
//! Headers come in, secrets go out; secrets come in, headers go out.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use cookie::time::Duration;
use cookie::{Cookie, SameSite};

use super::{AppState, TeamService};
use crate::store::Secret;

/// The cookie of a session. It ends with the browser, if not before.
const SESSION: &str = "cadans";

/// The cookie of a browser that is known.
const BROWSER: &str = "cadans-known";

/// Days a browser keeps that.
const DAYS: i64 = 180;

/// The secret of a session that a browser sends.
pub(super) fn session(headers: &HeaderMap) -> Option<String> {
    sent(headers, SESSION)
}

/// The secret by which a browser may be known.
pub(super) fn browser(headers: &HeaderMap) -> Option<String> {
    sent(headers, BROWSER)
}

fn sent(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter();
    let mut cookies = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok);
    let found = cookies.find(|cookie| cookie.name() == name)?;
    Some(found.value().to_owned())
}

/// Gives a browser a session, which goes to the pages of its team only.
pub(super) fn give_session(app: &AppState, office: &TeamService, secret: &Secret) -> String {
    let cookie = Cookie::build((SESSION, secret.text()))
        .path(format!("/t/{}", office.id()))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.is_secure());
    cookie.to_string()
}

/// Makes a browser known, at the door only.
pub(super) fn give_browser(app: &AppState, office: &TeamService, secret: &Secret) -> String {
    let cookie = Cookie::build((BROWSER, secret.text()))
        .path(super::login::path(office))
        .max_age(Duration::days(DAYS))
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(app.settings.is_secure());
    cookie.to_string()
}
