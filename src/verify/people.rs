//! Each person's and family's day: one thing at a time, the way between, and not too many. Two
//! meetings that both stood before are not judged: their conflict is told elsewhere.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveTime};

use super::reading::Meeting;
use super::{Found, Kind};
use crate::series::{Instance, ResourceKind};
use crate::time::SLOT_MINUTES;

/// Judges the days of all people and families.
pub(super) fn judge(instance: &Instance, meetings: &[Meeting], found: &mut Found) {
    for who in 0..instance.resources.len() {
        let mut own: Vec<_> = meetings.iter().filter(|meeting| meeting.has(who)).collect();
        own.sort_by_key(|meeting| (meeting.start, meeting.end));
        one_thing_at_a_time(instance, who, &own, found);
        enough_rest(instance, who, &own, found);
        not_too_many(instance, who, &own, found);
    }
}

/// "Eleven hours between an evening and the next morning", where one of the two stood already: two that are planned
/// lie within hours that somebody agreed to.
fn enough_rest(instance: &Instance, who: usize, own: &[&Meeting], found: &mut Found) {
    if instance.resources[who].kind != ResourceKind::Staff {
        return;
    }
    let rest = Duration::minutes(i64::from(instance.rest));
    for one in own {
        for other in own
            .iter()
            .filter(|other| Some(other.day()) == one.day().succ_opt())
        {
            let standing = [one, other]
                .iter()
                .filter(|meeting| meeting.series.is_none())
                .count();
            found.unless(
                standing != 1 || other.start - one.end >= rest,
                Kind::Rest,
                || {
                    let id = &instance.resources[who].id;
                    format!("{id}: {} and {}", one.name(), other.name())
                },
            );
        }
    }
}

/// "Nobody is in two places at once, and everyone gets from one to the next, not in their break."
fn one_thing_at_a_time(instance: &Instance, who: usize, own: &[&Meeting], found: &mut Found) {
    let longest = instance.travel.iter().flatten().copied().max().unwrap_or(0);
    let way = Duration::minutes(i64::from(longest)) + BREAK;
    for (at, one) in own.iter().enumerate() {
        for other in own
            .iter()
            .skip(at + 1)
            .take_while(|other| other.start < one.end + way)
        {
            if one.series.is_none() && other.series.is_none() {
                continue;
            }
            let overlap = other.start < one.end;
            let kind = if overlap { Kind::Overlap } else { Kind::Travel };
            found.unless(fit(instance, who, one, other), kind, || {
                let id = &instance.resources[who].id;
                format!("{id}: {} and {}", one.name(), other.name())
            });
        }
    }
}

/// Half an hour (Arbeidstijdenwet art. 5:4).
const BREAK: Duration = Duration::minutes(30);

/// Whether a person can be at both: one ends, with the way to the other, and half an hour on top where a break lies
/// between the two, before that starts.
pub(super) fn fit(instance: &Instance, who: usize, one: &Meeting, other: &Meeting) -> bool {
    let (first, second) = if one.start <= other.start {
        (one, other)
    } else {
        (other, one)
    };
    let free = second.start - first.end - way(instance, first, second);
    let breaks = &instance.resources[who].breaks;
    let breaks = instance.index(first.day()).and_then(|day| breaks.get(day));
    let between = |from: u32, len: u32| {
        let minute = |slot: u32| {
            let midnight = first.day().and_time(NaiveTime::MIN);
            midnight + Duration::minutes(i64::from(slot * SLOT_MINUTES))
        };
        first.end <= minute(from) && minute(from + len) <= second.start
    };
    let mut breaks = breaks.map(|one| one.runs()).unwrap_or_default().into_iter();
    free >= if breaks.any(|(from, len)| between(from, len)) {
        BREAK
    } else {
        Duration::zero()
    }
}

/// The way from one meeting to the next; none from or to a meeting by telephone or video.
fn way(instance: &Instance, from: &Meeting, to: &Meeting) -> Duration {
    let minutes = match (from.place, to.place) {
        (Some(from), Some(to)) => instance.travel.get(from).and_then(|row| row.get(to)),
        _ => None,
    };
    Duration::minutes(i64::from(minutes.copied().unwrap_or(0)))
}

/// "No more than five appointments a day." A day that was too full before takes no further ones.
fn not_too_many(instance: &Instance, who: usize, own: &[&Meeting], found: &mut Found) {
    let resource = &instance.resources[who];
    let Some(most) = resource.max_per_day else {
        return;
    };
    let mut days: BTreeMap<_, (u32, bool)> = BTreeMap::new();
    for meeting in own {
        let (count, planned) = days.entry(meeting.day()).or_default();
        *count += 1;
        *planned |= meeting.series.is_some();
    }
    for (day, (count, planned)) in days {
        found.unless(!planned || count <= most, Kind::DailyMax, || {
            format!(
                "{} has {count} meetings on {day}, at most {most}",
                resource.id
            )
        });
    }
}
