//! Days and lists in the two languages of the users: dates come in, parts of sentences go out.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::language::{Lang, Text};
use crate::time::Term;

/// The same said in both languages.
pub fn both(say: impl Fn(Lang) -> String) -> Text {
    Text {
        nl: say(Lang::Nl),
        en: say(Lang::En),
    }
}

/// `4 januari`.
pub(super) fn date(lang: Lang, day: NaiveDate) -> String {
    format!("{} {}", day.day(), lang.month(day))
}

/// `ma 4 januari`.
pub fn dated(lang: Lang, day: NaiveDate) -> String {
    format!("{} {}", lang.weekday(day), date(lang, day))
}

/// `dinsdag 9 februari`.
pub fn in_full(lang: Lang, day: NaiveDate) -> String {
    const DAYS: [(&str, &str); 7] = [
        ("maandag", "Monday"),
        ("dinsdag", "Tuesday"),
        ("woensdag", "Wednesday"),
        ("donderdag", "Thursday"),
        ("vrijdag", "Friday"),
        ("zaterdag", "Saturday"),
        ("zondag", "Sunday"),
    ];
    let (nl, en) = DAYS[day.weekday().num_days_from_monday() as usize];
    format!("{} {}", lang.pick(nl, en), date(lang, day))
}

/// `ma 4 januari 10:00`.
pub fn moment(lang: Lang, at: NaiveDateTime) -> String {
    format!("{} {}", dated(lang, at.date()), at.format("%H:%M"))
}

/// `1e kwartaal 2027`, else its first and last day.
pub fn term(lang: Lang, term: Term) -> String {
    if Term::quarter_of(term.from) != Some(term) {
        return format!("{} – {}", lang.date(term.from), lang.date(term.to));
    }
    let (number, year) = (term.from.month0() / 3 + 1, term.from.year());
    match lang {
        Lang::Nl => format!("{number}e kwartaal {year}"),
        Lang::En => format!("quarter {number} of {year}"),
    }
}

/// `tussen 4 en 15 januari`, or `op ma 4 januari` for a single day.
pub fn between(lang: Lang, from: NaiveDate, to: NaiveDate) -> String {
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
pub fn span(lang: Lang, from: NaiveDate, to: NaiveDate) -> String {
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
pub fn weekdays(lang: Lang, days: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *day => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let run = |(first, last): &(u32, u32)| {
        if first == last {
            lang.weekday_at(*first).to_owned()
        } else {
            format!("{}-{}", lang.weekday_at(*first), lang.weekday_at(*last))
        }
    };
    list(lang, &runs.iter().map(run).collect::<Vec<_>>())
}

/// `a, b en c`.
pub fn list(lang: Lang, parts: &[String]) -> String {
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
pub fn spans(lang: Lang, days: &[NaiveDate], bridge: i64) -> String {
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
