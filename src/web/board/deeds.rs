//! What is done on the board with one meeting: a form comes in; a line in the record book, which everybody's
//! calendar follows at once, and the way back to the meeting go out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::NaiveDateTime;
use maud::html;
use serde::Deserialize;

use super::look::{May, Sheet};
use super::routes::{Asked, Parts, Seat, part};
use super::{add, calls, confirm, meeting, week};
use crate::error::Error;
use crate::language::Text;
use crate::pipeline::desk::{Asked as Added, Desk, Line, not_found};
use crate::pipeline::{self, Asked as Why, Recorded, Sight};
use crate::plan::{Placement, Urgent};
use crate::records::{Act, State};
use crate::store::{Access as _, Role, Store as _, Told, Turn};
use crate::time::zone;
use crate::web::House;
use crate::web::form::Sent;
use crate::web::office::aside;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::user::User;

/// Times offered for a meeting.
const OFFERED: usize = 9;
/// How long ways out are tried for an explanation.
const LONGEST: Duration = Duration::from_secs(5);

/// The forms, and the pages that lead to them.
pub(super) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/act", post(act))
        .route("/correct", post(correct))
        .route("/called", post(called))
        .route("/why/{*id}", get(why))
        .route("/move/{*id}", get(move_page))
        .route("/move", post(move_it))
        .route("/add/{code}", get(add_page))
        .route("/add", post(add_it))
        .route("/record/{week}", get(week_page).post(week_recorded))
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

impl Seat {
    /// The meeting that a form names, when they may change it.
    fn changes<'a>(&'a self, id: &str) -> Result<&'a Placement, Refusal> {
        let look = self.look();
        let planned = meeting::known(look, id).ok_or(Refusal::NotFound)?;
        match self.may {
            May::Read => Err(Refusal::Forbidden),
            May::All | May::Own(_) => Ok(planned),
        }
    }

    /// Writes in the record book what `work` says at the desk. The board never says it for somebody else.
    pub(super) async fn writes<W>(&self, work: W) -> Result<(), Refusal>
    where
        W: FnOnce(&mut Desk<&mut Turn>) -> Result<Vec<Act>, Error> + Send + 'static,
    {
        let by = self.user.account.person.as_ref().map(ToString::to_string);
        let (lang, today, now) = (self.user.lang, self.sight.today, (self.user.house.settings.clock)());
        let name = self.user.account.name.clone();
        let office = self.user.office.clone();
        let written = office.at_desk(&name, move |at| {
            let mut desk = Desk::open(at.team.clone(), &mut at.store, lang, today, now)?;
            let acts = work(&mut desk)?;
            let lines: Vec<Line> = acts.into_iter().map(|act| (by.clone(), act)).collect();
            if !lines.is_empty() {
                desk.enter(lines)?;
            }
            Ok(())
        });
        Ok(written.await?)
    }

    fn to_meeting(&self, id: &str) -> Response {
        Redirect::to(&self.look().at_meeting(id)).into_response()
    }
}

async fn act(Sent { user, form }: Sent<Pressed>) -> Result<Response, Refusal> {
    let seat = Seat::take(user).await?;
    let (form, in_list) = form.parted();
    let planned = seat.changes(&form.id)?.clone();
    let person = seat.user.account.person.as_ref().map(ToString::to_string);
    if form.deed == "waived" && seat.user.role() != Role::Lead {
        return Err(Refusal::Forbidden);
    }
    let id = form.id.clone();
    let work = move |desk: &mut Desk<&mut Turn>| {
        let reason = Some(form.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        let id = form.id.as_str();
        let act = match (state(&form.deed), form.deed.as_str()) {
            (Some(state), _) => desk.became(planned, state, reason, person)?,
            (None, "confirm") => desk.confirm(id)?,
            (None, "refuse") => desk.refuse(id, reason)?,
            (None, "pin") => desk.pin(id, None)?.0,
            (None, "unpin") => desk.unpin(id)?,
            (None, _) => return Err(unclear()),
        };
        Ok(vec![act])
    };
    seat.writes(work).await?;
    Ok(match in_list {
        true => Redirect::to(&seat.user.at("/overdue")).into_response(),
        false => seat.to_meeting(&id),
    })
}

/// What became of a meeting, as a button says it.
fn state(deed: &str) -> Option<State> {
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
    let seat = Seat::take(user).await?;
    let entry = form.entry;
    let line = seat.sight.entries.iter().find(|line| line.number == entry);
    let Some(Act::Record(what)) = line.map(|line| &line.act) else {
        return Err(Refusal::NotFound);
    };
    let id = what.id.as_ref().ok_or(Refusal::NotFound)?.to_string();
    seat.changes(&id)?;
    let act = Act::Correct {
        entry,
        reason: None,
    };
    seat.writes(move |_| Ok(vec![act])).await?;
    Ok(seat.to_meeting(&id))
}

async fn move_page(user: User, Path(parts): Parts) -> Result<Page, Refusal> {
    let seat = Seat::take(user).await?;
    let planned = seat.changes(part(&parts, "id")?)?;
    let shown = meeting::standing(seat.look(), planned).unwrap_or_else(|| planned.clone());
    let times = free(&seat, shown.clone()).await?;
    Ok(seat.show("/meeting", meeting::move_page(seat.look(), &shown, &times)))
}

/// Somebody was told of a near change.
#[derive(Deserialize)]
struct Called {
    id: String,
    participant: String,
}

async fn called(Sent { user, form }: Sent<Called>) -> Result<Redirect, Refusal> {
    let seat = Seat::take(user).await?;
    let now = zone::local(seat.user.office.zone(), (seat.user.house.settings.clock)());
    let urgent = calls::theirs(seat.look(), seat.user.seen.to_call(now));
    let meant = |one: &&&Urgent| one.id.as_str() == form.id && one.participant == form.participant;
    let one = urgent.iter().find(meant).ok_or(Refusal::NotFound)?;
    let told = Told {
        id: one.id.clone(),
        participant: one.participant.clone(),
        of: one.at,
    };
    let name = &seat.user.account.name;
    let kept = seat.user.office.at_store(name, move |store| Ok(store.keep_told(&told)?));
    kept.await?;
    Ok(Redirect::to(&seat.user.at("/")))
}

/// Why a meeting stands where it does. Ways out are tried, which takes a moment.
async fn why(user: User, Path(parts): Parts) -> Result<Page, Refusal> {
    let seat = Seat::take(user).await?;
    let look = seat.look();
    let planned = meeting::known(look, part(&parts, "id")?).ok_or(Refusal::NotFound)?;
    let (title, id) = (look.aloud().title(planned), planned.id.to_string());
    let case = planned.case.clone();
    let (today, lang) = (look.today(), look.lang);
    let words = id.clone();
    let read = seat.user.office.at_desk(&seat.user.account.name, move |desk| {
        let published = desk.store.published()?.map(|(revision, _)| revision);
        let asked = Why {
            words: &words,
            revision: published,
            today,
        };
        let inquest = pipeline::inquire(&desk.team, &desk.store, &asked, ToString::to_string)?;
        desk.store.note("look at meeting", case.as_ref())?;
        let inquest = inquest.map_err(|why| Error::Usage(not_found(&words, &why)))?;
        Ok((desk.team.clone(), inquest))
    });
    let (team, inquest) = read.await?;
    let told = aside(move || {
        let explained = inquest.explain(LONGEST);
        Ok(explained.map(|explained| pipeline::explanation(&team, &explained, lang)))
    });
    let told = told.await?.ok_or(Refusal::NotFound)?;
    let body = html! {
        pre.told { (told.trim()) }
        p { a href=(look.at_meeting(&id)) { (look.say("Terug naar de afspraak", "Back to the meeting")) } }
    };
    Ok(seat.show("/meeting", Sheet { title, body }))
}

/// Times at which all of a meeting can.
async fn free(seat: &Seat, meeting: Placement) -> Result<Vec<NaiveDateTime>, Refusal> {
    let sight = seat.sight.clone();
    let found = aside(move || {
        let Sight { team, ledger, plan, today, .. } = &*sight;
        let book = Recorded { team, ledger };
        let none = Vec::new();
        Ok(plan.as_ref().map_or(none, |plan| book.times(plan, &meeting, *today, OFFERED)))
    });
    Ok(found.await?)
}

/// A time for a meeting.
#[derive(Deserialize)]
struct Moved {
    id: String,
    at: String,
    #[serde(default)]
    sure: String,
}

async fn move_it(Sent { user, form }: Sent<Moved>) -> Result<Response, Refusal> {
    let seat = Seat::take(user).await?;
    seat.changes(&form.id)?;
    let id = form.id.clone();
    let hidden = vec![("id", form.id.clone()), ("at", form.at.clone())];
    let (sure, mind) = (form.sure == "yes", Minded::default());
    let told = mind.clone();
    let work = move |desk: &mut Desk<&mut Turn>| {
        let at = desk.open_moment(&form.at)?;
        let (act, mind) = desk.pin(&form.id, Some(at))?;
        Ok(told.unless(sure, mind, act))
    };
    seat.writes(work).await?;
    Ok(match mind.said() {
        Some(mind) => ask(&seat, "/move", &hidden, &mind),
        None => seat.to_meeting(&id),
    })
}

/// What a deed collides with, told before it is done.
#[derive(Clone, Default)]
struct Minded(Arc<Mutex<Vec<Text>>>);

impl Minded {
    /// The act, when nothing collides or they are sure; else nothing, and what collides is kept.
    fn unless(&self, sure: bool, mind: Vec<Text>, act: Act) -> Vec<Act> {
        if sure || mind.is_empty() {
            return vec![act];
        }
        if let Ok(mut kept) = self.0.lock() {
            *kept = mind;
        }
        Vec::new()
    }

    /// What was kept.
    fn said(&self) -> Option<Vec<Text>> {
        let kept = self.0.lock().ok()?.clone();
        (!kept.is_empty()).then_some(kept)
    }
}

/// Asks whether they are sure.
fn ask(seat: &Seat, action: &str, hidden: &[(&str, String)], mind: &[Text]) -> Response {
    let look = seat.look();
    let body = html! {
        ul.findings { @for text in mind { li { (text.get(look.lang)) } } }
        form.choose method="post" action=(look.at(action)) {
            (look.token)
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            button name="sure" value="yes" { (look.say("Toch doen", "Do it all the same")) }
            a.button href=(look.at("/")) { (look.say("Niet doen", "Do not")) }
        }
    };
    let title = look.say("Let op", "Mind").to_owned();
    seat.show("/meeting", Sheet { title, body }).into_response()
}

async fn add_page(
    user: User,
    Path(parts): Parts,
    Query(asked): Asked,
) -> Result<Page, Refusal> {
    let seat = Seat::take(user).await?;
    let code = seat.looks_at(part(&parts, "code")?).await?;
    let look = seat.look();
    let Some(rule) = asked.get("rule") else {
        return Ok(seat.show("/case", add::choice(look, &code)));
    };
    let cases = look.cases().filter(|case| case.code == code);
    let found = cases.flat_map(|case| add::rules(look, case).map(move |rule| (case, rule)));
    let (case, rule) = found
        .into_iter()
        .find(|(_, known)| known.id.as_str() == rule)
        .ok_or(Refusal::NotFound)?;
    let meeting = add::thought_of(look, case, rule);
    let times = free(&seat, meeting.clone()).await?;
    Ok(seat.show("/case", add::times(seat.look(), &meeting, &times)))
}

/// A meeting more.
#[derive(Deserialize)]
struct More {
    rule: String,
    case: String,
    at: String,
    #[serde(default)]
    sure: String,
}

async fn add_it(Sent { user, form }: Sent<More>) -> Result<Response, Refusal> {
    let seat = Seat::take(user).await?;
    seat.must_see_cases()?;
    if !seat.look().sees_case(&form.case) {
        return Err(Refusal::NotFound);
    }
    let back = seat.look().at_case(&form.case);
    let hidden = vec![("rule", form.rule.clone()), ("case", form.case.clone()), ("at", form.at.clone())];
    let (sure, mind) = (form.sure == "yes", Minded::default());
    let told = mind.clone();
    let work = move |desk: &mut Desk<&mut Turn>| {
        let asked = Added {
            rule: &form.rule,
            case: Some(&form.case),
            start: desk.open_moment(&form.at)?,
            ..Added::default()
        };
        let (act, mind) = desk.add(&asked)?;
        Ok(told.unless(sure, mind, act))
    };
    seat.writes(work).await?;
    Ok(match mind.said() {
        Some(mind) => ask(&seat, "/add", &hidden, &mind),
        None => Redirect::to(&back).into_response(),
    })
}

/// The person whose week is confirmed: who asks, or whom lead or planner names.
fn whose(seat: &Seat, asked: Option<&String>) -> Result<String, Refusal> {
    match (&seat.may, asked) {
        (May::Own(own), _) => Ok(own.clone()),
        (May::All, Some(person)) if !seat.look().name(person).is_empty() => Ok(person.clone()),
        (May::All, _) => Err(Refusal::NotFound),
        (May::Read, _) => Err(Refusal::Forbidden),
    }
}

async fn week_page(
    user: User,
    Path(parts): Parts,
    Query(asked): Asked,
) -> Result<Page, Refusal> {
    let seat = Seat::take(user).await?;
    let monday = week::monday_named(part(&parts, "week")?).ok_or(Refusal::NotFound)?;
    let person = whose(&seat, asked.get("person"))?;
    seat.user.looks_at(&format!("week of {person}"), None).await?;
    Ok(seat.show("/record", confirm::page(seat.look(), &person, monday)))
}

async fn week_recorded(
    Path(parts): Parts,
    Sent { user, form }: Sent<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let seat = Seat::take(user).await?;
    let week = part(&parts, "week")?;
    let monday = week::monday_named(week).ok_or(Refusal::NotFound)?;
    let person = whose(&seat, form.get("person"))?;
    let by = seat.user.account.person.as_ref().map(ToString::to_string);
    let back = seat.user.at(&format!("/record/{week}?person={person}"));
    let (weekly, _) = confirm::open(seat.look(), &person, monday);
    let answers = weekly.into_iter().filter_map(|one| {
        let state = state(form.get(one.id.as_str())?)?;
        Some((one.clone(), state))
    });
    let answers: Vec<(Placement, State)> = answers.collect();
    let work = move |desk: &mut Desk<&mut Turn>| {
        let acts = answers.into_iter();
        acts.map(|(one, state)| desk.became(one, state, None, by.clone())).collect()
    };
    seat.writes(work).await?;
    Ok(Redirect::to(&back).into_response())
}
