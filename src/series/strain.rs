//! Who is asked for more than they have, before anything is planned: for each person the four weeks
//! in which what is asked most exceeds the hours there are.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

use super::world::Draft;
use super::{Anchor, Instance, Requirement, ResourceKind, Series};
use crate::time::{SLOT_MINUTES, Term, monday_of};

/// Days looked at together.
const WINDOW: u64 = 28;

/// Notes each person of whom more is asked than fits. Only what is certainly theirs counts: seats
/// nobody else may take, at a rhythm's own pace, and milestones whose time lies within the weeks.
pub(super) fn note(draft: &mut Draft) {
    let windows = windows(&draft.instance);
    let theirs = theirs(&draft.instance);
    for (person, theirs) in theirs.iter().enumerate() {
        if draft.instance.resources[person].kind == ResourceKind::Family {
            continue;
        }
        let worst = windows
            .iter()
            .map(|window| {
                (
                    asked(&draft.instance, person, theirs, *window),
                    free(&draft.instance, person, *window),
                    *window,
                )
            })
            .filter(|(asked, free, _)| asked > free)
            .max_by_key(|(asked, free, window)| (asked - free, std::cmp::Reverse(window.from)));
        if let Some((asked, free, window)) = worst {
            let who = draft.instance.resources[person].label.clone();
            let hours = |minutes: i64| minutes.div_euclid(60);
            let (from, to) = (window.from.iso_week().week(), window.to.iso_week().week());
            let (asked, free) = (hours(asked + 59), hours(free));
            draft.note(
                "over-demand",
                format!(
                    "van {who} wordt in week {from}-{to} {asked} uur gevraagd; er is {free} uur"
                ),
                format!("{who} is asked for {asked} h in weeks {from}-{to} and has {free} h"),
            );
        }
    }
}

/// Four whole weeks from each Monday; the whole plan when it is shorter.
fn windows(instance: &Instance) -> Vec<Term> {
    let (first, last) = (instance.first, instance.term.to);
    let long = |from: NaiveDate| from.checked_add_days(Days::new(WINDOW - 1));
    let mut windows: Vec<Term> = instance
        .term
        .days()
        .filter(|day| *day >= first && monday_of(*day) == *day)
        .filter_map(|from| {
            Some(Term {
                from,
                to: long(from)?,
            })
        })
        .filter(|window| window.to <= last)
        .collect();
    if windows.is_empty() && first <= last {
        windows.push(Term {
            from: first,
            to: last,
        });
    }
    windows
}

fn free(instance: &Instance, person: usize, window: Term) -> i64 {
    let days = window.days().filter_map(|day| instance.index(day));
    let slots: u32 = days
        .map(|day| instance.resources[person].free[day].len())
        .sum();
    i64::from(slots * SLOT_MINUTES)
}

/// What may be asked of one person, by index.
#[derive(Clone, Default)]
struct Theirs {
    series: BTreeSet<usize>,
    fixed: BTreeSet<usize>,
    loads: BTreeSet<usize>,
}

/// For each resource what only they can do: looked up once, for a large team has thousands of series.
fn theirs(instance: &Instance) -> Vec<Theirs> {
    let mut theirs = vec![Theirs::default(); instance.resources.len()];
    for (index, series) in instance.series.iter().enumerate() {
        for seat in series.casts.iter().flat_map(|cast| &cast.seats) {
            if let [person] = seat.any_of[..] {
                theirs[person].series.insert(index);
            }
        }
    }
    for (index, fixed) in instance.fixed.iter().enumerate() {
        for (person, _) in &fixed.people {
            theirs[*person].fixed.insert(index);
        }
    }
    for (index, load) in instance.loads.iter().enumerate() {
        if let [person] = load.any_of[..] {
            theirs[person].loads.insert(index);
        }
    }
    theirs
}

/// Minutes asked of a person within the window.
fn asked(instance: &Instance, person: usize, theirs: &Theirs, window: Term) -> i64 {
    let series: i64 = theirs
        .series
        .iter()
        .map(|index| &instance.series[*index])
        .map(|series| {
            i64::from(series.minutes.1) * meetings(instance, series, person, window) / 1000
        })
        .sum();
    let fixed = theirs.fixed.iter().map(|index| &instance.fixed[*index]);
    let fixed = fixed.filter(|fixed| window.has(fixed.start.date()));
    let loads = theirs.loads.iter().map(|index| &instance.loads[*index]);
    let loads = loads.filter(|load| window.from <= load.week && load.week <= window.to);
    series
        + fixed.map(|fixed| i64::from(fixed.minutes)).sum::<i64>()
        + loads.map(|load| i64::from(load.minutes)).sum::<i64>()
}

/// Thousandths of a meeting that a series asks of a person within the window.
fn meetings(instance: &Instance, series: &Series, person: usize, window: Term) -> i64 {
    let sure = |day: NaiveDate| {
        let cast = series
            .casts
            .iter()
            .find(|cast| cast.from <= day && day <= cast.to);
        cast.is_some_and(|cast| cast.seats.iter().any(|seat| seat.any_of == [person]))
    };
    match &series.requirement {
        Requirement::Milestone(milestone) => {
            let Anchor::Day(anchor) = milestone.anchor else {
                return 0;
            };
            let on_time = instance.window(milestone, anchor);
            let from = on_time.from.max(instance.first);
            let within = window.has(from) && window.has(on_time.due.max(from)) && sure(from);
            i64::from(within) * 1000
        }
        Requirement::Cadence(cadence) => {
            let days = window
                .days()
                .filter(|day| cadence.from <= *day && *day <= cadence.to && sure(*day));
            days.count() as i64 * 1000 / i64::from(cadence.target.max(1))
        }
        Requirement::Weekly(weekly) => {
            let weeks = weekly.weeks.iter();
            let within = weeks
                .filter(|week| window.has(week.from) && window.has(week.to) && sure(week.from));
            within.map(|week| i64::from(week.count) * 1000).sum()
        }
    }
}
