//! What is so about a meeting, as data.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

/// One thing that is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
pub enum Fact {
    /// When it may be held.
    Window {
        /// The first day.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// By when it is due.
    Due {
        /// The last day on time.
        due: NaiveDate,
        /// Days it stands after that; 0 when on time.
        late: i64,
    },
    /// The day it is aimed at.
    Target {
        /// The day.
        target: NaiveDate,
        /// Days it stands off.
        off: i64,
    },
    /// Its rhythm, in days.
    Rhythm {
        /// No sooner than after so many.
        min: u32,
        /// Every so many.
        target: u32,
        /// At most so many by the method.
        max: u32,
        /// At most so many in a plan.
        limit: u32,
    },
    /// The one before.
    Before {
        /// Its day.
        day: NaiveDate,
        /// How many days that is.
        gap: i64,
    },
    /// There is none before.
    First,
    /// The next.
    Next {
        /// Its day.
        day: NaiveDate,
        /// How many days that is.
        gap: i64,
    },
    /// There is no next one in the term.
    Last,
    /// The week it belongs to.
    Week {
        /// The first day.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
        /// How many are planned in it.
        planned: usize,
        /// How many are asked for.
        asked: u32,
        /// How many of those there must be.
        least: u32,
    },
    /// Where the published revision has it.
    Published {
        /// The revision.
        revision: u32,
        /// Its start there; `None` when it is not in it.
        at: Option<NaiveDateTime>,
        /// Whether that is where it stands.
        same: bool,
    },
    /// Why planning may not touch it.
    Stays(Stays),
    /// A deed of the record book keeps it.
    KeptBy(KeptBy),
    /// When it should have been held.
    Missed {
        /// The first day.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// Those days are over.
    Over,
    /// What blocks it is there whatever else is planned.
    BeyondPlanning,
    /// No plan leaves out less.
    Proven,
    /// The calculation stopped before that was proven.
    Unproven,
}

/// Why planning may not touch a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stays {
    /// It is in the record book.
    Recorded,
    /// It was agreed outside.
    Agreed,
    /// It is past.
    Past,
    /// It lies after the term that was planned last.
    AfterTerm,
    /// It was carried over from an earlier plan.
    CarriedOver,
    /// Nothing asks for it any more.
    Forgotten,
}

/// A deed that keeps a meeting where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeptBy {
    /// It was held.
    Held,
    /// It was agreed outside the plan.
    Agreed,
    /// It was pinned.
    Pinned,
    /// Those who were asked said yes.
    Confirmed,
    /// They said yes, and it was pinned.
    PinnedAndConfirmed,
}

impl KeptBy {
    /// Whether letting it go sets it free again.
    pub fn lets_go(self) -> bool {
        self != Self::Held
    }
}
