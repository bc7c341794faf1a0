//! The figures of docs/figures.md: each row is an invented instance that is planned in a process of its own, so that
//! processor time and memory are its own; a table comes out, or CSV for how the cost grows.

mod rows;

use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use cadans::plan::{Meta, assemble};
use cadans::problem::{Assignment, Bound};
use cadans::series::Instance;
use cadans::series::cost::{LAYERS, QUALITY};
use cadans::solver::{Limits, Progress, solve};

pub use self::rows::{GROWTH, ROWS};
use super::{peak_megabytes, processor_seconds};

/// The columns of the table.
const HEAD: &str = "| work | series | occurrences | left out | objective | bound | gap | first plan s | quality 1 % s | 1 % s | \
                    seconds | cpu s | MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|";
/// The columns of the CSV.
const CSV: &str =
    "occurrences,series,left_out,objective,bound,gap,first_s,quality_s,near_s,seconds,cpu_s,mb";

/// Prints the table, or those rows whose name holds a word given.
pub fn table(words: &[&str]) {
    println!("{HEAD}");
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    for row in ROWS.iter().filter(|row| wanted(row.0)) {
        in_a_process("row", row.0);
    }
}

/// Prints seconds against occurrences as CSV.
pub fn growth() {
    println!("{CSV}");
    for (name, _) in GROWTH {
        in_a_process("grown", name);
    }
}

/// Runs one row as a process of its own.
fn in_a_process(kind: &str, name: &str) {
    let program = std::env::current_exe().expect("this program");
    let status = Command::new(program).args([kind, name]).status();
    assert!(status.is_ok_and(|status| status.success()), "{name}");
}

/// One row of the table.
pub fn row(name: &str) {
    let (_, seconds, make) = ROWS.iter().find(|row| row.0 == name).expect("a row's name");
    let found = make(Duration::from_secs(*seconds));
    println!("| {name} | {} |", found.cells().join(" | "));
}

/// One line of the CSV.
pub fn grown(name: &str) {
    let (_, size) = GROWTH
        .iter()
        .find(|row| row.0 == name)
        .expect("a row's name");
    let found = rows::grown(*size);
    let mut cells = found.cells();
    cells.swap(0, 1);
    println!("{}", cells.join(",").replace(" %", ""));
}

/// What was measured.
pub struct Found {
    pub series: usize,
    pub occurrences: usize,
    pub left_out: i64,
    pub objective: i64,
    pub bound: i64,
    /// Seconds until there was a plan, until its quality was proven within 1 % and all before it wholly, and until all
    /// of it was within 1 %.
    pub first: f64,
    pub quality: Option<f64>,
    pub near: Option<f64>,
    pub seconds: f64,
    pub cpu: f64,
}

fn at(seconds: Option<f64>) -> String {
    seconds.map_or_else(String::new, |seconds| format!("{seconds:.3}"))
}

impl Found {
    fn cells(&self) -> Vec<String> {
        let gap = 100.0 * (self.objective - self.bound) as f64 / self.objective.max(1) as f64;
        vec![
            self.series.to_string(),
            self.occurrences.to_string(),
            self.left_out.to_string(),
            self.objective.to_string(),
            self.bound.to_string(),
            format!("{gap:.2} %"),
            format!("{:.3}", self.first),
            at(self.quality),
            at(self.near),
            format!("{:.3}", self.seconds),
            format!("{:.2}", self.cpu),
            peak_megabytes().to_string(),
        ]
    }
}

/// Objective and bound as a plan tells them: of the first layer that is not proven, else of quality.
pub fn shown(layers: &[Bound; LAYERS.len()]) -> (i64, i64) {
    let open = layers.iter().find(|layer| layer.bound < layer.value);
    let layer = open.unwrap_or(&layers[QUALITY]);
    (layer.value, layer.bound)
}

fn is_near(layer: &Bound) -> bool {
    100 * (layer.value - layer.bound) <= layer.value
}

/// Plans an instance and makes a plan of the answer, reasons included.
pub fn planned(instance: &Instance, time: Duration) -> (Found, Assignment) {
    let started = Instant::now();
    let cpu = processor_seconds();
    let steps: Mutex<[Option<f64>; 3]> = Mutex::new([None; 3]);
    let progress = |progress: &Progress| {
        let layers: Vec<Bound> = (0..LAYERS.len())
            .map(|at| Bound {
                value: progress.value[at],
                bound: progress.bound[at],
            })
            .collect();
        let layers: [Bound; LAYERS.len()] = layers.try_into().expect("all layers");
        let (objective, bound) = shown(&layers);
        let mut steps = steps.lock().expect("nobody panicked");
        steps[0].get_or_insert(progress.seconds);
        let proven = |layer: &Bound| layer.bound >= layer.value;
        if layers[..QUALITY].iter().all(proven) && is_near(&layers[QUALITY]) {
            steps[1].get_or_insert(progress.seconds);
        }
        if 100 * (objective - bound) <= objective {
            steps[2].get_or_insert(progress.seconds);
        } else {
            // Near in one layer, and no longer so in the next.
            steps[2] = None;
        }
    };
    let limits = Limits {
        time,
        progress: &progress,
        ..Limits::default()
    };
    let answer = solve(instance, &limits);
    let meta = Meta {
        team: "invented".to_owned(),
        today: instance.first,
        zone: "Europe/Amsterdam".to_owned(),
    };
    let plan = assemble(instance, &answer, &meta, &[]);
    let seconds = started.elapsed().as_secs_f64();
    let (objective, bound) = shown(&answer.layers);
    let [first, quality, near] = *steps.lock().expect("nobody panicked");
    let near = near.filter(|_| 100 * (objective - bound) <= objective);
    let found = Found {
        series: instance.series.len(),
        occurrences: plan.placements.len() + plan.left_out.len(),
        left_out: plan.left_out.len() as i64,
        objective,
        bound,
        first: first.unwrap_or(seconds),
        quality,
        near,
        seconds,
        cpu: processor_seconds() - cpu,
    };
    (found, answer)
}
