//! The book (README.md and docs/) says what is so: its commands run, its links lead somewhere, the places in the
//! code that it names are there, and its reference knows every command, option and JSON key.

mod links;
mod pages;
mod programme;
mod reference;

use crate::program::Place;
use pages::Page;

/// How a line that starts the program begins.
const STARTS: [&str; 2] = ["cargo run --release -- ", "cadans "];

/// Seconds for a search here; the book lets it run to its end.
const LIMIT: &str = "--limit 2";

#[test]
fn every_command_of_the_book_works() {
    let place = Place::with_examples();
    let book = pages::book();
    let lines = book.iter().flat_map(Page::commands);
    let ran = lines.filter(|(_, line)| runs(&place, line)).count();
    assert!(ran > 20, "the commands were not found");
    let feeds = std::fs::read_dir(place.path().join("calendars")).expect("feeds");
    assert!(feeds.count() > 80, "`plan` wrote no feed for everybody");
    reference::knows_every_key(&place);
}

/// Runs a line of a page; `false` for one that does not start the program.
fn runs(place: &Place, line: &str) -> bool {
    let Some(arguments) = STARTS.iter().find_map(|start| line.strip_prefix(start)) else {
        assert!(others(line), "the book has a command nobody tries: {line}");
        return false;
    };
    let plans = arguments.starts_with("plan ");
    let limit = if plans { LIMIT } else { "" };
    let ended = place.run(words(&format!("{arguments} {limit}")));
    // 4: saved, and something hard was left out; 5: something is overdue. An example has such on purpose.
    let fine = match ended.code {
        0 => true,
        4 => plans,
        5 => arguments.starts_with("check "),
        _ => false,
    };
    let (code, out, err) = (ended.code, &ended.out, &ended.err);
    assert!(fine, "`{line}` ended with {code}\n{out}\n{err}");
    assert!(!out.is_empty(), "`{line}` said nothing");
    if line.contains("--publish --feeds") {
        shown_as_it_is(out);
    }
    true
}

/// The arguments of a line; what stands in double quotes is one.
fn words(line: &str) -> Vec<&str> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect()
}

/// What the first page shows of a plan has the lines of a real one, whatever their numbers.
fn shown_as_it_is(out: &str) {
    let front = Page::read("README.md").text;
    let (_, shown) = front.split_once("```text\n").expect("an output is shown");
    let summary = shown.lines().take_while(|line| !line.ends_with(':'));
    for line in summary.filter(|line| !line.is_empty()) {
        let name = line.trim_start().split("  ").next().unwrap_or(line);
        assert!(out.contains(name), "`plan` no longer says `{name}`:\n{out}");
    }
}

/// Commands that are no use of the program; continuous integration runs them.
fn others(line: &str) -> bool {
    line == "cargo test"
}

#[test]
fn continuous_integration_runs_the_test_command_of_the_first_page() {
    let front = Page::read("README.md");
    assert!(front.commands().any(|(_, line)| line == "cargo test"));
    let run = std::fs::read_to_string(pages::house().join(".ci/run")).expect(".ci/run");
    assert!(
        run.lines()
            .any(|line| line.trim_end().ends_with("cargo test"))
    );
}
