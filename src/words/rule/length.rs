//! Lengths of time in words: `3w` comes in, "drie weken" goes out.

use crate::language::Lang;
use crate::time::{Period, Unit};

/// `drie weken`, `90 minuten`, `een dag`.
pub(super) fn period(lang: Lang, length: Period) -> String {
    let names = match (length.unit, lang) {
        (Unit::Minutes, Lang::Nl) => ["minuut", "minuten"],
        (Unit::Minutes, Lang::En) => ["minute", "minutes"],
        (Unit::Hours, Lang::Nl) => ["uur", "uur"],
        (Unit::Hours, Lang::En) => ["hour", "hours"],
        (Unit::Days, Lang::Nl) => ["dag", "dagen"],
        (Unit::Days, Lang::En) => ["day", "days"],
        (Unit::WorkingDays, Lang::Nl) => ["werkdag", "werkdagen"],
        (Unit::WorkingDays, Lang::En) => ["working day", "working days"],
        (Unit::Weeks, Lang::Nl) => ["week", "weken"],
        (Unit::Weeks, Lang::En) => ["week", "weeks"],
        (Unit::Months, Lang::Nl) => ["maand", "maanden"],
        (Unit::Months, Lang::En) => ["month", "months"],
        (Unit::Years, Lang::Nl) => ["jaar", "jaar"],
        (Unit::Years, Lang::En) => ["year", "years"],
    };
    let name = names[usize::from(length.amount != 1)];
    format!("{} {name}", number(lang, length.amount))
}

/// Days as whole weeks where they are.
pub(super) fn days(lang: Lang, days: u32) -> String {
    period(lang, in_weeks(days))
}

/// `week`, `drie weken`: what follows "once every".
pub(super) fn every(lang: Lang, days: u32) -> String {
    let length = in_weeks(days);
    let said = period(lang, length);
    match length.amount {
        1 => said.split(' ').next_back().unwrap_or_default().to_owned(),
        _ => said,
    }
}

fn in_weeks(days: u32) -> Period {
    match days % 7 {
        0 if days > 0 => Period::weeks(days / 7),
        _ => Period::days(days),
    }
}

/// `90 minuten`, `twee uur`.
pub(super) fn minutes(lang: Lang, minutes: u32) -> String {
    let unit = match minutes % 60 {
        0 if minutes >= 120 => Unit::Hours,
        _ => Unit::Minutes,
    };
    let amount = match unit {
        Unit::Hours => minutes / 60,
        _ => minutes,
    };
    period(lang, Period { amount, unit })
}

/// A number as people write it: up to twelve in letters.
pub(super) fn number(lang: Lang, number: u32) -> String {
    const NL: [&str; 13] = [
        "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
        "elf", "twaalf",
    ];
    const EN: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let names = match lang {
        Lang::Nl => NL,
        Lang::En => EN,
    };
    names
        .get(number as usize)
        .map_or_else(|| number.to_string(), |name| (*name).to_owned())
}
