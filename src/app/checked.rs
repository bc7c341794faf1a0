//! The check in one walk: a team, its record book and the calendar that people know come in; findings go out.

use chrono::NaiveDate;

use super::{Recorded, lookback};
use crate::check::{Finding, Question, check as judge};
use crate::error::Error;
use crate::plan::Plan;
use crate::records::Ledger;
use crate::series::{Kind, Obligation, Standing, owed};
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
    request: CheckRequest,
) -> Result<Vec<Finding>, Error> {
    let entries = match store {
        Some(store) => store.entries()?,
        None => Vec::new(),
    };
    let today = request.known_on.unwrap_or(request.today);
    let ledger = &Ledger::read(&team.held, &entries, team.zone, request.known_on);
    let team = &team.with(ledger, today);
    let plan = match store {
        Some(store) => published(team, store, request.known_on, today)?,
        None => None,
    };
    Ok(findings(team, ledger, plan.as_ref(), request))
}

/// The same of a calendar that was read, as planned or as recorded; `team` has its records.
pub(super) fn findings(
    team: &Team,
    ledger: &Ledger,
    plan: Option<&Plan>,
    request: CheckRequest,
) -> Vec<Finding> {
    let today = request.known_on.unwrap_or(request.today);
    judge(&Question {
        team,
        ledger,
        standing: &standing(Recorded { team, ledger }, plan),
        today,
        lead_days: request.lead_days,
    })
}

/// Every meeting that is due once by `until`, neither held nor waived, and without a day in the calendar that people
/// know. `team` has its records.
pub(super) fn without_a_day(
    team: &Team,
    ledger: &Ledger,
    plan: Option<&Plan>,
    today: NaiveDate,
    until: NaiveDate,
) -> Vec<Obligation> {
    let standing = standing(Recorded { team, ledger }, plan);
    let mut open = owed(team, &standing, today, until).obligations;
    open.retain(|one| one.kind == Kind::Milestone && one.planned.is_none() && one.due <= until);
    open
}

fn standing(book: Recorded<'_>, plan: Option<&Plan>) -> Vec<Standing> {
    plan.map_or_else(
        || book.standing_alone(),
        |plan| book.standing(&book.calendar(plan.clone())),
    )
}

/// The published calendar; of a day, what had been published by then (if that was not purged).
fn published(
    team: &Team,
    store: &dyn Store,
    known_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Option<Plan>, Error> {
    let by_then = |one: &&Publication| {
        known_on.is_none_or(|known_on| local_day(team.zone, one.at) <= known_on)
    };
    let publications = store.publications()?;
    match publications.iter().rev().find(by_then) {
        Some(known) => Ok(store.plan_since(known.revision, lookback::since(team, today))?),
        None => Ok(None),
    }
}
