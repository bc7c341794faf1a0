//! What a calendar costs that nobody has promised anything about: placements come in; each layer, the share
//! of each series in it, and every sentence they break go out. So a change can be weighed before it is made.

use super::{Found, Kind, Violation, judge_quality, judge_requirements, layers, meetings, moves};
use super::{people, quality, reading};
use crate::plan::Plan;
use crate::series::Instance;
use crate::series::cost::{LAYERS, QUALITY};

/// What placements cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// Each layer, in the order of [`LAYERS`], in the units of `src/problem/OBJECTIVE.md`.
    pub layers: [i64; LAYERS.len()],
    /// The share of each series, in the order of the instance. What several share (days on which a pair
    /// meets) and what became of promises is in no share.
    pub series: Vec<[i64; LAYERS.len()]>,
    /// Every sentence about times, people and distances they break, ordered by kind.
    pub broken: Vec<Violation>,
}

/// Weighs the placements of a plan; what the plan says of itself (labels, layers, what it leaves out) is not
/// looked at.
pub fn weigh(instance: &Instance, plan: &Plan) -> Weighed {
    let mut found = Found::default();
    let meetings = reading::read(instance, plan, &mut found);
    meetings::judge(instance, &meetings, &mut found);
    people::judge(instance, &meetings, &mut found);
    let tallies = judge_requirements(instance, &meetings, &mut found);
    let moves = moves::count(instance, &meetings);
    let points = judge_quality(instance, &meetings, &tallies);
    let own = instance.series.iter().zip(&tallies);
    let mut series: Vec<_> = own
        .map(|(series, tally)| layers::of(series, tally))
        .collect();
    for meeting in &meetings {
        if let Some(share) = meeting.series.and_then(|at| series.get_mut(at)) {
            share[QUALITY] += quality::of(instance, meeting).sum();
        }
    }
    found.0.retain(|one| one.kind != Kind::Label);
    found.0.sort();
    Weighed {
        layers: layers::sum(instance, &tallies, moves, points),
        series,
        broken: found.0,
    }
}
