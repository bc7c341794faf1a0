//! Things to hand in: who must, and by when. A duty counts from a day or from a meeting of this
//! plan, once for each.

use chrono::{Days, NaiveDate};

use super::about::About;
use super::anchors::{self, Base};
use super::milestones::{Walk, matched};
use super::variants;
use super::world::Draft;
use super::{Anchor, DueBy, Duty};
use crate::rules::{self, Demand, Mode, Per, Programme, Rule};
use crate::time::{Pauses, Term};

/// Days that an overdue duty without a record stays on the list; what was missed longer ago is for
/// `check` to say. A legal one stays as long as care does.
const OVERDUE: u64 = 28;

/// One time that a duty comes.
pub(super) struct Task<'w> {
    /// What it counts from.
    pub base: Base,
    /// By when it must be done.
    pub due: NaiveDate,
    /// The rule as it holds then.
    pub form: &'w Rule,
    /// What it asks then.
    pub demand: &'w rules::Duty,
}

/// The day on which each is due, as [`matched`] asks for it.
pub(super) fn spans(tasks: &[Task<'_>]) -> Vec<Term> {
    let due = |task: &Task<'_>| Term {
        from: task.due,
        to: task.due,
    };
    tasks.iter().map(due).collect()
}

impl<'w> Walk<'w, '_> {
    /// Adds the duties of one subject that are due in the days planned or later, or are overdue and
    /// not handed in.
    pub fn duty(
        &mut self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
        draft: &mut Draft,
    ) {
        let tasks = self.tasks(programme, rule, about, draft);
        let id = about.series(rule);
        let handed_in = matched(self.world.history.met(&id), &spans(&tasks));
        for (at, task) in tasks.into_iter().enumerate() {
            let Task {
                base,
                due,
                form,
                demand,
            } = task;
            if form.mode != Mode::Plan || handed_in.contains_key(&at) {
                continue;
            }
            if !self.is_asked(programme, demand, base, about) {
                continue;
            }
            let reached = self.due(demand, base.earliest, about) <= self.world.plan.to;
            let instance = &mut draft.instance;
            let duties = match reached {
                true => &mut instance.duties,
                false => &mut instance.later_duties,
            };
            duties.push(Duty {
                id: id.occurrence(at as u32 + 1),
                rule: rule.id.clone(),
                title: form.title.clone(),
                case: about.code(),
                owner: self.owner(programme, rule, &demand.owner, about, due),
                owners: match base.anchor {
                    Anchor::Day(_) => Vec::new(),
                    Anchor::Series(_) => self.owners(programme, rule, &demand.owner, about),
                },
                due: match base.anchor {
                    Anchor::Day(_) => DueBy::Day(due),
                    Anchor::Series(series) => DueBy::Series(series, demand.due, demand.rollover),
                },
                pauses: clock(demand, about).clone(),
                legal: demand.legal,
                items: demand.items.clone(),
            });
        }
    }

    /// Each time a duty comes: what it counts from, and the form of the rule that holds when it is due.
    pub fn tasks(
        &mut self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
        draft: &mut Draft,
    ) -> Vec<Task<'w>> {
        let on = |day| variants::on(self.world, programme, rule, about, day);
        let Demand::Duty(first) = &on(about.from).demand else {
            return Vec::new();
        };
        let bases = self.bases(programme, first.anchor, about, draft);
        let task = |base: Base| {
            let form = variants::on(
                self.world,
                programme,
                rule,
                about,
                self.due(first, base.day, about),
            );
            let Demand::Duty(demand) = &form.demand else {
                return None;
            };
            let due = self.due(demand, base.day, about);
            Some(Task {
                base,
                due,
                form,
                demand,
            })
        };
        bases.into_iter().filter_map(task).collect()
    }

    /// By when a duty that counts from `day` must be done.
    pub fn due(&self, demand: &rules::Duty, day: NaiveDate, about: &About<'_>) -> NaiveDate {
        let workdays = &self.world.calendar.workdays;
        let due = demand.due.from_day(day, workdays);
        workdays.roll(clock(demand, about).put_off(day, due), demand.rollover)
    }

    fn is_asked(
        &self,
        programme: &Programme,
        demand: &rules::Duty,
        base: Base,
        about: &About<'_>,
    ) -> bool {
        let plan = self.world.plan;
        let due = self.due(demand, base.day, about);
        let in_care = about.from <= plan.to && about.to >= plan.from;
        let recent = plan.from.checked_sub_days(Days::new(OVERDUE));
        let not_forgotten = recent.is_none_or(|recent| due >= recent) || (demand.legal && in_care);
        not_forgotten && Self::is_of_care(programme, demand, base, due, about)
    }

    /// Whether care, or somebody's time in the team, has a place for it: with the meeting it counts from, whenever it is
    /// due itself.
    pub fn is_of_care(
        programme: &Programme,
        demand: &rules::Duty,
        base: Base,
        due: NaiveDate,
        about: &About<'_>,
    ) -> bool {
        match (demand.anchor, about.care) {
            (rules::Anchor::Rule(_), _) => !base.lost,
            (anchor, Some(care)) => anchors::is_of_care(programme, care, anchor, due),
            (_, None) => base.day <= about.to || due <= about.to,
        }
    }

    /// Who must from each day on: the meeting it counts from may move past a change of people.
    fn owners(
        &self,
        programme: &Programme,
        rule: &Rule,
        role: &str,
        about: &About<'_>,
    ) -> Vec<(NaiveDate, String)> {
        let team = self.world.team;
        let mut days = team.turning_days(&about.subject, about.from, about.to);
        days.insert(about.from);
        let owner = |day| (day, self.owner(programme, rule, role, about, day));
        let mut owners: Vec<_> = days.into_iter().map(owner).collect();
        owners.dedup_by(|next, before| next.1 == before.1);
        owners
    }

    /// Who must: the person in the role when it is due and not out then, else the role.
    pub fn owner(
        &self,
        programme: &Programme,
        rule: &Rule,
        role: &str,
        about: &About<'_>,
        due: NaiveDate,
    ) -> String {
        let day = about.clamp(due);
        let own = match (&rule.per, about.person) {
            (Per::Person { of }, Some(person)) if of == role => Some(person),
            _ if about.second => {
                let seconds = self.world.team.seconds(&about.subject, role, day);
                seconds.first().copied()
            }
            _ => {
                let holders = self
                    .world
                    .team
                    .holders(programme, &about.subject, role, day);
                holders.first().copied()
            }
        };
        // Of somebody who is out nothing is asked: whoever takes the role then is to say so.
        let own = own.filter(|person| !self.world.team.out(&person.id).has(due));
        own.map_or_else(|| role.to_owned(), |person| person.id.as_str().to_owned())
    }
}

/// The days on which the clock of a duty stands still: none for a legal term.
fn clock<'p>(demand: &rules::Duty, about: &'p About<'_>) -> &'p Pauses {
    static NONE: Pauses = Pauses::NONE;
    if demand.legal { &NONE } else { about.pauses() }
}
