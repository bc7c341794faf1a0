//! Times at which everybody of a meeting can: the meeting and the calendar around it come in; a few
//! starts on different days go out. Where there are none: the nearest days outside its own, and the times at which
//! all but one can, with what that one has then.

mod room;

use chrono::{Days, NaiveDate, NaiveDateTime};

use self::room::{Room, people};
use super::Recorded;
use crate::ids::CaseCode;
use crate::language::Text;
use crate::plan::{Placement, Plan};
use crate::series::{self, Earlier, Instance, Requirement, ResourceKind, Series};
use crate::time::Term;

/// Days ahead that are looked at for a meeting whose window has passed.
const AHEAD: u64 = 28;
/// Days that people need to answer: sooner times are offered only when there are no others.
const NOTICE: i64 = 3;
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

impl Recorded<'_> {
    /// At most `count` starts after `today`, each on another day, at which all who come to a
    /// meeting of `plan` are free and the rule allows it: those on time first, then those that leave
    /// some days to answer, then those nearest to the day and hour it stands at. In order of time.
    ///
    /// Nothing else of the calendar would have to move.
    pub fn times(
        self,
        plan: &Plan,
        meeting: &Placement,
        today: NaiveDate,
        count: usize,
    ) -> Vec<NaiveDateTime> {
        let (instance, wanted) = self.wanted(plan, meeting, today);
        wanted.free(&instance, true, (count, 1))
    }

    /// The same for at most so many days, and on each at most so many starts in different parts of the day, other than
    /// the one it stands at; and what is possible when there are none.
    pub fn times_of_days(
        self,
        plan: &Plan,
        meeting: &Placement,
        today: NaiveDate,
        most: (usize, usize),
    ) -> Times {
        let (instance, wanted) = self.wanted(plan, meeting, today);
        let wanted = Wanted {
            elsewhere: true,
            ..wanted
        };
        let free = wanted.free(&instance, true, most);
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
                beyond: wanted.free(&instance, false, (FEW, per_day)),
                but_one: wanted.but_one(&instance),
            },
        }
    }

    /// The days after `today` with everything that stands as it stands, and what is looked for in them.
    fn wanted<'m>(
        self,
        plan: &Plan,
        meeting: &'m Placement,
        today: NaiveDate,
    ) -> (Instance, Wanted<'m>) {
        // An earlier offer for the same meeting is replaced by this one.
        let mut ledger = self.ledger.clone();
        if let Some(known) = ledger.meetings.get_mut(&meeting.id) {
            known.proposal = None;
        }
        let team = self.team.with(&ledger, today);
        let after = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
        let on_time = meeting.due.unwrap_or(meeting.window.to);
        let term = Term {
            from: after(1),
            to: meeting.window.to.max(on_time).max(after(AHEAD)),
        };
        // A series that has all it asks for asks for nothing: one more is looked for as if it had none ahead.
        let one_more = meeting.id.ordinal().is_none();
        let others = |one: &series::Standing| {
            one.id != meeting.id && !(one_more && one.series == meeting.series)
        };
        let earlier = Earlier {
            placements: self
                .standing(plan)
                .into_iter()
                .filter(others)
                .map(firm)
                .collect(),
            ..Earlier::default()
        };
        let instance = series::expand(&team, term, today, &earlier, &[]);
        let wanted = Wanted {
            meeting,
            today,
            on_time,
            first: term.from,
            elsewhere: false,
        };
        (instance, wanted)
    }
}

/// A meeting that a time is looked for.
struct Wanted<'m> {
    meeting: &'m Placement,
    today: NaiveDate,
    /// The last day on time.
    on_time: NaiveDate,
    /// The first day looked at.
    first: NaiveDate,
    /// Whether the time it stands at is none.
    elsewhere: bool,
}

impl Wanted<'_> {
    /// Whether a day is one that the meeting belongs on; any, when all those have passed.
    fn belongs(&self, day: NaiveDate) -> bool {
        let window = self.meeting.window;
        window.to < self.first || (window.from <= day && day <= window.to.max(self.on_time))
    }

    /// The starts of each day on which there are any, the best day first; `spare` gives way.
    fn days(
        &self,
        instance: &Instance,
        belongs: bool,
        spare: Option<usize>,
    ) -> Vec<Vec<NaiveDateTime>> {
        let own = instance
            .series
            .iter()
            .filter(|one| is_of(one, self.meeting));
        let mut found: Vec<Vec<NaiveDateTime>> = own
            .flat_map(|series| {
                let room = Room {
                    instance,
                    series,
                    meeting: self.meeting,
                    elsewhere: self.elsewhere,
                    spare,
                };
                let days = (0..instance.day_count())
                    .filter(|index| self.belongs(instance.day(*index)) == belongs);
                days.filter_map(|index| room.starts(index))
                    .collect::<Vec<_>>()
            })
            .collect();
        // The first of each day is the one nearest to the hour it stands at.
        let first = |starts: &Vec<NaiveDateTime>| starts.first().copied();
        found.sort_by_key(|starts| {
            first(starts).map(|at| {
                let apart = (at.date() - self.meeting.start.date()).num_days().abs();
                let soon = (at.date() - self.today).num_days() < NOTICE;
                (at.date() > self.on_time, soon, apart, at)
            })
        });
        found.dedup_by_key(|starts| first(starts).map(|at| at.date()));
        found
    }

    fn free(
        &self,
        instance: &Instance,
        belongs: bool,
        (days, per_day): (usize, usize),
    ) -> Vec<NaiveDateTime> {
        let found = self.days(instance, belongs, None).into_iter().take(days);
        let mut kept: Vec<NaiveDateTime> = found
            .flat_map(|starts| starts.into_iter().take(per_day))
            .collect();
        kept.sort_unstable();
        kept
    }

    /// Each who comes, when on the days it belongs on all others can and the one could be asked, or has
    /// another meeting.
    fn but_one(&self, instance: &Instance) -> Vec<ButOne> {
        let own = instance
            .series
            .iter()
            .filter(|one| is_of(one, self.meeting));
        let mut all: Vec<usize> = Vec::new();
        for series in own {
            for index in 0..instance.day_count() {
                let day = instance.day(index);
                let who = people(instance, series, self.meeting, day).filter(|_| self.belongs(day));
                all.extend(who.into_iter().flatten());
            }
        }
        all.sort_unstable();
        all.dedup();
        let one = |who: usize| {
            let resource = instance.resources.get(who)?;
            let mut times: Vec<NaiveDateTime> = self
                .days(instance, true, Some(who))
                .into_iter()
                .take(FEW)
                .filter_map(|starts| starts.first().copied())
                .collect();
            times.sort_unstable();
            (!times.is_empty()).then(|| ButOne {
                who: match resource.kind {
                    ResourceKind::Family => resource.label.clone(),
                    ResourceKind::Staff | ResourceKind::External => resource.id.clone(),
                },
                asked: resource.kind != ResourceKind::Staff,
                times: times
                    .into_iter()
                    .map(|at| (at, room::has_near(instance, who, at, self.meeting.minutes)))
                    .collect(),
            })
        };
        all.into_iter().filter_map(one).collect()
    }
}

fn firm(standing: series::Standing) -> series::Standing {
    series::Standing {
        firm: true,
        ..standing
    }
}

/// Whether a series asks for this meeting.
fn is_of(series: &Series, meeting: &Placement) -> bool {
    let same = match series.requirement {
        // One that is only thought of has no ordinal yet.
        Requirement::Milestone(_) => {
            let ordinal = meeting.id.ordinal();
            ordinal.is_none_or(|ordinal| ordinal == series.first_ordinal)
        }
        Requirement::Cadence(_) | Requirement::Weekly(_) => true,
    };
    same && series.id == meeting.series
}
