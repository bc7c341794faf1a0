//! What is owed, as plain data.

use chrono::NaiveDate;

use crate::ids::{CaseCode, OccurrenceId, RuleId, SeriesId};
use crate::language::Text;
use crate::series::Stay;

/// What kind of thing is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A meeting with a due date.
    Milestone,
    /// The next meeting of a rhythm; due when the gap reaches the method's bound.
    Gap,
    /// Something to hand in.
    Duty,
    /// A new decision: the old one has ended and care has not.
    Decision,
}

/// Something that is neither held nor waived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// What kind.
    pub kind: Kind,
    /// Its series.
    pub series: SeriesId,
    /// Its own id; `None` for a meeting of a rhythm that no plan has.
    pub id: Option<OccurrenceId>,
    /// The rule.
    pub rule: RuleId,
    /// Name.
    pub title: Text,
    /// Where the rule stands.
    pub source: String,
    /// The case.
    pub case: Option<CaseCode>,
    /// The person it is about, for rules per person.
    pub person: Option<String>,
    /// Who can act: a person, a group, the team, or a role that nobody holds.
    pub owner: String,
    /// The staff it needs.
    pub staff: Vec<String>,
    /// Whether the due date is a legal term.
    pub legal: bool,
    /// What a rhythm counts from, else the first day on which it may be held.
    pub since: NaiveDate,
    /// The last day on time.
    pub due: NaiveDate,
    /// The last day at all.
    pub latest: NaiveDate,
    /// Of a meeting that is due once, who would come on the last day on time: as plans name them, and their role.
    pub people: Vec<(String, String)>,
    /// How many minutes its rule asks for; 0 where it does not say, and for something to hand in.
    pub minutes: u32,
    /// The day it stands on in the calendar. When that has passed nobody has said what became of it.
    pub planned: Option<NaiveDate>,
}

/// Something that was not kept and cannot be made up for any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lapse {
    /// What it was: of a gap from when to when (`since`, `planned`) and by when at the latest (`due`);
    /// of weeks the first and last day (`since`, `due`).
    pub of: Obligation,
    /// What it fell short of.
    pub what: Shortfall,
}

/// By how much something was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// Too many days lay between two meetings of a rhythm.
    Gap {
        /// How many there may be.
        most: u32,
    },
    /// None was held in a month, a quarter or another part of the year that is over.
    NotHeld {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
    },
    /// Too few meetings in the weeks that are over.
    Weeks {
        /// How many of those asked for were held, or have no record.
        held: u32,
        /// How many the weeks ask for.
        asked: u32,
    },
    /// More meetings in a week that is over than there may be.
    TooMany {
        /// How many were held, or have no record.
        held: u32,
        /// How many there may be.
        most: u32,
    },
}

/// All that is owed.
#[derive(Clone, Debug, Default)]
pub struct Owed {
    /// What is owed, rule by rule.
    pub obligations: Vec<Obligation>,
    /// What was not kept, rule by rule.
    pub lapses: Vec<Lapse>,
    /// Stays that touch the days looked at.
    pub stays: Vec<Stay>,
}
