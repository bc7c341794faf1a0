//! Planning on the board: a term, or somebody away in thought, comes in; a page that follows the work, and then
//! what would change, to be accepted or thrown away, goes out.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::REFRESH;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use maud::{Markup, html};
use serde::Deserialize;

use super::axis;
use super::cache::Job;
use super::planning::{self, Wanted};
use super::routes::BoardRequest;
use super::viewer::{Sheet, Viewer};
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
    let of = &job.number.to_string();
    Ok(match job.outcome() {
        None => {
            let progress = job.progress();
            let page = request.show(
                "/plan",
                planning::at_work(viewer, of, &job.wanted, progress.as_ref()),
            );
            ([(REFRESH, AGAIN)], page).into_response()
        }
        Some(Ok(trial)) => {
            request.user.saw(AuditEvent::SawTrial, None).await?;
            let page = planning::done(viewer, of, &job.wanted, &trial);
            request.show("/plan", page).into_response()
        }
        Some(Err(why)) => {
            let page = planning::failed(viewer, of, why.get(viewer.lang));
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
    of: Option<String>,
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
    // A proposal of one's own gives way to the next.
    let own = |job: &Job| job.by == request.user.account.name;
    if let Some(job) = request.user.office.cache.job().filter(|job| !own(job)) {
        let again = vec![
            ("term", form.term.clone()),
            ("person", form.person.clone()),
            (
                "from",
                form.from.map_or(String::new(), |day| day.to_string()),
            ),
            ("to", form.to.map_or(String::new(), |day| day.to_string())),
        ];
        is_of(&request, form.of.as_deref(), Some(&job), &again)?;
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
    user.office.cache.begin(
        name.clone(),
        wanted,
        team,
        user.office.disk_of(&name),
        user.moment(),
    );
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

/// A press on a proposal.
#[derive(Deserialize)]
struct Pressed {
    of: Option<String>,
}

/// Makes sure that a form was made for the proposal there is: with two people planning, each decides about what they
/// have seen. `again` are the fields by which something else may be begun all the same.
fn is_of(
    request: &BoardRequest,
    of: Option<&str>,
    job: Option<&Job>,
    again: &[(&str, String)],
) -> Result<(), Refusal> {
    let number = job.map_or(String::new(), |job| job.number.to_string());
    if of.is_none_or(|of| of == number) {
        return Ok(());
    }
    let viewer = request.viewer();
    let body = html! {
        div role="alert" { p { b {
            @match job {
                Some(job) => { (viewer.say("Intussen is er een ander voorstel, van", "Meanwhile there is another proposal, by")) " " (job.by) ". " }
                None => { (viewer.say("Het voorstel is intussen overgenomen of weggegooid.", "The proposal was accepted or discarded meanwhile.")) " " }
            }
            (viewer.say("Wat u vroeg, is niet gedaan.", "What you asked was not done."))
        } } }
        form.choose method="post" action=(viewer.at("/plan")) {
            (viewer.token)
            input type="hidden" name="of" value=(number);
            @for (name, value) in again.iter().filter(|(_, value)| !value.is_empty()) { input type="hidden" name=(name) value=(value); }
            a.button href=(viewer.at("/plan")) { (viewer.say("Bekijk hoe het nu is", "Look how it is now")) }
            @if !again.is_empty() { button { (viewer.say("Toch opnieuw plannen; dat voorstel vervalt", "Plan anew all the same; that proposal is dropped")) } }
        }
    };
    let title = viewer
        .say("Intussen veranderd", "Changed meanwhile")
        .to_owned();
    let page = request.show("/plan", Sheet { title, body });
    let page = (StatusCode::CONFLICT, page).into_response();
    Err(Refusal::Page(Box::new(page)))
}

async fn stop(Sent { user, form }: Sent<Pressed>) -> Result<Redirect, Refusal> {
    user.must_be(PLANS)?;
    let request = BoardRequest::take(user).await?;
    let job = request.user.office.cache.job();
    is_of(&request, form.of.as_deref(), job.as_deref(), &[])?;
    let user = request.user;
    if let Some(job) = job {
        job.stop();
    }
    Ok(Redirect::to(&user.at("/plan")))
}

async fn discard(Sent { user, form }: Sent<Pressed>) -> Result<Redirect, Refusal> {
    user.must_be(PLANS)?;
    let request = BoardRequest::take(user).await?;
    let job = request.user.office.cache.job();
    is_of(&request, form.of.as_deref(), job.as_deref(), &[])?;
    let user = request.user;
    user.office.cache.end();
    Ok(Redirect::to(&user.at("/plan")))
}

async fn accept(Sent { user, form }: Sent<Pressed>) -> Result<Redirect, Refusal> {
    user.must_be(PLANS)?;
    let request = BoardRequest::take(user).await?;
    let job = request.user.office.cache.job();
    is_of(&request, form.of.as_deref(), job.as_deref(), &[])?;
    let user = request.user;
    let real = job.filter(|job| job.wanted.away.is_none());
    let Some(Ok(trial)) = real.and_then(|job| job.outcome()) else {
        return Err(Refusal::NotFound);
    };
    let now = user.now();
    let term = trial.plan.term;
    let term = Term::quarter_of(term.from)
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
