//! Each level, and what sets it apart from the next.

use cadans::check::Level;
use cadans::records::State;
use cadans::rules::{Anchor, Demand, Rule};

use super::lines::{end, happened, pause};
use super::{family, findings, only_of, verdict, with_family};
use crate::build::*;

const FIRST: &str = "p.first/KATU4/01";

#[test]
fn a_meeting_without_a_record_is_unrecorded_and_not_overdue_until_it_fell_through() {
    let team = family("2027-01-04");
    let planned = [standing(FIRST, "2027-01-12 10:00")];
    let found = findings(&team, &[], &planned, "2027-01-12");
    assert_eq!(
        verdict(&found, "first").0,
        Level::Ok,
        "today it may still be held"
    );
    let found = findings(&team, &[], &planned, "2027-02-01");
    assert_eq!(
        verdict(&found, "first"),
        (Level::Unrecorded, "2027-01-18".to_owned(), 0)
    );
    let fell_through = [happened(FIRST, "2027-01-12", State::NoShow)];
    let found = findings(&team, &fell_through, &[], "2027-02-01");
    assert_eq!(
        verdict(&found, "first"),
        (Level::Overdue, "2027-01-18".to_owned(), 14)
    );
}

#[test]
fn only_what_was_held_or_waived_satisfies() {
    let team = family("2027-01-04");
    for state in [
        State::Held,
        State::Waived,
        State::NoShow,
        State::Postponed,
        State::Cancelled,
    ] {
        let acts = [happened(FIRST, "2027-01-12", state)];
        let found = findings(&team, &acts, &[], "2027-01-20");
        let is_owed = found.iter().any(|one| one.level == Level::Overdue);
        let satisfied = matches!(state, State::Held | State::Waived);
        assert_eq!(is_owed, !satisfied, "{state:?}: {found:#?}");
    }
}

#[test]
fn planned_late_is_at_risk_and_the_next_counts_from_the_planned_day() {
    let team = family("2027-01-04");
    let planned = [standing(FIRST, "2027-01-21 10:00")];
    let found = findings(&team, &[], &planned, "2027-01-10");
    assert_eq!(
        verdict(&found, "first"),
        (Level::AtRisk, "2027-01-18".to_owned(), 3)
    );
    let found = findings(&team, &[], &planned, "2027-02-10");
    let review = only_of(&found, "review");
    assert_eq!(
        review.due,
        Some(day("2027-03-04")),
        "six weeks after 21 January"
    );
    assert_eq!(review.level, Level::Unplanned);
    assert_eq!(review.who_acts, "anna");
    assert_eq!(review.source, "test");
}

#[test]
fn a_legal_term_and_an_ended_decision_are_blocking_and_no_pause_moves_them() {
    let request = Rule {
        ..rule("request", duty(Anchor::DecisionEnd, "-8w"))
    };
    let mut review = rule("review", milestone(Anchor::CareStart, "5w", "6w", "6w"));
    if let Demand::Milestone(milestone) = &mut review.demand {
        milestone.legal = true;
    }
    let mut team = with_family("2027-01-04", vec![request, review]);
    team.cases[0].decision_end = Some(day("2027-05-31"));
    let acts = [pause("KATU4", "2027-01-18", "2027-01-31")];
    let found = findings(&team, &acts, &[], "2027-02-16");
    assert_eq!(
        verdict(&found, "review"),
        (Level::Blocking, "2027-02-15".to_owned(), 1)
    );
    let found = findings(&team, &acts, &[], "2027-04-06");
    assert_eq!(
        verdict(&found, "request"),
        (Level::Overdue, "2027-04-05".to_owned(), 1),
        "the request is due eight weeks before the end"
    );
    let found = findings(&team, &acts, &[], "2027-06-01");
    let ended = found
        .iter()
        .find(|one| one.due == Some(day("2027-05-31")))
        .expect("a finding");
    assert_eq!((ended.level, ended.days_late), (Level::Blocking, 1));
    // Renewed, or closed in time: nothing blocks.
    for last in [
        end("KATU4", "2027-09-30", Some("2027-10-31")),
        end("KATU4", "2027-05-31", None),
    ] {
        let found = findings(&team, &[acts[0].clone(), last], &[], "2027-06-01");
        assert!(
            found.iter().all(|one| one.due != Some(day("2027-05-31"))),
            "{found:#?}"
        );
    }
}

#[test]
fn a_pause_puts_off_what_is_not_a_legal_term() {
    let review = rule("review", milestone(Anchor::CareStart, "5w", "6w", "6w"));
    let team = with_family("2027-01-04", vec![review]);
    let acts = [pause("KATU4", "2027-01-18", "2027-01-31")];
    let found = findings(&team, &acts, &[], "2027-02-20");
    assert_eq!(
        verdict(&found, "review"),
        (Level::Unplanned, "2027-03-01".to_owned(), 0)
    );
}

#[test]
fn a_duty_is_fine_until_its_day_and_overdue_after_it() {
    let report = rule("report", duty(Anchor::CareStart, "2w"));
    let team = with_family("2027-01-04", vec![report]);
    let level = |today| only_of(&findings(&team, &[], &[], today), "report").level;
    assert_eq!(level("2027-01-18"), Level::Ok);
    assert_eq!(level("2027-01-19"), Level::Overdue);
    let acts = [happened("p.report/KATU4/01", "2027-01-25", State::Held)];
    assert!(findings(&team, &acts, &[], "2027-02-01").is_empty());
}

#[test]
fn the_worst_comes_first() {
    let team = family("2027-01-04");
    let planned = [standing("p.review/KATU4/01", "2027-05-20 10:00")];
    let found = findings(&team, &[], &planned, "2027-02-20");
    let levels: Vec<_> = found.iter().map(|one| one.level).collect();
    assert_eq!(levels, [Level::Overdue, Level::AtRisk], "{found:#?}");
}
