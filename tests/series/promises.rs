//! What is promised when a term is planned anew, and what moving it costs.

use cadans::ids::CaseCode;
use cadans::rules::{Place, Who};
use cadans::series::{Earlier, Instance, Promise, Standing};

use crate::build::*;

/// Anna and Bram, or whoever is named, at this time.
fn talk(id: &str, start: &str, people: &[(&str, &str)]) -> Standing {
    let named = |(id, role): &(&str, &str)| (id.to_string(), role.to_string());
    Standing {
        people: people.iter().map(named).collect(),
        ..standing(id, start)
    }
}

const BOTH: [(&str, &str); 2] = [("anna", "worker"), ("bram", "scientist")];

/// Planned on 18 December.
fn known(published: bool, known: Vec<Standing>) -> Instance {
    let earlier = Earlier {
        known,
        published,
        undone: [0, 3, 1],
        ..Earlier::default()
    };
    expanded_after(&team(vec![supervision()]), "2027Q1", &earlier)
}

fn promises(instance: &Instance) -> &[Promise] {
    &only(instance, "p.supervision/anna").promises
}

#[test]
fn a_meeting_on_a_day_planned_now_is_promised_as_it_was() {
    let instance = known(
        true,
        vec![
            talk("p.supervision/anna/03", "2026-12-29 09:00", &BOTH),
            talk("p.supervision/anna/04", "2027-01-19 09:30", &BOTH),
            talk("p.supervision/anna/05", "2027-04-06 09:00", &BOTH),
        ],
    );
    let promised = Promise {
        day: 18,
        start: 38,
        minutes: 60,
        seated: Some(vec![0, 1]),
        frozen: false,
        cost: 4,
    };
    assert_eq!(promises(&instance), [promised]);
    assert_eq!(instance.settled, Some([0, 3, 1]));
}

#[test]
fn near_meetings_cost_more_and_are_frozen_once_published() {
    let meetings = || {
        ["01-08", "01-15", "01-16", "02-12", "02-13"]
            .iter()
            .zip(1..)
            .map(|(day, nth)| {
                let id = format!("p.supervision/anna/0{nth}");
                talk(&id, &format!("2027-{day} 09:00"), &BOTH)
            })
            .collect::<Vec<_>>()
    };
    let told = |instance: &Instance| -> Vec<(bool, i64)> {
        let promises = promises(instance).iter();
        promises.map(|one| (one.frozen, one.cost)).collect()
    };
    // 21, 28, 29, 56 and 57 days ahead.
    let near = [(true, 6), (false, 6), (false, 4), (false, 4), (false, 2)];
    assert_eq!(told(&known(true, meetings())), near);
    assert!(
        told(&known(false, meetings()))
            .iter()
            .all(|(frozen, _)| !frozen)
    );
}

#[test]
fn a_rule_may_freeze_for_longer() {
    let earlier = Earlier {
        known: vec![talk("p.supervision/anna/01", "2027-02-12 09:00", &BOTH)],
        published: true,
        ..Earlier::default()
    };
    let mut rule = supervision();
    let frozen = |rule: &cadans::rules::Rule| {
        let instance = expanded_after(&team(vec![rule.clone()]), "2027Q1", &earlier);
        promises(&instance)[0].frozen
    };
    assert!(!frozen(&rule));
    rule.freeze_days = Some(56);
    assert!(frozen(&rule));
}

#[test]
fn families_and_outsiders_cost_three_times_as_much() {
    let mut rule = supervision();
    rule.who = Who {
        all: words("worker referrer"),
        ..Who::default()
    };
    rule.place = Place::Office;
    let people = [("anna", "worker"), ("rik", "referrer")];
    let earlier = Earlier {
        known: vec![talk("p.supervision/anna/01", "2027-03-01 09:00", &people)],
        ..Earlier::default()
    };
    let instance = expanded_after(&team(vec![rule]), "2027Q1", &earlier);
    assert_eq!(promises(&instance)[0].cost, 6);
}

#[test]
fn who_is_no_longer_there_cannot_be_kept() {
    let people = [("anna", "worker"), ("gone", "scientist")];
    let known = known(
        true,
        vec![talk("p.supervision/anna/01", "2027-03-01 09:00", &people)],
    );
    assert_eq!(promises(&known)[0].seated, None);
}

#[test]
fn what_nobody_asks_for_any_more_lapses_and_unsettles_the_plan() {
    let mut other = talk("p.review/K7QX/01", "2027-02-01 09:00", &BOTH);
    other.case = Some(CaseCode::new("K7QX"));
    let instance = known(
        true,
        vec![
            talk("p.supervision/anna/01", "2027-03-01 09:00", &BOTH),
            other,
        ],
    );
    assert_eq!(promises(&instance).len(), 1);
    assert_eq!(instance.settled, None);
}

#[test]
fn what_stands_is_fixed_and_not_promised() {
    let mut team = team(vec![supervision()]);
    team.agreed = vec![agreed("supervision", "anna", "2027-02-02 09:00")];
    let meeting = || talk("p.supervision/anna/02", "2027-02-02 09:00", &BOTH);
    let earlier = Earlier {
        placements: vec![meeting()],
        known: vec![meeting()],
        published: true,
        ..Earlier::default()
    };
    let instance = expanded_after(&team, "2027Q1", &earlier);
    assert!(
        instance
            .series
            .iter()
            .all(|series| series.promises.is_empty())
    );
    assert_eq!(instance.fixed.len(), 1);
    assert!(instance.settled.is_some());
}

#[test]
fn a_first_plan_promises_nothing() {
    let instance = known(true, vec![]);
    assert!(promises(&instance).is_empty());
    assert_eq!(instance.settled, None);
}
