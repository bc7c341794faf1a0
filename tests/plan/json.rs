//! The contract of `plan --format json`.

use cadans::plan::PlanView;
use cadans::series::{Anchor, ResourceKind};

use super::small::*;

#[test]
fn keys_and_instants() {
    let mut instance = instance("2027-03-22", "2027-04-04");
    let all = [0, 1, 2, 3, 4];
    let family = person(&mut instance, "huis-1", "K7QX", ResourceKind::Family, &all);
    let anna = person(&mut instance, "anna", "Anna", ResourceKind::Staff, &[0]);
    let seats = vec![seat("family", family), seat("worker", anna)];
    for subject in ["K7QX", "Q2WW"] {
        let window = milestone(Anchor::Day(day("2027-03-22")), "0d", "7d", "1w");
        let title = text("Evaluatie", "Evaluation");
        series(
            &mut instance,
            "evaluation",
            subject,
            title,
            seats.clone(),
            window,
        );
    }
    let mut plan = plan(
        &instance,
        vec![placed(&instance, 0, "2027-03-29", 10, &[family, anna])],
    );
    plan.left_out[0].blocking.truncate(1);
    let view = PlanView::of(&plan).expect("a known zone");
    insta::assert_snapshot!(serde_json::to_string_pretty(&view).expect("json"), @r#"
    {
      "team": "noord",
      "revision": 0,
      "today": "2026-12-15",
      "now": "2027-03-22T00:00:00+01:00",
      "zone": "Europe/Amsterdam",
      "term": {
        "from": "2027-03-22",
        "to": "2027-04-04"
      },
      "status": "optimal",
      "objective": 0,
      "bound": 0,
      "gap": 0.0,
      "seconds": 0.5,
      "counts": {
        "occurrences": 2,
        "placed": 1,
        "left_out": 1
      },
      "layers": [
        {
          "name": "hard_left_out",
          "value": 0,
          "bound": 0,
          "proven": true
        },
        {
          "name": "frozen",
          "value": 0,
          "bound": 0,
          "proven": true
        },
        {
          "name": "soft_left_out",
          "value": 0,
          "bound": 0,
          "proven": true
        },
        {
          "name": "late_days",
          "value": 0,
          "bound": 0,
          "proven": true
        },
        {
          "name": "moves",
          "value": 0,
          "bound": 0,
          "proven": true
        },
        {
          "name": "move_cost",
          "value": 0,
          "bound": 0,
          "proven": true
        },
        {
          "name": "quality",
          "value": 0,
          "bound": 0,
          "proven": true
        }
      ],
      "placements": [
        {
          "id": "p.evaluation/K7QX/01",
          "series": "p.evaluation/K7QX",
          "rule": "p.evaluation",
          "programme": "p",
          "case": "K7QX",
          "title": {
            "nl": "Evaluatie",
            "en": "Evaluation"
          },
          "start": "2027-03-29T10:00:00+02:00",
          "end": "2027-03-29T11:00:00+02:00",
          "participants": [
            {
              "id": "K7QX",
              "role": "family"
            },
            {
              "id": "anna",
              "role": "worker"
            }
          ],
          "absent": [],
          "place": "kantoor",
          "window": {
            "from": "2027-03-22",
            "to": "2027-04-05"
          },
          "due": "2027-03-29",
          "status": "planned",
          "covers": []
        }
      ],
      "left_out": [
        {
          "id": "p.evaluation/Q2WW/01",
          "rule": "p.evaluation",
          "case": "Q2WW",
          "title": {
            "nl": "Evaluatie",
            "en": "Evaluation"
          },
          "severity": "hard",
          "window": {
            "from": "2027-03-22",
            "to": "2027-04-05"
          },
          "why": {
            "code": "room"
          },
          "reason": {
            "nl": "Evaluatie Q2WW: op ma 22 maart 09:00 is er plaats, maar dan valt elders een afspraak uit",
            "en": "Evaluation Q2WW: there is room on Mon 22 March 09:00, but then another meeting has no place"
          },
          "blocking": [
            {
              "kind": "rule",
              "what": "p.evaluation",
              "code": "room-costs",
              "args": {
                "at": "2027-03-22T09:00:00"
              },
              "text": {
                "nl": "op ma 22 maart 09:00 is er plaats, maar dan valt elders een afspraak uit",
                "en": "there is room on Mon 22 March 09:00, but then another meeting has no place"
              }
            }
          ]
        }
      ],
      "duties": [],
      "stays": [],
      "standing": {
        "rows": [],
        "proven": false
      },
      "loads": [],
      "notes": []
    }
    "#);
}

#[test]
fn a_zone_nobody_knows_is_said() {
    let mut plan = plan(&instance("2027-01-04", "2027-01-05"), Vec::new());
    plan.zone = "Mars/Olympus".to_owned();
    let fault = PlanView::of(&plan).expect_err("no such zone");
    assert_eq!(fault, "`Mars/Olympus` is no IANA time zone");
}
