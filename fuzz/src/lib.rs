//! What nobody wrote comes in, a door each: nothing goes out but that Cadans took it, refused it, and did not panic.
//!
//! Fuzz targets call these with bytes that were made to reach as much of the code as can be; `cargo test` calls them
//! with the committed inputs.

pub mod calendars;
pub mod export;
pub mod http;
pub mod journal;
pub mod lists;
pub mod rules;
pub mod team;

mod framed;
mod loaded;

/// What takes made-up bytes.
pub type Target = fn(&[u8]);

/// The targets by name.
pub const TARGETS: [(&str, Target); 7] = [
    ("rules", rules::run),
    ("team", team::run),
    ("lists", lists::run),
    ("journal", journal::run),
    ("export", export::run),
    ("calendars", calendars::run),
    ("http", http::run),
];
