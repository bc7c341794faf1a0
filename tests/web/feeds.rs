//! The feed server, point by point.

use std::io::Read as _;

use axum::http::StatusCode;
use cadans::app;
use cadans::store::{Access as _, Secret, Store as _};
use chrono::DateTime;
use flate2::read::GzDecoder;

use super::world::{Answer, LOG, World, clock, run, wait};

fn path(secret: &Secret) -> String {
    format!("/f/{}.ics", secret.text())
}

#[test]
fn a_feed_is_a_calendar_with_all_its_headers() {
    let world = World::planned();
    let (_, secret) = world.issue("anna");
    run(async {
        let got = world.get(&path(&secret), &[]).await;
        assert_eq!(got.status, StatusCode::OK);
        assert_eq!(got.header("content-type"), "text/calendar; charset=utf-8");
        assert_eq!(
            got.header("content-disposition"),
            "inline; filename=\"calendar.ics\""
        );
        assert_eq!(got.header("cache-control"), "private, max-age=300");
        assert_eq!(got.header("vary"), "Accept-Encoding");
        assert_eq!(got.header("referrer-policy"), "no-referrer");
        assert!(got.header("x-robots-tag").contains("noindex"));
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        assert_eq!(got.header("set-cookie"), "");
        let tag = got.header("etag");
        assert!(
            tag.starts_with('"') && tag.ends_with('"') && tag.len() > 20,
            "{tag}"
        );
        let text = got.text();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        assert!(text.matches("BEGIN:VEVENT").count() > 10);
        assert!(
            !text.contains(secret.text()),
            "the secret stands in the body"
        );
        // The same again, and for any Accept.
        let again = world.get(&path(&secret), &[("accept", "text/html")]).await;
        assert_eq!((again.header("etag"), &again.body), (tag, &got.body));
        let head = world.send("HEAD", &path(&secret), &[], "").await;
        assert_eq!(head.status, StatusCode::OK);
        assert!(head.body.is_empty());
        for name in [
            "etag",
            "last-modified",
            "content-type",
            "cache-control",
            "vary",
        ] {
            assert_eq!(head.header(name), got.header(name), "{name}");
        }
        assert_eq!(head.header("content-length"), got.body.len().to_string());
    });
}

#[test]
fn who_has_it_already_is_told_so() {
    let world = World::planned();
    let (_, secret) = world.issue("anna");
    run(async {
        let path = path(&secret);
        let got = world.get(&path, &[]).await;
        let (tag, date) = (got.header("etag"), got.header("last-modified"));
        let ask = async |headers: &[(&str, &str)]| world.get(&path, headers).await;
        let list = format!("\"other\", W/{tag}");
        for tags in [tag, "*", &list] {
            let not = ask(&[("if-none-match", tags)]).await;
            assert_eq!(not.status, StatusCode::NOT_MODIFIED, "{tags}");
            assert!(not.body.is_empty());
            for name in ["etag", "last-modified", "cache-control", "vary"] {
                assert_eq!(not.header(name), got.header(name), "{name}");
            }
        }
        assert_eq!(
            ask(&[("if-modified-since", date)]).await.status,
            StatusCode::NOT_MODIFIED
        );
        // Tags count before dates, and a date that is none does not count.
        let other = ask(&[("if-none-match", "\"other\""), ("if-modified-since", date)]).await;
        assert_eq!(other.status, StatusCode::OK);
        let both = ask(&[
            ("if-none-match", tag),
            ("if-modified-since", "Mon, 01 Jan 1990 00:00:00 GMT"),
        ])
        .await;
        assert_eq!(both.status, StatusCode::NOT_MODIFIED);
        for odd in [
            "yesterday",
            "",
            "Wed, 99 Jan 2027 13:00:00 GMT",
            "Mon, 01 Jan 1990 00:00:00 GMT",
        ] {
            assert_eq!(
                ask(&[("if-modified-since", odd)]).await.status,
                StatusCode::OK,
                "{odd}"
            );
        }
        for older in [
            "Wednesday, 20-Jan-27 13:00:00 GMT",
            "Wed Jan 20 13:00:00 2027",
        ] {
            assert_eq!(
                ask(&[("if-modified-since", older)]).await.status,
                StatusCode::NOT_MODIFIED,
                "{older}"
            );
        }
    });
}

#[test]
fn a_packed_feed_has_its_own_tag() {
    let world = World::planned();
    let (_, secret) = world.issue("anna");
    run(async {
        let path = path(&secret);
        let plain = world.get(&path, &[]).await;
        let packed = world
            .get(&path, &[("accept-encoding", "br, gzip;q=0.8")])
            .await;
        assert_eq!(packed.header("content-encoding"), "gzip");
        assert_ne!(packed.header("etag"), plain.header("etag"));
        let mut text = Vec::new();
        GzDecoder::new(&packed.body[..])
            .read_to_end(&mut text)
            .expect("packed");
        assert_eq!(text, plain.body);
        for refused in ["identity", "gzip;q=0", "br, deflate"] {
            let got = world.get(&path, &[("accept-encoding", refused)]).await;
            assert_eq!(got.header("content-encoding"), "", "{refused}");
        }
        // Who has either form has it, and is told so about that form.
        for had in [&plain, &packed] {
            for takes in ["gzip", "identity"] {
                let asked = [
                    ("accept-encoding", takes),
                    ("if-none-match", had.header("etag")),
                ];
                let not = world.get(&path, &asked).await;
                assert_eq!(not.status, StatusCode::NOT_MODIFIED);
                assert_eq!(not.header("etag"), had.header("etag"));
            }
        }
    });
}

#[test]
fn a_change_is_seen_at_once_and_dates_only_move_on() {
    let world = World::planned();
    let (_, secret) = world.issue("team");
    let modified = |answer: &Answer| {
        DateTime::parse_from_rfc2822(answer.header("last-modified"))
            .expect("a date")
            .timestamp()
    };
    run(async {
        let path = path(&secret);
        let mut before = world.get(&path, &[]).await;
        // Two changes within the same second, a day that goes by, and a new start of the server.
        for step in 0..3 {
            if step == 2 {
                wait(24 * 3600);
            } else {
                world.moved(|_| true, step + 1);
            }
            let had = before.header("last-modified").to_owned();
            let after = world.get(&path, &[("if-modified-since", &had)]).await;
            if step == 2 && after.status == StatusCode::NOT_MODIFIED {
                continue;
            }
            assert_eq!(after.status, StatusCode::OK, "step {step}");
            if step < 2 {
                assert_ne!(after.header("etag"), before.header("etag"), "step {step}");
            }
            assert!(modified(&after) >= modified(&before), "step {step}");
            assert!(modified(&after) <= clock().timestamp());
            before = after;
        }
    });
}

#[test]
fn other_methods_are_refused_and_say_what_is_not() {
    let world = World::planned();
    let (_, secret) = world.issue("anna");
    run(async {
        for method in ["PROPFIND", "OPTIONS", "REPORT", "POST", "PUT", "DELETE"] {
            for path in [path(&secret), "/f/unknown.ics".to_owned()] {
                let got = world.send(method, &path, &[], "").await;
                assert_eq!(got.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
                assert_eq!(got.header("allow"), "GET,HEAD");
            }
        }
        let robots = world.get("/robots.txt", &[]).await;
        assert_eq!(robots.status, StatusCode::OK);
        assert!(!robots.text().contains("/f"), "{}", robots.text());
    });
}

#[test]
fn unknown_revoked_rotated_and_expired_are_one_and_the_same() {
    let world = World::planned();
    let (link, old) = world.issue("anna");
    let (_, revoked) = world.issue("bram");
    let (_, kept) = world.issue("carla");
    let today = clock().date_naive();
    run(async {
        for secret in [&old, &revoked, &kept] {
            assert_eq!(world.get(&path(secret), &[]).await.status, StatusCode::OK);
        }
        let mut store = world.store();
        let (_, new) =
            app::rotate_link(&mut store, &link.whose, "calendar", clock(), today).expect("rotated");
        let gone = app::revoke_links(&mut store, &"bram".into(), None, clock());
        assert_eq!(gone.expect("revoked"), 1);
        drop(store);
        assert_eq!(world.get(&path(&new), &[]).await.status, StatusCode::OK);
        assert_eq!(world.get(&path(&kept), &[]).await.status, StatusCode::OK);
        wait(800 * 24 * 3600);
        let unknown = Secret::draw().expect("random");
        for ending in [".ics", ""] {
            let path = |secret| path(secret).replace(".ics", ending);
            let first = world.get(&path(&unknown), &[]).await;
            assert_eq!(first.status, StatusCode::NOT_FOUND);
            for secret in [&old, &revoked, &kept] {
                let got = world.get(&path(secret), &[]).await;
                assert_eq!(
                    (got.status, &got.body, &got.headers),
                    (first.status, &first.body, &first.headers)
                );
            }
        }
    });
}

#[test]
fn who_has_left_the_team_has_no_feed() {
    let world = World::planned();
    let (_, secret) = world.issue("dirk");
    run(async {
        assert_eq!(world.get(&path(&secret), &[]).await.status, StatusCode::OK);
        wait(60);
        let mut store = world.store();
        let (revision, mut published) = store.published().expect("read").expect("published");
        let stays = |participants: &mut Vec<cadans::plan::Participant>| {
            participants.retain(|one| one.id != "dirk")
        };
        published.team.staff.remove("dirk");
        published
            .entries
            .iter_mut()
            .for_each(|entry| stays(&mut entry.placement.participants));
        published.duties.retain(|entry| entry.duty.owner != "dirk");
        published.at = clock();
        store.publish(revision, &published).expect("published");
        drop(store);
        assert_eq!(
            world.get(&path(&secret), &[]).await.status,
            StatusCode::NOT_FOUND
        );
    });
}

#[test]
fn what_cannot_be_read_is_no_empty_calendar() {
    let world = World::new();
    let (_, secret) = world.issue("anna");
    run(async {
        // Nothing is published yet.
        let got = world.get(&path(&secret), &[]).await;
        assert_eq!(got.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(got.header("retry-after").parse::<u32>().is_ok());
        assert!(!got.text().contains("VCALENDAR"));
    });
    let world = World::planned();
    let (_, secret) = world.issue("anna");
    run(async {
        assert_eq!(world.get(&path(&secret), &[]).await.status, StatusCode::OK);
        let journal = world.folder.join(".cadans/journal");
        let mut bytes = std::fs::read(&journal).expect("a journal");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        bytes.push(b'\n');
        std::fs::write(&journal, bytes).expect("written");
        let got = world.get(&path(&secret), &[]).await;
        assert_eq!(got.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(got.header("retry-after").parse::<u32>().is_ok());
    });
}

#[test]
fn no_secret_stands_in_the_log_the_store_or_an_error() {
    let world = World::planned();
    let (link, secret) = world.issue("anna");
    run(async {
        for path in [
            path(&secret),
            format!("/f/{}", secret.text()),
            format!("/F/{}.ics", secret.text()),
            format!("/f/{}/x", secret.text()),
            format!("/f/{}x.ics", secret.text()),
            format!("/t/{}", secret.text()),
            format!("/{}", secret.text()),
        ] {
            for method in ["GET", "PUT", "PROPFIND"] {
                let got = world.send(method, &path, &[], "").await;
                if !got.status.is_success() {
                    assert!(!got.text().contains(secret.text()), "{method} {path}");
                }
            }
        }
        let log = LOG.lock().expect("the log").join("\n");
        assert!(!log.contains(secret.text()), "{log}");
        assert!(
            log.contains(&format!("GET /f/{}.ics 200", link.short())),
            "{log}"
        );
        let journal = std::fs::read_to_string(world.folder.join(".cadans/journal")).expect("text");
        assert!(!journal.contains(secret.text()));
        assert!(!format!("{secret:?}").contains(secret.text()));
    });
}

#[test]
fn when_it_was_fetched_is_kept_beside_the_journal() {
    let world = World::planned();
    let (link, secret) = world.issue("anna");
    let disk = cadans::store::Disk::at(&world.folder.join(".cadans"));
    let office = cadans::web::TeamService::open(&world.folder, disk.clone(), clock, None)
        .expect("an office");
    let house = cadans::web::AppState::new(house_settings(), vec![office]);
    run(async {
        use tower::ServiceExt as _;
        let ask = || {
            axum::http::Request::get(path(&secret))
                .header("host", "x")
                .body(axum::body::Body::empty())
                .expect("a request")
        };
        cadans::web::router(house.clone())
            .oneshot(ask())
            .await
            .expect("an answer");
        let stamp = disk.stamp().expect("a stamp");
        let office = house.office(&world.team().id).expect("the office").clone();
        assert_eq!(office.last_fetched(&link.hash), Some(clock()));
        assert!(disk.fetches().expect("read").is_empty());
        office.keep_fetches().await.expect("kept");
        let kept = disk.fetches().expect("read");
        assert_eq!(kept.get(&link.hash).and_then(|kept| kept.at), Some(clock()));
        assert_eq!(disk.stamp().expect("a stamp"), stamp, "the journal grew");
        // A server that starts anew goes on from there: the date stays as long as the body does.
        let before = kept.get(&link.hash).and_then(|kept| kept.since);
        wait(3600);
        let again = cadans::web::TeamService::open(&world.folder, disk.clone(), clock, None)
            .expect("an office");
        let house = cadans::web::AppState::new(house_settings(), vec![again]);
        let got = cadans::web::router(house)
            .oneshot(ask())
            .await
            .expect("an answer");
        let date = got
            .headers()
            .get("last-modified")
            .and_then(|date| date.to_str().ok())
            .expect("a date");
        let date = DateTime::parse_from_rfc2822(date).expect("a date");
        assert_eq!(Some(date.to_utc()), before);
    });
}

fn house_settings() -> cadans::web::Settings {
    cadans::web::Settings {
        listen: "127.0.0.1:8080".parse().expect("an address"),
        base_url: "http://127.0.0.1:8080".to_owned(),
        tls: None,
        proxy: None,
        second_factor: false,
        clock,
        today: None,
        log: None,
    }
}

#[test]
fn every_address_shows_its_own_calendar_only() {
    let world = World::planned();
    let all = ["anna", "bram", "ref-voorbeeld", "case-kemo3", "team"]
        .map(|whose| (whose, world.issue(whose).1));
    run(async {
        let mut seen = std::collections::BTreeSet::new();
        for (whose, secret) in &all {
            let text = world.get(&path(secret), &[]).await.text();
            assert!(seen.insert(text.clone()), "{whose} sees another's calendar");
            if *whose == "ref-voorbeeld" {
                assert!(!text.contains("kemo3") && !text.contains("Anna"), "{text}");
            }
        }
    });
    let links = world.store().links().expect("read");
    assert_eq!(links.len(), all.len());
}
