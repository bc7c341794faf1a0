//! What is done on the board with one meeting: a form comes in; a line in the record book, which everybody's
//! calendar follows at once, and the way back to the meeting go out.

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use serde::Deserialize;

use super::done;
use super::meeting;
use super::routes::BoardRequest;
use crate::app::record_book::{Line, RecordBook};
use crate::error::Error;
use crate::plan::Placement;
use crate::records::{Act, State};
use crate::store::{Role, Turn};
use crate::web::AppState;
use crate::web::form::Sent;
use crate::web::refusal::Refusal;

/// Its addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/act", post(act))
        .route("/correct", post(correct))
}

/// One press: on a meeting's page its id and the deed, in a list both in one word.
#[derive(Deserialize)]
struct Pressed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    deed: String,
    #[serde(default)]
    press: String,
    #[serde(default)]
    reason: String,
}

impl Pressed {
    /// The same with id and deed, and whether it was pressed in a list.
    fn parted(mut self) -> (Self, bool) {
        let in_list = match self.press.split_once(' ') {
            Some((deed, id)) => {
                (self.deed, self.id) = (deed.to_owned(), id.to_owned());
                true
            }
            None => false,
        };
        (self, in_list)
    }
}

impl BoardRequest {
    /// The meeting that a form names, when they may change it.
    pub(super) fn changes<'a>(&'a self, id: &str) -> Result<&'a Placement, Refusal> {
        let planned = meeting::known(self.viewer(), id).ok_or(Refusal::NotFound)?;
        let may = self.viewer().may_change(planned);
        may.then_some(planned).ok_or(Refusal::Forbidden)
    }

    /// The meeting that a form names, when they may say what became of it.
    fn tells<'a>(&'a self, id: &str) -> Result<&'a Placement, Refusal> {
        let viewer = self.viewer();
        let planned = meeting::known(viewer, id).ok_or(Refusal::NotFound)?;
        let now = meeting::standing(viewer, planned);
        let may = viewer.may_tell(now.as_ref().unwrap_or(planned));
        may.then_some(planned).ok_or(Refusal::Forbidden)
    }

    /// Writes in the record book what `work` says. The board never says it for somebody else.
    pub(super) async fn writes<W>(&self, work: W) -> Result<(), Refusal>
    where
        W: FnOnce(&mut RecordBook<&mut Turn>) -> Result<Vec<Act>, Error> + Send + 'static,
    {
        let by = self.user.account.person.as_ref().map(ToString::to_string);
        let (lang, moment, now) = (self.user.lang, self.user.moment(), self.user.now());
        let name = self.user.account.name.clone();
        let office = self.user.office.clone();
        let turn = self.user.own_turn().await?;
        let written = office.at_desk(&name, move |at| {
            let _turn = turn;
            let mut book = RecordBook::open(&at.team, &mut at.store, lang, moment, now)?;
            let acts = work(&mut book)?;
            let lines: Vec<Line> = acts.into_iter().map(|act| (by.clone(), act)).collect();
            if !lines.is_empty() {
                book.enter(lines)?;
            }
            Ok(())
        });
        Ok(written.await?)
    }

    /// Back to the meeting, where what was done is said.
    pub(super) fn to_meeting(&self, deed: &str, id: &str) -> Response {
        let page = self.viewer().at_meeting(id);
        Redirect::to(&done::address(&page, deed, id)).into_response()
    }
}

async fn act(Sent { user, form }: Sent<Pressed>) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    let (form, in_list) = form.parted();
    let planned = match state(&form.deed) {
        Some(_) => request.tells(&form.id)?.clone(),
        None => request.changes(&form.id)?.clone(),
    };
    let person = request
        .user
        .account
        .person
        .as_ref()
        .map(ToString::to_string);
    if form.deed == "waived" && request.user.role() != Role::Lead {
        return Err(Refusal::Forbidden);
    }
    let (deed, id) = (form.deed.clone(), form.id.clone());
    let work = move |book: &mut RecordBook<&mut Turn>| {
        let reason = Some(form.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        let id = form.id.as_str();
        let act = match (state(&form.deed), form.deed.as_str()) {
            (Some(state), _) => book.became(planned, state, reason, person)?,
            (None, "confirm") => book.confirm(id)?,
            (None, "refuse") => book.refuse(id, reason)?,
            (None, "pin") => book.pin(id, None)?.0,
            (None, "unpin") => book.unpin(id)?,
            (None, _) => return Err(unclear()),
        };
        Ok(vec![act])
    };
    request.writes(work).await?;
    Ok(match in_list {
        true => {
            Redirect::to(&done::address(&request.user.at("/overdue"), &deed, &id)).into_response()
        }
        false => request.to_meeting(&deed, &id),
    })
}

/// What became of a meeting, as a button says it.
pub(super) fn state(deed: &str) -> Option<State> {
    Some(match deed {
        "held" => State::Held,
        "no-show" => State::NoShow,
        "postponed" => State::Postponed,
        "cancelled" => State::Cancelled,
        "waived" => State::Waived,
        _ => return None,
    })
}

fn unclear() -> Error {
    Error::usage("dat is geen uitkomst", "that is no outcome")
}

/// The line of the book that was a mistake.
#[derive(Deserialize)]
struct Mistake {
    entry: u32,
}

async fn correct(Sent { user, form }: Sent<Mistake>) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    let entry = form.entry;
    let line = request
        .snapshot
        .entries
        .iter()
        .find(|line| line.number == entry);
    let Some(Act::Record(what)) = line.map(|line| &line.act) else {
        return Err(Refusal::NotFound);
    };
    if what.record.state == State::Waived && request.user.role() != Role::Lead {
        return Err(Refusal::Forbidden);
    }
    let id = what.id.as_ref().ok_or(Refusal::NotFound)?.to_string();
    request.tells(&id)?;
    let act = Act::Correct {
        entry,
        reason: None,
    };
    request.writes(move |_| Ok(vec![act])).await?;
    Ok(request.to_meeting("correct", &id))
}
