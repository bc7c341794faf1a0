//! Plans from a programme: an undecided master of ways comes in; the surest meetings are taken one by one,
//! or all of them at once and mended, and a plan that is better than the best so far stays.

use std::collections::BTreeSet;

use super::anneal::{Schedule, anneal};
use super::calendar::Calendar;
use super::choice::{self, Choice, Does};
use super::clock::Clock;
use super::context::{Search, Weights, whole};
use super::improve;
use super::prices::{MasterProblem, RestrictedMaster};
use super::rows::Cut;

/// How long a way down is followed.
#[derive(Clone, Copy)]
pub(super) struct DiveLimits {
    /// How often what the hours forbid may be opened again.
    pub reopened: usize,
    /// How often it may be taken back where it leads nowhere.
    pub back: usize,
}

/// Where nothing else is tried.
pub(super) const LONG: DiveLimits = DiveLimits {
    reopened: 500,
    back: 10,
};

/// Where branches follow.
pub(super) const STRAIGHT: DiveLimits = DiveLimits {
    reopened: 500,
    back: 0,
};

/// Choices taken back: twice as many each time, and few again after so many times.
const BACK_CYCLE: usize = 5;

/// The part of the gap that taking a meeting may cost before leaving it is looked at.
const PATIENCE: f64 = 0.001;

/// A way down to a plan.
struct Descent {
    master: RestrictedMaster,
    /// What was bound where it began.
    start: f64,
    /// What has been chosen on the way.
    fixed: Vec<Choice>,
    reopened: usize,
    /// How often it was taken back.
    back: usize,
}

impl Descent {
    /// Opens again what was chosen about these candidates.
    fn reopen(&mut self, programme: &MasterProblem, about: &BTreeSet<usize>) {
        let is_about = |choice: &Choice| choice.of.iter().any(|index| about.contains(index));
        let (again, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.fixed)
            .into_iter()
            .partition(is_about);
        for choice in &again {
            self.master.forget(programme, choice);
        }
        self.fixed = kept;
        self.master.bound = self.start;
        self.reopened += 1;
    }

    /// Takes the last choices back and leaves what the first of them took; false when there is nothing to take back.
    fn back(&mut self, programme: &MasterProblem) -> bool {
        self.back += 1;
        let count = 1 << (self.back % BACK_CYCLE);
        let again = self.fixed.split_off(self.fixed.len().saturating_sub(count));
        for choice in &again {
            self.master.forget(programme, choice);
        }
        self.master.bound = self.start;
        let taken = again.into_iter().find(|choice| choice.does == Does::Take);
        let does = Does::Leave;
        taken
            .map(|Choice { of, .. }| self.fix(programme, Choice { of, does }))
            .is_some()
    }

    fn fix(&mut self, programme: &MasterProblem, choice: Choice) {
        self.master.decide(programme, &choice);
        self.fixed.push(choice);
    }

    /// Takes a meeting, unless that costs more than `patience` and leaving it costs less.
    fn step(
        &mut self,
        programme: &MasterProblem,
        next: usize,
        patience: f64,
        most: f64,
        clock: &Clock,
    ) {
        let over = || clock.is_over();
        let [with, without] = [Does::Take, Does::Leave].map(|does| Choice {
            of: vec![next],
            does,
        });
        let before = self.master.bound;
        self.fix(programme, with.clone());
        self.master.solve(programme, most, &over);
        let taken = self.master.bound;
        if taken - before <= patience {
            return;
        }
        self.unfix(programme, before);
        self.fix(programme, without);
        self.master.solve(programme, most, &over);
        if self.master.bound >= taken {
            self.unfix(programme, before);
            self.fix(programme, with);
            self.master.solve(programme, most, &over);
        }
    }

    /// Takes the last choice back, where the bound was this.
    fn unfix(&mut self, programme: &MasterProblem, bound: f64) {
        if let Some(last) = self.fixed.pop() {
            self.master.forget(programme, &last);
        }
        self.master.bound = bound;
    }
}

impl<'a> Search<'a> {
    /// Looks for a better plan: takes the surest meeting, and so on until all is decided. What the hours
    /// then forbid is opened again. Whether it came to an end.
    pub fn dive(
        &mut self,
        programme: &mut MasterProblem<'a>,
        master: RestrictedMaster,
        weights: &Weights,
        limits: DiveLimits,
    ) -> bool {
        let clock = self.clock;
        let mut way = Descent {
            start: master.bound,
            master,
            fixed: Vec::new(),
            reopened: 0,
            back: 0,
        };
        let mut rounded = false;
        loop {
            let most = self.best.cost.weighed(weights);
            way.master.solve(programme, most, &|| clock.is_over());
            if clock.is_over() || whole(way.start) >= most {
                return true;
            }
            if whole(way.master.bound) >= most {
                if way.back == limits.back || !way.back(programme) {
                    return true;
                }
                continue;
            }
            let taken = way.master.taken(programme);
            let hours = self.judge(&way.master, &taken, weights);
            let next = choice::surest(&taken);
            if !hours.cuts.is_empty() {
                let forbidden = hours
                    .cuts
                    .iter()
                    .flat_map(Cut::forbids)
                    .collect::<BTreeSet<_>>();
                if !forbidden.is_empty() {
                    way.reopen(programme, &forbidden);
                }
                self.add(programme, hours.cuts);
            } else if let Some(group) = hours.unknown.first() {
                // Perhaps it is possible, but nobody knows how: done otherwise here, not for good.
                way.reopen(programme, &group.iter().copied().collect());
                let of = vec![group[self.dice.roll(group.len())]];
                let does = Does::Leave;
                way.fix(programme, Choice { of, does });
            } else if let Some(next) = next {
                let patience = PATIENCE * (most - way.start);
                way.step(programme, next, patience, most, clock);
                continue;
            } else {
                self.offer();
                return true;
            }
            if way.reopened > limits.reopened {
                return false;
            }
            if next.is_none() && !rounded {
                self.round(&taken);
                rounded = true;
            }
        }
    }

    /// Makes a plan of what was last judged to go together, and keeps it if it is better; false when it does not
    /// after all.
    pub fn offer(&mut self) -> bool {
        let starts = self.starts();
        let mut calendar = Calendar::new(self.problem, self.index);
        let mut paths = 0..self.problem.graph.paths.len();
        if !paths.all(|path| calendar.insert_at(path, &starts)) {
            return false;
        }
        self.keep(calendar);
        true
    }

    /// Makes a plan from a programme's opinion: what it is sure of first, the rest by the cheapest
    /// ways, then improved.
    pub fn round(&mut self, taken: &[f64]) {
        let problem = self.problem;
        let sure = |candidate: usize| taken[candidate] > 0.5;
        let mut calendar = Calendar::new(problem, self.index);
        for path in 0..problem.graph.paths.len() {
            calendar.insert_among(path, true, sure);
        }
        let all = 0..problem.graph.paths.len();
        improve::refill(&mut calendar, all, self.clock);
        let schedule = Schedule::downhill(2);
        anneal(
            &mut calendar,
            &self.least,
            &mut self.dice,
            schedule,
            self.clock,
        );
        self.keep(calendar);
    }
}
