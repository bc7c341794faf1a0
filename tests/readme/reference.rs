//! docs/commands.md is whole: every command and option of the program stands in its section, no other does, and every
//! key of what programs read is named.

use std::collections::BTreeSet;

use serde_json::Value;

use super::pages::Page;
use crate::program::Place;

/// The page.
fn page() -> Page {
    Page::read("docs/commands.md")
}

#[test]
fn every_command_and_option_stands_in_the_reference() {
    let (place, page) = (Place::with_examples(), page());
    let everywhere = page.section(|_, heading| heading == "Every command");
    let everywhere = everywhere.expect("what holds for every command");
    let mut breaches = Vec::new();
    let mut known: BTreeSet<String> = ["--help", "--version"].map(str::to_owned).into();
    for command in commands(&help(&place, &[])) {
        let marked = format!("`{command}`");
        let Some(section) = page.section(|_, heading| heading.contains(&marked)) else {
            breaches.push(format!("no section is about {command}"));
            continue;
        };
        for part in with_parts(&place, &command) {
            for option in part.options {
                if ![&section, &everywhere]
                    .iter()
                    .any(|text| names(text, &option))
                {
                    breaches.push(format!("{}: {option} is not told", part.name));
                }
                known.insert(option);
            }
        }
    }
    for (line, code) in page.code() {
        for word in code.split(|c: char| !c.is_alphanumeric() && c != '-') {
            if word.starts_with("--") && !known.contains(word) {
                breaches.push(format!("docs/commands.md:{line}: {word} is no option"));
            }
        }
    }
    assert!(breaches.is_empty(), "\n  {}\n", breaches.join("\n  "));
}

/// A command, or one below it, with its options.
struct Part {
    name: String,
    options: Vec<String>,
}

/// A command, and those below it.
fn with_parts(place: &Place, command: &str) -> Vec<Part> {
    let own = help(place, &[command]);
    let below = commands(&own);
    let mut parts = vec![Part {
        name: command.to_owned(),
        options: options(&own),
    }];
    for name in below {
        // Where the team comes first, any name will do.
        let asked = [[command, &name, "--help"], [command, "team", &name]];
        let told = asked.iter().map(|words| help(place, words));
        let told = told.into_iter().find(|told| told.contains("Options:"));
        parts.push(Part {
            name: format!("{command} {name}"),
            options: options(&told.unwrap_or_default()),
        });
    }
    parts
}

fn help(place: &Place, words: &[&str]) -> String {
    place.run(words.iter().copied().chain(["--help"])).out
}

/// The commands that a help text lists.
fn commands(help: &str) -> Vec<String> {
    let listed = help.split("\nCommands:\n").nth(1).unwrap_or_default();
    let lines = listed.lines().take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names = names.filter(|name| !name.is_empty() && *name != "help");
    names.map(str::to_owned).collect()
}

/// The options that a help text explains.
fn options(help: &str) -> Vec<String> {
    let first = help
        .lines()
        .filter_map(|line| line.trim_start().split(' ').next());
    let whole = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || c == '-');
    let long = first.filter(|word| word.starts_with("--") && whole(word));
    long.map(str::to_owned).collect()
}

/// Whether a text names an option, whole.
fn names(text: &str, option: &str) -> bool {
    text.match_indices(option).any(|(at, _)| {
        let after = text[at + option.len()..].chars().next();
        after.is_none_or(|c| !c.is_alphanumeric() && c != '-')
    })
}

/// Asks what programs read of the team that the book planned, and looks for every key.
pub fn knows_every_key(place: &Place) {
    let page = page();
    let told: BTreeSet<String> = page.code().into_iter().map(|(_, code)| code).collect();
    let team = "examples/iag-noord --today 2027-02-01 --format json";
    let mut missing = BTreeSet::new();
    for command in [
        "validate",
        "show",
        "check",
        "diff",
        "records",
        "explain iag.plan_review/SESI7/01 --limit 1",
        "plan --term 2027Q1 --limit 0",
        "feeds --out keys",
        "publish",
    ] {
        let (name, rest) = command.split_once(' ').unwrap_or((command, ""));
        let (what, options) = match rest.starts_with("--") {
            true => ("", rest),
            false => rest.split_once(' ').unwrap_or((rest, "")),
        };
        let (folder, rest) = team.split_once(' ').expect("a folder");
        let line = format!("{name} {folder} {what} {options} {rest}");
        let out = place.run(line.split_whitespace()).out;
        let value: Value =
            serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{line}: {fault}\n{out}"));
        let mut keys = BTreeSet::new();
        gather(&value, &mut keys);
        let unknown = keys.into_iter().filter(|key| !told.contains(key));
        missing.extend(unknown.map(|key| format!("{name}: {key}")));
    }
    assert!(
        missing.is_empty(),
        "docs/commands.md does not tell of {missing:?}"
    );
}

fn gather(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                keys.insert(key.clone());
                // What a fact is about differs from fact to fact.
                if key != "args" {
                    gather(value, keys);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, keys)),
        _ => {}
    }
}
