//! A programme of one's own from its skeleton, and the sister programmes in their examples.

use serde_json::Value;

use crate::program::Place;

#[test]
fn the_skeleton_plans_at_once_in_both_languages() {
    for lang in ["nl", "en"] {
        let place = Place::with_examples();
        place.expect(&format!("init --programme buurt own --lang {lang}"), 0);
        let fine = place.expect("validate own --today 2026-12-15", 0);
        assert_eq!(fine.err, "", "{lang}");
        let plan = plan(&place, "own", "--term 2027Q1 --today 2026-12-15");
        assert_eq!(plan["counts"]["left_out"], 0, "{lang}");
        let told = place.expect("explain own buurt.supervision --today 2026-12-15", 0);
        let sentence = match lang {
            "nl" => "Elke begeleider heeft eens per drie weken “Begeleiding op het werk”.",
            _ => "Each worker has “Supervision” once every three weeks.",
        };
        assert_eq!(told.out.lines().next(), Some(sentence));
    }
}

#[test]
fn a_name_that_cannot_be_and_a_folder_that_is_there() {
    let place = Place::with_examples();
    for (name, said) in [
        ("Buurt", "cannot be the key of a programme"),
        ("iag", "is a programme that is there already"),
    ] {
        let ended = place.expect(&format!("init --programme {name} own --lang en"), 2);
        assert!(ended.err.contains(said), "{}", ended.err);
        assert!(!place.path().join("own").exists(), "nothing is written");
    }
    place.expect("init --programme buurt own", 0);
    let again = place.expect("init --programme buurt own --lang en", 2);
    assert!(again.err.contains("is there already"), "{}", again.err);
}

#[test]
fn the_sister_programmes_plan_and_are_on_schedule() {
    for (team, term, left_out) in [
        (
            "mst-delta",
            "--from 2027-01-04 --to 2027-03-28 --today 2026-12-30",
            4,
        ),
        (
            "families-first-kust",
            "--from 2027-01-04 --to 2027-02-28 --today 2026-12-28",
            0,
        ),
    ] {
        let place = Place::with_examples();
        let team = format!("examples/{team}");
        let plan = plan(&place, &team, &format!("{term} --publish"));
        assert_eq!(
            plan["counts"]["left_out"], left_out,
            "{team}: what its README says"
        );
        let hard = plan["layers"].as_array().expect("layers").iter();
        let hard = hard.filter(|layer| layer["name"] == "hard_left_out");
        assert!(hard.clone().count() == 1 && hard.clone().all(|layer| layer["value"] == 0));
        let today = term.rsplit(' ').next().expect("a day");
        let line = format!("check {team} --today {today} --format json");
        let check: Value = serde_json::from_str(&place.expect(&line, 0).out).expect("an object");
        let findings = check["findings"].as_array().expect("findings");
        let levels = findings.iter().map(|one| &one["level"]);
        let loud: Vec<&Value> = levels.filter(|level| *level != "ok").collect();
        assert_eq!(loud, Vec::<&Value>::new(), "{team}");
    }
}

/// An overlay for a municipality, an employer and a person each changes what is planned for them.
#[test]
fn overlays_of_the_sister_programmes_hold() {
    let place = Place::with_examples();
    let ff = plan(
        &place,
        "examples/families-first-kust",
        "--from 2027-01-04 --to 2027-02-28 --today 2026-12-28",
    );
    let visits = |case: &str| {
        let all = ff["placements"].as_array().expect("placements").iter();
        let mine = all.filter(|one| one["rule"] == "families-first.visit" && one["case"] == case);
        let in_week = mine.filter(|one| {
            let start = one["start"].as_str().expect("a start");
            ("2027-01-18".."2027-01-25").contains(&start)
        });
        in_week.count()
    };
    // Strandwijk pays for five; the other municipality for four.
    assert_eq!((visits("CIDO3"), visits("DUGA6")), (5, 4));
    let mst = "explain examples/mst-delta mst.booster --today 2026-12-30 --lang en";
    let told = place.expect(mst, 0).out;
    assert!(
        told.contains("With employer cao-jeugdzorg\n  Length      210 minutes\n"),
        "{told}"
    );
}

fn plan(place: &Place, team: &str, term: &str) -> Value {
    let line = format!("plan {team} {term} --limit 10 --format json");
    serde_json::from_str(&place.expect(&line, 0).out).expect("a plan")
}
