//! The stage `feed` and the life of entries that feeds rest on. Numbers in names and comments are
//! the lines of the conformance checklist.

mod checklist;
mod content;
mod foreign;
mod golden;
mod life;
mod reading;
mod vtimezone;
mod wire;
mod world;
