//! What one looks at to know how a team stands: a team and a turn at its store come in; the calendar people
//! know, the record book and what is late go out, all of one moment.

use chrono::{Days, NaiveDate};

use super::checked::without_a_day;
use super::desk::known_meetings;
use super::{CheckRequest, Recorded, as_recorded, check, ledger};
use crate::check::Finding;
use crate::error::Error;
use crate::ids::OccurrenceId;
use crate::plan::{Placement, Plan};
use crate::records::{Entry, Ledger};
use crate::series::Obligation;
use crate::store::Store;
use crate::team::Team;

/// How many days ahead something must be planned, unless asked otherwise.
pub const LEAD_DAYS: u32 = 28;

/// How far ahead is looked for what has no day yet: two quarters.
const AHEAD: Days = Days::new(26 * 7);

/// How a team stands on a day.
pub struct Snapshot {
    /// The team as its files and the record book have it.
    pub team: Team,
    /// The team as its files alone have it.
    pub filed: Team,
    /// What the record book says.
    pub ledger: Ledger,
    /// Its lines.
    pub entries: Vec<Entry>,
    /// The published calendar as recorded; the latest draft while nothing is published; `None` before
    /// anything was planned.
    pub plan: Option<Plan>,
    /// Every meeting there is or was, as planned, and every duty as a meeting without length.
    pub meetings: Vec<Placement>,
    /// The number of the published revision.
    pub published: Option<u32>,
    /// The numbers of all revisions, rising.
    pub revisions: Vec<u32>,
    /// What is late, at risk, not planned or not recorded, the worst first.
    pub findings: Vec<Finding>,
    /// What is due once within half a year, must still be held, and has no day in the calendar people know.
    pub open: Vec<Obligation>,
    /// The day.
    pub today: NaiveDate,
}

/// How a team stands on a day.
///
/// # Errors
/// [`Error::Store`].
pub fn snapshot(team: &Team, store: &dyn Store, today: NaiveDate) -> Result<Snapshot, Error> {
    store.check_team(&team.id)?;
    let published = store.published()?.map(|(revision, _)| revision);
    let plan = match published {
        Some(revision) => store.plan(revision)?,
        None => store.latest()?,
    };
    let plan = plan
        .map(|plan| as_recorded(team, store, plan))
        .transpose()?;
    let inquiry = CheckRequest {
        today,
        known_on: None,
        lead_days: LEAD_DAYS,
    };
    let ahead = today.checked_add_days(AHEAD).unwrap_or(today);
    let ledger = ledger(team, store, None)?;
    let book = Recorded {
        team,
        ledger: &ledger,
    };
    let mut open = without_a_day(team, store, inquiry, ahead)?;
    // While nothing is published the draft is what one looks at.
    let stands = |id: &OccurrenceId| {
        let placements = plan.iter().flat_map(|plan| &plan.placements);
        placements.into_iter().any(|one| one.id == *id)
    };
    open.retain(|one| !one.id.as_ref().is_some_and(stands));
    Ok(Snapshot {
        findings: check(team, Some(store), inquiry)?,
        open,
        meetings: known_meetings(store, book)?,
        entries: store.entries()?,
        revisions: store.revisions()?,
        team: team.with(&ledger, today),
        filed: team.clone(),
        ledger,
        plan,
        published,
        today,
    })
}
