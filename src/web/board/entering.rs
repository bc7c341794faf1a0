//! Forms of lead and planner: fields come in; rows in the team's files, or a line in the record book, go out.
//! What would give the team faults is not written, and its faults are shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use maud::html;

use super::enter;
use super::routes::{Parts, Seat, part};
use crate::error::Error;
use crate::ids::CaseCode;
use crate::language::Text;
use crate::pipeline::{self, Filed};
use crate::store::{Access as _, Role};
use crate::web::House;
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::user::User;

/// Who may enter.
const ENTERS: &[Role] = &[Role::Lead, Role::Planner];

/// Its addresses.
pub(super) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/enter", get(show))
        .route("/enter/{kind}", post(entered))
}

async fn show(user: User) -> Result<Page, Refusal> {
    user.must_be(ENTERS)?;
    let seat = Seat::take(user).await?;
    Ok(seat.show("/enter", enter::page(seat.look(), None)))
}

/// The fields of a form.
struct Fields(BTreeMap<String, String>);

impl Fields {
    fn text(&self, name: &str) -> String {
        self.0
            .get(name)
            .map(|text| text.trim().to_owned())
            .unwrap_or_default()
    }

    fn day(&self, name: &str) -> Result<NaiveDate, Refusal> {
        self.text(name)
            .parse()
            .map_err(|_| Refusal::Unclear(Text::new("Er ontbreekt een dag.", "A day is missing.")))
    }

    fn row(&self, names: &[&'static str]) -> Vec<(&'static str, String)> {
        names.iter().map(|name| (*name, self.text(name))).collect()
    }

    /// What is to be written in files; a pause is not.
    fn filed(&self, kind: &str) -> Result<Vec<Filed>, Refusal> {
        Ok(match kind {
            "absence" => vec![Filed::Absence {
                who: self.text("who"),
                from: self.day("from")?,
                to: self.day("to")?,
                hours: self.text("hours"),
                kind: self.text("kind"),
            }],
            "hours" => vec![Filed::Hours {
                who: self.text("who"),
                from: self.day("from")?,
                week: self.text("week"),
            }],
            "assignment" => vec![Filed::Assignment(
                self.row(&["subject", "role", "person", "from", "to", "kind"]),
            )],
            "case" => self.case(),
            _ => return Err(Refusal::NotFound),
        })
    }

    /// A family, and who works with it.
    fn case(&self) -> Vec<Filed> {
        let code = self.text("code");
        let row = self.row(&[
            "code",
            "programme",
            "start",
            "zone",
            "municipality",
            "decision_start",
            "decision_end",
            "hours",
        ]);
        let roles = self.0.iter().filter_map(|(name, person)| {
            let role = name.strip_prefix("role ")?;
            (!person.is_empty()).then(|| {
                Filed::Assignment(vec![
                    ("subject", code.clone()),
                    ("role", role.to_owned()),
                    ("person", person.clone()),
                    ("kind", "lead".to_owned()),
                ])
            })
        });
        std::iter::once(Filed::Case(row)).chain(roles).collect()
    }

    /// Whom it is about, when that is a family.
    fn about(&self, seat: &Seat) -> Option<CaseCode> {
        let named = ["who", "subject", "case", "code"]
            .into_iter()
            .map(|name| CaseCode::new(self.text(name)));
        let known = |code: &CaseCode| seat.sight.team.cases.iter().any(|case| case.code == *code);
        named.into_iter().find(|code| known(code))
    }
}

async fn entered(
    Path(parts): Parts,
    Sent { user, form }: Sent<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    user.must_be(ENTERS)?;
    let seat = Seat::take(user).await?;
    let kind = part(&parts, "kind")?;
    let fields = Fields(form);
    let done = match kind {
        "pause" => pause(&seat, &fields).await,
        "end" => end(&seat, &fields).await,
        _ => write(&seat, kind, &fields).await,
    };
    let said = match done {
        Ok(()) => None,
        Err(Refusal::Failed(error @ (Error::Faults(_) | Error::Usage(_)))) => Some(error),
        Err(other) => return Err(other),
    };
    let seat = Seat::take(seat.user).await?;
    let look = seat.look();
    let shown = html! {
        @match &said {
            None => { p.said role="status" { (look.say("Vastgelegd. ", "Entered. ")) a href=(look.at("/plan")) { (look.say("Plan opnieuw", "Plan again")) } } }
            Some(error) => { div role="alert" {
                p { b { (look.say("Dat kan zo niet; er is niets veranderd.", "That cannot be; nothing was changed.")) } }
                pre.fault { (error.text(look.lang).trim()) }
            } }
        }
    };
    Ok(seat
        .show("/enter", enter::page(look, Some(&shown)))
        .into_response())
}

async fn write(seat: &Seat, kind: &str, fields: &Fields) -> Result<(), Refusal> {
    let filed = fields.filed(kind)?;
    let about = fields.about(seat);
    let note = format!("enter {kind}");
    let folder = seat.user.office.folder().to_owned();
    let name = seat.user.account.name.clone();
    // The turn keeps others from writing in the files meanwhile.
    let written = seat.user.office.at_desk(&name, move |desk| {
        pipeline::file(&folder, &filed)?;
        desk.store.note(&note, about.as_ref())?;
        Ok(())
    });
    Ok(written.await?)
}

async fn pause(seat: &Seat, fields: &Fields) -> Result<(), Refusal> {
    let (code, reason) = (fields.text("case"), fields.text("reason"));
    let (from, to) = (fields.day("from")?, fields.day("to")?);
    seat.writes(move |desk| {
        let case = desk.case(&code, None)?;
        Ok(vec![desk.pause(case, from, to, Some(reason))?])
    })
    .await
}

async fn end(seat: &Seat, fields: &Fields) -> Result<(), Refusal> {
    let (code, reason) = (fields.text("case"), fields.text("reason"));
    let (on, decision_end) = (fields.day("on")?, fields.day("decision_end").ok());
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    seat.writes(move |desk| {
        let case = desk.case(&code, None)?;
        let programme = desk.team.programme(&case.programme);
        let goes_on = programme.is_some_and(|programme| case.last_day(programme) < on);
        Ok(vec![match goes_on || decision_end.is_some() {
            true => desk.extend(case, on, decision_end, reason)?,
            false => desk.close(case, on, reason)?,
        }])
    })
    .await
}
