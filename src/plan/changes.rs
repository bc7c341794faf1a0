//! What differs between two calendars: two plans come in, the meetings that are new, moved, changed or
//! cancelled go out, for everybody or as one of them sees it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Placement, Plan};
use crate::ids::OccurrenceId;

/// How a meeting differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It starts at another time.
    Moved,
    /// Other people come, at its time.
    People,
    /// Its length or place differs, at its time with its people.
    Shape,
    /// It was not there before.
    New,
    /// It is no longer there.
    Cancelled,
}

impl ChangeKind {
    /// Every kind, in the order they are told.
    pub const ALL: [Self; 5] = [
        Self::Moved,
        Self::People,
        Self::Shape,
        Self::New,
        Self::Cancelled,
    ];
}

/// A meeting that differs.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// How.
    pub kind: ChangeKind,
    /// As it was; `None` for a new one.
    pub before: Option<&'a Placement>,
    /// As it is; `None` for one that is cancelled.
    pub after: Option<&'a Placement>,
}

impl<'a> Change<'a> {
    /// What became of a meeting; `None` when nobody would notice a difference.
    fn between(before: Option<&'a Placement>, after: Option<&'a Placement>) -> Option<Self> {
        let kind = match (before, after) {
            (None, None) => return None,
            (None, Some(_)) => ChangeKind::New,
            (Some(_), None) => ChangeKind::Cancelled,
            (Some(before), Some(after)) => differing(before, after)?,
        };
        Some(Self {
            kind,
            before,
            after,
        })
    }

    /// The meeting as it is, or as it was when it is cancelled.
    pub fn placement(&self) -> Option<&'a Placement> {
        self.after.or(self.before)
    }

    /// The ids of those it concerns: who came and who comes.
    pub fn people(&self) -> BTreeSet<&'a str> {
        let both = self.before.into_iter().chain(self.after);
        both.flat_map(|placement| &placement.participants)
            .map(|person| person.id.as_str())
            .collect()
    }

    /// The change as one of them sees it: who no longer comes sees a cancellation, who comes instead a
    /// new meeting.
    pub fn for_person(&self, id: &str) -> Option<Self> {
        let with = |placement: &&Placement| placement.participants.iter().any(|p| p.id == id);
        Self::between(self.before.filter(with), self.after.filter(with))
    }
}

/// How two forms of one meeting differ.
fn differing(before: &Placement, after: &Placement) -> Option<ChangeKind> {
    let people =
        |placement: &Placement| -> BTreeSet<_> { placement.participants.iter().cloned().collect() };
    if before.start != after.start {
        Some(ChangeKind::Moved)
    } else if people(before) != people(after) {
        Some(ChangeKind::People)
    } else if (before.minutes, &before.place) != (after.minutes, &after.place) {
        Some(ChangeKind::Shape)
    } else {
        None
    }
}

/// All differences between two plans, in order of time (a cancelled one's old time).
#[derive(Clone, Debug, Default)]
pub struct Changes<'a>(pub Vec<Change<'a>>);

impl<'a> Changes<'a> {
    /// What differs from `before` to `after`.
    pub fn between(before: &'a Plan, after: &'a Plan) -> Self {
        let mut both: BTreeMap<&OccurrenceId, (Option<_>, Option<_>)> = BTreeMap::new();
        for placement in &before.placements {
            both.entry(&placement.id).or_default().0 = Some(placement);
        }
        for placement in &after.placements {
            both.entry(&placement.id).or_default().1 = Some(placement);
        }
        let changes = both.into_values();
        let mut changes: Vec<Change> = changes
            .filter_map(|(before, after)| Change::between(before, after))
            .collect();
        changes.sort_by_key(|change| change.placement().map(|one| (one.start, &one.id)));
        Self(changes)
    }

    /// How many differ in this way.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.0.iter().filter(|change| change.kind == kind).count()
    }

    /// The changes as each of those concerned sees them, by participant id.
    pub fn by_person(&self) -> BTreeMap<&'a str, Vec<Change<'a>>> {
        let mut people: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for change in &self.0 {
            for id in change.people() {
                let own = change.for_person(id);
                people.entry(id).or_default().extend(own);
            }
        }
        people
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
