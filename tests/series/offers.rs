//! Times offered for one meeting beside those of another: whichever are taken, everybody can be at both.

use cadans::ids::OccurrenceId;
use cadans::records::Proposal;
use cadans::rules::{Amount, Anchor};
use cadans::series::timetable::{Meeting, Obstacle, Timetable, Who};
use cadans::series::{Instance, ResourceKind};
use cadans::team::Team;

use crate::build::*;

/// Anna visits two families; an hour on Monday at ten is offered to the first.
fn offering(per_day: Option<u32>) -> (Team, Instance) {
    let mut team = team(vec![
        rule("visit", weekly(Amount::Times(2))),
        rule("talk", cadence(Anchor::CareStart, 5, 7, 10)),
    ]);
    for code in ["KATU4", "MIRO7"] {
        team.cases.push(case(code, "2027-01-04"));
        team.assignments
            .push(assign(of_case(code), "worker", "anna"));
    }
    team.people[0].max_per_day = per_day;
    team.offers = vec![Proposal {
        id: OccurrenceId::new("p.talk/KATU4/01"),
        slots: vec![time("2027-01-11 10:00")],
        minutes: 60,
        people: words("anna KATU4"),
        until: day("2027-01-08"),
    }];
    let instance = expanded(&team, "2027-01-04..2027-01-31");
    (team, instance)
}

/// What stands in the way of a meeting of a rule and case, thought of at a time.
fn asked(team: &Team, instance: &Instance, series: &str, at: &str) -> Vec<Obstacle> {
    let own = only(instance, series);
    let people = own.casts[0].seats.iter().map(|seat| seat.any_of[0]);
    let who = |index: usize| {
        let one = &instance.resources[index];
        let id = match one.kind {
            ResourceKind::Family => own.case.as_ref().expect("a case").to_string(),
            _ => one.id.clone(),
        };
        let role = String::new();
        (index, Who { id, role })
    };
    let meeting = Meeting {
        id: None,
        series: Some(own.id.clone()),
        rule: own.rule.clone(),
        case: own.case.clone(),
        minutes: 60,
        people: people.map(who).collect(),
        place: own.place,
        from: None,
        due: None,
        stands: None,
        fixed: None,
    };
    let found = Timetable::new(team, instance, instance.now).obstacles(&meeting, time(at));
    let of_offer = |one: &Obstacle| {
        matches!(
            one,
            Obstacle::Offered(_) | Obstacle::Full(..) | Obstacle::Spacing(..)
        )
    };
    found.into_iter().filter(of_offer).collect()
}

#[test]
fn an_offer_leaves_time_for_the_way() {
    let (team, instance) = offering(None);
    let said = |at: &str| asked(&team, &instance, "p.visit/MIRO7", at);
    assert!(matches!(&said("2027-01-11 10:30")[..], [Obstacle::Offered(who)] if who.id == "anna"));
    assert!(matches!(&said("2027-01-11 11:00")[..], [Obstacle::Offered(who)] if who.id == "anna"));
    assert_eq!(said("2027-01-11 11:15"), []);
    assert_eq!(said("2027-01-11 08:45"), []);
    assert_eq!(said("2027-01-12 10:00"), []);
}

#[test]
fn an_offer_counts_among_the_most_of_a_day() {
    let (team, instance) = offering(Some(1));
    let said = asked(&team, &instance, "p.visit/MIRO7", "2027-01-11 14:00");
    assert!(
        matches!(&said[..], [Obstacle::Full(who, 1)] if who.id == "anna"),
        "{said:?}"
    );
}

#[test]
fn an_offer_keeps_the_next_of_its_series_away() {
    let (team, instance) = offering(None);
    let said = |at: &str| asked(&team, &instance, "p.talk/KATU4", at);
    assert!(
        matches!(&said("2027-01-14 10:00")[..], [Obstacle::Spacing(on, 5)] if *on == day("2027-01-11"))
    );
    assert_eq!(said("2027-01-19 10:00"), []);
}
