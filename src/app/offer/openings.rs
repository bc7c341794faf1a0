//! The openings of a day for a meeting: the timetable and who comes come in; the starts at which nothing stands in the way,
//! or nothing but one who gives way, go out.

use chrono::{NaiveDate, NaiveDateTime};

use super::InTheWay;
use crate::plan::Placement;
use crate::series::timetable::{Meeting, Obstacle, Timetable, Who, at};
use crate::time::{SLOT_MINUTES, slot_at};

/// A meeting whose openings are looked for.
pub(super) struct Openings<'a> {
    pub timetable: &'a Timetable<'a>,
    pub own: &'a Meeting,
    pub meeting: &'a Placement,
    /// Whether the time it stands at is none.
    pub elsewhere: bool,
}

impl<'a> Openings<'a> {
    /// The days looked at.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<'a> {
        self.timetable.days()
    }

    /// Starts on a day at which all can: the one nearest to the meeting's own hour, then the first of each other part
    /// of the day. Of somebody who gives way, a colleague's other meetings and others' hours do not count.
    pub fn starts(&self, day: NaiveDate, spare: Option<&Who>) -> Option<Vec<NaiveDateTime>> {
        let own = self.on(day)?;
        let wished = slot_at(self.meeting.start);
        let stands = self.elsewhere && self.meeting.start.date() == day;
        let last = (24 * 60 / SLOT_MINUTES).saturating_sub(own.minutes.div_ceil(SLOT_MINUTES));
        let free = |start: &u32| {
            let found = self.timetable.obstacles(&own, at(day, *start));
            // Where nobody need give way it is free, and said to be.
            let needed = |one: &Obstacle| !self.gives_way(one, None);
            found.iter().all(|one| self.gives_way(one, spare))
                && (spare.is_none() || found.iter().any(needed))
        };
        let others = |start: &u32| !(stands && *start == wished);
        let free: Vec<u32> = (0..=last).filter(others).filter(free).collect();
        let nearest = *free.iter().min_by_key(|start| start.abs_diff(wished))?;
        let mut chosen = vec![nearest];
        for start in free {
            if !chosen.iter().any(|known| part(*known) == part(start)) {
                chosen.push(start);
            }
        }
        Some(chosen.into_iter().map(|start| at(day, start)).collect())
    }

    /// Whether an obstacle is none: that it is late is for those who choose, and one may give way.
    fn gives_way(&self, obstacle: &Obstacle, spare: Option<&Who>) -> bool {
        let is_spare = |who: &Who| spare.is_some_and(|spare| spare.id == who.id);
        match obstacle {
            Obstacle::Late(_) => true,
            Obstacle::Early(_) => self.meeting.id.ordinal().is_none(),
            Obstacle::Busy(who, _)
            | Obstacle::Travel(who, ..)
            | Obstacle::Break(who, ..)
            | Obstacle::Full(who, _)
            | Obstacle::Rest(who, ..) => is_spare(who) && !self.is_asked(who),
            Obstacle::Hours(who) => is_spare(who) && self.is_asked(who),
            _ => false,
        }
    }

    /// Those who come on a day: in each seat whoever was planned, else the first who may; and of the
    /// invited those who were planned. `None` when nobody can take a seat.
    pub fn people(&self, day: NaiveDate) -> Option<Vec<(usize, Who)>> {
        self.timetable.company(self.own, day)
    }

    fn on(&self, day: NaiveDate) -> Option<Meeting> {
        Some(Meeting {
            people: self.people(day)?,
            ..self.own.clone()
        })
    }

    /// Whether somebody is to be asked for other hours: the family, or somebody outside the team.
    pub fn is_asked(&self, who: &Who) -> bool {
        !self.timetable.is_staff(who)
    }

    /// The meeting that keeps somebody from a time.
    pub fn has_near(&self, who: &Who, start: NaiveDateTime) -> Option<InTheWay> {
        let own = self.on(start.date())?;
        let found = self.timetable.obstacles(&own, start);
        found.into_iter().find_map(|one| match one {
            Obstacle::Busy(kept, other)
            | Obstacle::Travel(kept, other, _)
            | Obstacle::Break(kept, other, _)
                if kept.id == who.id =>
            {
                Some(InTheWay {
                    title: other.title,
                    case: other.case,
                })
            }
            _ => None,
        })
    }
}

/// The part of the day a slot lies in: early and late in the morning, early and late in the afternoon, evening.
fn part(start: u32) -> usize {
    const ENDS: [u32; 4] = [10 * 60 + 30, 12 * 60 + 30, 15 * 60, 17 * 60 + 30];
    let minutes = start * SLOT_MINUTES;
    ENDS.iter().filter(|end| **end <= minutes).count()
}
