//! The optimisation problem: an [`Instance`](crate::series::Instance) comes in; candidates, paths and costs go out. The
//! answer's shape lives here too, so that nothing after the solver needs the solver.
#![doc = include_str!("OBJECTIVE.md")]

mod answer;

pub use answer::{Assignment, Bound, Placed};
