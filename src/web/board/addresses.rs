//! Secret feed addresses on the board: who may have one and which there are come in; a list with a press to make,
//! replace or end each, and a new address, shown once, go out.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use maud::{Markup, html};
use serde::Deserialize;

use super::routes::BoardRequest;
use super::viewer::{May, Sheet};
use crate::app::{self, NewLink, usual_expiry};
use crate::error::Error;
use crate::language::Text;
use crate::store::{Access as _, AuditEvent, Link, Secret, USUAL_PURPOSE, Whose};
use crate::time::zone::local_day;
use crate::web::feeds::reader_of;
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::user::User;
use crate::web::{AppState, StoreSession};

/// Its pages.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/feeds", get(show))
        .route("/feeds/new", post(issue))
        .route("/feeds/rotate", post(rotate))
        .route("/feeds/revoke", post(revoke))
}

/// What a press is about.
#[derive(Deserialize)]
struct Pressed {
    whose: String,
    #[serde(default)]
    purpose: String,
    /// Which address the page had for it.
    of: Option<String>,
}

impl Pressed {
    fn purpose(&self) -> String {
        match self.purpose.trim() {
            "" => USUAL_PURPOSE.to_owned(),
            purpose => purpose.to_owned(),
        }
    }

    /// Whose address, when they may say anything about it: lead and planner about everybody's, others about
    /// their own.
    fn whose(&self, request: &BoardRequest) -> Result<Whose, Refusal> {
        match &request.may {
            May::All => Ok(Whose::from(self.whose.trim())),
            May::Own(own) if *own == self.whose => Ok(Whose::from(own.as_str())),
            May::Own(_) | May::Read => Err(Refusal::Forbidden),
        }
    }
}

async fn show(user: User) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    request.must_see_cases()?;
    request.user.saw(AuditEvent::SawLinks, None).await?;
    Ok(request.show("/feeds", page(&request, None)))
}

async fn issue(Sent { user, form }: Sent<Pressed>) -> Result<Response, Refusal> {
    let made = press(user, form, |desk, pressed| {
        let new = NewLink {
            whose: pressed.whose,
            purpose: pressed.purpose,
            detail: None,
            expires: usual_expiry(pressed.today),
        };
        app::issue_link(&desk.team, &mut desk.store, new, pressed.now, pressed.today)
    });
    let (user, (link, secret)) = made.await?;
    fresh(user, link, &secret).await
}

async fn rotate(Sent { user, form }: Sent<Pressed>) -> Result<Response, Refusal> {
    let made = press(user, form, |desk, at| {
        app::rotate_link(&mut desk.store, &at.whose, &at.purpose, at.now, at.today)
    });
    let (user, (link, secret)) = made.await?;
    fresh(user, link, &secret).await
}

async fn revoke(Sent { user, form }: Sent<Pressed>) -> Result<Redirect, Refusal> {
    let done = press(user, form, |desk, at| {
        app::revoke_links(&mut desk.store, &at.whose, Some(&at.purpose), at.now)
    });
    let (user, _) = done.await?;
    Ok(Redirect::to(&user.at("/feeds")))
}

/// Which address a press is about, and when it was pressed.
struct Address {
    whose: Whose,
    purpose: String,
    now: DateTime<Utc>,
    today: NaiveDate,
}

/// Does something with an address of whom they may say anything about; what came of it, with who pressed.
async fn press<T, W>(user: User, form: Pressed, deed: W) -> Result<(User, T), Refusal>
where
    T: Send + 'static,
    W: FnOnce(&mut StoreSession, Address) -> Result<T, Error> + Send + 'static,
{
    let request = BoardRequest::take(user).await?;
    let address = Address {
        whose: form.whose(&request)?,
        purpose: form.purpose(),
        now: request.user.now(),
        today: request.snapshot.today,
    };
    let name = request.user.account.name.clone();
    let of = form.of.clone();
    let done = request.user.office.at_desk(&name, move |desk| {
        let links = desk.store.links()?;
        let mut now = links.iter().rev();
        let now = now.find(|link| {
            link.whose == address.whose && link.purpose == address.purpose && link.revoked.is_none()
        });
        let same = of.is_none_or(|of| now.is_some_and(|now| now.short() == of));
        Ok(match same {
            true => Some(deed(desk, address)?),
            false => None,
        })
    });
    match done.await? {
        Some(done) => Ok((request.user, done)),
        None => Err(replaced(request.user).await?),
    }
}

/// The page that says that somebody else has replaced or ended an address: the new one would die unseen.
async fn replaced(user: User) -> Result<Refusal, Refusal> {
    let request = BoardRequest::take(user).await?;
    let viewer = request.viewer();
    let said = html! { div role="alert" { p { b { (viewer.say("Iemand anders heeft dit adres intussen vervangen of ingetrokken. Er is niets gedaan; hieronder staat hoe het nu is.", "Somebody else has replaced or revoked this address meanwhile. Nothing was done; below stands how it is now.")) } } } };
    let page = request.show("/feeds", page(&request, Some(&said)));
    let page = (StatusCode::CONFLICT, page).into_response();
    Ok(Refusal::Page(Box::new(page)))
}

/// The page with an address that was just made: shown now and never again.
async fn fresh(user: User, link: Link, secret: &Secret) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    let lang = request.user.lang;
    let base = &request.user.app.settings.base_url;
    let (landing, feed) = (
        format!("{base}/f/{}", secret.text()),
        format!("{base}/f/{}.ics", secret.text()),
    );
    let said = Text::new(
        "Dit adres is geheim en staat hier maar één keer. Geef het alleen aan wie het is.",
        "This address is secret and stands here only once. Give it to nobody but its owner.",
    );
    let shown = html! {
        div.said role="status" {
            p { b { (request.viewer().formatter().whose(&link.whose)) } " · " (request.viewer().formatter().purpose(&link.purpose)) }
            p { (said.get(lang)) }
            code.address { (feed) }
            p { a href=(landing) { (lang.pick("Hulp bij abonneren: knoppen en QR-code", "Help with subscribing: buttons and a QR code")) } }
        }
    };
    Ok(request
        .show("/feeds", page(&request, Some(&shown)))
        .into_response())
}

fn page(request: &BoardRequest, shown: Option<&Markup>) -> Sheet {
    let viewer = request.viewer();
    let mine = |link: &&Link| match &request.may {
        May::All => true,
        May::Own(own) => link.whose == Whose::from(own.as_str()),
        May::Read => false,
    };
    let links: Vec<&Link> = request
        .user
        .seen
        .links
        .iter()
        .filter(mine)
        .filter(|link| link.revoked.is_none())
        .collect();
    let body = html! {
        @if let Some(shown) = shown { (shown) }
        p { (viewer.say("Met een geheim adres staat iemands agenda in de eigen telefoon of Outlook, en blijft hij bij.", "With a secret address somebody's calendar stands in their own phone or Outlook, and stays up to date.")) }
        form.pick method="post" action=(viewer.at("/feeds/new")) {
            (viewer.token)
            label { (viewer.say("Van", "Of")) " " select name="whose" { (choices(request)) } }
            button { (viewer.say("Maak een adres", "Make an address")) }
        }
        @if request.may == May::All { p { a href=(viewer.at("/feeds/all")) { (viewer.say("Adressen voor het hele team, om af te drukken of te mailen", "Addresses for the whole team, to print or to mail")) } } }
        @if !links.is_empty() { div.wide tabindex="0" role="region" aria-label=(viewer.say("Agendalinks", "Calendar links")) { table.plain {
            thead { tr {
                th scope="col" { (viewer.say("Van", "Of")) } th scope="col" { (viewer.say("Doel", "Purpose")) }
                th scope="col" { (viewer.say("Gemaakt", "Made")) } th scope="col" { (viewer.say("Tot en met", "Until")) }
                th scope="col" { (viewer.say("Laatst opgehaald", "Last fetched")) }
                th scope="col" { (viewer.say("Wat te doen", "To do")) }
            } }
            tbody { @for link in links { (row(request, link)) } }
        } } }
    };
    Sheet {
        title: viewer.say("Agendalinks", "Calendar links").to_owned(),
        body,
    }
}

/// Those who may have an address.
fn choices(request: &BoardRequest) -> Markup {
    let viewer = request.viewer();
    let team = &viewer.snapshot.team;
    html! {
        @match &request.may {
            May::Own(own) => { option value=(own) { (viewer.name(own)) } }
            May::Read => {}
            May::All => {
                @for person in team.people.iter().filter(|one| one.until.is_none_or(|last| viewer.today() <= last)) { option value=(person.id) { (person.name) } }
                option value="team" { (viewer.say("het team", "the team")) }
                @for case in &team.cases { option value={"case-" (case.code)} { (viewer.formatter().family(case.code.as_str())) } }
            }
        }
    }
}

fn row(request: &BoardRequest, link: &Link) -> Markup {
    let viewer = request.viewer();
    let seen = &request.user.seen;
    let works = seen.roster.reads(
        &reader_of(&link.whose),
        seen.published.as_deref(),
        viewer.today(),
    );
    let day = |at: DateTime<Utc>| viewer.lang.date(local_day(viewer.snapshot.team.zone, at));
    html! {
        tr {
            th scope="row" { (viewer.formatter().whose(&link.whose)) }
            td { (viewer.formatter().purpose(&link.purpose)) }
            td { (day(link.created)) }
            td { @if let Some(last) = link.expires { (viewer.lang.date(last)) } @else { "–" } @if !works { " · " i.flag { (viewer.say("werkt niet meer: weg, of uit zorg", "works no more: gone, or out of care")) } } }
            td { @if let Some(at) = request.user.office.last_fetched(&link.hash) { (day(at)) } @else { "–" } }
            td { div.choose { @for (path, label) in [("/feeds/rotate", viewer.say("Vervang", "Replace")), ("/feeds/revoke", viewer.say("Trek in", "Revoke"))] {
                form method="post" action=(viewer.at(path)) {
                    (viewer.token)
                    input type="hidden" name="whose" value=(link.whose);
                    input type="hidden" name="purpose" value=(link.purpose);
                    input type="hidden" name="of" value=(link.short());
                    button.plain { (label) span.unseen { " " (viewer.formatter().whose(&link.whose)) } }
                }
            } } }
        }
    }
}
