//! Team folders: `team.toml` and plain lists come in, a judged [`Team`] goes out.

mod care;
mod judge;
mod lookup;
mod model;
mod roles;
mod week;

pub use model::*;
pub use week::{WeekFault, parse_hours, parse_week};
