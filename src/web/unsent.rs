//! A form that came when its session was over, or from a page of an earlier one: its fields come in; the log-in page
//! carries them along, and behind it stands its page with the form as it was. Nothing of it is kept here, so that a new
//! start of the server loses none.

use axum::Extension;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};

use super::page::Page;
use super::refill::Refill;
use super::user::User;
use super::{TeamService, error_page, form};

/// Bytes of a form that is carried along.
pub(super) const LARGEST: usize = 64 * 1024;

/// The field of a log-in form that says where the form went, and what comes before the names of its fields.
const TO: &str = "unsent-to";
const FIELD: &str = "unsent.";

/// A form that was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unsent {
    /// Where it went.
    pub to: String,
    /// Names and values, without its token.
    pub fields: Vec<(String, String)>,
}

impl Unsent {
    /// What a request wanted to send; `None` when it is no form of a page of ours, or nothing to keep.
    pub async fn of(office: &TeamService, parts: &Parts, bytes: Bytes) -> Option<Self> {
        let original = parts.extensions.get::<axum::extract::OriginalUri>();
        let uri = original.map_or(&parts.uri, |original| &original.0);
        let to = uri.path_and_query().map_or(uri.path(), |all| all.as_str());
        let to = to.to_owned();
        let fields: Vec<(String, String)> = form::read(parts, bytes).await.ok()?;
        let own = |name: &str| name != "token";
        let fields = fields.into_iter().filter(|(name, _)| own(name)).collect();
        // What is about the session itself, or holds a password or a code, is not carried anywhere.
        let never = ["/logout", "/login", "/second", "/me/password", "/me/end"];
        let never = never.iter().any(|path| uri.path().ends_with(path));
        (!never && is_ours(office, &to)).then_some(Self { to, fields })
    }

    /// What a log-in form carries along.
    pub fn carried(office: &TeamService, fields: &[(String, String)]) -> Option<Self> {
        let to = fields.iter().find(|(name, _)| name == TO);
        let to = to
            .map(|(_, to)| to.clone())
            .filter(|to| is_ours(office, to))?;
        let carried = |(name, value): &(String, String)| {
            let name = name.strip_prefix(FIELD)?;
            Some((name.to_owned(), value.clone()))
        };
        let fields = fields.iter().filter_map(carried).collect();
        Some(Self { to, fields })
    }

    /// As fields of the log-in form.
    pub fn hidden(&self) -> Markup {
        html! {
            input type="hidden" name=(TO) value=(self.to);
            @for (name, value) in &self.fields { input type="hidden" name={(FIELD) (name)} value=(value); }
        }
    }

    /// The form as it was, to be sent by its owner: on the `page` it came from, else what was in it.
    pub fn page(&self, user: &User, status: StatusCode, page: &str) -> Response {
        let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
        let shown = self.fields.iter().filter(|(_, value)| !value.is_empty());
        let body = html! {
            p role="alert" { (say(
                "Dit formulier is nog niet verstuurd: er is niets opgeslagen. Wat u invulde, staat er nog.",
                "This form was not sent yet: nothing was saved. What you filled in is still there.",
            )) }
            dl.facts { @for (name, value) in shown { dt { (name) } dd { (value) } } }
            form.choose method="post" action=(self.to) {
                (user.token())
                @for (name, value) in &self.fields { input type="hidden" name=(name) value=(value); }
                button { (say("Alsnog versturen", "Send it now")) }
                a.button href=(user.at("/")) { (say("Niet versturen", "Do not send")) }
            }
        };
        let title = say("Nog niet verstuurd", "Not sent yet");
        let refill = Refill {
            page: page.to_owned(),
            unsent: self.clone(),
            lang: user.lang,
        };
        (status, Extension(refill), Page::new(user, "", title, body)).into_response()
    }
}

/// Whether an address is one of this team's, and nothing else.
pub(super) fn is_ours(office: &TeamService, to: &str) -> bool {
    to.starts_with(&format!("/t/{}/", office.id())) && error_page::is_plain(to)
}
