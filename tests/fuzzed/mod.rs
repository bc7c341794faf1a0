//! The fuzz targets, fed with the committed inputs: those to begin with, and those that once failed.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/src/lib.rs"]
mod targets;

/// Runs a target on all that is committed for it.
fn fed(name: &str) {
    let (_, run) = targets::TARGETS
        .into_iter()
        .find(|(known, _)| *known == name)
        .expect("a target");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut count = 0;
    for folder in [
        root.join("corpus").join(name),
        root.join("found").join(name),
    ] {
        let Ok(entries) = fs::read_dir(folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            // Said when it fails.
            println!("{}", path.display());
            run(&fs::read(&path).expect("a file"));
            count += 1;
        }
    }
    assert!(count > 0, "no inputs for {name}");
}

#[test]
fn rule_files() {
    fed("rules");
}

#[test]
fn teams() {
    fed("team");
}

#[test]
fn lists() {
    fed("lists");
}

#[test]
fn journals() {
    fed("journal");
}

#[test]
fn exports() {
    fed("export");
}

#[test]
fn calendars() {
    fed("calendars");
}

#[test]
fn requests() {
    fed("http");
}
