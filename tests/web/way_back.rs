//! Pages of what was not done have a way back, and a log-in in the middle of a form leads to its page.

use std::time::Duration;

use axum::http::StatusCode;

use super::scene::open;
use super::world::{PASSWORD, World, run, token};

#[test]
fn every_error_has_a_way_back() {
    let world = World::planned();
    run(async {
        let (lead, reader) = (world.log_in("lead").await, world.log_in("reader").await);
        let home = world.at("/");
        for (cookie, path, status) in [
            (&lead, world.at("/nothing"), StatusCode::NOT_FOUND),
            (&lead, world.at("/case/none"), StatusCode::NOT_FOUND),
            (&lead, world.at("/week/%FF"), StatusCode::NOT_FOUND),
            (&reader, world.at("/quarter/2027Q1"), StatusCode::FORBIDDEN),
            (&lead, "/t/other/".to_owned(), StatusCode::NOT_FOUND),
            (&lead, "/nothing".to_owned(), StatusCode::NOT_FOUND),
        ] {
            let got = world.get(&path, &[("cookie", cookie)]).await;
            assert_eq!(got.status, status, "{path}");
            assert!(
                got.header("content-type").starts_with("text/html"),
                "{path}"
            );
            let to = if path.starts_with(&home) {
                home.as_str()
            } else {
                "/"
            };
            assert!(
                got.text().contains(&format!("href=\"{to}\"")),
                "{}",
                got.text()
            );
        }
        // A form that was refused leads back to where it was.
        let form = ("content-type", "application/x-www-form-urlencoded");
        let from = format!("https://calendar.example.org{}", world.at("/enter"));
        let headers = [form, ("cookie", &lead), ("referer", &from)];
        for (path, body) in [
            ("/move", "id=x"),
            ("/enter/absence", "token=no"),
            ("/week", ""),
        ] {
            let got = world.send("POST", &world.at(path), &headers, body).await;
            assert!(got.status.is_client_error(), "{path}: {}", got.status);
            let back = format!("href=\"{}\"", world.at("/enter"));
            assert!(got.text().contains(&back), "{path}: {}", got.text());
        }
        let elsewhere = [
            form,
            ("cookie", &lead),
            ("referer", "https://evil.example/x"),
        ];
        let got = world.send("POST", &world.at("/move"), &elsewhere, "").await;
        assert!(!got.text().contains("evil"), "{}", got.text());
    });
}

#[test]
fn a_log_in_in_the_middle_of_a_form_leads_to_a_page() {
    let world = World::planned();
    run(async {
        let page = |path: &str| format!("https://calendar.example.org{}", world.at(path));
        for (to, from, next) in [
            ("/move", None, "/"),
            ("/act", None, "/"),
            ("/plan/accept", None, "/plan"),
            ("/enter/absence", None, "/enter"),
            ("/enter/absence", Some(page("/team")), "/team"),
            ("/move", Some("https://evil.example/t/x".to_owned()), "/"),
        ] {
            let from = from.unwrap_or_default();
            let headers = [
                ("content-type", "application/x-www-form-urlencoded"),
                ("referer", from.as_str()),
            ];
            let got = world.send("POST", &world.at(to), &headers, "id=x").await;
            assert_eq!(got.status, StatusCode::UNAUTHORIZED, "{to}");
            let door = got;
            assert!(
                door.text().contains("role=\"alert\""),
                "it was not sent, and that is said"
            );
            let next = world.at(next);
            assert!(
                door.text()
                    .contains(&format!("name=\"next\" value=\"{next}\"")),
                "{to}"
            );
            let coded = next.replace('/', "%2F");
            let form = format!(
                "name=lead&password={}&next={coded}",
                PASSWORD.replace(' ', "+")
            );
            let inside = world.post(&world.at("/login"), "", &form).await;
            assert_eq!(inside.header("location"), next);
            let cookie = inside.cookie();
            let got = world.get(&next, &[("cookie", &cookie)]).await;
            assert_eq!(got.status, StatusCode::OK, "{next}");
        }
        // Whatever asks for a form's own address as a page is led to one.
        let cookie = world.log_in("lead").await;
        let got = world
            .get(&world.at("/plan/stop"), &[("cookie", &cookie)])
            .await;
        assert_eq!(
            (got.status, got.header("location")),
            (StatusCode::SEE_OTHER, world.at("/plan").as_str())
        );
    });
}

#[test]
fn no_error_page_names_a_path_of_the_server() {
    let world = World::planned();
    let (cases, journal) = ("cases.csv", ".cadans/journal");
    let folder = world.folder.display().to_string();
    run(async {
        let mut cookies = Vec::new();
        for name in ["planner", "worker", "reader", "auditor"] {
            cookies.push((name, world.log_in(name).await));
        }
        for (file, text) in [
            (cases, Some("nothing\n")),
            (cases, None),
            ("team.toml", Some("programmes = [\"none\"]\n")),
            ("team.toml", None),
            (journal, Some("nothing")),
        ] {
            let path = world.folder.join(file);
            let before = std::fs::read(&path).expect("a file");
            match text {
                Some(text) => std::fs::write(&path, text).expect("written"),
                None => std::fs::remove_file(&path).expect("removed"),
            }
            for (name, cookie) in &cookies {
                for page in ["/", "/audit", "/week/2027-W04", "/team"] {
                    let got = world.get(&world.at(page), &[("cookie", cookie)]).await;
                    let text = got.text();
                    assert!(!text.contains(&folder), "{name} {page}: {text}");
                }
            }
            std::fs::write(&path, before).expect("put back");
        }
    });
}

#[test]
fn what_stands_in_memory_is_shown_while_somebody_has_the_store() {
    let world = World::planned();
    run(async {
        // Who sees families is noted first, and waits for that; who sees none need not.
        let cookie = world.log_in("reader").await;
        open(&world, &cookie, "/").await;
        let held = world.store();
        let page = open(&world, &cookie, "/");
        let page = tokio::time::timeout(Duration::from_secs(5), page).await;
        assert!(!token(&page.expect("at once")).is_empty());
        drop(held);
    });
}

#[test]
fn what_an_address_asks_stays_one_value() {
    let world = World::planned();
    run(async {
        let cookie = world.log_in("lead").await;
        for path in [
            "/quarter/2027Q1?person=",
            "/overdue?who=",
            "/week/2027-W04?person=",
        ] {
            let odd = "a%26case%3Dkemo3%22%3E%3Cb%3E%23%25";
            let got = world
                .get(&world.at(&format!("{path}{odd}")), &[("cookie", &cookie)])
                .await;
            let text = got.text();
            for bad in [
                "person=a&amp;case",
                "person=a&case",
                "who=a&amp;case",
                "<b>",
                "person=a%&",
            ] {
                assert!(!text.contains(bad), "{path}: {bad}");
            }
        }
    });
}
