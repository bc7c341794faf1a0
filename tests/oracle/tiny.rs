//! Tiny instances with everything in them that an instance can have: a seed comes in, the same
//! instance for the same seed goes out. Small enough that trying everything takes milliseconds.

mod asked;
mod standing;
mod who;

use std::collections::BTreeMap;

use cadans::ids::RuleId;
use cadans::rules::Text;
use cadans::series::{Bundle, Fixed, FixedBy, Instance, Resource, ResourceKind};
use cadans::time::{Slots, Term, Workdays};
use chrono::{Days, Duration, NaiveDate, NaiveTime};

use super::dice::Dice;

/// Staff, one from outside, then families; a family's key is not its case's code.
const PEOPLE: [(&str, ResourceKind); 6] = [
    ("ada", ResourceKind::Staff),
    ("bea", ResourceKind::Staff),
    ("cas", ResourceKind::Staff),
    ("ref", ResourceKind::External),
    ("fam-1", ResourceKind::Family),
    ("fam-2", ResourceKind::Family),
];
/// The families among them.
const FAMILIES: [usize; 2] = [4, 5];
/// Nine o'clock, in slots.
const NINE: u32 = 36;

/// An instance in the making.
struct Maker {
    dice: Dice,
    instance: Instance,
    /// Those who sit in the meetings, beside families.
    others: Vec<usize>,
    /// How many series.
    count: i64,
    /// The longest free time of a day, in slots.
    longest: u32,
}

/// A tiny instance; in one of three, few people are wanted for much.
pub fn tiny(seed: u64) -> Instance {
    let mut dice = Dice::new(seed);
    let days = dice.size(4, 8);
    if dice.chance(33) {
        let count = dice.from(3, 6);
        make(dice, days, vec![0, 1], count, 4)
    } else {
        let count = dice.from(1, 4);
        make(dice, days, vec![0, 1, 2, 3], count, 6)
    }
}

/// An instance too large for trying everything: a few weeks and a dozen series.
pub fn small(seed: u64) -> Instance {
    let mut dice = Dice::new(seed);
    let days = dice.size(14, 25);
    let count = dice.from(8, 14);
    make(dice, days, vec![0, 1, 2, 3], count, 10)
}

fn make(mut dice: Dice, days: u32, others: Vec<usize>, count: i64, longest: u32) -> Instance {
    let first = NaiveDate::from_ymd_opt(2027, 2, 1).expect("a day");
    let first = first + Days::new(dice.from(0, 13) as u64);
    // At some hour of the first day, or of one of the days before.
    let now = first - Days::new(dice.from(0, 6) as u64);
    let now = now.and_time(NaiveTime::MIN) + Duration::minutes(dice.from(0, 24 * 60 - 1));
    let instance = Instance {
        term: Term {
            from: first - Days::new(dice.from(0, 2) as u64),
            to: first + Days::new(u64::from(days) - 1),
        },
        first,
        now,
        resources: Vec::new(),
        travel: travel(&mut dice),
        rest: 15 * 60,
        places: ["office", "north", "south"].map(str::to_owned).to_vec(),
        series: Vec::new(),
        fixed: Vec::new(),
        bundles: Vec::new(),
        duties: Vec::new(),
        later_duties: Vec::new(),
        stays: Vec::new(),
        loads: Vec::new(),
        settled: None,
        standing: Vec::new(),
        weights: standing::weights(&mut dice),
        workdays: Workdays::new(dice.chance(30).then(|| first + Days::new(2))),
        notes: Vec::new(),
    };
    let mut maker = Maker {
        dice,
        instance,
        others,
        count,
        longest,
    };
    maker.fill();
    maker.instance
}

fn text(text: impl Into<String>) -> Text {
    let en = text.into();
    Text { nl: en.clone(), en }
}

/// Ways between three places that no detour shortens.
fn travel(dice: &mut Dice) -> Vec<Vec<u32>> {
    let [a, b] = [15, 20].map(|most| dice.size(5, most));
    let c = dice.size(a.abs_diff(b), a + b);
    vec![vec![0, a, b], vec![a, 0, c], vec![b, c, 0]]
}

impl Maker {
    fn fill(&mut self) {
        for (id, kind) in PEOPLE {
            let resource = self.resource(id, kind);
            self.instance.resources.push(resource);
        }
        for number in 0..self.dice.from(0, 2) {
            let standing = self.standing(number);
            self.instance.fixed.push(standing);
        }
        for number in 0..self.count {
            self.add_series(number);
        }
        if self.dice.chance(60) {
            let pair = self.dice.some(&[0, 1, 2, 4], 2);
            let all = 0..self.instance.series.len();
            let series = all.filter(|_| self.dice.chance(80)).collect();
            self.instance.bundles.push(Bundle {
                pair: (pair[0], pair[1]),
                series,
            });
        }
        self.stand();
    }

    fn resource(&mut self, id: &str, kind: ResourceKind) -> Resource {
        let dice = &mut self.dice;
        let mut free = || match dice.from(0, 9) {
            0..=1 => Slots::EMPTY,
            2 => Slots::run(NINE, 3).or(Slots::run(NINE + 5, 3)),
            3 => Slots::run(NINE, 2).or(Slots::run(NINE + 4, 4)),
            _ => Slots::run(NINE + dice.size(0, 1), dice.size(2, self.longest)),
        };
        let free: Vec<Slots> = (0..self.instance.day_count()).map(|_| free()).collect();
        // Shorter than the law has it, so that days with one are small.
        let gap = |free: &Slots| {
            let all = free.first().zip(free.last());
            let all = all.map_or(Slots::EMPTY, |(first, last)| Slots::run(first, last + 1 - first));
            all.minus(*free)
        };
        let breaks = match kind {
            ResourceKind::Staff => free.iter().map(gap).collect(),
            _ => vec![Slots::EMPTY; free.len()],
        };
        let max_per_day = dice.chance(30).then(|| dice.size(1, 2));
        let (id, label) = (id.to_owned(), id.to_owned());
        let askable = vec![Slots::run(NINE, 8); self.instance.day_count()];
        let away = vec![Slots::EMPTY; self.instance.day_count()];
        Resource {
            id,
            label,
            kind,
            free,
            away,
            closed: BTreeMap::new(),
            askable,
            breaks,
            max_per_day,
            irregular: false,
        }
    }

    /// A meeting that stands, not always on the quarter-hour or within anybody's hours.
    fn standing(&mut self, number: i64) -> Fixed {
        let dice = &mut self.dice;
        let day = dice.from(0, self.instance.day_count() as i64 - 1) as usize;
        let minutes = Duration::minutes(540 + 5 * dice.from(0, 16));
        let count = dice.size(1, 2) as usize;
        let mut people = dice.some(&self.others, count);
        if dice.chance(40) {
            people.push(dice.pick(&FAMILIES));
        }
        let id = RuleId::of("p", "stands")
            .series(&format!("s{number}"))
            .occurrence(1);
        Fixed {
            id: dice.chance(60).then_some(id),
            rule: None,
            case: None,
            title: text(format!("stands {number}")),
            start: self.instance.day(day).and_time(NaiveTime::MIN) + minutes,
            minutes: 5 * dice.size(2, 8),
            people: people
                .into_iter()
                .map(|who| (who, "member".to_owned()))
                .collect(),
            place: dice.chance(70).then(|| dice.from(0, 2) as usize),
            milestone: None,
            why: dice.pick(&[FixedBy::Agreed, FixedBy::CarriedOver]),
            conflicts: Vec::new(),
        }
    }
}
