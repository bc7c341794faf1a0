//! What somebody's hours, leave and other meetings have to do with it, as data.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::calendar::Busy;
use super::phrase::Speaker;
use super::seen::people;
use crate::ids::CaseCode;
use crate::plan::{Blocking, Cause, Spell, Standing, Whom};
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
        let mut week: BTreeMap<u32, BTreeSet<Slots>> = BTreeMap::new();
        for day in self.days(who) {
            let free = self.free(who, day);
            if !free.is_empty() {
                let weekday = self.room.instance().day(day).weekday();
                let hours = week.entry(weekday.num_days_from_monday()).or_default();
                hours.insert(free);
            }
        }
        let hours: BTreeSet<&Slots> = week.values().flatten().collect();
        let hours = match (hours.len(), hours.first()) {
            (1, Some(hours)) if !self.no_common_day => Some(hours.to_string()),
            _ => None,
        };
        Cause::Hours {
            who: self.whom(who),
            weekdays: week.into_keys().collect(),
            hours,
        }
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

/// What is kept of why somebody is away: nothing of people.
fn cause(kind: AwayKind) -> &'static str {
    match kind {
        AwayKind::Away | AwayKind::Leave | AwayKind::Training => "",
        AwayKind::Paused => "paused",
        AwayKind::Offered => "offered",
    }
}
