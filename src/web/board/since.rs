//! Two people on one meeting: a meeting comes in; what tells its state from another, for the forms of a page to carry,
//! goes out. And what was asked from a page that was made of an older state comes in; a page that says what has happened
//! since, with both ways on, goes out.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};

use super::meeting;
use super::routes::BoardRequest;
use super::viewer::{Sheet, Viewer};
use crate::app::Snapshot;
use crate::records::{Act, Entry, State};
use crate::store::Secret;
use crate::web::refusal::Refusal;
use crate::web::user::User;

/// Letters of a state's fingerprint.
const LETTERS: usize = 12;

/// The state of a meeting: the number of the last line about it, and a fingerprint of where it stands.
pub fn state(snapshot: &Snapshot, id: &str) -> String {
    let last = lines(snapshot, id).last().map_or(0, |line| line.number);
    let known = snapshot.meeting(id);
    let stands = known.map(|one| {
        let who: Vec<_> = one.participants.iter().map(|who| &who.id).collect();
        let status = snapshot.standing(one).map(|now| now.status);
        format!("{} {} {who:?} {status:?}", one.start, one.minutes)
    });
    let mut print = Secret::hash_of(&stands.unwrap_or_default());
    print.truncate(LETTERS);
    format!("{last}.{print}")
}

/// The lines of the record book about a meeting, those too that take one of them back.
fn lines<'s>(snapshot: &'s Snapshot, id: &'s str) -> impl Iterator<Item = &'s Entry> {
    let is_own = move |act: &Act| act.meeting().is_some_and(|own| own.as_str() == id);
    let numbered = move |number: u32| {
        let mut lines = snapshot.entries.iter();
        lines.find(|line| line.number == number)
    };
    snapshot.entries.iter().filter(move |line| match &line.act {
        Act::Correct { entry, .. } => numbered(*entry).is_some_and(|line| is_own(&line.act)),
        act => is_own(act),
    })
}

/// What a form carries of a meeting's state.
pub fn carried(viewer: Viewer<'_>, id: &str) -> Markup {
    html! { input type="hidden" name="of" value=(state(viewer.snapshot, id)); }
}

/// The same in a form about several meetings.
pub fn carried_of(viewer: Viewer<'_>, id: &str) -> Markup {
    html! { input type="hidden" name={"of " (id)} value=(state(viewer.snapshot, id)); }
}

/// Meetings, and of which state the page was that something is asked from; nothing when it did not say.
pub type MadeOf = Vec<(String, Option<String>)>;

/// Those that have changed since.
pub fn changed(snapshot: &Snapshot, made_of: &MadeOf) -> Vec<(String, String)> {
    let changed = made_of.iter().filter_map(|(id, of)| {
        let of = of.as_ref().filter(|of| **of != state(snapshot, id))?;
        Some((id.clone(), of.clone()))
    });
    changed.collect()
}

/// What is asked, so that it can be asked again.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Where the form was sent.
    pub action: String,
    /// Its fields, without what it was made of.
    pub fields: BTreeMap<String, String>,
    /// What it asks, in words.
    pub said: String,
    /// Where nothing is done.
    pub back: String,
    /// What it says became of the meeting, if it says that.
    pub state: Option<State>,
}

/// Whether the book says last what is asked: a button was pressed twice.
pub fn is_done(snapshot: &Snapshot, id: &str, asked: Option<State>) -> bool {
    let last = lines(snapshot, id).last().map(|line| &line.act);
    matches!(last, Some(Act::Record(what)) if Some(what.record.state) == asked)
}

/// The page about meetings that have changed since the page was made that something is asked from.
pub async fn page(
    user: User,
    changed: &[(String, String)],
    asking: &Asking,
) -> Result<Response, Refusal> {
    let request = BoardRequest::take(user).await?;
    let viewer = request.viewer();
    let alone = changed.len() == 1;
    let mut fields = asking.fields.clone();
    for (id, _) in changed {
        let name = match fields.contains_key(&format!("of {id}")) || !alone {
            true => format!("of {id}"),
            false => "of".to_owned(),
        };
        fields.insert(name, state(viewer.snapshot, id));
    }
    let body = html! {
        div role="alert" {
            p { b { (viewer.say("Er is iets veranderd sinds u deze pagina opende. Wat u vroeg, is nog niet gedaan.", "Something has changed since you opened this page. What you asked is not done yet.")) } }
        }
        @for (id, of) in changed { (since(viewer, id, of)) }
        p { (viewer.say("U vroeg:", "You asked:")) " " b { (asking.said) } }
        form.choose method="post" action=(viewer.at(&asking.action)) {
            (viewer.token)
            @for (name, value) in &fields { input type="hidden" name=(name) value=(value); }
            button { (viewer.say("Toch doen", "Do it all the same")) }
            a.button href=(viewer.at(&asking.back)) { (viewer.say("Laat het zo", "Leave it so")) }
        }
    };
    let title = viewer
        .say("Intussen veranderd", "Changed meanwhile")
        .to_owned();
    let page = request.show("/meeting", Sheet { title, body });
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// What has happened with one meeting.
fn since(viewer: Viewer<'_>, id: &str, of: &str) -> Markup {
    let number = of.split('.').next().and_then(|number| number.parse().ok());
    let new = lines(viewer.snapshot, id).filter(|line| Some(line.number) > number);
    let new: Vec<String> = new
        .map(|line| viewer.formatter().entry(line, false))
        .collect();
    let known = meeting::known(viewer, id);
    html! {
        @if let Some(known) = known {
            h2 { a href=(viewer.at_meeting(id)) { (viewer.formatter().title(known)) } }
            @if !new.is_empty() { ul { @for line in &new { li { (line) } } } }
            p { @match meeting::standing(viewer, known) {
                Some(now) => { (viewer.say("Nu:", "Now:")) " " b { (viewer.formatter().moment(now.start)) }
                    @if let Some(firm) = viewer.formatter().firmness(now.status) { " · " (firm) } }
                None => (viewer.say("Staat nu niet in de agenda.", "Is not in the calendar now.")),
            } }
        }
    }
}
