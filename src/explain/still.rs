//! All else held still: an instance and the meetings as they stand come in; the same instance in which only one
//! series, and those whose meetings are in its way on some day, may be held otherwise goes out. What can be planned
//! in it can be planned in the whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::Placed;
use crate::series::Instance;
use crate::time::Slots;

/// So many days from the day looked at may those go that are in the way.
const NEAR: usize = 10;

/// Holds all still but `series` and, when a day is given, those that take the time of its people on it.
pub(super) fn hold_still(
    mut instance: Instance,
    placed: &[Placed],
    series: usize,
    day: Option<usize>,
) -> Instance {
    let in_the_way = day.map_or_else(BTreeSet::new, |day| {
        in_the_way(&instance, placed, series, day)
    });
    let mut standing: BTreeMap<usize, Vec<&Placed>> = BTreeMap::new();
    for one in placed {
        standing.entry(one.series).or_default().push(one);
    }
    for (index, other) in instance.series.iter_mut().enumerate() {
        if index == series {
            continue;
        }
        let mut still = vec![Slots::EMPTY; other.allowed.len()];
        for one in standing.get(&index).into_iter().flatten() {
            if let Some(slots) = still.get_mut(one.day) {
                *slots = slots.or(Slots::run(one.start, one.len));
            }
        }
        let near = |at: usize| {
            let near = day.is_some_and(|day| day.abs_diff(at) <= NEAR);
            near && in_the_way.contains(&index)
        };
        for (at, (allowed, still)) in other.allowed.iter_mut().zip(still).enumerate() {
            if !near(at) {
                *allowed = allowed.and(still);
            }
        }
    }
    instance
}

/// The series with a meeting on a day that takes somebody whom this one may need.
fn in_the_way(
    instance: &Instance,
    placed: &[Placed],
    series: usize,
    day: usize,
) -> BTreeSet<usize> {
    let date = instance.day(day);
    let series = instance.series.get(series);
    let cast = series.and_then(|one| one.cast_on(date));
    let seats = cast.into_iter().flat_map(|cast| &cast.seats);
    let mut people: BTreeSet<usize> = seats.flat_map(|seat| seat.any_of.clone()).collect();
    let invited = cast.and_then(|cast| cast.invited.as_ref());
    people.extend(
        invited
            .into_iter()
            .flat_map(|one| &one.members)
            .map(|one| one.0),
    );
    let there = placed.iter().filter(|one| one.day == day);
    let busy = there.filter(|one| one.people.iter().any(|who| people.contains(who)));
    busy.map(|one| one.series).collect()
}
