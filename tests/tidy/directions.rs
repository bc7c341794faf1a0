//! Who may import whom. The table is the house's plan: a row imports only what stands above it, so
//! there are no circles.

use std::collections::BTreeSet;

use crate::none;
use crate::sources::{self, File};

/// Stage and what it may import, in order.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("ids", &[]),
    ("language", &[]),
    ("time", &[]),
    ("diagnostic", &["language", "time"]),
    // Files as text, tables and cells, each with its place.
    ("document", &["language", "time", "diagnostic"]),
    (
        "rules",
        &["ids", "diagnostic", "time", "document", "language"],
    ),
    ("records", &["ids", "time"]),
    (
        "team",
        &[
            "ids",
            "diagnostic",
            "time",
            "document",
            "language",
            "rules",
            "records",
        ],
    ),
    (
        "series",
        &["ids", "time", "language", "rules", "records", "team"],
    ),
    // Asks whether the world has kept the calendar, so that it sees neither plans nor solver.
    (
        "check",
        &[
            "ids", "time", "language", "rules", "records", "team", "series",
        ],
    ),
    // Which hours of the week, before any day is planned.
    ("standing", &["ids", "time", "records", "series"]),
    ("problem", &["ids", "time", "rules", "series"]),
    ("solver", &["ids", "time", "series", "problem"]),
    (
        "plan",
        &["ids", "time", "language", "rules", "series", "problem"],
    ),
    // Judges by plain arithmetic, so it must not see how a plan was made.
    (
        "verify",
        &["ids", "time", "diagnostic", "rules", "series", "plan"],
    ),
    // Asks what a change would cost, and solves again to be sure.
    (
        "explain",
        &[
            "ids", "time", "language", "rules", "series", "problem", "solver", "plan", "verify",
        ],
    ),
    ("store", &["ids", "time", "language", "records", "plan"]),
    ("feed", &["ids", "time", "language", "plan"]),
    // What is said to people of all that stands above: facts come in, sentences go out.
    ("words", ABOVE_WORDS),
    ("error", ABOVE_ERROR),
    ("app", ABOVE_APP),
    ("web", ABOVE_WEB),
    ("cli", ABOVE_CLI),
];

const ABOVE_WORDS: &[&str] = &[
    "ids",
    "diagnostic",
    "language",
    "time",
    "rules",
    "records",
    "team",
    "series",
    "check",
    "plan",
    "explain",
    "store",
];
const ABOVE_ERROR: &[&str] = &[
    "ids",
    "diagnostic",
    "language",
    "time",
    "document",
    "rules",
    "records",
    "team",
    "series",
    "problem",
    "solver",
    "plan",
    "verify",
    "store",
    "feed",
];
const ABOVE_APP: &[&str] = &[
    "ids",
    "diagnostic",
    "language",
    "time",
    "document",
    "rules",
    "records",
    "team",
    "series",
    "check",
    "problem",
    "solver",
    "standing",
    "plan",
    "verify",
    "explain",
    "store",
    "feed",
    "words",
    "error",
];
/// Sees what was planned, recorded and found, and asks the app to do things; never how it is done.
const ABOVE_WEB: &[&str] = &[
    "ids",
    "diagnostic",
    "language",
    "time",
    "rules",
    "records",
    "team",
    "series",
    "check",
    "plan",
    "store",
    "feed",
    "words",
    "error",
    "app",
];
const ABOVE_CLI: &[&str] = &[
    "ids",
    "diagnostic",
    "language",
    "time",
    "document",
    "rules",
    "records",
    "team",
    "series",
    "check",
    "problem",
    "solver",
    "plan",
    "verify",
    "explain",
    "store",
    "feed",
    "words",
    "error",
    "app",
    "web",
];

#[test]
fn a_row_imports_only_what_stands_above_it() {
    let mut above = BTreeSet::new();
    for (stage, allowed) in MAY_IMPORT {
        for import in *allowed {
            assert!(
                above.contains(import),
                "{stage} may import {import}, which is below it"
            );
        }
        above.insert(stage);
    }
}

#[test]
fn stages_import_only_what_they_may() {
    let mut breaches = Vec::new();
    for file in sources::all() {
        let stage = file.stage();
        if ["lib", "main"].contains(&stage) {
            continue;
        }
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(known, _)| *known == stage) else {
            breaches.push(format!(
                "{}: `{stage}` is no stage of the table in tests/tidy/directions.rs; give it its row",
                file.path
            ));
            continue;
        };
        for (line, import) in imports(&file) {
            if import != stage && !allowed.contains(&import.as_str()) {
                breaches.push(format!(
                    "{}:{line}: `{stage}` imports `{import}`; it may import {}",
                    file.path,
                    if allowed.is_empty() {
                        "nothing".to_owned()
                    } else {
                        allowed.join(", ")
                    }
                ));
            }
        }
    }
    none(&breaches);
}

/// The stages a file names, by `crate::` or by as many `super::` as lead to the top.
fn imports(file: &File) -> Vec<(usize, String)> {
    let code: String = file
        .lines()
        .map(|(_, line)| {
            if line.trim_start().starts_with("//") {
                ""
            } else {
                line
            }
        })
        .collect::<Vec<_>>()
        .join("\n");
    let to_top = "super::".repeat(file.module().len());
    let mut found = Vec::new();
    for start in ["crate::", &to_top] {
        for at in sources::whole(&code, start.trim_end_matches("::")) {
            let line = code[..at].matches('\n').count() + 1;
            let Some(rest) = code[at..].strip_prefix(start) else {
                continue;
            };
            found.extend(first_names(rest).into_iter().map(|name| (line, name)));
        }
    }
    found
}

/// `a::b` names `a`; `{a::{b, c}, d}` names `a` and `d`.
fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return vec![first_name(path)];
    };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(first_name(group[start..at].trim_start()));
                start = at + 1;
            }
            _ => {}
        }
        if c == '}' && depth == 0 && start == at + 1 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn first_name(path: &str) -> String {
    path.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn imports_are_read_in_every_form() {
    let file = File {
        path: "src/team/judge/mod.rs".to_owned(),
        text: "use crate::rules::Rule;\n// crate::feed\nuse crate::{\n  time::{Slots, zone},\n  ids,\n};\n\
               fn f() { crate::plan::x(); super::draft(); super::super::store::y() }"
            .to_owned(),
    };
    let found: Vec<_> = imports(&file)
        .into_iter()
        .map(|(line, name)| format!("{line} {name}"))
        .collect();
    assert_eq!(found, ["1 rules", "3 time", "3 ids", "7 plan", "7 store"]);
}
