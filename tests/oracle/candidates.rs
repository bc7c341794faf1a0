//! Every way to hold one meeting of a series: day, start, length, people.

use cadans::problem::Placed;
use cadans::series::{Cast, Instance, Promise, ResourceKind, Seat};
use cadans::time::{SLOTS_PER_DAY, Slots};

use super::days::Days;
use super::points::points;

/// A meeting that may be held, and what it costs by itself in quality.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub meeting: Placed,
    pub points: i64,
    /// The invited who cannot come.
    pub absent: Vec<usize>,
}

/// Every way to hold a meeting of series number `index`, by day.
pub fn candidates(instance: &Instance, index: usize) -> Vec<Vec<Candidate>> {
    let days = Days::new(instance);
    (0..instance.day_count())
        .map(|day| on_day(instance, &days, index, day))
        .collect()
}

fn on_day(instance: &Instance, days: &Days, index: usize, day: usize) -> Vec<Candidate> {
    let series = &instance.series[index];
    let date = instance.day(day);
    let Some(cast) = series.casts.iter().find(|c| c.from <= date && date <= c.to) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for len in series.minutes.0 / 15..=series.minutes.1 / 15 {
        for start in 0..SLOTS_PER_DAY - len {
            if series.fixed_start.is_some_and(|only| only != start)
                || !Slots::run(start, len).minus(series.allowed[day]).is_empty()
            {
                continue;
            }
            let mut held = Placed {
                series: index,
                day,
                start,
                len,
                people: Vec::new(),
            };
            seat(&cast.seats, &mut held, &mut |seated| {
                found.extend(with_invited(instance, days, cast, seated));
            });
        }
    }
    found
}

/// Calls `then` for each way to give the seats to different holders.
fn seat(seats: &[Seat], held: &mut Placed, then: &mut dyn FnMut(&Placed)) {
    let Some((first, rest)) = seats.split_first() else {
        then(held);
        return;
    };
    for who in &first.any_of {
        if !held.people.contains(who) {
            held.people.push(*who);
            seat(rest, held, then);
            held.people.pop();
        }
    }
}

/// The meeting with the invited who can come, if everyone seated can and enough of the invited.
fn with_invited(
    instance: &Instance,
    days: &Days,
    cast: &Cast,
    seated: &Placed,
) -> Option<Candidate> {
    let can = |who: &usize| {
        let free = instance.resources[*who].free[seated.day];
        Slots::run(seated.start, seated.len).minus(free).is_empty() && days.unkept(*who, seated)
    };
    if !seated.people.iter().all(can) {
        return None;
    }
    let mut meeting = seated.clone();
    let (mut absent, mut missed) = (Vec::new(), 0);
    if let Some(invited) = &cast.invited {
        for (who, role) in &invited.members {
            if can(who) {
                meeting.people.push(*who);
            } else {
                absent.push(*who);
                missed += match instance.series[seated.series].absent.get(role) {
                    Some(own) => *own,
                    None => instance.weights.absent,
                };
            }
        }
        if invited.members.len() < invited.quorum + absent.len() {
            return None;
        }
    }
    if !in_time(instance, &meeting) {
        return None;
    }
    let points = points(instance, &meeting) + missed;
    Some(Candidate {
        meeting,
        points,
        absent,
    })
}

/// Whether everyone learns of it in time, by walking the days; a time they know of already needs no notice.
fn in_time(instance: &Instance, meeting: &Placed) -> bool {
    let series = &instance.series[meeting.series];
    let at = |day: usize, slot: u32| {
        let midnight = instance.day(day).and_hms_opt(0, 0, 0).expect("a midnight");
        midnight + chrono::Duration::minutes(i64::from(slot) * 15)
    };
    let start = at(meeting.day, meeting.start);
    let known = |promise: &Promise| at(promise.day, promise.start) == start;
    if series.promises.iter().any(known) {
        return start >= instance.now;
    }
    meeting.people.iter().all(|who| {
        let mut left = match instance.resources[*who].kind {
            ResourceKind::Staff => series.notice.colleagues,
            ResourceKind::Family => series.notice.family,
            ResourceKind::External => series.notice.external,
        };
        let mut earliest = instance.now;
        while left > 0 {
            earliest += chrono::Duration::days(1);
            left -= u32::from(instance.workdays.is_workday(earliest.date()));
        }
        start >= earliest
    })
}
