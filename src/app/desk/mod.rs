//! The desk at which the book is written, from the command line and from the board: a team, a turn at its
//! store and what is known come in; what somebody says is judged, and entries go out.

mod cases;
mod clashes;
mod finding;
mod happened;
mod replies;
mod words;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

pub use self::happened::{Fault, Said, Which, usage};
pub use self::replies::{Asked, past_midnight};
pub use self::words::{entry, fell_through, is_about, moment, not_found};
use super::{NotFound, Recorded};
use crate::diagnostic::listed;
use crate::error::Error;
use crate::ids::{OccurrenceId, PersonId};
use crate::language::{Lang, Text};
use crate::plan::{Duty, Firmness, Placement, Window};
use crate::records::{Act, Entry, Ledger};
use crate::rules::RoleKind;
use crate::store::Store;
use crate::team::Team;

/// What is to be written, and who says so.
pub type Line = (Option<String>, Act);

/// What is to be written, and what those who say it should mind.
pub type Minded = (Act, Vec<Text>);

/// Everything that writing in the book needs.
pub struct Desk<S> {
    /// The team as its files have it.
    pub team: Team,
    /// A turn at its store.
    pub store: S,
    /// What the book says.
    pub ledger: Ledger,
    /// Every meeting of the published plan, of the latest one those it has besides, and those added
    /// since, as planned; and every duty, as a meeting without length on the day it is due.
    pub meetings: Vec<Placement>,
    /// The language of what is said.
    pub lang: Lang,
    /// The day it is.
    pub today: NaiveDate,
    /// The instant it is entered.
    pub now: DateTime<Utc>,
}

impl<S: Store> Desk<S> {
    /// Opens the book of a team; it need not have a plan.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn open(
        team: Team,
        store: S,
        lang: Lang,
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let ledger = super::ledger(&team, &store, None)?;
        let meetings = known_meetings(
            &store,
            Recorded {
                team: &team,
                ledger: &ledger,
            },
        )?;
        Ok(Self {
            team,
            store,
            ledger,
            meetings,
            lang,
            today,
            now,
        })
    }

    /// The book and its team.
    pub fn book(&self) -> Recorded<'_> {
        Recorded {
            team: &self.team,
            ledger: &self.ledger,
        }
    }

    /// One of two readings, as a fault of usage.
    pub fn fault(&self, nl: impl Into<String>, en: impl Into<String>) -> Error {
        Error::usage(nl, en)
    }

    /// Whether this names somebody who may say or attend something: a person, a family by code, or
    /// the role of those who go by role.
    pub fn is_somebody(&self, who: &str) -> bool {
        let by_role = |kind| matches!(kind, RoleKind::Family | RoleKind::External);
        let mut programmes = self.team.programmes.iter();
        self.is_person(Some(who))
            || self.team.cases.iter().any(|case| case.code.as_str() == who)
            || programmes.any(|each| each.roles.get(who).is_some_and(|role| by_role(role.kind)))
    }

    /// A family or somebody outside the team is written down by role only.
    pub fn written(&self, who: &str) -> String {
        let person = self.team.person(&PersonId::new(who));
        let roles = self
            .team
            .programmes
            .iter()
            .flat_map(|each| each.roles.values());
        let mut roles = roles.filter(|role| match person {
            Some(person) => role.kind == RoleKind::External && person.roles.contains(&role.id),
            None => role.kind == RoleKind::Family,
        });
        match person {
            Some(person) if !person.external => who.to_owned(),
            None if !self.team.cases.iter().any(|case| case.code.as_str() == who) => who.to_owned(),
            _ => roles
                .next()
                .map_or_else(|| who.to_owned(), |role| role.id.clone()),
        }
    }

    /// Faults when `by` is nobody.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn by(&self, by: Option<&String>) -> Result<Option<String>, Error> {
        if let Some(who) = by.filter(|who| !self.is_somebody(who)) {
            return Err(Error::Usage(words::nobody(&self.team, who)));
        }
        Ok(by.map(|who| self.written(who)))
    }

    /// A day and time such as `2027-02-03T10:00`, a blank between them as well.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn moment(&self, text: &str) -> Result<NaiveDateTime, Error> {
        let text = text.trim().replace('T', " ");
        NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").map_err(|_| {
            self.fault(
                format!("`{text}` is geen dag en tijd: schrijf 2027-02-03T10:00"),
                format!("`{text}` is no day and time: write 2027-02-03T10:00"),
            )
        })
    }

    /// Writes lines in the book, all or none, and brings the feeds' calendar up to date.
    ///
    /// # Errors
    /// [`Error::Store`]; nothing is written then.
    pub fn enter(&mut self, lines: Vec<Line>) -> Result<Vec<Entry>, Error> {
        let entries: Vec<Entry> = lines
            .into_iter()
            .map(|(by, act)| Entry {
                number: 0,
                at: self.now,
                by,
                act,
            })
            .collect();
        super::enter(&self.team, &mut self.store, &entries, self.now)
    }
}

/// Every meeting of the published plan, of the latest one those it has besides, and those added since, as
/// planned; and every duty, as a meeting without length on the day it is due.
pub(super) fn known_meetings(
    store: &dyn Store,
    book: Recorded<'_>,
) -> Result<Vec<Placement>, Error> {
    let published = store.published()?.map(|(revision, _)| revision);
    let published = match published {
        Some(revision) => store.plan(revision)?,
        None => None,
    };
    let mut meetings = Vec::new();
    let mut known = BTreeSet::new();
    let plans = published.into_iter().chain(store.latest()?);
    let planned = plans.flat_map(|plan| {
        let duties: Vec<Placement> = plan.duties.iter().map(as_meeting).collect();
        duties.into_iter().chain(plan.placements)
    });
    let all = planned.chain(book.added());
    meetings.extend(all.filter(|one| known.insert(one.id.clone())));
    Ok(meetings)
}

/// Whether this is something to hand in.
pub fn is_duty(one: &Placement) -> bool {
    one.minutes == 0
}

/// A duty as a meeting without length at the beginning of the day it is due.
fn as_meeting(duty: &Duty) -> Placement {
    Placement {
        id: duty.id.clone(),
        series: duty.id.series(),
        rule: duty.rule.clone(),
        programme: duty.rule.programme().to_owned(),
        case: duty.case.clone(),
        title: duty.title.clone(),
        start: duty.due.into(),
        minutes: 0,
        participants: Vec::new(),
        absent: Vec::new(),
        place: None,
        window: Window {
            from: duty.due,
            to: duty.due,
        },
        due: Some(duty.due),
        status: Firmness::Planned,
        covers: Vec::new(),
    }
}

/// The ids of a list, for a message.
fn ids(ids: &[OccurrenceId]) -> String {
    listed(ids.iter().map(OccurrenceId::as_str))
}

/// What could not be found, for whoever reads it.
fn offered(why: &NotFound) -> &[OccurrenceId] {
    match why {
        NotFound::Unknown(near) => near,
        NotFound::Several(some, _) => some,
        NotFound::Over(_) => &[],
    }
}
