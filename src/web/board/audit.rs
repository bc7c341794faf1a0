//! The audit trail: who saw or changed what, when, and about which case; for team lead and auditor.

use std::sync::Arc;

use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use chrono::{DateTime, NaiveDate, Utc};
use maud::{Markup, html};
use serde::Deserialize;

use super::READS_TRAIL;
use crate::ids::CaseCode;
use crate::store::{AuditEvent, AuditKind, Note};
use crate::time::zone;
use crate::web::address::asking;
use crate::web::team_service::aside;
use crate::web::{AppState, Page, Refusal, User};
use crate::words::Formatter;

/// Lines shown at most, the latest.
const MOST: usize = 500;

/// Kinds of lines by the name a form gives them.
const KINDS: [(&str, AuditKind, &str, &str); 3] = [
    ("look", AuditKind::Look, "bekeken", "looked at"),
    ("change", AuditKind::Change, "gewijzigd", "changed"),
    ("door", AuditKind::Door, "inloggen", "log-ins"),
];

/// What is asked for: nothing is everything.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    case: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

impl Wanted {
    /// The case that is asked for, when it is one.
    pub fn case(&self) -> Option<CaseCode> {
        let code = self.case.trim();
        (!code.is_empty()).then(|| CaseCode::new(code))
    }

    /// Which lines, by the days of a zone.
    pub fn test(&self, zone: zone::Tz) -> impl Fn(&Note) -> bool + Send + 'static {
        let (case, by) = (self.case.trim().to_owned(), self.by.trim().to_owned());
        let kind = KINDS.iter().find(|(name, ..)| *name == self.kind);
        let kind = kind.map(|(_, kind, ..)| *kind);
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let (from, to) = (day(&self.from), day(&self.to));
        move |note| {
            let is = |field: &Option<String>, asked: &str| {
                asked.is_empty() || field.as_deref() == Some(asked)
            };
            let day = note.at.map(|at| zone::local_day(zone, at));
            is(&note.case, &case)
                && is(&note.by, &by)
                && kind.is_none_or(|kind| note.what.kind() == kind)
                && from.is_none_or(|from| day.is_some_and(|day| from <= day))
                && to.is_none_or(|to| day.is_some_and(|day| day <= to))
        }
    }

    fn address(&self, user: &User) -> String {
        let asked = [
            ("case", self.case.trim()),
            ("by", self.by.trim()),
            ("kind", self.kind.as_str()),
            ("from", self.from.as_str()),
            ("to", self.to.as_str()),
        ];
        let asked: Vec<_> = asked
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        asking(&user.at("/audit/export"), &asked)
    }
}

/// Its page.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/audit", get(show))
}

/// The lines that are wanted, in the order they were written. The look is noted first.
///
/// # Errors
/// [`Refusal::Forbidden`]; when the trail cannot be read or the look not be noted.
pub(super) async fn read(
    user: &User,
    what: AuditEvent,
    case: Option<&CaseCode>,
    wanted: impl Fn(&Note) -> bool + Send + 'static,
) -> Result<Vec<Note>, Refusal> {
    user.must_be(READS_TRAIL)?;
    // What is typed in a search may be anything, a name too: only a family of the team is noted.
    let team = user.office.team();
    let case = case.filter(|code| team.cases.iter().any(|case| case.code == **code));
    user.saw(what, case).await?;
    let disk = user.office.disk_of(&user.account.name);
    let turn = user.own_turn().await?;
    let read = aside(move || {
        let _turn = turn;
        Ok(disk.trail(wanted)?)
    });
    Ok(read.await?)
}

async fn show(user: User, Query(asked): Query<Wanted>) -> Result<Page, Refusal> {
    let case = asked.case();
    let team = user.office.team();
    let test = asked.test(user.office.zone());
    let all = read(&user, AuditEvent::SawTrail, case.as_ref(), test).await?;
    let formatter = Formatter::whole(&team, user.lang);
    let body = html! {
        (filter(&user, &asked))
        (count(&user, &asked, all.len()))
        (table(&user, formatter, all.iter().rev().take(MOST)))
    };
    let title = user
        .lang
        .pick("Wie zag en deed wat", "Who saw and did what");
    Ok(Page::new(&user, "/audit", title, body))
}

fn filter(user: &User, asked: &Wanted) -> Markup {
    let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
    html! {
        form method="get" class="row" {
            label for="case" { (say("Gezin", "Case")) }
            input id="case" name="case" value=(asked.case) size="8";
            label for="by" { (say("Door", "By")) }
            input id="by" name="by" value=(asked.by) size="12";
            label for="kind" { (say("Wat", "What")) }
            select id="kind" name="kind" {
                option value="" { (say("alles", "everything")) }
                @for (name, _, nl, en) in KINDS { option value=(name) selected[name == asked.kind] { (say(nl, en)) } }
            }
            label for="from" { (say("Vanaf", "From")) }
            input id="from" name="from" type="date" value=(asked.from);
            label for="to" { (say("Tot en met", "Until")) }
            input id="to" name="to" type="date" value=(asked.to);
            button { (say("Zoek", "Search")) }
        }
    }
}

fn count(user: &User, asked: &Wanted, lines: usize) -> Markup {
    let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
    html! {
        p class="quiet" {
            (lines) " " @if lines == 1 { (say("regel", "line")) } @else { (say("regels", "lines")) }
            @if lines > MOST { "; " (say("de laatste", "the last")) " " (MOST) }
            " · " a href=(asked.address(user)) { (say("Als bestand (NEN 7513)", "As a file (NEN 7513)")) }
        }
    }
}

fn table<'n>(
    user: &User,
    formatter: Formatter<'_>,
    notes: impl Iterator<Item = &'n Note>,
) -> Markup {
    let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
    let at = |at: Option<DateTime<Utc>>| {
        let local = at.map(|at| zone::local(user.office.zone(), at));
        local.map_or(String::new(), |at| {
            format!("{} {}", user.lang.date(at.date()), at.format("%H:%M:%S"))
        })
    };
    let looked = |code: &str| user.at(&format!("/looked/{code}"));
    html! {
        div class="wide" {
            table {
                thead { tr {
                    th scope="col" { (say("Wanneer", "When")) }
                    th scope="col" { (say("Wie", "Who")) }
                    th scope="col" { (say("Wat", "What")) }
                    th scope="col" { (say("Gezin", "Case")) }
                } }
                tbody {
                    @for note in notes {
                        tr {
                            td { (at(note.at)) }
                            td { (note.by.as_deref().unwrap_or("")) }
                            td { (formatter.audited(&note.what)) }
                            td { @if let Some(case) = &note.case { a href=(looked(case)) { (case) } } }
                        }
                    }
                }
            }
        }
    }
}
