//! What is given up for what: tiny teams in which only two things can be had of three, and the one planned. The points
//! are the usual ones of a team.

use cadans::problem::{Assignment, Placed};
use cadans::series::cost::QUALITY;
use cadans::series::{
    Anchor, Bundle, ChosenBy, Instance, Keeps, Requirement, ResourceKind, Standard, StandingKey,
    StandingRow, StandingSlot,
};
use cadans::solver::{Limits, solve};
use cadans::time::Slots;
use chrono::{NaiveTime, Weekday};

use super::small::*;

/// 25 and 26 January 2027, a Monday and a Tuesday.
const MONDAY: usize = 0;
const TUESDAY: usize = 1;

fn january() -> Instance {
    instance("2027-01-25", "2027-01-29")
}

/// Somebody who is there at these times only: day, first and last minute.
fn there(
    instance: &mut Instance,
    id: &str,
    kind: ResourceKind,
    times: &[(usize, u32, u32)],
) -> usize {
    let who = person(instance, id, id, kind, &[]);
    for (day, from, to) in times {
        let free = &mut instance.resources[who].free[*day];
        *free = free.or(Slots::within(*from, *to));
    }
    who
}

fn at(hour: u32, minute: u32) -> u32 {
    60 * hour + minute
}

/// Adds a series; gives it this standing hour of Mondays.
fn on_mondays(
    instance: &mut Instance,
    rule: &str,
    seats: &[(&str, &[usize])],
    (keeps, hour, requirement): (Keeps, u32, Requirement),
) -> usize {
    let seats = seats.iter().map(|(role, any_of)| cadans::series::Seat {
        role: (*role).to_owned(),
        any_of: any_of.to_vec(),
    });
    let seats = seats.collect();
    let index = series(instance, rule, "K7QX", text(rule, rule), seats, requirement);
    let one = &mut instance.series[index];
    one.place = None;
    let days = Vec::new();
    one.standing = Some(Standard { keeps, days });
    let row = StandingRow {
        key: StandingKey::Series(one.id.clone()),
        from: day("2027-01-04"),
        to: None,
        slots: vec![StandingSlot {
            weekday: Weekday::Mon,
            start: NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour"),
            minutes: 60,
            cycle: 1,
            week: 0,
            cycle_from: None,
        }],
        by: ChosenBy::Planner,
        agreed: true,
    };
    let rows = instance.standing.iter().cloned().chain([row]).collect();
    instance.stand(rows);
    index
}

/// Once in the week of 25 January.
fn once() -> Requirement {
    weekly(&[("2027-01-25", "2027-01-29", 1)])
}

/// The best plan, all of it placed, and what it costs in quality.
fn best(instance: &Instance) -> (Assignment, i64) {
    let answer = solve(instance, &Limits::default());
    let layers = answer.layers.map(|layer| layer.value);
    assert_eq!(layers[..QUALITY], [0; QUALITY], "{answer:?}");
    (answer, layers[QUALITY])
}

/// The only meeting of a series.
fn only(answer: &Assignment, series: usize) -> &Placed {
    let mut own = answer.placed.iter().filter(|one| one.series == series);
    let one = own.next().expect("it is placed");
    assert!(own.next().is_none());
    one
}

/// Monday and minute.
fn begins(one: &Placed) -> (usize, u32) {
    (one.day, one.start * 15)
}

#[test]
fn supervision_three_days_early_before_a_visit_an_hour_and_a_half_off() {
    // 29 January is a Friday, 1 February a Monday: three weeks after the last supervision.
    let (friday, monday) = (4, 7);
    let mut instance = instance("2027-01-25", "2027-02-05");
    let hour = |day| (day, at(11, 0), at(12, 0));
    let later = (monday, at(12, 30), at(13, 30));
    let anna = there(
        &mut instance,
        "anna",
        ResourceKind::Staff,
        &[hour(friday), hour(monday), later],
    );
    let bram = there(
        &mut instance,
        "bram",
        ResourceKind::Staff,
        &[hour(friday), hour(monday)],
    );
    let family = there(
        &mut instance,
        "fam",
        ResourceKind::Family,
        &[hour(monday), later],
    );
    let visits = weekly(&[("2027-02-01", "2027-02-05", 1)]);
    let seats: [(&str, &[usize]); 2] = [("worker", &[anna]), ("family", &[family])];
    let visit = on_mondays(
        &mut instance,
        "visit",
        &seats,
        (Keeps::EveryWeek, 11, visits),
    );
    let three_weeks = Requirement::Cadence(cadence(&instance, "2027-01-11", (14, 21, 21, 28)));
    let seats = vec![seat("worker", anna), seat("scientist", bram)];
    let supervision = series(
        &mut instance,
        "supervision",
        "anna",
        text("s", "s"),
        seats,
        three_weeks,
    );
    let (answer, points) = best(&instance);
    assert_eq!(begins(only(&answer, supervision)), (friday, at(11, 0)));
    assert_eq!(begins(only(&answer, visit)), (monday, at(11, 0)));
    assert_eq!(points, 3);
}

#[test]
fn a_visit_half_an_hour_later_before_one_a_quarter_shorter() {
    let mut instance = january();
    let anna = there(
        &mut instance,
        "anna",
        ResourceKind::Staff,
        &[(MONDAY, at(11, 0), at(11, 45))],
    );
    let bram = there(
        &mut instance,
        "bram",
        ResourceKind::Staff,
        &[(MONDAY, at(11, 30), at(12, 30))],
    );
    let family = there(
        &mut instance,
        "fam",
        ResourceKind::Family,
        &[(MONDAY, at(9, 0), at(17, 0))],
    );
    let seats: [(&str, &[usize]); 2] = [("worker", &[anna, bram]), ("family", &[family])];
    let visit = on_mondays(
        &mut instance,
        "visit",
        &seats,
        (Keeps::EveryWeek, 11, once()),
    );
    instance.series[visit].minutes = (45, 60);
    let (answer, points) = best(&instance);
    assert_eq!(begins(only(&answer, visit)), (MONDAY, at(11, 30)));
    assert_eq!((only(&answer, visit).len, points), (4, 2));
    // Without Bram it is Anna's, a quarter shorter.
    instance.resources[bram].free[MONDAY] = Slots::EMPTY;
    let (answer, points) = best(&instance);
    assert_eq!(begins(only(&answer, visit)), (MONDAY, at(11, 0)));
    assert_eq!((only(&answer, visit).len, points), (3, 3));
}

#[test]
fn an_hour_on_the_fixed_day_before_an_hour_and_a_half_on_another() {
    let mut instance = january();
    let times = [
        (MONDAY, at(11, 0), at(12, 0)),
        (TUESDAY, at(11, 0), at(12, 30)),
    ];
    let anna = there(&mut instance, "anna", ResourceKind::Staff, &times);
    let family = there(&mut instance, "fam", ResourceKind::Family, &times);
    let seats: [(&str, &[usize]); 2] = [("worker", &[anna]), ("family", &[family])];
    let visit = on_mondays(
        &mut instance,
        "visit",
        &seats,
        (Keeps::EveryWeek, 11, once()),
    );
    instance.series[visit].minutes = (60, 90);
    let (answer, points) = best(&instance);
    assert_eq!(begins(only(&answer, visit)), (MONDAY, at(11, 0)));
    assert_eq!((only(&answer, visit).len, points), (4, 8));
    // On the same weekday nothing would be shorter.
    instance.series[visit].standing = None;
    assert_eq!(only(&best(&instance).0, visit).len, 6);
}

/// So many families that can come on Mondays only, and one that can on Tuesdays as well; all have Monday hours.
fn families(mondays: u32) -> (Instance, usize) {
    let mut instance = january();
    let all_day = |day| (day, at(9, 0), at(17, 0));
    let days = [all_day(MONDAY), all_day(TUESDAY)];
    let anna = there(&mut instance, "anna", ResourceKind::Staff, &days);
    let mut last = 0;
    for number in 0..=mondays {
        let days = if number == mondays {
            &days[..]
        } else {
            &days[..1]
        };
        let family = there(
            &mut instance,
            &format!("fam{number}"),
            ResourceKind::Family,
            days,
        );
        let seats: [(&str, &[usize]); 2] = [("worker", &[anna]), ("family", &[family])];
        let rule = format!("visit{number}");
        last = on_mondays(
            &mut instance,
            &rule,
            &seats,
            (Keeps::EveryWeek, 9 + number, once()),
        );
    }
    (instance, last)
}

#[test]
fn another_weekday_before_a_fifth_family_of_a_day_but_not_before_a_fourth() {
    let (five, last) = families(4);
    let (answer, points) = best(&five);
    assert_eq!(only(&answer, last).day, TUESDAY);
    assert_eq!(points, 2 + 10);
    let (four, last) = families(3);
    let (answer, points) = best(&four);
    assert_eq!(begins(only(&answer, last)), (MONDAY, at(12, 0)));
    assert_eq!(points, 2);
}

/// So many consultations of half an hour of Anna and Bram, on Monday or Tuesday.
fn consultations(count: usize) -> Instance {
    let mut instance = january();
    let all_day = |day| (day, at(9, 0), at(17, 0));
    let days = [all_day(MONDAY), all_day(TUESDAY)];
    let anna = there(&mut instance, "anna", ResourceKind::Staff, &days);
    let bram = there(&mut instance, "bram", ResourceKind::Staff, &days);
    for number in 0..count {
        let asked = milestone(Anchor::Day(day("2027-01-25")), "0d", "1d", "0d");
        let seats = vec![seat("worker", anna), seat("scientist", bram)];
        let rule = format!("consultation{number}");
        let index = series(&mut instance, &rule, "anna", text("c", "c"), seats, asked);
        instance.series[index].minutes = (30, 30);
    }
    instance.bundles = vec![Bundle {
        pair: (anna, bram),
        series: (0..count).collect(),
    }];
    instance
}

#[test]
fn two_hours_and_an_hour_and_a_half_on_two_days_before_all_in_one() {
    let of_day =
        |answer: &Assignment, day| answer.placed.iter().filter(|one| one.day == day).count();
    let (answer, points) = best(&consultations(7));
    let mut days = [MONDAY, TUESDAY].map(|day| of_day(&answer, day));
    days.sort_unstable();
    assert_eq!((days, points), ([3, 4], 2 * 5));
    // One day would cost its block and three half hours too many.
    let mut one_day = consultations(7);
    one_day.resources[0].free[TUESDAY] = Slots::EMPTY;
    assert_eq!(best(&one_day).1, 5 + 3 * 6);
    // Two hours are one block.
    let (answer, points) = best(&consultations(4));
    assert!([0, 4].contains(&of_day(&answer, MONDAY)));
    assert_eq!(points, 5);
    // With half an hour more no half hour is left alone: three and two on two days.
    assert_eq!(best(&consultations(5)).1, 2 * 5);
}

/// Intervision of three, at one on Mondays; so many of them can come on Tuesdays only.
fn intervision(away: usize) -> (Instance, usize) {
    let mut instance = january();
    let all_day = |day| (day, at(9, 0), at(17, 0));
    let days = [all_day(MONDAY), all_day(TUESDAY)];
    let members: Vec<usize> = ["anna", "bram", "carla"]
        .into_iter()
        .enumerate()
        .map(|(at, id)| {
            let days = if at < away { &days[1..] } else { &days[..] };
            there(&mut instance, id, ResourceKind::Staff, days)
        })
        .collect();
    let group = on_mondays(
        &mut instance,
        "intervision",
        &[],
        (Keeps::Group, 13, once()),
    );
    instance.series[group].casts[0].invited = invited("member", &members, 1);
    (instance, group)
}

#[test]
fn intervision_in_place_with_one_absent_before_moved_and_moved_before_two_absent() {
    let (one, group) = intervision(1);
    let (answer, points) = best(&one);
    assert_eq!(begins(only(&answer, group)), (MONDAY, at(13, 0)));
    assert_eq!((only(&answer, group).people.len(), points), (2, 8));
    let (two, group) = intervision(2);
    let (answer, points) = best(&two);
    assert_eq!(only(&answer, group).day, TUESDAY);
    assert_eq!((only(&answer, group).people.len(), points), (3, 12));
}
