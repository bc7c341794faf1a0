//! The book explains every code that a note of a plan can carry, and no other. Those of faults are written into it by
//! the program (`pages`).

use std::collections::BTreeMap;

use crate::none;
use crate::sources::{self, house};

/// Stages that write notes.
const STAGES: &[&str] = &["series", "plan", "cli"];

/// What stands in the way of a meeting has codes too, and is said to whoever asks; it is no note of a file or plan.
const OBSTACLES: &str = "src/series/timetable/obstacle.rs";

/// Texts spelt like a code that are none.
const NOT_CODES: &[(&str, &str)] = &[
    ("kebab-case", "a setting of serde"),
    ("no-show", "a state of a meeting"),
];

#[test]
fn every_note_is_explained() {
    let (used, explained) = (used(), explained());
    assert!(used.len() > 5, "the codes were not found");
    let mut breaches = Vec::new();
    for (code, place) in &used {
        if !explained.contains_key(code) {
            breaches.push(format!("{place}: docs/faults.md does not explain `{code}`"));
        }
    }
    for (code, line) in &explained {
        if !used.contains_key(code) {
            breaches.push(format!(
                "docs/faults.md:{line}: nothing says `{code}`; delete the row"
            ));
        }
    }
    none(&breaches);
}

/// Every text spelt like a code, with its first place.
fn used() -> BTreeMap<String, String> {
    let mut used = BTreeMap::new();
    for file in sources::all()
        .iter()
        .filter(|file| STAGES.contains(&file.stage()) && file.path != OBSTACLES)
    {
        for (line, code) in file.code() {
            for text in code
                .split('"')
                .skip(1)
                .step_by(2)
                .filter(|text| is_code(text))
            {
                used.entry(text.to_owned())
                    .or_insert(format!("{}:{line}", file.path));
            }
        }
    }
    used
}

fn is_code(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    text.contains('-')
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split('-').all(word)
        && !NOT_CODES.iter().any(|(known, _)| *known == text)
}

/// The first cell of every row below the heading of the notes, with its line.
fn explained() -> BTreeMap<String, usize> {
    let page = std::fs::read_to_string(house().join("docs/faults.md")).expect("docs/faults.md");
    let (above, notes) = page
        .split_once("## Notes of a plan")
        .expect("the heading of the notes");
    let mut explained = BTreeMap::new();
    for (line, text) in (above.lines().count() + 1..).zip(notes.lines()) {
        let code = text
            .strip_prefix("| `")
            .and_then(|rest| rest.split_once('`'));
        if let Some((code, _)) = code {
            explained.insert(code.to_owned(), line);
        }
    }
    explained
}
