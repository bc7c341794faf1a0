//! The small instance of what is new: a newcomer comes in; its series, and all that stands in the way of their
//! people as meetings that stand, go out.

use std::collections::BTreeSet;

use chrono::Duration;

use super::newcomers::Newcomer;
use crate::problem::Placed;
use crate::series::{Anchor, Bundle, Fixed, FixedBy, Instance, Requirement, Series};
use crate::time::SLOT_MINUTES;

/// An instance of what is new.
pub(super) struct Small {
    pub instance: Instance,
    /// The number each new series has in the whole instance; they come first.
    pub new: Vec<usize>,
}

/// The instance of what is new; all that stands takes its people's time.
pub(super) fn beside(newcomer: &Newcomer) -> Small {
    let whole = &newcomer.instance;
    let new: Vec<usize> = newcomer.new.iter().copied().collect();
    let number = |series: usize| new.iter().position(|known| *known == series);
    let series = new.iter().filter_map(|at| whole.series.get(*at));
    let series: Vec<Series> = series
        .map(|one| renumbered(one.clone(), newcomer, &number))
        .collect();
    let people: BTreeSet<usize> = series.iter().flat_map(people).collect();
    let bundled = |bundle: &Bundle| Bundle {
        pair: bundle.pair,
        series: bundle.series.iter().filter_map(|at| number(*at)).collect(),
    };
    let bundles = whole.bundles.iter().map(bundled);
    let bundles = bundles.filter(|bundle| !bundle.series.is_empty());
    let in_the_way = |one: &&Placed| {
        !newcomer.new.contains(&one.series) && one.people.iter().any(|who| people.contains(who))
    };
    let standing = newcomer.standing.iter().filter(in_the_way);
    let standing = standing.filter_map(|one| stands(whole, one));
    let fixed = whole.fixed.iter().cloned().chain(standing).collect();
    let instance = Instance {
        term: whole.term,
        first: whole.first,
        now: whole.now,
        resources: whole.resources.clone(),
        travel: whole.travel.clone(),
        places: whole.places.clone(),
        rest: whole.rest,
        series,
        fixed,
        bundles: bundles.collect(),
        duties: Vec::new(),
        later_duties: Vec::new(),
        stays: Vec::new(),
        loads: Vec::new(),
        settled: None,
        standing: whole.standing.clone(),
        weights: whole.weights.clone(),
        workdays: whole.workdays.clone(),
        notes: Vec::new(),
    };
    Small { instance, new }
}

/// All who may take part.
fn people(series: &Series) -> Vec<usize> {
    let casts = series.casts.iter();
    casts
        .flat_map(|cast| {
            let seated = cast.seats.iter().flat_map(|seat| seat.any_of.clone());
            let invited = cast.invited.iter().flat_map(|one| &one.members);
            seated.chain(invited.map(|one| one.0)).collect::<Vec<_>>()
        })
        .collect()
}

/// A new series by its new number; what counted from a meeting that stands counts from its day.
fn renumbered(
    mut series: Series,
    newcomer: &Newcomer,
    number: &impl Fn(usize) -> Option<usize>,
) -> Series {
    series.promises.clear();
    if let Requirement::Milestone(milestone) = &mut series.requirement
        && let Anchor::Series(other) = milestone.anchor
    {
        let mut standing = newcomer.standing.iter();
        let on = standing.find(|one| one.series == other).map(|one| one.day);
        milestone.anchor = match (number(other), on) {
            (Some(new), _) => Anchor::Series(new),
            (None, Some(day)) => Anchor::Day(newcomer.instance.day(day)),
            (None, None) => Anchor::Day(newcomer.instance.term.to),
        };
    }
    series
}

/// A meeting that stands and takes its people's time.
fn stands(instance: &Instance, one: &Placed) -> Option<Fixed> {
    let series = instance.series.get(one.series)?;
    let start = instance.day(one.day).and_hms_opt(0, 0, 0)?;
    let people = one.people.iter().map(|who| (*who, String::new()));
    Some(Fixed {
        id: None,
        rule: None,
        case: None,
        title: series.title.clone(),
        start: start + Duration::minutes(i64::from(one.start * SLOT_MINUTES)),
        minutes: one.len * SLOT_MINUTES,
        people: people.collect(),
        place: series.place,
        milestone: None,
        why: FixedBy::CarriedOver,
        conflicts: Vec::new(),
    })
}
