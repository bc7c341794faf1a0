//! Whether meetings can stand together: minute by minute, person by person.

use cadans::problem::Placed;
use cadans::series::Instance;
use chrono::Timelike;

/// The days of an instance with the meetings that stand.
pub struct Days<'a> {
    instance: &'a Instance,
    /// Who, day, what.
    fixed: Vec<(usize, usize, Busy)>,
}

/// Minutes `[from, to)` of a day, and where.
#[derive(Clone, Copy)]
struct Busy {
    from: i64,
    to: i64,
    place: Option<usize>,
}

impl<'a> Days<'a> {
    pub fn new(instance: &'a Instance) -> Self {
        let mut fixed = Vec::new();
        for meeting in &instance.fixed {
            let from = i64::from(meeting.start.hour() * 60 + meeting.start.minute());
            let to = from + i64::from(meeting.minutes);
            let busy = Busy {
                from,
                to,
                place: meeting.place,
            };
            if let Some(day) = instance.index(meeting.start.date()) {
                fixed.extend(meeting.people.iter().map(|(who, _)| (*who, day, busy)));
            }
        }
        Self { instance, fixed }
    }

    /// Whether no meeting that stands keeps this person from coming.
    pub fn unkept(&self, who: usize, meeting: &Placed) -> bool {
        let own = self.busy(meeting);
        self.fixed
            .iter()
            .filter(|(other, day, _)| *other == who && *day == meeting.day)
            .all(|(_, _, fixed)| self.apart(who, meeting.day, own, *fixed))
    }

    /// Whether the meetings from number `new` on can stand beside all of them.
    pub fn hold(&self, placed: &[Placed], new: usize) -> bool {
        (new..placed.len()).all(|at| {
            let meeting = &placed[at];
            placed[..at]
                .iter()
                .all(|other| self.together(meeting, other))
                && meeting
                    .people
                    .iter()
                    .all(|who| self.within_maximum(placed, *who, meeting.day))
        })
    }

    fn busy(&self, meeting: &Placed) -> Busy {
        let from = i64::from(meeting.start) * 15;
        let place = self.instance.series[meeting.series].place;
        Busy {
            from,
            to: from + i64::from(meeting.len) * 15,
            place,
        }
    }

    fn together(&self, one: &Placed, other: &Placed) -> bool {
        one.day != other.day
            || one
                .people
                .iter()
                .filter(|who| other.people.contains(who))
                .all(|who| self.apart(*who, one.day, self.busy(one), self.busy(other)))
    }

    fn apart(&self, who: usize, day: usize, one: Busy, other: Busy) -> bool {
        let travel = match (one.place, other.place) {
            (Some(here), Some(there)) if here != there => self.instance.travel[here][there],
            _ => 0,
        };
        let travel = i64::from(travel);
        let breaks = self.instance.resources[who].breaks[day].runs();
        let rests = |end: i64, next: i64| {
            let minute = |slot: u32| i64::from(slot) * 15;
            let mut breaks = breaks.iter();
            breaks.any(|(from, len)| end <= minute(*from) && minute(from + len) <= next)
        };
        let fits = |end: i64, next: i64| {
            let rest = if rests(end, next) { 30 } else { 0 };
            end + travel + rest <= next
        };
        fits(one.to, other.from) || fits(other.to, one.from)
    }

    fn within_maximum(&self, placed: &[Placed], who: usize, day: usize) -> bool {
        let Some(most) = self.instance.resources[who].max_per_day else {
            return true;
        };
        let stand = self
            .fixed
            .iter()
            .filter(|(w, d, _)| *w == who && *d == day)
            .count();
        let planned = placed
            .iter()
            .filter(|m| m.day == day && m.people.contains(&who))
            .count();
        stand + planned <= most as usize
    }
}
