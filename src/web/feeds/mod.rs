//! Feeds under secret addresses: a request comes in; the calendar it is for, its page, or nothing at
//! all goes out. No cookies, no log-in, no redirects.

mod answer;
mod body;
mod call;
mod conditional;
mod day;
mod fetched;
mod found;
mod landing;
mod subscribe;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::header::{CONTENT_TYPE, REFERRER_POLICY, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use maud::html;

pub use self::body::Bodies;
pub use self::fetched::Memory;
pub use self::found::reader_of;

use self::found::{Found, Missing};
use super::{AppState, page};
use crate::language::{Lang, Text};

/// Seconds after which a client should ask again when the store cannot be read.
const AGAIN: u32 = 120;

/// Their addresses: `/f/<secret>.ics`, and `/f/<secret>` for people.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/f/{name}", get(feed))
}

async fn feed(
    State(app): State<Arc<AppState>>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let mut answer = match name.strip_suffix(".ics") {
        Some(secret) => calendar(&app, secret, request.headers()).await,
        None => landing::show(&app, &name, request.uri().query().unwrap_or_default()).await,
    };
    let private = HeaderValue::from_static("no-referrer");
    answer.headers_mut().insert(REFERRER_POLICY, private);
    answer
}

async fn calendar(app: &Arc<AppState>, secret: &str, headers: &HeaderMap) -> Response {
    let found = match found::find(app, secret).await {
        Ok(found) => found,
        Err(why) => return missing(why),
    };
    match found.body().await {
        Ok(body) => answer::give(app, &found, &body, headers),
        Err(why) => missing(why),
    }
}

/// The same for people.
fn missing_page(why: Missing) -> Response {
    let said = match why {
        Missing::Nothing => Text::new(
            "Dit adres werkt niet, of niet meer. Vraag de teamleider om een nieuw.",
            "This address does not work, or no longer. Ask the team lead for a new one.",
        ),
        Missing::NotNow => Text::new(
            "Deze agenda is even niet te lezen. Probeer het over een paar minuten weer.",
            "This calendar cannot be read just now. Try again in a few minutes.",
        ),
    };
    let body = html! {
        p { (said.nl) }
        p lang="en" { (said.en) }
    };
    let (parts, _) = missing(why).into_parts();
    let mut answer = page::plain(Lang::Nl, "Cadans", &body);
    *answer.status_mut() = parts.status;
    let later = parts.headers.get(RETRY_AFTER).cloned();
    answer
        .headers_mut()
        .extend(later.map(|later| (RETRY_AFTER, later)));
    answer
}

/// What is answered instead of a feed. Of an address that does not work nobody learns why; and what
/// cannot be read is never an empty calendar, so that clients keep what they have.
fn missing(why: Missing) -> Response {
    let plain = [(CONTENT_TYPE, "text/plain; charset=utf-8")];
    match why {
        Missing::Nothing => (StatusCode::NOT_FOUND, plain, "Not found\n").into_response(),
        Missing::NotNow => {
            let later = (StatusCode::SERVICE_UNAVAILABLE, plain, "Try again later\n");
            let mut answer = later.into_response();
            let headers = answer.headers_mut();
            headers.insert(RETRY_AFTER, HeaderValue::from(AGAIN));
            answer
        }
    }
}

impl Found {
    /// Its calendar as it is today.
    async fn body(&self) -> Result<Arc<body::Body>, Missing> {
        let published = self.seen.published.as_ref().ok_or(Missing::NotNow)?;
        let body = self.office.bodies.get(
            published,
            &self.seen.uid_key,
            self.today,
            (&self.who, self.detail),
        );
        body.await.ok_or(Missing::NotNow)
    }
}
