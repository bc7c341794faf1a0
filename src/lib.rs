//! Cadans plans the whole calendar of a family-treatment programme from rule files.
//!
//! A sentence of a rule file walks through the stages without turning back:
//! `rules` and `team` (files → judged data) → `series` (what must be planned) → `standing` (its hours of the week) → `problem`
//! (candidates and costs) → `solver` (which candidate each) → `plan` (a calendar) → `verify`
//! (judged by plain arithmetic) → `store` → `feed`. Beside them `check` asks whether the world has kept
//! the calendar, and `explain` says why a meeting stands where it does.

pub mod app;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod error;
pub mod explain;
pub mod feed;
pub mod ids;
pub mod language;
pub mod plan;
pub mod problem;
pub mod records;
pub mod rules;
pub mod series;
pub mod solver;
pub mod standing;
pub mod store;
pub mod team;
pub mod time;
pub mod verify;
pub mod web;
pub mod words;
