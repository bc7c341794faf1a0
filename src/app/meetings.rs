//! Every meeting that somebody may mean: plans come in; their meetings, and duties as meetings without length, go out.

use std::collections::BTreeSet;

use super::Recorded;
use crate::plan::{Duty, Firmness, Placement, Plan, Window};

/// Every meeting of the first plan, of the next ones those they have besides, and those added since, as planned; and
/// every duty, as a meeting without length on the day it is due.
pub(super) fn planned<'p>(
    plans: impl Iterator<Item = &'p Plan>,
    book: Recorded<'_>,
) -> Vec<Placement> {
    let mut known = BTreeSet::new();
    let planned = plans.flat_map(|plan| {
        let duties = plan.duties.iter().map(as_meeting);
        let placed = plan.placements.iter().map(move |one| Placement {
            start: book.start_in(plan.entries, one),
            ..one.clone()
        });
        duties.chain(placed)
    });
    let all = planned.chain(book.added());
    all.filter(|one| known.insert(one.id.clone())).collect()
}

/// Whether this is something to hand in.
pub fn is_duty(one: &Placement) -> bool {
    one.minutes == 0
}

/// A duty as a meeting without length at the beginning of the day it is due.
fn as_meeting(duty: &Duty) -> Placement {
    Placement {
        id: duty.id.clone(),
        series: duty.id.series(),
        rule: duty.rule.clone(),
        programme: duty.rule.programme().to_owned(),
        case: duty.case.clone(),
        title: duty.title.clone(),
        start: duty.due.into(),
        minutes: 0,
        participants: Vec::new(),
        absent: Vec::new(),
        place: None,
        window: Window {
            from: duty.due,
            to: duty.due,
        },
        due: Some(duty.due),
        status: Firmness::Planned,
        covers: Vec::new(),
    }
}
