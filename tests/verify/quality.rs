//! The parts of quality, counted by hand, one by one; and what says another number is turned away.

use std::collections::BTreeSet;

use cadans::ids::RuleId;
use cadans::plan::Plan;
use cadans::series::quality::Part;
use cadans::series::{
    Bundle, ChosenBy, Fixed, FixedBy, Instance, Invited, Keeps, Requirement, Series, Standard,
    StandingKey, StandingRow, StandingSlot,
};
use cadans::time::Slots;
use cadans::verify::{Kind, verify};
use chrono::{NaiveTime, Weekday};

use super::example::{
    ADA, BRAM, CAS, FAMILY, at, costs, day, february, leave_out, participant, place, plan, review,
    say, series, text, week, weekly_rhythm,
};

/// All of the quality of a plan is this part of it and is worth so much; one more or less is a wrong layer.
#[track_caller]
fn is_worth(instance: &Instance, plan: &mut Plan, part: Part, points: i64) {
    say(plan, [0, 0, 0, points]);
    let counted = verify(instance, plan).expect("a sound plan");
    assert_eq!(counted.quality.part(part), points, "{}", part.name());
    assert_eq!(counted.quality.sum(), points);
    for wrong in [points - 1, points + 1] {
        say(plan, [0, 0, 0, wrong]);
        let found = verify(instance, plan).expect_err("a wrong layer");
        let kinds: BTreeSet<Kind> = found.into_iter().map(|one| one.kind).collect();
        assert!(kinds.contains(&Kind::Layer), "{kinds:?}");
    }
}

/// These meetings (series, moment, minutes) are worth so much of one part and nothing of another.
#[track_caller]
fn worth(instance: &Instance, held: &[(usize, &str, u32)], part: Part, points: i64) {
    let mut plan = plan(instance);
    for (series, moment, minutes) in held {
        place(instance, &mut plan, *series, moment, *minutes);
    }
    is_worth(instance, &mut plan, part, points);
}

fn alone(one: Series) -> Instance {
    let mut instance = february();
    instance.series.push(one);
    instance
}

/// So many visits of Ada to the family in the week of 8 February.
fn visits(count: u32) -> Series {
    series("visits", week(day(2, 8), count, 0), &[&[ADA], &[FAMILY]])
}

const MOMENT: &str = "2027-02-08 11:00";

#[test]
fn a_day_to_be_avoided_and_one_between_free_days() {
    let on_time = review([0, 7, 14, 7]);
    for (avoid, points) in [(vec![7], 5), (vec![6, 8], 0)] {
        let avoiding = Series {
            avoid,
            ..on_time.clone()
        };
        worth(&alone(avoiding), &[(0, MOMENT, 60)], Part::Day, points);
    }
    let free = |days: &[u32]| {
        let mut instance = alone(on_time.clone());
        let days = days.iter().map(|free| day(2, *free));
        instance.workdays = cadans::time::Workdays::new(days);
        instance
    };
    // The day before Monday is never worked.
    worth(&free(&[9]), &[(0, MOMENT, 60)], Part::Day, 4);
    worth(&free(&[10]), &[(0, MOMENT, 60)], Part::Day, 0);
    worth(&free(&[10]), &[(0, "2027-02-09 11:00", 60)], Part::Day, 0);
    worth(
        &free(&[8, 10]),
        &[(0, "2027-02-09 11:00", 60)],
        Part::Day,
        4,
    );
    // Nobody works on the free day itself: it lies between no two.
    worth(&free(&[8, 9]), &[(0, MOMENT, 60)], Part::Day, 0);
}

#[test]
fn an_hour_that_is_not_preferred_or_not_the_usual_one() {
    let on_time = || review([0, 7, 14, 7]);
    for (until, points) in [(11 * 60, 2), (11 * 60 + 15, 0)] {
        let mut mornings = [Slots::ALL; 7];
        mornings[0] = Slots::within(9 * 60, until);
        let preferring = Series {
            preferred: Some(mornings),
            ..on_time()
        };
        worth(&alone(preferring), &[(0, MOMENT, 60)], Part::Hour, points);
    }
    let usual = [
        (44, 0),
        (43, 1),
        (40, 1),
        (39, 2),
        (48, 1),
        (53, 3),
        (80, 3),
    ];
    for (usual, points) in usual {
        let mut used = Series {
            usual_start: Some(usual),
            ..on_time()
        };
        worth(&alone(used.clone()), &[(0, MOMENT, 60)], Part::Hour, points);
        // Whoever has standing times keeps to those alone.
        used.standing = standard(Keeps::Group);
        worth(&alone(used), &[(0, MOMENT, 60)], Part::Hour, 0);
    }
}

#[test]
fn a_shorter_meeting_costs_more_for_each_quarter_hour() {
    for (longest, points) in [(60, 0), (75, 3), (90, 8), (105, 13), (120, 18)] {
        let shorter = Series {
            minutes: (60, longest),
            ..review([0, 7, 14, 7])
        };
        worth(&alone(shorter), &[(0, MOMENT, 60)], Part::Length, points);
    }
    let mut two = visits(2);
    two.minutes = (30, 60);
    let two = alone(two);
    let days = ["2027-02-08 10:00", "2027-02-11 10:00"];
    let held = |one, other| [(0, days[0], one), (0, days[1], other)];
    worth(&two, &held(60, 45), Part::Length, 3);
    worth(&two, &held(45, 45), Part::Length, 3 + 3 + 5);
    worth(&two, &held(30, 45), Part::Length, 8 + 3 + 5);
}

fn standard(keeps: Keeps) -> Option<Standard> {
    let days = vec![None; 28];
    Some(Standard { keeps, days })
}

fn slot(weekday: Weekday, hour: u32, minutes: u32) -> StandingSlot {
    StandingSlot {
        weekday,
        start: NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour"),
        minutes,
        cycle: 1,
        week: 0,
        cycle_from: None,
    }
}

fn row(key: StandingKey, slots: Vec<StandingSlot>) -> StandingRow {
    StandingRow {
        key,
        from: day(1, 4),
        to: None,
        slots,
        by: ChosenBy::Planner,
        agreed: false,
    }
}

#[test]
fn a_visit_off_its_standing_hour_or_on_another_weekday() {
    let mut one = visits(1);
    one.standing = standard(Keeps::EveryWeek);
    let key = StandingKey::Series(one.id.clone());
    let mut instance = alone(one);
    let hours = [
        ("2027-02-08 11:00", 0),
        ("2027-02-08 11:15", 2),
        ("2027-02-08 10:30", 2),
        ("2027-02-08 11:45", 3),
        ("2027-02-08 10:00", 3),
        ("2027-02-08 12:15", 6),
        ("2027-02-11 11:00", 10),
    ];
    instance.stand(vec![row(key.clone(), vec![slot(Weekday::Mon, 11, 60)])]);
    for (moment, points) in hours {
        worth(&instance, &[(0, moment, 60)], Part::Standing, points);
    }
    // Irregular hours, and a row that is over, keep nothing.
    let over = StandingRow {
        to: Some(day(2, 7)),
        ..row(key.clone(), vec![slot(Weekday::Mon, 11, 60)])
    };
    for none in [row(key, Vec::new()), over] {
        instance.stand(vec![none]);
        worth(&instance, &[(0, "2027-02-11 09:00", 60)], Part::Standing, 0);
    }
}

#[test]
fn a_pair_s_meeting_outside_its_block() {
    let mut talk = series("talk", week(day(2, 8), 1, 0), &[&[BRAM], &[ADA]]);
    talk.standing = standard(Keeps::Block);
    let mut instance = alone(talk);
    let key = StandingKey::pair("ada", "bram");
    instance.stand(vec![row(key, vec![slot(Weekday::Mon, 10, 120)])]);
    let hours = [
        ("2027-02-08 10:00", 0),
        ("2027-02-08 11:00", 0),
        ("2027-02-08 11:15", 1),
        ("2027-02-08 09:45", 1),
        ("2027-02-09 10:00", 3),
    ];
    for (moment, points) in hours {
        worth(&instance, &[(0, moment, 60)], Part::Standing, points);
    }
}

#[test]
fn a_group_off_its_slot_of_every_other_week() {
    let mut group = series("group", week(day(2, 8), 1, 0), &[&[ADA], &[BRAM], &[CAS]]);
    group.standing = standard(Keeps::Group);
    let key = StandingKey::Series(group.id.clone());
    let mut instance = alone(group);
    let mut fortnightly = slot(Weekday::Tue, 14, 60);
    (fortnightly.cycle, fortnightly.cycle_from) = (2, Some(day(1, 25)));
    for (week, tuesday) in [(0, 0), (1, 12)] {
        fortnightly.week = week;
        instance.stand(vec![row(key.clone(), vec![fortnightly])]);
        for (moment, points) in [
            ("2027-02-09 14:00", tuesday),
            ("2027-02-09 14:15", 12),
            ("2027-02-10 14:00", 12),
        ] {
            worth(&instance, &[(0, moment, 60)], Part::Standing, points);
        }
    }
}

#[test]
fn each_invited_member_who_cannot_come_costs_what_the_role_does() {
    let mut instance = february();
    let mut group = series("group", week(day(2, 8), 1, 0), &[]);
    let role = |who: usize| if who == CAS { "scientist" } else { "worker" };
    group.casts[0].invited = Some(Invited {
        members: [ADA, BRAM, CAS]
            .map(|who| (who, role(who).to_owned()))
            .to_vec(),
        quorum: 1,
    });
    instance.series.push(group);
    instance.resources[BRAM].free[8] = Slots::EMPTY;
    instance.resources[CAS].free[8] = Slots::within(9 * 60, 10 * 60 + 45);
    let mut plan = plan(&instance);
    place(&instance, &mut plan, 0, "2027-02-09 10:00", 60);
    plan.placements[0].participants.truncate(1);
    plan.placements[0].absent = vec![
        participant("bram", "worker"),
        participant("cas", "scientist"),
    ];
    is_worth(&instance, &mut plan, Part::Absent, 8 + 8);
    let own = [("worker".to_owned(), 2), ("scientist".to_owned(), 4)];
    instance.series[0].absent = own.into();
    is_worth(&instance, &mut plan, Part::Absent, 2 + 4);
}

#[test]
fn a_day_with_more_families_than_are_comfortable() {
    let mut instance = february();
    for name in ["one", "two", "three", "four", "five"] {
        let visit = series(name, week(day(2, 8), 1, 0), &[&[ADA, CAS], &[FAMILY]]);
        instance.series.push(visit);
    }
    let all = [
        (0, "2027-02-09 09:00", 60),
        (1, "2027-02-09 10:00", 60),
        (2, "2027-02-09 11:00", 60),
        (3, "2027-02-09 12:00", 60),
        (4, "2027-02-09 13:00", 60),
    ];
    worth(&instance, &all, Part::FullDay, 2 + 12);
    let mut four = instance.clone();
    four.series.truncate(4);
    worth(&four, &all[..4], Part::FullDay, 2);
    // Without the family it is no visit.
    let mut talk = instance.clone();
    talk.series[4] = series("five", week(day(2, 8), 1, 0), &[&[ADA], &[BRAM]]);
    worth(&talk, &all, Part::FullDay, 2);
    // One that stands is the first of them, and costs nothing by itself.
    let mut three = instance.clone();
    three.series.truncate(3);
    worth(&three, &all[..3], Part::FullDay, 0);
    let stands = stands("2027-02-09 15:00", 60, &[ADA, FAMILY]);
    three.fixed = vec![stands];
    let mut plan = plan(&three);
    for (series, moment, minutes) in &all[..3] {
        place(&three, &mut plan, *series, moment, *minutes);
    }
    plan.placements
        .push(super::good::standing(&three, &three.fixed[0]));
    is_worth(&three, &mut plan, Part::FullDay, 2);
}

/// A meeting of these people alone that stands.
fn stands(moment: &str, minutes: u32, people: &[usize]) -> Fixed {
    Fixed {
        id: Some(RuleId::of("p", "old").series("x").occurrence(1)),
        rule: None,
        case: people
            .contains(&FAMILY)
            .then(|| cadans::ids::CaseCode::new("K7QX")),
        title: text("old"),
        start: at(moment),
        minutes,
        people: people.iter().map(|who| (*who, "one".to_owned())).collect(),
        place: Some(0),
        milestone: None,
        why: FixedBy::CarriedOver,
        conflicts: Vec::new(),
    }
}

#[test]
fn evenings_of_a_week_that_could_have_been_days() {
    let mut instance = alone(visits(3));
    for who in [ADA, FAMILY] {
        instance.resources[who].free = vec![Slots::within(9 * 60, 22 * 60); 28];
    }
    let late = [
        (0, "2027-02-08 17:45", 60),
        (0, "2027-02-10 18:00", 60),
        (0, "2027-02-12 19:00", 60),
    ];
    worth(&instance, &late, Part::Evening, 4 + 6 + 15);
    let mut first = late;
    // Ending at half past six it is none.
    first[0] = (0, "2027-02-08 17:30", 60);
    worth(&instance, &first, Part::Evening, 4 + 6);
    let mut none = instance.clone();
    if let Requirement::Weekly(weekly) = &mut none.series[0].requirement {
        weekly.weeks[0].daytime = false;
    }
    worth(&none, &late, Part::Evening, 0);
    // A talk of colleagues is no evening.
    let mut talk = instance.clone();
    talk.resources[BRAM].free = talk.resources[ADA].free.clone();
    talk.series[0] = series("visits", week(day(2, 8), 3, 0), &[&[ADA], &[BRAM]]);
    worth(&talk, &late, Part::Evening, 0);
}

#[test]
fn fewer_a_week_than_aimed_at() {
    let mut ranged = visits(3);
    if let Requirement::Weekly(weekly) = &mut ranged.requirement {
        weekly.weeks[0].least = 1;
    }
    let instance = alone(ranged);
    let days = ["2027-02-08 10:00", "2027-02-10 10:00", "2027-02-12 10:00"];
    let held: Vec<_> = days.iter().map(|at| (0, *at, 60)).collect();
    worth(&instance, &held, Part::Amount, 0);
    worth(&instance, &held[..2], Part::Amount, 20);
    worth(&instance, &held[..1], Part::Amount, 40);
    // Below the least something is left out: a plan that does not say so is turned away.
    let mut none = plan(&instance);
    say(&mut none, [0, 0, 0, 40]);
    let found = verify(&instance, &none).expect_err("one is left out");
    let kinds: BTreeSet<Kind> = found.into_iter().map(|one| one.kind).collect();
    assert!(
        kinds.contains(&Kind::LeftOut) && kinds.contains(&Kind::Layer),
        "{kinds:?}"
    );
}

#[test]
fn two_of_a_week_on_consecutive_days() {
    let held = |second| [(0, "2027-02-08 10:00", 60), (0, second, 60)];
    let two = alone(visits(2));
    worth(&two, &held("2027-02-09 10:00"), Part::Spacing, 4);
    worth(&two, &held("2027-02-10 10:00"), Part::Spacing, 0);
}

#[test]
fn a_meeting_that_should_be_outside_office_hours() {
    let mut outside = series("visits", week(day(2, 8), 1, 1), &[&[ADA], &[FAMILY]]);
    outside.office = Some(Slots::within(9 * 60, 12 * 60));
    let instance = alone(outside);
    worth(&instance, &[(0, "2027-02-08 11:45", 60)], Part::Outside, 3);
    worth(&instance, &[(0, "2027-02-08 12:00", 60)], Part::Outside, 0);
}

#[test]
fn a_milestone_off_its_target_costs_for_every_three_days() {
    let instance = alone(review([0, 7, 14, 7]));
    let days = [
        ("02-08", 0),
        ("02-10", 0),
        ("02-11", 1),
        ("02-03", 1),
        ("02-02", 2),
    ];
    for (day, points) in days {
        let moment = format!("2027-{day} 11:00");
        worth(&instance, &[(0, &moment, 60)], Part::Target, points);
    }
}

/// Talks of Ada and Bram in the week of 8 February, of so many minutes each.
fn talks(minutes: &[u32]) -> Instance {
    let mut instance = february();
    for (at, minutes) in minutes.iter().enumerate() {
        let mut talk = series(
            &format!("talk{at}"),
            week(day(2, 8), 1, 0),
            &[&[ADA], &[BRAM]],
        );
        talk.minutes = (*minutes, *minutes);
        instance.series.push(talk);
    }
    instance.bundles = vec![Bundle {
        pair: (BRAM, ADA),
        series: (0..minutes.len()).collect(),
    }];
    instance
}

#[test]
fn a_block_half_an_hour_alone_or_too_long() {
    let one = |minutes| {
        let held = [(0, "2027-02-08 10:00", minutes)];
        (talks(&[minutes]), held)
    };
    for (minutes, points) in [(30, 9), (15, 9), (45, 5), (120, 5), (135, 11), (180, 17)] {
        let (instance, held) = one(minutes);
        worth(&instance, &held, Part::Block, points);
    }
    // Two half hours of one day are one block; of two days two, each alone.
    let two = talks(&[30, 30]);
    let held = |second| [(0, "2027-02-08 10:00", 30), (1, second, 30)];
    worth(&two, &held("2027-02-08 14:00"), Part::Block, 5);
    worth(&two, &held("2027-02-09 14:00"), Part::Block, 9 + 9);
    // Each counts in started half hours: 45 and 45 and 30 minutes are five.
    let three = talks(&[45, 45, 30]);
    let held = [
        (0, "2027-02-08 10:00", 45),
        (1, "2027-02-08 11:00", 45),
        (2, "2027-02-08 12:00", 30),
    ];
    worth(&three, &held, Part::Block, 5 + 6);
}

#[test]
fn what_stands_of_a_pair_makes_the_day_free_and_fills_it() {
    let one = |fixed: Fixed| {
        let mut instance = talks(&[60]);
        instance.fixed = vec![fixed];
        let mut plan = plan(&instance);
        place(&instance, &mut plan, 0, "2027-02-08 10:00", 60);
        plan.placements
            .push(super::good::standing(&instance, &instance.fixed[0]));
        (instance, plan)
    };
    let cases = [
        (stands("2027-02-08 13:00", 30, &[ADA, BRAM]), 0),
        (stands("2027-02-08 13:00", 100, &[ADA, BRAM]), 12),
        (stands("2027-02-09 13:00", 30, &[ADA, BRAM]), 5),
        // With somebody else it is no block of theirs.
        (stands("2027-02-08 13:00", 30, &[ADA, BRAM, CAS]), 5),
    ];
    for (fixed, points) in cases {
        let (instance, mut plan) = one(fixed);
        is_worth(&instance, &mut plan, Part::Block, points);
    }
}

#[test]
fn only_meetings_of_the_bundle_and_the_pair_make_a_block() {
    let mut instance = february();
    let meeting = |name, seats: &[&[usize]]| series(name, week(day(2, 8), 2, 0), seats);
    instance.series.push(meeting("one", &[&[ADA], &[BRAM]]));
    instance.series.push(meeting("other", &[&[ADA], &[BRAM]]));
    instance
        .series
        .push(meeting("unbundled", &[&[ADA], &[BRAM]]));
    instance.series.push(meeting("another", &[&[ADA], &[CAS]]));
    instance.bundles.push(Bundle {
        pair: (BRAM, ADA),
        series: vec![0, 1, 3],
    });
    let held = [
        (0, "2027-02-08 09:00", 60),
        (0, "2027-02-11 09:00", 60),
        (1, "2027-02-08 10:00", 60),
        (1, "2027-02-12 10:00", 60),
        (2, "2027-02-08 11:00", 60),
        (2, "2027-02-11 11:00", 60),
        (3, "2027-02-08 13:00", 60),
        (3, "2027-02-11 13:00", 60),
    ];
    // Monday both, Thursday one, Friday the other: three days.
    worth(&instance, &held, Part::Block, 3 * 5);
}

#[test]
fn a_gap_is_a_part_of_its_own() {
    let mut instance = alone(series(
        "rhythm",
        Requirement::Cadence(weekly_rhythm()),
        &[&[ADA], &[BRAM]],
    ));
    let mut mondays = plan(&instance);
    for moment in ["02-01", "02-10", "02-15", "02-22"] {
        place(
            &instance,
            &mut mondays,
            0,
            &format!("2027-{moment} 10:00"),
            60,
        );
    }
    is_worth(&instance, &mut mondays, Part::Gap, 6);
    instance.weights.gap_day = 0;
    is_worth(&instance, &mut mondays, Part::Gap, 2);
    costs(review([0, 7, 14, 7]), &[], [1, 0, 0, 0]);
    let mut none = plan(&instance);
    leave_out(&instance, &mut none, 0, 3);
    say(&mut none, [3, 0, 0, 2 * 27]);
    assert!(verify(&instance, &none).is_ok());
}

#[test]
fn a_row_chosen_now_has_no_more_slots_than_are_asked_for() {
    let mut one = visits(1);
    one.standing = standard(Keeps::EveryWeek);
    let key = StandingKey::Series(one.id.clone());
    let mut instance = alone(one);
    let two = [Weekday::Mon, Weekday::Thu].map(|weekday| slot(weekday, 11, 60));
    // One of before may have more: what is left of care asks for less.
    for (from, broken) in [(day(1, 4), false), (instance.first, true)] {
        instance.stand(vec![StandingRow {
            from,
            ..row(key.clone(), two.to_vec())
        }]);
        let found = verify(&instance, &plan(&instance)).err();
        let mut found = found.iter().flatten();
        let said = found.any(|one| one.kind == Kind::Standing);
        assert_eq!(said, broken, "{from}");
    }
}
