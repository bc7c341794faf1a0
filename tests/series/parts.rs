//! Rhythms of the calendar: one meeting in each month or quarter, on the weekday that is meant, whatever day is planned
//! from and whatever was held before.

use cadans::check::{Fact, Level};
use cadans::ids::PersonId;
use cadans::plan::{Meta, Plan, assemble};
use cadans::records::State;
use cadans::rules::{Calendar, Demand, Milestone, NthWeekday, Per, Points, Repeat, Rule, Who};
use cadans::series::{Instance, owed};
use cadans::solver::{Limits, solve};
use cadans::team::{Subject, Team};
use cadans::verify::{Kind, verify};
use chrono::{Datelike, NaiveDate, Weekday};
use proptest::prelude::*;

use crate::build::*;

fn of_calendar(months: u32, on: Option<(u32, Weekday)>, within: u32) -> Demand {
    let Demand::Milestone(plain) = milestone(cadans::rules::Anchor::TermStart, "0d", "0d", "0d")
    else {
        unreachable!()
    };
    Demand::Milestone(Milestone {
        repeat: Some(Repeat {
            points: Points::Calendar(Calendar {
                months,
                on: on.map(|(nth, weekday)| NthWeekday { nth, weekday }),
                within,
            }),
            before_end: period("0d"),
            count_min: 0,
            case_dates: false,
        }),
        ..plain
    })
}

/// Anna and bram meet as a team.
fn meeting(demand: Demand) -> Team {
    let who = Who {
        all: words("worker scientist"),
        quorum: Some(1),
        ..Who::default()
    };
    team(vec![Rule {
        per: Per::Team,
        who,
        ..rule("meeting", demand)
    }])
}

fn asked(team: &Team, term: &str) -> Vec<(NaiveDate, NaiveDate, NaiveDate)> {
    let instance = expanded(team, term);
    let all = series(&instance, "p.meeting/team").into_iter();
    let dates = all.map(|one| window(&instance, one, None));
    dates.map(|one| (one.target, one.due, one.latest)).collect()
}

#[test]
fn the_first_monday_of_each_month() {
    let team = meeting(of_calendar(1, Some((1, Weekday::Mon)), 0));
    let days = |from: &str, due: &str, latest: &str| (day(from), day(due), day(latest));
    let expected = [
        days("2027-03-01", "2027-03-01", "2027-03-31"),
        days("2027-04-05", "2027-04-05", "2027-04-30"),
        days("2027-05-03", "2027-05-03", "2027-05-31"),
    ];
    assert_eq!(asked(&team, "2027-03-01..2027-05-31"), expected);
    // In the middle of a month it is still asked for, until the month is over.
    assert_eq!(asked(&team, "2027-03-10..2027-05-31"), expected);
    assert_eq!(asked(&team, "2027-04-01..2027-05-31"), expected[1..]);
}

#[test]
fn on_a_free_day_it_is_due_on_the_working_day_after() {
    // Easter Monday of 2026 is the first Monday of April.
    let team = meeting(of_calendar(1, Some((1, Weekday::Mon)), 0));
    let asked = asked(&team, "2026-04-01..2026-04-30");
    assert_eq!(
        asked,
        [(day("2026-04-06"), day("2026-04-07"), day("2026-05-01"))]
    );
}

#[test]
fn a_number_belongs_to_its_month() {
    let team = meeting(of_calendar(3, Some((2, Weekday::Tue)), 7));
    let numbers = |term| {
        let instance = expanded(&team, term);
        let all = series(&instance, "p.meeting/team").into_iter();
        all.map(|one| one.first_ordinal).collect::<Vec<_>>()
    };
    assert_eq!(numbers("2027-01-01..2027-12-31"), [85, 88, 91, 94]);
    assert_eq!(numbers("2027-08-01..2027-12-31"), [91, 94]);
}

#[test]
fn what_was_held_in_its_month_is_not_asked_for_again_and_a_month_without_is_said_until_the_next() {
    let mut team = meeting(of_calendar(1, None, 0));
    team.held = vec![record("p.meeting/team", "2027-01-07", State::Held)];
    let dues = |team: &Team, today: &str| {
        let owed = owed(team, &[], day(today), day("2027-04-30"));
        let dues: Vec<_> = owed.obligations.iter().map(|one| one.due).collect();
        let lapsed: Vec<_> = owed.lapses.iter().map(|one| one.of.due).collect();
        (dues, lapsed)
    };
    let (february, march, april) = (day("2027-02-28"), day("2027-03-31"), day("2027-04-30"));
    let (due, lapsed) = dues(&team, "2027-01-20");
    assert_eq!((&due[..3], lapsed), (&[february, march, april][..], vec![]));
    let (due, lapsed) = dues(&team, "2027-03-10");
    assert_eq!((&due[..2], lapsed), (&[march, april][..], vec![february]));
    team.held
        .push(record("p.meeting/team", "2027-03-09", State::Held));
    let (due, lapsed) = dues(&team, "2027-03-10");
    assert_eq!((due[0], lapsed), (april, vec![]));
}

#[test]
fn a_family_has_one_in_each_month_whose_day_is_in_care_and_no_pause() {
    let mut team = team(vec![rule(
        "talk",
        of_calendar(1, Some((1, Weekday::Thu)), 0),
    )]);
    let mut family = case("KATU4", "2027-01-11");
    family.end = Some(day("2027-05-05"));
    family.pauses.add(day("2027-03-01"), day("2027-03-14"));
    team.cases = vec![family];
    let instance = expanded(&team, "2027-01-01..2027-06-30");
    let due: Vec<_> = series(&instance, "p.talk/KATU4")
        .into_iter()
        .map(|one| window(&instance, one, None).target)
        .collect();
    assert_eq!(due, [day("2027-02-04"), day("2027-04-01")]);
}

#[test]
fn a_month_without_is_a_breach_in_words() {
    let mut team = meeting(of_calendar(1, None, 0));
    let anna = Subject::Person(PersonId::new("anna"));
    team.assignments = vec![assign(anna, "scientist", "bram")];
    team.held = vec![record("p.meeting/team", "2027-01-07", State::Held)];
    let found = crate::check::findings(&team, &[], &[], "2027-03-10");
    let missed = found.iter().find(|one| one.level == Level::Breach);
    let missed = missed.expect("a finding");
    assert_eq!(
        missed.fact,
        Fact::NotHeld {
            from: day("2027-02-01"),
            to: day("2027-02-28")
        }
    );
}

/// The team as planned from January to March, on the first Monday of each month.
fn good() -> (Instance, Plan) {
    let team = meeting(of_calendar(1, Some((1, Weekday::Mon)), 0));
    let instance = expanded(&team, "2027-01-01..2027-03-31");
    let answer = solve(&instance, &Limits::default());
    let meta = Meta {
        team: "testteam".to_owned(),
        today: instance.now.date(),
        zone: "Europe/Amsterdam".to_owned(),
    };
    let plan = assemble(&instance, &answer, &meta, &[]);
    (instance, plan)
}

#[test]
fn it_is_planned_on_its_day_and_a_day_of_another_month_is_rejected() {
    let (instance, plan) = good();
    let days: Vec<_> = plan.placements.iter().map(|one| one.start.date()).collect();
    assert_eq!(days, ["2027-01-04", "2027-02-01", "2027-03-01"].map(day));
    assert!(verify(&instance, &plan).is_ok());
    let kinds = |start: &str, due: Option<&str>| {
        let mut mutant = plan.clone();
        let own = &mut mutant.placements[1];
        own.start = day(start).and_time(own.start.time());
        own.due = due.map(day).or(own.due);
        let found = verify(&instance, &mutant).err().unwrap_or_default();
        found.into_iter().map(|one| one.kind).collect::<Vec<_>>()
    };
    assert!(kinds("2027-01-29", None).contains(&Kind::Window));
    assert!(kinds("2027-03-02", None).contains(&Kind::Window));
    // Later in its month it is late, and that is to be counted.
    let late = kinds("2027-02-02", None);
    assert!(
        !late.contains(&Kind::Window) && !late.is_empty(),
        "{late:?}"
    );
    assert!(kinds("2027-02-01", Some("2027-02-28")).contains(&Kind::Label));
}

proptest! {
    /// Whatever is asked for, each part of the year has exactly one, on the weekday meant, and no other day is planned
    /// from makes it another.
    #[test]
    fn each_part_has_one(
        months in prop::sample::select(vec![1_u32, 2, 3, 4, 6, 12]),
        nth in 0_u32..=4,
        weekday in 0_u8..5,
        start in 0_u64..365,
    ) {
        let weekday = Weekday::try_from(weekday).expect("a weekday");
        let team = meeting(of_calendar(months, Some((nth, weekday)), 0));
        let from = day("2027-01-01") + chrono::Days::new(start);
        let asked = asked(&team, &format!("{from}..2028-12-31"));
        let whole = self::asked(&team, "2027-01-01..2028-12-31");
        let meant = |of: &[(NaiveDate, NaiveDate, NaiveDate)]| {
            of.iter().map(|(target, due, _)| (*target, *due)).collect::<Vec<_>>()
        };
        prop_assert!(meant(&whole).ends_with(&meant(&asked)), "{asked:?} {whole:?}");
        prop_assert_eq!(whole.len() as u32, 24 / months);
        for (at, (target, ..)) in whole.iter().enumerate() {
            prop_assert_eq!(target.weekday(), weekday);
            let month = (target.year() - 2027) * 12 + target.month0() as i32;
            prop_assert_eq!(month / months as i32, at as i32);
            let later = (0..60).filter_map(|weeks| target.checked_add_days(chrono::Days::new(7 * weeks)));
            let same = |day: &NaiveDate| {
                ((day.year() - 2027) * 12 + day.month0() as i32) / months as i32 == at as i32
            };
            match nth {
                0 => prop_assert_eq!(later.filter(same).count(), 1),
                nth => {
                    let back = target.checked_sub_days(chrono::Days::new(7 * u64::from(nth)));
                    prop_assert!(!back.is_some_and(|day| same(&day) && day.year() >= 2027));
                }
            }
        }
    }
}
