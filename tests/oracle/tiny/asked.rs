//! What is asked for: series of every kind, with every wish a rule can have.

use std::collections::BTreeMap;

use cadans::ids::{CaseCode, RuleId};
use cadans::rules::{Notice, Severity};
use cadans::series::{
    Anchor, Cadence, Fixed, FixedBy, Milestone, Requirement, Series, Week, Weekly,
};
use cadans::time::{Offset, Period, Rollover, Slots, monday_of};
use chrono::{Days, Duration, NaiveDate, NaiveTime};

use super::{FAMILIES, Maker, NINE, text};

impl Maker {
    /// A series of a random kind; a cadence may come in two parts around a meeting that stands.
    pub(super) fn add_series(&mut self, number: i64) {
        let requirement = match self.dice.from(0, 3) {
            0 => Requirement::Milestone(self.milestone()),
            1 => Requirement::Weekly(self.weekly()),
            _ => Requirement::Cadence(self.cadence()),
        };
        let mut one = self.series(number, requirement);
        if let Requirement::Cadence(whole) = one.requirement.clone()
            && (whole.to - whole.from).num_days() >= 2
            && self.dice.chance(20)
        {
            let agreed = whole.from + Days::new(self.dice.from(1, 2) as u64);
            let stands = self.agreed_of(&one, agreed);
            self.instance.fixed.push(stands);
            let to = agreed.pred_opt().expect("a day");
            one.requirement = Requirement::Cadence(Cadence {
                to,
                next: Some(agreed),
                goes_on: true,
                ..whole
            });
            self.instance.series.push(one.clone());
            let from = agreed.succ_opt().expect("a day");
            let (anchor, held) = (agreed, true);
            one.requirement = Requirement::Cadence(Cadence {
                from,
                anchor,
                held,
                ..whole
            });
        }
        self.instance.series.push(one);
    }

    /// A meeting of this series that was agreed elsewhere.
    fn agreed_of(&mut self, series: &Series, on: NaiveDate) -> Fixed {
        let seat = &series.casts[0].seats[0];
        let minutes = Duration::minutes(540 + 15 * self.dice.from(0, 6));
        Fixed {
            id: Some(series.id.occurrence(90)),
            rule: Some(series.rule.clone()),
            case: series.case.clone(),
            title: series.title.clone(),
            start: on.and_time(NaiveTime::MIN) + minutes,
            minutes: 30,
            people: vec![(seat.any_of[0], seat.role.clone())],
            place: series.place,
            milestone: None,
            why: FixedBy::Agreed,
            conflicts: Vec::new(),
        }
    }

    fn series(&mut self, number: i64, requirement: Requirement) -> Series {
        let with_family = self.dice.chance(60);
        let casts = self.casts(with_family.then(|| FAMILIES[number as usize % 2]));
        let days = self.instance.day_count();
        let dice = &mut self.dice;
        let rule = RuleId::of("p", &format!("rule{number}"));
        let case = CaseCode::new(format!("CODE{number}"));
        let shortest = dice.size(1, 2);
        let notice = match dice.chance(25) {
            true => Notice {
                external: dice.size(0, 3),
                family: dice.size(0, 2),
                colleagues: dice.size(0, 1),
                standing: 0,
            },
            false => Notice::NONE,
        };
        let longer = dice.pick(&[0, 0, 0, 1, 1, 2]);
        let office = Slots::run(NINE, dice.size(1, 4));
        // Few starts for a rhythm: each combines with each of the days after.
        let starts = if matches!(requirement, Requirement::Cadence(_)) {
            4
        } else {
            8
        };
        let mut allowed = || match dice.from(0, 9) {
            0 => Slots::EMPTY,
            1..=3 => Slots::run(NINE + 1, 3),
            _ => Slots::run(NINE + dice.size(0, 2), starts),
        };
        let allowed = (0..days).map(|_| allowed()).collect();
        Series {
            id: rule.series(if with_family { case.as_str() } else { "ada" }),
            rule,
            title: text(format!("rule {number}")),
            case: with_family.then_some(case),
            severity: dice.pick(&[Severity::Hard, Severity::Soft, Severity::Advice]),
            office: (asks_outside(&requirement) || dice.chance(10)).then_some(office),
            requirement,
            casts,
            minutes: (15 * shortest, 15 * (shortest + longer)),
            place: dice.chance(80).then(|| dice.from(0, 2) as usize),
            allowed,
            fixed_start: dice.chance(10).then(|| NINE + dice.size(0, 2)),
            preferred: dice
                .chance(30)
                .then(|| [Slots::run(NINE + dice.size(0, 2), 2); 7]),
            avoid: (0..days).filter(|_| dice.chance(10)).collect(),
            standing: None,
            absent: BTreeMap::new(),
            usual_start: dice.chance(40).then(|| NINE + dice.size(0, 12)),
            confirm_by: None,
            covers: Vec::new(),
            promises: Vec::new(),
            first_ordinal: dice.size(1, 3),
            source: "made up".to_owned(),
            notice,
        }
    }

    fn milestone(&mut self) -> Milestone {
        let dice = &mut self.dice;
        let series = &self.instance.series;
        let is_milestone =
            |at: &usize| matches!(series[*at].requirement, Requirement::Milestone(_));
        let earlier: Vec<usize> = (0..series.len()).filter(is_milestone).collect();
        let anchor = if !earlier.is_empty() && dice.chance(70) {
            Anchor::Series(dice.pick(&earlier))
        } else {
            Anchor::Day(self.instance.first - Days::new(4) + Days::new(dice.from(0, 6) as u64))
        };
        let from = dice.from(0, 3);
        let due = from + dice.from(0, 4);
        let rollovers = [Rollover::PreviousWorkingDay, Rollover::NextWorkingDay];
        Milestone {
            anchor,
            from: offset(from - 1),
            target: offset(dice.from(from, due)),
            due: offset(due),
            late_max: offset(dice.from(0, 3)),
            rollover: if dice.chance(50) {
                Rollover::None
            } else {
                dice.pick(&rollovers)
            },
            pauses: cadans::time::Pauses::NONE,
            legal: false,
        }
    }

    fn cadence(&mut self) -> Cadence {
        let dice = &mut self.dice;
        let count_max = dice.chance(20).then(|| dice.size(0, 2));
        let min = dice.size(if count_max.is_some() { 1 } else { 2 }, 3);
        let target = min + dice.size(0, 2);
        let max = target + dice.size(0, 1);
        let limit = max + dice.size(0, 1);
        let to = self.instance.term.to - Days::new(u64::from(dice.chance(20)));
        let stands = dice
            .chance(30)
            .then(|| to + Days::new(u64::from(dice.size(1, limit))));
        Cadence {
            anchor: self.instance.first - Days::new(dice.from(1, 9) as u64),
            held: dice.chance(70),
            follows: None,
            first: None,
            last: None,
            runs_on: false,
            begins: None,
            min,
            target,
            max,
            limit,
            free: if dice.chance(30) { dice.size(0, limit - target) } else { 0 },
            grace: if dice.chance(30) { dice.size(0, limit - max) } else { 0 },
            from: self.instance.first + Days::new(u64::from(dice.chance(20))),
            to,
            next: stands,
            goes_on: dice.chance(80),
            count_max,
        }
    }

    /// ISO weeks, cut at the plan's first and last day.
    fn weekly(&mut self) -> Weekly {
        let (first, last) = (self.instance.first, self.instance.term.to);
        let mut weeks = Vec::new();
        let mut monday = monday_of(first);
        while monday <= last {
            let count = self.dice.size(0, 2);
            let (from, to) = (monday.max(first), (monday + Days::new(6)).min(last));
            let least = if self.dice.chance(40) { self.dice.size(0, count) } else { count };
            let outside = if self.dice.chance(40) {
                self.dice.size(0, count)
            } else {
                0
            };
            weeks.push(Week {
                from,
                to,
                count,
                least,
                outside,
                spread: self.dice.chance(70),
                daytime: self.dice.chance(70),
            });
            monday = monday + Days::new(7);
        }
        Weekly { weeks }
    }
}

fn asks_outside(requirement: &Requirement) -> bool {
    match requirement {
        Requirement::Weekly(weekly) => weekly.weeks.iter().any(|week| week.outside > 0),
        Requirement::Milestone(_) | Requirement::Cadence(_) => false,
    }
}

fn offset(days: i64) -> Offset {
    Offset {
        period: Period::days(days.unsigned_abs() as u32),
        before: days < 0,
    }
}
