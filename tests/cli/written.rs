//! What is written: the same bytes every time, for everybody, and no draft.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::{PLAN, new_team};

#[test]
fn two_exports_are_byte_identical() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish --feeds one"), 0);
    place.expect("feeds t --out two --today 2026-12-15", 0);
    let one = feeds(&place.path().join("one"));
    assert_eq!(one, feeds(&place.path().join("two")));
    for name in [
        "anna.ics",
        "case-kemo3.ics",
        "ref-voorbeeld.ics",
        "team.ics",
    ] {
        let text = one.get(name).unwrap_or_else(|| panic!("no {name}"));
        assert!(
            text.starts_with("BEGIN:VCALENDAR\r\n") && text.contains("BEGIN:VEVENT"),
            "{name}"
        );
    }
}

#[test]
fn the_same_input_gives_the_same_plan() {
    let (one, two) = (new_team(), new_team());
    let planned = [&one, &two].map(|place| {
        place.expect(PLAN, 0);
        place
            .expect("show t --format json --today 2026-12-15", 0)
            .out
    });
    let untimed = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("\"seconds\""));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(untimed(&planned[0]), untimed(&planned[1]));
}

#[test]
fn feeds_know_only_what_is_published() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish --feeds one"), 0);
    let absent = "who,from,to\nanna,2027-02-01,2027-02-12\n";
    fs::write(place.path().join("t/absences.csv"), absent).expect("absences.csv");
    let again = place.run(PLAN.split_whitespace());
    assert!([0, 4].contains(&again.code), "{}", again.err);
    place.expect("feeds t --out two --today 2026-12-15", 0);
    assert_eq!(
        feeds(&place.path().join("one")),
        feeds(&place.path().join("two"))
    );
}

#[test]
fn a_folder_that_is_there_is_never_overwritten() {
    let place = new_team();
    let file = place.path().join("t/team.toml");
    fs::write(&file, "mine").expect("a file of my own");
    place.expect("init t", 2);
    assert_eq!(fs::read_to_string(&file).expect("the file"), "mine");
}

fn feeds(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("a folder of feeds");
    let read = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, fs::read_to_string(entry.path()).expect("a feed"))
    };
    entries
        .map(|entry| read(entry.expect("an entry")))
        .collect()
}
