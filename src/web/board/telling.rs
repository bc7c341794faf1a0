//! Telling: who knows of a near change, and why a meeting stands where it does. A press or a meeting comes in; a
//! line in the store, or the explanation, goes out.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::response::Redirect;
use axum::routing::{get, post};
use maud::html;
use serde::Deserialize;

use super::routes::{BoardRequest, Parts, part};
use super::viewer::Sheet;
use super::{calls, meeting};
use crate::app::record_book::not_found;
use crate::app::{self, ExplainRequest};
use crate::error::Error;
use crate::plan::Urgent;
use crate::store::{Access as _, AuditEvent, Store as _, Told};
use crate::time::zone;
use crate::web::AppState;
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::team_service::aside;
use crate::web::user::User;
use crate::words::Formatter;

/// How long ways out are tried for an explanation.
const LONGEST: Duration = Duration::from_secs(5);

/// Its addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/called", post(called))
        .route("/why/{*id}", get(why))
}

/// Somebody was told of a near change.
#[derive(Deserialize)]
struct Called {
    id: String,
    participant: String,
}

async fn called(Sent { user, form }: Sent<Called>) -> Result<Redirect, Refusal> {
    let request = BoardRequest::take(user).await?;
    let now = zone::local(request.user.office.zone(), request.user.now());
    let urgent = calls::theirs(request.viewer(), request.user.seen.to_call(now));
    let meant = |one: &&&Urgent| one.id.as_str() == form.id && one.participant == form.participant;
    let one = urgent.iter().find(meant).ok_or(Refusal::NotFound)?;
    let told = Told {
        id: one.id.clone(),
        participant: one.participant.clone(),
        of: one.at,
    };
    let name = &request.user.account.name;
    let kept = request
        .user
        .office
        .at_store(name, move |store| Ok(store.keep_told(&told)?));
    kept.await?;
    Ok(Redirect::to(&request.user.at("/")))
}

/// Why a meeting stands where it does. Ways out are tried, which takes a moment.
async fn why(user: User, Path(parts): Parts) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    let viewer = request.viewer();
    let planned = meeting::known(viewer, part(&parts, "id")?).ok_or(Refusal::NotFound)?;
    let (title, id) = (viewer.formatter().title(planned), planned.id.to_string());
    if meeting::is_over(viewer, planned) {
        request.saw_meeting(planned).await?;
        return Ok(request.show("/meeting", meeting::over(viewer, planned)));
    }
    // What people do not know yet stands in the draft.
    let known = viewer
        .snapshot
        .plan
        .iter()
        .flat_map(|plan| &plan.placements);
    let known = known.into_iter().any(|one| one.id == planned.id)
        || meeting::standing(viewer, planned).is_none();
    let case = planned.case.clone();
    let now = request.user.moment();
    let words = id.clone();
    let turn = request.user.turn().await?;
    let read = request
        .user
        .office
        .at_desk(&request.user.account.name, move |desk| {
            let published = desk.store.published_revision()?;
            let asked = ExplainRequest {
                words: &words,
                revision: published.filter(|_| known),
                now,
            };
            let inquest = app::inquire(&desk.team, &desk.store, &asked, ToString::to_string)?;
            desk.store.note(AuditEvent::SawMeeting, case.as_ref())?;
            let inquest = inquest.map_err(|why| Error::Usage(not_found(&words, &why)))?;
            Ok((desk.team.clone(), inquest))
        });
    let (team, inquest) = read.await?;
    let explained = aside(move || {
        let _turn = turn;
        Ok(inquest.explain(LONGEST))
    });
    let explained = explained.await?.ok_or(Refusal::NotFound)?;
    let viewer = request.viewer();
    let formatter = Formatter {
        team: &team,
        ..viewer.formatter()
    };
    let told = app::explanation(formatter, &explained, false);
    let kept = explained.kept;
    let planned = meeting::known(viewer, &id).ok_or(Refusal::NotFound)?;
    let now = meeting::standing(viewer, planned);
    let free = kept.is_some_and(|kept| kept.lets_go())
        && now.is_some_and(|now| meeting::lets_go(viewer, &now));
    let body = html! {
        pre.told { (told.trim()) }
        @if free { p { (viewer.say("Met ‘Losmaken’, bij de afspraak, mag de planning hem weer verzetten.", "With ‘Let go’, at the meeting, planning may move it again.")) } }
        p { a href=(viewer.at_meeting(&id)) { (viewer.say("Terug naar de afspraak", "Back to the meeting")) } }
    };
    Ok(request.show("/meeting", Sheet { title, body }))
}
