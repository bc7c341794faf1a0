//! The test vectors of the domain's description that are about due dates.

use cadans::check::Level;
use cadans::ids::PersonId;
use cadans::language::Lang;
use cadans::records::{Record, State};
use cadans::rules::{Anchor, Cap, Demand, Per, Rule, Who};
use cadans::team::{Away, Subject, Team};
use cadans::words::Formatter;

use super::lines::happened;
use super::{family, findings, only_of, verdict, with_family};
use crate::build::*;

/// A family whose first meeting was held on this day.
fn began(on: &str) -> Team {
    let mut team = family(on);
    team.held = vec![record("p.first/KATU4", on, State::Held)];
    team
}

#[test]
fn six_weeks_after_the_first_meeting_whatever_day_that_is() {
    for (start, due, day_after) in [
        ("2026-11-13", "2026-12-25", "2026-12-26"), // Christmas
        ("2027-03-24", "2027-05-05", "2027-05-06"),
        ("2027-03-25", "2027-05-06", "2027-05-07"), // Ascension
        ("2027-04-05", "2027-05-17", "2027-05-18"), // Whit Monday
        ("2027-02-12", "2027-03-26", "2027-03-27"), // Good Friday
    ] {
        let team = began(start);
        let on_time = findings(&team, &[], &[], due);
        assert_eq!(
            verdict(&on_time, "review"),
            (Level::Unplanned, due.to_owned(), 0)
        );
        let late = findings(&team, &[], &[], day_after);
        assert_eq!(
            verdict(&late, "review"),
            (Level::Overdue, due.to_owned(), 1)
        );
    }
}

/// Anna's talks with bram, last held on this day.
fn rhythm(last: &str) -> Team {
    let mut team = team(vec![supervision()]);
    team.assignments = vec![assign(
        Subject::Person(PersonId::new("anna")),
        "scientist",
        "bram",
    )];
    team.held = vec![record("p.supervision/anna", last, State::Held)];
    team
}

#[test]
fn a_gap_is_21_days_across_week_53_too() {
    let team = rhythm("2026-12-15");
    let unplanned = findings(&team, &[], &[], "2027-01-05");
    let due = "2027-01-05".to_owned();
    assert_eq!(
        verdict(&unplanned, "supervision"),
        (Level::Unplanned, due.clone(), 0)
    );
    let late = findings(&team, &[], &[], "2027-01-06");
    assert_eq!(verdict(&late, "supervision"), (Level::Overdue, due, 1));
}

#[test]
fn three_weekly_tuesdays_are_never_late_and_one_day_more_is() {
    let tuesdays = [
        "2027-04-20",
        "2027-05-11",
        "2027-06-01",
        "2027-06-22",
        "2027-07-13",
        "2027-08-03",
        "2027-08-24",
    ];
    let team = rhythm("2027-03-30");
    let id = |at: usize| format!("p.supervision/anna/{:02}", at + 1);
    let stand = |at: usize, on: &str| standing(&id(at), &format!("{on} 10:00"));
    let mut planned: Vec<_> = (0..7).map(|at| stand(at, tuesdays[at])).collect();
    let fine = findings(&team, &[], &planned, "2027-04-01");
    assert!(fine.iter().all(|one| one.level == Level::Ok), "{fine:#?}");
    // The last a day later: late by that day, long before it comes.
    planned[6] = stand(6, "2027-08-25");
    let late = findings(&team, &[], &planned, "2027-04-01");
    let late: Vec<_> = late.iter().filter(|one| one.level != Level::Ok).collect();
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].level, Level::AtRisk);
    assert_eq!(
        (late[0].due, late[0].days_late),
        (Some(day("2027-08-24")), 1)
    );
    assert_eq!(late[0].id.as_ref().map(|id| id.as_str()), Some(&*id(6)));
}

#[test]
fn three_weeks_of_summer_leave_are_named_and_move_no_due_date() {
    let mut team = rhythm("2027-07-20");
    team.absences = vec![away(
        Away::Person(PersonId::new("bram")),
        "2027-07-24",
        "2027-08-22",
    )];
    let planned = [standing("p.supervision/anna/01", "2027-08-24 10:00")];
    let found = findings(&team, &[], &planned, "2027-07-26");
    assert_eq!(
        verdict(&found, "supervision"),
        (Level::AtRisk, "2027-08-10".to_owned(), 14)
    );
    let one = only_of(&found, "supervision");
    let [bram] = &one.causes[..] else {
        panic!("{one:#?}")
    };
    assert_eq!(bram.person.as_deref(), Some("bram"));
    let said = Formatter::whole(&team, Lang::En).finding(one);
    assert!(
        said.contains("bram is away") && !said.contains("leave"),
        "{said}"
    );
    let found = findings(&team, &[], &planned, "2027-08-11");
    assert_eq!(
        verdict(&found, "supervision"),
        (Level::Overdue, "2027-08-10".to_owned(), 1)
    );
}

#[test]
fn put_off_twice_it_is_overdue_since_the_day_it_was_first_due() {
    let team = began("2027-01-04");
    let id = "p.review/KATU4/01";
    let acts = [
        happened(id, "2027-02-10", State::Postponed),
        happened(id, "2027-02-15", State::Postponed),
    ];
    let planned = [standing(id, "2027-03-01 10:00")];
    let before = findings(&team, &acts, &planned, "2027-02-15");
    assert_eq!(
        verdict(&before, "review"),
        (Level::AtRisk, "2027-02-15".to_owned(), 14)
    );
    for (today, late) in [("2027-02-16", 1), ("2027-03-01", 14)] {
        let found = findings(&team, &acts, &planned, today);
        assert_eq!(
            verdict(&found, "review"),
            (Level::Overdue, "2027-02-15".to_owned(), late)
        );
        assert_eq!(only_of(&found, "review").postponed, 2);
    }
    let unplanned = findings(&team, &acts, &[], "2027-02-20");
    assert_eq!(only_of(&unplanned, "review").planned, None);
    assert_eq!(only_of(&unplanned, "review").postponed, 2);
}

#[test]
fn a_group_below_its_quorum_is_a_breach_and_its_gap_goes_on() {
    let peers = Rule {
        per: Per::Group,
        who: Who {
            all: words("worker"),
            quorum: Some(4),
            strict: true,
            ..Who::default()
        },
        ..rule("peers", cadence(Anchor::TermStart, 28, 35, 56))
    };
    let mut team = team(vec![peers]);
    let more = ["cato", "dirk", "eva"];
    team.people.extend(more.map(|id| person(id, "worker")));
    team.groups = vec![cadans::team::Group {
        id: "north".to_owned(),
        title: "Noord".to_owned(),
        rule: cadans::ids::RuleId::of("p", "peers"),
        span: nowhere(),
    }];
    team.assignments = ["anna", "cato", "dirk", "eva"]
        .map(|id| assign(Subject::Group("north".to_owned()), "worker", id))
        .into();
    let held = |on: &str, who: &str| Record {
        present: words(who),
        ..record("p.peers/north", on, State::Held)
    };
    team.held = vec![
        held("2027-01-05", "anna cato dirk eva"),
        held("2027-02-02", "anna cato dirk"),
    ];
    let found = findings(&team, &[], &[], "2027-02-12");
    let levels: Vec<_> = found.iter().map(|one| one.level).collect();
    assert_eq!(levels, [Level::Overdue, Level::Breach], "{found:#?}");
    assert_eq!(
        found[0].due,
        Some(day("2027-02-09")),
        "five weeks after the one with four"
    );
    team.held[1] = held("2027-02-02", "anna cato dirk eva");
    let found = findings(&team, &[], &[], "2027-02-12");
    assert_eq!(only_of(&found, "peers").due, Some(day("2027-03-09")));
    // Cato was not there: her own gap goes on, the group's does not.
    team.people.push(person("fien", "worker"));
    let fien = assign(Subject::Group("north".to_owned()), "worker", "fien");
    team.assignments.push(fien);
    team.held[1] = held("2027-02-02", "anna dirk eva fien");
    let found = findings(&team, &[], &[], "2027-02-12");
    let late: Vec<_> = found
        .iter()
        .filter(|one| one.level == Level::Overdue)
        .collect();
    assert_eq!(late.len(), 1, "{found:#?}");
    assert_eq!(late[0].person.as_deref(), Some("cato"));
    assert_eq!(
        (late[0].due, late[0].days_late),
        (Some(day("2027-02-09")), 3)
    );
    // Of a later one nobody has said who was there, so she may have been.
    let planned = [standing("p.peers/north/01", "2027-02-10 10:00")];
    let found = findings(&team, &[], &planned, "2027-02-12");
    let late = found.iter().filter(|one| one.level == Level::Overdue);
    assert_eq!(late.count(), 0, "{found:#?}");
    assert_eq!(found[0].level, Level::Unrecorded);
}

#[test]
fn a_third_family_for_two_homes_is_a_breach_that_says_the_first_release() {
    let stay = Demand::Stay {
        capacity: "home".to_owned(),
        weekdays: [true; 7],
    };
    let mut team = with_family("2027-01-04", vec![rule("stays", stay)]);
    team.capacities = [("home".to_owned(), words("red blue"))].into();
    team.cases[0].end = Some(day("2027-03-01"));
    let mut second = case("MOBI2", "2027-01-11");
    second.end = Some(day("2027-03-15"));
    let third = case("ZUMI8", "2027-02-15");
    team.cases.extend([second, third]);
    let found = findings(&team, &[], &[], "2027-02-10");
    let one = only_of(&found, "stays");
    assert_eq!(one.level, Level::Breach);
    assert_eq!(one.case.as_ref().map(|code| code.as_str()), Some("ZUMI8"));
    assert_eq!(one.due, Some(day("2027-02-15")));
    assert_eq!(one.planned, Some(day("2027-03-01")), "the red home is left");
}

#[test]
fn a_sixth_family_is_over_the_cap_and_a_fifth_is_not() {
    let cap = Demand::Cap(Cap {
        role: "worker".to_owned(),
        cases: 5,
        pro_rata: true,
    });
    let mut team = team(vec![rule("load", cap)]);
    for (count, over) in [(5, false), (6, true)] {
        let codes: Vec<String> = (1..=count).map(|at| format!("KATU{at}")).collect();
        team.cases = codes.iter().map(|code| case(code, "2027-01-04")).collect();
        let own = |code: &String| assign(of_case(code), "worker", "anna");
        team.assignments = codes.iter().map(own).collect();
        let found = findings(&team, &[], &[], "2027-02-01");
        let breach = found.iter().find(|one| one.level == Level::Breach);
        assert_eq!(breach.is_some(), over, "{count} families");
        assert_eq!(
            breach.and_then(|one| one.person.as_deref()),
            over.then_some("anna")
        );
    }
}
