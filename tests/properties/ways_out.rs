//! What is said to help helps: each way out of a plan that is proven best is taken in a copy of the instance, which is
//! planned again.

use cadans::plan::{Blocking, Cause, LeftOut, Plan, WayOut};
use cadans::rules::Severity;
use cadans::series::{Cast, Instance, Requirement, ResourceKind};
use cadans::solver::{Limits, solve};
use cadans::time::{BREAK_SLOTS, SLOT_MINUTES, Slots};
use chrono::Timelike;

use super::oracle::plan;
use super::tried::shorten;
use crate::oracle::tiny;

/// More than elsewhere: few of these leave something out that has a way out.
const SEEDS: std::ops::Range<u64> = 0..1000;

fn planned(instance: &Instance) -> Option<Plan> {
    let answer = solve(instance, &Limits::default());
    let proven = answer.layers.iter().all(|layer| layer.value == layer.bound);
    proven.then(|| plan(instance, &answer))
}

/// How many are left out: required and wished.
fn count<'a>(left_out: impl IntoIterator<Item = &'a LeftOut>) -> [usize; 2] {
    let mut count = [0, 0];
    for one in left_out {
        count[usize::from(one.severity != Severity::Hard)] += 1;
    }
    count
}

/// Makes all that a way out names so.
fn take(instance: &mut Instance, left_out: &LeftOut, way_out: &WayOut) {
    let day = instance.index(way_out.start.date()).expect("a planned day");
    let start = way_out.start.time().num_seconds_from_midnight() / 60 / SLOT_MINUTES;
    let time = Slots::run(start, way_out.minutes / SLOT_MINUTES);
    for change in &way_out.changes {
        let series = left_out.id.series();
        let of_series = instance.series.iter_mut().filter(|one| one.id == series);
        match (change.kind.as_str(), days_between(change)) {
            ("hours", _) => {
                let who = who(instance, left_out, change);
                let free = &mut instance.resources[who].free[day];
                *free = free.or(time);
                // Half an hour of a break that is left is one still.
                let breaks = &mut instance.resources[who].breaks[day];
                let left = breaks.minus(time).runs().into_iter();
                *breaks = left
                    .filter(|(_, len)| *len >= BREAK_SLOTS)
                    .fold(Slots::EMPTY, |all, (from, len)| {
                        all.or(Slots::run(from, len))
                    });
            }
            ("notice", _) => {
                let who = who(instance, left_out, change);
                let Some(Cause::IfShorterNotice { days, .. }) = change.cause.fact() else {
                    panic!("{change:?}")
                };
                shorten(instance, &series, who, *days);
            }
            ("agreed", _) => instance.fixed.retain(|fixed| {
                let start = fixed.start.format("%Y-%m-%dT%H:%M").to_string();
                fixed.rule.is_some() || Some(start) != change.what
            }),
            ("rule", Some(days)) => of_series.for_each(|one| {
                if let Requirement::Cadence(cadence) = &mut one.requirement {
                    cadence.min = cadence.min.min(days);
                }
            }),
            ("rule", None) => {
                of_series.for_each(|one| one.allowed[day] = one.allowed[day].or(time));
            }
            (other, _) => panic!("no change of this kind: {other}"),
        }
    }
}

/// How many days the rule is to allow between two.
fn days_between(change: &Blocking) -> Option<u32> {
    match change.cause.fact() {
        Some(Cause::IfCloser { days } | Cause::IfFurther { days }) => Some(*days),
        _ => None,
    }
}

/// The resource a change is about; a family goes by its case.
fn who(instance: &Instance, left_out: &LeftOut, change: &Blocking) -> usize {
    let series = left_out.id.series();
    let of_series = instance.series.iter().filter(|one| one.id == series);
    let named = |who: &usize| {
        let resource = &instance.resources[*who];
        let case = left_out.case.as_ref().map(|case| case.to_string());
        match resource.kind {
            ResourceKind::Family => case == change.who,
            _ => change.who.as_deref() == Some(&resource.id),
        }
    };
    let invited = |cast: &Cast| -> Vec<usize> {
        let seats = cast.seats.iter().flat_map(|seat| seat.any_of.clone());
        let members = cast.invited.iter().flat_map(|invited| &invited.members);
        seats.chain(members.map(|(who, _)| *who)).collect()
    };
    let mut people = of_series.flat_map(|one| &one.casts).flat_map(invited);
    people.find(named).expect("somebody of the meeting")
}

#[test]
fn each_way_out_makes_room_and_all_together_do() {
    let mut taken = 0;
    for seed in SEEDS {
        let instance = tiny(seed);
        let Some(before) = planned(&instance) else {
            continue;
        };
        let was = count(&before.left_out);
        let ways: Vec<(&LeftOut, &WayOut)> = before
            .left_out
            .iter()
            .filter_map(|one| Some((one, one.way_out.as_ref()?)))
            .collect();
        let mut all = instance.clone();
        for (left_out, way_out) in &ways {
            taken += 1;
            take(&mut all, left_out, way_out);
            let mut one = instance.clone();
            take(&mut one, left_out, way_out);
            if let Some(after) = planned(&one) {
                let (now, reason) = (count(&after.left_out), &left_out.blocking);
                assert!(
                    now < was,
                    "seed {seed}, {}: {was:?} became {now:?}: {reason:?}",
                    left_out.id
                );
            }
        }
        let hopeless = before.left_out.iter().filter(|one| one.way_out.is_none());
        let hopeless = count(hopeless);
        if let Some(after) = planned(&all) {
            let now = count(&after.left_out);
            let said: Vec<_> = ways.iter().map(|(one, way)| (&one.id, way)).collect();
            let left: Vec<_> = after.left_out.iter().map(|one| &one.id).collect();
            assert!(
                now <= hopeless,
                "seed {seed}: {hopeless:?} had none, {left:?} are left of {:?}: {said:#?}",
                before
                    .left_out
                    .iter()
                    .map(|one| &one.id)
                    .collect::<Vec<_>>()
            );
        }
    }
    assert!(taken > 100, "only {taken} ways out");
}
