//! How a team stands at a moment: its files and a turn at its store come in, read once; what is planned, moved, recorded
//! and owed, a case's course as it has become, and what stands in the way go out. `show`, `check`, `explain`, planning,
//! the record book and the board answer from it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::Recorded;
use super::dates::{Dates, last_due};
use super::{checked, lookback, meetings, placeless};
use crate::check::Finding;
use crate::error::Error;
use crate::ids::{OccurrenceId, SeriesId};
use crate::plan::{self, Firmness, Placement, Plan};
use crate::records::{Entry, Ledger};
use crate::series::timetable::Obstacle;
use crate::series::{self, Kind, Obligation, Stay};
use crate::store::{KeptHours, Publication, Store};
use crate::team::{Case, Team};
use crate::time::Term;
use crate::time::zone::local_day;

/// How many days ahead something must be planned, unless asked otherwise.
pub const LEAD_DAYS: u32 = 28;

/// How far ahead is looked for what has no day yet: two quarters.
const AHEAD: Days = Days::new(26 * 7);

/// How a team stands at a moment.
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
    /// Every meeting there is or was as far back as counts ([`since`](super::since)), where it stands now (what is in no calendar any more: as planned), and every duty
    /// as a meeting without length.
    pub meetings: Vec<Placement>,
    /// Where plans have meetings that were moved since.
    pub planned: BTreeMap<OccurrenceId, NaiveDateTime>,
    /// The highest ordinal of each series.
    pub issued: BTreeMap<SeriesId, u32>,
    /// The number of the published revision.
    pub published: Option<u32>,
    /// The numbers of all revisions, rising.
    pub revisions: Vec<u32>,
    /// Hours that are kept of families of which nothing else is.
    pub kept_hours: Vec<KeptHours>,
    /// The day.
    pub today: NaiveDate,
    /// The moment.
    pub now: NaiveDateTime,
    /// The cases that begin later than was asked, as their stays, or the cases they continue, let them begin.
    courses: Vec<Case>,
    stays: Vec<Stay>,
    findings: OnceLock<Vec<Finding>>,
    owed: OnceLock<Vec<Obligation>>,
    open: OnceLock<Vec<Obligation>>,
    placeless: OnceLock<Vec<Placement>>,
    troubled: OnceLock<Vec<(Placement, Vec<Obstacle>)>>,
}

/// The revisions as they were saved that a snapshot was made of, whole.
#[derive(Default)]
pub(super) struct Saved {
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
    pub(super) fn whole(
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
    pub(super) fn known_on(
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
        let recorded = team.with(&ledger, today);
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
            troubled: OnceLock::new(),
        };
        snapshot.put_dates();
        Ok((snapshot, saved.unwrap_or_default()))
    }

    /// What people know is due when it is due by care as it has become, whatever was planned.
    fn put_dates(&mut self) {
        let Some(mut plan) = self.plan.take() else {
            return;
        };
        self.put_stays(&mut plan);
        let mut meetings = std::mem::take(&mut self.meetings);
        let owed = self.owed_with(Some(&plan).filter(|_| self.published.is_some()));
        let dates = Dates::of(&owed);
        if self.published.is_some() {
            dates.put_in(&mut plan);
            meetings.iter_mut().for_each(|one| dates.put_on(one));
        }
        (self.plan, self.meetings) = (Some(plan), meetings);
        self.owed = OnceLock::from(owed);
    }

    /// Stays last as long as care does now.
    fn put_stays(&self, plan: &mut Plan) {
        let known = |stay: &plan::Stay| self.team.cases.iter().any(|case| case.code == stay.case);
        let now = |stay: &plan::Stay| self.stays.iter().find(|one| one.case == stay.case);
        plan.stays
            .retain(|stay| !known(stay) || now(stay).is_some());
        for stay in &mut plan.stays {
            if let Some(now) = now(stay) {
                (stay.from, stay.to) = (now.from, now.to);
                stay.home = now.unit.clone().or(stay.home.take());
            }
        }
    }

    /// A case as its stay, or the case it continues, lets it begin.
    pub fn course<'a>(&'a self, case: &'a Case) -> &'a Case {
        let mut all = self.courses.iter();
        let own = all.find(|one| one.code == case.code && one.programme == case.programme);
        own.unwrap_or(case)
    }

    /// A revision as recorded, with the dates that hold now.
    pub fn dated(&self, plan: Plan) -> Plan {
        let mut plan = self.recorded().calendar(plan);
        self.put_stays(&mut plan);
        if self.published.is_some() {
            Dates::of(self.owed()).put_in(&mut plan);
        }
        plan
    }

    fn owed_with(&self, plan: Option<&Plan>) -> Vec<Obligation> {
        let ahead = self.today.checked_add_days(AHEAD).unwrap_or(self.today);
        let last = plan.map_or(ahead, |plan| last_due(plan, ahead));
        checked::owed(self, plan, last)
    }

    /// What the record book says to plans.
    pub fn recorded(&self) -> Recorded<'_> {
        Recorded {
            team: &self.filed,
            ledger: &self.ledger,
        }
    }

    /// The same of the team with its records: what is planned anew begins from it.
    pub(super) fn as_planned_with(&self) -> Recorded<'_> {
        Recorded {
            team: &self.team,
            ledger: &self.ledger,
        }
    }

    /// What is late, at risk, not planned or not recorded, the worst first.
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| self.check(LEAD_DAYS))
    }

    /// The same where something must be planned so many days ahead.
    pub(super) fn check(&self, lead_days: u32) -> Vec<Finding> {
        checked::findings(self, self.known(), lead_days)
    }

    /// The same team found otherwise: to try what pages make of findings.
    pub fn found(mut self, findings: Vec<Finding>) -> Self {
        self.findings = OnceLock::from(findings);
        self
    }

    /// Everything that is due within half a year, or once by the last day of the calendar, and was neither held nor waived, with the day it has in the calendar
    /// that people know.
    pub(super) fn owed(&self) -> &[Obligation] {
        self.owed.get_or_init(|| self.owed_with(self.known()))
    }

    /// What is due once within half a year, must still be held, and has no day in the calendar.
    pub fn open(&self) -> &[Obligation] {
        self.open.get_or_init(|| {
            let ahead = self.today.checked_add_days(AHEAD).unwrap_or(self.today);
            let open = self.owed().iter().filter(|one| {
                let without = one.kind == Kind::Milestone && one.planned.is_none();
                // While nothing is published the draft is what one looks at.
                let stands = || one.id.as_ref().is_some_and(|id| self.stands(id));
                without && one.due <= ahead && !stands()
            });
            open.cloned().collect()
        })
    }

    /// The last day that was planned: the end of the term planned last, or the last meeting that planning gave a day.
    /// `None` before anything was planned.
    pub fn planned_until(&self) -> Option<NaiveDate> {
        let plan = self.plan.as_ref()?;
        let chosen = plan
            .placements
            .iter()
            .filter(|one| one.status != Firmness::Agreed);
        let last = chosen.map(|one| one.start.date()).max();
        Some(last.map_or(plan.term.to, |last| last.max(plan.term.to)))
    }

    /// What stands in no calendar: what is due once and has no place, what a plan left out, what is to be handed in and was
    /// in no plan yet (without length), and what the record book alone tells of, because it was waived. Each on its due
    /// date, at an hour that says nothing.
    pub fn placeless(&self) -> &[Placement] {
        self.placeless.get_or_init(|| {
            let known: BTreeSet<&OccurrenceId> = self.meetings.iter().map(|one| &one.id).collect();
            placeless::all(self, &known)
        })
    }

    /// Whether this one stands in no calendar, and never did as far back as counts.
    pub fn is_placeless(&self, id: &OccurrenceId) -> bool {
        self.placeless().iter().any(|one| one.id == *id)
    }

    /// Every meeting and duty that somebody may mean, those without a place last.
    pub fn all(&self) -> impl Iterator<Item = &Placement> {
        self.meetings.iter().chain(self.placeless())
    }

    /// The meeting or duty with this id.
    pub fn meeting(&self, id: &str) -> Option<&Placement> {
        self.all().find(|one| one.id.as_str() == id)
    }

    /// The first day on which something due once may be held, and the last one on time.
    pub(super) fn dates(&self, id: &OccurrenceId) -> Option<(NaiveDate, NaiveDate)> {
        let mut owed = self.owed().iter();
        let owed = owed.find(|one| one.kind == Kind::Milestone && one.id.as_ref() == Some(id));
        let planned = || {
            let known = self.meetings.iter().find(|one| one.id == *id)?;
            Some((known.window.from, known.due?))
        };
        owed.map(|one| (one.since, one.due)).or_else(planned)
    }

    /// A meeting where it now stands; `None` when it is in no calendar.
    pub fn standing(&self, planned: &Placement) -> Option<Placement> {
        let nowhere = self.is_placeless(&planned.id);
        self.recorded().now(planned).filter(|_| !nowhere)
    }

    /// The meetings to come that cannot be held where they stand, by what the files and the record book say now, and
    /// why: to be planned again.
    pub fn troubled(&self) -> &[(Placement, Vec<Obstacle>)] {
        self.troubled.get_or_init(|| self.find_troubled())
    }

    /// Whether a meeting has begun, so that somebody may say what became of it. Of a day whose hour is not known all has.
    pub fn has_begun(&self, one: &Placement) -> bool {
        let day_only = self.now.time() == NaiveTime::MIN;
        one.start <= self.now || (day_only && one.start.date() == self.today)
    }

    /// Whether a meeting is in the calendar.
    pub(super) fn stands(&self, id: &OccurrenceId) -> bool {
        let placements = self.plan.iter().flat_map(|plan| &plan.placements);
        placements.into_iter().any(|one| one.id == *id)
    }

    /// The calendar that people know: nothing before something is published.
    fn known(&self) -> Option<&Plan> {
        self.plan.as_ref().filter(|_| self.published.is_some())
    }
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
