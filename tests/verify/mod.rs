//! Plans that keep every rule and plans broken by hand: every sentence of the judge is tried, and every
//! line of `src/problem/OBJECTIVE.md` counted.

mod cadence;
mod example;
mod good;
mod layers;
mod meetings;
mod milestone;
mod moves;
mod people;
mod quality;
mod reading;
mod split;
mod stays;
mod weekly;
