//! The stage `feed` and the life of entries that feeds rest on. Numbers in names and comments are
//! the lines of the conformance checklist.

#[path = "feed/checklist.rs"]
mod checklist;
#[path = "feed/content.rs"]
mod content;
#[path = "feed/foreign.rs"]
mod foreign;
#[path = "feed/golden.rs"]
mod golden;
#[path = "feed/life.rs"]
mod life;
#[path = "feed/reading.rs"]
mod reading;
#[path = "feed/vtimezone.rs"]
mod vtimezone;
#[path = "feed/wire.rs"]
mod wire;
#[path = "feed/world.rs"]
mod world;
