//! So many a week: ISO weeks, cut by term, phase and presence, pro rata of working days.

use cadans::records::State;
use cadans::rules::{Amount, Bounds, Condition, Demand, Duration, Mode, Outside, Rule, Severity};
use cadans::series::{Earlier, Requirement, expand};
use cadans::team::{AlternateWeeks, Away, Team};
use cadans::time::Slots;

use crate::build::*;

fn visits() -> Rule {
    rule("visit", weekly(Amount::Times(2)))
}

fn visited(rule: Rule, start: &str) -> Team {
    let mut team = team(vec![rule]);
    team.cases = vec![case("KATU4", start)];
    team
}

#[test]
fn week_53_is_a_week_and_is_cut_by_the_term() {
    let team = visited(visits(), "2026-10-05");
    let weeks_of = |term| weeks(&expanded(&team, term), "p.visit/KATU4");
    // 2026-W53 runs from 28 December to 3 January; in 2027 only New Year's Day and a weekend are left.
    assert_eq!(
        weeks_of("2026Q4").last().map(String::as_str),
        Some("2026-12-28..2026-12-31 x2")
    );
    assert_eq!(weeks_of("2027Q1")[0], "2027-01-04..2027-01-10 x2");
    assert_eq!(weeks_of("2027Q1").len(), 13);
    assert_eq!(weeks_of("2027Q1")[12], "2027-03-29..2027-03-31 x1");
}

#[test]
fn the_clock_change_changes_nothing() {
    let team = visited(visits(), "2026-10-05");
    let weeks = weeks(&expanded(&team, "2027-03-22..2027-04-11"), "p.visit/KATU4");
    let expected = [
        "2027-03-22..2027-03-28 x2",
        "2027-03-29..2027-04-04 x2",
        "2027-04-05..2027-04-11 x2",
    ];
    assert_eq!(weeks, expected);
}

#[test]
fn holidays_lower_the_count_and_leave_does_not() {
    let mut team = visited(visits(), "2027-01-04");
    team.absences = vec![away(
        Away::Person(cadans::ids::PersonId::new("anna")),
        "2027-05-10",
        "2027-05-14",
    )];
    let weeks = weeks(&expanded(&team, "2027-05-03..2027-05-16"), "p.visit/KATU4");
    // Liberation Day and Ascension: three working days, 1.2 visits.
    assert_eq!(
        weeks,
        ["2027-05-03..2027-05-09 x1", "2027-05-10..2027-05-16 x2"]
    );
}

#[test]
fn a_case_that_starts_midweek_has_its_share() {
    let team = visited(visits(), "2027-01-13");
    let weeks = weeks(&expanded(&team, "2027-01-04..2027-01-24"), "p.visit/KATU4");
    assert_eq!(
        weeks,
        ["2027-01-13..2027-01-17 x1", "2027-01-18..2027-01-24 x2"]
    );
}

#[test]
fn the_wind_down_may_have_its_own_number() {
    let mut rule = visits();
    let winddown = Condition {
        phase: Some(2),
        ..Condition::default()
    };
    let fewer = self::rule("visit", weekly(Amount::Times(1)));
    rule.variants = vec![(winddown, fewer)];
    // The wind-down begins on Wednesday 17 February 2027.
    let team = visited(rule, "2026-07-08");
    let weeks = weeks(&expanded(&team, "2027-02-08..2027-02-28"), "p.visit/KATU4");
    let expected = [
        "2027-02-08..2027-02-14 x2",
        "2027-02-15..2027-02-16 x1",
        "2027-02-17..2027-02-21 x1",
        "2027-02-22..2027-02-28 x1",
    ];
    assert_eq!(weeks, expected);
}

#[test]
fn an_agreed_visit_counts_and_takes_its_day() {
    let mut team = visited(visits(), "2026-10-05");
    team.agreed = vec![agreed("visit", "KATU4", "2027-01-12 10:00")];
    let instance = expanded(&team, "2027-01-04..2027-01-24");
    assert_eq!(
        weeks(&instance, "p.visit/KATU4")[1],
        "2027-01-11..2027-01-17 x1"
    );
    let visits = only(&instance, "p.visit/KATU4");
    let taken = instance.index(day("2027-01-12")).expect("planned");
    assert!(visits.allowed[taken].is_empty());
    assert_eq!(visits.first_ordinal, 2);
}

/// Expanded anew on a day within the week of 11 January 2027.
fn anew(team: &Team, on: &str, standing: &[(&str, &str)]) -> Vec<String> {
    let mut earlier = Earlier::default();
    let stands = |(id, start): &(&str, &str)| self::standing(id, start);
    earlier.placements.extend(standing.iter().map(stands));
    let term = term("2027-01-04..2027-01-17");
    weeks(&expand(team, term, day(on), &earlier, &[]), "p.visit/KATU4")
}

#[test]
fn a_week_that_has_begun_asks_for_the_rest_of_its_share() {
    let mut team = visited(visits(), "2026-10-05");
    let monday = ("p.visit/KATU4/03", "2027-01-11 10:00");
    let tuesday = ("p.visit/KATU4/04", "2027-01-12 10:00");
    let thursday = ("p.visit/KATU4/04", "2027-01-14 10:00");
    let rest = |count: u32| vec![format!("2027-01-13..2027-01-17 x{count}")];
    assert_eq!(anew(&team, "2027-01-13", &[monday, thursday]), rest(1));
    assert_eq!(anew(&team, "2027-01-13", &[monday, tuesday]), [""; 0]);
    // Nothing was planned, and three days are left for both.
    assert_eq!(anew(&team, "2027-01-13", &[]), rest(2));
    // A record counts like a meeting that stands; one that fell through is asked for again.
    team.held = vec![record("p.visit/KATU4", "2027-01-12", State::Held)];
    assert_eq!(anew(&team, "2027-01-13", &[]), rest(1));
    team.held = vec![record("p.visit/KATU4", "2027-01-11", State::NoShow)];
    assert_eq!(anew(&team, "2027-01-13", &[monday, thursday]), rest(2));
}

#[test]
fn what_had_to_be_held_before_today_is_not_asked_for() {
    let mut team = visited(visits(), "2026-10-05");
    let friday = "2027-01-15..2027-01-17 x1";
    assert_eq!(anew(&team, "2027-01-15", &[]), [friday]);
    assert_eq!(anew(&team, "2027-01-16", &[]), [""; 0]);
    // Leave is said, not silently taken off: on Thursday both are still asked for.
    team.absences = vec![away(
        Away::Person(cadans::ids::PersonId::new("anna")),
        "2027-01-14",
        "2027-01-15",
    )];
    let both = anew(&team, "2027-01-14", &[]);
    assert_eq!(both, ["2027-01-14..2027-01-17 x2"]);
}

#[test]
fn a_third_outside_office_hours_is_never_fallen_short_of() {
    let mut rule = visits();
    rule.when.outside = Some(Outside {
        percent: 33,
        office: Slots::within(8 * 60, 18 * 60),
    });
    let instance = expanded(&visited(rule, "2026-10-05"), "2027-01-04..2027-01-31");
    let Requirement::Weekly(weekly) = &only(&instance, "p.visit/KATU4").requirement else {
        panic!("not weekly")
    };
    let outside: Vec<u32> = weekly.weeks.iter().map(|week| week.outside).collect();
    assert_eq!(outside, [1, 1, 0, 1]);
}

#[test]
fn hours_are_sessions_when_planned_and_loads_when_reserved() {
    let mut planned = rule("treatment", weekly(Amount::Minutes(360)));
    planned.duration = minutes(120);
    planned.who.all = words("family treatment_staff");
    let mut reserved = planned.clone();
    reserved.mode = Mode::Reserve;
    let mut team = visited(planned, "2026-10-05");
    team.people.push(person("tess", "therapist"));
    let instance = expanded(&team, "2027-01-04..2027-01-10");
    assert_eq!(
        weeks(&instance, "p.treatment/KATU4"),
        ["2027-01-04..2027-01-10 x3"]
    );
    team.programmes[0].rules = vec![reserved];
    let instance = expanded(&team, "2027-03-29..2027-04-04");
    assert!(instance.series.is_empty());
    // Easter Monday takes nothing off what is required, by the scientist or the therapist.
    let load = &instance.loads[0];
    assert_eq!((load.minutes, load.any_of.as_slice()), (360, &[1, 3][..]));
    assert_eq!(load.week, day("2027-03-29"));
    // What is wished for is four fifths of six hours then.
    team.programmes[0].rules[0].severity = Severity::Soft;
    let instance = expanded(&team, "2027-03-29..2027-04-04");
    assert_eq!(instance.loads[0].minutes, 288);
}

#[test]
fn hours_of_the_cases_own_column() {
    let mut team = visited(
        rule("case_management", weekly(Amount::CaseMinutes)),
        "2026-10-05",
    );
    team.programmes[0].rules[0].mode = Mode::Reserve;
    assert!(expanded(&team, "2027-01-04..2027-01-10").loads.is_empty());
    team.cases[0]
        .minutes
        .insert("case_management".to_owned(), 120);
    let instance = expanded(&team, "2027-01-04..2027-01-10");
    assert_eq!(instance.loads.len(), 1);
    assert_eq!(instance.loads[0].minutes, 120);
}

/// Whether the visits of the week of 4 January have room to lie apart, and whether one could end before evening, when
/// Anna works these hours.
fn room(hours: &str) -> (bool, bool) {
    let mut team = visited(visits(), "2026-10-05");
    team.people[0].patterns = vec![pattern(hours, None, None, 1)];
    let evenings_too = [Slots::within(8 * 60, 22 * 60); 7];
    team.cases[0].hours = Some(AlternateWeeks::always(evenings_too));
    let instance = expanded(&team, "2027-01-04..2027-01-10");
    let Requirement::Weekly(weekly) = &only(&instance, "p.visit/KATU4").requirement else {
        panic!("not weekly")
    };
    (weekly.weeks[0].spread, weekly.weeks[0].daytime)
}

#[test]
fn hours_leave_room_apart_and_before_evening_or_not() {
    assert_eq!(room("mon-fri 09:00-17:00"), (true, true));
    assert_eq!(room("tue 09:00-17:00; thu 09:00-17:00"), (true, true));
    assert_eq!(room("tue 09:00-17:00; wed 09:00-17:00"), (false, true));
    assert_eq!(room("mon 09:00-17:00"), (false, true));
    assert_eq!(room("mon 17:30-21:00; wed 18:00-21:00"), (true, true));
    assert_eq!(room("mon 17:45-21:00; wed 18:00-21:00"), (true, false));
}

/// Two to five visits a week, four aimed at.
fn ranged() -> Rule {
    let mut visits = rule("visit", weekly(Amount::Times(4)));
    if let Demand::Weekly(weekly) = &mut visits.demand {
        weekly.bounds = Some(Bounds { min: 2, max: 5 });
    }
    visits
}

/// What each week aims at and must have.
fn aimed(team: &Team, term: &str) -> Vec<(u32, u32)> {
    let instance = expanded(team, term);
    let Requirement::Weekly(weekly) = &only(&instance, "p.visit/KATU4").requirement else {
        panic!("weekly");
    };
    let both = weekly.weeks.iter().map(|week| (week.count, week.least));
    both.collect()
}

#[test]
fn a_range_asks_for_its_least_and_aims_at_its_target() {
    // Care begins on a Wednesday: three working days of five.
    let mut team = visited(ranged(), "2027-01-06");
    assert_eq!(aimed(&team, "2027-01-04..2027-01-17"), [(2, 1), (4, 2)]);
    // What stands counts to both.
    team.agreed = vec![agreed("visit", "KATU4", "2027-01-12 10:00")];
    assert_eq!(aimed(&team, "2027-01-11..2027-01-17"), [(3, 1)]);
}

#[test]
fn hours_of_a_range_are_whole_meetings_within_it() {
    let mut hours = rule("visit", weekly(Amount::Minutes(240)));
    hours.duration = Duration {
        min: 60,
        target: 90,
        max: 90,
        ..hours.duration
    };
    if let Demand::Weekly(weekly) = &mut hours.demand {
        weekly.bounds = Some(Bounds { min: 120, max: 300 });
    }
    let team = visited(hours, "2026-10-05");
    assert_eq!(aimed(&team, "2027-01-11..2027-01-17"), [(3, 2)]);
}
