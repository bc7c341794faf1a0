//! Reading a store once: a team and a turn at its store come in; how the team stands, with the revisions that it was made
//! of, goes out.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{NaiveDate, NaiveDateTime};

use super::Snapshot;
use crate::app::{Recorded, lookback, meetings};
use crate::error::Error;
use crate::plan::{Placement, Plan, Stay};
use crate::records::Ledger;
use crate::series;
use crate::store::{Publication, Store};
use crate::team::{Lodged, Team};
use crate::time::Term;
use crate::time::zone::local_day;

/// The revisions as they were saved that a snapshot was made of, whole.
#[derive(Default)]
pub(in crate::app) struct Saved {
    /// The published one.
    pub published: Option<Plan>,
    /// The latest one, a draft perhaps.
    pub latest: Option<Plan>,
}

/// What of a store is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// As far back as counts from day to day.
    Lately,
    /// All there is.
    Whole,
    /// As far back, and what could be known on its day.
    KnownThen,
}

impl Snapshot {
    /// How a team stands at a moment.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn read(team: &Team, store: &dyn Store, now: NaiveDateTime) -> Result<Self, Error> {
        store.check_team(&team.id)?;
        Ok(Self::taken(team, Some(store), now, Reach::Lately)?.0)
    }

    /// The same, with the revisions it was made of: for what is planned from them.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub(in crate::app) fn whole(
        team: &Team,
        store: &dyn Store,
        now: NaiveDateTime,
    ) -> Result<(Self, Saved), Error> {
        store.check_team(&team.id)?;
        Self::taken(team, Some(store), now, Reach::Whole)
    }

    /// How a team stood at the beginning of a day, by what could be known then: as people knew it. Without a day, how it
    /// stands on `today`; without a store, how it stands by its files.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub(in crate::app) fn known_on(
        team: &Team,
        store: Option<&dyn Store>,
        day: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let reach = day.map_or(Reach::Lately, |_| Reach::KnownThen);
        Ok(Self::taken(team, store, day.unwrap_or(today).into(), reach)?.0)
    }

    fn taken(
        team: &Team,
        store: Option<&dyn Store>,
        now: NaiveDateTime,
        reach: Reach,
    ) -> Result<(Self, Saved), Error> {
        let today = now.date();
        let known_on = (reach == Reach::KnownThen).then_some(today);
        let cases: Vec<_> = team.cases.iter().map(|case| case.code.clone()).collect();
        let entries = store.map_or(Ok(Vec::new()), |store| store.entries())?;
        let ledger = Ledger::read(&team.held, &entries, team.zone, known_on);
        let mut recorded = team.with(&ledger, today);
        let since = match reach {
            Reach::Whole => None,
            Reach::Lately | Reach::KnownThen => lookback::since(&recorded, today),
        };
        let revisions = store.map_or(Ok(Vec::new()), |store| store.revisions())?;
        let published = match store {
            Some(store) => published(team, store, known_on)?,
            None => None,
        };
        // Which drafts there were on a day is not known.
        let last = revisions.last().filter(|_| known_on.is_none()).copied();
        let read = |revision: Option<u32>| match (store, revision) {
            (Some(store), Some(revision)) => store.plan_since(revision, since),
            _ => Ok(None),
        };
        let known = read(published)?;
        recorded.lodged = known
            .as_ref()
            .map_or_else(Vec::new, |plan| lodged(team, plan));
        let draft = read(last.filter(|last| published != Some(*last)))?;
        let book = Recorded {
            team,
            ledger: &ledger,
        };
        let planned = meetings::planned(known.iter().chain(&draft), book);
        let moved = planned.iter().filter_map(|one| {
            let now = book.now(one)?;
            (now.start != one.start).then(|| (one.id.clone(), one.start))
        });
        let moved = moved.collect();
        let stands = |one: Placement| book.now(&one).unwrap_or(one);
        let term = known.as_ref().or(draft.as_ref()).map(|plan| plan.term);
        let day = Term {
            from: today,
            to: today,
        };
        let (mut courses, stays) = series::lodged(&recorded, term.unwrap_or(day), today);
        courses.retain(|case| {
            let asked = recorded.case(&case.code, &case.programme);
            asked.is_some_and(|asked| asked.start != case.start)
        });
        let shown = known.as_ref().or(draft.as_ref()).cloned();
        let saved = (reach == Reach::Whole).then(|| Saved {
            latest: draft.or_else(|| known.clone()),
            published: known,
        });
        let mut snapshot = Self {
            meetings: planned.into_iter().map(stands).collect(),
            planned: moved,
            standing: book.standing_rows(shown.as_ref()),
            plan: shown.map(|plan| book.calendar(plan)),
            issued: store.map_or(Ok(BTreeMap::new()), |store| store.issued_to(&cases))?,
            revisions,
            kept_hours: store.map_or(Ok(Vec::new()), |store| store.kept_hours())?,
            team: recorded,
            filed: team.clone(),
            entries,
            ledger,
            published,
            today,
            now,
            courses,
            stays,
            findings: OnceLock::new(),
            owed: OnceLock::new(),
            open: OnceLock::new(),
            placeless: OnceLock::new(),
            base_week: OnceLock::new(),
            troubled: OnceLock::new(),
        };
        snapshot.put_dates();
        Ok((snapshot, saved.unwrap_or_default()))
    }
}

/// The stays that a plan has moved.
fn lodged(team: &Team, plan: &Plan) -> Vec<Lodged> {
    let moved = plan.stays.iter().filter(|stay| stay.from > stay.asked);
    let of = |stay: &Stay| {
        let mut cases = team.cases.iter().filter(|case| case.code == stay.case);
        let case = cases.find(|case| case.start == stay.asked)?;
        Some(Lodged {
            case: stay.case.clone(),
            programme: case.programme.clone(),
            asked: stay.asked,
            from: stay.from,
        })
    };
    moved.filter_map(of).collect()
}

/// The published revision; with a day, what had been published by then (if that was not purged).
fn published(
    team: &Team,
    store: &dyn Store,
    known_on: Option<NaiveDate>,
) -> Result<Option<u32>, Error> {
    let Some(known_on) = known_on else {
        return Ok(store.published_revision()?);
    };
    let by_then = |one: &&Publication| local_day(team.zone, one.at) <= known_on;
    let publications = store.publications()?;
    let last = publications.iter().rev().find(by_then);
    Ok(last.map(|one| one.revision))
}
