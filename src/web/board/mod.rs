//! The board: a user and a question come in, a page goes out.

mod audit;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::html;

use super::House;
use super::page::{self, Page};
use super::refusal::Refusal;
use super::user::User;
use crate::language::Lang;
use crate::store::Role;

/// A page in the menu.
pub(super) struct Item {
    /// Its path below the team's.
    pub path: &'static str,
    /// Its name in Dutch.
    pub nl: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// Who may see it.
    pub roles: &'static [Role],
}

/// The menu, in order.
pub(super) const MENU: &[Item] = &[
    Item {
        path: "/",
        nl: "Overzicht",
        en: "Overview",
        roles: &Role::ALL,
    },
    Item {
        path: "/audit",
        nl: "Logboek",
        en: "Audit trail",
        roles: &[Role::Lead],
    },
];

/// Its pages, below `/t/<team>`.
pub(super) fn routes() -> Router<Arc<House>> {
    Router::new().route("/", get(home)).merge(audit::routes())
}

/// What needs attention today.
pub(super) async fn home(user: User) -> Result<Page, Refusal> {
    let title = user.lang.pick("Overzicht", "Overview").to_owned();
    let body = html! { p { (user.office.name()) } };
    Ok(Page::new(&user, "/", &title, body))
}

/// The door of the house: to the only team, or a choice.
pub(super) async fn door(State(house): State<Arc<House>>) -> Response {
    let mut offices = house.offices();
    if let (Some(only), None) = (offices.next(), offices.next()) {
        return Redirect::to(&format!("/t/{}/", only.id())).into_response();
    }
    let body = html! {
        ul { @for office in house.offices() { li { a href={"/t/" (office.id()) "/"} { (office.name()) } } } }
    };
    page::plain(Lang::Nl, "Cadans", &body)
}
