//! The folder that `cadans init` writes and the examples load as they are.

use std::path::Path;

use super::stage::{Folder, load_at};

#[test]
fn the_template_loads_without_a_word() {
    let (team, faults) = Folder::template().load();
    assert_eq!(faults, "");
    let team = team.expect("no faults");
    assert_eq!(team.id, "voorbeeld");
    assert_eq!(team.people.len(), 7);
    assert_eq!(team.cases.len(), 4);
}

#[test]
fn every_example_loads() {
    for entry in Path::new("examples").read_dir().expect("examples") {
        let folder = entry.expect("a folder").path();
        if folder.is_dir() {
            let (team, faults) = load_at(&folder);
            assert!(team.is_some(), "{}", faults);
        }
    }
}
