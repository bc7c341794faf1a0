//! Logging in and out: a name and a password come in; a session, or the same page with a word, goes out.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::form::Sent;
use super::limit::Patience;
use super::refusal::Refusal;
use super::team_service::aside;
use super::user::{self, lang_of, office_of, session_of};
use super::{AppState, TeamService, accounts, error_page, from, page, password};
use crate::error::Error;
use crate::language::Lang;
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

/// What a log-in form says.
#[derive(Deserialize)]
struct Asked {
    name: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// What the address of the log-in page says when a form was not sent.
const LOST: &str = "&lost=form";

/// A form with nothing but its token.
#[derive(Deserialize)]
struct Nothing {}

/// Its pages.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/login", get(show).post(log_in))
        .route("/logout", post(log_out))
}

/// Where the log-in page of an office is.
pub(super) fn path(office: &TeamService) -> String {
    format!("/t/{}/login", office.id())
}

/// The address of the log-in page that leads back to the page asked for. Whoever sent a form is led back to its page,
/// and told that it was not sent.
pub(super) fn address(office: &TeamService, parts: &Parts) -> String {
    let original = parts.extensions.get::<axum::extract::OriginalUri>();
    let asked = original.map_or(parts.uri.path(), |original| original.path());
    let home = format!("/t/{}/", office.id());
    let sent = !error_page::asks(&parts.method);
    let next = match sent {
        false => asked.to_owned(),
        true => error_page::page_before(&parts.headers, &home)
            .unwrap_or_else(|| error_page::above(asked, &home)),
    };
    let next = utf8_percent_encode(&next, NON_ALPHANUMERIC);
    let lost = if sent { LOST } else { "" };
    format!("{}?next={next}{lost}", path(office))
}

async fn show(State(app): State<Arc<AppState>>, request: Request) -> Result<Response, Refusal> {
    let (mut parts, _) = request.into_parts();
    let office = office_of(&mut parts, &app).await?;
    let session = session_of(&mut parts).await?;
    let lang = lang_of(&parts, &session, &office).await;
    let query = parts.uri.query().unwrap_or_default();
    let next = query.split('&').find_map(|pair| pair.strip_prefix("next="));
    let next = next.unwrap_or_default();
    let next = percent_encoding::percent_decode_str(next).decode_utf8_lossy();
    let lost = query.contains(LOST).then(|| (StatusCode::OK, lost(lang)));
    Ok(form(&office, lang, &next, lost))
}

async fn log_in(State(app): State<Arc<AppState>>, request: Request) -> Result<Response, Refusal> {
    let (mut parts, body) = request.into_parts();
    let office = office_of(&mut parts, &app).await?;
    let session = session_of(&mut parts).await?;
    let lang = lang_of(&parts, &session, &office).await;
    let whole = Request::from_parts(parts.clone(), body);
    let bytes = Bytes::from_request(whole, &()).await;
    let bytes = bytes.map_err(|_| Refusal::Stale)?;
    let asked: Asked = super::form::read(&parts, bytes).await?;
    let now = (app.settings.clock)();
    let seen = office.now().await?;
    let account = seen.account(&asked.name).cloned();
    let keys = keys(&parts, &app, &office, &asked.name, account.as_ref());
    if let Some(seconds) = keys.wait(&app, now) {
        return Err(Refusal::TooOften(seconds));
    }
    let hashed = account.as_ref().map(|account| account.password.clone());
    let judging = app.judging.acquire().await;
    // Of many who came in at once, those before have failed meanwhile.
    if let Some(seconds) = keys.wait(&app, now) {
        return Err(Refusal::TooOften(seconds));
    }
    let given = asked.password;
    let is_right = aside(move || {
        let fits = given.len() <= accounts::LONGEST;
        Ok(fits && password::is(&given, hashed.as_deref()))
    })
    .await?;
    drop(judging);
    match account.filter(|_| is_right) {
        // Who knows the password may know why it opens nothing any more.
        Some(account) if !user::is_here(&account, &seen, &app, &office) => Ok(form(
            &office,
            lang,
            &asked.next,
            Some((StatusCode::FORBIDDEN, left(lang))),
        )),
        Some(account) => {
            app.failures.forget(&keys.here);
            user::let_in(&session, &office, &account).await?;
            user::keep_lang(&parts, &session).await;
            let secure = app.settings.is_secure();
            let cookie = app.known.give(&office, &account, secure);
            let cookie = AppendHeaders([(SET_COOKIE, cookie.map_err(Error::Store)?)]);
            let inside = Redirect::to(&inside(&office, &asked.next));
            Ok((cookie, inside).into_response())
        }
        None => {
            keys.failed(&app, now);
            Ok(form(
                &office,
                lang,
                &asked.next,
                Some((StatusCode::UNAUTHORIZED, wrong(lang))),
            ))
        }
    }
}

async fn log_out(State(app): State<Arc<AppState>>, request: Request) -> Result<Redirect, Refusal> {
    let (mut parts, body) = request.into_parts();
    let session = session_of(&mut parts).await?;
    let sent = Sent::<Nothing>::from_request(Request::from_parts(parts, body), &app).await?;
    user::let_out(&session).await?;
    Ok(Redirect::to(&sent.user.at("/login")))
}

/// Under which names failures are remembered.
struct Keys {
    here: String,
    /// Of everybody who tries this account, and of all who come from this address.
    shared: Option<(String, Option<String>)>,
}

fn keys(
    parts: &Parts,
    app: &AppState,
    office: &TeamService,
    name: &str,
    account: Option<&Account>,
) -> Keys {
    // What others do is nothing to the owner of a known browser.
    let known = account.and_then(|account| app.known.of(&parts.headers, office, account));
    if let Some(browser) = known {
        return Keys {
            here: format!("browser {browser}"),
            shared: None,
        };
    }
    let from = from::address(parts, &app.settings);
    let name: String = name.chars().take(40).collect();
    let account = format!("account {} {name}", office.id());
    let shown = from.map_or(String::new(), from::household);
    // Behind a proxy that nobody told us of everybody comes from this machine.
    let address = from
        .filter(|from| !from.is_loopback())
        .map(|_| format!("address {shown}"));
    Keys {
        here: format!("{account} {shown}"),
        shared: Some((account, address)),
    }
}

impl Keys {
    fn wait(&self, app: &AppState, now: DateTime<Utc>) -> Option<i64> {
        let all = self.all();
        let waits = all.filter_map(|(key, patience)| app.failures.wait(key, patience, now));
        waits.max()
    }

    fn failed(&self, app: &AppState, now: DateTime<Utc>) {
        for (key, _) in self.all() {
            app.failures.failed(key, now);
        }
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

/// The page to go on to: only one of this team.
fn inside(office: &TeamService, next: &str) -> String {
    let home = format!("/t/{}/", office.id());
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.".contains(c);
    if next.starts_with(&home) && next.chars().all(plain) && !next.contains("..") {
        next.to_owned()
    } else {
        home
    }
}

fn lost(lang: Lang) -> &'static str {
    lang.pick(
        "U was uitgelogd. Wat u net invulde of indrukte, is niet opgeslagen: log in en doe het opnieuw.",
        "You had been logged out. What you just entered or pressed was not saved: log in and do it again.",
    )
}

fn left(lang: Lang) -> &'static str {
    lang.pick(
        "Dit account is van iemand die niet meer in het team is. Klopt dat niet, vraag het dan de teamleider.",
        "This account is of somebody who is no longer in the team. If that is wrong, ask the team lead.",
    )
}

fn wrong(lang: Lang) -> &'static str {
    lang.pick(
        "Naam of wachtwoord klopt niet.",
        "Name or password is not right.",
    )
}

fn form(
    office: &TeamService,
    lang: Lang,
    next: &str,
    said: Option<(StatusCode, &str)>,
) -> Response {
    let body: Markup = html! {
        form method="post" action={"/t/" (office.id()) "/login?lang=" (lang.pick("nl", "en"))} class="narrow" {
            @if let Some((_, said)) = said {
                p class="bad" role="alert" { (said) }
            }
            input type="hidden" name="next" value=(next);
            label for="name" { (lang.pick("Naam", "Name")) }
            input id="name" name="name" autocomplete="username" autocapitalize="none" required autofocus;
            label for="password" { (lang.pick("Wachtwoord", "Password")) }
            input id="password" name="password" type="password" autocomplete="current-password" required;
            button { (lang.pick("Inloggen", "Log in")) }
        }
    };
    let status = said.map_or(StatusCode::OK, |(status, _)| status);
    let other = lang.pick("en", "nl");
    let next = utf8_percent_encode(next, NON_ALPHANUMERIC);
    let head = html! {
        header {
            span class="brand" { "Cadans" }
            span class="who" { a href={"?lang=" (other) "&next=" (next)} lang=(other) { (lang.pick("English", "Nederlands")) } }
        }
    };
    (status, page::open(lang, office.name(), &head, &body)).into_response()
}
