//! What is answered when something is not done: why comes in, a status and what is said of it go out. It says nothing
//! that the reader may not know.

use axum::Extension;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use crate::diagnostic::Told;
use crate::error::Error;
use crate::language::{Lang, Text};

/// Why something is not done.
#[derive(Debug)]
pub enum Refusal {
    /// Nobody has logged in; the address of the log-in page.
    LogIn(String),
    /// There is nothing here, or nothing for this user.
    NotFound,
    /// The user may not.
    Forbidden,
    /// The form did not come from a page of ours, or from one that is too old.
    Stale,
    /// What was sent makes no sense.
    Unclear(Text),
    /// More than is taken at once.
    TooLarge,
    /// What was sent is no request of HTTP as it should be.
    Malformed,
    /// What was sent is no form.
    NoForm,
    /// Too often; seconds to wait.
    TooOften(i64),
    /// Too much at once; seconds after which to come again.
    Busy(i64),
    /// A page of its own says it.
    Page(Box<Response>),
    /// The team's files have faults, told to who may mend them: they name cases and people.
    Faulty(Vec<Told>, Lang),
    /// It could not be done.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::LogIn(_) => StatusCode::SEE_OTHER,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Stale => StatusCode::FORBIDDEN,
            Self::Unclear(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::NoForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Page(page) => page.status(),
            Self::Failed(Error::Usage(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Faulty(..) | Self::Failed(Error::Faults(_)) => StatusCode::CONFLICT,
            Self::Failed(
                Error::Store(_) | Error::Files(_) | Error::Write { .. } | Error::NoThread(_),
            ) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What is said, in both languages.
    fn said(&self) -> Text {
        match self {
            Self::LogIn(_) => Text::new("Log eerst in.", "Log in first."),
            Self::NotFound => Text::new(
                "Deze pagina is er niet, of niet meer.",
                "There is no such page, or no longer.",
            ),
            Self::Forbidden => Text::new(
                "Dit mag u niet zien of doen. Vraag het de teamleider.",
                "You may not see or do this. Ask the team lead.",
            ),
            Self::Stale => Text::new(
                "Het formulier was verlopen; er is niets gedaan. Ga terug, ververs de pagina en probeer het opnieuw.",
                "The form had expired; nothing was done. Go back, reload the page and try again.",
            ),
            Self::Unclear(text) => text.clone(),
            Self::Faulty(..) => Text::new(
                "De bestanden van het team hebben fouten. Zolang die er staan, is er geen agenda te zien.",
                "The team's files have faults. As long as they stand there, no calendar can be seen.",
            ),
            Self::TooLarge => Text::new(
                "Dat is te veel in één keer; er is niets gedaan.",
                "That is too much at once; nothing was done.",
            ),
            Self::Malformed | Self::Page(_) => Text::new(
                "Dit verzoek is zo niet te lezen; er is niets gedaan.",
                "This request cannot be read as it is; nothing was done.",
            ),
            Self::NoForm => Text::new(
                "Dit is geen formulier van een pagina hier; er is niets gedaan.",
                "This is no form of a page here; nothing was done.",
            ),
            Self::Busy(_) => Text::new(
                "Het is even te druk, of u vroeg te veel tegelijk; er is niets gedaan. Probeer het over een paar tellen weer.",
                "It is too busy just now, or you asked for too much at once; nothing was done. Try again in some seconds.",
            ),
            Self::TooOften(seconds) => Text::new(
                format!(
                    "Te vaak geprobeerd. Wacht {} en probeer het opnieuw.",
                    minutes(*seconds, "minuut", "minuten")
                ),
                format!(
                    "Tried too often. Wait {} and try again.",
                    minutes(*seconds, "minute", "minutes")
                ),
            ),
            // Where a store lies is nobody's business but the one who runs the server.
            Self::Failed(
                Error::Store(_) | Error::Files(_) | Error::Write { .. } | Error::NoThread(_),
            ) => Text::new(
                "De planning is even niet te lezen of te schrijven; er is niets gedaan. Probeer het zo weer; blijft het, zeg het dan wie de server beheert.",
                "The calendar cannot be read or written just now; nothing was done. Try again soon; if it stays so, tell whoever runs the server.",
            ),
            Self::Failed(Error::Faults(_)) => Text::new(
                "De bestanden van het team hebben fouten. Zeg het de teamleider, die ziet hier welke.",
                "The team's files have faults. Tell the team lead, who sees here which.",
            ),
            Self::Failed(error) => Text::new(error.page_text(Lang::Nl), error.page_text(Lang::En)),
        }
    }
}

fn minutes(seconds: i64, one: &str, more: &str) -> String {
    match (seconds + 59) / 60 {
        1 => format!("1 {one}"),
        count => format!("{count} {more}"),
    }
}

/// What a refusal says: `error_page` makes a page of it.
#[derive(Clone)]
pub(super) struct Said {
    /// In both languages.
    pub text: Text,
    /// Faults, in the language of whoever reads them.
    pub told: Option<(Vec<Told>, Lang)>,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if let Self::LogIn(address) = &self {
            return Redirect::to(address).into_response();
        }
        if let Self::Page(page) = self {
            return *page;
        }
        let said = Said {
            text: self.said(),
            told: match &self {
                Self::Faulty(told, lang) => Some((told.clone(), *lang)),
                _ => None,
            },
        };
        let mut answer = (self.status(), Extension(said)).into_response();
        let wait = match &self {
            Self::TooOften(seconds) | Self::Busy(seconds) => Some(*seconds),
            Self::Failed(
                Error::Store(_) | Error::Files(_) | Error::Write { .. } | Error::NoThread(_),
            ) => Some(5),
            _ => None,
        };
        if let Some(wait) = wait {
            answer
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(wait.max(1)));
        }
        answer
    }
}

/// The answer to an address that is none.
pub async fn nothing_here() -> Refusal {
    Refusal::NotFound
}
