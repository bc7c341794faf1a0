//! `store export`, `import` and `purge`, and commands that run at the same time.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

use crate::{PLAN, new_team};

#[test]
fn a_store_moves_and_its_entries_stay_the_same() {
    let place = new_team();
    place.expect("store export t", 2);
    place.expect(&format!("{PLAN} --publish --feeds before"), 0);
    let exported = place.expect("store export t --out kept.jsonl", 0);
    assert!(exported.out.is_empty(), "{}", exported.out);
    assert!(exported.err.contains("geheime sleutel"), "{}", exported.err);
    let file = place.path().join("kept.jsonl");
    let mode = fs::metadata(&file).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = fs::read_to_string(&file).expect("text");
    assert_eq!(place.expect("store export t", 0).out, text);
    place.expect("store export t --out kept.jsonl", 6);
    place.expect("store import t kept.jsonl", 6);
    fs::remove_dir_all(place.path().join("t/.cadans")).expect("lost");
    let imported = place.expect("store import t kept.jsonl --format json", 0);
    assert!(imported.out.contains("\"changes\": 3"), "{}", imported.out);
    place.expect("feeds t --out after --today 2026-12-15", 0);
    let feed = |folder: &str| fs::read(place.path().join(folder).join("team.ics")).expect("a feed");
    assert_eq!(feed("before"), feed("after"));
    place.expect("store import t nothing.jsonl", 2);
}

#[test]
fn a_case_is_purged_once_it_is_over() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    let shown = place
        .expect("show t --format json --today 2026-12-15", 0)
        .out;
    let code = shown
        .lines()
        .find_map(|line| {
            line.trim()
                .strip_prefix("\"case\": \"")?
                .strip_suffix("\",")
        })
        .expect("a case");
    let purge = format!("store purge t --case {code} --today");
    let fault = place.expect(&format!("{purge} 2026-12-15"), 2);
    assert!(fault.err.contains("has meetings until"), "{}", fault.err);
    let purged = place.expect(&format!("{purge} 2028-01-01 --format json"), 0);
    assert!(purged.out.contains("\"cases\": 1"), "{}", purged.out);
    let exported = place.expect("store export t", 0).out;
    assert!(!exported.contains(code), "{code}");
    place.expect("show t --week 2027-W05 --today 2026-12-15", 0);
    place.expect("store purge t", 2);
    place.expect("store purge t --case X --before 2027-01-01", 2);
    place.expect("store purge t --before 2020-01-01", 0);
}

#[test]
fn a_damaged_journal_ends_with_6_and_says_what_to_do() {
    let place = new_team();
    place.expect(PLAN, 0);
    place.expect("publish t --today 2026-12-15", 0);
    let journal = place.path().join("t/.cadans/journal");
    let mut bytes = fs::read(&journal).expect("a journal");
    bytes[200] ^= 1;
    fs::write(&journal, bytes).expect("written");
    for line in ["show t", PLAN, "publish t", "feeds t --out feeds"] {
        let ended = place.expect(line, 6);
        assert!(ended.err.contains("cadans store export"), "{}", ended.err);
        assert!(!ended.err.contains("panicked"), "{}", ended.err);
    }
    let exported = place.expect("store export t --out whole.jsonl", 0);
    assert!(exported.err.contains("beschadigd"), "{}", exported.err);
}

#[test]
fn commands_run_while_others_plan() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    let start = |line: &str| {
        Command::new(env!("CARGO_BIN_EXE_cadans"))
            .args(line.split_whitespace())
            .current_dir(place.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the built program")
    };
    let mut children: Vec<_> = ["2027Q2", "2027Q2", "2027Q1"]
        .iter()
        .map(|term| {
            start(&format!(
                "plan t --term {term} --today 2026-12-15 --limit 20"
            ))
        })
        .collect();
    for _ in 0..4 {
        children.push(start("show t --week 2027-W05 --today 2026-12-15"));
        children.push(start("feeds t --out feeds --today 2026-12-15"));
    }
    for child in children {
        let ended = child.wait_with_output().expect("ended");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(0), "{said}");
    }
    // All three saved a revision of their own.
    place.expect("show t --revision 4 --today 2026-12-15", 0);
    place.expect("show t --revision 5 --today 2026-12-15", 2);
}
