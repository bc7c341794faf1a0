//! A form that was sent: a request comes in; who sent it and what goes out, if it came from a page that
//! we gave to that very user.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use axum::response::IntoResponse as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::refusal::Refusal;
use super::unsent::{self, Unsent};
use super::user::{User, office_of};
use super::visitor::Visitor;
use super::{AppState, login, second};
use crate::language::Text;

/// Bytes of a stranger's form for which nobody waits.
const SMALL: u64 = 8 * 1024;

/// A form with the user who sent it. Its page has [`User::token`] in it.
pub struct Sent<T, U = User> {
    /// Who.
    pub user: U,
    /// What.
    pub form: T,
}

/// What is asked of every form.
#[derive(Deserialize)]
struct Carried {
    #[serde(default)]
    token: String,
}

impl<T, U> FromRequest<Arc<AppState>> for Sent<T, U>
where
    T: DeserializeOwned,
    U: FromRequestParts<Arc<AppState>, Rejection = Refusal> + AsRef<User> + Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<AppState>) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let user = match U::from_request_parts(&mut parts, app).await {
            Err(Refusal::LogIn(address)) => return Err(later(&mut parts, app, body, address).await),
            other => other?,
        };
        let whole = Request::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(whole, &()).await;
        let bytes = bytes.map_err(|why| match why.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
            _ => Refusal::Malformed,
        })?;
        let carried: Carried = read(&parts, bytes.clone()).await?;
        let who = user.as_ref();
        if !who.is_own_token(&carried.token) {
            let unsent = Unsent::of(&who.office, &parts, bytes).await;
            return Err(unsent.map_or(Refusal::Stale, |unsent| {
                let page = login::page_of(&who.office, &parts);
                Refusal::Page(Box::new(unsent.page(who, StatusCode::FORBIDDEN, &page)))
            }));
        }
        let form = read(&parts, bytes).await?;
        Ok(Self { user, form })
    }
}

/// The page at which somebody logs in who sent a form without, with the form carried along.
async fn later(parts: &mut Parts, app: &Arc<AppState>, body: Body, address: String) -> Refusal {
    let (office, bytes) = match office_of(parts, app).await {
        Ok(office) => (office, of_stranger(app, parts, body, unsent::LARGEST).await),
        Err(_) => return Refusal::LogIn(address),
    };
    let unsent = match bytes {
        Ok(bytes) => Unsent::of(&office, parts, bytes).await,
        Err(_) => None,
    };
    let Some(unsent) = unsent else {
        return Refusal::LogIn(address);
    };
    let page = match Visitor::from_request_parts(parts, app).await {
        Ok(visitor) => {
            let next = login::page_of(&office, parts);
            second::page(&visitor.user, &next, Some(&unsent), None)
        }
        Err(_) => login::again(&office, parts, &unsent),
    };
    Refusal::Page(Box::new(page))
}

/// The body of a form from somebody who has not logged in: no more than `most` bytes, and of those that are not small
/// only some at a time, so that strangers fill no memory.
///
/// # Errors
/// [`Refusal::TooLarge`], [`Refusal::Busy`].
pub(super) async fn of_stranger(
    app: &AppState,
    parts: &Parts,
    body: Body,
    most: usize,
) -> Result<Bytes, Refusal> {
    let length = parts.headers.get(CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let _room = match length {
        Some(length) if length <= SMALL => None,
        Some(length) if length > most as u64 => return Err(Refusal::TooLarge),
        _ => Some(app.bodies.try_acquire().map_err(|_| Refusal::Busy(5))?),
    };
    let bytes = axum::body::to_bytes(body, most).await;
    bytes.map_err(|_| Refusal::TooLarge)
}

/// The fields of a form.
pub(super) async fn read<T: DeserializeOwned>(parts: &Parts, bytes: Bytes) -> Result<T, Refusal> {
    let request = Request::from_parts(parts.clone(), Body::from(bytes));
    let form = Form::<T>::from_request(request, &()).await;
    form.map(|Form(form)| form).map_err(|why| match why {
        FormRejection::InvalidFormContentType(_) => Refusal::NoForm,
        _ => unclear(),
    })
}

fn unclear() -> Refusal {
    Refusal::Unclear(Text::new(
        "Het formulier is niet te lezen: er ontbreekt iets, of er staat iets in dat niet past. Ga terug en kijk het na.",
        "The form cannot be read: something is missing, or does not fit. Go back and look it over.",
    ))
}
