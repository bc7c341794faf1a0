//! Dutch public holidays, computed for any year.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A recognised day. Whether it is free is the employer's choice (its profile).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the days")]
pub enum Holiday {
    NewYear,
    GoodFriday,
    Easter,
    EasterMonday,
    KingsDay,
    LiberationDay,
    Ascension,
    AscensionBridge,
    WhitSunday,
    WhitMonday,
    Christmas,
    BoxingDay,
}

impl Holiday {
    /// All of them, in the order of an ordinary year.
    pub const ALL: [Self; 12] = [
        Self::NewYear,
        Self::GoodFriday,
        Self::Easter,
        Self::EasterMonday,
        Self::KingsDay,
        Self::LiberationDay,
        Self::Ascension,
        Self::AscensionBridge,
        Self::WhitSunday,
        Self::WhitMonday,
        Self::Christmas,
        Self::BoxingDay,
    ];

    /// The key used in profiles.
    pub fn key(self) -> &'static str {
        self.names().0
    }

    /// The name in Dutch and in English.
    pub fn title(self) -> (&'static str, &'static str) {
        let (_, nl, en) = self.names();
        (nl, en)
    }

    /// The holiday with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holiday| holiday.key() == key)
    }

    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::NewYear => ("new_year", "Nieuwjaarsdag", "New Year's Day"),
            Self::GoodFriday => ("good_friday", "Goede Vrijdag", "Good Friday"),
            Self::Easter => ("easter", "Eerste paasdag", "Easter Sunday"),
            Self::EasterMonday => ("easter_monday", "Tweede paasdag", "Easter Monday"),
            Self::KingsDay => ("kings_day", "Koningsdag", "King's Day"),
            Self::LiberationDay => ("liberation_day", "Bevrijdingsdag", "Liberation Day"),
            Self::Ascension => ("ascension", "Hemelvaartsdag", "Ascension Day"),
            Self::AscensionBridge => (
                "ascension_bridge",
                "Brugdag na Hemelvaart",
                "Friday after Ascension",
            ),
            Self::WhitSunday => ("whit_sunday", "Eerste pinksterdag", "Whit Sunday"),
            Self::WhitMonday => ("whit_monday", "Tweede pinksterdag", "Whit Monday"),
            Self::Christmas => ("christmas", "Eerste kerstdag", "Christmas Day"),
            Self::BoxingDay => ("boxing_day", "Tweede kerstdag", "Boxing Day"),
        }
    }

    /// The day it falls on in `year`; `None` outside the calendar's range.
    pub fn on(self, year: i32) -> Option<NaiveDate> {
        let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        let after_easter = |days: u64| easter(year)?.checked_add_days(Days::new(days));
        match self {
            Self::NewYear => fixed(1, 1),
            Self::GoodFriday => easter(year)?.checked_sub_days(Days::new(2)),
            Self::Easter => easter(year),
            Self::EasterMonday => after_easter(1),
            Self::KingsDay => match fixed(4, 27)? {
                sunday if sunday.weekday() == Weekday::Sun => sunday.pred_opt(),
                day => Some(day),
            },
            Self::LiberationDay => fixed(5, 5),
            Self::Ascension => after_easter(39),
            Self::AscensionBridge => after_easter(40),
            Self::WhitSunday => after_easter(49),
            Self::WhitMonday => after_easter(50),
            Self::Christmas => fixed(12, 25),
            Self::BoxingDay => fixed(12, 26),
        }
    }
}

/// Easter Sunday in the Gregorian calendar (the Meeus/Jones/Butcher rule).
pub(super) fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, in_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let shift = (golden + 11 * epact + 22 * sunday) / 451;
    let days = epact + sunday - 7 * shift + 114;
    NaiveDate::from_ymd_opt(
        year,
        (days / 31).try_into().ok()?,
        (days % 31 + 1).try_into().ok()?,
    )
}
