//! One good plan with something of everything, and what the judge says once it is changed.

use std::collections::BTreeSet;

use cadans::ids::{CaseCode, RuleId};
use cadans::plan::{Placement, Plan, Stay};
use cadans::rules::Severity;
use cadans::series::{self, Anchor, Fixed, FixedBy, Instance, Invited, Requirement};
use cadans::time::Slots;
use cadans::verify::{Kind, verify};

use super::example::{
    ADA, BRAM, CAS, FAMILY, at, day, february, leave_out, milestone, participant, place, plan, say,
    series, text, week, weekly_rhythm,
};

/// What the good plan costs in quality.
pub const POINTS: i64 = 4 * 5 + 8;

pub const RHYTHM: usize = 0;
pub const REVIEW: usize = 1;
pub const NEXT: usize = 2;
pub const VISITS: usize = 3;
pub const GROUP: usize = 4;

/// The first placement of each series in the good plan, and those that stand.
pub const REVIEW_AT: usize = 4;
pub const NEXT_AT: usize = 5;
pub const VISIT_AT: usize = 6;
pub const GROUP_AT: usize = 8;
pub const AGREED_AT: usize = 9;
pub const CARRIED_AT: usize = 10;

pub fn good() -> (Instance, Plan) {
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
        known: false,
    }];
    let plan = good_plan(&instance);
    (instance, plan)
}

pub fn good_plan(instance: &Instance) -> Plan {
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
    // A visit missing; four days of the pair, and one member absent; the review is a day off, which is free.
    say(&mut plan, [0, 1, 0, POINTS]);
    plan
}

pub fn agreed() -> Fixed {
    Fixed {
        id: None,
        rule: None,
        case: Some(CaseCode::new("K7QX")),
        title: text("agreed"),
        start: at("2027-02-18 14:10"),
        minutes: 50,
        people: vec![(ADA, "worker".to_owned()), (FAMILY, "family".to_owned())],
        place: Some(1),
        milestone: None,
        why: FixedBy::Agreed,
        conflicts: Vec::new(),
    }
}

pub fn carried() -> Fixed {
    Fixed {
        id: Some(RuleId::of("p", "rhythm").series("x").occurrence(90)),
        rule: Some(RuleId::of("p", "rhythm")),
        case: None,
        start: at("2027-03-08 10:00"),
        people: vec![(ADA, "seat0".to_owned()), (BRAM, "seat1".to_owned())],
        place: Some(0),
        milestone: None,
        why: FixedBy::CarriedOver,
        ..agreed()
    }
}

pub fn standing(instance: &Instance, fixed: &Fixed) -> Placement {
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

pub fn good_placement(instance: &Instance) -> Placement {
    let mut one = plan(instance);
    place(instance, &mut one, RHYTHM, "2027-02-01 10:00", 60);
    one.placements.remove(0)
}

/// What the judge finds once this is changed.
pub fn found(change: impl FnOnce(&mut Instance, &mut Plan)) -> BTreeSet<Kind> {
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
pub fn only(kind: Kind, change: impl FnOnce(&mut Plan)) {
    assert_eq!(found(|_, plan| change(plan)), BTreeSet::from([kind]));
}

/// A change of what is asked is found as exactly this.
pub fn only_asked(kind: Kind, change: impl FnOnce(&mut Instance)) {
    assert_eq!(
        found(|instance, _| change(instance)),
        BTreeSet::from([kind])
    );
}

/// A change of the plan is found as this, among what follows from it.
pub fn also(kind: Kind, change: impl FnOnce(&mut Plan)) {
    let kinds = found(|_, plan| change(plan));
    assert!(kinds.contains(&kind), "{kinds:?}");
}

pub fn move_to(plan: &mut Plan, placement: usize, moment: &str) {
    plan.placements[placement].start = at(moment);
}
