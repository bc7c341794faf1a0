//! What several files of a team folder spell alike: keys, codes and ends of a span of days.

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostics, ListFault};
use crate::document::Word;

/// Whether a text can be a key: lower-case letters, digits and hyphens, a letter or digit first
/// and last. Keys become parts of ids and names of files.
pub(super) fn is_key(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    (1..=40).contains(&text.len())
        && text.chars().all(|c| plain(c) || c == '-')
        && text.starts_with(plain)
        && text.ends_with(plain)
}

/// Whether a text can be the code of a case or a family: letters, digits and hyphens, and no
/// hyphen with a number at its end, since that marks the series of a second.
pub(super) fn is_code(text: &str) -> bool {
    let numbered = text
        .rsplit_once('-')
        .is_some_and(|(_, tail)| tail.chars().all(|c| c.is_ascii_digit()));
    is_key(&text.to_ascii_lowercase()) && !numbered
}

/// Reports an end before its start, at the end.
pub(super) fn in_order(
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    end: &Word,
    faults: &mut Diagnostics,
) {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let backwards = ListFault::EndsBeforeStart {
            end: to,
            start: from,
        };
        faults.report(end.span, backwards);
    }
}
