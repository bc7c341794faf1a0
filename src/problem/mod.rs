//! The optimisation problem: an [`Instance`] comes in; candidates (a meeting on a day with these
//! people), paths through them and their costs go out. The answer's shape lives here too, so that
//! nothing after the solver needs the solver.
//!
//! A promised hour is a candidate of its own (`promise`), so that a day problem knows what moving
//! costs and its bound holds.
#![doc = include_str!("OBJECTIVE.md")]
#![doc = include_str!("FORMAT.md")]

mod answer;
mod cadence;
mod candidate;
mod cost;
mod export;
mod graph;
mod groups;
mod milestone;
mod parts;
mod promise;
mod quality;
mod weekly;

pub use answer::{Assignment, Bound, Placed};
pub use candidate::{Candidate, SlotClass};
pub use cost::Cost;
pub use export::{Exported, export};
pub use graph::{Graph, Node, Path, Port};
pub use groups::Group;
pub use parts::Part;

use crate::series::{Instance, Requirement, cost as unit};
use crate::time::{Between, SLOT_MINUTES, Slots};

/// Everything a solver needs to know; indices of people, series and days are the instance's.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Every way to hold a meeting on a day.
    pub candidates: Vec<Candidate>,
    /// How they follow each other.
    pub graph: Graph,
    /// Travel between places in slots, rounded up.
    pub travel: std::sync::Arc<Vec<Vec<u32>>>,
    /// Most further meetings per resource and day; `u32::MAX` when unbounded.
    pub room: Vec<Vec<u32>>,
    /// The breaks per resource and day, which travel must leave alone.
    pub breaks: Vec<Vec<Slots>>,
    /// Groups of candidates whose number costs something.
    pub groups: Vec<Group>,
    /// The groups each candidate is in, and how much it counts there.
    pub groups_of: Vec<Vec<(usize, u32)>>,
    /// Days planned.
    pub days: usize,
    /// People and families.
    pub resources: usize,
}

impl Problem {
    /// What lies between two candidates of a day: the way, and the breaks of those whom both need.
    pub fn between(&self, one: &Candidate, other: &Candidate) -> Between {
        let both = one.people.iter().filter(|who| other.people.contains(who));
        Between {
            way: self.way(one, other),
            breaks: both.fold(Slots::EMPTY, |all, who| all.or(self.breaks[*who][one.day])),
        }
    }

    /// Slots of travel between two candidates.
    pub fn way(&self, one: &Candidate, other: &Candidate) -> u32 {
        self.way_between(one.place, other.place)
    }

    /// Slots of travel between two places; none from or to a meeting at a distance.
    pub fn way_between(&self, one: Option<usize>, other: Option<usize>) -> u32 {
        match (one, other) {
            (Some(here), Some(there)) => self.travel[here][there],
            _ => 0,
        }
    }
}

/// Writes the problem of an instance down.
pub fn build(instance: &Instance) -> Problem {
    let mut candidates = candidate::Pool::new(instance);
    let mut graph = Graph::default();
    for (index, series) in instance.series.iter().enumerate() {
        match &series.requirement {
            Requirement::Milestone(milestone) => {
                milestone::add(instance, index, milestone, &mut candidates, &mut graph);
            }
            Requirement::Cadence(cadence) => {
                cadence::add(instance, index, cadence, &mut candidates, &mut graph);
            }
            Requirement::Weekly(weekly) => {
                weekly::add(instance, index, weekly, &mut candidates, &mut graph);
            }
        }
    }
    let candidates = candidates.list;
    let groups = groups::of(instance, &candidates);
    Problem {
        groups_of: groups_of(&groups, candidates.len()),
        groups,
        candidates,
        graph,
        travel: travel_slots(instance).into(),
        room: room(instance),
        breaks: instance
            .resources
            .iter()
            .map(|one| one.breaks.clone())
            .collect(),
        days: instance.day_count(),
        resources: instance.resources.len(),
    }
}

fn travel_slots(instance: &Instance) -> Vec<Vec<u32>> {
    let to_slots = |minutes: &u32| minutes.div_ceil(SLOT_MINUTES);
    instance
        .travel
        .iter()
        .map(|row| row.iter().map(to_slots).collect())
        .collect()
}

/// What the daily maxima leave beside the fixed meetings.
fn room(instance: &Instance) -> Vec<Vec<u32>> {
    let unbounded = |most: Option<u32>| vec![most.unwrap_or(u32::MAX); instance.day_count()];
    let mut room: Vec<Vec<u32>> = instance
        .resources
        .iter()
        .map(|resource| unbounded(resource.max_per_day))
        .collect();
    for fixed in &instance.fixed {
        let Some(day) = instance.index(fixed.start.date()) else {
            continue;
        };
        for (resource, _) in &fixed.people {
            if instance.resources[*resource].max_per_day.is_some() {
                room[*resource][day] = room[*resource][day].saturating_sub(1);
            }
        }
    }
    room
}

fn groups_of(groups: &[Group], candidates: usize) -> Vec<Vec<(usize, u32)>> {
    let mut groups_of = vec![Vec::new(); candidates];
    for (group, Group { members, .. }) in groups.iter().enumerate() {
        for (member, amount) in members {
            groups_of[*member].push((group, *amount));
        }
    }
    groups_of
}

/// The unit of an obligation of this severity that is left out.
fn left_out(severity: crate::rules::Severity, count: i64) -> Cost {
    let layer = match severity {
        crate::rules::Severity::Hard => unit::HARD,
        crate::rules::Severity::Soft | crate::rules::Severity::Advice => unit::SOFT,
    };
    Cost::of(layer, count)
}
