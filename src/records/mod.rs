//! What really happened: each record says which obligation, when, how long and who was there.
//! Comes in from `held.csv` and, as entries of the record book, from the store; goes out to anchors
//! and checks.
//!
//! An [`Entry`] is a line of the book; lines are only added. The [`Ledger`] is what the book says
//! when it is read from the first line to the last.

mod entry;
mod hours;
mod in_force;
mod ledger;
mod standing;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

pub use self::entry::{
    Act, Added, Attendee, End, Entry, Happened, Pause, Proposal, StandingChoice, StandingFreed,
};
pub use self::hours::{Held, held_minutes};
pub use self::in_force::in_force;
pub use self::ledger::{Ledger, Meeting, Noted, Reply, Stamp, withdrawn};
pub use self::standing::{
    ChosenBy, NoKey, StandingKey, StandingRow, StandingSlot, end, most_in_a_week, newest, put,
    row_on,
};
use crate::ids::SeriesId;

/// What became of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It was held.
    Held,
    /// The family did not come.
    NoShow,
    /// Put off; its due date stays.
    Postponed,
    /// It will not be held.
    Cancelled,
    /// The lead released the team from it, with a reason.
    Waived,
}

impl State {
    /// Whether the obligation is met.
    pub fn satisfies(self) -> bool {
        matches!(self, Self::Held | Self::Waived)
    }
}

impl Record {
    /// Whether it says of a day after `today` that the obligation is met, which nobody can know.
    pub fn is_ahead(&self, today: NaiveDate) -> bool {
        self.state.satisfies() && self.day > today
    }
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The series it belongs to.
    pub series: SeriesId,
    /// What became of it.
    pub state: State,
    /// The day.
    pub day: NaiveDate,
    /// When it began, if known.
    pub start: Option<NaiveTime>,
    /// How many minutes, if known.
    pub minutes: Option<u32>,
    /// Who was there: person ids, and roles for the family and people outside the team.
    pub present: Vec<String>,
}
