//! What a deed does to what stands, wherever it is asked afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::new_team;
use crate::program::Place;

const PLAN: &str = "plan t --term 2027Q1 --limit 3 --without iag.visit --publish --format json";
const TODAY: &str = "--today 2027-02-01";
const EVALUATION: &str = "iag.interim_evaluation/kemo3/01";

pub(super) fn planned() -> Place {
    let place = new_team();
    place.expect(&format!("{PLAN} --today 2026-12-15"), 0);
    place
}

pub(super) fn json(place: &Place, line: &str, codes: &[i32]) -> Value {
    let ended = place.run(line.split(' '));
    assert!(codes.contains(&ended.code), "{line}: {}", ended.err);
    serde_json::from_str(&ended.out).expect("one JSON object")
}

/// Ids, or what else tells findings apart, of these levels.
fn found(place: &Place, levels: &[&str]) -> BTreeSet<String> {
    let told = json(place, &format!("check t {TODAY} --format json"), &[0, 5]);
    let all = told["findings"].as_array().expect("a list");
    let of_level = all
        .iter()
        .filter(|one| levels.contains(&one["level"].as_str().unwrap_or_default()));
    of_level
        .map(|one| match one["id"].as_str() {
            Some(id) => id.to_owned(),
            None => format!("{} {}", one["rule"], one["case"]),
        })
        .collect()
}

/// Start and status of a meeting that stands.
fn stands(place: &Place, id: &str) -> Option<(String, String)> {
    let shown = json(place, &format!("show t {TODAY} --format json"), &[0]);
    let all = shown["placements"].as_array().expect("a list").clone();
    let own = all.iter().find(|one| one["id"] == id)?;
    let text = |key: &str| own[key].as_str().unwrap_or_default().to_owned();
    Some((text("start")[..16].to_owned(), text("status")))
}

/// The next meeting of a series that stands after today.
fn next_of(place: &Place, series: &str) -> (String, String) {
    let shown = json(place, &format!("show t {TODAY} --format json"), &[0]);
    let all = shown["placements"].as_array().expect("a list").clone();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let own = all.iter().filter(|one| text(one, "id").starts_with(series));
    let ahead = own.filter(|one| text(one, "start").as_str() > "2027-02-08");
    let next = ahead
        .min_by_key(|one| text(one, "start"))
        .expect("one ahead");
    (text(next, "id"), text(next, "start")[..16].to_owned())
}

#[test]
fn care_that_ends_sooner_makes_nothing_late() {
    for case in ["kemo3", "gepa5", "bafo2"] {
        let place = planned();
        let late = ["blocking", "overdue"];
        let before = found(&place, &late);
        place.run(format!("close t {case} --on 2027-02-19 {TODAY}").split(' '));
        let after = found(&place, &late);
        let new: Vec<_> = after.difference(&before).collect();
        assert!(new.is_empty(), "closing {case} makes late: {new:?}");
        place.run(format!("{PLAN} {TODAY}").split(' '));
        let new: Vec<_> = found(&place, &late).difference(&before).cloned().collect();
        assert!(new.is_empty(), "and planning then: {new:?}");
    }
}

#[test]
fn what_is_waived_ahead_is_not_planned_anew() {
    let place = planned();
    let (id, start) = next_of(&place, "iag.supervision/anna/");
    let waive = format!("record t {id} waived --reason ruil --by frank {TODAY}");
    place.expect(&waive, 0);
    assert_eq!(stands(&place, &id), None);
    place.expect(&format!("{PLAN} {TODAY}"), 0);
    let (_, after) = next_of(&place, "iag.supervision/anna/");
    assert!(after[..10] > start[..10], "{after} stands for {start}");
}

#[test]
fn what_is_let_go_stays_where_it_is_until_it_is_planned_elsewhere() {
    let place = planned();
    let (id, stood) = next_of(&place, "iag.supervision/anna/");
    // A time that nothing stands against.
    let hours = [
        "16:00", "15:00", "14:00", "11:30", "10:30", "09:30", "08:30",
    ];
    let times = hours.map(|hour| format!("{}T{hour}", &stood[..10]));
    let pins = |at: &&String| {
        let line = format!("pin t {id} --at {at} {TODAY}");
        **at != stood[..16] && place.run(line.split(' ')).code == 0
    };
    let later = times.iter().find(pins).expect("a free time").clone();
    place.expect(&format!("unpin t {id} {TODAY}"), 0);
    let there = Some(later);
    assert_eq!(stands(&place, &id).map(|(start, _)| start), there);
    // Nothing calls for a move, so planning again leaves it there, and so does what is shown after.
    place.expect(&format!("{PLAN} {TODAY}"), 0);
    assert_eq!(stands(&place, &id).map(|(start, _)| start), there);
}

#[test]
fn a_time_that_was_refused_says_so_wherever_it_is_shown() {
    let place = planned();
    let (start, status) = stands(&place, EVALUATION).expect("it stands");
    assert_eq!(status, "proposed");
    place.expect(&format!("refuse t {EVALUATION} --by family {TODAY}"), 0);
    assert_eq!(
        stands(&place, EVALUATION),
        Some((start.clone(), "refused".to_owned()))
    );
    let shown = place.expect(&format!("show t {TODAY} --lang en"), 0).out;
    assert!(shown.contains("cannot be held as planned"), "{shown}");
    place.expect(&format!("{PLAN} {TODAY}"), 0);
    let (anew, status) = stands(&place, EVALUATION).expect("it has another time");
    assert!(anew != start && status == "proposed", "{anew} {status}");
}

#[test]
fn a_meeting_that_is_offered_stays_until_somebody_chooses() {
    let place = planned();
    let stood = stands(&place, EVALUATION);
    place.expect(&format!("propose t {EVALUATION} {TODAY}"), 0);
    place.expect(&format!("{PLAN} {TODAY}"), 0);
    assert_eq!(
        stands(&place, EVALUATION).map(|one| one.0),
        stood.map(|one| one.0)
    );
}

#[test]
fn one_more_in_a_rhythm_is_asked_about() {
    let place = planned();
    let (_, start) = next_of(&place, "iag.supervision/anna/");
    let day: chrono::NaiveDate = start[..10].parse().expect("a day");
    let near = day - chrono::Days::new(3);
    let line =
        format!("add t --rule iag.supervision --person anna --at {near}T13:00 {TODAY} --lang en");
    let told = place.run(line.split(' ')).err;
    assert!(told.contains("days belong between"), "{told}");
}

#[test]
fn what_is_required_and_left_out_is_said_however_far_ahead() {
    let place = planned();
    fs::write(
        place.path().join("t/absences.csv"),
        "who,from,to\neva,2027-02-15,2027-03-31\n",
    )
    .expect("a list");
    let plan = json(&place, &format!("{PLAN} {TODAY}"), &[0, 4]);
    let missing = plan["left_out"].as_array().expect("a list").iter();
    let required = missing.filter(|one| one["severity"] == "hard");
    let ids: Vec<String> = required
        .map(|one| one["id"].as_str().expect("an id").to_owned())
        .collect();
    let milestones = ids
        .iter()
        .filter(|id| !id.contains("supervision") && !id.contains("consultation"));
    let told = found(&place, &["blocking", "overdue", "unplanned"]);
    let mut some = 0;
    for id in milestones {
        assert!(told.contains(id), "{id} is not in {told:#?}");
        some += 1;
    }
    assert!(some > 0, "nothing required was left out: {ids:?}");
}

/// By when everything is due that `check` names with an id, and by when the calendar says it is.
fn dues(place: &Place) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let of = |list: &Value| -> BTreeMap<String, String> {
        let all = list.as_array().expect("a list").iter();
        let own = all.filter_map(|one| {
            let (id, due) = (one["id"].as_str()?, one["due"].as_str()?);
            Some((id.to_owned(), due.to_owned()))
        });
        own.collect()
    };
    let line = format!("check t {TODAY} --lead-days 200 --format json");
    let told = of(&json(place, &line, &[0, 5])["findings"]);
    let shown = json(place, &format!("show t {TODAY} --format json"), &[0]);
    let mut planned = of(&shown["placements"]);
    planned.extend(of(&shown["duties"]));
    // A rhythm is due by the gap, which no meeting of it carries.
    let told = told.into_iter().filter(|(id, _)| planned.contains_key(id));
    (told.collect(), planned)
}

#[track_caller]
fn dues_agree(place: &Place) -> BTreeMap<String, String> {
    let (told, planned) = dues(place);
    assert!(told.len() > 10, "{told:#?}");
    for (id, due) in &told {
        assert_eq!(planned.get(id), Some(due), "{id}");
    }
    told
}

#[test]
fn due_dates_follow_care_that_goes_on_or_a_pause_that_is_taken_back() {
    const DUTY: &str = "iag.genogram/gepa5/01";
    let place = planned();
    let before = dues_agree(&place);
    let pause = "pause t gepa5 --from 2027-02-17 --to 2027-03-02 --reason ziek";
    place.expect(&format!("{pause} {TODAY}"), 0);
    let paused = dues_agree(&place);
    assert_ne!(before.get(DUTY), paused.get(DUTY));
    place.expect(&format!("{PLAN} {TODAY}"), 0);
    // What follows a meeting that was planned elsewhere follows it; what follows care stays.
    assert_eq!(dues_agree(&place).get(DUTY), paused.get(DUTY));
    let told = place
        .expect(&format!("correct t 1 {TODAY} --lang en"), 0)
        .err;
    assert!(told.contains("plan again"), "{told}");
    let again = dues_agree(&place);
    assert_eq!(again.get(DUTY), before.get(DUTY));
    place.expect(&format!("extend t kemo3 --to 2027-08-29 {TODAY}"), 0);
    dues_agree(&place);
}

#[test]
fn taking_a_pause_back_says_what_stands_again() {
    let place = planned();
    let pause = "pause t dilu7 --from 2027-02-08 --to 2027-03-07 --reason ziek";
    let told = place.expect(&format!("{pause} {TODAY} --lang en"), 0).err;
    let gone = told.matches("cancelled: ").count();
    assert!(gone > 0, "{told}");
    let told = place
        .expect(&format!("correct t 1 {TODAY} --lang en"), 0)
        .err;
    let back = told.matches("is in the calendar again: ").count();
    assert_eq!(back, gone, "{told}");
    // Nothing was planned without them.
    assert!(!told.contains("plan again"), "{told}");
}

/// Changes a file of the team.
fn change(place: &Place, file: &str, before: &str, after: &str) {
    let path = place.path().join("t").join(file);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(before), "{before}: {text}");
    fs::write(&path, text.replacen(before, after, 1)).expect("written");
}

#[test]
fn who_left_is_asked_nothing_and_their_meetings_say_so() {
    let place = planned();
    let line = format!("check t {TODAY} --format json");
    let owed = |place: &Place| json(place, &line, &[0, 5])["findings"].clone();
    let of_anna = |told: &Value, key: &str| -> Vec<Value> {
        let all = told.as_array().expect("a list").iter();
        all.filter(|one| one[key] == "anna").cloned().collect()
    };
    let before = of_anna(&owed(&place), "who_acts").len();
    assert!(before > 0);
    let since = "since = 2023-05-01";
    change(
        &place,
        "team.toml",
        since,
        &format!("{since}\nuntil = 2027-01-29"),
    );
    let row = "kemo3,worker,anna,,,\n";
    let rows = "kemo3,worker,anna,,2027-01-29,\nkemo3,worker,dirk,2027-01-30,,\n";
    change(&place, "assignments.csv", row, rows);
    let told = owed(&place);
    assert!(of_anna(&told, "who_acts").is_empty(), "{told:#}");
    let left = of_anna(&told, "left");
    assert!(!left.is_empty(), "{told:#}");
    for one in left {
        let successor = if one["case"] == "kemo3" {
            "dirk"
        } else {
            "frank"
        };
        assert_eq!(one["who_acts"], successor, "{one:#}");
        assert!(
            one["text"]
                .as_str()
                .is_some_and(|text| text.contains("Anna"))
        );
    }
    let shown = place
        .expect(&format!("show t --case kemo3 {TODAY} --lang en"), 0)
        .out;
    assert!(shown.contains("(has left the team)"), "{shown}");
}

#[test]
fn an_appointment_listed_since_is_questioned_before_it_is_planned() {
    let place = planned();
    let (_, start) = next_of(&place, "iag.supervision/anna/");
    let day: chrono::NaiveDate = start[..10].parse().expect("a day");
    // A time that anna and eva have already.
    let path = place.path().join("t/agreed.csv");
    let before = fs::read_to_string(&path).expect("a list");
    let row = format!("iag.visit,kemo3,{day} {},60,,\n", &start[11..]);
    fs::write(&path, format!("{}\n{row}", before.trim_end())).expect("written");
    let shown = place.expect(&format!("show t {TODAY} --lang en"), 0).out;
    assert!(shown.contains("Family visit kemo3"), "{shown}");
    assert!(shown.contains("cannot be held as planned"), "{shown}");
}

#[test]
fn stays_follow_care_and_say_when_they_begin_later() {
    let place = Place::with_examples();
    let team = "examples/gezinsopname-veluwe";
    place.run(
        format!("plan {team} --term 2027Q1 --limit 1 --publish --today 2026-12-15").split(' '),
    );
    let today = "--today 2027-01-20";
    let stay = |code: &str| {
        let shown = json(&place, &format!("show {team} {today} --format json"), &[0]);
        let all = shown["stays"].as_array().expect("a list").clone();
        let own = all.into_iter().find(|one| one["case"] == code);
        let own = own.expect("its stay");
        ["from", "to"].map(|key| own[key].as_str().unwrap_or_default().to_owned())
    };
    // The home is free once the other family leaves.
    let [from, _] = stay("VUMA2");
    assert_eq!(from, stay("GUKO3")[1]);
    let of_case = format!("show {team} --case VUMA2 {today}");
    let shown = place.expect(&of_case, 0).out;
    assert!(shown.contains(&format!("{from} … ")), "{shown}");
    place.expect(&format!("close {team} GUKO3 --on 2027-02-12 {today}"), 0);
    assert_eq!(stay("GUKO3")[1], "2027-02-12");
    assert_eq!(stay("VUMA2")[0], "2027-02-15");
    let shown = place.expect(&of_case, 0).out;
    assert!(shown.contains("2027-02-15 … "), "{shown}");
}
