//! Changes so near that a feed may bring them too late: what subscribers knew and what they know now come
//! in; whom somebody must call goes out. A feed may lag a day behind.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Entry, Masthead, Placement, Published};
use crate::ids::{OccurrenceId, RuleId};
use crate::rules::Notice;
use crate::series::{ResourceKind, earliest_start, notice_days};
use crate::time::Workdays;

/// Hours before a meeting in which a change must be told by telephone, however short the notice.
const NEAR_HOURS: i64 = 48;

/// Somebody who may not know yet that a meeting changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urgent {
    /// The meeting.
    pub id: OccurrenceId,
    /// Who: a person's id, or a family's code.
    pub participant: String,
    /// The start they knew; `None` when they did not know of it.
    pub was: Option<NaiveDateTime>,
    /// The start as it is; `None` when they need not come any more.
    pub now: Option<NaiveDateTime>,
    /// The instant of the change.
    pub at: DateTime<Utc>,
}

/// How long beforehand people learn of a meeting. What changes later than that was somebody's deed, or illness, and
/// is told by telephone.
#[derive(Clone, Debug)]
pub struct Beforehand {
    /// Where the rule does not say.
    pub usual: Notice,
    /// Of the rules that say so.
    pub rules: BTreeMap<RuleId, Notice>,
    /// Which days are worked.
    pub workdays: Workdays,
}

impl Default for Beforehand {
    fn default() -> Self {
        Self {
            usual: Notice::NONE,
            rules: BTreeMap::new(),
            workdays: Workdays::default(),
        }
    }
}

impl Beforehand {
    /// The first moment of which somebody in a meeting learns in time.
    fn earliest(
        &self,
        team: &Masthead,
        meeting: &Placement,
        participant: &str,
        local: NaiveDateTime,
    ) -> NaiveDateTime {
        let is_family = |case: &str| case == participant;
        let kind = if team.staff.contains_key(participant) {
            ResourceKind::Staff
        } else if meeting
            .case
            .as_ref()
            .is_some_and(|case| is_family(case.as_str()))
        {
            ResourceKind::Family
        } else {
            ResourceKind::External
        };
        let own = self.rules.get(&meeting.rule);
        let days = notice_days(*own.unwrap_or(&self.usual), [kind]);
        earliest_start(local, days, &self.workdays)
    }
}

/// Who must be called after a publication at `at`, local time `local`.
pub(super) fn list(
    before: &Published,
    after: &Published,
    at: DateTime<Utc>,
    local: NaiveDateTime,
    beforehand: &Beforehand,
) -> Vec<Urgent> {
    let mut all: BTreeMap<(OccurrenceId, String), Urgent> = before
        .urgent
        .iter()
        .map(|one| ((one.id.clone(), one.participant.clone()), one.clone()))
        .collect();
    let (old, new) = (starts(before), starts(after));
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let entries = before.entries.iter().chain(&after.entries);
    let meetings: BTreeMap<&OccurrenceId, &Placement> = entries
        .map(|entry| (&entry.placement.id, &entry.placement))
        .collect();
    for key in keys {
        let (was, now) = (old.get(key).copied(), new.get(key).copied());
        if was == now {
            continue;
        }
        let known = (key.0.clone(), key.1.to_owned());
        let earlier = all.remove(&known);
        // Who was never told of the change before still knows what was before that.
        let was = earlier.as_ref().map_or(was, |earlier| earlier.was);
        let soon = local + Duration::hours(NEAR_HOURS);
        let told = meetings.get(key.0).map_or(soon, |meeting| {
            let earliest = beforehand.earliest(&after.team, meeting, key.1, local);
            soon.max(earliest)
        });
        let near = |start: NaiveDateTime| local <= start && start <= told;
        // Whoever waits for a meeting that should have begun today and was put off has not heard either.
        let waits = |was: NaiveDateTime| was.date() == local.date() && now.is_some();
        let over = now.is_some_and(|now| now < local);
        let call = was.is_some_and(|was| near(was) || waits(was)) || now.is_some_and(near);
        if was != now && !over && (call || earlier.is_some()) {
            let one = Urgent {
                id: known.0.clone(),
                participant: known.1.clone(),
                was,
                now,
                at,
            };
            all.insert(known, one);
        }
    }
    all.into_values().filter(|one| one.matters(local)).collect()
}

impl Urgent {
    /// Whether it can still be told: neither the time they knew nor the new one is a day gone.
    pub fn matters(&self, local: NaiveDateTime) -> bool {
        let last = self.was.max(self.now);
        last.is_some_and(|last| last.date() >= local.date())
    }
}

/// When each meeting that stands begins, for each who comes.
fn starts(published: &Published) -> BTreeMap<(&OccurrenceId, &str), NaiveDateTime> {
    let stands = |entry: &&Entry| entry.life.cancelled.is_none();
    let entries = published.entries.iter().filter(stands);
    let meetings = entries.map(|entry| &entry.placement);
    let each = meetings.flat_map(|meeting| {
        let people = meeting.participants.iter();
        people.map(move |person| ((&meeting.id, person.id.as_str()), meeting.start))
    });
    each.collect()
}
