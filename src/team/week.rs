//! Hours of a week as people write them (`mon-tue 08:30-12:30 13:00-17:00; thu am`, `ma t/m do 9u-17u`) come in, slots
//! for each day go out, or every fault with its place in the text.

use std::ops::Range;

use chrono::NaiveDate;

use super::AlternateWeeks;
use super::week_words::{Piece, THROUGH, pieces};
use crate::diagnostic::{Diagnostics, HoursFault, NotDays, NotHours, Span};
use crate::document::Word;
use crate::language::Lang;
use crate::time::{SLOT_MINUTES, Slots};

/// What is wrong at a place of a week text.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekFault {
    /// Bytes of the text that are meant.
    pub at: Range<usize>,
    /// What is wrong.
    pub fault: HoursFault,
}

/// Names of the days, Monday first, in English and Dutch, short and long.
const DAYS: [[&str; 4]; 7] = [
    ["mon", "ma", "monday", "maandag"],
    ["tue", "di", "tuesday", "dinsdag"],
    ["wed", "wo", "wednesday", "woensdag"],
    ["thu", "do", "thursday", "donderdag"],
    ["fri", "vr", "friday", "vrijdag"],
    ["sat", "za", "saturday", "zaterdag"],
    ["sun", "zo", "sunday", "zondag"],
];

/// Half-days: their names, and from and to in minutes after midnight.
const HALF_DAYS: [([&str; 3], u32, u32); 3] = [
    (["am", "o", "ochtend"], 8 * 60 + 30, 12 * 60 + 30),
    (["pm", "m", "middag"], 13 * 60, 17 * 60),
    (["eve", "a", "avond"], 18 * 60, 20 * 60 + 30),
];

/// The half-days of a day that is named without hours.
const WORKING_DAY: [&str; 2] = ["am", "pm"];

/// A week without hours, in English and Dutch.
const NEVER: [&str; 2] = ["none", "geen"];

/// The slots of each day, Monday first. `none` (or `geen`) is a week without hours; a day named
/// twice has the hours of both, one without hours its morning and afternoon.
///
/// # Errors
/// Every fault of the text, in its order.
pub fn parse_week(text: &str) -> Result<[Slots; 7], Vec<WeekFault>> {
    let mut week = [Slots::EMPTY; 7];
    let mut faults = Vec::new();
    if NEVER.contains(&text.trim().to_lowercase().as_str()) {
        return Ok(week);
    }
    let mut start = 0;
    for part in text.split(';') {
        let words = pieces(part, start);
        start += part.len() + 1;
        let mut rest = &words[..];
        while !rest.is_empty() {
            rest = read_days(rest, &mut week, &mut faults);
        }
    }
    if faults.is_empty() && week.iter().all(|day| day.is_empty()) {
        faults.push(WeekFault {
            at: 0..text.len(),
            fault: HoursFault::NoWeek,
        });
    }
    if faults.is_empty() {
        Ok(week)
    } else {
        Err(faults)
    }
}

/// The slots of one day's ranges and half-days (`13:00-17:00`, `am eve`).
///
/// # Errors
/// Every fault of the text, in its order.
pub fn parse_hours(text: &str) -> Result<Slots, Vec<WeekFault>> {
    let mut faults = Vec::new();
    let words = pieces(text, 0);
    let slots = ranges(&words, &mut faults);
    if words.is_empty() {
        let what = NotHours::Nothing;
        faults.push(WeekFault {
            at: 0..text.len(),
            fault: HoursFault::OfDay { what },
        });
    }
    if faults.is_empty() {
        Ok(slots)
    } else {
        Err(faults)
    }
}

/// The hours of a week or a day with their days and half-days in a language (`ma-di 08:30-12:30; do o`).
pub fn week_in(lang: Lang, text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let of_word = |c: char| c.is_alphabetic() || c == '/';
        let letters = rest.len() - rest.trim_start_matches(of_word).len();
        let (word, after) = rest.split_at(letters.max(c.len_utf8()));
        said.push_str(word_in(lang, word));
        rest = after;
    }
    said
}

/// A day or half-day in a language; any other word as it is.
fn word_in(lang: Lang, word: &str) -> &str {
    let lower = word.to_lowercase();
    let days = DAYS.iter().map(|names| &names[..]);
    let half_days = HALF_DAYS.iter().map(|(names, ..)| &names[..]);
    let others = [&NEVER[..], &THROUGH[..2]];
    let mut all = days.chain(half_days).chain(others);
    match all.find(|names| names.contains(&lower.as_str())) {
        Some([en, nl, ..]) => lang.pick(nl, en),
        _ => word,
    }
}

/// Days and the hours behind them, up to the next days, which are given back.
fn read_days<'p>(
    words: &'p [Piece],
    week: &mut [Slots; 7],
    faults: &mut Vec<WeekFault>,
) -> &'p [Piece] {
    let is_day =
        |word: &Piece| word.text.starts_with(char::is_alphabetic) && half_day(&word.text).is_none();
    let split_at = |words: &[Piece], end: &dyn Fn(&Piece) -> bool| {
        words.iter().position(end).unwrap_or(words.len())
    };
    let (days, rest) = words.split_at(split_at(words, &|word| !is_day(word)));
    let next = |word: &Piece| mark_days(&word.text, &mut [false; 7]).is_ok();
    let (hours, rest) = rest.split_at(split_at(rest, &next));
    let before = faults.len();
    let mut named = [false; 7];
    for word in days {
        if let Err(what) = mark_days(&word.text, &mut named) {
            faults.push(fault(word, HoursFault::Days { what }));
        }
    }
    let slots = match hours {
        [] => working_day(),
        hours => ranges(hours, faults),
    };
    if let ([], [first, ..], true) = (days, hours, faults.len() == before) {
        let end = hours.last().map_or(first.at.end, |last| last.at.end);
        let what = NotDays::HoursAlone;
        faults.push(WeekFault {
            at: first.at.start..end,
            fault: HoursFault::Days { what },
        });
    }
    for (day, _) in named.iter().enumerate().filter(|(_, named)| **named) {
        week[day] = week[day].or(slots);
    }
    rest
}

/// The slots of ranges and half-days.
fn ranges(words: &[Piece], faults: &mut Vec<WeekFault>) -> Slots {
    let mut slots = Slots::EMPTY;
    for word in words {
        match range(&word.text) {
            Ok(more) => slots = slots.or(more),
            Err(what) => faults.push(fault(word, HoursFault::OfDay { what })),
        }
    }
    slots
}

fn working_day() -> Slots {
    let half_days = WORKING_DAY.iter().filter_map(|name| half_day(name));
    half_days.fold(Slots::EMPTY, |day, (from, to)| {
        day.or(Slots::within(from, to))
    })
}

/// Marks the days of a word such as `mon-wed`.
fn mark_days(word: &str, named: &mut [bool; 7]) -> Result<(), NotDays> {
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    let day = |name| weekday(name).ok_or_else(|| NotDays::NoDay(name.to_owned()));
    let (first, last) = (day(first)?, day(last)?);
    if first > last {
        return Err(NotDays::Backwards(word.to_owned()));
    }
    named[first..=last].fill(true);
    Ok(())
}

pub(super) fn weekday(name: &str) -> Option<usize> {
    let name = name.trim_end_matches(['.', ':']).to_lowercase();
    DAYS.iter().position(|names| names.contains(&name.as_str()))
}

fn half_day(word: &str) -> Option<(u32, u32)> {
    let word = word.to_lowercase();
    HALF_DAYS
        .iter()
        .find(|(names, ..)| names.contains(&word.as_str()))
        .map(|(_, from, to)| (*from, *to))
}

/// The slots of a half-day or a range.
fn range(word: &str) -> Result<Slots, NotHours> {
    let (from, to) = match half_day(word) {
        Some(minutes) => minutes,
        None => {
            let (from, to) = word
                .split_once('-')
                .ok_or_else(|| NotHours::NoRange(word.to_owned()))?;
            (minutes(from)?, minutes(to)?)
        }
    };
    if from >= to {
        return Err(NotHours::Backwards(word.to_owned()));
    }
    if let Some(time) = [from, to].iter().find(|time| *time % SLOT_MINUTES != 0) {
        return Err(NotHours::OffQuarter(crate::time::clock(*time)));
    }
    Ok(Slots::within(from, to))
}

/// Minutes after midnight of a time such as `08:30`, `8.30`, `8u30`, `9u`, `9` or a spreadsheet's `08:30:00`, up to
/// `24:00`.
pub(super) fn minutes(time: &str) -> Result<u32, NotHours> {
    let fault = || NotHours::NoTime(time.to_owned());
    let lower = time.to_lowercase();
    let seconds = lower.strip_suffix(":00").filter(|rest| rest.contains(':'));
    let clock = seconds.unwrap_or(&lower);
    let clock = ["uur", "u", "h"]
        .iter()
        .find_map(|hour| clock.strip_suffix(hour))
        .unwrap_or(clock);
    let (hour, minute) = clock
        .split_once([':', '.', 'u', 'h'])
        .unwrap_or((clock, "00"));
    let number = |text: &str, digits: Range<usize>| {
        let good = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        good.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (hour, minute) = (
        number(hour, 1..3).ok_or_else(fault)?,
        number(minute, 2..3).ok_or_else(fault)?,
    );
    let total = hour * 60 + minute;
    if minute > 59 || total > 24 * 60 {
        return Err(fault());
    }
    Ok(total)
}

fn fault(word: &Piece, fault: HoursFault) -> WeekFault {
    WeekFault {
        at: word.at.clone(),
        fault,
    }
}

/// The week a word of a file describes; faults are reported at their places.
pub(super) fn read(word: &Word, faults: &mut Diagnostics) -> Option<[Slots; 7]> {
    parse_week(&word.text)
        .map_err(|list| report(word, list, faults))
        .ok()
}

/// The weeks in turn that a word of a file describes, the first that of `from`; faults are reported at their places.
pub(super) fn read_alternate(
    word: &Word,
    from: NaiveDate,
    faults: &mut Diagnostics,
) -> Option<AlternateWeeks> {
    AlternateWeeks::parse(&word.text, from)
        .map_err(|list| report(word, list, faults))
        .ok()
}

/// The hours of one day a word of a file describes; faults are reported at their places.
pub(super) fn read_hours(word: &Word, faults: &mut Diagnostics) -> Option<Slots> {
    parse_hours(&word.text)
        .map_err(|list| report(word, list, faults))
        .ok()
}

/// Reports each fault at its place within the word: the word stands in its file as it is, or
/// between two quotes; with escapes in it, the whole is shown.
fn report(word: &Word, list: Vec<WeekFault>, faults: &mut Diagnostics) {
    let Span { file, start, end } = word.span;
    let quotes = (end - start).checked_sub(word.text.len());
    for fault in list {
        let span = match quotes {
            Some(around @ (0 | 2)) => Span {
                file,
                start: start + around / 2 + fault.at.start,
                end: start + around / 2 + fault.at.end,
            },
            _ => word.span,
        };
        faults.report(span, fault.fault);
    }
}
