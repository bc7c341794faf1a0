//! Milestones: what they count from, which term they belong to, what was held already.

use cadans::records::State;
use cadans::rules::{Anchor, Demand, Mode, Rule};
use cadans::series::{self, Earlier, Instance, Requirement};
use cadans::team::Team;

use crate::build::*;

const START: usize = 0;

/// A start meeting within two weeks, and a review in the same company five to six weeks after it.
fn start_and_review() -> Vec<Rule> {
    vec![
        rule(
            "start_meeting",
            milestone(Anchor::CareStart, "0d", "1w", "2w"),
        ),
        rule(
            "plan_review",
            milestone(Anchor::Rule(START), "5w", "6w", "6w"),
        ),
    ]
}

fn with_case(rules: Vec<Rule>, start: &str) -> Team {
    let mut team = team(rules);
    team.cases = vec![case("KATU4", start)];
    team
}

fn anchor(instance: &Instance, id: &str) -> series::Anchor {
    match &only(instance, id).requirement {
        Requirement::Milestone(milestone) => milestone.anchor,
        other => panic!("{other:?}"),
    }
}

fn review(held: &str, term: &str) -> series::Window {
    let mut team = with_case(start_and_review(), held);
    team.held = vec![record("p.start_meeting/KATU4", held, State::Held)];
    let today = day(held) + chrono::Days::new(1);
    let none = series::Earlier::default();
    let instance = series::expand(&team, self::term(term), today, &none, &[]);
    window(&instance, only(&instance, "p.plan_review/KATU4"), None)
}

#[test]
fn six_weeks_after_a_start_fall_where_the_calendar_says() {
    for (held, due) in [
        ("2026-11-13", "2026-12-25"),
        ("2027-02-12", "2027-03-26"),
        ("2027-03-24", "2027-05-05"),
        ("2027-03-25", "2027-05-06"),
        ("2027-04-05", "2027-05-17"),
    ] {
        let term = format!("{held}..2027-06-30");
        assert_eq!(review(held, &term).due, day(due), "held on {held}");
    }
}

#[test]
fn a_longer_start_phase_does_not_move_the_six_weeks() {
    let mut team = with_case(start_and_review(), "2027-01-11");
    team.cases[0].phases.insert("start".to_owned(), 56);
    let long = expanded(&team, "2027");
    team.cases[0].phases.clear();
    let short = expanded(&team, "2027");
    let due = |instance: &Instance| {
        window(
            instance,
            only(instance, "p.plan_review/KATU4"),
            Some("2027-01-18"),
        )
        .due
    };
    assert_eq!(due(&long), due(&short));
    assert_eq!(due(&long), day("2027-03-01"));
}

#[test]
fn a_review_counts_from_the_start_meeting_of_this_plan_until_it_is_held() {
    let instance = expanded(&with_case(start_and_review(), "2027-01-11"), "2027Q1");
    assert_eq!(
        anchor(&instance, "p.plan_review/KATU4"),
        series::Anchor::Series(0)
    );
    assert_eq!(instance.series[0].id.as_str(), "p.start_meeting/KATU4");
}

#[test]
fn the_anchor_stands_first_whatever_the_order_of_the_file() {
    let mut rules = start_and_review();
    rules.swap(0, 1);
    let Demand::Milestone(review) = &mut rules[0].demand else {
        unreachable!()
    };
    review.anchor = Anchor::Rule(1);
    let instance = expanded(&with_case(rules, "2027-01-11"), "2027Q1");
    assert_eq!(
        anchor(&instance, "p.plan_review/KATU4"),
        series::Anchor::Series(0)
    );
}

#[test]
fn a_start_meeting_published_outside_the_term_is_counted_from() {
    let team = with_case(start_and_review(), "2026-12-14");
    let earlier = Earlier {
        placements: vec![standing("p.start_meeting/KATU4/01", "2026-12-22 10:00")],
        ..Earlier::default()
    };
    let instance = expanded_after(&team, "2027Q1", &earlier);
    assert!(series(&instance, "p.start_meeting/KATU4").is_empty());
    let stands = series::Anchor::Day(day("2026-12-22"));
    assert_eq!(anchor(&instance, "p.plan_review/KATU4"), stands);
}

#[test]
fn a_published_meeting_that_fell_through_is_asked_for_again() {
    let mut team = with_case(start_and_review(), "2026-12-14");
    team.held = vec![record("p.start_meeting/KATU4", "2026-12-17", State::NoShow)];
    let earlier = Earlier {
        placements: vec![standing("p.start_meeting/KATU4/01", "2026-12-17 10:00")],
        ..Earlier::default()
    };
    let instance = expanded_after(&team, "2027Q1", &earlier);
    let again = only(&instance, "p.start_meeting/KATU4");
    assert_eq!(again.first_ordinal, 1);
    assert_eq!(window(&instance, again, None).due, day("2026-12-28"));
}

#[test]
fn an_agreed_meeting_within_the_term_takes_the_occurrence() {
    let mut team = with_case(start_and_review(), "2027-01-11");
    team.agreed = vec![agreed("start_meeting", "KATU4", "2027-01-21 10:00")];
    let instance = expanded(&team, "2027Q1");
    assert!(series(&instance, "p.start_meeting/KATU4").is_empty());
    let id = instance.fixed[0].id.as_ref().map(|id| id.as_str());
    assert_eq!(id, Some("p.start_meeting/KATU4/01"));
    let on = series::Anchor::Day(day("2027-01-21"));
    assert_eq!(anchor(&instance, "p.plan_review/KATU4"), on);
}

#[test]
fn a_milestone_that_was_waived_or_held_is_not_asked_again() {
    for state in [State::Held, State::Waived] {
        let mut team = with_case(start_and_review(), "2026-12-01");
        team.held = vec![record("p.start_meeting/KATU4", "2026-12-08", state)];
        let instance = expanded(&team, "2027Q1");
        assert!(series(&instance, "p.start_meeting/KATU4").is_empty());
    }
}

#[test]
fn what_is_overdue_is_asked_for_while_care_lasts() {
    let instance = expanded(&with_case(start_and_review(), "2026-10-05"), "2027Q1");
    let overdue = window(&instance, only(&instance, "p.start_meeting/KATU4"), None);
    assert_eq!(overdue.due, day("2026-10-19"));
    assert_eq!(overdue.latest, day("2027-01-29"));
}

#[test]
fn what_a_closed_case_never_had_is_for_checks_to_say() {
    let instance = expanded(&with_case(start_and_review(), "2025-10-06"), "2027Q1");
    assert!(instance.series.is_empty());
}

#[test]
fn a_milestone_on_the_border_belongs_to_one_quarter() {
    // Due on Friday 2 April 2027: of its time Thursday and Friday lie in the second quarter.
    let team = with_case(
        vec![rule(
            "review",
            milestone(Anchor::CareStart, "0d", "2w", "2w"),
        )],
        "2027-03-19",
    );
    assert_eq!(expanded(&team, "2027Q1").series.len(), 1);
    // Due on Friday 9 April: Easter Monday is free, so six working days are left.
    let team = with_case(
        vec![rule(
            "review",
            milestone(Anchor::CareStart, "0d", "2w", "2w"),
        )],
        "2027-03-26",
    );
    assert_eq!(expanded(&team, "2027Q1").series.len(), 0);
    assert_eq!(expanded(&team, "2027Q2").series.len(), 1);
}

fn evaluations() -> Vec<Rule> {
    vec![rule(
        "evaluation",
        repeated(Anchor::CareStart, "-4w", "0d", "26w", "6w"),
    )]
}

fn due_dates(instance: &Instance, id: &str) -> Vec<(u32, String)> {
    series(instance, id)
        .into_iter()
        .map(|one| {
            (
                one.first_ordinal,
                window(instance, one, None).due.to_string(),
            )
        })
        .collect()
}

#[test]
fn an_evaluation_comes_back_and_keeps_clear_of_the_end() {
    let mut team = with_case(evaluations(), "2027-01-04");
    team.cases[0].end = Some(day("2028-01-02"));
    let instance = expanded(&team, "2027");
    // A second one after 52 weeks would lie within six weeks of the end.
    let due = [(1, "2027-07-05".to_owned())];
    assert_eq!(due_dates(&instance, "p.evaluation/KATU4"), due);
}

#[test]
fn a_short_care_has_its_one_evaluation_halfway() {
    let mut team = with_case(evaluations(), "2027-01-04");
    team.cases[0].end = Some(day("2027-05-24"));
    let instance = expanded(&team, "2027");
    let due = [(1, "2027-03-15".to_owned())];
    assert_eq!(due_dates(&instance, "p.evaluation/KATU4"), due);
}

#[test]
fn the_municipalitys_dates_are_due_dates_and_the_next_counts_from_them() {
    let mut team = with_case(evaluations(), "2027-01-04");
    team.cases[0].end = Some(day("2028-01-02"));
    team.cases[0].evaluations = vec![day("2027-04-12")];
    let instance = expanded(&team, "2027");
    let due = [(1, "2027-04-12".to_owned()), (2, "2027-10-11".to_owned())];
    assert_eq!(due_dates(&instance, "p.evaluation/KATU4"), due);
}

#[test]
fn a_held_evaluation_is_the_nearest_one() {
    let mut team = with_case(evaluations(), "2027-01-04");
    team.cases[0].end = Some(day("2028-01-02"));
    team.cases[0].evaluations = vec![day("2027-04-12")];
    team.held = vec![record("p.evaluation/KATU4", "2027-04-07", State::Held)];
    let instance = expanded(&team, "2027-05-01..2027-12-31");
    let due = [(2, "2027-10-11".to_owned())];
    assert_eq!(due_dates(&instance, "p.evaluation/KATU4"), due);
}

#[test]
fn a_repeated_milestone_counts_from_a_meeting_of_this_plan() {
    let mut rules = start_and_review();
    rules.push(rule(
        "evaluation",
        repeated(Anchor::Rule(START), "-4w", "0d", "26w", "6w"),
    ));
    let instance = expanded(&with_case(rules, "2027-01-11"), "2027");
    assert_eq!(
        anchor(&instance, "p.evaluation/KATU4"),
        series::Anchor::Series(0)
    );
    let after = window(
        &instance,
        only(&instance, "p.evaluation/KATU4"),
        Some("2027-01-18"),
    );
    assert_eq!(
        (after.from, after.due),
        (day("2027-06-21"), day("2027-07-19"))
    );
}

#[test]
fn a_meeting_after_the_end_is_asked_for_whatever_it_counts_from() {
    let rules = vec![
        rule("follow_up", milestone(Anchor::CareEnd, "24w", "26w", "28w")),
        rule(
            "late_review",
            milestone(Anchor::CareStart, "40w", "42w", "44w"),
        ),
    ];
    // Care ends on 6 June: 28 weeks later is 19 December.
    let instance = expanded(&with_case(rules, "2026-09-07"), "2027");
    assert_eq!(series(&instance, "p.follow_up/KATU4").len(), 1);
    assert_eq!(series(&instance, "p.late_review/KATU4").len(), 1);
}

#[test]
fn phases_are_points_to_count_from() {
    let rules = vec![
        rule(
            "halfway",
            milestone(Anchor::Phase { phase: 1, at: 0.5 }, "0d", "0d", "1w"),
        ),
        rule("close", milestone(Anchor::CareEnd, "-4w", "-1w", "0d")),
    ];
    let instance = expanded(&with_case(rules, "2027-01-04"), "2027");
    // The change phase lasts from 15 February to 15 August.
    let halfway = window(&instance, only(&instance, "p.halfway/KATU4"), None);
    assert_eq!(halfway.from, day("2027-05-17"));
    let close = window(&instance, only(&instance, "p.close/KATU4"), None);
    assert_eq!(close.due, day("2027-10-03"));
}

#[test]
fn care_stops_where_the_decision_stops() {
    let mut team = with_case(
        vec![rule(
            "close",
            milestone(Anchor::CareEnd, "-4w", "-1w", "0d"),
        )],
        "2026-10-05",
    );
    team.cases[0].decision_end = Some(day("2027-02-28"));
    let instance = expanded(&team, "2027Q1");
    let close = window(&instance, only(&instance, "p.close/KATU4"), None);
    assert_eq!(close.due, day("2027-02-28"));
    assert_eq!(notes(&instance), ["decision-ends-before-care"]);
}

#[test]
fn a_rule_left_out_of_a_run_still_anchors_others() {
    let mut rules = start_and_review();
    rules[0].mode = Mode::Off;
    let instance = expanded(&with_case(rules, "2027-01-11"), "2027Q1");
    assert!(series(&instance, "p.start_meeting/KATU4").is_empty());
    let due = series::Anchor::Day(day("2027-01-25"));
    assert_eq!(anchor(&instance, "p.plan_review/KATU4"), due);
}

#[test]
fn a_term_that_is_over_asks_nothing() {
    let team = with_case(start_and_review(), "2026-12-14");
    let none = Earlier::default();
    let instance = series::expand(&team, term("2026Q4"), day("2027-01-04"), &none, &[]);
    assert_eq!(instance.day_count(), 0);
    assert!(instance.series.is_empty());
}

#[test]
fn a_care_that_is_long_for_its_evaluations_keeps_them_from_the_first_plan_on() {
    let rules = vec![rule(
        "evaluation",
        repeated(Anchor::CareStart, "-4w", "0d", "1y", "6w"),
    )];
    let mut team = with_case(rules, "2027-01-04");
    team.cases[0].end = Some(day("2028-08-27"));
    let due = [(1, "2028-01-04".to_owned())];
    assert_eq!(
        due_dates(
            &expanded(&team, "2027-01-04..2028-01-31"),
            "p.evaluation/KATU4"
        ),
        due
    );
    assert!(expanded(&team, "2027Q1").series.is_empty());
}

#[test]
fn two_quarters_together_ask_for_every_review_once() {
    for offset in 0..60 {
        let start = day("2027-02-15") + chrono::Days::new(offset);
        let rules = vec![rule(
            "review",
            milestone(Anchor::CareStart, "0d", "2w", "2w"),
        )];
        let team = with_case(rules, &start.to_string());
        let first = expanded(&team, "2027Q1").series.len();
        let mut earlier = Earlier::default();
        if first == 1 {
            let placed = start.max(day("2027-01-01")).min(day("2027-03-31"));
            let at = format!("{placed} 10:00");
            earlier.placements = vec![standing("p.review/KATU4/01", &at)];
        }
        let second = expanded_after(&team, "2027Q2", &earlier).series.len();
        assert_eq!(first + second, 1, "care starts on {start}");
    }
}

/// A year of care with an evaluation every eight weeks, from four weeks before it is due.
fn every_eight_weeks(today: &str, held: &[&str]) -> Instance {
    let rules = vec![rule(
        "evaluation",
        repeated(Anchor::CareStart, "-4w", "0d", "8w", "6w"),
    )];
    let mut team = with_case(rules, "2027-01-04");
    team.cases[0].end = Some(day("2028-01-02"));
    let held = held.iter();
    team.held = held
        .map(|on| record("p.evaluation/KATU4", on, State::Held))
        .collect();
    let none = Earlier::default();
    series::expand(&team, term("2027"), day(today), &none, &[])
}

/// Ordinals of the evaluations asked for, and how many notes there are.
fn asked(instance: &Instance) -> (Vec<u32>, usize) {
    let own = series(instance, "p.evaluation/KATU4").into_iter();
    (
        own.map(|one| one.first_ordinal).collect(),
        notes(instance).len(),
    )
}

#[test]
fn of_several_overdue_repeats_only_the_last_is_planned() {
    // Due on 1 March, 26 April, 21 June, 16 August, 11 October (the next is too near the end).
    assert_eq!(
        asked(&every_eight_weeks("2027-01-04", &[])),
        (vec![1, 2, 3, 4, 5], 0)
    );
    // One overdue is made up for, for as long as the next may not be held yet.
    assert_eq!(
        asked(&every_eight_weeks("2027-03-08", &[])),
        (vec![1, 2, 3, 4, 5], 0)
    );
    // On 1 May the first and second are overdue.
    let two = every_eight_weeks("2027-05-01", &[]);
    assert_eq!(asked(&two), (vec![2, 3, 4, 5], 1));
    assert_eq!(notes(&two), ["repeat-missed"]);
    assert_eq!(
        asked(&every_eight_weeks("2027-07-01", &[])),
        (vec![3, 4, 5], 2)
    );
}

#[test]
fn one_beyond_its_last_day_gives_way_to_the_next_once_that_may_be_held() {
    // The first may be held late until 29 March, which is also when the second may begin.
    assert_eq!(
        asked(&every_eight_weeks("2027-03-29", &[])),
        (vec![1, 2, 3, 4, 5], 0)
    );
    assert_eq!(
        asked(&every_eight_weeks("2027-03-30", &[])),
        (vec![2, 3, 4, 5], 1)
    );
}

#[test]
fn a_later_one_held_makes_up_for_those_before_it() {
    let later = every_eight_weeks("2027-07-01", &["2027-06-22"]);
    assert_eq!(asked(&later), (vec![4, 5], 0));
    // The nearest to 3 May is the second; the third is overdue by itself.
    let second = every_eight_weeks("2027-07-01", &["2027-05-03"]);
    assert_eq!(asked(&second), (vec![3, 4, 5], 0));
}

#[test]
fn a_later_one_that_only_stands_does_not() {
    let rules = vec![rule(
        "evaluation",
        repeated(Anchor::CareStart, "-4w", "0d", "8w", "6w"),
    )];
    let mut team = with_case(rules, "2027-01-04");
    team.cases[0].end = Some(day("2028-01-02"));
    let earlier = Earlier {
        placements: vec![standing("p.evaluation/KATU4/02", "2027-04-20 10:00")],
        ..Earlier::default()
    };
    let instance = expanded_after(&team, "2027Q1", &earlier);
    assert_eq!(asked(&instance), (vec![1], 0));
}

#[test]
fn a_milestone_carried_over_knows_what_it_counts_from() {
    let team = with_case(start_and_review(), "2027-02-22");
    let earlier = Earlier {
        placements: vec![
            standing("p.start_meeting/KATU4/01", "2027-03-01 10:00"),
            standing("p.plan_review/KATU4/01", "2027-04-12 10:00"),
        ],
        ..Earlier::default()
    };
    let instance = expanded_after(&team, "2027Q1", &earlier);
    let fixed = &instance.fixed[0];
    let anchor = fixed.milestone.as_ref().map(|milestone| milestone.anchor);
    assert_eq!(anchor, Some(series::Anchor::Series(0)));
    assert_eq!(instance.series[0].id.as_str(), "p.start_meeting/KATU4");
}

#[test]
fn what_is_recorded_as_held_on_a_day_to_come_is_said() {
    let mut team = with_case(start_and_review(), "2027-01-11");
    let none = Earlier::default();
    let expand =
        |team: &Team, today: &str| series::expand(team, term("2027Q1"), day(today), &none, &[]);
    team.held = vec![
        record("p.start_meeting/KATU4", "2027-01-19", State::Cancelled),
        record("p.start_meeting/KATU4", "2027-01-20", State::Held),
    ];
    let early = expand(&team, "2027-01-19");
    assert_eq!(notes(&early), ["record-ahead"]);
    assert_eq!(series(&early, "p.start_meeting/KATU4").len(), 1);
    let late = expand(&team, "2027-01-20");
    assert!(notes(&late).is_empty());
    assert!(series(&late, "p.start_meeting/KATU4").is_empty());
}

#[test]
fn a_repeat_counted_in_months_from_a_planned_meeting_stands_still_in_a_pause() {
    let mut rules = start_and_review();
    rules.push(rule(
        "evaluation",
        repeated(Anchor::Rule(START), "0mo", "1mo", "3mo", "6w"),
    ));
    let mut team = with_case(rules, "2027-01-11");
    let due = |team: &Team| {
        let instance = expanded(team, "2027");
        let first = series(&instance, "p.evaluation/KATU4")[0];
        window(&instance, first, None).due
    };
    // The start meeting is due on 25 January; three months and one later it is 25 May.
    assert_eq!(due(&team), day("2027-05-25"));
    team.cases[0]
        .pauses
        .add(day("2027-02-01"), day("2027-02-14"));
    assert_eq!(
        due(&team),
        day("2027-06-09"),
        "from 9 May, a fortnight later"
    );
}
