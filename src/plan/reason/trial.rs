//! One day tried for a meeting without a place: what was offered of it so far comes in; for each start
//! all that has to change goes out, as long as it can be asked.

use std::collections::{BTreeMap, BTreeSet};

use super::super::occurrence::missing;
use super::room::{Room, Spot};
use super::seen::{Block, Day, Seen, needed};
use super::way_out::{Change, Offers, WayOut, dear};
use crate::series::timetable::Span;
use crate::series::{Fixed, FixedBy, Requirement};
use crate::time::Slots;

/// A day on which a place is sought.
pub(super) struct Trial<'a> {
    offers: &'a Offers,
    room: &'a Room<'a>,
    day: &'a Day<'a>,
    /// The change that the distance to the series' other meetings asks for; `Err` when none helps.
    spacing: Result<Option<Change>, ()>,
    people: BTreeMap<usize, Person<'a>>,
}

/// Somebody of the cast, and what was offered of them.
struct Person<'a> {
    seen: &'a Seen,
    /// The starts that are offered away.
    taken: Slots,
    full: bool,
    askable: bool,
}

impl<'a> Trial<'a> {
    pub(super) fn new(offers: &'a Offers, room: &'a Room<'a>, day: &'a Day<'a>) -> Self {
        let person = |seen: &'a Seen| {
            let times = offers.times.get(&(seen.who, day.day));
            let times = times.map_or(&[][..], Vec::as_slice);
            let against = |time: &Span| {
                let on = (seen.who, day.day);
                room.calendar
                    .against(on, *time, room.len, room.series.place)
            };
            let meetings = room.calendar.of(seen.who, day.day).len() + times.len();
            let most = room.instance().resources[seen.who].max_per_day;
            let person = Person {
                seen,
                taken: times
                    .iter()
                    .fold(Slots::EMPTY, |all, time| all.or(against(time))),
                full: most.is_some_and(|most| meetings >= most as usize),
                askable: !offers.asks_near(seen.who, day.day),
            };
            (seen.who, person)
        };
        Self {
            offers,
            room,
            day,
            spacing: spacing(offers, room, day.day),
            people: day.people.iter().map(person).collect(),
        }
    }

    /// What has to change for a start on this day.
    pub(super) fn at(&self, start: u32) -> Option<WayOut> {
        let mut changes: BTreeSet<Change> = self.spacing.ok()?.into_iter().collect();
        if !self.day.ruled.has(start) {
            // Another fixed time would move all other meetings of the rule.
            if self.room.series.fixed_start.is_some() {
                return None;
            }
            changes.insert(Change::Times);
        }
        let (mut people, seats) = self.seats(0, start, &BTreeSet::new())?;
        changes.extend(seats);
        for (who, asked) in self.members(start)? {
            people.insert(who);
            changes.extend(asked);
        }
        let spot = Spot {
            day: self.day.day,
            start,
        };
        Some(WayOut {
            spot,
            changes,
            people,
        })
    }

    /// The cheapest people for the seats from `nth` on. Of each seat's holders only the cheapest few matter: so
    /// many as there are seats, for the others take no more than that.
    fn seats(
        &self,
        nth: usize,
        start: u32,
        taken: &BTreeSet<usize>,
    ) -> Option<(BTreeSet<usize>, Vec<Change>)> {
        let seats = &self.day.cast.seats;
        let Some(seat) = seats.get(nth) else {
            return Some((taken.clone(), Vec::new()));
        };
        let able = |who: &usize| Some((*who, self.person(*who, start)?));
        let mut able: Vec<(usize, Vec<Change>)> = seat.any_of.iter().filter_map(able).collect();
        able.sort_by_key(|(_, changes)| dear(self.room, changes));
        let ways = able
            .into_iter()
            .take(seats.len())
            .filter_map(|(who, mut changes)| {
                let mut taken = taken.clone();
                if !taken.insert(who) {
                    return None;
                }
                let (people, rest) = self.seats(nth + 1, start, &taken)?;
                changes.extend(rest);
                Some((people, changes))
            });
        ways.min_by_key(|(_, changes)| dear(self.room, changes))
    }

    /// The invited who come at `start`, the cheapest to be asked among them until they are enough.
    fn members(&self, start: u32) -> Option<Vec<(usize, Vec<Change>)>> {
        let Some(invited) = &self.day.cast.invited else {
            return Some(Vec::new());
        };
        let (mut come, mut others) = (Vec::new(), Vec::new());
        for (who, _) in &invited.members {
            let person = self.people.get(who)?;
            let seen = person.seen;
            let kept = seen.kept().has(start);
            match self.person(*who, start) {
                Some(changes) if changes.is_empty() => come.push((*who, changes)),
                // Whoever is free by their hours must come, so must agree, and not be elsewhere.
                Some(changes) if seen.hours.has(start) && !kept => come.push((*who, changes)),
                None if seen.hours.has(start) && !kept => return None,
                _ if !person.askable => return None,
                Some(changes) => others.push((*who, changes)),
                None => {}
            }
        }
        others.sort_by_key(|(_, changes)| dear(self.room, changes));
        let short = needed(self.day.cast, invited).saturating_sub(come.len());
        if short > others.len() {
            return None;
        }
        come.extend(others.into_iter().take(short));
        Some(come)
    }

    /// What has to change for somebody to come at `start`; `None` when nothing that can be asked helps: planned
    /// meetings stay, for moving one would only leave that out, and so does the most of a day.
    fn person(&self, who: usize, start: u32) -> Option<Vec<Change>> {
        let person = self.people.get(&who)?;
        let seen = person.seen;
        if person.full || seen.planned.has(start) || person.taken.has(start) {
            return None;
        }
        let mut changes = Vec::new();
        if !seen.told.has(start) {
            changes.push(Change::Notice(
                who,
                self.room.beforehand(self.day.day, start),
            ));
        }
        if !seen.hours.has(start) {
            if !seen.asked.has(start) {
                return None;
            }
            changes.push(match seen.presence {
                Block::Away(_) if person.askable && self.misses_nothing(who) => Change::Back(who),
                Block::Hours(_) if person.askable && !self.draws_in(who, start) => {
                    Change::Hours(who)
                }
                _ => return None,
            });
        }
        for (index, _) in seen.fixed.iter().filter(|(_, starts)| starts.has(start)) {
            let fixed = self.room.instance().fixed.get(*index)?;
            // One that fulfils a rule would be missed there.
            if fixed.why != FixedBy::Agreed || fixed.rule.is_some() || self.frees_others(fixed) {
                return None;
            }
            changes.push(Change::Agreed(*index));
        }
        Some(changes)
    }
}

impl Trial<'_> {
    /// Whether these hours would also let somebody come to a meeting they now miss, and so have to.
    fn draws_in(&self, who: usize, start: u32) -> bool {
        let free = &self.room.instance().resources[who].free;
        let free = free.get(self.day.day).copied().unwrap_or_default();
        let hours = free.or(Slots::run(start, self.room.len));
        let missed = self.room.calendar.missed_by(who, self.day.day);
        let could = |time: &Span| Slots::touching(time.from, time.to).minus(hours).is_empty();
        missed.iter().any(could)
    }

    fn misses_nothing(&self, who: usize) -> bool {
        let missed = self.room.calendar.missed_by(who, self.day.day);
        missed.is_empty()
    }

    /// Whether one of its people misses another meeting that day, perhaps because of it.
    fn frees_others(&self, fixed: &Fixed) -> bool {
        let day = self.day.day;
        fixed.people.iter().any(|(who, _)| {
            let asked = self.offers.asks_near(*who, day);
            asked || !self.misses_nothing(*who)
        })
    }
}

/// What the distance to the other meetings of the series, planned or offered, asks for on a day.
fn spacing(offers: &Offers, room: &Room, day: usize) -> Result<Option<Change>, ()> {
    let offered = offers.days.get(&room.index).map_or(&[][..], Vec::as_slice);
    // Avoided days, such as school holidays, are not offered.
    if room.series.avoid.contains(&day) {
        return Err(());
    }
    let held = room.calendar.days(room.index);
    match &room.series.requirement {
        Requirement::Milestone(_) if !room.calendar.followers_stay(room.index, day) => Err(()),
        Requirement::Milestone(_) => Ok(None),
        Requirement::Weekly(_) if offered.contains(&day) || held.contains(&day) => Err(()),
        Requirement::Weekly(_) => Ok(None),
        Requirement::Cadence(cadence) => {
            let min = cadence.min as usize;
            if offered.iter().any(|other| other.abs_diff(day) < min) {
                return Err(());
            }
            let mut days = [held, offered].concat();
            let missing = |days: &[usize]| missing(room.instance(), room.index, cadence, days);
            let before = missing(&days);
            days.push(day);
            if missing(&days) >= before {
                return Err(());
            }
            if !room.spaced.contains(&day) {
                return Ok(None);
            }
            let since = (room.instance().day(day) - cadence.anchor).num_days();
            let since = usize::try_from(since).ok().filter(|_| cadence.held);
            let until = cadence
                .next
                .map(|next| (next - room.instance().day(day)).num_days());
            let until = until.and_then(|days| usize::try_from(days).ok());
            let apart = held
                .iter()
                .map(|other| other.abs_diff(day))
                .chain(since)
                .chain(until)
                .min();
            match apart.and_then(|days| u32::try_from(days).ok()) {
                Some(days) if days > 0 && days < cadence.min => Ok(Some(Change::Spacing(days))),
                _ => Err(()),
            }
        }
    }
}
