//! The book explains every code that a fault, a warning or a note can carry, and no other.

use std::collections::BTreeMap;

use crate::none;
use crate::sources::{self, house};

/// Stages that find faults or write notes.
const STAGES: &[&str] = &["document", "rules", "team", "series", "plan", "cli"];

/// Texts spelt like a code that are none.
const NOT_CODES: &[(&str, &str)] = &[
    ("kebab-case", "a setting of serde"),
    ("no-show", "a state of a meeting"),
    ("school-holidays-nl", "a file"),
];

#[test]
fn every_code_is_explained() {
    let (used, explained) = (used(), explained());
    assert!(used.len() > 50, "the codes were not found");
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

/// Every text spelt like a code, and every first word of a fault, with its first place.
fn used() -> BTreeMap<String, String> {
    let mut used = BTreeMap::new();
    for file in sources::all()
        .iter()
        .filter(|file| STAGES.contains(&file.stage()))
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
        for (at, call) in file
            .text
            .match_indices("error(")
            .chain(file.text.match_indices("warning("))
        {
            let first = file.text[at + call.len()..].trim_start().strip_prefix('"');
            let text = first.and_then(|first| first.split('"').next());
            if let Some(text) = text.filter(|text| text.chars().all(|c| c.is_ascii_lowercase())) {
                used.entry(text.to_owned()).or_insert(file.path.clone());
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

/// The first cell of every row, with its line.
fn explained() -> BTreeMap<String, usize> {
    let page = std::fs::read_to_string(house().join("docs/faults.md")).expect("docs/faults.md");
    let mut explained = BTreeMap::new();
    for (line, text) in (1..).zip(page.lines()) {
        let code = text
            .strip_prefix("| `")
            .and_then(|rest| rest.split_once('`'));
        if let Some((code, _)) = code {
            explained.insert(code.to_owned(), line);
        }
    }
    explained
}
