//! Rule files: TOML under `constraints/` comes in, judged [`Programme`]s and [`Employer`]s go out.
//! After this stage no code knows a programme by name.

mod adjustments;
mod amount;
mod anchor;
mod builtin;
mod calendar;
mod choices;
mod demand;
mod duration;
mod employer;
mod files;
mod hours;
mod judge;
mod keys;
mod layer;
mod load;
mod model;
mod names;
mod notice;
mod phases;
mod programme;
mod quality;
mod rule;
mod title;
mod variant;
mod when;
mod who;

use crate::document::keys_of;
pub use crate::language::Text;
pub use adjustments::{Adjusted, Adjustments, Pick};
pub use employer::{load_employer, load_school_holidays};
pub use files::{Files, Found, OnlyBuiltin};
pub use keys::keys;
pub use load::load;
pub use model::*;
pub use notice::Notice;
pub use quality::Weights;
pub use variant::CONDITIONS;

/// The programmes built in, each with its title.
pub fn shipped_programmes() -> impl Iterator<Item = (&'static str, Text)> {
    builtin::ids("", ".toml").map(|id| (id, title_in(&format!("{id}.toml"), "programme")))
}

/// The employers built in, each with its title.
pub fn shipped_employers() -> impl Iterator<Item = (&'static str, Text)> {
    let ids = builtin::ids("employers/", ".toml");
    ids.map(|id| (id, title_in(&format!("employers/{id}.toml"), "employer")))
}

/// The title in a file built in.
fn title_in(name: &str, table: &str) -> Text {
    let mut title = keys_of(builtin::read(name).unwrap_or_default(), &[table, "title"]);
    let mut reading = |lang| title.remove(lang).unwrap_or_default();
    Text::new(reading("nl"), reading("en"))
}
