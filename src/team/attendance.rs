//! Whether a meeting was held as its rule demands: a record comes in, what it lacked goes out.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Team;
use crate::ids::PersonId;
use crate::records::{Record, State};
use crate::rules::{Programme, RoleKind, Rule};

/// What was wrong with a meeting held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// Nobody came in this role (or in any of these, with strokes between).
    NoRole(String),
    /// Too few of those invited came.
    TooFew {
        /// How many did.
        present: u32,
        /// How many should have.
        needed: u32,
    },
    /// Somebody came whom the rule forbids: the role.
    Forbidden(String),
    /// It was shorter than the rule asks.
    TooShort {
        /// How many minutes it lasted.
        minutes: u32,
        /// How many it should have, at least.
        least: u32,
    },
}

impl Team {
    /// Whether a record counts for its rule as far as its company goes: most rules take a meeting
    /// as it was held; a strict one takes no flaw.
    pub fn counts(&self, record: &Record) -> bool {
        let rule = self.rule(&record.series.rule());
        rule.is_none_or(|rule| !rule.who.strict || self.flaws(record).is_empty())
    }

    /// What was wrong with the company of a meeting held; nothing when no one was listed.
    pub fn flaws(&self, record: &Record) -> Vec<Flaw> {
        let id = record.series.rule();
        let (Some(programme), Some(rule)) = (self.programme(id.programme()), self.rule(&id)) else {
            return Vec::new();
        };
        if record.present.is_empty() || record.state != State::Held {
            return Vec::new();
        }
        let who = &rule.who;
        let filled = |role: &String| {
            let mut present = record.present.iter();
            present.any(|one| self.came_as(one, role, programme, record))
        };
        let mut flaws = Vec::new();
        if let Some(needed) = who.quorum {
            let invited = |one: &&String| {
                let mut roles = who.all.iter();
                who.all.is_empty() || roles.any(|role| self.came_as(one, role, programme, record))
            };
            let present = record.present.iter().filter(invited).count() as u32;
            if present < needed {
                flaws.push(Flaw::TooFew { present, needed });
            }
        } else {
            let empty = who.all.iter().filter(|role| !filled(role));
            flaws.extend(empty.cloned().map(Flaw::NoRole));
        }
        if !who.any.is_empty() && !who.any.iter().any(filled) {
            flaws.push(Flaw::NoRole(who.any.join("/")));
        }
        let forbidden = who.forbid.iter().filter(|role| filled(role));
        flaws.extend(forbidden.cloned().map(Flaw::Forbidden));
        flaws
    }

    /// That a meeting held was shorter than any form of its rule allows. It counts all the same. Not
    /// judged: a length that depends on how many cases somebody had, or on who came when nobody says.
    pub fn cut_short(&self, record: &Record) -> Option<Flaw> {
        let minutes = record.minutes.filter(|_| record.state == State::Held)?;
        let rule = self.rule(&record.series.rule())?;
        let variants = rule.variants.iter().map(|(_, variant)| variant);
        let forms = variants.chain([rule]);
        let least = forms.map(|form| least(form, record.present.len() as u32));
        let least = least.min().flatten()?;
        (minutes < least).then_some(Flaw::TooShort { minutes, least })
    }

    /// Whether somebody who was there fills a role: named by it, holding it, or the family itself.
    fn came_as(&self, one: &str, role: &str, programme: &Programme, record: &Record) -> bool {
        let person = self.person(&PersonId::new(one));
        let kind = programme.roles.get(role).map(|role| role.kind);
        one == role
            || person.is_some_and(|person| person.may_be(programme, role))
            || (kind == Some(RoleKind::Family) && record.series.subject() == one)
    }
}

/// The least minutes a form of a rule asks of a meeting with so many people.
fn least(rule: &Rule, present: u32) -> Option<u32> {
    let duration = &rule.duration;
    if duration.per_case > 0 || duration.split_max.is_some() {
        return None;
    }
    let table: &BTreeMap<u32, u32> = &duration.by_size;
    match table.first_key_value() {
        None => Some(duration.min.saturating_sub(duration.tolerance)),
        Some(_) if present == 0 => None,
        Some((_, smallest)) => {
            let fitting = table.range(..=present).next_back();
            let minutes = fitting.map_or(*smallest, |(_, minutes)| *minutes);
            Some(minutes.saturating_sub(duration.tolerance))
        }
    }
}
