//! The command line's contract: exit codes, JSON keys, and what it writes.

#[path = "cli/codes.rs"]
mod codes;
#[path = "cli/json.rs"]
mod json;
#[path = "common/program.rs"]
mod program;
#[path = "cli/written.rs"]
mod written;

use program::Place;

/// A new team folder `t`, as `init` writes it.
fn new_team() -> Place {
    let place = Place::with_examples();
    place.expect("init t", 0);
    place
}

/// Plans the new team's quarter.
const PLAN: &str = "plan t --term 2027Q1 --today 2026-12-15 --limit 20";
