//! Whether a client has it already: what it says it has, and what there is, come in (RFC 9110, 13).

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_ENCODING, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use chrono::{DateTime, NaiveDateTime, SubsecRound as _, Utc};

/// How dates are written, and the two older ways that must still be read.
const DATE: &str = "%a, %d %b %Y %H:%M:%S GMT";
const OLDER: [&str; 2] = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

/// A date as HTTP writes it.
pub fn date(at: DateTime<Utc>) -> String {
    at.format(DATE).to_string()
}

/// A date as HTTP writes it, read.
fn read(text: &str) -> Option<DateTime<Utc>> {
    let mut formats = [DATE].into_iter().chain(OLDER);
    let found = formats.find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    found.map(|local| local.and_utc())
}

/// What a client says of its tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tags {
    /// Nothing.
    Silent,
    /// It has none of ours.
    None,
    /// It has any, or this one, by its place in the list.
    Has(usize),
}

/// Which of our tags a client has. Tags are compared weakly: a proxy may have weakened one.
pub fn tags(headers: &HeaderMap, ours: [&str; 2]) -> Tags {
    let mut values = headers.get_all(IF_NONE_MATCH).iter().peekable();
    if values.peek().is_none() {
        return Tags::Silent;
    }
    for value in values {
        let Ok(value) = value.to_str() else {
            continue;
        };
        // Our tags hold no comma, so that a list may be cut at them.
        for tag in value.split(',').map(str::trim) {
            let tag = tag.strip_prefix("W/").unwrap_or(tag);
            if tag == "*" {
                return Tags::Has(0);
            }
            if let Some(index) = ours.iter().position(|own| *own == tag) {
                return Tags::Has(index);
            }
        }
    }
    Tags::None
}

/// Whether a client that says nothing of tags has all since a date. A date that cannot be read is as none.
pub fn has_since(headers: &HeaderMap, modified: DateTime<Utc>) -> bool {
    let mut values = headers.get_all(IF_MODIFIED_SINCE).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return false;
    };
    let since = value.to_str().ok().and_then(|text| read(text.trim()));
    since.is_some_and(|since| modified.trunc_subsecs(0) <= since)
}

/// Whether a client takes gzip.
pub fn takes_gzip(headers: &HeaderMap) -> bool {
    let values = headers.get_all(ACCEPT_ENCODING).iter();
    let mut wishes = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    wishes.any(|wish| {
        let mut parts = wish.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let refused = parts.any(|part| {
            let weight = part
                .strip_prefix("q=")
                .and_then(|weight| weight.trim().parse::<f32>().ok());
            weight.is_some_and(|weight| weight <= 0.0)
        });
        (name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip")) && !refused
    })
}
