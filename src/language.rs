//! The two languages of the users: a text in both comes in, the one to be read goes out; and dates as
//! people of either language write them.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A text in the two languages of the users.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text from its two readings.
    pub fn new(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            nl: nl.into(),
            en: en.into(),
        }
    }

    /// The reading in a language.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.nl, &self.en)
    }
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl std::str::FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "nl" => Ok(Self::Nl),
            "en" => Ok(Self::En),
            other => Err(format!(
                "`{other}` is no language of Cadans: write nl or en"
            )),
        }
    }
}

const DAYS_NL: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];
const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Lang {
    /// One of two readings.
    pub fn pick<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// The short name of the day of the week (`di`, `Tue`).
    pub fn weekday(self, day: NaiveDate) -> &'static str {
        self.weekday_at(day.weekday().num_days_from_monday())
    }

    /// The short name of a day of the week, 0 being Monday.
    pub fn weekday_at(self, index: u32) -> &'static str {
        let names = match self {
            Self::Nl => DAYS_NL,
            Self::En => DAYS_EN,
        };
        names[index as usize % 7]
    }

    /// The name of a day of the week (`dinsdag`, `Tuesday`).
    pub fn weekday_in_full(self, weekday: Weekday) -> &'static str {
        const NL: [&str; 7] = [
            "maandag",
            "dinsdag",
            "woensdag",
            "donderdag",
            "vrijdag",
            "zaterdag",
            "zondag",
        ];
        const EN: [&str; 7] = [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ];
        let names = match self {
            Self::Nl => NL,
            Self::En => EN,
        };
        names[weekday.num_days_from_monday() as usize]
    }

    /// The name of a day's month.
    pub fn month(self, day: NaiveDate) -> &'static str {
        let names = match self {
            Self::Nl => MONTHS_NL,
            Self::En => MONTHS_EN,
        };
        names[day.month0() as usize]
    }

    /// A day in full (`di 9 februari 2027`, `Tue 9 February 2027`).
    pub fn date(self, day: NaiveDate) -> String {
        format!(
            "{} {} {} {}",
            self.weekday(day),
            day.day(),
            self.month(day),
            day.year()
        )
    }

    /// The ISO week of a day (`week 5`).
    pub fn week(self, day: NaiveDate) -> String {
        format!("week {}", day.iso_week().week())
    }

    /// The ISO weeks from one day to another (`week 5`, `week 52 t/m 2`).
    pub fn weeks(self, from: NaiveDate, to: NaiveDate) -> String {
        let (first, last) = (from.iso_week(), to.iso_week());
        match first == last {
            true => self.week(from),
            false => format!(
                "week {} {} {}",
                first.week(),
                self.pick("t/m", "to"),
                last.week()
            ),
        }
    }

    /// A number with so many decimals, and no more than are needed (`3,5`, `3.5`).
    pub fn decimal(self, number: f64, places: usize) -> String {
        let text = format!("{number:.places$}");
        let text = match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        };
        text.replace('.', self.pick(",", "."))
    }

    /// A day without its year, the month as three letters (`di 9 feb`, `di 9 mrt`).
    pub fn short_date(self, day: NaiveDate) -> String {
        let month: String = match self.month(day) {
            "maart" => "mrt".to_owned(),
            name => name.chars().take(3).collect(),
        };
        format!("{} {} {month}", self.weekday(day), day.day())
    }
}
