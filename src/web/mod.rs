//! The server: requests come in; calendar feeds under secret addresses and the pages of the board go out.
//!
//! A [`AppState`] holds an [`TeamService`] for each team: its folder, its store, and what was last read of
//! them. An office looks at its store before every answer, and reads it anew only when something was
//! written, by the server or by a command. Nothing of a store stays open: writing takes a short turn.
//!
//! Below `/f/` lie the feeds: no log-in, no cookies. Below `/t/<team>/` lies the board: a
//! [`User`] who logged in, forms that carry a token, and every look at a case in the audit
//! trail.

mod accounts;
mod address;
mod app_state;
mod asset;
pub mod board;
mod choose_password;
mod error_page;
mod faults;
mod feeds;
mod form;
mod from;
mod guard;
mod head;
mod known;
mod limit;
mod log;
mod login;
mod page;
mod password;
mod refusal;
mod serve;
mod sessions;
mod settings;
mod store_worker;
mod team_service;
mod user;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::get;
use tower_http::timeout::TimeoutLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration as CookieTime;
use tower_sessions::{Expiry, SessionManagerLayer};

pub use self::accounts::{NotAnAccount, hashed, without_password};
pub use self::app_state::AppState;
pub use self::choose_password::path as password_path;
pub use self::form::Sent;
pub use self::page::Page;
pub use self::refusal::Refusal;
pub use self::serve::serve;
pub use self::sessions::Sessions;
pub use self::settings::{Played, Proxy, Settings, Tls};
pub use self::team_service::{StoreSession, StoreView, TeamService, aside};
pub use self::user::User;

/// Bytes a form may have.
const LARGEST_FORM: usize = 256 * 1024;

/// How long an answer may take, body and all.
const LONGEST: Duration = Duration::from_secs(60);

/// Hours after which somebody who did nothing must log in again.
const IDLE_HOURS: i64 = 12;

/// Everything the server answers.
pub fn router(app: Arc<AppState>) -> Router {
    let sessions = SessionManagerLayer::new(Sessions::default())
        .with_name("cadans")
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(app.settings.is_secure())
        .with_expiry(Expiry::OnInactivity(CookieTime::hours(IDLE_HOURS)));
    let office = Router::new()
        // A nested `/` is `/t/<team>` without the slash that all links have.
        .route("/t/{team}/", get(board::overview))
        .nest(
            "/t/{team}",
            login::routes()
                .merge(choose_password::routes())
                .merge(board::routes()),
        )
        .layer(middleware::from_fn(guard::same_site))
        .layer(sessions);
    Router::new()
        .route("/", get(board::door))
        .route("/healthz", get(healthz))
        .route("/robots.txt", get(asset::robots))
        .merge(asset::routes())
        .merge(feeds::routes())
        .merge(office)
        .fallback(refusal::nothing_here)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST,
        ))
        .layer(middleware::from_fn_with_state(
            app.clone(),
            error_page::show,
        ))
        .layer(middleware::map_response_with_state(
            app.clone(),
            head::protect,
        ))
        .layer(middleware::from_fn_with_state(app.clone(), log::note))
        .with_state(app)
}

/// Says that the server answers. Looks at no store, so that a busy one does not look like a dead one.
async fn healthz() -> &'static str {
    "ok\n"
}
