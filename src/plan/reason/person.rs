//! What somebody's hours, leave and other meetings have to do with it, in words.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::calendar::Busy;
use super::name;
use super::phrase::Speaker;
use super::seen::people;
use crate::language::Lang;
use crate::plan::Blocking;
use crate::plan::words::{self, both};
use crate::series::{Closed, ResourceKind};
use crate::time::Slots;

/// Days off that nothing is planned on anyway: a weekend does not cut a span of days in two.
const WEEKEND: i64 = 2;

impl Speaker<'_> {
    pub(super) fn person(&self, kind: &str, who: usize, say: impl Fn(Lang) -> String) -> Blocking {
        let instance = self.room.instance();
        let resource = &instance.resources[who];
        let id = match (resource.kind, &self.room.series.case) {
            (ResourceKind::Family, Some(case)) => case.to_string(),
            _ => resource.id.clone(),
        };
        Blocking {
            kind: kind.to_owned(),
            who: Some(id),
            what: None,
            text: both(say),
        }
    }

    pub(super) fn name(&self, lang: Lang, who: usize) -> String {
        name(lang, self.room.instance(), who)
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

    /// `Bram werkt ma-di`; with the hours, where the days alone do not say it: `Anna werkt wo
    /// 09:00-12:00`.
    pub(super) fn hours(&self, lang: Lang, who: usize) -> String {
        let mut week: BTreeMap<u32, BTreeSet<Slots>> = BTreeMap::new();
        for day in self.days(who) {
            let free = self.free(who, day);
            if !free.is_empty() {
                let weekday = self.room.instance().day(day).weekday();
                let hours = week.entry(weekday.num_days_from_monday()).or_default();
                hours.insert(free);
            }
        }
        let kind = self.room.instance().resources[who].kind;
        let name = self.name(lang, who);
        if week.is_empty() {
            let said = match kind {
                ResourceKind::Staff => lang.pick("werkt dan niet", "does not work then"),
                ResourceKind::External => lang.pick("biedt dan geen tijd", "offers no time then"),
                ResourceKind::Family => lang.pick("kan dan niet", "cannot come then"),
            };
            return format!("{name} {said}");
        }
        let verb = match kind {
            ResourceKind::Staff => lang.pick("werkt", "works"),
            ResourceKind::External => lang.pick("biedt", "offers"),
            ResourceKind::Family => lang.pick("kan", "can come"),
        };
        let weekdays: Vec<u32> = week.keys().copied().collect();
        let hours: BTreeSet<&Slots> = week.values().flatten().collect();
        let hours = match (hours.len(), hours.first()) {
            (1, Some(hours)) if !self.no_common_day => format!(" {hours}"),
            _ => String::new(),
        };
        format!("{name} {verb} {}{hours}", words::weekdays(lang, &weekdays))
    }

    /// `Bram is afwezig 4 t/m 8 januari`, `gezin K7QX is afwezig (onderbreking) 4 t/m 8 januari`.
    pub(super) fn away(&self, lang: Lang, who: usize) -> String {
        let instance = self.room.instance();
        let mut by_kind: BTreeMap<Option<&str>, Vec<NaiveDate>> = BTreeMap::new();
        for day in self.window(who) {
            if let Some(Closed::Away(kind)) = instance.resources[who].closed.get(&day) {
                by_kind
                    .entry(kind.told(lang))
                    .or_default()
                    .push(instance.day(day));
            }
        }
        let spans: Vec<String> = by_kind
            .iter()
            .map(|(kind, days)| {
                let days = words::spans(lang, days, WEEKEND);
                match kind {
                    None => days,
                    Some(kind) => format!("({kind}) {days}"),
                }
            })
            .collect();
        format!(
            "{} {} {}",
            self.name(lang, who),
            lang.pick("is afwezig", "is away"),
            words::list(lang, &spans)
        )
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

    pub(super) fn meetings(&self, lang: Lang, who: usize) -> String {
        let name = self.name(lang, who);
        let meetings = self.in_the_way(who);
        let shown: Vec<String> = meetings
            .iter()
            .take(2)
            .map(|busy| {
                let at = words::moment(lang, busy.start);
                format!("{} ({at})", busy.title.get(lang))
            })
            .collect();
        let more = meetings.len().saturating_sub(shown.len());
        let more = match (more, lang) {
            (0, _) => String::new(),
            (_, Lang::Nl) => format!(" en nog {more}"),
            (_, Lang::En) => format!(" and {more} more"),
        };
        let said = lang.pick("heeft dan al", "already has");
        format!("{name} {said} {}{more}", shown.join(", "))
    }

    pub(super) fn maximum(&self, lang: Lang, who: usize) -> String {
        let most = self.room.instance().resources[who].max_per_day;
        let (name, most) = (self.name(lang, who), most.unwrap_or_default());
        match lang {
            Lang::Nl => format!("{name} heeft dan al het dagmaximum aan afspraken ({most})"),
            Lang::En => format!("{name} already has the most meetings in a day ({most})"),
        }
    }
}
