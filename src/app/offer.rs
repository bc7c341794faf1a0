//! Times at which everybody of a meeting can: the meeting and the calendar around it come in; a few
//! starts on different days go out. Where there are none: the nearest days outside its own, and the times at which
//! all but one can, with what that one has then.

mod openings;

use chrono::{Days, NaiveDate, NaiveDateTime};

use self::openings::Openings;
use super::Snapshot;
use super::obstacles::MeetingContext;
use crate::ids::CaseCode;
use crate::language::Text;
use crate::plan::Placement;
use crate::series::timetable::{Meeting, Timetable, Who};

/// Days ahead that are looked at for a meeting whose window has passed.
const AHEAD: u64 = 28;
/// Days that people need to answer: sooner times are offered only when there are no others.
const SOON: i64 = 3;
/// Days named outside those it belongs on, and of each who is in the way.
const FEW: usize = 3;

/// Times for a meeting; only when all can at none, or on no other day than it stands on, do the others say anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// At which all can, on the days it belongs on. In order of time, as all here.
    pub free: Vec<NaiveDateTime>,
    /// At which all can, on the nearest days outside those.
    pub beyond: Vec<NaiveDateTime>,
    /// Who, if they gave way, would make room on the days it belongs on.
    pub but_one: Vec<ButOne>,
}

/// Somebody who is in the way, and when all others can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ButOne {
    /// Who: a person's id; a family's code.
    pub who: String,
    /// Whether it is somebody to ask for other hours, the family or somebody outside the team.
    pub asked: bool,
    /// When, and which meeting they have then.
    pub times: Vec<(NaiveDateTime, Option<InTheWay>)>,
}

/// A meeting that keeps somebody from a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTheWay {
    /// Its name.
    pub title: Text,
    /// Its case.
    pub case: Option<CaseCode>,
}

impl Snapshot {
    /// At most `count` starts after today, each on another day, at which all who come to a meeting can and nothing stands
    /// in the way: those on time first, then those that leave some days to answer, then those nearest to the day and
    /// hour it stands at. In order of time.
    ///
    /// Nothing else of the calendar would have to move.
    pub fn times(&self, meeting: &Placement, count: usize) -> Vec<NaiveDateTime> {
        let around = self.days_for(meeting);
        let timetable = around.timetable();
        let own = around.meeting(&timetable);
        self.wanted(&timetable, &own, meeting, false)
            .free(true, (count, 1))
    }

    /// The same for at most so many days, and on each at most so many starts in different parts of the day, other than
    /// the one it stands at; and what is possible when there are none.
    pub fn times_of_days(&self, meeting: &Placement, most: (usize, usize)) -> Times {
        let around = self.days_for(meeting);
        let timetable = around.timetable();
        let own = around.meeting(&timetable);
        let wanted = self.wanted(&timetable, &own, meeting, true);
        let free = wanted.free(true, most);
        // One more time on the day it stands on is not much of a choice.
        let (_, per_day) = most;
        let other_day = |at: &NaiveDateTime| at.date() != meeting.start.date();
        match free.iter().any(other_day) {
            true => Times {
                free,
                ..Times::default()
            },
            false => Times {
                free,
                beyond: wanted.free(false, (FEW, per_day)),
                but_one: wanted.but_one(),
            },
        }
    }

    /// The days after today on which a meeting may be held, with everything that stands.
    fn days_for(&self, meeting: &Placement) -> MeetingContext {
        let after = |days| {
            let day = self.today.checked_add_days(Days::new(days));
            day.unwrap_or(self.today)
        };
        let on_time = meeting.due.unwrap_or(meeting.window.to);
        let last = meeting.window.to.max(on_time).max(after(AHEAD));
        let days = (after(1), last);
        self.recorded()
            .around(self.plan.as_ref(), meeting, self.now, days)
    }

    fn wanted<'m>(
        &self,
        timetable: &'m Timetable<'m>,
        own: &'m Meeting,
        meeting: &'m Placement,
        elsewhere: bool,
    ) -> Wanted<'m> {
        Wanted {
            openings: Openings {
                timetable,
                own,
                meeting,
                elsewhere,
            },
            meeting,
            today: self.today,
            on_time: meeting.due.unwrap_or(meeting.window.to),
        }
    }
}

/// A meeting that a time is looked for.
struct Wanted<'m> {
    openings: Openings<'m>,
    meeting: &'m Placement,
    today: NaiveDate,
    /// The last day on time.
    on_time: NaiveDate,
}

impl Wanted<'_> {
    /// Whether a day is one that the meeting belongs on; any, when all those have passed.
    fn belongs(&self, day: NaiveDate) -> bool {
        let window = self.meeting.window;
        window.to <= self.today || (window.from <= day && day <= window.to.max(self.on_time))
    }

    /// The starts of each day on which there are any, the best day first; `spare` gives way.
    fn days(&self, belongs: bool, spare: Option<&Who>) -> Vec<Vec<NaiveDateTime>> {
        let days = self
            .openings
            .days()
            .filter(|day| self.belongs(*day) == belongs);
        let mut found: Vec<Vec<NaiveDateTime>> = days
            .filter_map(|day| self.openings.starts(day, spare))
            .collect();
        // The first of each day is the one nearest to the hour it stands at.
        let first = |starts: &Vec<NaiveDateTime>| starts.first().copied();
        found.sort_by_key(|starts| {
            first(starts).map(|at| {
                let apart = (at.date() - self.meeting.start.date()).num_days().abs();
                let soon = (at.date() - self.today).num_days() < SOON;
                (at.date() > self.on_time, soon, apart, at)
            })
        });
        found
    }

    fn free(&self, belongs: bool, (days, per_day): (usize, usize)) -> Vec<NaiveDateTime> {
        let found = self.days(belongs, None).into_iter().take(days);
        let mut kept: Vec<NaiveDateTime> = found
            .flat_map(|starts| starts.into_iter().take(per_day))
            .collect();
        kept.sort_unstable();
        kept
    }

    /// Each who comes, when on the days it belongs on all others can and the one could be asked, or has
    /// another meeting.
    fn but_one(&self) -> Vec<ButOne> {
        let mut all: Vec<Who> = Vec::new();
        for day in self.openings.days().filter(|day| self.belongs(*day)) {
            let come = self.openings.people(day).unwrap_or_default();
            for (_, who) in come {
                if !all.iter().any(|known| known.id == who.id) {
                    all.push(who);
                }
            }
        }
        let one = |who: Who| {
            let days = self.days(true, Some(&who)).into_iter().take(FEW);
            let mut times: Vec<NaiveDateTime> =
                days.filter_map(|starts| starts.first().copied()).collect();
            times.sort_unstable();
            let has = |at| (at, self.openings.has_near(&who, at));
            (!times.is_empty()).then(|| ButOne {
                asked: self.openings.is_asked(&who),
                times: times.into_iter().map(has).collect(),
                who: who.id.clone(),
            })
        };
        all.into_iter().filter_map(one).collect()
    }
}
