//! The answer to who asks for a feed: its body and what the client has come in; all of it, or that
//! nothing changed, goes out.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName,
    LAST_MODIFIED, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::body::Body;
use super::conditional::{self, Tags};
use super::found::Found;
use crate::web::AppState;

/// Nobody between may keep a secret calendar; the client itself may for five minutes.
const KEPT: &str = "private, max-age=300";

/// Answers with a body, or with what says that the client has it.
pub fn give(app: &AppState, found: &Found, body: &Body, asked: &HeaderMap) -> Response {
    // HTTP's own dates are the clock's, whatever day is played.
    let now = (app.settings.clock)();
    let since = found.office.fetched.given(&found.link.hash, &body.tag, now);
    let tags = conditional::tags(asked, [&body.tag, &body.gzip_tag]);
    let has_it = match tags {
        Tags::Has(_) => true,
        Tags::None => false,
        Tags::Silent => conditional::has_since(asked, since),
    };
    // Who has one of the two forms is answered about that one.
    let gzip = match tags {
        Tags::Has(index) => index == 1,
        Tags::None | Tags::Silent => conditional::takes_gzip(asked),
    };
    let tag = if gzip { &body.gzip_tag } else { &body.tag };
    let mut answer = if has_it {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let bytes = if gzip { &body.gzip } else { &body.plain };
        bytes.clone().into_response()
    };
    let headers = answer.headers_mut();
    let mut put = |name: HeaderName, value: HeaderValue| headers.insert(name, value);
    if !has_it {
        put(
            CONTENT_TYPE,
            HeaderValue::from_static("text/calendar; charset=utf-8"),
        );
        let name = HeaderValue::from_static("inline; filename=\"calendar.ics\"");
        put(CONTENT_DISPOSITION, name);
        if gzip {
            put(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
    }
    if let Ok(tag) = HeaderValue::from_str(tag) {
        put(ETAG, tag);
    }
    // A date is never ahead of the clock, even when two changes fell into one second.
    if let Ok(date) = HeaderValue::from_str(&conditional::date(since.min(now))) {
        put(LAST_MODIFIED, date);
    }
    put(CACHE_CONTROL, HeaderValue::from_static(KEPT));
    put(VARY, HeaderValue::from_static("Accept-Encoding"));
    answer
}
