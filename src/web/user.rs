//! Who asks: a request comes in; the account that logged in, with its team's office, goes out, or the
//! way to the log-in page.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use chrono::{DateTime, NaiveDateTime, Utc};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::refusal::Refusal;
use super::team_service::StoreView;
use super::{AppState, TeamService};
use crate::error::Error;
use crate::ids::CaseCode;
use crate::language::Lang;
use crate::store::{Account, AuditEvent, Role, Secret};

/// Where a session keeps the language somebody chose.
const LANG: &str = "lang";

/// What a session keeps of a log-in.
#[derive(Serialize, Deserialize)]
struct Login {
    name: String,
    /// When its password was set: a new password ends the session.
    since: i64,
    token: String,
}

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
    token: String,
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

/// Where a session keeps who logged in to a team.
fn key(office: &TeamService) -> String {
    format!("user/{}", office.id())
}

/// Lets an account in: from now on the session is its own, under a new id.
pub(super) async fn let_in(
    session: &Session,
    office: &TeamService,
    account: &Account,
) -> Result<(), Refusal> {
    let token = Secret::draw().map_err(Error::Store)?;
    let login = Login {
        name: account.name.clone(),
        since: account.since.timestamp_micros(),
        token: token.text().to_owned(),
    };
    session.cycle_id().await.map_err(lost)?;
    session.insert(&key(office), login).await.map_err(lost)
}

/// Lets it out again.
pub(super) async fn let_out(session: &Session) -> Result<(), Refusal> {
    session.flush().await.map_err(lost)
}

/// Sessions are in memory: that they cannot be read is a bug.
fn lost(_: tower_sessions::session::Error) -> Refusal {
    Refusal::Stale
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

/// The session of a request.
pub(super) async fn session_of(parts: &mut Parts) -> Result<Session, Refusal> {
    let session = Session::from_request_parts(parts, &()).await;
    session.map_err(|_| Refusal::Stale)
}

/// The language of a page: as asked in the address (`?lang=en`) now or before, else the office's.
pub(super) async fn lang_of(parts: &Parts, session: &Session, office: &TeamService) -> Lang {
    if let Some(lang) = asked(parts.uri.query().unwrap_or_default()) {
        return lang;
    }
    let kept: Option<String> = session.get(LANG).await.ok().flatten();
    kept.and_then(|tag| tag.parse().ok())
        .unwrap_or(office.lang())
}

/// Keeps the language that was asked for; only for who logged in, so that strangers fill no memory.
pub(super) async fn keep_lang(parts: &Parts, session: &Session) {
    if let Some(lang) = asked(parts.uri.query().unwrap_or_default()) {
        let _ = session.insert(LANG, lang.pick("nl", "en")).await;
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

/// The name that a proxy says is asking.
fn by_proxy<'p>(parts: &'p Parts, app: &AppState) -> Option<&'p str> {
    let header = app.settings.proxy.as_ref()?.header.as_ref()?;
    let ConnectInfo(from) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    let trusted = app.settings.believes(from.ip());
    let mut names = parts.headers.get_all(header).iter();
    let name = names.next().filter(|_| trusted)?;
    let only = names.next().is_none().then_some(name);
    // What is no name, or two of them, is nobody's.
    Some(only.and_then(|name| name.to_str().ok()).unwrap_or_default())
}

impl FromRequestParts<Arc<AppState>> for User {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<AppState>) -> Result<Self, Refusal> {
        let office = office_of(parts, app).await?;
        let session = session_of(parts).await?;
        let seen = office.now().await?;
        let mut login: Option<Login> = session.get(&key(&office)).await.map_err(lost)?;
        // It is whom the proxy names, whoever was here before: nobody, when it names nobody we know.
        let is_other = |name: &&str| login.as_ref().is_none_or(|login| login.name != **name);
        if let Some(name) = by_proxy(parts, app).filter(is_other) {
            login = match seen.account(name) {
                Some(account) if is_here(account, &seen, app, &office) => {
                    let_in(&session, &office, account).await?;
                    session.get(&key(&office)).await.map_err(lost)?
                }
                _ => None,
            };
        }
        let known = login.and_then(|login| {
            let account = seen.account(&login.name)?;
            let same = account.since.timestamp_micros() == login.since;
            let here = is_here(account, &seen, app, &office);
            (same && here).then(|| (account.clone(), login.token))
        });
        let Some((account, token)) = known else {
            return Err(Refusal::LogIn(super::login::address(&office, parts)));
        };
        keep_lang(parts, &session).await;
        Ok(Self {
            account,
            lang: lang_of(parts, &session, &office).await,
            app: app.clone(),
            office,
            seen,
            token,
        })
    }
}
