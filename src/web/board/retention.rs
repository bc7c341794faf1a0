//! What need not be kept any longer, for the lead: the list comes in; a page with it, the dossier of a family to keep
//! elsewhere first, and a press to destroy what is ready, go out.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use maud::html;
use serde::Deserialize;

use super::routes::{BoardRequest, Parts, part};
use super::viewer::Sheet;
use crate::app::{self, Snapshot, ToDestroy};
use crate::error::Error;
use crate::ids::CaseCode;
use crate::store::{Access as _, AuditEvent, Role};
use crate::team::TeamFiles as _;
use crate::web::AppState;
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::user::User;
use crate::words::Formatter;

/// Who may see what is to be destroyed, and destroy it.
const OWNS: &[Role] = &[Role::Lead];

/// Its addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/retention", get(show))
        .route("/retention/dossier/{code}", get(dossier))
        .route("/retention/destroy", post(destroy))
}

/// What is to be destroyed.
async fn due(request: &BoardRequest) -> Result<Vec<ToDestroy>, Refusal> {
    let (office, today) = (request.user.office.clone(), request.snapshot.today);
    let disk = office.disk_of(&request.user.account.name);
    let name = request.user.account.name.clone();
    let found = request.user.office.at_desk(&name, move |desk| {
        let trail = disk.trail(|note| app::tells_of_retention(&desk.team, note, today))?;
        let files = office.files().read()?;
        app::to_destroy(&desk.team, &files, &desk.store, &trail, today)
    });
    Ok(found.await?)
}

async fn show(user: User) -> Result<Page, Refusal> {
    user.must_be(OWNS)?;
    let request = BoardRequest::take(user).await?;
    let due = due(&request).await?;
    let viewer = request.viewer();
    let ready = due.iter().any(ToDestroy::is_ready);
    let body = html! {
        p { (viewer.say("Wat langer bewaard wordt dan nodig is, staat hier. De termijnen staan in team.toml bij [retention].", "What is kept longer than need be stands here. The terms stand in team.toml under [retention].")) }
        @if due.is_empty() { p.fine { (viewer.say("Er is niets te vernietigen.", "There is nothing to destroy.")) } }
        ul.findings { @for one in &due { li {
            (one.said(viewer.lang))
            @if let ToDestroy::Case { case, .. } = one { " · " a href=(viewer.at(&format!("/retention/dossier/{case}"))) { (viewer.say("dossier", "dossier")) } }
        } } }
        @if ready {
            h2 { (viewer.say("Vernietigen", "Destroy")) }
            p { (viewer.say("Alles wat klaar is, verdwijnt uit de planning, het verleden en de bestanden van het team. Dat kan niemand terugdraaien. Back-ups en geëxporteerde bestanden ruimt u zelf op.", "All that is ready goes from the calendar, the past and the team's files. Nobody can undo that. Backups and exported files are yours to clear.")) }
            form.fields method="post" action=(viewer.at("/retention/destroy")) {
                (viewer.token)
                label { input type="checkbox" name="sure" value="yes" required; " " (viewer.say("De dossiers staan in het cliëntdossier", "The dossiers are in the client's record")) }
                p { button { (viewer.say("Vernietig wat klaar is", "Destroy what is ready")) } }
            }
        }
    };
    let title = viewer.say("Te vernietigen", "To be destroyed").to_owned();
    Ok(request.show("/retention", Sheet { title, body }))
}

async fn dossier(user: User, Path(parts): Parts) -> Result<Response, Refusal> {
    user.must_be(OWNS)?;
    let request = BoardRequest::take(user).await?;
    let case = CaseCode::new(part(&parts, "code")?);
    let (office, moment) = (request.user.office.clone(), request.user.moment());
    let name = request.user.account.name.clone();
    let (disk, code, lang) = (office.disk_of(&name), case.clone(), request.user.lang);
    let found = request.user.office.at_desk(&name, move |desk| {
        let snapshot = Snapshot::read(&desk.team, &desk.store, moment)?;
        let trail = disk.trail(|note| note.case.as_deref() == Some(code.as_str()))?;
        let files = office.files().read()?;
        let formatter = Formatter::whole(&snapshot.team, lang);
        let dossier = app::dossier(&snapshot, &files, &trail, formatter, &code);
        if dossier.is_some() {
            let day = snapshot.today;
            desk.store
                .note(AuditEvent::ExportedDossier { day }, Some(&code))?;
        }
        Ok(dossier)
    });
    let dossier = found.await?.ok_or(Refusal::NotFound)?;
    let file = format!("attachment; filename=\"dossier-{case}.json\"");
    Ok(([(CONTENT_DISPOSITION, file)], Json(dossier)).into_response())
}

/// That they are sure.
#[derive(Deserialize)]
struct Sure {
    #[serde(default)]
    sure: String,
}

async fn destroy(Sent { user, form }: Sent<Sure>) -> Result<Redirect, Refusal> {
    user.must_be(OWNS)?;
    let request = BoardRequest::take(user).await?;
    if form.sure != "yes" {
        let unsure = Error::usage(
            "Zeg eerst dat de dossiers bewaard zijn.",
            "Say first that the dossiers are kept.",
        );
        return Err(unsure.into());
    }
    let due = due(&request).await?;
    let office = request.user.office.clone();
    let name = request.user.account.name.clone();
    let done = request.user.office.at_desk(&name, move |desk| {
        let files = office.files();
        app::destroy(&desk.team, &files, office.folder(), &mut desk.store, &due)
    });
    done.await?;
    Ok(Redirect::to(&request.user.at("/retention")))
}
