//! The second step of a log-in: a code that a telephone makes comes in; a session that opens everything goes out. Who
//! has no second factor yet, and must have one or wants one, sets it up here.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequest as _, FromRequestParts as _, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use percent_encoding::percent_decode_str;

use super::form::Sent;
use super::login::{self, Entry};
use super::page;
use super::patience::Keys;
use super::picture::picture;
use super::refusal::Refusal;
use super::unsent::Unsent;
use super::user::User;
use super::visitor::Visitor;
use super::{AppState, totp};
use crate::error::Error;
use crate::store::{Access as _, Account, AuditEvent, Secret};

/// Its page.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/second", get(show).post(given))
}

async fn show(State(app): State<Arc<AppState>>, request: Request) -> Result<Response, Refusal> {
    let (mut parts, _) = request.into_parts();
    let visitor = Visitor::from_request_parts(&mut parts, &app).await?;
    let query = parts.uri.query().unwrap_or_default();
    let next = query.split('&').find_map(|pair| pair.strip_prefix("next="));
    let next = percent_decode_str(next.unwrap_or_default()).decode_utf8_lossy();
    Ok(page(&visitor.user, &next, None, None))
}

async fn given(State(app): State<Arc<AppState>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    let sent = Sent::<Vec<(String, String)>, Visitor>::from_request(request, &app).await?;
    let user = sent.user.user;
    let (office, account) = (&user.office, &user.account);
    let field = |asked: &str| {
        let found = sent.form.iter().find(|(name, _)| name == asked);
        found.map_or("", |(_, value)| value.as_str())
    };
    let now = (app.settings.clock)();
    let keys = Keys::inside(office, account, "second");
    keys.must_not_wait(&app, now)?;
    let unsent = Unsent::carried(office, &sent.form);
    // One that is set up counts; else the one that this page showed.
    let secret = account.second.as_deref().unwrap_or(field("secret"));
    let number = totp::number(secret, field("code"), now.timestamp());
    let number = number.filter(|number| office.sessions.is_new_code(&account.name, *number));
    if number.is_none() {
        keys.failed(&app, now);
        let name = Some(account.name.clone());
        office.log_in_failed(&app, &parts, name).await;
        let shown = account.second.is_none().then_some(secret);
        return Ok(page(&user, field("next"), unsent.as_ref(), Some(shown)));
    }
    keys.forget(&app);
    let account = match account.second {
        Some(_) => account.clone(),
        None => set_up(&user, secret).await?,
    };
    let entry = Entry {
        second: true,
        next: field("next").to_owned(),
        unsent,
    };
    login::let_in(&app, office, &account, &parts, entry).await
}

/// Keeps the secret of a second factor.
async fn set_up(user: &User, secret: &str) -> Result<Account, Refusal> {
    let account = Account {
        second: Some(secret.to_owned()),
        ..user.account.clone()
    };
    let kept = account.clone();
    let done = user.office.at_store(&account.name, move |store| {
        Ok(store.change_account(AuditEvent::SetSecondFactor, &kept)?)
    });
    done.await?;
    Ok(account)
}

/// The page that asks for a code. `wrong`: the one before was not right; with the secret that was shown.
pub(super) fn page(
    user: &User,
    next: &str,
    unsent: Option<&Unsent>,
    wrong: Option<Option<&str>>,
) -> Response {
    let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
    let secret = match (&user.account.second, wrong.flatten()) {
        (Some(_), _) => None,
        (None, Some(shown)) => Some(shown.to_owned()),
        (None, None) => match Secret::draw() {
            Ok(random) => Some(totp::draw(&random)),
            Err(cause) => return Refusal::from(Error::Store(cause)).into_response(),
        },
    };
    let body = html! {
        form method="post" action=(user.at("/second")) class="narrow" {
            @if wrong.is_some() { p class="bad" role="alert" { (say("Deze code klopt niet, of is al gebruikt. Wacht op de volgende.", "This code is not right, or was used already. Wait for the next.")) } }
            @if let Some(secret) = &secret { (setting_up(user, secret)) }
            @else { p { (say("Geef de code die de app op uw telefoon nu laat zien.", "Give the code that the app on your telephone shows now.")) } }
            (user.token())
            @if let Some(unsent) = unsent { (unsent.hidden()) }
            input type="hidden" name="next" value=(next);
            label for="code" { (say("Code van zes cijfers", "Code of six digits")) }
            input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="9" required autofocus;
            button { (say("Verder", "Go on")) }
        }
    };
    let title = say("Tweede stap", "Second step");
    let status = match wrong {
        Some(_) => StatusCode::UNAUTHORIZED,
        None => StatusCode::OK,
    };
    let head = html! { header { span class="brand" { (user.office.name()) } } };
    (status, page::open(user.lang, title, &head, &body)).into_response()
}

/// What somebody must do who has no second factor yet.
fn setting_up(user: &User, secret: &str) -> Markup {
    let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
    let address = totp::address(user.office.name(), &user.account.name, secret);
    let label = say("QR-code voor de app", "QR code for the app");
    html! {
        p { (say(
            "Voor dit account is naast het wachtwoord een code van uw telefoon nodig. Scan het plaatje met een app als Google Authenticator, Microsoft Authenticator of FreeOTP, en geef de code die hij laat zien.",
            "Beside the password this account needs a code of your telephone. Scan the picture with an app such as Google Authenticator, Microsoft Authenticator or FreeOTP, and give the code it shows.",
        )) }
        (picture(&address, label))
        p class="quiet" { (say("Lukt scannen niet, typ dan deze sleutel in de app:", "If scanning fails, type this key into the app:")) }
        code class="address" { (secret) }
        input type="hidden" name="secret" value=(secret);
    }
}
