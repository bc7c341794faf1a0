//! A form that was sent: a request comes in; who sent it and what goes out, if it came from a page that
//! we gave to that very user.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Form, FromRequest, FromRequestParts as _, Request};
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::AppState;
use super::refusal::Refusal;
use super::user::User;
use crate::language::Text;

/// A form with the user who sent it. Its page has [`User::token`] in it.
pub struct Sent<T> {
    /// Who.
    pub user: User,
    /// What.
    pub form: T,
}

/// What is asked of every form.
#[derive(Deserialize)]
struct Carried {
    #[serde(default)]
    token: String,
}

impl<T: DeserializeOwned> FromRequest<Arc<AppState>> for Sent<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<AppState>) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let user = User::from_request_parts(&mut parts, app).await?;
        let whole = Request::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(whole, &()).await;
        let bytes = bytes.map_err(|_| unclear())?;
        let carried: Carried = read(&parts, bytes.clone()).await?;
        if !user.is_own_token(&carried.token) {
            return Err(Refusal::Stale);
        }
        let form = read(&parts, bytes).await?;
        Ok(Self { user, form })
    }
}

/// The fields of a form.
pub(super) async fn read<T: DeserializeOwned>(parts: &Parts, bytes: Bytes) -> Result<T, Refusal> {
    let request = Request::from_parts(parts.clone(), Body::from(bytes));
    let form = Form::<T>::from_request(request, &()).await;
    form.map(|Form(form)| form).map_err(|_| unclear())
}

fn unclear() -> Refusal {
    Refusal::Unclear(Text::new(
        "Het formulier is niet te lezen: er ontbreekt iets, of er staat iets in dat niet past. Ga terug en kijk het na.",
        "The form cannot be read: something is missing, or does not fit. Go back and look it over.",
    ))
}
