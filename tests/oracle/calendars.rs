//! Every calendar one series can have, and what it costs before others are looked at.

use cadans::problem::Placed;
use cadans::rules::{Gap, Severity};
use cadans::series::{
    Anchor, Cadence, Follows, Instance, Milestone, Requirement, Series, Week, Weekly,
};
use chrono::NaiveDate;

use super::candidates::{Candidate, candidates};
use super::moves::moves;
use super::points::{QUALITY, Vector, outside, plus, shorter, vector};

/// More calendars of one series than this are no tiny instance.
const MOST: usize = 200_000;

/// A possible calendar of one series.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub placed: Vec<Placed>,
    pub cost: Vector,
    /// The day that dependants count from, for milestones.
    pub counts_from: Option<NaiveDate>,
}

/// All calendars of series number `index`; `anchor` is the day it counts from when another series
/// decides that.
pub fn calendars(instance: &Instance, index: usize, anchor: Option<NaiveDate>) -> Vec<Calendar> {
    let by_day = candidates(instance, index);
    let series = &instance.series[index];
    let mut all = match &series.requirement {
        Requirement::Milestone(milestone) => {
            let anchor = match milestone.anchor {
                Anchor::Day(day) => Some(day),
                Anchor::Series(_) => anchor,
            };
            of_milestone(instance, series, milestone, anchor, &by_day)
        }
        Requirement::Cadence(cadence) => match known(instance, cadence, anchor) {
            Some(known) => of_cadence(instance, series, &known, &by_day),
            None => vec![Calendar {
                placed: Vec::new(),
                cost: [0; 7],
                counts_from: None,
            }],
        },
        Requirement::Weekly(weekly) => of_weekly(instance, series, weekly, &by_day),
    };
    for calendar in &mut all {
        let moves = moves(instance, series, &calendar.placed);
        calendar.cost = plus(calendar.cost, moves);
    }
    all
}

/// `count` occurrences left out, in the layer of their severity.
fn left_out(series: &Series, count: i64) -> Vector {
    match series.severity {
        Severity::Hard => vector([count, 0, 0, 0]),
        Severity::Soft | Severity::Advice => vector([0, count, 0, 0]),
    }
}

fn of_milestone(
    instance: &Instance,
    series: &Series,
    milestone: &Milestone,
    anchor: Option<NaiveDate>,
    by_day: &[Vec<Candidate>],
) -> Vec<Calendar> {
    let window = anchor.map(|anchor| instance.window(milestone, anchor));
    let Some(window) = window.filter(|window| instance.belongs(window)) else {
        return vec![Calendar {
            placed: Vec::new(),
            cost: [0; 7],
            counts_from: None,
        }];
    };
    let due = Some(window.due);
    let none = Calendar {
        placed: Vec::new(),
        cost: left_out(series, 1),
        counts_from: due,
    };
    let mut all = vec![none];
    for candidate in by_day.iter().flatten() {
        let day = instance.day(candidate.meeting.day);
        if window.from <= day && day <= window.latest {
            let late = (day - window.due).num_days().max(0);
            let days = (day - window.target).num_days().unsigned_abs() as u32;
            let off = i64::from(days / instance.weights.target_days) * instance.weights.target_off;
            all.push(Calendar {
                placed: vec![candidate.meeting.clone()],
                cost: vector([0, 0, late, off + candidate.points]),
                counts_from: Some(day),
            });
        }
    }
    all
}

/// A rhythm that counts from a meeting of another series, or goes on in another form; `anchor` is the day of that, none
/// when it is not asked for or not held.
fn known(instance: &Instance, cadence: &Cadence, anchor: Option<NaiveDate>) -> Option<Cadence> {
    match cadence.follows {
        None => Some(*cadence),
        Some(Follows::Meeting(_)) => anchor.map(|day| Cadence {
            anchor: day,
            held: true,
            from: cadence.from.max(day),
            ..*cadence
        }),
        Some(Follows::Part(other)) => {
            let Requirement::Cadence(before) = &instance.series[other].requirement else {
                panic!("a part of no rhythm")
            };
            assert!(before.follows.is_none() && before.count_max.is_none());
            let longest = match (anchor, before.first) {
                (None, Some(first)) => first.limit,
                _ => before.limit,
            };
            Some(Cadence {
                anchor: anchor.unwrap_or(before.anchor),
                held: anchor.is_some() || before.held,
                first: Some(Gap {
                    limit: cadence.limit.max(longest),
                    ..own(cadence)
                }),
                begins: Some(before.from),
                ..*cadence
            })
        }
    }
}

fn own(cadence: &Cadence) -> Gap {
    Gap {
        min: cadence.min,
        target: cadence.target,
        max: cadence.max,
        limit: cadence.limit,
        free: cadence.free,
        grace: cadence.grace,
    }
}

fn of_cadence(
    instance: &Instance,
    series: &Series,
    cadence: &Cadence,
    by_day: &[Vec<Candidate>],
) -> Vec<Calendar> {
    let most = cadence.count_max.map_or(usize::MAX, |most| most as usize);
    let usable = |day: NaiveDate| cadence.from <= day && day <= cadence.to;
    let mut all: Vec<Vec<&Candidate>> = vec![Vec::new()];
    for candidate in by_day.iter().flatten() {
        let day = instance.day(candidate.meeting.day);
        let longer: Vec<_> = all
            .iter()
            .filter(|calendar| usable(day) && calendar.len() < most)
            .filter(|calendar| match calendar.last() {
                Some(last) => {
                    let gap = candidate.meeting.day as i64 - last.meeting.day as i64;
                    gap >= 1 && gap >= i64::from(cadence.min)
                }
                None => {
                    let gap = (day - cadence.anchor).num_days();
                    !cadence.held || gap >= i64::from(cadence.first.unwrap_or(own(cadence)).min)
                }
            })
            .map(|calendar| [calendar.as_slice(), &[candidate]].concat())
            .collect();
        all.extend(longer);
        assert!(all.len() < MOST, "too many calendars to try");
    }
    let far_enough = |chosen: &Vec<&Candidate>| match (cadence.next, chosen.last()) {
        (Some(next), Some(last)) => {
            (next - instance.day(last.meeting.day)).num_days() >= i64::from(cadence.min)
        }
        _ => true,
    };
    all.into_iter()
        .filter(far_enough)
        .map(|chosen| {
            let days: Vec<_> = chosen.iter().map(|c| instance.day(c.meeting.day)).collect();
            let mut cost = cadence_cost(instance, series, cadence, &days);
            let limit = cadence.limit as usize;
            let near = |pair: &&[&Candidate]| pair[1].meeting.day - pair[0].meeting.day <= limit;
            for pair in chosen.windows(2).filter(near) {
                let again = pair[0].absent.iter().filter(|who| pair[1].absent.contains(who));
                cost[QUALITY] += again.count() as i64 * instance.weights.absent_again;
            }
            Calendar {
                counts_from: days.last().copied(),
                ..with_own_points(&chosen, cost)
            }
        })
        .collect()
}

/// A calendar of these meetings at this cost beside their own points.
fn with_own_points(chosen: &[&Candidate], cost: Vector) -> Calendar {
    let points: i64 = chosen.iter().map(|candidate| candidate.points).sum();
    Calendar {
        placed: chosen
            .iter()
            .map(|candidate| candidate.meeting.clone())
            .collect(),
        cost: plus(cost, vector([0, 0, 0, points])),
        counts_from: None,
    }
}

/// What a gap costs by its days.
struct Price {
    target: i64,
    bound: i64,
    free: i64,
    grace: i64,
    day: i64,
    late: i64,
}

impl Price {
    fn of(instance: &Instance, cadence: Gap) -> Self {
        Self {
            target: i64::from(cadence.target),
            bound: i64::from(cadence.max),
            free: i64::from(cadence.free),
            grace: i64::from(cadence.grace),
            day: instance.weights.gap_day,
            late: if cadence.free > 0 {
                0
            } else {
                instance.weights.gap_late
            },
        }
    }

    /// Day by day from the target on.
    fn gap(&self, gap: i64) -> i64 {
        let early = (gap..self.target - self.free).count() as i64;
        let long = (self.target + self.free..gap).count() as i64;
        let late = (self.bound + self.grace..gap).count() as i64;
        (early + long) * self.day + late * self.late
    }

    fn unless_early(&self, gap: i64) -> i64 {
        if gap > self.target { self.gap(gap) } else { 0 }
    }
}

/// The section "Cadences", sentence by sentence; but for who is absent.
fn cadence_cost(
    instance: &Instance,
    series: &Series,
    cadence: &Cadence,
    days: &[NaiveDate],
) -> Vector {
    let bounds = own(cadence);
    let begins = cadence.first.unwrap_or(bounds);
    let price = Price::of(instance, bounds);
    let missed = |gap: i64, bounds: Gap| {
        let limit = i64::from(bounds.limit);
        if gap <= limit { 0 } else { (gap - 1) / limit }
    };
    let first_price = Price::of(instance, begins);
    let last = |price: &Price, gap: i64, after_meeting: bool| match cadence.next {
        Some(_) if after_meeting => price.gap(gap),
        _ => price.unless_early(gap),
    };

    let open = cadence.to.succ_opt().expect("within the calendar");
    let end = cadence.next.unwrap_or(open);
    let begun = cadence.begins.unwrap_or(cadence.from);
    let eve = begun.pred_opt().expect("within the calendar");
    let most = |most: u32| days.len() >= most as usize;
    let full = cadence.runs_on || cadence.count_max.is_some_and(most);
    // Both starts as days before the eve.
    let since = (eve - cadence.anchor).num_days();
    let since_missed = if since + 1 > i64::from(begins.limit) { 0 } else { since };
    // Never so late that a day more or less costs nothing.
    let longest = (first_price.bound + first_price.grace).max(first_price.target + first_price.free);
    let since_drawn = since.min(longest);
    let mut cost = [0; 7];
    match (days.first(), days.last()) {
        (Some(first), Some(latest)) => {
            let to_first = (*first - eve).num_days();
            let gap = to_first + since_drawn;
            cost = plus(cost, left_out(series, missed(to_first + since_missed, begins)));
            cost[QUALITY] += if cadence.held {
                first_price.gap(gap)
            } else {
                first_price.unless_early(gap)
            };
            for pair in days.windows(2) {
                let gap = (pair[1] - pair[0]).num_days();
                cost = plus(cost, left_out(series, missed(gap, bounds)));
                cost[QUALITY] += price.gap(gap);
            }
            if !full {
                let gap = (end - *latest).num_days();
                cost = plus(cost, left_out(series, missed(gap, bounds)));
                cost[QUALITY] += last(&price, gap, true);
            }
        }
        _ if full => {}
        _ => {
            let to_end = (end - eve).num_days();
            cost = plus(cost, left_out(series, missed(to_end + since_missed, begins)));
            cost[QUALITY] += last(&first_price, to_end + since_drawn, cadence.held);
        }
    }
    cost
}

fn of_weekly(
    instance: &Instance,
    series: &Series,
    weekly: &Weekly,
    by_day: &[Vec<Candidate>],
) -> Vec<Calendar> {
    let mut all = vec![Calendar {
        placed: Vec::new(),
        cost: [0; 7],
        counts_from: None,
    }];
    for week in &weekly.weeks {
        let ways = of_week(instance, series, week, by_day);
        let both = |one: &Calendar, other: &Calendar| Calendar {
            placed: [one.placed.as_slice(), &other.placed].concat(),
            cost: plus(one.cost, other.cost),
            counts_from: None,
        };
        all = all
            .iter()
            .flat_map(|one| ways.iter().map(move |way| both(one, way)))
            .collect();
    }
    all
}

/// Every calendar of one week part.
fn of_week(
    instance: &Instance,
    series: &Series,
    week: &Week,
    by_day: &[Vec<Candidate>],
) -> Vec<Calendar> {
    let mut all: Vec<Vec<&Candidate>> = vec![Vec::new()];
    for candidate in by_day.iter().flatten() {
        let day = instance.day(candidate.meeting.day);
        let longer: Vec<_> = all
            .iter()
            .filter(|_| week.from <= day && day <= week.to)
            .filter(|chosen| chosen.len() < week.count as usize)
            .filter(|chosen| {
                chosen
                    .last()
                    .is_none_or(|c| c.meeting.day < candidate.meeting.day)
            })
            .map(|chosen| [chosen.as_slice(), &[candidate]].concat())
            .collect();
        all.extend(longer);
    }
    all.iter()
        .map(|chosen| {
            let held = chosen.len() as i64;
            let mut cost = left_out(series, (i64::from(week.least) - held).max(0));
            let wished = i64::from(week.count) - held.max(i64::from(week.least));
            cost[QUALITY] += instance.weights.below_target * wished;
            for pair in chosen.windows(2) {
                if week.spread && pair[0].meeting.day + 1 == pair[1].meeting.day {
                    cost[QUALITY] += instance.weights.consecutive;
                }
                if pair.iter().all(|one| shorter(series, &one.meeting) > 0) {
                    cost[QUALITY] += instance.weights.shorter_both;
                }
            }
            let away = chosen
                .iter()
                .filter(|c| outside(instance, &c.meeting))
                .count();
            let inside = i64::from(week.outside).saturating_sub(away as i64).max(0);
            cost[QUALITY] += instance.weights.inside_office * inside;
            with_own_points(chosen, cost)
        })
        .collect()
}
