//! Who is free when, and why not.

use std::collections::BTreeMap;

use cadans::ids::{CaseCode, PersonId};
use cadans::rules::Anchor;
use cadans::series::{Closed, Instance, Note, Resource};
use cadans::team::{Absence, AlternateWeeks, Away, Team, parse_hours, parse_week};

use crate::build::*;

fn resource<'i>(instance: &'i Instance, id: &str) -> &'i Resource {
    let mut resources = instance.resources.iter();
    resources
        .find(|resource| resource.id == id)
        .expect("a resource")
}

/// Free time on a day, or why there is none.
fn on(team: &Team, id: &str, at: &str) -> String {
    let instance = expanded(team, &format!("{at}..{at}"));
    let resource = resource(&instance, id);
    match resource.closed.get(&0) {
        Some(Closed::NoHours) => "no hours".to_owned(),
        Some(Closed::Away(kind)) => format!("away: {kind:?}"),
        Some(Closed::Holiday(name)) => format!("holiday: {}", name.en),
        Some(Closed::NotInTeam) => "not in team".to_owned(),
        None => resource.free[0].to_string(),
    }
}

fn anna() -> Away {
    Away::Person(PersonId::new("anna"))
}

#[test]
fn office_hours_are_everybodys_until_they_have_their_own() {
    let mut team = team(Vec::new());
    assert_eq!(on(&team, "anna", "2027-01-04"), "08:30-12:30 13:00-17:00");
    assert_eq!(on(&team, "anna", "2027-01-09"), "no hours");
    team.people[0].patterns = vec![pattern("mon-tue am", None, None, 1)];
    assert_eq!(on(&team, "anna", "2027-01-04"), "08:30-12:30");
    assert_eq!(on(&team, "anna", "2027-01-06"), "no hours");
}

#[test]
fn the_last_listed_pattern_that_holds_counts() {
    let mut team = team(Vec::new());
    team.people[0].patterns = vec![
        pattern("mon-tue am", None, None, 1),
        pattern("wed am", Some("2027-02-01"), Some("2027-02-28"), 1),
    ];
    assert_eq!(on(&team, "anna", "2027-01-26"), "08:30-12:30");
    assert_eq!(on(&team, "anna", "2027-02-02"), "no hours");
    assert_eq!(on(&team, "anna", "2027-02-03"), "08:30-12:30");
    assert_eq!(on(&team, "anna", "2027-03-02"), "08:30-12:30");
}

#[test]
fn alternate_weeks_count_from_a_date_through_week_53() {
    let mut team = team(Vec::new());
    team.people[0].patterns = vec![pattern("fri am", Some("2026-12-16"), None, 2)];
    let works = |at| on(&team, "anna", at) != "no hours";
    // Weeks 51 and 53 of 2026, then 2 and 4 of 2027.
    let on: Vec<bool> = [
        "2026-12-18",
        "2027-01-08",
        "2027-01-15",
        "2027-01-22",
        "2027-01-29",
    ]
    .map(works)
    .into();
    assert_eq!(on, [true, false, true, false, true]);
}

#[test]
fn holidays_swaps_and_closures() {
    let mut team = team(Vec::new());
    assert_eq!(on(&team, "anna", "2027-04-27"), "holiday: King's Day");
    assert_eq!(on(&team, "rik", "2027-04-27"), "holiday: King's Day");
    // Good Friday is worked under both collective agreements.
    assert_eq!(on(&team, "anna", "2027-03-26"), "08:30-12:30 13:00-17:00");
    team.people[0].swaps = vec![(day("2027-04-27"), day("2027-03-10"))];
    assert_eq!(on(&team, "anna", "2027-04-27"), "08:30-12:30 13:00-17:00");
    assert_eq!(
        on(&team, "anna", "2027-03-10"),
        "holiday: off in exchange for King's Day"
    );
    team.closures = BTreeMap::from([(day("2027-01-04"), "training day".to_owned())]);
    assert_eq!(on(&team, "anna", "2027-01-04"), "holiday: training day");
    assert_eq!(on(&team, "rik", "2027-01-04"), "08:30-12:30 13:00-17:00");
}

#[test]
fn leave_part_of_a_day_and_protected_time() {
    let mut team = team(Vec::new());
    team.people[0].protected = vec![pattern("mon 16:00-17:00", None, None, 1)];
    assert_eq!(on(&team, "anna", "2027-01-04"), "08:30-12:30 13:00-16:00");
    team.absences = vec![Absence {
        slots: Some(parse_hours("13:00-17:00").expect("hours")),
        ..away(anna(), "2027-01-04", "2027-01-04")
    }];
    assert_eq!(on(&team, "anna", "2027-01-04"), "08:30-12:30");
    team.absences.push(away(anna(), "2027-01-01", "2027-01-15"));
    assert_eq!(on(&team, "anna", "2027-01-04"), "away: Leave");
    // Leave is leave on days without hours too.
    assert_eq!(on(&team, "anna", "2027-01-09"), "away: Leave");
}

#[test]
fn outside_the_contract_nobody_is_free() {
    let mut team = team(Vec::new());
    team.people[0].since = Some(day("2027-01-05"));
    team.people[0].until = Some(day("2027-01-06"));
    assert_eq!(on(&team, "anna", "2027-01-04"), "not in team");
    assert_eq!(on(&team, "anna", "2027-01-06"), "08:30-12:30 13:00-17:00");
    assert_eq!(on(&team, "anna", "2027-01-07"), "not in team");
}

#[test]
fn weeks_come_in_turn_from_the_first_that_is_named() {
    let mut team = team(Vec::new());
    let mut case = case("KATU4", "2026-10-05");
    let first = day("2026-12-30");
    case.hours = Some(AlternateWeeks::parse("mon-fri pm | wed am", first).expect("hours"));
    team.cases.push(case);
    assert_eq!(on(&team, "KATU4", "2026-12-31"), "13:00-17:00");
    assert_eq!(on(&team, "KATU4", "2027-01-06"), "08:30-12:30");
    assert_eq!(on(&team, "KATU4", "2027-01-07"), "no hours");
    assert_eq!(on(&team, "KATU4", "2027-01-14"), "13:00-17:00");
    let faults = AlternateWeeks::parse("mon pm | mox am", first).expect_err("no day");
    assert_eq!(faults[0].at, 9..12);
}

#[test]
fn a_family_can_be_met_when_each_of_its_cases_can() {
    let mut team = team(Vec::new());
    for (code, hours) in [
        ("KATU4", "mon-fri pm eve"),
        ("MIRO7", "mon eve; tue am eve"),
    ] {
        let mut case = case(code, "2026-10-05");
        case.family = "huis".to_owned();
        case.hours = Some(AlternateWeeks::always(parse_week(hours).expect("hours")));
        team.cases.push(case);
    }
    assert_eq!(on(&team, "huis", "2027-01-04"), "18:00-20:30");
    assert_eq!(on(&team, "huis", "2027-01-06"), "no hours");
    team.absences = vec![away(
        Away::Family(CaseCode::new("MIRO7")),
        "2027-01-04",
        "2027-01-08",
    )];
    assert_eq!(on(&team, "huis", "2027-01-05"), "away: Leave");
}

#[test]
fn nothing_is_planned_while_the_clock_changes() {
    let mut rule = rule(
        "start_meeting",
        milestone(Anchor::CareStart, "0d", "1w", "2w"),
    );
    rule.when.allowed = [cadans::time::Slots::ALL; 7];
    let mut team = team(vec![rule]);
    team.cases = vec![case("KATU4", "2027-03-22")];
    let instance = expanded(&team, "2027Q1");
    for allowed in &instance.series[0].allowed {
        assert_eq!(allowed.to_string(), "00:00-02:00 03:00-24:00");
    }
}

#[test]
fn school_holidays_and_bridge_days_are_avoided() {
    let mut rule = rule(
        "start_meeting",
        milestone(Anchor::CareStart, "0d", "1w", "2w"),
    );
    rule.when.avoid_school_holidays = true;
    let mut team = team(vec![rule]);
    team.cases = vec![case("KATU4", "2027-03-22")];
    team.school_holidays = vec![(day("2027-03-22"), day("2027-03-23"), "invented".to_owned())];
    let avoided = |team: &Team| {
        let instance = expanded(team, "2027-03-22..2027-03-31");
        let days = instance.series[0].avoid.iter();
        days.map(|index| instance.day(*index).to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(avoided(&team), ["2027-03-22", "2027-03-23", "2027-03-26"]);
    team.programmes[0].rules[0].when.avoid_school_holidays = false;
    assert_eq!(avoided(&team), ["2027-03-26"]);
}

#[test]
fn in_school_holidays_a_rule_may_hold_nothing_and_their_end_is_told() {
    let mut rule = rule(
        "start_meeting",
        milestone(Anchor::CareStart, "0d", "1w", "2w"),
    );
    rule.when.no_school_holidays = true;
    let mut team = team(vec![rule]);
    team.cases = vec![case("KATU4", "2027-03-22")];
    team.school_holidays = vec![(day("2027-03-22"), day("2027-03-24"), "invented".to_owned())];
    let instance = expanded(&team, "2027-03-22..2027-03-31");
    let allowed = instance.series[0].allowed.iter().take(5);
    let open: Vec<bool> = allowed.map(|day| !day.is_empty()).collect();
    assert_eq!(open, [false, false, false, true, true]);
    let unknown = |instance: &Instance| {
        let mut notes = instance.notes.iter();
        notes.any(|note| matches!(note, Note::SchoolHolidaysUnknown { .. }))
    };
    assert!(unknown(&instance));
    assert!(!unknown(&expanded(&team, "2027-03-22..2027-03-24")));
}

#[test]
fn nobody_is_asked_beyond_the_longest_week() {
    let asked = |week_max: u32| {
        let mut team = team(Vec::new());
        team.employer.week_max = week_max;
        let instance = expanded(&team, "2027-01-04..2027-01-10");
        let anna = resource(&instance, "anna");
        [0, 5].map(|day| anna.askable[day].to_string())
    };
    // Forty hours are her own. Of what is left, a quarter on each of at most four days.
    assert_eq!(asked(60 * 60), ["07:00-18:30", "12:00-17:00"]);
    assert_eq!(asked(44 * 60), ["07:30-18:00", "12:00-13:00"]);
    let none = cadans::time::Slots::EMPTY.to_string();
    assert_eq!(asked(40 * 60), ["08:30-12:30 13:00-17:00", &none]);
}

#[test]
fn who_is_asked_for_more_than_there_is_is_noted() {
    let mut team = team(vec![rule(
        "visit",
        cadans::rules::Demand::Weekly(cadans::rules::Weekly {
            amount: cadans::rules::Amount::Times(5),
            bounds: None,
            at_least: false,
        }),
    )]);
    team.people[0].patterns = vec![pattern("mon am", None, None, 1)];
    team.cases = vec![case("KATU4", "2026-10-05")];
    let instance = expanded(&team, "2027-01-04..2027-01-31");
    let Note::OverDemand {
        person,
        asked,
        free,
        ..
    } = &instance.notes[0]
    else {
        panic!("{:#?}", instance.notes)
    };
    assert_eq!((person.as_str(), *asked, *free), ("anna", 20 * 60, 16 * 60));
}
