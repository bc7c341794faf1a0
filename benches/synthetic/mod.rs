//! Invented instances of any size for the benchmarks: part-time workers, shared scientists, families
//! and referrers with few half-days; the same numbers give the same instance.

use std::collections::BTreeMap;

use cadans::ids::{CaseCode, RuleId};
use cadans::rules::{Severity, Text};
use cadans::series::{
    Anchor, Bundle, Cadence, Cast, Instance, Milestone, Requirement, Resource, ResourceKind, Seat,
    Series, Week, Weekly,
};
use cadans::time::{Offset, Period, Rollover, Slots, Term, Workdays, monday_of};
use chrono::{Datelike, NaiveDate};

/// How large.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub workers: usize,
    pub scientists: usize,
    pub families: usize,
    pub visits: bool,
    pub seed: u64,
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides) as usize
    }
}

const MORNING: (u32, u32) = (34, 16);
const AFTERNOON: (u32, u32) = (52, 16);

fn half(which: usize) -> Slots {
    let (start, len) = if which.is_multiple_of(2) {
        MORNING
    } else {
        AFTERNOON
    };
    Slots::run(start, len)
}

/// An instance of this size for a term.
pub fn instance(size: Size, term: Term) -> Instance {
    let mut dice = Dice(0x1234_5678_9ABC_DEF1 ^ size.seed.wrapping_mul(0x9E37_79B9));
    (0..8).for_each(|_| {
        dice.roll(2);
    });
    let days: Vec<NaiveDate> = term.days().collect();
    let mut make = Make {
        days: &days,
        term,
        resources: Vec::new(),
        series: Vec::new(),
        bundles: Vec::new(),
    };
    for n in 0..size.scientists {
        let off = dice.roll(5);
        make.person(format!("scientist-{n}"), |day| day != off);
    }
    for n in 0..size.workers {
        let off = (dice.roll(5), dice.roll(6));
        make.person(format!("worker-{n}"), |day| day != off.0 && day != off.1);
    }
    for n in 0..size.workers {
        let (worker, scientist) = (size.scientists + n, n * size.scientists / size.workers);
        let anchor = 1 + dice.roll(20) as u32;
        make.cadence(
            "supervision",
            format!("worker-{n}"),
            &[worker, scientist],
            60,
            anchor,
        );
    }
    for n in 0..size.families {
        let of = n % size.workers;
        let (worker, scientist) = (size.scientists + of, of * size.scientists / size.workers);
        let mut halves: Vec<usize> = (0..10).collect();
        while halves.len() > 7 {
            halves.remove(dice.roll(halves.len() as u64));
        }
        let family = make.family(format!("F{n:03}"), &halves);
        let anchor = 1 + dice.roll(20) as u32;
        make.cadence(
            "consultation",
            format!("F{n:03}"),
            &[worker, scientist],
            30,
            anchor,
        );
        if n % 3 == 0 {
            let at = days[10 + dice.roll(days.len() as u64 - 30)];
            make.milestone(
                "evaluation",
                format!("F{n:03}"),
                &[family, worker, scientist],
                at,
            );
        }
        if size.visits {
            make.visits(format!("F{n:03}"), &[family, worker]);
        }
    }
    make.finish()
}

struct Make<'a> {
    days: &'a [NaiveDate],
    term: Term,
    resources: Vec<Resource>,
    series: Vec<Series>,
    bundles: Vec<Bundle>,
}

impl Make<'_> {
    fn add(&mut self, id: String, kind: ResourceKind, free: impl Fn(usize) -> Slots) -> usize {
        let free = self
            .days
            .iter()
            .map(|day| free(day.weekday().num_days_from_monday() as usize));
        self.resources.push(Resource {
            label: id.clone(),
            id,
            kind,
            free: free.collect(),
            closed: BTreeMap::new(),
            askable: Vec::new(),
            max_per_day: None,
        });
        self.resources.len() - 1
    }

    fn person(&mut self, id: String, works: impl Fn(usize) -> bool) {
        self.add(id, ResourceKind::Staff, |day| {
            if day < 5 && works(day) {
                half(0).or(half(1))
            } else {
                Slots::EMPTY
            }
        });
    }

    fn family(&mut self, id: String, halves: &[usize]) -> usize {
        self.add(id, ResourceKind::Family, |day| {
            let open = halves.iter().filter(|at| *at / 2 == day);
            open.fold(Slots::EMPTY, |slots, at| slots.or(half(*at)))
        })
    }

    fn push(
        &mut self,
        rule: &str,
        subject: String,
        who: &[usize],
        minutes: (u32, u32),
        requirement: Requirement,
    ) {
        let rule = RuleId::of("x", rule);
        let seats = who.iter().map(|who| Seat {
            role: format!("r{who}"),
            any_of: vec![*who],
        });
        let soft = matches!(requirement, Requirement::Weekly(_));
        self.series.push(Series {
            id: rule.series(&subject),
            rule,
            title: Text::default(),
            case: Some(CaseCode::new(subject)),
            severity: if soft { Severity::Soft } else { Severity::Hard },
            requirement,
            casts: vec![Cast {
                from: self.term.from,
                to: self.term.to,
                seats: seats.collect(),
                invited: None,
            }],
            minutes,
            place: None,
            allowed: vec![Slots::ALL; self.days.len()],
            fixed_start: None,
            preferred: None,
            office: None,
            avoid: Vec::new(),
            usual_start: None,
            confirm_by: None,
            covers: Vec::new(),
            promises: Vec::new(),
            first_ordinal: 1,
            source: String::new(),
        });
    }

    fn cadence(&mut self, rule: &str, subject: String, who: &[usize], minutes: u32, ago: u32) {
        let requirement = Requirement::Cadence(Cadence {
            anchor: self.term.from - chrono::Days::new(u64::from(ago)),
            held: true,
            min: 14,
            target: 21,
            max: 21,
            limit: 28,
            from: self.term.from,
            to: self.term.to,
            next: None,
            goes_on: true,
            count_max: None,
        });
        let index = self.series.len();
        let pair = (who[0], who[1]);
        match self.bundles.iter_mut().find(|bundle| bundle.pair == pair) {
            Some(bundle) => bundle.series.push(index),
            None => self.bundles.push(Bundle {
                pair,
                series: vec![index],
            }),
        }
        self.push(rule, subject, who, (minutes, minutes), requirement);
    }

    fn milestone(&mut self, rule: &str, subject: String, who: &[usize], at: NaiveDate) {
        let offset = |days: u32, before| Offset {
            period: Period::days(days),
            before,
        };
        let requirement = Requirement::Milestone(Milestone {
            anchor: Anchor::Day(at),
            from: offset(7, true),
            target: offset(0, false),
            due: offset(7, false),
            late_max: offset(28, false),
            rollover: Rollover::None,
            pauses: cadans::time::Pauses::NONE,
            legal: false,
        });
        self.push(rule, subject, who, (60, 60), requirement);
    }

    fn visits(&mut self, subject: String, who: &[usize]) {
        let mut weeks: Vec<Week> = Vec::new();
        for day in self.days {
            match weeks.last_mut() {
                Some(week) if monday_of(week.from) == monday_of(*day) => week.to = *day,
                _ => weeks.push(Week {
                    from: *day,
                    to: *day,
                    count: 2,
                    outside: 0,
                }),
            }
        }
        for week in &mut weeks {
            let worked = Workdays::default().count(week.from, week.to);
            week.count = (2 * worked + 2) / 5;
        }
        self.push(
            "visit",
            subject,
            who,
            (60, 90),
            Requirement::Weekly(Weekly { weeks }),
        );
    }

    fn finish(self) -> Instance {
        Instance {
            term: self.term,
            first: self.term.from,
            resources: self.resources,
            travel: Vec::new(),
            places: Vec::new(),
            series: self.series,
            fixed: Vec::new(),
            bundles: self.bundles,
            duties: Vec::new(),
            later_duties: Vec::new(),
            stays: Vec::new(),
            loads: Vec::new(),
            settled: None,
            workdays: Workdays::default(),
            notes: Vec::new(),
        }
    }
}
