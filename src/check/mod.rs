//! Whether the world has kept the calendar: a team as recorded, the record book, the published calendar
//! and a day come in; findings go out. Pure: no clock, no files, no solver.
//!
//! What is due when is said by [`series::owed`], the same dates that are planned with. Only what was held
//! or waived satisfies an obligation, and putting a meeting off never moves its due date. A meeting that
//! has passed without a record is `unrecorded`, whatever became of it: it is not called overdue.

mod company;
mod fact;
mod lapses;
mod load;
mod obligations;
mod successor;
mod unrecorded;

pub use self::fact::{About, Fact, Leave};
pub use self::unrecorded::is_recorded;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::ids::{CaseCode, OccurrenceId, PersonId, RuleId};
use crate::records::Ledger;
use crate::series::{self, Standing};
use crate::team::Team;

/// How bad a finding is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A decision has ended, or a legal term has passed: care may not go on like this.
    Blocking,
    /// Its due date has passed and it was neither held nor waived.
    Overdue,
    /// A cap, a quorum, a composition or the number of places is broken; a gap was too long, a meeting too
    /// short, or too few were held in weeks that are over.
    Breach,
    /// It is planned after its due date.
    AtRisk,
    /// Its meeting has passed and nobody has said what became of it.
    Unrecorded,
    /// It is due within the lead time and nothing is planned.
    Unplanned,
    /// It is due within the lead time and in hand.
    Ok,
}

impl Level {
    /// Every level, the worst first.
    pub const ALL: [Self; 7] = [
        Self::Blocking,
        Self::Overdue,
        Self::Breach,
        Self::AtRisk,
        Self::Unrecorded,
        Self::Unplanned,
        Self::Ok,
    ];

    /// Its name in JSON, JUnit and Prometheus.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocking => "blocking",
            Self::Overdue => "overdue",
            Self::Breach => "breach",
            Self::AtRisk => "at_risk",
            Self::Unrecorded => "unrecorded",
            Self::Unplanned => "unplanned",
            Self::Ok => "ok",
        }
    }
}

/// One thing to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad.
    pub level: Level,
    /// The occurrence; `None` when it is about no single one.
    pub id: Option<OccurrenceId>,
    /// The rule.
    pub rule: Option<RuleId>,
    /// The case it concerns.
    pub case: Option<CaseCode>,
    /// The person it concerns, for rules per person.
    pub person: Option<String>,
    /// The last day on time, if there is one.
    pub due: Option<NaiveDate>,
    /// Days between the due date and today, or the day it is planned; 0 when on time.
    pub days_late: i64,
    /// The day it stands on in the calendar.
    pub planned: Option<NaiveDate>,
    /// Whether it stands nowhere only because its term was not planned yet.
    pub later_term: bool,
    /// How many times it was put off.
    pub postponed: usize,
    /// Who can act: a person, a group, the team, or a role that nobody holds.
    pub who_acts: String,
    /// Who would have acted, when they have left the team.
    pub left: Option<PersonId>,
    /// Where the rule stands.
    pub source: String,
    /// What it is about.
    pub about: About,
    /// What there is to say of it.
    pub fact: Fact,
    /// Absences that stood in the way.
    pub causes: Vec<Leave>,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The team with its records ([`Team::with`]).
    pub team: &'a Team,
    /// What the record book says.
    pub ledger: &'a Ledger,
    /// The published calendar as recorded; empty before anything was published.
    pub standing: &'a [Standing],
    /// Required meetings that the published calendar left out, with the last day each is still looked for: they are
    /// unplanned however far ahead.
    pub left_out: &'a BTreeMap<OccurrenceId, NaiveDate>,
    /// The last day that was planned; `None` before anything was published.
    pub planned_until: Option<NaiveDate>,
    /// The day it is asked on.
    pub today: NaiveDate,
    /// How many days ahead something must be planned.
    pub lead_days: u32,
}

impl Question<'_> {
    /// Whether the published calendar left it out although it is required.
    fn is_left_out(&self, id: Option<&OccurrenceId>) -> bool {
        id.is_some_and(|id| self.left_out.contains_key(id))
    }

    /// The last day that is looked at.
    fn until(&self) -> NaiveDate {
        let ahead = Days::new(u64::from(self.lead_days));
        self.today.checked_add_days(ahead).unwrap_or(self.today)
    }
}

/// All findings, the worst first; of equal ones the one due first.
pub fn check(question: &Question<'_>) -> Vec<Finding> {
    let Question { team, today, .. } = *question;
    let mut owed = series::owed(team, question.standing, today, question.until());
    let furthest = question.left_out.values().copied().max();
    if let Some(last) = furthest.filter(|last| *last > question.until()) {
        let further = series::owed(team, question.standing, today, last).obligations;
        let known: BTreeSet<_> = owed
            .obligations
            .iter()
            .filter_map(|one| one.id.clone())
            .collect();
        let missing = further.into_iter().filter(|one| {
            one.id
                .as_ref()
                .is_some_and(|id| question.is_left_out(Some(id)) && !known.contains(id))
        });
        owed.obligations.extend(missing);
    }
    let mut findings = obligations::judge(question, &owed.obligations);
    findings.extend(unrecorded::find(question, &owed.obligations));
    findings.extend(lapses::judge(question, &owed.lapses));
    findings.extend(company::judge(question));
    findings.extend(load::caps(question));
    findings.extend(load::stays(question, &owed.stays));
    successor::ask_who_is_here(question, &mut findings);
    let key = |one: &Finding| {
        let due = one.due.or(one.planned).unwrap_or(today);
        let about = (one.rule.clone(), one.case.clone(), one.person.clone());
        (one.level, due, about, one.id.clone())
    };
    findings.sort_by_cached_key(key);
    findings
}

/// How many findings there are of each level.
pub fn counts(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let of = |level: Level| findings.iter().filter(|one| one.level == level).count();
    let levels = Level::ALL.into_iter();
    levels.map(|level| (level.name(), of(level))).collect()
}
