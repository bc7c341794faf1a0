//! The door: who may come in, and what keeps others out.

use axum::http::StatusCode;
use cadans::store::{Access as _, Role};
use cadans::web;

use crate::world::{LOG, PASSWORD, World, clock, run, token, wait};

#[test]
fn it_answers_and_says_nothing_to_strangers() {
    let world = World::new();
    run(async {
        let healthy = world.get("/healthz", &[]).await;
        assert_eq!(
            (healthy.status, healthy.text().as_str()),
            (StatusCode::OK, "ok\n")
        );
        let home = world.get(&world.at("/"), &[]).await;
        assert_eq!(home.status, StatusCode::SEE_OTHER);
        assert!(
            home.header("location")
                .starts_with(&world.at("/login?next=")),
            "{:?}",
            home.headers
        );
        assert_eq!(home.header("set-cookie"), "", "strangers get no cookie");
        for path in ["/t/other/", "/t/", "/nothing", "/t/other/login"] {
            assert_eq!(
                world.get(path, &[]).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
    });
}

#[test]
fn every_page_protects_its_reader() {
    let world = World::new();
    run(async {
        let cookie = world.log_in("lead").await;
        for path in ["/login", "/"] {
            let page = world.get(&world.at(path), &[("cookie", &cookie)]).await;
            assert_eq!(page.status, StatusCode::OK);
            let policy = page.header("content-security-policy");
            assert!(
                policy.contains("default-src 'none'") && !policy.contains("unsafe"),
                "{policy}"
            );
            assert_eq!(page.header("x-content-type-options"), "nosniff");
            assert_eq!(page.header("cache-control"), "no-store");
            let text = page.text();
            assert!(
                !text.contains(" style=")
                    && !text.contains("<script>")
                    && !text.contains("onclick")
            );
        }
    });
}

#[test]
fn the_right_password_opens_and_a_wrong_one_does_not() {
    let world = World::new();
    run(async {
        let path = world.at("/login");
        for form in [
            "name=lead&password=wrong+wrong+wrong",
            "name=nobody&password=correct+horse+battery",
            "name=&password=",
        ] {
            let answer = world.post(&path, "", form).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{form}");
            assert_eq!(answer.header("set-cookie"), "");
        }
        let form = format!(
            "name=lead&password={}&next={}",
            PASSWORD.replace(' ', "+"),
            world.at("/")
        );
        let answer = world.post(&path, "", &form).await;
        let cookie = answer.header("set-cookie").to_owned();
        for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert_eq!(answer.header("location"), world.at("/"));
        let home = world
            .get(&world.at("/"), &[("cookie", &answer.cookie())])
            .await;
        assert_eq!(home.status, StatusCode::OK);
    });
}

#[test]
fn it_leads_on_only_to_own_pages() {
    let world = World::new();
    run(async {
        for next in [
            "https://evil.example",
            "//evil.example",
            "/t/other/",
            "/t/../x",
            "javascript:1",
        ] {
            let form = format!(
                "name=lead&password={}&next={next}",
                PASSWORD.replace(' ', "+")
            );
            let answer = world.post(&world.at("/login"), "", &form).await;
            assert_eq!(answer.header("location"), world.at("/"), "{next}");
        }
    });
}

#[test]
fn a_session_ends_with_the_log_out_the_password_and_the_account() {
    let world = World::new();
    run(async {
        let home = world.at("/");
        let open = async |cookie: &str| world.get(&home, &[("cookie", cookie)]).await;
        let cookie = world.log_in("lead").await;
        let page = open(&cookie).await;
        let form = format!("token={}", token(&page));
        let out = world.post(&world.at("/logout"), &cookie, &form).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER);
        assert_eq!(open(&cookie).await.status, StatusCode::SEE_OTHER);

        let cookie = world.log_in("planner").await;
        assert_eq!(open(&cookie).await.status, StatusCode::OK);
        wait(1);
        let again = web::hashed("planner", Role::Planner, None, PASSWORD, clock());
        world
            .store()
            .keep_account(&again.expect("an account"))
            .expect("kept");
        assert_eq!(open(&cookie).await.status, StatusCode::SEE_OTHER);

        let cookie = world.log_in("planner").await;
        world.store().remove_account("planner").expect("removed");
        assert_eq!(open(&cookie).await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_form_from_elsewhere_does_nothing() {
    let world = World::new();
    run(async {
        let cookie = world.log_in("lead").await;
        let page = world.get(&world.at("/"), &[("cookie", &cookie)]).await;
        let form = format!("token={}", token(&page));
        let path = world.at("/logout");
        for wrong in ["", "token=", "token=guessed"] {
            let answer = world.post(&path, &cookie, wrong).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{wrong}");
        }
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let elsewhere = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ];
        for header in elsewhere {
            let headers = [
                kind,
                ("cookie", &cookie),
                ("host", "calendar.example.org"),
                header,
            ];
            let answer = world.send("POST", &path, &headers, &form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header:?}");
        }
        // Another user's token is no better.
        let other = world.log_in("planner").await;
        let answer = world.post(&path, &other, &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let here = [
            kind,
            ("cookie", &cookie),
            ("host", "calendar.example.org"),
            ("origin", "https://calendar.example.org"),
        ];
        let answer = world.send("POST", &path, &here, &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn who_guesses_must_wait() {
    let world = World::new();
    run(async {
        let path = world.at("/login");
        for _ in 0..5 {
            let answer = world
                .post(&path, "", "name=lead&password=guessed+wrong")
                .await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        }
        let right = format!("name=lead&password={}", PASSWORD.replace(' ', "+"));
        let answer = world.post(&path, "", &right).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        let seconds: i64 = answer.header("retry-after").parse().expect("seconds");
        assert!((1..=15 * 60).contains(&seconds), "{seconds}");
        // Others are not kept out by it.
        world.log_in("planner").await;
        wait(16 * 60);
        assert_eq!(
            world.post(&path, "", &right).await.status,
            StatusCode::SEE_OTHER
        );
    });
}

#[test]
fn the_log_holds_no_secret() {
    let world = World::new();
    run(async {
        let cookie = world.log_in("lead").await;
        world.get("/F/mistyped-secret-address.ics", &[]).await;
        world
            .get("/f/mistyped-secret-address.ics?lang=en", &[])
            .await;
        world
            .get(&world.at("/?q=searched"), &[("cookie", &cookie)])
            .await;
        let log = LOG.lock().expect("the log").join("\n");
        for secret in ["mistyped", "searched", &cookie, "horse"] {
            assert!(!log.contains(secret), "{secret} in\n{log}");
        }
    });
}
