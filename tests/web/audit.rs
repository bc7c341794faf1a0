//! The audit trail: every look at a family and every log-in stand in it, who may read it does, and it goes out as a
//! file.

use axum::http::StatusCode;
use cadans::store::Note;

use super::scene::{done, meeting, open};
use super::world::{LOG, World, run, wait};

/// The lines of the trail: code, by and case.
fn lines(world: &World) -> Vec<(String, String, String)> {
    let line = |note: Note| {
        (
            note.what.code().unwrap_or_default(),
            note.by.unwrap_or_default(),
            note.case.unwrap_or_default(),
        )
    };
    let all = world.disk().trail(|_| true).expect("a trail");
    all.into_iter().map(line).collect()
}

fn has(world: &World, code: &str, by: &str, case: &str) -> bool {
    let wanted = (code.to_owned(), by.to_owned(), case.to_owned());
    lines(world).contains(&wanted)
}

#[test]
fn every_look_is_in_the_trail() {
    let world = World::planned();
    let one = meeting(&world, |one| {
        let case = one.case.as_ref().map(|case| case.as_str());
        case == Some("kemo3") && one.start.date().to_string().as_str() > "2027-01-21"
    });
    run(async {
        let cookie = world.log_in("lead").await;
        for (path, code, case) in [
            ("/".to_owned(), "saw-today", ""),
            ("/overdue".to_owned(), "saw-findings", ""),
            ("/quarter/2027Q1".to_owned(), "saw-quarter", ""),
            ("/week/2027-W04".to_owned(), "saw-week", ""),
            ("/person/anna".to_owned(), "saw-person", ""),
            ("/case/kemo3".to_owned(), "saw-case", "kemo3"),
            (format!("/move/{}", one.id), "saw-meeting", "kemo3"),
            ("/past/kemo3".to_owned(), "saw-past", "kemo3"),
            ("/enter".to_owned(), "saw-forms", ""),
            ("/feeds".to_owned(), "saw-links", ""),
            ("/audit?case=kemo3".to_owned(), "saw-trail", "kemo3"),
            ("/looked/kemo3".to_owned(), "saw-who-looked", "kemo3"),
        ] {
            let before = lines(&world).len();
            open(&world, &cookie, &path).await;
            let new = lines(&world).split_off(before);
            let wanted = (code.to_owned(), "lead".to_owned(), case.to_owned());
            assert!(new.contains(&wanted), "{path}: {new:?}");
        }
        // What is typed in a search may be a name.
        for path in ["/audit?case=Jansen", "/audit/export?case=Jansen"] {
            open(&world, &cookie, path).await;
        }
        assert!(!lines(&world).iter().any(|(.., case)| case == "Jansen"));
    });
}

#[test]
fn the_page_of_an_address_is_in_the_trail_once_in_half_an_hour() {
    let world = World::planned();
    let (link, secret) = world.issue("case-kemo3");
    let page = format!("/f/{}", secret.text());
    let by = format!("link {}", link.short());
    let count = || {
        let all = lines(&world).into_iter();
        all.filter(|(code, who, case)| code == "saw-address" && *who == by && case == "kemo3")
            .count()
    };
    run(async {
        for _ in 0..3 {
            assert_eq!(world.get(&page, &[]).await.status, StatusCode::OK);
        }
        assert_eq!(count(), 1);
        wait(31 * 60);
        world.get(&page, &[]).await;
        assert_eq!(count(), 2);
    });
}

#[test]
fn who_comes_in_and_goes_is_in_the_trail_and_who_cannot_is_in_the_log() {
    let world = World::planned();
    run(async {
        let cookie = world.log_in("lead").await;
        done(&world, &cookie, "/", "/logout", &[]).await;
        for name in ["worker", "Wachtwoord123"] {
            let form = format!("name={name}&password=guessed+wrong");
            let got = world.post(&world.at("/login"), "", &form).await;
            assert_eq!(got.status, StatusCode::UNAUTHORIZED);
        }
        assert!(has(&world, "logged-in", "lead", ""));
        assert!(has(&world, "logged-out", "lead", ""));
        let failed = lines(&world)
            .into_iter()
            .filter(|(code, ..)| code == "log-in-failed");
        assert_eq!(failed.count(), 2);
        let cookie = world.log_in("lead").await;
        let page = open(&world, &cookie, "/audit?kind=door").await;
        assert!(page.contains("inloggen mislukt als worker"), "{page}");
        assert!(page.contains("logde in als teamleider"), "{page}");
        // What is typed as a name may be anything.
        assert!(!page.contains("Wachtwoord123"), "{page}");
        let log = LOG.lock().expect("the log").join("\n");
        let line = "LOGIN-FAILED from=- team=voorbeeld name=worker";
        assert!(log.contains(line), "{log}");
        assert!(!log.contains("Wachtwoord123"));
    });
}

#[test]
fn a_guesser_does_not_fill_the_trail() {
    let world = World::planned();
    run(async {
        for number in 0..60 {
            let long = "x".repeat(1001);
            let form = format!("name=n{number}&password={long}");
            world.post(&world.at("/login"), "", &form).await;
        }
        wait(60);
        let form = "name=lead&password=wrong";
        world.post(&world.at("/login"), "", form).await;
        let failed = lines(&world)
            .into_iter()
            .filter(|(code, ..)| code == "log-in-failed");
        assert_eq!(failed.count(), 20 + 1 + 1);
        let page = open(&world, &world.log_in("lead").await, "/audit?kind=door").await;
        assert!(page.contains("(40×)"), "{page}");
    });
}

#[test]
fn no_family_stands_in_the_log() {
    let world = World::planned();
    let one = meeting(&world, |one| {
        one.case
            .as_ref()
            .is_some_and(|case| case.as_str() == "kemo3")
    });
    run(async {
        let cookie = world.log_in("lead").await;
        for path in ["/case/kemo3".to_owned(), format!("/meeting/{}", one.id)] {
            open(&world, &cookie, &path).await;
        }
        world.get(&world.at("/case/kemo3/"), &[]).await;
        let log = LOG.lock().expect("the log").join("\n");
        assert!(log.contains("GET /t/voorbeeld/case/{code} 200"), "{log}");
        assert!(!log.contains("kemo3"), "{log}");
    });
}

#[test]
fn who_looked_is_told_in_plain_words() {
    let world = World::planned();
    world.issue("case-kemo3");
    run(async {
        let worker = world.log_in("worker").await;
        for _ in 0..2 {
            open(&world, &worker, "/case/kemo3").await;
        }
        open(&world, &worker, "/week/2027-W04").await;
        let lead = world.log_in("lead").await;
        let page = open(&world, &lead, "/looked/kemo3").await;
        for said in [
            "<b>Anna Voorbeeld (medewerker)</b> keek op",
            "bekeek het gezin (2×)",
            "gaf een agendalink uit:",
            "Overzichten waarin dit gezin kan hebben gestaan",
        ] {
            assert!(page.contains(said), "{said} in {page}");
        }
        let case = open(&world, &lead, "/case/kemo3").await;
        assert!(case.contains("Wie keek in dit dossier?"));
        let planner = world.log_in("planner").await;
        assert!(
            !open(&world, &planner, "/case/kemo3")
                .await
                .contains("Wie keek in dit dossier?")
        );
    });
}

#[test]
fn the_trail_goes_out_with_the_fields_of_nen_7513() {
    let world = World::planned();
    run(async {
        let worker = world.log_in("worker").await;
        open(&world, &worker, "/case/kemo3").await;
        let cookie = world.log_in("auditor").await;
        let path = world.at("/audit/export?case=kemo3&kind=look");
        let got = world.get(&path, &[("cookie", &cookie)]).await;
        assert_eq!(got.status, StatusCode::OK);
        assert!(got.header("content-type").starts_with("text/csv"));
        let text = got.text();
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(
            rows[0],
            "\"when\",\"user\",\"name\",\"role\",\"action\",\"event\",\"description\",\"case\",\"on_behalf_of\",\
             \"outcome\",\"source\",\"from\""
        );
        let row = "\"2027-01-20T13:00:00Z\",\"worker\",\"Anna Voorbeeld\",\"worker\",\"read\",\"saw-case\",\
                   \"bekeek het gezin\",\"kemo3\",\"anna\",\"success\",\
                   \"https://calendar.example.org/t/voorbeeld\",\"\"";
        assert!(rows.contains(&row), "{text}");
        assert!(has(&world, "exported-trail", "auditor", "kemo3"));
    });
}

#[test]
fn the_trail_is_filtered_by_day_and_kind() {
    let world = World::planned();
    run(async {
        let cookie = world.log_in("lead").await;
        open(&world, &cookie, "/case/kemo3").await;
        let shown = async |query: &str| {
            let page = open(&world, &cookie, &format!("/audit?{query}")).await;
            page.contains("bekeek het gezin")
        };
        assert!(shown("from=2027-01-20&to=2027-01-20&kind=look&by=lead").await);
        assert!(!shown("from=2027-01-21").await);
        assert!(!shown("to=2027-01-19").await);
        assert!(!shown("kind=door").await);
        assert!(!shown("by=planner").await);
    });
}

#[test]
fn a_log_in_by_proxy_is_in_the_trail_once() {
    let world = World::planned_with(|settings| {
        settings.proxy = Some(cadans::web::Proxy {
            header: Some("x-user".to_owned()),
            from: vec!["10.0.0.7".parse().expect("an address")],
        });
    });
    let ask = || {
        let mut request = axum::http::Request::get(world.at("/")).header("x-user", "lead");
        let from: std::net::SocketAddr = "10.0.0.7:1".parse().expect("an address");
        let extensions = request.extensions_mut().expect("a request");
        extensions.insert(axum::extract::ConnectInfo(from));
        request.body(axum::body::Body::empty()).expect("a request")
    };
    let count = || {
        let all = lines(&world).into_iter();
        all.filter(|(code, by, _)| code == "logged-in" && by == "lead")
            .count()
    };
    run(async {
        for _ in 0..3 {
            let got = world.ask(ask()).await;
            assert_eq!((got.status, got.header("set-cookie")), (StatusCode::OK, ""));
        }
        assert_eq!(count(), 1);
        wait(3600);
        world.ask(ask()).await;
        assert_eq!(count(), 2);
    });
}
