//! The board a team lead works on: a user and a question come in, a page goes out. What a page shows is worked out
//! from a snapshot of the team, as data first (`quarter`, `week`, `person`), and written as HTML and SVG beside it.

mod accounts;
pub mod add;
mod addresses;
mod audit;
mod audit_export;
pub mod axis;
mod base_week;
mod cache;
pub mod calls;
pub mod card;
pub mod case;
pub mod changes;
pub mod confirm;
mod deeds;
mod done;
pub mod enter;
pub mod home;
pub mod meeting;
pub mod overdue;
pub mod person;
pub mod planning;
mod plans;
pub mod quarter;
mod quarter_page;
mod retention;
mod routes;
mod since;
mod slips;
pub mod slots;
mod standing;
mod standing_page;
mod telling;
mod times;
mod unplaced;
pub mod viewer;
pub mod week;
mod weeks;
mod who_looked;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

pub(super) use self::cache::BoardCache;
pub use self::quarter_page::page as quarter_page;
pub(super) use self::routes::overview;
pub use self::viewer::{May, Sheet, Viewer};
use super::AppState;
use super::page;
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

const SEES_CASES: &[Role] = &[Role::Lead, Role::Planner, Role::Worker];
const PLANS: &[Role] = &[Role::Lead, Role::Planner];
const OF_BOARD: &[Role] = &[Role::Lead, Role::Planner, Role::Worker, Role::Reader];

/// The menu, in order.
pub(super) const MENU: &[Item] = &[
    item("/", "Vandaag", "Today", OF_BOARD),
    item("/quarter", "Kwartaal", "Quarter", SEES_CASES),
    item("/week", "Week", "Week", SEES_CASES),
    item("/overdue", "Te laat", "Late", OF_BOARD),
    item("/plan", "Plannen", "Plan", PLANS),
    item("/changes", "Wijzigingen", "Changes", SEES_CASES),
    item("/enter", "Invullen", "Enter", PLANS),
    item("/team", "Team", "Team", PLANS),
    item("/feeds", "Agendalinks", "Calendar links", SEES_CASES),
    item("/accounts", "Accounts", "Accounts", &[Role::Lead]),
    item("/retention", "Bewaren", "Retention", &[Role::Lead]),
    item("/audit", "Logboek", "Audit trail", READS_TRAIL),
];

/// Who reads the audit trail.
const READS_TRAIL: &[Role] = &[Role::Lead, Role::Auditor];

const fn item(
    path: &'static str,
    nl: &'static str,
    en: &'static str,
    roles: &'static [Role],
) -> Item {
    Item {
        path,
        nl,
        en,
        roles,
    }
}

/// Its pages, below `/t/<team>`.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .merge(routes::routes())
        .merge(deeds::routes())
        .merge(times::routes())
        .merge(standing::routes())
        .merge(weeks::routes())
        .merge(telling::routes())
        .merge(plans::routes())
        .merge(enter::routes())
        .merge(addresses::routes())
        .merge(slips::routes())
        .merge(accounts::routes())
        .merge(retention::routes())
        .merge(audit::routes())
        .merge(audit_export::routes())
        .merge(who_looked::routes())
}

/// The door of the app: to the only team, or a choice.
pub(super) async fn door(State(app): State<Arc<AppState>>) -> Response {
    let mut offices = app.offices();
    if let (Some(only), None) = (offices.next(), offices.next()) {
        return Redirect::to(&format!("/t/{}/", only.id())).into_response();
    }
    let body = html! {
        ul { @for office in app.offices() { li { a href={"/t/" (office.id()) "/"} { (office.name()) } } } }
    };
    page::plain(Lang::Nl, "Cadans", &body)
}
