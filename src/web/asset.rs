//! The few files that never change while the server runs: the style sheet, and a word for robots.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;

use super::AppState;
use crate::store::Secret;

const STYLE: &str = include_str!("style.css");

/// The only script: it copies an address.
const COPY: &str = include_str!("copy.js");

/// Where the style sheet is: a new one has a new address, so that a browser may keep it for ever.
static STYLE_PATH: LazyLock<String> = LazyLock::new(|| {
    let hash = Secret::hash_of(STYLE);
    format!("/style-{}.css", hash.get(..12).unwrap_or_default())
});

/// Where the script that copies is.
pub(super) const COPY_PATH: &str = "/copy.js";

/// Where the style sheet is.
pub(super) fn style_path() -> &'static str {
    &STYLE_PATH
}

/// Their addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route(style_path(), get(style))
        .route(COPY_PATH, get(copy))
}

async fn copy() -> impl IntoResponse {
    let kept = "public, max-age=86400";
    (
        [
            (CONTENT_TYPE, "text/javascript; charset=utf-8"),
            (CACHE_CONTROL, kept),
        ],
        COPY,
    )
}

async fn style() -> impl IntoResponse {
    let kept = "public, max-age=31536000, immutable";
    (
        [
            (CONTENT_TYPE, "text/css; charset=utf-8"),
            (CACHE_CONTROL, kept),
        ],
        STYLE,
    )
}

/// Google's importer reads a calendar only where this exists and does not forbid it. Search engines are
/// kept out by a header, and by never being told an address.
pub(super) async fn robots() -> impl IntoResponse {
    (
        [
            (CONTENT_TYPE, "text/plain; charset=utf-8"),
            (CACHE_CONTROL, "public, max-age=86400"),
        ],
        "User-agent: *\nDisallow: /t/\n",
    )
}
