//! A week confirmed on one screen: what somebody says of each meeting comes in; lines in the record book, all or
//! none, go out.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::deeds::state;
use super::routes::{Asked, BoardRequest, Parts, part};
use super::since::{Asking, MadeOf};
use super::viewer::May;
use super::{confirm, week};
use crate::app::record_book::RecordBook;
use crate::plan::Placement;
use crate::records::State;
use crate::store::{AuditEvent, Turn};
use crate::web::AppState;
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::user::User;

/// Its addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/record/{week}", get(week_page).post(week_recorded))
}

/// The person whose week is confirmed: who asks, or whom lead or planner names.
fn whose(request: &BoardRequest, asked: Option<&String>) -> Result<String, Refusal> {
    match (&request.may, asked) {
        (May::Own(own), _) => Ok(own.clone()),
        (May::All, Some(person)) if !request.viewer().name(person).is_empty() => Ok(person.clone()),
        (May::All, _) => Err(Refusal::NotFound),
        (May::Read, _) => Err(Refusal::Forbidden),
    }
}

async fn week_page(user: User, Path(parts): Parts, Query(asked): Asked) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    let monday = week::monday_named(part(&parts, "week")?).ok_or(Refusal::NotFound)?;
    let person = whose(&request, asked.get("person"))?;
    request
        .user
        .saw(
            AuditEvent::SawWeekOf {
                person: person.clone(),
            },
            None,
        )
        .await?;
    Ok(request.show("/record", confirm::page(request.viewer(), &person, monday)))
}

async fn week_recorded(
    Path(parts): Parts,
    Sent { user, form }: Sent<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    let week = part(&parts, "week")?;
    let monday = week::monday_named(week).ok_or(Refusal::NotFound)?;
    let person = whose(&request, form.get("person"))?;
    let by = request
        .user
        .account
        .person
        .as_ref()
        .map(ToString::to_string);
    let viewer = request.viewer();
    let back = viewer.asking(&format!("/record/{week}"), "person", &person);
    // What somebody has answered meanwhile is open no more, and is told again only by who was asked whether to.
    let asked = |one: &&Placement| {
        let name = format!("of {}", one.id);
        form.contains_key(&name) || week::outcome(viewer, one).is_none()
    };
    let weekly = confirm::weekly(viewer, &person, monday).filter(asked);
    let answers = weekly.filter_map(|one| {
        let state = state(form.get(one.id.as_str())?)?;
        Some((one.clone(), state))
    });
    let answers: Vec<(Placement, State)> = answers.collect();
    let made_of = form.iter().filter_map(|(name, of)| {
        let id = name.strip_prefix("of ")?;
        let said = form.get(id).is_some_and(|said| !said.is_empty());
        said.then(|| (id.to_owned(), Some(of.clone())))
    });
    let made_of: MadeOf = made_of.collect();
    let mut fields = form.clone();
    fields.remove("token");
    let asking = Asking {
        action: format!("/record/{week}"),
        fields,
        said: viewer
            .say(
                "deze week vastleggen zoals u invulde",
                "record this week as you filled it in",
            )
            .to_owned(),
        back: format!("/record/{week}?person={person}"),
        state: None,
    };
    let work = move |book: &mut RecordBook<&mut Turn>| {
        let acts = answers.into_iter();
        acts.map(|(one, state)| book.became(one, state, None, by.clone()))
            .collect()
    };
    request.writes_if_so(made_of, &asking, work).await?;
    Ok(Redirect::to(&back).into_response())
}
