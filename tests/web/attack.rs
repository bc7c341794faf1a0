//! An attacker's look at the board: everybody's addresses and forms asked by who may not, and forms sent from
//! elsewhere.

use axum::http::StatusCode;
use cadans::plan::Placement;
use cadans::store::Store as _;

use super::world::{PASSWORD, World, run, token};

/// A family that anna (the worker) does not work for.
const OTHER: &str = "dilu7";

/// Every form of the board, filled in for somebody else's meeting `id`.
fn forms(id: &str) -> Vec<(&'static str, String)> {
    let id = id.replace('/', "%2F");
    let dates = "from=2027-03-01&to=2027-03-02";
    let all = [
        ("/act", format!("id={id}&deed=held")),
        ("/act", format!("press=held+{id}")),
        ("/act", format!("id={id}&deed=waived")),
        ("/move", format!("id={id}&at=2027-03-01T10:00&sure=yes")),
        (
            "/add",
            format!("rule=iag.visit&case={OTHER}&at=2027-03-01T10:00&sure=yes"),
        ),
        ("/correct", "entry=1".to_owned()),
        ("/called", format!("id={id}&participant=bram")),
        ("/plan", "term=2027Q2".to_owned()),
        ("/plan/accept", String::new()),
        ("/plan/discard", String::new()),
        ("/plan/stop", String::new()),
        ("/enter/absence", format!("who=bram&kind=sick&{dates}")),
        (
            "/enter/hours",
            "who=bram&from=2027-03-01&week=mon+10:00-12:00".to_owned(),
        ),
        (
            "/enter/assignment",
            format!("subject={OTHER}&role=worker&person=anna&kind=lead"),
        ),
        (
            "/enter/case",
            "code=XXXX1&programme=iag&start=2027-03-01".to_owned(),
        ),
        ("/enter/pause", format!("case={OTHER}&reason=x&{dates}")),
        ("/enter/end", format!("case={OTHER}&on=2027-03-01")),
        ("/feeds/new", "whose=bram".to_owned()),
        ("/feeds/new", "whose=team".to_owned()),
        ("/feeds/new", format!("whose=case-{OTHER}")),
        ("/feeds/rotate", "whose=bram".to_owned()),
        ("/feeds/revoke", "whose=bram".to_owned()),
    ];
    all.into()
}

/// A meeting to come of a family that is not anna's, without her.
fn foreign(world: &World) -> Placement {
    let plan = world.store().latest().expect("read").expect("a plan");
    let mut all = plan.placements.into_iter();
    let comes = |one: &Placement| one.participants.iter().any(|who| who.id == "anna");
    let of_other = |one: &Placement| one.case.as_ref().is_some_and(|case| case.as_str() == OTHER);
    all.find(|one| of_other(one) && !comes(one))
        .expect("a meeting")
}

/// What is written in the store and in the team's files.
fn written(world: &World) -> (usize, usize, Vec<Vec<u8>>) {
    use cadans::store::Access as _;
    let files = ["team.toml", "cases.csv", "assignments.csv", "absences.csv"];
    let files = files.map(|name| std::fs::read(world.folder.join(name)).unwrap_or_default());
    let store = world.store();
    let (lines, links) = (store.entries().expect("read"), store.links().expect("read"));
    (lines.len(), links.len(), files.into())
}

#[test]
fn no_form_does_anything_for_who_may_not() {
    let world = World::planned();
    let id = foreign(&world).id;
    let before = written(&world);
    run(async {
        for name in ["worker", "reader"] {
            let cookie = world.log_in(name).await;
            let home = world.get(&world.at("/"), &[("cookie", &cookie)]).await;
            let token = token(&home.text());
            for (path, form) in forms(id.as_str()) {
                let form = format!("token={token}&{form}");
                let got = world.post(&world.at(path), &cookie, &form).await;
                let refused = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
                assert!(
                    refused.contains(&got.status),
                    "{name} {path} {form}: {}",
                    got.status
                );
                assert!(!got.text().contains(OTHER), "{name} {path}: {}", got.text());
            }
        }
    });
    assert_eq!(written(&world), before);
}

#[test]
fn no_form_does_anything_from_elsewhere_or_without_its_token() {
    let world = World::planned();
    let id = foreign(&world).id;
    let before = written(&world);
    let kind = ("content-type", "application/x-www-form-urlencoded");
    run(async {
        let cookie = world.log_in("lead").await;
        let home = world.get(&world.at("/"), &[("cookie", &cookie)]).await;
        let good = token(&home.text());
        let other = world.log_in("planner").await;
        let planner = world.get(&world.at("/"), &[("cookie", &other)]).await;
        let of_other = token(&planner.text());
        let mut all = forms(id.as_str());
        all.push((
            "/record/2027-W03",
            format!("person=anna&{}=held", id.as_str().replace('/', "%2F")),
        ));
        all.push(("/logout", String::new()));
        for (path, form) in all {
            let at = world.at(path);
            for token in ["", "guessed", of_other.as_str()] {
                let form = format!("token={token}&{form}");
                let got = world.post(&at, &cookie, &form).await;
                assert_eq!(got.status, StatusCode::FORBIDDEN, "{path} with `{token}`");
            }
            let form = format!("token={good}&{form}");
            for from in [
                ("origin", "https://evil.example"),
                ("sec-fetch-site", "cross-site"),
            ] {
                let headers = [kind, ("cookie", cookie.as_str()), from];
                let got = world.send("POST", &at, &headers, &form).await;
                assert_eq!(got.status, StatusCode::FORBIDDEN, "{path} from {from:?}");
            }
            // As JSON, or in the address, it is no form.
            let json = [
                ("content-type", "application/json"),
                ("cookie", cookie.as_str()),
            ];
            let got = world.send("POST", &at, &json, &form).await;
            assert!(got.status.is_client_error(), "{path} as JSON");
            let without = world.post(&format!("{at}?{form}"), &cookie, "").await;
            assert_eq!(
                without.status,
                StatusCode::FORBIDDEN,
                "{path} in the address"
            );
        }
    });
    assert_eq!(written(&world), before);
}

#[test]
fn a_worker_who_moves_or_asks_why_learns_of_no_other_family() {
    let world = World::planned();
    let team = world.team();
    let hers = |code: &str| {
        let mut all = team.assignments.iter();
        all.any(|one| one.person.as_str() == "anna" && format!("{:?}", one.subject).contains(code))
    };
    let foreign: Vec<String> = team
        .cases
        .iter()
        .map(|case| case.code.to_string())
        .collect();
    let foreign: Vec<String> = foreign.into_iter().filter(|code| !hers(code)).collect();
    assert!(foreign.iter().any(|code| code == OTHER));
    let plan = world.store().latest().expect("read").expect("a plan");
    let with = |one: &Placement, id: &str| one.participants.iter().any(|who| who.id == id);
    let comes = |one: &&Placement| with(one, "anna");
    let to_come = |one: &&Placement| one.start.date().to_string().as_str() > "2027-02-01";
    // What eva has with a family of hers collides with what eva has with others.
    let shared: Vec<_> = plan
        .placements
        .iter()
        .filter(comes)
        .filter(to_come)
        .collect();
    let theirs = plan.placements.iter().filter(to_come).filter(|one| {
        let other = one.case.as_ref();
        with(one, "eva") && other.is_some_and(|case| foreign.contains(&case.to_string()))
    });
    let theirs: Vec<_> = theirs.take(6).collect();
    run(async {
        let cookie = world.log_in("worker").await;
        let home = world.get(&world.at("/"), &[("cookie", &cookie)]).await;
        let token = token(&home.text());
        let (mut hidden, mut seen) = (0, Vec::new());
        let of_family = |one: &&&Placement| one.case.is_some() && with(one, "eva");
        for one in shared.iter().filter(of_family).take(3) {
            for other in &theirs {
                let at = other.start.format("%Y-%m-%dT%H:%M");
                let id = one.id.as_str().replace('/', "%2F");
                let form = format!("token={token}&id={id}&at={at}");
                let got = world.post(&world.at("/move"), &cookie, &form).await;
                if got.status == StatusCode::OK {
                    hidden += usize::from(got.text().contains(" …, "));
                    seen.push(got.text());
                }
            }
        }
        for one in shared.iter().take(4) {
            let path = world.at(&format!("/why/{}", one.id));
            seen.push(world.get(&path, &[("cookie", &cookie)]).await.text());
        }
        assert!(hidden > 0, "nothing collided");
        for text in seen {
            let named = foreign.iter().find(|code| text.contains(code.as_str()));
            assert_eq!(named, None, "{text}");
        }
    });
}

#[test]
fn faults_in_the_files_are_shown_to_who_may_mend_them_only() {
    let world = World::planned();
    let path = world.folder.join("cases.csv");
    let text = std::fs::read_to_string(&path).expect("a file");
    run(async {
        let mut cookies = Vec::new();
        for name in ["lead", "planner", "worker", "reader"] {
            cookies.push((name, world.log_in(name).await));
        }
        let home = world.at("/");
        std::fs::write(&path, text.replacen(",iag,", ",nothing,", 1)).expect("written");
        for (name, cookie) in &cookies {
            let page = world.get(&home, &[("cookie", cookie)]).await;
            assert_eq!(page.status, StatusCode::CONFLICT, "{name}");
            let told = page.text().contains("gezinnen, regel");
            assert_eq!(
                told,
                ["lead", "planner"].contains(name),
                "{name}: {}",
                page.text()
            );
        }
    });
}

#[test]
fn a_reader_learns_nothing_of_one_colleague() {
    let world = World::planned();
    run(async {
        let cookie = world.log_in("reader").await;
        let page = async |path: &str| {
            world
                .get(&world.at(path), &[("cookie", &cookie)])
                .await
                .text()
        };
        let everybody = page("/overdue").await;
        assert_eq!(page("/overdue?who=anna").await, everybody);
    });
}

#[test]
fn what_stands_in_the_files_is_never_markup() {
    let world = World::planned();
    let path = world.folder.join("team.toml");
    let text = std::fs::read_to_string(&path).expect("a file");
    let evil = "<img src=x onerror=alert(1)>&\\\"'";
    let text = text.replacen(
        "name = \"Anna Voorbeeld\"",
        &format!("name = \"{evil}\""),
        1,
    );
    assert!(text.contains("onerror"));
    std::fs::write(&path, text).expect("written");
    run(async {
        let cookie = world.log_in("lead").await;
        let mut shown = 0;
        for path in [
            "/",
            "/quarter/2027Q1",
            "/week/2027-W04",
            "/overdue",
            "/person/anna",
            "/plan",
            "/changes",
            "/enter",
            "/feeds",
            "/case/kemo3",
            "/card/kemo3",
            "/record/2027-W03?person=anna",
            "/audit",
            "/week/2027-W04?person=anna",
        ] {
            let page = world.get(&world.at(path), &[("cookie", &cookie)]).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            let text = page.text();
            assert!(
                !text.contains("<img") && !text.contains("&\"'"),
                "{path}: {text}"
            );
            shown += usize::from(text.contains("&lt;img"));
        }
        assert!(shown > 3, "shown on {shown} pages");
        // Nor what stands behind a question mark, or in a name that nobody has.
        for query in [
            "/overdue?who=",
            "/audit?by=",
            "/login?next=",
            "/week/2027-W04?person=",
        ] {
            let path = world.at(&format!("{query}%3Cimg%20src=x%3E%22"));
            let text = world.get(&path, &[("cookie", &cookie)]).await.text();
            assert!(!text.contains("<img"), "{path}: {text}");
        }
        let form = format!(
            "name=%3Cimg%3E&password={}&next=%22%3E%3Cimg%3E",
            PASSWORD.replace(' ', "+")
        );
        let text = world.post(&world.at("/login"), "", &form).await.text();
        assert!(!text.contains("<img"), "{text}");
    });
}

#[test]
fn addresses_with_odd_parts_lead_nowhere() {
    let world = World::planned();
    run(async {
        let cookie = world.log_in("lead").await;
        for path in [
            "/t/..%2f..%2fetc/passwd".to_owned(),
            "/t/%2e%2e/".to_owned(),
            "/.cadans/journal".to_owned(),
            "/team.toml".to_owned(),
            world.at("/../../f/x"),
            world.at("/meeting/..%2f..%2fteam.toml"),
            world.at("/week/%0d%0aX-Y:1"),
            world.at("/case/%00"),
        ] {
            let got = world.get(&path, &[("cookie", &cookie)]).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(got.header("x-y"), "");
        }
        let next = "/t/x/%0d%0aset-cookie:%20a=b";
        let form = format!(
            "name=lead&password={}&next={next}",
            PASSWORD.replace(' ', "+")
        );
        let got = world.post(&world.at("/login"), "", &form).await;
        assert_eq!(got.header("location"), world.at("/"));
        assert!(!got.header("set-cookie").starts_with("a="));
    });
}
