//! The cost of the whole plan: the tallies of its series come in; the layers, and where the plan
//! says otherwise, go out.

use std::collections::BTreeMap;

use super::moves::Moves;
use super::{Found, Kind, Points, Tally};
use crate::plan::{Plan, Status};
use crate::rules::Severity;
use crate::series::cost::{HARD, LATE, LAYERS, QUALITY, SOFT};
use crate::series::{Instance, Series};

/// Adds up the tallies of the series, what moves, and the points of the meetings.
pub(super) fn sum(
    instance: &Instance,
    tallies: &[Tally],
    moves: Moves,
    quality: Points,
) -> [i64; LAYERS.len()] {
    let mut layers = [0; LAYERS.len()];
    moves.add_to(&mut layers);
    for (series, tally) in instance.series.iter().zip(tallies) {
        let own = of(series, tally);
        layers
            .iter_mut()
            .zip(own)
            .for_each(|(sum, own)| *sum += own);
    }
    layers[QUALITY] = quality.sum();
    layers
}

/// What one series costs by itself.
pub(super) fn of(series: &Series, tally: &Tally) -> [i64; LAYERS.len()] {
    let mut layers = [0; LAYERS.len()];
    let left_out = match series.severity {
        Severity::Hard => HARD,
        Severity::Soft | Severity::Advice => SOFT,
    };
    layers[left_out] = tally.left_out;
    layers[LATE] = tally.late;
    layers[QUALITY] = tally.quality.sum();
    layers
}

/// The plan says what it costs, and claims no proof that cannot be.
pub(super) fn judge(plan: &Plan, counted: &[i64; LAYERS.len()], found: &mut Found) {
    found.unless(plan.layers.len() == LAYERS.len(), Kind::Layer, || {
        format!("{} layers, not {}", plan.layers.len(), LAYERS.len())
    });
    for ((layer, name), value) in plan.layers.iter().zip(LAYERS).zip(counted) {
        found.unless(
            layer.name == name && layer.value == *value,
            Kind::Layer,
            || format!("{} {}, but counted {name} {value}", layer.name, layer.value),
        );
        let proven = layer.bound == layer.value;
        found.unless(
            layer.bound <= layer.value && layer.proven == proven,
            Kind::Proof,
            || format!("{name}: value {}, bound {}", layer.value, layer.bound),
        );
    }
    the_status_follows(plan, found);
}

/// Status, objective and bound are the first layer's that is not proven, else the last one's.
fn the_status_follows(plan: &Plan, found: &mut Found) {
    let open = plan.layers.iter().find(|layer| !layer.proven);
    let status = if open.is_some() {
        Status::Feasible
    } else {
        Status::Optimal
    };
    let shown = open.or(plan.layers.last());
    let (objective, bound) = shown.map_or((0, 0), |layer| (layer.value, layer.bound));
    let same = (plan.status, plan.objective, plan.bound) == (status, objective, bound);
    found.unless(same, Kind::Proof, || {
        format!("the plan is {status:?} with objective {objective} and bound {bound}")
    });
    let gap = match objective - bound {
        0 => 0.0,
        off => off as f64 / objective.abs().max(1) as f64,
    };
    found.unless((plan.gap - gap).abs() < 1e-9, Kind::Proof, || {
        format!("the gap is {gap}")
    });
}

/// What is left out is listed once, under its severity, and nothing else is.
pub(super) fn judge_left_out(
    instance: &Instance,
    plan: &Plan,
    tallies: &[Tally],
    found: &mut Found,
) {
    let mut missing: BTreeMap<_, i64> = BTreeMap::new();
    for (series, tally) in instance.series.iter().zip(tallies) {
        *missing
            .entry((series.id.clone(), series.severity))
            .or_default() += tally.left_out;
    }
    for entry in &plan.left_out {
        *missing
            .entry((entry.id.series(), entry.severity))
            .or_default() -= 1;
    }
    for ((series, severity), count) in missing {
        found.unless(count == 0, Kind::LeftOut, || {
            format!("{series} ({severity:?}): {count} more are left out than listed")
        });
    }
}
