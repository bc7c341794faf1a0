//! The solver's answer as a calendar: an instance and its assignment come in, a [`Plan`] goes out.

mod model;

pub use model::*;
