//! Who is where when, once the plan stands: placements come in, and for each person and day the
//! meetings that take their time go out.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::full::{self, Missing};
use crate::ids::OccurrenceId;
use crate::plan::Placement;
use crate::plan::occurrence::Occurrence;
use crate::problem::Placed;
use crate::rules::Text;
use crate::series::timetable::Span;
use crate::series::{Anchor, Instance, Milestone, Requirement, ResourceKind};
use crate::time::Slots;

/// A meeting that takes its people's time.
#[derive(Clone, Debug)]
pub(super) struct Busy {
    /// Its id.
    pub id: OccurrenceId,
    /// What it is.
    pub title: Text,
    /// Local start.
    pub start: NaiveDateTime,
    /// When and where on that day.
    pub time: Span,
    /// The fixed meeting it is (index into `Instance::fixed`).
    pub fixed: Option<usize>,
}

/// The meetings of a plan by person and day, and the days each series is held on.
#[derive(Clone)]
pub(in crate::plan) struct Calendar<'a> {
    /// What was planned.
    pub(super) instance: &'a Instance,
    busy: BTreeMap<(usize, usize), Vec<Busy>>,
    held: BTreeMap<usize, Vec<usize>>,
    /// The meetings that somebody was invited to and cannot come to.
    missed: BTreeMap<(usize, usize), Vec<Span>>,
    /// The milestones that count from another.
    followers: BTreeMap<usize, Vec<(usize, &'a Milestone)>>,
    /// What is left out, by person.
    pub(super) missing: Vec<Missing>,
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
            missed: BTreeMap::new(),
            followers: BTreeMap::new(),
            missing: Vec::new(),
            hours: BTreeMap::new(),
        };
        for resource in &instance.resources {
            for (day, free) in resource.free.iter().enumerate() {
                let hours = calendar.hours.entry((day, row(resource.kind))).or_default();
                *hours = hours.or(*free);
            }
        }
        for (index, series) in instance.series.iter().enumerate() {
            if let Requirement::Milestone(milestone) = &series.requirement
                && let Anchor::Series(anchor) = milestone.anchor
            {
                let followers = calendar.followers.entry(anchor).or_default();
                followers.push((index, milestone));
            }
        }
        let by_id: BTreeMap<&OccurrenceId, &Placement> =
            placements.iter().map(|one| (&one.id, one)).collect();
        for (id, occurrence) in numbered {
            if occurrence.placed.is_none() {
                calendar.missing.extend(full::missing(instance, occurrence));
            }
            let (Some(placed), Some(placement)) = (occurrence.placed, by_id.get(id)) else {
                continue;
            };
            let place = instance.series[occurrence.series].place;
            let busy = busy(placement, place, None);
            calendar.add(placed.day, &placed.people, &busy);
            calendar.miss(occurrence.series, placed, busy.time);
            let days = calendar.held.entry(occurrence.series).or_default();
            days.push(placed.day);
        }
        let mut by_start: BTreeMap<NaiveDateTime, Vec<&Placement>> = BTreeMap::new();
        for placement in placements {
            by_start.entry(placement.start).or_default().push(placement);
        }
        for (nth, fixed) in instance.fixed.iter().enumerate() {
            let Some(day) = instance.index(fixed.start.date()) else {
                continue;
            };
            let at_once = by_start.get(&fixed.start).into_iter().flatten();
            let standing = at_once.copied().find(|one| one.title == fixed.title);
            if let Some(placement) = standing {
                let people: Vec<usize> = fixed.people.iter().map(|(who, _)| *who).collect();
                calendar.add(day, &people, &busy(placement, fixed.place, Some(nth)));
            }
        }
        calendar
    }

    /// The same meetings in an instance in which something else is asked of the same people.
    pub(super) fn in_another<'b>(&self, instance: &'b Instance) -> Calendar<'b>
    where
        'a: 'b,
    {
        Calendar {
            instance,
            ..self.clone()
        }
    }

    fn add(&mut self, day: usize, people: &[usize], busy: &Busy) {
        for who in people {
            let meetings = self.busy.entry((*who, day)).or_default();
            meetings.push(busy.clone());
        }
    }

    fn miss(&mut self, series: usize, placed: &Placed, time: Span) {
        let date = self.instance.day(placed.day);
        let cast = self.instance.series[series].cast_on(date);
        let invited = cast.and_then(|cast| cast.invited.as_ref());
        for (who, _) in invited.map_or(&[][..], |invited| &invited.members) {
            if !placed.people.contains(who) {
                self.missed
                    .entry((*who, placed.day))
                    .or_default()
                    .push(time);
            }
        }
    }

    /// Whether what counts from a milestone stays as it is when that is held on `day`: not asked for in this
    /// term, or planned within its time.
    pub(super) fn followers_stay(&self, series: usize, day: usize) -> bool {
        let instance = self.instance;
        let mut followers = self.followers.get(&series).into_iter().flatten();
        followers.all(|(index, milestone)| {
            let window = instance.window(milestone, instance.day(day));
            let within = |day: &usize| {
                let day = instance.day(*day);
                window.from <= day && day <= window.latest
            };
            !instance.belongs(&window) || self.days(*index).iter().any(within)
        })
    }

    /// When somebody misses a meeting on a day that they are invited to.
    pub(super) fn missed_by(&self, who: usize, day: usize) -> &[Span] {
        self.missed.get(&(who, day)).map_or(&[], Vec::as_slice)
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

    /// The starts of a day at which a meeting of `len` slots at `place` leaves somebody no time for another and the way
    /// there and back.
    pub(super) fn against(
        &self,
        (who, day): (usize, usize),
        other: Span,
        len: u32,
        place: Option<usize>,
    ) -> Slots {
        let way = self.instance.way(place, other.place);
        other.starts_against(len, way, self.instance.breaks(who, day))
    }
}

fn row(kind: ResourceKind) -> usize {
    match kind {
        ResourceKind::Family => 0,
        ResourceKind::Staff => 1,
        ResourceKind::External => 2,
    }
}

fn busy(placement: &Placement, place: Option<usize>, fixed: Option<usize>) -> Busy {
    Busy {
        id: placement.id.clone(),
        title: placement.title.clone(),
        start: placement.start,
        time: Span::of(placement.start, placement.minutes, place),
        fixed,
    }
}
