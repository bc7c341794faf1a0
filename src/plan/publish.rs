//! The life of calendar entries: the revision published before and a new plan come in, the next
//! [`Published`] goes out. Nothing here reads a clock.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeBounds;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, SubsecRound as _, Utc};

use super::urgent::{self, Beforehand};
use super::{
    Departed, Duty, DutyEntry, Entry, Life, Masthead, Placement, Plan, Published, Retired,
};
use crate::ids::{CaseCode, OccurrenceId};
use crate::language::Text;
use crate::time::zone;

/// How many days after its old date a cancelled entry is still shown as cancelled.
pub const GRACE_DAYS: u64 = 14;

/// How many days a meeting that the plan no longer lists is remembered after its date.
const HISTORY_DAYS: u64 = 100;

/// Days before or after a meeting within which what is due is told with it.
pub const AROUND: i64 = 7;

/// How many days after it was first published an entry that is shown no more is forgotten. No plan reaches that far
/// ahead, so that no calendar has it any more.
const FORGOTTEN_DAYS: i64 = 1100;

impl Published {
    /// What subscribers know once `plan` is published at `at`, given what they knew before.
    ///
    /// An entry's sequence rises by one exactly when its start, end, place, status or participants
    /// change. A meeting that is gone stays as cancelled until [`GRACE_DAYS`] after its old date;
    /// one that had passed already is history and stays as it was.
    pub fn next(previous: Option<&Self>, plan: &Plan, team: Masthead, at: DateTime<Utc>) -> Self {
        Self::next_in_time(previous, plan, team, at, &Beforehand::default())
    }

    /// The same, where people are called about what they learn of too late.
    pub fn next_in_time(
        previous: Option<&Self>,
        plan: &Plan,
        team: Masthead,
        at: DateTime<Utc>,
        beforehand: &Beforehand,
    ) -> Self {
        let at = previous
            .map_or(at, |before| before.at.max(at))
            .trunc_subsecs(0);
        let turn = Turn {
            at,
            today: zone::named(&team.zone)
                .map_or(at.date_naive(), |zone| zone::local_day(zone, at)),
        };
        let mut next = Self {
            team,
            revision: plan.revision,
            at,
            entries: Vec::new(),
            duties: Vec::new(),
            retired: previous
                .map(|before| before.retired.clone())
                .unwrap_or_default(),
            urgent: Vec::new(),
            since: previous.and_then(|before| before.since),
        };
        next.retired
            .retain(|_, last| at.signed_duration_since(last.created).num_days() < FORGOTTEN_DAYS);
        next.take_duties(previous, plan, turn);
        next.take_meetings(previous, plan, turn);
        if let Some(before) = previous {
            let local =
                zone::named(&next.team.zone).map_or(at.naive_utc(), |zone| zone::local(zone, at));
            next.urgent = urgent::list(before, &next, at, local, beforehand);
        }
        next
    }

    fn take_duties(&mut self, previous: Option<&Self>, plan: &Plan, turn: Turn) {
        let mut before: BTreeMap<_, _> = previous
            .iter()
            .flat_map(|before| &before.duties)
            .map(|entry| (&entry.duty.id, entry))
            .collect();
        for duty in &plan.duties {
            let old = before.remove(&duty.id);
            let touched = old.is_some_and(|old| old.duty != *duty);
            let was = old.map(|old| (&old.life, Face::of_duty(&old.duty)));
            let life = turn.live(
                was,
                &Face::of_duty(duty),
                touched,
                self.retired.remove(&duty.id),
            );
            self.duties.push(DutyEntry {
                duty: duty.clone(),
                life,
            });
        }
        for old in before.into_values() {
            match turn.gone(&old.life, old.duty.due) {
                Ok(life) => self.duties.push(DutyEntry {
                    duty: old.duty.clone(),
                    life,
                }),
                Err(retired) => {
                    self.retired.insert(old.duty.id.clone(), retired);
                }
            }
        }
        self.duties
            .sort_by(|a, b| (a.duty.due, &a.duty.id).cmp(&(b.duty.due, &b.duty.id)));
    }

    fn take_meetings(&mut self, previous: Option<&Self>, plan: &Plan, turn: Turn) {
        let mut before: BTreeMap<&OccurrenceId, &Entry> = previous
            .iter()
            .flat_map(|before| &before.entries)
            .map(|entry| (&entry.placement.id, entry))
            .collect();
        let known = previous
            .map(|before| LiveDuties::of(before, ..))
            .unwrap_or_default();
        let (mut entries, mut retired) = (Vec::new(), std::mem::take(&mut self.retired));
        let duties = LiveDuties::of(self, ..);
        for placement in &plan.placements {
            let old = before.remove(&placement.id);
            let back = retired.remove(&placement.id);
            let was = previous.zip(old);
            let touched = was.is_some_and(|(published, old)| {
                old.placement != *placement
                    || published.beside(&old.placement, &known) != self.beside(placement, &duties)
            });
            let was = was.map(|(published, old)| {
                let face = Face::of_meeting(&old.placement, &published.team.zone);
                (&old.life, face)
            });
            let now = Face::of_meeting(placement, &self.team.zone);
            let life = turn.live(was, &now, touched, back);
            entries.push(Entry {
                in_team_feed: !self.team.too_frequent.contains(&placement.rule),
                placement: placement.clone(),
                life,
            });
        }
        for old in before.into_values() {
            match turn.gone(&old.life, old.placement.start.date()) {
                Ok(life) => entries.push(Entry {
                    life,
                    ..old.clone()
                }),
                Err(last) => {
                    retired.insert(old.placement.id.clone(), last);
                }
            }
        }
        (self.entries, self.retired) = (entries, retired);
        self.sort_entries();
    }

    /// Puts the entries in their order.
    pub fn sort_entries(&mut self) {
        self.entries.sort_by(|a, b| {
            let (a, b) = (&a.placement, &b.placement);
            (a.start, &a.id).cmp(&(b.start, &b.id))
        });
    }

    /// What an entry's text shows besides the meeting itself: names of colleagues and roles, and
    /// the duties due.
    fn beside<'a>(&'a self, placement: &'a Placement, duties: &LiveDuties<'a>) -> Vec<Beside<'a>> {
        let people = placement.participants.iter().map(|person| {
            let role = self.team.role(&placement.programme, &person.role);
            Beside::Person(self.team.staff.get(&person.id), role)
        });
        people
            .chain(duties.around(placement).map(Beside::Duty))
            .collect()
    }
}

/// Duties that are not withdrawn, by their case: every meeting asks for those of its own.
#[derive(Default)]
pub struct LiveDuties<'a>(BTreeMap<&'a CaseCode, Vec<&'a Duty>>);

impl<'a> LiveDuties<'a> {
    /// Those of a publication that are due on any of these days.
    pub fn of(published: &'a Published, days: impl RangeBounds<NaiveDate>) -> Self {
        let mut duties: BTreeMap<&CaseCode, Vec<&Duty>> = BTreeMap::new();
        let live = published
            .duties
            .iter()
            .filter(|one| one.life.cancelled.is_none());
        for duty in live
            .map(|one| &one.duty)
            .filter(|one| days.contains(&one.due))
        {
            if let Some(case) = &duty.case {
                duties.entry(case).or_default().push(duty);
            }
        }
        Self(duties)
    }

    /// Those of a meeting's case that are due in the week before or after it.
    pub fn around(&self, placement: &Placement) -> impl Iterator<Item = &'a Duty> {
        let day = placement.start.date();
        let own = placement.case.as_ref().and_then(|case| self.0.get(case));
        let own = own.into_iter().flatten().copied();
        own.filter(move |duty| (duty.due - day).num_days().abs() <= AROUND)
    }
}

/// One thing an entry's text shows besides the meeting itself.
#[derive(PartialEq, Eq)]
enum Beside<'a> {
    Person(Option<&'a String>, Option<&'a Text>),
    Duty(&'a Duty),
}

/// What, when it changes, makes calendar clients take an entry anew.
#[derive(PartialEq, Eq)]
struct Face<'a> {
    start: NaiveDateTime,
    minutes: u32,
    place: Option<&'a str>,
    tentative: bool,
    people: BTreeSet<(&'a str, &'a str)>,
    zone: &'a str,
}

impl<'a> Face<'a> {
    fn of_meeting(placement: &'a Placement, zone: &'a str) -> Self {
        Self {
            start: placement.start,
            minutes: placement.minutes,
            place: placement.place.as_deref(),
            tentative: placement.status.is_tentative(),
            people: placement
                .participants
                .iter()
                .map(|person| (person.id.as_str(), person.role.as_str()))
                .collect(),
            zone,
        }
    }

    fn of_duty(duty: &'a Duty) -> Self {
        Self {
            start: duty.due.into(),
            minutes: 0,
            place: None,
            tentative: false,
            people: BTreeSet::from([(duty.owner.as_str(), "")]),
            zone: "",
        }
    }

    fn has(&self, participant: &str) -> bool {
        self.people.iter().any(|(id, _)| *id == participant)
    }
}

/// One publication: what every entry's life is told.
#[derive(Clone, Copy)]
struct Turn {
    at: DateTime<Utc>,
    today: NaiveDate,
}

impl Turn {
    /// The life of an entry that is in the plan. `was` is its life and face before, if it was
    /// shown; `touched`, whether anything at all changed that a reader sees.
    fn live(
        self,
        was: Option<(&Life, Face)>,
        now: &Face,
        touched: bool,
        retired: Option<Retired>,
    ) -> Life {
        let Some((old, face)) = was else {
            return Life {
                sequence: retired.map_or(0, |retired| retired.sequence + 1),
                created: retired.map_or(self.at, |retired| retired.created),
                modified: self.at,
                cancelled: None,
                departed: Vec::new(),
            };
        };
        let changed = old.cancelled.is_some() || face != *now;
        let mut life = Life {
            sequence: old.sequence + u32::from(changed),
            modified: if changed || touched {
                self.at
            } else {
                old.modified
            },
            cancelled: None,
            ..old.clone()
        };
        life.departed
            .retain(|gone| !now.has(&gone.participant) && !self.expired(gone.start.date()));
        life.departed.extend(self.leavers(&life, &face, now));
        life
    }

    /// Those of `before` who are not in `now`, once each.
    fn leavers(self, life: &Life, before: &Face, now: &Face) -> Vec<Departed> {
        let ids: BTreeSet<&str> = before.people.iter().map(|(id, _)| *id).collect();
        ids.into_iter()
            .filter(|id| !now.has(id))
            .map(|id| Departed {
                participant: id.to_owned(),
                on: self.today,
                start: before.start,
                minutes: before.minutes,
                sequence: life.sequence,
                modified: self.at,
            })
            .collect()
    }

    /// The life of an entry the plan no longer has and that stood on `day`, or what is kept of it
    /// once nobody is shown it any more.
    fn gone(self, old: &Life, day: NaiveDate) -> Result<Life, Retired> {
        let history = old.cancelled.is_none() && day < self.today;
        let forgotten = if history {
            self.past(day, HISTORY_DAYS)
        } else {
            self.expired(day)
        };
        if forgotten {
            return Err(Retired {
                sequence: old.sequence,
                created: old.created,
            });
        }
        if history || old.cancelled.is_some() {
            return Ok(old.clone());
        }
        Ok(Life {
            sequence: old.sequence + 1,
            modified: self.at,
            cancelled: Some(self.today),
            ..old.clone()
        })
    }

    /// Whether a cancellation of a meeting on `day` has been shown long enough.
    fn expired(self, day: NaiveDate) -> bool {
        self.past(day, GRACE_DAYS)
    }

    fn past(self, day: NaiveDate, days: u64) -> bool {
        day.checked_add_days(Days::new(days))
            .is_some_and(|last| last < self.today)
    }
}
