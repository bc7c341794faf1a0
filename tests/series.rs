//! What rules and a team expand to: each file asks one question of `series::expand`.

#[path = "common/team.rs"]
mod build;

#[path = "series/availability.rs"]
mod availability;
#[path = "series/cadences.rs"]
mod cadences;
#[path = "series/casts.rs"]
mod casts;
#[path = "series/duties.rs"]
mod duties;
#[path = "series/fixed.rs"]
mod fixed;
#[path = "series/milestones.rs"]
mod milestones;
#[path = "series/notice.rs"]
mod notice;
#[path = "series/promises.rs"]
mod promises;
#[path = "series/stays.rs"]
mod stays;
#[path = "series/strain.rs"]
mod strain;
#[path = "series/weekly.rs"]
mod weekly;
