//! The log-in page: where it leads on to, a form that is carried along and what is said come in; HTML goes out.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::login::path;
use super::unsent::Unsent;
use super::{TeamService, page};
use crate::language::Lang;

/// To who sent a form that could not be carried along.
pub(super) fn lost(lang: Lang) -> &'static str {
    lang.pick(
        "U was uitgelogd. Wat u net invulde of indrukte, is niet opgeslagen: log in en doe het opnieuw.",
        "You had been logged out. What you just entered or pressed was not saved: log in and do it again.",
    )
}

/// To who sent a form without a session.
pub(super) fn over(lang: Lang) -> &'static str {
    lang.pick(
        "U was uitgelogd. Log in; daarna staat het formulier er weer zoals u het invulde.",
        "You had been logged out. Log in; then the form is there again as you filled it in.",
    )
}

/// To who has left the team.
pub(super) fn left(lang: Lang) -> &'static str {
    lang.pick(
        "Dit account is van iemand die niet meer in het team is. Klopt dat niet, vraag het dan de teamleider.",
        "This account is of somebody who is no longer in the team. If that is wrong, ask the team lead.",
    )
}

/// To everybody else.
pub(super) fn wrong(lang: Lang) -> &'static str {
    lang.pick(
        "Naam of wachtwoord klopt niet.",
        "Name or password is not right.",
    )
}

/// The page. `said`: why it is shown again, and with which status.
pub(super) fn door(
    office: &TeamService,
    lang: Lang,
    next: &str,
    unsent: Option<&Unsent>,
    said: Option<(StatusCode, &str)>,
) -> Response {
    let body: Markup = html! {
        form method="post" action={(path(office)) "?lang=" (lang.pick("nl", "en"))} class="narrow" {
            @if let Some((_, said)) = said {
                p class="bad" role="alert" { (said) }
            }
            @if let Some(unsent) = unsent { (unsent.hidden()) }
            input type="hidden" name="next" value=(next);
            label for="name" { (lang.pick("Naam", "Name")) }
            input id="name" name="name" autocomplete="username" autocapitalize="none" required autofocus;
            label for="password" { (lang.pick("Wachtwoord", "Password")) }
            input id="password" name="password" type="password" autocomplete="current-password" required;
            button { (lang.pick("Inloggen", "Log in")) }
        }
    };
    let status = said.map_or(StatusCode::OK, |(status, _)| status);
    let other = lang.pick("en", "nl");
    let next = utf8_percent_encode(next, NON_ALPHANUMERIC);
    let head = html! {
        header {
            span class="brand" { "Cadans" }
            span class="who" { a href={(path(office)) "?lang=" (other) "&next=" (next)} lang=(other) { (lang.pick("English", "Nederlands")) } }
        }
    };
    (status, page::open(lang, office.name(), &head, &body)).into_response()
}
