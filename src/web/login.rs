//! Logging in and out: a name and a password come in; a session, or the same page with a word, goes out.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::form::{self, Sent};
use super::login_page::{door, left, lost, over, wrong};
use super::patience::Keys;
use super::refusal::Refusal;
use super::unsent::{self, Unsent};
use super::user::{self, lang_of, office_of};
use super::visitor::{Visitor, needs_second};
use super::{AppState, TeamService, accounts, caller, cookies, error_page, password, second};
use crate::error::Error;
use crate::store::{Account, AuditEvent, Secret};

/// Bytes of a log-in form: an unsent form may be carried along.
const LARGEST: usize = 96 * 1024;

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
    leading(path(office), office, parts)
}

/// The same of the page that asks for the second factor.
pub(super) fn address_of_second(office: &TeamService, parts: &Parts) -> String {
    leading(format!("/t/{}/second", office.id()), office, parts)
}

fn leading(door: String, office: &TeamService, parts: &Parts) -> String {
    let sent = !error_page::asks(&parts.method);
    let next = utf8_percent_encode(&page_of(office, parts), NON_ALPHANUMERIC).to_string();
    let lost = if sent { LOST } else { "" };
    format!("{door}?next={next}{lost}")
}

/// The page that was asked for, or that a form came from.
pub(super) fn page_of(office: &TeamService, parts: &Parts) -> String {
    let original = parts.extensions.get::<axum::extract::OriginalUri>();
    let asked = original.map_or(parts.uri.path(), |original| original.path());
    let home = format!("/t/{}/", office.id());
    match error_page::asks(&parts.method) {
        true => asked.to_owned(),
        false => error_page::page_before(&parts.headers, &home)
            .unwrap_or_else(|| error_page::above(asked, &home)),
    }
}

async fn show(State(app): State<Arc<AppState>>, request: Request) -> Result<Response, Refusal> {
    let (mut parts, _) = request.into_parts();
    let office = office_of(&mut parts, &app).await?;
    let lang = lang_of(&parts, &office, None);
    let query = parts.uri.query().unwrap_or_default();
    let next = query.split('&').find_map(|pair| pair.strip_prefix("next="));
    let next = next.unwrap_or_default();
    let next = percent_encoding::percent_decode_str(next).decode_utf8_lossy();
    let lost = query.contains(LOST).then(|| (StatusCode::OK, lost(lang)));
    Ok(door(&office, lang, &next, None, lost))
}

/// The log-in page for whoever sent a form without a session, which is carried along.
pub(super) fn again(office: &TeamService, parts: &Parts, unsent: &Unsent) -> Response {
    let lang = lang_of(parts, office, None);
    let next = page_of(office, parts);
    let said = Some((StatusCode::UNAUTHORIZED, over(lang)));
    door(office, lang, &next, Some(unsent), said)
}

/// What a log-in form says.
struct Asked {
    name: String,
    password: String,
    next: String,
    unsent: Option<Unsent>,
}

impl Asked {
    fn of(office: &TeamService, fields: &[(String, String)]) -> Self {
        let field = |asked: &str| {
            let found = fields.iter().find(|(name, _)| name == asked);
            found.map_or(String::new(), |(_, value)| value.clone())
        };
        Self {
            name: field("name"),
            password: field("password"),
            next: field("next"),
            unsent: Unsent::carried(office, fields),
        }
    }
}

async fn log_in(State(app): State<Arc<AppState>>, request: Request) -> Result<Response, Refusal> {
    let (mut parts, body) = request.into_parts();
    let office = office_of(&mut parts, &app).await?;
    let lang = lang_of(&parts, &office, None);
    let bytes = form::of_stranger(&app, &parts, body, LARGEST).await?;
    let fields: Vec<(String, String)> = form::read(&parts, bytes).await?;
    let asked = Asked::of(&office, &fields);
    let now = (app.settings.clock)();
    let seen = office.now().await?;
    let account = seen.account(&asked.name).cloned();
    let keys = Keys::of(&parts, &app, &office, &asked.name, account.as_ref());
    keys.must_not_wait(&app, now)?;
    let hashed = account.as_ref().map(|account| account.password.clone());
    let (own, given, waits) = (app.clone(), asked.password.clone(), keys.clone());
    let judged = app.judge.does(keys.is_known(), move |room| {
        // Of many who came in at once, those before have failed meanwhile.
        waits.must_not_wait(&own, now)?;
        let fits = given.len() <= accounts::LONGEST;
        let is_right = fits && password::is(&given, hashed.as_deref(), room);
        if !is_right {
            waits.failed(&own, now);
        }
        Ok(is_right)
    });
    let is_right: Result<bool, Refusal> = judged.await?;
    let is_right = is_right?;
    let known = account.as_ref().map(|account| account.name.clone());
    match account.filter(|_| is_right) {
        // Who knows the password may know why it opens nothing any more.
        Some(account) if !user::is_here(&account, &seen, &app, &office) => {
            let said = Some((StatusCode::FORBIDDEN, left(lang)));
            Ok(door(&office, lang, &asked.next, None, said))
        }
        Some(account) => {
            keys.forget(&app);
            let entry = Entry {
                second: false,
                next: asked.next,
                unsent: asked.unsent,
            };
            let_in(&app, &office, &account, &parts, entry).await
        }
        None => {
            office.log_in_failed(&app, &parts, known).await;
            let said = Some((StatusCode::UNAUTHORIZED, wrong(lang)));
            Ok(door(
                &office,
                lang,
                &asked.next,
                asked.unsent.as_ref(),
                said,
            ))
        }
    }
}

/// How somebody comes in, and where they go on to.
pub(super) struct Entry {
    /// Whether the second factor was given, too.
    pub second: bool,
    /// The page to go on to.
    pub next: String,
    /// A form that was not sent.
    pub unsent: Option<Unsent>,
}

/// Lets an account in: from now on its browser has a new session. Whoever must still give a second factor is led to
/// where that is asked.
pub(super) async fn let_in(
    app: &Arc<AppState>,
    office: &Arc<TeamService>,
    account: &Account,
    parts: &Parts,
    entry: Entry,
) -> Result<Response, Refusal> {
    let now = (app.settings.clock)();
    let (secret, browser) = (draw()?, draw()?);
    if let Some(old) = cookies::session(&parts.headers) {
        office.sessions.end(&old);
    }
    let is_complete = entry.second || !needs_second(app, account);
    let caller = caller::of(parts, &app.settings);
    let mut set = vec![(SET_COOKIE, cookies::give_session(app, office, &secret))];
    if is_complete {
        let what = AuditEvent::LoggedIn {
            role: account.role.name().to_owned(),
            from: caller.from.clone(),
            by_proxy: false,
        };
        office.note(&account.name, what, None).await?;
        office.sessions.know_browser(&browser, account);
        set.push((SET_COOKIE, cookies::give_browser(app, office, &browser)));
    }
    let sessions = &office.sessions;
    sessions.begin(&secret, account, entry.second, caller, now);
    user::keep_lang(parts, office, &account.name);
    office.keep_sessions().await;
    let seen = office.now().await?;
    let user = Visitor::of(app, office, &seen, account, secret.text(), parts);
    let inside = inside(office, &entry.next);
    let page = match (is_complete, &entry.unsent) {
        (false, unsent) => second::page(&user, &inside, unsent.as_ref(), None),
        (true, Some(unsent)) => unsent.page(&user, StatusCode::OK, &inside),
        (true, None) => Redirect::to(&inside).into_response(),
    };
    Ok((AppendHeaders(set), page).into_response())
}

fn draw() -> Result<Secret, Refusal> {
    Ok(Secret::draw().map_err(Error::Store)?)
}

async fn log_out(State(app): State<Arc<AppState>>, request: Request) -> Result<Redirect, Refusal> {
    let secret = cookies::session(request.headers());
    let sent = Sent::<Nothing>::from_request(request, &app).await?;
    let office = &sent.user.office;
    sent.user.saw(AuditEvent::LoggedOut, None).await?;
    if let Some(secret) = secret {
        office.sessions.end(&secret);
    }
    office.keep_sessions().await;
    Ok(Redirect::to(&path(office)))
}

/// The page to go on to: only one of this team.
fn inside(office: &TeamService, next: &str) -> String {
    let home = format!("/t/{}/", office.id());
    if unsent::is_ours(office, next) {
        next.to_owned()
    } else {
        home
    }
}
