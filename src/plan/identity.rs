//! Which ordinal each obligation carries: those that earlier plans gave to the same days come in,
//! an id for each occurrence goes out. An ordinal once issued never names another meeting.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::alignment::align;
use super::occurrence::Occurrence;
use super::{Placement, Plan};
use crate::ids::{OccurrenceId, SeriesId};
use crate::series::{Instance, Requirement};
use crate::time::monday_of;

/// The highest ordinal of each series that `plan` uses, or that was used `before` it.
pub fn issued(plan: &Plan, before: &BTreeMap<SeriesId, u32>) -> BTreeMap<SeriesId, u32> {
    let mut issued = before.clone();
    let ids = plan.placements.iter().map(|placement| &placement.id);
    for id in ids.chain(plan.left_out.iter().map(|left_out| &left_out.id)) {
        let highest = issued.entry(id.series()).or_default();
        *highest = (*highest).max(id.ordinal().unwrap_or(0));
    }
    issued
}

/// An id for each occurrence, in their order.
///
/// A milestone's ordinal is its series' own. Any other takes the ids that `earlier` plans (the
/// first has precedence) gave in the days planned now, per week those of that week: each meeting
/// that of its day, else the one it continues, what is left out those that remain. The rest get new ones from the
/// series' first ordinal onwards, in order of date.
pub(super) fn number(
    instance: &Instance,
    occurrences: &[Occurrence],
    earlier: &[&Plan],
) -> Vec<OccurrenceId> {
    let standing = standing(instance);
    let known = known(instance, earlier, &standing);
    let mut ids: Vec<Option<OccurrenceId>> = vec![None; occurrences.len()];
    for (series, mut members) in by_series(instance, occurrences) {
        members.sort_by_key(|at| (occurrences[*at].day, occurrences[*at].placed.is_none()));
        let known = known.get(series).map_or(&[][..], Vec::as_slice);
        let again = reused(instance, occurrences, &members, known);
        let mut used: BTreeSet<u32> = standing.get(series).cloned().unwrap_or_default();
        used.extend(known.iter().map(|known| known.ordinal));
        let first = first_ordinal(instance, occurrences, &members);
        let mut fresh = (first..).filter(|ordinal| !used.contains(ordinal));
        for at in members {
            let own = match &instance.series[occurrences[at].series].requirement {
                Requirement::Milestone(_) => {
                    Some(instance.series[occurrences[at].series].first_ordinal)
                }
                Requirement::Cadence(_) | Requirement::Weekly(_) => again.get(&at).copied(),
            };
            ids[at] = own
                .or_else(|| fresh.next())
                .map(|ordinal| series.occurrence(ordinal));
        }
    }
    ids.into_iter().flatten().collect()
}

/// The known ordinals that members of one series take again.
fn reused(
    instance: &Instance,
    occurrences: &[Occurrence],
    members: &[usize],
    known: &[KnownOrdinal],
) -> BTreeMap<usize, u32> {
    let mut again = BTreeMap::new();
    let week = |at: &usize, day: NaiveDate| {
        let requirement = &instance.series[occurrences[*at].series].requirement;
        matches!(requirement, Requirement::Weekly(_)).then(|| monday_of(day))
    };
    let mut weeks: BTreeMap<Option<NaiveDate>, Vec<usize>> = BTreeMap::new();
    for at in members {
        let bucket = weeks.entry(week(at, occurrences[*at].day)).or_default();
        bucket.push(*at);
    }
    for (monday, members) in weeks {
        let here = |one: &&KnownOrdinal| monday.is_none_or(|monday| monday_of(one.day) == monday);
        let mut rest: Vec<&KnownOrdinal> = known.iter().filter(here).collect();
        let (mut placed, left_out): (Vec<usize>, Vec<usize>) = members
            .into_iter()
            .partition(|at| occurrences[*at].placed.is_some());
        let kinds: BTreeSet<_> = rest.iter().map(|one| (one.plan, one.left_out)).collect();
        for kind in kinds {
            let of_kind = |one: &&KnownOrdinal| (one.plan, one.left_out) == kind;
            let mut old: Vec<&KnownOrdinal> = rest.iter().copied().filter(of_kind).collect();
            // What stays on its day stays itself, whatever the others do.
            for at in &placed {
                let same = old.iter().position(|one| one.day == occurrences[*at].day);
                again.extend(same.map(|same| (*at, old.remove(same).ordinal)));
            }
            placed.retain(|at| !again.contains_key(at));
            let from: Vec<NaiveDate> = old.iter().map(|one| one.day).collect();
            let to: Vec<NaiveDate> = placed.iter().map(|at| occurrences[*at].day).collect();
            for (at, pair) in placed.iter().zip(align(&from, &to)) {
                again.extend(pair.map(|pair| (*at, old[pair].ordinal)));
            }
            placed.retain(|at| !again.contains_key(at));
            rest.retain(|one| !again.values().any(|ordinal| *ordinal == one.ordinal));
        }
        let remain = rest.iter().map(|one| one.ordinal);
        again.extend(left_out.into_iter().zip(remain));
    }
    again
}

/// The occurrences of each series; parts of one series (before and after a meeting that stands)
/// are numbered together.
fn by_series<'a>(
    instance: &'a Instance,
    occurrences: &[Occurrence],
) -> BTreeMap<&'a SeriesId, Vec<usize>> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, occurrence) in occurrences.iter().enumerate() {
        let series = &instance.series[occurrence.series].id;
        groups.entry(series).or_default().push(at);
    }
    groups
}

fn first_ordinal(instance: &Instance, occurrences: &[Occurrence], members: &[usize]) -> u32 {
    members
        .iter()
        .map(|at| instance.series[occurrences[*at].series].first_ordinal)
        .min()
        .unwrap_or(1)
}

/// The ordinals of meetings that stand, by series.
fn standing(instance: &Instance) -> BTreeMap<SeriesId, BTreeSet<u32>> {
    let mut standing: BTreeMap<_, BTreeSet<u32>> = BTreeMap::new();
    for id in instance.fixed.iter().filter_map(|fixed| fixed.id.as_ref()) {
        let ordinals = standing.entry(id.series()).or_default();
        ordinals.extend(id.ordinal());
    }
    standing
}

/// An ordinal that an earlier plan gave to a day that is planned again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct KnownOrdinal {
    /// The plan, in order of precedence.
    plan: usize,
    left_out: bool,
    day: NaiveDate,
    ordinal: u32,
}

fn known(
    instance: &Instance,
    earlier: &[&Plan],
    standing: &BTreeMap<SeriesId, BTreeSet<u32>>,
) -> BTreeMap<SeriesId, Vec<KnownOrdinal>> {
    let mut known: BTreeMap<SeriesId, BTreeMap<u32, KnownOrdinal>> = BTreeMap::new();
    for (plan, days) in earlier.iter().map(|plan| days(plan)).enumerate() {
        for (id, day, left_out) in days {
            let series = id.series();
            let Some(ordinal) = id.ordinal() else {
                continue;
            };
            let stands = standing
                .get(&series)
                .is_some_and(|ordinals| ordinals.contains(&ordinal));
            let planned_now = instance.first <= day && day <= instance.term.to;
            if planned_now && !stands {
                let entry = KnownOrdinal {
                    plan,
                    day,
                    left_out,
                    ordinal,
                };
                known
                    .entry(series)
                    .or_default()
                    .entry(ordinal)
                    .or_insert(entry);
            }
        }
    }
    known
        .into_iter()
        .map(|(series, known)| {
            let mut list: Vec<KnownOrdinal> = known.into_values().collect();
            list.sort();
            (series, list)
        })
        .collect()
}

/// Every id of a plan with the day it stands for, and whether it was left out.
fn days(plan: &Plan) -> impl Iterator<Item = (&OccurrenceId, NaiveDate, bool)> {
    let day = |placement: &Placement| placement.start.date();
    let placed = plan
        .placements
        .iter()
        .map(move |placement| (&placement.id, day(placement), false));
    let left_out = plan
        .left_out
        .iter()
        .map(|left_out| (&left_out.id, left_out.window.from, true));
    placed.chain(left_out)
}
