//! How a team stands at a moment: its files and a turn at its store come in, read once; what is planned, moved, recorded
//! and owed, a case's course as it has become, and what stands in the way go out. `show`, `check`, `explain`, planning,
//! the record book and the board answer from it.

mod follow;
mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Recorded, checked, placeless};
use crate::check::Finding;
use crate::ids::{OccurrenceId, SeriesId};
use crate::plan::{Firmness, Placement, Plan};
use crate::records::{Entry, Ledger};
use crate::series::timetable::Obstacle;
use crate::series::{Kind, Obligation, Stay};
use crate::store::KeptHours;
use crate::team::{Case, Team};

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

impl Snapshot {
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
