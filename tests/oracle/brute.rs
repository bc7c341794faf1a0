//! The exhaustive search: each series takes each of its possible calendars in turn; what cannot stand
//! together or can no longer become the best is not followed further.

use std::collections::{BTreeMap, BTreeSet};

use cadans::problem::{Assignment, Bound, Placed};
use cadans::series::{Anchor, Follows, Instance, Requirement, cost};
use chrono::NaiveDate;

use super::calendars::{Calendar, calendars};
use super::days::Days;
use super::points::{Vector, plus, vector};
use super::together::{together, without_lone};

/// The best answer to an instance, by trying all of them; only for tiny ones.
pub fn brute(instance: &Instance) -> Assignment {
    let search = Search::new(instance);
    let mut best = Best {
        cost: [i64::MAX; 7],
        placed: Vec::new(),
    };
    search.descend(
        0,
        &mut Vec::new(),
        &mut vec![None; instance.series.len()],
        [0; 7],
        &mut best,
    );
    best.placed.sort();
    Assignment {
        placed: best.placed,
        layers: best.cost.map(|value| Bound {
            value,
            bound: value,
        }),
        seconds: 0.0,
    }
}

struct Best {
    cost: Vector,
    placed: Vec<Placed>,
}

struct Search<'a> {
    instance: &'a Instance,
    days: Days<'a>,
    /// Series in the order they are tried: milestones first, since others count from them.
    order: Vec<usize>,
    /// Every calendar of each series, cheapest first, by the day it counts from.
    choices: Vec<BTreeMap<Option<NaiveDate>, Vec<Calendar>>>,
    /// From each step of the order on: the least that all that follows costs.
    least: Vec<Vector>,
}

impl<'a> Search<'a> {
    fn new(instance: &'a Instance) -> Self {
        let choices = all_choices(instance);
        let mut order: Vec<usize> = (0..instance.series.len()).collect();
        order.sort_by_key(|at| match instance.series[*at].requirement {
            Requirement::Milestone(_) => 0,
            Requirement::Weekly(_) => 1,
            Requirement::Cadence(_) => 2,
        });
        let mut least = vec![[0; 7]];
        for at in order.iter().rev() {
            let own = choices[*at]
                .values()
                .map(|list| list[0].cost)
                .min()
                .unwrap_or_default();
            least.push(plus(own, least[least.len() - 1]));
        }
        least.reverse();
        Self {
            instance,
            days: Days::new(instance),
            order,
            choices,
            least,
        }
    }

    /// Tries every calendar of the series at `step` beside what is `placed`. `counts_from[s]` is the
    /// day that dependants of series `s` count from.
    fn descend(
        &self,
        step: usize,
        placed: &mut Vec<Placed>,
        counts_from: &mut Vec<Option<NaiveDate>>,
        cost: Vector,
        best: &mut Best,
    ) {
        let Some(&series) = self.order.get(step) else {
            let points = together(self.instance, placed);
            let cost = plus(cost, vector([0, 0, 0, points]));
            if cost < best.cost {
                *best = Best {
                    cost,
                    placed: placed.clone(),
                };
            }
            return;
        };
        let anchor = match &self.instance.series[series].requirement {
            Requirement::Milestone(milestone) => match milestone.anchor {
                Anchor::Series(other) => counts_from[other],
                Anchor::Day(_) => None,
            },
            Requirement::Cadence(rhythm) => match rhythm.follows {
                Some(Follows::Meeting(other) | Follows::Part(other)) => counts_from[other],
                None => None,
            },
            Requirement::Weekly(_) => None,
        };
        let before = placed.len();
        let shared = vector([0, 0, 0, without_lone(self.instance, placed)]);
        for calendar in &self.choices[series][&anchor] {
            let so_far = plus(cost, calendar.cost);
            if plus(plus(so_far, shared), self.least[step + 1]) >= best.cost {
                break;
            }
            placed.extend(calendar.placed.iter().cloned());
            if self.days.hold(placed, before) {
                counts_from[series] = calendar.counts_from;
                self.descend(step + 1, placed, counts_from, so_far, best);
            }
            placed.truncate(before);
        }
    }
}

/// Every calendar of every series, for every day it may have to count from.
fn all_choices(instance: &Instance) -> Vec<BTreeMap<Option<NaiveDate>, Vec<Calendar>>> {
    let mut choices: Vec<BTreeMap<Option<NaiveDate>, Vec<Calendar>>> = Vec::new();
    for (at, series) in instance.series.iter().enumerate() {
        let anchors: BTreeSet<Option<NaiveDate>> = match &series.requirement {
            Requirement::Milestone(milestone) => match milestone.anchor {
                Anchor::Series(other) => choices[other]
                    .values()
                    .flatten()
                    .map(|choice| choice.counts_from)
                    .collect(),
                Anchor::Day(_) => BTreeSet::from([None]),
            },
            Requirement::Cadence(rhythm) => match rhythm.follows {
                Some(Follows::Meeting(other) | Follows::Part(other)) => choices[other]
                    .values()
                    .flatten()
                    .map(|choice| choice.counts_from)
                    .collect(),
                None => BTreeSet::from([None]),
            },
            Requirement::Weekly(_) => BTreeSet::from([None]),
        };
        let sorted = |anchor| {
            let mut list = calendars(instance, at, anchor);
            list.sort_by(|one, other| (one.cost, &one.placed).cmp(&(other.cost, &other.placed)));
            (anchor, list)
        };
        choices.push(anchors.into_iter().map(sorted).collect());
    }
    assert_eq!(cost::LAYERS.len(), 7);
    choices
}
