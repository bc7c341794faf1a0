//! Times at which everybody of a meeting can: the meeting and the calendar around it come in; a few
//! starts on different days go out.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::Recorded;
use crate::plan::{Placement, Plan};
use crate::series::{self, Earlier, Fixed, Instance, Requirement, ResourceKind, Series};
use crate::time::{SLOT_MINUTES, Slots, Term};

/// Days ahead that are looked at for a meeting whose window has passed.
const AHEAD: u64 = 28;
/// Days that people need to answer: sooner times are offered only when there are no others.
const NOTICE: i64 = 3;

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
        self.times_of_days(plan, meeting, today, (count, 1))
    }

    /// The same for at most so many days, and on each at most so many starts in different parts of the day.
    pub fn times_of_days(
        self,
        plan: &Plan,
        meeting: &Placement,
        today: NaiveDate,
        (days, per_day): (usize, usize),
    ) -> Vec<NaiveDateTime> {
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
        let mut found: Vec<Vec<NaiveDateTime>> = Vec::new();
        for series in instance
            .series
            .iter()
            .filter(|series| is_of(series, meeting))
        {
            for index in 0..instance.day_count() {
                found.extend(starts(&instance, series, meeting, index));
            }
        }
        let in_window = |at: &NaiveDateTime| {
            let day = at.date();
            meeting.window.to < term.from
                || (meeting.window.from <= day && day <= meeting.window.to.max(on_time))
        };
        // The first of each day is the one nearest to the hour it stands at.
        let first = |starts: &Vec<NaiveDateTime>| starts.first().copied();
        found.retain(|starts| first(starts).is_some_and(|at| in_window(&at)));
        found.sort_by_key(|starts| {
            first(starts).map(|at| {
                let apart = (at.date() - meeting.start.date()).num_days().abs();
                let soon = (at.date() - today).num_days() < NOTICE;
                (at.date() > on_time, soon, apart, at)
            })
        });
        found.dedup_by_key(|starts| first(starts).map(|at| at.date()));
        found.truncate(days);
        let kept = found
            .into_iter()
            .flat_map(|starts| starts.into_iter().take(per_day));
        let mut kept: Vec<NaiveDateTime> = kept.collect();
        kept.sort_unstable();
        kept
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

/// Starts on a day at which all can: the one nearest to the meeting's own hour, then the first of each other part of
/// the day.
fn starts(
    instance: &Instance,
    series: &Series,
    meeting: &Placement,
    index: usize,
) -> Option<Vec<NaiveDateTime>> {
    let day = instance.day(index);
    let people = people(instance, series, meeting, day)?;
    let mut open = *series.allowed.get(index)?;
    for who in &people {
        open = open.and(*instance.resources.get(*who)?.free.get(index)?);
    }
    for fixed in instance
        .fixed
        .iter()
        .filter(|fixed| fixed.start.date() == day)
    {
        if fixed.people.iter().any(|(who, _)| people.contains(who)) {
            open = open.minus(taken(instance, series, fixed));
        }
    }
    let length = meeting.minutes.div_ceil(SLOT_MINUTES);
    let wished = meeting.start.num_seconds_from_midnight() / 60 / SLOT_MINUTES;
    let last = (24 * 60 / SLOT_MINUTES).saturating_sub(length);
    let free: Vec<u32> = (0..=last)
        .filter(|start| series.fixed_start.is_none_or(|fixed| fixed == *start))
        .filter(|start| Slots::run(*start, length).minus(open).is_empty())
        .collect();
    let nearest = *free.iter().min_by_key(|start| start.abs_diff(wished))?;
    let mut chosen = vec![nearest];
    for start in free {
        if !chosen.iter().any(|known| part(*known) == part(start)) {
            chosen.push(start);
        }
    }
    let at = |start: u32| {
        let minutes = i64::from(start * SLOT_MINUTES);
        day.and_time(NaiveTime::MIN) + chrono::Duration::minutes(minutes)
    };
    Some(chosen.into_iter().map(at).collect())
}

/// The part of the day a slot lies in: early and late in the morning, early and late in the afternoon, evening.
fn part(start: u32) -> usize {
    const ENDS: [u32; 4] = [10 * 60 + 30, 12 * 60 + 30, 15 * 60, 17 * 60 + 30];
    let minutes = start * SLOT_MINUTES;
    ENDS.iter().filter(|end| **end <= minutes).count()
}

/// Those who come on a day: in each seat whoever was planned, else the first who may; and of the
/// invited those who were planned. `None` when nobody can take a seat.
fn people(
    instance: &Instance,
    series: &Series,
    meeting: &Placement,
    day: NaiveDate,
) -> Option<Vec<usize>> {
    let mut casts = series.casts.iter();
    let cast = casts.find(|cast| cast.from <= day && day <= cast.to)?;
    let planned = |who: &usize| {
        instance.resources.get(*who).is_some_and(|resource| {
            let is_family = resource.kind == ResourceKind::Family;
            is_family || meeting.participants.iter().any(|one| one.id == resource.id)
        })
    };
    let mut people = Vec::new();
    for seat in &cast.seats {
        let taker = seat.any_of.iter().find(|who| planned(who));
        people.push(*taker.or(seat.any_of.first())?);
    }
    let invited = cast.invited.iter().flat_map(|invited| &invited.members);
    people.extend(invited.map(|(who, _)| *who).filter(planned));
    Some(people)
}

/// The slots that a meeting which stands takes of its people, with the way to and from it.
fn taken(instance: &Instance, series: &Series, fixed: &Fixed) -> Slots {
    let way = series.place.zip(fixed.place);
    let way = way.and_then(|(from, to)| instance.travel.get(from)?.get(to).copied());
    let way = way.unwrap_or(0);
    let start = fixed.start.num_seconds_from_midnight() / 60;
    Slots::touching(
        start.saturating_sub(way),
        (start + fixed.minutes + way).min(24 * 60),
    )
}
