//! The words of feeds in Dutch and English.

use chrono::{Datelike as _, NaiveDate};

use crate::plan::Firmness;

/// The language of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

impl Lang {
    /// One of two texts.
    pub(super) fn pick<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// The language's tag in identifiers.
    pub(super) fn tag(self) -> &'static str {
        self.pick("NL", "EN")
    }

    pub(super) fn busy(self) -> &'static str {
        self.pick("Bezet", "Busy")
    }

    pub(super) fn cancelled_prefix(self) -> &'static str {
        self.pick("VERVALLEN: ", "CANCELLED: ")
    }

    pub(super) fn cancelled_on(self, day: NaiveDate) -> String {
        format!(
            "{} {}.",
            self.pick("Vervallen op", "Cancelled on"),
            self.day(day)
        )
    }

    pub(super) fn departed_on(self, day: NaiveDate) -> String {
        let text = self.pick(
            "Uw deelname is vervallen op",
            "You are no longer needed since",
        );
        format!("{text} {}.", self.day(day))
    }

    pub(super) fn firmness(self, firmness: Firmness) -> &'static str {
        match firmness {
            Firmness::Planned => self.pick("Gepland.", "Planned."),
            Firmness::Proposed => self.pick(
                "Voorstel: nog niet bevestigd.",
                "Proposed: not yet confirmed.",
            ),
            Firmness::Confirmed => self.pick("Bevestigd.", "Confirmed."),
            Firmness::Agreed => self.pick("Vast afgesproken.", "Agreed beforehand."),
        }
    }

    pub(super) fn due_by(self, day: NaiveDate) -> String {
        format!("{} {}", self.pick("uiterlijk", "by"), self.day(day))
    }

    /// A day as people write it: `3 februari 2027`.
    pub(super) fn day(self, day: NaiveDate) -> String {
        const NL: [&str; 12] = [
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
        const EN: [&str; 12] = [
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
        let names = match self {
            Self::Nl => NL,
            Self::En => EN,
        };
        let month = names
            .get(day.month0() as usize)
            .copied()
            .unwrap_or_default();
        format!("{} {month} {}", day.day(), day.year())
    }
}
