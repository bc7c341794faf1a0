//! The pieces of a rhythm: a stretch of it and the meetings that stand in it come in; one series for
//! each piece between them goes out.

use chrono::{Days, NaiveDate};

use super::begun_anew;
use super::casts::Form;
use super::world::Draft;
use super::{Cadence, Requirement};
use crate::ids::SeriesId;
use crate::rules;
use crate::time::Term;

/// Where a stretch of a rhythm begins and what it runs up to.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    /// The day the first gap counts from.
    pub anchor: NaiveDate,
    /// Whether something was held or stands on it.
    pub held: bool,
    /// The days that may be used.
    pub days: Term,
    /// The next meeting that stands, where the rhythm runs up to it.
    pub next: Option<NaiveDate>,
    /// Whether the rhythm goes on after its days.
    pub goes_on: bool,
}

/// Cuts a rhythm at the meetings that stand in it, and adds a series for each piece. `same` says
/// whether the rhythm is still this one on a later day: if so, the last piece runs up to the meeting
/// that stands there, if not, it only keeps its distance.
pub(super) fn cut(
    form: &Form<'_, '_>,
    cadence: &rules::Cadence,
    id: &SeriesId,
    start: Stretch,
    minutes: (u32, u32),
    same: impl Fn(NaiveDate) -> bool,
    draft: &mut Draft,
) {
    let met = form.world.history.met(id);
    let counted = met.len() as u32;
    let remaining = cadence.count_max.map(|most| most.saturating_sub(counted));
    if remaining == Some(0) {
        return;
    }
    let days = start.days;
    let mut piece = start;
    let fixed = met
        .iter()
        .map(|met| met.day)
        .filter(|day| *day >= days.from);
    for day in fixed {
        if day > days.to {
            piece.goes_on = true;
            if !same(day) {
                let far_enough = before(day, cadence.gap.min);
                piece.days.to = piece.days.to.min(far_enough);
            } else if day <= after(days.to, cadence.gap.limit) {
                piece.next = Some(day);
            }
            break;
        }
        let upto = Stretch {
            days: Term {
                from: piece.days.from,
                to: day.pred_opt().unwrap_or(day),
            },
            next: Some(day),
            goes_on: true,
            ..piece
        };
        // A punch card's last contacts come after those that are agreed.
        if remaining.is_none() {
            add(form, cadence, id, upto, None, minutes, draft);
        }
        piece = Stretch {
            anchor: day,
            held: true,
            days: Term {
                from: day.succ_opt().unwrap_or(day),
                to: days.to,
            },
            ..start
        };
    }
    add(form, cadence, id, piece, remaining, minutes, draft);
}

/// Adds one piece as a series, unless it has no room for a meeting and misses none.
fn add(
    form: &Form<'_, '_>,
    cadence: &rules::Cadence,
    id: &SeriesId,
    piece: Stretch,
    count_max: Option<u32>,
    minutes: (u32, u32),
    draft: &mut Draft,
) {
    let gap = cadence.gap;
    if piece.days.from > piece.days.to {
        return;
    }
    let rhythm = Cadence {
        anchor: piece.anchor,
        held: piece.held,
        min: gap.min,
        target: gap.target,
        max: gap.max,
        limit: gap.limit,
        free: gap.free,
        grace: gap.grace,
        from: piece.days.from,
        to: piece.days.to,
        next: piece.next,
        goes_on: piece.goes_on,
        count_max,
    };
    let first = if piece.held {
        piece.days.from.max(after(piece.anchor, gap.min))
    } else {
        piece.days.from
    };
    let missed = after(piece.anchor, gap.limit) < rhythm.end();
    if first > rhythm.last() && !missed {
        return;
    }
    let requirement = Requirement::Cadence(rhythm);
    let ordinal = form.world.history.next_ordinal(id);
    let mut series = form.series(id.clone(), ordinal, minutes, requirement, piece.days, draft);
    begun_anew::note(&mut series, draft);
    draft.push(series, form.rule);
}

impl Cadence {
    /// The day the last gap ends on.
    pub fn end(&self) -> NaiveDate {
        let open = self.to.succ_opt().unwrap_or(self.to);
        self.next.unwrap_or(open)
    }

    /// The last day that may be used: far enough from the next meeting that stands.
    pub fn last(&self) -> NaiveDate {
        let far_enough = |next| before(next, self.min);
        self.next
            .map_or(self.to, |next| self.to.min(far_enough(next)))
    }
}

/// So many days later.
pub(super) fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MAX)
}

fn before(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MIN)
}
