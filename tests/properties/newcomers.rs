//! Something new beside a calendar that stands: what `rank` says it costs is what trying every calendar of it
//! costs, and the order is the same.

use std::collections::BTreeSet;

use cadans::explain::{Newcomer, Tried, rank};
use cadans::problem::{Assignment, Placed};
use cadans::series::cost::{LAYERS, QUALITY};
use cadans::series::{Anchor, Fixed, FixedBy, Instance, Requirement};
use cadans::solver::{Limits, solve};
use cadans::verify::weigh;
use chrono::Duration;

use super::oracle::plan;
use crate::oracle::{Days, calendars, tiny};

type Layers = [i64; LAYERS.len()];

/// The instance without its last series.
fn before(instance: &Instance) -> Instance {
    let mut before = instance.clone();
    let last = before.series.len() - 1;
    before.series.truncate(last);
    let bundles = before.bundles.iter_mut();
    bundles.for_each(|bundle| bundle.series.retain(|at| *at < last));
    before
}

/// The instance with its last series led by each of three people; none when it is a meeting of all who can come,
/// or counts from another.
fn options(instance: &Instance) -> Vec<Instance> {
    let Some(last) = instance.series.last() else {
        return Vec::new();
    };
    let counts = matches!(&last.requirement, Requirement::Milestone(milestone)
        if matches!(milestone.anchor, Anchor::Series(_)));
    let seated = |cast: &cadans::series::Cast| cast.invited.is_none() && !cast.seats.is_empty();
    if counts || !last.casts.iter().all(seated) {
        return Vec::new();
    }
    let led_by = |who: usize| {
        let mut option = instance.clone();
        let casts = option.series.last_mut().into_iter();
        for cast in casts.flat_map(|series| &mut series.casts) {
            let others = cast.seats.iter().skip(1);
            if !others.clone().any(|seat| seat.any_of.contains(&who)) {
                cast.seats[0].any_of = vec![who];
            }
        }
        option
    };
    (0..3).map(led_by).collect()
}

fn weighed(instance: &Instance, placed: &[Placed]) -> Layers {
    let mut placed = placed.to_vec();
    placed.sort();
    let answer = Assignment {
        placed,
        ..Assignment::default()
    };
    weigh(instance, &plan(instance, &answer)).layers
}

/// The instance in which what is planned stands, as an agreed meeting does.
fn beside(instance: &Instance, standing: &[Placed]) -> Instance {
    let mut beside = instance.clone();
    for one in standing {
        let series = &instance.series[one.series];
        let midnight = instance.day(one.day).and_hms_opt(0, 0, 0);
        let start = Duration::minutes(i64::from(one.start) * 15);
        let people = one.people.iter();
        beside.fixed.push(Fixed {
            id: Some(series.id.occurrence(50 + one.day as u32)),
            rule: Some(series.rule.clone()),
            case: series.case.clone(),
            title: series.title.clone(),
            start: midnight.expect("a midnight") + start,
            minutes: one.len * 15,
            people: people.map(|who| (*who, "one".to_owned())).collect(),
            place: series.place,
            milestone: None,
            why: FixedBy::CarriedOver,
            conflicts: Vec::new(),
        });
    }
    beside
}

fn minus(one: Layers, other: Layers) -> Layers {
    std::array::from_fn(|layer| one[layer] - other[layer])
}

/// What the last series costs at least while all else stands, by trying all its calendars.
fn tried(instance: &Instance, standing: &[Placed]) -> Layers {
    let days = Days::new(instance);
    let fixed = beside(instance, standing);
    let stands = weighed(&before(&fixed), &[]);
    let mut calendars = calendars(instance, instance.series.len() - 1, None);
    calendars.sort_by_key(|calendar| calendar.cost);
    let mut least = [i64::MAX; LAYERS.len()];
    for calendar in calendars {
        // Beside its own cost days and weeks can only cost more, in the last layer also less: one is no longer alone.
        if calendar.cost[..QUALITY] > least[..QUALITY] {
            break;
        }
        let mut placed = standing.to_vec();
        placed.extend(calendar.placed.iter().cloned());
        if days.hold(&placed, standing.len()) {
            least = least.min(minus(weighed(&fixed, &calendar.placed), stands));
        }
    }
    least
}

#[test]
fn the_order_is_that_of_trying_everything() {
    let (mut compared, mut differing, mut proven) = (0, 0, 0);
    for seed in 0..150 {
        let instance = tiny(seed);
        let options = options(&instance);
        if options.is_empty() {
            continue;
        }
        let standing = solve(&before(&instance), &Limits::default()).placed;
        let newcomer = |at: usize| Newcomer {
            instance: options[at].clone(),
            standing: standing.clone(),
            new: BTreeSet::from([instance.series.len() - 1]),
        };
        let ranked = rank(options.len(), &newcomer, &Limits::default());
        let mut all: Vec<(Layers, usize)> = options
            .iter()
            .enumerate()
            .map(|(at, option)| (tried(option, &standing), at))
            .collect();
        for one in &ranked {
            let value = one.layers.map(|layer| layer.value);
            assert_eq!(
                value, all[one.option].0,
                "tiny {seed}, option {}",
                one.option
            );
            proven += usize::from(one.layers.iter().all(|layer| layer.bound == layer.value));
            all_stays(&options[one.option], &standing, one, seed);
        }
        all.sort_unstable();
        let order: Vec<usize> = ranked.iter().map(|one| one.option).collect();
        let best: Vec<usize> = all.iter().map(|(_, at)| *at).collect();
        assert_eq!(order, best, "tiny {seed}");
        compared += ranked.len();
        differing += usize::from(all[0].0 != all[2].0);
    }
    assert!(
        compared > 150 && differing > 20,
        "{compared} compared, {differing} differ"
    );
    assert!(10 * proven > 9 * compared, "{proven} of {compared} proven");
}

/// Its meetings fit beside those that stand, and cost what was said; with everything free to move it is no dearer.
fn all_stays(option: &Instance, standing: &[Placed], one: &Tried, seed: u64) {
    let mut placed = standing.to_vec();
    placed.extend(one.placed.iter().cloned());
    let whole = weighed(option, &placed);
    let said = one.layers.map(|layer| layer.value);
    let beside = beside(option, standing);
    let new = weighed(&beside, &one.placed);
    assert_eq!(
        minus(new, weighed(&before(&beside), &[])),
        said,
        "tiny {seed}"
    );
    let more = minus(whole, weighed(&before(option), standing));
    assert_eq!(more[..QUALITY], said[..QUALITY], "tiny {seed}");
    let free = solve(option, &Limits::default()).layers;
    assert!(free.map(|layer| layer.value) <= whole, "tiny {seed}");
}
