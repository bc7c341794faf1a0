//! The main job in one walk: a team folder and a store come in; a verified plan, saved and perhaps
//! published, goes out.

mod accounts;
mod added;
mod base_week;
mod checked;
mod dates;
mod dossier;
mod explained;
mod filing;
mod find;
mod foreseen;
mod kept;
mod links;
mod lookback;
mod masthead;
mod meetings;
mod obstacles;
mod offer;
mod placeless;
mod plan_input;
mod reading;
pub mod record_book;
mod recorded;
mod retention;
mod revision;
mod roster;
mod snapshot;
mod standing_rows;
mod to_destroy;
mod trial;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::diagnostic::Faulty;
use crate::error::Error;
use crate::ids::RuleId;
use crate::plan::{self, Meta, Plan, Published};
use crate::records::{Entry, Ledger};
use crate::rules::{Per, Severity};
use crate::solver;
pub use crate::solver::{Limits, Progress};
use crate::standing;
use crate::store::{Store, StoreError, Turns};
use crate::team::{self, Team};
use crate::time::Term;
use crate::time::zone::local_day;
use crate::verify;
use crate::words;

pub use self::accounts::{
    account, add_account, change_role, end_account, known_already, leaves_a_lead, no_account,
    password_link, person_of,
};
pub use self::base_week::BaseWeek;
pub use self::checked::{CheckRequest, check};
pub use self::dossier::{Dossier, dossier};
pub use self::explained::{ExplainJob, ExplainRequest, Explained, inquire};
pub use self::filing::{Cells, Entered, Filed, Filing, Keys, file, rows, written, written_each};
pub use self::find::{NotFound, find};
pub use self::foreseen::foresee;
pub use self::kept::kept_by;
pub use self::links::{NewLink, issue_link, issue_links, revoke_links, rotate_link, usual_expiry};
pub use self::lookback::{since, since_for_feeds};
use self::masthead::{beforehand, masthead};
pub use self::meetings::is_duty;
pub use self::offer::{ButOne, InTheWay, Times};
use self::plan_input::PlanInput;
pub use self::plan_input::pose;
pub use self::reading::explanation;
pub use self::recorded::Recorded;
pub use self::retention::{destroy, tells_of_retention, to_destroy};
use self::revision::revision_since;
pub use self::revision::{earliest, no_plan, revision_as_of, revision_of};
pub use self::roster::{Roster, most_detail};
pub use self::snapshot::{LEAD_DAYS, Snapshot};
pub use self::standing_rows::{RowWithPeople, family_of};
pub use self::to_destroy::ToDestroy;
pub use self::trial::{Trial, accept, try_out};

/// A team with what its files gave reason to say.
pub struct Loaded {
    /// The team.
    pub team: Team,
    /// Warnings.
    pub warnings: Faulty,
}

/// Loads a team folder.
///
/// # Errors
/// [`Error::Faults`] with every fault of every file.
pub fn load(folder: &Path) -> Result<Loaded, Error> {
    let mut told = Faulty::default();
    match team::load(folder, &mut told.sources, &mut told.faults) {
        Some(team) => Ok(Loaded {
            team,
            warnings: told,
        }),
        None => Err(Error::Faults(told)),
    }
}

/// What is to be planned.
#[derive(Clone, Debug)]
pub struct Request {
    /// The term.
    pub term: Term,
    /// The local moment it is planned at, on the minute.
    pub now: NaiveDateTime,
    /// Names or ids of rules left out of this run.
    pub without: Vec<String>,
    /// Whether meetings may move as if nobody knew of them.
    pub afresh: bool,
}

impl Request {
    /// The day it is planned on.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }
}

/// How often to plan anew because somebody else planned or published meanwhile.
const AGAIN: usize = 2;

/// How long after its search a plan may look for why something is left out, if that took all its time.
const REASONS: Duration = Duration::from_millis(200);

/// For how many others who plan already it is waited, each as long as this plan may take, and at most so long.
const PLANS_AHEAD: u32 = 8;
const LONGEST: Duration = Duration::from_secs(120);

/// Plans a term: expands, solves, verifies, joins it with the rest of the calendar (as the latest
/// revision has it, draft or not) and saves the revision as a draft. Of what people know (the
/// published revision; before there is one, the latest) as little as possible moves.
///
/// While it is solved others may use the store. When they plan, publish or record meanwhile, it is
/// planned anew from what they left. At the last attempt lines of the record book stop it no more,
/// unless they agreed a meeting: the calendar shows what they say all the same, and the next plan
/// counts with them.
///
/// # Errors
/// [`Error::Store`]; [`Error::Broken`] for a plan that does not pass `verify`, which is a bug.
pub fn plan(
    team: &Team,
    store: &mut impl Turns,
    request: &Request,
    limits: &Limits,
) -> Result<Plan, Error> {
    planned(team, store, request, limits).map(|planned| planned.plan)
}

/// A plan that was made, and where its cost comes from.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The revision saved.
    pub plan: Plan,
    /// What the days planned cost, by rule and by person.
    pub costs: verify::Split,
    /// What people see of it, counted.
    pub figures: plan::Figures,
    /// How often it was planned anew, because somebody else planned, published or recorded meanwhile.
    pub anew: usize,
}

/// The same as [`plan()`], with the split of the cost.
///
/// # Errors
/// As [`plan()`].
pub fn planned(
    team: &Team,
    store: &mut impl Turns,
    request: &Request,
    limits: &Limits,
) -> Result<Planned, Error> {
    let _alone = store.plan_alone(PLANS_AHEAD * limits.time.min(LONGEST), &limits.stop);
    for anew in 0..AGAIN {
        match attempt(team, store, request, limits, false) {
            Err(Error::Store(StoreError::Changed { .. })) => {}
            done => return done.map(|planned| Planned { anew, ..planned }),
        }
    }
    let planned = attempt(team, store, request, limits, true)?;
    Ok(Planned {
        anew: AGAIN,
        ..planned
    })
}

/// Plans once; at the `last` attempt mere records made meanwhile are let be.
fn attempt(
    team: &Team,
    turns: &mut impl Turns,
    request: &Request,
    limits: &Limits,
    last: bool,
) -> Result<Planned, Error> {
    let store = turns.take_turn()?;
    let ground = PlanInput::read(team, &*store, request)?;
    drop(store);
    let (instance, pattern) = ground.instance(request);
    let answer = solver::solve(&instance, limits);
    let late = solver::late(limits, answer.seconds, REASONS);
    let meta = Meta {
        team: team.id.clone(),
        today: request.today(),
        zone: team.zone.name().to_owned(),
    };
    let base = ground.latest.as_ref();
    let known: Vec<&Plan> = ground.published.iter().chain(base).collect();
    let mut plan = plan::assemble_until(&instance, &answer, &meta, &known, &late);
    plan.chosen = Some(plan::ChosenTimes {
        value: pattern.value,
        bound: pattern.bound,
    });
    verify::verify(&instance, &plan).map_err(Error::Broken)?;
    let costs = verify::split(&instance, &plan);
    let mut figures = plan::figures(&instance, &plan);
    figures.possible = standing::attainable(&instance);
    if let Some(rest) = ground.rest(request) {
        plan = plan.with_rest_of(&rest, instance.first);
    }
    let entries = &ground.snapshot.entries;
    plan.entries = entries.last().map_or(0, |entry| entry.number);
    words::settle(team, &mut plan);
    let mut store = turns.take_turn()?;
    let cases: Vec<_> = team.cases.iter().map(|case| case.code.clone()).collect();
    let recorded = store.entries()? != *entries && !last;
    let issued = &ground.snapshot.issued;
    if recorded || store.standing()? != ground.standing || store.issued_to(&cases)? != *issued {
        return Err(store.changed().into());
    }
    plan.revision = store.save(&plan, &plan::issued(&plan, issued))?;
    Ok(Planned {
        plan,
        costs,
        figures,
        anew: 0,
    })
}

/// The revision that planning anew keeps to where it can: the published one, else the latest.
///
/// # Errors
/// [`Error::Store`].
pub fn known(store: &dyn Store) -> Result<Option<Plan>, Error> {
    match published(store)? {
        Some(plan) => Ok(Some(plan)),
        None => Ok(store.latest()?),
    }
}

fn published(store: &dyn Store) -> Result<Option<Plan>, Error> {
    let revision = store.published_revision()?;
    let plan = revision.map(|revision| store.plan(revision)).transpose()?;
    Ok(plan.flatten())
}

/// Makes a revision the calendar that feeds and checks know.
///
/// # Errors
/// [`Error::Store`]; [`Error::Usage`] when there is no such revision.
pub fn publish(
    team: &Team,
    store: &mut dyn Store,
    revision: Option<u32>,
    at: DateTime<Utc>,
) -> Result<Published, Error> {
    store.check_team(&team.id)?;
    let ledger = &ledger(team, store, None)?;
    let since = since_of(team, ledger, at);
    let plan = revision_since(store, revision, since)?;
    let today = local_day(team.zone, at);
    let plan = Recorded { team, ledger }.dated(plan, today);
    let previous = store.published_since(since)?;
    let previous = previous.map(|(_, published)| published);
    let told = beforehand(team, at);
    let published = Published::next_in_time(previous.as_ref(), &plan, masthead(team), at, &told);
    store.publish(plan.revision, &published)?;
    Ok(published)
}

/// Adds lines to the record book and brings what subscribers know, if anything is published, up to
/// date with it: both or neither.
///
/// # Errors
/// [`Error::Store`].
pub fn enter(
    team: &Team,
    store: &mut dyn Store,
    entries: &[Entry],
    at: DateTime<Utc>,
) -> Result<Vec<Entry>, Error> {
    let before = ledger(team, store, None)?;
    let since = since_of(team, &before, at);
    let known = match store.published_since(since)? {
        Some((revision, published)) => {
            let plan = store.plan_since(revision, since)?;
            plan.map(|plan| (published, plan))
        }
        None => None,
    };
    let next = |book: &[Entry]| {
        let (previous, plan) = known.as_ref()?;
        let ledger = &Ledger::read(&team.held, book, team.zone, None);
        let today = local_day(team.zone, at);
        let plan = Recorded { team, ledger }.dated(plan.clone(), today);
        let told = beforehand(team, at);
        let previous = Some(previous);
        let next = Published::next_in_time(previous, &plan, masthead(team), at, &told);
        Some(next)
    };
    Ok(store.enter_and_publish(&team.id, entries, &next)?)
}

/// A revision as the record book has made it since.
///
/// # Errors
/// [`Error::Store`].
pub fn as_recorded(team: &Team, store: &dyn Store, plan: Plan) -> Result<Plan, Error> {
    let ledger = &ledger(team, store, None)?;
    Ok(Recorded { team, ledger }.calendar(plan))
}

/// A revision as people were told of it: as the record book has made it since, whatever the files say now.
///
/// # Errors
/// [`Error::Store`].
pub fn as_told(team: &Team, store: &dyn Store, plan: Plan) -> Result<Plan, Error> {
    let ledger = &ledger(team, store, None)?;
    Ok(Recorded { team, ledger }.as_told(plan))
}

/// What the record book says, with the team's imported history; as known on a day when one is given.
///
/// # Errors
/// [`Error::Store`].
pub fn ledger(
    team: &Team,
    store: &dyn Store,
    known_on: Option<NaiveDate>,
) -> Result<Ledger, Error> {
    let entries = store.entries()?;
    Ok(Ledger::read(&team.held, &entries, team.zone, known_on))
}

/// The first day that counts at an instant.
fn since_of(team: &Team, ledger: &Ledger, at: DateTime<Utc>) -> Option<NaiveDate> {
    let today = local_day(team.zone, at);
    lookback::since(&team.with(ledger, today), today)
}

/// What a plan leaves undone on the days of a request: hard and soft obligations that could still be
/// met then, and late days.
fn undone(plan: &Plan, request: &Request) -> [i64; 3] {
    let (from, to) = (request.term.from.max(request.today()), request.term.to);
    let open = plan
        .left_out
        .iter()
        .filter(|one| from <= one.window.to && one.window.from <= to);
    let (hard, soft): (Vec<_>, Vec<_>) = open.partition(|one| one.severity == Severity::Hard);
    let ahead = plan
        .placements
        .iter()
        .filter(|one| request.now <= one.start && request.term.has(one.start.date()));
    let late = ahead.filter_map(|one| Some((one.start.date() - one.due?).num_days().max(0)));
    [hard.len() as i64, soft.len() as i64, late.sum()]
}

/// The rules that are about a case each.
pub fn per_case(team: &Team) -> BTreeSet<RuleId> {
    let rules = team.programmes.iter().flat_map(|each| &each.rules);
    let about_cases = rules.filter(|rule| matches!(rule.per, Per::Case { .. }));
    about_cases.map(|rule| rule.id.clone()).collect()
}
