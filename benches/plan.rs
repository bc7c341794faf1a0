//! Prints size, layers, bounds, seconds and peak memory of planning a team folder or an invented team.
//!
//! ```sh
//! cargo bench --bench plan -- figures              # the table of docs/figures.md; words choose rows: figures year
//! cargo bench --bench plan -- growth > growth.csv  # seconds against occurrences, 250 to 16,000
//! cargo bench --bench plan -- ageing               # a store of ten years: its size, and what each command takes
//! cargo bench --bench plan -- folder examples/iag-noord 2027Q1 2026-12-15 30 visit
//! cargo bench --bench plan -- size 12 2 84 0 2027Q1 30 1
//! cargo bench --bench plan -- write problem.json size 12 2 84 0 2027Q1 30 1
//! ```
//! (folder: path, term, today, seconds, rules left out; size: workers, scientists, families, visits
//! 0, 1 or 2 for visits with travel, term, seconds, seed). `write` solves nothing: it writes the problem for other solvers
//! (`src/problem/FORMAT.md`). Without arguments: the example's quarter and year.

mod ageing;
mod figures;
mod synthetic;

use std::path::Path;
use std::time::Duration;

use cadans::app;
use cadans::problem;
use cadans::series::{Earlier, Instance, expand};
use cadans::solver::{Limits, solve};

fn main() {
    if std::env::args().nth(1).as_deref() == Some("aged") {
        let given: Vec<String> = std::env::args().skip(2).collect();
        return ageing::run(&given.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    let words: Vec<&str> = given.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => {
            let folder = ["examples/iag-noord", "2027Q1", "2026-12-15", "30"];
            measure(
                "quarter without visits",
                &from_folder(&[&folder[..], &["visit"]].concat()),
                30,
            );
            measure("quarter with visits", &from_folder(&folder), 30);
            let year = ["examples/iag-noord", "2027", "2026-12-15", "10", "visit"];
            measure("year without visits", &from_folder(&year), 10);
        }
        ["figures", rest @ ..] => figures::table(rest),
        ["growth"] => figures::growth(),
        ["ageing", years] => ageing::table(years.parse().expect("years")),
        ["ageing"] => ageing::table(10),
        ["row", name] => figures::row(name),
        ["grown", name] => figures::grown(name),
        ["folder", rest @ ..] => measure("folder", &from_folder(rest), number(rest, 3, 30)),
        ["size", rest @ ..] => measure("size", &invented(rest), number(rest, 5, 30)),
        ["write", file, "folder", rest @ ..] => write(file, &from_folder(rest)),
        ["write", file, "size", rest @ ..] => write(file, &invented(rest)),
        other => panic!("{other:?}: see the head of this file"),
    }
}

fn number(words: &[&str], at: usize, or: u64) -> u64 {
    words
        .get(at)
        .and_then(|word| word.parse().ok())
        .unwrap_or(or)
}

fn invented(words: &[&str]) -> Instance {
    let size = synthetic::Size {
        workers: number(words, 0, 12) as usize,
        scientists: number(words, 1, 2) as usize,
        families: number(words, 2, 84) as usize,
        visits: number(words, 3, 0) > 0,
        travel: number(words, 3, 0) > 1,
        seed: number(words, 6, 1),
        ..synthetic::TEAM
    };
    let term = words.get(4).unwrap_or(&"2027Q1").parse().expect("a term");
    synthetic::instance(size, term)
}

fn from_folder(words: &[&str]) -> Instance {
    let team = app::load(Path::new(words[0])).expect("a sound folder").team;
    let term = words[1].parse().expect("a term");
    let today: chrono::NaiveDate = words[2].parse().expect("a day");
    let without: Vec<String> = words
        .iter()
        .skip(4)
        .map(|word| (*word).to_owned())
        .collect();
    expand(&team, term, today, &Earlier::default(), &without)
}

fn write(file: &str, instance: &Instance) {
    let problem = problem::build(instance);
    let file = std::fs::File::create(file).expect("a file to write to");
    serde_json::to_writer(
        std::io::BufWriter::new(file),
        &problem::export(instance, &problem),
    )
    .expect("room to write");
}

fn measure(name: &str, instance: &Instance, seconds: u64) {
    let limits = Limits {
        time: Duration::from_secs(seconds),
        progress: &|progress| {
            println!(
                "  {:8.3} s  cpu {:6.2} s  value {:?}  bound {:?}",
                progress.seconds,
                processor_seconds(),
                progress.value,
                progress.bound
            );
        },
        ..Limits::default()
    };
    let answer = solve(instance, &limits);
    println!(
        "{name}: {} series, {} placed, {:.3} s, cpu {:.2} s, peak {} MB",
        instance.series.len(),
        answer.placed.len(),
        answer.seconds,
        processor_seconds(),
        peak_megabytes(),
    );
    for (layer, bound) in cadans::series::cost::LAYERS.iter().zip(answer.layers) {
        println!("  {layer:<14} {:>8} (bound {})", bound.value, bound.bound);
    }
}

/// Seconds of processor time this process has used, all threads together, where the system tells (Linux).
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// The process's largest resident memory so far, where the system tells (Linux).
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}
