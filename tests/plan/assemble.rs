//! Names, places, people, firmness, layers, duties.

use cadans::ids::{CaseCode, OccurrenceId, RuleId};
use cadans::plan::{Firmness, Participant, Plan, Status, assemble};
use cadans::problem::Bound;
use cadans::rules::Text;
use cadans::series::cost::{MOVE_COST, QUALITY};
use cadans::series::timetable::{Obstacle, Who};
use cadans::series::{Anchor, DueBy, Duty, Fixed, FixedBy, Instance, ResourceKind};
use cadans::time::Rollover;

use super::small::*;

/// A family, its worker and a referrer; one milestone from 4 January, due on the 15th.
fn review() -> (Instance, [usize; 3]) {
    let mut instance = instance("2027-01-04", "2027-03-31");
    let family = person(
        &mut instance,
        "huis-1",
        "K7QX",
        ResourceKind::Family,
        &[0, 1, 2, 3, 4],
    );
    let anna = person(&mut instance, "anna", "Anna", ResourceKind::Staff, &[0, 1]);
    let ref_ = person(
        &mut instance,
        "ref",
        "Verwijzer",
        ResourceKind::External,
        &[1],
    );
    let seats = vec![
        seat("family", family),
        seat("worker", anna),
        seat("referrer", ref_),
    ];
    let from_monday = Anchor::Day(day("2027-01-04"));
    series(
        &mut instance,
        "review",
        "K7QX",
        text("Planbespreking", "Plan review"),
        seats,
        milestone(from_monday, "0d", "11d", "4w"),
    );
    instance.series[0].confirm_by = Some("worker".to_owned());
    instance.series[0].place = Some(1);
    (instance, [family, anna, ref_])
}

#[test]
fn a_meeting_carries_people_place_window_and_firmness() {
    let (instance, people) = review();
    let plan = plan(
        &instance,
        vec![placed(&instance, 0, "2027-01-12", 10, &people)],
    );
    let one = &plan.placements[0];
    assert_eq!(one.id.as_str(), "p.review/K7QX/01");
    assert_eq!(one.programme, "p");
    assert_eq!(one.start.to_string(), "2027-01-12 10:00:00");
    assert_eq!(one.minutes, 60);
    let named: Vec<_> = one
        .participants
        .iter()
        .map(|p| (p.id.as_str(), p.role.as_str()))
        .collect();
    assert_eq!(
        named,
        [("K7QX", "family"), ("anna", "worker"), ("ref", "referrer")],
        "a family goes by the case's code, not by its key"
    );
    assert_eq!(one.place.as_deref(), Some("noord"));
    assert_eq!(
        (one.window.from, one.window.to),
        (day("2027-01-04"), day("2027-02-12"))
    );
    assert_eq!(one.due, Some(day("2027-01-15")));
    assert_eq!(one.status, Firmness::Proposed);
    assert!(plan.left_out.is_empty());
}

#[test]
fn nobody_confirms_a_meeting_of_the_team_alone() {
    let (mut instance, [_, anna, _]) = review();
    instance.series[0].casts[0].seats = vec![seat("worker", anna)];
    let plan = plan(
        &instance,
        vec![placed(&instance, 0, "2027-01-12", 10, &[anna])],
    );
    assert_eq!(plan.placements[0].status, Firmness::Planned);
}

#[test]
fn the_invited_who_cannot_come_are_named() {
    let mut instance = instance("2027-01-04", "2027-01-29");
    let who: Vec<usize> = ["a", "b", "c"]
        .iter()
        .map(|id| person(&mut instance, id, id, ResourceKind::Staff, &[0]))
        .collect();
    let rhythm = cadence(&instance, "2026-12-14", (7, 28, 42, 42));
    let title = text("Overleg", "Meeting");
    let requirement = cadans::series::Requirement::Cadence(rhythm);
    let index = series(
        &mut instance,
        "group",
        "groep",
        title,
        Vec::new(),
        requirement,
    );
    instance.series[index].casts[0].invited = invited("worker", &who, 2);
    let plan = plan(
        &instance,
        vec![placed(&instance, 0, "2027-01-11", 10, &[who[0], who[2]])],
    );
    let ids = |list: &[Participant]| list.iter().map(|p| p.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&plan.placements[0].participants), ["a", "c"]);
    assert_eq!(ids(&plan.placements[0].absent), ["b"]);
}

#[test]
fn a_dependant_counts_from_the_day_its_anchor_got() {
    let (mut instance, people) = review();
    let seats = instance.series[0].casts[0].seats.clone();
    let title = text("Evaluatie", "Evaluation");
    let after = milestone(Anchor::Series(0), "2w", "4w", "1w");
    series(&mut instance, "evaluation", "K7QX", title, seats, after);
    let first = placed(&instance, 0, "2027-01-12", 10, &people);
    let both = vec![
        first.clone(),
        placed(&instance, 1, "2027-02-02", 10, &people),
    ];
    assert_eq!(
        plan(&instance, both).placements[1].due,
        Some(day("2027-02-09"))
    );
    let left_out = plan(
        &instance,
        vec![placed(&instance, 1, "2027-02-02", 10, &people)],
    );
    assert_eq!(
        left_out.placements[0].due,
        Some(day("2027-02-12")),
        "counted from the due date when the anchor is left out"
    );
    assert_eq!(windows(&left_out), ["p.review/K7QX/01 01-04..02-12"]);
}

#[test]
fn the_first_unproven_layer_is_the_objective() {
    let (instance, people) = review();
    let mut best = answer(vec![placed(&instance, 0, "2027-01-12", 10, &people)]);
    let same = |value| Bound {
        value,
        bound: value,
    };
    best.layers[MOVE_COST] = same(7);
    best.layers[QUALITY] = same(12);
    let plan = assemble(&instance, &best, &meta(), &[]);
    assert_eq!(
        (plan.status, plan.objective, plan.bound, plan.gap),
        (Status::Optimal, 12, 12, 0.0)
    );
    best.layers[MOVE_COST] = Bound { value: 8, bound: 6 };
    let plan = assemble(&instance, &best, &meta(), &[]);
    assert_eq!(
        (plan.status, plan.objective, plan.bound, plan.gap),
        (Status::Feasible, 8, 6, 0.25)
    );
    assert_eq!(plan.layers[MOVE_COST].name, "move_cost");
    assert!(!plan.layers[MOVE_COST].proven);
}

fn agreed(at: &str, id: Option<&str>, who: usize) -> Fixed {
    Fixed {
        id: id.map(OccurrenceId::new),
        rule: id.map(|_| RuleId::of("p", "review")),
        case: Some(CaseCode::new("K7QX")),
        title: text("Belafspraak", "Phone call"),
        start: at.parse().expect("a time"),
        minutes: 30,
        people: vec![(who, "worker".to_owned())],
        place: None,
        milestone: None,
        why: FixedBy::Agreed,
        conflicts: Vec::new(),
    }
}

#[test]
fn what_is_agreed_stands_in_the_plan_with_its_conflicts() {
    let (mut instance, people) = review();
    let twin = || agreed("2027-01-18T09:00:00", None, people[1]);
    instance.fixed = vec![
        twin(),
        twin(),
        agreed("2027-01-19T09:00:00", Some("p.x/K7QX/03"), people[1]),
    ];
    instance.fixed[0].conflicts = vec![Obstacle::Away(Who {
        id: "anna".to_owned(),
        role: "worker".to_owned(),
    })];
    let plan = plan(
        &instance,
        vec![placed(&instance, 0, "2027-01-12", 10, &people)],
    );
    assert_eq!(
        days(&plan),
        [
            "p.review/K7QX/01 01-12",
            "agreed/2027-01-18-0900/01 01-18",
            "agreed/2027-01-18-0900/02 01-18",
            "p.x/K7QX/03 01-19"
        ]
    );
    assert_eq!(plan.placements[1].status, Firmness::Agreed);
    let expected = Text {
        nl: "Belafspraak K7QX, ma 18 jan 09:00: Anna is dan afwezig".to_owned(),
        en: "Phone call K7QX, Mon 18 Jan 09:00: Anna is away then".to_owned(),
    };
    assert_eq!(
        (plan.notes[0].fact.code().as_str(), &plan.notes[0].text),
        ("agreed-conflict", &expected)
    );
}

fn report(due: &str) -> Duty {
    Duty {
        id: OccurrenceId::new("p.report/K7QX/01"),
        rule: RuleId::of("p", "report"),
        title: text("Verslag", "Report"),
        case: Some(CaseCode::new("K7QX")),
        owner: "anna".to_owned(),
        owners: vec![
            (day("2027-01-01"), "dirk".to_owned()),
            (day("2027-01-06"), "anna".to_owned()),
        ],
        due: DueBy::Series(0, due.parse().expect("an offset"), Rollover::None),
        pauses: cadans::time::Pauses::NONE,
        legal: false,
        items: Vec::new(),
    }
}

#[test]
fn a_report_is_due_before_the_meeting_it_belongs_to() {
    let (mut instance, people) = review();
    instance.duties.push(report("-1w"));
    let held = plan(
        &instance,
        vec![placed(&instance, 0, "2027-01-12", 10, &people)],
    );
    assert_eq!(held.duties[0].due, day("2027-01-05"));
    // Whoever has the role on the day it really is due.
    assert_eq!(held.duties[0].owner, "dirk");
    assert_eq!(plan(&instance, Vec::new()).duties[0].due, day("2027-01-08"));
}

#[test]
fn a_later_duty_that_an_earlier_plan_told_of_follows_its_meeting() {
    let (mut instance, people) = review();
    let meets = |instance: &Instance, date| vec![placed(instance, 0, date, 10, &people)];
    instance.duties.push(report("12w"));
    let before = plan(&instance, meets(&instance, "2027-01-05"));
    assert_eq!(before.duties[0].due, day("2027-03-30"));
    instance.later_duties = std::mem::take(&mut instance.duties);
    let later = |earlier: &[&Plan]| {
        let answer = answer(meets(&instance, "2027-01-12"));
        assemble(&instance, &answer, &meta(), earlier).duties
    };
    assert!(later(&[]).is_empty(), "its own term tells of it");
    assert_eq!(later(&[&before])[0].due, day("2027-04-06"));
}
