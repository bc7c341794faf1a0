//! The calendar a question is about, with all that is worked out once: a question comes in; the meetings by the
//! instance's numbers, the plan made of them and what it costs go out.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::Question;
use crate::plan::{Placement, Plan, assemble, read_back};
use crate::problem::{Assignment, Bound, Placed};
use crate::series::cost::LAYERS;
use crate::verify::{Weighed, weigh};

/// A calendar to be asked about.
pub(super) struct Scene<'a> {
    pub question: &'a Question<'a>,
    /// The planned meetings, each with its place among the plan's placements.
    pub placed: Vec<(usize, Placed)>,
    /// The plan of today's instance with those meetings: it says what is left out now, and why.
    pub now: Plan,
    /// What it costs.
    pub weighed: Weighed,
    /// Seconds of solving left.
    pub left: Cell<f64>,
}

impl<'a> Scene<'a> {
    pub fn new(question: &'a Question<'a>) -> Self {
        let instance = question.instance;
        let placed = read_back(instance, &question.plan.placements);
        let answer = answer(placed.iter().map(|(_, one)| one.clone()).collect());
        let now = assemble(instance, &answer, question.meta, &[question.plan]);
        Self {
            weighed: weigh(instance, &now),
            left: Cell::new(question.limit.as_secs_f64()),
            question,
            placed,
            now,
        }
    }

    /// What this meeting is in the instance's numbers, when planning chose its place.
    pub fn placed(&self, placement: &Placement) -> Option<&Placed> {
        let placements = &self.question.plan.placements;
        let mut placed = self.placed.iter();
        let found =
            placed.find(|(at, _)| placements.get(*at).is_some_and(|p| p.id == placement.id));
        found.map(|(_, placed)| placed)
    }

    /// All other planned meetings.
    pub fn others(&self, one: &Placed) -> Vec<Placed> {
        let placed = self.placed.iter().map(|(_, placed)| placed);
        placed.filter(|other| *other != one).cloned().collect()
    }

    /// The meetings of a plan by id.
    pub fn by_id(plan: &Plan) -> BTreeMap<&str, &Placement> {
        let all = plan.placements.iter();
        all.map(|one| (one.id.as_str(), one)).collect()
    }
}

/// Meetings as an answer of which nothing is proven.
pub(super) fn answer(mut placed: Vec<Placed>) -> Assignment {
    placed.sort();
    Assignment {
        placed,
        layers: [Bound::default(); LAYERS.len()],
        seconds: 0.0,
    }
}
