//! Team folders: `team.toml` and plain lists come in, a judged [`Team`] goes out.

mod model;

pub use model::*;
