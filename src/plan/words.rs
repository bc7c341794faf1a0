//! Days and lists in the two languages of the users: dates come in, parts of sentences go out.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::rules::Text;

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

/// One of the two languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Lang {
    /// The text in this language.
    pub(super) fn of(self, text: &Text) -> &str {
        self.pick(&text.nl, &text.en)
    }

    /// The Dutch or the English one.
    pub(super) fn pick<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }
}

/// The same said in both languages.
pub(super) fn both(say: impl Fn(Lang) -> String) -> Text {
    Text {
        nl: say(Lang::Nl),
        en: say(Lang::En),
    }
}

/// `ma`, `Mon`; 0 is Monday.
fn weekday(lang: Lang, index: u32) -> &'static str {
    let names = match lang {
        Lang::Nl => DAYS_NL,
        Lang::En => DAYS_EN,
    };
    names[index as usize % 7]
}

fn month(lang: Lang, day: NaiveDate) -> &'static str {
    let names = match lang {
        Lang::Nl => MONTHS_NL,
        Lang::En => MONTHS_EN,
    };
    names[day.month0() as usize % 12]
}

/// `4 januari`.
pub(super) fn date(lang: Lang, day: NaiveDate) -> String {
    format!("{} {}", day.day(), month(lang, day))
}

/// `ma 4 januari`.
pub(super) fn dated(lang: Lang, day: NaiveDate) -> String {
    let weekday = weekday(lang, day.weekday().num_days_from_monday());
    format!("{weekday} {}", date(lang, day))
}

/// `ma 4 januari 10:00`.
pub(super) fn moment(lang: Lang, at: NaiveDateTime) -> String {
    format!("{} {}", dated(lang, at.date()), at.format("%H:%M"))
}

/// `tussen 4 en 15 januari`, or `op ma 4 januari` for a single day.
pub(super) fn between(lang: Lang, from: NaiveDate, to: NaiveDate) -> String {
    if from >= to {
        return format!("{} {}", lang.pick("op", "on"), dated(lang, from));
    }
    let (first, last) = ends(lang, from, to);
    match lang {
        Lang::Nl => format!("tussen {first} en {last}"),
        Lang::En => format!("between {first} and {last}"),
    }
}

/// `4 t/m 8 januari`, or `4 januari` for a single day.
pub(super) fn span(lang: Lang, from: NaiveDate, to: NaiveDate) -> String {
    if from >= to {
        return date(lang, from);
    }
    let (first, last) = ends(lang, from, to);
    format!("{first} {} {last}", lang.pick("t/m", "to"))
}

/// The two ends of a span, saying month and year only as often as needed.
fn ends(lang: Lang, from: NaiveDate, to: NaiveDate) -> (String, String) {
    let year = |day: NaiveDate| format!("{} {}", date(lang, day), day.year());
    if from.year() != to.year() {
        (year(from), year(to))
    } else if from.month() != to.month() {
        (date(lang, from), date(lang, to))
    } else {
        (from.day().to_string(), date(lang, to))
    }
}

/// `ma-wo en vr`: weekdays (0 is Monday), rising, runs drawn together.
pub(super) fn weekdays(lang: Lang, days: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *day => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let run = |(first, last): &(u32, u32)| {
        if first == last {
            weekday(lang, *first).to_owned()
        } else {
            format!("{}-{}", weekday(lang, *first), weekday(lang, *last))
        }
    };
    list(lang, &runs.iter().map(run).collect::<Vec<_>>())
}

/// `a, b en c`.
pub(super) fn list(lang: Lang, parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            format!("{} {} {last}", first.join(", "), lang.pick("en", "and"))
        }
    }
}

/// Days as spans, drawn together over days on which nothing can be held anyway: two days belong to
/// one span when at most `bridge` days lie between them.
pub(super) fn spans(lang: Lang, days: &[NaiveDate], bridge: i64) -> String {
    let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if (*day - *last).num_days() <= bridge + 1 => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let spans: Vec<String> = runs
        .iter()
        .map(|(from, to)| span(lang, *from, *to))
        .collect();
    list(lang, &spans)
}
