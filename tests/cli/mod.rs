//! The command line's contract: exit codes, JSON keys, and what it writes.

mod anew;
mod book;
mod codes;
mod door;
mod eight_layers;
mod explain;
mod explain_rule;
mod json;
mod nowhere;
mod own_programme;
mod problem;
mod refuses;
mod retention;
mod schema;
mod standing;
mod stands;
mod stopped;
mod store;
mod written;

use crate::program::{Ended, Place};

/// A new team folder `t`, as `init` writes it.
fn new_team() -> Place {
    let place = Place::with_examples();
    place.expect("init t", 0);
    place
}

/// Plans the new team's quarter.
const PLAN: &str = "plan t --term 2027Q1 --today 2026-12-15 --limit 20";

impl Place {
    /// Runs a command line without quotes in it, and expects its exit code.
    #[track_caller]
    fn expect(&self, line: &str, code: i32) -> Ended {
        let ended = self.run(line.split_whitespace());
        assert_eq!(
            ended.code, code,
            "cadans {line}\n{}\n{}",
            ended.out, ended.err
        );
        ended
    }
}
