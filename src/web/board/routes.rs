//! What is looked at on the board: a user and an address come in, a page goes out. Every look at a case is in
//! the audit trail before it is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use maud::html;

use super::viewer::{May, Sheet, Viewer};
use super::week::{Whose, monday_named};
use super::{
    axis, calls, card, case, changes, done, home, meeting, overdue, person, quarter, week,
    who_looked,
};
use crate::app::{self, Snapshot};
use crate::error::Error;
use crate::ids::{CaseCode, PersonId};
use crate::plan::{Placement, Plan};
use crate::store::{Access as _, AuditEvent, Role};
use crate::team::Team;
use crate::time::{Term, zone};
use crate::web::AppState;
use crate::web::address::asking;
use crate::web::page::Page;
use crate::web::refusal::Refusal;
use crate::web::user::User;

/// The parts of an address, by name.
pub(super) type Parts = Path<BTreeMap<String, String>>;
/// What stands behind its question mark.
pub(super) type Asked = Query<BTreeMap<String, String>>;

/// The pages one looks at.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/", get(overview))
        .route("/quarter", get(this_quarter))
        .route("/quarter/{term}", get(one_quarter))
        .route("/week", get(this_week))
        .route("/week/{week}", get(one_week))
        .route("/overdue", get(late))
        .route("/person/{id}", get(somebody))
        .route("/case/{code}", get(family))
        .route("/card/{code}", get(family_card))
        .route("/meeting/{*id}", get(one_meeting))
        .route("/changes", get(changed))
}

/// A user at the board, with how the team stands.
pub(super) struct BoardRequest {
    pub user: User,
    pub snapshot: Arc<Snapshot>,
    pub may: May,
    pub base: String,
    pub token: maud::Markup,
}

impl BoardRequest {
    /// Sits down.
    pub async fn take(user: User) -> Result<Self, Refusal> {
        let own = user.account.person.as_ref().map(PersonId::to_string);
        let may = match (user.role(), own) {
            (Role::Lead | Role::Planner, _) => May::All,
            (Role::Reader | Role::Auditor, _) | (_, None) => May::Read,
            (_, Some(person)) => May::Own(person),
        };
        Ok(Self {
            snapshot: snapshot(&user).await.map_err(|why| told(&user, why))?,
            base: user.at(""),
            token: user.token(),
            may,
            user,
        })
    }

    /// What they see.
    pub fn viewer(&self) -> Viewer<'_> {
        Viewer {
            snapshot: &self.snapshot,
            lang: self.user.lang,
            base: &self.base,
            may: &self.may,
            token: &self.token,
        }
    }

    /// A page for them.
    pub fn show(&self, here: &str, sheet: Sheet) -> Page {
        Page::new(&self.user, here, &sheet.title, sheet.body).of(&self.snapshot.team.name)
    }

    /// Refuses whoever may not see a case, and notes the look of who may.
    pub async fn looks_at(&self, code: &str) -> Result<CaseCode, Refusal> {
        let code = CaseCode::new(code);
        let viewer = self.viewer();
        let known = viewer.cases().any(|case| case.code == code);
        if !known || !viewer.sees_case(code.as_str()) {
            return Err(Refusal::NotFound);
        }
        self.user.saw(AuditEvent::SawCase, Some(&code)).await?;
        Ok(code)
    }

    /// Notes the look at a meeting of a family.
    pub async fn saw_meeting(&self, meeting: &Placement) -> Result<(), Refusal> {
        if let Some(case) = &meeting.case {
            self.user.saw(AuditEvent::SawMeeting, Some(case)).await?;
        }
        Ok(())
    }

    /// Refuses whoever may see no calendar.
    pub fn must_see_cases(&self) -> Result<(), Refusal> {
        match self.may {
            May::Read => Err(Refusal::Forbidden),
            May::All | May::Own(_) => Ok(()),
        }
    }
}

/// Why there is no snapshot: faults in the team's files only to who may see all that stands in them.
fn told(user: &User, why: Error) -> Refusal {
    match why {
        Error::Faults(faulty) if user.may_plan() => {
            Refusal::Faulty(faulty.told(user.lang), user.lang)
        }
        why => why.into(),
    }
}

/// How the team stands today. What is in memory and still holds is shown at once, whoever has the store meanwhile.
async fn snapshot(user: &User) -> Result<Arc<Snapshot>, Error> {
    let (office, now) = (user.office.clone(), user.now());
    let disk = office.disk_of(&user.account.name);
    let moment = move |team: &Team| zone::local(team.zone, now);
    if let Some(current) = office.cache.current(office.folder(), &disk, moment) {
        return Ok(current);
    }
    let own = office.clone();
    let work = move || own.cache.snapshot(own.folder(), &disk, moment);
    office.store_worker.does(work).await
}

pub(in crate::web) async fn overview(user: User) -> Result<Response, Refusal> {
    if user.role() == Role::Auditor {
        return Ok(Redirect::to(&user.at("/audit")).into_response());
    }
    let request = BoardRequest::take(user).await?;
    if request.may != May::Read {
        request.user.saw(AuditEvent::SawToday, None).await?;
    }
    let viewer = request.viewer();
    let now = zone::local(request.user.office.zone(), request.user.now());
    let urgent = calls::theirs(viewer, request.user.seen.to_call(now));
    let page = request.show("/", home::page(viewer, &urgent));
    Ok(page.into_response())
}

async fn this_quarter(user: User, Query(asked): Asked) -> Result<Redirect, Refusal> {
    let request = BoardRequest::take(user).await?;
    let term = request.viewer().quarter().ok_or(Refusal::NotFound)?;
    let quarter = format!("/quarter/{}", axis::name(term));
    let asked: Vec<(&str, &str)> = asked
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    Ok(Redirect::to(&request.user.at(&asking(&quarter, &asked))))
}

async fn one_quarter(user: User, Path(parts): Parts, Query(asked): Asked) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    request.must_see_cases()?;
    let term: Term = part(&parts, "term")?
        .parse()
        .map_err(|_| Refusal::NotFound)?;
    request
        .user
        .saw(
            AuditEvent::SawQuarter {
                term: axis::name(term),
            },
            None,
        )
        .await?;
    let person = asked
        .get("person")
        .map(String::as_str)
        .filter(|one| !one.is_empty());
    let quarter = quarter::Quarter::of(request.viewer(), term, person);
    let mut sheet = super::quarter_page(request.viewer(), &quarter, person);
    if asked.contains_key("accepted") {
        sheet.body = html! { (super::plans::accepted(request.viewer())) (sheet.body) };
    }
    Ok(request.show("/quarter", sheet))
}

async fn this_week(user: User) -> Result<Redirect, Refusal> {
    let request = BoardRequest::take(user).await?;
    let week = axis::week_name(request.viewer().today());
    Ok(Redirect::to(&request.user.at(&format!("/week/{week}"))))
}

async fn one_week(user: User, Path(parts): Parts, Query(asked): Asked) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    request.must_see_cases()?;
    let monday = monday_named(part(&parts, "week")?).ok_or(Refusal::NotFound)?;
    let asked_for = |name| {
        asked
            .get(name)
            .map(String::as_str)
            .filter(|one| !one.is_empty())
    };
    let viewer = request.viewer();
    let whose = match (viewer.own(), asked_for("case"), asked_for("person")) {
        (_, Some(code), _) => Whose::Case(code),
        (Some(own), ..) => Whose::Person(own),
        (None, None, Some(person)) => Whose::Person(person),
        (None, None, None) => Whose::Team,
    };
    match whose {
        Whose::Case(code) => drop(request.looks_at(code).await?),
        Whose::Person(id) if viewer.name(id).is_empty() => return Err(Refusal::NotFound),
        Whose::Person(_) | Whose::Team => {
            let week = axis::week_name(monday);
            request.user.saw(AuditEvent::SawWeek { week }, None).await?;
        }
    }
    Ok(request.show("/week", week::page(request.viewer(), monday, whose)))
}

async fn late(user: User, Query(asked): Asked) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    let code = asked.get("case").map(String::as_str);
    if let Some(code) = code {
        request.looks_at(code).await?;
    } else if request.may != May::Read {
        request.user.saw(AuditEvent::SawFindings, None).await?;
    }
    let who = asked.get("who").map(String::as_str);
    let mut sheet = overdue::page(request.viewer(), code, who);
    sheet.body =
        html! { @if let Some(said) = done::said(request.viewer(), &asked) { (said) } (sheet.body) };
    Ok(request.show("/overdue", sheet))
}

async fn somebody(user: User, Path(parts): Parts, Query(asked): Asked) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    let id = PersonId::new(part(&parts, "id")?);
    let viewer = request.viewer();
    // Before it is looked for: whether there is such a person is not told either.
    if viewer.own().is_some_and(|own| own != id.as_str()) || request.may == May::Read {
        return Err(Refusal::Forbidden);
    }
    let person = viewer.snapshot.team.person(&id).ok_or(Refusal::NotFound)?;
    let term = asked.get("term").and_then(|term| term.parse().ok());
    let term = term.or(viewer.quarter()).ok_or(Refusal::NotFound)?;
    let seen = AuditEvent::SawPerson {
        person: id.to_string(),
    };
    request.user.saw(seen, None).await?;
    Ok(request.show("/person", person::page(viewer, person, term)))
}

async fn family(user: User, Path(parts): Parts) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    let code = request.looks_at(part(&parts, "code")?).await?;
    let mut sheet = case::page(request.viewer(), &code);
    if request.user.role() == Role::Lead {
        sheet.body = html! { (sheet.body) (who_looked::link(request.viewer(), code.as_str())) };
    }
    Ok(request.show("/case", sheet))
}

async fn family_card(user: User, Path(parts): Parts) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    let code = request.looks_at(part(&parts, "code")?).await?;
    Ok(request.show("/case", card::page(request.viewer(), &code)))
}

async fn one_meeting(user: User, Path(parts): Parts, Query(asked): Asked) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    let viewer = request.viewer();
    let planned = meeting::known(viewer, part(&parts, "id")?).ok_or(Refusal::NotFound)?;
    request.saw_meeting(planned).await?;
    let mut sheet = meeting::page(viewer, planned);
    sheet.body = html! { @if let Some(said) = done::said(viewer, &asked) { (said) } (sheet.body) };
    Ok(request.show("/meeting", sheet))
}

async fn changed(user: User, Query(asked): Asked) -> Result<Page, Refusal> {
    let request = BoardRequest::take(user).await?;
    request.must_see_cases()?;
    let revisions = &request.snapshot.revisions;
    let asked_for = |name| asked.get(name).and_then(|text| text.parse::<u32>().ok());
    let last = revisions.last().copied();
    let to = asked_for("to").or(request.snapshot.published).or(last);
    let before = |to: u32| revisions.iter().rev().find(|one| **one < to).copied();
    let Some((from, to)) = to.and_then(|to| Some((asked_for("from").or(before(to))?, to))) else {
        return Ok(request.show("/changes", changes::nothing(request.viewer())));
    };
    let name = request.user.account.name.clone();
    let office = request.user.office.clone();
    let turn = request.user.own_turn().await?;
    let both = office.at_desk(&name, move |desk| {
        let _turn = turn;
        let plan = |revision| -> Result<Plan, Error> {
            let plan = app::revision_of(&desk.store, Some(revision))?;
            app::as_recorded(&desk.team, &desk.store, plan)
        };
        let both = (plan(from)?, plan(to)?);
        desk.store.note(AuditEvent::SawChanges { from, to }, None)?;
        Ok(both)
    });
    let (before, after) = both.await?;
    Ok(request.show("/changes", changes::page(request.viewer(), &before, &after)))
}

/// A part of an address.
pub(super) fn part<'p>(
    parts: &'p BTreeMap<String, String>,
    name: &str,
) -> Result<&'p str, Refusal> {
    parts.get(name).map(String::as_str).ok_or(Refusal::NotFound)
}
