//! What somebody's hours, leave and other meetings have to do with it, as data.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::calendar::Busy;
use super::phrase::Speaker;
use super::seen::people;
use crate::ids::CaseCode;
use crate::plan::{Blocking, Cause, DayHours, Spell, Standing, Whom};
use crate::series::{AwayKind, Closed, ResourceKind};
use crate::time::Slots;

/// How many meetings in the way are named.
const SHOWN: usize = 2;

impl Speaker<'_> {
    pub(super) fn person(&self, kind: &str, who: usize, cause: Cause) -> Blocking {
        let resource = &self.room.instance().resources[who];
        let id = match (resource.kind, &self.room.series.case) {
            (ResourceKind::Family, Some(case)) => case.to_string(),
            _ => resource.id.clone(),
        };
        Blocking {
            who: Some(id),
            ..Blocking::of(kind, cause)
        }
    }

    pub(super) fn whom(&self, who: usize) -> Whom {
        let resource = &self.room.instance().resources[who];
        match resource.kind {
            ResourceKind::Family => Whom::Case(CaseCode::new(&*resource.label)),
            ResourceKind::Staff => Whom::Staff(resource.id.clone()),
            ResourceKind::External => Whom::External(resource.id.clone()),
        }
    }

    pub(super) fn free(&self, who: usize, day: usize) -> Slots {
        let free = &self.room.instance().resources[who].free;
        free.get(day).copied().unwrap_or_default()
    }

    /// The days that can be thought of on which somebody is in the cast.
    fn days(&self, who: usize) -> impl Iterator<Item = usize> {
        let in_cast = move |day: &usize| {
            self.room
                .cast(*day)
                .is_some_and(|cast| people(cast).contains(&who))
        };
        self.room.days.iter().copied().filter(in_cast)
    }

    /// All days of the window on which somebody is in the cast, in order: also those that are no
    /// candidate, so that leave is told as one stretch.
    fn window(&self, who: usize) -> BTreeSet<usize> {
        let in_cast = |day: &usize| {
            self.room
                .cast(*day)
                .is_some_and(|cast| people(cast).contains(&who))
        };
        let shut = self.room.shut.iter().map(|(day, _)| *day);
        self.days(who).chain(shut.filter(in_cast)).collect()
    }

    /// The weekdays somebody has hours on; with the hours, where the days alone do not say it.
    pub(super) fn hours(&self, who: usize) -> Cause {
        let days = self.days(who);
        let free = days.map(|day| (day, self.free(who, day)));
        let week = self.week(free.filter(|(_, free)| !free.is_empty()));
        let (hours, by_day) = match self.no_common_day {
            true => (None, Vec::new()),
            false => by_hours(&week),
        };
        Cause::Hours {
            who: self.whom(who),
            weekdays: week.into_keys().collect(),
            hours,
            by_day,
        }
    }

    /// The slots of each weekday, on whichever of its days they are.
    pub(super) fn week(&self, days: impl Iterator<Item = (usize, Slots)>) -> BTreeMap<u32, Slots> {
        let instance = self.room.instance();
        days.fold(BTreeMap::new(), |mut week, (day, slots)| {
            let weekday = instance.day(day).weekday().num_days_from_monday();
            let known = week.entry(weekday).or_insert(Slots::EMPTY);
            *known = known.or(slots);
            week
        })
    }

    /// The days somebody is away, by cause.
    pub(super) fn away(&self, who: usize) -> Cause {
        let instance = self.room.instance();
        let mut by_kind: BTreeMap<&str, Vec<NaiveDate>> = BTreeMap::new();
        for day in self.window(who) {
            if let Some(Closed::Away(kind)) = instance.resources[who].closed.get(&day) {
                by_kind
                    .entry(cause(*kind))
                    .or_default()
                    .push(instance.day(day));
            }
        }
        let spell = |(kind, days): (&str, Vec<NaiveDate>)| Spell {
            kind: kind.to_owned(),
            days,
        };
        Cause::Away {
            who: self.whom(who),
            spells: by_kind.into_iter().map(spell).collect(),
        }
    }

    /// The meetings of somebody on the days on which it would fit if nobody had any, else on all
    /// days on which they are there.
    pub(super) fn in_the_way(&self, who: usize) -> Vec<&Busy> {
        let calendar = self.room.calendar;
        let mut days = self.room.days_without_meetings();
        days.retain(|day| !calendar.of(who, *day).is_empty());
        if days.is_empty() {
            let there = |day: &usize| !self.free(who, *day).is_empty();
            days = self.days(who).filter(there).collect();
        }
        let mut meetings: Vec<&Busy> = days
            .into_iter()
            .flat_map(|day| calendar.of(who, day))
            .collect();
        meetings.sort_by_key(|busy| busy.start);
        meetings
    }

    pub(super) fn meetings(&self, who: usize) -> Cause {
        let meetings = self.in_the_way(who);
        let shown = meetings.iter().take(SHOWN).map(|busy| Standing {
            id: busy.id.to_string(),
            title: busy.title.clone(),
            start: busy.start,
        });
        Cause::Meetings {
            who: self.whom(who),
            meetings: shown.collect(),
            more: meetings.len().saturating_sub(SHOWN),
        }
    }

    pub(super) fn maximum(&self, who: usize) -> Cause {
        let most = self.room.instance().resources[who].max_per_day;
        Cause::DayFull {
            who: self.whom(who),
            most: most.unwrap_or_default(),
        }
    }
}

/// The hours of a week, when each weekday has the same; else the weekdays of each.
pub(super) fn by_hours(week: &BTreeMap<u32, Slots>) -> (Option<String>, Vec<DayHours>) {
    let mut groups: Vec<DayHours> = Vec::new();
    for (weekday, slots) in week {
        let hours = slots.to_string();
        match groups.iter_mut().find(|one| one.hours == hours) {
            Some(group) => group.weekdays.push(*weekday),
            None => groups.push(DayHours {
                weekdays: vec![*weekday],
                hours,
            }),
        }
    }
    match groups.pop() {
        Some(only) if groups.is_empty() => (Some(only.hours), groups),
        last => {
            groups.extend(last);
            (None, groups)
        }
    }
}

/// What is kept of why somebody is away: nothing of people.
fn cause(kind: AwayKind) -> &'static str {
    match kind {
        AwayKind::Away | AwayKind::Leave | AwayKind::Training => "",
        AwayKind::Paused => "paused",
        AwayKind::Offered => "offered",
    }
}
