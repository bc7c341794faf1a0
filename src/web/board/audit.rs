//! The audit trail: who saw or changed what, when, and about which case; for the team lead.

use std::sync::Arc;

use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use chrono::{DateTime, Utc};
use maud::html;
use serde::Deserialize;

use super::routes::BoardRequest;
use crate::store::{Note, Role};
use crate::time::zone;
use crate::web::{AppState, Page, Refusal, User};

/// Lines shown at most, the latest.
const MOST: usize = 500;

/// What is asked for: nothing is everything.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    case: String,
    #[serde(default)]
    by: String,
}

/// Its page.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/audit", get(show))
}

async fn show(user: User, Query(asked): Query<Asked>) -> Result<Page, Refusal> {
    user.must_be(&[Role::Lead])?;
    let request = BoardRequest::take(user).await?;
    let (user, formatter) = (&request.user, request.viewer().formatter());
    let disk = user.office.disk_of(&user.account.name);
    let (case, by) = (asked.case.trim().to_owned(), asked.by.trim().to_owned());
    let wanted = move |note: &Note| {
        let is = |field: &Option<String>, asked: &str| {
            asked.is_empty() || field.as_deref() == Some(asked)
        };
        is(&note.case, &case) && is(&note.by, &by)
    };
    let all = user
        .office
        .store_worker
        .does(move || Ok(disk.trail(wanted)?))
        .await?;
    let at = |at: Option<DateTime<Utc>>| {
        let local = at.map(|at| zone::local(user.office.zone(), at));
        local.map_or(String::new(), |at| {
            at.format("%Y-%m-%d %H:%M:%S").to_string()
        })
    };
    let lang = user.lang;
    let body = html! {
        form method="get" class="row" {
            label for="case" { (lang.pick("Gezin", "Case")) }
            input id="case" name="case" value=(asked.case) size="8";
            label for="by" { (lang.pick("Door", "By")) }
            input id="by" name="by" value=(asked.by) size="12";
            button { (lang.pick("Zoek", "Search")) }
        }
        p class="quiet" {
            (all.len()) " " @if all.len() == 1 { (lang.pick("regel", "line")) } @else { (lang.pick("regels", "lines")) }
            @if all.len() > MOST { "; " (lang.pick("de laatste", "the last")) " " (MOST) }
        }
        div class="wide" {
            table {
                thead { tr {
                    th scope="col" { (lang.pick("Wanneer", "When")) }
                    th scope="col" { (lang.pick("Wie", "Who")) }
                    th scope="col" { (lang.pick("Wat", "What")) }
                    th scope="col" { (lang.pick("Gezin", "Case")) }
                } }
                tbody {
                    @for note in all.iter().rev().take(MOST) {
                        tr {
                            td { (at(note.at)) }
                            td { (note.by.as_deref().unwrap_or("")) }
                            td { (formatter.audited(&note.what)) }
                            td { (note.case.as_deref().unwrap_or("")) }
                        }
                    }
                }
            }
        }
    };
    let title = lang.pick("Wie zag en deed wat", "Who saw and did what");
    Ok(Page::new(user, "/audit", title, body))
}
