//! Who is out for weeks is asked for nothing, and it is said.

use cadans::rules::{Amount, Anchor};
use cadans::series::Note;
use cadans::team::{Absence, Away, AwayKind, Team};
use cadans::time::Slots;

use crate::build::*;

/// Anna, supervised in December, and away for as long.
fn away_until(to: &str, kind: AwayKind) -> Team {
    let mut team = team(vec![supervision()]);
    team.held = vec![record(
        "p.supervision/anna",
        "2026-12-15",
        cadans::records::State::Held,
    )];
    team.absences = vec![Absence {
        kind,
        ..away(Away::Person(team.people[0].id.clone()), "2027-01-11", to)
    }];
    team
}

fn out(team: &Team) -> Vec<Note> {
    let notes = expanded(team, "2027Q1").notes;
    let out = |note: &Note| matches!(note, Note::Out { .. });
    notes.into_iter().filter(out).collect()
}

#[test]
fn a_rhythm_of_somebody_who_is_out_stands_still() {
    let team = away_until("2027-02-14", AwayKind::Away);
    let instance = expanded(&team, "2027Q1");
    let spans = rhythms(&instance, "p.supervision/anna").into_iter();
    let spans: Vec<_> = spans.map(|one| (one.from, one.to)).collect();
    let days = [
        (day("2027-01-01"), day("2027-01-10")),
        (day("2027-02-15"), day("2027-03-31")),
    ];
    assert_eq!(spans, days);
    let [Note::Out { person, from, to }] = &out(&team)[..] else {
        panic!("{:?}", instance.notes)
    };
    assert_eq!(person, "anna");
    assert_eq!((*from, *to), (day("2027-01-11"), day("2027-02-14")));
}

#[test]
fn nobody_who_is_out_is_asked_to_come_after_all() {
    let asked = |to, kind| {
        let instance = expanded(&away_until(to, kind), "2027Q1");
        let at = instance.index(day("2027-01-13")).expect("a day");
        instance.resources[0].askable[at] != Slots::EMPTY
    };
    assert!(asked("2027-01-15", AwayKind::Away));
    assert!(!asked("2027-02-14", AwayKind::Away));
}

#[test]
fn leave_is_planned_around_unless_it_is_longer_than_a_holiday() {
    assert_eq!(out(&away_until("2027-01-22", AwayKind::Away)).len(), 0);
    assert_eq!(out(&away_until("2027-01-24", AwayKind::Away)).len(), 1);
    assert_eq!(out(&away_until("2027-01-31", AwayKind::Leave)).len(), 0);
    assert_eq!(out(&away_until("2027-02-14", AwayKind::Leave)).len(), 1);
}

#[test]
fn two_weeks_one_after_the_other_are_one_spell() {
    let mut team = away_until("2027-01-15", AwayKind::Away);
    let more = Absence {
        kind: AwayKind::Away,
        ..away(team.absences[0].who.clone(), "2027-01-18", "2027-01-29")
    };
    team.absences.push(more);
    assert_eq!(out(&team).len(), 1);
}

#[test]
fn what_is_due_while_its_owner_is_out_is_asked_of_the_role() {
    let mut team = team(vec![
        rule("visit", weekly(Amount::Times(1))),
        rule("report", duty(Anchor::CareStart, "6w")),
    ]);
    team.cases = vec![case("KATU4", "2027-01-04")];
    let owner = |team: &Team| expanded(team, "2027Q1").duties[0].owner.clone();
    let before = owner(&team);
    team.assignments = vec![assign(of_case("KATU4"), "worker", "anna")];
    assert_eq!(owner(&team), "anna");
    team.absences = vec![away(
        Away::Person(team.people[0].id.clone()),
        "2027-02-01",
        "2027-03-31",
    )];
    assert_eq!(owner(&team), "worker", "before: {before}");
}
