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

use chrono::{NaiveDate, NaiveTime, Weekday};

use self::busy::{Busy, Kind};
use self::demand::{Pair, WeeklyMeetings};
use crate::series::{
    ChosenBy, Instance, Keeps, Requirement, Series, StandingKey, StandingRow, StandingSlot,
    joint_starts, put, row_on,
};
use crate::time::{SLOT_MINUTES, Slots};

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
    let weekly = demand::weekly(instance);
    let pairs = demand::pairs(instance);
    let mut rows = instance.standing.clone();
    let mut busy = Busy::default();
    let kept = |key: &StandingKey, from: NaiveDate, rows: &[StandingRow]| {
        row_on(rows, key, from)
            .filter(|row| row.by != ChosenBy::Planner || !row.slots.is_empty())
            .cloned()
    };
    // What stands takes its people's time before anything new is chosen.
    let mut open_groups: Vec<&Series> = Vec::new();
    let mut known = BTreeSet::new();
    for series in demand::of(instance, Keeps::Group).filter(|one| known.insert(&one.id)) {
        let key = StandingKey::Series(series.id.clone());
        match kept(&key, instance.first, &rows) {
            Some(row) => take_group(instance, &mut busy, &row, series),
            None => open_groups.push(series),
        }
    }
    let mut open_pairs: Vec<&Pair> = Vec::new();
    for pair in &pairs {
        let people = [pair.people.0, pair.people.1];
        let fits = |row: &StandingRow| {
            pair_fits(instance, row, pair) && is_own(instance, &busy, row, &people, Some(0))
        };
        match kept(&pair.key, instance.first, &rows).filter(fits) {
            Some(row) => take_pair(instance, &mut busy, &row, pair),
            None => open_pairs.push(pair),
        }
    }
    let mut open_weekly: Vec<&WeeklyMeetings> = Vec::new();
    for one in &weekly {
        let people: Vec<usize> = one.who.into_iter().collect();
        let fits = |row: &StandingRow| {
            weekly_fits(instance, row, one) && is_own(instance, &busy, row, &people, one.place)
        };
        match kept(&one.key, one.from, &rows).filter(fits) {
            Some(row) => take_weekly(instance, &mut busy, &row, one),
            None => open_weekly.push(one),
        }
    }
    open_groups.sort_by_key(|series| std::cmp::Reverse(members(series).len()));
    for series in open_groups {
        if let Some(row) = groups::choose(instance, series, &busy) {
            take_group(instance, &mut busy, &row, series);
            add(&mut rows, row);
        }
    }
    for row in blocks::choose(instance, &open_pairs, &weekly, &busy) {
        if let Some(pair) = pairs.iter().find(|pair| pair.key == row.key) {
            take_pair(instance, &mut busy, &row, pair);
        }
        add(&mut rows, row);
    }
    let mut by_colleague: BTreeMap<Option<usize>, Vec<&WeeklyMeetings>> = BTreeMap::new();
    for one in open_weekly {
        by_colleague.entry(one.who).or_default().push(one);
    }
    let (mut value, mut bound) = (0, 0);
    for own in by_colleague.values() {
        let chosen = weekly::choose(instance, own, &busy);
        value += chosen.value;
        bound += chosen.bound;
        for (number, slots) in chosen.slots {
            add(&mut rows, weekly_row(own[number], &slots));
        }
    }
    Pattern { rows, value, bound }
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
/// times are; and how many are asked for.
pub fn attainable(instance: &Instance) -> (u32, u32) {
    let mut busy = Busy::default();
    let rows = &instance.standing;
    let mut known = BTreeSet::new();
    for series in demand::of(instance, Keeps::Group).filter(|one| known.insert(&one.id)) {
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
    let (mut can, mut asked) = (0, 0);
    for series in demand::of(instance, Keeps::EveryWeek) {
        let Requirement::Weekly(needs) = &series.requirement else {
            continue;
        };
        let standing = series.standing.as_ref();
        for week in &needs.weeks {
            let days = week.from.iter_days().take_while(|day| *day <= week.to);
            let on_slot = |day: &NaiveDate| {
                let day = instance.index(*day)?;
                let slot = (*standing?.days.get(day)?)??;
                let starts = joint_starts(instance, series, day, series.minutes.1 / SLOT_MINUTES);
                let who: Vec<usize> = demand::colleague(instance, series, instance.day(day))
                    .into_iter()
                    .collect();
                let size = (series.minutes.1 / SLOT_MINUTES, series.place);
                let clear = busy.clear(instance, &who, day, size, starts);
                Some(clear.has(slot.start))
            };
            let fit = days.filter(|day| on_slot(day) == Some(true)).count() as u32;
            can += fit.min(week.count);
            asked += week.count;
        }
    }
    (can, asked)
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
    let people = [pair.people.0, pair.people.1];
    busy.take(instance, row, &people, (Some(0), Kind::Own), |_| true);
}

fn take_weekly(instance: &Instance, busy: &mut Busy, row: &StandingRow, weekly: &WeeklyMeetings) {
    let people: Vec<usize> = weekly.who.into_iter().collect();
    let asked = |day: usize| {
        let date = instance.day(day);
        weekly.from <= date && date <= weekly.to
    };
    busy.take(instance, row, &people, (weekly.place, Kind::Own), asked);
}

/// Whether no hour of a row is somebody's own already; what people chose stays in any case.
fn is_own(
    instance: &Instance,
    busy: &Busy,
    row: &StandingRow,
    people: &[usize],
    place: Option<usize>,
) -> bool {
    let mut days = 0..instance.day_count();
    row.by != ChosenBy::Planner
        || days.all(|day| {
            let slot = row.on(instance.day(day));
            slot.is_none_or(|slot| {
                let start = Slots::one(quarter(slot.start));
                let size = (slot.minutes.div_ceil(SLOT_MINUTES), place);
                busy.barred(instance, people, day, size, start).is_empty()
            })
        })
}

/// Whether a row still suits a weekly series: enough slots, and each on half of its days at least.
fn weekly_fits(instance: &Instance, row: &StandingRow, weekly: &WeeklyMeetings) -> bool {
    let fits = |day: usize, start: u32| {
        let starts = weekly.days.get(&day);
        starts.is_some_and(|starts| starts.has(start))
    };
    let asked = |day: usize| weekly.days.contains_key(&day);
    row.by != ChosenBy::Planner
        || (row.slots.len() >= weekly.count && holds(instance, row, asked, fits))
}

/// Whether a row still suits a pair.
fn pair_fits(instance: &Instance, row: &StandingRow, pair: &Pair) -> bool {
    let fits = |day: usize, start: u32| {
        let starts = pair.days.get(&day);
        starts.is_some_and(|starts| starts.has(start))
    };
    let enough = row.slots.iter().map(|slot| slot.minutes).sum::<u32>() / SLOT_MINUTES;
    row.by != ChosenBy::Planner
        || (enough >= pair.blocks * pair.len
            && holds(instance, row, |day| pair.days.contains_key(&day), fits))
}

/// Whether each slot of a row fits on half of the days at least on which its people have time at all.
fn holds(
    instance: &Instance,
    row: &StandingRow,
    asked: impl Fn(usize) -> bool,
    fits: impl Fn(usize, u32) -> bool,
) -> bool {
    row.slots.iter().all(|slot| {
        let days = 0..instance.day_count();
        let on = days.filter(|day| asked(*day) && slot.is_on(instance.day(*day)));
        let (mut all, mut good) = (0, 0);
        for day in on {
            all += 1;
            good += u32::from(fits(day, quarter(slot.start)));
        }
        2 * good >= all && all > 0
    })
}

fn quarter(time: NaiveTime) -> u32 {
    use chrono::Timelike;
    time.num_seconds_from_midnight() / 60 / SLOT_MINUTES
}

fn weekly_row(weekly: &WeeklyMeetings, slots: &[(usize, u32)]) -> StandingRow {
    let slots = slots
        .iter()
        .filter_map(|(weekday, start)| slot(*weekday, *start, weekly.len, 1, 0, weekly.from));
    StandingRow {
        key: weekly.key.clone(),
        from: weekly.from,
        to: None,
        slots: slots.collect(),
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
        weekday: Weekday::try_from(u8::try_from(weekday).ok()?).ok()?,
        start: NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)?,
        minutes: len * SLOT_MINUTES,
        cycle,
        week,
        cycle_from: (cycle > 1).then_some(monday),
    })
}
