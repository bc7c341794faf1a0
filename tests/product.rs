//! What people use: the command line, the server and its pages, the examples and the README, and
//! quarters planned in turn.

#[path = "common/team.rs"]
#[expect(dead_code, reason = "shared with tests that build more")]
mod build;
#[path = "common/calendar.rs"]
mod calendar;
#[path = "common/program.rs"]
mod program;
#[path = "common/shim.rs"]
#[expect(dead_code, reason = "shared with tests that let other calls fail")]
mod shim;

mod board;
mod border;
mod cli;
mod examples;
mod fuzzed;
mod readme;
mod web;
