//! What lies after care: planned where its rule puts it, whatever it counts from; and what falls away with care that
//! ends sooner than it was meant to.

use cadans::check::Finding;
use cadans::rules::{Anchor, Demand, PlainAnchor, Rule, Until};
use cadans::series::{OutOfCare, out_of_care};
use cadans::team::Team;

use crate::build::*;

/// Care of 39 weeks that ends on Sunday 28 February 2027, as it is meant to.
fn with_case(rules: Vec<Rule>) -> Team {
    let mut team = team(rules);
    team.cases = vec![case("KATU4", "2026-06-01")];
    team.cases[0].decision_start = Some(day("2026-06-01"));
    team.assignments = vec![assign(of_case("KATU4"), "worker", "anna")];
    team
}

/// The first meeting, one counted from `anchor` that is due after care, and a letter and a talk that follow it.
fn afterwards(anchor: Anchor, from: &str, due: &str) -> Vec<Rule> {
    vec![
        rule("first", milestone(Anchor::CareStart, "0d", "0d", "1w")),
        rule("after", milestone(anchor, from, due, due)),
        rule("letter", duty(Anchor::Rule(1), "2w")),
        rule("talk", milestone(Anchor::Rule(1), "1w", "2w", "2w")),
    ]
}

#[test]
fn a_meeting_due_after_care_is_planned_there_whatever_it_counts_from() {
    for (anchor, from, due) in [
        (Anchor::CareStart, "39w", "41w"),
        (Anchor::CareStart, "38w", "41w"),
        (Anchor::DecisionStart, "39w", "41w"),
        (Anchor::Phase { phase: 2, at: 0.0 }, "7w", "9w"),
        (Anchor::Rule(0), "39w", "40w"),
        (Anchor::CareEnd, "1d", "2w"),
    ] {
        let instance = expanded(&with_case(afterwards(anchor, from, due)), "2027");
        for id in ["p.after/KATU4", "p.talk/KATU4"] {
            let one = only(&instance, id);
            let open = instance.index(day("2027-03-12")).expect("a planned day");
            assert!(!one.allowed[open].is_empty(), "{id}, {anchor:?}");
            assert!(one.cast_on(day("2027-03-12")).is_some(), "{id}, {anchor:?}");
        }
        let duties = instance.duties.iter().map(|duty| duty.id.as_str());
        assert_eq!(
            duties.collect::<Vec<_>>(),
            ["p.letter/KATU4/01"],
            "{anchor:?}"
        );
    }
}

#[test]
fn what_is_due_within_care_is_held_within_it() {
    let instance = expanded(
        &with_case(afterwards(Anchor::CareStart, "37w", "38w")),
        "2027Q1",
    );
    let one = only(&instance, "p.after/KATU4");
    let is_open = |on| {
        instance
            .index(day(on))
            .is_some_and(|at| !one.allowed[at].is_empty())
    };
    assert!(is_open("2027-02-26") && !is_open("2027-03-01"));
}

#[test]
fn what_care_that_ends_sooner_leaves_no_time_for_falls_away_with_all_that_counts_from_it() {
    let mut team = with_case(afterwards(Anchor::CareStart, "37w", "38w"));
    team.cases[0].end = Some(day("2027-01-31"));
    let instance = expanded(&team, "2027");
    let others = instance
        .series
        .iter()
        .filter(|one| one.rule.name() != "first");
    assert_eq!((others.count(), instance.duties.len()), (0, 0));
    let owed = findings(&team, "2027-03-30");
    assert!(
        owed.iter().all(|one| one.about.title.en == "first"),
        "{owed:#?}"
    );
}

#[test]
fn what_was_meant_to_come_after_care_stays_when_care_ends_sooner() {
    let mut team = with_case(afterwards(Anchor::CareStart, "39w", "41w"));
    team.cases[0].end = Some(day("2027-01-31"));
    let instance = expanded(&team, "2027");
    assert_eq!(series(&instance, "p.after/KATU4").len(), 1);
    assert_eq!(instance.duties.len(), 1);
}

#[test]
fn what_is_handed_in_after_a_meeting_may_be_due_after_care() {
    let mut team = with_case(afterwards(Anchor::CareStart, "37w", "38w"));
    team.programmes[0].rules[2].demand = duty(Anchor::Rule(1), "3w");
    let instance = expanded(&team, "2027");
    assert_eq!(instance.duties.len(), 1);
    let owed = findings(&team, "2027-03-15");
    assert!(
        owed.iter().any(|one| one.about.title.en == "letter"),
        "{owed:#?}"
    );
}

#[test]
fn the_record_book_and_the_door_keep_what_lies_after_care() {
    let team = with_case(afterwards(Anchor::CareStart, "39w", "41w"));
    let (programme, case) = (&team.programmes[0], &team.cases[0]);
    let after = |due: &str| {
        let rule = &programme.rules[1];
        out_of_care(programme, rule, case, day("2027-03-10"), Some(day(due)))
    };
    assert_eq!(after("2027-03-15"), None);
    let ended = OutOfCare::Ended(day("2027-02-28"));
    assert_eq!(after("2027-02-22"), Some(ended));
}

#[test]
fn a_rhythm_may_go_on_after_care() {
    let mut contacts = rule("contacts", cadence(Anchor::CareEnd, 14, 28, 56));
    let Demand::Cadence(rhythm) = &mut contacts.demand else {
        unreachable!()
    };
    rhythm.until = Some(Until {
        anchor: PlainAnchor::CareEnd,
        offset: offset("20w"),
    });
    let team = with_case(vec![contacts]);
    let instance = expanded(&team, "2027");
    let one = only(&instance, "p.contacts/KATU4");
    let is_open = |on| {
        instance
            .index(day(on))
            .is_some_and(|at| !one.allowed[at].is_empty())
    };
    assert!(is_open("2027-03-29") && is_open("2027-07-16") && !is_open("2027-07-19"));
    let (programme, case) = (&team.programmes[0], &team.cases[0]);
    let out = |on| out_of_care(programme, &programme.rules[0], case, day(on), None);
    assert_eq!(
        (out("2027-07-18"), out("2027-07-19").is_some()),
        (None, true)
    );
}

fn findings(team: &Team, on: &str) -> Vec<Finding> {
    crate::check::findings(team, &[], &[], on)
}
