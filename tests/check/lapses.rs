//! What was not kept and cannot be made up for: gaps that ended too late, weeks with too few meetings,
//! meetings in the wrong company or cut short; and what keeps the day it is due when it is late.

use cadans::check::{Fact, Finding, Level};
use cadans::ids::{PersonId, RuleId};
use cadans::language::Lang;
use cadans::records::{Record, State};
use cadans::rules::{Amount, Anchor, Bounds, Demand, Per, Rule, Who};
use cadans::team::{Away, Flaw, Group, Subject, Team};
use cadans::words::Formatter;
use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

use super::lines::pause;
use super::{findings, verdict, with_family};
use crate::build::*;

fn breaches(findings: &[Finding]) -> Vec<&Finding> {
    let all = findings.iter();
    all.filter(|one| one.level == Level::Breach).collect()
}

/// Anna's talks with bram every three weeks, held on these days.
fn talks(days: &[&str]) -> Team {
    let mut team = team(vec![supervision()]);
    let anna = Subject::Person(PersonId::new("anna"));
    team.assignments = vec![assign(anna, "scientist", "bram")];
    let held = |day: &&str| record("p.supervision/anna", day, State::Held);
    team.held = days.iter().map(held).collect();
    team
}

#[test]
fn a_gap_that_ended_late_is_said_with_its_cause_until_the_next_is_held() {
    let mut team = talks(&["2027-01-05", "2027-01-29"]);
    let bram = Away::Person(PersonId::new("bram"));
    team.absences = vec![away(bram, "2027-01-18", "2027-01-28")];
    let found = findings(&team, &[], &[], "2027-02-01");
    let [late] = breaches(&found)[..] else {
        panic!("{found:#?}")
    };
    assert_eq!((late.due, late.days_late), (Some(day("2027-01-26")), 3));
    assert_eq!(late.planned, Some(day("2027-01-29")));
    assert_eq!(late.causes[0].person.as_deref(), Some("bram"));
    let said = Formatter::whole(&team, Lang::En).finding(late);
    assert!(said.contains("24 days"), "{said}");
    team.held
        .push(record("p.supervision/anna", "2027-02-19", State::Held));
    assert!(breaches(&findings(&team, &[], &[], "2027-02-19")).is_empty());
    let waived = record("p.supervision/anna", "2027-03-19", State::Waived);
    team.held.push(waived);
    assert!(breaches(&findings(&team, &[], &[], "2027-03-19")).is_empty());
}

/// Peers who meet every five weeks, all four of them.
fn peers() -> Team {
    let who = Who {
        all: words("worker"),
        quorum: Some(4),
        strict: true,
        ..Who::default()
    };
    let rhythm = cadence(Anchor::TermStart, 28, 35, 56);
    let rule = Rule {
        per: Per::Group,
        who,
        ..rule("peers", rhythm)
    };
    let mut team = team(vec![rule]);
    team.people
        .extend(["cato", "dirk", "eva"].map(|id| person(id, "worker")));
    let (id, title, rule) = (
        "north".to_owned(),
        "Noord".to_owned(),
        RuleId::of("p", "peers"),
    );
    team.groups = vec![Group {
        id,
        title,
        rule,
        span: nowhere(),
    }];
    let member = |id| assign(Subject::Group("north".to_owned()), "worker", id);
    team.assignments = ["anna", "cato", "dirk", "eva"].map(member).into();
    team
}

#[test]
fn a_group_that_never_met_is_late_from_its_first_member_or_first_record() {
    let mut team = peers();
    let at = |team: &Team, today| verdict(&findings(team, &[], &[], today), "peers");
    assert!(
        findings(&team, &[], &[], "2027-02-20").is_empty(),
        "nothing is known"
    );
    team.held = vec![record("p.else/KATU4", "2027-01-10", State::Held)];
    assert_eq!(
        at(&team, "2027-02-15"),
        (Level::Overdue, "2027-02-14".to_owned(), 1)
    );
    for (member, from) in
        team.assignments
            .iter_mut()
            .zip(["2027-01-20", "2027-01-18", "2027-01-25", "2027-02-01"])
    {
        member.from = Some(day(from));
    }
    assert_eq!(at(&team, "2027-02-22").0, Level::Unplanned);
    assert_eq!(
        at(&team, "2027-02-24"),
        (Level::Overdue, "2027-02-22".to_owned(), 2)
    );
}

#[test]
fn every_meeting_of_the_last_year_below_its_quorum_is_said_once() {
    let mut team = peers();
    let held = |on: &str, who: &str| Record {
        present: words(who),
        ..record("p.peers/north", on, State::Held)
    };
    team.held = vec![
        held("2026-02-02", "anna cato dirk"),
        held("2026-09-07", "anna cato dirk"),
        held("2026-10-12", "anna cato dirk eva"),
        held("2026-11-16", "anna cato"),
        held("2026-11-30", "anna cato dirk eva"),
    ];
    let found = findings(&team, &[], &[], "2027-02-03");
    let days: Vec<_> = breaches(&found)
        .iter()
        .filter(|one| one.due.is_none())
        .map(|one| one.planned)
        .collect();
    assert_eq!(
        days,
        [Some(day("2026-09-07")), Some(day("2026-11-16"))],
        "{found:#?}"
    );
}

#[test]
fn a_meeting_cut_short_counts_and_is_said() {
    let mut team = talks(&["2027-01-05", "2027-01-26"]);
    team.held[1].minutes = Some(45);
    let found = findings(&team, &[], &[], "2027-02-01");
    let [short] = breaches(&found)[..] else {
        panic!("{found:#?}")
    };
    let flaw = Flaw::TooShort {
        minutes: 45,
        least: 60,
    };
    assert!(
        matches!(&short.fact, Fact::Flawed { flaws, .. } if *flaws == [flaw]),
        "{short:#?}"
    );
    assert!(
        found.iter().any(|one| one.due == Some(day("2027-02-16"))),
        "{found:#?}"
    );
    team.held[1].minutes = Some(60);
    assert!(breaches(&findings(&team, &[], &[], "2027-02-01")).is_empty());
    team.held[1].minutes = Some(45);
    team.programmes[0].rules[0].duration.tolerance = 15;
    assert!(breaches(&findings(&team, &[], &[], "2027-02-01")).is_empty());
    team.held[1].minutes = Some(44);
    assert_eq!(breaches(&findings(&team, &[], &[], "2027-02-01")).len(), 1);
}

#[test]
fn a_pause_after_the_due_day_moves_it_no_more_and_one_over_it_does() {
    let rhythm = Rule {
        ..rule("talk", cadence(Anchor::CareStart, 14, 21, 28))
    };
    let mut team = with_family("2027-01-04", vec![rhythm]);
    team.held = vec![record("p.talk/KATU4", "2027-01-04", State::Held)];
    for (from, to, due) in [
        ("2027-01-26", "2027-02-20", "2027-01-25"),
        ("2027-01-25", "2027-02-20", "2027-02-21"),
        ("2027-01-20", "2027-01-22", "2027-01-28"),
    ] {
        for today in ["2027-01-26", "2027-01-27", "2027-02-10", "2027-02-22"] {
            let found = findings(&team, &[pause("KATU4", from, to)], &[], today);
            assert_eq!(
                verdict(&found, "talk").1,
                due,
                "paused from {from}, on {today}"
            );
        }
    }
}

#[test]
fn of_a_range_the_least_and_the_most_are_judged() {
    let mut visits = rule("visit", weekly(Amount::Times(3)));
    let Demand::Weekly(range) = &mut visits.demand else {
        panic!("weekly");
    };
    range.bounds = Some(Bounds { min: 2, max: 4 });
    let mut team = with_family("2027-01-04", vec![visits]);
    let facts = |team: &Team| -> Vec<Fact> {
        let found = findings(team, &[], &[], "2027-01-25");
        breaches(&found)
            .iter()
            .map(|one| one.fact.clone())
            .collect()
    };
    let mut hold = |days: &[u32]| {
        let held = |number: &u32| {
            record(
                "p.visit/KATU4",
                &format!("2027-01-{number:02}"),
                State::Held,
            )
        };
        team.held = [4].iter().chain(days).map(held).collect();
        facts(&team)
    };
    assert_eq!(
        hold(&[11, 12, 18, 19, 20, 21]),
        [],
        "two and four are within the range"
    );
    let [
        Fact::TooFewHeld {
            held: 3, asked: 4, ..
        },
    ] = hold(&[11, 18, 19])[..]
    else {
        panic!("one week had one");
    };
    let [
        Fact::TooManyHeld {
            held: 5,
            most: 4,
            from,
            to,
        },
    ] = hold(&[11, 12, 18, 19, 20, 21, 22])[..]
    else {
        panic!("one week had five");
    };
    assert_eq!((from, to), (day("2027-01-18"), day("2027-01-24")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_visits_of_the_last_four_weeks_are_counted_right(
        start in 0u64..30,
        held in prop::collection::btree_set(0u64..80, 0..24),
        today in 20u64..80,
    ) {
        let first = day("2027-01-04");
        let at = |number: u64| first + Days::new(number);
        let visits = rule("visit", weekly(Amount::Times(2)));
        let mut team = with_family(&at(start).to_string(), vec![visits]);
        let days: Vec<NaiveDate> = held.iter().map(|number| at(*number)).filter(|on| *on >= at(start)).collect();
        team.held = days.iter().map(|on| record("p.visit/KATU4", &on.to_string(), State::Held)).collect();
        // The shared holidays fall outside January and February.
        let (mut kept, mut asked) = (0, 0);
        let known: Vec<&NaiveDate> = days.iter().filter(|on| **on <= at(today)).collect();
        let monday = |on: NaiveDate| on - Days::new(u64::from(on.weekday().num_days_from_monday()));
        for week in 1..=4u64 {
            let from = monday(at(today)) - Days::new(7 * week);
            let begun = known.first().is_some_and(|on| monday(**on) < from);
            let worked = from.iter_days().take(5).filter(|on| *on >= at(start)).count();
            if begun {
                // Two of five days, rounded.
                let due = (2 * worked + 2) / 5;
                asked += due;
                kept += due.min(known.iter().filter(|on| monday(***on) == from).count());
            }
        }
        let found = findings(&team, &[], &[], &at(today).to_string());
        let short: Vec<(u32, u32)> = breaches(&found).iter().filter_map(|one| match one.fact {
            Fact::TooFewHeld { held, asked, .. } => Some((held, asked)),
            _ => None,
        }).collect();
        let expected = (kept < asked).then_some((kept as u32, asked as u32));
        prop_assert_eq!(short, Vec::from_iter(expected));
    }
}
