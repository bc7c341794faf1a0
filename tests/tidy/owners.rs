//! Which stages may name which crate, so that each can be exchanged in one place; and which may
//! touch the clock, files and the environment.

use std::collections::BTreeSet;

use crate::none;
use crate::sources::{self, house};

/// Crate and the only stages that may name it.
const OWNERS: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diagnostic"]),
    ("chrono_tz", &["time"]),
    ("toml", &["document"]),
    ("toml_edit", &["document"]),
    ("csv", &["document"]),
    ("calamine", &["document"]),
    ("good_lp", &["standing"]),
    ("highs", &["solver"]),
    ("sled", &["store"]),
    ("icalendar", &["feed"]),
    ("hmac", &["feed", "store"]),
    // What tells one version of a team's files from another.
    ("sha2", &["team", "feed", "store", "web"]),
    // Facts are kept as data with a plan, those of other versions too.
    ("serde_json", &["series", "plan", "store", "cli"]),
    ("getrandom", &["store"]),
    ("base64", &["store"]),
    ("clap", &["cli"]),
    ("comfy_table", &["cli"]),
    ("indicatif", &["cli"]),
    ("anstream", &["cli"]),
    ("ctrlc", &["cli"]),
    ("axum", &["web"]),
    ("axum_server", &["web"]),
    ("hyper_util", &["web"]),
    ("tower", &["web"]),
    ("tower_http", &["web"]),
    ("cookie", &["web"]),
    ("totp_rs", &["web"]),
    ("tokio", &["web"]),
    ("rustls", &["web"]),
    ("maud", &["web"]),
    ("qrcode", &["web"]),
    ("percent_encoding", &["web"]),
    ("flate2", &["web"]),
    ("argon2", &["web"]),
    ("rpassword", &["cli"]),
];

/// What reaches outside the program, and the only places that may.
const OUTSIDE: &[(&str, &[&str])] = &[
    (
        "std::fs",
        &[
            "src/cli/",
            "src/store/",
            "src/team/files/",
            "src/team/folder.rs",
        ],
    ),
    ("std::env", &["src/cli/", "src/main.rs"]),
    ("std::process", &["src/cli/", "src/main.rs"]),
    ("Utc::now", &["src/cli/"]),
    ("Local::now", &["src/cli/"]),
    // When a file was changed.
    ("SystemTime", &["src/cli/", "src/store/trail.rs"]),
    // The time limit of a search, which a plan must not otherwise depend on, and of a wait.
    ("Instant", &["src/solver/", "src/time/patience.rs"]),
];

#[test]
fn each_heavy_crate_has_one_owner() {
    let mut breaches = Vec::new();
    for file in sources::all() {
        for (name, owners) in OWNERS
            .iter()
            .filter(|(_, owners)| !owners.contains(&file.stage()))
        {
            for (line, code) in file.code() {
                if names_crate(code, name) {
                    let owners = owners.join(", ");
                    breaches.push(format!(
                        "{}:{line}: only {owners} may name `{name}`",
                        file.path
                    ));
                }
            }
        }
    }
    none(&breaches);
}

/// Whether a line names a crate: `name::` that is no end of a longer path, or `use name`.
fn names_crate(code: &str, name: &str) -> bool {
    sources::whole(code, name).any(|at| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        let of_longer_path = before.ends_with("::") && before != "use ::" || before.ends_with('.');
        !of_longer_path
            && (after.starts_with("::") && !before.contains("use self::") || before.trim() == "use")
    })
}

#[test]
fn only_the_edges_touch_clock_files_and_environment() {
    let mut breaches = Vec::new();
    for file in sources::all() {
        for (what, places) in OUTSIDE {
            if places.iter().any(|place| file.path.starts_with(place)) {
                continue;
            }
            for (line, code) in file.code() {
                if sources::whole(code, what).next().is_some() {
                    breaches.push(format!(
                        "{}:{line}: only {} may name `{what}`; take the value as an argument",
                        file.path,
                        places.join(", ")
                    ));
                }
            }
        }
    }
    none(&breaches);
}

#[test]
fn no_dependency_is_carried_along_unused() {
    let manifest = std::fs::read_to_string(house().join("Cargo.toml")).expect("Cargo.toml");
    let manifest: toml::Table = manifest.parse().expect("valid TOML");
    let names = |table: &str| -> BTreeSet<String> {
        let table = manifest.get(table).and_then(toml::Value::as_table);
        table
            .into_iter()
            .flatten()
            .map(|(name, _)| name.replace('-', "_"))
            .collect()
    };
    let sources: String = sources::all().into_iter().map(|file| file.text).collect();
    let mut paths = Vec::new();
    for folder in ["tests", "benches"] {
        sources::walk(&house().join(folder), &mut paths);
    }
    let tests: String = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .filter(|path| !path.to_string_lossy().contains("tidy"))
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .collect();
    let unused = |names: BTreeSet<String>, text: &str| -> Vec<String> {
        let used = |name: &String| text.lines().any(|line| names_crate(line, name));
        names.into_iter().filter(|name| !used(name)).collect()
    };
    let mut breaches = unused(names("dependencies"), &sources);
    breaches.extend(unused(names("dev-dependencies"), &tests));
    let breaches: Vec<_> = breaches
        .into_iter()
        .map(|name| format!("Cargo.toml: nobody names `{name}`; remove it"))
        .collect();
    none(&breaches);
}
