//! What has no place, and what stays although care has ended: a list names it, and its pages and presses work.

use axum::http::StatusCode;
use cadans::plan::Firmness;

use super::entering::entered;
use super::scene::{day, done, fields, meeting, open, planned, press, snapshot};
use super::world::run;

/// Due in the second quarter, which nobody planned.
const EVALUATION: &str = "iag.interim_evaluation/dilu7/01";
const CLOSING: &str = "iag.closing_meeting/kemo3/01";

#[test]
fn what_has_no_place_has_pages_and_takes_a_time() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let home = open(&world, &cookie, "/").await;
        assert!(
            home.contains("Nog niet gepland: 2e kwartaal 2027"),
            "{home}"
        );
        let at = format!("/meeting/{EVALUATION}");
        assert!(home.contains(&at), "{home}");
        let page = open(&world, &cookie, &at).await;
        assert!(
            page.contains("Nog niet gepland (2e kwartaal 2027)"),
            "{page}"
        );
        assert!(!page.contains("Stond in de agenda"), "{page}");
        let why = open(&world, &cookie, &format!("/why/{EVALUATION}")).await;
        assert!(why.contains("2e kwartaal 2027"), "{why}");
        let to = format!("/move/{EVALUATION}");
        let times = fields(&open(&world, &cookie, &to).await, "at");
        let time = times.first().expect("a time");
        let chosen = [("id", EVALUATION), ("at", time.as_str())];
        done(&world, &cookie, &to, "/move", &chosen).await;
        let stands = meeting(&world, |one| one.id.as_str() == EVALUATION);
        assert_eq!(stands.start.format("%Y-%m-%dT%H:%M").to_string(), *time);
        assert_eq!(stands.status, Firmness::Agreed);
        assert!(stands.due.is_some() && !stands.participants.is_empty());
    });
}

#[test]
fn what_has_no_place_is_waived_with_a_reason_and_keeps_its_page() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let at = format!("/meeting/{CLOSING}");
        let waived = [("id", CLOSING), ("deed", "waived"), ("reason", "ruil")];
        done(&world, &cookie, &at, "/act", &waived).await;
        let page = open(&world, &cookie, &at).await;
        assert!(
            page.contains("hoeft niets meer gepland te worden"),
            "{page}"
        );
        let home = open(&world, &cookie, "/").await;
        assert!(!home.contains(CLOSING), "{home}");
        // Nobody can fail to come to what stood nowhere.
        let at = format!("/meeting/{EVALUATION}");
        let cancelled = [("id", EVALUATION), ("deed", "cancelled")];
        let refused = press(&world, &cookie, &at, "/act", &cancelled).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn what_has_no_place_is_no_business_of_colleagues_of_other_families() {
    run(async {
        let world = planned();
        let cookie = world.log_in("worker").await;
        for page in ["meeting", "why", "move"] {
            let path = world.at(&format!("/{page}/{EVALUATION}"));
            let answer = world.get(&path, &[("cookie", &cookie)]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
        }
        open(&world, &cookie, &format!("/meeting/{CLOSING}")).await;
    });
}

#[test]
fn a_promise_after_care_has_ended_is_moved_or_cancelled() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let one = meeting(&world, |one| {
            let case = one
                .case
                .as_ref()
                .is_some_and(|case| case.as_str() == "kemo3");
            case && one.start.date() > day("2027-02-15") && one.due.is_some()
        });
        let (id, at) = (one.id.as_str(), format!("/meeting/{}", one.id));
        done(&world, &cookie, &at, "/act", &[("id", id), ("deed", "pin")]).await;
        let last = [("case", "kemo3"), ("on", "2027-01-29"), ("reason", "klaar")];
        entered(&world, &cookie, "end", &last).await;
        assert!(
            snapshot(&world)
                .plan
                .is_some_and(|plan| { plan.placements.iter().any(|stands| stands.id == one.id) })
        );
        let page = open(&world, &cookie, &at).await;
        assert!(
            page.contains("value=\"cancelled\"") && page.contains("/move/"),
            "{page}"
        );
        open(&world, &cookie, &format!("/move/{id}")).await;
        done(
            &world,
            &cookie,
            &at,
            "/act",
            &[("id", id), ("deed", "cancelled")],
        )
        .await;
        let plan = snapshot(&world).plan.expect("a plan");
        assert!(!plan.placements.iter().any(|stands| stands.id == one.id));
    });
}

#[test]
fn the_quarter_keeps_whose_it_is() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let path = world.at("/quarter?person=anna");
        let answer = world.get(&path, &[("cookie", &cookie)]).await;
        assert!(answer.header("location").ends_with("?person=anna"));
    });
}
