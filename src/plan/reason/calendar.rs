//! Who is where when, once the plan stands: placements come in, and for each person and day the
//! meetings that take their time go out.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, Timelike};

use crate::ids::OccurrenceId;
use crate::plan::Placement;
use crate::plan::occurrence::Occurrence;
use crate::rules::Text;
use crate::series::{Instance, ResourceKind};
use crate::time::{SLOT_MINUTES, Slots};

/// A meeting that takes its people's time.
#[derive(Clone, Debug)]
pub(super) struct Busy {
    /// Its id.
    pub id: OccurrenceId,
    /// What it is.
    pub title: Text,
    /// Local start.
    pub start: NaiveDateTime,
    /// Minutes after midnight, `[from, to)`.
    from: u32,
    to: u32,
    place: Option<usize>,
}

/// The meetings of a plan by person and day, and the days each series is held on.
pub(in crate::plan) struct Calendar<'a> {
    /// What was planned.
    pub(super) instance: &'a Instance,
    busy: BTreeMap<(usize, usize), Vec<Busy>>,
    held: BTreeMap<usize, Vec<usize>>,
    /// By day and kind of resource.
    hours: BTreeMap<(usize, usize), Slots>,
}

impl<'a> Calendar<'a> {
    /// The calendar of the numbered occurrences and the fixed meetings.
    pub(in crate::plan) fn new(
        instance: &'a Instance,
        numbered: &[(&OccurrenceId, &Occurrence)],
        placements: &[Placement],
    ) -> Self {
        let mut calendar = Self {
            instance,
            busy: BTreeMap::new(),
            held: BTreeMap::new(),
            hours: BTreeMap::new(),
        };
        for resource in &instance.resources {
            for (day, free) in resource.free.iter().enumerate() {
                let hours = calendar.hours.entry((day, row(resource.kind))).or_default();
                *hours = hours.or(*free);
            }
        }
        let by_id: BTreeMap<&OccurrenceId, &Placement> =
            placements.iter().map(|one| (&one.id, one)).collect();
        for (id, occurrence) in numbered {
            let (Some(placed), Some(placement)) = (occurrence.placed, by_id.get(id)) else {
                continue;
            };
            let place = instance.series[occurrence.series].place;
            let busy = busy(placement, place);
            calendar.add(placed.day, &placed.people, &busy);
            let days = calendar.held.entry(occurrence.series).or_default();
            days.push(placed.day);
        }
        for fixed in &instance.fixed {
            let Some(day) = instance.index(fixed.start.date()) else {
                continue;
            };
            let standing = placements
                .iter()
                .find(|one| one.start == fixed.start && one.title == fixed.title);
            if let Some(placement) = standing {
                let people: Vec<usize> = fixed.people.iter().map(|(who, _)| *who).collect();
                calendar.add(day, &people, &busy(placement, fixed.place));
            }
        }
        calendar
    }

    fn add(&mut self, day: usize, people: &[usize], busy: &Busy) {
        for who in people {
            let meetings = self.busy.entry((*who, day)).or_default();
            meetings.push(busy.clone());
        }
    }

    /// The meetings of somebody on a day.
    pub(super) fn of(&self, who: usize, day: usize) -> &[Busy] {
        self.busy.get(&(who, day)).map_or(&[], Vec::as_slice)
    }

    /// The hours of a day at which one could reasonably ask somebody to come who has none: those of
    /// any colleague, for others than colleagues also those of any of their kind.
    pub(super) fn hours(&self, kind: ResourceKind, day: usize) -> Slots {
        let of = |kind| {
            self.hours
                .get(&(day, row(kind)))
                .copied()
                .unwrap_or_default()
        };
        of(ResourceKind::Staff).or(of(kind))
    }

    /// The days a series is held on.
    pub(super) fn days(&self, series: usize) -> &[usize] {
        self.held.get(&series).map_or(&[], Vec::as_slice)
    }

    /// Of `starts`, those at which a meeting of `len` slots at `place` leaves time for `busy` and
    /// the way there and back.
    pub(super) fn beside(
        &self,
        busy: &Busy,
        starts: Slots,
        len: u32,
        place: Option<usize>,
    ) -> Slots {
        let travel = match (place, busy.place) {
            (Some(here), Some(there)) => self
                .instance
                .travel
                .get(here)
                .and_then(|row| row.get(there))
                .copied()
                .unwrap_or(0),
            _ => 0,
        };
        starts
            .iter()
            .filter(|start| {
                let (from, to) = (start * SLOT_MINUTES, (start + len) * SLOT_MINUTES);
                from < busy.to + travel && busy.from < to + travel
            })
            .fold(starts, |left, start| left.minus(Slots::one(start)))
    }
}

fn row(kind: ResourceKind) -> usize {
    match kind {
        ResourceKind::Family => 0,
        ResourceKind::Staff => 1,
        ResourceKind::External => 2,
    }
}

fn busy(placement: &Placement, place: Option<usize>) -> Busy {
    let from = placement.start.num_seconds_from_midnight() / 60;
    Busy {
        id: placement.id.clone(),
        title: placement.title.clone(),
        start: placement.start,
        from,
        to: from + placement.minutes,
        place,
    }
}
