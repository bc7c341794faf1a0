//! When invented people have time: part-time weeks, leave that peaks in the school holidays, families
//! with a few half-days, and referrers with fewer still.

use cadans::time::holidays::Holiday;
use cadans::time::{Slots, monday_of};
use chrono::{Datelike, NaiveDate};

/// Half past eight to half past twelve, and one to five, in quarter-hours.
const MORNING: (u32, u32) = (34, 16);
const AFTERNOON: (u32, u32) = (52, 16);

/// A xorshift generator: the same seed rolls the same.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(0x1234_5678_9ABC_DEF1 ^ seed.wrapping_mul(0x9E37_79B9));
        (0..8).for_each(|_| {
            dice.roll(2);
        });
        dice
    }

    /// From 0 to `sides` - 1.
    pub fn roll(&mut self, sides: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides) as usize
    }
}

/// The half-days of a week, Monday morning first.
pub type Halves = [bool; 10];

/// Free time on each day, by half-days.
pub fn free(days: &[NaiveDate], halves: &Halves) -> Vec<Slots> {
    let on = |day: &NaiveDate| {
        let first = 2 * day.weekday().num_days_from_monday() as usize;
        [(first, MORNING), (first + 1, AFTERNOON)]
            .into_iter()
            .filter(|(half, _)| halves.get(*half) == Some(&true))
            .fold(Slots::EMPTY, |slots, (_, (start, len))| {
                slots.or(Slots::run(start, len))
            })
    };
    days.iter().map(on).collect()
}

/// Days off in a week, and whether an afternoon more: of ten workers four work four days, two four and a
/// half, two three and a half, one three and one all five (contracts of 24 to 36 hours are usual).
const CONTRACTS: [(usize, bool); 10] = [
    (1, false),
    (1, false),
    (1, false),
    (1, false),
    (0, true),
    (0, true),
    (1, true),
    (1, true),
    (2, false),
    (0, false),
];

/// A part-time week; which days are off is by lot.
pub fn part_time(dice: &mut Dice) -> Halves {
    let (off, afternoon) = CONTRACTS[dice.roll(10)];
    let mut worked: Vec<usize> = (0..5).collect();
    let mut halves = [true; 10];
    for _ in 0..off {
        let day = worked.swap_remove(dice.roll(worked.len() as u64));
        halves[2 * day] = false;
        halves[2 * day + 1] = false;
    }
    if afternoon {
        halves[2 * worked[dice.roll(worked.len() as u64)] + 1] = false;
    }
    halves
}

/// So many of the ten half-days, by lot.
pub fn some_halves(dice: &mut Dice, count: usize) -> Halves {
    let mut open: Vec<usize> = (0..10).collect();
    let mut halves = [false; 10];
    for _ in 0..count {
        halves[open.swap_remove(dice.roll(open.len() as u64))] = true;
    }
    halves
}

/// First ISO weeks of the school holidays (north, 2027, other years alike), how many weeks they last, and
/// how many of those somebody is away who goes then.
const PEAKS: [(u32, u32, u32); 5] = [(8, 1, 1), (17, 1, 1), (28, 6, 3), (42, 1, 1), (52, 1, 1)];

/// Takes holidays and leave off somebody's free time. In each school holiday six of ten are away; the
/// others take a week in the four weeks before or after.
pub fn with_leave(dice: &mut Dice, days: &[NaiveDate], mut free: Vec<Slots>) -> Vec<Slots> {
    let mut away: Vec<u32> = Vec::new();
    for (first, weeks, length) in PEAKS {
        if dice.roll(10) < 6 {
            let from = first + dice.roll(u64::from(weeks - length + 1)) as u32;
            away.extend(from..from + length);
        } else {
            let week = [first - 3, first - 2, first + weeks, first + weeks + 1][dice.roll(4)];
            away.push(week);
        }
    }
    for (day, free) in days.iter().zip(&mut free) {
        if away.contains(&day.iso_week().week()) || is_holiday(*day) {
            *free = Slots::EMPTY;
        }
    }
    free
}

/// The days that the usual collective agreements make free.
pub fn is_holiday(day: NaiveDate) -> bool {
    let free = [
        Holiday::NewYear,
        Holiday::EasterMonday,
        Holiday::KingsDay,
        Holiday::Ascension,
        Holiday::WhitMonday,
        Holiday::Christmas,
        Holiday::BoxingDay,
    ];
    free.iter()
        .any(|holiday| holiday.on(day.year()) == Some(day))
}

/// How much of their usual week, in percent, somebody with this free time works in the week of `monday`.
pub fn presence(days: &[NaiveDate], free: &[Slots], monday: NaiveDate, halves: &Halves) -> u32 {
    let of_week = days.iter().zip(free);
    let of_week = of_week.filter(|(day, _)| monday_of(**day) == monday);
    let there: u32 = of_week.map(|(_, free)| free.len()).sum();
    let usual = halves.iter().filter(|works| **works).count() as u32 * MORNING.1;
    100 * there / usual.max(1)
}
