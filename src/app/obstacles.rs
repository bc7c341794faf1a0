//! Can a meeting be held then? A snapshot, a meeting and a time come in; every obstacle goes out. The calendar around it is
//! expanded once for each meeting asked about, in which all else stands.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{Recorded, Snapshot};
use crate::ids::OccurrenceId;
use crate::plan::{self, Firmness, Placement, Plan};
use crate::series::timetable::{Meeting, Obstacle, Timetable, Weight};
use crate::series::{self, Earlier, Fixed, FixedBy, Instance, Standing};
use crate::team::Team;
use crate::time::Term;

/// The calendar around a meeting: the days on which it may be held, and everything else that stands.
pub struct MeetingContext {
    team: Team,
    /// What is asked for while all else stands.
    pub instance: Instance,
    standing: Standing,
    from: Option<NaiveDate>,
    due: Option<NaiveDate>,
    /// Whether it stands nowhere yet: it is thought of, and nobody knows of it.
    is_new: bool,
    now: NaiveDateTime,
}

impl MeetingContext {
    /// The timetable of these days.
    pub fn timetable(&self) -> Timetable<'_> {
        Timetable::new(&self.team, &self.instance, self.now)
    }

    /// The meeting.
    pub fn meeting(&self, timetable: &Timetable<'_>) -> Meeting {
        let meeting = timetable.meeting(&self.standing, self.from, self.due);
        Meeting {
            stands: meeting.stands.filter(|_| !self.is_new),
            ..meeting
        }
    }

    /// Everything that stands in the way of the meeting at a time, the weightiest first.
    pub fn obstacles(&self, at: NaiveDateTime) -> Vec<Obstacle> {
        let timetable = self.timetable();
        timetable.obstacles(&self.meeting(&timetable), at)
    }
}

impl Recorded<'_> {
    /// The days from `first` to `last` with everything that stands as it stands, but for one meeting.
    pub fn around(
        self,
        plan: Option<&Plan>,
        meeting: &Placement,
        now: NaiveDateTime,
        (first, last): (NaiveDate, NaiveDate),
    ) -> MeetingContext {
        // What is offered for this meeting does not stand in its own way.
        let mut ledger = self.ledger.clone();
        if let Some(known) = ledger.meetings.get_mut(&meeting.id) {
            known.proposal = None;
        }
        let today = now.date();
        let team = self.team.with(&ledger, today);
        let term = Term {
            from: first,
            to: last,
        };
        // A series that has all it asks for asks for nothing: one more is looked for as if it had none ahead.
        let one_more = meeting.id.ordinal().is_none();
        let others =
            |one: &Standing| one.id != meeting.id && !(one_more && one.series == meeting.series);
        let standing = plan.map_or_else(|| self.standing_alone(), |plan| self.standing(plan));
        let earlier = Earlier {
            placements: standing
                .into_iter()
                .filter(others)
                .map(Standing::firmly)
                .collect(),
            ..Earlier::default()
        };
        let instance = series::expand(&team, term, now, &earlier, &[]);
        let once = meeting.due.is_some();
        let mut known = plan.into_iter().flat_map(|plan| &plan.placements);
        let is_new = !known.any(|one| one.id == meeting.id);
        MeetingContext {
            team,
            instance,
            standing: super::recorded::stands(meeting, true),
            from: once.then_some(meeting.window.from),
            due: meeting.due,
            is_new,
            now,
        }
    }
}

/// The days around one that are looked at: a week before and after.
pub(super) fn near(day: NaiveDate, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let week = Days::new(7);
    let first = day.checked_sub_days(week).unwrap_or(day);
    let last = day.checked_add_days(week).unwrap_or(day);
    (first.max(today).min(day), last)
}

impl Snapshot {
    /// Everything that stands in the way of a meeting at a time, the weightiest first.
    pub fn obstacles(&self, meeting: &Placement, at: NaiveDateTime) -> Vec<Obstacle> {
        self.around(meeting, at.date()).obstacles(at)
    }

    /// The calendar around a meeting on a day: the weeks before and after too, for what it counts from.
    fn around(&self, meeting: &Placement, day: NaiveDate) -> MeetingContext {
        let days = near(day, self.today);
        self.recorded()
            .around(self.plan.as_ref(), meeting, self.now, days)
    }

    pub(super) fn find_troubled(&self) -> Vec<(Placement, Vec<Obstacle>)> {
        let Some(plan) = &self.plan else {
            return Vec::new();
        };
        let book = self.recorded();
        let planned = plan.placements.iter().map(|one| one.start.date());
        let agreed = self.team.agreed.iter().map(|one| one.start.date());
        let last = planned.chain(agreed).max();
        let term = Term {
            from: self.today,
            to: last.unwrap_or(self.today).max(self.today),
        };
        // What forbids a meeting stands on its own day: nothing of before today does.
        let mut standing = book.standing(plan);
        standing.retain(|one| self.today <= one.day());
        let earlier = Earlier {
            placements: standing.into_iter().map(Standing::firmly).collect(),
            ..Earlier::default()
        };
        let instance = series::expand(&self.team, term, self.now, &earlier, &[]);
        let timetable = Timetable::new(&self.team, &instance, self.now);
        let ahead = plan.placements.iter().filter(|one| one.start >= self.now);
        let mut told = BTreeSet::new();
        let mut troubled: Vec<(Placement, Vec<Obstacle>)> = Vec::new();
        for one in ahead {
            let itself = |fixed: &Fixed| match &fixed.id {
                Some(id) => *id == one.id,
                // An appointment that has no number is known by its hour, name and case.
                None => {
                    let known = (fixed.start, &fixed.title, &fixed.case);
                    known == (one.start, &one.title, &one.case)
                }
            };
            let Some(at) = instance.fixed.iter().position(itself) else {
                continue;
            };
            told.insert(at);
            let found = forbidding(
                &timetable,
                Meeting::of_fixed(&self.team, &instance, at),
                one,
            );
            troubled.extend(found.map(|found| (one.clone(), found)));
        }
        // What was agreed since is in no plan yet.
        for (at, fixed) in instance.fixed.iter().enumerate() {
            if fixed.why != FixedBy::Agreed || fixed.start < self.now || told.contains(&at) {
                continue;
            }
            let id = fixed
                .id
                .clone()
                .unwrap_or_else(|| OccurrenceId::new(String::new()));
            let one = plan::placement(&instance, id, fixed);
            let found = forbidding(
                &timetable,
                Meeting::of_fixed(&self.team, &instance, at),
                &one,
            );
            troubled.extend(found.map(|found| (one, found)));
        }
        troubled.sort_by_key(|(one, _)| one.start);
        troubled
    }
}

/// Why a meeting cannot be held where it stands; `None` when nothing keeps it.
fn forbidding(
    timetable: &Timetable<'_>,
    meeting: Option<Meeting>,
    one: &Placement,
) -> Option<Vec<Obstacle>> {
    let mut found = timetable.obstacles(&meeting?, one.start);
    found.retain(|obstacle| match obstacle {
        Obstacle::Refused => one.status == Firmness::Refused,
        other => other.weight() == Weight::Forbids,
    });
    (!found.is_empty()).then_some(found)
}
