//! Standing times of a series or a pair: a key comes in; what is in force, with a form to choose others, free them or
//! agree to them, goes out. What is sent is a line of the record book; the next plan keeps to it.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use maud::html;
use serde::Deserialize;

use super::routes::{Asked, BoardRequest, Parts, part};
use super::standing_page;
use super::times::{Gathered, ask};
use crate::app::record_book::{NewStanding, RecordBook};
use crate::app::{BaseWeek, Snapshot, family_of};
use crate::error::Error;
use crate::records::{StandingKey, StandingRow};
use crate::store::{AuditEvent, Turn};
use crate::web::AppState;
use crate::web::form::Sent;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::user::User;

/// Its addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/standing/{*key}", get(page))
        .route("/standing", post(sent))
}

impl BoardRequest {
    /// The key of an address or a form, when they may choose its times.
    fn stands(&self, text: &str) -> Result<StandingKey, Refusal> {
        let key: StandingKey = text.parse().map_err(|_| Refusal::NotFound)?;
        match self.viewer().may_stand(&key) {
            true => Ok(key),
            false => Err(Refusal::NotFound),
        }
    }
}

async fn page(user: User, Path(parts): Parts, Query(asked): Asked) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    let key = request.stands(part(&parts, "key")?)?;
    let viewer = request.viewer();
    let rows = viewer.snapshot.standing.iter();
    let rows: Vec<&StandingRow> = rows.filter(|row| row.key == key).collect();
    let week = BaseWeek::new(viewer.snapshot, viewer.snapshot.standing_day());
    if rows.is_empty() && !week.keys().contains(&key) {
        return Err(Refusal::NotFound);
    }
    let first = week.first_day(&key).unwrap_or(viewer.today());
    let first = first.max(week.first_after_notice());
    match &key {
        StandingKey::Pair(person, _) => {
            let person = person.clone();
            request
                .user
                .saw(AuditEvent::SawPerson { person }, None)
                .await?;
        }
        StandingKey::Series(series) => {
            let code = family_of(series.subject());
            if viewer.cases().any(|case| case.code.as_str() == code) {
                request.looks_at(code).await?;
            }
        }
    }
    let mut sheet = standing_page::page(viewer, &key, &rows, first);
    if asked.contains_key("done") {
        let said = viewer.say(
            "Opgeslagen. De volgende planning houdt zich eraan; afspraken verschuiven nu nog niet.",
            "Saved. The next plan keeps to it; no meeting moves yet.",
        );
        sheet.body = html! { p.said role="status" { (said) } (sheet.body) };
    }
    Ok(request.show("/standing", sheet))
}

/// The number of the last line about a key.
pub(super) fn last_line(snapshot: &Snapshot, key: &StandingKey) -> u32 {
    let ledger = &snapshot.ledger;
    let back = ledger.standing_taken_back.iter().map(|(_, noted)| noted);
    let own = ledger.standing.iter().chain(back);
    let own = own.filter(|noted| noted.what.standing() == Some(key));
    own.filter_map(|noted| Some(noted.stamp.as_ref()?.number))
        .max()
        .unwrap_or(0)
}

/// What was sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Chosen {
    key: String,
    deed: String,
    times: String,
    from: String,
    minutes: String,
    every: String,
    week: String,
    agreed: String,
    sure: String,
    of: String,
}

impl Chosen {
    /// The fields that a question about it carries along.
    fn carried(&self) -> Vec<(&'static str, String)> {
        let fields = [
            ("key", &self.key),
            ("deed", &self.deed),
            ("times", &self.times),
            ("from", &self.from),
            ("minutes", &self.minutes),
            ("every", &self.every),
            ("week", &self.week),
            ("agreed", &self.agreed),
            ("of", &self.of),
        ];
        fields.map(|(name, value)| (name, value.clone())).into()
    }
}

async fn sent(Sent { user, form }: Sent<Chosen>) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    let key = request.stands(&form.key)?;
    let carried = form.carried();
    let (sure, mind) = (form.sure == "yes", Gathered::default());
    let (told, back) = (mind.clone(), request.viewer().at_standing(&key));
    let work = move |book: &mut RecordBook<&mut Turn>| {
        let stands = last_line(&book.snapshot, &key).to_string();
        if !form.of.is_empty() && form.of != stands {
            return Err(changed());
        }
        let key = key.to_string();
        let from = date(&form.from)?;
        let (act, mind) = match form.deed.as_str() {
            "free" => book.free_standing(&key, None)?,
            "agree" => (book.agree_standing(&key)?, Vec::new()),
            "set" | "irregular" => book.set_standing(&NewStanding {
                key: &key,
                times: if form.deed == "set" {
                    &form.times
                } else {
                    "irregular"
                },
                from: from.filter(|_| form.deed == "set"),
                minutes: number(&form.minutes, 15..=1440)?,
                every: number(&form.every, 1..=12)?,
                week: number(&form.week, 1..=12)?,
                agreed: form.agreed == "yes",
            })?,
            _ => return Err(unclear()),
        };
        Ok(told.unless(sure, mind, act))
    };
    request.writes(work).await?;
    Ok(match mind.said() {
        Some(mind) => ask(&request, "/standing", &carried, &mind),
        None => Redirect::to(&format!("{back}?done=yes")).into_response(),
    })
}

fn date(text: &str) -> Result<Option<NaiveDate>, Error> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| unclear()),
    }
}

fn number(text: &str, within: std::ops::RangeInclusive<u32>) -> Result<Option<u32>, Error> {
    match text.trim() {
        "" => Ok(None),
        text => {
            let number = text.parse().ok().filter(|number| within.contains(number));
            number.map(Some).ok_or_else(unclear)
        }
    }
}

fn unclear() -> Error {
    Error::usage(
        "dat zijn geen vaste tijden: kijk de velden na",
        "those are no standing times: look the fields over",
    )
}

fn changed() -> Error {
    Error::usage(
        "iemand anders heeft deze vaste tijden veranderd sinds u de pagina opende; er is niets gedaan. Open de pagina opnieuw.",
        "somebody else has changed these standing times since you opened the page; nothing was done. Open the page again.",
    )
}
