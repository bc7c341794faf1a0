//! Planning on the board: a term, or somebody away in thought, comes in; a page that follows the work, and then
//! what would change, to be accepted or thrown away, goes out.

use std::sync::Arc;

use axum::Router;
use axum::http::header::REFRESH;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use maud::{Markup, html};
use serde::Deserialize;

use super::axis;
use super::planning::{self, Wanted};
use super::routes::BoardRequest;
use super::viewer::Viewer;
use crate::app;
use crate::language::Text;
use crate::store::{Access as _, AuditEvent, Role};
use crate::time::Term;
use crate::web::AppState;
use crate::web::form::Sent;
use crate::web::refusal::Refusal;
use crate::web::user::User;

/// Who may plan.
const PLANS: &[Role] = &[Role::Lead, Role::Planner];
/// Seconds after which the page of work in progress is loaded again.
const AGAIN: &str = "2";
/// Days that may be planned at once.
const MOST_DAYS: i64 = 800;

/// Its addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/plan", get(show).post(begin))
        .route("/plan/stop", post(stop))
        .route("/plan/accept", post(accept))
        .route("/plan/discard", post(discard))
}

async fn show(user: User) -> Result<Response, Refusal> {
    user.must_be(PLANS)?;
    let request = BoardRequest::take(user).await?;
    let viewer = request.viewer();
    let Some(job) = request.user.office.cache.job() else {
        return Ok(request
            .show("/plan", planning::form(viewer))
            .into_response());
    };
    Ok(match job.outcome() {
        None => {
            let progress = job.progress();
            let page = request.show(
                "/plan",
                planning::at_work(viewer, &job.wanted, progress.as_ref()),
            );
            ([(REFRESH, AGAIN)], page).into_response()
        }
        Some(Ok(trial)) => {
            request.user.saw(AuditEvent::SawTrial, None).await?;
            let page = planning::done(viewer, &job.wanted, &trial);
            request.show("/plan", page).into_response()
        }
        Some(Err(why)) => {
            let page = planning::failed(viewer, why.get(viewer.lang));
            request.show("/plan", page).into_response()
        }
    })
}

/// What is to be planned: a term, or somebody away from one day to another.
#[derive(Deserialize)]
struct Begun {
    #[serde(default)]
    term: String,
    #[serde(default)]
    person: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

async fn begin(Sent { user, form }: Sent<Begun>) -> Result<Redirect, Refusal> {
    user.must_be(PLANS)?;
    let request = BoardRequest::take(user).await?;
    let wanted = wanted(&request, &form)?;
    let today = request.snapshot.today;
    if wanted.term.to < today || (wanted.term.to - wanted.term.from).num_days() > MOST_DAYS {
        return Err(Refusal::Unclear(Text::new(
            "Deze dagen zijn voorbij, of het zijn er te veel.",
            "These days have passed, or are too many.",
        )));
    }
    let user = &request.user;
    let name = user.account.name.clone();
    let what = match &wanted.away {
        None => AuditEvent::TriedPlan,
        Some(_) => AuditEvent::TriedAbsence,
    };
    let team = user.office.at_desk(&name, move |desk| {
        desk.store.note(what, None)?;
        Ok(desk.team.clone())
    });
    let team = team.await?;
    user.office
        .cache
        .begin(wanted, team, user.office.disk_of(&name), user.moment());
    Ok(Redirect::to(&user.at("/plan")))
}

fn wanted(request: &BoardRequest, form: &Begun) -> Result<Wanted, Refusal> {
    let unclear = || {
        Refusal::Unclear(Text::new(
            "Zeg welke dagen, en wie er dan niet is.",
            "Say which days, and who is away then.",
        ))
    };
    if form.person.is_empty() {
        let term: Term = form.term.parse().map_err(|_| unclear())?;
        return Ok(Wanted { term, away: None });
    }
    let (from, to) = form.from.zip(form.to).ok_or_else(unclear)?;
    let known = !request.viewer().name(&form.person).is_empty();
    let plan = request.snapshot.plan.as_ref().ok_or_else(unclear)?;
    let inside = plan.term.from <= to && from <= plan.term.to;
    if !known || from > to || !inside {
        return Err(unclear());
    }
    Ok(Wanted {
        term: plan.term,
        away: Some((form.person.clone(), from, to)),
    })
}

/// What is said of a plan that was just accepted.
pub(super) fn accepted(viewer: Viewer<'_>) -> Markup {
    html! {
        p.said role="status" {
            (viewer.say("Dit is nu de agenda van iedereen.", "This is now everybody's calendar.")) " "
            @if viewer.snapshot.revisions.len() > 1 { a href=(viewer.at("/changes")) { (viewer.say("Wat er veranderde", "What changed")) } " · " }
            a href=(viewer.at("/feeds")) { (viewer.say("Geef agendalinks uit", "Hand out calendar links")) }
        }
    }
}

/// A form with nothing but its token.
#[derive(Deserialize)]
struct Nothing {}

async fn stop(Sent { user, .. }: Sent<Nothing>) -> Result<Redirect, Refusal> {
    user.must_be(PLANS)?;
    if let Some(job) = user.office.cache.job() {
        job.stop();
    }
    Ok(Redirect::to(&user.at("/plan")))
}

async fn discard(Sent { user, .. }: Sent<Nothing>) -> Result<Redirect, Refusal> {
    user.must_be(PLANS)?;
    user.office.cache.end();
    Ok(Redirect::to(&user.at("/plan")))
}

async fn accept(Sent { user, .. }: Sent<Nothing>) -> Result<Redirect, Refusal> {
    user.must_be(PLANS)?;
    let job = user.office.cache.job();
    let real = job.filter(|job| job.wanted.away.is_none());
    let Some(Ok(trial)) = real.and_then(|job| job.outcome()) else {
        return Err(Refusal::NotFound);
    };
    let now = user.now();
    let term = trial.plan.term;
    let term = axis::quarter_of(term.from)
        .filter(|quarter| quarter.to <= term.to)
        .unwrap_or(term);
    let done = user.office.at_desk(&user.account.name, move |desk| {
        app::accept(&desk.team, &mut desk.store, &trial, now)
    });
    done.await?;
    user.office.cache.end();
    let term = axis::name(term);
    Ok(Redirect::to(
        &user.at(&format!("/quarter/{term}?accepted=yes")),
    ))
}
