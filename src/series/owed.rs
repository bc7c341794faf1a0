//! What is still owed on a day: a team as recorded and the published calendar come in; every meeting
//! and duty that is neither held nor waived goes out with the day it is or was due, and what was not kept
//! and cannot be made up for.
//!
//! The dates are those of [`expand`](super::expand): the same anchors, windows, rhythms and pauses. Here
//! nothing is dropped because a plan could no longer make up for it.

mod gaps;
mod lapses;
mod members;
mod model;
mod obligation;

use chrono::NaiveDate;

use super::about::{self, About};
use super::duties::{self, Task};
use super::history::Met;
use super::milestones::{Occasion, Walk, is_of_care, matched};
use super::parts::Part;
use super::world::{Draft, World};
use super::{Earlier, Standing, stays};

pub use self::model::{Kind, Lapse, Obligation, Owed, Shortfall};
use crate::ids::SeriesId;
use crate::rules::{Anchor, Demand, Mode, Programme, Rule};
use crate::team::Team;
use crate::time::Term;

/// What is owed on `today`, looking ahead to `until`: everything that is overdue, and what is due by then
/// or planned late. `standing` is the published calendar as recorded; `team` has its records.
pub fn owed(team: &Team, standing: &[Standing], today: NaiveDate, until: NaiveDate) -> Owed {
    let ahead = Term {
        from: today,
        to: until,
    };
    let lodging = stays::lodge(team, ahead, today, &[]);
    let stands = |one: &Standing| Standing {
        firm: true,
        ..one.clone()
    };
    let earlier = Earlier {
        placements: standing.iter().map(stands).collect(),
        ..Earlier::default()
    };
    let (world, mut draft) = World::new(team, lodging.cares, ahead, today.into(), &earlier, &[]);
    let mut walk = Walk::new(&world);
    let mut owed = Owed {
        stays: lodging.stays,
        ..Owed::default()
    };
    for programme in &team.programmes {
        for rule in &programme.rules {
            for about in about::of_rule(&world, programme, rule) {
                let more = match &rule.demand {
                    Demand::Milestone(_) => {
                        walk.milestones(programme, rule, &about, &mut draft, &mut owed.lapses)
                    }
                    Demand::Cadence(_) => {
                        walk.gaps(programme, rule, &about, &mut draft, &mut owed.lapses)
                    }
                    Demand::Duty(_) => walk.duties(programme, rule, &about, &mut draft),
                    Demand::Weekly(_) => {
                        owed.lapses.extend(walk.weeks(programme, rule, &about));
                        Vec::new()
                    }
                    Demand::Stay { .. } | Demand::Cap(_) => Vec::new(),
                };
                owed.obligations.extend(more);
            }
        }
    }
    owed
}

impl<'w> Walk<'w, '_> {
    fn milestones(
        &mut self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
        draft: &mut Draft,
        lapses: &mut Vec<Lapse>,
    ) -> Vec<Obligation> {
        self.resolve(programme, rule, about, draft);
        let points = self.points(programme, rule, about, draft);
        let id = about.series(rule);
        let spans: Vec<Term> = points.iter().map(Occasion::span).collect();
        let met = matched(self.world.history.met(&id), &spans);
        let said_since = self.said_since(&id, &met, about);
        let mut owed = Vec::new();
        for (at, Occasion { base, form, window }) in points.into_iter().enumerate() {
            let Demand::Milestone(demand) = &form.demand else {
                continue;
            };
            let of_care = is_of_care(programme, demand, base, &window, about);
            let met = met.get(&at).copied();
            if form.mode != Mode::Plan || !of_care || self.is_done(&id, met) {
                continue;
            }
            let over = |part: &Part| met.is_none() && part.is_over(window.due, self.world.today);
            if let Some(part) = base.part.filter(over) {
                if said_since.is_some_and(|since| at > since) {
                    lapses.push(self.not_held(programme, form, about, (part, at, window.due)));
                }
                continue;
            }
            let mut one = self.one(programme, form, about, window.due);
            one.id = Some(id.occurrence(at as u32 + 1));
            one.legal = demand.legal;
            one.since = window.from;
            one.latest = window.latest;
            one.planned = met.map(|met| met.day);
            one.people = self.company(programme, form, about, window.due, draft);
            owed.push(one);
        }
        owed
    }

    fn duties(
        &mut self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
        draft: &mut Draft,
    ) -> Vec<Obligation> {
        let tasks = self.tasks(programme, rule, about, draft);
        let id = about.series(rule);
        let done = matched(self.world.history.met(&id), &duties::spans(&tasks));
        let mut owed = Vec::new();
        for (at, task) in tasks.iter().enumerate() {
            let Task {
                base,
                due,
                form,
                demand,
            } = *task;
            let of_care = Self::is_of_care(programme, demand, base, due, about);
            if form.mode == Mode::Plan && of_care && !done.contains_key(&at) {
                let mut one = self.one(programme, form, about, due);
                one.kind = Kind::Duty;
                one.id = Some(id.occurrence(at as u32 + 1));
                one.legal = demand.legal;
                one.owner = self.owner(programme, rule, &demand.owner, about, due);
                one.staff = vec![one.owner.clone()];
                owed.push(one);
            }
        }
        let of_decision = tasks.last().filter(|task| {
            task.form.mode == Mode::Plan && task.demand.anchor == Anchor::DecisionEnd
        });
        if let Some(task) = of_decision {
            let owner = &task.demand.owner;
            owed.extend(self.decision(programme, task.form, owner, about));
        }
        owed
    }

    /// A decision that has ended while care goes on.
    fn decision(
        &self,
        programme: &Programme,
        rule: &Rule,
        owner: &str,
        about: &About<'_>,
    ) -> Option<Obligation> {
        let care = about.care?;
        let end = care.case.decision_end?;
        let today = self.world.today;
        (end < today && today <= care.intended).then(|| {
            let mut one = self.one(programme, rule, about, end);
            one.kind = Kind::Decision;
            one.legal = true;
            one.owner = self.owner(programme, rule, owner, about, end);
            one
        })
    }

    /// Whether a meeting that counts was recorded as held or waived, and does not merely stand.
    fn is_done(&self, series: &SeriesId, met: Option<&Met>) -> bool {
        let World { team, today, .. } = self.world;
        met.is_some_and(|met| {
            let mut records = team.held.iter();
            records.any(|record| {
                record.series == *series
                    && record.day == met.day
                    && record.day <= *today
                    && record.state.satisfies()
            })
        })
    }
}
