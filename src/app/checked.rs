//! The check in one walk: a team and its store, if it has one, come in; findings go out.

use chrono::NaiveDate;

use super::Recorded;
use crate::check::{Finding, Question, check as judge};
use crate::error::Error;
use crate::plan::Plan;
use crate::records::Ledger;
use crate::series::{Kind, Obligation, owed};
use crate::store::{Publication, Store};
use crate::team::Team;
use crate::time::zone::local_day;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct CheckRequest {
    /// The day it is asked on.
    pub today: NaiveDate,
    /// The day whose knowledge counts, when not today's.
    pub known_on: Option<NaiveDate>,
    /// How many days ahead something must be planned.
    pub lead_days: u32,
}

/// Checks what became of the calendar that people know. Without a store, or with nothing published,
/// history alone is judged.
///
/// # Errors
/// [`Error::Store`].
pub fn check(
    team: &Team,
    store: Option<&dyn Store>,
    inquiry: CheckRequest,
) -> Result<Vec<Finding>, Error> {
    asked(team, store, inquiry, judge)
}

/// Every meeting that is due once by `until`, neither held nor waived, and without a day in the calendar that people
/// know.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn without_a_day(
    team: &Team,
    store: &dyn Store,
    inquiry: CheckRequest,
    until: NaiveDate,
) -> Result<Vec<Obligation>, Error> {
    asked(team, Some(store), inquiry, |question| {
        let owed = owed(question.team, question.standing, question.today, until);
        let mut open = owed.obligations;
        open.retain(|one| one.kind == Kind::Milestone && one.planned.is_none() && one.due <= until);
        open
    })
}

/// Puts a question to the calendar that people know, or to history alone.
fn asked<A>(
    team: &Team,
    store: Option<&dyn Store>,
    inquiry: CheckRequest,
    answer: impl FnOnce(&Question<'_>) -> A,
) -> Result<A, Error> {
    let (entries, plan) = match store {
        Some(store) => (store.entries()?, published(team, store, inquiry.known_on)?),
        None => (Vec::new(), None),
    };
    let today = inquiry.known_on.unwrap_or(inquiry.today);
    let ledger = Ledger::read(&team.held, &entries, team.zone, inquiry.known_on);
    let team = &team.with(&ledger, today);
    let book = Recorded {
        team,
        ledger: &ledger,
    };
    let standing = plan.map_or_else(
        || book.standing_alone(),
        |plan| book.standing(&book.calendar(plan)),
    );
    Ok(answer(&Question {
        team,
        ledger: &ledger,
        standing: &standing,
        today,
        lead_days: inquiry.lead_days,
    }))
}

/// The published calendar; of a day, what had been published by then (if that was not purged).
fn published(
    team: &Team,
    store: &dyn Store,
    known_on: Option<NaiveDate>,
) -> Result<Option<Plan>, Error> {
    let by_then = |one: &&Publication| {
        known_on.is_none_or(|known_on| local_day(team.zone, one.at) <= known_on)
    };
    let publications = store.publications()?;
    match publications.iter().rev().find(by_then) {
        Some(known) => Ok(store.plan(known.revision)?),
        None => Ok(None),
    }
}
