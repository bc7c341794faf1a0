//! The open gaps of rhythms: a rule and its subject come in; one obligation for each gap that has not
//! ended, or ends on a meeting that stands, goes out.

use chrono::NaiveDate;

use super::{Kind, Lapse, Obligation};
use crate::rules::{Anchor, Demand, Mode, Programme, Rule};
use crate::series::Standing;
use crate::series::about::About;
use crate::series::cadences;
use crate::series::casts::Form;
use crate::series::milestones::Walk;
use crate::series::pieces::after;
use crate::series::variants;
use crate::series::world::{Draft, World};
use crate::team::{Assignment, Group, Subject};
use crate::time::Term;

impl<'w> Walk<'w, '_> {
    /// The gaps of a rhythm that are open: from the last meeting to the next that stands, from there
    /// to the one after, and from the last that stands on.
    pub(super) fn gaps(
        &mut self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
        draft: &mut Draft,
        lapses: &mut Vec<Lapse>,
    ) -> Vec<Obligation> {
        let (world, today) = (self.world, self.world.today);
        let form = variants::on(world, programme, rule, about, today);
        let Demand::Cadence(cadence) = &form.demand else {
            return Vec::new();
        };
        let end = self.own_end(rule, about);
        if form.mode != Mode::Plan || end < today || about.from > world.plan.to {
            return Vec::new();
        }
        let shape = Form {
            world,
            programme,
            rule: form,
            about,
        };
        let sittings = shape.length().map_or(0, |length| length.sittings);
        let mut owed = Vec::new();
        for sitting in 1..=sittings {
            let id = cadences::sitting_id(about, rule, sitting);
            let met = world.history.met(&id);
            if cadence
                .count_max
                .is_some_and(|most| met.len() >= most as usize)
            {
                continue;
            }
            let held_today = met
                .iter()
                .any(|met| met.day == today && self.is_done(&id, Some(met)));
            let from = if held_today { after(today, 1) } else { today };
            let part = Term {
                from,
                to: world.plan.to.max(from),
            };
            let start = self.start(programme, cadence, about, &id, part, draft);
            let last = self.last_before(programme, about, &id, from);
            let begins_anew = last.is_none() && cadence.start == Anchor::TermStart;
            let begun = || begins_anew.then(|| self.begun(about)).flatten();
            let mut since = last.or_else(begun).unwrap_or(start.anchor);
            lapses.extend(self.ended(programme, rule, about, &id));
            owed.extend(self.missed(programme, form, about, &id, since, cadence.gap.max));
            let mut first = last.is_none().then_some(cadence.first).flatten();
            let ahead = met.iter().filter(|met| met.day >= from);
            for next in ahead.map(Some).chain([None]) {
                let due = match first.take() {
                    Some(first) => about.pauses().put_off(since, after(since, first.due)),
                    None => self.gap_ends(programme, rule, about, since, cadence.gap.max),
                };
                if due <= end {
                    let mut one = self.one(programme, form, about, due);
                    one.kind = Kind::Gap;
                    one.series = id.clone();
                    one.since = since;
                    one.planned = next.map(|met| met.day);
                    let ordinal = next.and_then(|met| met.ordinal);
                    one.id = ordinal.map(|ordinal| id.occurrence(ordinal));
                    owed.push(one);
                }
                since = next.map_or(since, |met| met.day);
            }
        }
        owed
    }

    /// The last day on which a gap that began on `since` is not too long, by the form of the rule in force then (`max` by
    /// that of today). A pause after it moves it no more.
    fn gap_ends(
        &self,
        programme: &Programme,
        rule: &Rule,
        about: &About<'_>,
        since: NaiveDate,
        max: u32,
    ) -> NaiveDate {
        let ends = |max: u32| about.pauses().put_off(since, after(since, max));
        let forms = rule.variants.iter().map(|(_, form)| form).chain([rule]);
        let longest = forms.filter_map(|form| match &form.demand {
            Demand::Cadence(cadence) => Some(cadence.gap.max),
            _ => None,
        });
        let latest = ends(longest.max().unwrap_or(max));
        let in_time = |day: &NaiveDate| {
            let gap = self.gap_on(programme, rule, about, Some(*day));
            gap.is_some_and(|gap| *day <= ends(gap.max))
        };
        let days = latest.iter_days().rev().take_while(|day| *day > since);
        days.into_iter().find(in_time).unwrap_or(ends(max))
    }

    /// What a rhythm counts from that has no day of its own to begin on and was never held: the day
    /// its group had its first member; else, because a term always begins anew, the first day of
    /// which anything is recorded or planned. `None` when nothing is.
    fn begun(&self, about: &About<'_>) -> Option<NaiveDate> {
        let World {
            team,
            today,
            earlier,
            ..
        } = self.world;
        let of_group = |group: &Group| {
            let own = |one: &&Assignment| one.subject == Subject::Group(group.id.clone());
            let from = team.assignments.iter().filter(own).map(|one| one.from);
            from.collect::<Option<Vec<_>>>()?.into_iter().min()
        };
        let recorded = team.held.iter().map(|record| record.day);
        let stands = earlier.placements.iter().map(Standing::day);
        let known = || recorded.chain(stands).min();
        let begun = about.group.and_then(of_group).or_else(known);
        begun.filter(|day| day <= today)
    }
}
