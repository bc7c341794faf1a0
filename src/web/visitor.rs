//! Who stands at the door: a request comes in; the account whose session it has, or that an identity provider names,
//! goes out, whether or not its second factor was given yet.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use super::refusal::Refusal;
use super::team_service::StoreView;
use super::user::{User, is_here, lang_of, office_of};
use super::{AppState, TeamService, caller, cookies};
use crate::store::{Account, AuditEvent, Secret};

/// Somebody with a session.
pub(super) struct Visitor {
    pub user: User,
    /// Whether nothing more is asked of them.
    pub is_complete: bool,
}

impl AsRef<User> for Visitor {
    fn as_ref(&self) -> &User {
        &self.user
    }
}

impl Visitor {
    /// The owner of a session's secret.
    pub fn of(
        app: &Arc<AppState>,
        office: &Arc<TeamService>,
        seen: &Arc<StoreView>,
        account: &Account,
        secret: &str,
        parts: &Parts,
    ) -> User {
        User {
            account: account.clone(),
            lang: lang_of(parts, office, Some(&account.name)),
            app: app.clone(),
            office: office.clone(),
            seen: seen.clone(),
            session: Some(Secret::hash_of(secret)),
            token: Secret::hash_of(&format!("form {secret}")),
        }
    }
}

/// Whether more than a password is asked of an account.
pub(super) fn needs_second(app: &AppState, account: &Account) -> bool {
    account.second.is_some() || app.settings.asks_second(account.role)
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

/// Whom a proxy names has no session: it ends with the header. What their forms carry follows from the account.
async fn proxied(
    app: &Arc<AppState>,
    office: &Arc<TeamService>,
    seen: &Arc<StoreView>,
    account: &Account,
    parts: &Parts,
) -> Result<User, Refusal> {
    if office
        .sessions
        .arrives(&account.name, (app.settings.clock)())
    {
        let what = AuditEvent::LoggedIn {
            role: account.role.name().to_owned(),
            from: caller::of(parts, &app.settings).from,
            by_proxy: true,
        };
        office.note(&account.name, what, None).await?;
    }
    let (key, since) = (seen.uid_key, account.since.timestamp_micros());
    let token = format!("form {key:?} {} {since}", account.name);
    Ok(User {
        account: account.clone(),
        lang: lang_of(parts, office, Some(&account.name)),
        app: app.clone(),
        office: office.clone(),
        seen: seen.clone(),
        session: None,
        token: Secret::hash_of(&token),
    })
}

impl FromRequestParts<Arc<AppState>> for Visitor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<AppState>) -> Result<Self, Refusal> {
        let office = office_of(parts, app).await?;
        let seen = office.now().await?;
        let stranger = || Refusal::LogIn(super::login::address(&office, parts));
        let here = |account: &&Account| is_here(account, &seen, app, &office);
        // It is whom the proxy names, whoever was here before: nobody, when it names nobody we know.
        if let Some(name) = by_proxy(parts, app) {
            let account = seen.account(name).filter(here).ok_or_else(stranger)?;
            return Ok(Self {
                user: proxied(app, &office, &seen, account, parts).await?,
                is_complete: true,
            });
        }
        let secret = cookies::session(&parts.headers).ok_or_else(stranger)?;
        let session = office.sessions.used(&secret, (app.settings.clock)());
        let session = session.ok_or_else(stranger)?;
        let account = seen.account(&session.name).filter(here);
        let account = account.filter(|account| account.since == session.since);
        let account = account.ok_or_else(stranger)?;
        Ok(Self {
            user: Self::of(app, &office, &seen, account, &secret, parts),
            is_complete: session.second || !needs_second(app, account),
        })
    }
}
