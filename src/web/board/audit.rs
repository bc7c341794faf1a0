//! The audit trail: who saw or changed what, when, and about which case; for the team lead.

use std::sync::Arc;

use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use maud::html;
use serde::Deserialize;

use super::week::monday_named;
use crate::language::Lang;
use crate::store::{Note, Role};
use crate::time::zone;
use crate::web::{AppState, Page, Refusal, User};

/// Lines shown at most, the latest.
const MOST: usize = 500;

/// What is asked for: nothing is everything.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    case: String,
    #[serde(default)]
    by: String,
}

/// Its page.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/audit", get(show))
}

async fn show(user: User, Query(asked): Query<Asked>) -> Result<Page, Refusal> {
    user.must_be(&[Role::Lead])?;
    let disk = user.office.disk_of(&user.account.name);
    let (case, by) = (asked.case.trim().to_owned(), asked.by.trim().to_owned());
    let wanted = move |note: &Note| {
        let is = |field: &Option<String>, asked: &str| {
            asked.is_empty() || field.as_deref() == Some(asked)
        };
        is(&note.case, &case) && is(&note.by, &by)
    };
    let all = user
        .office
        .store_worker
        .does(move || Ok(disk.trail(wanted)?))
        .await?;
    let at = |at: Option<DateTime<Utc>>| {
        let local = at.map(|at| zone::local(user.office.zone(), at));
        local.map_or(String::new(), |at| {
            at.format("%Y-%m-%d %H:%M:%S").to_string()
        })
    };
    let lang = user.lang;
    let body = html! {
        form method="get" class="row" {
            label for="case" { (lang.pick("Gezin", "Case")) }
            input id="case" name="case" value=(asked.case) size="8";
            label for="by" { (lang.pick("Door", "By")) }
            input id="by" name="by" value=(asked.by) size="12";
            button { (lang.pick("Zoek", "Search")) }
        }
        p class="quiet" {
            (all.len()) " " @if all.len() == 1 { (lang.pick("regel", "line")) } @else { (lang.pick("regels", "lines")) }
            @if all.len() > MOST { "; " (lang.pick("de laatste", "the last")) " " (MOST) }
        }
        div class="wide" {
            table {
                thead { tr {
                    th scope="col" { (lang.pick("Wanneer", "When")) }
                    th scope="col" { (lang.pick("Wie", "Who")) }
                    th scope="col" { (lang.pick("Wat", "What")) }
                    th scope="col" { (lang.pick("Gezin", "Case")) }
                } }
                tbody {
                    @for note in all.iter().rev().take(MOST) {
                        tr {
                            td { (at(note.at)) }
                            td { (note.by.as_deref().unwrap_or("")) }
                            td { (said(&note.what, lang)) }
                            td { (note.case.as_deref().unwrap_or("")) }
                        }
                    }
                }
            }
        }
    };
    let title = lang.pick("Wie zag en deed wat", "Who saw and did what");
    Ok(Page::new(&user, "/audit", title, body))
}

/// What was done, in the reader's language; what is unknown here stands as it was noted.
fn said(what: &str, lang: Lang) -> String {
    const SAID: [(&str, [&str; 2]); 34] = [
        (
            "look at findings",
            ["zag wat te laat is", "saw what is late"],
        ),
        ("look at quarter", ["zag kwartaal", "saw quarter"]),
        ("look at week of", ["zag week van", "saw the week of"]),
        ("look at week", ["zag week", "saw week"]),
        ("look at case", ["zag het gezin", "saw the family"]),
        ("look at meeting", ["zag een afspraak", "saw a meeting"]),
        ("look at changes", ["zag wijzigingen", "saw changes"]),
        (
            "enter absence-gone",
            ["haalde een afwezigheid weg", "took an absence away"],
        ),
        (
            "enter absence",
            ["vulde een afwezigheid in", "entered an absence"],
        ),
        (
            "enter hours",
            ["vulde andere uren in", "entered other hours"],
        ),
        (
            "enter assignment-end",
            ["beëindigde een taak", "ended a task"],
        ),
        (
            "enter assignment",
            ["vulde in wie wat doet", "entered who does what"],
        ),
        (
            "enter case-change",
            ["veranderde een gezin", "changed a family"],
        ),
        ("enter case", ["vulde een gezin in", "entered a family"]),
        (
            "enter held",
            ["vulde in wat gehouden is", "entered what was held"],
        ),
        (
            "enter past",
            ["vulde in wat gehouden is", "entered what was held"],
        ),
        (
            "enter agreed",
            ["vulde een afspraak in", "entered an appointment"],
        ),
        (
            "enter person",
            ["veranderde een collega", "changed a colleague"],
        ),
        ("enter group", ["maakte een groep", "made a group"]),
        (
            "enter settings",
            ["veranderde de instellingen", "changed the settings"],
        ),
        (
            "try a plan with somebody away",
            ["probeerde uit dat iemand weg is", "tried out somebody away"],
        ),
        ("try a plan", ["liet een planning maken", "had a plan made"]),
        (
            "make the key of identities",
            [
                "sleutel van de agenda gemaakt",
                "made the key of the calendar",
            ],
        ),
        (
            "publish revision",
            ["publiceerde revisie", "published revision"],
        ),
        ("save revision", ["bewaarde revisie", "saved revision"]),
        (
            "issue feed address",
            ["gaf een agenda-adres uit:", "issued feed address"],
        ),
        (
            "rotate feed address",
            ["verving een agenda-adres:", "rotated feed address"],
        ),
        (
            "revoke feed address",
            ["trok een agenda-adres in:", "revoked feed address"],
        ),
        ("purge", ["wiste:", "purged"]),
        ("record", ["noteerde regel", "recorded entry"]),
        ("told", ["belde", "told"]),
        ("remove account", ["account weg:", "removed account"]),
        (
            "server address",
            ["adres van de server", "address of the server"],
        ),
        ("account", ["account", "account"]),
    ];
    let known = SAID.iter().find(|(known, _)| what.starts_with(known));
    let said = known.map_or(what.to_owned(), |(known, [nl, en])| {
        let about = if *known == "told" {
            lang.pick(" over ", " of ")
        } else {
            " of "
        };
        let said = what.replacen(known, lang.pick(nl, en), 1);
        said.replacen(" of ", about, 1)
    });
    match said.rsplit_once(' ') {
        Some((before, week)) if week.contains("-W") => match monday_named(week) {
            Some(monday) => format!("{before} {}", week_of(lang, monday)),
            None => said,
        },
        _ => said,
    }
}

/// `6 van 2027`.
fn week_of(lang: Lang, monday: NaiveDate) -> String {
    let week = monday.iso_week();
    format!("{} {} {}", week.week(), lang.pick("van", "of"), week.year())
}
