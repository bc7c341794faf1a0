//! What an instance asks for beside what an answer gives: every obligation of the term comes out as
//! an [`Occurrence`], placed or left out, counted as `src/problem/OBJECTIVE.md` says.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::Window;
use crate::problem::{Assignment, Placed};
use crate::rules;
use crate::series::{self, Anchor, Cadence, Instance, Milestone, Requirement, Week};

/// One obligation of the term.
#[derive(Clone, Debug)]
pub(super) struct Occurrence<'a> {
    /// Its series, by index.
    pub series: usize,
    /// Where it stands among its siblings: its day, or about where it is missing.
    pub day: NaiveDate,
    /// First and last day it may be held, or should have been.
    pub window: Window,
    /// The days of it on which it would make up for what is left out.
    pub helps: Window,
    /// Last day on time, for milestones.
    pub due: Option<NaiveDate>,
    /// Its meeting; `None` when it is left out.
    pub placed: Option<&'a Placed>,
}

/// What the term asks for, and the days that milestones have given their dependants.
pub(super) struct TermObligations<'a> {
    /// Every obligation, by series, in order of day.
    pub occurrences: Vec<Occurrence<'a>>,
    /// For each series with a milestone that was asked for: its day, or its due date when it is
    /// left out.
    pub anchors: BTreeMap<usize, NaiveDate>,
}

/// Lists every obligation of the term with what became of it.
pub(super) fn asked<'a>(instance: &Instance, answer: &'a Assignment) -> TermObligations<'a> {
    let mut by_series: BTreeMap<usize, Vec<&Placed>> = BTreeMap::new();
    for placed in &answer.placed {
        by_series.entry(placed.series).or_default().push(placed);
    }
    let days = |series: usize| {
        let own = by_series.get(&series).into_iter().flatten();
        own.map(|placed| instance.day(placed.day)).collect()
    };
    let instance = &*instance.as_held(days);
    let mut asked = TermObligations {
        occurrences: Vec::new(),
        anchors: BTreeMap::new(),
    };
    for (index, series) in instance.series.iter().enumerate() {
        let mut placed = by_series.get(&index).cloned().unwrap_or_default();
        placed.sort();
        let subject = Subject {
            instance,
            series: index,
            placed,
        };
        match &series.requirement {
            Requirement::Milestone(milestone) => subject.milestone(milestone, &mut asked),
            Requirement::Cadence(cadence) => subject.cadence(cadence, &mut asked.occurrences),
            Requirement::Weekly(weekly) => {
                for week in &weekly.weeks {
                    subject.week(week, &mut asked.occurrences);
                }
            }
        }
    }
    asked
}

/// How many occurrences a rhythm leaves out when it is held on these days.
pub(super) fn missing(
    instance: &Instance,
    series: usize,
    cadence: &Cadence,
    days: &[usize],
) -> usize {
    let mut placed: Vec<Placed> = days
        .iter()
        .map(|day| Placed {
            series,
            day: *day,
            start: 0,
            len: 0,
            people: Vec::new(),
        })
        .collect();
    placed.sort();
    let subject = Subject {
        instance,
        series,
        placed: placed.iter().collect(),
    };
    let mut asked = Vec::new();
    subject.cadence(cadence, &mut asked);
    asked.iter().filter(|one| one.placed.is_none()).count()
}

/// The window in which a milestone of the instance may be held, if its term asks for it; `day` of
/// an anchor in this instance comes from `anchors`.
fn window(
    instance: &Instance,
    milestone: &Milestone,
    anchors: &BTreeMap<usize, NaiveDate>,
) -> Option<series::Window> {
    let anchor = match milestone.anchor {
        Anchor::Day(day) => day,
        Anchor::Series(index) => *anchors.get(&index)?,
    };
    let window = instance.window(milestone, anchor);
    instance.belongs(&window).then_some(window)
}

/// The days between two meetings of a rhythm.
#[derive(Clone, Copy)]
struct Gap {
    /// What bounds it.
    bounds: rules::Gap,
    /// The day it counts from.
    start: NaiveDate,
    /// The first day far enough from the meeting before it.
    soonest: NaiveDate,
    /// The day it ends on.
    end: NaiveDate,
    /// Whether a meeting stands on that day.
    followed: bool,
}

impl Gap {
    /// The days on which the `nth` of `count` missing ones should have been: as far from the one
    /// before as the rhythm allows, were that held on its last day.
    fn due(self, cadence: &Cadence, nth: u32, count: u32) -> Window {
        let limit = self.bounds.limit;
        let before_it = (nth - 1) * limit;
        let latest = after(self.start, nth * limit);
        let from = after(self.soonest, before_it)
            .max(after(self.start, before_it + 1))
            .max(cadence.from);
        let last = self.keeping_distance(latest, count + 1 - nth);
        if from > last {
            return self.closing(cadence, nth, count);
        }
        // A gap that runs into days planned already may miss one after those that are planned now.
        let to = if from <= cadence.to {
            last.min(cadence.to)
        } else {
            last
        };
        Window { from, to }
    }

    /// The days on which the `nth` of `count` would close the gap, together with the others.
    fn closing(self, cadence: &Cadence, nth: u32, count: u32) -> Window {
        let rest = count + 1 - nth;
        let rules::Gap { min, limit, .. } = self.bounds;
        let latest = after(self.start, nth * limit).min(cadence.to);
        let earliest = before(self.end, rest * limit).max(cadence.from);
        let soonest = earliest.max(after(self.soonest, (nth - 1) * min));
        let last = self.keeping_distance(latest, rest);
        if soonest <= last {
            Window {
                from: soonest,
                to: last,
            }
        } else {
            Window {
                from: earliest,
                to: latest.max(earliest),
            }
        }
    }

    /// `day`, or earlier when `rest` least distances must fit between it and a meeting that follows.
    fn keeping_distance(self, day: NaiveDate, rest: u32) -> NaiveDate {
        if self.followed {
            day.min(before(self.end, rest * self.bounds.min))
        } else {
            day
        }
    }
}

/// A series with its meetings, by day.
struct Subject<'a, 'b> {
    instance: &'b Instance,
    series: usize,
    placed: Vec<&'a Placed>,
}

impl<'a> Subject<'a, '_> {
    fn milestone(&self, milestone: &Milestone, asked: &mut TermObligations<'a>) {
        let Some(window) = window(self.instance, milestone, &asked.anchors) else {
            return;
        };
        let placed = self.placed.first().copied();
        let day = placed.map_or(window.due, |placed| self.day(placed));
        asked.anchors.insert(self.series, day);
        let days = Window {
            from: window.from,
            to: window.latest,
        };
        asked.occurrences.push(Occurrence {
            series: self.series,
            day,
            window: days,
            helps: days,
            due: Some(window.due),
            placed,
        });
    }

    fn cadence(&self, cadence: &Cadence, out: &mut Vec<Occurrence<'a>>) {
        let mut bounds = match self.placed.is_empty() {
            true => cadence.last_gap(false),
            false => cadence.first_gap(),
        };
        let mut start = first_gap_start(cadence, bounds);
        let mut soonest = if cadence.held {
            after(cadence.anchor, bounds.min)
        } else {
            cadence.from
        };
        for placed in &self.placed {
            let day = self.day(placed);
            out.extend(self.missing(
                cadence,
                Gap {
                    bounds,
                    start,
                    soonest,
                    end: day,
                    followed: true,
                },
            ));
            let window = Window {
                from: soonest.max(cadence.from),
                to: after(start, bounds.limit).min(cadence.last()).max(day),
            };
            out.push(Occurrence {
                series: self.series,
                day,
                window,
                helps: window,
                due: None,
                placed: Some(placed),
            });
            start = day;
            bounds = cadence.own_gap();
            soonest = after(day, bounds.min);
        }
        let enough = |most: u32| self.placed.len() >= most as usize;
        if !cadence.runs_on && !cadence.count_max.is_some_and(enough) {
            let end = cadence.end();
            out.extend(self.missing(
                cadence,
                Gap {
                    bounds: cadence.last_gap(!self.placed.is_empty()),
                    start,
                    soonest,
                    end,
                    followed: cadence.next.is_some(),
                },
            ));
        }
    }

    /// What a gap leaves out: one for each further time the planner's bound fits into it, spread
    /// evenly.
    fn missing(&self, cadence: &Cadence, gap: Gap) -> Vec<Occurrence<'a>> {
        let days = u32::try_from((gap.end - gap.start).num_days()).unwrap_or(0);
        let count = days.div_ceil(gap.bounds.limit.max(1)).saturating_sub(1);
        let one = |nth: u32| Occurrence {
            series: self.series,
            day: after(gap.start, days * nth / (count + 1)),
            window: gap.due(cadence, nth, count),
            helps: gap.closing(cadence, nth, count),
            due: None,
            placed: None,
        };
        (1..=count).map(one).collect()
    }

    fn week(&self, week: &Week, out: &mut Vec<Occurrence<'a>>) {
        let window = Window {
            from: week.from,
            to: week.to,
        };
        let one = |day, placed| Occurrence {
            series: self.series,
            day,
            window,
            helps: window,
            due: None,
            placed,
        };
        let held: Vec<_> = self
            .placed
            .iter()
            .map(|placed| (self.day(placed), *placed))
            .filter(|(day, _)| week.from <= *day && *day <= week.to)
            .collect();
        let short = (week.least as usize).saturating_sub(held.len());
        out.extend(held.into_iter().map(|(day, placed)| one(day, Some(placed))));
        out.extend(std::iter::repeat_n(one(week.to, None), short));
    }

    fn day(&self, placed: &Placed) -> NaiveDate {
        self.instance.day(placed.day)
    }
}

/// The day the first gap counts from: the anchor, or the day before the series' first when what is
/// missing by then was missed before this plan.
fn first_gap_start(cadence: &Cadence, bounds: rules::Gap) -> NaiveDate {
    if after(cadence.anchor, bounds.limit) < cadence.begins() {
        before(cadence.begins(), 1)
    } else {
        cadence.anchor
    }
}

fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MAX)
}

fn before(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MIN)
}
