//! Case codes that look like a family's name or initials, and texts of appointments that name one.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostics, ListFault};
use crate::team::Team;

pub(super) fn judge(team: &Team, faults: &mut Diagnostics) {
    for case in &team.cases {
        if !is_random(case.code.as_str()) {
            let read = case.code.to_string();
            faults.report(case.span, ListFault::CodeLikeName { read });
        }
    }
    for agreed in &team.agreed {
        for code in named(team, &agreed.note) {
            let code = code.to_owned();
            faults.report(agreed.span, ListFault::CodeInNote { code });
        }
    }
}

/// The codes of families that a text names, as words of their own.
fn named<'t>(team: &'t Team, text: &str) -> BTreeSet<&'t str> {
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .map(str::to_lowercase)
        .collect();
    let codes = team.cases.iter().map(|case| case.code.as_str());
    codes
        .filter(|code| words.contains(&code.to_lowercase()))
        .collect()
}

/// At least four characters that mix letters and digits, or that alternate consonant and vowel
/// (speakable) without the capital of a name.
fn is_random(code: &str) -> bool {
    let letters = code.chars().filter(|c| c.is_alphabetic()).count();
    let digits = code.chars().filter(|c| c.is_ascii_digit()).count();
    let long = letters + digits >= 4;
    let capital = code.chars().next().is_some_and(char::is_uppercase)
        && code.chars().skip(1).all(|c| !c.is_uppercase());
    long && ((letters > 0 && digits > 0) || (digits == 0 && !capital && is_speakable(code)))
}

fn is_speakable(code: &str) -> bool {
    let vowel = |c: char| "aeiouy".contains(c.to_ascii_lowercase());
    let letters: Vec<char> = code.chars().filter(|c| c.is_alphabetic()).collect();
    letters
        .windows(2)
        .all(|pair| vowel(pair[0]) != vowel(pair[1]))
}
