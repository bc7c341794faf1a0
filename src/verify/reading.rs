//! Reading a plan back: placements come in; meetings with the series, people and place that the
//! instance knows them by go out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate, NaiveDateTime, Timelike};

use super::{Found, Kind};
use crate::ids::CaseCode;
use crate::plan::{Participant, Placement, Plan};
use crate::series::{Cast, Fixed, FixedBy, Instance, Requirement, ResourceKind, Series};
use crate::time::Slots;

/// A meeting of the plan.
pub(super) struct Meeting<'a> {
    /// As the plan says.
    pub placement: &'a Placement,
    /// The series it is an occurrence of; `None` when it stood before planning.
    pub series: Option<usize>,
    /// Local start.
    pub start: NaiveDateTime,
    /// Local end.
    pub end: NaiveDateTime,
    /// Who comes: resource and role.
    pub people: Vec<(usize, &'a str)>,
    /// Where: an index into the instance's places.
    pub place: Option<usize>,
}

impl Meeting<'_> {
    /// Its day.
    pub fn day(&self) -> NaiveDate {
        self.start.date()
    }

    /// Its first minute after midnight.
    pub fn minute(&self) -> u32 {
        self.start.hour() * 60 + self.start.minute()
    }

    /// The quarter-hours of its day that it touches.
    pub fn slots(&self) -> Slots {
        Slots::touching(
            self.minute(),
            self.minute().saturating_add(self.placement.minutes),
        )
    }

    /// Whether this resource comes.
    pub fn has(&self, resource: usize) -> bool {
        self.people.iter().any(|(who, _)| *who == resource)
    }

    /// Id and start, for messages.
    pub fn name(&self) -> String {
        format!("{} at {}", self.placement.id, self.start.format("%F %R"))
    }
}

/// Finds out what each placement is; says what is missing, doubled or nobody's. What lies outside
/// the days planned now and is not in the instance was carried over, and judged when it was planned.
pub(super) fn read<'a>(
    instance: &'a Instance,
    plan: &'a Plan,
    found: &mut Found,
) -> Vec<Meeting<'a>> {
    ids_are_used_once(plan, found);
    let mut rest: Vec<&Placement> = plan.placements.iter().collect();
    let mut meetings: Vec<_> = instance
        .fixed
        .iter()
        .filter_map(|fixed| standing(instance, fixed, &mut rest, found))
        .collect();
    let mut of_id: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, series) in instance.series.iter().enumerate() {
        of_id.entry(&series.id).or_default().push(index);
    }
    let planned_now = |placement: &&Placement| instance.index(placement.start.date()).is_some();
    for placement in rest.into_iter().filter(planned_now) {
        let candidates = of_id.get(&placement.series).map_or(&[][..], |list| list);
        let series = candidates
            .iter()
            .find(|at| claims(&instance.series[**at], placement));
        found.unless(series.is_some(), Kind::Unasked, || {
            format!(
                "{} at {}: no series asks for it",
                placement.id, placement.start
            )
        });
        meetings.extend(series.map(|at| planned(instance, *at, placement, found)));
    }
    meetings
}

/// An id names one meeting, placed or left out.
fn ids_are_used_once(plan: &Plan, found: &mut Found) {
    let mut seen = BTreeSet::new();
    let placed = plan.placements.iter().map(|placement| &placement.id);
    for id in placed.chain(plan.left_out.iter().map(|left_out| &left_out.id)) {
        found.unless(seen.insert(id), Kind::Twice, || {
            format!("{id} is used twice")
        });
    }
}

/// A meeting that stands is in the plan, at its time, as long as it was, with its people, there.
fn standing<'a>(
    instance: &'a Instance,
    fixed: &'a Fixed,
    rest: &mut Vec<&'a Placement>,
    found: &mut Found,
) -> Option<Meeting<'a>> {
    let unmoved = |placement: &Placement| {
        let place = place_name(instance, fixed.place);
        placement.start == fixed.start
            && placement.minutes == fixed.minutes
            && (place.is_none() || placement.place.as_deref() == place)
            && has_its_people(instance, fixed, &placement.participants)
    };
    let at = rest.iter().position(|placement| match &fixed.id {
        Some(id) => placement.id == *id,
        None => unmoved(placement),
    });
    let placement = at.map(|at| rest.remove(at));
    found.unless(placement.is_some_and(unmoved), Kind::Fixed, || {
        let id = fixed
            .id
            .as_ref()
            .map_or(fixed.title.en.as_str(), |id| id.as_str());
        let fate = if placement.is_some() {
            "moved or changed"
        } else {
            "missing"
        };
        format!("{id} stands at {} and is {fate}", fixed.start)
    });
    placement.map(|placement| Meeting {
        placement,
        series: None,
        start: fixed.start,
        end: fixed.start + Duration::minutes(i64::from(fixed.minutes)),
        people: fixed
            .people
            .iter()
            .map(|(who, role)| (*who, role.as_str()))
            .collect(),
        place: fixed.place,
    })
}

/// Whether the people of a meeting that stands are among these. One carried over may have had others,
/// whom the team no longer knows.
fn has_its_people(instance: &Instance, fixed: &Fixed, participants: &[Participant]) -> bool {
    let known = fixed.people.iter().all(|(who, role)| {
        let is = |p: &Participant| {
            is_named(instance, *who, fixed.case.as_ref(), &p.id) && p.role == *role
        };
        participants.iter().any(is)
    });
    known && (fixed.why != FixedBy::Agreed || fixed.people.len() == participants.len())
}

/// Whether a series asks for a meeting with this number, or on this day. Milestones that recur share
/// an id and differ in number; the parts of a cadence share one and differ in days.
fn claims(series: &Series, placement: &Placement) -> bool {
    let day = placement.start.date();
    placement.id.series() == series.id
        && match &series.requirement {
            Requirement::Milestone(_) => placement.id.ordinal() == Some(series.first_ordinal),
            Requirement::Cadence(cadence) => (cadence.from..=cadence.to).contains(&day),
            Requirement::Weekly(weekly) => weekly
                .weeks
                .iter()
                .any(|week| (week.from..=week.to).contains(&day)),
        }
}

/// A planned meeting; participants that its cast does not know are named and left away.
fn planned<'a>(
    instance: &'a Instance,
    index: usize,
    placement: &'a Placement,
    found: &mut Found,
) -> Meeting<'a> {
    let series = &instance.series[index];
    let known = cast_on(series, placement.start.date()).map_or(Vec::new(), members);
    let mut people = Vec::new();
    for Participant { id, role } in &placement.participants {
        let is = |who: &usize| is_named(instance, *who, series.case.as_ref(), id);
        let who = known.iter().copied().find(is);
        found.unless(who.is_some(), Kind::Seat, || {
            format!(
                "{}: {id} ({role}) is neither holder nor invited",
                placement.id
            )
        });
        people.extend(who.map(|who| (who, role.as_str())));
    }
    Meeting {
        placement,
        series: Some(index),
        start: placement.start,
        end: placement.end(),
        people,
        place: series.place,
    }
}

/// Who takes part on this day; `None` when nobody can.
pub(super) fn cast_on(series: &Series, day: NaiveDate) -> Option<&Cast> {
    series
        .casts
        .iter()
        .find(|cast| (cast.from..=cast.to).contains(&day))
}

/// Everyone a cast names.
fn members(cast: &Cast) -> Vec<usize> {
    let seats = cast
        .seats
        .iter()
        .flat_map(|seat| seat.any_of.iter().copied());
    let invited = cast
        .invited
        .iter()
        .flat_map(|invited| invited.members.iter());
    seats.chain(invited.map(|(who, _)| *who)).collect()
}

/// Whether a plan calls this resource so: people by their id, a family by the code of the case.
pub(super) fn is_named(
    instance: &Instance,
    resource: usize,
    case: Option<&CaseCode>,
    id: &str,
) -> bool {
    instance
        .resources
        .get(resource)
        .is_some_and(|resource| match (resource.kind, case) {
            (ResourceKind::Family, Some(case)) => case.as_str() == id,
            _ => resource.id == id,
        })
}

/// The name of a place.
pub(super) fn place_name(instance: &Instance, place: Option<usize>) -> Option<&str> {
    place
        .and_then(|place| instance.places.get(place))
        .map(String::as_str)
}
