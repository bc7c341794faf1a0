//! Series of the same two people that are drawn together on one day.

use std::collections::{BTreeMap, BTreeSet};

use super::Bundle;
use super::world::Draft;

/// Finds each pair of staff that shares two or more series of bundled rules.
pub(super) fn add(draft: &mut Draft) {
    let mut shared: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    let instance = &draft.instance;
    for series in &draft.bundled {
        for cast in &instance.series[*series].casts {
            let mut staff: Vec<usize> = instance.colleagues(cast).collect();
            staff.sort_unstable();
            for (at, one) in staff.iter().enumerate() {
                for other in &staff[at + 1..] {
                    shared.entry((*one, *other)).or_default().insert(*series);
                }
            }
        }
    }
    let bundles = shared
        .into_iter()
        .filter(|(_, series)| series.len() > 1)
        .map(|(pair, series)| Bundle {
            pair,
            series: series.into_iter().collect(),
        });
    draft.instance.bundles = bundles.collect();
}
