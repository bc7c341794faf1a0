//! How a team stands at a moment: its files and a turn at its store come in, read once; what is planned, moved, recorded
//! and owed, a case's course as it has become, and what stands in the way go out. `show`, the record book and the board
//! answer from it; planning, `check` of another day and `explain` read a store themselves, by the same functions.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::Recorded;
use super::checked::{self, CheckRequest};
use super::{RowWithPeople, lookback, meetings};
use crate::check::Finding;
use crate::error::Error;
use crate::ids::{OccurrenceId, SeriesId};
use crate::plan::{Placement, Plan};
use crate::records::{Entry, Ledger, StandingRow};
use crate::series::Obligation;
use crate::series::timetable::Obstacle;
use crate::store::{KeptHours, Store};
use crate::team::Team;

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
    /// The standing times in force, by key and first day.
    pub standing: Vec<StandingRow>,
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
    findings: OnceLock<Vec<Finding>>,
    open: OnceLock<Vec<Obligation>>,
    troubled: OnceLock<Vec<(Placement, Vec<Obstacle>)>>,
    pub(super) base_week: OnceLock<Vec<RowWithPeople>>,
}

impl Snapshot {
    /// How a team stands at a moment.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn read(team: &Team, store: &dyn Store, now: NaiveDateTime) -> Result<Self, Error> {
        let today = now.date();
        store.check_team(&team.id)?;
        let cases: Vec<_> = team.cases.iter().map(|case| case.code.clone()).collect();
        let entries = store.entries()?;
        let ledger = Ledger::read(&team.held, &entries, team.zone, None);
        let recorded = team.with(&ledger, today);
        let since = lookback::since(&recorded, today);
        let revisions = store.revisions()?;
        let (published, last) = (store.published_revision()?, revisions.last().copied());
        let read = |revision: Option<u32>| match revision {
            Some(revision) => store.plan_since(revision, since),
            None => Ok(None),
        };
        let plan = read(published.or(last))?;
        let latest = read(last.filter(|last| published.is_some_and(|known| known != *last)))?;
        let book = Recorded {
            team,
            ledger: &ledger,
        };
        let planned = meetings::planned(plan.iter().chain(&latest), book);
        let moved = planned.iter().filter_map(|one| {
            let now = book.now(one)?;
            (now.start != one.start).then(|| (one.id.clone(), one.start))
        });
        let moved = moved.collect();
        let stands = |one: Placement| book.now(&one).unwrap_or(one);
        Ok(Self {
            meetings: planned.into_iter().map(stands).collect(),
            planned: moved,
            standing: book.standing_rows(plan.as_ref()),
            plan: plan.map(|plan| book.calendar(plan)),
            issued: store.issued_to(&cases)?,
            revisions,
            kept_hours: store.kept_hours()?,
            team: recorded,
            filed: team.clone(),
            entries,
            ledger,
            published,
            today,
            now,
            findings: OnceLock::new(),
            open: OnceLock::new(),
            troubled: OnceLock::new(),
            base_week: OnceLock::new(),
        })
    }

    /// What the record book says to plans.
    pub fn recorded(&self) -> Recorded<'_> {
        Recorded {
            team: &self.filed,
            ledger: &self.ledger,
        }
    }

    /// What is late, at risk, not planned or not recorded, the worst first.
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            let request = CheckRequest {
                today: self.today,
                known_on: None,
                lead_days: LEAD_DAYS,
            };
            checked::findings(&self.team, &self.ledger, self.known(), request)
        })
    }

    /// The same team found otherwise: to try what pages make of findings.
    pub fn found(mut self, findings: Vec<Finding>) -> Self {
        self.findings = OnceLock::from(findings);
        self
    }

    /// What is due once within half a year, must still be held, and has no day in the calendar.
    pub fn open(&self) -> &[Obligation] {
        self.open.get_or_init(|| {
            let ahead = self.today.checked_add_days(AHEAD).unwrap_or(self.today);
            let mut open =
                checked::without_a_day(&self.team, &self.ledger, self.known(), self.today, ahead);
            // While nothing is published the draft is what one looks at.
            open.retain(|one| !one.id.as_ref().is_some_and(|id| self.stands(id)));
            open
        })
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

    fn stands(&self, id: &OccurrenceId) -> bool {
        let placements = self.plan.iter().flat_map(|plan| &plan.placements);
        placements.into_iter().any(|one| one.id == *id)
    }

    /// The calendar that people know: nothing before something is published.
    fn known(&self) -> Option<&Plan> {
        self.plan.as_ref().filter(|_| self.published.is_some())
    }
}
