//! Standing times on the board: chosen by the lead or the family's worker, shown as a base week and on the family's card.

use axum::http::StatusCode;

use super::scene::{done, fields, open, press};
use super::world::{World, run};

const PAGE: &str = "/standing/iag.visit/kemo3";
const KEY: (&str, &str) = ("key", "iag.visit/kemo3");
const SET: (&str, &str) = ("deed", "set");

#[test]
fn a_worker_chooses_those_of_an_own_family_and_all_pages_follow() {
    run(async {
        let world = World::planned();
        let cookie = world.log_in("worker").await;
        let before = open(&world, &cookie, "/case/kemo3").await;
        assert!(before.contains("Vaste tijden"), "{before}");
        assert!(before.contains("/standing/iag.visit/kemo3"), "{before}");
        let times = ("times", "ma 9.00, wo 9.00");
        // Whatever else the planner has chosen for her.
        let sure = ("sure", "yes");
        let sent = [
            KEY,
            SET,
            times,
            ("from", "2027-02-08"),
            ("agreed", "yes"),
            sure,
        ];
        let to = done(&world, &cookie, PAGE, "/standing", &sent).await;
        assert!(to.ends_with("/standing/iag.visit/kemo3?done=yes"), "{to}");
        let page = open(&world, &cookie, &format!("{PAGE}?done=yes")).await;
        assert!(page.contains("Opgeslagen"), "{page}");
        assert!(page.contains("ma 09:00 en wo 09:00, 90 min"), "{page}");
        assert!(
            page.contains("gekozen door Anna Voorbeeld, afgesproken"),
            "{page}"
        );
        let person = open(&world, &cookie, "/person/anna").await;
        assert!(person.contains("Basisweek"), "{person}");
        assert!(person.contains("Gezinsbezoek kemo3"), "{person}");
        let card = open(&world, &cookie, "/card/kemo3").await;
        assert!(card.contains("maandag en woensdag om 9.00 uur"), "{card}");
    });
}

#[test]
fn what_stands_against_them_is_asked_about_first() {
    run(async {
        let world = World::planned();
        let cookie = world.log_in("lead").await;
        let sent = [
            KEY,
            SET,
            ("times", "ma 09:00, vr 09:00"),
            ("from", "2027-02-08"),
        ];
        let asked = press(&world, &cookie, PAGE, "/standing", &sent).await;
        assert_eq!(asked.status, StatusCode::OK);
        let asked = asked.text();
        assert!(
            asked.contains("buiten de uren van Anna Voorbeeld"),
            "{asked}"
        );
        assert_eq!(fields(&asked, "times"), ["ma 09:00, vr 09:00"]);
        let page = open(&world, &cookie, PAGE).await;
        assert!(!page.contains("vr 09:00, 90 min"), "{page}");
        let sure = [sent.as_slice(), &[("sure", "yes")]].concat();
        done(&world, &cookie, PAGE, "/standing", &sure).await;
        let page = open(&world, &cookie, PAGE).await;
        assert!(page.contains("vr 09:00, 90 min"), "{page}");
    });
}

#[test]
fn what_makes_no_sense_or_comes_too_late_does_nothing() {
    run(async {
        let world = World::planned();
        let cookie = world.log_in("lead").await;
        for (times, said) in [
            ("ma 9.00, di 9.00, wo 9.00", "hooguit 2"),
            ("ma 9.10", "geen dag en uur op een kwartier"),
            ("ma 9.00, ma 15.00", "twee op een dag"),
        ] {
            let sent = [KEY, SET, ("times", times), ("from", "2027-02-08")];
            let answer = press(&world, &cookie, PAGE, "/standing", &sent).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{times}");
            assert!(answer.text().contains(said), "{times}: {}", answer.text());
        }
        // Somebody else was there first.
        let old = fields(&open(&world, &cookie, PAGE).await, "of")[0].clone();
        let irregular = [KEY, ("deed", "irregular")];
        done(&world, &cookie, PAGE, "/standing", &irregular).await;
        let late = [KEY, ("deed", "free"), ("of", old.as_str())];
        let late = press(&world, &cookie, PAGE, "/standing", &late).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text().contains("iemand anders"), "{}", late.text());
        let page = open(&world, &cookie, PAGE).await;
        assert!(page.contains("geen vaste tijden"), "{page}");
        done(&world, &cookie, PAGE, "/standing", &[KEY, ("deed", "free")]).await;
    });
}

#[test]
fn nobody_chooses_those_of_others() {
    run(async {
        let world = World::planned();
        let cookie = world.log_in("worker").await;
        for key in ["iag.visit/dilu7", "bram+eva", "iag.team_meeting/team"] {
            let path = world.at(&format!("/standing/{key}"));
            let page = world.get(&path, &[("cookie", &cookie)]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{key}");
            let sent = [("key", key), ("deed", "irregular")];
            let answer = press(&world, &cookie, PAGE, "/standing", &sent).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{key}");
        }
        open(&world, &cookie, "/standing/anna+eva").await;
    });
}
