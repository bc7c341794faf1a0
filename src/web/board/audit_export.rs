//! The audit trail as a file with the fields of NEN 7513: what is asked for comes in; a table of comma-separated
//! values, a line for each event, goes out. `docs/operations.md` says what stands in which field.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::Query;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use chrono::SecondsFormat;

use super::audit::{Wanted, read};
use crate::language::Lang;
use crate::store::{Account, AuditEvent, AuditKind, Audited, Note};
use crate::web::{AppState, Refusal, User};
use crate::words::Formatter;

/// The fields, in order. They are a contract: more may come behind them.
const FIELDS: [&str; 12] = [
    "when",
    "user",
    "name",
    "role",
    "action",
    "event",
    "description",
    "case",
    "on_behalf_of",
    "outcome",
    "source",
    "from",
];

/// Its address.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/audit/export", get(export))
}

async fn export(user: User, Query(asked): Query<Wanted>) -> Result<Response, Refusal> {
    let case = asked.case();
    let team = user.office.team();
    // Who had which role stands in lines before those that are asked for.
    let all = read(&user, AuditEvent::ExportedTrail, case.as_ref(), |_| true).await?;
    let wanted = asked.test(user.office.zone());
    let formatter = Formatter::whole(&team, Lang::Nl);
    let mut actors = Actors::of(&user.seen.accounts);
    let source = format!("{}/t/{}", user.app.settings.base_url, user.office.id());
    let mut text = line(FIELDS);
    for note in &all {
        actors.learn(note);
        if wanted(note) {
            text += &line(
                actors
                    .fields(note, formatter, &source)
                    .each_ref()
                    .map(String::as_str),
            );
        }
    }
    let name = format!("attachment; filename=\"nen7513-{}.csv\"", user.office.id());
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

/// What is known of those who act, at the moment of a line.
struct Actors<'a> {
    accounts: &'a [Account],
    /// Role, and from where they logged in last.
    known: BTreeMap<String, (String, String)>,
}

impl<'a> Actors<'a> {
    fn of(accounts: &'a [Account]) -> Self {
        Self {
            accounts,
            known: BTreeMap::new(),
        }
    }

    fn learn(&mut self, note: &Note) {
        match (&note.what, &note.by) {
            (Audited::Event(AuditEvent::LoggedIn { role, from, .. }), Some(by)) => {
                let known = (role.clone(), from.clone());
                self.known.insert(by.clone(), known);
            }
            (
                Audited::Event(AuditEvent::KeptAccount {
                    name,
                    role: Some(role),
                }),
                _,
            ) => {
                self.known
                    .entry(name.clone())
                    .or_default()
                    .0
                    .clone_from(role);
            }
            _ => {}
        }
    }

    fn fields(&self, note: &Note, formatter: Formatter<'_>, source: &str) -> [String; 12] {
        let by = note.by.clone().unwrap_or_default();
        let account = self.accounts.iter().find(|account| account.name == by);
        let person = account.and_then(|account| account.person.as_ref());
        let person = person.map(|person| person.to_string()).unwrap_or_default();
        let name = match person.as_str() {
            "" => String::new(),
            id => formatter.subject(id),
        };
        let (role, from) = self.known.get(&by).cloned().unwrap_or_default();
        let role = match account {
            Some(account) if role.is_empty() => account.role.name().to_owned(),
            _ => role,
        };
        let at = note
            .at
            .map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
        let action = match note.what.kind() {
            AuditKind::Look => "read",
            AuditKind::Door => "access",
            AuditKind::Change => "change",
        };
        let (behalf, outcome, from) = match &note.what {
            Audited::Event(AuditEvent::SawAddress { whose, .. }) => {
                let case = note.case.clone().filter(|_| whose == "case");
                (case.unwrap_or(whose.clone()), "success", String::new())
            }
            Audited::Event(AuditEvent::LogInFailed { from, name, .. }) => {
                (name.clone().unwrap_or_default(), "failure", from.clone())
            }
            _ => (person, "success", from),
        };
        [
            at.unwrap_or_default(),
            by,
            name,
            role,
            action.to_owned(),
            note.what.code().unwrap_or_default(),
            formatter.audited(&note.what),
            note.case.clone().unwrap_or_default(),
            behalf,
            outcome.to_owned(),
            source.to_owned(),
            from,
        ]
    }
}

/// A line: every value within quotes, none that a spreadsheet takes for a formula.
fn line(fields: [&str; 12]) -> String {
    let quoted = fields.map(|value| {
        let formula = value.starts_with(['=', '+', '-', '@', '\t']);
        let before = if formula { "'" } else { "" };
        format!("\"{before}{}\"", value.replace('"', "\"\""))
    });
    quoted.join(",") + "\r\n"
}
