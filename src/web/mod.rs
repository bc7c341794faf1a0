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
mod caller;
mod choose_password;
mod cookies;
mod costly;
mod error_page;
mod failed;
mod faults;
mod feeds;
mod filled;
mod form;
mod guard;
mod head;
mod judge;
mod limit;
mod log;
mod login;
mod login_page;
mod markup;
mod me;
mod page;
mod password;
mod patience;
mod picture;
mod refill;
mod refusal;
mod second;
mod serve;
mod sessions;
mod settings;
mod store_view;
mod team_service;
mod totp;
mod unsent;
mod user;
mod visitor;
mod worker;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::get;
use tower_http::timeout::TimeoutLayer;

pub use self::accounts::{NotAnAccount, hashed, without_password};
pub use self::app_state::AppState;
pub use self::choose_password::path as password_path;
pub use self::form::Sent;
pub use self::page::Page;
pub use self::refusal::Refusal;
pub use self::serve::serve;
pub use self::sessions::{Caller, Sessions};
pub use self::settings::{Played, Proxy, Settings, Tls};
pub use self::team_service::{StoreSession, StoreView, TeamService, aside};
pub use self::user::User;

/// Bytes a form may have.
const LARGEST_FORM: usize = 256 * 1024;

/// How long an answer may take, body and all.
const LONGEST: Duration = Duration::from_secs(60);

/// Everything the server answers.
pub fn router(app: Arc<AppState>) -> Router {
    let inside = login::routes()
        .merge(choose_password::routes())
        .merge(second::routes())
        .merge(me::routes())
        .merge(board::routes());
    let office = Router::new()
        // A nested `/` is `/t/<team>` without the slash that all links have.
        .route("/t/{team}/", get(board::overview))
        .nest("/t/{team}", inside)
        .layer(middleware::from_fn(guard::same_site));
    let all = Router::new()
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
        .layer(middleware::from_fn(guard::one_host))
        .layer(middleware::from_fn_with_state(
            app.clone(),
            error_page::show,
        ))
        .layer(middleware::map_response_with_state(
            app.clone(),
            head::protect,
        ))
        .layer(middleware::from_fn_with_state(app.clone(), log::note))
        .with_state(app);
    // A form that was not sent asks for the page it came from.
    all.clone()
        .layer(middleware::from_fn_with_state(all, refill::show))
}

/// Says that the server answers. Looks at no store, so that a busy one does not look like a dead one.
async fn healthz() -> &'static str {
    "ok\n"
}
