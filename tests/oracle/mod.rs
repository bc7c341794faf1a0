//! A second opinion for tests: tiny instances by the hundred come out of `tiny`, and `brute` finds
//! the best answer to one by trying them all. It knows the objective only from
//! `src/problem/OBJECTIVE.md`. `small` makes larger ones, of which nobody knows the best answer.

mod brute;
mod calendars;
mod candidates;
mod days;
mod dice;
mod moves;
mod points;
mod tiny;
mod together;

pub use brute::brute;
pub use calendars::calendars;
pub use candidates::candidates;
pub use days::Days;
pub use dice::Dice;
pub use tiny::{small, tiny};
pub use together::together;
