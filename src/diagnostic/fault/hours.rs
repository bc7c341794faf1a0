//! Of texts that name hours of a day or a week, or a time.

use super::{catalogue, level};
use crate::diagnostic::argument::{Argument, Reader};

/// Why a text names no hours of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotHours {
    /// It names none.
    Nothing,
    /// Not from-to.
    NoRange(String),
    /// One of the two is no time of day.
    NoTime(String),
    /// It ends before it begins.
    Backwards(String),
    /// A time that is not on a quarter of an hour.
    OffQuarter(String),
}

impl Argument for NotHours {
    fn said(&self, to: &Reader<'_>) -> String {
        let say = |nl: &str, en: &str| to.lang.pick(nl, en).to_owned();
        let of = |read: &str, nl, en| format!("`{read}` {}", to.lang.pick(nl, en));
        match self {
            Self::Nothing => say("er staan geen uren", "no hours are given"),
            Self::NoRange(read) => of(read, "is geen van-tot", "is no range of hours"),
            Self::NoTime(read) => of(read, "is geen tijd van de dag", "is no time of day"),
            Self::Backwards(read) => of(
                read,
                "eindigt niet na het begin",
                "does not end after it begins",
            ),
            Self::OffQuarter(read) => of(
                read,
                "is niet op een kwartier",
                "is not on a quarter of an hour",
            ),
        }
    }
}

/// Why a text names no days of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDays {
    /// It names hours and no days.
    HoursAlone,
    /// A word that is none.
    NoDay(String),
    /// From a later day to an earlier one.
    Backwards(String),
}

impl Argument for NotDays {
    fn said(&self, to: &Reader<'_>) -> String {
        let of = |read: &str, nl, en| format!("`{read}` {}", to.lang.pick(nl, en));
        match self {
            Self::HoursAlone => to
                .lang
                .pick("uren zonder dag", "hours without a day")
                .to_owned(),
            Self::NoDay(read) => of(read, "is geen dag van de week", "is no day of the week"),
            Self::Backwards(read) => of(read, "loopt achteruit", "runs backwards"),
        }
    }
}

catalogue! {
    /// What is wrong with hours as people write them.
    HoursFault

    "bad-hours" NoWeek
        nl "er staan geen uren" => "schrijf uren als `ma-do 08:30-12:30 13:00-17:00`, of `geen` voor nooit"
        en "no hours are given" => "write hours as in `mon-thu 08:30-12:30 13:00-17:00`, or `none` for never";

    "bad-hours" OfDay { what: NotHours = NotHours::NoRange("18:00".to_owned()) }
        nl "{what}" => "schrijf van-tot op hele kwartieren, zoals `08:30-12:30`, of o, m, a (ochtend, middag, avond)"
        en "{what}" => "write from-to on whole quarters of an hour, as in `08:30-12:30`, or am, pm, eve (o, m, a)";

    "bad-hours" Days { what: NotDays = NotDays::NoDay("maa".to_owned()) }
        nl "{what}" => "schrijf ma, di, wo, do, vr, za, zo, zoals in `ma-di,vr 08:30-12:30`"
        en "{what}"
            => "write mon, tue, wed, thu, fri, sat, sun (or ma, di, wo, do, vr, za, zo), as in `mon-tue,fri 08:30-12:30`";

    "bad-hours" OfRule { what: NotHours = NotHours::Backwards("12:00-09:00".to_owned()) }
        nl "{what}" => "schrijf van en tot op kwartieren: \"08:30-12:30 13:00-17:00\""
        en "{what}" => "write from and to on quarters of an hour: \"08:30-12:30 13:00-17:00\"";

    "bad-hours" Start { what: NotHours = NotHours::NoTime("9.00".to_owned()) }
        nl "{what}" => "schrijf een tijd op een kwartier, zoals \"09:00\""
        en "{what}" => "write a time on a quarter of an hour, like \"09:00\"";

    "bad-day" DayOfRule { what: NotDays = NotDays::NoDay("maa".to_owned()) }
        nl "{what}" => "schrijf mon, tue, wed, thu, fri, sat, sun"
        en "{what}" => "write mon, tue, wed, thu, fri, sat, sun";

    "bad-time" NoMoment { read: String = "2027-02-03" }
        nl "`{read}` is geen dag en tijd" => "schrijf beide, zoals 2027-02-03 10:00"
        en "`{read}` is no day and time" => "write both, like 2027-02-03 10:00";

    "bad-time" NoTime { read: String = "13.75" }
        nl "`{read}` is geen tijd van de dag" => "schrijf uren en minuten, zoals 09:30"
        en "`{read}` is no time of day" => "write hours and minutes, like 09:30";

    "bad-minutes" NoMinutes { read: String = "een uur" }
        nl "`{read}` is geen aantal minuten" => "schrijf een heel getal van 1 tot 1440"
        en "`{read}` is no number of minutes" => "write a whole number from 1 to 1440";
}
