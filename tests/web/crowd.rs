//! Many at once: what they ask waits, or is told to come again; nobody else is kept from the board.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use tower::ServiceExt as _;

use super::scene::{meeting, open};
use super::world::{PASSWORD, World, run};

fn log_in(world: &World, from: &str, cookie: &str, name: &str, password: &str) -> Request<Body> {
    let form = format!("name={name}&password={}", password.replace(' ', "+"));
    let mut request = Request::post(world.at("/login"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("host", "calendar.example.org")
        .header("content-length", form.len())
        .header("cookie", cookie);
    let from: SocketAddr = format!("{from}:1").parse().expect("an address");
    let extensions = request.extensions_mut().expect("a request");
    extensions.insert(ConnectInfo(from));
    request.body(Body::from(form)).expect("a request")
}

#[test]
fn however_many_guess_an_owner_comes_in_with_a_browser_that_is_known_after_a_new_start_too() {
    let world = World::new();
    run(async {
        let first = world
            .ask(log_in(&world, "203.0.113.9", "", "lead", PASSWORD))
            .await;
        let known = first.cookie_of("cadans-known=");
        let world = world.started_anew();
        let mut all = tokio::task::JoinSet::new();
        for number in 0..60 {
            let from = format!("198.51.100.{number}");
            let router = world.router.clone();
            let guess = log_in(&world, &from, "", "lead", "guessed wrong");
            all.spawn(async move { router.oneshot(guess).await.expect("an answer") });
        }
        // They have begun before the owner comes.
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        let owner = log_in(&world, "203.0.113.9", &known, "lead", PASSWORD);
        assert_eq!(world.ask(owner).await.status, StatusCode::SEE_OTHER);
        let answers = all.join_all().await;
        let count = |status| answers.iter().filter(|one| one.status() == status).count();
        let busy = count(StatusCode::SERVICE_UNAVAILABLE);
        assert!(busy > 0, "they wait, or are told to come again");
        let others = count(StatusCode::UNAUTHORIZED) + count(StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(busy + others, 60);
        let told = answers
            .iter()
            .filter(|one| one.status() == StatusCode::SERVICE_UNAVAILABLE);
        for one in told {
            assert!(one.headers().contains_key("retry-after"));
        }
    });
}

/// Pages asked for at once: so many that the first is not done before the last is asked for.
const MANY: usize = 200;

#[test]
fn an_account_asks_for_one_costly_page_at_a_time() {
    let world = World::planned();
    let one = meeting(&world, |one| {
        let case = one.case.as_ref().map(|case| case.as_str());
        case == Some("kemo3") && one.start.date().to_string().as_str() > "2027-01-21"
    });
    run(async {
        let cookie = world.log_in("lead").await;
        let other = world.log_in("planner").await;
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..MANY {
            let router = world.router.clone();
            let request = Request::get(world.at(&format!("/move/{}", one.id)))
                .header("host", "calendar.example.org")
                .header("cookie", &cookie)
                .body(Body::empty())
                .expect("a request");
            all.spawn(async move { router.oneshot(request).await.expect("an answer").status() });
        }
        tokio::task::yield_now().await;
        open(&world, &other, "/week/2027-W04").await;
        let answers = all.join_all().await;
        let fine = answers.iter().filter(|one| **one == StatusCode::OK).count();
        let busy = StatusCode::SERVICE_UNAVAILABLE;
        let busy = answers.iter().filter(|one| **one == busy).count();
        assert_eq!(fine + busy, MANY, "{answers:?}");
        assert!(fine >= 1 && busy >= 1, "{answers:?}");
    });
}

#[test]
fn sizes_hosts_and_kinds_are_answered_as_http_says() {
    let world = World::planned();
    run(async {
        let cookie = world.log_in("lead").await;
        let form = ("content-type", "application/x-www-form-urlencoded");
        let (path, login) = (world.at("/act"), world.at("/login"));
        let large = format!("token=x&id={}", "x".repeat(300_000));
        for (path, headers, body, status) in [
            (&path, vec![form, ("cookie", &*cookie)], &*large, 413),
            (&login, vec![form], &*large, 413),
            (
                &path,
                vec![("content-type", "application/json"), ("cookie", &*cookie)],
                "{}",
                415,
            ),
            (&path, vec![form, ("host", "a/b")], "", 400),
            (
                &path,
                vec![form, ("host", "user@calendar.example.org")],
                "",
                400,
            ),
            (&path, vec![form, ("host", "a"), ("host", "b")], "", 400),
        ] {
            let got = world.send("POST", path, &headers, body).await;
            assert_eq!(
                got.status.as_u16(),
                status,
                "{path} {headers:?}: {}",
                got.text()
            );
            assert!(got.text().contains("href=\""), "a way back: {}", got.text());
        }
        let bare = Request::get(world.at("/login"))
            .body(Body::empty())
            .expect("a request");
        let got = world.router.clone().oneshot(bare).await.expect("an answer");
        assert_eq!(got.status(), StatusCode::BAD_REQUEST, "no host");
        let got = world
            .send("DELETE", &path, &[("cookie", &cookie)], "")
            .await;
        assert_eq!((got.status.as_u16(), got.header("allow")), (405, "POST"));
    });
}
