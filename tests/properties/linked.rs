//! Rhythms that count from a meeting of the same plan, have a first of their own, or change their form on the way: the
//! solver is as good as trying everything, and the judge counts what was found.

use cadans::rules::Gap;
use cadans::series::{Cadence, Follows, Instance, Requirement};
use cadans::solver::{Limits, solve};
use cadans::verify::verify;
use chrono::Days;

use super::oracle::plan;
use crate::oracle::{Dice, brute, tiny};

/// A tiny instance whose rhythms are linked, and how many of each kind: counted from a meeting, changed, and with a first
/// of their own.
fn linked(seed: u64) -> (Instance, [usize; 3]) {
    let whole = tiny(seed);
    let mut dice = Dice::new(seed + 70_000);
    let mut instance = Instance {
        series: Vec::new(),
        ..whole.clone()
    };
    let mut kinds = [0; 3];
    let mut places = Vec::new();
    for series in &whole.series {
        let mut one = series.clone();
        places.push(instance.series.len());
        match &mut one.requirement {
            Requirement::Milestone(milestone) => {
                if let cadans::series::Anchor::Series(at) = milestone.anchor {
                    milestone.anchor = cadans::series::Anchor::Series(places[at]);
                }
            }
            Requirement::Cadence(rhythm) => {
                let meets = |at: &usize| {
                    let one = &instance.series[*at].requirement;
                    matches!(one, Requirement::Milestone(_))
                };
                let meetings: Vec<usize> = (0..instance.series.len()).filter(meets).collect();
                let alone = whole
                    .series
                    .iter()
                    .filter(|other| other.id == series.id)
                    .count()
                    == 1;
                let days = (rhythm.to - rhythm.from).num_days();
                if alone && dice.chance(40) {
                    rhythm.first = Some(gap(&mut dice));
                    rhythm.held = true;
                    kinds[2] += 1;
                }
                if alone && rhythm.next.is_none() && !meetings.is_empty() && dice.chance(60) {
                    rhythm.follows = Some(Follows::Meeting(dice.pick(&meetings)));
                    rhythm.held = true;
                    kinds[0] += 1;
                } else if alone && rhythm.count_max.is_none() && days >= 2 && dice.chance(70) {
                    let (first, rest) = changed(*rhythm, instance.series.len(), &mut dice);
                    *rhythm = first;
                    instance.series.push(one.clone());
                    one.requirement = Requirement::Cadence(rest);
                    kinds[1] += 1;
                }
            }
            Requirement::Weekly(_) => {}
        }
        instance.series.push(one);
    }
    (instance, kinds)
}

fn gap(dice: &mut Dice) -> Gap {
    let min = dice.size(0, 2);
    let target = min.max(1) + dice.size(0, 2);
    let max = target + dice.size(0, 1);
    Gap {
        min,
        target,
        max,
        limit: max + dice.size(0, 2),
        free: 0,
        grace: 0,
    }
}

/// A rhythm that has another form from some day on; the first part will be series number `at`.
fn changed(whole: Cadence, at: usize, dice: &mut Dice) -> (Cadence, Cadence) {
    let most = (whole.to - whole.from).num_days() - 1;
    let last = whole.from + Days::new(dice.from(0, most) as u64);
    let other = gap(dice);
    let first = Cadence {
        to: last,
        next: None,
        goes_on: true,
        runs_on: true,
        ..whole
    };
    let rest = Cadence {
        follows: Some(Follows::Part(at)),
        first: None,
        from: last.succ_opt().expect("a day"),
        min: other.min,
        target: other.target,
        max: other.max,
        limit: other.limit,
        free: dice.size(0, other.limit - other.target),
        grace: 0,
        ..whole
    };
    (first, rest)
}

#[test]
fn linked_rhythms_are_planned_as_well_as_by_trying_everything() {
    let mut seen = [0; 3];
    for seed in 0..400 {
        let (instance, kinds) = linked(seed);
        if kinds == [0; 3] {
            continue;
        }
        let answer = solve(&instance, &Limits::default());
        let best = brute(&instance).layers.map(|layer| layer.value);
        let found = answer.layers.map(|layer| layer.value);
        assert_eq!(found, best, "linked {seed}");
        let judged = verify(&instance, &plan(&instance, &answer));
        let counted = judged.map(|counted| counted.layers);
        assert_eq!(counted, Ok(best), "linked {seed}");
        seen.iter_mut()
            .zip(kinds)
            .for_each(|(sum, own)| *sum += own);
    }
    assert!(seen.iter().all(|count| *count > 50), "{seen:?}");
}
