//! Rule files: TOML under `constraints/` comes in, judged [`Programme`]s and [`Employer`]s go out.
//! After this stage no code knows a programme by name.

mod adjustments;
mod anchor;
mod builtin;
mod choices;
mod demand;
mod duration;
mod employer;
mod files;
mod hours;
mod judge;
mod layer;
mod load;
mod model;
mod names;
mod phases;
mod programme;
mod rule;
mod title;
mod variant;
mod when;
mod who;

pub use crate::language::Text;
pub use adjustments::{Adjusted, Adjustments, Pick};
pub use employer::{load_employer, load_school_holidays};
pub use files::{Files, Found, OnlyBuiltin};
pub use load::load;
pub use model::*;

/// The programmes built in.
pub fn shipped_programmes() -> impl Iterator<Item = &'static str> {
    builtin::ids("", ".toml")
}

/// The employers built in.
pub fn shipped_employers() -> impl Iterator<Item = &'static str> {
    builtin::ids("employers/", ".toml")
}
