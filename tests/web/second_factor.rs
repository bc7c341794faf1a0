//! The second step of a log-in: a code that a telephone makes, for those who may see or change much.

use axum::http::StatusCode;
use cadans::store::Access as _;
use totp_rs::{Builder, Secret};

use super::scene::{fields, open};
use super::world::{Answer, PASSWORD, World, clock, run, token, wait};

fn world() -> World {
    World::planned_with(|settings| settings.second_factor = true)
}

/// What a telephone with this secret shows now.
fn code(secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).expect("a secret");
    let maker = Builder::new().with_secret(secret).build().expect("a maker");
    let now = u64::try_from(clock().timestamp()).expect("after 1970");
    maker.generate(now).to_string()
}

async fn log_in(world: &World, name: &str) -> Answer {
    let form = format!("name={name}&password={}", PASSWORD.replace(' ', "+"));
    world.post(&world.at("/login"), "", &form).await
}

/// Gives a code on the page that asks for one.
async fn give(world: &World, page: &Answer, cookie: &str, code: &str) -> Answer {
    let text = page.text();
    let secret = fields(&text, "secret").pop().unwrap_or_default();
    let form = format!("token={}&secret={secret}&code={code}&next=", token(&text));
    world.post(&world.at("/second"), cookie, &form).await
}

async fn home(world: &World, cookie: &str) -> (StatusCode, String) {
    let got = world.get(&world.at("/"), &[("cookie", cookie)]).await;
    (got.status, got.header("location").to_owned())
}

#[test]
fn a_lead_sets_it_up_at_the_first_log_in_and_is_asked_from_then_on() {
    let world = world();
    run(async {
        let page = log_in(&world, "lead").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("<svg"), "{}", page.text());
        let half = page.cookie();
        let (status, to) = home(&world, &half).await;
        assert_eq!(
            status,
            StatusCode::SEE_OTHER,
            "a password alone opens nothing"
        );
        assert!(to.starts_with(&world.at("/second?next=")), "{to}");
        let got = world.get(&world.at("/audit"), &[("cookie", &half)]).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER);
        let wrong = give(&world, &page, &half, "000000").await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
        let secret = fields(&page.text(), "secret").remove(0);
        assert_eq!(
            fields(&wrong.text(), "secret"),
            [secret.as_str()],
            "the same is shown"
        );
        let inside = give(&world, &wrong, &half, &code(&secret)).await;
        assert_eq!(inside.status, StatusCode::SEE_OTHER, "{}", inside.text());
        assert_eq!(home(&world, &inside.cookie()).await.0, StatusCode::OK);
        assert_eq!(
            home(&world, &half).await.0,
            StatusCode::SEE_OTHER,
            "the old one is over"
        );

        let page = log_in(&world, "lead").await;
        assert!(
            fields(&page.text(), "secret").is_empty(),
            "it is not shown again"
        );
        let half = page.cookie();
        let again = give(&world, &page, &half, &code(&secret)).await;
        assert_eq!(
            again.status,
            StatusCode::UNAUTHORIZED,
            "no code counts twice"
        );
        wait(30);
        let inside = give(&world, &page, &half, &code(&secret)).await;
        assert_eq!(inside.status, StatusCode::SEE_OTHER);
        let world = world.started_anew();
        assert_eq!(home(&world, &inside.cookie()).await.0, StatusCode::OK);
        let trail = open(&world, &inside.cookie(), "/audit?kind=door").await;
        assert!(trail.contains("stelde de tweede stap van het inloggen in"));
        assert!(!trail.contains(&secret));
    });
}

#[test]
fn who_guesses_codes_must_wait() {
    let world = world();
    run(async {
        let page = log_in(&world, "planner").await;
        for _ in 0..5 {
            let got = give(&world, &page, &page.cookie(), "000000").await;
            assert_eq!(got.status, StatusCode::UNAUTHORIZED);
        }
        let got = give(&world, &page, &page.cookie(), "000000").await;
        assert_eq!(got.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!got.header("retry-after").is_empty());
    });
}

#[test]
fn a_worker_may_and_need_not() {
    let world = world();
    run(async {
        let cookie = world.log_in("worker").await;
        assert_eq!(home(&world, &cookie).await.0, StatusCode::OK);
        let page = world
            .get(&world.at("/second"), &[("cookie", &cookie)])
            .await;
        let secret = fields(&page.text(), "secret").remove(0);
        let inside = give(&world, &page, &cookie, &code(&secret)).await;
        assert_eq!(inside.status, StatusCode::SEE_OTHER, "{}", inside.text());
        let page = log_in(&world, "worker").await;
        assert_eq!(home(&world, &page.cookie()).await.0, StatusCode::SEE_OTHER);
        let accounts = world.store().accounts().expect("read");
        let anna = accounts
            .iter()
            .find(|one| one.name == "worker")
            .expect("one");
        assert_eq!(anna.second.as_deref(), Some(secret.as_str()));
        assert!(!format!("{anna:?}").contains(&secret));
    });
}

#[test]
fn who_comes_by_an_identity_provider_is_not_asked() {
    let world = World::planned_with(|settings| {
        settings.second_factor = true;
        settings.proxy = Some(cadans::web::Proxy {
            header: Some("x-user".to_owned()),
            from: vec!["10.0.0.7".parse().expect("an address")],
        });
    });
    run(async {
        let mut request = axum::http::Request::get(world.at("/")).header("x-user", "lead");
        let from: std::net::SocketAddr = "10.0.0.7:1".parse().expect("an address");
        let extensions = request.extensions_mut().expect("a request");
        extensions.insert(axum::extract::ConnectInfo(from));
        let request = request.body(axum::body::Body::empty()).expect("a request");
        assert_eq!(world.ask(request).await.status, StatusCode::OK);
    });
}
