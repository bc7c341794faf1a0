//! What a change costs: what two calendars weigh comes in; the difference in each layer, and by rule, goes out.

use std::collections::BTreeMap;

use crate::ids::RuleId;
use crate::language::Text;
use crate::series::Instance;
use crate::series::cost::{FROZEN, LAYERS, MOVE_COST, MOVES};
use crate::verify::Weighed;

/// What a change costs more; less than nothing is a gain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// In each layer, in the order of [`LAYERS`]: all that `verify` counts. A meeting that people know of pays for
    /// moving.
    pub layers: [i64; LAYERS.len()],
    /// Where it comes from, moving apart: layer by layer, the dearest rule first. With it all shares of a layer
    /// add up to what it costs.
    pub shares: Vec<Share>,
}

/// What one rule has to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Index of the layer.
    pub layer: usize,
    /// The rule; `None` for what several share: people who meet on one day.
    pub rule: Option<(RuleId, Text)>,
    /// How much more.
    pub amount: i64,
}

impl Price {
    /// The price of going from one calendar to another of the same instance.
    pub(super) fn between(instance: &Instance, before: &Weighed, after: &Weighed) -> Self {
        let layers = difference(&after.layers, &before.layers);
        let mut by_rule: BTreeMap<&RuleId, ([i64; LAYERS.len()], &Text)> = BTreeMap::new();
        let mut rest = layers;
        let both = before.series.iter().zip(&after.series);
        for (series, (before, after)) in instance.series.iter().zip(both) {
            let own = difference(after, before);
            let (sum, _) = by_rule
                .entry(&series.rule)
                .or_insert(([0; LAYERS.len()], &series.title));
            add(sum, &own);
            rest = difference(&rest, &own);
        }
        let mut shares = Vec::new();
        for layer in (0..LAYERS.len()).filter(|layer| ![FROZEN, MOVES, MOVE_COST].contains(layer)) {
            let of_rule = |(rule, (sum, title)): (&&RuleId, &([i64; LAYERS.len()], &Text))| Share {
                layer,
                rule: Some(((*rule).clone(), (*title).clone())),
                amount: sum[layer],
            };
            let mut of_layer: Vec<Share> = by_rule.iter().map(of_rule).collect();
            of_layer.push(Share {
                layer,
                rule: None,
                amount: rest[layer],
            });
            of_layer.retain(|share| share.amount != 0);
            of_layer.sort_by_key(|share| -share.amount);
            shares.extend(of_layer);
        }
        Self { layers, shares }
    }

    /// Whether nothing gets worse or better, moving apart.
    pub fn is_nothing(&self) -> bool {
        self.shares.is_empty()
    }
}

fn difference(one: &[i64; LAYERS.len()], other: &[i64; LAYERS.len()]) -> [i64; LAYERS.len()] {
    std::array::from_fn(|layer| one[layer] - other[layer])
}

fn add(sum: &mut [i64; LAYERS.len()], more: &[i64; LAYERS.len()]) {
    sum.iter_mut()
        .zip(more)
        .for_each(|(sum, more)| *sum += more);
}
