//! What is asked for, made so: a change and an instance come in; the instance in which it is so goes out.

use chrono::NaiveDate;

use super::room::Spot;
use super::way_out::Change;
use crate::series::{Cast, FixedBy, Instance, Requirement, ResourceKind, Series};
use crate::time::{Offset, Period, Slots};

/// Where and for which meeting a change is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChangeRequest {
    /// The series, by index.
    pub series: usize,
    /// Its place then; of a change that gives up the meeting, the day it should have been.
    pub spot: Spot,
    /// Length in slots.
    pub len: u32,
    /// Last day on time, for a milestone.
    pub due: Option<NaiveDate>,
}

/// Makes it so, for this meeting as far as that can be told.
pub(super) fn make(instance: &mut Instance, asked: ChangeRequest, change: Change) {
    let Spot { day, start } = asked.spot;
    let time = Slots::run(start, asked.len);
    let date = instance.day(day);
    match change {
        Change::Hours(who) | Change::Back(who) => {
            let resource = instance.resources.get_mut(who);
            if let Some(free) = resource.and_then(|one| one.free.get_mut(day)) {
                *free = free.or(time);
            }
        }
        Change::Maximum(who) => {
            if let Some(resource) = instance.resources.get_mut(who) {
                resource.max_per_day = resource.max_per_day.map(|most| most + 1);
            }
        }
        Change::Agreed(index) => {
            if instance
                .fixed
                .get(index)
                .is_some_and(|one| one.why == FixedBy::Agreed)
            {
                instance.fixed.remove(index);
            }
        }
        Change::Times => {
            let series = instance.series.get_mut(asked.series);
            if let Some(allowed) = series.and_then(|one| one.allowed.get_mut(day)) {
                *allowed = allowed.or(time);
            }
        }
        Change::Notice(who, days) => {
            let kind = instance.resources.get(who).map(|one| one.kind);
            if let Some((series, kind)) = instance.series.get_mut(asked.series).zip(kind) {
                let own = match kind {
                    ResourceKind::Family => &mut series.notice.family,
                    ResourceKind::Staff => &mut series.notice.colleagues,
                    ResourceKind::External => &mut series.notice.external,
                };
                *own = days.min(*own);
            }
        }
        Change::Spacing(days) => rhythm(instance, asked.series, |min, _| *min = days.min(*min)),
        Change::Gap(days) => rhythm(instance, asked.series, |_, limit| *limit = days.max(*limit)),
        Change::Until(last) => until(instance, asked, last),
        Change::TakesOver(seat, who) => {
            if let Some(series) = instance.series.get_mut(asked.series) {
                takes_over(series, date, seat, who);
            }
        }
    }
}

/// Changes the least and the most days between two of a rhythm, in each of its pieces.
fn rhythm(instance: &mut Instance, series: usize, change: impl Fn(&mut u32, &mut u32)) {
    let Some(id) = instance.series.get(series).map(|one| one.id.clone()) else {
        return;
    };
    for piece in instance.series.iter_mut().filter(|one| one.id == id) {
        if let Requirement::Cadence(cadence) = &mut piece.requirement {
            change(&mut cadence.min, &mut cadence.limit);
        }
    }
}

/// Lets a milestone's window go on to a day. As late as that counts from its due date, or, when that has passed,
/// from the first day of the plan.
fn until(instance: &mut Instance, asked: ChangeRequest, last: NaiveDate) {
    let first = instance.first;
    let Some(due) = asked.due else {
        return;
    };
    let days = (last - due.max(first)).num_days().max(0);
    if let Some(Series {
        requirement: Requirement::Milestone(milestone),
        ..
    }) = instance.series.get_mut(asked.series)
    {
        milestone.late_max = Offset {
            period: Period::days(u32::try_from(days).unwrap_or_default()),
            before: false,
        };
    }
}

/// Lets somebody take a seat on one day.
fn takes_over(series: &mut Series, day: NaiveDate, seat: usize, who: usize) {
    let Some(at) = series
        .casts
        .iter()
        .position(|cast| cast.from <= day && day <= cast.to)
    else {
        return;
    };
    let whole = series.casts.remove(at);
    let mut that_day = Cast {
        from: day,
        to: day,
        ..whole.clone()
    };
    if let Some(seat) = that_day.seats.get_mut(seat) {
        seat.any_of.push(who);
    }
    let before = day.pred_opt().filter(|last| whole.from <= *last);
    let after = day.succ_opt().filter(|first| *first <= whole.to);
    let before = before.map(|to| Cast {
        to,
        ..whole.clone()
    });
    let after = after.map(|from| Cast {
        from,
        ..whole.clone()
    });
    let parts = before.into_iter().chain([that_day]).chain(after);
    series.casts.splice(at..at, parts);
}
