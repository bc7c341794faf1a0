//! No code knows a programme by name: the words of the rule files stay out of `src/`.

use std::collections::BTreeSet;

use crate::none;
use crate::sources::{self, house};

/// Words of the domain that the rule files may some day no longer name, yet never belong in code.
const ALWAYS: &[&str] = &[
    "behandelplan",
    "family consultation",
    "gezinsopname",
    "iag",
    "interim evaluation",
    "intervisie",
    "intervision",
    "plan review",
    "start meeting",
    "closing meeting",
    "supervisie",
    "supervision",
    "visit",
    "visits",
    "werkbegeleiding",
];

/// Words of the rule files that are also ordinary words, and why code may use them.
const ORDINARY: &[(&str, &str)] = &[
    ("caseload", "what a cap limits, in any programme"),
    ("change", "a phase is called so; so is any change"),
    ("family", "a kind of role of the language (rules::RoleKind)"),
    ("gezin", "that kind of role in Dutch"),
    ("hours", "of a day, of a week"),
    (
        "lead",
        "a kind of assignment; the team lead is whom this is for",
    ),
    ("meetings", "what every programme has"),
    ("outside office hours", "a preference of the language"),
    ("phases", "a noun of the language"),
    ("start", "of anything"),
    ("stay", "a kind of rule of the language"),
    ("team lead", "whom this is for"),
    ("teamleider", "whom this is for, in Dutch"),
    (
        "treatment",
        "stands in the product's own description: a family-treatment programme",
    ),
    ("worker", "a kind of account, for whoever does the work"),
    ("video", "a meeting by telephone or video"),
];

/// The only file that names the rule files, since it builds them in.
const EXCEPT: &str = "src/rules/builtin.rs";

#[test]
fn no_programme_words_in_the_code() {
    let words = words();
    assert!(words.len() > 100, "the rule files were not read");
    let mut breaches = Vec::new();
    for file in sources::all().iter().filter(|file| file.path != EXCEPT) {
        for (line, text) in file.lines() {
            // A value of HTTP, not somebody's role.
            let text = text.to_lowercase().replace("no-referrer", "");
            for word in words
                .iter()
                .filter(|word| sources::whole(&text, word).next().is_some())
            {
                breaches.push(format!(
                    "{}:{line}: `{word}` is a word of a programme; say what the language calls it",
                    file.path
                ));
            }
        }
    }
    none(&breaches);
}

/// Ids, keys and titles of programmes, rules, roles, phases, dates and choices, in lower case.
fn words() -> BTreeSet<String> {
    let mut words: BTreeSet<String> = ALWAYS.iter().map(|word| (*word).to_owned()).collect();
    for entry in std::fs::read_dir(house().join("constraints")).expect("constraints/") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable rule file");
        let file: toml::Table = text.parse().expect("a valid rule file");
        if let Some(programme) = file.get("programme") {
            words.extend(
                programme
                    .get("id")
                    .and_then(toml::Value::as_str)
                    .map(str::to_lowercase),
            );
            words.extend(titles(programme));
        }
        for section in ["rules", "roles", "phases", "dates", "choices"] {
            let section = file.get(section).and_then(toml::Value::as_table);
            for (key, value) in section.into_iter().flatten() {
                words.insert(key.clone());
                words.insert(key.replace('_', " "));
                words.extend(titles(value));
            }
        }
    }
    words.retain(|word| !ORDINARY.iter().any(|(ordinary, _)| ordinary == word));
    words
}

fn titles(of: &toml::Value) -> Vec<String> {
    let titles = of.get("title").and_then(toml::Value::as_table);
    let texts = titles
        .into_iter()
        .flatten()
        .filter_map(|(_, text)| text.as_str());
    texts.map(str::to_lowercase).collect()
}
