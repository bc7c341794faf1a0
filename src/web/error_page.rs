//! Pages of what is not done: a refusal, ours or one from before a request came to us, comes in; a page that says it,
//! with a way back, goes out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, REFERER};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::html;

use super::refusal::Said;
use super::{AppState, faults, page};
use crate::language::{Lang, Text};

/// Makes a page of what is refused. Calendar programs read none, and have their own answers.
///
/// An address that only takes forms, asked for as a page (after a log-in in the middle of one, or from a bookmark),
/// leads a step up, to where the form is.
pub(super) async fn show(
    State(app): State<Arc<AppState>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let asks = asks(request.method());
    let home = home(&app, &path);
    let before = page_before(request.headers(), &home).filter(|_| !asks);
    let answer = next.run(request).await;
    let status = answer.status();
    let fine = !status.is_client_error() && !status.is_server_error();
    if fine || path.starts_with("/f/") || is_page(&answer) {
        return answer;
    }
    if status == StatusCode::METHOD_NOT_ALLOWED && asks {
        return Redirect::to(&above(&path, &home)).into_response();
    }
    dressed(answer, &home, before.as_deref())
}

/// Whether a method asks for a page, and sends none.
pub(super) fn asks(method: &Method) -> bool {
    [Method::GET, Method::HEAD].contains(method)
}

/// The page that somebody came from, when it is one below `home`.
pub(super) fn page_before(headers: &HeaderMap, home: &str) -> Option<String> {
    let said: Uri = headers.get(REFERER)?.to_str().ok()?.parse().ok()?;
    let path = said
        .path_and_query()
        .map_or(said.path(), |all| all.as_str());
    (home != "/" && path.starts_with(home) && is_plain(path)).then(|| path.to_owned())
}

/// Whether an address has nothing in it but what addresses of ours have.
pub(super) fn is_plain(address: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.?=&%+:~,".contains(c);
    address.chars().all(plain) && !address.contains("..") && !address.contains("//")
}

/// The page above an address, not above `home`.
pub(super) fn above(path: &str, home: &str) -> String {
    let above = path.rsplit_once('/').map_or("", |(above, _)| above);
    match above.len() < home.len() {
        true => home.to_owned(),
        false => above.to_owned(),
    }
}

/// Where the way back leads: to the team whose page it was, else to the door.
fn home(app: &AppState, path: &str) -> String {
    let team = path
        .strip_prefix("/t/")
        .and_then(|rest| rest.split('/').next());
    let office = team.and_then(|team| app.office(team));
    office.map_or("/".to_owned(), |office| format!("/t/{}/", office.id()))
}

fn is_page(answer: &Response) -> bool {
    let kind = answer.headers().get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn dressed(answer: Response, home: &str, before: Option<&str>) -> Response {
    let (parts, _) = answer.into_parts();
    let said = parts.extensions.get::<Said>().cloned();
    let said = said.unwrap_or_else(|| Said {
        text: usual(parts.status),
        told: None,
    });
    let body = html! {
        @if let Some((told, lang)) = &said.told {
            p { (said.text.get(*lang)) }
            (faults::list(told))
        } @else {
            p { (said.text.nl) }
            p lang="en" { (said.text.en) }
        }
        p class="row" {
            @if let Some(before) = before { a class="button" href=(before) { "Terug naar het formulier · " span lang="en" { "Back to the form" } } " " }
            a class="button" href=(home) { "Naar het begin · " span lang="en" { "To the start" } }
        }
    };
    let mut page = page::plain(Lang::Nl, "Cadans", &body);
    *page.status_mut() = parts.status;
    let own = [CONTENT_TYPE, CONTENT_LENGTH];
    let others = parts.headers.into_iter();
    // A name without a value is a further value of the name before; none of ours has two.
    let others = others.filter_map(|(name, value)| Some((name?, value)));
    let others = others.filter(|(name, _)| !own.contains(name));
    page.headers_mut().extend(others);
    page
}

/// What is said of a request that never came to us.
fn usual(status: StatusCode) -> Text {
    match status {
        StatusCode::NOT_FOUND => Text::new(
            "Deze pagina is er niet, of niet meer.",
            "There is no such page, or no longer.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => Text::new(
            "Dat is te veel in één keer; er is niets gedaan.",
            "That is too much at once; nothing was done.",
        ),
        StatusCode::REQUEST_TIMEOUT => Text::new(
            "Dat duurde te lang. Kijk of het gedaan is, en probeer het anders opnieuw.",
            "That took too long. See whether it was done, and try again if not.",
        ),
        _ => Text::new(
            "Dit adres is zo niet te lezen; er is niets gedaan.",
            "This address cannot be read as it is; nothing was done.",
        ),
    }
}
