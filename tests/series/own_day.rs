//! Rules that change by phase: each meeting, thing to hand in and repeat follows the form in force on its own day, from
//! whatever day it is planned; and what comes back in months keeps its day.

use cadans::rules::{Anchor, Condition, Demand, Milestone, Mode, Points, Repeat, Rule};
use cadans::series::{Instance, owed};
use cadans::team::Team;
use chrono::NaiveDate;

use crate::build::*;

/// The rule with another demand or mode in the phase `change`, which is from 15 February to 15 August 2027.
fn in_change(rule: Rule, change: impl FnOnce(&mut Rule)) -> Rule {
    let mut own = rule.clone();
    change(&mut own);
    let condition = Condition {
        phase: Some(1),
        ..Condition::default()
    };
    Rule {
        variants: vec![(condition, own)],
        ..rule
    }
}

fn with_case(rules: Vec<Rule>) -> Team {
    let mut team = team(rules);
    team.cases = vec![case("KATU4", "2027-01-04")];
    team
}

fn every(rule: &mut Rule, period: &str) {
    let Demand::Milestone(Milestone { repeat, .. }) = &mut rule.demand else {
        unreachable!()
    };
    *repeat = Some(Repeat {
        points: Points::Every(self::period(period)),
        before_end: self::period("0d"),
        count_min: 0,
        case_dates: false,
    });
}

/// The due dates of a repeated milestone, all of them.
fn dues(team: &Team, id: &str) -> Vec<NaiveDate> {
    let owed = owed(team, &[], day("2027-01-01"), day("2028-12-31"));
    let own = owed
        .obligations
        .iter()
        .filter(|one| one.series.as_str() == id);
    own.map(|one| one.due).collect()
}

fn planned(instance: &Instance, id: &str) -> Vec<NaiveDate> {
    let all = series(instance, id).into_iter();
    all.map(|one| window(instance, one, None).due).collect()
}

#[test]
fn a_thing_to_hand_in_follows_the_form_on_its_own_day() {
    let off = Rule {
        mode: Mode::Off,
        ..rule("letter", duty(Anchor::Phase { phase: 1, at: 0.0 }, "2w"))
    };
    let letter = in_change(off, |own| {
        own.mode = Mode::Plan;
        own.demand = duty(Anchor::Phase { phase: 1, at: 0.0 }, "3w");
    });
    let team = with_case(vec![letter]);
    for term in ["2027Q1", "2027-03-01..2027-03-31"] {
        let instance = expanded(&team, term);
        let due: Vec<_> = instance.duties.iter().map(|duty| duty.due).collect();
        let known = cadans::series::DueBy::Day(day("2027-03-08"));
        assert_eq!(due, [known], "{term}");
    }
    assert_eq!(dues(&team, "p.letter/KATU4"), [day("2027-03-08")]);
}

#[test]
fn several_points_lie_where_they_are_listed_also_after_care() {
    let mut talk = rule("talk", milestone(Anchor::CareStart, "-1w", "0d", "1w"));
    let Demand::Milestone(Milestone { repeat, .. }) = &mut talk.demand else {
        unreachable!()
    };
    let mut points = [None; Points::MOST];
    for (at, length) in ["4w", "11w"].into_iter().enumerate() {
        points[at] = Some(period(length));
    }
    *repeat = Some(Repeat {
        points: Points::At(points),
        before_end: period("0d"),
        count_min: 0,
        case_dates: false,
    });
    let mut after = talk.clone();
    after.id = cadans::ids::RuleId::of("p", "after");
    if let Demand::Milestone(demand) = &mut after.demand {
        demand.anchor = Anchor::CareEnd;
    }
    let mut team = with_case(vec![talk, after]);
    team.cases[0].end = Some(day("2027-04-04"));
    let instance = expanded(&team, "2027-01-04..2027-08-31");
    let (own, later) = ("p.talk/KATU4", "p.after/KATU4");
    let listed = [day("2027-02-08"), day("2027-03-29")];
    assert_eq!(planned(&instance, own), listed);
    assert_eq!(dues(&team, own), listed);
    let listed = [day("2027-05-09"), day("2027-06-27")];
    assert_eq!(planned(&instance, later), listed);
    assert_eq!(dues(&team, later), listed);
}

#[test]
fn repeats_follow_the_form_on_their_own_day() {
    let weekly = rule("talk", repeated(Anchor::CareStart, "-2d", "0d", "1w", "0d"));
    let talk = in_change(weekly, |own| every(own, "4w"));
    let team = with_case(vec![talk]);
    let due = planned(&expanded(&team, "2027-01-04..2027-06-20"), "p.talk/KATU4");
    let early = [
        "2027-01-11",
        "2027-01-18",
        "2027-01-25",
        "2027-02-01",
        "2027-02-08",
    ];
    let later = ["2027-03-08", "2027-04-05", "2027-05-03", "2027-05-31"];
    let expected: Vec<_> = early.iter().chain(&later).map(|on| day(on)).collect();
    assert_eq!(due, expected);
    // Whatever day it is planned from.
    let late = planned(&expanded(&team, "2027-04-01..2027-06-20"), "p.talk/KATU4");
    assert_eq!(late, expected[5..]);
}

#[test]
fn a_quicker_repeat_sets_in_with_its_phase() {
    let slow = rule("talk", repeated(Anchor::CareStart, "-2d", "0d", "4w", "0d"));
    let talk = in_change(slow, |own| every(own, "1w"));
    let due = dues(&with_case(vec![talk]), "p.talk/KATU4");
    let expected = ["2027-02-01", "2027-02-15", "2027-02-22", "2027-03-01"].map(day);
    assert_eq!(due[..4], expected);
}

#[test]
fn three_months_from_the_31st_are_the_last_of_each_month() {
    for (start, every, expected) in [
        (
            "2026-08-31",
            "3mo",
            ["2026-11-30", "2027-02-28", "2027-05-31", "2027-08-31"],
        ),
        (
            "2026-01-29",
            "1mo",
            ["2026-02-28", "2026-03-29", "2026-04-29", "2026-05-29"],
        ),
        (
            "2024-02-29",
            "1y",
            ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"],
        ),
    ] {
        let talk = rule("talk", repeated(Anchor::CareStart, "0d", "0d", every, "0d"));
        let mut team = with_case(vec![talk]);
        team.cases[0].start = day(start);
        team.cases[0].end = Some(day("2028-12-31"));
        assert_eq!(
            dues(&team, "p.talk/KATU4")[..4],
            expected.map(day),
            "{start}, {every}"
        );
    }
}
