//! Days of people and families, broken in every way.

use std::collections::BTreeSet;

use cadans::ids::{CaseCode, OccurrenceId, RuleId};
use cadans::plan::Plan;
use cadans::series::Instance;
use cadans::verify::{Kind, verify};

use super::example::{ADA, BRAM, CAS, place, say, text};
use super::good::{
    AGREED_AT, GROUP, POINTS, REVIEW, RHYTHM, VISIT_AT, agreed, found, good, move_to, only,
    only_asked,
};

#[test]
fn nobody_is_in_two_meetings_at_once() {
    only(Kind::Overlap, |plan| {
        move_to(plan, VISIT_AT, "2027-02-08 10:30")
    });
    only(Kind::Overlap, |plan| {
        move_to(plan, VISIT_AT, "2027-02-08 10:00")
    });
    only(Kind::Overlap, |plan| {
        move_to(plan, VISIT_AT, "2027-02-08 09:30")
    });
    // The family, in one that stands; siblings are one family.
    let family = |instance: &mut Instance, plan: &mut Plan| {
        let mut sibling = instance.series[REVIEW].clone();
        sibling.id = RuleId::of("p", "review").series("y");
        sibling.case = Some(CaseCode::new("K9YY"));
        sibling.casts[0].seats[0].any_of = vec![CAS];
        instance.series.push(sibling);
        place(instance, plan, GROUP + 1, "2027-02-09 10:30", 60);
        say(plan, [0, 1, 0, POINTS]);
    };
    assert_eq!(found(family), BTreeSet::from([Kind::Overlap]));
}

#[test]
fn from_one_place_to_another_takes_time() {
    // The rhythm is at the office until eleven, the visit in the north.
    only(Kind::Travel, |plan| {
        move_to(plan, VISIT_AT, "2027-02-08 11:15")
    });
    only(Kind::Travel, |plan| {
        move_to(plan, VISIT_AT, "2027-02-08 09:00")
    });
    let (instance, mut plan) = good();
    move_to(&mut plan, VISIT_AT, "2027-02-08 11:30");
    assert!(verify(&instance, &plan).is_ok());
    // By telephone it takes none.
    let (mut instance, mut plan) = good();
    move_to(&mut plan, VISIT_AT, "2027-02-08 11:00");
    instance.series[RHYTHM].place = None;
    plan.placements[..4]
        .iter_mut()
        .for_each(|placement| placement.place = None);
    assert!(verify(&instance, &plan).is_ok());
}

#[test]
fn standing_meetings_may_conflict_with_each_other_only() {
    let (mut instance, plan) = good();
    instance.travel = vec![vec![0, 0], vec![0, 0]];
    let mut twin = agreed();
    twin.title = text("twin");
    instance.fixed.push(twin);
    let mut doubled = plan.clone();
    let mut placement = plan.placements[AGREED_AT].clone();
    placement.id = OccurrenceId::new("agreed/twin/01");
    doubled.placements.push(placement);
    assert!(verify(&instance, &doubled).is_ok());
}

#[test]
fn nobody_has_more_meetings_in_a_day_than_their_maximum() {
    only_asked(Kind::DailyMax, |instance| {
        instance.resources[ADA].max_per_day = Some(1)
    });
    let (mut instance, plan) = good();
    instance.resources[ADA].max_per_day = Some(2);
    instance.resources[BRAM].max_per_day = Some(1);
    assert!(verify(&instance, &plan).is_ok());
    // What stands takes of it, and alone may exceed it.
    instance.resources[ADA].max_per_day = Some(0);
    instance.series.clear();
    let mut empty = plan.clone();
    empty.placements.drain(..AGREED_AT);
    empty.left_out.clear();
    instance.bundles.clear();
    say(&mut empty, [0; 4]);
    assert!(verify(&instance, &empty).is_ok());
}
