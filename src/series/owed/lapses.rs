//! What was not kept and cannot be made up for any more: a rule and its subject come in; the last gap
//! of a rhythm that ended too late, and meetings missing or too many in weeks that are over, go out.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Kind, Lapse, Obligation, Shortfall};
use crate::ids::SeriesId;
use crate::records::State;
use crate::rules::{Demand, Mode, Programme, Rule};
use crate::series::about::About;
use crate::series::casts::Form;
use crate::series::history::Met;
use crate::series::milestones::Walk;
use crate::series::parts::Part;
use crate::series::pieces::after;
use crate::series::shape::presence;
use crate::series::variants;
use crate::series::weekly::{full_count, iso_weeks, pro_rata};
use crate::time::{Term, monday_of};

/// How many of the weeks that are over are looked at.
const WEEKS: u64 = 4;

/// A part of the year, the number of its meeting from 0 on, and the last day on which that was on time.
pub(super) type Over = (Part, usize, NaiveDate);

impl<'w> Walk<'w, '_> {
    /// After which meeting of a rhythm of the calendar it is said that none was held: the last that was; of a family or
    /// a colleague any. `None` where nobody plans or records it yet.
    pub(super) fn said_since(
        &self,
        series: &SeriesId,
        met: &BTreeMap<usize, &Met>,
        about: &About<'_>,
    ) -> Option<usize> {
        let done = met
            .iter()
            .filter(|(_, met)| self.is_done(series, Some(met)));
        let last = done.map(|(at, _)| *at).max();
        let begun = about.care.is_some() || about.person.is_some_and(|one| one.since.is_some());
        last.or(begun.then_some(0))
    }

    /// That no meeting was held in a part of the year that is over.
    pub(super) fn not_held(
        &self,
        programme: &Programme,
        rule: &Rule,
        about: &About<'_>,
        (part, at, due): Over,
    ) -> Lapse {
        let whole = part.whole;
        let series = about.series(rule);
        Lapse {
            of: Obligation {
                since: whole.from,
                id: Some(series.occurrence(at as u32 + 1)),
                ..self.one(programme, rule, about, due)
            },
            what: Shortfall::NotHeld {
                from: whole.from,
                to: whole.to,
            },
        }
    }

    /// The gap that a rhythm's last meeting ended, when it was too long. It is said until the next is
    /// held; what was waived ends no gap too late.
    pub(super) fn ended(
        &self,
        programme: &Programme,
        rule: &Rule,
        about: &About<'_>,
        id: &SeriesId,
    ) -> Option<Lapse> {
        let mut met = self.world.history.met(id).iter().rev();
        let last = met.find(|met| self.is_done(id, Some(met)))?.day;
        let before = self.last_before(programme, about, id, last)?;
        // Of two phases with different rhythms the one it ends in holds.
        let most = self.gap_on(programme, rule, about, Some(last))?.max;
        let due = about.pauses().put_off(before, after(before, most));
        let mut records = self.world.team.held.iter();
        let held = |state| state == State::Held;
        let was_held = records.any(|one| one.series == *id && one.day == last && held(one.state));
        (was_held && last > due).then(|| Lapse {
            of: Obligation {
                kind: Kind::Gap,
                series: id.clone(),
                since: before,
                planned: Some(last),
                ..self.one(programme, rule, about, due)
            },
            what: Shortfall::Gap { most },
        })
    }

    /// The meetings missing, or too many, in the last weeks that are over, of what is held so many times a week. A
    /// meeting without a record counts here. Nothing is said of a series that nobody plans or records,
    /// nor of the week in which that began.
    pub(super) fn weeks(
        &self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
    ) -> Vec<Lapse> {
        let world = self.world;
        let met = world.history.met(&about.series(rule));
        let over = met.first().and_then(|first| self.weeks_over(first.day));
        let Some(days) = over.map(|over| presence(about, over)) else {
            return Vec::new();
        };
        if days.from > days.to {
            return Vec::new();
        }
        let mut found = Vec::new();
        let (mut held, mut asked) = (0, 0);
        for (part, form) in variants::parts(world, programme, rule, about, days) {
            let Demand::Weekly(weekly) = &form.demand else {
                continue;
            };
            let shape = Form {
                world,
                programme,
                rule: form,
                about,
            };
            let length = shape.length().filter(|_| form.mode == Mode::Plan);
            let full = length.and_then(|length| full_count(&shape, weekly, length.minutes.1));
            let running = about.pauses().cut(part).into_iter().flat_map(iso_weeks);
            for (week, full) in running.filter_map(|week| Some((week, full?))) {
                let due = pro_rata(&shape, weekly, full.least, week);
                let within = |met: &&Met| week.has(met.day);
                asked += due;
                let in_it = met.iter().filter(within).count() as u32;
                held += due.min(in_it);
                if let Some(most) = full.most.filter(|most| *most < in_it) {
                    let held = in_it;
                    found.push((week, Shortfall::TooMany { held, most }));
                }
            }
        }
        if held < asked {
            found.insert(0, (days, Shortfall::Weeks { held, asked }));
        }
        let lapse = |(days, what): (Term, Shortfall)| Lapse {
            of: Obligation {
                since: days.from,
                ..self.one(programme, rule, about, days.to)
            },
            what,
        };
        found.into_iter().map(lapse).collect()
    }

    /// The last weeks that are over, from the one after that in which meetings began.
    fn weeks_over(&self, began: NaiveDate) -> Option<Term> {
        let begun = monday_of(began).checked_add_days(Days::new(7))?;
        let monday = monday_of(self.world.today);
        Some(Term {
            from: begun.max(monday.checked_sub_days(Days::new(7 * WEEKS))?),
            to: monday.pred_opt()?,
        })
    }
}
