//! Accounts on the board, for the lead: those there are come in; a list with a press to give each another role, a link to
//! choose a password by, or an end, and a form for a new one, go out.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use serde::Deserialize;

use super::routes::BoardRequest;
use super::viewer::Sheet;
use crate::app;
use crate::error::Error;
use crate::store::{Account, Reset, Role, Secret};
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::user::User;
use crate::web::{AppState, NotAnAccount, StoreSession, accounts, choose_password};

/// Who may see and change accounts.
const OWNS: &[Role] = &[Role::Lead];

/// Its addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/accounts", get(show))
        .route("/accounts/new", post(add))
        .route("/accounts/role", post(role))
        .route("/accounts/link", post(link))
        .route("/accounts/end", post(end))
}

/// What a press is about.
#[derive(Deserialize)]
struct Pressed {
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    person: String,
    /// The state of the account that the page had.
    of: Option<String>,
}

impl Pressed {
    fn role(&self) -> Result<Role, Error> {
        self.role
            .parse()
            .map_err(|_| Error::usage("Kies een rol.", "Choose a role."))
    }
}

async fn show(user: User) -> Result<Page, Refusal> {
    user.must_be(OWNS)?;
    let request = BoardRequest::take(user).await?;
    Ok(request.show("/accounts", page(&request, None)))
}

/// What tells one state of an account from another, its password among it.
fn state(account: &Account) -> String {
    let all = format!(
        "{account:?} {} {}",
        account.since,
        account.password.is_empty()
    );
    let mut print = Secret::hash_of(&all);
    print.truncate(12);
    print
}

/// Does something with an account, unless somebody else has since the page was made; who asked, and what came of it.
async fn press<T, W>(user: User, form: Pressed, deed: W) -> Result<(User, T), Refusal>
where
    T: Send + 'static,
    W: FnOnce(&mut StoreSession, Pressed) -> Result<T, Error> + Send + 'static,
{
    let name = user.account.name.clone();
    let done = user.office.at_desk(&name, move |desk| {
        let now = app::account(&desk.store, &form.name).ok();
        let same = form
            .of
            .as_ref()
            .is_none_or(|of| now.is_some_and(|now| state(&now) == *of));
        Ok(match same {
            true => Some(deed(desk, form)?),
            false => None,
        })
    });
    match done.await? {
        Some(done) => Ok((user, done)),
        None => Err(changed(user).await?),
    }
}

/// The page that says that somebody else has changed an account.
async fn changed(user: User) -> Result<Refusal, Refusal> {
    let request = BoardRequest::take(user).await?;
    let viewer = request.viewer();
    let said = html! { div role="alert" { p { b { (viewer.say("Iemand anders heeft dit account intussen veranderd. Er is niets gedaan; hieronder staat hoe het nu is.", "Somebody else has changed this account meanwhile. Nothing was done; below stands how it is now.")) } } } };
    let page = request.show("/accounts", page(&request, Some(&said)));
    let page = (StatusCode::CONFLICT, page).into_response();
    Ok(Refusal::Page(Box::new(page)))
}

async fn add(Sent { user, form }: Sent<Pressed>) -> Result<Response, Refusal> {
    user.must_be(OWNS)?;
    let now = user.now();
    let done = press(user, form, move |desk, form| {
        let role = form.role()?;
        let name = form.name.trim().to_lowercase();
        let asked = Some(form.person.trim()).filter(|person| !person.is_empty());
        let person = app::person_of(&desk.team, &name, role, asked)?;
        let account = accounts::without_password(&name, role, person, now);
        let account = account.map_err(|NotAnAccount(why)| Error::Usage(why))?;
        app::add_account(&mut desk.store, &account)?;
        app::password_link(&mut desk.store, &name, now)
    });
    let (user, made) = done.await?;
    fresh(user, made).await
}

async fn link(Sent { user, form }: Sent<Pressed>) -> Result<Response, Refusal> {
    user.must_be(OWNS)?;
    let now = user.now();
    let done = press(user, form, move |desk, form| {
        app::password_link(&mut desk.store, &form.name, now)
    });
    let (user, made) = done.await?;
    fresh(user, made).await
}

async fn role(Sent { user, form }: Sent<Pressed>) -> Result<Redirect, Refusal> {
    user.must_be(OWNS)?;
    let done = press(user, form, move |desk, form| {
        let role = form.role()?;
        app::change_role(&desk.team, &mut desk.store, &form.name, role)
    });
    let (user, _) = done.await?;
    Ok(Redirect::to(&user.at("/accounts")))
}

async fn end(Sent { user, form }: Sent<Pressed>) -> Result<Redirect, Refusal> {
    user.must_be(OWNS)?;
    let done = press(user, form, move |desk, form| {
        app::leaves_a_lead(&desk.store, &form.name)?;
        app::end_account(&mut desk.store, &form.name)
    });
    let (user, ()) = done.await?;
    Ok(Redirect::to(&user.at("/accounts")))
}

/// The page with a link that was just made: shown now and never again.
async fn fresh(user: User, (reset, secret): (Reset, Secret)) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    let viewer = request.viewer();
    let base = &request.user.app.settings.base_url;
    let path = choose_password::path(request.user.office.id(), &secret);
    let shown = html! {
        div.said role="status" {
            p { b { (reset.name) } }
            p { (viewer.say("Met deze link kiest de eigenaar zelf een wachtwoord. Hij werkt één keer, 24 uur lang, en staat hier maar één keer. Geef hem alleen aan wie het is.", "With this link the owner chooses a password. It works once, for 24 hours, and stands here only once. Give it to nobody but its owner.")) }
            code.address { (base) (path) }
        }
    };
    Ok(request
        .show("/accounts", page(&request, Some(&shown)))
        .into_response())
}

fn page(request: &BoardRequest, shown: Option<&Markup>) -> Sheet {
    let viewer = request.viewer();
    let people = viewer.snapshot.team.people.iter();
    let body = html! {
        @if let Some(shown) = shown { (shown) }
        p { (viewer.say("Wie met een account inlogt, ziet hier wat bij de rol hoort. Wie het team verlaat, leest de volgende dag niets meer, ook als het account er nog staat.", "Whoever logs in with an account sees here what goes with the role. Who leaves the team reads nothing the next day, also while the account is still there.")) }
        div.wide tabindex="0" role="region" aria-label=(viewer.say("Accounts", "Accounts")) { table.plain {
            thead { tr {
                th scope="col" { (viewer.say("Naam", "Name")) } th scope="col" { (viewer.say("Wie", "Who")) }
                th scope="col" { (viewer.say("Rol", "Role")) } th scope="col" { (viewer.say("Wachtwoord", "Password")) }
                th scope="col" { (viewer.say("Doen", "Do")) }
            } }
            tbody { @for account in &request.user.seen.accounts { (row(request, account)) } }
        } }
        h2 { (viewer.say("Een nieuw account", "A new account")) }
        form.fields method="post" action=(viewer.at("/accounts/new")) {
            (viewer.token)
            label { (viewer.say("Naam om mee in te loggen", "Name to log in with")) " " input name="name" required maxlength="40" pattern="[A-Za-z0-9._\\-]+" autocomplete="off"; }
            label { (viewer.say("Rol", "Role")) " " select name="role" { @for role in Role::ALL { option value=(role.name()) { (viewer.formatter().account_role(role)) } } } }
            label { (viewer.say("Wie van het team", "Who of the team")) " " select name="person" {
                option value="" { (viewer.say("niemand in het bijzonder", "nobody in particular")) }
                @for person in people { option value=(person.id) { (person.name) } }
            } }
            p.hint { (viewer.say("U krijgt een link waarmee de eigenaar zelf een wachtwoord kiest.", "You get a link with which the owner chooses a password.")) }
            p { button { (viewer.say("Maak het account", "Make the account")) } }
        }
    };
    Sheet {
        title: viewer.say("Accounts", "Accounts").to_owned(),
        body,
    }
}

fn row(request: &BoardRequest, account: &Account) -> Markup {
    let viewer = request.viewer();
    let now = request.user.now();
    let mut resets = request.user.seen.resets.iter();
    let waits = resets.any(|one| one.name == account.name && now <= one.until);
    let person = account.person.as_ref();
    let own = account.name == request.user.account.name;
    html! {
        tr {
            th scope="row" { (account.name) @if own { " · " (viewer.say("dat bent u", "that is you")) } }
            td { @if let Some(person) = person { (viewer.name(person.as_str())) } }
            td {
                form.line method="post" action=(viewer.at("/accounts/role")) {
                    (viewer.token)
                    input type="hidden" name="name" value=(account.name);
                    input type="hidden" name="of" value=(state(account));
                    label { span.unseen { (viewer.say("Rol van", "Role of")) " " (account.name) } select name="role" {
                        @for role in Role::ALL { option value=(role.name()) selected[role == account.role] { (viewer.formatter().account_role(role)) } }
                    } }
                    button.plain { (viewer.say("wijzig", "change")) }
                }
            }
            td { @if waits { (viewer.say("link staat uit", "link is out")) } @else if account.password.is_empty() { (viewer.say("nog niet gekozen", "not chosen yet")) } @else { (viewer.say("gekozen", "chosen")) } }
            td { div.choose {
                (press_of(request, account, "/accounts/link", viewer.say("Wachtwoordlink", "Password link")))
                (press_of(request, account, "/accounts/end", viewer.say("Beëindig", "End")))
            } }
        }
    }
}

fn press_of(request: &BoardRequest, account: &Account, path: &str, label: &str) -> Markup {
    let viewer = request.viewer();
    html! {
        form method="post" action=(viewer.at(path)) {
            (viewer.token)
            input type="hidden" name="name" value=(account.name);
            input type="hidden" name="of" value=(state(account));
            button.plain { (label) span.unseen { " " (account.name) } }
        }
    }
}
