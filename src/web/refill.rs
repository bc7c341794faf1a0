//! Behind a log-in stands the page with the form as it was: an answer that carries a form which was not sent comes in;
//! the form's own page, filled, goes out. Where that page has it no more, the answer stays as it is.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue, IF_NONE_MATCH,
    SET_COOKIE,
};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;
use tower::ServiceExt as _;

use super::filled::{PLACE, filled};
use super::unsent::Unsent;
use crate::language::Lang;

/// Bytes of a page that is filled.
const LARGEST: usize = 4 << 20;

/// The page that a form came from, and the form.
#[derive(Clone)]
pub(super) struct Refill {
    pub page: String,
    pub unsent: Unsent,
    pub lang: Lang,
}

/// Shows the page.
pub(super) async fn show(State(all): State<Router>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let mut again = Request::new(Body::empty());
    *again.headers_mut() = request.headers().clone();
    if let Some(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>() {
        again.extensions_mut().insert(*peer);
    }
    let mut answer = next.run(request).await;
    let Some(refill) = answer.extensions_mut().remove::<Refill>() else {
        return answer;
    };
    let Ok(page) = refill.page.parse::<Uri>() else {
        return answer;
    };
    *again.uri_mut() = page;
    as_page(again.headers_mut(), answer.headers());
    let Ok(shown) = all.oneshot(again).await;
    let (mut head, body) = shown.into_parts();
    if head.status != StatusCode::OK {
        return answer;
    }
    let body = to_bytes(body, LARGEST).await.unwrap_or_default();
    let page = String::from_utf8_lossy(&body);
    let Some(page) = filled(&page, &refill.unsent) else {
        return answer;
    };
    head.status = answer.status();
    head.headers.remove(CONTENT_LENGTH);
    for cookie in answer.headers().get_all(SET_COOKIE) {
        head.headers.append(SET_COOKIE, cookie.clone());
    }
    let page = told(&page, refill.lang);
    Response::from_parts(head, Body::from(page))
}

/// The headers of a form as those of somebody who asks for a page, with the cookies that were just given.
fn as_page(headers: &mut HeaderMap, given: &HeaderMap) {
    for of_form in [CONTENT_TYPE, CONTENT_LENGTH, ACCEPT_ENCODING, IF_NONE_MATCH] {
        headers.remove(of_form);
    }
    let text = |value: &HeaderValue| value.to_str().ok().map(str::to_owned);
    let given = given.get_all(SET_COOKIE).iter().filter_map(text);
    let mut cookies: Vec<String> = given
        .filter_map(|cookie| cookie.split(';').next().map(str::to_owned))
        .collect();
    let of = |cookie: &str| {
        cookie
            .split('=')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let sent = headers.get_all(COOKIE).iter().filter_map(text);
    let sent: Vec<String> = sent
        .flat_map(|line| {
            line.split(';')
                .map(|one| one.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|old| cookies.iter().all(|new| of(new) != of(old)))
        .collect();
    cookies.extend(sent);
    if let Ok(line) = HeaderValue::from_str(&cookies.join("; ")) {
        headers.insert(COOKIE, line);
    }
}

/// The page with a word at its head.
fn told(page: &str, lang: Lang) -> String {
    let said = lang.pick(
        "Dit formulier is nog niet verstuurd: er is niets opgeslagen. Wat u invulde, staat er nog; kijk het na en verstuur het.",
        "This form was not sent yet: nothing was saved. What you filled in is still there; look it over and send it.",
    );
    let lead = lang.pick("Naar het formulier", "To the form");
    let said = format!("<p role=\"alert\">{said} <a href=\"#{PLACE}\">{lead}</a></p>");
    let main = page
        .find("<main")
        .and_then(|at| Some(at + page[at..].find('>')? + 1));
    match main {
        Some(at) => format!("{}{said}{}", &page[..at], &page[at..]),
        None => format!("{said}{page}"),
    }
}
