//! How much is left out, where it is missing, and how it is numbered.

use cadans::series::{Anchor, Instance, Requirement, ResourceKind};

use super::small::*;

fn rhythm(anchor: &str, gaps: (u32, u32, u32, u32)) -> (Instance, usize) {
    let mut instance = instance("2027-01-04", "2027-03-31");
    let anna = person(&mut instance, "anna", "Anna", ResourceKind::Staff, &[0]);
    let requirement = Requirement::Cadence(cadence(&instance, anchor, gaps));
    let title = text("Overleg", "Meeting");
    let seats = vec![seat("worker", anna)];
    series(&mut instance, "talk", "anna", title, seats, requirement);
    (instance, anna)
}

#[test]
fn a_gap_leaves_out_one_for_each_further_limit() {
    let (instance, anna) = rhythm("2026-12-14", (14, 21, 21, 28));
    let at = |date| placed(&instance, 0, date, 10, &[anna]);
    let plan = plan(&instance, vec![at("2027-01-04"), at("2027-03-15")]);
    assert_eq!(
        days(&plan),
        ["p.talk/anna/01 01-04", "p.talk/anna/04 03-15"],
        "what is left out takes its number"
    );
    assert_eq!(
        windows(&plan),
        ["p.talk/anna/02 01-18..02-01", "p.talk/anna/03 02-15..03-01"]
    );
    assert_eq!(plan.placements[1].window.to, day("2027-03-15"));
}

#[test]
fn a_missing_one_has_all_the_days_its_rhythm_gives_it() {
    let (instance, anna) = rhythm("2026-12-28", (14, 21, 21, 28));
    let at = |date: &str| placed(&instance, 0, date, 10, &[anna]);
    let gaps = |days: u64| {
        let next = day("2027-01-04") + chrono::Days::new(days);
        let both = vec![at("2027-01-04"), at(&next.to_string())];
        let plan = plan(&instance, both);
        let left_out = plan.left_out.iter();
        let within = left_out.filter(|one| one.window.from < next);
        within.map(|one| one.window).collect::<Vec<_>>()
    };
    for days in 14..=86 {
        let windows = gaps(days);
        assert_eq!(windows.len() as u64, days.div_ceil(28) - 1, "{days}");
        for (nth, window) in (1..).zip(&windows) {
            let from = (window.from - day("2027-01-04")).num_days();
            let to = (window.to - day("2027-01-04")).num_days();
            let left = days as i64 - 14 * (windows.len() as i64 + 1 - nth);
            assert_eq!((from, to), (28 * nth - 14, left.min(28 * nth)), "{days}");
        }
    }
}

#[test]
fn the_last_gap_ends_with_the_day_after_the_term() {
    let (instance, anna) = rhythm("2026-12-14", (14, 21, 21, 28));
    let at = |date| placed(&instance, 0, date, 10, &[anna]);
    let fits = vec![at("2027-01-11"), at("2027-02-08"), at("2027-03-04")];
    assert!(
        plan(&instance, fits.clone()).left_out.is_empty(),
        "28 days to 1 April"
    );
    let short = plan(&instance, fits[..2].to_vec());
    assert_eq!(windows(&short), ["p.talk/anna/03 02-22..03-08"]);
}

#[test]
fn what_was_missed_before_the_plan_is_not_its_fault() {
    let (instance, anna) = rhythm("2026-03-01", (14, 21, 21, 28));
    let at = |date| placed(&instance, 0, date, 10, &[anna]);
    let plan = plan(
        &instance,
        vec![at("2027-01-11"), at("2027-02-08"), at("2027-03-08")],
    );
    assert!(plan.left_out.is_empty());
}

#[test]
fn after_the_last_allowed_nothing_is_missing() {
    let (mut instance, anna) = rhythm("2026-12-14", (14, 21, 21, 28));
    if let Requirement::Cadence(cadence) = &mut instance.series[0].requirement {
        cadence.count_max = Some(1);
    }
    let one = vec![placed(&instance, 0, "2027-01-11", 10, &[anna])];
    assert!(plan(&instance, one).left_out.is_empty());
}

#[test]
fn a_short_week_is_numbered_after_its_meetings() {
    let mut instance = instance("2027-01-04", "2027-01-17");
    let anna = person(&mut instance, "anna", "Anna", ResourceKind::Staff, &[0, 2]);
    let weeks = weekly(&[
        ("2027-01-04", "2027-01-10", 3),
        ("2027-01-11", "2027-01-17", 1),
    ]);
    let title = text("Bezoek", "Visit");
    series(
        &mut instance,
        "visit_",
        "K7QX",
        title,
        vec![seat("worker", anna)],
        weeks,
    );
    let at = |date| placed(&instance, 0, date, 10, &[anna]);
    let plan = plan(
        &instance,
        vec![at("2027-01-04"), at("2027-01-06"), at("2027-01-13")],
    );
    assert_eq!(
        days(&plan),
        [
            "p.visit_/K7QX/01 01-04",
            "p.visit_/K7QX/02 01-06",
            "p.visit_/K7QX/04 01-13"
        ]
    );
    assert_eq!(windows(&plan), ["p.visit_/K7QX/03 01-04..01-10"]);
}

#[test]
fn a_milestone_of_another_term_is_not_missing() {
    let mut instance = instance("2027-01-04", "2027-03-31");
    let anna = person(&mut instance, "anna", "Anna", ResourceKind::Staff, &[0]);
    let far = milestone(Anchor::Day(day("2027-03-22")), "0d", "8w", "4w");
    let title = text("Evaluatie", "Evaluation");
    series(
        &mut instance,
        "evaluation",
        "K7QX",
        title,
        vec![seat("worker", anna)],
        far,
    );
    let depends = milestone(Anchor::Series(0), "0d", "1d", "4w");
    let title = text("Slot", "Closing");
    series(
        &mut instance,
        "closing",
        "K7QX",
        title,
        vec![seat("worker", anna)],
        depends,
    );
    assert!(plan(&instance, Vec::new()).left_out.is_empty());
}
