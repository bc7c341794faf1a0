//! The same instance with its series in another order, or with one fewer.

use cadans::series::{Anchor, Bundle, Instance, Requirement};

/// The instance with these of its series, in this order; `None` when one counts from a series that
/// is not there or stands after it.
pub fn arranged(instance: &Instance, order: &[usize]) -> Option<Instance> {
    let place = |old: usize| order.iter().position(|index| *index == old);
    let mut series = Vec::new();
    for (at, old) in order.iter().enumerate() {
        let mut one = instance.series[*old].clone();
        if let Requirement::Milestone(milestone) = &mut one.requirement
            && let Anchor::Series(anchor) = milestone.anchor
        {
            milestone.anchor = Anchor::Series(place(anchor).filter(|anchor| *anchor < at)?);
        }
        series.push(one);
    }
    let bundle = |bundle: &Bundle| Bundle {
        pair: bundle.pair,
        series: bundle.series.iter().filter_map(|old| place(*old)).collect(),
    };
    let bundles = instance.bundles.iter().map(bundle).collect();
    Some(Instance {
        series,
        bundles,
        ..instance.clone()
    })
}

/// The instance without one series, for each that nothing counts from.
pub fn one_fewer(instance: &Instance) -> impl Iterator<Item = Instance> {
    let count = instance.series.len();
    (0..count).filter_map(move |gone| {
        let order: Vec<usize> = (0..count).filter(|index| *index != gone).collect();
        arranged(instance, &order)
    })
}
