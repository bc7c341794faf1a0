//! The desk at which the book is written, from the command line and from the board: a team, a turn at its
//! store and what is known come in; what somebody says is judged, and entries go out.

mod cases;
mod consequence;
mod finding;
mod happened;
mod replies;
mod standing;
mod words;

use chrono::{DateTime, NaiveDateTime, Utc};

pub use self::consequence::Consequence;
pub use self::finding::uid_of;
pub use self::happened::{Fault, Said, Which, usage};
pub use self::replies::{NewAppointment, past_midnight};
pub use self::standing::{NewStanding, OnSlot, StandingChange, StandingConcern, StandingProposal};
pub use self::words::{fell_through, is_about, moment, not_found, settled};
use super::{NotFound, Snapshot};
use crate::diagnostic::listed;
use crate::error::Error;
use crate::ids::{OccurrenceId, PersonId};
use crate::language::Lang;
use crate::records::{Act, Entry};
use crate::rules::RoleKind;
use crate::store::Store;
use crate::team::Team;

/// What is to be written, and who says so.
pub type Line = (Option<String>, Act);

/// What is to be written, and what those who say it should mind.
pub type DeedWithConsequences = (Act, Vec<Consequence>);

/// Everything that writing in the book needs.
pub struct RecordBook<S> {
    /// How the team stands.
    pub snapshot: Snapshot,
    /// A turn at its store.
    pub store: S,
    /// The language of what is said.
    pub lang: Lang,
    /// The instant it is entered.
    pub now: DateTime<Utc>,
}

impl<S: Store> RecordBook<S> {
    /// Opens the book of a team; it need not have a plan.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn open(
        team: &Team,
        store: S,
        lang: Lang,
        moment: NaiveDateTime,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        Ok(Self {
            snapshot: Snapshot::read(team, &store, moment)?,
            store,
            lang,
            now,
        })
    }

    /// One of two readings, as a fault of usage.
    pub fn fault(&self, nl: impl Into<String>, en: impl Into<String>) -> Error {
        Error::usage(nl, en)
    }

    /// Whether this names somebody who may say or attend something: a person, a family by code, or
    /// the role of those who go by role.
    pub fn is_somebody(&self, who: &str) -> bool {
        let by_role = |kind| matches!(kind, RoleKind::Family | RoleKind::External);
        let mut programmes = self.snapshot.team.programmes.iter();
        self.is_person(Some(who))
            || self
                .snapshot
                .team
                .cases
                .iter()
                .any(|case| case.code.as_str() == who)
            || programmes.any(|each| each.roles.get(who).is_some_and(|role| by_role(role.kind)))
    }

    /// A family or somebody outside the team is written down by role only.
    pub fn written(&self, who: &str) -> String {
        let person = self.snapshot.team.person(&PersonId::new(who));
        let roles = self
            .snapshot
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
            None if !self
                .snapshot
                .team
                .cases
                .iter()
                .any(|case| case.code.as_str() == who) =>
            {
                who.to_owned()
            }
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
            return Err(Error::Usage(words::nobody(&self.snapshot.team, who).into()));
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
            .on_page(
                format!("“{text}” is geen dag en tijd: kies beide."),
                format!("“{text}” is no day and time: choose both."),
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
        super::enter(&self.snapshot.filed, &mut self.store, &entries, self.now)
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
        NotFound::Over(_) | NotFound::Settled(_) => &[],
    }
}
