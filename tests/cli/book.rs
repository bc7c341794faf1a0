//! The record book from the command line: what is said changes what stands, what is planned and
//! what subscribers see.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::new_team;
use crate::program::Place;

/// Plans the new team's quarter; how good the plan is does not matter here.
const PLAN: &str = "plan t --term 2027Q1 --today 2026-12-15 --limit 3";

/// Plans and publishes the new team's quarter without what recurs weekly, which makes it quick.
fn planned() -> Place {
    let place = new_team();
    place.expect(&format!("{PLAN} --without iag.visit --publish"), 0);
    place
}

/// Plans it again on a day.
fn again(place: &Place, today: &str) {
    let line =
        format!("plan t --term 2027Q1 --today {today} --limit 3 --without iag.visit --publish");
    place.expect(&line, 0);
}

impl Place {
    /// Runs a command whose arguments hold blanks, on a day, and expects its exit code.
    #[track_caller]
    fn say(&self, arguments: &[&str], today: &str, code: i32) -> super::Ended {
        let ended = self.run(arguments.iter().copied().chain(["--today", today]));
        assert_eq!(
            ended.code, code,
            "cadans {arguments:?}\n{}\n{}",
            ended.out, ended.err
        );
        ended
    }

    /// The meetings that stand, by id: start, status and due date.
    fn standing(&self, today: &str) -> BTreeMap<String, (String, String, String)> {
        let shown = self.say(&["show", "t", "--format", "json"], today, 0);
        let plan: Value = serde_json::from_str(&shown.out).expect("one JSON object");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let placements = plan["placements"].as_array().expect("a list");
        placements
            .iter()
            .map(|one| {
                let start = text(&one["start"])[..16].to_owned();
                (
                    text(&one["id"]),
                    (start, text(&one["status"]), text(&one["due"])),
                )
            })
            .collect()
    }

    /// The entry of Eva's feed that starts then: its status and sequence.
    fn entry(&self, today: &str, start: &str) -> Option<(String, String)> {
        self.say(&["feeds", "t", "--out", "f"], today, 0);
        let feed = fs::read_to_string(self.path().join("f/eva.ics")).expect("a feed");
        let stamp = start.replace(['-', ':'], "") + "00";
        let entry = feed.split("BEGIN:VEVENT").find(|entry| {
            let mut lines = entry.lines();
            lines.any(|line| line.starts_with("DTSTART") && line.ends_with(&stamp))
        })?;
        let value = |name: &str| {
            let line = entry.lines().find(|line| line.starts_with(name));
            line.and_then(|line| line.split_once(':'))
                .map_or(String::new(), |(_, value)| value.trim().to_owned())
        };
        Some((value("STATUS"), value("SEQUENCE")))
    }
}

const START: &str = "iag.start_meeting/gepa5/01";

#[test]
fn put_off_twice_it_keeps_its_id_and_its_due_date() {
    let place = planned();
    let (first, _, due) = place.standing("2026-12-15")[START].clone();
    place.say(
        &["record", "t", START, "postponed", "--reason", "ziek"],
        "2027-02-01",
        0,
    );
    assert!(
        !place.standing("2027-02-01").contains_key(START),
        "no longer there"
    );
    again(&place, "2027-02-01");
    let (second, _, due_again) = place.standing("2027-02-01")[START].clone();
    assert_ne!(&first[..10], &second[..10], "on another day");
    assert_eq!(due, due_again);
    place.say(
        &["record", "t", "start_meeting gepa5", "postponed"],
        "2027-02-02",
        0,
    );
    again(&place, "2027-02-02");
    let (third, _, due_still) = place.standing("2027-02-02")[START].clone();
    assert!(third[..10] != second[..10] && third[..10] != first[..10]);
    assert_eq!(due, due_still);
}

#[test]
fn in_a_rhythm_a_no_show_closes_the_id_and_the_gap_is_made_good() {
    let place = planned();
    let missed = "iag.supervision/anna/02";
    let day = place.standing("2026-12-15")[missed].0[..10].to_owned();
    place.say(&["record", "t", missed, "no-show"], &day, 0);
    again(&place, &day);
    let standing = place.standing(&day);
    assert!(!standing.contains_key(missed));
    let next = standing.iter().filter(|(id, (start, ..))| {
        id.starts_with("iag.supervision/anna/") && start.as_str() > day.as_str()
    });
    let soonest = next
        .map(|(_, (start, ..))| start.clone())
        .min()
        .expect("one");
    assert!(soonest.as_str() < "2027-02-08", "{soonest}");
}

#[test]
fn a_confirmation_shows_in_the_feed_and_stays_when_all_is_planned_again() {
    let place = planned();
    let id = "iag.interim_evaluation/kemo3/01";
    let (start, status, _) = place.standing("2026-12-15")[id].clone();
    assert_eq!(status, "proposed");
    let shown = |status: &str, sequence: &str| Some((status.to_owned(), sequence.to_owned()));
    assert_eq!(place.entry("2027-01-05", &start), shown("TENTATIVE", "0"));
    place.say(&["confirm", "t", id, "--by", "anna"], "2027-01-05", 0);
    assert_eq!(place.entry("2027-01-05", &start), shown("CONFIRMED", "1"));
    let absent = format!("who,from,to\nanna,{0},{0}\n", &start[..10]);
    fs::write(place.path().join("t/absences.csv"), absent).expect("absences.csv");
    again(&place, "2027-01-06");
    let kept = place.standing("2027-01-06")[id].clone();
    assert_eq!(
        (kept.0.as_str(), kept.1.as_str()),
        (start.as_str(), "confirmed")
    );
    assert_eq!(place.entry("2027-01-06", &start), shown("CONFIRMED", "1"));
    place.say(&["refuse", "t", id, "--by", "family"], "2027-01-07", 0);
    again(&place, "2027-01-07");
    assert_ne!(
        place.standing("2027-01-07")[id].0,
        start,
        "not where it was refused"
    );
}

#[test]
fn a_pinned_meeting_stands_where_it_was_pinned_until_it_is_released() {
    let place = planned();
    let id = "iag.supervision/dirk/03";
    let pin = ["pin", "t", id, "--at", "2027-02-18T11:15"];
    place.say(&pin, "2027-01-05", 0);
    again(&place, "2027-01-05");
    assert_eq!(place.standing("2027-01-05")[id].0, "2027-02-18T11:15");
    place.say(&["unpin", "t", id], "2027-01-06", 0);
    place.say(
        &["unpin", "t", "iag.supervision/nobody/01"],
        "2027-01-06",
        2,
    );
}

#[test]
fn an_explanation_says_which_deed_keeps_a_meeting_and_how_to_let_it_go() {
    let place = planned();
    let today = "2027-01-05";
    let why = |id: &str, today: &str| {
        let line = ["explain", "t", id, "--lang", "nl"];
        place.say(&line, today, 0).out
    };
    let pinned = "iag.supervision/dirk/03";
    let frees = |id: &str| format!("cadans unpin t {id}");
    assert!(!why(pinned, today).contains("unpin"));
    place.say(&["pin", "t", pinned], today, 0);
    let told = why(pinned, today);
    assert!(told.contains("is vastgezet en blijft staan"), "{told}");
    assert!(told.contains(&frees(pinned)), "{told}");
    place.say(&["confirm", "t", START, "--by", "family"], today, 0);
    assert!(why(START, today).contains("is bevestigd en blijft staan"));
    place.say(&["pin", "t", START], today, 0);
    assert!(why(START, today).contains("is bevestigd en vastgezet en blijft staan"));
    place.say(&["unpin", "t", START], today, 0);
    let told = why(START, today);
    assert!(
        !told.contains("en blijft staan") && !told.contains("unpin"),
        "{told}"
    );
    let at = "2027-01-19T11:00";
    let line = [
        "add",
        "--sure",
        "t",
        "--rule",
        "supervision",
        "--person",
        "carla",
        "--at",
        at,
    ];
    place.say(&line, today, 0);
    let added = place.standing(today).into_iter();
    let mut added = added.filter(|(_, (start, ..))| start == at);
    let (added, _) = added.next().expect("what was added");
    assert!(why(&added, today).contains("is zo afgesproken en blijft staan"));
    let later = "2027-03-22";
    place.say(&["record", "t", pinned, "held"], later, 0);
    let told = why(pinned, later);
    assert!(told.contains("is doorgegaan en blijft staan"), "{told}");
    assert!(
        !told.contains("unpin") && !told.contains("vastgezet"),
        "{told}"
    );
}

#[test]
fn of_what_fell_through_an_explanation_says_so_in_words() {
    let place = planned();
    let (id, today) = ("iag.supervision/dirk/03", "2027-01-05");
    let start = place.standing(today)[id].0.clone();
    place.say(&["record", "t", id, "cancelled", "--reason", "x"], today, 0);
    for words in [id, &format!("supervision dirk {}", &start[..10])] {
        let told = place.say(&["explain", "t", words, "--lang", "nl"], today, 0);
        let told = told.out + &told.err;
        assert!(
            told.starts_with("Werkbegeleiding stond in de agenda op"),
            "{told}"
        );
        assert!(
            told.contains("er hoeft niets meer gepland te worden"),
            "{told}"
        );
        assert!(!told.contains("iag."), "{told}");
    }
    let json = place.say(&["explain", "t", id, "--format", "json"], today, 0);
    let json: Value = serde_json::from_str(&json.out).expect("an object");
    assert_eq!((&json["state"], &json["id"]), (&"over".into(), &id.into()));
    // What never was is as unknown as before.
    place.say(&["explain", "t", "iag.supervision/dirk/99"], today, 2);
}

#[test]
fn what_was_agreed_in_the_list_moves_when_it_is_pinned_elsewhere() {
    let place = planned();
    let id = "iag.start_meeting/bafo2/01";
    let at = |today: &str| place.standing(today)[id].0.clone();
    assert_eq!(at("2027-01-05"), "2027-01-14T13:00");
    place.say(
        &["pin", "t", id, "--at", "2027-01-14T14:00"],
        "2027-01-05",
        0,
    );
    again(&place, "2027-01-05");
    assert_eq!(at("2027-01-05"), "2027-01-14T14:00");
    place.say(&["unpin", "t", id], "2027-01-06", 0);
    again(&place, "2027-01-06");
    assert_eq!(at("2027-01-06"), "2027-01-14T13:00");
}

#[test]
fn what_is_cancelled_is_struck_from_the_feed_and_a_correction_puts_it_back() {
    let place = planned();
    let id = "iag.supervision/dirk/03";
    let start = place.standing("2026-12-15")[id].0.clone();
    place.say(&["record", "t", id, "cancelled"], "2027-01-05", 0);
    let struck = place.entry("2027-01-05", &start).expect("still shown");
    assert_eq!(struck, ("CANCELLED".to_owned(), "1".to_owned()));
    place.say(
        &["correct", "t", "1", "--reason", "vergissing"],
        "2027-01-05",
        0,
    );
    let back = place.entry("2027-01-05", &start).expect("shown");
    assert_eq!(back, ("CONFIRMED".to_owned(), "2".to_owned()));
    place.say(&["correct", "t", "9"], "2027-01-05", 2);
}

#[test]
fn a_meeting_agreed_by_telephone_blocks_time_and_counts() {
    let place = planned();
    let add =
        "add t --sure --rule supervision --person carla --at 2027-01-19T11:00 --today 2027-01-05";
    place.expect(add, 0);
    place.expect(add, 2);
    again(&place, "2027-01-05");
    let standing = place.standing("2027-01-05");
    let carla = standing
        .iter()
        .filter(|(id, _)| id.starts_with("iag.supervision/carla/"));
    let mut starts: Vec<_> = carla.map(|(_, (start, ..))| start.as_str()).collect();
    starts.sort_unstable();
    let at = starts.iter().position(|start| *start == "2027-01-19T11:00");
    let at = at.expect("it stands");
    assert!(at > 0 && starts[at - 1] < "2027-01-06", "{starts:?}");
    assert!(starts[at + 1] >= "2027-02-02", "{starts:?}");
}

#[test]
fn an_added_meeting_has_its_id_at_once_and_keeps_it() {
    let place = planned();
    let today = "2027-01-05";
    let add = |rest: &[&str]| {
        let mut line = vec!["add", "t", "--sure", "--format", "json"];
        line.extend(rest);
        let told = place.say(&line, today, 0);
        let told: Value = serde_json::from_str(&told.out).expect("one JSON object");
        told["entries"][0]["id"].as_str().expect("an id").to_owned()
    };
    let at = "2027-01-19T11:00";
    let crisis = add(&[
        "--rule",
        "visit",
        "--case",
        "kemo3",
        "--at",
        "2027-01-10T19:00",
    ]);
    let extra = add(&["--rule", "supervision", "--person", "carla", "--at", at]);
    assert!(!place.standing("2026-12-15").is_empty());
    let before = place.standing(today);
    assert_eq!(
        (before[&extra].0.as_str(), before[&extra].1.as_str()),
        (at, "agreed")
    );
    assert!(before.contains_key(&crisis), "{before:?}");
    // The feed has it before anything is planned again.
    let confirmed = Some(("CONFIRMED".to_owned(), "0".to_owned()));
    assert_eq!(place.entry(today, at), confirmed);
    // It is found, and moves like any other.
    let later = "2027-01-20T11:00";
    place.say(
        &["pin", "t", "supervision carla 2027-01-19", "--at", later],
        today,
        0,
    );
    let moved = Some(("CONFIRMED".to_owned(), "1".to_owned()));
    assert_eq!(place.entry(today, later), moved);
    place.say(&["confirm", "t", &crisis, "--by", "family"], today, 0);
    again(&place, today);
    let after = place.standing(today);
    assert_eq!(after[&extra].0, later);
    assert_eq!(place.entry(today, later), moved, "the same entry");
    place.say(
        &["record", "t", &crisis, "held", "--by", "anna"],
        "2027-01-11",
        0,
    );
    // Taken back, it is gone at once and for ever; its number is not given again.
    let records = place.say(&["records", "t", "carla"], today, 0).out;
    let number = records.split(' ').next().expect("a number").to_owned();
    place.say(&["correct", "t", &number], "2027-01-11", 0);
    assert_ne!(
        place
            .standing("2027-01-11")
            .get(&extra)
            .map(|one| one.0.as_str()),
        Some(at)
    );
}

#[test]
fn what_is_agreed_for_an_open_milestone_is_that_milestone() {
    let place = planned();
    let at = "2027-02-09T14:00";
    let line = [
        "add",
        "--sure",
        "t",
        "--rule",
        "start_meeting",
        "--case",
        "gepa5",
        "--at",
        at,
    ];
    let told = place.say(&line, "2027-02-02", 0).out;
    assert!(told.contains(START), "{told}");
    assert_eq!(place.standing("2027-02-02")[START].0, at);
    again(&place, "2027-02-02");
    assert_eq!(place.standing("2027-02-02")[START].0, at);
}

#[test]
fn one_more_of_what_is_not_open_counts_for_nothing_and_says_so() {
    let place = planned();
    let today = "2027-02-02";
    let at = ["2027-02-09T08:30", "2027-02-16T08:30"];
    for (nth, at) in (1..).zip(at) {
        let line = [
            "add",
            "--sure",
            "t",
            "--rule",
            "start_meeting",
            "--case",
            "kemo3",
            "--at",
            at,
        ];
        let told = place.say(&line, today, 0);
        assert!(
            told.out.contains(&format!("added/kemo3/{nth:02}")),
            "{}",
            told.out
        );
        assert!(told.err.contains("telt nergens voor"), "{}", told.err);
    }
    again(&place, today);
    assert_eq!(place.standing(today)["added/kemo3/01"].0, at[0]);
    place.say(&["record", "t", "added/kemo3/01", "held"], "2027-02-09", 0);
}

#[test]
fn before_any_plan_what_is_agreed_stands_in_the_first_one() {
    let place = new_team();
    let line = [
        "add",
        "--sure",
        "t",
        "--rule",
        "supervision",
        "--person",
        "carla",
        "--at",
        "2027-01-19T11:00",
    ];
    place.say(&line, "2026-12-15", 0);
    let found = ["pin", "t", "iag.supervision/carla/01"];
    place.say(&found, "2026-12-15", 0);
    again(&place, "2026-12-15");
    let standing = place.standing("2026-12-15");
    assert_eq!(standing["iag.supervision/carla/01"].0, "2027-01-19T11:00");
    let none = [
        "add",
        "--sure",
        "t",
        "--rule",
        "caseload",
        "--person",
        "carla",
        "--at",
        "2027-01-19T11:00",
    ];
    place.say(&none, "2026-12-15", 2);
}

#[test]
fn times_are_offered_kept_free_and_chosen() {
    let place = planned();
    let propose = ["propose", "t", START, "--slots", "2", "--format", "json"];
    let ended = place.say(&propose, "2027-01-25", 0);
    let told: Value = serde_json::from_str(&ended.out).expect("one JSON object");
    let slots = told["entries"][0]["slots"]
        .as_array()
        .expect("a list")
        .clone();
    assert_eq!(slots.len(), 2, "{slots:?}");
    again(&place, "2027-01-25");
    let standing = place.standing("2027-01-25");
    for slot in &slots {
        let start = &slot.as_str().expect("a time")[..16];
        let here: Vec<_> = standing.iter().filter(|(_, one)| one.0 == start).collect();
        assert!(
            here.iter().all(
                |(id, _)| id.as_str() == START || !id.contains("dirk") && !id.contains("gepa5")
            ),
            "{here:?}"
        );
    }
    place.say(&["choose", "t", START, "7"], "2027-01-26", 2);
    place.say(&["choose", "t", START, "2"], "2027-01-26", 0);
    let chosen = place.standing("2027-01-26")[START].clone();
    assert_eq!(chosen.0, slots[1].as_str().expect("a time")[..16]);
    assert_eq!(chosen.1, "confirmed");
    place.say(&["choose", "t", START, "1"], "2027-01-26", 2);
}

#[test]
fn a_list_is_recorded_whole_or_not_at_all_and_all_its_faults_are_told() {
    let place = planned();
    let file = place.path().join("b.csv");
    let bad = "occurrence,state,start,minutes,present,reason,by\n\
               iag.supervision/bram/01,held,11:00,60,bram eva,,bram\n\
               iag.supervision/bram/99,held,,,,,\n\
               iag.supervision/bram/02,hld,25:00,,zoe,,\n\
               iag.supervision/bram/04,held,,,,,\n\
               iag.plan_review/bafo2/01,waived,,,,,\n";
    fs::write(&file, bad).expect("b.csv");
    let record = ["record", "t", "--from", "b.csv"];
    let told = place.say(&record, "2027-02-10", 3).err;
    for word in [
        "bram/99",
        "hld",
        "09:30",
        "zoe",
        "maart 2027",
        "--reason",
        "--by frank",
    ] {
        assert!(told.contains(word), "{word} is missing:\n{told}");
    }
    assert_eq!(place.say(&["records", "t"], "2027-02-10", 0).out, "");
    let of_dirk = place.standing("2027-02-10")["iag.supervision/dirk/01"].0[..10].to_owned();
    let good = format!(
        "occurrence,state,start,minutes,present,reason,by\n\
         iag.supervision/bram/01,held,2027-01-06 11:00,45,bram eva,,bram\n\
         supervision dirk {of_dirk},no-show,,,,ziek,\n"
    );
    fs::write(&file, good).expect("b.csv");
    let told = place.say(&record, "2027-02-10", 0).out;
    assert_eq!(told.lines().count(), 2, "{told}");
    let held = place.standing("2027-02-10")["iag.supervision/bram/01"].clone();
    assert_eq!(held.0, "2027-01-06T11:00", "where it was held");
}

#[test]
fn a_week_is_recorded_at_once_and_what_is_due_once_singly() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    let week = [
        "record", "t", "--week", "2027-W07", "--person", "anna", "held",
    ];
    let told = place.say(&week, "2027-02-21", 0).out;
    assert!(told.lines().count() >= 2, "{told}");
    assert!(
        told.lines().all(|line| line.contains("iag.visit/kemo3/")),
        "{told}"
    );
    place.say(&week, "2027-02-21", 2);
}

#[test]
fn only_the_lead_waives_and_says_why() {
    let place = planned();
    let id = "plan_review bafo2";
    place.say(&["record", "t", id, "waived"], "2027-02-10", 2);
    let by_anna = [
        "record",
        "t",
        id,
        "waived",
        "--reason",
        "op verzoek",
        "--by",
        "anna",
    ];
    place.say(&by_anna, "2027-02-10", 2);
    let by_frank = [
        "record",
        "t",
        id,
        "waived",
        "--reason",
        "op verzoek",
        "--by",
        "frank",
    ];
    place.say(&by_frank, "2027-02-10", 0);
    again(&place, "2027-02-10");
    let standing = place.standing("2027-02-10");
    assert!(
        !standing
            .keys()
            .any(|id| id.starts_with("iag.plan_review/bafo2"))
    );
}

#[test]
fn a_pause_a_close_and_an_extension_replan_the_rest() {
    let place = planned();
    let pause = [
        "pause",
        "t",
        "dilu7",
        "--from",
        "2027-03-01",
        "--to",
        "2027-03-14",
        "--reason",
        "ziekenhuis",
    ];
    place.say(&pause, "2027-02-01", 0);
    place.say(
        &["close", "t", "kemo3", "--on", "2027-02-26"],
        "2027-02-01",
        0,
    );
    again(&place, "2027-02-01");
    for (id, (start, ..)) in place.standing("2027-02-01") {
        let paused = ("2027-03-01".."2027-03-15").contains(&start.as_str());
        assert!(!(id.contains("/dilu7/") && paused), "{id} at {start}");
        let closed = start.as_str() >= "2027-02-27" && !id.contains("closing");
        assert!(!(id.contains("/kemo3/") && closed), "{id} at {start}");
    }
    place.say(
        &["extend", "t", "kemo3", "--to", "2027-12-31"],
        "2027-02-02",
        2,
    );
    let extend = [
        "extend",
        "t",
        "kemo3",
        "--to",
        "2027-12-31",
        "--decision-end",
        "2028-01-31",
    ];
    place.say(&extend, "2027-02-02", 0);
    again(&place, "2027-02-02");
    let kept = place.standing("2027-02-02");
    assert!(
        kept.iter()
            .any(|(id, (start, ..))| id.contains("/kemo3/") && start.as_str() > "2027-03-01")
    );
}

#[test]
fn one_never_planned_is_recorded_by_its_rule_also_before_any_plan() {
    let place = new_team();
    let crisis = "record t --rule visit --case kemo3 held --on 2027-02-07 --start 19:00 --minutes 90 --present anna,kemo3 --today 2027-02-08";
    let told = place.expect(crisis, 0).out;
    assert!(
        told.contains("Anna Voorbeeld, gezin"),
        "the family by role: {told}"
    );
    place.expect(&crisis.replace("kemo3 held", "nobody held"), 2);
    place.expect(
        "record t --rule visit --case kemo3 held --on 2027-02-09 --today 2027-02-08",
        2,
    );
    let planned = self::planned();
    let on = planned.standing("2027-01-05")["iag.supervision/dirk/01"].0[..10].to_owned();
    let dirk = format!("record t --rule supervision --person dirk held --on {on} --today {on}");
    let told = planned.expect(&dirk, 2).err;
    assert!(told.contains("iag.supervision/dirk/01"), "{told}");
    let by_group =
        "record t --rule intervision --group intervisie held --on 2027-02-02 --today 2027-02-08";
    place.expect(by_group, 0);
}

#[test]
fn a_duty_is_handed_in_and_asked_for_no_more() {
    let place = planned();
    let duties = |today: &str| {
        let shown = place.say(&["show", "t", "--format", "json"], today, 0);
        let plan: Value = serde_json::from_str(&shown.out).expect("one JSON object");
        let duties = plan["duties"].as_array().expect("a list").clone();
        let id = |duty: &Value| duty["id"].as_str().expect("an id").to_owned();
        duties.iter().map(id).collect::<Vec<_>>()
    };
    let of_case = |id: &&String| id.contains("/gepa5/");
    let id = duties("2026-12-15")
        .iter()
        .find(of_case)
        .expect("one")
        .clone();
    place.say(&["record", "t", &id, "no-show"], "2027-02-02", 2);
    place.say(&["confirm", "t", &id, "--by", "dirk"], "2027-02-02", 2);
    place.say(
        &["record", "t", &id, "held", "--by", "dirk"],
        "2027-02-02",
        0,
    );
    again(&place, "2027-02-02");
    assert!(!duties("2027-02-02").contains(&id), "{id}");
}

#[test]
fn a_meeting_about_all_cases_of_somebody_counts_for_each() {
    let place = new_team();
    let file = place.path().join("t/team.toml");
    let team = fs::read_to_string(&file).expect("team.toml");
    let choice = "\"iag.work_supervision\" = \"flat\"\n";
    let team = match team.contains("\n[choices]\n") {
        true => team.replace("\n[choices]\n", &format!("\n[choices]\n{choice}")),
        false => format!("{team}\n[choices]\n{choice}"),
    };
    fs::write(&file, team).expect("team.toml");
    place.expect(&format!("{PLAN} --without iag.visit --publish"), 0);
    let held = [
        "record",
        "t",
        "iag.supervision/anna/01",
        "held",
        "--format",
        "json",
    ];
    let ended = place.say(&held, "2027-02-10", 0);
    let told: Value = serde_json::from_str(&ended.out).expect("one JSON object");
    let also = serde_json::json!(["iag.family_consultation/kemo3"]);
    assert_eq!(told["entries"][0]["also"], also);
}

#[test]
fn messages_are_in_the_language_asked_and_json_is_all_there_is() {
    let place = planned();
    let near = ["record", "t", "supervision anna", "held", "--lang", "en"];
    let told = place.say(&near, "2027-02-10", 2);
    assert!(told.err.contains("may be") && told.err.contains("iag.supervision/anna/01"));
    assert_eq!(told.out, "");
    let held = [
        "record",
        "t",
        "iag.supervision/anna/01",
        "held",
        "--format",
        "json",
    ];
    let ended = place.say(&held, "2027-02-10", 0);
    let told: Value = serde_json::from_str(&ended.out).expect("one JSON object");
    let entry = &told["entries"][0];
    assert_eq!(entry["state"], "held");
    assert_eq!(entry["id"], "iag.supervision/anna/01");
    assert_eq!(entry["present"], serde_json::json!(["anna", "eva"]));
    assert_eq!(entry["minutes"], 60);
}

#[test]
fn the_identity_of_a_calendar_entry_names_the_meeting() {
    let place = planned();
    place.say(&["feeds", "t", "--out", "f"], "2026-12-15", 0);
    let feed = fs::read_to_string(place.path().join("f/dirk.ics")).expect("a feed");
    let entry = feed
        .replace("\r\n ", "")
        .split("BEGIN:VEVENT")
        .find(|entry| entry.contains("Startgesprek"))
        .map(str::to_owned)
        .expect("the start meeting");
    let uid = entry
        .lines()
        .find_map(|line| line.strip_prefix("UID:"))
        .expect("a UID");
    let told = place
        .say(&["record", "t", uid, "postponed"], "2027-02-01", 0)
        .out;
    assert!(told.contains(START), "{told}");
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_written() {
    let place = planned();
    let today = "2027-01-05";
    let id = "iag.supervision/dirk/03";
    let late = "2027-02-03T23:30";
    let carla = [
        "add",
        "--sure",
        "t",
        "--rule",
        "supervision",
        "--person",
        "carla",
        "--at",
    ];
    let kemo3 = ["pause", "t", "kemo3", "--from", "2027-02-01", "--to"];
    let refused: [Vec<&str>; 9] = [
        // A day's calendar ends at midnight.
        [&carla[..], &[late]].concat(),
        vec!["pin", "t", id, "--at", late],
        vec![
            "record",
            "t",
            "supervision dirk 2027-01-04",
            "held",
            "--start",
            "23:30",
        ],
        // Nobody plans so far ahead.
        [&carla[..], &["9999-12-31T10:00"]].concat(),
        vec!["pin", "t", id, "--at", "2400-01-03T10:00"],
        [&kemo3[..], &["9999-12-31", "--reason", "x"]].concat(),
        [&kemo3[..], &["2027-02-05", "--reason", " "]].concat(),
        vec!["propose", "t", id, "--until", "2020-01-01"],
        // What still goes on would be purged.
        vec!["store", "purge", "t", "--before", "2027-01-06"],
    ];
    for line in refused {
        place.say(&line, today, 2);
    }
    assert_eq!(place.say(&["records", "t"], today, 0).out, "");
}

#[test]
fn an_entry_is_taken_back_once_and_the_book_says_so() {
    let place = planned();
    let today = "2027-01-05";
    place.say(&["unpin", "t", "iag.supervision/dirk/03"], today, 0);
    place.say(&["correct", "t", "1"], today, 0);
    place.say(&["correct", "t", "1"], today, 2);
    let book = place.say(&["records", "t", "dirk"], today, 0).out;
    assert!(book.contains("(ingetrokken)"), "{book}");
    // The correction itself may be a mistake.
    place.say(&["correct", "t", "2"], today, 0);
    let book = place.say(&["records", "t", "dirk"], today, 0).out;
    assert!(!book.contains("(ingetrokken)"), "{book}");
}

#[test]
fn a_list_that_says_two_things_of_one_meeting_or_nothing_is_refused() {
    let place = planned();
    let file = place.path().join("b.csv");
    let record = ["record", "t", "--from", "b.csv"];
    let row = "iag.supervision/bram/01";
    let list = format!("occurrence;state\n{row};held\n{row};no-show\n");
    fs::write(&file, list).expect("b.csv");
    let told = place.say(&record, "2027-02-10", 3).err;
    assert!(told.contains("eerdere rij"), "{told}");
    fs::write(&file, "occurrence;state\n").expect("b.csv");
    place.say(&record, "2027-02-10", 2);
}
