//! What people see of a plan, counted: an instance and its plan come in; how many meetings are on their standing times, how
//! full days are, how far rhythms stray, go out. Denominators are what was planned on the days planned now.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use super::{Placement, Plan};
use crate::ids::SeriesId;
use crate::series::{Instance, Keeps, Requirement, ResourceKind, Series, Usual};
use crate::time::{BREAK_SLOTS, SLOT_MINUTES, WITHOUT_BREAK_SLOTS, slot_at};

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many.
    pub count: u32,
    /// Out of.
    pub of: u32,
}

impl Share {
    /// Counts one more, which is one of them or not.
    fn add(&mut self, holds: bool) {
        self.count += u32::from(holds);
        self.of += 1;
    }

    /// In per cent; 100 of nothing.
    pub fn percent(&self) -> f64 {
        match self.of {
            0 => 100.0,
            of => 100.0 * f64::from(self.count) / f64::from(of),
        }
    }
}

/// What people see of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Weekly meetings at day, hour and length of their slots, out of those asked for.
    pub on_slot: Share,
    /// So many of them could be, if all else kept its standing times.
    pub possible: u32,
    /// The same by series, the least first.
    pub by_series: Vec<(SeriesId, Share)>,
    /// Weekly meetings shorter than aimed at.
    pub shorter: Share,
    /// Two weekly meetings of one week on consecutive days.
    pub consecutive: u32,
    /// Days of a colleague with more families than is comfortable and one, and of those with two more still.
    pub full_days: [u32; 2],
    /// Days on which a pair meets for half an hour only.
    pub lone: u32,
    /// Meetings of pairs within their blocks.
    pub in_block: Share,
    /// Days that the meetings of a pair about no case lie off their rhythm, together and how many.
    pub days_off: Share,
    /// Evenings that could have been days.
    pub evenings: u32,
    /// Days on which a colleague has no half hour free within five and a half hours.
    pub no_break: u32,
    /// Meetings fewer than ranges aim at, where their least is there.
    pub fewer: u32,
    /// What could not be placed.
    pub left_out: u32,
}

/// Counts a plan.
pub fn figures(instance: &Instance, plan: &Plan) -> Figures {
    let planned = |one: &&Placement| instance.index(one.start.date()).is_some();
    let placed: Vec<&Placement> = plan.placements.iter().filter(planned).collect();
    let mut by_series: BySeries = BTreeMap::new();
    for one in &placed {
        by_series.entry(&one.series).or_default().push(one);
    }
    let mut figures = Figures {
        left_out: plan.left_out.len() as u32,
        ..Figures::default()
    };
    weekly(instance, &by_series, &mut figures);
    blocks(instance, &by_series, &mut figures);
    days(instance, &placed, &mut figures);
    figures
}

/// The planned meetings of each series, in the order of their starts.
type BySeries<'a> = BTreeMap<&'a SeriesId, Vec<&'a Placement>>;

/// Those of a series on some days.
fn within<'a>(
    placed: &BySeries<'a>,
    series: &Series,
    days: RangeInclusive<NaiveDate>,
) -> impl Iterator<Item = &'a Placement> {
    let own = placed.get(&series.id).cloned().unwrap_or_default();
    own.into_iter()
        .filter(move |one| days.contains(&one.start.date()))
}

fn weekly(instance: &Instance, placed: &BySeries, figures: &mut Figures) {
    let mut own: BTreeMap<SeriesId, Share> = BTreeMap::new();
    for series in &instance.series {
        let Requirement::Weekly(weekly) = &series.requirement else {
            continue;
        };
        let standing = series.standing.as_ref();
        for week in &weekly.weeks {
            let mut days: Vec<NaiveDate> = Vec::new();
            let share = own.entry(series.id.clone()).or_default();
            share.of += week.count;
            for one in within(placed, series, week.from..=week.to) {
                let day = one.start.date();
                let slot = instance.index(day).and_then(|day| {
                    let slot = standing?.days.get(day)?.as_ref()?.as_ref()?;
                    Some(slot.start)
                });
                let whole = one.minutes >= series.minutes.1;
                figures.shorter.add(!whole);
                share.count += u32::from(whole && slot == Some(slot_at(one.start)));
                let evening = one.end().time() > evening(instance) || one.end().date() > day;
                figures.evenings += u32::from(evening && week.daytime);
                days.push(day);
            }
            figures.fewer += week.count - week.least.max(days.len() as u32).min(week.count);
            let close = days
                .windows(2)
                .filter(|pair| pair[0].succ_opt() == Some(pair[1]));
            figures.consecutive += close.count() as u32;
        }
        if standing.is_none() {
            own.remove(&series.id);
        }
    }
    for share in own.values() {
        figures.on_slot.count += share.count;
        figures.on_slot.of += share.of;
    }
    figures.by_series = own.into_iter().filter(|(_, share)| share.of > 0).collect();
    let least = |one: &(SeriesId, Share)| (one.1.percent() * 100.0) as u32;
    figures.by_series.sort_by_key(least);
}

fn evening(instance: &Instance) -> NaiveTime {
    let minutes = instance.weights.evening_from;
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or_default()
}

fn blocks(instance: &Instance, placed: &BySeries, figures: &mut Figures) {
    let mut pairs: BTreeMap<(BTreeSet<&str>, NaiveDate), u32> = BTreeMap::new();
    for series in &instance.series {
        let Requirement::Cadence(cadence) = &series.requirement else {
            continue;
        };
        let standing = series.standing.as_ref();
        let Some(standing) = standing.filter(|one| one.keeps == Keeps::Block) else {
            continue;
        };
        let mut before = cadence.held.then_some(cadence.anchor);
        for one in within(placed, series, cadence.from..=cadence.to) {
            let day = one.start.date();
            let people = one.participants.iter().map(|one| one.id.as_str());
            let people: BTreeSet<&str> = people.collect();
            *pairs.entry((people, day)).or_default() += one.minutes;
            let slot = instance
                .index(day)
                .and_then(|day| *standing.days.get(day)?.as_ref()?);
            let (from, len) = (slot_at(one.start), one.minutes.div_ceil(SLOT_MINUTES));
            let inside = |slot: Usual| slot.start <= from && from + len <= slot.start + slot.len;
            figures.in_block.add(slot.is_some_and(inside));
            if let (Some(last), None) = (before, &series.case) {
                let off = (day - last).num_days() - i64::from(cadence.target);
                figures.days_off.count += off.unsigned_abs() as u32;
                figures.days_off.of += 1;
            }
            before = Some(day);
        }
    }
    figures.lone = pairs.values().filter(|minutes| **minutes <= 30).count() as u32;
}

fn days(instance: &Instance, placed: &[&Placement], figures: &mut Figures) {
    let kinds: BTreeMap<&str, ResourceKind> = (instance.resources.iter())
        .map(|one| (one.id.as_str(), one.kind))
        .collect();
    let kind = |id: &str| kinds.get(id).copied();
    let mut days: BTreeMap<(&str, NaiveDate), Vec<&Placement>> = BTreeMap::new();
    for one in placed {
        for who in &one.participants {
            if kind(&who.id) == Some(ResourceKind::Staff) {
                days.entry((&who.id, one.start.date()))
                    .or_default()
                    .push(one);
            }
        }
    }
    for ((_, _), own) in &mut days {
        let comfortable = instance.weights.comfortable_day;
        let family = |one: &&&Placement| {
            one.case.is_some()
                && one.participants.iter().any(|who| {
                    kind(&who.id).is_none() || kind(&who.id) == Some(ResourceKind::Family)
                })
        };
        let families = own.iter().filter(family).count() as u32;
        figures.full_days[0] += u32::from(families > comfortable + 1);
        figures.full_days[1] += u32::from(families > comfortable + 2);
        own.sort_by_key(|one| one.start);
        figures.no_break += u32::from(longest(instance, own) > WITHOUT_BREAK_SLOTS * SLOT_MINUTES);
    }
}

/// The longest time without half an hour free, in minutes; travel is no break.
fn longest(instance: &Instance, day: &[&Placement]) -> u32 {
    let mut longest = 0;
    let mut begun = None;
    let mut before: Option<&Placement> = None;
    for one in day {
        let free = before.map_or(i64::MAX, |before| {
            let way = travel(instance, before.place.as_deref(), one.place.as_deref());
            (one.start - before.end()).num_minutes() - i64::from(way)
        });
        if free >= i64::from(BREAK_SLOTS * SLOT_MINUTES) {
            begun = Some(one.start);
        }
        let since = begun.unwrap_or(one.start);
        longest = longest.max((one.end() - since).num_minutes().max(0) as u32);
        before = Some(one);
    }
    longest
}

/// Minutes between two places by name.
fn travel(instance: &Instance, one: Option<&str>, other: Option<&str>) -> u32 {
    let at = |name: &str| instance.places.iter().position(|place| place == name);
    instance.way(one.and_then(at), other.and_then(at))
}
