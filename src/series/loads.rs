//! Hours that a rule only reserves: a load per role and week, pro rata of the rule's own days.

use super::Load;
use super::casts::Form;
use super::weekly::{iso_weeks, minutes, pro_rata};
use super::world::Draft;
use crate::ids::CaseCode;
use crate::rules;
use crate::time::{Term, monday_of};

/// Adds the loads of one subject on the days of `part`: one for each seat that is not a family's.
pub(super) fn reserve(form: &Form<'_, '_>, weekly: &rules::Weekly, part: Term, draft: &mut Draft) {
    let Some(full) = minutes(form, weekly) else {
        return;
    };
    let casts = form.casts(part, draft);
    for week in iso_weeks(part) {
        let minutes = pro_rata(form, weekly, full, week);
        let cast = casts
            .iter()
            .find(|cast| cast.from <= week.to && week.from <= cast.to);
        let Some(cast) = cast.filter(|_| minutes > 0) else {
            continue;
        };
        for seat in &cast.seats {
            if form.world.roster.is_family(&seat.any_of) {
                continue;
            }
            add(
                draft,
                Load {
                    any_of: seat.any_of.clone(),
                    week: monday_of(week.from),
                    minutes,
                    rule: form.rule.id.clone(),
                    case: form.about.code(),
                },
            );
        }
    }
}

/// Adds a load to the one that the same people carry in the same week for the same case.
fn add(draft: &mut Draft, load: Load) {
    let key = |load: &Load| -> (_, _, _, Option<CaseCode>) {
        (
            load.any_of.clone(),
            load.week,
            load.rule.clone(),
            load.case.clone(),
        )
    };
    // Weeks come in order, so the same one can only be among the last few.
    let recent = draft.instance.loads.iter_mut().rev().take(8);
    match recent.into_iter().find(|known| key(known) == key(&load)) {
        Some(known) => known.minutes += load.minutes,
        None => draft.instance.loads.push(load),
    }
}
