//! One's own account: another password comes in, or a session to end; where one is logged in, and what was done, goes
//! out.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequest as _, Query, Request, State};
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use serde::Deserialize;

use super::accounts::{self, NotAnAccount};
use super::form::Sent;
use super::login::{self, Entry};
use super::page::Page;
use super::patience::Keys;
use super::refusal::Refusal;
use super::user::User;
use super::{AppState, password};
use crate::language::Text;
use crate::store::{Access as _, AuditEvent, Session};
use crate::time::zone;

/// Its pages.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/me", get(show))
        .route("/me/password", post(change_password))
        .route("/me/end", post(end))
}

/// What was just done.
#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

async fn show(user: User, Query(asked): Query<Done>) -> Page {
    let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
    let said = match asked.done.as_str() {
        "password" => say(
            "Uw wachtwoord is gewijzigd. Overal elders bent u uitgelogd.",
            "Your password was changed. Everywhere else you were logged out.",
        ),
        "end" => say("Die sessie is beëindigd.", "That session was ended."),
        _ => "",
    };
    let sessions = user
        .office
        .sessions
        .list(&user.account, (user.app.settings.clock)());
    let body = html! {
        @if !said.is_empty() { p.said role="status" { (said) } }
        @match user.session {
            None => { p { (say("U komt binnen via de inlogdienst van uw organisatie: wachtwoord en sessies regelt u daar.", "You come in by your organisation's identity provider: password and sessions are kept there.")) } }
            Some(_) => {
                (own_sessions(&user, &sessions))
                (second(&user))
                (password_form(&user))
            }
        }
    };
    Page::new(&user, "/me", say("Mijn account", "My account"), body)
}

/// Where they are logged in.
fn own_sessions(user: &User, sessions: &[Session]) -> Markup {
    let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
    let at = |at: DateTime<Utc>| {
        let local = zone::local(user.office.zone(), at);
        format!(
            "{} {}",
            user.lang.short_date(local.date()),
            local.format("%H:%M")
        )
    };
    html! {
        h2 { (say("Waar u bent ingelogd", "Where you are logged in")) }
        p.quiet { (say("Een sessie eindigt na een half uur zonder een klik, en altijd na twaalf uur.", "A session ends after half an hour without a click, and always after twelve hours.")) }
        div.wide tabindex="0" role="region" aria-label=(say("Sessies", "Sessions")) { table.plain {
            thead { tr {
                th scope="col" { (say("Waarmee", "With")) } th scope="col" { (say("Vanaf", "From")) }
                th scope="col" { (say("Begonnen", "Began")) } th scope="col" { (say("Laatst gebruikt", "Last used")) }
                th scope="col" { (say("Doen", "Do")) }
            } }
            tbody { @for one in sessions { tr {
                th scope="row" { @if one.browser.is_empty() { "?" } @else { (one.browser) } }
                td { (one.from) }
                td { (at(one.begun)) }
                td { (at(one.used)) }
                td { @if user.session.as_deref() == Some(&one.hash) { (say("deze", "this one")) } @else {
                    form method="post" action=(user.at("/me/end")) {
                        (user.token())
                        input type="hidden" name="session" value=(one.hash);
                        button.plain { (say("Beëindig", "End")) }
                    }
                } }
            } } }
        } }
    }
}

fn second(user: &User) -> Markup {
    let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
    html! {
        h2 { (say("Tweede stap bij het inloggen", "Second step of the log-in")) }
        @if user.account.second.is_some() {
            p { (say("Staat aan: na uw wachtwoord vragen we een code van uw telefoon. Nieuwe telefoon? Laat de teamleider u een nieuw wachtwoord geven; daarna stelt u hem opnieuw in.", "It is on: after your password we ask for a code of your telephone. A new telephone? Have the team lead give you a new password; then you set it up anew.")) }
        } @else {
            p { a.button href=(user.at("/second")) { (say("Instellen", "Set up")) } }
        }
    }
}

fn password_form(user: &User) -> Markup {
    let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
    html! {
        h2 { (say("Een ander wachtwoord", "Another password")) }
        form.narrow method="post" action=(user.at("/me/password")) {
            (user.token())
            label for="old" { (say("Wachtwoord van nu", "Password of now")) }
            input id="old" name="old" type="password" autocomplete="current-password" required;
            label for="new" { (say("Nieuw wachtwoord, ten minste tien tekens", "New password, ten characters at least")) }
            input id="new" name="new" type="password" autocomplete="new-password" minlength="10" required;
            label for="again" { (say("Nog een keer", "Once more")) }
            input id="again" name="again" type="password" autocomplete="new-password" minlength="10" required;
            button { (say("Wijzig", "Change")) }
        }
    }
}

/// Another password.
#[derive(Deserialize)]
struct Changed {
    old: String,
    new: String,
    again: String,
}

async fn change_password(
    State(app): State<Arc<AppState>>,
    request: Request,
) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    let Sent { user, form } = Sent::<Changed>::from_request(request, &app).await?;
    if user.session.is_none() {
        return Err(Refusal::Forbidden);
    }
    if form.new != form.again {
        return Err(unclear(
            "De twee nieuwe wachtwoorden zijn niet gelijk; er is niets veranderd.",
            "The two new passwords differ; nothing was changed.",
        ));
    }
    let now = (app.settings.clock)();
    let keys = Keys::inside(&user.office, &user.account, "password");
    keys.must_not_wait(&app, now)?;
    let before = user.account.clone();
    let changed = app.judge.does(true, move |room| {
        let fits = form.old.len() <= accounts::LONGEST;
        if !fits || !password::is(&form.old, Some(&before.password), room) {
            return Ok(None);
        }
        let (role, person) = (before.role, before.person.clone());
        let made = accounts::hashed(&before.name, role, person, &form.new, now)?;
        Ok(Some(crate::store::Account {
            second: before.second.clone(),
            ..made
        }))
    });
    let changed: Result<_, NotAnAccount> = changed.await?;
    let Some(account) = changed.map_err(|NotAnAccount(why)| Refusal::Unclear(why))? else {
        keys.failed(&app, now);
        return Err(unclear(
            "Het wachtwoord van nu klopt niet; er is niets veranderd.",
            "The password of now is not right; nothing was changed.",
        ));
    };
    let kept = account.clone();
    let done = user.office.at_store(&account.name, move |store| {
        Ok(store.change_account(AuditEvent::ChangedPassword, &kept)?)
    });
    done.await?;
    user.office.sessions.end_all(&account.name);
    // A second factor that was given for this session counts for the one that takes its place.
    let entry = Entry {
        second: account.second.is_some(),
        next: user.at("/me?done=password"),
        unsent: None,
    };
    login::let_in(&app, &user.office, &account, &parts, entry).await
}

/// A session of one's own.
#[derive(Deserialize)]
struct Named {
    session: String,
}

async fn end(Sent { user, form }: Sent<Named>) -> Result<Redirect, Refusal> {
    if !user
        .office
        .sessions
        .end_of(&user.account.name, &form.session)
    {
        return Err(Refusal::NotFound);
    }
    user.saw(AuditEvent::EndedSession, None).await?;
    user.office.keep_sessions().await;
    Ok(Redirect::to(&user.at("/me?done=end")))
}

fn unclear(nl: &str, en: &str) -> Refusal {
    Refusal::Unclear(Text::new(nl, en))
}
