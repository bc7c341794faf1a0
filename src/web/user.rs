//! Who asks: a request comes in; the account that logged in, with its team's office, goes out, or the
//! way to the log-in page.

use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath, RawPathParams};
use axum::http::request::Parts;
use chrono::{DateTime, NaiveDateTime, Utc};
use maud::{Markup, html};

use super::refusal::Refusal;
use super::team_service::StoreView;
use super::visitor::Visitor;
use super::{AppState, TeamService};
use crate::error::Error;
use crate::ids::CaseCode;
use crate::language::Lang;
use crate::store::{Account, AuditEvent, Role, Secret};

/// The only addresses that an auditor may ask: the trail, and what is about the own log-in.
const OF_AUDITORS: &[&str] = &[
    "/t/{team}",
    "/t/{team}/",
    "/t/{team}/audit",
    "/t/{team}/audit/export",
    "/t/{team}/looked/{code}",
    "/t/{team}/logout",
    "/t/{team}/me",
    "/t/{team}/me/password",
    "/t/{team}/me/end",
];

/// Somebody who may come in, and where.
#[derive(Clone)]
pub struct User {
    /// The account.
    pub account: Account,
    /// The language of pages.
    pub lang: Lang,
    /// The server.
    pub app: Arc<AppState>,
    /// The team's office.
    pub office: Arc<TeamService>,
    /// What stands in its store.
    pub seen: Arc<StoreView>,
    /// The hash of the session's secret; `None` of somebody whom an identity provider lets in anew with every request.
    pub(super) session: Option<String>,
    /// What their forms must carry.
    pub(super) token: String,
}

impl User {
    /// The role.
    pub fn role(&self) -> Role {
        self.account.role
    }

    /// Whether it may plan and change any case.
    pub fn may_plan(&self) -> bool {
        [Role::Lead, Role::Planner].contains(&self.role())
    }

    /// Refuses whoever has none of these roles.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`].
    pub fn must_be(&self, roles: &[Role]) -> Result<(), Refusal> {
        if roles.contains(&self.role()) {
            Ok(())
        } else {
            Err(Refusal::Forbidden)
        }
    }

    /// The instant it is for the team.
    pub fn now(&self) -> DateTime<Utc> {
        self.app.settings.now(self.office.zone())
    }

    /// What time it is where the team is, on the minute.
    pub fn moment(&self) -> NaiveDateTime {
        self.app.settings.moment(self.office.zone())
    }

    /// The address of a page of this team: `at("/week")`.
    pub fn at(&self, path: &str) -> String {
        format!("/t/{}{path}", self.office.id())
    }

    /// What every form must carry.
    pub fn token(&self) -> Markup {
        html! { input type="hidden" name="token" value=(self.token); }
    }

    /// Whether a form carries it.
    pub(super) fn is_own_token(&self, token: &str) -> bool {
        // Hashes are compared, so that the time taken tells nothing.
        Secret::hash_of(token) == Secret::hash_of(&self.token)
    }

    /// Notes in the audit trail what they are about to see, before it is shown.
    ///
    /// # Errors
    /// [`Error::Store`]: what cannot be noted is not shown.
    pub async fn saw(&self, what: AuditEvent, case: Option<&CaseCode>) -> Result<(), Error> {
        let (name, case) = (&self.account.name, case.cloned());
        self.office.note(name, what, case).await
    }
}

impl AsRef<User> for User {
    fn as_ref(&self) -> &User {
        self
    }
}

/// The office named in the path.
pub(super) async fn office_of(
    parts: &mut Parts,
    app: &AppState,
) -> Result<Arc<TeamService>, Refusal> {
    let params = RawPathParams::from_request_parts(parts, &()).await;
    let params = params.map_err(|_| Refusal::NotFound)?;
    let team = params.iter().find(|(name, _)| *name == "team");
    let office = team.and_then(|(_, team)| app.office(team));
    office.cloned().ok_or(Refusal::NotFound)
}

/// The language of a page: as asked in the address (`?lang=en`), as the account chose before, else the office's.
pub(super) fn lang_of(parts: &Parts, office: &TeamService, name: Option<&str>) -> Lang {
    let chosen = || name.and_then(|name| office.sessions.lang(name));
    asked(parts.uri.query().unwrap_or_default())
        .or_else(chosen)
        .unwrap_or(office.lang())
}

/// Keeps the language that was asked for; only for who logged in, so that strangers fill no memory.
pub(super) fn keep_lang(parts: &Parts, office: &TeamService, name: &str) {
    if let Some(lang) = asked(parts.uri.query().unwrap_or_default()) {
        office.sessions.keep_lang(name, lang);
    }
}

/// The language that a query asks for.
pub(super) fn asked(query: &str) -> Option<Lang> {
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("lang="));
    asked.and_then(|tag| tag.parse().ok())
}

/// Whether the person whose account it is has not left the team: from the day after their last they read nothing. An
/// account of nobody in particular stays until it is taken away.
pub(super) fn is_here(
    account: &Account,
    seen: &StoreView,
    app: &AppState,
    office: &TeamService,
) -> bool {
    let today = app.settings.today(office.zone());
    let person = account.person.as_ref();
    person.is_none_or(|person| seen.roster.has(person, today))
}

impl FromRequestParts<Arc<AppState>> for User {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<AppState>) -> Result<Self, Refusal> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        if !visitor.is_complete {
            return Err(Refusal::LogIn(super::login::address_of_second(
                &visitor.user.office,
                parts,
            )));
        }
        let user = visitor.user;
        keep_lang(parts, &user.office, &user.account.name);
        let matched = parts.extensions.get::<MatchedPath>();
        let is_open = matched.is_some_and(|path| OF_AUDITORS.contains(&path.as_str()));
        if user.role() == Role::Auditor && !is_open {
            return Err(Refusal::Forbidden);
        }
        Ok(user)
    }
}
