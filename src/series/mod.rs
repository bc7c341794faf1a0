//! Rules × team: what must be planned in a term, with whom, when they are free, and what already
//! stands. Rules, team, records and the published plan come in; an [`Instance`] goes out.

pub mod cost;
mod model;

pub use model::*;
