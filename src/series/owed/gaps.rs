//! The open gaps of rhythms: a rule and its subject come in; one obligation for each gap that has not
//! ended, or ends on a meeting that stands, goes out.

use chrono::NaiveDate;

use super::{Kind, Obligation};
use crate::ids::SeriesId;
use crate::records::State;
use crate::rules::{Demand, Mode, Programme, Rule};
use crate::series::about::About;
use crate::series::cadences;
use crate::series::casts::Form;
use crate::series::milestones::Walk;
use crate::series::pieces::after;
use crate::series::variants;
use crate::series::world::Draft;
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
            owed.extend(self.missed(programme, form, about, &id, start.anchor, cadence.gap.max));
            let mut since = start.anchor;
            let ahead = met.iter().filter(|met| met.day >= from);
            for next in ahead.map(Some).chain([None]) {
                let due = self.gap_ends(about, since, cadence.gap.max, from);
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

    /// The last day on which a gap that began on `since` is not too long; a pause from `from` on
    /// stops its clock, an earlier one is in `since`.
    fn gap_ends(
        &self,
        about: &About<'_>,
        since: NaiveDate,
        max: u32,
        from: NaiveDate,
    ) -> NaiveDate {
        let due = after(since, max);
        if due < from {
            return due;
        }
        about.pauses().put_off(since.max(from), due)
    }

    /// The gaps of those who were not at a group's last meeting: each member's own goes on from the
    /// last one they were at. Of those whom no record names nothing is known; where nobody was listed,
    /// or nothing recorded yet, all are taken to have been there.
    fn missed(
        &self,
        programme: &Programme,
        rule: &Rule,
        about: &About<'_>,
        id: &SeriesId,
        last: NaiveDate,
        max: u32,
    ) -> Vec<Obligation> {
        let Some(group) = about.group else {
            return Vec::new();
        };
        let (team, today) = (self.world.team, self.world.today);
        let met = self.world.history.met(id).iter();
        let passed = met.clone().filter(|met| met.day < today);
        let unsaid = passed.filter(|met| !self.is_done(id, Some(met)));
        let unsaid = unsaid.map(|met| met.day).max();
        let next = met.clone().find(|met| met.day >= today && met.day > last);
        let members = team.members(&group.id, today).into_iter();
        let missed = members.filter_map(|(person, _)| {
            let name = person.id.as_str();
            let was_there = team.held.iter().filter(|record| {
                let present = &record.present;
                let listed = present.is_empty() || present.iter().any(|one| one == name);
                record.series == *id
                    && record.day <= today
                    && (record.state == State::Waived || record.state == State::Held && listed)
            });
            let since = was_there.map(|record| record.day).max()?;
            let since = unsaid.map_or(since, |day| day.max(since));
            let due = after(since, max);
            (since < last).then(|| Obligation {
                kind: Kind::Gap,
                series: id.clone(),
                id: next.and_then(|met| Some(id.occurrence(met.ordinal?))),
                person: Some(name.to_owned()),
                owner: name.to_owned(),
                staff: vec![name.to_owned()],
                since,
                planned: next.map(|met| met.day),
                ..self.one(programme, rule, about, due)
            })
        });
        missed.collect()
    }
}
