//! Times offered for a meeting that moves: somebody always gets something to choose, and what is said to be free is.

use cadans::app::{ButOne, Times};
use cadans::language::Lang;
use cadans::plan::{Placement, Plan};
use cadans::rules::Demand;
use cadans::web::board::{May, slots};
use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::{day, look, snapshot, today};

fn weekly() -> Vec<&'static Placement> {
    let snapshot = snapshot();
    let week =
        |one: &&Placement| (0..7).contains(&(one.start.date() - day("2027-02-08")).num_days());
    let of_week = |one: &&Placement| {
        let rule = snapshot.team.rule(&one.rule).expect("a rule");
        matches!(rule.demand, Demand::Weekly(_))
    };
    let plan = snapshot.plan.as_ref().expect("a plan");
    plan.placements
        .iter()
        .filter(week)
        .filter(of_week)
        .collect()
}

fn offered(one: &Placement) -> (&'static Plan, Times) {
    let snapshot = snapshot();
    let plan = snapshot.plan.as_ref().expect("a plan");
    (plan, snapshot.times_of_days(one, (8, 3)))
}

/// Who of a meeting has another one at a time.
fn busy(plan: &Plan, one: &Placement, at: NaiveDateTime) -> Vec<String> {
    let end = at + Duration::minutes(i64::from(one.minutes));
    let others = plan.placements.iter().filter(|other| other.id != one.id);
    let then = others.filter(|other| other.start < end && at < other.end());
    let people = then.flat_map(|other| &other.participants);
    let comes = |id: &str| one.participants.iter().any(|who| who.id == id);
    let mut busy: Vec<String> = people
        .map(|who| who.id.clone())
        .filter(|id| comes(id))
        .collect();
    busy.dedup();
    busy
}

#[test]
fn every_visit_of_a_full_week_has_something_to_choose() {
    let all = weekly();
    assert!(all.len() > 50);
    let mut crowded = 0;
    for one in all {
        let (plan, times) = offered(one);
        let some = !times.free.is_empty() || !times.beyond.is_empty() || !times.but_one.is_empty();
        assert!(some, "{}", one.id);
        assert!(
            !times.free.contains(&one.start),
            "{} stays where it is",
            one.id
        );
        for at in times.free.iter().chain(&times.beyond) {
            assert_eq!(
                busy(plan, one, *at),
                Vec::<String>::new(),
                "{} at {at}",
                one.id
            );
        }
        let window = one.window;
        let belongs = |at: &NaiveDateTime| window.from <= at.date() && at.date() <= window.to;
        assert!(times.free.iter().all(belongs) && !times.beyond.iter().any(belongs));
        for spare in &times.but_one {
            assert!(
                one.participants.iter().any(|who| who.id == spare.who),
                "{}",
                spare.who
            );
            for (at, has) in &spare.times {
                assert!(belongs(at), "{} at {at}", one.id);
                let busy = busy(plan, one, *at);
                let free = busy.is_empty() || (!spare.asked && busy == [spare.who.clone()]);
                assert!(free, "{} at {at}: {busy:?}", one.id);
                assert!(
                    busy.is_empty() || has.is_some(),
                    "what {} has is named",
                    spare.who
                );
            }
        }
        crowded += usize::from(times.free.is_empty());
    }
    // The week is full enough for the second choice to matter.
    assert!(crowded > 5, "{crowded}");
}

#[test]
fn another_time_on_the_same_day_is_not_all_that_is_offered() {
    let mut alone = 0;
    for one in weekly() {
        let (_, times) = offered(one);
        let other_day = times.free.iter().any(|at| at.date() != one.start.date());
        let more = !times.beyond.is_empty() || !times.but_one.is_empty();
        assert!(!(other_day && more), "{}: more than is needed", one.id);
        alone += usize::from(!other_day && !times.free.is_empty() && more);
    }
    assert!(alone > 0);
}

#[test]
fn the_last_day_in_time_and_the_last_day_at_all_are_told_apart() {
    let plan = snapshot().plan.as_ref().expect("a plan");
    let ahead = |one: &&Placement| one.due.is_some_and(|due| due < one.window.to);
    let one = plan
        .placements
        .iter()
        .filter(ahead)
        .find(|one| today() < one.window.to);
    let one = one.expect("a meeting that may still be held late");
    let sheet = slots::move_page(look(&May::All), one, &Times::default(), true);
    let page = sheet.body.into_string();
    let said = |day: NaiveDate| page.matches(&Lang::Nl.date(day)).count();
    assert!(page.contains("Uiterste datum: <b>"), "{page}");
    assert!(page.contains("Laatste dag die nog kan: "), "{page}");
    // Each once, so that none of them is said under another name.
    assert_eq!(said(one.due.expect("a due date")), 1, "{page}");
    assert_eq!(said(one.window.to), 1, "{page}");
}

#[test]
fn a_time_for_which_somebody_makes_room_says_when_it_is_late() {
    let plan = snapshot().plan.as_ref().expect("a plan");
    let mut dated = plan.placements.iter().filter(|one| one.due.is_some());
    let one = dated.next().expect("a meeting with a due date");
    let due = one.due.expect("a due date");
    let at = |days| (due + Duration::days(days)).and_hms_opt(10, 0, 0);
    let page = |days| {
        let times = Times {
            but_one: vec![ButOne {
                who: "anna".to_owned(),
                asked: false,
                times: vec![(at(days).expect("a time"), None)],
            }],
            ..Times::default()
        };
        let sheet = slots::move_page(look(&May::All), one, &times, true);
        sheet.body.into_string()
    };
    let (in_time, late) = (page(0), page(1));
    assert!(!in_time.contains("te laat"), "{in_time}");
    assert!(
        late.contains("te laat") && !late.contains("Op tijd"),
        "{late}"
    );
}
