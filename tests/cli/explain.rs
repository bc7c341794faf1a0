//! Explanations of the example team as its lead reads them, and that doing what they say works.

use std::io::Write as _;

use crate::program::Place;

const NOORD: &str = "examples/iag-noord";
const TODAY: &str = "--today 2026-12-15";

/// The example team with its scientist ill for two weeks, planned for those: quickly, and proven.
fn planned() -> Place {
    let place = Place::with_examples();
    append(&place, "absences.csv", "ruben,2027-02-08,2027-02-21,,ill");
    plan(&place);
    place
}

fn append(place: &Place, file: &str, line: &str) {
    let path = place.path().join(NOORD).join(file);
    let mut file = std::fs::OpenOptions::new()
        .append(true)
        .open(path)
        .expect("a list");
    writeln!(file, "{line}").expect("a line written");
}

/// The number of required meetings left out.
fn plan(place: &Place) -> usize {
    let without = "--without visit --without family_consultation --without supervision --without intervision \
                   --without team_meeting";
    let line =
        format!("plan {NOORD} --from 2027-02-08 --to 2027-02-21 {TODAY} {without} --format json");
    let plan: serde_json::Value =
        serde_json::from_str(&place.expect(&line, 4).out).expect("a plan");
    assert_eq!(plan["status"], "optimal");
    plan["left_out"].as_array().expect("a list").len()
}

fn explained(place: &Place, occurrence: &str, lang: &str) -> String {
    place
        .expect(
            &format!("explain {NOORD} {occurrence} {TODAY} --lang {lang}"),
            0,
        )
        .out
}

#[test]
fn what_is_left_out_and_what_helps() {
    let place = planned();
    let id = "iag.plan_review/LISU5/01";
    insta::assert_snapshot!(explained(&place, id, "nl"), @"");
    insta::assert_snapshot!(explained(&place, id, "en"), @"");
}

#[test]
fn what_is_planned_and_what_another_day_costs() {
    let place = planned();
    let id = "iag.closing_meeting/TUGO6/01";
    insta::assert_snapshot!(explained(&place, id, "nl"), @"");
    insta::assert_snapshot!(explained(&place, id, "en"), @"");
}

#[test]
fn what_stands_says_why() {
    let place = planned();
    insta::assert_snapshot!(explained(&place, "agreed/2027-01-26-1300/01", "nl"), @"");
}

#[test]
fn somebody_stands_in_as_was_said() {
    let place = planned();
    let id = "iag.plan_review/LISU5/01";
    let line = format!("explain {NOORD} {id} {TODAY} --format json");
    let before: serde_json::Value =
        serde_json::from_str(&place.expect(&line, 0).out).expect("an object");
    assert_eq!(before["state"], "left_out");
    let ways = before["ways_out"].as_array().expect("a list");
    let kind = |way: &&serde_json::Value| way["changes"][0]["kind"] == "assignment";
    let way = ways.iter().find(kind).expect("somebody may stand in");
    let who = way["changes"][0]["who"].as_str().expect("a person");
    let start = way["placement"]["start"].as_str().expect("a start");
    let day = &start[..10];
    let were = plan(&place);
    append(
        &place,
        "assignments.csv",
        &format!("LISU5,scientist,{who},{day},{day},substitute"),
    );
    assert_eq!(plan(&place), were - 1);
    let after: serde_json::Value =
        serde_json::from_str(&place.expect(&line, 0).out).expect("an object");
    assert_eq!(after["state"], "placed");
    assert_eq!(after["placement"]["start"], start);
}

#[test]
fn a_left_out_meeting_is_found_by_any_day_it_should_have_been_on() {
    let place = planned();
    for words in [
        "plan_review LISU5",
        "LISU5 2027-02-12",
        "iag.plan_review/LISU5/01",
    ] {
        let arguments = [
            "explain",
            NOORD,
            words,
            "--today",
            "2026-12-15",
            "--format",
            "json",
        ];
        let ended = place.run(arguments);
        assert!(
            ended.out.contains("\"iag.plan_review/LISU5/01\""),
            "{words}: {}",
            ended.err
        );
    }
    place.expect(&format!("explain {NOORD} nobody {TODAY}"), 2);
}
