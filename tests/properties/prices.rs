//! What another place is said to cost is what it costs: each price of an explanation is counted again by the
//! second opinion, and no cheaper place of that day is passed over.

use std::time::Duration;

use cadans::explain::{Alternative, Outcome, Question, State, explain};
use cadans::plan::{Meta, Placement, Plan, read_back};
use cadans::problem::Placed;
use cadans::series::cost::{FROZEN, LAYERS, MOVE_COST, MOVES, QUALITY};
use cadans::series::{Anchor, Instance, Requirement};
use cadans::solver::{Limits, solve};

use super::oracle::plan;
use crate::oracle::{Days, calendars, candidates, tiny, together};

const SEEDS: std::ops::Range<u64> = 0..120;

type Vector = [i64; LAYERS.len()];

/// What meetings cost; `None` when they break a rule.
fn cost(instance: &Instance, placed: &[Placed]) -> Option<Vector> {
    let mut sum = [0; LAYERS.len()];
    let mut counts_from = Vec::new();
    for (index, series) in instance.series.iter().enumerate() {
        let anchor = match &series.requirement {
            Requirement::Milestone(milestone) => match milestone.anchor {
                Anchor::Series(other) => counts_from[other],
                Anchor::Day(_) => None,
            },
            Requirement::Cadence(_) | Requirement::Weekly(_) => None,
        };
        let own: Vec<&Placed> = placed.iter().filter(|one| one.series == index).collect();
        let all = calendars(instance, index, anchor);
        let same = |calendar: &Vec<Placed>| {
            calendar.len() == own.len() && own.iter().all(|one| calendar.contains(one))
        };
        let calendar = all.into_iter().find(|one| same(&one.placed))?;
        counts_from.push(calendar.counts_from);
        sum.iter_mut()
            .zip(calendar.cost)
            .for_each(|(sum, own)| *sum += own);
    }
    sum[QUALITY] += together(instance, placed);
    Days::new(instance).hold(placed, 0).then_some(sum)
}

/// One instance with its best plan.
struct Case {
    instance: Instance,
    plan: Plan,
    placed: Vec<Placed>,
    cost: Vector,
}

impl Case {
    fn new(seed: u64) -> Self {
        let instance = tiny(seed);
        let answer = solve(&instance, &Limits::default());
        let plan = plan(&instance, &answer);
        let cost = cost(&instance, &answer.placed).expect("a plan that holds");
        Self {
            plan,
            placed: answer.placed,
            cost,
            instance,
        }
    }

    /// What it costs when one meeting is another; `None` when that breaks a rule.
    fn with(&self, one: &Placed, other: &Placed) -> Option<Vector> {
        let mut placed = self.placed.clone();
        let at = placed
            .iter()
            .position(|known| known == one)
            .expect("a planned meeting");
        placed[at] = other.clone();
        let after = cost(&self.instance, &placed)?;
        Some(std::array::from_fn(|layer| after[layer] - self.cost[layer]))
    }

    /// The least that a place on a day costs, other than where it stands.
    fn least(&self, one: &Placed, day: usize) -> Option<Vector> {
        let ways = candidates(&self.instance, one.series).swap_remove(day);
        let others = ways
            .into_iter()
            .map(|way| way.meeting)
            .filter(|other| other != one);
        others.filter_map(|other| self.with(one, &other)).min()
    }
}

fn alternatives(case: &Case, placement: &Placement) -> Vec<Alternative> {
    let explanation = explain(&Question {
        instance: &case.instance,
        plan: &case.plan,
        published: None,
        id: &placement.id,
        meta: &Meta {
            team: "tiny".to_owned(),
            today: case.instance.first,
            zone: "Europe/Amsterdam".to_owned(),
        },
        limit: Duration::from_secs(20),
    });
    match explanation.expect("an explanation").state {
        State::Placed(_, alternatives) => alternatives,
        other => panic!("{} is {other:?}", placement.id),
    }
}

#[test]
fn each_price_is_what_it_costs_and_the_least_of_its_day() {
    let (mut priced, mut forbidden, mut moving) = (0, 0, 0);
    for seed in SEEDS {
        let case = Case::new(seed);
        for (at, here) in read_back(&case.instance, &case.plan.placements) {
            for one in alternatives(&case, &case.plan.placements[at]) {
                let day = case.instance.index(one.day).expect("a planned day");
                let least = case.least(&here, day);
                match &one.outcome {
                    Outcome::Possible(there, price) => {
                        let there = read_back(&case.instance, std::slice::from_ref(there));
                        let counted = case.with(&here, &there[0].1);
                        assert_eq!(counted, Some(price.layers), "seed {seed}: {there:?}");
                        assert_eq!(least, counted, "seed {seed}: day {day} of {here:?}");
                        for layer in
                            (0..LAYERS.len()).filter(|at| ![FROZEN, MOVES, MOVE_COST].contains(at))
                        {
                            let shares = price.shares.iter().filter(|share| share.layer == layer);
                            let sum: i64 = shares.map(|share| share.amount).sum();
                            assert_eq!(sum, price.layers[layer], "seed {seed}: layer {layer}");
                        }
                        priced += 1;
                    }
                    Outcome::Forbidden(why) => {
                        assert_eq!(least, None, "seed {seed}: day {day} of {here:?}");
                        assert!(
                            !why.is_empty(),
                            "seed {seed}: no fact forbids day {day} of {here:?}"
                        );
                        forbidden += 1;
                    }
                    Outcome::Moves(..) | Outcome::LeavesOut(_) | Outcome::Taken(_) => {
                        assert_eq!(least, None, "seed {seed}: day {day} of {here:?}");
                        moving += 1;
                    }
                }
            }
        }
    }
    assert!(
        priced > 200 && forbidden > 20 && moving > 20,
        "{priced}, {forbidden}, {moving}"
    );
}
