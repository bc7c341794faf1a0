//! `problem`: the problem that `plan` would solve, as a file that names nobody.

use serde_json::Value;

use super::{PLAN, new_team};
use crate::program::Place;

/// Writes the problem of the new team's quarter down.
fn problem(place: &Place) -> (String, Value) {
    place.expect("problem t --term 2027Q1 --today 2026-12-15 --out p.json", 0);
    let text = std::fs::read_to_string(place.path().join("p.json")).expect("a file");
    let value = serde_json::from_str(&text).expect("one JSON object");
    (text, value)
}

/// What all arcs out of the roots cost in a layer.
fn begun(problem: &Value, layer: usize) -> i64 {
    let roots = problem["paths"].as_array().expect("paths").iter();
    let ports =
        roots.filter_map(|path| problem["ports"][path["root"].as_u64()? as usize].as_array());
    let costs = ports
        .flatten()
        .filter_map(|arc| arc["cost"][layer].as_i64());
    costs.sum()
}

#[test]
fn a_problem_names_nobody_and_saves_nothing() {
    let place = new_team();
    let (text, problem_before) = problem(&place);
    assert!(!place.path().join("t/.cadans").exists());
    let layers = problem_before["layers"].as_array().expect("layers");
    assert_eq!(layers.len(), 7);
    let cases = std::fs::read_to_string(place.path().join("t/cases.csv")).expect("cases");
    let codes = cases
        .lines()
        .skip(1)
        .filter_map(|row| row.split([',', ';']).next());
    let people = ["anna", "bram"].into_iter().chain(codes);
    for name in people.filter(|name| name.len() > 2) {
        assert!(
            !text.to_lowercase().contains(&name.to_lowercase()),
            "{name}"
        );
    }
    let out = place
        .expect("problem t --term 2027Q1 --today 2026-12-15", 0)
        .out;
    assert_eq!(out, text, "the same to the output as to a file");
}

#[test]
fn what_people_know_of_is_in_the_problem() {
    let place = new_team();
    let moves = 4;
    assert_eq!(begun(&problem(&place).1, moves), 0);
    place.expect(&format!("{PLAN} --publish"), 0);
    assert!(begun(&problem(&place).1, moves) > 0);
    place.expect(
        "problem t --term 2027Q1 --today 2026-12-15 --afresh --out p.json",
        0,
    );
    let text = std::fs::read_to_string(place.path().join("p.json")).expect("a file");
    let afresh = serde_json::from_str(&text).expect("one JSON object");
    assert_eq!(begun(&afresh, moves), 0);
}

#[test]
fn afresh_is_as_if_nothing_stood_drafts_included() {
    let place = new_team();
    let before = problem(&place).0;
    let afresh = || {
        let line = "problem t --term 2027Q1 --today 2026-12-15 --afresh";
        place.expect(line, 0).out
    };
    assert_eq!(afresh(), before);
    place.expect(PLAN, 0);
    assert_eq!(afresh(), before, "a draft");
    place.expect("publish t --today 2026-12-15", 0);
    assert_eq!(afresh(), before, "what is published");
}

#[test]
fn a_file_that_cannot_be_written_is_said() {
    let place = new_team();
    let ended = place.expect(
        "problem t --term 2027Q1 --today 2026-12-15 --out nowhere/p.json",
        6,
    );
    assert!(ended.err.contains("nowhere"), "{}", ended.err);
}
