//! The access log: a request and its answer come in, a line goes out that tells nobody a secret: no
//! feed address, no form, no search, no address of a reader.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;

use super::AppState;
use crate::store::Secret;

/// Notes a request.
pub(super) async fn note(
    State(app): State<Arc<AppState>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(log) = app.settings.log else {
        return next.run(request).await;
    };
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let answer = next.run(request).await;
    let at = (app.settings.clock)().format("%Y-%m-%dT%H:%M:%SZ");
    let what = shown(&path, answer.status());
    let status = answer.status().as_u16();
    log(&format!("{at} {method} {what} {status}"));
    answer
}

/// What may be said of a path. Of an address that is none nothing is said: it may be a feed address
/// with a slip in it.
fn shown(path: &str, status: StatusCode) -> String {
    if let Some(secret) = path.strip_prefix("/f/") {
        let (secret, kind) = match secret.split_once(['.', '/']) {
            Some((secret, _)) if path.ends_with(".ics") => (secret, ".ics"),
            Some((secret, _)) => (secret, ""),
            None => (secret, ""),
        };
        let hash = Secret::hash_of(secret);
        return format!("/f/{}{kind}", hash.get(..6).unwrap_or_default());
    }
    if let Some((before, _)) = path.split_once("/password/") {
        return format!("{before}/password/…");
    }
    let unknown = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED].contains(&status);
    if unknown || path.contains(|c: char| c.is_control()) {
        return "(unknown)".to_owned();
    }
    path.to_owned()
}
