//! A pattern of standing times that is proposed, as data; what it says in words, and what those who accept it write in the
//! book, go out.

use chrono::NaiveDate;
use serde::Serialize;

use crate::app::record_book::Consequence;
use crate::language::Lang;
use crate::records::{Act, StandingChoice, StandingKey, StandingSlot};
use crate::words::Formatter;

/// A pattern that is proposed.
#[derive(Clone, Debug, Serialize)]
pub struct StandingProposal {
    /// The first day.
    pub from: NaiveDate,
    /// The last day that was looked at.
    pub to: NaiveDate,
    /// What would change, by key; nothing where no pattern is better.
    pub changes: Vec<StandingChange>,
    /// How many meetings could be at their standing time.
    pub on_slot: OnSlot,
    /// What those who accept it should know.
    #[serde(skip)]
    pub mind: Vec<Consequence>,
}

/// Other hours for a series or a pair.
#[derive(Clone, Debug, Serialize)]
pub struct StandingChange {
    /// Whose.
    pub key: StandingKey,
    /// The first day.
    pub from: NaiveDate,
    /// The hours now.
    pub old: Vec<StandingSlot>,
    /// Those proposed.
    pub new: Vec<StandingSlot>,
}

/// Weekly meetings at their standing time, of all that are asked for on the days looked at.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct OnSlot {
    /// As it is.
    pub now: u32,
    /// As proposed.
    pub proposed: u32,
    /// All.
    pub of: u32,
}

impl StandingProposal {
    /// What is written in the book by those who accept it.
    pub fn acts(&self) -> Vec<Act> {
        let choice = |one: &StandingChange| {
            Act::StandingTimes(StandingChoice {
                key: one.key.clone(),
                from: one.from,
                slots: one.new.clone(),
                agreed: false,
            })
        };
        self.changes.iter().map(choice).collect()
    }

    /// What would change for whom, and what that is good for.
    pub fn said(&self, formatter: Formatter<'_>) -> String {
        let lang = formatter.lang;
        let (from, to) = (lang.date(self.from), lang.date(self.to));
        let OnSlot { now, proposed, of } = self.on_slot;
        if self.changes.is_empty() {
            return match lang {
                Lang::Nl => format!(
                    "Vanaf {from} is er geen beter patroon: tot en met {to} kunnen {now} van de {of} afspraken op hun vaste tijd.\n"
                ),
                Lang::En => format!(
                    "From {from} on there is no better pattern: up to {to}, {now} of {of} meetings can be at their standing time.\n"
                ),
            };
        }
        let mut text = match lang {
            Lang::Nl => {
                format!("Voorstel voor de vaste tijden vanaf {from}; er verandert nog niets.\n")
            }
            Lang::En => format!("Proposed standing times from {from} on; nothing changes yet.\n"),
        };
        for one in &self.changes {
            let (old, new) = (formatter.slots(&one.old), formatter.slots(&one.new));
            let later = match (one.from == self.from, lang) {
                (true, _) => String::new(),
                (false, Lang::Nl) => format!(" (vanaf {})", lang.date(one.from)),
                (false, Lang::En) => format!(" (from {})", lang.date(one.from)),
            };
            let key = formatter.standing_key(&one.key);
            text += &format!("  {key}{later}: {old} -> {new}\n");
        }
        let more = proposed - now;
        text += &match lang {
            Lang::Nl => format!(
                "Tot en met {to} kunnen dan {proposed} van de {of} afspraken op hun vaste tijd: {more} meer dan nu.\n\
                 Overleg eerst met de gezinnen en collega's; neem het daarna over met --accept.\n"
            ),
            Lang::En => format!(
                "Up to {to}, {proposed} of {of} meetings can then be at their standing time: {more} more than now.\n\
                 Agree with the families and colleagues first, then take it over with --accept.\n"
            ),
        };
        text
    }
}
