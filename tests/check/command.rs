//! The command on the example teams: exit codes, formats, and a count by hand from the plan's own JSON.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use crate::program::{Ended, Place};

const NOORD: &str = "examples/iag-noord";

fn run(place: &Place, line: &str) -> Ended {
    place.run(line.split_whitespace())
}

fn json(place: &Place, line: &str) -> Value {
    let ended = run(place, &format!("{line} --format json"));
    serde_json::from_str(&ended.out)
        .unwrap_or_else(|fault| panic!("{line}: {fault}\n{}", ended.out))
}

fn findings<'v>(found: &'v Value, level: &str) -> Vec<&'v Value> {
    let all = found["findings"].as_array().expect("findings").iter();
    all.filter(|one| one["level"] == level).collect()
}

#[test]
fn history_alone_is_checked_without_a_store_and_makes_none() {
    let place = Place::with_examples();
    let ended = run(&place, &format!("check {NOORD} --today 2026-12-15"));
    assert_eq!(ended.code, 5, "{}", ended.err);
    assert!(
        ended.out.contains("Iag") || ended.out.contains("IAG"),
        "{}",
        ended.out
    );
    assert!(!place.path().join(NOORD).join(".cadans").exists());
    // What one family owes on one day is one line: no line says what another says.
    let later = run(&place, &format!("check {NOORD} --today 2027-02-01"));
    let mut lines = BTreeSet::new();
    for line in later
        .out
        .lines()
        .filter(|line| line.starts_with("  te laat "))
    {
        let (_, rest) = line.split_once(": ").expect("a sentence");
        let subject = line
            .split_once(": ")
            .map(|(head, _)| head.rsplit(' ').next());
        assert!(lines.insert((subject, rest)), "{line}");
    }
    assert!(lines.len() > 50, "{}", later.out);
    let found = json(&place, &format!("check {NOORD} --today 2026-12-15"));
    for key in [
        "level",
        "id",
        "rule",
        "case",
        "person",
        "due",
        "days_late",
        "planned",
        "postponed",
        "text",
        "who_acts",
        "source",
    ] {
        let lines = found["findings"].as_array().expect("findings");
        assert!(lines.iter().all(|one| one.get(key).is_some()), "no `{key}`");
    }
    let total: u64 = found["counts"]
        .as_object()
        .expect("counts")
        .values()
        .filter_map(Value::as_u64)
        .sum();
    assert_eq!(
        total as usize,
        found["findings"].as_array().map_or(0, Vec::len)
    );
}

#[test]
fn a_published_plan_with_nothing_recorded_is_unrecorded_meeting_by_meeting() {
    let place = Place::with_examples();
    let plan = format!("plan {NOORD} --term 2027Q1 --today 2026-12-15 --publish --limit 1");
    let plan = json(&place, &plan);
    let today: NaiveDate = "2027-02-01".parse().expect("a day");
    let mut passed = BTreeSet::new();
    for one in plan["placements"].as_array().expect("placements") {
        let start = &one["start"].as_str().expect("a start")[..10];
        let day: NaiveDate = start.parse().expect("a day");
        let rule = one["rule"].as_str().expect("a rule");
        if day < today && rule.contains('.') {
            let weekly = rule.ends_with(".visit");
            let key = if weekly {
                format!("{:?}", day.iso_week())
            } else {
                one["id"].to_string()
            };
            passed.insert((one["series"].to_string(), key));
        }
    }
    assert!(passed.len() > 200, "{}", passed.len());
    let check = format!("check {NOORD} --today 2027-02-01");
    let found = json(&place, &check);
    assert_eq!(findings(&found, "unrecorded").len(), passed.len());
    for one in findings(&found, "unrecorded") {
        let planned = one["planned"].as_str().expect("a day");
        assert!(planned < "2027-02-01", "{one}");
        assert_ne!(one["who_acts"], "", "{one}");
    }
    // One record less to make: its finding is gone, and no other.
    let id = findings(&found, "unrecorded")
        .iter()
        .find(|one| one["rule"] == "iag.supervision")
        .map(|one| (one["id"].clone(), one["planned"].clone()))
        .expect("a talk");
    let (id, on) = (id.0.as_str().expect("an id"), id.1.as_str().expect("a day"));
    let record = format!("record {NOORD} {id} held --on {on} --today 2027-02-01");
    assert_eq!(run(&place, &record).code, 0);
    let after = json(&place, &check);
    assert_eq!(findings(&after, "unrecorded").len(), passed.len() - 1);
    assert!(
        findings(&after, "unrecorded")
            .iter()
            .all(|one| one["id"] != id)
    );
    let then = json(&place, &format!("{check} --as-known-on 2026-12-15"));
    assert_eq!(then["today"], "2026-12-15");
    assert!(findings(&then, "unrecorded").is_empty());
}

#[test]
fn build_servers_and_monitoring_read_it_and_other_commands_refuse_their_formats() {
    let place = Place::with_examples();
    let check = format!("check {NOORD} --today 2026-12-15");
    let counts = &json(&place, &check)["counts"];
    let xml = run(&place, &format!("{check} --format junit"));
    assert_eq!(xml.code, 5);
    let failures = xml.out.matches("<failure ").count() as u64;
    let failing = counts["overdue"].as_u64().zip(counts["blocking"].as_u64());
    assert_eq!(Some(failures), failing.map(|(a, b)| a + b));
    assert!(xml.out.contains(&format!("failures=\"{failures}\"")));
    let text = run(&place, &format!("{check} --format prometheus")).out;
    let line = format!(
        "cadans_findings{{team=\"iag-noord\",level=\"overdue\"}} {}",
        counts["overdue"]
    );
    assert!(text.lines().any(|one| one == line), "{line}\n{text}");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').expect("a value");
        assert!(
            name.starts_with("cadans_") && value.parse::<f64>().is_ok(),
            "{line}"
        );
    }
    assert_eq!(
        run(&place, &format!("validate {NOORD} --format junit")).code,
        2
    );
}

#[test]
fn the_mildest_level_that_fails_is_chosen() {
    let place = Place::with_examples();
    assert_eq!(run(&place, "init t").code, 0);
    let found = json(&place, "check t --today 2026-12-15");
    let worst = |levels: &[&str]| {
        levels
            .iter()
            .any(|level| !findings(&found, level).is_empty())
    };
    let mut levels = Vec::new();
    for level in [
        "blocking",
        "overdue",
        "breach",
        "at_risk",
        "unrecorded",
        "unplanned",
    ] {
        levels.push(level);
        let ended = run(
            &place,
            &format!("check t --today 2026-12-15 --fail-on {level}"),
        );
        assert_eq!(ended.code == 5, worst(&levels), "{level}: {}", ended.out);
    }
    assert!(worst(&["unplanned"]), "a new team has something to plan");
}

#[test]
fn as_known_on_a_day_knows_what_was_published_by_then() {
    let place = Place::with_examples();
    assert_eq!(run(&place, "init t").code, 0);
    let unplanned = |line: &str| findings(&json(&place, line), "unplanned").len();
    let history_alone = unplanned("check t --today 2026-12-18");
    let plan = "plan t --term 2027Q1 --without iag.visit --limit 3";
    assert_eq!(run(&place, &format!("{plan} --today 2026-12-15")).code, 0);
    assert_eq!(run(&place, "publish t --today 2026-12-20").code, 0);
    let again = format!("{plan} --publish --today 2026-12-27");
    assert_eq!(run(&place, &again).code, 0);
    let known = |on: &str| unplanned(&format!("check t --today 2027-01-05 --as-known-on {on}"));
    // The plan was made, but nobody knew of it.
    assert_eq!(known("2026-12-18"), history_alone);
    assert!(known("2026-12-20") < history_alone);
}

#[test]
fn the_example_owes_what_its_readme_says() {
    let place = Place::with_examples();
    let found = json(&place, &format!("check {NOORD} --today 2026-12-15"));
    let overdue = findings(&found, "overdue");
    let mut ids: Vec<_> = overdue.iter().map(|one| one["id"].to_string()).collect();
    ids.sort_unstable();
    let left_open = [
        "\"iag.implementation_plan/TEFA9/01\"",
        "\"iag.interim_report/MOBI2/01\"",
        "\"iag.questionnaires_before/KITU5/01\"",
        "\"iag.treatment_plan/RURO9/01\"",
        "\"iag.video/POGI4/01\"",
    ];
    assert_eq!(ids, left_open);
    assert_eq!(findings(&found, "breach").len(), 1);
    let spring = json(&place, &format!("check {NOORD} --today 2027-04-19"));
    let blocking = findings(&spring, "blocking");
    assert!(
        blocking.iter().any(|one| one["case"] == "FAKU7"),
        "{blocking:?}"
    );
}
