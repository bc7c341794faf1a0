//! Who is asked for more than they have, before anything is planned: for each person the weeks in which what
//! cannot be avoided most exceeds the hours there are.
//!
//! Only what is certainly theirs counts, at its shortest and no more often than the planner's bound asks. So
//! whoever is named here has something left out, or late, in every plan.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::world::Draft;
use super::{Anchor, Instance, Note, Requirement, ResourceKind, Series};
use crate::ids::RuleId;
use crate::rules::Text;
use crate::time::{SLOT_MINUTES, Slots, Term};

/// Least days looked at together: a week of leave is caught up with in the weeks beside it.
const LEAST: i64 = 28;
/// Most.
const MOST: i64 = 13 * 7;
/// What asks for less than one part in so many of all is not named as what asks the most.
const GOOD_PART: i64 = 4;

/// Notes each person of whom more is asked than fits.
pub(super) fn note(draft: &mut Draft) {
    let instance = &draft.instance;
    let theirs = theirs(instance);
    let worst: Vec<_> = instance
        .resources
        .iter()
        .zip(&theirs)
        .filter(|(resource, _)| resource.kind != ResourceKind::Family)
        .filter_map(|(resource, theirs)| {
            let strain = worst(instance, theirs)?;
            let most = most(instance, theirs, strain.span);
            Some(strain.note(&resource.id, most))
        })
        .collect();
    worst.into_iter().for_each(|note| draft.note(note));
}

/// Weeks in which somebody has too little time, in minutes.
struct Strain {
    span: Term,
    /// What cannot be avoided, and what stands already within their hours.
    asked: i64,
    /// What rules reserve besides.
    reserved: i64,
    free: i64,
}

impl Strain {
    /// How much too little.
    fn excess(&self) -> i64 {
        self.asked + self.reserved - self.free
    }

    /// As data; `most` is the rule that asks the most, and how many minutes: said where it is a good part of all.
    fn note(&self, person: &str, most: Option<(Text, i64)>) -> Note {
        let all = self.asked + self.reserved;
        Note::OverDemand {
            person: person.to_owned(),
            from: self.span.from,
            to: self.span.to,
            asked: self.asked,
            reserved: self.reserved,
            free: self.free,
            most: most.filter(|(_, minutes)| minutes * GOOD_PART >= all),
        }
    }
}

/// What only one person can do.
#[derive(Clone, Default)]
struct Theirs {
    /// By series the days on which a seat is theirs alone.
    series: BTreeMap<usize, Vec<Term>>,
    /// Minutes of what is asked each week, by the first day of the part of the week.
    weekly: BTreeMap<NaiveDate, i64>,
    /// Minutes that rules reserve, by the Monday of the week.
    loads: Vec<(NaiveDate, i64)>,
    /// Free time of each day, and what meetings that stand take of it.
    days: Vec<(i64, i64)>,
}

/// For each resource what only they can do: looked up once, for a large team has thousands of series.
fn theirs(instance: &Instance) -> Vec<Theirs> {
    let mut theirs: Vec<Theirs> = (0..instance.resources.len())
        .map(|at| of(instance, at))
        .collect();
    for (index, series) in instance.series.iter().enumerate() {
        for cast in &series.casts {
            let span = Term {
                from: cast.from,
                to: cast.to,
            };
            let alone = cast.seats.iter().filter_map(|seat| match seat.any_of[..] {
                [person] => Some(person),
                _ => None,
            });
            for person in alone.collect::<BTreeSet<_>>() {
                join(theirs[person].series.entry(index).or_default(), span);
            }
        }
    }
    for theirs in &mut theirs {
        for (index, alone) in &theirs.series {
            let series = &instance.series[*index];
            let Requirement::Weekly(weekly) = &series.requirement else {
                continue;
            };
            for week in &weekly.weeks {
                if alone
                    .iter()
                    .any(|run| run.has(week.from) && run.has(week.to))
                {
                    let minutes = i64::from(series.minutes.0) * i64::from(week.least);
                    *theirs.weekly.entry(week.from).or_default() += minutes;
                }
            }
        }
    }
    for load in &instance.loads {
        if let [person] = load.any_of[..] {
            theirs[person]
                .loads
                .push((load.week, i64::from(load.minutes)));
        }
    }
    theirs
}

/// A person's days.
fn of(instance: &Instance, person: usize) -> Theirs {
    let resource = &instance.resources[person];
    let mut taken = vec![Slots::EMPTY; instance.day_count()];
    for fixed in &instance.fixed {
        let comes = fixed.people.iter().any(|(who, _)| *who == person);
        let day = instance.index(fixed.start.date()).filter(|_| comes);
        if let Some(taken) = day.and_then(|day| taken.get_mut(day)) {
            let from = chrono::Timelike::num_seconds_from_midnight(&fixed.start) / 60;
            *taken = taken.or(Slots::touching(from, from + fixed.minutes));
        }
    }
    let minutes = |slots: Slots| i64::from(slots.len() * SLOT_MINUTES);
    let days = resource.free.iter().zip(taken);
    Theirs {
        days: days
            .map(|(free, taken)| (minutes(*free), minutes(free.and(taken))))
            .collect(),
        ..Theirs::default()
    }
}

/// Adds days to spans in order, joined where they touch.
fn join(spans: &mut Vec<Term>, more: Term) {
    match spans.last_mut() {
        Some(last) if last.to.succ_opt() == Some(more.from) => last.to = more.to,
        _ => spans.push(more),
    }
}

/// The weeks with the largest excess, if there are any: of what is certain first, of what is reserved else.
fn worst(instance: &Instance, theirs: &Theirs) -> Option<Strain> {
    let certain = spans(instance).filter_map(|span| strain(instance, theirs, span, false));
    let latest = |one: &Strain| (one.excess(), std::cmp::Reverse(one.span.from));
    certain.max_by_key(latest).or_else(|| {
        let reserved = spans(instance).filter_map(|span| strain(instance, theirs, span, true));
        reserved.max_by_key(latest)
    })
}

/// From the first day or a Monday to a Sunday or the last day, four weeks at least; or all there is.
fn spans(instance: &Instance) -> impl Iterator<Item = Term> {
    let (first, last) = (instance.first, instance.term.to);
    let begins = first.iter_days().take_while(move |day| *day <= last);
    let begins = begins.filter(move |day| *day == first || day.weekday() == Weekday::Mon);
    begins.flat_map(move |from| {
        let ends = from.iter_days().take_while(move |day| *day <= last);
        let ends = ends.take_while(move |day| (*day - from).num_days() < MOST);
        let ends = ends.filter(move |day| *day == last || day.weekday() == Weekday::Sun);
        let whole = move |to: NaiveDate| from == first && to == last;
        ends.filter(move |to| (*to - from).num_days() + 1 >= LEAST || whole(*to))
            .map(move |to| Term { from, to })
    })
}

/// Whether somebody has too little time in these weeks.
fn strain(instance: &Instance, theirs: &Theirs, span: Term, with_loads: bool) -> Option<Strain> {
    if with_loads && theirs.loads.is_empty() {
        return None;
    }
    let days = span.days().filter_map(|day| instance.index(day));
    let (free, standing) = days
        .filter_map(|day| theirs.days.get(day))
        .fold((0, 0), |(free, standing), day| {
            (free + day.0, standing + day.1)
        });
    let rare = theirs.series.iter();
    let rare = rare.filter(|(index, _)| !is_weekly(&instance.series[**index]));
    let rare: i64 = rare
        .map(|(index, alone)| minutes(instance, &instance.series[*index], alone, span))
        .sum();
    let weekly: i64 = theirs
        .weekly
        .range(span.from..=span.to)
        .map(|(_, minutes)| minutes)
        .sum();
    let loads = theirs.loads.iter().filter(|(week, _)| span.has(*week));
    let reserved: i64 = loads.map(|(_, minutes)| minutes).sum();
    let strain = Strain {
        span,
        asked: standing + rare + weekly,
        reserved: if with_loads { reserved } else { 0 },
        free,
    };
    (strain.excess() > 0).then_some(strain)
}

/// The rule that asks the most of somebody in these weeks, and how many minutes.
fn most(instance: &Instance, theirs: &Theirs, span: Term) -> Option<(Text, i64)> {
    let mut by_rule: BTreeMap<&RuleId, (&Text, i64)> = BTreeMap::new();
    for (index, alone) in &theirs.series {
        let series = &instance.series[*index];
        let sum = by_rule.entry(&series.rule).or_insert((&series.title, 0));
        sum.1 += minutes(instance, series, alone, span);
    }
    let most = by_rule.into_values().max_by_key(|(_, minutes)| *minutes)?;
    (most.1 > 0).then(|| (most.0.clone(), most.1))
}

fn is_weekly(series: &Series) -> bool {
    matches!(series.requirement, Requirement::Weekly(_))
}

/// The fewest minutes a series takes of somebody within a span.
fn minutes(instance: &Instance, series: &Series, alone: &[Term], span: Term) -> i64 {
    i64::from(series.minutes.0) * meetings(instance, series, alone, span)
}

/// The fewest meetings that every plan without something left out or late holds within a span, on days on which
/// a seat is one person's alone.
fn meetings(instance: &Instance, series: &Series, alone: &[Term], span: Term) -> i64 {
    let within = |from: NaiveDate, to: NaiveDate| {
        from <= to
            && span.has(from)
            && span.has(to)
            && alone.iter().any(|run| run.has(from) && run.has(to))
    };
    match &series.requirement {
        Requirement::Milestone(milestone) => {
            let Anchor::Day(anchor) = milestone.anchor else {
                return 0;
            };
            let window = instance.window(milestone, anchor);
            let from = window.from.max(instance.first);
            i64::from(instance.belongs(&window) && within(from, window.due))
        }
        Requirement::Cadence(cadence) => {
            let days = |run: &Term| {
                let from = run.from.max(cadence.from).max(span.from);
                let to = run.to.min(cadence.to).min(span.to);
                ((to - from).num_days() + 1).max(0)
            };
            let least = |run: &Term| days(run) / i64::from(cadence.limit.max(1));
            let all: i64 = alone.iter().map(least).sum();
            all.min(cadence.count_max.map_or(i64::MAX, i64::from))
        }
        Requirement::Weekly(weekly) => {
            let weeks = weekly
                .weeks
                .iter()
                .filter(|week| within(week.from, week.to));
            weeks.map(|week| i64::from(week.least)).sum()
        }
    }
}
