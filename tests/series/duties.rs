//! Things to hand in: by whom and when.

use cadans::records::State;
use cadans::rules::{Anchor, Condition, Demand, Mode, Rule};
use cadans::series::{DueBy, Instance};
use cadans::team::{Assignment, AssignmentKind, Team};
use cadans::time::Rollover;

use crate::build::*;

fn with_case(rules: Vec<Rule>, start: &str) -> Team {
    let mut team = team(rules);
    team.cases = vec![case("KATU4", start)];
    team
}

fn due(instance: &Instance) -> Vec<(&str, DueBy)> {
    let duties = instance.duties.iter();
    duties.map(|duty| (duty.id.as_str(), duty.due)).collect()
}

#[test]
fn a_report_is_due_before_each_meeting_it_belongs_to() {
    let evaluation = rule(
        "evaluation",
        repeated(Anchor::CareStart, "-4w", "0d", "13w", "6w"),
    );
    let mut report = rule("report", duty(Anchor::Rule(0), "-1w"));
    let Demand::Duty(demand) = &mut report.demand else {
        unreachable!()
    };
    demand.rollover = Rollover::PreviousWorkingDay;
    let mut team = with_case(vec![evaluation, report], "2027-01-04");
    let instance = expanded(&team, "2027");
    let by = |series| DueBy::Series(series, offset("-1w"), Rollover::PreviousWorkingDay);
    // Evaluations have known days to count from, so the reports count from the meetings themselves.
    assert_eq!(
        due(&instance),
        [("p.report/KATU4/01", by(0)), ("p.report/KATU4/02", by(1))]
    );

    team.held = vec![
        record("p.evaluation/KATU4", "2027-03-31", State::Held),
        record("p.report/KATU4", "2027-03-24", State::Held),
    ];
    let instance = expanded(&team, "2027-04-15..2027-12-31");
    assert_eq!(due(&instance), [("p.report/KATU4/02", by(0))]);
}

#[test]
fn a_duty_on_a_free_day_moves_where_its_rule_says() {
    let mut rule = rule(
        "questionnaires",
        duty(Anchor::Phase { phase: 0, at: 1.0 }, "0d"),
    );
    let Demand::Duty(demand) = &mut rule.demand else {
        unreachable!()
    };
    demand.rollover = Rollover::PreviousWorkingDay;
    let instance = expanded(&with_case(vec![rule], "2027-01-04"), "2027Q1");
    // The start phase ends on Sunday 14 February.
    assert_eq!(
        due(&instance),
        [("p.questionnaires/KATU4/01", DueBy::Day(day("2027-02-12")))]
    );
}

#[test]
fn the_owner_is_whoever_holds_the_role_when_it_is_due() {
    let mut team = with_case(
        vec![rule("report", duty(Anchor::CareStart, "6w"))],
        "2027-01-04",
    );
    team.people.push(person("carlijn", "worker"));
    team.assignments = vec![
        assign(of_case("KATU4"), "worker", "anna"),
        Assignment {
            from: Some(day("2027-02-01")),
            kind: AssignmentKind::Substitute,
            ..assign(of_case("KATU4"), "worker", "carlijn")
        },
    ];
    assert_eq!(expanded(&team, "2027Q1").duties[0].owner, "carlijn");
    team.assignments.clear();
    assert_eq!(expanded(&team, "2027Q1").duties[0].owner, "worker");
}

#[test]
fn an_extension_is_asked_for_where_there_is_a_decision() {
    let mut team = with_case(
        vec![rule("extension", duty(Anchor::DecisionEnd, "-8w"))],
        "2026-10-05",
    );
    assert!(expanded(&team, "2027Q1").duties.is_empty());
    team.cases[0].decision_end = Some(day("2027-04-30"));
    let instance = expanded(&team, "2027Q1");
    assert_eq!(
        due(&instance),
        [("p.extension/KATU4/01", DueBy::Day(day("2027-03-05")))]
    );
}

#[test]
fn a_duty_for_marked_cases_only() {
    let mut rule = rule("implementation_plan", duty(Anchor::CareStart, "8w"));
    rule.mode = Mode::Off;
    let marked = Condition {
        flag: Some("casemanager".to_owned()),
        ..Condition::default()
    };
    let on = Rule {
        mode: Mode::Plan,
        ..rule.clone()
    };
    rule.variants = vec![(marked, on)];
    let mut team = with_case(vec![rule], "2027-01-04");
    assert!(expanded(&team, "2027Q1").duties.is_empty());
    team.cases[0].flags.insert("casemanager".to_owned());
    assert_eq!(expanded(&team, "2027Q1").duties.len(), 1);
}

#[test]
fn an_overdue_duty_stays_for_four_weeks_and_a_legal_one_as_long_as_care() {
    let mut team = with_case(
        vec![rule("report", duty(Anchor::CareStart, "2w"))],
        "2026-11-23",
    );
    assert_eq!(expanded(&team, "2027Q1").duties.len(), 1);
    team.cases[0].start = day("2026-11-02");
    assert!(expanded(&team, "2027Q1").duties.is_empty());
    let Demand::Duty(demand) = &mut team.programmes[0].rules[0].demand else {
        unreachable!()
    };
    demand.legal = true;
    assert_eq!(expanded(&team, "2027Q1").duties.len(), 1);
}

#[test]
fn a_duty_that_moves_with_its_meeting_knows_who_must_on_each_day() {
    let evaluation = rule(
        "evaluation",
        repeated(Anchor::CareStart, "-4w", "0d", "13w", "6w"),
    );
    let mut team = with_case(
        vec![evaluation, rule("report", duty(Anchor::Rule(0), "-1w"))],
        "2027-01-04",
    );
    team.people.push(person("carlijn", "worker"));
    team.assignments = vec![
        assign(of_case("KATU4"), "worker", "anna"),
        Assignment {
            from: Some(day("2027-03-22")),
            to: Some(day("2027-03-28")),
            kind: AssignmentKind::Substitute,
            ..assign(of_case("KATU4"), "worker", "carlijn")
        },
    ];
    let instance = expanded(&team, "2027Q1");
    let report = &instance.duties[0];
    let owner = |at| report.owner_on(day(at));
    let owners = ["2027-03-15", "2027-03-22", "2027-03-28", "2027-03-29"].map(owner);
    assert_eq!(owners, ["anna", "carlijn", "carlijn", "anna"]);
}
