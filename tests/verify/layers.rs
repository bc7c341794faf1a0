//! What a plan says of itself: what is left out, what it costs, what is proven.

use std::collections::BTreeSet;

use cadans::ids::OccurrenceId;
use cadans::plan::{Plan, Status};
use cadans::rules::Severity;
use cadans::series::cost::{LAYERS, QUALITY};
use cadans::verify::{Kind, verify};

use super::good::{POINTS, REVIEW_AT, also, found, good, only};

#[test]
fn what_is_left_out_is_listed_and_nothing_else() {
    only(Kind::LeftOut, |plan| plan.left_out.clear());
    only(Kind::LeftOut, |plan| {
        let mut twin = plan.left_out[0].clone();
        twin.id = OccurrenceId::new("p.visits/x/09");
        plan.left_out.push(twin);
    });
    only(Kind::LeftOut, |plan| {
        plan.left_out[0].id = OccurrenceId::new("p.review/x/09")
    });
    only(Kind::LeftOut, |plan| {
        plan.left_out[0].severity = Severity::Hard
    });
    // A meeting forgotten is missed.
    let forgotten = found(|_, plan| drop(plan.placements.remove(REVIEW_AT)));
    assert!(forgotten.is_superset(&BTreeSet::from([Kind::LeftOut, Kind::Layer])));
}

#[test]
fn the_layers_say_what_the_placements_cost() {
    for layer in 0..LAYERS.len() {
        also(Kind::Layer, |plan| plan.layers[layer].value += 1);
        also(Kind::Layer, |plan| plan.layers[layer].value -= 1);
    }
    only(Kind::Layer, |plan| plan.layers[0].name = "hard".to_owned());
    also(Kind::Layer, |plan| plan.layers.truncate(2));
}

#[test]
fn nothing_is_said_to_be_proven_that_cannot_be() {
    only(Kind::Proof, |plan| plan.layers[QUALITY].bound = POINTS + 1);
    only(Kind::Proof, |plan| plan.layers[QUALITY].bound = 0);
    only(Kind::Proof, |plan| plan.layers[QUALITY].proven = false);
    only(Kind::Proof, |plan| plan.status = Status::Feasible);
    only(Kind::Proof, |plan| plan.objective += 1);
    only(Kind::Proof, |plan| plan.bound -= 1);
    only(Kind::Proof, |plan| plan.gap = 0.1);

    let open = |plan: &mut Plan| {
        plan.layers[QUALITY].bound = 15;
        plan.layers[QUALITY].proven = false;
        plan.status = Status::Feasible;
        (plan.objective, plan.bound, plan.gap) = (POINTS, 15, (POINTS - 15) as f64 / POINTS as f64);
    };
    let (instance, mut plan) = good();
    open(&mut plan);
    assert!(verify(&instance, &plan).is_ok());
    only(Kind::Proof, |plan| {
        open(plan);
        plan.status = Status::Optimal;
    });
}
