//! Standing times from the command line: chosen, freed, agreed to and shown; what makes no sense is refused, what stands
//! against them is asked about.

use serde_json::Value;

use super::new_team;
use crate::program::{Ended, Place};

/// A Monday; changed standing times usually begin on 18 January then.
const TODAY: &str = "2027-01-04";

impl Place {
    #[track_caller]
    fn stand(&self, words: &[&str], code: i32) -> Ended {
        let all = ["standing", "t"].into_iter().chain(words.iter().copied());
        let ended = self.run(all.chain(["--today", TODAY, "--lang", "nl"]));
        assert_eq!(ended.code, code, "{words:?}\n{}\n{}", ended.out, ended.err);
        ended
    }

    /// The rows in force.
    fn rows(&self, more: &[&str]) -> Vec<Value> {
        let words = [
            "show",
            "t",
            "--standing",
            "--format",
            "json",
            "--today",
            TODAY,
        ];
        let shown = self.run(words.into_iter().chain(more.iter().copied()));
        assert_eq!(shown.code, 0, "{}", shown.err);
        let shown: Value = serde_json::from_str(&shown.out).expect("one JSON object");
        shown["standing"].as_array().expect("a list").clone()
    }

    fn base_week(&self, more: &[&str]) -> String {
        let words = ["show", "t", "--standing", "--lang", "nl", "--today", TODAY];
        let shown = self.run(words.into_iter().chain(more.iter().copied()));
        assert_eq!(shown.code, 0, "{}", shown.err);
        shown.out
    }
}

#[test]
fn chosen_by_the_familys_worker_they_are_in_the_base_week() {
    let place = new_team();
    place.stand(
        &["kemo3", "ma 9.00 en wo 10:30", "--by", "anna", "--agreed"],
        0,
    );
    let rows = place.rows(&[]);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["key"], "iag.visit/kemo3");
    assert_eq!(rows[0]["from"], "2027-01-18", "ten working days on");
    assert_eq!(rows[0]["by"]["person"], "anna");
    assert_eq!(rows[0]["agreed"], true);
    assert_eq!(rows[0]["slots"][1]["minutes"], 90, "as the rule says");
    let week = place.base_week(&["--person", "anna"]);
    assert!(week.contains("09:00-10:30  Gezinsbezoek kemo3"), "{week}");
    assert!(week.contains("afgesproken"), "{week}");
    assert!(place.rows(&["--person", "bram"]).is_empty());
    assert_eq!(place.rows(&["--case", "kemo3"]).len(), 1);
}

#[test]
fn what_makes_no_sense_is_refused_with_a_way_out() {
    let place = new_team();
    for (words, said) in [
        (
            ["none9", "di 09:00"],
            "er zijn geen vaste tijden van `none9`; wel van",
        ),
        (
            ["iag.start_meeting/kemo3", "di 09:00"],
            "heeft geen vaste tijden",
        ),
        (
            ["family_consultation/kemo3", "di 09:00"],
            "noem die, zoals `anna+ruben`",
        ),
        (
            ["kemo3", "ma 09:00, di 09:00, wo 09:00"],
            "de regel vraagt er hooguit 2",
        ),
        (["kemo3", "ma 09:00, ma 15:00"], "twee op een dag (ma)"),
        (
            ["kemo3", "ma 09:10"],
            "`ma 09:10` is geen dag en uur op een kwartier",
        ),
        (["kemo3", "morgen"], "schrijf `di 09:00, vr 09:00`"),
        (
            ["kemo3", "ma 09:00-09:30"],
            "30 minuten past niet: van 60 tot 120",
        ),
        (["kemo3", "ma 23:30"], "na middernacht"),
        (["kemo3", "vrijgeven"], "om vrij te geven"),
        (["kemo3", "akkoord"], "nog geen vaste tijden"),
    ] {
        let ended = place.stand(&words, 2);
        assert!(ended.err.contains(said), "{words:?}: {}", ended.err);
    }
    let past = place.stand(&["kemo3", "ma 09:00", "--from", "2027-01-03"], 2);
    assert!(past.err.contains("is al geweest"), "{}", past.err);
    let week = place.stand(&["kemo3", "ma 09:00", "--every", "2", "--week", "3"], 2);
    assert!(week.err.contains("week 3 is er niet"), "{}", week.err);
    let other = place.stand(&["kemo3", "ma 09:00", "--by", "bram"], 2);
    assert!(other.err.contains("--by frank"), "{}", other.err);
    assert!(
        !place.path().join("t/.cadans").exists(),
        "nothing was written"
    );
}

#[test]
fn outside_hours_and_beside_other_times_it_is_asked_about() {
    let place = new_team();
    let free = place.stand(&["kemo3", "ma 09:00, vr 09:00"], 2);
    assert!(free.err.contains("buiten de uren van Anna"), "{}", free.err);
    assert!(
        free.err.contains("buiten de uren van gezin kemo3"),
        "{}",
        free.err
    );
    assert!(free.err.contains("--sure"), "{}", free.err);
    place.stand(&["kemo3", "ma 09:00, vr 09:00", "--sure"], 0);
    place.stand(&["kemo3", "ma 09:00, wo 09:00"], 0);
    let pair = |hour: &str, code| place.stand(&["eva+anna", hour, "--minutes", "60"], code);
    let overlap = pair("ma 10:00", 2);
    assert!(
        overlap
            .err
            .contains("Anna Voorbeeld heeft dan al Gezinsbezoek kemo3"),
        "{}",
        overlap.err
    );
    // From a family's address to the office takes twenty minutes.
    let travel = pair("ma 10:45", 2);
    assert!(
        travel.err.contains("te weinig tijd voor de weg (20 min)"),
        "{}",
        travel.err
    );
    pair("ma 11:00", 0);
    let every_week = place.rows(&["--person", "eva"]);
    assert_eq!(every_week[0]["key"], "anna+eva");
    assert_eq!(every_week[0]["slots"][0]["cycle"], 3, "the rule's rhythm");
}

#[test]
fn a_cycle_of_weeks_is_said() {
    let place = new_team();
    place.stand(
        &["kemo3", "week 1 ma 09:00, week 2 wo 09:00", "--every", "2"],
        0,
    );
    let week = place.base_week(&[]);
    assert!(week.contains("(om de 2 weken, week 2)"), "{week}");
    let rows = place.rows(&[]);
    assert_eq!(rows[0]["slots"][1]["week"], 1);
    assert_eq!(rows[0]["slots"][1]["cycle_from"], "2027-01-18");
}

#[test]
fn freed_agreed_to_or_taken_back_they_follow_the_book() {
    let place = new_team();
    place.stand(&["kemo3", "ma 09:00, wo 09:00"], 0);
    place.stand(&["kemo3", "akkoord", "--by", "family"], 0);
    assert_eq!(place.rows(&[])[0]["agreed"], true);
    place.stand(&["kemo3", "vrijgeven", "--from", "2027-02-01"], 0);
    assert_eq!(place.rows(&[])[0]["to"], "2027-01-31");
    place.expect("correct t 3 --today 2027-01-04", 0);
    assert!(place.rows(&[])[0].get("to").is_none());
    place.stand(&["kemo3", "onregelmatig", "--from", "2027-03-01"], 0);
    let week = place.base_week(&["--case", "kemo3"]);
    assert!(
        week.contains("geen vaste tijden: Gezinsbezoek kemo3"),
        "{week}"
    );
    let book = place.expect("records t kemo3 --today 2027-01-04 --lang nl", 0);
    assert!(
        book.out.contains("Gezinsbezoek kemo3: vaste tijden vanaf"),
        "{}",
        book.out
    );
    assert!(book.out.contains("(ingetrokken)"), "{}", book.out);
}

#[test]
fn care_that_ends_ends_them_and_a_pause_does_not() {
    let place = new_team();
    place.stand(&["kemo3", "ma 09:00, wo 09:00"], 0);
    let today = ["--today", TODAY];
    let pause = "pause t kemo3 --from 2027-02-01 --to 2027-02-14 --reason ziek";
    let said = place.run(pause.split_whitespace().chain(today));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(place.rows(&[])[0].get("to").is_none());
    let said = place.run(
        "close t kemo3 --on 2027-03-01"
            .split_whitespace()
            .chain(today),
    );
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(place.rows(&[])[0]["to"], "2027-03-01");
}

#[test]
fn the_next_plan_has_them_and_says_so() {
    let place = new_team();
    place.stand(
        &[
            "eva+anna",
            "ma 13:00",
            "--minutes",
            "60",
            "--every",
            "1",
            "--by",
            "frank",
        ],
        0,
    );
    let plan =
        "plan t --term 2027Q1 --today 2027-01-04 --limit 2 --without iag.visit --format json";
    // Two meetings are due on that very day, too soon for anybody to be told.
    let plan = place.expect(plan, 4);
    let plan: Value = serde_json::from_str(&plan.out).expect("one JSON object");
    let rows = plan["standing"]["rows"].as_array().expect("a list");
    let own = |row: &&Value| row["key"] == "anna+eva" && row["by"]["person"] == "frank";
    assert!(rows.iter().any(|row| own(&row)), "{rows:?}");
    // Afresh, too: what a person chose stands until it is freed.
    let again = "plan t --term 2027Q1 --today 2027-01-04 --limit 2 --without iag.visit --afresh --format json";
    let again: Value = serde_json::from_str(&place.expect(again, 4).out).expect("one JSON object");
    let rows = again["standing"]["rows"].as_array().expect("a list");
    assert!(rows.iter().any(|row| own(&row)), "{rows:?}");
}

#[test]
fn a_better_pattern_is_only_shown() {
    let place = new_team();
    let line = "standing t --propose --from 2027-02-01 --today 2027-01-04 --format json";
    let shown: Value = serde_json::from_str(&place.expect(line, 0).out).expect("one JSON object");
    assert_eq!(shown["team"], "voorbeeld");
    assert_eq!(shown["from"], "2027-02-01");
    // Before anything was planned all is chosen as well as can be.
    assert_eq!(shown["changes"], serde_json::json!([]));
    let count = &shown["on_slot"];
    assert_eq!(count["now"], count["proposed"], "{shown}");
    assert!(count["of"].as_u64() > Some(0), "{shown}");
    let said = place.expect("standing t --propose --today 2027-01-04 --lang nl", 0);
    assert!(
        said.out
            .contains("Vanaf ma 18 januari 2027 is er geen beter patroon"),
        "{}",
        said.out
    );
    assert!(
        !place.path().join("t/.cadans").exists(),
        "nothing was written"
    );
    for line in [
        "standing t",
        "standing t kemo3 --propose",
        "standing t --accept",
    ] {
        place.expect(line, 2);
    }
}
