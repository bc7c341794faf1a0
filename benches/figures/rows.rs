//! The rows: which work is measured, and how its instance comes about.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use cadans::explain::{Newcomer, rank};
use cadans::problem::{Assignment, Placed};
use cadans::series::cost::{self, HARD, LATE, SOFT};
use cadans::series::{Anchor, Instance, Promise, Requirement, ResourceKind};
use cadans::solver::Limits;
use cadans::time::{Slots, Term, monday_of};

use super::{Found, planned, shown};
use crate::processor_seconds;
use crate::synthetic::{self, Size, TEAM};

/// Name, seconds at most, and the work.
type Row = (&'static str, u64, fn(Duration) -> Found);

/// The table of docs/figures.md.
pub const ROWS: &[Row] = &[
    ("quarter", 30, |time| plan(TEAM, "2027Q1", time)),
    ("quarter with visits", 30, |time| {
        plan(
            Size {
                visits: true,
                ..TEAM
            },
            "2027Q1",
            time,
        )
    }),
    ("quarter with visits and travel", 30, |time| {
        let size = Size {
            visits: true,
            travel: true,
            ..TEAM
        };
        plan(size, "2027Q1", time)
    }),
    ("year", 30, |time| plan(TEAM, "2027", time)),
    ("year with visits", 60, |time| {
        plan(
            Size {
                visits: true,
                ..TEAM
            },
            "2027",
            time,
        )
    }),
    ("44 teams", 60, |time| {
        plan(Size { teams: 44, ..TEAM }, "2027Q1", time)
    }),
    ("scientist short of time", 30, |time| {
        plan(
            Size {
                short: true,
                ..TEAM
            },
            "2027Q1",
            time,
        )
    }),
    ("re-plan after an illness", 30, replanned),
    ("new case in 96 places", 30, tried),
];

/// Occurrences, about, and the size that has so many in a quarter.
pub const GROWTH: &[(&str, Size)] = &[
    (
        "250",
        Size {
            workers: 6,
            scientists: 1,
            families: 42,
            ..TEAM
        },
    ),
    ("500", TEAM),
    ("1000", Size { teams: 2, ..TEAM }),
    ("2000", Size { teams: 4, ..TEAM }),
    ("4000", Size { teams: 8, ..TEAM }),
    ("8000", Size { teams: 16, ..TEAM }),
    ("16000", Size { teams: 33, ..TEAM }),
];

fn term(term: &str) -> Term {
    term.parse().expect("a term")
}

fn plan(size: Size, when: &str, time: Duration) -> Found {
    planned(&synthetic::instance(size, term(when)), time).0
}

/// A line of the growth.
pub fn grown(size: Size) -> Found {
    plan(size, "2027Q1", Duration::from_secs(60))
}

/// A quarter with visits is planned and known to all; then a worker is ill for two weeks from the third on, and
/// it is planned anew.
fn replanned(time: Duration) -> Found {
    let size = Size {
        visits: true,
        ..TEAM
    };
    let instance = synthetic::instance(size, term("2027Q1"));
    let (_, first) = planned(&instance, time);
    let mut instance = promised(instance, &first);
    let worker = instance
        .resources
        .iter()
        .position(|one| one.id == "worker-0-0");
    let free = &mut instance.resources[worker.expect("a worker")].free;
    free[14..28].fill(Slots::EMPTY);
    planned(&instance, time).0
}

/// The instance when people know of these meetings, on the day before its first.
fn promised(mut instance: Instance, answer: &Assignment) -> Instance {
    for one in &answer.placed {
        let outside = |who: &usize| instance.resources[*who].kind != ResourceKind::Staff;
        let series = &instance.series[one.series];
        let invited = series.casts[0].invited.is_some();
        let mut seated = one.people.clone();
        seated.sort_unstable();
        let promise = Promise {
            day: one.day,
            start: one.start,
            minutes: one.len * 15,
            seated: Some(if invited { Vec::new() } else { seated }),
            frozen: one.day < 21,
            cost: cost::move_cost(one.people.iter().any(outside), one.day as i64 + 1),
        };
        instance.series[one.series].promises.push(promise);
    }
    instance.settled = Some([HARD, SOFT, LATE].map(|layer| answer.layers[layer].value));
    instance
}

/// A new case, visits and an evaluation after six weeks among it, is tried with each of 12 workers from each of the first 8 weeks on, beside a quarter that is
/// planned.
fn tried(time: Duration) -> Found {
    // The last family is the new one; beside the others it is not there yet.
    let size = Size {
        families: 82,
        visits: true,
        ..TEAM
    };
    let whole = synthetic::instance(size, term("2027Q1"));
    let subject = format!("F0-{:03}", size.families - 1);
    let is_new = |at: &usize| whole.series[*at].id.subject() == subject;
    let new: Vec<usize> = (0..whole.series.len()).filter(is_new).collect();
    let mut before = whole.clone();
    before.series.truncate(new[0]);
    before
        .bundles
        .iter_mut()
        .for_each(|bundle| bundle.series.retain(|at| *at < new[0]));
    let (_, answer) = planned(&before, time);
    let option = |option: usize| place(&whole, &answer.placed, &new, option / 8, option % 8);
    let (started, cpu) = (Instant::now(), processor_seconds());
    let ranked = rank(
        96,
        &option,
        &Limits {
            time,
            ..Limits::default()
        },
    );
    let best = &ranked[0];
    let (objective, bound) = shown(&best.layers);
    let seconds = started.elapsed().as_secs_f64();
    let proven = ranked
        .iter()
        .filter(|one| one.layers.iter().all(|layer| layer.value == layer.bound));
    eprintln!(
        "  of 96 options {} are proven; the best costs {objective}",
        proven.count()
    );
    Found {
        series: new.len(),
        occurrences: ranked.iter().map(|one| one.placed.len()).sum(),
        left_out: best.layers[HARD].value + best.layers[SOFT].value,
        objective,
        bound,
        first: seconds,
        quality: Some(seconds),
        near: Some(seconds),
        seconds,
        cpu: processor_seconds() - cpu,
    }
}

/// The new case with this worker and that worker's scientist, from the Monday of this week on.
fn place(
    whole: &Instance,
    standing: &[Placed],
    new: &[usize],
    worker: usize,
    week: usize,
) -> Newcomer {
    let mut instance = whole.clone();
    let supervision = &whole.series[worker];
    let pair: Vec<usize> = supervision.casts[0]
        .seats
        .iter()
        .map(|seat| seat.any_of[0])
        .collect();
    let from = monday_of(whole.first) + chrono::Days::new(7 * week as u64);
    for at in new {
        let series = &mut instance.series[*at];
        let theirs = series.casts[0]
            .seats
            .iter()
            .map(|seat| whole.resources[seat.any_of[0]].kind);
        let others: Vec<bool> = theirs.map(|kind| kind != ResourceKind::Staff).collect();
        let mut pair = pair.iter();
        let seats = series.casts[0].seats.iter_mut().zip(others);
        for (seat, _) in seats.filter(|(_, other)| !other) {
            seat.any_of = pair.next().map(|who| vec![*who]).unwrap_or_default();
        }
        if let Requirement::Cadence(cadence) = &mut series.requirement {
            cadence.anchor = from;
            cadence.from = from.max(whole.first);
            cadence.held = false;
        }
        if let Requirement::Weekly(weekly) = &mut series.requirement {
            weekly.weeks.retain(|week| week.from >= from);
        }
        if let Requirement::Milestone(milestone) = &mut series.requirement {
            milestone.anchor = Anchor::Day(from + chrono::Days::new(42));
        }
    }
    for bundle in &mut instance.bundles {
        bundle.series.retain(|at| !new.contains(at));
        if [bundle.pair.0, bundle.pair.1].iter().eq(pair.iter()) {
            bundle.series.extend(
                new.iter()
                    .filter(|at| instance.series[**at].rule.name() == "consultation"),
            );
        }
    }
    Newcomer {
        instance,
        standing: standing.to_vec(),
        new: new.iter().copied().collect::<BTreeSet<_>>(),
    }
}
