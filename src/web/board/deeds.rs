//! What is done on the board with one meeting: a form comes in; a line in the record book, which everybody's
//! calendar follows at once, and the way back to the meeting go out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use serde::Deserialize;

use super::done;
use super::meeting;
use super::routes::BoardRequest;
use super::since::{self, Asking, MadeOf};
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
    /// Of which state of the meeting the page was; in a list for each of them, by `of` and its id.
    #[serde(flatten)]
    of: BTreeMap<String, String>,
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

    /// The same, unless a meeting has changed since the page was made from which it is asked: then that is shown.
    pub(super) async fn writes_if_so<W>(
        &self,
        made_of: MadeOf,
        asking: &Asking,
        work: W,
    ) -> Result<(), Refusal>
    where
        W: FnOnce(&mut RecordBook<&mut Turn>) -> Result<Vec<Act>, Error> + Send + 'static,
    {
        let changed: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
        let (found, state) = (changed.clone(), asking.state);
        self.writes(move |book| {
            let mut changed = since::changed(&book.snapshot, &made_of);
            let all = changed.len();
            changed.retain(|(id, _)| !since::is_done(&book.snapshot, id, state));
            if changed.is_empty() && all > 0 {
                return Ok(Vec::new());
            }
            if changed.is_empty() {
                return work(book);
            }
            if let Ok(mut found) = found.lock() {
                *found = changed;
            }
            Ok(Vec::new())
        })
        .await?;
        let changed = changed
            .lock()
            .map_or_else(|_| Vec::new(), |mut it| std::mem::take(&mut *it));
        match changed.is_empty() {
            true => Ok(()),
            false => {
                let page = since::page(self.user.clone(), &changed, asking).await?;
                Err(Refusal::Page(Box::new(page)))
            }
        }
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
    let of = form
        .of
        .get("of")
        .or_else(|| form.of.get(&format!("of {id}")));
    let made_of = vec![(id.clone(), of.cloned())];
    let mut fields = BTreeMap::from([("reason".to_owned(), form.reason.clone())]);
    let mut back = format!("/meeting/{id}");
    if in_list {
        fields.insert("press".to_owned(), form.press.clone());
        back = "/overdue".to_owned();
    } else {
        fields.insert("id".to_owned(), id.clone());
        fields.insert("deed".to_owned(), deed.clone());
    }
    let asking = Asking {
        action: "/act".to_owned(),
        fields,
        said: asked(&request, &deed),
        back,
        state: state(&deed),
    };
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
    request.writes_if_so(made_of, &asking, work).await?;
    Ok(match in_list {
        true => {
            Redirect::to(&done::address(&request.user.at("/overdue"), &deed, &id)).into_response()
        }
        false => request.to_meeting(&deed, &id),
    })
}

/// What a button asks.
fn asked(request: &BoardRequest, deed: &str) -> String {
    let viewer = request.viewer();
    let said = match (state(deed), deed) {
        (Some(state), _) => viewer.formatter().state(state),
        (None, "confirm") => viewer.say("bevestigd", "confirmed"),
        (None, "refuse") => viewer.say("afgewezen", "refused"),
        (None, "pin") => viewer.say("vastzetten", "pin"),
        (None, "unpin") => viewer.say("losmaken", "let go"),
        (None, _) => "",
    };
    said.to_owned()
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
    of: Option<String>,
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
    let asking = Asking {
        action: "/correct".to_owned(),
        fields: BTreeMap::from([("entry".to_owned(), entry.to_string())]),
        said: request.viewer().say("intrekken", "take back").to_owned(),
        back: format!("/meeting/{id}"),
        state: None,
    };
    let made_of = vec![(id.clone(), form.of)];
    let work = move |_: &mut RecordBook<&mut Turn>| Ok(vec![act]);
    request.writes_if_so(made_of, &asking, work).await?;
    Ok(request.to_meeting("correct", &id))
}
