//! Stays: two homes, and the third family waits for the first release.

use cadans::rules::{Anchor, Demand, Per, Rule};
use cadans::series::Instance;
use cadans::team::Team;

use crate::build::*;

fn stay() -> Rule {
    Rule {
        per: Per::Case { each: None },
        ..rule(
            "stay",
            Demand::Stay {
                capacity: "home".to_owned(),
                weekdays: [true; 7],
            },
        )
    }
}

/// Two homes and three families; the second leaves first.
fn full() -> Team {
    let start = rule(
        "start_meeting",
        milestone(Anchor::CareStart, "0d", "1w", "2w"),
    );
    let mut team = team(vec![stay(), start]);
    team.capacities = [("home".to_owned(), words("Eik Beuk"))].into();
    for (code, start, end) in [
        ("KATU4", "2027-01-04", "2027-06-30"),
        ("MIRO7", "2027-01-11", "2027-05-15"),
        ("SELA2", "2027-03-01", "2027-08-31"),
    ] {
        let mut case = case(code, start);
        case.end = Some(day(end));
        team.cases.push(case);
    }
    team
}

fn stays(instance: &Instance) -> Vec<String> {
    let stays = instance.stays.iter();
    stays
        .map(|stay| {
            let unit = stay.unit.as_deref().unwrap_or("-");
            format!("{} {unit} {}..{}", stay.case, stay.from, stay.to)
        })
        .collect()
}

#[test]
fn a_third_family_starts_when_the_first_home_is_free() {
    let instance = expanded(&full(), "2027");
    let expected = [
        "KATU4 Eik 2027-01-04..2027-06-30",
        "MIRO7 Beuk 2027-01-11..2027-05-15",
        "SELA2 Beuk 2027-05-15..2027-11-14",
    ];
    assert_eq!(stays(&instance), expected);
    assert_eq!(instance.stays[2].asked, day("2027-03-01"));
    assert_eq!(notes(&instance), ["stay-moved"]);
    // What is anchored on the start of care follows.
    let start = window(&instance, only(&instance, "p.start_meeting/SELA2"), None);
    assert_eq!(start.due, day("2027-05-29"));
}

#[test]
fn in_a_term_that_ends_before_the_release_there_is_no_home() {
    let instance = expanded(&full(), "2027Q1");
    assert_eq!(stays(&instance)[2], "SELA2 - 2027-05-15..2027-11-14");
    assert!(series(&instance, "p.start_meeting/SELA2").is_empty());
}

#[test]
fn a_decisions_end_does_not_move_along() {
    let mut team = full();
    team.cases[2].decision_end = Some(day("2027-08-31"));
    let instance = expanded(&team, "2027");
    assert_eq!(stays(&instance)[2], "SELA2 Beuk 2027-05-15..2027-08-31");
    assert_eq!(
        notes(&instance),
        ["stay-moved", "decision-ends-before-care"]
    );
}

#[test]
fn a_family_that_is_there_already_is_not_moved() {
    let mut team = full();
    team.cases[2].start = day("2026-12-01");
    team.cases[0].start = day("2026-11-02");
    team.cases[1].start = day("2026-11-09");
    let instance = expanded(&team, "2027Q1");
    assert_eq!(stays(&instance)[2], "SELA2 - 2026-12-01..2027-08-31");
    assert_eq!(notes(&instance), ["stay-without-unit"]);
}

#[test]
fn a_case_that_continues_another_begins_when_that_ends() {
    let mut team = full();
    team.cases.truncate(1);
    let mut next = case("SELA2", "2027-06-14");
    next.end = Some(day("2027-12-31"));
    next.follows = Some(team.cases[0].code.clone());
    team.cases.push(next);
    let instance = expanded(&team, "2027");
    assert_eq!(notes(&instance), ["case-moved"]);
    let start = window(&instance, only(&instance, "p.start_meeting/SELA2"), None);
    assert_eq!(start.from, day("2027-06-30"));
}
