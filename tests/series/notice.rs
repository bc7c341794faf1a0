//! How long beforehand people learn of a meeting, and what has begun when it is planned anew.

use cadans::rules::{Notice, Rule};
use cadans::series::{Earlier, Instance, Standing, earliest_start, expand, notice};
use cadans::time::Workdays;
use chrono::NaiveDateTime;

use crate::build::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment")
}

#[test]
fn working_days_pass_over_weekends_and_holidays_to_the_same_hour() {
    let workdays = Workdays::new([day("2027-03-29")]);
    let first = |now: &str, days| earliest_start(at(now), days, &workdays).to_string();
    assert_eq!(first("2027-02-02 13:19", 0), "2027-02-02 13:19:00");
    assert_eq!(first("2027-02-02 13:19", 10), "2027-02-16 13:19:00");
    assert_eq!(first("2027-02-05 23:12", 1), "2027-02-08 23:12:00");
    // From a day that is not worked, over a weekend and Easter Monday.
    assert_eq!(first("2027-03-27 09:00", 2), "2027-03-31 09:00:00");
}

/// Supervision of Anna by Bram, planned at a moment, with one meeting that stands.
fn planned_at(rule: Rule, now: &str, stands: &[Standing]) -> Instance {
    let earlier = Earlier {
        placements: stands.to_vec(),
        known: stands.to_vec(),
        published: true,
        ..Earlier::default()
    };
    expand(&team(vec![rule]), term("2027Q1"), at(now), &earlier, &[])
}

#[test]
fn a_rule_goes_before_the_team_and_the_longest_of_those_who_come_counts() {
    let mut team = team(vec![supervision()]);
    team.notice.external = 5;
    let own = Rule {
        notice: Some(3),
        ..supervision()
    };
    assert_eq!(notice(Some(&own), &team), Notice::same(3));
    assert_eq!(
        notice(None, &team),
        Notice {
            external: 5,
            ..Notice::default()
        }
    );
    let instance = expand(
        &team,
        term("2027Q1"),
        at("2027-02-02 13:19"),
        &Earlier::default(),
        &[],
    );
    let series = only(&instance, "p.supervision/anna");
    let who = |id: &str| {
        let mut all = instance.resources.iter();
        all.position(|one| one.id == id).expect("somebody")
    };
    let first = |people: &[&str]| {
        let people = people.iter().map(|id| who(id));
        instance.earliest_start(series.notice, people).to_string()
    };
    assert_eq!(first(&["anna", "bram"]), "2027-02-03 13:19:00");
    assert_eq!(first(&["anna", "rik"]), "2027-02-09 13:19:00");
}

#[test]
fn what_has_begun_stands_and_what_has_not_may_move() {
    let one = |start: &str| Standing {
        people: vec![
            ("anna".to_owned(), "worker".to_owned()),
            ("bram".to_owned(), "scientist".to_owned()),
        ],
        ..standing("p.supervision/anna/02", start)
    };
    let stands = [one("2027-02-02 13:00")];
    let begun = planned_at(supervision(), "2027-02-02 13:19", &stands);
    assert_eq!(begun.fixed.len(), 1, "it is no longer planned");
    assert!(begun.series.iter().all(|series| series.promises.is_empty()));
    let ahead = planned_at(supervision(), "2027-02-02 12:59", &stands);
    assert!(ahead.fixed.is_empty());
    assert_eq!(only(&ahead, "p.supervision/anna").promises.len(), 1);
}
