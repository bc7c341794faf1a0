//! The room a day has for a meeting: who comes, what they have already and how they travel come in; the starts at
//! which all can go out.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::InTheWay;
use crate::plan::Placement;
use crate::series::{Closed, Fixed, Instance, ResourceKind, Series};
use crate::time::{SLOT_MINUTES, Slots};

/// Minutes that a way between two meetings may take.
const FARTHEST: i64 = 120;

/// A meeting of a series that a day has room for, or has not.
pub(super) struct Room<'a> {
    pub instance: &'a Instance,
    pub series: &'a Series,
    pub meeting: &'a Placement,
    /// Whether the time it stands at is none.
    pub elsewhere: bool,
    /// Somebody who gives way: a colleague what they have then, others their hours.
    pub spare: Option<usize>,
}

impl Room<'_> {
    /// Starts on a day at which all can: the one nearest to the meeting's own hour, then the first of each other part
    /// of the day.
    pub fn starts(&self, index: usize) -> Option<Vec<NaiveDateTime>> {
        let day = self.instance.day(index);
        let open = self.open(index)?;
        let length = self.meeting.minutes.div_ceil(SLOT_MINUTES);
        let wished = self.meeting.start.num_seconds_from_midnight() / 60 / SLOT_MINUTES;
        let last = (24 * 60 / SLOT_MINUTES).saturating_sub(length);
        let fixed = self.series.fixed_start;
        let stands = self.elsewhere && self.meeting.start.date() == day;
        let free: Vec<u32> = (0..=last)
            .filter(|start| !(stands && *start == wished))
            .filter(|start| fixed.is_none_or(|fixed| fixed == *start))
            .filter(|start| Slots::run(*start, length).minus(open).is_empty())
            .collect();
        let nearest = *free.iter().min_by_key(|start| start.abs_diff(wished))?;
        let mut chosen = vec![nearest];
        for start in free {
            if !chosen.iter().any(|known| part(*known) == part(start)) {
                chosen.push(start);
            }
        }
        let at = |start: u32| {
            let minutes = i64::from(start * SLOT_MINUTES);
            day.and_time(NaiveTime::MIN) + chrono::Duration::minutes(minutes)
        };
        Some(chosen.into_iter().map(at).collect())
    }

    /// The slots of a day at which the rule allows it and all who come can.
    fn open(&self, index: usize) -> Option<Slots> {
        let Self {
            instance, series, ..
        } = *self;
        let day = instance.day(index);
        let people = people(instance, series, self.meeting, day)?;
        let mut open = *series.allowed.get(index)?;
        for who in &people {
            open = open.and(self.can(*who, index)?);
        }
        let fixed = instance.fixed.iter();
        for fixed in fixed.filter(|fixed| fixed.start.date() == day) {
            let binds = |who: &usize| people.contains(who) && !self.is_busy_spare(*who);
            if fixed.people.iter().any(|(who, _)| binds(who)) {
                open = open.minus(taken(instance, series, fixed));
            }
        }
        Some(open)
    }

    /// The slots somebody has; of those outside the team who give way, also those they could be asked for.
    fn can(&self, who: usize, index: usize) -> Option<Slots> {
        let resource = self.instance.resources.get(who)?;
        let free = *resource.free.get(index)?;
        let away = matches!(resource.closed.get(&index), Some(Closed::Away(_)));
        let asked = self.spare == Some(who) && resource.kind != ResourceKind::Staff && !away;
        match asked {
            true => Some(free.or(*resource.askable.get(index)?)),
            false => Some(free),
        }
    }

    /// Whether this is a colleague whose other meetings give way.
    fn is_busy_spare(&self, who: usize) -> bool {
        let resource = self.instance.resources.get(who);
        self.spare == Some(who) && resource.is_some_and(|one| one.kind == ResourceKind::Staff)
    }
}

/// The meeting that keeps somebody from a time: one they have then, else the nearest one on the way.
pub(super) fn has_near(
    instance: &Instance,
    who: usize,
    at: NaiveDateTime,
    minutes: u32,
) -> Option<InTheWay> {
    let length = |minutes: u32| chrono::Duration::minutes(i64::from(minutes));
    let until = at + length(minutes);
    let apart = |one: &Fixed| {
        let end = one.start + length(one.minutes);
        (one.start - until).max(at - end).num_minutes().max(0)
    };
    let own = instance.fixed.iter().filter(|one| {
        let comes = one.people.iter().any(|(id, _)| *id == who);
        comes && one.start.date() == at.date() && apart(one) <= FARTHEST
    });
    let nearest = own.min_by_key(|one| apart(one))?;
    Some(InTheWay {
        title: nearest.title.clone(),
        case: nearest.case.clone(),
    })
}

/// The part of the day a slot lies in: early and late in the morning, early and late in the afternoon, evening.
fn part(start: u32) -> usize {
    const ENDS: [u32; 4] = [10 * 60 + 30, 12 * 60 + 30, 15 * 60, 17 * 60 + 30];
    let minutes = start * SLOT_MINUTES;
    ENDS.iter().filter(|end| **end <= minutes).count()
}

/// Those who come on a day: in each seat whoever was planned, else the first who may; and of the
/// invited those who were planned. `None` when nobody can take a seat.
pub(super) fn people(
    instance: &Instance,
    series: &Series,
    meeting: &Placement,
    day: NaiveDate,
) -> Option<Vec<usize>> {
    let mut casts = series.casts.iter();
    let cast = casts.find(|cast| cast.from <= day && day <= cast.to)?;
    let planned = |who: &usize| {
        instance.resources.get(*who).is_some_and(|resource| {
            let is_family = resource.kind == ResourceKind::Family;
            is_family || meeting.participants.iter().any(|one| one.id == resource.id)
        })
    };
    let mut people = Vec::new();
    for seat in &cast.seats {
        let taker = seat.any_of.iter().find(|who| planned(who));
        people.push(*taker.or(seat.any_of.first())?);
    }
    let invited = cast.invited.iter().flat_map(|invited| &invited.members);
    people.extend(invited.map(|(who, _)| *who).filter(planned));
    Some(people)
}

/// The slots that a meeting which stands takes of its people, with the way to and from it.
fn taken(instance: &Instance, series: &Series, fixed: &Fixed) -> Slots {
    let way = series.place.zip(fixed.place);
    let way = way.and_then(|(from, to)| instance.travel.get(from)?.get(to).copied());
    let way = way.unwrap_or(0);
    let start = fixed.start.num_seconds_from_midnight() / 60;
    Slots::touching(
        start.saturating_sub(way),
        (start + fixed.minutes + way).min(24 * 60),
    )
}
