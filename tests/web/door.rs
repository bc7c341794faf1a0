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

#[test]
fn an_unknown_name_takes_as_long_as_a_wrong_password() {
    let world = World::new();
    run(async {
        let path = world.at("/login");
        let mut fastest = [std::time::Duration::MAX; 2];
        for _ in 0..3 {
            for (place, name) in ["lead", "nobody"].iter().enumerate() {
                let since = std::time::Instant::now();
                let form = format!("name={name}&password=wrong+wrong+wrong");
                assert_eq!(
                    world.post(&path, "", &form).await.status,
                    StatusCode::UNAUTHORIZED
                );
                fastest[place] = fastest[place].min(since.elapsed());
            }
        }
        assert!(fastest[1] * 3 > fastest[0], "{fastest:?}");
    });
}

#[test]
fn a_proxy_is_believed_only_where_it_is_said_to_be() {
    let ask = |world: &World, from: &str, name: &str| {
        let mut request = axum::http::Request::get(world.at("/")).header("x-user", name);
        let address: std::net::SocketAddr = from.parse().expect("an address");
        let extensions = request.extensions_mut().expect("a request");
        extensions.insert(axum::extract::ConnectInfo(address));
        request.body(axum::body::Body::empty()).expect("a request")
    };
    let off = World::new();
    let on = World::with(|settings| {
        settings.proxy = Some(web::Proxy {
            header: "x-user".to_owned(),
            from: vec!["10.0.0.7".parse().expect("an address")],
        });
    });
    run(async {
        for (world, from, name, status) in [
            (&off, "10.0.0.7:1", "lead", StatusCode::SEE_OTHER),
            (&on, "10.0.0.8:1", "lead", StatusCode::SEE_OTHER),
            (&on, "10.0.0.7:1", "nobody", StatusCode::SEE_OTHER),
            (&on, "10.0.0.7:1", "lead", StatusCode::OK),
            (&on, "[::ffff:10.0.0.7]:1", "planner", StatusCode::OK),
        ] {
            let got = world.ask(ask(world, from, name)).await;
            assert_eq!(got.status, status, "{from} {name}");
        }
        // It is the account the proxy names, whoever was here before.
        let got = on.ask(ask(&on, "10.0.0.7:1", "reader")).await;
        assert!(got.text().contains("(reader)"));
        let got = on.ask(ask(&on, "10.0.0.7:1", "lead")).await;
        let cookie = got.cookie();
        for (name, status) in [
            ("lead", StatusCode::OK),
            ("left", StatusCode::SEE_OTHER),
            ("", StatusCode::SEE_OTHER),
        ] {
            let mut request = ask(&on, "10.0.0.7:1", name);
            let cookie = cookie.parse().expect("a cookie");
            request.headers_mut().insert("cookie", cookie);
            assert_eq!(
                on.ask(request).await.status,
                status,
                "the lead's session, but {name}"
            );
        }
    });
}

#[test]
fn the_audit_trail_says_who_did_what_to_the_lead_only() {
    let world = World::planned();
    world.issue("case-kemo3");
    run(async {
        let lead = world.log_in("lead").await;
        let path = world.at("/audit?case=kemo3");
        let page = world.get(&path, &[("cookie", &lead)]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.text().contains("gaf een agenda-adres uit"),
            "{}",
            page.text()
        );
        for name in ["planner", "worker", "reader"] {
            let cookie = world.log_in(name).await;
            let page = world.get(&path, &[("cookie", &cookie)]).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}");
        }
    });
}

#[test]
fn many_guesses_at_once_are_no_more_than_a_few() {
    let world = World::new();
    run(async {
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..30 {
            let (router, path) = (world.router.clone(), world.at("/login"));
            all.spawn(async move {
                use tower::ServiceExt as _;
                let request = axum::http::Request::post(path)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(axum::body::Body::from("name=lead&password=guessed+wrong"))
                    .expect("a request");
                router.oneshot(request).await.expect("an answer").status()
            });
        }
        let answers = all.join_all().await;
        let judged = answers
            .iter()
            .filter(|one| **one == StatusCode::UNAUTHORIZED);
        assert!((5..8).contains(&judged.count()), "{answers:?}");
    });
}

#[test]
fn who_tries_many_names_makes_none_forgotten_that_is_guessed_at() {
    let world = World::new();
    run(async {
        let path = world.at("/login");
        let wrong = |name: &str| format!("name={name}&password={}", "x".repeat(1001));
        for _ in 0..5 {
            world.post(&path, "", &wrong("lead")).await;
        }
        for number in 0..5_100 {
            world.post(&path, "", &wrong(&format!("n{number}"))).await;
        }
        let right = format!("name=lead&password={}", PASSWORD.replace(' ', "+"));
        let answer = world.post(&path, "", &right).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    });
}

#[test]
fn a_stranger_fills_no_memory_by_choosing_a_language() {
    let world = World::new();
    run(async {
        let path = world.at("/login?lang=en");
        let page = world.get(&path, &[]).await;
        assert_eq!(page.header("set-cookie"), "");
        assert!(page.text().contains("lang=\"en\""));
        // But it stays for who then logs in.
        let form = format!("name=lead&password={}", PASSWORD.replace(' ', "+"));
        let cookie = world.post(&path, "", &form).await.cookie();
        let page = world.get(&world.at("/"), &[("cookie", &cookie)]).await;
        assert!(page.text().contains("lang=\"en\""));
    });
}

#[test]
fn a_session_planted_before_is_not_the_one_that_is_let_in() {
    let world = World::new();
    run(async {
        let planted = world.log_in("reader").await;
        let form = format!("name=lead&password={}", PASSWORD.replace(' ', "+"));
        let answer = world.post(&world.at("/login"), &planted, &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_ne!(answer.cookie(), planted);
        let home = world.get(&world.at("/"), &[("cookie", &planted)]).await;
        assert_eq!(home.status, StatusCode::SEE_OTHER, "the old one is over");
    });
}
