//! Another day than the clock's, played on the whole server: a change of tomorrow is told, and is told no more once
//! somebody was called.

use axum::http::StatusCode;
use cadans::language::Lang;
use cadans::store::{AuditEvent, Audited};
use cadans::time::zone;
use cadans::web::{Played, Settings};

use super::scene::{fields, meeting, press};
use super::world::{World, clock, run, wait};

#[test]
fn a_change_of_tomorrow_is_told_on_the_day_that_is_played() {
    // The day before anna meets a family in February.
    let one = meeting(&World::planned(), |one| {
        let comes = |id: &str| one.participants.iter().any(|who| who.id == id);
        let family = one.case.as_ref().is_some_and(|case| comes(case.as_str()));
        one.start.date().to_string().as_str() > "2027-02-01" && comes("anna") && family
    });
    let day = one.start.date().pred_opt().expect("a day");
    let since = clock();
    let world = World::planned_with(|settings| {
        settings.today = Some(Played {
            day,
            time: None,
            since,
        })
    });
    let (_, secret) = world.issue("anna");
    let landing = format!("/f/{}", secret.text());
    run(async {
        let cookie = world.log_in("lead").await;
        let home = async || {
            let page = world.get(&world.at("/"), &[("cookie", &cookie)]).await;
            page.text()
        };
        let hers = async || world.get(&landing, &[]).await.text();
        assert!(
            home().await.contains(&Lang::Nl.date(day)),
            "{}",
            home().await
        );
        assert!(!home().await.contains("/called") && !hers().await.contains("class=\"card call\""));

        let id = one.id.as_str();
        let at = (one.start + chrono::Duration::hours(2)).format("%Y-%m-%dT%H:%M");
        let moved = [("id", id), ("at", &at.to_string()), ("sure", "yes")];
        let done = press(&world, &cookie, "/", "/move", &moved).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let told = fields(&home().await, "participant");
        assert!(told.contains(&"anna".to_owned()), "{}", home().await);
        assert!(
            hers().await.contains("class=\"card call\""),
            "{}",
            hers().await
        );

        for who in &told {
            let called = [("id", id), ("participant", who.as_str())];
            let done = press(&world, &cookie, "/", "/called", &called).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        }
        assert!(!home().await.contains("/called") && !hers().await.contains("class=\"card call\""));
        let audit = world.get(&world.at("/audit"), &[("cookie", &cookie)]).await;
        assert!(audit.text().contains("gaf door aan"), "{}", audit.text());
        let trail = world.disk().trail(|_| true).expect("a trail");
        let told = |who: &str| {
            Audited::Event(AuditEvent::Told {
                participant: who.to_owned(),
                id: id.to_owned(),
            })
        };
        assert!(trail.iter().any(|note| note.what == told("anna")));
    });
}

#[test]
fn the_played_days_pass_as_the_clocks_do() {
    let amsterdam = zone::named("Europe/Amsterdam").expect("a zone");
    let settings = |day: &str| Settings {
        listen: "127.0.0.1:8080".parse().expect("an address"),
        base_url: "http://127.0.0.1:8080".to_owned(),
        tls: None,
        proxy: None,
        second_factor: false,
        clock,
        today: Some(Played {
            day: day.parse().expect("a day"),
            time: None,
            since: clock(),
        }),
        log: None,
    };
    let all = ["2027-07-01", "2027-01-20", "2020-02-29"].map(settings);
    let said = |settings: &Settings| {
        let now = settings.now(amsterdam);
        assert_eq!(zone::local_day(amsterdam, now), settings.today(amsterdam));
        zone::local(amsterdam, now).to_string()
    };
    // In summer, too, it is the time of the clock on the wall.
    let began = [
        "2027-07-01 14:00:00",
        "2027-01-20 14:00:00",
        "2020-02-29 14:00:00",
    ];
    assert_eq!(all.each_ref().map(said), began);
    wait(10 * 3600 + 60);
    let next = [
        "2027-07-02 00:01:00",
        "2027-01-21 00:01:00",
        "2020-03-01 00:01:00",
    ];
    assert_eq!(all.each_ref().map(said), next);
}
