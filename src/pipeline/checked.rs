//! The check in one walk: a team and its store, if it has one, come in; findings go out.

use chrono::NaiveDate;

use super::Recorded;
use crate::check::{Finding, Question, check as judge};
use crate::error::Error;
use crate::plan::Plan;
use crate::records::Ledger;
use crate::store::Store;
use crate::team::Team;
use crate::time::zone::local_day;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Inquiry {
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
    inquiry: Inquiry,
) -> Result<Vec<Finding>, Error> {
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
    let standing = plan.map_or_else(Vec::new, |plan| book.standing(&book.calendar(plan)));
    Ok(judge(&Question {
        team,
        ledger: &ledger,
        standing: &standing,
        today,
        lead_days: inquiry.lead_days,
    }))
}

/// The published calendar; as of a day before it was published, the last revision made by then, because
/// the store keeps no list of what was published when.
fn published(
    team: &Team,
    store: &dyn Store,
    known_on: Option<NaiveDate>,
) -> Result<Option<Plan>, Error> {
    let Some((revision, published)) = store.published()? else {
        return Ok(None);
    };
    let later = known_on.filter(|day| local_day(team.zone, published.at) > *day);
    let Some(day) = later else {
        return Ok(store.plan(revision)?);
    };
    let mut revisions = store.revisions()?;
    revisions.retain(|one| *one < revision);
    for revision in revisions.into_iter().rev() {
        if let Some(plan) = store.plan(revision)?.filter(|plan| plan.today <= day) {
            return Ok(Some(plan));
        }
    }
    Ok(None)
}
