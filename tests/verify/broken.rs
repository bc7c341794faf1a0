//! One good plan, broken in every way: the judge finds each.

use std::collections::BTreeSet;

use cadans::ids::{CaseCode, OccurrenceId, RuleId};
use cadans::plan::{Placement, Plan, Status, Stay};
use cadans::rules::Severity;
use cadans::series::{self, Anchor, Fixed, FixedBy, Instance, Invited, Requirement, Seat};
use cadans::time::Slots;
use cadans::verify::{Counted, Kind, verify};
use chrono::{Days, Duration};

use super::example::{
    ADA, BRAM, CAS, FAMILY, at, day, february, leave_out, milestone, participant, place, plan, say,
    series, text, week, weekly_rhythm,
};

const RHYTHM: usize = 0;
const REVIEW: usize = 1;
const NEXT: usize = 2;
const VISITS: usize = 3;
const GROUP: usize = 4;

/// The first placement of each series in the good plan, and those that stand.
const REVIEW_AT: usize = 4;
const NEXT_AT: usize = 5;
const VISIT_AT: usize = 6;
const GROUP_AT: usize = 8;
const AGREED_AT: usize = 9;
const CARRIED_AT: usize = 10;

fn good() -> (Instance, Plan) {
    let mut instance = february();
    instance.resources[BRAM].free[23] = Slots::EMPTY;
    let rhythm = Requirement::Cadence(weekly_rhythm());
    let review = milestone(Anchor::Day(day(2, 1)), [0, 7, 14, 7]);
    let next = milestone(Anchor::Series(REVIEW), [3, 7, 10, 7]);
    instance.series = vec![
        series("rhythm", rhythm, &[&[ADA], &[BRAM]]),
        series("review", review, &[&[ADA], &[FAMILY]]),
        series("next", next, &[&[ADA], &[FAMILY]]),
        series("visits", week(day(2, 8), 3, 0), &[&[ADA, CAS], &[FAMILY]]),
        series("group", week(day(2, 22), 1, 0), &[]),
    ];
    instance.series[VISITS].severity = Severity::Soft;
    instance.series[VISITS].minutes = (45, 60);
    for at_home in [REVIEW, VISITS] {
        instance.series[at_home].place = Some(1);
    }
    instance.series[GROUP].casts[0].invited = Some(Invited {
        members: [ADA, BRAM, CAS]
            .map(|who| (who, "member".to_owned()))
            .to_vec(),
        quorum: 2,
    });
    instance.fixed = vec![agreed(), carried()];
    instance.bundles = vec![series::Bundle {
        pair: (ADA, BRAM),
        series: vec![RHYTHM],
    }];
    instance.stays = vec![series::Stay {
        case: CaseCode::new("K7QX"),
        capacity: "unit".to_owned(),
        unit: Some("Oak".to_owned()),
        from: day(2, 1),
        to: day(6, 1),
        asked: day(2, 1),
    }];
    let plan = good_plan(&instance);
    (instance, plan)
}

fn good_plan(instance: &Instance) -> Plan {
    let mut plan = plan(instance);
    for monday in ["02-01", "02-08", "02-15", "02-22"] {
        place(
            instance,
            &mut plan,
            RHYTHM,
            &format!("2027-{monday} 10:00"),
            60,
        );
    }
    place(instance, &mut plan, REVIEW, "2027-02-09 10:00", 60);
    place(instance, &mut plan, NEXT, "2027-02-16 10:00", 60);
    place(instance, &mut plan, VISITS, "2027-02-08 13:00", 60);
    place(instance, &mut plan, VISITS, "2027-02-10 13:00", 60);
    place(instance, &mut plan, GROUP, "2027-02-24 10:00", 60);
    plan.placements[NEXT_AT].due = Some(day(2, 19));
    plan.placements[GROUP_AT].participants.remove(1);
    plan.placements[GROUP_AT].absent = vec![participant("bram", "member")];
    leave_out(instance, &mut plan, VISITS, 1);
    plan.placements
        .extend(instance.fixed.iter().map(|fixed| standing(instance, fixed)));
    plan.stays = vec![Stay {
        case: CaseCode::new("K7QX"),
        home: Some("Oak".to_owned()),
        from: day(2, 1),
        to: day(6, 1),
        asked: day(2, 1),
    }];
    // A visit missing; the review a day off; four days of the pair, and one member absent.
    say(&mut plan, [0, 1, 0, 1, 18]);
    plan
}

fn agreed() -> Fixed {
    Fixed {
        id: None,
        rule: None,
        case: Some(CaseCode::new("K7QX")),
        title: text("agreed"),
        start: at("2027-02-18 14:10"),
        minutes: 50,
        people: vec![(ADA, "worker".to_owned()), (FAMILY, "family".to_owned())],
        place: Some(1),
        why: FixedBy::Agreed,
        conflicts: Vec::new(),
    }
}

fn carried() -> Fixed {
    Fixed {
        id: Some(RuleId::of("p", "rhythm").series("x").occurrence(90)),
        rule: Some(RuleId::of("p", "rhythm")),
        case: None,
        start: at("2027-03-08 10:00"),
        people: vec![(ADA, "seat0".to_owned()), (BRAM, "seat1".to_owned())],
        place: Some(0),
        why: FixedBy::CarriedOver,
        ..agreed()
    }
}

fn standing(instance: &Instance, fixed: &Fixed) -> Placement {
    let mut placement = good_placement(instance);
    let named = |(who, role): &(usize, String)| match (*who, &fixed.case) {
        (FAMILY, Some(case)) => participant(case.as_str(), role),
        _ => participant(&instance.resources[*who].id, role),
    };
    let id = RuleId::new("agreed")
        .series("2027-02-18-1410")
        .occurrence(1);
    placement.id = fixed.id.clone().unwrap_or(id);
    placement.series = placement.id.series();
    placement.case = fixed.case.clone();
    placement.start = fixed.start;
    placement.minutes = fixed.minutes;
    placement.participants = fixed.people.iter().map(named).collect();
    placement.place = fixed.place.map(|place| instance.places[place].clone());
    placement
}

fn good_placement(instance: &Instance) -> Placement {
    let mut one = plan(instance);
    place(instance, &mut one, RHYTHM, "2027-02-01 10:00", 60);
    one.placements.remove(0)
}

/// What the judge finds once this is changed.
fn found(change: impl FnOnce(&mut Instance, &mut Plan)) -> BTreeSet<Kind> {
    let (mut instance, mut plan) = good();
    change(&mut instance, &mut plan);
    match verify(&instance, &plan) {
        Ok(counted) => panic!("nothing found: {counted:?}"),
        Err(violations) => {
            assert!(
                violations
                    .iter()
                    .all(|violation| !violation.text.is_empty())
            );
            violations
                .into_iter()
                .map(|violation| violation.kind)
                .collect()
        }
    }
}

/// A change of the plan is found as exactly this.
fn only(kind: Kind, change: impl FnOnce(&mut Plan)) {
    assert_eq!(found(|_, plan| change(plan)), BTreeSet::from([kind]));
}

/// A change of what is asked is found as exactly this.
fn only_asked(kind: Kind, change: impl FnOnce(&mut Instance)) {
    assert_eq!(
        found(|instance, _| change(instance)),
        BTreeSet::from([kind])
    );
}

/// A change of the plan is found as this, among what follows from it.
fn also(kind: Kind, change: impl FnOnce(&mut Plan)) {
    let kinds = found(|_, plan| change(plan));
    assert!(kinds.contains(&kind), "{kinds:?}");
}

fn move_to(plan: &mut Plan, placement: usize, moment: &str) {
    plan.placements[placement].start = at(moment);
}

#[test]
fn the_good_plan_is_good() {
    let (instance, plan) = good();
    let layers = [0, 1, 0, 1, 18];
    assert_eq!(verify(&instance, &plan), Ok(Counted { layers, placed: 9 }));
}

#[test]
fn an_id_is_used_once() {
    only(Kind::Twice, |plan| {
        plan.left_out[0].id = plan.placements[VISIT_AT].id.clone()
    });
    only(Kind::Twice, |plan| {
        plan.placements[1].id = plan.placements[0].id.clone()
    });
}

#[test]
fn meetings_that_stand_are_there_and_unmoved() {
    also(Kind::Fixed, |plan| drop(plan.placements.remove(CARRIED_AT)));
    also(Kind::Fixed, |plan| drop(plan.placements.remove(AGREED_AT)));
    only(Kind::Fixed, |plan| {
        move_to(plan, CARRIED_AT, "2027-03-08 10:15")
    });
    only(Kind::Fixed, |plan| {
        plan.placements[CARRIED_AT].minutes += 15
    });
    only(Kind::Fixed, |plan| {
        plan.placements[CARRIED_AT].place = Some("north".to_owned())
    });
    only(Kind::Fixed, |plan| {
        drop(plan.placements[CARRIED_AT].participants.pop())
    });
    // One without an id of its own is then both missing and nobody's.
    let both = BTreeSet::from([Kind::Fixed, Kind::Unasked]);
    assert_eq!(
        found(|_, plan| move_to(plan, AGREED_AT, "2027-02-18 14:25")),
        both
    );
    assert_eq!(
        found(|_, plan| plan.placements[AGREED_AT].participants[1].id = "bram".to_owned()),
        both
    );
    assert_eq!(
        found(|_, plan| plan.placements[AGREED_AT]
            .participants
            .push(participant("bram", "x"))),
        both
    );
}

#[test]
fn one_carried_over_may_have_had_people_who_left() {
    let (instance, mut plan) = good();
    plan.placements[CARRIED_AT]
        .participants
        .push(participant("dora", "seat2"));
    assert!(verify(&instance, &plan).is_ok());
}

#[test]
fn nothing_is_planned_that_nobody_asks_for() {
    let stranger = |id: &str, moment: &'static str| {
        let (series, _) = id.rsplit_once('/').expect("an id");
        let (rule, subject) = series.split_once('/').expect("a series");
        let series = RuleId::new(rule).series(subject);
        let id = OccurrenceId::new(id);
        move |instance: &mut Instance, plan: &mut Plan| {
            let mut placement = good_placement(instance);
            placement.start = at(moment);
            (placement.id, placement.series) = (id, series);
            plan.placements.push(placement);
        }
    };
    let unasked = BTreeSet::from([Kind::Unasked]);
    // Another series; a week without visits; another number of a milestone.
    assert_eq!(found(stranger("p.other/x/01", "2027-02-11 10:00")), unasked);
    assert_eq!(
        found(stranger("p.visits/x/07", "2027-02-17 10:00")),
        unasked
    );
    assert_eq!(
        found(stranger("p.review/x/02", "2027-02-11 10:00")),
        unasked
    );
    // An id of one series under the name of another.
    let other = RuleId::of("p", "rhythm").series("x").occurrence(7);
    also(Kind::Unasked, |plan| plan.placements[VISIT_AT].id = other);
}

#[test]
fn days_that_were_planned_before_are_left_alone() {
    let (instance, mut plan) = good();
    let mut earlier = good_placement(&instance);
    earlier.id = OccurrenceId::new("p.rhythm/x/80");
    earlier.start = at("2027-01-25 03:00");
    plan.placements.push(earlier);
    assert!(verify(&instance, &plan).is_ok());
}

#[test]
fn a_meeting_says_what_its_series_says() {
    only(Kind::Label, |plan| {
        plan.placements[0].rule = RuleId::of("p", "other")
    });
    only(Kind::Label, |plan| {
        plan.placements[0].programme = "q".to_owned()
    });
    only(Kind::Label, |plan| {
        plan.placements[0].case = Some(CaseCode::new("K7QX"))
    });
    only(Kind::Label, |plan| plan.placements[0].place = None);
    only(Kind::Label, |plan| {
        plan.placements[REVIEW_AT].due = Some(day(2, 16))
    });
    only(Kind::Label, |plan| plan.placements[NEXT_AT].due = None);
    only(Kind::Label, |plan| plan.placements[GROUP_AT].absent.clear());
    only(Kind::Label, |plan| {
        plan.placements[0].absent = vec![participant("cas", "member")]
    });
}

#[test]
fn a_meeting_starts_on_the_quarter_and_lasts_as_asked() {
    only(Kind::Length, |plan| move_to(plan, 0, "2027-02-01 10:05"));
    only(Kind::Length, |plan| {
        plan.placements[0].start += Duration::seconds(1)
    });
    also(Kind::Length, |plan| plan.placements[0].minutes = 75);
    also(Kind::Length, |plan| plan.placements[0].minutes = 45);
    also(Kind::Length, |plan| plan.placements[VISIT_AT].minutes = 50);
    also(Kind::Length, |plan| plan.placements[VISIT_AT].minutes = 30);
    // Three quarters of an hour are allowed, and cost.
    only(Kind::Layer, |plan| plan.placements[VISIT_AT].minutes = 45);
}

#[test]
fn a_meeting_lies_where_the_rule_allows() {
    let morning = Slots::within(9 * 60, 12 * 60);
    only_asked(Kind::Allowed, |instance| {
        instance.series[RHYTHM].allowed[7] = Slots::EMPTY
    });
    only_asked(Kind::Allowed, |instance| {
        instance.series[RHYTHM].allowed[0] = Slots::within(9 * 60, 10 * 60 + 45);
    });
    only_asked(Kind::Allowed, |instance| {
        instance.series[RHYTHM].fixed_start = Some(36)
    });
    only_asked(Kind::Allowed, |instance| {
        instance.series[VISITS].allowed = vec![morning; 28]
    });
    let late = BTreeSet::from([Kind::Allowed]);
    let past_midnight = |instance: &mut Instance, plan: &mut Plan| {
        instance
            .resources
            .iter_mut()
            .for_each(|who| who.free[8] = Slots::ALL);
        move_to(plan, REVIEW_AT, "2027-02-09 23:30");
    };
    assert_eq!(found(past_midnight), late);
}

#[test]
fn each_seat_is_taken_by_one_of_its_holders() {
    let someone = |id: &'static str, role: &'static str| {
        move |plan: &mut Plan| plan.placements[VISIT_AT].participants[0] = participant(id, role)
    };
    // Cas may; Bram may not; nor may Ada as something else.
    let (instance, mut plan) = good();
    someone("cas", "seat0")(&mut plan);
    assert!(verify(&instance, &plan).is_ok());
    only(Kind::Seat, someone("bram", "seat0"));
    only(Kind::Seat, someone("ada", "other"));
    only(Kind::Seat, someone("K7QX", "seat1"));
    only(Kind::Seat, |plan| {
        drop(plan.placements[VISIT_AT].participants.pop())
    });
    only(Kind::Seat, |plan| {
        plan.placements[VISIT_AT]
            .participants
            .push(participant("cas", "seat0"));
    });
    only(Kind::Seat, |plan| {
        plan.placements[VISIT_AT].participants[1].id = "K8ZZ".to_owned();
    });
    // The family's key is not for plans.
    only(Kind::Seat, |plan| {
        plan.placements[VISIT_AT].participants[1].id = "fam".to_owned()
    });
}

#[test]
fn seats_of_one_role_are_given_to_whom_they_suit() {
    let (mut instance, mut plan) = good();
    let seat = |any_of: &[usize]| Seat {
        role: "seat0".to_owned(),
        any_of: any_of.to_vec(),
    };
    let seats = &mut instance.series[VISITS].casts[0].seats;
    seats[0] = seat(&[ADA, CAS]);
    seats.push(seat(&[ADA]));
    for visit in [VISIT_AT, VISIT_AT + 1] {
        plan.placements[visit]
            .participants
            .push(participant("cas", "seat0"));
    }
    assert!(verify(&instance, &plan).is_ok());
    for visit in [VISIT_AT, VISIT_AT + 1] {
        plan.placements[visit].participants[2] = participant("ada", "seat0");
    }
    let violations = verify(&instance, &plan).expect_err("Ada sits in both");
    assert!(
        violations
            .iter()
            .all(|violation| violation.kind == Kind::Seat)
    );
}

#[test]
fn on_a_day_without_a_cast_nobody_can_meet() {
    let kinds = found(|instance, _| instance.series[RHYTHM].casts[0].from = day(2, 2));
    assert!(kinds.contains(&Kind::Seat), "{kinds:?}");
}

#[test]
fn who_is_invited_and_can_come_comes() {
    // Cas could.
    also(Kind::Invited, |plan| {
        drop(plan.placements[GROUP_AT].participants.pop())
    });
    // Bram cannot.
    let bram_comes = |plan: &mut Plan| {
        plan.placements[GROUP_AT]
            .participants
            .push(participant("bram", "member"));
        plan.placements[GROUP_AT].absent.clear();
    };
    also(Kind::Invited, bram_comes);
    also(Kind::NotFree, bram_comes);
    also(Kind::Quorum, |plan| {
        drop(plan.placements[GROUP_AT].participants.pop())
    });
    only_asked(Kind::Quorum, |instance| {
        if let Some(invited) = &mut instance.series[GROUP].casts[0].invited {
            invited.quorum = 3;
        }
    });
}

#[test]
fn whom_a_standing_meeting_keeps_cannot_come() {
    let keep_cas = |minutes: u32, start: &'static str| {
        move |instance: &mut Instance, plan: &mut Plan| {
            let kept = Fixed {
                start: at(start),
                minutes,
                people: vec![(CAS, "worker".to_owned())],
                case: None,
                ..agreed()
            };
            let mut placement = standing(instance, &kept);
            placement.id = OccurrenceId::new("agreed/kept/01");
            placement.series = placement.id.series();
            instance.fixed.push(kept);
            plan.placements.push(placement);
        }
    };
    // Half an hour's way from the north: until 09:30 it fits, until 09:40 it does not.
    let (mut instance, mut plan) = good();
    keep_cas(30, "2027-02-24 09:00")(&mut instance, &mut plan);
    assert!(verify(&instance, &plan).is_ok());
    let kinds = found(keep_cas(40, "2027-02-24 09:00"));
    assert_eq!(kinds, BTreeSet::from([Kind::Invited, Kind::Travel]));
}

#[test]
fn nobody_meets_outside_their_hours() {
    only_asked(Kind::NotFree, |instance| {
        instance.resources[FAMILY].free[8] = Slots::EMPTY
    });
    only_asked(Kind::NotFree, |instance| {
        instance.resources[BRAM].free[0] = Slots::within(10 * 60 + 15, 17 * 60);
    });
    also(Kind::NotFree, |plan| {
        move_to(plan, REVIEW_AT, "2027-02-13 10:00")
    });
}

#[test]
fn nobody_is_in_two_meetings_at_once() {
    only(Kind::Overlap, |plan| {
        move_to(plan, VISIT_AT, "2027-02-08 10:30")
    });
    only(Kind::Overlap, |plan| {
        move_to(plan, VISIT_AT, "2027-02-08 10:00")
    });
    only(Kind::Overlap, |plan| {
        move_to(plan, VISIT_AT, "2027-02-08 09:30")
    });
    // The family, in one that stands; siblings are one family.
    let family = |instance: &mut Instance, plan: &mut Plan| {
        let mut sibling = instance.series[REVIEW].clone();
        sibling.id = RuleId::of("p", "review").series("y");
        sibling.case = Some(CaseCode::new("K9YY"));
        sibling.casts[0].seats[0].any_of = vec![CAS];
        instance.series.push(sibling);
        place(instance, plan, GROUP + 1, "2027-02-09 10:30", 60);
        say(plan, [0, 1, 0, 2, 18]);
    };
    assert_eq!(found(family), BTreeSet::from([Kind::Overlap]));
}

#[test]
fn from_one_place_to_another_takes_time() {
    // The rhythm is at the office until eleven, the visit in the north.
    only(Kind::Travel, |plan| {
        move_to(plan, VISIT_AT, "2027-02-08 11:15")
    });
    only(Kind::Travel, |plan| {
        move_to(plan, VISIT_AT, "2027-02-08 09:00")
    });
    let (instance, mut plan) = good();
    move_to(&mut plan, VISIT_AT, "2027-02-08 11:30");
    assert!(verify(&instance, &plan).is_ok());
    // By telephone it takes none.
    let (mut instance, mut plan) = good();
    move_to(&mut plan, VISIT_AT, "2027-02-08 11:00");
    instance.series[RHYTHM].place = None;
    plan.placements[..4]
        .iter_mut()
        .for_each(|placement| placement.place = None);
    assert!(verify(&instance, &plan).is_ok());
}

#[test]
fn standing_meetings_may_conflict_with_each_other_only() {
    let (mut instance, plan) = good();
    instance.travel = vec![vec![0, 0], vec![0, 0]];
    let mut twin = agreed();
    twin.title = text("twin");
    instance.fixed.push(twin);
    let mut doubled = plan.clone();
    let mut placement = plan.placements[AGREED_AT].clone();
    placement.id = OccurrenceId::new("agreed/twin/01");
    doubled.placements.push(placement);
    assert!(verify(&instance, &doubled).is_ok());
}

#[test]
fn nobody_has_more_meetings_in_a_day_than_their_maximum() {
    only_asked(Kind::DailyMax, |instance| {
        instance.resources[ADA].max_per_day = Some(1)
    });
    let (mut instance, plan) = good();
    instance.resources[ADA].max_per_day = Some(2);
    instance.resources[BRAM].max_per_day = Some(1);
    assert!(verify(&instance, &plan).is_ok());
    // What stands takes of it, and alone may exceed it.
    instance.resources[ADA].max_per_day = Some(0);
    instance.series.clear();
    let mut empty = plan.clone();
    empty.placements.drain(..AGREED_AT);
    empty.left_out.clear();
    instance.bundles.clear();
    say(&mut empty, [0; 5]);
    assert!(verify(&instance, &empty).is_ok());
}

#[test]
fn a_milestone_lies_in_its_window() {
    also(Kind::Window, |plan| {
        move_to(plan, REVIEW_AT, "2027-02-23 10:00")
    });
    also(Kind::Window, |plan| {
        move_to(plan, NEXT_AT, "2027-02-11 10:00")
    });
    // Its dependant's window moves with it.
    also(Kind::Window, |plan| {
        move_to(plan, REVIEW_AT, "2027-02-17 10:00")
    });
    only(Kind::TooMany, |plan| {
        let mut again = plan.placements[REVIEW_AT].clone();
        again.id = OccurrenceId::new("p.review/x/001");
        again.start += Duration::days(2);
        plan.placements.push(again);
    });
}

#[test]
fn a_milestone_of_another_term_is_not_placed() {
    let later = milestone(Anchor::Day(day(2, 1)), [0, 7, 40, 7]);
    let kinds = found(|instance, _| instance.series[REVIEW].requirement = later);
    assert!(kinds.contains(&Kind::Unasked), "{kinds:?}");
}

#[test]
fn occurrences_are_not_too_close_and_not_too_many() {
    // Four days after the last one held, or after the one before.
    also(Kind::TooSoon, |plan| {
        plan.placements.remove(0);
        move_to(plan, 0, "2027-02-03 10:00");
        move_to(plan, 1, "2027-02-05 10:00");
    });
    let just_held = |instance: &mut Instance, plan: &mut Plan| {
        let cadence = series_cadence(day(1, 28));
        instance.series[RHYTHM].requirement = cadence;
        say(plan, [0, 1, 0, 4, 19]);
    };
    assert_eq!(found(just_held), BTreeSet::from([Kind::TooSoon]));
    let kinds = found(|instance, _| {
        let most = cadans::series::Cadence {
            count_max: Some(3),
            ..weekly_rhythm()
        };
        instance.series[RHYTHM].requirement = Requirement::Cadence(most);
    });
    assert_eq!(kinds, BTreeSet::from([Kind::TooMany]));
    // Two visits on one day; four where three are asked.
    also(Kind::TooSoon, |plan| {
        move_to(plan, VISIT_AT + 1, "2027-02-08 15:00")
    });
    let more = |instance: &mut Instance, plan: &mut Plan| {
        plan.left_out.clear();
        place(instance, plan, VISITS, "2027-02-12 13:00", 60);
        place(instance, plan, VISITS, "2027-02-11 13:00", 60);
        say(plan, [0, 0, 0, 1 + 2, 18]);
    };
    assert_eq!(found(more), BTreeSet::from([Kind::TooMany]));
}

fn series_cadence(anchor: chrono::NaiveDate) -> Requirement {
    Requirement::Cadence(cadans::series::Cadence {
        anchor,
        ..weekly_rhythm()
    })
}

#[test]
fn what_is_left_out_is_listed_and_nothing_else() {
    only(Kind::LeftOut, |plan| plan.left_out.clear());
    only(Kind::LeftOut, |plan| {
        let mut twin = plan.left_out[0].clone();
        twin.id = OccurrenceId::new("p.visits/x/09");
        plan.left_out.push(twin);
    });
    only(Kind::LeftOut, |plan| {
        plan.left_out[0].id = OccurrenceId::new("p.review/x/09")
    });
    only(Kind::LeftOut, |plan| {
        plan.left_out[0].severity = Severity::Hard
    });
    // A meeting forgotten is missed.
    let forgotten = found(|_, plan| drop(plan.placements.remove(REVIEW_AT)));
    assert!(forgotten.is_superset(&BTreeSet::from([Kind::LeftOut, Kind::Layer])));
}

#[test]
fn the_layers_say_what_the_placements_cost() {
    for layer in 0..5 {
        also(Kind::Layer, |plan| plan.layers[layer].value += 1);
        also(Kind::Layer, |plan| plan.layers[layer].value -= 1);
    }
    only(Kind::Layer, |plan| plan.layers[0].name = "hard".to_owned());
    also(Kind::Layer, |plan| plan.layers.truncate(2));
}

#[test]
fn nothing_is_said_to_be_proven_that_cannot_be() {
    only(Kind::Proof, |plan| plan.layers[3].bound = 2);
    only(Kind::Proof, |plan| plan.layers[3].bound = 0);
    only(Kind::Proof, |plan| plan.layers[3].proven = false);
    only(Kind::Proof, |plan| plan.status = Status::Feasible);
    only(Kind::Proof, |plan| plan.objective += 1);
    only(Kind::Proof, |plan| plan.bound -= 1);
    only(Kind::Proof, |plan| plan.gap = 0.1);

    let open = |plan: &mut Plan| {
        plan.layers[4].bound = 15;
        plan.layers[4].proven = false;
        plan.status = Status::Feasible;
        (plan.objective, plan.bound, plan.gap) = (18, 15, 3.0 / 18.0);
    };
    let (instance, mut plan) = good();
    open(&mut plan);
    assert!(verify(&instance, &plan).is_ok());
    only(Kind::Proof, |plan| {
        open(plan);
        plan.status = Status::Optimal;
    });
}

#[test]
fn no_unit_holds_two_stays_at_once() {
    only(Kind::Stay, |plan| plan.stays.clear());
    only(Kind::Stay, |plan| plan.stays[0].home = None);
    let another = |from: u64| {
        move |plan: &mut Plan| {
            let mut stay = plan.stays[0].clone();
            stay.case = CaseCode::new("K9YY");
            stay.from = stay.from + Days::new(from);
            stay.to = stay.to + Days::new(from);
            plan.stays.push(stay);
        }
    };
    only(Kind::Stay, another(119));
    // 1 February to 1 June are 120 days; who leaves makes room the same day.
    let (instance, mut plan) = good();
    another(120)(&mut plan);
    assert!(verify(&instance, &plan).is_ok());
}
