//! The check in one walk: how a team stands comes in; findings, and what is owed, go out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Snapshot;
use crate::check::{Finding, Question, check as judge};
use crate::error::Error;
use crate::ids::OccurrenceId;
use crate::plan::Plan;
use crate::rules::Severity;
use crate::series::{self, Obligation, Standing};
use crate::store::Store;
use crate::team::Team;

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
    let snapshot = Snapshot::known_on(team, store, request.known_on, request.today)?;
    Ok(snapshot.check(request.lead_days))
}

/// The findings of a snapshot whose calendar people know, if there is one.
pub(super) fn findings(snapshot: &Snapshot, plan: Option<&Plan>, lead_days: u32) -> Vec<Finding> {
    judge(&Question {
        team: &snapshot.team,
        ledger: &snapshot.ledger,
        standing: &standing(snapshot, plan),
        planned_until: snapshot.planned_until().filter(|_| plan.is_some()),
        left_out: &left_out(plan),
        today: snapshot.today,
        lead_days,
    })
}

/// Everything that is due by `until`, or planned late, and neither held nor waived.
pub(super) fn owed(snapshot: &Snapshot, plan: Option<&Plan>, until: NaiveDate) -> Vec<Obligation> {
    let standing = standing(snapshot, plan);
    series::owed(&snapshot.team, &standing, snapshot.today, until).obligations
}

/// What the calendar that people know left out although it is required.
fn left_out(plan: Option<&Plan>) -> BTreeMap<OccurrenceId, NaiveDate> {
    let missing = plan.into_iter().flat_map(|plan| &plan.left_out);
    let required = missing.filter(|one| one.severity == Severity::Hard);
    required
        .map(|one| (one.id.clone(), one.window.to))
        .collect()
}

fn standing(snapshot: &Snapshot, plan: Option<&Plan>) -> Vec<Standing> {
    let book = snapshot.as_planned_with();
    plan.map_or_else(|| book.standing_alone(), |plan| book.standing(plan))
}
