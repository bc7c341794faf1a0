//! The team as the book has made it, and what the rules then ask for.

use cadans::ids::{CaseCode, SeriesId};
use cadans::records::{Act, Added, Happened, Ledger, Record, State};
use cadans::rules::{Amount, Anchor, Demand, Rule};
use cadans::series::{self, Instance, Requirement};
use cadans::team::{Away, Team};

use super::lines::{end, lines, pause, zone};
use crate::build::*;

/// One family from 4 January 2027 on: a review six weeks after the start, talks each week.
fn care(legal: bool) -> Team {
    let mut review = rule("review", milestone(Anchor::CareStart, "5w", "6w", "6w"));
    if let Demand::Milestone(milestone) = &mut review.demand {
        milestone.legal = legal;
    }
    let weekly = rule("talk", weekly(Amount::Times(2)));
    let report = Rule {
        id: cadans::ids::RuleId::of("p", "report"),
        ..rule("report", duty(Anchor::CareStart, "5w"))
    };
    let rhythm = rule("consult", cadence(Anchor::CareStart, 14, 21, 28));
    let mut team = team(vec![review, weekly, report, rhythm]);
    team.cases = vec![case("KATU4", "2027-01-04")];
    team.assignments = vec![assign(of_case("KATU4"), "worker", "anna")];
    team
}

fn after(team: &Team, acts: &[Act]) -> Team {
    let ledger = Ledger::read(&team.held, &lines(acts), zone(), None);
    team.with(&ledger, day("2027-02-01"))
}

fn due(team: &Team) -> chrono::NaiveDate {
    let instance = expanded(team, "2027-01-01..2027-06-30");
    window(&instance, only(&instance, "p.review/KATU4"), None).due
}

fn expand(team: &Team) -> Instance {
    expanded(team, "2027-01-01..2027-06-30")
}

#[test]
fn a_pause_moves_what_counts_from_an_anchor_but_no_legal_term_and_no_decision() {
    let fortnight = [pause("KATU4", "2027-01-18", "2027-01-31")];
    assert_eq!(due(&care(false)), day("2027-02-15"));
    assert_eq!(due(&after(&care(false), &fortnight)), day("2027-03-01"));
    assert_eq!(due(&after(&care(true), &fortnight)), day("2027-02-15"));
    let mut team = care(false);
    team.cases[0].decision_end = Some(day("2027-09-30"));
    let paused = after(&team, &fortnight);
    assert_eq!(paused.cases[0].decision_end, team.cases[0].decision_end);
    let programme = &team.programmes[0];
    let longer = paused.cases[0].last_day(programme) - team.cases[0].last_day(programme);
    assert_eq!(longer.num_days(), 14, "care lasts as much longer");
}

#[test]
fn nothing_is_asked_of_a_family_while_its_programme_stands_still() {
    let team = after(&care(false), &[pause("KATU4", "2027-01-18", "2027-01-31")]);
    let instance = expand(&team);
    let stands_still = |from, to| day("2027-01-18") <= to && from <= day("2027-01-31");
    for series in &instance.series {
        match &series.requirement {
            Requirement::Weekly(weekly) => {
                assert!(
                    !weekly
                        .weeks
                        .iter()
                        .any(|week| stands_still(week.from, week.to))
                );
            }
            Requirement::Cadence(cadence) => {
                assert!(!stands_still(cadence.from, cadence.to), "{cadence:?}");
            }
            Requirement::Milestone(_) => {}
        }
    }
    let away =
        |absence: &cadans::team::Absence| absence.who == Away::Family(CaseCode::new("KATU4"));
    assert!(team.absences.iter().any(away));
    let report = instance
        .duties
        .iter()
        .find(|duty| duty.rule.name() == "report");
    let due = report.map(|duty| duty.due);
    assert_eq!(due, Some(series::DueBy::Day(day("2027-02-22"))));
}

#[test]
fn a_rhythm_goes_on_after_a_pause_with_what_was_left_of_its_gap() {
    let mut team = care(false);
    team.held = vec![record("p.consult/KATU4", "2027-01-11", State::Held)];
    let paused = after(&team, &[pause("KATU4", "2027-01-18", "2027-01-31")]);
    let instance = series::expand(
        &paused,
        term("2027-01-12..2027-03-31"),
        day("2027-01-12"),
        &series::Earlier::default(),
        &[],
    );
    let anchors: Vec<_> = rhythms(&instance, "p.consult/KATU4")
        .iter()
        .map(|rhythm| (rhythm.anchor, rhythm.held, rhythm.from))
        .collect();
    // Before the pause there is no room for one; after it the gap is seven days old.
    assert_eq!(anchors, [(day("2027-01-25"), true, day("2027-02-01"))]);
}

#[test]
fn a_rhythm_that_was_planned_before_a_pause_begins_anew_after_it() {
    let mut team = care(false);
    team.held = vec![record("p.consult/KATU4", "2027-01-11", State::Held)];
    let paused = after(&team, &[pause("KATU4", "2027-03-01", "2027-03-05")]);
    let instance = series::expand(
        &paused,
        term("2027-01-12..2027-03-31"),
        day("2027-01-12"),
        &series::Earlier::default(),
        &[],
    );
    let found: Vec<_> = rhythms(&instance, "p.consult/KATU4")
        .iter()
        .map(|rhythm| (rhythm.anchor, rhythm.held, rhythm.from, rhythm.to))
        .collect();
    let expected = [
        (
            day("2027-01-11"),
            true,
            day("2027-01-12"),
            day("2027-02-28"),
        ),
        (
            day("2027-03-05"),
            false,
            day("2027-03-14"),
            day("2027-03-31"),
        ),
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_early_close_and_an_extension_change_the_last_day() {
    let team = care(false);
    let closed = after(&team, &[end("KATU4", "2027-03-05", None)]);
    let programme = &team.programmes[0];
    assert_eq!(closed.cases[0].last_day(programme), day("2027-03-05"));
    let asked = expand(&closed);
    for series in &asked.series {
        if let Requirement::Weekly(weekly) = &series.requirement {
            assert!(weekly.weeks.iter().all(|week| week.to <= day("2027-03-05")));
        }
    }
    let longer = end("KATU4", "2027-12-31", Some("2027-12-31"));
    let extended = after(&team, &[end("KATU4", "2027-03-05", None), longer]);
    assert_eq!(extended.cases[0].last_day(programme), day("2027-12-31"));
    assert_eq!(extended.cases[0].decision_end, Some(day("2027-12-31")));
}

#[test]
fn an_added_meeting_blocks_time_and_counts() {
    let series = SeriesId::new("p.consult/KATU4");
    let added = Act::Add(Added::new(series, time("2027-01-20 10:00"), 60, Vec::new()));
    let instance = expand(&after(&care(false), &[added]));
    let fixed = instance
        .fixed
        .iter()
        .find(|one| one.start == time("2027-01-20 10:00"));
    assert!(fixed.is_some_and(|one| !one.people.is_empty()));
    let rhythms = rhythms(&instance, "p.consult/KATU4");
    assert!(
        rhythms
            .iter()
            .any(|rhythm| rhythm.held && rhythm.anchor == day("2027-01-20"))
    );
}

#[test]
fn a_meeting_that_does_not_count_satisfies_nothing() {
    let mut team = care(false);
    team.programmes[0].rules[0].who.strict = true;
    let held = |who: &str| {
        Act::Record(Happened {
            planned: None,
            id: None,
            record: Record {
                present: words(who),
                ..record("p.review/KATU4", "2027-01-20", State::Held)
            },
            reason: None,
            also: Vec::new(),
        })
    };
    let asked = |who: &str| {
        let team = after(&team, &[held(who)]);
        let today = day("2027-01-25");
        let none = series::Earlier::default();
        let instance = series::expand(&team, term("2027-01-01..2027-06-30"), today, &none, &[]);
        !crate::build::series(&instance, "p.review/KATU4").is_empty()
    };
    assert!(!asked("family anna"), "held as demanded");
    assert!(asked("family"), "the worker was not there");
}
