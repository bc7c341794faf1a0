//! The walk from an answer to a plan: indices come in, names, ids and local times go out.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::occurrence::{self, Occurrence, TermObligations};
use super::{
    Duty, Firmness, Layer, LeftOut, Load, Note, Participant, Placement, Plan, Status, Stay, fixed,
    identity, reason,
};
use crate::ids::{CaseCode, OccurrenceId};
use crate::problem::{Assignment, Bound, Placed};
use crate::rules::Text;
use crate::series::{self, DueBy, Instance, Requirement, ResourceKind, Series, cost};
use crate::time::SLOT_MINUTES;

/// What a plan says of itself that the instance does not know.
#[derive(Clone, Debug)]
pub struct Meta {
    /// Team key.
    pub team: String,
    /// The day it is planned on.
    pub today: NaiveDate,
    /// IANA name of the zone of all local times.
    pub zone: String,
}

/// Makes a plan of the term out of an answer.
///
/// `earlier` are the plans whose ids go on: the published one first, then the last draft if that is
/// another. What stands outside the days planned now is not in the result: see
/// [`Plan::with_rest_of`].
pub fn assemble(instance: &Instance, answer: &Assignment, meta: &Meta, earlier: &[&Plan]) -> Plan {
    assemble_until(instance, answer, meta, earlier, &|| false)
}

/// The same, with what is left out explained until it is `late` only: what is not by then says so.
pub fn assemble_until(
    instance: &Instance,
    answer: &Assignment,
    meta: &Meta,
    earlier: &[&Plan],
    late: &dyn Fn() -> bool,
) -> Plan {
    let asked = occurrence::asked(instance, answer);
    let ids = identity::number(instance, &asked.occurrences, earlier);
    let numbered: Vec<(&OccurrenceId, &Occurrence)> = ids.iter().zip(&asked.occurrences).collect();
    let placements = placements(instance, &asked, &ids, earlier);
    let layers: Vec<Layer> = cost::LAYERS.iter().zip(answer.layers).map(layer).collect();
    let proven = layers.iter().all(|layer| layer.proven);
    let shown = shown(&layers, &answer.layers);
    let least_left_out = layers.iter().take(cost::LATE).all(|layer| layer.proven);
    let patience = reason::Patience::new(late);
    let left_out = left_out(instance, &numbered, &placements, least_left_out, &patience);
    Plan {
        team: meta.team.clone(),
        revision: 0,
        term: instance.term,
        today: meta.today,
        now: Some(instance.now),
        zone: meta.zone.clone(),
        entries: 0,
        status: if proven {
            Status::Optimal
        } else {
            Status::Feasible
        },
        objective: shown.value,
        bound: shown.bound,
        gap: gap(shown),
        seconds: answer.seconds,
        layers,
        placements,
        left_out,
        duties: duties(instance, &asked, earlier),
        stays: instance.stays.iter().map(stay).collect(),
        loads: loads(instance),
        standing: instance.standing.clone(),
        chosen: None,
        notes: notes(instance),
    }
}

/// Every meeting with its id (in the order of what is asked), and what stands, in order of start.
pub(super) fn placements(
    instance: &Instance,
    asked: &TermObligations,
    ids: &[OccurrenceId],
    earlier: &[&Plan],
) -> Vec<Placement> {
    let numbered = ids.iter().zip(&asked.occurrences);
    let mut placements: Vec<Placement> = numbered
        .filter_map(|(id, occurrence)| {
            let placed = occurrence.placed?;
            Some(placement(instance, id.clone(), occurrence, placed))
        })
        .collect();
    placements.extend(fixed::placements(instance, earlier, &asked.anchors));
    placements.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    placements
}

/// A placement at another time or with other people; all else stays as it is.
pub fn moved(instance: &Instance, placement: &Placement, to: &Placed) -> Placement {
    let (participants, absent) = instance
        .series
        .get(to.series)
        .map(|series| attendance(instance, series, to))
        .unwrap_or_default();
    Placement {
        start: start(instance.day(to.day), to.start),
        minutes: to.len * SLOT_MINUTES,
        participants,
        absent,
        ..placement.clone()
    }
}

fn placement(
    instance: &Instance,
    id: OccurrenceId,
    occurrence: &Occurrence,
    placed: &Placed,
) -> Placement {
    let series = &instance.series[occurrence.series];
    let (participants, absent) = attendance(instance, series, placed);
    let outsiders = placed
        .people
        .iter()
        .any(|who| instance.resources[*who].kind != ResourceKind::Staff);
    Placement {
        id,
        series: series.id.clone(),
        rule: series.rule.clone(),
        programme: series.rule.programme().to_owned(),
        case: series.case.clone(),
        title: series.title.clone(),
        start: start(instance.day(placed.day), placed.start),
        minutes: placed.len * SLOT_MINUTES,
        participants,
        absent,
        place: place(instance, series.place),
        window: occurrence.window,
        due: occurrence.due,
        status: if series.confirm_by.is_some() && outsiders {
            Firmness::Proposed
        } else {
            Firmness::Planned
        },
        covers: series.covers.clone(),
    }
}

fn start(day: NaiveDate, slot: u32) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + Duration::minutes(i64::from(slot * SLOT_MINUTES))
}

/// The name of a place.
pub(super) fn place(instance: &Instance, place: Option<usize>) -> Option<String> {
    place.and_then(|place| instance.places.get(place).cloned())
}

/// A resource as a participant: a family goes by its case's code.
pub(super) fn participant(
    instance: &Instance,
    case: Option<&CaseCode>,
    who: usize,
    role: &str,
) -> Participant {
    let resource = &instance.resources[who];
    let id = match (resource.kind, case) {
        (ResourceKind::Family, Some(case)) => case.to_string(),
        _ => resource.id.clone(),
    };
    Participant {
        id,
        role: role.to_owned(),
    }
}

/// Who comes, with the role each takes, and which of the invited do not.
fn attendance(
    instance: &Instance,
    series: &Series,
    placed: &Placed,
) -> (Vec<Participant>, Vec<Participant>) {
    let day = instance.day(placed.day);
    let cast = series.cast_on(day);
    let seats = cast.map_or(&[][..], |cast| &cast.seats);
    let members = cast
        .and_then(|cast| cast.invited.as_ref())
        .map_or(&[][..], |invited| &invited.members);
    let one = |who: usize, role: &str| participant(instance, series.case.as_ref(), who, role);
    let mut coming: Vec<Participant> = seats
        .iter()
        .zip(&placed.people)
        .map(|(seat, who)| one(*who, &seat.role))
        .collect();
    let invited = placed.people.get(seats.len()..).unwrap_or_default();
    let (come, stay): (Vec<_>, Vec<_>) = members.iter().partition(|(who, _)| invited.contains(who));
    coming.extend(come.into_iter().map(|(who, role)| one(*who, role)));
    let absent = stay.into_iter().map(|(who, role)| one(*who, role));
    (coming, absent.collect())
}

fn layer((name, bound): (&&str, Bound)) -> Layer {
    Layer {
        name: (*name).to_owned(),
        value: bound.value,
        bound: bound.bound,
        proven: bound.value == bound.bound,
    }
}

/// What is shown as objective and bound: the first layer that is not proven, else the days and
/// points that are left once every obligation is met.
fn shown(layers: &[Layer], bounds: &[Bound]) -> Bound {
    let open = layers.iter().zip(bounds).find(|(layer, _)| !layer.proven);
    open.map_or_else(
        || bounds.last().copied().unwrap_or_default(),
        |(_, bound)| *bound,
    )
}

fn gap(shown: Bound) -> f64 {
    if shown.value == shown.bound {
        0.0
    } else {
        (shown.value - shown.bound) as f64 / shown.value.abs().max(1) as f64
    }
}

fn left_out(
    instance: &Instance,
    numbered: &[(&OccurrenceId, &Occurrence)],
    placements: &[Placement],
    proven: bool,
    patience: &reason::Patience,
) -> Vec<LeftOut> {
    let calendar = reason::Calendar::new(instance, numbered, placements);
    let missing = numbered
        .iter()
        .filter(|(_, occurrence)| occurrence.placed.is_none());
    let mut offers = reason::Offers::default();
    missing
        .map(|(id, occurrence)| {
            let series = &instance.series[occurrence.series];
            let why = reason::explain(&calendar, occurrence, proven, Some(&mut offers), patience);
            LeftOut {
                id: (*id).clone(),
                rule: series.rule.clone(),
                case: series.case.clone(),
                title: series.title.clone(),
                severity: series.severity,
                window: occurrence.window,
                why: why.why.into(),
                reason: Text::default(),
                blocking: why.blocking,
                way_out: why.way_out,
            }
        })
        .collect()
}

/// Duties with a day each. One that counts from a meeting this term does not ask for has none yet; a
/// later one is told only where an `earlier` plan told of it.
fn duties(instance: &Instance, asked: &TermObligations, earlier: &[&Plan]) -> Vec<Duty> {
    let told = |duty: &&series::Duty| {
        let mut known = earlier.iter().flat_map(|plan| &plan.duties);
        known.any(|known| known.id == duty.id)
    };
    let later = instance.later_duties.iter().filter(told);
    let first_placed: BTreeMap<usize, NaiveDate> = asked
        .occurrences
        .iter()
        .rev()
        .filter(|occurrence| occurrence.placed.is_some())
        .map(|occurrence| (occurrence.series, occurrence.day))
        .collect();
    let anchor = |index: &usize| match instance.series[*index].requirement {
        Requirement::Milestone(_) => asked.anchors.get(index),
        Requirement::Cadence(_) | Requirement::Weekly(_) => first_placed.get(index),
    };
    let resolved = instance.duties.iter().chain(later).filter_map(|duty| {
        let due = match &duty.due {
            DueBy::Day(day) => *day,
            DueBy::Series(index, offset, rollover) => {
                let anchor = *anchor(index)?;
                let due = offset.from_day(anchor, &instance.workdays);
                let due = duty.pauses.put_off(anchor, due);
                instance.workdays.roll(due, *rollover)
            }
        };
        Some(Duty {
            id: duty.id.clone(),
            rule: duty.rule.clone(),
            title: duty.title.clone(),
            case: duty.case.clone(),
            owner: duty.owner_on(due).to_owned(),
            due,
            legal: duty.legal,
            items: duty.items.clone(),
        })
    });
    let mut duties: Vec<Duty> = resolved.collect();
    duties.sort_by(|a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
    duties
}

fn stay(stay: &series::Stay) -> Stay {
    Stay {
        case: stay.case.clone(),
        home: stay.unit.clone(),
        from: stay.from,
        to: stay.to,
        asked: stay.asked,
    }
}

fn loads(instance: &Instance) -> Vec<Load> {
    let load = |load: &series::Load| Load {
        people: load
            .any_of
            .iter()
            .map(|who| instance.resources[*who].id.clone())
            .collect(),
        week: load.week,
        minutes: load.minutes,
        rule: load.rule.clone(),
        case: load.case.clone(),
    };
    instance.loads.iter().map(load).collect()
}

fn notes(instance: &Instance) -> Vec<Note> {
    let said = instance.notes.iter().cloned().map(Note::from);
    said.chain(fixed::conflicts(instance)).collect()
}
