//! Prints size, layers, bounds and seconds of planning invented teams.
//!
//! `cargo bench --bench plan [-- workers scientists families visits(0|1) term seconds seed]`

mod synthetic;

use std::time::Duration;

use cadans::solver::{Limits, solve};

fn main() {
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    let number =
        |at: usize, or: usize| given.get(at).and_then(|arg| arg.parse().ok()).unwrap_or(or);
    let size = synthetic::Size {
        workers: number(0, 12),
        scientists: number(1, 2),
        families: number(2, 56),
        visits: number(3, 0) == 1,
        seed: number(6, 1) as u64,
    };
    let term = given
        .get(4)
        .map_or("2027Q1", |term| term)
        .parse()
        .expect("a term");
    let instance = synthetic::instance(size, term);
    let limits = Limits {
        time: Duration::from_secs(number(5, 30) as u64),
        progress: &|progress| {
            println!(
                "{:8.3} s  value {:?}  bound {:?}",
                progress.seconds, progress.value, progress.bound
            );
        },
        ..Limits::default()
    };
    let answer = solve(&instance, &limits);
    println!(
        "{size:?}: {} placed in {:.3} s: {:?}",
        answer.placed.len(),
        answer.seconds,
        answer.layers
    );
}
