//! Who may come in: accounts for the board and secret feed addresses come in and out, hashed; and what
//! somebody looked at goes into the audit trail.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::values::{encode, read_all};
use super::{AuditEvent, Batch, Shelf, StoreError, keys};
use crate::ids::{CaseCode, OccurrenceId, PersonId};

/// What was told longer ago is of no use any more.
const OLD: Duration = Duration::days(60);

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Everything.
    Lead,
    /// Everything but accounts and the audit trail.
    Planner,
    /// The own calendar.
    Worker,
    /// What is late, without saying for whom.
    Reader,
    /// The audit trail, and nothing else.
    Auditor,
}

impl Role {
    /// Every role, who may most first.
    pub const ALL: [Self; 5] = [
        Self::Lead,
        Self::Planner,
        Self::Worker,
        Self::Reader,
        Self::Auditor,
    ];

    /// Its name on the command line and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Planner => "planner",
            Self::Worker => "worker",
            Self::Reader => "reader",
            Self::Auditor => "auditor",
        }
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|role| role.name() == text);
        found.ok_or_else(|| {
            format!("`{text}` is no role: write lead, planner, worker, reader or auditor")
        })
    }
}

/// Somebody who can log in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The name to log in with.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Who of the team it is, where that matters: a worker's own calendar.
    pub person: Option<PersonId>,
    /// The password, hashed with its salt and parameters (PHC text).
    pub password: String,
    /// The secret of its second factor (base 32), which makes a code every half minute, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<String>,
    /// When the password was set: sessions from before are over.
    pub since: DateTime<Utc>,
}

/// Without the hash and the secret.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("name", &self.name)
            .field("role", &self.role)
            .field("person", &self.person)
            .finish_non_exhaustive()
    }
}

/// What an address is for when nobody says so.
pub const USUAL_PURPOSE: &str = "calendar";

/// Whose calendar a feed address shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// A person's.
    Person(PersonId),
    /// A family's.
    Case(CaseCode),
    /// The team's.
    Team,
}

impl Whose {
    /// As the audit trail keeps it: `anna`, `case`, `team`. Which family it is stands in the line itself, where purging
    /// knows it.
    pub fn noted(&self) -> String {
        match self {
            Self::Person(id) => id.to_string(),
            Self::Case(_) => "case".to_owned(),
            Self::Team => "team".to_owned(),
        }
    }
}

/// `anna`, `case-K7QX`, `team`.
impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "{id}"),
            Self::Case(code) => write!(f, "case-{code}"),
            Self::Team => f.write_str("team"),
        }
    }
}

impl From<&str> for Whose {
    fn from(text: &str) -> Self {
        match text.strip_prefix("case-") {
            Some(code) => Self::Case(CaseCode::new(code)),
            None if text == "team" => Self::Team,
            None => Self::Person(PersonId::new(text)),
        }
    }
}

/// A secret feed address, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The hash of the secret: [`Secret::hash_of`](super::Secret::hash_of).
    pub hash: String,
    /// Whose calendar.
    pub whose: Whose,
    /// What it is for, in a word: one address for each person and purpose.
    pub purpose: String,
    /// How much it tells: `busy`, `type` or `code`; `None` for what is usual for the reader.
    pub detail: Option<String>,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// The last day it works.
    pub expires: Option<NaiveDate>,
    /// Since when it does not work any more.
    pub revoked: Option<DateTime<Utc>>,
}

impl Link {
    /// Whether it works on a day.
    pub fn works_on(&self, today: NaiveDate) -> bool {
        self.revoked.is_none() && self.expires.is_none_or(|last| today <= last)
    }

    /// A name for it that tells nothing: the first six digits of the hash.
    pub fn short(&self) -> &str {
        self.hash.get(..6).unwrap_or(&self.hash)
    }

    /// The case it is about.
    pub fn case(&self) -> Option<&CaseCode> {
        match &self.whose {
            Whose::Case(code) => Some(code),
            _ => None,
        }
    }
}

/// Somebody was told of a change by telephone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The meeting.
    pub id: OccurrenceId,
    /// Who was told: a person's id, or a family's code.
    pub participant: String,
    /// The instant of the change: a later one must be told anew.
    pub of: DateTime<Utc>,
}

/// What is kept of those who may come in. Every writing method is one change, like those of
/// [`Store`](super::Store).
pub trait Access {
    /// The accounts, in order of name.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// Keeps an account, in the place of one of the same name.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn keep_account(&mut self, account: &Account) -> Result<(), StoreError>;

    /// The same of what an account changes of its own; `what` is what the audit trail says of it.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn change_account(&mut self, what: AuditEvent, account: &Account) -> Result<(), StoreError>;

    /// Removes an account; none of this name is no error.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn remove_account(&mut self, name: &str) -> Result<(), StoreError>;

    /// Every feed address ever made, in order of making.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn links(&self) -> Result<Vec<Link>, StoreError>;

    /// Keeps addresses, each in the place of the one with its hash, as one change; `what` is what the
    /// audit trail says of it.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn keep_links(&mut self, what: AuditEvent, links: &[Link]) -> Result<(), StoreError>;

    /// Where the server can be reached (`https://calendar.example.org`), as it was last told.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn base_url(&self) -> Result<Option<String>, StoreError>;

    /// Keeps where the server can be reached.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn keep_base_url(&mut self, url: &str) -> Result<(), StoreError>;

    /// Who was told of which change.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn told(&self) -> Result<Vec<Told>, StoreError>;

    /// Notes that somebody was told of a change, or knows of it.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn keep_told(&mut self, told: &Told) -> Result<(), StoreError>;

    /// Notes in the audit trail what somebody did that changes nothing: looked at a case.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn note(&mut self, what: AuditEvent, case: Option<&CaseCode>) -> Result<(), StoreError>;
}

impl<S: Shelf> Access for S {
    fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        read_all(self, keys::ACCOUNTS)
    }

    fn keep_account(&mut self, account: &Account) -> Result<(), StoreError> {
        let what = AuditEvent::KeptAccount {
            name: account.name.clone(),
            role: Some(account.role.name().to_owned()),
        };
        self.change_account(what, account)
    }

    fn change_account(&mut self, what: AuditEvent, account: &Account) -> Result<(), StoreError> {
        let mut batch = Batch::new(what);
        batch.put(keys::account(&account.name), encode(account));
        self.write(batch)
    }

    fn remove_account(&mut self, name: &str) -> Result<(), StoreError> {
        let mut batch = Batch::new(AuditEvent::RemovedAccount {
            name: name.to_owned(),
        });
        batch.remove(keys::account(name));
        batch.remove(keys::reset(name));
        self.write(batch)
    }

    fn links(&self) -> Result<Vec<Link>, StoreError> {
        let mut links: Vec<Link> = read_all(self, keys::LINKS)?;
        links.sort_by(|a, b| (a.created, &a.hash).cmp(&(b.created, &b.hash)));
        Ok(links)
    }

    fn keep_links(&mut self, what: AuditEvent, links: &[Link]) -> Result<(), StoreError> {
        let mut batch = Batch::new(what);
        if let Some(case) = links.first().and_then(Link::case) {
            batch = batch.about(case.as_str());
        }
        for link in links {
            batch.put(keys::link(&link.hash), encode(link));
        }
        self.write(batch)
    }

    fn base_url(&self) -> Result<Option<String>, StoreError> {
        let url = self.get(keys::BASE_URL)?;
        Ok(url.and_then(|url| serde_json::from_slice(&url).ok()))
    }

    fn keep_base_url(&mut self, url: &str) -> Result<(), StoreError> {
        let mut batch = Batch::new(AuditEvent::SetServerAddress);
        batch.put(keys::BASE_URL.to_owned(), encode(&url));
        self.write(batch)
    }

    fn told(&self) -> Result<Vec<Told>, StoreError> {
        read_all(self, keys::TOLD)
    }

    fn keep_told(&mut self, told: &Told) -> Result<(), StoreError> {
        let mut batch = Batch::new(AuditEvent::Told {
            participant: told.participant.clone(),
            id: told.id.to_string(),
        });
        for old in self.told()?.iter().filter(|old| told.of - old.of > OLD) {
            batch.remove(keys::told(&old.id, &old.participant));
        }
        batch.put(keys::told(&told.id, &told.participant), encode(told));
        self.write(batch)
    }

    fn note(&mut self, what: AuditEvent, case: Option<&CaseCode>) -> Result<(), StoreError> {
        self.write(Batch::look(what, case))
    }
}
