//! The stages from rule files to feeds: each module asks of one stage, or of the rule files themselves,
//! what comes out of it.
//!
//! Few test programs, since each is linked by itself: `stages`, `product`, `properties`, `tidy`.

#[path = "common/team.rs"]
mod build;
#[path = "common/program.rs"]
mod program;
#[path = "common/shim.rs"]
#[expect(dead_code, reason = "shared with tests that let other calls fail")]
mod shim;

mod check;
mod constraints;
mod feed;
mod plan;
mod records;
mod rules;
mod series;
mod standing;
mod store;
mod team;
mod verify;
