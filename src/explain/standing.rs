//! The small instance of what is new: a newcomer comes in; its series, and all that stands in the way of their
//! people as meetings that stand, go out.

use std::collections::BTreeSet;

use chrono::Duration;

use super::newcomers::Newcomer;
use crate::problem::Placed;
use crate::rules::{Notice, Severity};
use crate::series::{
    Anchor, Bundle, Cast, Fixed, FixedBy, Instance, Milestone, Requirement, Seat, Series,
};
use crate::time::{Offset, Pauses, Rollover, SLOT_MINUTES, Slots};

/// An instance of what is new.
pub(super) struct Small {
    pub instance: Instance,
    /// The number each new series has in the whole instance; they come first.
    pub new: Vec<usize>,
    /// So many meetings that stand follow them, each as a series of its own.
    pub kept: usize,
    /// The days on which a pair that likes to meet on one day does so anyway: number of the bundle, and day.
    pub pair_days: BTreeSet<(usize, usize)>,
}

/// The instance of what is new. With `kept`, meetings that stand on a day on which their pair meets new ones, too, are asked
/// for again, at their hour alone, so that the day counts once; all others take their people's time.
pub(super) fn beside(newcomer: &Newcomer, kept: bool) -> Small {
    let whole = &newcomer.instance;
    let new: Vec<usize> = newcomer.new.iter().copied().collect();
    let number = |series: usize| new.iter().position(|known| *known == series);
    let series = new.iter().filter_map(|at| whole.series.get(*at));
    let mut series: Vec<Series> = series
        .map(|one| renumbered(one.clone(), newcomer, &number))
        .collect();
    let people: BTreeSet<usize> = series.iter().flat_map(people).collect();
    let old = whole.bundles.iter();
    let old: Vec<&Bundle> = old
        .filter(|bundle| bundle.series.iter().any(|at| number(*at).is_some()))
        .collect();
    let mut bundles: Vec<Bundle> = old.iter().map(|one| bundled(one, &number)).collect();
    let mut pair_days = BTreeSet::new();
    let mut fixed = whole.fixed.clone();
    for one in &newcomer.standing {
        let in_the_way = one.people.iter().any(|who| people.contains(who));
        if newcomer.new.contains(&one.series) || !in_the_way {
            continue;
        }
        let of = shared(&old, one);
        pair_days.extend(of.iter().map(|bundle| (*bundle, one.day)));
        if kept && !of.is_empty() && is_free(whole, one) {
            of.iter()
                .for_each(|at| bundles[*at].series.push(series.len()));
            series.extend(again(whole, one));
        } else {
            fixed.extend(stands(whole, one));
        }
    }
    let kept = series.len() - new.len();
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
        bundles,
        duties: Vec::new(),
        later_duties: Vec::new(),
        stays: Vec::new(),
        loads: Vec::new(),
        settled: None,
        workdays: whole.workdays.clone(),
        notes: Vec::new(),
    };
    Small {
        instance,
        new,
        kept,
        pair_days,
    }
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

/// A bundle with its new series alone.
fn bundled(bundle: &Bundle, number: &impl Fn(usize) -> Option<usize>) -> Bundle {
    Bundle {
        pair: bundle.pair,
        series: bundle.series.iter().filter_map(|at| number(*at)).collect(),
    }
}

/// The bundles, by their place in the list, whose pair meets here.
fn shared(bundles: &[&Bundle], one: &Placed) -> Vec<usize> {
    let meets = |bundle: &Bundle| {
        let (a, b) = bundle.pair;
        bundle.series.contains(&one.series) && [a, b].iter().all(|who| one.people.contains(who))
    };
    let all = bundles.iter().enumerate();
    all.filter(|(_, bundle)| meets(bundle))
        .map(|(at, _)| at)
        .collect()
}

/// Whether its people still have that time.
fn is_free(instance: &Instance, one: &Placed) -> bool {
    let slots = Slots::run(one.start, one.len);
    one.people.iter().all(|who| {
        let resource = instance.resources.get(*who);
        let free = resource.and_then(|resource| resource.free.get(one.day));
        free.is_some_and(|free| slots.minus(*free).is_empty())
    })
}

/// A meeting that stands, asked for at its hour with its people and at no other.
fn again(instance: &Instance, one: &Placed) -> Option<Series> {
    let series = instance.series.get(one.series)?.clone();
    let day = instance.day(one.day);
    let seat = |who: &usize| Seat {
        role: String::new(),
        any_of: vec![*who],
    };
    let mut allowed = vec![Slots::EMPTY; instance.day_count()];
    *allowed.get_mut(one.day)? = Slots::run(one.start, one.len);
    Some(Series {
        severity: Severity::Hard,
        requirement: Requirement::Milestone(Milestone {
            anchor: Anchor::Day(day),
            from: Offset::ZERO,
            target: Offset::ZERO,
            due: Offset::ZERO,
            late_max: Offset::ZERO,
            rollover: Rollover::None,
            pauses: Pauses::NONE,
            legal: true,
        }),
        casts: vec![Cast {
            from: day,
            to: day,
            seats: one.people.iter().map(seat).collect(),
            invited: None,
        }],
        minutes: (one.len * SLOT_MINUTES, one.len * SLOT_MINUTES),
        allowed,
        fixed_start: None,
        preferred: None,
        office: None,
        avoid: Vec::new(),
        usual_start: None,
        notice: Notice::NONE,
        promises: Vec::new(),
        ..series
    })
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
