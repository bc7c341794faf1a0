//! The page of a feed address, for people: the address comes in; the day, whom to call, and help to
//! subscribe go out.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::HeaderValue;
use axum::http::header::REFERRER_POLICY;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::found::{self, Found, Missing};
use super::{call, day, missing, subscribe};
use crate::feed::{self, UidKey};
use crate::ids::OccurrenceId;
use crate::language::Lang;
use crate::store::{Access as _, Told};
use crate::time::zone;
use crate::web::{AppState, page, user};

/// Days before its end at which a page says that its address ends.
const WARN_DAYS: i64 = 45;

/// The page.
pub async fn show(app: &Arc<AppState>, secret: &str, query: &str) -> Response {
    let found = match found::find(app, secret).await {
        Ok(found) => found,
        Err(why) => return missing(why),
    };
    let Some(published) = found.seen.published.clone() else {
        return missing(Missing::NotNow);
    };
    let lang = published.team.lang.parse().unwrap_or(found.office.lang());
    let lang = user::asked(query).unwrap_or(lang);
    let now = app.settings.now(found.office.zone());
    let local = zone::local(found.office.zone(), now);
    let looked = found.office.fetched.looked(&found.link.hash, now);
    let key = UidKey::new(found.seen.uid_key);
    let items = feed::agenda(
        &published,
        &found.who,
        found.detail,
        lang,
        found.today,
        &key,
    );
    let title = feed::name(&published, &found.who, found.detail, &key);
    let urgent = call::of_reader(&found, local);
    let own = format!("/f/{secret}");
    let other = lang.pick("en", "nl");
    let head = html! {
        header {
            span class="brand" { "Cadans" }
            span class="who" { a href={"?lang=" (other)} lang=(other) { (lang.pick("English", "Nederlands")) } }
        }
    };
    let body = html! {
        (call::view(lang, &found, &published, &urgent, &own))
        (day::view(lang, &items, local, looked))
        (subscribe::help(lang, &format!("{}{own}", app.settings.base_url)))
        (end(lang, &found))
    };
    page::open(lang, &title, &head, &body)
}

/// When the address ends.
fn end(lang: Lang, found: &Found) -> Markup {
    let Some(last) = found.link.expires else {
        return html! {};
    };
    let near = (last - found.today).num_days() <= WARN_DAYS;
    html! {
        p class=(if near { "warn" } else { "quiet" }) {
            (lang.pick("Dit adres werkt tot en met", "This address works until")) " " (lang.date(last)) "."
            @if near { " " (lang.pick("Vraag de teamleider om een nieuw.", "Ask the team lead for a new one.")) }
        }
    }
}

/// Of which change somebody knows.
#[derive(Deserialize)]
pub struct Known {
    id: String,
    participant: String,
}

/// Somebody was called, or has seen it.
pub async fn known(
    State(app): State<Arc<AppState>>,
    Path(secret): Path<String>,
    Form(known): Form<Known>,
) -> Response {
    let mut answer = match note(&app, &secret, known).await {
        Ok(()) => Redirect::to(&format!("/f/{secret}")).into_response(),
        Err(why) => missing(why),
    };
    let private = HeaderValue::from_static("no-referrer");
    answer.headers_mut().insert(REFERRER_POLICY, private);
    answer
}

async fn note(app: &Arc<AppState>, secret: &str, known: Known) -> Result<(), Missing> {
    let found = found::find(app, secret).await?;
    let zone = found.office.zone();
    let local = zone::local(zone, app.settings.now(zone));
    let id = OccurrenceId::new(known.id);
    let told = call::of_reader(&found, local)
        .into_iter()
        .find(|one| one.id == id && one.participant == known.participant)
        .map(|one| Told {
            id: id.clone(),
            participant: one.participant.clone(),
            of: one.at,
        });
    // What was told already need not be told again.
    let Some(told) = told else {
        return Ok(());
    };
    let by = found.link.whose.to_string();
    let noted = found
        .office
        .at_store(&by, move |store| Ok(store.keep_told(&told)?));
    noted.await.map_err(|_| Missing::NotNow)
}
