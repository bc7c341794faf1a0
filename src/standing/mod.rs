//! Standing times: what is asked for in a term comes in; for each series and pair that has standing times, the hours of
//! the week it should keep, go out. What is in force and still possible stays; the rest is chosen: groups first, then the
//! blocks of pairs, then each colleague's weekly meetings, the last two as small programmes through `good_lp`. The
//! calendar is planned by what comes out, and what is proven of it holds for these times.

mod blocks;
mod busy;
mod day;
mod demand;
mod groups;
mod milp;
mod weekly;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

use self::busy::{Busy, Kind, Sought};
use self::demand::{Pair, WeeklyMeetings};
use crate::series::{
    ChosenBy, Instance, Keeps, Requirement, Series, StandingKey, StandingRow, StandingSlot,
    joint_starts, put, row_on,
};
use crate::time::{SLOT_MINUTES, Slots, WEEKDAYS, slot_at};

/// Standing times that were chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// All rows in force, those of before too.
    pub rows: Vec<StandingRow>,
    /// What the weekly meetings that were chosen now save, in points.
    pub value: i64,
    /// No choice of theirs saves more, the blocks of pairs given.
    pub bound: i64,
}

/// Chooses the standing times of an instance, and lets it be planned by them.
pub fn settle(instance: &mut Instance) -> Pattern {
    let pattern = choose(instance);
    instance.stand(pattern.rows.clone());
    pattern
}

/// The standing times of an instance: those in force while they are possible, and new ones for the rest.
pub fn choose(instance: &Instance) -> Pattern {
    let (weekly, pairs) = (demand::weekly(instance), demand::pairs(instance));
    let mut choice = Choice {
        instance,
        rows: instance.standing.clone(),
        busy: Busy::default(),
    };
    // What stands takes its people's time before anything new is chosen.
    let mut open_groups: Vec<&Series> = demand::groups(instance).collect();
    open_groups.retain(|series| !choice.keeps_group(series));
    let mut open_pairs: Vec<&Pair> = pairs.iter().collect();
    open_pairs.retain(|pair| !choice.keeps_pair(pair));
    let mut open_weekly: Vec<&WeeklyMeetings> = weekly.iter().collect();
    open_weekly.retain(|one| !choice.keeps_weekly(one));
    open_groups.sort_by_key(|series| std::cmp::Reverse(members(series).len()));
    for series in open_groups {
        if let Some(row) = groups::choose(instance, series, &choice.busy) {
            take_group(instance, &mut choice.busy, &row, series);
            add(&mut choice.rows, row);
        }
    }
    for row in blocks::choose(instance, &open_pairs, &weekly, &choice.busy) {
        if let Some(pair) = pairs.iter().find(|pair| pair.key == row.key) {
            take_pair(instance, &mut choice.busy, &row, pair);
        }
        add(&mut choice.rows, row);
    }
    let (value, bound) = choice.add_weekly(open_weekly);
    Pattern {
        rows: choice.rows,
        value,
        bound,
    }
}

/// What is chosen so far.
struct Choice<'a> {
    instance: &'a Instance,
    rows: Vec<StandingRow>,
    /// What that takes of people's days.
    busy: Busy,
}

impl Choice<'_> {
    /// The row in force on a day that stays: a person's in any case, the planner's if it has hours.
    fn row(&self, key: &StandingKey, day: NaiveDate) -> Option<StandingRow> {
        let row = row_on(&self.rows, key, day);
        let stays = |row: &&StandingRow| row.by != ChosenBy::Planner || !row.slots.is_empty();
        row.filter(stays).cloned()
    }

    fn keeps_group(&mut self, series: &Series) -> bool {
        let key = StandingKey::Series(series.id.clone());
        let row = self.row(&key, self.instance.first);
        row.inspect(|row| take_group(self.instance, &mut self.busy, row, series))
            .is_some()
    }

    fn keeps_pair(&mut self, pair: &Pair) -> bool {
        let long = |row: &StandingRow| {
            let all: u32 = row.slots.iter().map(|slot| slot.minutes).sum();
            all / SLOT_MINUTES >= pair.blocks * pair.len
        };
        let row = self.row(&pair.key, self.instance.first);
        row.filter(|row| self.suits(row, &pair.sought(), &pair.days, long(row)))
            .inspect(|row| take_pair(self.instance, &mut self.busy, row, pair))
            .is_some()
    }

    fn keeps_weekly(&mut self, one: &WeeklyMeetings) -> bool {
        let many = |row: &StandingRow| row.slots.len() >= one.count;
        let row = self.row(&one.key, one.from);
        row.filter(|row| self.suits(row, &one.sought(), &one.days, many(row)))
            .inspect(|row| take_weekly(self.instance, &mut self.busy, row, one))
            .is_some()
    }

    /// Whether a row may stay: a person's in any case; the planner's if it is `enough`, each slot fits on half at least of
    /// the days on which its people have time at all, and none is somebody's own hour already.
    fn suits(
        &self,
        row: &StandingRow,
        sought: &Sought,
        days: &BTreeMap<usize, Slots>,
        enough: bool,
    ) -> bool {
        row.by != ChosenBy::Planner || (enough && self.fits(row, days) && self.is_free(row, sought))
    }

    fn fits(&self, row: &StandingRow, days: &BTreeMap<usize, Slots>) -> bool {
        row.slots.iter().all(|slot| {
            let on = days.iter();
            let on = on.filter(|(day, _)| slot.is_on(self.instance.day(**day)));
            let (all, good) = on.fold((0, 0), |(all, good), (_, starts)| {
                (all + 1, good + u32::from(starts.has(slot_at(slot.start))))
            });
            all > 0 && 2 * good >= all
        })
    }

    fn is_free(&self, row: &StandingRow, sought: &Sought) -> bool {
        (0..self.instance.day_count()).all(|day| {
            row.on(self.instance.day(day)).is_none_or(|slot| {
                let sought = Sought {
                    len: slot.minutes.div_ceil(SLOT_MINUTES),
                    ..*sought
                };
                let start = Slots::one(slot_at(slot.start));
                self.busy
                    .barred(self.instance, &sought, day, start)
                    .is_empty()
            })
        })
    }

    /// Chooses what is weekly, colleague by colleague; what that saves, and at most would.
    fn add_weekly(&mut self, open: Vec<&WeeklyMeetings>) -> (i64, i64) {
        let mut by_colleague: BTreeMap<&[usize], Vec<&WeeklyMeetings>> = BTreeMap::new();
        for one in open {
            by_colleague.entry(&one.who).or_default().push(one);
        }
        let (mut value, mut bound) = (0, 0);
        for own in by_colleague.values() {
            let chosen = weekly::choose(self.instance, own, &self.busy);
            (value, bound) = (value + chosen.value, bound + chosen.bound);
            for (number, slots) in chosen.slots {
                add(&mut self.rows, weekly_row(own[number], &slots));
            }
        }
        (value, bound)
    }
}

/// Puts a row that was chosen now in force, until the next one that a person chose.
fn add(rows: &mut Vec<StandingRow>, mut row: StandingRow) {
    let chosen = |known: &&StandingRow| known.key == row.key && known.by != ChosenBy::Planner;
    let later: Vec<StandingRow> = (rows.iter().filter(chosen))
        .filter(|known| known.from > row.from)
        .cloned()
        .collect();
    let next = later.iter().map(|known| known.from).min();
    row.to = next.and_then(|next| next.pred_opt());
    put(rows, row);
    rows.extend(later);
    rows.sort_by(|one, other| (&one.key, one.from).cmp(&(&other.key, other.from)));
}

/// How many of the weekly meetings asked for could be on their standing times, all else being where its own standing
/// times are.
pub fn attainable(instance: &Instance) -> u32 {
    let mut busy = Busy::default();
    let rows = &instance.standing;
    for series in demand::groups(instance) {
        let key = StandingKey::Series(series.id.clone());
        for row in rows.iter().filter(|row| row.key == key) {
            take_group(instance, &mut busy, row, series);
        }
    }
    for pair in demand::pairs(instance) {
        for row in rows.iter().filter(|row| row.key == pair.key) {
            take_pair(instance, &mut busy, row, &pair);
        }
    }
    let mut can = 0;
    for series in demand::of(instance, Keeps::EveryWeek) {
        let Requirement::Weekly(needs) = &series.requirement else {
            continue;
        };
        for week in &needs.weeks {
            let days = week.from.iter_days().take_while(|day| *day <= week.to);
            let fit = days.filter(|day| on_slot(instance, series, &busy, *day) == Some(true));
            can += (fit.count() as u32).min(week.count);
        }
    }
    can
}

/// Whether a whole meeting of a weekly series could be at its slot of a day, if it has one.
fn on_slot(instance: &Instance, series: &Series, busy: &Busy, date: NaiveDate) -> Option<bool> {
    let day = instance.index(date)?;
    let slot = (*series.standing.as_ref()?.days.get(day)?)??;
    let who: Vec<usize> = demand::colleague(instance, series, date)
        .into_iter()
        .collect();
    let sought = Sought {
        people: &who,
        len: series.minutes.1 / SLOT_MINUTES,
        place: series.place,
    };
    let starts = joint_starts(instance, series, day, sought.len);
    Some(busy.clear(instance, &sought, day, starts).has(slot.start))
}

fn members(series: &Series) -> Vec<usize> {
    let casts = series.casts.iter();
    let members = casts.flat_map(|cast| {
        let invited = cast.invited.iter().flat_map(|one| &one.members);
        let seated = cast.seats.iter().flat_map(|seat| &seat.any_of);
        invited.map(|(who, _)| *who).chain(seated.copied())
    });
    members.collect::<BTreeSet<_>>().into_iter().collect()
}

fn take_group(instance: &Instance, busy: &mut Busy, row: &StandingRow, series: &Series) {
    busy.take(
        instance,
        row,
        &members(series),
        (series.place, Kind::Now),
        |_| true,
    );
}

fn take_pair(instance: &Instance, busy: &mut Busy, row: &StandingRow, pair: &Pair) {
    busy.take(instance, row, &pair.people, (Some(0), Kind::Own), |_| true);
}

fn take_weekly(instance: &Instance, busy: &mut Busy, row: &StandingRow, weekly: &WeeklyMeetings) {
    let asked = |day: usize| {
        let date = instance.day(day);
        weekly.from <= date && date <= weekly.to
    };
    busy.take(instance, row, &weekly.who, (weekly.place, Kind::Own), asked);
}

fn weekly_row(weekly: &WeeklyMeetings, slots: &[(usize, u32)]) -> StandingRow {
    let slots = slots
        .iter()
        .filter_map(|(weekday, start)| slot(*weekday, *start, weekly.len, 1, 0, weekly.from));
    chosen(weekly.key.clone(), weekly.from, slots)
}

/// A row that the planner chooses.
fn chosen(
    key: StandingKey,
    from: NaiveDate,
    slots: impl IntoIterator<Item = StandingSlot>,
) -> StandingRow {
    StandingRow {
        key,
        from,
        to: None,
        slots: slots.into_iter().collect(),
        by: ChosenBy::Planner,
        agreed: false,
    }
}

/// A slot: weekday (Monday 0), start and length in quarter-hours, week of a cycle that begins on a Monday.
fn slot(
    weekday: usize,
    start: u32,
    len: u32,
    cycle: u32,
    week: u32,
    monday: NaiveDate,
) -> Option<StandingSlot> {
    let minute = start * SLOT_MINUTES;
    Some(StandingSlot {
        weekday: *WEEKDAYS.get(weekday)?,
        start: NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)?,
        minutes: len * SLOT_MINUTES,
        cycle,
        week,
        cycle_from: (cycle > 1).then_some(monday),
    })
}
