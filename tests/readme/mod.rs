//! The README's commands do what it says: each `sh` block runs, line by line, in a copy of the
//! house's examples.

use crate::program::Place;

const README: &str = include_str!("../../README.md");

/// How a line of the README that starts the program begins.
const STARTS: [&str; 2] = ["cargo run --release -- ", "cadans "];

/// Seconds for a search here; the README lets it run to its end.
const LIMIT: &str = "--limit 5";

#[test]
fn every_command_of_the_readme_works() {
    let place = Place::with_examples();
    let lines = commands();
    let planned = lines.iter().any(|line| line.contains("--publish --feeds"));
    assert!(planned, "the README no longer plans a quarter");
    for line in &lines {
        let Some(arguments) = STARTS.iter().find_map(|start| line.strip_prefix(start)) else {
            assert!(
                others(line),
                "the README has a command nobody tries: {line}"
            );
            continue;
        };
        let plans = arguments.starts_with("plan ");
        let limited = if plans {
            format!("{arguments} {LIMIT}")
        } else {
            arguments.to_owned()
        };
        let ended = place.run(limited.split_whitespace());
        // 4: saved, and something hard was left out; an example has such on purpose.
        let fine = ended.code == 0 || plans && ended.code == 4;
        assert!(
            fine,
            "`{line}` ended with {}\n{}\n{}",
            ended.code, ended.out, ended.err
        );
        assert!(!ended.out.is_empty(), "`{line}` said nothing");
        if plans && line.contains("--publish") {
            shown_as_it_is(&ended.out);
        }
    }
    let feeds = std::fs::read_dir(place.path().join("calendars")).expect("feeds");
    assert!(feeds.count() > 80, "`plan` wrote no feed for everybody");
}

/// What the README shows of a plan has the lines of a real one, whatever their numbers.
fn shown_as_it_is(out: &str) {
    let (_, shown) = README.split_once("```text\n").expect("an output is shown");
    let summary = shown.lines().take_while(|line| *line != "Niet te plannen:");
    for line in summary.filter(|line| !line.is_empty()) {
        let name = line.trim_start().split("  ").next().unwrap_or(line);
        assert!(out.contains(name), "`plan` no longer says `{name}`:\n{out}");
    }
}

/// The lines of the blocks marked `sh`.
fn commands() -> Vec<String> {
    let mut within = false;
    let mut commands = Vec::new();
    for line in README.lines() {
        match line.trim() {
            "```sh" => within = true,
            "```" => within = false,
            line if within && !line.is_empty() && !line.starts_with('#') => {
                commands.push(line.split(" # ").next().unwrap_or(line).trim().to_owned());
            }
            _ => {}
        }
    }
    commands
}

/// Commands that are no use of the program; continuous integration runs them.
fn others(line: &str) -> bool {
    ["cargo test", "cargo bench", ".ci/run", "tests/judges/run"].contains(&line)
}

#[test]
fn continuous_integration_runs_the_test_command_of_the_readme() {
    let run = include_str!("../../.ci/run");
    assert!(commands().iter().any(|line| line == "cargo test"));
    assert!(
        run.lines()
            .any(|line| line.trim_end().ends_with("cargo test"))
    );
}
