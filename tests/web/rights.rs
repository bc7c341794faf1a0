//! What a colleague may change: what is about a case of their own. What others decide they may only tell of.

use axum::http::StatusCode;
use cadans::plan::Placement;

use super::scene::{meeting, press, snapshot};
use super::world::{World, run};

fn comes(one: &Placement, id: &str) -> bool {
    one.participants.iter().any(|who| who.id == id)
}

/// Whether a meeting is to come, on the tests' first day.
fn ahead(one: &Placement) -> bool {
    one.start.date().to_string().as_str() > "2027-01-21"
}

/// Presses that change a meeting of which not the day alone is told.
fn changes(one: &Placement) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let id = one.id.to_string();
    let at = (one.start + chrono::Duration::days(7)).format("%Y-%m-%dT%H:%M");
    let mut all = vec![(
        "/move",
        vec![
            ("id", id.clone()),
            ("at", at.to_string()),
            ("sure", "yes".to_owned()),
        ],
    )];
    for deed in [
        "pin",
        "unpin",
        "confirm",
        "refuse",
        "cancelled",
        "postponed",
        "held",
    ] {
        all.push(("/act", vec![("id", id.clone()), ("deed", deed.to_owned())]));
        all.push(("/act", vec![("press", format!("{deed} {id}"))]));
    }
    all
}

async fn refused(world: &World, cookie: &str, one: &Placement) {
    for (to, fields) in changes(one) {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let got = press(world, cookie, "/", to, &fields).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN, "{to} {fields:?}");
    }
    let page = world.at(&format!("/meeting/{}", one.id));
    let page = world.get(&page, &[("cookie", cookie)]).await.text();
    assert!(
        !page.contains("/move/") && !page.contains("name=\"deed\""),
        "{page}"
    );
    let page = world.at(&format!("/move/{}", one.id));
    let page = world.get(&page, &[("cookie", cookie)]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(snapshot(world).entries.is_empty());
}

#[test]
fn a_meeting_of_the_team_is_moved_by_the_lead_only() {
    let world = World::planned();
    let one = meeting(&world, |one| {
        one.case.is_none() && comes(one, "anna") && ahead(one)
    });
    run(async {
        refused(&world, &world.log_in("worker").await, &one).await;
        let (to, fields) = changes(&one).remove(0);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let lead = world.log_in("lead").await;
        let got = press(&world, &lead, "/", to, &fields).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
        assert_eq!(snapshot(&world).entries.len(), 1);
    });
}

#[test]
fn who_was_there_says_what_became_of_it() {
    let world = World::planned();
    let one = meeting(&world, |one| {
        one.case.is_none() && comes(one, "anna") && !ahead(one)
    });
    run(async {
        let cookie = world.log_in("worker").await;
        let said = [("id", one.id.as_str()), ("deed", "held")];
        let got = press(&world, &cookie, "/", "/act", &said).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
        let entry = snapshot(&world).entries[0].number.to_string();
        let back = [("entry", entry.as_str())];
        let got = press(&world, &cookie, "/", "/correct", &back).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    });
}

#[test]
fn a_case_that_was_handed_over_is_the_new_workers() {
    let world = World::planned();
    let one = meeting(&world, |one| {
        one.case
            .as_ref()
            .is_some_and(|case| case.as_str() == "kemo3")
            && comes(one, "anna")
            && ahead(one)
    });
    let path = world.folder.join("assignments.csv");
    let text = std::fs::read_to_string(&path).expect("a file");
    let before = "kemo3,worker,anna,,,\n";
    assert!(text.contains(before));
    run(async {
        let cookie = world.log_in("worker").await;
        let over = |last: &str, first: &str| {
            let rows = format!("kemo3,worker,anna,,{last},\nkemo3,worker,dirk,{first},,\n");
            std::fs::write(&path, text.replace(before, &rows)).expect("written");
        };
        over("2027-01-19", "2027-01-20");
        refused(&world, &cookie, &one).await;
        // On the last day it still is hers.
        over("2027-01-20", "2027-01-21");
        let pinned = [("id", one.id.as_str()), ("deed", "pin")];
        let got = press(&world, &cookie, "/", "/act", &pinned).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    });
}
