//! `verify` judges the standing times that the planner chose, by its own arithmetic: a good plan passes, each mutant is
//! rejected for what was changed.

use cadans::plan::{Meta, Plan, assemble};
use cadans::series::cost::QUALITY;
use cadans::solver::{Limits, solve};
use cadans::verify::{Kind, verify};
use chrono::{Days, NaiveTime, Weekday};

use super::*;

const KATU: &str = "p.visit/KATU4";
const SESI: &str = "p.visit/SESI7";

/// Two weeks of two families, planned on their slots.
fn good() -> (Instance, Plan) {
    let team = visited(2, &["KATU4", "SESI7"]);
    let instance = stands(&team, "2027-01-11..2027-01-24", Vec::new());
    let answer = solve(&instance, &Limits::default());
    let meta = Meta {
        team: "testteam".to_owned(),
        today: instance.now.date(),
        zone: "Europe/Amsterdam".to_owned(),
    };
    let plan = assemble(&instance, &answer, &meta, &[]);
    (instance, plan)
}

fn kinds(instance: &Instance, plan: &Plan) -> Vec<Kind> {
    let found = verify(instance, plan).err().unwrap_or_default();
    found.into_iter().map(|one| one.kind).collect()
}

fn row_of<'i>(instance: &'i mut Instance, of: &str) -> &'i mut StandingRow {
    let key = key(of);
    let mut own = instance.standing.iter_mut();
    own.find(|row| row.key == key).expect("a row")
}

/// What is said once the rows are others.
fn said_of(change: impl FnOnce(&mut Instance)) -> Vec<Kind> {
    let (mut instance, plan) = good();
    assert_eq!(kinds(&instance, &plan), []);
    change(&mut instance);
    kinds(&instance, &plan)
}

#[test]
fn every_visit_of_the_good_plan_is_on_its_slot() {
    let (instance, plan) = good();
    assert_eq!(plan.placements.len(), 8);
    for one in &plan.placements {
        let row = rows(&instance, one.series.as_str())[0];
        let slot = row.on(one.start.date()).expect("a slot that day");
        assert_eq!(slot.start, one.start.time());
    }
}

#[test]
fn a_slot_too_many() {
    let found = said_of(|instance| {
        let row = row_of(instance, KATU);
        let days = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
        ];
        let mut free = days
            .into_iter()
            .filter(|day| row.slots.iter().all(|slot| slot.weekday != *day));
        let more = StandingSlot {
            weekday: free.next().expect("a day"),
            start: NaiveTime::from_hms_opt(12, 0, 0).expect("an hour"),
            ..row.slots[0]
        };
        row.slots.push(more);
    });
    assert_eq!(found, [Kind::Standing]);
}

#[test]
fn slots_of_alternate_weeks_count_by_the_week() {
    let change = |second_week: u32| {
        move |instance: &mut Instance| {
            let row = row_of(instance, KATU);
            let (one, two) = (row.slots[0], row.slots[1]);
            let in_week = |week, slot| StandingSlot {
                cycle: 2,
                week,
                cycle_from: Some(day("2027-01-11")),
                ..slot
            };
            let free = StandingSlot {
                weekday: Weekday::Sat,
                ..two
            };
            row.slots = vec![one, in_week(0, two), in_week(second_week, free)];
        }
    };
    assert_eq!(said_of(change(1)), [], "two a week, on three days");
    assert_eq!(said_of(change(0)), [Kind::Standing], "three in one week");
}

#[test]
fn two_on_one_day() {
    let found = said_of(|instance| {
        let row = row_of(instance, KATU);
        row.slots[1].weekday = row.slots[0].weekday;
        row.slots[1].start = NaiveTime::from_hms_opt(19, 0, 0).expect("an hour");
    });
    assert_eq!(found, [Kind::Standing]);
}

#[test]
fn hours_of_two_families_that_collide_or_leave_no_time_for_the_way() {
    for minutes in [0, 65] {
        let found = said_of(|instance| {
            let theirs = row_of(instance, SESI).slots[0];
            let from = theirs.start + chrono::Duration::minutes(minutes);
            let row = row_of(instance, KATU);
            row.slots = vec![StandingSlot {
                start: from,
                ..theirs
            }];
        });
        // In each of the two weeks.
        assert_eq!(found, [Kind::Standing; 2], "{minutes} minutes after");
    }
}

#[test]
fn a_row_of_somebody_elses_choice_may_collide() {
    let found = said_of(|instance| {
        let theirs = row_of(instance, SESI).slots.clone();
        let row = row_of(instance, KATU);
        row.slots = theirs;
        row.by = ChosenBy::Person("frank".to_owned());
    });
    assert_eq!(found, []);
}

#[test]
fn a_visit_off_its_slot_has_its_price_in_the_sum() {
    let (mut instance, plan) = good();
    let mut rows = instance.standing.clone();
    let row = rows
        .iter_mut()
        .find(|row| row.key == key(KATU))
        .expect("a row");
    row.slots[0].start += chrono::Duration::minutes(30);
    instance.stand(rows);
    let found = kinds(&instance, &plan);
    assert!(
        found.contains(&Kind::Layer),
        "two visits, half an hour off: {found:?}"
    );
    let mut dearer = plan.clone();
    dearer.layers[QUALITY].value += 1;
    dearer.layers[QUALITY].bound += 1;
    let (instance, _) = good();
    assert!(kinds(&instance, &dearer).contains(&Kind::Layer));
}

#[test]
fn rows_that_have_ended_are_not_judged_on_later_days() {
    let found = said_of(|instance| {
        let theirs = row_of(instance, SESI).slots.clone();
        let eve = instance.first.checked_sub_days(Days::new(1));
        let row = row_of(instance, KATU);
        (row.slots, row.to) = (theirs, eve);
    });
    assert_eq!(found, []);
}
