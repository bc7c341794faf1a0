//! Never worse than leaving it alone: whatever work a search may do, a plan of a team with a scarce scientist leaves out
//! no more than with less of it, and a published plan is no worse than before, but for what became impossible. Work is
//! counted, not timed.

use std::time::Duration;

use cadans::problem::{self, Assignment};
use cadans::series::Instance;
use cadans::series::cost::{HARD, LAYERS, MOVES, SOFT};
use cadans::solver::{Limits, look, solve};
use cadans::time::{Slots, Term};
use cadans::verify::verify;

use super::moves::promised;
use super::oracle::plan;
use crate::oracle::Dice;
use crate::synthetic::{self, Size, TEAM};

/// Work for a search: none, stopped while it begins, in the middle of a layer, and enough for most of it.
const WORK: [u64; 6] = [0, 30, 300, 1_000, 3_000, 10_000];

/// A team with one scientist and visits, so many weeks long.
fn team(workers: usize, families: usize, short: bool, seed: u64) -> Instance {
    let size = Size {
        workers,
        families,
        short,
        seed,
        scientists: 1,
        visits: true,
        ..TEAM
    };
    let day = |text: &str| text.parse().expect("a day");
    let term = Term {
        from: day("2027-01-04"),
        to: day("2027-02-14"),
    };
    synthetic::instance(size, term)
}

/// So much work, and time for all of it.
fn work(work: u64) -> Limits<'static> {
    Limits {
        time: Duration::from_secs(3_600),
        branches: 60,
        work,
        ..Limits::default()
    }
}

/// The answer after so much work, which keeps every rule.
fn after(instance: &Instance, most: u64) -> Assignment {
    let answer = solve(instance, &work(most));
    let counted = verify(instance, &plan(instance, &answer)).expect("it keeps every rule");
    assert_eq!(counted.layers, layers(&answer));
    assert_eq!(counted.placed, answer.placed.len());
    answer
}

fn layers(answer: &Assignment) -> [i64; LAYERS.len()] {
    answer.layers.map(|layer| layer.value)
}

fn left_out(answer: &Assignment) -> i64 {
    answer.layers[HARD].value + answer.layers[SOFT].value
}

#[test]
fn with_a_scarce_scientist_more_work_leaves_out_no_more() {
    for seed in 1..3 {
        let instance = team(3, 12, true, seed);
        let mut before: Option<(i64, [i64; LAYERS.len()])> = None;
        for work in WORK {
            let answer = after(&instance, work);
            let now = (left_out(&answer), layers(&answer));
            if let Some(before) = before {
                let said = format!("seed {seed}, {work}: {before:?} became {now:?}");
                assert!(now.0 <= before.0 && now.1 <= before.1, "{said}");
            }
            before = Some(now);
        }
    }
}

#[test]
fn a_published_plan_loses_nothing_however_little_work_there_is() {
    for seed in 1..3 {
        let instance = team(4, 14, false, seed);
        let first = after(&instance, 3_000);
        let published = promised(instance, &first, &mut Dice::new(seed));
        for work in WORK {
            let answer = after(&published, work);
            let said = format!("seed {seed}, {work}: {:?}", layers(&answer));
            assert!(left_out(&answer) <= left_out(&first), "{said}");
            let moved = answer.layers[MOVES].value;
            assert!(work > 0 || moved == 0, "{said}");
            assert!(
                answer.layers[HARD].value <= first.layers[HARD].value,
                "{said}"
            );
        }
    }
}

#[test]
fn what_illness_leaves_possible_stays_however_little_work_there_is() {
    for seed in 1..3 {
        let instance = team(4, 14, false, seed);
        let first = after(&instance, 3_000);
        let mut ill = promised(instance, &first, &mut Dice::new(seed));
        let (who, days) = (1, 7..21);
        let impossible = first
            .placed
            .iter()
            .filter(|one| days.contains(&one.day) && one.people.contains(&who));
        let impossible = impossible.count() as i64;
        ill.resources[who].free[days.clone()].fill(Slots::EMPTY);
        let mut before = i64::MAX;
        for work in WORK {
            let answer = after(&ill, work);
            let said = format!("seed {seed}, {work}: {:?}, {impossible}", layers(&answer));
            assert!(left_out(&answer) <= left_out(&first) + impossible, "{said}");
            assert!(left_out(&answer) <= before, "{said}");
            before = left_out(&answer);
        }
    }
}

#[test]
fn stopped_at_once_a_plan_holds_all_that_fits_beside_it() {
    let instance = team(3, 12, false, 1);
    let limits = Limits {
        time: Duration::ZERO,
        ..Limits::default()
    };
    let at_once = solve(&instance, &limits);
    // Whoever could still be placed without moving anybody would be: the whole search finds no more that is required
    // by more than what moving others gains.
    let later = after(&instance, 3_000);
    let few = later.placed.len() as i64 / 20;
    assert!(left_out(&at_once) <= left_out(&later) + few);
}

#[test]
fn what_gains_in_one_layer_loses_little_in_the_others() {
    let mut gained = 0;
    for (workers, families, seed) in [(2, 20, 2), (2, 24, 1), (3, 27, 1), (3, 33, 2)] {
        let instance = team(workers, families, true, seed);
        let mut required = [0.0; LAYERS.len()];
        required[HARD] = 1.0;
        let [before, after] = look(&problem::build(&instance), &required, &work(20_000));
        gained += before[HARD] - after[HARD];
        let lost = |layers: [i64; LAYERS.len()]| layers[HARD] + layers[SOFT];
        let said = format!("{workers}, {families}: {before:?} became {after:?}");
        assert!(after <= before && lost(after) <= lost(before) + 2, "{said}");
    }
    assert!(gained > 0, "nothing was gained");
}
