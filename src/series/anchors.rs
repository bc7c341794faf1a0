//! What days a rule's dates count from. An anchor and a subject come in; known days, or meetings of
//! this plan whose day is not known yet, go out.

use chrono::{Days, NaiveDate};

use super::Anchor as Point;
use super::about::{self, About};
use super::care::Care;
use super::duties;
use super::milestones::{MilestoneFate, Walk};
use super::parts::Part;
use super::world::Draft;
use crate::rules::{Anchor, Demand, Programme, Rule};

/// A day to count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Base {
    /// As the instance says it.
    pub anchor: Point,
    /// The day itself, or the due date of the meeting that will be it.
    pub day: NaiveDate,
    /// The earliest day it may be.
    pub earliest: NaiveDate,
    /// How many days `day` lies after the anchor's own day: a repeated milestone's distance from a
    /// meeting of this plan. Zero where the anchor is a known day.
    pub shift: u32,
    /// Whether it is a meeting that will not be: care ends before. Nothing counts from it.
    pub lost: bool,
    /// The part of the year it is meant for, of a rhythm of the calendar.
    pub part: Option<Part>,
}

impl Base {
    /// A known day.
    pub fn known(day: NaiveDate) -> Self {
        Self {
            anchor: Point::Day(day),
            day,
            earliest: day,
            shift: 0,
            lost: false,
            part: None,
        }
    }

    /// The anchor's own day, when the day counted from is `day`.
    pub fn anchor_day(self, day: NaiveDate) -> NaiveDate {
        day.checked_sub_days(Days::new(u64::from(self.shift)))
            .unwrap_or(day)
    }
}

impl<'w> Walk<'w, '_> {
    /// The days `anchor` stands for; none when the case lacks the date. Meetings of another rule
    /// give one each: the day it was held or stands on; else the meeting itself when it is planned
    /// now; else its due date.
    pub fn bases(
        &mut self,
        programme: &'w Programme,
        anchor: Anchor,
        about: &About<'w>,
        draft: &mut Draft,
    ) -> Vec<Base> {
        if let Anchor::Rule(index) = anchor {
            let Some(rule) = programme.rules.get(index) else {
                return Vec::new();
            };
            return match about::same(rule, about) {
                Some(same) => self.meetings(programme, rule, &same, draft),
                None => Vec::new(),
            };
        }
        let day = match anchor {
            Anchor::TermStart => Some(self.world.plan.from),
            _ => plain(programme, anchor, about),
        };
        day.map(Base::known).into_iter().collect()
    }

    fn meetings(
        &mut self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
        draft: &mut Draft,
    ) -> Vec<Base> {
        match &rule.demand {
            Demand::Milestone(_) => {
                let points = self.resolve(programme, rule, about, draft);
                points
                    .into_iter()
                    .map(|point| match point.known {
                        MilestoneFate::Asked(series) => Base {
                            anchor: Point::Series(series),
                            earliest: point.earliest,
                            ..Base::known(point.day)
                        },
                        MilestoneFate::Met | MilestoneFate::Due => Base {
                            lost: point.lost,
                            ..Base::known(point.day)
                        },
                    })
                    .collect()
            }
            Demand::Duty(_) => {
                let tasks = self.tasks(programme, rule, about, draft).into_iter();
                let due = |task: duties::Task<'_>| Base {
                    lost: task.base.lost,
                    ..Base::known(task.due)
                };
                tasks.map(due).collect()
            }
            Demand::Cadence(_) | Demand::Weekly(_) => {
                let met = self.world.history.met(&about.series(rule));
                met.iter().map(|met| Base::known(met.day)).collect()
            }
            Demand::Stay { .. } => {
                let start = about.care.map(|care| care.case.start);
                start.map(Base::known).into_iter().collect()
            }
            Demand::Cap(_) => Vec::new(),
        }
    }
}

/// The day of an anchor that needs no other rule.
fn plain(programme: &Programme, anchor: Anchor, about: &About<'_>) -> Option<NaiveDate> {
    match anchor {
        Anchor::PersonSince => about.person?.since,
        anchor => of_care(programme, anchor, about.care?),
    }
}

/// The day of an anchor that is a day of care or of its case.
fn of_care(programme: &Programme, anchor: Anchor, care: &Care<'_>) -> Option<NaiveDate> {
    let case = &care.case;
    match anchor {
        Anchor::CareStart => Some(case.start),
        Anchor::CareEnd => Some(care.last),
        Anchor::DecisionStart => case.decision_start,
        Anchor::DecisionEnd => case.decision_end,
        Anchor::Phase { phase, at } => care.phase_point(phase, at),
        Anchor::Date(index) => {
            let key = programme.dates.keys().nth(index)?;
            case.dates.get(key).copied()
        }
        Anchor::PersonSince | Anchor::TermStart | Anchor::Rule(_) => None,
    }
}

/// Whether something to hand in that counts from a day of care and is due then is asked for: what counts from a day on
/// which care was, or was to be, over. Nobody extends a decision under which care has ended before.
pub(super) fn is_of_care(
    programme: &Programme,
    care: &Care<'_>,
    anchor: Anchor,
    due: NaiveDate,
) -> bool {
    if anchor == Anchor::DecisionEnd {
        return due <= care.last;
    }
    let from = of_care(programme, anchor, care).unwrap_or(due);
    care.has_place(from.min(due), due) || is_at_end(programme, anchor)
}

/// Whether an anchor counts from the end of care, so that what follows may lie after it.
pub(super) fn is_at_end(programme: &Programme, anchor: Anchor) -> bool {
    let mut anchor = anchor;
    for _ in 0..=programme.rules.len() {
        anchor = match anchor {
            Anchor::CareEnd | Anchor::DecisionEnd => return true,
            Anchor::Phase { phase, at } => {
                return phase + 1 == programme.phases.len() && at >= 1.0;
            }
            Anchor::Rule(index) => match programme.rules.get(index).map(|rule| &rule.demand) {
                Some(Demand::Milestone(milestone)) => milestone.anchor,
                Some(Demand::Duty(duty)) => duty.anchor,
                _ => return false,
            },
            _ => return false,
        };
    }
    false
}
