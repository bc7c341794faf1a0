//! What the rule itself, the holidays and a lack of people have to do with it, in words.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::phrase::Speaker;
use super::room::Shut;
use crate::language::Lang;
use crate::plan::Blocking;
use crate::plan::words::{self, both};
use crate::rules::Text;
use crate::series::Requirement;
use crate::time::Slots;

impl Speaker<'_> {
    /// Something the rule itself forbids.
    pub(super) fn rule(&self, text: Text) -> Blocking {
        Blocking {
            kind: "rule".to_owned(),
            who: None,
            what: Some(self.room.series.rule.to_string()),
            text,
        }
    }

    /// Why no day of the window can be thought of: each cause once.
    pub(super) fn shut(&self) -> Vec<Blocking> {
        let mut blocking = self.holidays();
        let has = |wanted: &Shut| self.room.shut.iter().any(|(_, shut)| shut == wanted);
        if has(&Shut::NoCast) {
            blocking.push(Blocking {
                kind: "assignment".to_owned(),
                who: None,
                what: Some(self.room.series.rule.to_string()),
                text: both(|lang| {
                    let said = lang.pick(
                        "niet alle rollen zijn aan iemand toegewezen",
                        "not every role is assigned to somebody",
                    );
                    said.to_owned()
                }),
            });
        }
        if has(&Shut::Rule) {
            blocking.push(self.rule(both(|lang| {
                let said = lang.pick("de regel staat het niet toe", "the rule does not allow it");
                said.to_owned()
            })));
        }
        if has(&Shut::Over) {
            blocking.push(self.rule(both(|lang| {
                let said = lang.pick("die dag is voorbij", "that day is over");
                said.to_owned()
            })));
        }
        if has(&Shut::NobodyWorks) {
            blocking.push(Blocking {
                kind: "hours".to_owned(),
                who: None,
                what: Some(self.room.series.rule.to_string()),
                text: both(|lang| {
                    lang.pick("niemand werkt dan", "nobody works then")
                        .to_owned()
                }),
            });
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
        let blocking = by_name.into_iter().map(|(name, days)| Blocking {
            kind: "holiday".to_owned(),
            who: None,
            // The day, for it is the same in both languages.
            what: days.first().map(NaiveDate::to_string),
            text: both(|lang| {
                let days = words::spans(lang, &days, 0);
                format!("{days} {} {}", lang.pick("is", "is"), name.get(lang))
            }),
        });
        blocking.collect()
    }

    /// `de regel staat di 09:00-12:00 toe`.
    pub(super) fn times(&self, lang: Lang) -> String {
        let series = self.room.series;
        let instance = self.room.instance();
        let mut weekdays = BTreeSet::new();
        let mut hours: BTreeSet<Slots> = BTreeSet::new();
        for day in &self.room.days {
            weekdays.insert(instance.day(*day).weekday().num_days_from_monday());
            hours.extend(series.allowed.get(*day).copied());
        }
        let weekdays: Vec<u32> = weekdays.into_iter().collect();
        let days = words::weekdays(lang, &weekdays);
        let hours = match (series.fixed_start, hours.len(), hours.first()) {
            (Some(start), ..) => {
                format!(" {}", crate::time::clock(start * crate::time::SLOT_MINUTES))
            }
            (None, 1, Some(hours)) => format!(" {hours}"),
            _ => String::new(),
        };
        match lang {
            Lang::Nl => format!("de regel staat {days}{hours} toe"),
            Lang::En => format!("the rule allows {days}{hours}"),
        }
    }

    pub(super) fn spacing(&self, lang: Lang) -> String {
        let series = self.room.series;
        match (&series.requirement, lang) {
            (Requirement::Cadence(cadence), Lang::Nl) => format!(
                "tussen twee liggen minstens {} dagen en hoogstens {}",
                cadence.min, cadence.limit
            ),
            (Requirement::Cadence(cadence), Lang::En) => format!(
                "two are at least {} days apart and at most {}",
                cadence.min, cadence.limit
            ),
            (Requirement::Weekly(_) | Requirement::Milestone(_), Lang::Nl) => {
                "op een dag past er één".to_owned()
            }
            (Requirement::Weekly(_) | Requirement::Milestone(_), Lang::En) => {
                "there is one a day".to_owned()
            }
        }
    }
}
