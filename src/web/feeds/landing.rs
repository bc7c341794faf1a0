//! The page of a feed address, for people: the address comes in; the day, what changed so late that it must be told,
//! and help to subscribe go out. It only shows: an address has no log-in, so nothing is done with one.

use std::sync::Arc;

use axum::response::Response;
use maud::{Markup, html};

use super::found::{self, Found, Missing};
use super::{call, day, missing_page, subscribe};
use crate::feed::{self, UidKey};
use crate::language::Lang;
use crate::time::zone;
use crate::web::{AppState, page, user};

/// Days before its end at which a page says that its address ends.
const WARN_DAYS: i64 = 45;

/// The page.
pub async fn show(app: &Arc<AppState>, secret: &str, query: &str) -> Response {
    let found = match found::find(app, secret).await {
        Ok(found) => found,
        Err(why) => return missing_page(why),
    };
    let Some(published) = found.seen.published.clone() else {
        return missing_page(Missing::NotNow);
    };
    let lang = published.team.lang.parse().unwrap_or(found.office.lang());
    let lang = user::asked(query).unwrap_or(lang);
    let now = app.settings.now(found.office.zone());
    let local = zone::local(found.office.zone(), now);
    let is_new = found.office.fetched.is_new_look(&found.link.hash, now);
    if is_new && found.saw().await.is_err() {
        return missing_page(Missing::NotNow);
    }
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
        (call::view(lang, &found, &published, &urgent))
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
