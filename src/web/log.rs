//! The access log: a request and its answer come in, a line goes out that tells nobody a secret: no
//! feed address, no form, no search, no family, no address of a reader.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
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
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let answer = next.run(request).await;
    let at = (app.settings.clock)().format("%Y-%m-%dT%H:%M:%SZ");
    let what = shown(&app, &path, matched.as_ref().map(MatchedPath::as_str));
    let status = answer.status().as_u16();
    log(&format!("{at} {method} {what} {status}"));
    answer
}

/// What may be said of a path. Of an address that is none nothing is said: it may be a feed address
/// with a slip in it.
fn shown(app: &AppState, path: &str, matched: Option<&str>) -> String {
    if let Some(secret) = path.strip_prefix("/f/") {
        let (secret, kind) = match secret.split_once(['.', '/']) {
            Some((secret, _)) if path.ends_with(".ics") => (secret, ".ics"),
            Some((secret, _)) => (secret, ""),
            None => (secret, ""),
        };
        let hash = Secret::hash_of(secret);
        return format!("/f/{}{kind}", hash.get(..6).unwrap_or_default());
    }
    let Some(matched) = matched else {
        return "(unknown)".to_owned();
    };
    // The address of a page as the router has it, with the team's name, which is no secret, and nothing else of its
    // own: families' codes stand in addresses.
    let team = path.strip_prefix("/t/").unwrap_or_default();
    let team = team.split('/').next().unwrap_or_default();
    match app.office(team) {
        Some(office) => matched.replace("{team}", office.id()),
        None => matched.to_owned(),
    }
}
