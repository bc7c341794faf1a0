//! What becomes of the occurrences of a repeated milestone that were not held in time. Their windows
//! and the meetings that count come in; which of them are still planned goes out.

use std::collections::BTreeMap;

use super::history::Met;
use super::{Instance, Window};

/// What becomes of an occurrence that was not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is planned in its time, or as soon as can be.
    Open,
    /// A later one was held, or stands, before the days that are planned: nothing is left to make up for.
    Served,
    /// It was due before the days that are planned, and a later one takes its place.
    Missed,
}

/// The fate of each occurrence, in order; that of one that was met says nothing.
///
/// Of several overdue ones only the last is made up for. So is one beyond its last late day, unless
/// its successor may be held already: one meeting cannot be both.
pub(super) fn fates(
    instance: &Instance,
    windows: &[Window],
    met: &BTreeMap<usize, &Met>,
) -> Vec<Fate> {
    let first = instance.first;
    let last_held = met
        .iter()
        .filter(|(_, met)| met.day < first)
        .map(|(at, _)| *at)
        .max();
    let takes_place = |missed: &Window, later: &Window| {
        let open = later.from <= first && instance.belongs(later);
        open && (later.due < first || missed.latest < first)
    };
    let fate = |(at, window): (usize, &Window)| {
        let mut later = windows.iter().enumerate().skip(at + 1);
        if last_held.is_some_and(|held| at < held) {
            Fate::Served
        } else if window.due < first
            && later.any(|(at, later)| !met.contains_key(&at) && takes_place(window, later))
        {
            Fate::Missed
        } else {
            Fate::Open
        }
    };
    windows.iter().enumerate().map(fate).collect()
}
