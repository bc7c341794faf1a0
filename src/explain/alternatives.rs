//! A meeting that has a place: the days around it come in, each with its best place and true price, or with what
//! forbids it.

use chrono::NaiveDate;

use super::account;
use super::price::Price;
use super::scene::{Scene, answer};
use super::solving::count;
use super::{Alternative, Explanation, Outcome, State};
use crate::plan::{Blocking, Outlook, Placement, Plan};
use crate::problem::{self, Candidate, Placed};
use crate::series::{Instance, Requirement};
use crate::verify::weigh;

/// Days told of on either side.
const EITHER_SIDE: usize = 4;

/// Explains a meeting that is in the plan.
pub(super) fn of_placed(scene: &Scene, placement: &Placement) -> Explanation {
    let instance = scene.question.instance;
    let placed = scene.placed(placement);
    let series = placed.and_then(|placed| instance.series.get(placed.series));
    let state = match placed {
        Some(placed) => of_planned(scene, placement, placed),
        None => State::Stands(placement.clone()),
    };
    Explanation {
        id: placement.id.clone(),
        rule: placement.rule.clone(),
        case: placement.case.clone(),
        title: placement.title.clone(),
        severity: series.map(|series| series.severity),
        window: placement.window,
        due: placement.due,
        facts: account::of_placed(scene, placement, placed),
        state,
    }
}

fn of_planned(scene: &Scene, placement: &Placement, placed: &Placed) -> State {
    let others = answer(scene.others(placed));
    let outlook = Outlook::new(scene.question.instance, &others, &[scene.question.plan]);
    let about = About {
        scene,
        placement,
        placed,
        outlook: &outlook,
        candidates: candidates(scene.question.instance, placed.series),
    };
    let broken = about.broken_here();
    if !broken.is_empty() {
        return State::Broken(placement.clone(), broken);
    }
    let mut alternatives: Vec<Alternative> = about.same_day().into_iter().collect();
    alternatives.extend(about.days().into_iter().map(|day| Alternative {
        day,
        outcome: about.on(day),
    }));
    alternatives.sort_by_key(|one| one.day);
    State::Placed(placement.clone(), alternatives)
}

/// Every way to hold a series, whatever else is held.
fn candidates(instance: &Instance, series: usize) -> Vec<Candidate> {
    let all = problem::build(instance).candidates.into_iter();
    all.filter(|one| one.series == series).collect()
}

/// A meeting looked at.
pub(super) struct About<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) placement: &'a Placement,
    pub(super) placed: &'a Placed,
    /// The calendar without it.
    outlook: &'a Outlook<'a>,
    /// Every way to hold it.
    pub(super) candidates: Vec<Candidate>,
}

impl About<'_> {
    pub(super) fn instance(&self) -> &Instance {
        self.scene.question.instance
    }

    /// What forbids it where it stands: nothing, unless the files have changed since.
    fn broken_here(&self) -> Vec<Blocking> {
        let here = self.placed;
        let mut fitting = self.candidates.iter();
        let stands = fitting.any(|one| {
            one.day == here.day
                && one.len == here.len
                && one.all_starts().has(here.start)
                && one.people == here.people
        });
        match stands {
            true => Vec::new(),
            false => {
                let day = self.instance().day(here.day);
                self.outlook.forbids(here.series, day)
            }
        }
    }

    /// The nearest days on either side that its window holds and that are not shut for everybody.
    fn days(&self) -> Vec<NaiveDate> {
        let (instance, here) = (self.instance(), self.placement.start.date());
        let window = self.placement.window;
        let workdays = &instance.workdays;
        let open = |day: &NaiveDate| {
            let has_candidate = || {
                let at = instance.index(*day);
                self.candidates.iter().any(|one| Some(one.day) == at)
            };
            instance.index(*day).is_some() && (workdays.is_workday(*day) || has_candidate())
        };
        let before = std::iter::successors(here.pred_opt(), NaiveDate::pred_opt);
        let before = before.take_while(|day| window.from.max(instance.first) <= *day);
        let after = std::iter::successors(here.succ_opt(), NaiveDate::succ_opt);
        let after = after.take_while(|day| *day <= window.to.min(instance.term.to));
        let mut days: Vec<NaiveDate> = before.filter(open).take(EITHER_SIDE).collect();
        days.extend(after.filter(open).take(EITHER_SIDE));
        days
    }

    /// The best other time of the day it stands on.
    fn same_day(&self) -> Option<Alternative> {
        let day = self.placement.start.date();
        let (placement, price) = self.best_on(day)?;
        Some(Alternative {
            day,
            outcome: Outcome::Possible(placement, price),
        })
    }

    /// What another day means.
    fn on(&self, day: NaiveDate) -> Outcome {
        if let Some((placement, price)) = self.best_on(day) {
            return Outcome::Possible(placement, price);
        }
        let blocking = self.outlook.forbids(self.placed.series, day);
        let index = self.instance().index(day);
        if !self.candidates.iter().any(|one| Some(one.day) == index) {
            return Outcome::Forbidden(blocking);
        }
        self.with_others_moving(day, blocking)
    }

    /// Whether it can be held on a day when others give way.
    fn with_others_moving(&self, day: NaiveDate, blocking: Vec<Blocking>) -> Outcome {
        let index = self.instance().index(day);
        let changed = self.only_on(day);
        let Some(plan) = self.scene.plan(changed, self.placed.series, index) else {
            return Outcome::Taken(blocking);
        };
        let mut there = plan.placements.iter();
        let there =
            there.find(|one| one.series == self.placement.series && one.start.date() == day);
        let Some(there) = there else {
            return Outcome::Taken(blocking);
        };
        let worse = count(&plan.left_out) > count(&self.scene.now.left_out);
        if worse {
            let known = &self.scene.now.left_out;
            let new = plan.left_out.iter();
            let new = new.filter(|one| !known.iter().any(|other| other.id == one.id));
            return Outcome::LeavesOut(new.cloned().collect());
        }
        let price = self.price_of(&plan);
        let moved = self.scene.moved(&plan, &there.id);
        Outcome::Moves(there.clone(), moved, price)
    }

    fn price_of(&self, plan: &Plan) -> Price {
        let after = weigh(self.instance(), plan);
        Price::between(self.instance(), &self.scene.weighed, &after)
    }

    /// The instance in which the series is held on this day of those that the meeting may have, or not at all.
    fn only_on(&self, day: NaiveDate) -> Instance {
        let mut changed = self.instance().clone();
        let (from, to) = self.own_days();
        let only = changed.index(day);
        let Some(series) = changed.series.get_mut(self.placed.series) else {
            return changed;
        };
        let within = |at: &usize| from <= *at && *at <= to;
        for (at, allowed) in series.allowed.iter_mut().enumerate() {
            if within(&at) && Some(at) != only {
                *allowed = crate::time::Slots::EMPTY;
            }
        }
        series.promises.retain(|one| one.day != self.placed.day);
        changed
    }

    /// The days between the meetings of the series before and after it.
    fn own_days(&self) -> (usize, usize) {
        let series = self.placed.series;
        let siblings = self.scene.placed.iter().map(|(_, one)| one);
        let siblings = siblings
            .filter(|one| one.series == series)
            .map(|one| one.day);
        let days = self.instance().day_count();
        if let Requirement::Milestone(_) = self.instance().series[series].requirement {
            return (0, days);
        }
        let (mut from, mut to) = (0, days);
        for day in siblings {
            if day < self.placed.day {
                from = from.max(day + 1);
            } else if day > self.placed.day {
                to = to.min(day.saturating_sub(1));
            }
        }
        (from, to)
    }
}
