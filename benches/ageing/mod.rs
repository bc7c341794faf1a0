//! What years do to a store: the example team's quarter comes in; a team and a store that were used for years go out,
//! and what each command then takes: processor time and memory, each in a process of its own.

mod make;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use chrono::NaiveDate;

use super::{peak_megabytes, processor_seconds};

/// Where the aged team lies, so that it need not be made for every look at it.
fn folder(years: i32) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("aged-{years}"))
}

/// Makes a team of so many years, unless it is there, and prints what it takes.
pub fn table(years: i32) {
    let folder = folder(years);
    if !folder.join(".cadans/journal").exists() {
        let since = Instant::now();
        make::team(&folder, years);
        make::store(&folder, years);
        eprintln!("made in {:.0} s", since.elapsed().as_secs_f64());
    }
    let journal = std::fs::metadata(folder.join(".cadans/journal")).expect("a journal");
    println!(
        "journal after {years} years: {:.1} MB",
        journal.len() as f64 / 1e6
    );
    println!("\n| command | cpu s | seconds | MB |\n|---|---|---|---|");
    let today = make::first_day(years - 1) + chrono::Days::new(7 * 50);
    for command in commands(&folder, today) {
        let program = std::env::current_exe().expect("this program");
        let status = Command::new(program)
            .arg("aged")
            .args(&command)
            .args(["--today".to_owned(), today.to_string()])
            .stdout(Stdio::null())
            .status();
        assert!(status.is_ok(), "{command:?}");
    }
}

/// Runs one command and prints its row.
pub fn run(arguments: &[&str]) {
    let since = Instant::now();
    let given = ["cadans"].iter().chain(arguments).map(OsString::from);
    let code = cadans::cli::run(given);
    eprintln!(
        "| {} ({code:?}) | {:.2} | {:.2} | {} |",
        arguments
            .iter()
            .filter(|word| !word.contains("tmp/aged") && !word.starts_with("--today"))
            .copied()
            .collect::<Vec<_>>()
            .join(" "),
        processor_seconds(),
        since.elapsed().as_secs_f64(),
        peak_megabytes()
    );
}

/// What is done with a team.
fn commands(folder: &Path, today: NaiveDate) -> Vec<Vec<String>> {
    let team = folder.display().to_string();
    let out = folder.with_extension("feeds").display().to_string();
    let export = folder.with_extension("export");
    let _ = std::fs::remove_file(&export);
    let other = folder.with_extension("import");
    let _ = std::fs::remove_dir_all(&other);
    let (export, other) = (export.display().to_string(), other.display().to_string());
    let year = today - chrono::Days::new(365 * 2);
    let meeting = make::some_meeting(folder, today);
    let lines = [
        format!("validate {team}"),
        format!("show {team}"),
        format!("show {team}"),
        format!("show {team} --person anna"),
        format!("show {team} --revision 2"),
        format!("check {team}"),
        format!("records {team}"),
        format!("record {team} {meeting} held"),
        format!("publish {team}"),
        format!("diff {team} 2"),
        format!("feeds {team} --out {out}"),
        format!("account {team} list"),
        format!("store export {team} --out {export}"),
        format!("store import {team} {export} --store {other}"),
        format!("show {team} --store {other}"),
        format!("store purge {team} --before {year} --store {other}"),
        format!("show {team} --store {other}"),
    ];
    let split = |line: &String| line.split(' ').map(str::to_owned).collect();
    lines.iter().map(split).collect()
}
