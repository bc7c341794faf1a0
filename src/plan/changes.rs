//! What differs between two calendars: two plans come in, the meetings that are new, moved or gone go
//! out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Placement, Plan};
use crate::ids::OccurrenceId;

/// The differences, each in order of time.
#[derive(Clone, Debug, Default)]
pub struct Changes<'a> {
    /// Not there before.
    pub new: Vec<&'a Placement>,
    /// Another time, place or other people: before and after.
    pub moved: Vec<(&'a Placement, &'a Placement)>,
    /// No longer there.
    pub gone: Vec<&'a Placement>,
}

impl<'a> Changes<'a> {
    /// What differs from `before` to `after`, of meetings on or after `from`.
    pub fn between(before: &'a Plan, after: &'a Plan, from: NaiveDate) -> Self {
        let later = |placement: &&Placement| placement.start.date() >= from;
        let mut old: BTreeMap<&OccurrenceId, &Placement> = before
            .placements
            .iter()
            .filter(later)
            .map(|each| (&each.id, each))
            .collect();
        let mut changes = Self::default();
        for placement in after.placements.iter().filter(later) {
            match old.remove(&placement.id) {
                None => changes.new.push(placement),
                Some(known) if !known.same_for_people(placement) => {
                    changes.moved.push((known, placement));
                }
                Some(_) => {}
            }
        }
        changes.gone = old.into_values().collect();
        changes
            .gone
            .sort_by_key(|placement| (placement.start, &placement.id));
        changes
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.moved.is_empty() && self.gone.is_empty()
    }
}

impl Placement {
    /// Whether nobody would notice a difference.
    fn same_for_people(&self, other: &Self) -> bool {
        self.start == other.start
            && self.minutes == other.minutes
            && self.place == other.place
            && self.participants == other.participants
    }
}
