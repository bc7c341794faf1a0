//! Meetings that stand, and what they collide with.

use cadans::ids::PersonId;
use cadans::series::timetable::Obstacle;
use cadans::series::{Earlier, FixedBy, Instance};
use cadans::team::{Agreed, Away, Team};

use crate::build::*;

/// What each fixed meeting collides with, and whom.
fn conflicts(instance: &Instance) -> Vec<(&'static str, String)> {
    let all = instance.fixed.iter().flat_map(|fixed| &fixed.conflicts);
    let who = |one: &'_ Obstacle| -> String {
        match one {
            Obstacle::Away(who) | Obstacle::Hours(who) | Obstacle::Busy(who, _) => who.id.clone(),
            other => panic!("{other:?}"),
        }
    };
    all.map(|one| (one.code(), who(one))).collect()
}

fn supervised(agreed: Vec<Agreed>) -> Team {
    Team {
        agreed,
        ..team(vec![supervision()])
    }
}

#[test]
fn an_agreed_meeting_brings_those_the_rule_names() {
    let instance = expanded(
        &supervised(vec![agreed("supervision", "anna", "2027-02-09 13:30")]),
        "2027Q1",
    );
    let fixed = &instance.fixed[0];
    assert_eq!(
        fixed.people,
        [(0, "worker".to_owned()), (1, "scientist".to_owned())]
    );
    assert_eq!((fixed.place, fixed.why), (Some(0), FixedBy::Agreed));
    assert!(fixed.conflicts.is_empty());
}

#[test]
fn an_agreed_meeting_may_name_its_people_and_need_no_rule() {
    let mut meeting = agreed("supervision", "", "2027-03-02 13:00");
    meeting.rule = None;
    meeting.note = "kwartaaloverleg".to_owned();
    meeting.people = words("rik anna");
    let instance = expanded(&supervised(vec![meeting]), "2027Q1");
    let fixed = &instance.fixed[0];
    assert_eq!(
        fixed.people,
        [(2, "referrer".to_owned()), (0, "worker".to_owned())]
    );
    assert_eq!(
        (fixed.title.nl.as_str(), &fixed.id),
        ("kwartaaloverleg", &None)
    );
}

#[test]
fn conflicts_are_said_with_leave_with_hours_and_with_each_other() {
    let mut team = supervised(vec![
        agreed("supervision", "anna", "2027-02-09 12:00"),
        agreed("supervision", "anna", "2027-02-23 10:00"),
    ]);
    let anna = Away::Person(PersonId::new("anna"));
    team.absences = vec![away(anna, "2027-02-22", "2027-02-26")];
    let mut other = agreed("supervision", "", "2027-02-23 10:30");
    other.rule = None;
    other.note = "training".to_owned();
    other.people = words("bram");
    team.agreed.push(other);
    let expected = [
        ("outside-hours", "anna"),
        ("outside-hours", "bram"),
        ("away", "anna"),
        ("busy", "bram"),
        ("busy", "bram"),
    ]
    .map(|(code, who)| (code, who.to_owned()));
    assert_eq!(conflicts(&expanded(&team, "2027Q1")), expected);
}

#[test]
fn what_stands_outside_the_planned_days_is_carried_over_once() {
    let mut kept = standing("p.supervision/anna/03", "2027-04-06 09:00");
    kept.people = vec![("anna".to_owned(), "worker".to_owned())];
    kept.place = Some("office".to_owned());
    let mut again = standing("p.supervision/anna/04", "2027-04-27 09:00");
    again.title = text("supervision");
    let earlier = Earlier {
        placements: vec![kept, again],
        ..Earlier::default()
    };
    let team = supervised(vec![agreed("supervision", "anna", "2027-04-27 09:00")]);
    let instance = expanded_after(&team, "2027Q1", &earlier);
    let ids: Vec<_> = instance
        .fixed
        .iter()
        .map(|fixed| (fixed.id.as_ref().map(|id| id.as_str()), fixed.why))
        .collect();
    let expected = [
        (Some("p.supervision/anna/04"), FixedBy::Agreed),
        (Some("p.supervision/anna/03"), FixedBy::CarriedOver),
    ];
    assert_eq!(ids, expected);
    assert_eq!(instance.fixed[1].people, [(0, "worker".to_owned())]);
    assert_eq!(instance.fixed[1].place, Some(0));
}

#[test]
fn today_within_the_term_cuts_the_plan() {
    let team = supervised(Vec::new());
    let earlier = Earlier {
        placements: vec![standing("p.supervision/anna/01", "2027-02-02 09:00")],
        ..Earlier::default()
    };
    let instance = cadans::series::expand(&team, term("2027Q1"), day("2027-02-15"), &earlier, &[]);
    assert_eq!(instance.first, day("2027-02-15"));
    assert_eq!(instance.fixed.len(), 1);
    assert_eq!(
        rhythms(&instance, "p.supervision/anna")[0].anchor,
        day("2027-02-02")
    );
}

#[test]
fn the_same_row_twice_is_one_meeting() {
    let row = || agreed("supervision", "anna", "2027-02-09 13:30");
    let instance = expanded(&supervised(vec![row(), row()]), "2027Q1");
    assert_eq!(instance.fixed.len(), 1);
    let id = instance.fixed[0].id.as_ref().map(|id| id.as_str());
    assert_eq!(id, Some("p.supervision/anna/01"));
    assert_eq!(notes(&instance), ["agreed-twice"]);
}

#[test]
fn an_agreed_meeting_that_has_passed_takes_no_ordinal() {
    let team = supervised(vec![agreed("supervision", "anna", "2027-02-02 09:00")]);
    let earlier = Earlier::default();
    let instance = cadans::series::expand(&team, term("2027Q1"), day("2027-02-15"), &earlier, &[]);
    assert!(instance.fixed.is_empty());
    let series = instance.series.iter();
    let anna = series.filter(|series| series.id.as_str() == "p.supervision/anna");
    assert!(anna.clone().count() > 0);
    assert!(anna.clone().all(|series| series.first_ordinal == 1));
}
