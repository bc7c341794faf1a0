//! Whether somebody is full: what a plan has of their time in some weeks, and what it leaves out of them then, come in;
//! the hours asked and the hours there are go out when the first exceed the second.

use chrono::{Days, NaiveDate};

use super::calendar::Calendar;
use super::phrase::Speaker;
use super::room::planned;
use crate::plan::occurrence::Occurrence;
use crate::plan::{Cause, Window};
use crate::series::Instance;
use crate::time::{SLOT_MINUTES, monday_of};

/// Minutes of one person that a plan leaves out, and the days on which they could have been.
#[derive(Clone, Debug)]
pub(super) struct Missing {
    who: usize,
    window: Window,
    minutes: u32,
}

/// What an occurrence without a place would have taken at least of those of whom it needs each.
pub(super) fn missing(instance: &Instance, occurrence: &Occurrence) -> Vec<Missing> {
    let series = &instance.series[occurrence.series];
    let window = occurrence.window;
    let (from, to) = planned(instance, window);
    let cast = series
        .casts
        .iter()
        .find(|cast| cast.from <= to && from <= cast.to);
    let seats = cast.into_iter().flat_map(|cast| &cast.seats);
    let alone = seats.filter_map(|seat| match seat.any_of[..] {
        [who] => Some(who),
        _ => None,
    });
    let missing = |who| Missing {
        who,
        window: Window { from, to },
        minutes: series.minutes.0,
    };
    alone.map(missing).collect()
}

impl Calendar<'_> {
    /// Minutes asked of somebody on these days (meetings, and what is left out although it must lie in them), and
    /// minutes there are.
    fn demand(&self, who: usize, from: NaiveDate, to: NaiveDate) -> (u32, u32) {
        let days = from.iter_days().take_while(|day| *day <= to);
        let (mut asked, mut free) = (0, 0);
        for day in days.filter_map(|day| self.instance.index(day)) {
            let held = self.of(who, day).iter();
            asked += held.map(|busy| busy.time.to - busy.time.from).sum::<u32>();
            let slots = self.instance.resources[who].free.get(day);
            free += slots.map_or(0, |slots| slots.len() * SLOT_MINUTES);
        }
        let missing = self.missing.iter().filter(|one| one.who == who);
        let missing = missing.filter(|one| from <= one.window.from && one.window.to <= to);
        (asked + missing.map(|one| one.minutes).sum::<u32>(), free)
    }
}

impl Speaker<'_> {
    /// That somebody is full in the weeks of a window; `None` when their meetings only lie badly.
    pub(super) fn full(&self, who: usize) -> Option<Cause> {
        let instance = self.room.instance();
        let day = |index: Option<&usize>| index.map(|day| instance.day(*day));
        let first = day(self.room.days.first())?;
        let last = day(self.room.days.last())?;
        let sunday = monday_of(last).checked_add_days(Days::new(6))?;
        let from = monday_of(first).max(instance.first);
        let to = sunday.min(instance.term.to);
        let (asked, free) = self.room.calendar.demand(who, from, to);
        (asked > free).then(|| Cause::Full {
            who: self.whom(who),
            from,
            to,
            asked,
            free,
        })
    }
}
