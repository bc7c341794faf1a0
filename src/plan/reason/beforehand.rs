//! How long beforehand somebody must know of a meeting, in numbers and in words.

use chrono::{NaiveDateTime, Timelike};

use super::phrase::Speaker;
use super::room::Room;
use crate::language::Lang;
use crate::plan::words;
use crate::series::notice_days;
use crate::time::SLOT_MINUTES;

impl Room<'_> {
    /// The working days' notice that somebody needs.
    pub(super) fn notice(&self, who: usize) -> u32 {
        let resource = self.instance().resources.get(who);
        notice_days(self.series.notice, resource.map(|one| one.kind))
    }

    /// The first moment that somebody learns of in time.
    pub(super) fn earliest(&self, who: usize) -> NaiveDateTime {
        let instance = self.instance();
        instance.earliest_start(self.series.notice, [who])
    }

    /// How many working days' notice a start gives.
    pub(super) fn beforehand(&self, day: usize, start: u32) -> u32 {
        let instance = self.instance();
        let (now, day) = (instance.now, instance.day(day));
        let tomorrow = now.date().succ_opt().unwrap_or(now.date());
        let days = instance.workdays.count(tomorrow, day);
        let earlier = start * SLOT_MINUTES * 60 < now.num_seconds_from_midnight();
        days.saturating_sub(u32::from(earlier && instance.workdays.is_workday(day)))
    }
}

impl Speaker<'_> {
    /// `Rik heeft 10 werkdagen van tevoren nodig (eerst vanaf di 9 februari 13:19)`.
    pub(super) fn notice(&self, lang: Lang, who: usize) -> String {
        let name = self.name(lang, who);
        let days = working_days(lang, self.room.notice(who));
        let first = words::moment(lang, self.room.earliest(who));
        match lang {
            Lang::Nl => format!("{name} heeft {days} van tevoren nodig (eerst vanaf {first})"),
            Lang::En => format!("{name} needs {days} notice (not before {first})"),
        }
    }

    /// `Rik met 3 werkdagen van tevoren akkoord is`.
    pub(super) fn shorter_notice(&self, lang: Lang, who: usize, days: u32) -> String {
        let name = self.name(lang, who);
        let given = working_days(lang, days);
        match (lang, days) {
            (Lang::Nl, 0) => format!("{name} op zo korte termijn akkoord is"),
            (Lang::En, 0) => format!("{name} agrees at such short notice"),
            (Lang::Nl, _) => format!("{name} met {given} van tevoren akkoord is"),
            (Lang::En, _) => format!("{name} agrees at {given} notice"),
        }
    }
}

fn working_days(lang: Lang, days: u32) -> String {
    match (lang, days) {
        (Lang::Nl, 1) => "1 werkdag".to_owned(),
        (Lang::Nl, _) => format!("{days} werkdagen"),
        (Lang::En, 1) => "one working day's".to_owned(),
        (Lang::En, _) => format!("{days} working days'"),
    }
}
