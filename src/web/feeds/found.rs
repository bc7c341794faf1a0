//! Which calendar an address is for: a secret comes in; the reader, the detail and the office go out,
//! or that there is nothing.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::error::Error;
use crate::feed::{Audience, Detail};
use crate::store::{AuditEvent, Link, Secret, Whose};
use crate::web::{AppState, StoreView, TeamService};

/// A feed address that works.
pub struct Found {
    /// Of which team.
    pub office: Arc<TeamService>,
    /// What stands in its store.
    pub seen: Arc<StoreView>,
    /// The address.
    pub link: Link,
    /// Who reads.
    pub who: Audience,
    /// How much is told.
    pub detail: Detail,
    /// The day it is there.
    pub today: NaiveDate,
}

impl Found {
    /// Notes in the audit trail that the page of the address was looked at, before it is shown.
    ///
    /// # Errors
    /// When it cannot be noted.
    pub async fn saw(&self) -> Result<(), Error> {
        let link = &self.link;
        let what = AuditEvent::SawAddress {
            link: link.short().to_owned(),
            whose: link.whose.noted(),
        };
        let by = format!("link {}", link.short());
        self.office.note(&by, what, link.case().cloned()).await
    }

    /// Whether a participant is the reader.
    pub fn is_reader(&self, participant: &str) -> bool {
        match &self.who {
            Audience::Person(id) => id.as_str() == participant,
            Audience::Case(code) => code.as_str() == participant,
            Audience::Team => false,
        }
    }
}

/// Why there is no feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No such address; or one no longer, which nobody can tell apart.
    Nothing,
    /// It cannot be said just now.
    NotNow,
}

/// Finds the address with this secret. All addresses are looked up by their hash, so that the time taken
/// tells nothing about a secret.
pub async fn find(app: &AppState, secret: &str) -> Result<Found, Missing> {
    let hash = Secret::hash_of(secret);
    let mut missing = Missing::Nothing;
    for office in app.offices() {
        let Ok(seen) = office.now().await else {
            missing = Missing::NotNow;
            continue;
        };
        if let Some(link) = seen.link(&hash) {
            let link = link.clone();
            return reader(app, office.clone(), seen, link).ok_or(Missing::Nothing);
        }
    }
    Err(missing)
}

/// Who reads the addresses of somebody.
pub fn reader_of(whose: &Whose) -> Audience {
    match whose {
        Whose::Person(id) => Audience::Person(id.clone()),
        Whose::Case(code) => Audience::Case(code.clone()),
        Whose::Team => Audience::Team,
    }
}

/// Who reads an address; nobody when it has expired, or when its reader has left the team or its family care.
fn reader(
    app: &AppState,
    office: Arc<TeamService>,
    seen: Arc<StoreView>,
    link: Link,
) -> Option<Found> {
    let today = app.settings.today(office.zone());
    let who = reader_of(&link.whose);
    if !seen.roster.reads(&who, seen.published.as_deref(), today) {
        return None;
    }
    let mut detail = Detail::Type;
    if let Some(published) = &seen.published {
        // Whoever came after the last publication is not in it yet.
        let is_new = link.created > published.at;
        if !is_new && !seen.readers.contains(&who) {
            return None;
        }
        detail = Detail::default_for(&who, published);
    }
    let asked = link.detail.as_deref().and_then(|name| name.parse().ok());
    Some(Found {
        detail: seen.roster.detail(asked.unwrap_or(detail)),
        who,
        today,
        office,
        seen,
        link,
    })
    .filter(|found| found.link.works_on(today))
}
