//! The door: who may come in, and what keeps others out.

use axum::http::StatusCode;
use cadans::store::{Access as _, Role};
use cadans::web;

use super::scene::{done, open};
use super::world::{LOG, PASSWORD, World, clock, run, token, wait};

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
        let mut cookies = answer.headers.get_all("set-cookie").iter();
        let cookie = cookies.find_map(|cookie| {
            cookie
                .to_str()
                .ok()
                .filter(|one| one.starts_with("cadans="))
        });
        let cookie = cookie.expect("a session");
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
        done(&world, &cookie, "/", "/logout", &[]).await;
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
        let form = format!("token={}", token(&open(&world, &cookie, "/").await));
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

/// A log-in as it comes from an address, past proxies that say for whom they ask; with cookies.
fn log_in(world: &World, peer: &str, forwarded: &str, cookie: &str, password: &str) -> Request {
    let form = format!("name=lead&password={}", password.replace(' ', "+"));
    let mut request = axum::http::Request::post(world.at("/login"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie);
    if !forwarded.is_empty() {
        request = request.header("x-forwarded-for", forwarded);
    }
    let peer: std::net::SocketAddr = format!("{peer}:1234").parse().expect("an address");
    let extensions = request.extensions_mut().expect("a request");
    extensions.insert(axum::extract::ConnectInfo(peer));
    request
        .body(axum::body::Body::from(form))
        .expect("a request")
}

type Request = axum::http::Request<axum::body::Body>;

/// Guesses until the door says to wait.
async fn shut(world: &World, peer: &str, forwarded: &str) {
    for _ in 0..5 {
        let got = world
            .ask(log_in(world, peer, forwarded, "", "guessed wrong"))
            .await;
        assert_eq!(got.status, StatusCode::UNAUTHORIZED);
    }
    let got = world
        .ask(log_in(world, peer, forwarded, "", PASSWORD))
        .await;
    assert_eq!(got.status, StatusCode::TOO_MANY_REQUESTS);
}

#[test]
fn the_wait_grows_with_each_failure_to_an_end() {
    let world = World::new();
    run(async {
        let path = world.at("/login");
        let wrong = "name=lead&password=guessed+wrong";
        for _ in 0..4 {
            world.post(&path, "", wrong).await;
        }
        let mut waits = Vec::new();
        for _ in 0..9 {
            let got = world.post(&path, "", wrong).await;
            assert_eq!(got.status, StatusCode::UNAUTHORIZED);
            let got = world.post(&path, "", wrong).await;
            let seconds: i64 = got.header("retry-after").parse().expect("seconds");
            waits.push(seconds);
            wait(seconds);
        }
        assert_eq!(waits, [15, 30, 60, 120, 240, 480, 900, 900, 900]);
        // A day later the door has forgotten.
        wait(24 * 3600);
        world.post(&path, "", wrong).await;
        world.log_in("lead").await;
    });
}

#[test]
fn who_guesses_elsewhere_keeps_nobody_out() {
    let proxy = "10.0.0.7";
    let world = World::with(|settings| {
        settings.proxy = Some(web::Proxy {
            header: None,
            from: vec![
                proxy.parse().expect("an address"),
                "10.0.0.8".parse().expect("one"),
            ],
        });
    });
    run(async {
        shut(&world, proxy, "198.51.100.1").await;
        let status = async |peer: &str, forwarded: &str| {
            let request = log_in(&world, peer, forwarded, "", PASSWORD);
            world.ask(request).await.status
        };
        // Somebody else behind the same proxy, or behind two; the guesser cannot pretend to be somebody else.
        let let_in = StatusCode::SEE_OTHER;
        assert_eq!(status(proxy, "198.51.100.2").await, let_in);
        assert_eq!(status(proxy, "198.51.100.2, 10.0.0.8").await, let_in);
        for forwarded in ["203.0.113.9, 198.51.100.1", "198.51.100.1,10.0.0.8"] {
            assert_eq!(
                status(proxy, forwarded).await,
                StatusCode::TOO_MANY_REQUESTS,
                "{forwarded}"
            );
        }
        // Who is no proxy is not believed about others.
        shut(&world, "192.0.2.1", "198.51.100.50").await;
        assert_eq!(
            status("192.0.2.1", "198.51.100.51").await,
            StatusCode::TOO_MANY_REQUESTS
        );
        assert_eq!(status(proxy, "198.51.100.50").await, let_in);
        // A network of IPv6 addresses is one guesser.
        shut(&world, proxy, "2001:db8:1:2::1").await;
        assert_eq!(
            status(proxy, "2001:db8:1:2:3::4").await,
            StatusCode::TOO_MANY_REQUESTS
        );
        assert_eq!(status(proxy, "2001:db8:1:3::1").await, let_in);
    });
}

#[test]
fn a_proxy_may_name_ports_and_addresses_in_brackets() {
    let world = World::with(|settings| {
        settings.proxy = Some(web::Proxy {
            header: None,
            from: vec![
                "10.0.0.7".parse().expect("one"),
                "2001:db8::8".parse().expect("one"),
            ],
        });
    });
    run(async {
        // The same guesser, however it is written and whatever the port.
        shut(&world, "10.0.0.7", "198.51.100.1:4711").await;
        shut(&world, "10.0.0.7", "[2001:db8:1:2::1]:4711").await;
        for (forwarded, let_in) in [
            ("198.51.100.1:4712", false),
            ("198.51.100.1", false),
            ("198.51.100.1:80, [2001:db8::8]:443", false),
            ("::ffff:198.51.100.1", false),
            ("203.0.113.1, 198.51.100.1:4711, 2001:db8::8", false),
            ("2001:db8:1:2::9", false),
            ("[2001:db8:1:2::9]", false),
            ("\"[2001:db8:1:2::9]:1\"", false),
            ("198.51.100.2:4711", true),
            ("[2001:db8:1:3::1]:4711", true),
        ] {
            let request = log_in(&world, "10.0.0.7", forwarded, "", PASSWORD);
            let got = world.ask(request).await.status;
            let wanted = match let_in {
                true => StatusCode::SEE_OTHER,
                false => StatusCode::TOO_MANY_REQUESTS,
            };
            assert_eq!(got, wanted, "{forwarded}");
        }
    });
}

#[test]
fn a_browser_that_was_let_in_before_is_let_in_whoever_guesses() {
    let world = World::new();
    run(async {
        // Behind a proxy that nobody told us of, everybody comes from one address.
        let here = "127.0.0.1";
        let got = world.ask(log_in(&world, here, "", "", PASSWORD)).await;
        let cookie = got.cookie_of("cadans-known=");
        let set = got.headers.get_all("set-cookie").iter();
        let set = set.filter_map(|one| one.to_str().ok());
        let set: Vec<&str> = set.filter(|one| one.starts_with("cadans-known=")).collect();
        for part in [
            "HttpOnly",
            "SameSite=Strict",
            "Secure",
            "Path=/t/voorbeeld/login",
        ] {
            assert!(set[0].contains(part), "{set:?}");
        }
        shut(&world, here, "").await;
        let hers = world.ask(log_in(&world, here, "", &cookie, PASSWORD)).await;
        assert_eq!(hers.status, StatusCode::SEE_OTHER);
        // A made-up cookie, or one of another account, opens nothing; and hers is no way to guess on.
        let form = format!("name=planner&password={}", PASSWORD.replace(' ', "+"));
        let other = world
            .post(&world.at("/login"), "", &form)
            .await
            .cookie_of("cadans-known=");
        for cookie in ["cadans-known=guessed", &other] {
            let got = world.ask(log_in(&world, here, "", cookie, PASSWORD)).await;
            assert_eq!(got.status, StatusCode::TOO_MANY_REQUESTS);
        }
        for _ in 0..5 {
            world
                .ask(log_in(&world, here, "", &cookie, "guessed wrong"))
                .await;
        }
        let got = world.ask(log_in(&world, here, "", &cookie, PASSWORD)).await;
        assert_eq!(got.status, StatusCode::TOO_MANY_REQUESTS);
        // A new password ends what the browser was known by.
        wait(3600);
        let again = web::hashed("lead", Role::Lead, None, PASSWORD, clock());
        world
            .store()
            .keep_account(&again.expect("an account"))
            .expect("kept");
        world
            .ask(log_in(&world, here, "", "", "guessed wrong"))
            .await;
        let got = world.ask(log_in(&world, here, "", &cookie, PASSWORD)).await;
        assert_eq!(got.status, StatusCode::TOO_MANY_REQUESTS);
    });
}

#[test]
fn who_guesses_from_everywhere_makes_strangers_wait_a_minute_at_most() {
    let world = World::new();
    run(async {
        let long = "x".repeat(1001);
        for number in 0..60 {
            let from = format!("198.51.100.{number}");
            world.ask(log_in(&world, &from, "", "", &long)).await;
            wait(61);
        }
        let got = world
            .ask(log_in(&world, "198.51.100.200", "", "", &long))
            .await;
        assert_eq!(got.status, StatusCode::UNAUTHORIZED);
        let got = world
            .ask(log_in(&world, "203.0.113.1", "", "", PASSWORD))
            .await;
        assert_eq!(got.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(got.header("retry-after"), "60");
        wait(60);
        let got = world
            .ask(log_in(&world, "203.0.113.1", "", "", PASSWORD))
            .await;
        assert_eq!(got.status, StatusCode::SEE_OTHER);
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
            header: Some("x-user".to_owned()),
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
        assert!(got.text().contains(">reader</a>"));
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
            page.text().contains("gaf een agendalink uit"),
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
                    .header("host", "calendar.example.org")
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
