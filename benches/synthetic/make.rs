//! An instance in the making: people and what they meet for come in, resources and series go out.

use std::collections::BTreeMap;

use cadans::ids::{CaseCode, RuleId};
use cadans::rules::{Notice, Severity, Text, Weights};
use cadans::series::{
    Anchor, Bundle, Cadence, Cast, Instance, Invited, Milestone, Requirement, Resource,
    ResourceKind, Seat, Series, Week, Weekly,
};
use cadans::time::{Offset, Pauses, Period, Rollover, Slots, Term, Workdays, monday_of};
use chrono::{Days, NaiveDate};

use super::people::{Dice, Halves, free, is_holiday, presence};
use super::{days, staff_days};

/// An instance in the making.
pub struct Make {
    days: Vec<NaiveDate>,
    term: Term,
    resources: Vec<Resource>,
    series: Vec<Series>,
    bundles: Vec<Bundle>,
    /// Where on a line through the region each place lies, in minutes from the office; none without travel.
    places: Option<Vec<u32>>,
    /// The place of each family that has one.
    homes: BTreeMap<usize, usize>,
}

impl Make {
    pub fn new(term: Term, travel: bool) -> Self {
        Self {
            days: days(term),
            term,
            resources: Vec::new(),
            series: Vec::new(),
            bundles: Vec::new(),
            places: travel.then(|| vec![0]),
            homes: BTreeMap::new(),
        }
    }

    fn add(&mut self, id: &str, kind: ResourceKind, free: Vec<Slots>) -> usize {
        self.resources.push(Resource {
            label: id.to_owned(),
            id: id.to_owned(),
            kind,
            away: vec![Slots::EMPTY; free.len()],
            breaks: vec![Slots::EMPTY; free.len()],
            free,
            closed: BTreeMap::new(),
            askable: Vec::new(),
            max_per_day: None,
            irregular: false,
        });
        self.resources.len() - 1
    }

    /// A worker or scientist, with leave.
    pub fn staff(&mut self, id: &str, dice: &mut Dice, halves: &Halves) -> usize {
        let free = staff_days(dice, &self.days, halves);
        self.add(id, ResourceKind::Staff, free)
    }

    /// Somebody of the municipality.
    pub fn referrer(&mut self, id: &str, halves: &Halves) -> usize {
        let free = free(&self.days, halves);
        self.add(id, ResourceKind::External, free)
    }

    /// A family, with its home when there is travel.
    pub fn family(&mut self, id: &str, halves: &Halves, dice: &mut Dice) -> usize {
        let free = free(&self.days, halves);
        let family = self.add(id, ResourceKind::Family, free);
        if let Some(places) = &mut self.places {
            self.homes.insert(family, places.len());
            places.push(5 + 5 * dice.roll(4) as u32);
        }
        family
    }

    /// An hour every three weeks.
    pub fn supervision(&mut self, of: &str, worker: usize, scientist: usize, dice: &mut Dice) {
        self.every_three_weeks("supervision", of, [worker, scientist], 60, dice);
    }

    /// Half an hour about a family every three weeks.
    pub fn consultation(&mut self, of: &str, worker: usize, scientist: usize, dice: &mut Dice) {
        self.every_three_weeks("consultation", of, [worker, scientist], 30, dice);
    }

    fn every_three_weeks(
        &mut self,
        rule: &str,
        of: &str,
        pair: [usize; 2],
        minutes: u32,
        dice: &mut Dice,
    ) {
        let cadence = self.cadence([14, 21, 21, 28], 1 + dice.roll(20) as u32);
        let index = self.series.len();
        let pair_of = (pair[0], pair[1]);
        match self
            .bundles
            .iter_mut()
            .find(|bundle| bundle.pair == pair_of)
        {
            Some(bundle) => bundle.series.push(index),
            None => self.bundles.push(Bundle {
                pair: pair_of,
                series: vec![index],
            }),
        }
        self.push(rule, of, &pair, (minutes, minutes), cadence);
    }

    /// Two hours for a group of workers every four to six weeks; one in three may be missing.
    pub fn intervision(&mut self, of: &str, members: &[usize], dice: &mut Dice) {
        let cadence = self.cadence([28, 35, 42, 56], 1 + dice.roll(27) as u32);
        self.push("intervision", of, &[], (120, 120), cadence);
        let members: Vec<_> = members
            .iter()
            .map(|who| (*who, "member".to_owned()))
            .collect();
        let quorum = (2 * members.len()).div_ceil(3);
        if let Some(series) = self.series.last_mut() {
            series.casts[0].invited = Some(Invited { members, quorum });
        }
    }

    fn cadence(&self, [min, target, max, limit]: [u32; 4], ago: u32) -> Requirement {
        Requirement::Cadence(Cadence {
            anchor: self.term.from - Days::new(u64::from(ago)),
            held: true,
            follows: None,
            first: None,
            last: None,
            runs_on: false,
            begins: None,
            min,
            target,
            max,
            limit,
            from: self.term.from,
            to: self.term.to,
            next: None,
            free: 0,
            grace: 0,
            goes_on: true,
            count_max: None,
        })
    }

    /// An evaluation in each quarter of the term, a week before to a week after a day by lot.
    pub fn evaluations(&mut self, of: &str, who: &[usize], dice: &mut Dice) {
        let quarters = (self.days.len() / 90).max(1);
        let length = self.days.len() / quarters;
        for quarter in 0..quarters {
            let margin = 10.min(length / 3);
            let lot = dice.roll((length - 2 * margin).max(1) as u64);
            let at = self.days[quarter * length + margin + lot];
            let offset = |days: u32, before| Offset {
                period: Period::days(days),
                before,
            };
            let milestone = Requirement::Milestone(Milestone {
                anchor: Anchor::Day(at),
                from: offset(7, true),
                target: offset(0, false),
                due: offset(7, false),
                late_max: offset(28, false),
                rollover: Rollover::None,
                pauses: Pauses::NONE,
                legal: false,
            });
            self.push("evaluation", of, who, (60, 60), milestone);
            if let Some(series) = self.series.last_mut() {
                series.first_ordinal = quarter as u32 + 1;
            }
        }
    }

    /// Twice a week for an hour and a half, at least one hour; fewer where the worker's week is shorter.
    pub fn visits(&mut self, of: &str, family: usize, worker: usize, halves: &Halves) {
        let mut weeks: Vec<Week> = Vec::new();
        for day in &self.days {
            match weeks.last_mut() {
                Some(week) if monday_of(week.from) == monday_of(*day) => week.to = *day,
                _ => weeks.push(Week {
                    from: *day,
                    to: *day,
                    count: 0,
                    least: 0,
                    outside: 0,
                    spread: true,
                    daytime: true,
                }),
            }
        }
        let free = &self.resources[worker].free;
        for week in &mut weeks {
            week.count = (2 * presence(&self.days, free, monday_of(week.from), halves) + 50) / 100;
            week.least = week.count;
        }
        let weekly = Requirement::Weekly(Weekly { weeks });
        self.push("visit", of, &[family, worker], (60, 90), weekly);
        if let Some(series) = self.series.last_mut() {
            series.severity = Severity::Soft;
            series.place = self.homes.get(&family).copied();
        }
    }

    fn push(
        &mut self,
        rule: &str,
        of: &str,
        who: &[usize],
        minutes: (u32, u32),
        requirement: Requirement,
    ) {
        let rule = RuleId::of("x", rule);
        let seats = who.iter().map(|who| Seat {
            role: format!("r{who}"),
            any_of: vec![*who],
        });
        self.series.push(Series {
            id: rule.series(of),
            title: Text::new(rule.name(), rule.name()),
            rule,
            case: of.starts_with('F').then(|| CaseCode::new(of)),
            severity: Severity::Hard,
            requirement,
            casts: vec![Cast {
                from: self.term.from,
                to: self.term.to,
                seats: seats.collect(),
                invited: None,
            }],
            minutes,
            place: self.places.as_ref().map(|_| 0),
            allowed: vec![Slots::ALL; self.days.len()],
            fixed_start: None,
            preferred: None,
            office: None,
            avoid: Vec::new(),
            standing: None,
            absent: BTreeMap::new(),
            usual_start: None,
            confirm_by: None,
            covers: Vec::new(),
            promises: Vec::new(),
            first_ordinal: 1,
            source: String::new(),
            notice: Notice::NONE,
        });
    }

    /// The instance.
    pub fn finish(self) -> Instance {
        let places = self.places.unwrap_or_default();
        // Five minutes to get away and in, besides the way along the line: no detour is shorter.
        let way = |from: usize, to: usize| match from == to {
            true => 0,
            false => 5 + places[from].abs_diff(places[to]),
        };
        let all = 0..places.len();
        Instance {
            rest: 11 * 60,
            term: self.term,
            first: self.term.from,
            now: self.term.from.into(),
            resources: self.resources,
            travel: all
                .clone()
                .map(|from| all.clone().map(|to| way(from, to)).collect())
                .collect(),
            places: all.map(|place| format!("place {place}")).collect(),
            series: self.series,
            fixed: Vec::new(),
            bundles: self.bundles,
            duties: Vec::new(),
            later_duties: Vec::new(),
            stays: Vec::new(),
            loads: Vec::new(),
            settled: None,
            standing: Vec::new(),
            weights: Weights::default(),
            workdays: Workdays::new(self.days.into_iter().filter(|day| is_holiday(*day))),
            notes: Vec::new(),
        }
    }
}

/// The fewest minutes that somebody's meetings take: every cadence as far apart as the planner allows.
pub fn least_minutes(instance: &Instance, who: usize) -> u32 {
    let theirs = instance.series.iter().filter(|series| {
        let mut seats = series.casts.iter().flat_map(|cast| &cast.seats);
        seats.any(|seat| seat.any_of == [who])
    });
    theirs
        .map(|series| series.minutes.0 * fewest(instance, &series.requirement))
        .sum()
}

fn fewest(instance: &Instance, requirement: &Requirement) -> u32 {
    match requirement {
        Requirement::Milestone(_) => 1,
        Requirement::Cadence(cadence) => {
            let days = (cadence.to - cadence.anchor).num_days() as u32;
            days / cadence.limit.max(1)
        }
        Requirement::Weekly(weekly) => {
            let known = weekly.weeks.iter();
            known
                .filter(|week| instance.term.has(week.from))
                .map(|week| week.count)
                .sum()
        }
    }
}
