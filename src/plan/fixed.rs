//! Meetings that stand: what an instance holds fixed, and what lies outside the days planned now,
//! come in; placements go out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};

use super::assemble::{participant, place};
use super::{Firmness, Note, Placement, Plan, Window};
use crate::ids::{OccurrenceId, RuleId};
use crate::series::{self, Anchor, Fixed, FixedBy, Instance};

/// The rule's place in the id of a meeting that belongs to no rule.
const OUTSIDE_RULES: &str = "agreed";

/// The fixed meetings of an instance. One carried over stays as the earlier plan had it, but for the
/// dates of a milestone that counts from another: `anchors` has the days those have now.
pub(super) fn placements(
    instance: &Instance,
    earlier: &[&Plan],
    anchors: &BTreeMap<usize, NaiveDate>,
) -> Vec<Placement> {
    let mut twins: BTreeMap<&NaiveDateTime, u32> = BTreeMap::new();
    let mut placements = Vec::new();
    for fixed in &instance.fixed {
        let id = match &fixed.id {
            Some(id) => id.clone(),
            None => {
                let nth = twins.entry(&fixed.start).or_default();
                *nth += 1;
                RuleId::new(OUTSIDE_RULES)
                    .series(&fixed.start.format("%Y-%m-%d-%H%M").to_string())
                    .occurrence(*nth)
            }
        };
        let carried = match fixed.why {
            FixedBy::CarriedOver | FixedBy::Recorded => known(&id, fixed, earlier),
            FixedBy::Agreed => None,
        };
        let mut placement = carried
            .cloned()
            .unwrap_or_else(|| placement(instance, id, fixed));
        if let Some(window) = window(instance, fixed, anchors) {
            placement.due = Some(window.due);
            placement.window = Window {
                from: window.from,
                to: window.latest,
            };
        }
        placements.push(placement);
    }
    placements
}

/// The dates of a milestone that stands ahead.
fn window(
    instance: &Instance,
    fixed: &Fixed,
    anchors: &BTreeMap<usize, NaiveDate>,
) -> Option<series::Window> {
    let milestone = fixed.milestone.as_ref()?;
    let anchor = match milestone.anchor {
        Anchor::Day(day) => day,
        Anchor::Series(index) => *anchors.get(&index)?,
    };
    Some(instance.window(milestone, anchor))
}

/// The meeting as an earlier plan has it at the same time: the last of them that does, which is the one that what
/// stands was taken from. One before it may have had it at that time for longer, or with others.
fn known<'a>(id: &OccurrenceId, fixed: &Fixed, earlier: &[&'a Plan]) -> Option<&'a Placement> {
    let all = earlier.iter().rev().flat_map(|plan| &plan.placements);
    all.into_iter()
        .find(|placement| placement.id == *id && placement.start == fixed.start)
}

/// A fixed meeting of an instance as a placement with this id.
pub fn placement(instance: &Instance, id: OccurrenceId, fixed: &Fixed) -> Placement {
    let series = id.series();
    let rule = fixed
        .rule
        .clone()
        .unwrap_or_else(|| RuleId::new(OUTSIDE_RULES));
    let day = fixed.start.date();
    Placement {
        id,
        series,
        programme: rule.programme().to_owned(),
        rule,
        case: fixed.case.clone(),
        title: fixed.title.clone(),
        start: fixed.start,
        minutes: fixed.minutes,
        participants: fixed
            .people
            .iter()
            .map(|(who, role)| participant(instance, fixed.case.as_ref(), *who, role))
            .collect(),
        absent: Vec::new(),
        place: place(instance, fixed.place),
        window: Window { from: day, to: day },
        due: None,
        status: match fixed.why {
            FixedBy::Agreed => Firmness::Agreed,
            FixedBy::CarriedOver => Firmness::Planned,
            FixedBy::Recorded => Firmness::Confirmed,
        },
        covers: Vec::new(),
    }
}

/// A note for each thing that a fixed meeting collides with.
pub(super) fn conflicts(instance: &Instance) -> impl Iterator<Item = Note> {
    instance.fixed.iter().flat_map(|fixed| {
        fixed.conflicts.iter().map(|conflict| {
            let note = series::Note::AgreedConflict {
                case: fixed.case.clone(),
                title: fixed.title.clone(),
                start: fixed.start,
                conflict: conflict.clone(),
            };
            note.into()
        })
    })
}

impl Placement {
    /// Whether no rule asks for it: it is titled with what somebody wrote down about it.
    pub fn is_outside_rules(&self) -> bool {
        self.rule.as_str() == OUTSIDE_RULES
    }
}

impl Plan {
    /// This plan, a draft perhaps, with what lies before `now` as people knew it: as `published` has it. What either
    /// has before then stands where `published` has it.
    pub fn with_past_of(mut self, published: &Self, now: NaiveDateTime) -> Self {
        let over = |placement: &Placement| placement.start < now;
        let ids = |plan: &Self| -> BTreeSet<OccurrenceId> {
            let past = plan.placements.iter().filter(|one| over(one));
            past.map(|one| one.id.clone()).collect()
        };
        let (own, known) = (ids(&self), ids(published));
        self.placements
            .retain(|one| !over(one) && !known.contains(&one.id));
        let past = published.placements.iter();
        let past = past.filter(|one| over(one) || own.contains(&one.id));
        self.placements.extend(past.cloned());
        self.placements
            .sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        self
    }

    /// This plan as the team's whole calendar: with the meetings and duties of `earlier` that lie
    /// outside `from` (the first day planned now) to the end of this plan's term.
    ///
    /// What this plan has under the same id stands as it is here. What `earlier` left out belongs
    /// to the term it was planned for and is not repeated.
    pub fn with_rest_of(mut self, earlier: &Self, from: NaiveDate) -> Self {
        let to = self.term.to;
        let outside = |day: NaiveDate| day < from || to < day;
        let held: BTreeSet<OccurrenceId> = self
            .placements
            .iter()
            .map(|placement| placement.id.clone())
            .chain(self.left_out.iter().map(|left_out| left_out.id.clone()))
            .chain(self.duties.iter().map(|duty| duty.id.clone()))
            .collect();
        let rest = earlier
            .placements
            .iter()
            .filter(|old| outside(old.start.date()) && !held.contains(&old.id));
        self.placements.extend(rest.cloned());
        let rest = earlier
            .duties
            .iter()
            .filter(|old| outside(old.due) && !held.contains(&old.id));
        self.duties.extend(rest.cloned());
        self.placements
            .sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        self.duties
            .sort_by(|a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
        self
    }
}
