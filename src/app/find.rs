//! Which meeting somebody means: an id, the identity of a calendar entry, or a few words of either
//! come in; the meeting goes out, or those it might have been.

use chrono::NaiveDate;

use crate::ids::OccurrenceId;
use crate::plan::Placement;

/// Most meetings that are offered when the one meant is not clear.
const OFFERED: usize = 5;

/// Why no meeting was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// None is like it; the nearest ones there are.
    Unknown(Vec<OccurrenceId>),
    /// It may mean any of these (the first few of all).
    Several(Vec<OccurrenceId>, usize),
    /// It fell through, and nothing is to be planned for it.
    Over(Box<Placement>),
    /// It never stood in a calendar, and nothing is to be planned for it.
    Settled(Box<Placement>),
}

/// The meeting that `words` mean: its id; its UID, given by `uid`; or parts of its id, such as
/// `rule subject` with a date or an ordinal.
///
/// Of several meetings of one series without a date the one next to `today` is not guessed: that
/// would record the wrong one in silence.
///
/// # Errors
/// [`NotFound`].
pub fn find<'p>(
    placements: &'p [Placement],
    words: &str,
    uid: impl Fn(&OccurrenceId) -> String,
) -> Result<&'p Placement, NotFound> {
    let words = words.trim();
    let exact = placements
        .iter()
        .find(|one| one.id.as_str() == words || (words.contains('@') && uid(&one.id) == words));
    if let Some(exact) = exact {
        return Ok(exact);
    }
    let parts: Vec<&str> = words
        .split(|c: char| c.is_whitespace() || c == '/')
        .filter(|part| !part.is_empty())
        .collect();
    let fitting: Vec<&Placement> = placements
        .iter()
        .filter(|one| !parts.is_empty() && parts.iter().all(|part| fits(one, part)))
        .collect();
    match &fitting[..] {
        [one] => Ok(one),
        [] => Err(NotFound::Unknown(near(placements, &parts))),
        many => Err(NotFound::Several(
            many.iter()
                .take(OFFERED)
                .map(|one| one.id.clone())
                .collect(),
            many.len(),
        )),
    }
}

/// Whether a part names the meeting's rule, subject, ordinal or day.
fn fits(placement: &Placement, part: &str) -> bool {
    if let Ok(day) = part.parse::<NaiveDate>() {
        return placement.start.date() == day;
    }
    let subject = placement.series.subject();
    let ordinal = placement.id.ordinal();
    part == placement.rule.as_str()
        || part == placement.rule.name()
        || part.eq_ignore_ascii_case(subject)
        || (part.bytes().all(|b| b.is_ascii_digit()) && part.parse().ok() == ordinal)
}

/// Meetings that fit most of the parts, but at least one.
fn near(placements: &[Placement], parts: &[&str]) -> Vec<OccurrenceId> {
    let score = |one: &&Placement| parts.iter().filter(|part| fits(one, part)).count();
    let best = placements.iter().map(|one| score(&one)).max().unwrap_or(0);
    let near = placements
        .iter()
        .filter(|one| best > 0 && score(one) == best);
    near.take(OFFERED).map(|one| one.id.clone()).collect()
}
