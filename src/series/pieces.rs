//! The pieces of a rhythm: a stretch of it and the meetings that stand in it come in; one series for
//! each piece between them goes out.

use chrono::{Days, NaiveDate};

use super::begun_anew;
use super::casts::Form;
use super::world::Draft;
use super::{Cadence, Follows, Requirement};
use crate::ids::SeriesId;
use crate::rules::{self, Gap};
use crate::time::Term;

/// Where a stretch of a rhythm begins and what it runs up to.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    /// The day the first gap counts from.
    pub anchor: NaiveDate,
    /// What is planned too and it counts from.
    pub follows: Option<Follows>,
    /// Whether the first keeps its distance from it.
    pub held: bool,
    /// Whether that is a meeting that was held, or stands.
    pub met: bool,
    /// The bounds of the first gap, where they are others.
    pub first: Option<Gap>,
    /// The bounds of the gap to `next`, where they are others.
    pub last: Option<Gap>,
    /// The days that may be used.
    pub days: Term,
    /// The next meeting that stands, where the rhythm runs up to it.
    pub next: Option<NaiveDate>,
    /// Whether the rhythm goes on after its days.
    pub goes_on: bool,
}

/// Cuts a rhythm at the meetings that stand in it, and adds a series for each piece. `later` gives the bounds of a gap
/// that ends on a day after the stretch, none where another stretch is planned up to it. The index of the series that
/// is open at the end goes out, for one that goes on from it.
pub(super) fn cut(
    form: &Form<'_, '_>,
    cadence: &rules::Cadence,
    id: &SeriesId,
    start: Stretch,
    minutes: (u32, u32),
    later: impl Fn(NaiveDate) -> Option<Gap>,
    draft: &mut Draft,
) -> Option<usize> {
    let met = form.world.history.met(id);
    let counted = met.len() as u32;
    let remaining = cadence.count_max.map(|most| most.saturating_sub(counted));
    if remaining == Some(0) {
        return None;
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
            if let Some(gap) = later(day)
                && day <= after(days.to, cadence.gap.limit.max(gap.limit))
            {
                piece.next = Some(day);
                piece.last = (gap != cadence.gap).then_some(gap);
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
        if let (true, Some(Follows::Part(before))) = (day == piece.days.from, piece.follows) {
            end_on(draft, before, day, cadence.gap);
        }
        // A punch card's last contacts come after those that are agreed.
        if remaining.is_none() {
            add(form, cadence, id, upto, None, minutes, draft);
        }
        piece = Stretch {
            anchor: day,
            follows: None,
            held: true,
            met: true,
            first: None,
            days: Term {
                from: day.succ_opt().unwrap_or(day),
                to: days.to,
            },
            ..start
        };
    }
    let open = piece.next.is_none();
    add(form, cadence, id, piece, remaining, minutes, draft).filter(|_| open)
}

/// Lets a rhythm end on a meeting that stands on the first day of its next form.
fn end_on(draft: &mut Draft, before: usize, day: NaiveDate, gap: Gap) {
    if let Some(Requirement::Cadence(rhythm)) = draft.requirement(before) {
        rhythm.next = Some(day);
        rhythm.last = Some(gap);
    }
}

/// Adds one piece as a series, unless it has no room for a meeting and misses none; gives its index.
fn add(
    form: &Form<'_, '_>,
    cadence: &rules::Cadence,
    id: &SeriesId,
    piece: Stretch,
    count_max: Option<u32>,
    minutes: (u32, u32),
    draft: &mut Draft,
) -> Option<usize> {
    let gap = cadence.gap;
    if piece.days.from > piece.days.to {
        return None;
    }
    let rhythm = Cadence {
        anchor: piece.anchor,
        follows: piece.follows,
        held: piece.held,
        first: piece.first.filter(|first| *first != gap),
        last: piece.last,
        runs_on: false,
        begins: None,
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
        piece
            .days
            .from
            .max(after(piece.anchor, rhythm.first_gap().min))
    } else {
        piece.days.from
    };
    let missed = after(piece.anchor, rhythm.last_gap(false).limit) < rhythm.end();
    if piece.follows.is_none() && first > rhythm.last() && !missed {
        return None;
    }
    let requirement = Requirement::Cadence(rhythm);
    let ordinal = form.world.history.next_ordinal(id);
    let mut series = form.series(id.clone(), ordinal, minutes, requirement, piece.days, draft);
    if piece.met {
        begun_anew::note(&mut series, draft);
    }
    if let Some(Follows::Part(before)) = piece.follows
        && let Some(Requirement::Cadence(rhythm)) = draft.requirement(before)
    {
        rhythm.runs_on = true;
    }
    draft.push(series, form.rule);
    Some(draft.instance.series.len() - 1)
}

impl Cadence {
    /// The day the last gap ends on.
    pub fn end(&self) -> NaiveDate {
        let open = self.to.succ_opt().unwrap_or(self.to);
        self.next.unwrap_or(open)
    }

    /// The last day that may be used: far enough from the next meeting that stands.
    pub fn last(&self) -> NaiveDate {
        let far_enough = |next| before(next, self.last_gap(true).min);
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
