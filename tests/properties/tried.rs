//! Doing what an explanation says helps: each of its ways out is done in a copy of the instance, read from its
//! facts alone, and the whole is planned again, everything free to move.

use std::time::Duration;

use cadans::explain::{Question, State, WayOut, explain};
use cadans::ids::SeriesId;
use cadans::plan::{Blocking, Cause, LeftOut, Meta, Plan, Whom};
use cadans::rules::Severity;
use cadans::series::{Instance, Requirement, Resource, ResourceKind, Seat};
use cadans::solver::{Limits, solve};
use cadans::time::{Offset, Period, Slots};
use chrono::Timelike as _;

use super::oracle::plan;
use crate::oracle::tiny;

const SEEDS: std::ops::Range<u64> = 0..250;

fn count(left_out: &[LeftOut]) -> [usize; 2] {
    let hard = left_out
        .iter()
        .filter(|one| one.severity == Severity::Hard)
        .count();
    [hard, left_out.len() - hard]
}

/// The resource of this name; a family goes by its case.
fn who(instance: &Instance, left_out: &LeftOut, change: &Blocking) -> usize {
    let case = left_out.case.as_ref().map(|case| case.to_string());
    let of_case = instance
        .series
        .iter()
        .filter(|one| one.case == left_out.case);
    let seats = of_case
        .flat_map(|one| &one.casts)
        .flat_map(|cast| &cast.seats);
    let mut families = seats.flat_map(|seat| seat.any_of.clone());
    let named = |who: &usize| change.who.as_deref() == Some(&instance.resources[*who].id);
    if change.who == case && case.is_some() {
        let family = |who: &usize| instance.resources[*who].kind == ResourceKind::Family;
        return families.find(family).expect("a family");
    }
    (0..instance.resources.len())
        .find(named)
        .expect("somebody known")
}

/// Does what is asked for.
fn make(instance: &mut Instance, left_out: &LeftOut, change: &Blocking) {
    let series = left_out.id.series();
    match change.cause.fact().expect("a fact") {
        Cause::IfComes { at: Some(at), .. } | Cause::IfBack { at: Some(at), .. } => {
            let who = who(instance, left_out, change);
            let day = instance.index(at.start.date()).expect("a day");
            let from = at.start.time().num_seconds_from_midnight() / 60;
            let free = &mut instance.resources[who].free[day];
            *free = free.or(Slots::within(from, from + at.minutes));
        }
        Cause::IfOneMore { .. } => {
            let who = who(instance, left_out, change);
            let most = &mut instance.resources[who].max_per_day;
            *most = most.map(|most| most + 1);
        }
        Cause::IfStandsIn { instead_of, .. } => {
            let who = who(instance, left_out, change);
            let named = |one: &Resource| {
                instead_of.iter().any(|whom| match whom {
                    Whom::Staff(id) | Whom::External(id) => *id == one.id,
                    Whom::Case(code) => code.as_str() == one.label,
                })
            };
            let named: Vec<bool> = instance.resources.iter().map(named).collect();
            let of_series = instance.series.iter_mut().filter(|one| one.id == series);
            for cast in of_series.flat_map(|one| &mut one.casts) {
                let theirs = |seat: &&mut Seat| seat.any_of.iter().all(|who| named[*who]);
                let seat = cast.seats.iter_mut().find(theirs);
                seat.into_iter().for_each(|seat| seat.any_of.push(who));
            }
        }
        Cause::IfShorterNotice { days, .. } => {
            let who = who(instance, left_out, change);
            shorten(instance, &series, who, *days);
        }
        Cause::IfMoved { .. } => instance.fixed.retain(|fixed| {
            let start = fixed.start.format("%Y-%m-%dT%H:%M").to_string();
            fixed.rule.is_some() || Some(start) != change.what
        }),
        cause => rule(instance, left_out, cause),
    }
}

/// At fewer working days' notice, in the meetings of this series.
pub fn shorten(instance: &mut Instance, series: &SeriesId, who: usize, days: u32) {
    let kind = instance.resources[who].kind;
    for one in instance.series.iter_mut().filter(|one| one.id == *series) {
        match kind {
            ResourceKind::Family => one.notice.family = one.notice.family.min(days),
            ResourceKind::Staff => one.notice.colleagues = one.notice.colleagues.min(days),
            ResourceKind::External => one.notice.external = one.notice.external.min(days),
        }
    }
}

fn rule(instance: &mut Instance, left_out: &LeftOut, cause: &Cause) {
    let first = instance.first;
    let id = left_out.id.series();
    for one in instance.series.iter_mut().filter(|one| one.id == id) {
        match (&mut one.requirement, cause) {
            (Requirement::Cadence(cadence), Cause::IfFurther { days }) => cadence.limit = *days,
            (Requirement::Cadence(cadence), Cause::IfCloser { days }) => cadence.min = *days,
            (Requirement::Milestone(milestone), Cause::IfUntil { day }) => {
                // Later than the due date or the first day, at most so long as from the first day.
                let days = (*day - first).num_days() + 60;
                milestone.late_max = Offset {
                    period: Period::days(days as u32),
                    before: false,
                };
            }
            // The rule allows that time: of that day.
            (_, Cause::IfTimes) => one
                .allowed
                .iter_mut()
                .for_each(|allowed| *allowed = Slots::within(8 * 60, 18 * 60)),
            (_, other) => panic!("no change of this kind: {other:?}"),
        }
    }
}

fn solved(instance: &Instance) -> Option<Plan> {
    let answer = solve(instance, &Limits::default());
    let proven = answer.layers.iter().all(|layer| layer.value == layer.bound);
    proven.then(|| plan(instance, &answer))
}

fn ways_out(instance: &Instance, plan: &Plan, left_out: &LeftOut) -> Vec<WayOut> {
    let explanation = explain(&Question {
        instance,
        plan,
        published: None,
        id: &left_out.id,
        meta: &Meta {
            team: "tiny".to_owned(),
            today: instance.first,
            zone: "Europe/Amsterdam".to_owned(),
        },
        limit: Duration::from_secs(60),
    });
    match explanation.expect("an explanation").state {
        State::LeftOut(missing) => missing.ways_out,
        other => panic!("{} is {other:?}", left_out.id),
    }
}

#[test]
fn doing_what_a_way_out_says_makes_room() {
    let (mut kinds, mut several) = (std::collections::BTreeMap::new(), 0);
    for seed in SEEDS {
        let instance = tiny(seed);
        let Some(before) = solved(&instance) else {
            continue;
        };
        for left_out in &before.left_out {
            let ways = ways_out(&instance, &before, left_out);
            several += usize::from(ways.len() > 1);
            for way in ways {
                let mut changed = instance.clone();
                let said: Vec<_> = way.changes.iter().map(|one| &one.cause).collect();
                for change in &way.changes {
                    make(&mut changed, left_out, change);
                    *kinds.entry(change.kind.clone()).or_insert(0) += 1;
                }
                let Some(after) = solved(&changed) else {
                    continue;
                };
                let (was, now) = (count(&before.left_out), count(&after.left_out));
                assert!(
                    now < was,
                    "seed {seed}, {}: {was:?} became {now:?}: {said:?}",
                    left_out.id
                );
            }
        }
    }
    assert!(
        kinds.values().sum::<i32>() > 100 && several > 30,
        "{kinds:?}, {several}"
    );
}
