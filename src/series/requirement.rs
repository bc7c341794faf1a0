//! What a series requires: once in a window, in a rhythm, or so many each week. The stages after this
//! one know no other demands.

use chrono::NaiveDate;

use crate::rules::Gap;
use crate::time::{Offset, Pauses, Rollover, Workdays};

/// What a series asks for. Closed: `problem` and `verify` match it without a wildcard, so a new
/// kind does not compile until both know it.
#[derive(Clone, Debug)]
pub enum Requirement {
    /// One meeting in a window, on time if possible.
    Milestone(Milestone),
    /// A rhythm.
    Cadence(Cadence),
    /// So many each ISO week.
    Weekly(Weekly),
}

/// One meeting in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// What the window counts from.
    pub anchor: Anchor,
    /// First day.
    pub from: Offset,
    /// Day aimed at.
    pub target: Offset,
    /// Last day on time.
    pub due: Offset,
    /// Last day at all, counted from the due date.
    pub late_max: Offset,
    /// What happens to a due date that is not worked.
    pub rollover: Rollover,
    /// Days on which the clock of the window stands still.
    pub pauses: Pauses,
    /// Whether the due date is a legal term, which no pause moves.
    pub legal: bool,
}

/// Where a window starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// A known day.
    Day(NaiveDate),
    /// The day of another series' meeting in this instance (index of a milestone series that
    /// stands before this one).
    Series(usize),
}

/// The dates of a milestone once its anchor's day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Day aimed at.
    pub target: NaiveDate,
    /// Last day on time.
    pub due: NaiveDate,
    /// Last day at all.
    pub latest: NaiveDate,
}

impl Milestone {
    /// The dates counted from `anchor`. The target never lies after the due date.
    pub fn window(&self, anchor: NaiveDate, workdays: &Workdays) -> Window {
        let counted = |offset: Offset| offset.from_day(anchor, workdays);
        let put_off = |offset: Offset| self.pauses.put_off(anchor, counted(offset));
        let due = match self.legal {
            true => counted(self.due),
            false => put_off(self.due),
        };
        let due = workdays.roll(due, self.rollover);
        // A legal term runs on in a pause: its window is not squeezed to a day.
        let from = match put_off(self.from) {
            from if self.legal && from >= due => counted(self.from),
            from => from,
        };
        Window {
            from: from.min(due),
            target: put_off(self.target).min(due),
            due,
            latest: self.late_max.from_day(due, workdays),
        }
    }
}

/// A rhythm. Gaps in calendar days, `min ≤ target ≤ max ≤ limit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// The day the first gap counts from; where that is a meeting of this plan, the day it is due.
    pub anchor: NaiveDate,
    /// What is planned too and the first gap counts from.
    pub follows: Option<Follows>,
    /// Whether the first keeps its distance from that day: something was held (or stands) on it, or the rule begins on
    /// it. If not, the first may be at any distance from 0.
    pub held: bool,
    /// The bounds of the first gap, where they are others.
    pub first: Option<Gap>,
    /// The bounds of the gap that ends on `next`, where they are others.
    pub last: Option<Gap>,
    /// Never sooner.
    pub min: u32,
    /// Aimed at.
    pub target: u32,
    /// The method's bound.
    pub max: u32,
    /// The planner's bound.
    pub limit: u32,
    /// Days around the target that are as good as it.
    pub free: u32,
    /// Days beyond the method's bound that are not yet late.
    pub grace: u32,
    /// First day that may be used.
    pub from: NaiveDate,
    /// Last day that may be used: the earlier of the term's and the series' own end.
    pub to: NaiveDate,
    /// The next meeting that stands, after `to`: the last gap ends on it as on any other. Without
    /// one the last gap ends on the day after `to`.
    pub next: Option<NaiveDate>,
    /// Whether the series goes on after `to`, in a later term or piece.
    pub goes_on: bool,
    /// Whether it goes on in another part of this instance, which its last gap belongs to.
    pub runs_on: bool,
    /// The first day of the whole rhythm, where this is a later part of it.
    pub begins: Option<NaiveDate>,
    /// No more than so many from now on.
    pub count_max: Option<u32>,
}

/// What a rhythm counts from that is planned too: a series of this instance that stands before it, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// The meeting of a milestone.
    Meeting(usize),
    /// The last meeting of the same rhythm in another form; when none is held, what that counts from.
    Part(usize),
}

/// So many each week, on different days.
#[derive(Clone, Debug)]
pub struct Weekly {
    /// The weeks, in order.
    pub weeks: Vec<Week>,
}

/// What one ISO week asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// First day of the part that counts.
    pub from: NaiveDate,
    /// Last day of it.
    pub to: NaiveDate,
    /// How many meetings in it: at most, and aimed at.
    pub count: u32,
    /// How many of them must be: one fewer is left out. `least ≤ count`.
    pub least: u32,
    /// How many of them should start outside office hours.
    pub outside: u32,
    /// Whether its people's hours leave so many days no two of which follow each other.
    pub spread: bool,
    /// Whether its people's hours leave a day on which one could end before evening.
    pub daytime: bool,
}

impl Week {
    /// Asks for no more than so many.
    pub(super) fn at_most(&mut self, most: u32) {
        self.count = self.count.min(most);
        self.least = self.least.min(most);
        self.outside = self.outside.min(most);
    }
}
