//! The solver against the oracle: as good in every layer, proven, and judged to keep every rule.

use cadans::problem::{Assignment, Bound};
use cadans::series::Instance;
use cadans::solver::{Limits, solve};
use cadans::verify::verify;

use super::arranged::{arranged, one_fewer};
use super::oracle::{SEEDS, plan};
use crate::oracle::{Dice, brute, small, tiny};

/// Instances on which a solver was wrong once.
const FOUND: [u64; 8] = [
    // Of two milestones of one path on one day, the second made room by moving the first, which stayed
    // where it was in the answer.
    1230, 1850, 24766,
    // Between two meetings far apart lay one by telephone, and the way between them was forgotten.
    906, 38455, 43970,
    // The way to a person's next meeting was counted twice, and a day that fits was called too full.
    4846, 56184,
];

/// The answer of the solver, judged.
fn judged(instance: &Instance, limits: &Limits, what: &str) -> Assignment {
    let answer = solve(instance, limits);
    let placed = answer.placed.len();
    let counted = verify(instance, &plan(instance, &answer));
    let counted = counted.map(|one| (one.layers, one.placed));
    assert_eq!(counted, Ok((layers(&answer), placed)), "{what}");
    answer
}

/// Enough for a plan, not always for its proof.
fn short() -> Limits<'static> {
    Limits {
        branches: 4,
        ..Limits::default()
    }
}

fn layers(answer: &Assignment) -> [i64; 7] {
    answer.layers.map(|layer| layer.value)
}

#[test]
fn the_solver_is_as_good_as_trying_everything() {
    for seed in SEEDS.chain(FOUND) {
        let instance = tiny(seed);
        let answer = judged(&instance, &Limits::default(), &format!("tiny {seed}"));
        let best = brute(&instance).layers.map(|layer| layer.value);
        assert_eq!(layers(&answer), best, "tiny {seed}");
        let low = answer.layers.map(|layer| layer.bound);
        assert!(
            low <= best,
            "tiny {seed}: {low:?} is said to be the least, and {best:?} is had"
        );
    }
}

#[test]
fn what_the_solver_finds_is_proven() {
    for seed in SEEDS.chain(FOUND) {
        let answer = solve(&tiny(seed), &Limits::default());
        let proven = |layer: &Bound| layer.bound == layer.value;
        assert!(answer.layers.iter().all(proven), "not proven: tiny {seed}");
    }
}

#[test]
fn larger_answers_keep_every_rule() {
    for seed in 0..20 {
        judged(&small(seed), &short(), &format!("small {seed}"));
    }
}

#[test]
fn the_same_input_has_the_same_answer_on_any_number_of_threads() {
    let on = |threads: usize, instance: &Instance| {
        let limits = Limits { threads, ..short() };
        let answer = solve(instance, &limits);
        (answer.placed, answer.layers)
    };
    let instances = (0..100).map(tiny).chain((0..5).map(small));
    for (number, instance) in instances.enumerate() {
        assert_eq!(on(1, &instance), on(3, &instance), "number {number}");
    }
}

#[test]
fn dropping_a_series_never_makes_it_worse() {
    for seed in SEEDS {
        let instance = tiny(seed);
        let before = layers(&solve(&instance, &Limits::default()));
        for fewer in one_fewer(&instance) {
            let after = layers(&solve(&fewer, &Limits::default()));
            assert!(after <= before, "tiny {seed}: {before:?} became {after:?}");
        }
    }
}

#[test]
fn the_order_of_the_series_changes_no_layer() {
    for seed in SEEDS {
        let instance = tiny(seed);
        let all: Vec<usize> = (0..instance.series.len()).collect();
        let order = Dice::new(seed).some(&all, all.len());
        if let Some(other) = arranged(&instance, &order) {
            let [one, other] = [&instance, &other].map(|i| solve(i, &Limits::default()));
            assert_eq!(one.layers, other.layers, "tiny {seed} as {order:?}");
        }
    }
}
