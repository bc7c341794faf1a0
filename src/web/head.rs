//! Headers that protect the reader: an answer comes in; it goes out with them, unless it has its own.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::response::Response;

use super::AppState;

/// Nothing runs or loads but what this server sends; no style or script stands in a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Search engines keep out.
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Adds what an answer does not say itself.
pub(super) async fn protect(State(app): State<Arc<AppState>>, mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    let usual = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "same-origin"),
        (ROBOTS, "noindex, nofollow"),
        (CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in usual {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if app.settings.is_secure() {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(STRICT_TRANSPORT_SECURITY, year);
    }
    answer
}
