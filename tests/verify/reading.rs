//! What a plan must hold and may not: ids, standing meetings, nothing unasked.

use std::collections::BTreeSet;

use cadans::ids::{OccurrenceId, RuleId};
use cadans::plan::Plan;
use cadans::series::Instance;
use cadans::verify::{Kind, verify};

use super::example::{at, counted, participant, unpromised};
use super::good::{
    AGREED_AT, CARRIED_AT, POINTS, VISIT_AT, also, found, good, good_placement, move_to, only,
};

#[test]
fn the_good_plan_is_good() {
    let (instance, plan) = good();
    let layers = unpromised([0, 1, 0, POINTS]);
    assert_eq!(counted(&instance, &plan), Ok((layers, 9)));
}

#[test]
fn an_id_is_used_once() {
    only(Kind::Twice, |plan| {
        plan.left_out[0].id = plan.placements[VISIT_AT].id.clone()
    });
    only(Kind::Twice, |plan| {
        plan.placements[1].id = plan.placements[0].id.clone()
    });
}

#[test]
fn meetings_that_stand_are_there_and_unmoved() {
    also(Kind::Fixed, |plan| drop(plan.placements.remove(CARRIED_AT)));
    also(Kind::Fixed, |plan| drop(plan.placements.remove(AGREED_AT)));
    only(Kind::Fixed, |plan| {
        move_to(plan, CARRIED_AT, "2027-03-08 10:15")
    });
    only(Kind::Fixed, |plan| {
        plan.placements[CARRIED_AT].minutes += 15
    });
    only(Kind::Fixed, |plan| {
        plan.placements[CARRIED_AT].place = Some("north".to_owned())
    });
    only(Kind::Fixed, |plan| {
        drop(plan.placements[CARRIED_AT].participants.pop())
    });
    // One without an id of its own is then both missing and nobody's.
    let both = BTreeSet::from([Kind::Fixed, Kind::Unasked]);
    assert_eq!(
        found(|_, plan| move_to(plan, AGREED_AT, "2027-02-18 14:25")),
        both
    );
    assert_eq!(
        found(|_, plan| plan.placements[AGREED_AT].participants[1].id = "bram".to_owned()),
        both
    );
    assert_eq!(
        found(|_, plan| plan.placements[AGREED_AT]
            .participants
            .push(participant("bram", "x"))),
        both
    );
}

#[test]
fn one_carried_over_may_have_had_people_who_left() {
    let (instance, mut plan) = good();
    plan.placements[CARRIED_AT]
        .participants
        .push(participant("dora", "seat2"));
    assert!(verify(&instance, &plan).is_ok());
}

#[test]
fn nothing_is_planned_that_nobody_asks_for() {
    let stranger = |id: &str, moment: &'static str| {
        let (series, _) = id.rsplit_once('/').expect("an id");
        let (rule, subject) = series.split_once('/').expect("a series");
        let series = RuleId::new(rule).series(subject);
        let id = OccurrenceId::new(id);
        move |instance: &mut Instance, plan: &mut Plan| {
            let mut placement = good_placement(instance);
            placement.start = at(moment);
            (placement.id, placement.series) = (id, series);
            plan.placements.push(placement);
        }
    };
    let unasked = BTreeSet::from([Kind::Unasked]);
    // Another series; a week without visits; another number of a milestone.
    assert_eq!(found(stranger("p.other/x/01", "2027-02-11 10:00")), unasked);
    assert_eq!(
        found(stranger("p.visits/x/07", "2027-02-17 10:00")),
        unasked
    );
    assert_eq!(
        found(stranger("p.review/x/02", "2027-02-11 10:00")),
        unasked
    );
    // An id of one series under the name of another.
    let other = RuleId::of("p", "rhythm").series("x").occurrence(7);
    also(Kind::Unasked, |plan| plan.placements[VISIT_AT].id = other);
}

#[test]
fn days_that_were_planned_before_are_left_alone() {
    let (instance, mut plan) = good();
    let mut earlier = good_placement(&instance);
    earlier.id = OccurrenceId::new("p.rhythm/x/80");
    earlier.start = at("2027-01-25 03:00");
    plan.placements.push(earlier);
    assert!(verify(&instance, &plan).is_ok());
}
