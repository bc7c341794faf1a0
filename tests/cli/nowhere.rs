//! What is asked for and has no place: every door knows what a list names.

use std::collections::BTreeMap;

use serde_json::Value;

use super::new_team;
use super::stands::{json, planned};
use crate::program::Place;

const TODAY: &str = "--today 2027-02-01";
/// Both are due in the second quarter, which nobody planned.
const EVALUATION: &str = "iag.interim_evaluation/dilu7/01";
const CLOSING: &str = "iag.closing_meeting/kemo3/01";
/// Due before anything was planned.
const TREATMENT_PLAN: &str = "iag.treatment_plan/kemo3/01";

/// The findings that name a meeting or duty, by its id.
fn named(place: &Place) -> BTreeMap<String, Value> {
    let line = format!("check t {TODAY} --lead-days 150 --format json");
    let told = json(place, &line, &[0, 5]);
    let all = told["findings"].as_array().expect("a list").clone();
    let by_id = all
        .into_iter()
        .filter_map(|one| Some((one["id"].as_str()?.to_owned(), one)));
    by_id.collect()
}

/// Where a meeting stands, its status and by when it is due.
fn stands(place: &Place, id: &str) -> Option<[String; 3]> {
    let shown = json(place, &format!("show t {TODAY} --format json"), &[0]);
    let all = shown["placements"].as_array().expect("a list");
    let own = all.iter().find(|one| one["id"] == id)?;
    let text = |key: &str| own[key].as_str().unwrap_or_default();
    let start = text("start").get(..16).unwrap_or_default().to_owned();
    Some([start, text("status").to_owned(), text("due").to_owned()])
}

#[test]
fn a_term_that_was_not_planned_yet_is_said_to_be_so() {
    let place = planned();
    let told = named(&place);
    let one = &told[EVALUATION];
    assert_eq!(
        (&one["level"], &one["not_planned_yet"]),
        (&"unplanned".into(), &true.into())
    );
    let why = json(
        &place,
        &format!("explain t {EVALUATION} {TODAY} --format json"),
        &[0],
    );
    assert_eq!(why["state"], "not_planned_yet");
    assert_eq!(
        (&why["due"], &why["planned_until"]),
        (&one["due"], &"2027-03-31".into())
    );
    let said = place
        .expect(&format!("explain t {EVALUATION} {TODAY} --lang nl"), 0)
        .out;
    assert!(said.contains("2e kwartaal 2027"), "{said}");
}

#[test]
fn what_has_no_place_is_offered_and_chosen() {
    let place = planned();
    place.expect(&format!("propose t {EVALUATION} {TODAY}"), 0);
    assert_eq!(stands(&place, EVALUATION), None);
    place.expect(&format!("choose t {EVALUATION} 1 --by family {TODAY}"), 0);
    let [start, status, due] = stands(&place, EVALUATION).expect("it stands");
    assert!(
        start[..10] > *"2027-04-01" && status == "confirmed",
        "{start} {status}"
    );
    assert_eq!(named(&place)[EVALUATION]["due"], due.as_str());
    assert_eq!(named(&place)[EVALUATION]["planned"], &start[..10]);
    let why = json(
        &place,
        &format!("explain t {EVALUATION} {TODAY} --format json"),
        &[0],
    );
    assert_eq!(why["state"], "stands");
    place.expect(
        &format!("plan t --term 2027Q2 --limit 1 --publish {TODAY}"),
        0,
    );
    assert_eq!(
        stands(&place, EVALUATION).map(|one| one[0].clone()),
        Some(start)
    );
}

#[test]
fn what_has_no_place_takes_a_time_that_is_questioned_like_any_other() {
    let place = planned();
    // There is nothing yet to confirm, refuse or let go.
    for deed in ["confirm", "refuse"] {
        place.expect(&format!("{deed} t {CLOSING} --by family {TODAY}"), 2);
    }
    place.expect(&format!("pin t {CLOSING} {TODAY}"), 2);
    let late = format!("pin t {CLOSING} --at 2027-06-15T10:00 {TODAY} --lang en");
    let told = place.expect(&late, 0).err;
    assert!(told.contains("after its due date"), "{told}");
    let [start, ..] = stands(&place, CLOSING).expect("it stands");
    assert_eq!(start, "2027-06-15T10:00");
    let one = &named(&place)[CLOSING];
    assert_eq!(
        (&one["level"], &one["not_planned_yet"]),
        (&"at_risk".into(), &false.into())
    );
}

#[test]
fn what_has_no_place_is_waived_but_was_not_postponed() {
    let place = planned();
    place.expect(&format!("record t {EVALUATION} postponed {TODAY}"), 2);
    let waive = format!("record t {EVALUATION} waived --reason ruil --by frank {TODAY}");
    place.expect(&waive, 0);
    let told = named(&place).remove(EVALUATION);
    assert!(told.is_none_or(|one| one["level"] == "ok"));
    let why = json(
        &place,
        &format!("explain t {EVALUATION} {TODAY} --format json"),
        &[0],
    );
    assert_eq!(why["state"], "over");
    let plan = format!("plan t --term 2027Q2 --limit 1 --publish {TODAY}");
    place.run(plan.split(' '));
    assert_eq!(stands(&place, EVALUATION), None);
}

#[test]
fn every_id_that_check_prints_is_accepted_by_record() {
    let place = planned();
    let told = named(&place);
    assert!(told.contains_key(TREATMENT_PLAN), "{told:#?}");
    for (id, one) in told {
        let (state, more) = match one["code"].as_str() {
            Some("duty-due") => ("held", ""),
            _ => ("waived", "--reason ruil --by frank"),
        };
        let line = format!("record t {id} {state} {more} {TODAY}");
        place.expect(&line, 0);
    }
    let late = named(&place);
    assert!(!late.contains_key(TREATMENT_PLAN), "{late:#?}");
}

#[test]
fn before_anything_is_planned_it_can_be_waived_too() {
    let place = new_team();
    place.expect(&format!("record t {TREATMENT_PLAN} held {TODAY}"), 0);
    let waive = format!("record t {EVALUATION} waived --reason ruil --by frank {TODAY}");
    place.expect(&waive, 0);
    assert!(!named(&place).contains_key(TREATMENT_PLAN));
}

#[test]
fn an_added_meeting_is_questioned_when_it_is_late() {
    let place = planned();
    let add = "add t --rule iag.closing_meeting --case kemo3 --at 2027-06-15T10:00";
    let told = place.expect(&format!("{add} {TODAY} --lang en"), 0).err;
    assert!(told.contains("after its due date"), "{told}");
}
