//! A meeting by itself, broken in every way.

use std::collections::BTreeSet;

use cadans::ids::{CaseCode, OccurrenceId, RuleId};
use cadans::plan::Plan;
use cadans::series::{Fixed, Instance, Seat};
use cadans::time::Slots;
use cadans::verify::{Kind, verify};
use chrono::Duration;

use super::example::{ADA, BRAM, CAS, FAMILY, at, day, participant};
use super::good::{
    GROUP, GROUP_AT, NEXT_AT, REVIEW_AT, RHYTHM, VISIT_AT, VISITS, agreed, also, found, good,
    move_to, only, only_asked, standing,
};

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
