//! The frame of a page: a title and what stands in it come in, HTML goes out.

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::asset;
use super::board;
use super::user::User;
use crate::language::Lang;

/// A page of the board.
pub struct Page {
    user: User,
    title: String,
    body: Markup,
    here: String,
    team: String,
}

impl Page {
    /// A page for a user. `here` is its path below the team's (`/week`), which the menu marks.
    pub fn new(user: &User, here: &str, title: &str, body: Markup) -> Self {
        Self {
            user: user.clone(),
            title: title.to_owned(),
            body,
            here: here.to_owned(),
            team: user.office.name().to_owned(),
        }
    }

    /// The same under the name that the team has now.
    pub fn of(self, team: &str) -> Self {
        Self {
            team: team.to_owned(),
            ..self
        }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let Self {
            user,
            title,
            body,
            here,
            team,
        } = self;
        let other = user.lang.pick("en", "nl");
        let head = html! {
            a class="skip" href="#main" { (user.lang.pick("Naar de inhoud", "To the content")) }
            header {
                a class="brand" href=(user.at("/")) { (team) }
                nav aria-label=(user.lang.pick("Menu", "Menu")) {
                    ul {
                        @for item in board::MENU.iter().filter(|item| item.roles.contains(&user.role())) {
                            li { a href=(user.at(item.path)) aria-current=[(item.path == here).then_some("page")] { (user.lang.pick(item.nl, item.en)) } }
                        }
                    }
                }
                form method="post" action=(user.at("/logout")) class="who" {
                    a href={"?lang=" (other)} lang=(other) { (user.lang.pick("English", "Nederlands")) }
                    (user.token())
                    a href=(user.at("/me")) { (user.account.name) }
                    button class="plain" { (user.lang.pick("Uitloggen", "Log out")) }
                }
            }
        };
        frame(user.lang, &title, &head, &body)
    }
}

/// A page for whoever has not logged in; `head` stands above its title.
pub(super) fn open(lang: Lang, title: &str, head: &Markup, body: &Markup) -> Response {
    frame(lang, title, head, body)
}

/// A page for whoever has not logged in.
pub(super) fn plain(lang: Lang, title: &str, body: &Markup) -> Response {
    frame(lang, title, &html! {}, body)
}

fn frame(lang: Lang, title: &str, head: &Markup, body: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.pick("nl", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href=(asset::style_path());
                link rel="icon" href="data:,";
            }
            body {
                (head)
                main id="main" {
                    h1 { (title) }
                    (body)
                }
            }
        }
    };
    (
        [(CONTENT_TYPE, "text/html; charset=utf-8")],
        page.into_string(),
    )
        .into_response()
}
