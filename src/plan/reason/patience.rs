//! How long it is looked for why something has no place: steps for each meeting, and whether it is late,
//! come in; whether to look on goes out.

use std::cell::Cell;

/// Steps for one meeting. Most take fewer than a hundred; large meetings of people with much in the way would take
/// more than anybody waits for.
const STEPS: u32 = 20_000;

/// Steps that a look at all days of a meeting counts for.
const LOOK: u32 = 10;

/// So many steps between looks at the time.
const OFTEN: u32 = 64;

/// What is left to spend.
pub(in crate::plan) struct Patience<'a> {
    left: Cell<u32>,
    late: &'a dyn Fn() -> bool,
}

impl<'a> Patience<'a> {
    /// To be ended once it is `late`.
    pub(in crate::plan) fn new(late: &'a dyn Fn() -> bool) -> Self {
        Self {
            left: Cell::new(STEPS),
            late,
        }
    }

    /// Begins with another meeting; false when there is no time left for it.
    pub(super) fn begin(&self) -> bool {
        self.left.set(STEPS);
        !self.is_late()
    }

    /// Takes a step; false when there is none left.
    pub(super) fn step(&self) -> bool {
        let left = self.left.get().saturating_sub(1);
        let late = left.is_multiple_of(OFTEN) && self.is_late();
        self.left.set(if late { 0 } else { left });
        self.left.get() > 0
    }

    /// Looks at all days of a meeting; false when that is not to be done any more.
    pub(super) fn look(&self) -> bool {
        let left = self.left.get().saturating_sub(LOOK);
        self.left.set(if self.is_late() { 0 } else { left });
        self.left.get() > 0
    }

    /// Whether it gave up on the meeting it last began with.
    pub(super) fn gave_up(&self) -> bool {
        self.left.get() == 0
    }

    fn is_late(&self) -> bool {
        (self.late)()
    }
}
