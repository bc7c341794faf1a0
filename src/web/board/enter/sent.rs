//! Forms of lead and planner: fields come in; rows in the team's files, or a line in the record book, go out.
//! What would give the team faults is not written, and its faults are shown.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use super::clash::{self, Clash};
use super::fields::Fields;
use super::form::Given;
use super::stood::{self, Stood, carried};
use super::team::{self, Remarks};
use super::{past, spoken};
use crate::app;
use crate::app::record_book::RecordBook;
use crate::error::Error;
use crate::ids::PersonId;
use crate::records::Act;
use crate::store::{Access as _, AuditEvent, EntryForm, Role, Turn};
use crate::team::{FileSet, FilesError, TeamFiles as _};
use crate::web::AppState;
use crate::web::board::routes::{Asked, BoardRequest, Parts, part};
use crate::web::board::viewer::Viewer;
use crate::web::faults;
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::team_service::aside;
use crate::web::user::User;
use crate::words::Formatter;

/// Who may enter.
const ENTERS: &[Role] = &[Role::Lead, Role::Planner];

/// Its addresses.
pub(in crate::web::board) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/enter", get(show))
        .route("/team", get(team_page))
        .route("/team/{key}", get(person_page))
        .route("/past/{subject}", get(past_page))
        .route("/enter/{kind}", post(entered))
}

async fn show(user: User, Query(asked): Asked) -> Result<Page, Refusal> {
    user.must_be(ENTERS)?;
    let files = files(&user).await?;
    let request = BoardRequest::take(user).await?;
    request.user.saw(AuditEvent::SawForms, None).await?;
    // Another page may say what is to be entered.
    let given = Given {
        kind: asked.get("kind").cloned().unwrap_or_default(),
        wrong: asked.contains_key("kind"),
        fields: asked,
    };
    Ok(request.show(
        "/enter",
        super::page(request.viewer(), None, &given, &files),
    ))
}

/// The team's own page.
async fn team_page(user: User) -> Result<Page, Refusal> {
    user.must_be(ENTERS)?;
    let files = files(&user).await?;
    let request = BoardRequest::take(user).await?;
    team_shown(&request, None, &Given::default(), files).await
}

/// The team's files. They are read before what is shown of them, so that a form never claims to be made from something
/// newer than what it shows.
async fn files(user: &User) -> Result<FileSet, Refusal> {
    let office = user.office.clone();
    Ok(aside(move || Ok(office.files().read()?)).await?)
}

async fn team_shown(
    request: &BoardRequest,
    said: Option<&Markup>,
    given: &Given,
    files: FileSet,
) -> Result<Page, Refusal> {
    let lang = request.user.lang;
    let (folder, today) = (
        request.user.office.folder().to_owned(),
        request.snapshot.today,
    );
    let filed = request.snapshot.filed.clone();
    let read = aside(move || {
        let loaded = app::load(&folder)?;
        let foreseen = app::foresee(&filed, None, today)?;
        let remarks = Remarks {
            foreseen: foreseen
                .iter()
                .map(|note| Formatter::whole(&loaded.team, lang).noted(note))
                .collect(),
            warnings: loaded.warnings.told(lang),
        };
        Ok(remarks)
    });
    let remarks = read.await?;
    let mut fields = stood::settings(&files, app::written(&files, &[]));
    spoken::said(lang, &mut fields);
    let settings = Given {
        kind: "settings".to_owned(),
        fields,
        wrong: false,
    };
    let sheet = team::page(request.viewer(), said, given, &settings, &remarks, &files);
    Ok(request.show("/team", sheet))
}

/// Somebody of the team, to be changed.
async fn person_page(user: User, Path(parts): Parts) -> Result<Page, Refusal> {
    user.must_be(ENTERS)?;
    let files = files(&user).await?;
    let request = BoardRequest::take(user).await?;
    let key = part(&parts, "key")?.to_owned();
    if request
        .snapshot
        .team
        .person(&PersonId::new(&*key))
        .is_none()
    {
        return Err(Refusal::NotFound);
    }
    let page = team::person_page(request.viewer(), &key, &files);
    Ok(request.show("/team", page))
}

/// What was held of one family, colleague or group before Cadans.
async fn past_page(user: User, Path(parts): Parts) -> Result<Page, Refusal> {
    user.must_be(ENTERS)?;
    let files = files(&user).await?;
    let request = BoardRequest::take(user).await?;
    let subject = part(&parts, "subject")?;
    let sheet = past::page(request.viewer(), subject, &files).ok_or(Refusal::NotFound)?;
    let case = request.snapshot.team.cases.iter();
    let case = case
        .map(|case| &case.code)
        .find(|code| code.as_str() == subject);
    let seen = AuditEvent::SawPast {
        subject: subject.to_owned(),
    };
    request.user.saw(seen, case).await?;
    Ok(request.show("/enter", sheet))
}

/// The forms that stand on the team's own page.
const OF_TEAM: [&str; 7] = [
    "person",
    "group",
    "settings",
    "fixed",
    "readings",
    "closure",
    "closure-gone",
];

async fn entered(
    Path(parts): Parts,
    Sent { user, form }: Sent<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    user.must_be(ENTERS)?;
    let request = BoardRequest::take(user).await?;
    let kind = part(&parts, "kind")?.to_owned();
    let fields = Fields(form);
    let done = match kind.as_str() {
        "pause" => pause(&request, &fields).await,
        "end" => end(&request, &fields).await,
        _ => write(&request, &kind, &fields).await,
    };
    let said = match done {
        Ok(None) => None,
        Ok(Some(clash)) => return changed_meanwhile(request.user, &clash).await,
        Err(Refusal::Failed(
            error @ (Error::Faults(_) | Error::Usage(_) | Error::Files(FilesError::Changed)),
        )) => Some(error),
        Err(other) => return Err(other),
    };
    let given = match said {
        None => Given::default(),
        Some(_) => Given {
            kind: kind.clone(),
            fields: fields.0,
            wrong: true,
        },
    };
    let files = files(&request.user).await?;
    let request = BoardRequest::take(request.user).await?;
    let shown = answered(request.viewer(), said.as_ref());
    if OF_TEAM.contains(&kind.as_str()) {
        return Ok(team_shown(&request, Some(&shown), &given, files)
            .await?
            .into_response());
    }
    let page = super::page(request.viewer(), Some(&shown), &given, &files);
    Ok(request.show("/enter", page).into_response())
}

/// The page that shows both what was sent and what somebody else has written since.
async fn changed_meanwhile(user: User, clash: &Clash) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    let (menu, back) = match clash.kind.as_str() {
        "person" => (
            "/team",
            format!("/team/{}", clash.sent.get("key").map_or("", String::as_str)),
        ),
        kind if OF_TEAM.contains(&kind) => ("/team", "/team".to_owned()),
        _ => ("/enter", "/enter".to_owned()),
    };
    let page = request.show(menu, clash::page(request.viewer(), clash, &back));
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// What came of it.
fn answered(viewer: Viewer<'_>, fault: Option<&Error>) -> Markup {
    html! {
        @match fault {
            None => { p.said role="status" { (viewer.say("Opgeslagen.", "Saved.")) " "
                @if viewer.snapshot.plan.is_some() { a href=(viewer.at("/plan")) { (viewer.say("Plan opnieuw", "Plan again")) } (viewer.say(" om de agenda te laten volgen.", " to let the calendar follow.")) }
                @else { a href=(viewer.at("/")) { (viewer.say("Verder met de eerste stappen", "On with the first steps")) } } } }
            Some(error) => { div role="alert" {
                p { b { (viewer.say("Dat kan zo niet; er is niets veranderd.", "That cannot be; nothing was changed.")) } }
                @match error {
                    Error::Usage(said) => { p.fault { (said.get(viewer.lang)) } }
                    Error::Faults(faulty) => (faults::list(&faulty.told(viewer.lang))),
                    other => { p.fault { (other.text(viewer.lang)) } }
                }
            } }
        }
    }
}

/// Writes in the team's files, unless what the form was made from has changed.
async fn write(
    request: &BoardRequest,
    kind: &str,
    fields: &Fields,
) -> Result<Option<Clash>, Refusal> {
    let team = &request.snapshot.filed;
    let form: EntryForm = kind.parse().map_err(|_| Refusal::NotFound)?;
    let filed = fields.filed(form, team)?;
    let about = fields.about(team);
    let office = request.user.office.clone();
    let name = request.user.account.name.clone();
    let (kind, sent) = (kind.to_owned(), Fields(fields.0.clone()));
    // The turn keeps others from writing in the files meanwhile.
    let written = request.user.office.at_desk(&name, move |desk| {
        let files = office.files();
        let read = files.read()?;
        if let Some(stood) = stood::in_files(form, &sent, &read) {
            let made_from = sent.0.get(&carried(&kind, &sent));
            // A day that is to be a study day is none when the form is made.
            let none = (form == EntryForm::Closure).then(|| Stood::default().print());
            if made_from
                .or(none.as_ref())
                .is_some_and(|print| *print != stood.print())
            {
                let lines = Vec::new();
                return Ok(Some(Clash {
                    kind,
                    sent: sent.0,
                    stood,
                    lines,
                }));
            }
        }
        let filing = app::file(&files, &read, office.folder(), &filed)?;
        // All is ready; what follows the line is a new name, which whoever comes after a kill gives by the version in
        // the line. So there is neither a change that nobody answers for nor an answer for one that is not there.
        let version = Some(filing.version().to_string());
        desk.store
            .note(AuditEvent::Entered { form, version }, about.as_ref())?;
        filing.write()?;
        Ok(None)
    });
    Ok(written.await?)
}

/// Writes in the record book what a form says of a family, unless somebody else has since it was made.
async fn book<W>(
    request: &BoardRequest,
    kind: &str,
    fields: &Fields,
    work: W,
) -> Result<Option<Clash>, Refusal>
where
    W: FnOnce(&mut RecordBook<&mut Turn>) -> Result<Vec<Act>, Error> + Send + 'static,
{
    let clash: Arc<Mutex<Option<Clash>>> = Arc::default();
    let (found, kind, sent) = (clash.clone(), kind.to_owned(), Fields(fields.0.clone()));
    let written = request.writes(move |book| {
        let code = sent.text("case");
        let stood = stood::in_book(&code, &book.snapshot);
        let made_from = sent.0.get(&carried(&kind, &sent));
        if made_from.is_none_or(|print| *print == stood.print()) {
            return work(book);
        }
        let lines = stood::lines_of(&code, &book.snapshot);
        let formatter = Formatter::whole(&book.snapshot.team, book.lang);
        let lines = lines.map(|line| formatter.entry(line, false)).collect();
        if let Ok(mut found) = found.lock() {
            *found = Some(Clash {
                kind,
                sent: sent.0,
                stood,
                lines,
            });
        }
        Ok(Vec::new())
    });
    written.await?;
    Ok(clash.lock().ok().and_then(|mut clash| clash.take()))
}

async fn pause(request: &BoardRequest, fields: &Fields) -> Result<Option<Clash>, Refusal> {
    let (code, reason) = (fields.text("case"), fields.text("reason"));
    let (from, to) = (fields.day("from")?, fields.day("to")?);
    let work = move |book: &mut RecordBook<&mut Turn>| {
        let case = book.case(&code, None)?;
        Ok(vec![book.pause(case, from, to, Some(reason))?])
    };
    book(request, "pause", fields, work).await
}

async fn end(request: &BoardRequest, fields: &Fields) -> Result<Option<Clash>, Refusal> {
    let (code, reason) = (fields.text("case"), fields.text("reason"));
    let (on, decision_end) = (fields.day("on")?, fields.day("decision_end").ok());
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    let work = move |book: &mut RecordBook<&mut Turn>| {
        let case = book.case(&code, None)?;
        let programme = book.snapshot.team.programme(&case.programme);
        let goes_on = programme.is_some_and(|programme| case.last_day(programme) < on);
        Ok(vec![match goes_on || decision_end.is_some() {
            true => book.extend(case, on, decision_end, reason)?,
            false => book.close(case, on, reason)?,
        }])
    };
    book(request, "end", fields, work).await
}
