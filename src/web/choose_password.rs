//! A password chosen by its owner: a link that works once and for a short while comes in; the account with the new
//! password, or why there is none, goes out.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use serde::Deserialize;

use super::team_service::aside;
use super::user::{asked, office_of};
use super::{AppState, NotAnAccount, Refusal, TeamService, accounts, form, login, page};
use crate::language::{Lang, Text};
use crate::store::{Account, Resets as _, Secret};

/// Its address.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/password/{secret}", get(show).post(chosen))
}

/// Where such a link leads, below the server's address.
pub fn path(team: &str, secret: &Secret) -> String {
    format!("/t/{team}/password/{}", secret.text())
}

#[derive(Deserialize)]
struct Chosen {
    password: String,
    again: String,
}

/// The account that a link is for, when it works now. Links are looked up by their hash, so that the time taken tells
/// nothing of a secret.
async fn account_of(
    office: &Arc<TeamService>,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<Account, Refusal> {
    let seen = office.now().await?;
    let hash = Secret::hash_of(secret);
    let mut resets = seen.resets.iter();
    let reset = resets.find(|reset| reset.hash == hash && now <= reset.until);
    let account = reset.and_then(|reset| seen.account(&reset.name)).cloned();
    account.ok_or_else(|| Refusal::Unclear(over()))
}

fn over() -> Text {
    Text::new(
        "Deze link werkt niet meer: hij is al gebruikt, of verlopen. Vraag de teamleider om een nieuwe.",
        "This link works no more: it has been used, or has expired. Ask the team lead for a new one.",
    )
}

async fn show(
    State(app): State<Arc<AppState>>,
    Path((_, secret)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    let (mut parts, _) = request.into_parts();
    let office = office_of(&mut parts, &app).await?;
    let now = app.settings.now(office.zone());
    let account = account_of(&office, &secret, now).await?;
    let lang = asked(parts.uri.query().unwrap_or_default()).unwrap_or(office.lang());
    Ok(ask(lang, &account, None))
}

async fn chosen(
    State(app): State<Arc<AppState>>,
    Path((_, secret)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    let (mut parts, body) = request.into_parts();
    let office = office_of(&mut parts, &app).await?;
    let now = app.settings.now(office.zone());
    let account = account_of(&office, &secret, now).await?;
    let lang = asked(parts.uri.query().unwrap_or_default()).unwrap_or(office.lang());
    let bytes = axum::body::to_bytes(body, super::LARGEST_FORM).await;
    let bytes = bytes.map_err(|_| Refusal::Stale)?;
    let given: Chosen = form::read(&parts, bytes).await?;
    if given.password != given.again {
        let why = Text::new(
            "De twee wachtwoorden zijn niet gelijk.",
            "The two passwords differ.",
        );
        return Ok(ask(lang, &account, Some(&why)));
    }
    let known = account.clone();
    let made = aside(move || {
        let Account {
            name, role, person, ..
        } = known;
        Ok(accounts::hashed(&name, role, person, &given.password, now))
    });
    let new = match made.await? {
        Ok(made) => made,
        Err(NotAnAccount(why)) => return Ok(ask(lang, &account, Some(&why))),
    };
    let hash = Secret::hash_of(&secret);
    let name = new.name.clone();
    let used = office.at_store(&name, move |store| {
        // Two who press at once: the second has a link that was used. What else the account is now stays.
        let works = store
            .resets()?
            .iter()
            .any(|reset| reset.hash == hash && reset.name == new.name);
        let Some(mut known) = crate::app::account(store, &new.name).ok().filter(|_| works) else {
            return Ok(false);
        };
        (known.password, known.since) = (new.password, new.since);
        store.use_reset(&known)?;
        Ok(true)
    });
    match used.await? {
        true => Ok(Redirect::to(&login::path(&office)).into_response()),
        false => Err(Refusal::Unclear(over())),
    }
}

/// The page that asks for it.
fn ask(lang: Lang, account: &Account, why: Option<&Text>) -> Response {
    let body: Markup = html! {
        @if let Some(why) = why { p.fault role="alert" { (why.get(lang)) } }
        p { (lang.pick("Kies een wachtwoord voor uw account", "Choose a password for your account")) " " b { (account.name) } ". "
            (lang.pick("Ten minste tien tekens; een paar woorden achter elkaar zijn goed te onthouden.", "Ten characters or more; a few words in a row are easy to keep in mind.")) }
        form.fields method="post" {
            input type="hidden" name="username" value=(account.name) autocomplete="username";
            label { (lang.pick("Wachtwoord", "Password")) " " input type="password" name="password" required minlength="10" maxlength="1000" autocomplete="new-password"; }
            label { (lang.pick("Nog een keer", "Once more")) " " input type="password" name="again" required minlength="10" maxlength="1000" autocomplete="new-password"; }
            p { button { (lang.pick("Bewaar dit wachtwoord", "Keep this password")) } }
        }
    };
    let mut page = page::plain(
        lang,
        lang.pick("Wachtwoord kiezen", "Choose a password"),
        &body,
    );
    if why.is_some() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    page
}
