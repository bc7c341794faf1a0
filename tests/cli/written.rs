//! What is written: the same bytes every time, for everybody, and no draft.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{PLAN, Place, new_team};

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

#[test]
fn feeds_of_who_is_gone_are_removed_and_other_files_stay() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish --feeds one"), 0);
    let one = place.path().join("one");
    let feed = fs::read(one.join("anna.ics")).expect("a feed");
    fs::write(one.join("gone.ics"), &feed).expect("an older feed");
    let foreign = "BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n";
    for (name, text) in [
        ("other.ics", foreign.as_bytes()),
        ("copy.txt", &feed),
        ("empty.ics", b""),
    ] {
        fs::write(one.join(name), text).expect("a file of my own");
    }
    let said = place.expect("feeds t --out one --today 2026-12-15", 0).out;
    assert!(
        said.contains("Verwijderd") && said.contains("gone.ics"),
        "{said}"
    );
    assert!(!one.join("gone.ics").exists());
    for kept in ["anna.ics", "team.ics", "other.ics", "copy.txt", "empty.ics"] {
        assert!(one.join(kept).exists(), "{kept}");
    }
    let again = place.expect("feeds t --out one --today 2026-12-15", 0).out;
    assert!(!again.contains("Verwijderd"), "{again}");
}

#[test]
fn messages_are_in_the_language_asked() {
    let place = Place::with_examples();
    place.expect("init t --lang en", 0);
    let team = fs::read_to_string(place.path().join("t/team.toml")).expect("team.toml");
    assert!(team.contains("lang = \"en\""), "{team}");
    let none = |line: &str| place.expect(line, 2).err;
    assert!(none("show t").contains("there is no plan yet"));
    assert!(none("show t --lang nl").contains("er is nog geen planning"));
    assert!(none("plan t --term x").contains("is no term"));
    assert!(none("plan t --term x --lang nl").contains("geen planperiode"));
}

#[test]
fn show_says_which_revisions_there_are() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    place.expect(PLAN, 0);
    let said = place.expect("show t --today 2026-12-15", 0).out;
    assert!(
        said.contains("Revisies: 1 (gepubliceerd), 2 (concept)"),
        "{said}"
    );
    assert!(
        said.contains("nieuwer concept: cadans show t --revision 2"),
        "{said}"
    );
    let draft = place.expect("show t --revision 2 --lang en", 0).out;
    assert!(draft.contains("revision 2 (draft)"), "{draft}");
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
