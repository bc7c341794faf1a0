//! The record book: lines come in, what is known goes out.

#[path = "records/attendance.rs"]
mod attendance;
#[path = "common/team.rs"]
#[expect(dead_code, reason = "shared with tests that build more")]
mod build;
#[path = "records/hours.rs"]
mod hours;
#[path = "records/ledger.rs"]
mod ledger;
#[path = "records/lines.rs"]
mod lines;
#[path = "records/pauses.rs"]
mod pauses;
#[path = "records/properties.rs"]
mod properties;
#[path = "records/team.rs"]
mod team;
