//! Ids that last: planning again keeps the number of what it keeps.

use cadans::ids::OccurrenceId;
use cadans::plan::{Plan, assemble, issued};
use cadans::problem::Placed;
use cadans::series::{Fixed, FixedBy, Instance, Requirement, ResourceKind};

use super::small::*;

fn again(instance: &Instance, placed: Vec<Placed>, earlier: &[&Plan]) -> Plan {
    assemble(instance, &answer(placed), &meta(), earlier)
}

fn talks() -> (Instance, usize) {
    let mut instance = instance("2027-01-04", "2027-03-31");
    let anna = person(&mut instance, "anna", "Anna", ResourceKind::Staff, &[0, 1]);
    let requirement = Requirement::Cadence(cadence(&instance, "2026-12-14", (14, 21, 28, 42)));
    let title = text("Overleg", "Meeting");
    let seats = vec![seat("worker", anna)];
    series(&mut instance, "talk", "anna", title, seats, requirement);
    (instance, anna)
}

#[test]
fn a_rhythm_keeps_its_numbers() {
    let (mut instance, anna) = talks();
    let before = {
        let at = |date| placed(&instance, 0, date, 10, &[anna]);
        plan(
            &instance,
            vec![at("2027-01-11"), at("2027-02-08"), at("2027-03-08")],
        )
    };
    let numbers = issued(&before, &Default::default());
    assert_eq!(numbers.values().collect::<Vec<_>>(), [&3]);
    instance.series[0].first_ordinal = 4;
    let at = |date| placed(&instance, 0, date, 10, &[anna]);
    let moved = vec![
        at("2027-01-05"),
        at("2027-01-26"),
        at("2027-02-16"),
        at("2027-03-09"),
    ];
    let after = again(&instance, moved, &[&before]);
    assert_eq!(
        days(&after),
        [
            "p.talk/anna/01 01-05",
            "p.talk/anna/04 01-26",
            "p.talk/anna/02 02-16",
            "p.talk/anna/03 03-09"
        ],
        "each takes the number of the one it moved from; the one more gets a new one"
    );
}

#[test]
fn a_number_before_the_days_planned_now_is_not_taken_again() {
    let (mut instance, anna) = talks();
    let before = {
        let at = |date| placed(&instance, 0, date, 10, &[anna]);
        plan(
            &instance,
            vec![at("2027-01-11"), at("2027-02-08"), at("2027-03-08")],
        )
    };
    instance.series[0].first_ordinal = 4;
    instance.first = day("2027-02-01");
    let after = again(
        &instance,
        vec![placed(&instance, 0, "2027-02-09", 10, &[anna])],
        &[&before],
    );
    assert_eq!(days(&after), ["p.talk/anna/02 02-09"]);
    assert_eq!(
        windows(&after)[0],
        "p.talk/anna/03 01-04..01-25",
        "the anchor is 14 December"
    );
    let whole = after.with_rest_of(&before, day("2027-02-01"));
    assert_eq!(
        days(&whole),
        ["p.talk/anna/01 01-11", "p.talk/anna/02 02-09"]
    );
}

#[test]
fn a_meeting_that_stands_keeps_its_number_to_itself() {
    let (mut instance, anna) = talks();
    let before = {
        let at = |date| placed(&instance, 0, date, 10, &[anna]);
        plan(
            &instance,
            vec![at("2027-01-11"), at("2027-02-08"), at("2027-03-08")],
        )
    };
    instance.series[0].first_ordinal = 4;
    instance.fixed.push(Fixed {
        id: Some(OccurrenceId::new("p.talk/anna/02")),
        rule: Some(before.placements[1].rule.clone()),
        case: None,
        title: before.placements[1].title.clone(),
        start: before.placements[1].start,
        minutes: 60,
        people: vec![(anna, "worker".to_owned())],
        place: Some(0),
        milestone: None,
        why: FixedBy::CarriedOver,
        conflicts: Vec::new(),
    });
    let at = |date| placed(&instance, 0, date, 10, &[anna]);
    let moved = vec![at("2027-01-12"), at("2027-02-23"), at("2027-03-30")];
    let after = again(&instance, moved, &[&before]);
    assert_eq!(
        days(&after),
        [
            "p.talk/anna/01 01-12",
            "p.talk/anna/02 02-08",
            "p.talk/anna/03 02-23",
            "p.talk/anna/04 03-30"
        ]
    );
    assert_eq!(
        after.placements[1], before.placements[1],
        "carried over as it was"
    );
    // A plan before it had it at the same time for longer: that is not the one it is carried over from.
    let mut older = before.clone();
    older.placements[1].minutes = 90;
    let moved = vec![at("2027-01-12"), at("2027-02-23"), at("2027-03-30")];
    let after = again(&instance, moved, &[&older, &before]);
    assert_eq!(after.placements[1], before.placements[1]);
}

#[test]
fn days_that_have_passed_are_those_that_people_knew() {
    let (instance, anna) = talks();
    let on = |days: [&str; 3]| {
        let at = |date| placed(&instance, 0, date, 10, &[anna]);
        plan(&instance, days.map(at).to_vec())
    };
    let published = on(["2027-01-11", "2027-02-08", "2027-03-08"]);
    let mut draft = on(["2027-01-12", "2027-02-15", "2027-03-15"]);
    draft.revision = 2;
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    let past = |today| days(&draft.clone().with_past_of(&published, day(today).into()));
    assert_eq!(past("2027-01-10"), days(&draft));
    let later = [
        "p.talk/anna/01 01-11",
        "p.talk/anna/02 02-15",
        "p.talk/anna/03 03-15",
    ];
    assert_eq!(past("2027-02-01"), later);
    // In the published plan it had passed, in the draft it had not; and the other way about.
    let between = [
        "p.talk/anna/01 01-11",
        "p.talk/anna/02 02-08",
        "p.talk/anna/03 03-15",
    ];
    assert_eq!(past("2027-02-10"), between);
    let ahead = published
        .clone()
        .with_past_of(&draft, day("2027-02-10").into());
    assert_eq!(days(&ahead)[1], "p.talk/anna/02 02-15");
}

#[test]
fn weeks_keep_their_numbers_to_themselves() {
    let mut instance = instance("2027-01-04", "2027-01-24");
    let anna = person(
        &mut instance,
        "anna",
        "Anna",
        ResourceKind::Staff,
        &[0, 1, 2, 3],
    );
    let weeks = weekly(&[
        ("2027-01-04", "2027-01-10", 2),
        ("2027-01-11", "2027-01-17", 2),
        ("2027-01-18", "2027-01-24", 2),
    ]);
    let title = text("Bezoek", "Visit");
    series(
        &mut instance,
        "house",
        "K7QX",
        title,
        vec![seat("worker", anna)],
        weeks,
    );
    let at = |instance: &Instance, date| placed(instance, 0, date, 10, &[anna]);
    let published = ["2027-01-04", "2027-01-06", "2027-01-11", "2027-01-19"];
    let published = plan(
        &instance,
        published.map(|date| at(&instance, date)).to_vec(),
    );
    assert_eq!(windows(&published)[0], "p.house/K7QX/04 01-11..01-17");
    instance.series[0].first_ordinal = 7;
    let fewer = [
        "2027-01-05",
        "2027-01-12",
        "2027-01-14",
        "2027-01-18",
        "2027-01-20",
    ];
    let draft = again(
        &instance,
        fewer.map(|date| at(&instance, date)).to_vec(),
        &[&published],
    );
    assert_eq!(
        days(&draft),
        [
            "p.house/K7QX/01 01-05",
            "p.house/K7QX/03 01-12",
            "p.house/K7QX/04 01-14",
            "p.house/K7QX/05 01-18",
            "p.house/K7QX/06 01-20"
        ]
    );
    assert_eq!(windows(&draft), ["p.house/K7QX/02 01-04..01-10"]);
}

#[test]
fn a_draft_on_a_draft_uses_no_new_numbers() {
    let (mut instance, anna) = talks();
    let draft = {
        let at = |date| placed(&instance, 0, date, 10, &[anna]);
        plan(
            &instance,
            vec![at("2027-01-11"), at("2027-02-08"), at("2027-03-08")],
        )
    };
    instance.series[0].first_ordinal = 4;
    let at = |date| placed(&instance, 0, date, 10, &[anna]);
    let same = vec![at("2027-01-11"), at("2027-02-08"), at("2027-03-08")];
    assert_eq!(
        days(&again(&instance, same.clone(), &[&draft])),
        days(&draft)
    );
    let published = again(&instance, same[..1].to_vec(), &[]);
    let after = again(&instance, same, &[&published, &draft]);
    let numbers: Vec<_> = after
        .placements
        .iter()
        .filter_map(|one| one.id.ordinal())
        .collect();
    assert_eq!(
        numbers,
        [4, 5, 3],
        "the published ones first, then the draft's"
    );
}

#[test]
fn one_dropped_out_leaves_the_others_their_numbers() {
    let (mut instance, anna) = talks();
    let at = |date| placed(&instance, 0, date, 10, &[anna]);
    let dates = ["2027-01-05", "2027-01-26", "2027-02-16", "2027-03-09"];
    let before = plan(&instance, dates.map(at).to_vec());
    let fewer = vec![at("2027-01-25"), at("2027-02-15"), at("2027-03-15")];
    instance.series[0].first_ordinal = 5;
    assert_eq!(
        days(&again(&instance, fewer, &[&before])),
        [
            "p.talk/anna/02 01-25",
            "p.talk/anna/03 02-15",
            "p.talk/anna/04 03-15"
        ]
    );
}

#[test]
fn what_stays_on_its_day_stays_itself_when_another_moves_past_it() {
    let (instance, anna) = talks();
    let at = |date| placed(&instance, 0, date, 10, &[anna]);
    let before = plan(
        &instance,
        vec![at("2027-01-11"), at("2027-02-01"), at("2027-02-22")],
    );
    let moved = vec![at("2027-02-01"), at("2027-02-22"), at("2027-03-15")];
    let after = again(&instance, moved, &[&before]);
    assert_eq!(
        days(&after),
        [
            "p.talk/anna/02 02-01",
            "p.talk/anna/03 02-22",
            "p.talk/anna/01 03-15"
        ]
    );
}
