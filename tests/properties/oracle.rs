//! The oracle itself: what it finds keeps every rule at the cost it says, and its tiny instances hold
//! everything that can make a plan hard.

use cadans::plan::{Meta, Plan, assemble};
use cadans::problem::Assignment;
use cadans::rules::Notice;
use cadans::series::{Anchor, Instance, Requirement, Resource, Series};
use cadans::verify::verify;

use crate::oracle::{brute, tiny};

pub const SEEDS: std::ops::Range<u64> = 0..300;

/// An answer as a plan.
pub fn plan(instance: &Instance, answer: &Assignment) -> Plan {
    let (team, zone) = ("tiny".to_owned(), "Europe/Amsterdam".to_owned());
    let meta = Meta {
        team,
        today: instance.first,
        zone,
    };
    assemble(instance, answer, &meta, &[])
}

#[test]
fn the_judge_counts_what_the_oracle_found() {
    for seed in SEEDS {
        let instance = tiny(seed);
        let answer = brute(&instance);
        let layers = answer.layers.map(|layer| layer.value);
        let counted = verify(&instance, &plan(&instance, &answer));
        let placed = answer.placed.len();
        let counted = counted.map(|one| (one.layers, one.placed));
        assert_eq!(counted, Ok((layers, placed)), "seed {seed}");
    }
}

#[test]
fn the_same_instance_has_the_same_answer() {
    for seed in SEEDS {
        let (one, other) = (brute(&tiny(seed)), brute(&tiny(seed)));
        assert_eq!(
            (one.placed, one.layers),
            (other.placed, other.layers),
            "seed {seed}"
        );
    }
}

/// In how many tiny instances the best answer is better without this rule.
fn binds(without: impl Fn(&mut Instance)) -> usize {
    let better = SEEDS.filter(|seed| {
        let mut instance = tiny(*seed);
        let before = layers(&instance);
        without(&mut instance);
        let after = layers(&instance);
        assert!(after <= before, "seed {seed}: {before:?} became {after:?}");
        after < before
    });
    better.count()
}

fn layers(instance: &Instance) -> [i64; 7] {
    brute(instance).layers.map(|layer| layer.value)
}

/// The same change to each series.
fn each(change: impl Fn(&mut Series)) -> impl Fn(&mut Instance) {
    move |instance| instance.series.iter_mut().for_each(&change)
}

#[test]
fn every_rule_binds_somewhere() {
    let everyone = |change: fn(&mut Resource)| {
        move |instance: &mut Instance| instance.resources.iter_mut().for_each(change)
    };
    let bound = [
        ("travel", binds(no_travel)),
        (
            "daily maximum",
            binds(everyone(|who| who.max_per_day = None)),
        ),
        ("bundle", binds(|instance| instance.bundles.clear())),
        (
            "fixed start",
            binds(each(|series| series.fixed_start = None)),
        ),
        (
            "preferred hours",
            binds(each(|series| series.preferred = None)),
        ),
        (
            "usual start",
            binds(each(|series| series.usual_start = None)),
        ),
        ("avoided day", binds(each(|series| series.avoid.clear()))),
        ("outside office hours", binds(each(none_outside))),
        ("quorum", binds(each(no_quorum))),
        ("notice", binds(each(|series| series.notice = Notice::NONE))),
        (
            "what has passed",
            binds(|instance| instance.now = instance.now.min(instance.first.into())),
        ),
    ];
    for (what, times) in bound {
        assert!(
            times >= 3,
            "{what} binds {times} times in {SEEDS:?}: {bound:?}"
        );
    }
}

/// Where people are invited travel may also excuse them: then the whole can be better with it.
fn no_travel(instance: &mut Instance) {
    let invites = |series: &Series| series.casts.iter().any(|cast| cast.invited.is_some());
    if !instance.series.iter().any(invites) {
        instance.travel = vec![vec![0; 3]; 3];
    }
}

fn none_outside(series: &mut Series) {
    if let Requirement::Weekly(weekly) = &mut series.requirement {
        weekly.weeks.iter_mut().for_each(|week| week.outside = 0);
    }
}

fn no_quorum(series: &mut Series) {
    let casts = series.casts.iter_mut();
    casts
        .filter_map(|cast| cast.invited.as_mut())
        .for_each(|invited| invited.quorum = 0);
}

#[test]
fn every_kind_of_series_comes_up() {
    let all: Vec<Instance> = SEEDS.map(tiny).collect();
    let count = |is: &dyn Fn(&Series) -> bool| {
        all.iter()
            .flat_map(|instance| &instance.series)
            .filter(|series| is(series))
            .count()
    };
    let milestone = |series: &Series, dependant: bool| match &series.requirement {
        Requirement::Milestone(milestone) => {
            matches!(milestone.anchor, Anchor::Series(_)) == dependant
        }
        Requirement::Cadence(_) | Requirement::Weekly(_) => false,
    };
    let runs_up = |series: &Series| match &series.requirement {
        Requirement::Cadence(cadence) => cadence.next.is_some(),
        Requirement::Milestone(_) | Requirement::Weekly(_) => false,
    };
    let kinds = [
        count(&runs_up),
        count(&|series| milestone(series, false)),
        count(&|series| milestone(series, true)),
        count(&|series| matches!(series.requirement, Requirement::Cadence(_))),
        count(&|series| matches!(series.requirement, Requirement::Weekly(_))),
        count(&|series| series.casts.len() > 1),
        count(&|series| series.casts[0].invited.is_some()),
        count(&|series| {
            series.casts[0]
                .seats
                .iter()
                .any(|seat| seat.any_of.len() > 1)
        }),
        all.iter()
            .filter(|instance| !instance.fixed.is_empty())
            .count(),
    ];
    assert!(kinds.iter().all(|times| *times >= 20), "{kinds:?}");
}
