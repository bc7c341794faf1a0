//! Forms of other sites stay outside: a request comes in; it goes on only if a browser sent it from a
//! page of ours, or if it changes nothing.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::refusal::Refusal;

/// Lets a request go on, or refuses it.
pub(super) async fn same_site(request: Request, next: Next) -> Response {
    let asks = [Method::GET, Method::HEAD].contains(request.method());
    if asks || is_ours(request.headers()) {
        next.run(request).await
    } else {
        Refusal::Stale.into_response()
    }
}

/// Whether a browser says that a page of ours sent it. What says nothing at all is no browser, and has
/// no cookie of anybody else.
fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => ["same-origin", "none"].contains(&site),
        (None, None) => true,
        (None, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(HOST.as_str())
        }
    }
}
