//! Rhythms of the calendar in words: the parts of the year and the day that is meant come in; "op de eerste maandag van
//! de maand" goes out.

use super::Teller;
use super::length::{days, number};
use crate::language::Lang;
use crate::rules::Calendar;

impl Teller<'_> {
    /// `maand`, `kwartaal`, `jaar`: what follows "once every".
    pub(super) fn part_of_year(self, months: u32) -> String {
        match months {
            1 => self.pick("maand", "month").to_owned(),
            3 => self.pick("kwartaal", "quarter").to_owned(),
            6 => self.pick("half jaar", "half year").to_owned(),
            12 => self.pick("jaar", "year").to_owned(),
            months => {
                let number = number(self.lang, months);
                format!("{number} {}", self.pick("maanden", "months"))
            }
        }
    }

    /// The same behind "of": `de maand`, `het kwartaal`, `elke twee maanden`.
    fn of_part(self, months: u32) -> String {
        let part = self.part_of_year(months);
        let article = match months {
            1 => self.pick("de ", "the "),
            3 | 6 | 12 => self.pick("het ", "the "),
            _ => self.pick("elke ", "every "),
        };
        format!("{article}{part}")
    }

    /// The day that is meant in each, and which others will do.
    pub(super) fn of_calendar(self, calendar: Calendar) -> String {
        let part = self.of_part(calendar.months);
        let Some(on) = calendar.on else {
            return match self.lang {
                Lang::Nl => format!("op een dag van {part}, het liefst halverwege"),
                Lang::En => format!("on a day of {part}, halfway if possible"),
            };
        };
        let weekday = self.lang.weekday_in_full(on.weekday);
        let nth = self.nth(on.nth);
        let day = match self.lang {
            Lang::Nl => format!("op de {nth} {weekday} van {part}"),
            Lang::En => format!("on the {nth} {weekday} of {part}"),
        };
        match (calendar.within, self.lang) {
            (0, Lang::Nl) => format!("{day}; is dat een vrije dag, dan de werkdag erna"),
            (0, Lang::En) => format!("{day}; when that is a free day, on the working day after it"),
            (within, Lang::Nl) => format!(
                "{day}, of hoogstens {} ervoor of erna",
                days(Lang::Nl, within)
            ),
            (within, Lang::En) => format!(
                "{day}, or at most {} before or after",
                days(Lang::En, within)
            ),
        }
    }

    fn nth(self, nth: u32) -> String {
        const NL: [&str; 6] = ["laatste", "eerste", "tweede", "derde", "vierde", "vijfde"];
        const EN: [&str; 6] = ["last", "first", "second", "third", "fourth", "fifth"];
        let names = match self.lang {
            Lang::Nl => NL,
            Lang::En => EN,
        };
        match names.get(nth as usize) {
            Some(name) => (*name).to_owned(),
            None => format!("{nth}{}", self.pick("e", "th")),
        }
    }
}
