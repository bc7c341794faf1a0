//! Rules × team: what must be planned in a term, with whom, when they are free, and what already
//! stands. Rules, team, records and the published plan come in; an [`Instance`] goes out.
//!
//! [`expand`] walks the rules once. Beside it each file answers one question: `care` (which day of
//! which phase), `calendar` (which days are worked), `availability` (who is free), `history` (what
//! was held or stands), `about` (whom a rule concerns), `variants` (which form of it holds), `casts`
//! (who comes), `shape` (how long, where, at what times); then one file for each kind of demand.

mod about;
mod anchors;
mod availability;
mod bundles;
mod cadences;
mod calendar;
mod care;
mod casts;
pub mod cost;
mod duties;
mod earlier;
mod expand;
mod fixed;
mod history;
mod loads;
mod milestones;
mod model;
mod repeats;
mod roster;
mod shape;
mod stays;
mod strain;
mod variants;
mod weekly;
mod world;

pub use earlier::{Earlier, Standing};
pub use expand::expand;
pub use model::*;
