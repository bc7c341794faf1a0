//! A piece of text with its place, from TOML or from a cell, and what it can be read as.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Diagnostics, Fault, FileFault, Span};

/// A text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The text, without surrounding blanks or quotes.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Word {
    /// The word read as a `T`; a text that is none is reported.
    pub fn parse<T: FromStr<Err: Into<Fault>>>(&self, faults: &mut Diagnostics) -> Option<T> {
        self.text
            .parse()
            .map_err(|fault: T::Err| faults.report(self.span, fault))
            .ok()
    }

    /// The day it names, written `2027-01-04` or as a Dutch spreadsheet does, `4-1-2027`.
    pub fn date(&self, faults: &mut Diagnostics) -> Option<NaiveDate> {
        let day = date(&self.text);
        if day.is_none() {
            let read = self.text.clone();
            faults.report(self.span, FileFault::NoDate { read });
        }
        day
    }

    /// The words of a text separated by blanks, each with its own place. The text must stand in
    /// the file as it is (no escapes), else every word has the place of the whole.
    pub fn split(&self) -> Vec<Word> {
        let literal = self.span.end - self.span.start == self.text.len();
        let place = |word: &str| {
            if !literal {
                return self.span;
            }
            let start = self.span.start + (word.as_ptr() as usize - self.text.as_ptr() as usize);
            Span {
                file: self.span.file,
                start,
                end: start + word.len(),
            }
        };
        self.text
            .split_whitespace()
            .map(|word| Word {
                text: word.to_owned(),
                span: place(word),
            })
            .collect()
    }
}

/// `2027-01-04` or `4-1-2027`, `4/1/2027`, `4.1.2027` (the day first), between 1900 and 2200; spreadsheets add
/// midnight.
fn date(text: &str) -> Option<NaiveDate> {
    let midnight = [" 00:00:00", "T00:00:00", " 0:00:00", " 00:00"];
    let text = midnight
        .iter()
        .find_map(|time| text.strip_suffix(time))
        .unwrap_or(text);
    let between = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = text.split(between).collect();
    let &[first, month, last] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (year, day) = match (first.len(), last.len()) {
        (4, 1..=2) => (first, last),
        (1..=2, 4) => (last, first),
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(
        i32::try_from(number(year)?).ok()?,
        number(month)?,
        number(day)?,
    )?;
    (1900..=2200).contains(&day.year()).then_some(day)
}
