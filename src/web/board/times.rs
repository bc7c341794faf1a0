//! A time for a meeting, one there is or one more: those at which all can, or one chosen by hand, come in; the
//! meeting stands there at once, after a question when it collides with something, and nothing else moves.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::NaiveDateTime;
use maud::html;
use serde::Deserialize;

use super::routes::{Asked, BoardRequest, Parts, part};
use super::since::Asking;
use super::viewer::Sheet;
use super::{add, meeting, slots};
use crate::app::Times;
use crate::app::is_duty;
use crate::app::record_book::{Consequence, NewAppointment, RecordBook};
use crate::plan::Placement;
use crate::records::Act;
use crate::store::Turn;
use crate::web::AppState;
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::team_service::aside;
use crate::web::user::User;

/// Days on which times are offered for a meeting, and times on each.
const OFFERED: (usize, usize) = (8, 3);

/// Its addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/move/{*id}", get(move_page))
        .route("/move", post(move_it))
        .route("/add/{code}", get(add_page))
        .route("/add", post(add_it))
}

async fn move_page(user: User, Path(parts): Parts) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    let planned = request.changes(part(&parts, "id")?)?;
    if is_duty(planned) {
        return Err(Refusal::NotFound);
    }
    request.saw_meeting(planned).await?;
    let standing = meeting::standing(request.viewer(), planned);
    let stands = standing.is_some();
    let shown = standing.unwrap_or_else(|| planned.clone());
    let times = free(&request, shown.clone()).await?;
    let page = slots::move_page(request.viewer(), &shown, &times, stands);
    Ok(request.show("/meeting", page))
}

/// Times at which all of a meeting can.
async fn free(request: &BoardRequest, meeting: Placement) -> Result<Times, Refusal> {
    let snapshot = request.snapshot.clone();
    let turn = request.user.turn().await?;
    let found = aside(move || {
        let _turn = turn;
        Ok(match snapshot.plan {
            Some(_) => snapshot.times_of_days(&meeting, OFFERED),
            None => Times::default(),
        })
    });
    Ok(found.await?)
}

/// A time for a meeting.
#[derive(Deserialize)]
struct Moved {
    id: String,
    at: String,
    #[serde(default)]
    sure: String,
    of: Option<String>,
}

async fn move_it(Sent { user, form }: Sent<Moved>) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    request.changes(&form.id)?;
    let id = form.id.clone();
    let mut hidden = vec![("id", form.id.clone()), ("at", form.at.clone())];
    let asking = Asking {
        action: "/move".to_owned(),
        fields: hidden
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        said: format!(
            "{} {}",
            request.viewer().say("verzetten naar", "move to"),
            form.at.replace('T', " ")
        ),
        back: format!("/meeting/{id}"),
        state: None,
    };
    hidden.extend(form.of.clone().map(|of| ("of", of)));
    let made_of = vec![(id.clone(), form.of.clone())];
    let (sure, mind) = (form.sure == "yes", Gathered::default());
    let told = mind.clone();
    let work = move |book: &mut RecordBook<&mut Turn>| {
        let at = book.open_moment(&form.at)?;
        let (act, mind) = book.pin(&form.id, Some(at))?;
        Ok(told.unless(sure, mind, act))
    };
    request.writes_if_so(made_of, &asking, work).await?;
    Ok(match mind.said() {
        Some(mind) => ask(&request, "/move", &hidden, &mind),
        None => request.to_meeting("move", &id),
    })
}

/// What to mind of a deed, told before it is done.
#[derive(Clone, Default)]
pub(super) struct Gathered(Arc<Mutex<Vec<Consequence>>>);

impl Gathered {
    /// The act, when there is nothing to mind or they are sure (of what may be so at all); else nothing, and what to mind
    /// is kept.
    pub(super) fn unless(&self, sure: bool, mind: Vec<Consequence>, act: Act) -> Vec<Act> {
        let stops = |one: &Consequence| one.is_final() || (!sure && one.asks());
        if !mind.iter().any(stops) {
            return vec![act];
        }
        if let Ok(mut kept) = self.0.lock() {
            *kept = mind;
        }
        Vec::new()
    }

    /// What was kept.
    pub(super) fn said(&self) -> Option<Vec<Consequence>> {
        let kept = self.0.lock().ok()?.clone();
        (!kept.is_empty()).then_some(kept)
    }
}

/// Asks whether they are sure; of a meeting that could be a planned one, whether it is that or comes beside it.
pub(super) fn ask(
    request: &BoardRequest,
    action: &str,
    hidden: &[(&str, String)],
    mind: &[Consequence],
) -> Response {
    let viewer = request.viewer();
    let formatter = viewer.formatter();
    let instead = mind
        .iter()
        .any(|one| matches!(one, Consequence::Instead(_)));
    let never = mind.iter().any(Consequence::is_final);
    let body = html! {
        ul.findings { @for one in mind { li { (one.said(formatter)) } } }
        form.choose method="post" action=(viewer.at(action)) {
            (viewer.token)
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            @if instead && !never {
                button name="sure" value="yes" { (viewer.say("In plaats daarvan", "Instead of it")) }
                button name="sure" value="extra" { (viewer.say("Extra, ernaast", "Extra, beside it")) }
            } @else if !never {
                button name="sure" value="yes" { (viewer.say("Toch doen", "Do it all the same")) }
            }
            a.button href=(viewer.at("/")) { (viewer.say("Niet doen", "Do not")) }
        }
    };
    let title = viewer.say("Let op", "Mind").to_owned();
    request
        .show("/meeting", Sheet { title, body })
        .into_response()
}

async fn add_page(user: User, Path(parts): Parts, Query(asked): Asked) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    let code = request.looks_at(part(&parts, "code")?).await?;
    let viewer = request.viewer();
    let Some(rule) = asked.get("rule") else {
        return Ok(request.show("/case", add::choice(viewer, &code)));
    };
    let cases = viewer.cases().filter(|case| case.code == code);
    let found = cases.flat_map(|case| add::rules(viewer, case).map(move |rule| (case, rule)));
    let (case, rule) = found
        .into_iter()
        .find(|(_, known)| known.id.as_str() == rule)
        .ok_or(Refusal::NotFound)?;
    let meeting = add::thought_of(viewer, case, rule);
    let mut times = free(&request, meeting.clone()).await?;
    // On a day that has one already it would be that one, and move it.
    let stands = |at: &NaiveDateTime| {
        let mut own = viewer.meetings().filter(|one| one.series == meeting.series);
        own.any(|one| one.start.date() == at.date())
    };
    times.free.retain(|at| !stands(at));
    Ok(request.show("/case", add::times(request.viewer(), &meeting, &times)))
}

/// A meeting more.
#[derive(Deserialize)]
struct More {
    rule: String,
    case: String,
    at: String,
    #[serde(default)]
    sure: String,
}

async fn add_it(Sent { user, form }: Sent<More>) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    request.must_see_cases()?;
    if !request.viewer().sees_case(&form.case) {
        return Err(Refusal::NotFound);
    }
    let back = request.viewer().at_case(&form.case);
    let hidden = vec![
        ("rule", form.rule.clone()),
        ("case", form.case.clone()),
        ("at", form.at.clone()),
    ];
    let (sure, mind) = (!form.sure.is_empty(), Gathered::default());
    let told = mind.clone();
    let work = move |book: &mut RecordBook<&mut Turn>| {
        let asked = NewAppointment {
            extra: form.sure == "extra",
            rule: &form.rule,
            case: Some(&form.case),
            start: book.open_moment(&form.at)?,
            ..NewAppointment::default()
        };
        let (act, mind) = book.add(&asked)?;
        Ok(told.unless(sure, mind, act))
    };
    request.writes(work).await?;
    Ok(match mind.said() {
        Some(mind) => ask(&request, "/add", &hidden, &mind),
        None => Redirect::to(&back).into_response(),
    })
}
