//! No smaller set of facts explains what is left out: all sets are tried, on what the judge knows of hours,
//! meetings and distances.

use std::collections::BTreeSet;

use cadans::plan::{LeftOut, Plan, read_back};
use cadans::problem::Placed;
use cadans::series::{
    Cast, Instance, Requirement, ResourceKind, Series, earliest_start, notice_days,
};
use cadans::solver::{Limits, solve};
use cadans::time::Slots;
use chrono::{Duration, NaiveDateTime, Timelike};

use super::oracle::plan;
use crate::oracle::tiny;

const SEEDS: std::ops::Range<u64> = 0..400;

/// What may stand in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Hours(usize),
    Notice(usize),
    Meetings(usize),
    Maximum(usize),
    Times,
    Spacing,
}

/// A left-out meeting among those that are planned.
struct Looked<'a> {
    instance: &'a Instance,
    placed: Vec<Placed>,
    series: &'a Series,
    index: usize,
    days: Vec<usize>,
}

impl<'a> Looked<'a> {
    fn new(instance: &'a Instance, plan: &Plan, left_out: &LeftOut) -> Option<Self> {
        let window = left_out.window;
        let of_id = |series: &Series| series.id == left_out.id.series();
        let mut parts = instance
            .series
            .iter()
            .enumerate()
            .filter(|(_, series)| of_id(series));
        let (index, series) = parts.next()?;
        if parts.next().is_some() {
            return None;
        }
        let staff = |who: &usize| instance.resources[*who].kind == ResourceKind::Staff;
        let days = (0..instance.day_count()).filter(|at| {
            let day = instance.day(*at);
            let mut casts = series.casts.iter();
            // A day that is not worked is thought of only when colleagues could come.
            let cast = casts.find(|cast| cast.from <= day && day <= cast.to);
            let open =
                |cast: &Cast| instance.workdays.is_workday(day) || people(cast).iter().any(staff);
            let within = window.from <= day && day <= window.to;
            let starts = series.allowed[*at].starts((series.minutes.0 / 15).max(1));
            let ahead = starts.and(instance.starts_from(instance.now, *at));
            let over = !starts.is_empty() && ahead.is_empty();
            within && !over && cast.is_some_and(open) && !series.allowed[*at].is_empty()
        });
        let placed = read_back(instance, &plan.placements).into_iter();
        Some(Self {
            instance,
            placed: placed.map(|(_, one)| one).collect(),
            series,
            index,
            days: days.collect(),
        })
    }

    fn cast(&self, day: usize) -> &Cast {
        let day = self.instance.day(day);
        let mut casts = self.series.casts.iter();
        casts
            .find(|cast| cast.from <= day && day <= cast.to)
            .expect("a cast")
    }

    fn facts(&self) -> BTreeSet<Fact> {
        let mut facts = BTreeSet::from([Fact::Times, Fact::Spacing]);
        for who in self.days.iter().flat_map(|day| people(self.cast(*day))) {
            facts.extend([Fact::Hours(who), Fact::Meetings(who), Fact::Maximum(who)]);
            facts.insert(Fact::Notice(who));
        }
        facts
    }

    /// Whether there is a place when these alone stand in the way.
    fn has_room(&self, standing: &BTreeSet<Fact>) -> bool {
        let len = (self.series.minutes.0 / 15).max(1);
        self.days.iter().any(|day| {
            (!standing.contains(&Fact::Spacing) || !self.too_near(*day))
                && (0..96 - len).any(|start| self.fits(*day, start, len, standing))
        })
    }

    fn too_near(&self, day: usize) -> bool {
        let held: Vec<usize> = self
            .placed
            .iter()
            .filter(|one| one.series == self.index)
            .map(|one| one.day)
            .collect();
        let date = self.instance.day(day);
        match &self.series.requirement {
            Requirement::Milestone(_) => false,
            Requirement::Weekly(_) => held.contains(&day),
            Requirement::Cadence(cadence) => {
                let near = |days: i64| days.abs() < i64::from(cadence.min);
                held.iter().any(|other| near(*other as i64 - day as i64))
                    || (cadence.held && (date - cadence.anchor).num_days() < i64::from(cadence.min))
                    || date > cadence.last()
                    || cadence
                        .count_max
                        .is_some_and(|most| held.len() >= most as usize)
            }
        }
    }

    fn fits(&self, day: usize, start: u32, len: u32, standing: &BTreeSet<Fact>) -> bool {
        let time = Slots::run(start, len);
        let within = |slots: Slots| time.minus(slots).is_empty();
        let allowed = self.series.allowed[day];
        let ruled = match standing.contains(&Fact::Times) {
            true => within(allowed) && self.series.fixed_start.is_none_or(|only| only == start),
            false => within(allowed.or(self.hours_of(ResourceKind::Family, day))),
        };
        let cast = self.cast(day);
        let by_hours = |who: usize| within(self.instance.resources[who].free[day]);
        let can = |who: usize| {
            let resource = &self.instance.resources[who];
            let hours = by_hours(who)
                || (!standing.contains(&Fact::Hours(who))
                    && within(self.hours_of(resource.kind, day)));
            let busy = self.busy(who, day);
            let full = resource
                .max_per_day
                .is_some_and(|most| busy.len() >= most as usize);
            hours
                && (!standing.contains(&Fact::Notice(who)) || self.in_time(who, day, start))
                && !(full && standing.contains(&Fact::Maximum(who)))
                && !(standing.contains(&Fact::Meetings(who))
                    && busy.iter().any(|one| self.clash(who, day, one, start, len)))
        };
        let kept = |who: usize| {
            let busy = self.busy(who, day);
            busy.iter()
                .any(|one| one.stands && self.clash(who, day, one, start, len))
        };
        let invited = cast.invited.as_ref().is_none_or(|invited| {
            let come = invited.members.iter().filter(|(who, _)| can(*who)).count();
            let least = invited.quorum.max(usize::from(cast.seats.is_empty()));
            let elsewhere = |who: usize| !can(who) && by_hours(who) && !kept(who);
            come >= least && !invited.members.iter().any(|(who, _)| elsewhere(*who))
        });
        let ahead = self.at(day, start) >= self.instance.now;
        ahead && ruled && invited && seated(cast, 0, &mut Vec::new(), &can)
    }

    fn at(&self, day: usize, start: u32) -> NaiveDateTime {
        let midnight = NaiveDateTime::from(self.instance.day(day));
        midnight + Duration::minutes(i64::from(start) * 15)
    }

    /// Whether somebody would know of it long enough before.
    fn in_time(&self, who: usize, day: usize, start: u32) -> bool {
        let kind = self.instance.resources[who].kind;
        let days = notice_days(self.series.notice, [kind]);
        let (now, workdays) = (self.instance.now, &self.instance.workdays);
        self.at(day, start) >= earliest_start(now, days, workdays)
    }

    /// Any hours of a colleague, or of somebody of this kind.
    fn hours_of(&self, kind: ResourceKind, day: usize) -> Slots {
        let all = self.instance.resources.iter();
        let of = all.filter(|one| one.kind == kind || one.kind == ResourceKind::Staff);
        of.fold(Slots::EMPTY, |hours, one| hours.or(one.free[day]))
    }

    fn busy(&self, who: usize, day: usize) -> Vec<Busy> {
        let planned = self
            .placed
            .iter()
            .filter(|one| one.day == day && one.people.contains(&who));
        let mut busy: Vec<Busy> = planned
            .map(|one| Busy {
                from: one.start * 15,
                to: (one.start + one.len) * 15,
                place: self.instance.series[one.series].place,
                stands: false,
            })
            .collect();
        let fixed = self.instance.fixed.iter().filter(|one| {
            let comes = one.people.iter().any(|(other, _)| *other == who);
            comes && self.instance.index(one.start.date()) == Some(day)
        });
        busy.extend(fixed.map(|one| {
            let from = one.start.num_seconds_from_midnight() / 60;
            Busy {
                from,
                to: from + one.minutes,
                place: one.place,
                stands: true,
            }
        }));
        busy
    }

    fn clash(&self, who: usize, day: usize, one: &Busy, start: u32, len: u32) -> bool {
        let way = self.series.place.zip(one.place);
        let way = way.map_or(0, |(from, to)| self.instance.travel[from][to]);
        let rest = |end: u32, next: u32| {
            let mut breaks = self.instance.resources[who].breaks[day].runs().into_iter();
            let rest = breaks.any(|(from, len)| end <= from * 15 && (from + len) * 15 <= next);
            if rest { 30 } else { 0 }
        };
        let (from, to) = (start * 15, (start + len) * 15);
        from < one.to + way + rest(one.to, from) && one.from < to + way + rest(to, one.from)
    }
}

struct Busy {
    from: u32,
    to: u32,
    place: Option<usize>,
    stands: bool,
}

fn people(cast: &Cast) -> BTreeSet<usize> {
    let seats = cast
        .seats
        .iter()
        .flat_map(|seat| seat.any_of.iter().copied());
    let invited = cast
        .invited
        .iter()
        .flat_map(|invited| invited.members.iter().map(|one| one.0));
    seats.chain(invited).collect()
}

fn seated(cast: &Cast, nth: usize, taken: &mut Vec<usize>, can: &impl Fn(usize) -> bool) -> bool {
    let Some(seat) = cast.seats.get(nth) else {
        return true;
    };
    seat.any_of.iter().any(|who| {
        let free = !taken.contains(who) && can(*who);
        free && {
            taken.push(*who);
            let rest = seated(cast, nth + 1, taken, can);
            taken.pop();
            rest
        }
    })
}

/// The size of the smallest set without room, up to `most`.
fn smallest(looked: &Looked, facts: &[Fact], most: usize) -> Option<usize> {
    (0..=most).find(|size| without_room(looked, facts, *size, &mut BTreeSet::new()))
}

fn without_room(looked: &Looked, rest: &[Fact], size: usize, chosen: &mut BTreeSet<Fact>) -> bool {
    if size == 0 {
        return !looked.has_room(chosen);
    }
    (0..rest.len()).any(|at| {
        chosen.insert(rest[at]);
        let found = without_room(looked, &rest[at + 1..], size - 1, chosen);
        chosen.remove(&rest[at]);
        found
    })
}

#[test]
fn no_fewer_facts_explain_it() {
    let mut by_size = [0; 4];
    for seed in SEEDS {
        let instance = tiny(seed);
        let answer = solve(&instance, &Limits::default());
        let plan = plan(&instance, &answer);
        for left_out in &plan.left_out {
            let Some(looked) = Looked::new(&instance, &plan, left_out) else {
                continue;
            };
            let facts = looked.facts();
            let said = left_out.blocking.len();
            if looked.days.is_empty() || looked.has_room(&facts) || said > 3 {
                continue;
            }
            let facts: Vec<Fact> = facts.into_iter().collect();
            let least = smallest(&looked, &facts, said);
            assert_eq!(least, Some(said), "seed {seed}: {:?}", left_out.blocking);
            by_size[said] += 1;
        }
    }
    assert!(by_size[1] > 20 && by_size[2] > 20, "{by_size:?}");
}
