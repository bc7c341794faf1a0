//! What every meeting of a series looks like: how long, where, at what times. A rule and its
//! subject come in, a [`Series`] around a requirement goes out.

use chrono::{NaiveDate, Timelike};

use super::about::About;
use super::availability::weekday;
use super::care;
use super::casts::Form;
use super::notice::notice;
use super::promises;
use super::world::{Draft, World};
use super::{Keeps, Requirement, Series, Standard};
use crate::ids::{CaseCode, SeriesId};
use crate::rules::{Combine, Demand, Per, Place};
use crate::time::{SLOT_MINUTES, Slots, Term};

/// Hours in which a clock change may skip or repeat a time; nothing is ever planned in them.
const NIGHT: (u32, u32) = (2 * 60, 3 * 60);

/// How long a series' meetings last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    /// Shortest and aimed at, in minutes, on whole quarters of an hour.
    pub minutes: (u32, u32),
    /// In how many sittings, each of that length.
    pub sittings: u32,
}

impl Form<'_, '_> {
    /// The meeting's length: flat, by the person's cases, or by the group's size. `None` when
    /// there is nothing to talk about.
    pub fn length(&self) -> Option<Length> {
        let duration = &self.rule.duration;
        let (mut min, mut target) = (duration.min, duration.target);
        if duration.per_case > 0 {
            let cases = self.cases().len() as u32;
            let per_case = duration.per_case.saturating_mul(cases);
            target = match duration.combine {
                Combine::Sum => target.saturating_add(per_case),
                Combine::Max => target.max(per_case),
            };
            min = target;
        }
        if !duration.by_size.is_empty() {
            let table = &duration.by_size;
            let fitting = table.range(..=self.size()).next_back();
            let (_, minutes) = fitting.or_else(|| table.first_key_value())?;
            (min, target) = (*minutes, *minutes);
        }
        let sittings = duration
            .split_max
            .map_or(1, |most| target.div_ceil(most.max(1)).max(1));
        let quarters = |minutes: u32| minutes.div_ceil(sittings).next_multiple_of(SLOT_MINUTES);
        (target > 0).then(|| Length {
            minutes: (
                quarters(min.min(target)).max(SLOT_MINUTES),
                quarters(target),
            ),
            sittings,
        })
    }

    /// The cases that a person carries on the first planned day, in the role the rule is about.
    pub fn cases(&self) -> Vec<CaseCode> {
        let (Per::Person { of }, Some(person)) = (&self.rule.per, self.about.person) else {
            return Vec::new();
        };
        let World { team, plan, .. } = self.world;
        let day = plan.from;
        let carries = |care: &&super::care::Care<'_>| {
            let subject = care.case.subject();
            let lead = team.holders(care.programme, &subject, of, day);
            let second = team.seconds(&subject, of, day);
            lead.iter()
                .chain(&second)
                .any(|found| found.id == person.id)
        };
        let programme = &self.programme.id;
        self.world
            .cares
            .iter()
            .filter(|care| care.programme.id == *programme)
            .filter(|care| care.case.start <= day && day <= care.last)
            .filter(carries)
            .map(|care| care.case.code.clone())
            .collect()
    }

    /// How many are invited on the first planned day.
    fn size(&self) -> u32 {
        let company = self.on(self.world.plan.from);
        company.map_or(0, |(seats, invited)| {
            let members = invited.map_or(0, |invited| invited.members.len());
            (seats.len() + members) as u32
        })
    }

    /// Where it is held.
    pub fn place(&self) -> Option<usize> {
        match self.rule.place {
            Place::Remote => None,
            Place::Office => Some(0),
            Place::Family => {
                let home = self
                    .about
                    .care
                    .and_then(|care| self.world.roster.home(care));
                Some(home.unwrap_or(0))
            }
        }
    }

    /// The series around a requirement, with those who come on `days`.
    pub fn series(
        &self,
        id: SeriesId,
        first_ordinal: u32,
        minutes: (u32, u32),
        requirement: Requirement,
        days: Term,
        draft: &mut Draft,
    ) -> Series {
        let (world, rule) = (self.world, self.rule);
        let milestone = matches!(requirement, Requirement::Milestone(_)).then_some(first_ordinal);
        let mut series = Series {
            rule: rule.id.clone(),
            title: rule.title.clone(),
            case: self.about.code(),
            severity: rule.severity,
            casts: self.casts(days, draft),
            minutes,
            place: self.place(),
            allowed: self.allowed(&id, minutes.1, days.to),
            fixed_start: rule.when.fixed_start.map(|start| start / SLOT_MINUTES),
            preferred: rule.when.preferred,
            office: rule.when.outside.map(|outside| outside.office),
            avoid: self.avoided(),
            standing: self.standing(),
            absent: rule.absent.clone(),
            usual_start: world.history.usual_start(&id, milestone),
            confirm_by: rule.confirm_by.clone(),
            covers: match &rule.covers {
                Some(_) => self.cases(),
                None => Vec::new(),
            },
            first_ordinal,
            source: rule.source.clone(),
            notice: notice(Some(rule), world.team),
            promises: Vec::new(),
            requirement,
            id,
        };
        series.promises = promises::of(world, rule, &series, draft);
        series
    }

    /// How it keeps standing times, of a rule that has them; which hours these are is chosen later.
    fn standing(&self) -> Option<Standard> {
        let keeps = match (&self.rule.demand, &self.rule.per) {
            _ if !self.rule.standing => return None,
            // Its weekday is given.
            (Demand::Milestone(one), _) if one.is_of_calendar() => return None,
            (Demand::Weekly(_), _) => Keeps::EveryWeek,
            _ if self.rule.bundle => Keeps::Block,
            _ => Keeps::Group,
        };
        let days = vec![None; self.world.plan.days().count()];
        Some(Standard { keeps, days })
    }

    /// The last day on which a milestone with this due date may be held as far as care goes: what is due after care as
    /// it was meant to go has its own window.
    pub fn last_day(&self, due: NaiveDate) -> NaiveDate {
        let Some(care) = self.about.care else {
            return NaiveDate::MAX;
        };
        match due > care.meant {
            true => NaiveDate::MAX,
            false => care::latest(self.programme, self.rule, &care.case, care.last),
        }
    }

    /// The rule's hours on each day of care, and until `last` where that is later, without the nights, the times that were refused (for
    /// as long as a meeting lasts: a quarter of an hour later is no other time) and the days on which a meeting of this
    /// series fell through.
    fn allowed(&self, id: &SeriesId, length: u32, last: NaiveDate) -> Vec<Slots> {
        let night = Slots::within(NIGHT.0, NIGHT.1);
        let week = &self.rule.when.allowed;
        let refused = self.world.team.refused.iter();
        let refused: Vec<_> = refused.filter(|(series, _)| series == id).collect();
        let care = self.about.care.map_or(NaiveDate::MAX, |care| care.last);
        let last = last.max(care);
        let no_school_holidays = self.rule.when.no_school_holidays;
        let on = |day: NaiveDate| {
            let banned = no_school_holidays && self.world.calendar.is_school_holiday(day);
            if day > last || banned || self.world.history.refuted(id, day) {
                return Slots::EMPTY;
            }
            let mut allowed = week[weekday(day)].minus(night);
            for (_, start) in refused.iter().filter(|(_, start)| start.date() == day) {
                let minute = start.num_seconds_from_midnight() / 60;
                let until = (minute + length.max(1)).min(24 * 60);
                allowed = allowed.minus(Slots::touching(minute, until));
            }
            allowed
        };
        self.world.plan.days().map(on).collect()
    }

    fn avoided(&self) -> Vec<usize> {
        let school_holidays = self.rule.when.avoid_school_holidays;
        let avoided = |day| self.world.calendar.avoided(day, school_holidays);
        let days = self.world.plan.days().enumerate();
        days.filter(|(_, day)| avoided(*day))
            .map(|(index, _)| index)
            .collect()
    }
}

/// The days of `plan` on which a subject is in care or in the team.
pub(super) fn presence(about: &About<'_>, plan: Term) -> Term {
    Term {
        from: plan.from.max(about.from),
        to: plan.to.min(about.to),
    }
}
