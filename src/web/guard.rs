//! Requests that are none, and forms of other sites, stay outside: a request comes in; it goes on only if it names one
//! host, and if a browser sent it from a page of ours or it changes nothing.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, Version};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::refusal::Refusal;

/// Lets a request go on that names the host it is for, once and as a host is written, as HTTP/1.1 asks.
pub(super) async fn one_host(request: Request, next: Next) -> Response {
    let mut hosts = request.headers().get_all(HOST).iter();
    let (first, second) = (hosts.next(), hosts.next());
    let fits = match (first, second) {
        (Some(host), None) => host.to_str().is_ok_and(is_host),
        (None, None) => request.version() < Version::HTTP_11 || request.uri().host().is_some(),
        (_, Some(_)) => false,
    };
    match fits {
        true => next.run(request).await,
        false => Refusal::Malformed.into_response(),
    }
}

fn is_host(host: &str) -> bool {
    let authority: Result<Authority, _> = host.parse();
    authority.is_ok_and(|authority| !authority.host().is_empty() && !host.contains('@'))
}

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
