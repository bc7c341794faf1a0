//! What makes a plan good: weights of any size, prices of absence, and the standing times that are kept to.

use cadans::rules::Weights;
use cadans::series::{
    ChosenBy, Keeps, Requirement, Standard, StandingKey, StandingRow, StandingSlot, put,
};
use cadans::time::monday_of;
use chrono::{Days, NaiveTime, Weekday};

use super::super::dice::Dice;
use super::{Maker, PEOPLE};

/// What the invited are.
pub(super) const ROLES: [&str; 2] = ["member", "guest"];

/// The days that hold most of a tiny instance.
const WEEKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// The usual points, or any; tiny days end early, so that evenings begin early, too, and two families are many.
pub(super) fn weights(dice: &mut Dice) -> Weights {
    let usual = Weights {
        comfortable_day: dice.size(1, 2),
        evening_from: 540 + 15 * dice.size(1, 6),
        block_length: 30 * dice.size(1, 3),
        target_days: dice.size(1, 3),
        ..Weights::default()
    };
    if dice.chance(50) {
        return usual;
    }
    let mut any = || dice.from(0, 9);
    Weights {
        slot_hour: [any(), any(), any()],
        slot_weekday: any(),
        block_hour: any(),
        block_weekday: any(),
        group_off: any(),
        gap_day: any(),
        gap_late: any(),
        shorter: [any(), any()],
        shorter_both: any(),
        full_day: [any(), any()],
        evening: [any(), any(), any()],
        block: any(),
        lone: any(),
        block_over: any(),
        consecutive: any(),
        avoided: any(),
        target_off: any(),
        between: any(),
        absent: any(),
        absent_again: any(),
        not_preferred: any(),
        inside_office: any(),
        below_target: any(),
        ..usual
    }
}

impl Maker {
    /// Gives some series standing times, and a price of their own to absence.
    pub(super) fn stand(&mut self) {
        let mut rows = Vec::new();
        let pairs = [(0, 1), (0, 2), (1, 2)].map(|(one, other)| {
            let id = |at: usize| PEOPLE[at].0;
            StandingKey::pair(id(one), id(other))
        });
        for pair in pairs {
            self.rows(pair, &mut rows);
        }
        for at in 0..self.instance.series.len() {
            if self.dice.chance(40) {
                let price = (self.dice.pick(&ROLES).to_owned(), self.dice.from(0, 9));
                self.instance.series[at].absent.extend([price]);
            }
            if self.dice.chance(50) {
                continue;
            }
            let keeps = match self.instance.series[at].requirement {
                Requirement::Weekly(_) => Keeps::EveryWeek,
                Requirement::Milestone(_) | Requirement::Cadence(_) => {
                    self.dice.pick(&[Keeps::Block, Keeps::Group])
                }
            };
            self.rows(StandingKey::Series(self.instance.series[at].id.clone()), &mut rows);
            let days = Vec::new();
            self.instance.series[at].standing = Some(Standard { keeps, days });
        }
        self.instance.stand(rows);
    }

    /// None, one or two rows, one after the other, of which one may have no slots.
    fn rows(&mut self, key: StandingKey, rows: &mut Vec<StandingRow>) {
        let dice = &mut self.dice;
        let first = self.instance.first;
        let begins = [first - Days::new(9), first + Days::new(dice.from(1, 4) as u64)];
        for from in begins.into_iter().take(dice.size(0, 2) as usize) {
            let count = dice.pick(&[0, 1, 1, 2, 2, 3]);
            let slots = dice.some(&WEEKDAYS, count);
            let slots = slots.into_iter().map(|weekday| slot(dice, weekday, first));
            let slots = slots.collect();
            let to = dice.chance(15).then(|| from + Days::new(12));
            let (by, agreed) = (ChosenBy::Person("ada".to_owned()), dice.chance(50));
            put(rows, StandingRow { key: key.clone(), from, to, slots, by, agreed });
        }
    }
}

fn slot(dice: &mut Dice, weekday: Weekday, first: chrono::NaiveDate) -> StandingSlot {
    let minutes = 540 + 15 * dice.size(0, 6);
    let cycle = dice.pick(&[1, 1, 2, 3]);
    let away = Days::new(7 * dice.from(0, 4) as u64);
    let monday = monday_of(first);
    let earlier = dice.chance(70);
    StandingSlot {
        weekday,
        start: NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).expect("an hour"),
        minutes: 15 * dice.size(1, 5),
        cycle,
        week: dice.size(0, cycle - 1),
        cycle_from: (cycle > 1).then(|| if earlier { monday - away } else { monday + away }),
    }
}
