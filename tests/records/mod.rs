//! The record book: lines come in, what is known goes out.

mod attendance;
mod hours;
mod ledger;
pub mod lines;
mod pauses;
mod properties;
mod standing;
mod team;
