//! Secret feed addresses on the board: who may have one and which there are come in; a list with a press to make,
//! replace or end each, and a new address, shown once, go out.

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use maud::{Markup, html};
use serde::Deserialize;

use super::look::{May, Sheet};
use super::routes::Seat;
use crate::error::Error;
use crate::language::Text;
use crate::pipeline::{self, NewLink, USUAL_PURPOSE, usual_expiry};
use crate::store::{Link, Secret, Whose};
use crate::time::zone::local_day;
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::user::User;
use crate::web::{Desk, House};

/// Its pages.
pub(super) fn routes() -> Router<Arc<House>> {
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
    fn whose(&self, seat: &Seat) -> Result<Whose, Refusal> {
        match &seat.may {
            May::All => Ok(Whose::from(self.whose.trim())),
            May::Own(own) if *own == self.whose => Ok(Whose::from(own.as_str())),
            May::Own(_) | May::Read => Err(Refusal::Forbidden),
        }
    }
}

async fn show(user: User) -> Result<Page, Refusal> {
    let seat = Seat::take(user).await?;
    seat.must_see_cases()?;
    Ok(seat.show("/feeds", page(&seat, None)))
}

async fn issue(Sent { user, form }: Sent<Pressed>) -> Result<Response, Refusal> {
    let made = press(user, form, |desk, pressed| {
        let new = NewLink {
            whose: pressed.whose,
            purpose: pressed.purpose,
            detail: None,
            expires: usual_expiry(pressed.today),
        };
        pipeline::issue_link(&desk.team, &mut desk.store, new, pressed.now, pressed.today)
    });
    let (user, (link, secret)) = made.await?;
    fresh(user, link, &secret).await
}

async fn rotate(Sent { user, form }: Sent<Pressed>) -> Result<Response, Refusal> {
    let made = press(user, form, |desk, at| {
        pipeline::rotate_link(&mut desk.store, &at.whose, &at.purpose, at.now, at.today)
    });
    let (user, (link, secret)) = made.await?;
    fresh(user, link, &secret).await
}

async fn revoke(Sent { user, form }: Sent<Pressed>) -> Result<Redirect, Refusal> {
    let done = press(user, form, |desk, at| {
        pipeline::revoke_links(&mut desk.store, &at.whose, Some(&at.purpose), at.now)
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
    W: FnOnce(&mut Desk, Address) -> Result<T, Error> + Send + 'static,
{
    let seat = Seat::take(user).await?;
    let address = Address {
        whose: form.whose(&seat)?,
        purpose: form.purpose(),
        now: seat.user.now(),
        today: seat.sight.today,
    };
    let name = seat.user.account.name.clone();
    let done = seat
        .user
        .office
        .at_desk(&name, move |desk| deed(desk, address));
    let done = done.await?;
    Ok((seat.user, done))
}

/// The page with an address that was just made: shown now and never again.
async fn fresh(user: User, link: Link, secret: &Secret) -> Result<Response, Refusal> {
    let seat = Seat::take(user).await?;
    let lang = seat.user.lang;
    let base = &seat.user.house.settings.base_url;
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
            p { b { (link.whose) } " · " (link.purpose) }
            p { (said.get(lang)) }
            code.address { (feed) }
            p { a href=(landing) { (lang.pick("Hulp bij abonneren: knoppen en QR-code", "Help with subscribing: buttons and a QR code")) } }
        }
    };
    Ok(seat
        .show("/feeds", page(&seat, Some(&shown)))
        .into_response())
}

fn page(seat: &Seat, shown: Option<&Markup>) -> Sheet {
    let look = seat.look();
    let mine = |link: &&Link| match &seat.may {
        May::All => true,
        May::Own(own) => link.whose == Whose::from(own.as_str()),
        May::Read => false,
    };
    let links: Vec<&Link> = seat
        .user
        .seen
        .links
        .iter()
        .filter(mine)
        .filter(|link| link.revoked.is_none())
        .collect();
    let body = html! {
        @if let Some(shown) = shown { (shown) }
        p { (look.say("Met een geheim adres staat iemands agenda in de eigen telefoon of Outlook, en blijft hij bij.", "With a secret address somebody's calendar stands in their own phone or Outlook, and stays up to date.")) }
        form.pick method="post" action=(look.at("/feeds/new")) {
            (look.token)
            label { (look.say("Van", "Of")) " " select name="whose" { (choices(seat)) } }
            button { (look.say("Maak een adres", "Make an address")) }
        }
        @if !links.is_empty() { div.wide tabindex="0" role="region" aria-label=(look.say("Adressen", "Addresses")) { table.plain {
            thead { tr {
                th scope="col" { (look.say("Van", "Of")) } th scope="col" { (look.say("Doel", "Purpose")) }
                th scope="col" { (look.say("Gemaakt", "Made")) } th scope="col" { (look.say("Tot en met", "Until")) }
                th scope="col" { (look.say("Laatst opgehaald", "Last fetched")) }
                th scope="col" { (look.say("Doen", "Do")) }
            } }
            tbody { @for link in links { (row(seat, link)) } }
        } } }
    };
    Sheet {
        title: look.say("Agenda-adressen", "Calendar addresses").to_owned(),
        body,
    }
}

/// Those who may have an address.
fn choices(seat: &Seat) -> Markup {
    let look = seat.look();
    let team = &look.sight.team;
    html! {
        @match &seat.may {
            May::Own(own) => { option value=(own) { (look.name(own)) } }
            May::Read => {}
            May::All => {
                @for person in &team.people { option value=(person.id) { (person.name) } }
                option value="team" { (look.say("het team", "the team")) }
                @for case in &team.cases { option value={"case-" (case.code)} { (case.code) } }
            }
        }
    }
}

fn row(seat: &Seat, link: &Link) -> Markup {
    let look = seat.look();
    let day = |at: DateTime<Utc>| look.lang.date(local_day(look.sight.team.zone, at));
    html! {
        tr {
            th scope="row" { (link.whose) }
            td { (link.purpose) }
            td { (day(link.created)) }
            td { @if let Some(last) = link.expires { (look.lang.date(last)) } @else { "–" } }
            td { @if let Some(at) = seat.user.office.last_fetched(&link.hash) { (day(at)) } @else { "–" } }
            td { div.choose { @for (path, label) in [("/feeds/rotate", look.say("Vervang", "Replace")), ("/feeds/revoke", look.say("Trek in", "Revoke"))] {
                form method="post" action=(look.at(path)) {
                    (look.token)
                    input type="hidden" name="whose" value=(link.whose);
                    input type="hidden" name="purpose" value=(link.purpose);
                    button.plain { (label) span.unseen { " " (link.whose) } }
                }
            } } }
        }
    }
}
