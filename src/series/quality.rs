//! The parts of the quality of a plan. What each counts is told in `src/problem/OBJECTIVE.md`; `problem` minimises their
//! sum and `verify` counts it again.

use serde::{Deserialize, Serialize};

/// A part of the quality of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Meetings off their standing times.
    Standing,
    /// Gaps of rhythms off the ones aimed at.
    Gap,
    /// Milestones off their targets.
    Target,
    /// Meetings shorter than they should be.
    Length,
    /// Days with too many families.
    FullDay,
    /// Evenings that could have been days.
    Evening,
    /// Days on which pairs meet.
    Block,
    /// Meetings of a week on consecutive days.
    Spacing,
    /// Days to be avoided, and days between free days.
    Day,
    /// Hours outside those preferred.
    Hour,
    /// Members who cannot come.
    Absent,
    /// Meetings that should be outside office hours.
    Outside,
    /// Fewer meetings a week than aimed at.
    Amount,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 13] = [
        Self::Standing,
        Self::Gap,
        Self::Target,
        Self::Length,
        Self::FullDay,
        Self::Evening,
        Self::Block,
        Self::Spacing,
        Self::Day,
        Self::Hour,
        Self::Absent,
        Self::Outside,
        Self::Amount,
    ];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standing => "standing",
            Self::Gap => "gap",
            Self::Target => "target",
            Self::Length => "length",
            Self::FullDay => "full_day",
            Self::Evening => "evening",
            Self::Block => "block",
            Self::Spacing => "spacing",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Absent => "absent",
            Self::Outside => "outside",
            Self::Amount => "amount",
        }
    }
}
