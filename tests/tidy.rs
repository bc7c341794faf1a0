//! The house keeps its own rules: directions between the stages, owners of the heavy crates, a head
//! on every file, no programme words in the code, and no way to end in a panic.
//!
//! Every test lists all breaches at once, each with its place and what to do.

#[path = "tidy/directions.rs"]
mod directions;
#[path = "tidy/faults.rs"]
mod faults;
#[path = "tidy/habits.rs"]
mod habits;
#[path = "tidy/owners.rs"]
mod owners;
#[path = "tidy/pages.rs"]
mod pages;
#[path = "tidy/sources.rs"]
mod sources;
#[path = "tidy/words.rs"]
mod words;

/// Fails with every breach on a line of its own.
#[track_caller]
fn none(breaches: &[String]) {
    assert!(
        breaches.is_empty(),
        "\n{} breaches:\n  {}\n",
        breaches.len(),
        breaches.join("\n  ")
    );
}
