//! Exit codes: 0 fine, 2 usage, 3 faults in files, 4 something hard left out, 6 the store.

use std::fs;

use cadans::store::Disk;

use super::{PLAN, new_team};

#[test]
fn a_new_folder_plans_as_it_is() {
    let place = new_team();
    place.expect("validate t", 0);
    let planned = place.expect(PLAN, 0);
    assert!(
        planned.out.contains("revisie 1 (concept)"),
        "{}",
        planned.out
    );
    place.expect("publish t --today 2026-12-15", 0);
    place.expect("show t --week 2027-W05 --today 2026-12-15", 0);
    place.expect("feeds t --out feeds --today 2026-12-15", 0);
}

#[test]
fn what_makes_no_sense_ends_with_2() {
    let place = new_team();
    for line in [
        "",
        "fly t",
        "plan t",
        "plan t --term 2027Q5",
        "plan t --from 2027-03-01 --to 2027-01-01",
        "plan t --from 2027-01-01",
        "plan t --term 2027Q1 --without iag.nothing",
        "plan t --term 2027Q1 --limit -1",
        "plan t --term 2027Q1 --feeds calendars",
        "init t",
        "show t",
        "show t --person nobody",
        "publish t",
        "plan t --term 2026Q3 --today 2026-12-15",
        "feeds t --out feeds",
    ] {
        let ended = place.expect(line, 2);
        assert!(
            ended.out.is_empty(),
            "`{line}` printed a result:\n{}",
            ended.out
        );
        assert!(!ended.err.is_empty(), "`{line}` said nothing");
    }
    assert!(
        !place.path().join("t/.cadans").exists(),
        "a command that plans nothing made a store"
    );
}

#[test]
fn a_broken_folder_ends_with_3_and_every_fault() {
    let place = new_team();
    let cases = place.path().join("t/cases.csv");
    let text = fs::read_to_string(&cases).expect("cases.csv");
    let broken = text
        .replace("2026-08-31,Voor", "31 augustus,Voor")
        .replace(",zuid,", ",zuidd,");
    fs::write(&cases, broken).expect("a broken list");
    for line in ["validate t", PLAN, "plan nowhere --term 2027Q1"] {
        let ended = place.expect(line, 3);
        assert!(ended.out.is_empty(), "{}", ended.out);
    }
    let faults = place.expect("validate t", 3).err;
    for sign in ["bad-date", "unknown-zone", "cases.csv:2:", "^^^"] {
        assert!(faults.contains(sign), "{faults}");
    }
}

#[test]
fn something_hard_left_out_ends_with_4() {
    let place = new_team();
    let away = "who,from,to\neva,2027-01-01,2027-06-30\n";
    fs::write(place.path().join("t/absences.csv"), away).expect("absences.csv");
    let planned = place.expect(PLAN, 4);
    assert!(planned.out.contains("Eva"), "{}", planned.out);
    // It was saved all the same.
    place.expect("show t --week 2027-W05", 0);
}

#[test]
fn a_store_in_use_ends_with_6() {
    let place = new_team();
    let held = Disk::at(&place.path().join("t/.cadans"))
        .turn()
        .expect("a turn");
    let ended = place.expect(&format!("{PLAN} --wait 2"), 6);
    assert!(ended.out.is_empty(), "{}", ended.out);
    assert!(ended.err.contains("even wachten"), "{}", ended.err);
    drop(held);
    place.expect(PLAN, 0);
}

#[test]
fn a_store_of_another_team_ends_with_6() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    place.expect("init u", 0);
    let file = place.path().join("u/team.toml");
    let text = fs::read_to_string(&file).expect("team.toml");
    let other: Vec<_> = text
        .lines()
        .map(|line| match line.starts_with("id = ") {
            true => "id = \"another\"",
            false => line,
        })
        .collect();
    fs::write(&file, other.join("\n")).expect("another team");
    for line in [
        "plan u --term 2027Q1 --today 2026-12-15 --publish",
        "publish u",
        "show u",
        "feeds u --out feeds",
    ] {
        let ended = place.expect(&format!("{line} --store t/.cadans"), 6);
        assert!(ended.err.contains("is van team voorbeeld"), "{}", ended.err);
    }
    assert!(!place.path().join("feeds").exists());
    let ended = place.expect("publish t 7", 2);
    assert!(ended.err.contains("wel 1"), "{}", ended.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_ends_with_6() {
    let place = new_team();
    let full = || fs::File::create("/dev/full").expect("a full disk");
    let run = |line: &str, err: std::process::Stdio| {
        std::process::Command::new(env!("CARGO_BIN_EXE_cadans"))
            .args(line.split_whitespace())
            .current_dir(place.path())
            .stdout(full())
            .stderr(err)
            .status()
            .expect("the built program")
            .code()
    };
    assert_eq!(run("validate t", std::process::Stdio::null()), Some(6));
    assert_eq!(run("validate t --format json", full().into()), Some(6));
    assert_eq!(run("--help", full().into()), Some(6));
}

#[test]
fn a_feed_folder_that_cannot_be_written_ends_with_6() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    fs::write(place.path().join("taken"), "a file").expect("a file");
    place.expect("feeds t --out taken --today 2026-12-15", 6);
}
