//! Slots for the weekly meetings of one colleague: what they need and what is taken already come in; for each the slots of
//! the week go out. One set of meetings is chosen for each weekday (columns), each meeting on as many days as it has times a
//! week.

use std::collections::{BTreeMap, BTreeSet};

use super::busy::{Busy, way};
use super::day::{Item, sets};
use super::meetings::{PART, WeeklyMeetings, WeeklySlot, weekday};
use super::milp::Milp;
use crate::series::Instance;
use crate::time::{Between, SLOT_MINUTES, Slots};

/// Slots of some weekly meetings.
pub(super) struct Slotted {
    /// By number of the meeting.
    pub slots: BTreeMap<usize, Vec<WeeklySlot>>,
    pub value: i64,
    pub bound: i64,
}

/// What somebody's weekly meetings are worth on a weekday at each start.
pub(super) struct Weekday {
    items: Vec<Item>,
    /// The meeting of each item.
    of: Vec<usize>,
    /// The days each could have.
    days: Vec<BTreeSet<usize>>,
}

impl Weekday {
    /// The meetings that could have a slot on this weekday.
    pub fn new(
        instance: &Instance,
        weekly: &[&WeeklyMeetings],
        busy: &Busy,
        weekday: usize,
    ) -> Self {
        let (mut items, mut of, mut days) = (Vec::new(), Vec::new(), Vec::new());
        for (number, one) in weekly.iter().enumerate() {
            let mut worth: BTreeMap<u32, i64> = BTreeMap::new();
            let (mut own, mut barred) = (BTreeSet::new(), Slots::EMPTY);
            for (day, starts) in &one.days {
                if self::weekday(instance, *day) != weekday {
                    continue;
                }
                let clear = busy.clear(instance, &one.sought(), *day, *starts);
                barred = barred.or(busy.barred(instance, &one.sought(), *day, *starts));
                own.insert(*day);
                for start in clear.iter() {
                    let kept = one.before.get(day) == Some(&start);
                    let parts = if kept { one.kept } else { PART };
                    *worth.entry(start).or_default() += parts * on_slot(instance, one, start);
                }
            }
            worth.retain(|start, worth| *worth > 0 && !barred.has(*start));
            for worth in worth.values_mut() {
                *worth = *worth * lasting(instance, one) / (PART * PART);
            }
            if !worth.is_empty() {
                items.push(Item {
                    len: one.len,
                    starts: worth.into_iter().collect(),
                });
                of.push(number);
                days.push(own);
            }
        }
        Self { items, of, days }
    }

    /// The sets that fit, each with its worth: what the day itself costs is taken off.
    pub fn sets(
        &self,
        instance: &Instance,
        weekly: &[&WeeklyMeetings],
    ) -> Vec<(i64, Vec<(usize, u32)>)> {
        let between = |one: usize, other: usize| {
            let mut both = self.days[one].intersection(&self.days[other]).peekable();
            both.peek()?;
            let [one, other] = [one, other].map(|item| weekly[self.of[item]]);
            let of = |day: usize| one.who.iter().map(move |who| instance.breaks(*who, day));
            let breaks = both.flat_map(|day| of(*day));
            Some(Between {
                way: way(instance, one.place, other.place),
                breaks: breaks.fold(Slots::EMPTY, Slots::or),
            })
        };
        let found = sets(&self.items, &between);
        let whole = |set: super::day::DaySet| {
            let days = set.at.iter().map(|(item, _)| self.days[*item].len() as i64);
            let full = full_day(instance, set.at.len()) * days.max().unwrap_or(0);
            let at = set
                .at
                .into_iter()
                .map(|(item, start)| (self.of[item], start));
            (set.worth - full, at.collect())
        };
        found.into_iter().map(whole).collect()
    }

    /// The most that one set of the day is worth.
    pub fn best(&self, instance: &Instance, weekly: &[&WeeklyMeetings]) -> i64 {
        let sets = self.sets(instance, weekly).into_iter();
        sets.map(|(worth, _)| worth).max().unwrap_or(0).max(0)
    }
}

/// So many meetings on their slot are worth one family more that has any.
const FIRST: i64 = 5;

/// Whose meetings have just begun keeps the slots for long: they count as if for half the days planned at least.
fn lasting(instance: &Instance, weekly: &WeeklyMeetings) -> i64 {
    let own = (weekly.to - weekly.from).num_days() + 1;
    let half = instance.day_count() as i64 / 2;
    if weekly.to < instance.term.to {
        return PART;
    }
    (PART * half / own.max(1)).max(PART)
}

/// What it saves that a meeting is on its slot once: else it is on another weekday.
fn on_slot(instance: &Instance, weekly: &WeeklyMeetings, start: u32) -> i64 {
    let weights = &instance.weights;
    let evening = (start + weekly.len) * SLOT_MINUTES > weights.evening_from;
    let less = if evening { weights.evening[0] } else { 0 };
    (weights.slot_weekday - less).max(1)
}

/// What so many meetings on one day cost.
fn full_day(instance: &Instance, meetings: usize) -> i64 {
    let weights = &instance.weights;
    match (meetings as i64) - i64::from(weights.comfortable_day) {
        ..=0 => 0,
        more => weights.full_day[0] + (more - 1) * weights.full_day[1],
    }
}

/// The best slots of one colleague's meetings: those of each week, and for what has too few of them, where weeks alternate,
/// those of one week of the cycle.
pub(super) fn in_cycles(instance: &Instance, own: &[WeeklyMeetings], busy: &Busy) -> Slotted {
    let each: Vec<WeeklyMeetings> = own.iter().map(|one| one.each_week(instance)).collect();
    let mut found = choose(instance, &each.iter().collect::<Vec<_>>(), busy);
    let mut cycles: Vec<usize> = own
        .iter()
        .map(|one| one.cycle)
        .filter(|one| *one > 1)
        .collect();
    cycles.sort();
    cycles.dedup();
    for (cycle, week) in cycles
        .iter()
        .flat_map(|cycle| (0..*cycle).map(move |week| (*cycle, week)))
    {
        // What was chosen so far takes its time.
        let mut busy = busy.clone();
        for (number, slots) in &found.slots {
            let row = super::weekly_row(instance, &own[*number], slots);
            super::take_weekly(instance, &mut busy, &row, &own[*number]);
        }
        let none = Vec::new();
        let lacking = own.iter().enumerate().filter(|(_, one)| one.cycle == cycle);
        let lacking = lacking.map(|(number, one)| {
            let slots = found.slots.get(&number).unwrap_or(&none).iter().copied();
            let here: Vec<WeeklySlot> = slots
                .filter(|slot| slot.week.is_none_or(|one| one == week))
                .collect();
            (number, one.one_week(instance, week, &here))
        });
        let lacking: Vec<(usize, WeeklyMeetings)> =
            lacking.filter(|(_, one)| one.count > 0).collect();
        let open: Vec<&WeeklyMeetings> = lacking.iter().map(|(_, one)| one).collect();
        let chosen = choose(instance, &open, &busy);
        found.value += chosen.value;
        found.bound += chosen.bound;
        for (at, slots) in chosen.slots {
            let week = Some(week);
            let slots = slots.into_iter().map(|slot| WeeklySlot { week, ..slot });
            found.slots.entry(lacking[at].0).or_default().extend(slots);
        }
    }
    found
}

/// The best slots of one colleague's meetings, the same each week.
fn choose(instance: &Instance, weekly: &[&WeeklyMeetings], busy: &Busy) -> Slotted {
    let mut milp = Milp::default();
    let mut columns: Vec<(usize, Vec<(usize, u32)>)> = Vec::new();
    for weekday in 0..7 {
        let day = Weekday::new(instance, weekly, busy, weekday);
        let first = columns.len();
        for (worth, at) in day.sets(instance, weekly) {
            milp.column(worth);
            columns.push((weekday, at));
        }
        milp.at_most(first..columns.len(), 1);
    }
    let holding = |number: usize, days: &[usize]| -> Vec<usize> {
        let holds = |(weekday, at): &(usize, Vec<(usize, u32)>)| {
            days.contains(weekday) && at.iter().any(|(one, _)| *one == number)
        };
        (0..columns.len())
            .filter(|at| holds(&columns[*at]))
            .collect()
    };
    let mut close = Vec::new();
    for (number, one) in weekly.iter().enumerate() {
        let all = holding(number, &[0, 1, 2, 3, 4, 5, 6]);
        // That everybody has some is worth more than that somebody has all.
        let some = milp.column(FIRST * instance.weights.slot_weekday);
        let held = all.iter().map(|at| (*at, -1));
        milp.row(held.chain([(some, 1)]).collect(), 0);
        milp.at_most(all, one.count as i64);
        let weeks = (one.to - one.from).num_days() / 7 + 1;
        let price = instance.weights.consecutive * weeks;
        for weekday in (0..6).filter(|_| one.spread && one.count > 1 && price > 0) {
            close.push((holding(number, &[weekday, weekday + 1]), price));
        }
    }
    for (both, price) in close.into_iter().filter(|(both, _)| both.len() > 1) {
        let eased = milp.column(-price);
        let terms = both.into_iter().map(|one| (one, 1)).chain([(eased, -1)]);
        milp.row(terms.collect(), 1);
    }
    let chosen = milp.solve();
    let mut slotted = Slotted {
        slots: BTreeMap::new(),
        value: chosen.value,
        bound: chosen.bound,
    };
    for (weekday, at) in chosen.of(columns) {
        for (number, start) in at {
            let own = slotted.slots.entry(number).or_default();
            own.push(WeeklySlot {
                weekday,
                start,
                week: None,
            });
        }
    }
    slotted
}
