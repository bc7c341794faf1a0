//! Rhythms: what they count from, and how meetings that stand cut them.

use cadans::records::State;
use cadans::rules::{Anchor, Combine, Condition, Duration, Gap, Mode, Per, Rule};
use cadans::series::{Cadence, Earlier, Follows, Note, cost};
use cadans::solver::{Limits, solve};
use cadans::team::Team;

use crate::build::*;

fn supervised() -> Team {
    let mut team = team(vec![supervision()]);
    team.held = vec![
        record("p.supervision/anna", "2026-11-24", State::Held),
        record("p.supervision/anna", "2026-12-15", State::Held),
        record("p.supervision/anna", "2026-12-17", State::Cancelled),
    ];
    team
}

fn rhythm(team: &Team, term: &str) -> Cadence {
    match rhythms(&expanded(team, term), "p.supervision/anna")[..] {
        [only] => only,
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn a_rhythm_counts_from_the_last_meeting_held() {
    let cadence = rhythm(&supervised(), "2027Q1");
    let expected = Cadence {
        anchor: day("2026-12-15"),
        held: true,
        follows: None,
        first: None,
        last: None,
        runs_on: false,
        begins: None,
        min: 14,
        target: 21,
        max: 21,
        limit: 28,
        from: day("2027-01-01"),
        to: day("2027-03-31"),
        next: None,
        free: 0,
        grace: 0,
        goes_on: true,
        count_max: None,
    };
    assert_eq!(cadence, expected);
}

#[test]
fn records_after_today_are_not_known_yet() {
    let mut team = supervised();
    team.held
        .push(record("p.supervision/anna", "2026-12-22", State::Held));
    assert_eq!(rhythm(&team, "2027Q1").anchor, day("2026-12-15"));
}

#[test]
fn a_later_published_meeting_before_the_term_is_counted_from() {
    let earlier = Earlier {
        placements: vec![
            standing("p.supervision/anna/04", "2026-12-29 09:00"),
            standing("p.supervision/anna/05", "2027-01-19 09:00"),
        ],
        issued: [(cadans::ids::SeriesId::new("p.supervision/anna"), 7)].into(),
        ..Earlier::default()
    };
    let instance = expanded_after(&supervised(), "2027Q1", &earlier);
    let series = only(&instance, "p.supervision/anna");
    assert_eq!(
        rhythms(&instance, "p.supervision/anna")[0].anchor,
        day("2026-12-29")
    );
    assert_eq!(series.first_ordinal, 8);
    assert_eq!(series.usual_start, Some(36));
    // What stands before the term is carried over; what stands in it is planned anew.
    assert_eq!(instance.fixed.len(), 1);
}

#[test]
fn the_first_keeps_its_distance_from_the_start() {
    let mut team = team(vec![supervision()]);
    team.people[0].since = Some(day("2027-02-01"));
    let cadence = rhythm(&team, "2027Q1");
    assert_eq!(
        (cadence.anchor, cadence.from, cadence.held),
        (day("2027-02-01"), day("2027-02-01"), true)
    );
}

#[test]
fn a_rhythm_ends_with_care() {
    let mut team = team(vec![rule(
        "consultation",
        cadence(Anchor::CareStart, 14, 21, 28),
    )]);
    team.cases = vec![case("KATU4", "2026-05-11")];
    let instance = expanded(&team, "2027Q1");
    let cadence = rhythms(&instance, "p.consultation/KATU4")[0];
    assert_eq!((cadence.to, cadence.goes_on), (day("2027-02-07"), false));
}

#[test]
fn an_agreed_meeting_cuts_a_rhythm_in_two() {
    let mut team = supervised();
    team.agreed = vec![agreed("supervision", "anna", "2027-02-09 13:30")];
    let instance = expanded(&team, "2027Q1");
    let pieces = rhythms(&instance, "p.supervision/anna");
    assert_eq!(pieces.len(), 2);
    let [before, after] = [pieces[0], pieces[1]];
    assert_eq!(
        (before.anchor, before.to, before.goes_on),
        (day("2026-12-15"), day("2027-02-08"), true)
    );
    assert_eq!(
        (after.anchor, after.held, after.from),
        (day("2027-02-09"), true, day("2027-02-10"))
    );
    // The shortest gap is kept on this side of the agreed one too.
    assert_eq!((before.next, after.next), (Some(day("2027-02-09")), None));
    assert_eq!(before.last(), day("2027-01-26"));
    // It has an ordinal of its own, and new ones count on after it.
    let id = instance.fixed[0].id.as_ref().map(|id| id.as_str());
    assert_eq!(id, Some("p.supervision/anna/01"));
    assert!(
        instance
            .series
            .iter()
            .all(|series| series.first_ordinal == 2)
    );
}

#[test]
fn an_agreed_meeting_takes_over_the_ordinal_of_the_one_it_replaces() {
    let mut team = supervised();
    team.agreed = vec![agreed("supervision", "anna", "2027-02-09 13:30")];
    let earlier = Earlier {
        placements: vec![
            standing("p.supervision/anna/04", "2027-01-19 09:00"),
            standing("p.supervision/anna/05", "2027-02-08 09:00"),
        ],
        ..Earlier::default()
    };
    let instance = expanded_after(&team, "2027Q1", &earlier);
    let id = instance.fixed[0].id.as_ref().map(|id| id.as_str());
    assert_eq!(id, Some("p.supervision/anna/05"));
}

#[test]
fn a_piece_without_room_that_misses_nothing_is_left_away() {
    let mut team = supervised();
    team.agreed = vec![agreed("supervision", "anna", "2027-01-05 13:30")];
    let pieces = rhythms(&expanded(&team, "2027Q1"), "p.supervision/anna");
    assert_eq!(pieces.len(), 1);
    assert_eq!(pieces[0].anchor, day("2027-01-05"));
}

#[test]
fn a_rhythm_runs_up_to_the_meeting_published_after_the_term() {
    let up_to = |start: &str| {
        let earlier = Earlier {
            placements: vec![standing("p.supervision/anna/09", start)],
            ..Earlier::default()
        };
        let instance = expanded_after(&supervised(), "2027Q1", &earlier);
        rhythms(&instance, "p.supervision/anna")[0]
    };
    let near = up_to("2027-04-06 09:00");
    assert_eq!(near.next, Some(day("2027-04-06")));
    assert_eq!(
        (near.last(), near.end()),
        (day("2027-03-23"), day("2027-04-06"))
    );
    // One that no meeting of the term reaches leaves room for others after the term.
    assert_eq!(up_to("2027-04-28 09:00").next, Some(day("2027-04-28")));
    let far = up_to("2027-04-29 09:00");
    assert_eq!(
        (far.next, far.last(), far.end()),
        (None, day("2027-03-31"), day("2027-04-01"))
    );
}

#[test]
fn the_length_follows_the_caseload() {
    for (combine, per_case, sittings, each) in [
        (Combine::Sum, 30, 2, 105),
        (Combine::Max, 30, 2, 75),
        (Combine::Sum, 0, 1, 60),
    ] {
        let rule = Rule {
            duration: Duration {
                per_case,
                combine,
                split_max: Some(120),
                ..minutes(60)
            },
            covers: Some("consultation".to_owned()),
            ..supervision()
        };
        let mut team = team(vec![rule]);
        team.cases = ["KATU4", "MIRO7", "SELA2", "DOBI9", "FUNE3"]
            .map(|code| case(code, "2026-11-02"))
            .into();
        let instance = expanded(&team, "2027Q1");
        let lengths: Vec<_> = instance
            .series
            .iter()
            .map(|series| series.minutes)
            .collect();
        assert_eq!(lengths, vec![(each, each); sittings]);
        assert_eq!(instance.series[0].covers.len(), 5);
        if sittings == 2 {
            assert_eq!(instance.series[1].id.as_str(), "p.supervision/anna.2");
        }
    }
}

#[test]
fn a_meeting_that_covers_all_cases_counts_for_each() {
    let supervision = Rule {
        covers: Some("consultation".to_owned()),
        ..supervision()
    };
    let consultation = rule("consultation", cadence(Anchor::CareStart, 14, 21, 28));
    let mut team = team(vec![supervision, consultation]);
    team.cases = vec![case("KATU4", "2026-11-02")];
    team.held = vec![record("p.supervision/anna", "2026-12-15", State::Held)];
    let instance = expanded(&team, "2027Q1");
    let cadence = rhythms(&instance, "p.consultation/KATU4")[0];
    assert_eq!((cadence.anchor, cadence.held), (day("2026-12-15"), true));
}

#[test]
fn a_punch_card_has_only_what_is_left_on_it() {
    let mut aftercare = rule("aftercare", cadence(Anchor::CareEnd, 14, 28, 56));
    let cadans::rules::Demand::Cadence(cadence) = &mut aftercare.demand else {
        unreachable!()
    };
    cadence.count_max = Some(5);
    cadence.until = Some(cadans::rules::Until {
        anchor: cadans::rules::PlainAnchor::CareEnd,
        offset: offset("26w"),
    });
    let mut team = team(vec![aftercare]);
    team.cases = vec![case("KATU4", "2026-03-02")];
    team.held = vec![
        record("p.aftercare/KATU4", "2026-12-04", State::Held),
        record("p.aftercare/KATU4", "2026-12-15", State::Held),
    ];
    let cadence = rhythms(&expanded(&team, "2027Q1"), "p.aftercare/KATU4")[0];
    assert_eq!(cadence.count_max, Some(3));
    team.held.extend(
        ["2026-12-16", "2026-12-17", "2026-12-18"]
            .map(|on| record("p.aftercare/KATU4", on, State::Held)),
    );
    assert!(expanded(&team, "2027Q1").series.is_empty());
}

#[test]
fn a_new_phase_brings_its_own_rhythm() {
    let mut calls = rule("calls", cadence(Anchor::CareStart, 5, 7, 14));
    let monthly = rule("calls", cadence(Anchor::CareStart, 21, 28, 42));
    let in_change = Condition {
        phase: Some(1),
        ..Condition::default()
    };
    calls.variants = vec![(in_change, monthly)];
    let mut team = team(vec![calls]);
    team.cases = vec![case("KATU4", "2027-01-04")];
    let pieces = rhythms(&expanded(&team, "2027Q1"), "p.calls/KATU4");
    let dates: Vec<_> = pieces
        .iter()
        .map(|piece| (piece.target, piece.from, piece.to))
        .collect();
    let expected = [
        (7, day("2027-01-04"), day("2027-02-14")),
        (28, day("2027-02-15"), day("2027-03-31")),
    ];
    assert_eq!(dates, expected);
    // One rhythm: the second goes on from the last of the first.
    assert!(pieces[0].runs_on && !pieces[1].runs_on);
    assert_eq!(pieces[1].follows, Some(Follows::Part(0)));
}

#[test]
fn new_people_may_have_another_rhythm() {
    let mut rule = supervision();
    let Rule { demand, .. } = supervision();
    let mut often = Rule {
        demand,
        ..supervision()
    };
    if let cadans::rules::Demand::Cadence(cadence) = &mut often.demand {
        cadence.gap = Gap {
            min: 5,
            target: 7,
            max: 7,
            limit: 14,
            free: 0,
            grace: 0,
        };
    }
    let new = Condition {
        tenure_under: Some(period("1y")),
        ..Condition::default()
    };
    rule.variants = vec![(new, often)];
    let mut team = team(vec![rule]);
    team.people[0].since = Some(day("2026-06-01"));
    team.people.push(person("carlijn", "worker"));
    let instance = expanded(&team, "2027Q1");
    assert_eq!(rhythms(&instance, "p.supervision/anna")[0].target, 7);
    assert_eq!(rhythms(&instance, "p.supervision/carlijn")[0].target, 21);
}

#[test]
fn who_works_less_and_who_has_a_flag_may_have_another_rhythm() {
    let every = |weeks: u32| Rule {
        demand: cadence(Anchor::PersonSince, weeks * 7 - 7, weeks * 7, weeks * 7 + 7),
        ..supervision()
    };
    let under = Condition {
        contract_under: Some(16 * 60),
        ..Condition::default()
    };
    let trainee = Condition {
        flag: Some("trainee".to_owned()),
        ..Condition::default()
    };
    let both = Condition {
        flag: trainee.flag.clone(),
        ..under.clone()
    };
    let variants = vec![(under, every(4)), (trainee, every(1)), (both, every(2))];
    let mut team = team(vec![Rule {
        variants,
        ..every(3)
    }]);
    let hours = |id: &str, contract: Option<u32>, flags: &str| cadans::team::Person {
        contract: contract.map(|hours| hours * 60),
        flags: words(flags).into_iter().collect(),
        since: Some(day("2026-06-01")),
        ..person(id, "worker")
    };
    team.people.extend([
        hours("cato", Some(16), ""),
        hours("dirk", Some(12), ""),
        hours("eva", Some(36), "trainee"),
        hours("finn", Some(8), "trainee runner"),
        hours("gijs", None, ""),
    ]);
    let instance = expanded(&team, "2027Q1");
    let target = |who: &str| rhythms(&instance, &format!("p.supervision/{who}"))[0].target;
    assert_eq!(
        ["cato", "dirk", "eva", "finn", "gijs"].map(target),
        [21, 28, 7, 14, 21]
    );
}

#[test]
fn a_rule_that_is_off_or_left_out_asks_nothing() {
    let mut team = supervised();
    let none = ["supervision".to_owned()];
    let term = term("2027Q1");
    let left = cadans::series::expand(&team, term, day("2026-12-15"), &Earlier::default(), &none);
    assert!(left.series.is_empty());
    team.programmes[0].rules[0].mode = Mode::Off;
    assert!(expanded(&team, "2027Q1").series.is_empty());
}

#[test]
fn the_team_as_a_whole_starts_with_the_term() {
    let mut meeting = rule("team_meeting", cadence(Anchor::TermStart, 7, 14, 21));
    meeting.per = Per::Team;
    meeting.who.all = words("worker scientist");
    let instance = expanded(&team(vec![meeting]), "2027Q1");
    let cadence = rhythms(&instance, "p.team_meeting/team")[0];
    assert_eq!((cadence.anchor, cadence.held), (day("2027-01-01"), false));
}

#[test]
fn a_series_keeps_the_start_it_mostly_has() {
    let at = |nth: u32, start: &str| standing(&format!("p.supervision/anna/{nth:02}"), start);
    let earlier = Earlier {
        placements: vec![
            at(1, "2027-01-12 13:00"),
            at(2, "2027-02-02 10:00"),
            at(3, "2027-02-23 10:00"),
            at(4, "2027-03-16 09:00"),
        ],
        ..Earlier::default()
    };
    let instance = expanded_after(&supervised(), "2027Q1", &earlier);
    assert_eq!(only(&instance, "p.supervision/anna").usual_start, Some(40));
}

#[test]
fn a_rhythm_whose_time_passed_before_the_term_begins_anew_on_the_first_day_that_can_be() {
    // 1 January is a holiday and a Friday.
    for (last, from, noted) in [
        ("2026-12-04", "2027-01-04", true),
        ("2026-09-07", "2027-01-04", true),
        ("2026-12-08", "2027-01-01", false),
    ] {
        let mut team = team(vec![supervision()]);
        team.held = vec![record("p.supervision/anna", last, State::Held)];
        let instance = expanded(&team, "2027Q1");
        let cadence = rhythms(&instance, "p.supervision/anna")[0];
        assert_eq!(
            (cadence.anchor, cadence.from),
            (day(last), day(from)),
            "{last}"
        );
        let note = Note::BeginsAnew {
            title: text("supervision"),
            count: 1,
            since: day(last),
            from: day(from),
        };
        assert_eq!(instance.notes == vec![note], noted, "{:?}", instance.notes);
        let limits = Limits {
            work: 1_000,
            ..Limits::default()
        };
        let answer = solve(&instance, &limits);
        assert_eq!(answer.layers[cost::HARD].value, 0, "{last}");
    }
}
