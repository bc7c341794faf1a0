//! A time for a meeting, one there is or one more: those at which all can, or one chosen by hand, come in; the
//! meeting stands there at once, after a question when it collides with something, and nothing else moves.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::NaiveDateTime;
use maud::html;
use serde::Deserialize;

use super::look::Sheet;
use super::routes::{Asked, Parts, Seat, part};
use super::{add, meeting, slots};
use crate::language::Text;
use crate::pipeline::desk::{Asked as Added, Desk, is_duty};
use crate::pipeline::{Recorded, Sight, Times};
use crate::plan::Placement;
use crate::records::Act;
use crate::store::Turn;
use crate::web::House;
use crate::web::form::Sent;
use crate::web::office::aside;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::user::User;

/// Days on which times are offered for a meeting, and times on each.
const OFFERED: (usize, usize) = (8, 3);

/// Its addresses.
pub(super) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/move/{*id}", get(move_page))
        .route("/move", post(move_it))
        .route("/add/{code}", get(add_page))
        .route("/add", post(add_it))
}

async fn move_page(user: User, Path(parts): Parts) -> Result<Page, Refusal> {
    let seat = Seat::take(user).await?;
    let planned = seat.changes(part(&parts, "id")?)?;
    if is_duty(planned) {
        return Err(Refusal::NotFound);
    }
    let standing = meeting::standing(seat.look(), planned);
    let stands = standing.is_some();
    let shown = standing.unwrap_or_else(|| planned.clone());
    let times = free(&seat, shown.clone()).await?;
    let page = slots::move_page(seat.look(), &shown, &times, stands);
    Ok(seat.show("/meeting", page))
}

/// Times at which all of a meeting can.
async fn free(seat: &Seat, meeting: Placement) -> Result<Times, Refusal> {
    let sight = seat.sight.clone();
    let found = aside(move || {
        let Sight {
            filed,
            ledger,
            plan,
            today,
            ..
        } = &*sight;
        let book = Recorded {
            team: filed,
            ledger,
        };
        Ok(plan.as_ref().map_or_else(Times::default, |plan| {
            book.times_of_days(plan, &meeting, *today, OFFERED)
        }))
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
        None => seat.to_meeting("move", &id),
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
        ul.findings { @for text in mind { li { (look.discreet(text.get(look.lang))) } } }
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

async fn add_page(user: User, Path(parts): Parts, Query(asked): Asked) -> Result<Page, Refusal> {
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
    let mut times = free(&seat, meeting.clone()).await?;
    // On a day that has one already it would be that one, and move it.
    let stands = |at: &NaiveDateTime| {
        let mut own = look.meetings().filter(|one| one.series == meeting.series);
        own.any(|one| one.start.date() == at.date())
    };
    times.free.retain(|at| !stands(at));
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
    if !seat.look().has_case(&form.case) {
        return Err(Refusal::Forbidden);
    }
    let back = seat.look().at_case(&form.case);
    let hidden = vec![
        ("rule", form.rule.clone()),
        ("case", form.case.clone()),
        ("at", form.at.clone()),
    ];
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
