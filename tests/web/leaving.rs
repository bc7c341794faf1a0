//! Who has left reads nothing from the day after: a colleague, a family, who handed a family over.

use axum::http::StatusCode;
use cadans::web::Proxy;

use super::scene::{meeting, open, press};
use super::world::{PASSWORD, World, run, wait};

const A_DAY: i64 = 24 * 3600;

/// Changes a file of the team.
fn change(world: &World, file: &str, before: &str, after: &str) {
    let path = world.folder.join(file);
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(text.contains(before), "{before}");
    std::fs::write(&path, text.replacen(before, after, 1)).expect("written");
}

/// Says in the team's file on which day anna is in the team for the last time.
fn leaves(world: &World, last: &str) {
    let since = "since = 2023-05-01";
    change(
        world,
        "team.toml",
        since,
        &format!("{since}\nuntil = {last}"),
    );
    hands_over(world, last);
}

/// Says who has kemo3 from the day after anna's last.
fn hands_over(world: &World, last: &str) {
    let next = last.parse::<chrono::NaiveDate>().expect("a day") + chrono::Days::new(1);
    let row = "kemo3,worker,anna,,,\n";
    let rows = format!("kemo3,worker,anna,,{last},\nkemo3,worker,dirk,{next},,\n");
    change(world, "assignments.csv", row, &rows);
}

async fn status(world: &World, path: &str, cookie: &str) -> StatusCode {
    world.get(path, &[("cookie", cookie)]).await.status
}

/// The status of a calendar and of its page.
async fn feed(world: &World, secret: &str) -> [StatusCode; 2] {
    let calendar = status(world, &format!("/f/{secret}.ics"), "").await;
    [calendar, status(world, &format!("/f/{secret}"), "").await]
}

#[test]
fn a_colleague_reads_on_the_last_day_and_not_on_the_next() {
    let world = World::planned();
    let (_, secret) = world.issue("anna");
    let secret = secret.text();
    leaves(&world, "2027-01-20");
    run(async {
        let worker = world.log_in("worker").await;
        let home = world.at("/");
        assert_eq!(status(&world, &home, &worker).await, StatusCode::OK);
        assert_eq!(feed(&world, secret).await, [StatusCode::OK; 2]);
        wait(A_DAY / 2);
        let got = world.get(&home, &[("cookie", &worker)]).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "the session has ended");
        assert!(
            got.header("location").contains("/login"),
            "{:?}",
            got.headers
        );
        assert_eq!(feed(&world, secret).await, [StatusCode::NOT_FOUND; 2]);
        let form = format!("name=worker&password={}", PASSWORD.replace(' ', "+"));
        let got = world.post(&world.at("/login"), "", &form).await;
        assert_eq!(
            (got.status, got.cookie().as_str()),
            (StatusCode::FORBIDDEN, "")
        );
        let got = world
            .post(&world.at("/login"), "", "name=worker&password=wrong")
            .await;
        assert_eq!(
            got.status,
            StatusCode::UNAUTHORIZED,
            "strangers learn nothing"
        );
        let lead = world.log_in("lead").await;
        assert_eq!(status(&world, &home, &lead).await, StatusCode::OK);
        let listed = open(&world, &lead, "/feeds").await;
        assert!(listed.contains("werkt niet meer"), "{listed}");
        let whose = [("whose", "anna"), ("purpose", "phone")];
        let got = press(&world, &lead, "/feeds", "/feeds/new", &whose).await;
        assert_eq!(
            got.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            got.text()
        );
    });
}

#[test]
fn a_proxy_that_names_who_has_left_lets_nobody_in() {
    let world = World::planned_with(|settings| {
        settings.proxy = Some(Proxy {
            header: Some("x-user".to_owned()),
            from: vec!["10.0.0.1".parse().expect("an address")],
        });
    });
    let ask = async |cookie: &str| {
        let request = axum::http::Request::builder().uri(world.at("/"));
        let request = request.header("x-user", "worker").header("cookie", cookie);
        let mut request = request.body(axum::body::Body::empty()).expect("a request");
        let from: std::net::SocketAddr = "10.0.0.1:5000".parse().expect("an address");
        request
            .extensions_mut()
            .insert(axum::extract::ConnectInfo(from));
        world.ask(request).await
    };
    run(async {
        let got = ask("").await;
        assert_eq!(got.status, StatusCode::OK);
        let cookie = got.cookie();
        leaves(&world, "2027-01-19");
        for cookie in ["", &cookie] {
            assert_eq!(ask(cookie).await.status, StatusCode::SEE_OTHER);
        }
    });
}

#[test]
fn who_is_no_longer_in_the_file_reads_nothing() {
    let world = World::planned();
    let guest = "[people.gast]\nname = \"Gast\"\nroles = [\"lead\"]\n\n[people.anna]";
    change(&world, "team.toml", "[people.anna]", guest);
    let (_, secret) = world.issue("gast");
    run(async {
        assert_eq!(feed(&world, secret.text()).await, [StatusCode::OK; 2]);
        // A slip in a file is no reason to keep everybody from their calendar.
        change(&world, "team.toml", "lang = \"nl\"", "lang = nl");
        assert_eq!(feed(&world, secret.text()).await, [StatusCode::OK; 2]);
        change(&world, "team.toml", "lang = nl", "lang = \"nl\"");
        change(&world, "team.toml", guest, "[people.anna]");
        assert_eq!(
            feed(&world, secret.text()).await,
            [StatusCode::NOT_FOUND; 2]
        );
    });
}

#[test]
fn a_family_reads_until_its_calendar_has_followed_the_end_of_care() {
    let world = World::planned();
    let (_, closed) = world.issue("case-kemo3");
    let (_, other) = world.issue("case-dilu7");
    run(async {
        let lead = world.log_in("lead").await;
        let end = [
            ("case", "kemo3"),
            ("on", "2027-01-21"),
            ("reason", "verhuisd"),
        ];
        let got = press(&world, &lead, "/enter", "/enter/end", &end).await;
        assert_eq!(got.status, StatusCode::OK);
        wait(5 * A_DAY);
        assert_eq!(feed(&world, closed.text()).await, [StatusCode::OK; 2]);
        wait(105 * A_DAY);
        assert_eq!(
            feed(&world, closed.text()).await,
            [StatusCode::NOT_FOUND; 2]
        );
        assert_eq!(
            feed(&world, other.text()).await,
            [StatusCode::OK; 2],
            "in care"
        );
    });
}

#[test]
fn who_handed_a_family_over_keeps_the_own_meetings_of_that_time() {
    let world = World::planned();
    let comes =
        |one: &cadans::plan::Placement, id: &str| one.participants.iter().any(|who| who.id == id);
    let own = meeting(&world, |one| {
        one.case
            .as_ref()
            .is_some_and(|case| case.as_str() == "kemo3")
            && comes(one, "anna")
            && one.start.date().to_string().as_str() < "2027-01-14"
    });
    hands_over(&world, "2027-01-14");
    run(async {
        let cookie = world.log_in("worker").await;
        let week = "/week/2027-W08";
        for path in [
            "/case/kemo3",
            "/card/kemo3",
            "/add/kemo3",
            "/overdue?case=kemo3",
            &format!("{week}?case=kemo3"),
        ] {
            let got = status(&world, &world.at(path), &cookie).await;
            assert_eq!(got, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["/quarter/2027Q1", "/enter"] {
            let page = world
                .get(&world.at(path), &[("cookie", &cookie)])
                .await
                .text();
            assert!(!page.contains("kemo3"), "{path}");
        }
        let path = format!("/meeting/{}", own.id);
        let page = open(&world, &cookie, &path).await;
        assert!(!page.contains("/case/kemo3"), "{page}");
        let held = [("id", own.id.as_str()), ("deed", "held")];
        let got = press(&world, &cookie, "/", "/act", &held).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    });
}
