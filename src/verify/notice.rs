//! "Nobody learns of a meeting too late": the plan's meetings come in; a start that has passed, or
//! that is new and nearer than the notice of those who come, goes out as broken.

use super::reading::Meeting;
use super::{Found, Kind};
use crate::series::{Instance, ResourceKind, Series};
use crate::time::SLOT_MINUTES;

/// Judges every meeting that is planned now; what stood before stands, however near.
pub(super) fn judge(instance: &Instance, meetings: &[Meeting], found: &mut Found) {
    for meeting in meetings {
        let Some(series) = meeting.series.and_then(|at| instance.series.get(at)) else {
            continue;
        };
        found.unless(instance.now <= meeting.start, Kind::Passed, || {
            format!("{}: it is {} already", meeting.name(), instance.now)
        });
        let needed = needed(instance, series, meeting);
        found.unless(
            is_promised(instance, series, meeting) || is_told(instance, needed, meeting),
            Kind::Notice,
            || {
                let now = instance.now;
                format!(
                    "{}: from {now} on it takes {needed} working days",
                    meeting.name()
                )
            },
        );
    }
}

/// The most working days anybody who comes needs.
fn needed(instance: &Instance, series: &Series, meeting: &Meeting) -> u32 {
    let of = |who: usize| match instance.resources[who].kind {
        ResourceKind::Family => series.notice.family,
        ResourceKind::Staff => series.notice.colleagues,
        ResourceKind::External => series.notice.external,
    };
    meeting
        .people
        .iter()
        .map(|(who, _)| of(*who))
        .fold(0, u32::max)
}

/// "At a time that people know of already", with whomever.
fn is_promised(instance: &Instance, series: &Series, meeting: &Meeting) -> bool {
    series.promises.iter().any(|promise| {
        meeting.day() == instance.day(promise.day)
            && meeting.minute() == promise.start * SLOT_MINUTES
    })
}

/// "So many whole working days lie between": the day now falls on counts for the part that is left of
/// it, the meeting's for the part before it, together one at the same hour.
fn is_told(instance: &Instance, needed: u32, meeting: &Meeting) -> bool {
    let (now, day) = (instance.now, meeting.day());
    let tomorrow = now.date().succ_opt().unwrap_or(now.date());
    let begun = instance.workdays.count(tomorrow, day);
    let too_early = instance.workdays.is_workday(day) && meeting.start.time() < now.time();
    needed == 0 || begun > needed || (begun == needed && !too_early)
}
