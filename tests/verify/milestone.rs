//! Milestones: counted by hand, and broken.

use std::collections::BTreeSet;

use cadans::ids::OccurrenceId;
use cadans::series::{Anchor, Requirement};
use cadans::verify::{Kind, verify};
use chrono::Duration;

use super::example::{
    ADA, FAMILY, costs, counted, day, february, instance_costs, leave_out, milestone, place, plan,
    review, say, series, unpromised,
};
use super::good::{CARRIED_AT, NEXT, NEXT_AT, REVIEW, REVIEW_AT, also, found, good, move_to, only};

#[test]
fn a_milestone_costs_its_distance_from_the_target_and_each_day_late() {
    costs(review([0, 7, 14, 7]), &["2027-02-08 10:00"], [0, 0, 0, 0]);
    costs(review([0, 7, 14, 7]), &["2027-02-05 10:00"], [0, 0, 0, 1]);
    costs(review([0, 7, 14, 7]), &["2027-02-18 10:00"], [0, 0, 3, 3]);
    costs(review([0, 7, 14, 7]), &[], [1, 0, 0, 0]);
}

#[test]
fn a_milestone_of_another_term_is_not_asked_for() {
    // Due 8 March: six working days are left after the term.
    costs(review([0, 28, 35, 7]), &[], [0, 0, 0, 0]);
    // Due 5 March leaves five; due 4 March leaves four, and it belongs here.
    costs(review([0, 20, 32, 7]), &[], [0, 0, 0, 0]);
    costs(review([0, 20, 31, 7]), &["2027-02-22 10:00"], [0, 0, 0, 0]);
    costs(review([0, 20, 31, 7]), &[], [1, 0, 0, 0]);
}

#[test]
fn what_is_overdue_may_still_be_planned_and_counts_every_day() {
    let overdue = milestone(Anchor::Day(day(1, 11)), [0, 7, 14, 7]);
    let overdue = series("review", overdue, &[&[ADA], &[FAMILY]]);
    // Due 25 January; a week late counts from the plan's first day.
    costs(overdue, &["2027-02-08 10:00"], [0, 0, 14, 7]);
}

#[test]
fn a_dependant_counts_from_the_day_placed_or_from_the_due_date() {
    let mut instance = february();
    instance.series.push(review([0, 7, 14, 7]));
    let next = milestone(Anchor::Series(0), [3, 6, 7, 3]);
    instance.series.push(series("next", next, &[&[ADA]]));
    let mut from_day = plan(&instance);
    place(&instance, &mut from_day, 0, "2027-02-05 10:00", 60);
    place(&instance, &mut from_day, 1, "2027-02-15 10:00", 60);
    from_day.placements[1].due = Some(day(2, 12));
    // Target 11, due 12 February.
    say(&mut from_day, [0, 0, 3, 2]);
    let layers = [0, 0, 3, 2];
    assert_eq!(counted(&instance, &from_day), Ok((unpromised(layers), 2)));

    let mut from_due = plan(&instance);
    leave_out(&instance, &mut from_due, 0, 1);
    place(&instance, &mut from_due, 1, "2027-02-22 10:00", 60);
    from_due.placements[0].due = Some(day(2, 22));
    say(&mut from_due, [1, 0, 0, 0]);
    let layers = [1, 0, 0, 0];
    assert_eq!(counted(&instance, &from_due), Ok((unpromised(layers), 1)));
}

#[test]
fn what_counts_from_a_milestone_not_asked_for_is_not_either() {
    let mut instance = february();
    instance.series.push(review([0, 28, 35, 7]));
    let next = milestone(Anchor::Series(0), [0, 0, 0, 3]);
    instance.series.push(series("next", next, &[&[ADA]]));
    instance_costs(&instance, &[], [0, 0, 0, 0]);
}

#[test]
fn a_milestone_lies_in_its_window() {
    also(Kind::Window, |plan| {
        move_to(plan, REVIEW_AT, "2027-02-23 10:00")
    });
    also(Kind::Window, |plan| {
        move_to(plan, NEXT_AT, "2027-02-11 10:00")
    });
    // Its dependant's window moves with it.
    also(Kind::Window, |plan| {
        move_to(plan, REVIEW_AT, "2027-02-17 10:00")
    });
    only(Kind::TooMany, |plan| {
        let mut again = plan.placements[REVIEW_AT].clone();
        again.id = OccurrenceId::new("p.review/x/001");
        again.start += Duration::days(2);
        plan.placements.push(again);
    });
}

#[test]
fn a_milestone_of_another_term_is_not_placed() {
    let later = milestone(Anchor::Day(day(2, 1)), [0, 7, 40, 7]);
    let kinds = found(|instance, _| instance.series[REVIEW].requirement = later);
    assert!(kinds.contains(&Kind::Unasked), "{kinds:?}");
}

#[test]
fn one_that_stands_is_due_as_its_anchor_lies_now() {
    // It counts from the review, held on the 9th: due ten days later.
    let counts_from_the_review = |due| {
        move |instance: &mut cadans::series::Instance, plan: &mut cadans::plan::Plan| {
            let Requirement::Milestone(next) = &instance.series[NEXT].requirement else {
                unreachable!()
            };
            instance.fixed[1].milestone = Some(next.clone());
            plan.placements[CARRIED_AT].due = Some(due);
        }
    };
    let (mut instance, mut plan) = good();
    counts_from_the_review(day(2, 19))(&mut instance, &mut plan);
    assert!(verify(&instance, &plan).is_ok());
    assert_eq!(
        found(counts_from_the_review(day(2, 18))),
        BTreeSet::from([Kind::Label])
    );
}
