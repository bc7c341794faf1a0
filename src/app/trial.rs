//! A plan tried out: a team, perhaps changed in thought, and a store come in; what planning would make of it
//! goes out. Nothing is saved until it is accepted, and then only while the calendar it was made from stands.

use chrono::{DateTime, Utc};

use super::{Request, as_told, known, publish};
use crate::error::Error;
use crate::plan::{self, Plan, Published};
use crate::solver::Limits;
use crate::store::{Memory, Store as _, Turn};
use crate::team::Team;

/// A plan that is not saved.
pub struct Trial {
    /// What people know now, as recorded; `None` before anything was planned.
    pub before: Option<Plan>,
    /// What planning makes of it.
    pub plan: Plan,
    /// The revision saved last, and the one published, when it was made.
    standing: (Option<u32>, Option<u32>),
}

/// Plans in a copy of a store. `take_turn` gives a turn at the store; it ends before planning begins.
///
/// # Errors
/// As [`plan`].
pub fn try_out(
    team: &Team,
    take_turn: impl FnOnce() -> Result<Turn, Error>,
    request: &Request,
    limits: &Limits,
) -> Result<Trial, Error> {
    let (mut copy, standing, before) = {
        let store = take_turn()?;
        store.check_team(&team.id)?;
        let before = known(&store)?;
        let before = before.map(|plan| as_told(team, &store, plan)).transpose()?;
        (Memory::copy_of(&store)?, store.standing()?, before)
    };
    let plan = super::plan(team, &mut copy, request, limits)?;
    Ok(Trial {
        before,
        plan,
        standing,
    })
}

/// Saves what was tried out and makes it the calendar that everybody knows.
///
/// # Errors
/// [`Error::Store`] also when somebody planned or published since.
pub fn accept(
    team: &Team,
    store: &mut Turn,
    trial: &Trial,
    at: DateTime<Utc>,
) -> Result<Published, Error> {
    if store.standing()? != trial.standing {
        return Err(store.changed().into());
    }
    let cases: Vec<_> = team.cases.iter().map(|case| case.code.clone()).collect();
    let issued = store.issued_to(&cases)?;
    let revision = store.save(&trial.plan, &plan::issued(&trial.plan, &issued))?;
    publish(team, store, Some(revision), at)
}
