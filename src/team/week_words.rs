//! Hours as people say them (`van maandag t/m do 9u - 17 uur`) come in; the words of a week text that they mean
//! (`maandag-do`, `9u-17`) go out, each with its place.

use std::ops::Range;

/// A word of a week text.
#[derive(Debug)]
pub(super) struct Piece {
    /// The bytes it was written in.
    pub at: Range<usize>,
    /// As the week text has it.
    pub text: String,
}

/// Words between two ends of a range, English and Dutch first.
pub(super) const THROUGH: [&str; 6] = ["to", "t/m", "tm", "tot", "until", "through"];

/// Words that say nothing by themselves.
const FILLING: [&str; 8] = ["and", "en", "from", "van", "uur", "u", "h", "op"];

/// Words that stand for others.
const PHRASES: [(&[&str], &[&str]); 8] = [
    (&["hele", "week"], &["mon-fri"]),
    (&["whole", "week"], &["mon-fri"]),
    (&["werkdagen"], &["mon-fri"]),
    (&["weekdays"], &["mon-fri"]),
    (&["weekend"], &["sat-sun"]),
    (&["hele", "dag"], &["am", "pm"]),
    (&["whole", "day"], &["am", "pm"]),
    (&["all", "day"], &["am", "pm"]),
];

/// Half-days that are written on to the name of a day (`maandagochtend`).
const PARTS: [&str; 3] = ["ochtend", "middag", "avond"];

/// The words of a text whose first byte is at `start`.
pub(super) fn pieces(text: &str, start: usize) -> Vec<Piece> {
    let raw = raw(text);
    let mut made = Pieces::default();
    let mut rest = &raw[..];
    while let Some(&(at, word)) = rest.first() {
        let (meant, used) = meaning(rest);
        let last = rest[used - 1];
        let range = start + at..start + last.0 + last.1.len();
        rest = &rest[used..];
        match meant {
            Meaning::Nothing => {}
            Meaning::Through if made.all.is_empty() => made.push(range, word.to_owned()),
            Meaning::Through => made.open = Some(range.end),
            Meaning::Words(words) => {
                for word in words {
                    made.push(range.clone(), word);
                }
            }
        }
    }
    if let Some((end, last)) = made.open.zip(made.all.last_mut()) {
        // A range without its end is shown as it stands.
        last.at.end = end;
        text[last.at.start - start..end - start].clone_into(&mut last.text);
    }
    made.all
}

/// What a word, or several, means.
enum Meaning {
    Nothing,
    Through,
    Words(Vec<String>),
}

/// What the first of some words means, and of how many that is said.
fn meaning(words: &[(usize, &str)]) -> (Meaning, usize) {
    let lower: Vec<String> = words
        .iter()
        .take(3)
        .map(|(_, word)| word.to_lowercase())
        .collect();
    let starts =
        |with: &[&str]| lower.len() >= with.len() && lower.iter().zip(with).all(|(a, b)| a == b);
    if let Some((said, meant)) = PHRASES.iter().find(|(said, _)| starts(said)) {
        let meant = meant.iter().map(|&word| word.to_owned()).collect();
        return (Meaning::Words(meant), said.len());
    }
    if starts(&["tot", "en", "met"]) {
        return (Meaning::Through, 3);
    }
    let first = lower[0].as_str();
    if THROUGH.contains(&first) || first == "-" {
        return (Meaning::Through, 1);
    }
    if FILLING.contains(&first) {
        return (Meaning::Nothing, 1);
    }
    let part = PARTS
        .iter()
        .find_map(|&part| Some((first.strip_suffix(part)?, part)));
    let words = match part {
        Some((day, part)) if super::week::weekday(day).is_some() => {
            vec![day.to_owned(), part.to_owned()]
        }
        _ => vec![words[0].1.replace(['–', '—'], "-")],
    };
    (Meaning::Words(words), 1)
}

/// Words as they are put together.
#[derive(Default)]
struct Pieces {
    all: Vec<Piece>,
    /// Where the word ends after which the end of a range must follow.
    open: Option<usize>,
}

impl Pieces {
    fn push(&mut self, at: Range<usize>, text: String) {
        let open = self.open.take().is_some();
        let joins = open
            || text.starts_with('-')
            || self.all.last().is_some_and(|last| last.text.ends_with('-'));
        match self.all.last_mut().filter(|_| joins) {
            Some(last) => {
                let (from, to) = (
                    last.text.trim_end_matches('-'),
                    text.trim_start_matches('-'),
                );
                last.text = format!("{from}-{to}");
                last.at.end = at.end;
            }
            None => self.all.push(Piece { at, text }),
        }
    }
}

/// What stands between blanks, commas and plus signs, each with its place.
fn raw(text: &str) -> Vec<(usize, &str)> {
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | '&' | '+');
    let mut words = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(parts) {
        let word = piece.trim_end_matches(parts);
        if !word.is_empty() {
            words.push((at, word));
        }
        at += piece.len();
    }
    words
}
