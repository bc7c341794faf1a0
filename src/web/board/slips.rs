//! The addresses of a whole team at once: who of it is to have one comes in; a page to print, with a slip a person and a
//! text for their mail, goes out. Secrets stand on it once.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::routes::BoardRequest;
use super::viewer::{Sheet, Viewer};
use crate::app;
use crate::error::Error;
use crate::store::{Link, Secret, USUAL_PURPOSE, Whose};
use crate::web::AppState;
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::picture::picture;
use crate::web::refusal::Refusal;
use crate::web::user::User;
use crate::words::invitation;

/// Its address.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/feeds/all", get(show).post(made))
}

async fn show(user: User) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    if !request.user.may_plan() {
        return Err(Refusal::Forbidden);
    }
    Ok(request.show("/feeds", choice(&request)))
}

/// Whose address works for the usual purpose.
fn has(request: &BoardRequest, whose: &Whose) -> bool {
    let today = request.snapshot.today;
    let mut links = request.user.seen.links.iter();
    links.any(|link| link.whose == *whose && link.purpose == USUAL_PURPOSE && link.works_on(today))
}

/// Those who may have an address: colleagues, people outside the team, families. Each with the name it is shown by.
fn readers(viewer: Viewer<'_>) -> [(&str, Vec<(String, String)>); 3] {
    let team = &viewer.snapshot.team;
    let people = |external: bool| {
        let here = team.people.iter().filter(move |one| {
            one.external == external && one.until.is_none_or(|last| viewer.today() <= last)
        });
        here.map(|one| (one.id.to_string(), one.name.clone()))
            .collect()
    };
    let mut families: Vec<(String, String)> = team
        .cases
        .iter()
        .map(|case| (format!("case-{}", case.code), case.code.to_string()))
        .collect();
    families.dedup();
    [
        (viewer.say("Collega's", "Colleagues"), people(false)),
        (
            viewer.say("Buiten het team", "Outside the team"),
            people(true),
        ),
        (viewer.say("Gezinnen", "Families"), families),
    ]
}

fn choice(request: &BoardRequest) -> Sheet {
    let viewer = request.viewer();
    let body = html! {
        p { (viewer.say("Kies wie een adres krijgt. U krijgt één bladzijde met een strook voor ieder, om af te drukken of te mailen. Wie er al een heeft, krijgt een nieuw: het oude werkt dan niet meer.", "Choose who gets an address. You get one page with a slip for each, to print or to mail. Who has one gets a new one: the old one works no more then.")) }
        form.fields method="post" action=(viewer.at("/feeds/all")) {
            (viewer.token)
            @for (at, (title, readers)) in readers(viewer).iter().enumerate() { @if !readers.is_empty() { fieldset { legend { (title) }
                @for (key, name) in readers {
                    @let known = has(request, &Whose::from(key.as_str()));
                    label { input type="checkbox" name={"whose " (key)} value="on" checked[at == 0 && !known]; " " (name) @if known { " · " (viewer.say("heeft al een adres", "has an address")) } }
                }
            } } }
            p { button { (viewer.say("Maak de adressen", "Make the addresses")) } }
        }
        p { a href=(viewer.at("/feeds")) { (viewer.say("Terug naar de agendalinks", "Back to the calendar links")) } }
    };
    Sheet {
        title: viewer
            .say(
                "Adressen voor het hele team",
                "Addresses for the whole team",
            )
            .to_owned(),
        body,
    }
}

async fn made(Sent { user, form }: Sent<BTreeMap<String, String>>) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    if !request.user.may_plan() {
        return Err(Refusal::Forbidden);
    }
    let named = form.keys().filter_map(|name| name.strip_prefix("whose "));
    let whose: Vec<Whose> = named.map(Whose::from).collect();
    if whose.is_empty() {
        let none = Error::usage("Kies ten minste één lezer.", "Choose one reader at least.");
        return Err(none.into());
    }
    let (now, today) = (request.user.now(), request.snapshot.today);
    let name = request.user.account.name.clone();
    let made = request.user.office.at_desk(&name, move |desk| {
        app::issue_links(&desk.team, &mut desk.store, &whose, now, today)
    });
    let made = made.await?;
    let viewer = request.viewer();
    let base = &request.user.app.settings.base_url;
    let body = html! {
        p.noprint { b { (viewer.say("Deze adressen zijn geheim en staan hier maar één keer. Druk de bladzijde af of mail ieder de eigen tekst, en sluit haar dan.", "These addresses are secret and stand here only once. Print the page or mail each their own text, and close it then.")) } }
        @for (link, secret) in &made { (slip(viewer, base, link, secret)) }
        p.noprint { a href=(viewer.at("/feeds")) { (viewer.say("Terug naar de agendalinks", "Back to the calendar links")) } }
    };
    let title = viewer.say("Agendalinks van het team", "Calendar links of the team");
    let sheet = Sheet {
        title: title.to_owned(),
        body,
    };
    Ok(request.show("/feeds", sheet).into_response())
}

/// What one reader gets.
fn slip(viewer: Viewer<'_>, base: &str, link: &Link, secret: &Secret) -> Markup {
    let name = match &link.whose {
        Whose::Person(id) => viewer.name(id.as_str()).to_owned(),
        Whose::Case(code) => code.to_string(),
        Whose::Team => viewer.snapshot.team.name.clone(),
    };
    let page = format!("{base}/f/{}", secret.text());
    let mail = invitation(
        viewer.lang,
        &viewer.snapshot.team.name,
        &name,
        &page,
        link.expires,
    );
    let coded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let to_mail = format!(
        "mailto:?subject={}&body={}",
        coded(&mail.subject),
        coded(&mail.body)
    );
    html! {
        section.slip {
            h2 { (name) }
            div.row {
                (picture(&page, viewer.say("QR-code van dit adres", "QR code of this address")))
                div {
                    p { (viewer.say("Scan de code, of open dit adres en volg de knoppen:", "Scan the code, or open this address and follow the buttons:")) }
                    code.address { (page) }
                    p { (viewer.say("Alleen voor u: wie dit adres heeft, ziet deze agenda.", "For you only: whoever has this address sees this calendar."))
                        @if let Some(last) = link.expires { " " (viewer.say("Werkt tot en met", "Works until")) " " (viewer.lang.date(last)) "." } }
                }
            }
            details.noprint {
                summary { (viewer.say("Tekst voor een mail", "Text for a mail")) }
                textarea rows="9" readonly aria-label=(mail.subject) { (mail.body) }
                p { a.button href=(to_mail) { (viewer.say("Open in uw mailprogramma", "Open in your mail program")) } }
            }
        }
    }
}
