//! A plan read back as an answer: an instance and placements come in; the meetings that the instance plans, by
//! its own numbers, go out.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::assemble::participant;
use super::{Participant, Placement};
use crate::ids::OccurrenceId;
use crate::problem::Placed;
use crate::series::{Cast, Instance, Requirement, Series};
use crate::time::{SLOT_MINUTES, slot_at};

/// The planned meetings among `placements`, each with its number in that list; ordered as an answer's are. What
/// stands fixed, what nobody asks for any more, and what has people who may no longer take part is left away.
pub fn read_back(instance: &Instance, placements: &[Placement]) -> Vec<(usize, Placed)> {
    let fixed = instance.fixed.iter();
    let fixed: BTreeSet<&OccurrenceId> = fixed.filter_map(|one| one.id.as_ref()).collect();
    let open = placements.iter().enumerate();
    let open = open.filter(|(_, one)| !fixed.contains(&one.id));
    let mut all: Vec<(usize, Placed)> = open
        .filter_map(|(at, one)| Some((at, placed(instance, one)?)))
        .collect();
    all.sort_by(|(_, one), (_, other)| one.cmp(other));
    all
}

fn placed(instance: &Instance, placement: &Placement) -> Option<Placed> {
    let date = placement.start.date();
    let day = instance.index(date)?;
    let mut series = instance.series.iter();
    let series = series.position(|series| asks_for(series, placement))?;
    let cast = instance.series[series].cast_on(date)?;
    Some(Placed {
        series,
        day,
        start: slot_at(placement.start),
        len: placement.minutes / SLOT_MINUTES,
        people: people(instance, cast, placement)?,
    })
}

/// Whether a series asks for this meeting: by its number, or by its day.
fn asks_for(series: &Series, placement: &Placement) -> bool {
    let day: NaiveDate = placement.start.date();
    placement.id.series() == series.id
        && match &series.requirement {
            Requirement::Milestone(_) => placement.id.ordinal() == Some(series.first_ordinal),
            Requirement::Cadence(cadence) => cadence.from <= day && day <= cadence.to,
            Requirement::Weekly(weekly) => {
                let mut weeks = weekly.weeks.iter();
                weeks.any(|week| week.from <= day && day <= week.to)
            }
        }
}

/// Those who come, seats first: in the order in which they were written down.
fn people(instance: &Instance, cast: &Cast, placement: &Placement) -> Option<Vec<usize>> {
    let is = |who: usize, one: &Participant| {
        participant(instance, placement.case.as_ref(), who, &one.role) == *one
    };
    let mut people = Vec::new();
    for (seat, one) in cast.seats.iter().zip(&placement.participants) {
        let mut holders = seat.any_of.iter().copied();
        people.push(holders.find(|who| seat.role == one.role && is(*who, one))?);
    }
    let invited = cast.invited.iter().flat_map(|invited| &invited.members);
    let rest = placement.participants.get(cast.seats.len()..)?;
    let comes = |(who, _): &&(usize, String)| rest.iter().any(|one| is(*who, one));
    people.extend(invited.filter(comes).map(|(who, _)| *who));
    let all_known = people.len() == placement.participants.len();
    all_known.then_some(people)
}
