//! The page of a feed address: the day, whom to call, help to subscribe.

use axum::http::StatusCode;
use cadans::plan::Placement;
use cadans::store::{Access as _, Store as _, Told};
use chrono::NaiveDateTime;

use super::scene::eve;
use super::world::{World, run, wait};

/// Whether anna meets a family.
fn with_family(one: &Placement) -> bool {
    let comes = |id: &str| one.participants.iter().any(|person| person.id == id);
    comes("anna") && one.case.as_ref().is_some_and(|case| comes(case.as_str()))
}

/// Moves the next meeting that anna has with a family.
fn moved(world: &World, hours: i64) -> (String, NaiveDateTime) {
    world.moved(with_family, hours)
}

#[test]
fn it_shows_the_day_and_how_to_subscribe() {
    let world = World::planned();
    let (_, secret) = world.issue("anna");
    run(async {
        let path = format!("/f/{}", secret.text());
        let page = world.get(&path, &[]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.header("set-cookie"), "");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        let text = page.text();
        assert!(
            text.contains("lang=\"nl\"") && text.contains("Vandaag") && text.contains("Morgen")
        );
        let feed = format!("calendar.example.org{path}.ics");
        assert!(
            text.contains(&format!("href=\"webcal://{feed}\"")),
            "{text}"
        );
        assert!(text.contains(&format!("https://{feed}</code>")));
        let google = feed.replace(['/', '.', '-', '_'], "%");
        assert!(text.contains("https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fcalendar%2Eexample%2Eorg%2Ff%2F"), "{google}");
        assert!(text.contains("<svg") && !text.contains(" style=") && !text.contains("<style"));
        assert!(page.body.len() < 100_000, "{}", page.body.len());
        let english = world.get(&format!("{path}?lang=en"), &[]).await.text();
        assert!(
            english.contains("lang=\"en\"")
                && english.contains("Today")
                && english.contains("Tomorrow")
        );
    });
}

#[test]
fn a_change_at_short_notice_stays_until_somebody_was_told() {
    let world = World::planned();
    eve(&world, with_family);
    let (_, secret) = world.issue("anna");
    let (_, other) = world.issue("frank");
    run(async {
        let path = format!("/f/{}", secret.text());
        assert!(
            !world
                .get(&path, &[])
                .await
                .text()
                .contains("class=\"card call\"")
        );
        let (_, start) = moved(&world, 24 * 14);
        let page = world.get(&path, &[]).await.text();
        assert!(
            page.contains("class=\"card call\"")
                && page.contains(&start.format("%H:%M").to_string()),
            "{page}"
        );
        let elsewhere = world.get(&format!("/f/{}", other.text()), &[]).await.text();
        assert!(!elsewhere.contains("class=\"card call\""), "{elsewhere}");
        // Somebody says on the board who was told.
        let (_, published) = world.store().published().expect("read").expect("published");
        for one in published.urgent {
            let told = Told {
                id: one.id,
                participant: one.participant,
                of: one.at,
            };
            world.store().keep_told(&told).expect("kept");
        }
        let page = world.get(&path, &[]).await.text();
        assert!(!page.contains("class=\"card call\""), "{page}");
        // A second change is told anew.
        wait(10);
        moved(&world, 1);
        let page = world.get(&path, &[]).await.text();
        assert!(page.contains("class=\"card call\""), "{page}");
    });
}

#[test]
fn what_changed_since_the_last_look_is_marked() {
    let world = World::planned();
    let (_, secret) = world.issue("anna");
    run(async {
        let path = format!("/f/{}", secret.text());
        let marked = async || {
            world
                .get(&path, &[])
                .await
                .text()
                .contains("Gewijzigd sinds u keek")
        };
        assert!(!marked().await, "the first look");
        wait(3600);
        moved(&world, 2);
        wait(3600);
        assert!(marked().await, "changed since");
        assert!(marked().await, "a second look at once");
        wait(3600);
        assert!(!marked().await, "seen");
    });
}
