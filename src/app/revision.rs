//! One revision: its number comes in; the plan goes out, whole or as far back as it is looked at, or that it is not there.

use chrono::NaiveDate;

use super::{ledger, lookback};
use crate::error::Error;
use crate::plan::Plan;
use crate::store::Store;
use crate::team::Team;

/// A revision by its number; the latest without one.
///
/// # Errors
/// [`Error::Store`]; [`Error::Usage`] when it is not there, with those that are.
pub fn revision_of(store: &dyn Store, revision: Option<u32>) -> Result<Plan, Error> {
    revision_since(store, revision, None)
}

/// The same, as far back as daily work looked when it was made, and looks on `today`, whichever is further.
///
/// # Errors
/// As [`revision_of`].
pub fn revision_as_of(
    team: &Team,
    store: &dyn Store,
    revision: Option<u32>,
    today: NaiveDate,
) -> Result<Plan, Error> {
    let day = earliest(store, [revision], today)?;
    let team = team.with(&ledger(team, store, None)?, today);
    revision_since(store, revision, lookback::since(&team, day))
}

/// The first of the days on which these revisions were made (`None`: the latest), and of `today`.
///
/// # Errors
/// [`Error::Store`].
pub fn earliest<const N: usize>(
    store: &dyn Store,
    revisions: [Option<u32>; N],
    today: NaiveDate,
) -> Result<NaiveDate, Error> {
    let latest = store.revisions()?.last().copied();
    let mut first = today;
    for number in revisions.into_iter().filter_map(|one| one.or(latest)) {
        let made = lookback::head(store, number)?.map(|plan| plan.today);
        first = made.map_or(first, |made| made.min(first));
    }
    Ok(first)
}

/// A revision by its number, from a day on; the latest without one.
pub(super) fn revision_since(
    store: &dyn Store,
    revision: Option<u32>,
    since: Option<NaiveDate>,
) -> Result<Plan, Error> {
    let number = revision.or(store.revisions()?.last().copied());
    let plan = match number {
        Some(number) => store.plan_since(number, since)?,
        None => None,
    };
    if let Some(plan) = plan {
        return Ok(plan);
    }
    let known: Vec<String> = store.revisions()?.iter().map(u32::to_string).collect();
    Err(match revision {
        Some(revision) if !known.is_empty() => {
            let known = known.join(", ");
            Error::usage(
                format!("er is geen revisie {revision}; wel {known}"),
                format!("there is no revision {revision}; there are {known}"),
            )
        }
        _ => no_plan(),
    })
}

/// That nothing was planned yet.
pub fn no_plan() -> Error {
    Error::usage(
        "er is nog geen planning; maak er een met `cadans plan`",
        "there is no plan yet; make one with `cadans plan`",
    )
    .on_page(
        "Er is nog geen planning; maak er een onder Plannen.",
        "There is no plan yet; make one under Plan.",
    )
}
