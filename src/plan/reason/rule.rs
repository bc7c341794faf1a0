//! What the rule itself, the holidays and a lack of people have to do with it, as data.

use chrono::NaiveDate;

use super::person::by_hours;
use super::phrase::Speaker;
use super::room::Shut;
use crate::plan::{Blocking, Cause};
use crate::rules::Text;
use crate::series::Requirement;
use crate::time::{SLOT_MINUTES, clock};

impl Speaker<'_> {
    /// Something the rule itself forbids.
    pub(super) fn rule(&self, cause: Cause) -> Blocking {
        Blocking::of("rule", cause).about(self.room.series.rule.to_string())
    }

    /// Why no day of the window can be thought of: each cause once.
    pub(super) fn shut(&self) -> Vec<Blocking> {
        let mut blocking = self.holidays();
        let rule = self.room.series.rule.to_string();
        let has = |wanted: &Shut| self.room.shut.iter().any(|(_, shut)| shut == wanted);
        if has(&Shut::NoCast) {
            // What somebody takes part in as a member has no roles to be assigned.
            let mut casts = self.room.series.casts.iter();
            let cause =
                match self.room.series.case.is_none() && casts.all(|one| one.seats.is_empty()) {
                    true => Cause::TooFewMembers,
                    false => Cause::NobodyAssigned,
                };
            blocking.push(Blocking::of("assignment", cause).about(rule.clone()));
        }
        if has(&Shut::Rule) {
            blocking.push(self.rule(Cause::RuleForbids));
        }
        if has(&Shut::Over) {
            blocking.push(self.rule(Cause::DayOver));
        }
        if has(&Shut::NobodyWorks) {
            blocking.push(Blocking::of("hours", Cause::NobodyWorks).about(rule));
        }
        blocking
    }

    /// The holidays of the window, each with its name.
    pub(super) fn holidays(&self) -> Vec<Blocking> {
        let mut by_name: Vec<(&Text, Vec<NaiveDate>)> = Vec::new();
        for (day, shut) in &self.room.shut {
            let Shut::Holiday(name) = shut else { continue };
            let date = self.room.instance().day(*day);
            match by_name.iter_mut().find(|(known, _)| *known == name) {
                Some((_, days)) => days.push(date),
                None => by_name.push((name, vec![date])),
            }
        }
        let blocking = by_name.into_iter().map(|(name, days)| {
            // The day, for it is the same in both languages.
            let what = days.first().map(NaiveDate::to_string);
            let name = name.clone();
            Blocking {
                what,
                ..Blocking::of("holiday", Cause::Holiday { days, name })
            }
        });
        blocking.collect()
    }

    /// The weekdays and hours that the rule allows.
    pub(super) fn times(&self) -> Cause {
        let series = self.room.series;
        let days = self.room.days.iter();
        let allowed = |day: &usize| (*day, series.allowed.get(*day).copied().unwrap_or_default());
        let week = self.week(days.map(allowed));
        let (hours, by_day) = match series.fixed_start {
            Some(start) => (Some(clock(start * SLOT_MINUTES)), Vec::new()),
            None => by_hours(&week),
        };
        Cause::Times {
            weekdays: week.into_keys().collect(),
            hours,
            by_day,
        }
    }

    /// That the meeting is longer than the longest day anybody of the kind has whom it cannot do without.
    pub(super) fn too_long(&self) -> Option<Blocking> {
        let longest = self.room.longest()?;
        let cause = Cause::LongerThanAnyDay {
            longest: longest * SLOT_MINUTES,
        };
        (longest < self.room.len).then(|| self.rule(cause))
    }

    pub(super) fn spacing(&self) -> Cause {
        match &self.room.series.requirement {
            Requirement::Cadence(cadence) => Cause::Spacing {
                least: cadence.min,
                most: cadence.limit,
            },
            Requirement::Weekly(_) | Requirement::Milestone(_) => Cause::OneADay,
        }
    }
}
