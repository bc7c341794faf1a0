//! Planning anew: a tiny plan is promised, something happens, and the solver moves as few meetings as
//! trying everything shows possible.

use cadans::ids::RuleId;
use cadans::plan::Plan;
use cadans::problem::{Assignment, Placed};
use cadans::series::cost::{HARD, LATE, LAYERS, MOVE_COST, MOVES, SOFT};
use cadans::series::{Cast, Instance, Promise, Requirement, Seat, Series};
use cadans::solver::{Limits, solve};
use cadans::time::Slots;
use cadans::verify::{Violation, verify};

use super::oracle::{SEEDS, plan};
use crate::oracle::{Dice, brute, small, tiny};

/// The instance with this answer promised; near days are frozen by lot.
pub fn promised(mut instance: Instance, answer: &Assignment, dice: &mut Dice) -> Instance {
    let frozen_before = dice.from(-3, 3);
    for meeting in &answer.placed {
        let promise = promise(&instance, meeting, frozen_before, dice);
        instance.series[meeting.series].promises.push(promise);
    }
    instance
}

fn promise(instance: &Instance, meeting: &Placed, frozen: i64, dice: &mut Dice) -> Promise {
    let day = instance.day(meeting.day);
    let casts = &instance.series[meeting.series].casts;
    let cast = casts
        .iter()
        .find(|cast| (cast.from..=cast.to).contains(&day));
    let mut seated = meeting.people[..cast.expect("a cast").seats.len()].to_vec();
    seated.sort_unstable();
    Promise {
        day: meeting.day,
        start: meeting.start,
        minutes: meeting.len * 15,
        seated: Some(seated),
        frozen: (meeting.day as i64) < frozen,
        cost: 2 * dice.from(1, 6),
    }
}

/// Somebody falls ill or leaves, a case closes or begins, a rule or a wish changes; by lot.
pub fn something_happens(instance: &mut Instance, dice: &mut Dice) {
    let days = instance.day_count();
    match dice.from(0, 7) {
        5 => a_case_closes(instance, dice),
        6 => a_case_begins(instance, dice),
        7 => a_rule_asks_for_more(instance),
        0 => {
            let who = dice.from(0, 5) as usize;
            let from = dice.from(0, days as i64 - 1) as usize;
            instance.resources[who].free[from..].fill(Slots::EMPTY);
        }
        1 => {
            let day = dice.from(0, days as i64 - 1) as usize;
            instance.resources[0].free[day] = Slots::run(38, 3);
        }
        2 => {
            for series in &mut instance.series {
                let has_room = |cast: &&mut Cast| {
                    let sits = |seat: &Seat| seat.any_of.contains(&3);
                    cast.invited.is_none() && !cast.seats.iter().any(sits)
                };
                for cast in series.casts.iter_mut().filter(has_room) {
                    let seats = cast.seats.iter_mut().filter(|seat| seat.any_of == [1]);
                    seats.for_each(|seat| seat.any_of = vec![3]);
                }
            }
        }
        3 => instance
            .series
            .iter_mut()
            .for_each(|series| series.minutes = (30, 30)),
        _ => {
            for series in &mut instance.series {
                if let Requirement::Weekly(weekly) = &mut series.requirement {
                    for week in &mut weekly.weeks {
                        week.count = week.count.saturating_sub(1);
                        week.least = week.least.saturating_sub(1);
                        week.outside = week.outside.min(week.count);
                    }
                }
                if let Requirement::Cadence(cadence) = &mut series.requirement {
                    cadence.count_max = Some(1);
                }
            }
        }
    }
}

/// What a series asks for ends on some day.
fn a_case_closes(instance: &mut Instance, dice: &mut Dice) {
    let at = dice.from(0, instance.series.len() as i64 - 1) as usize;
    let last = dice.from(1, instance.day_count() as i64 - 1) as usize;
    let last_day = instance.day(last);
    let series = &mut instance.series[at];
    series.allowed[last + 1..].fill(Slots::EMPTY);
    // What is not asked for any more lapses; a milestone still is.
    if !matches!(series.requirement, Requirement::Milestone(_)) {
        series.promises.retain(|promise| promise.day <= last);
    }
    match &mut series.requirement {
        Requirement::Cadence(cadence) => {
            cadence.to = cadence.to.min(last_day);
            (cadence.next, cadence.goes_on) = (None, false);
        }
        Requirement::Weekly(weekly) => {
            weekly.weeks.retain(|week| week.from <= last_day);
            for week in &mut weekly.weeks {
                week.to = week.to.min(last_day);
            }
        }
        Requirement::Milestone(_) => {}
    }
}

/// The same is asked for once more, by people who know of nothing yet.
fn a_case_begins(instance: &mut Instance, dice: &mut Dice) {
    let at = dice.from(0, instance.series.len() as i64 - 1) as usize;
    if instance.series.len() > 4 {
        return a_case_closes(instance, dice);
    }
    let rule = RuleId::of("p", "begins");
    let new = Series {
        id: rule.series(instance.series[at].id.subject()),
        rule,
        promises: Vec::new(),
        ..instance.series[at].clone()
    };
    instance.series.push(new);
}

/// One meeting more a week, another rhythm, a day earlier.
fn a_rule_asks_for_more(instance: &mut Instance) {
    for series in &mut instance.series {
        match &mut series.requirement {
            Requirement::Weekly(weekly) => {
                weekly.weeks.iter_mut().for_each(|week| {
                    week.count += 1;
                    week.least += 1;
                });
            }
            Requirement::Cadence(cadence) => {
                cadence.target = cadence.min.max(cadence.target - 1);
                cadence.max = cadence.target;
            }
            Requirement::Milestone(milestone) => milestone.target = milestone.from,
        }
    }
}

fn counted(
    instance: &Instance,
    answer: &Assignment,
) -> Result<([i64; LAYERS.len()], usize), Vec<Violation>> {
    let plan: Plan = plan(instance, answer);
    verify(instance, &plan).map(|one| (one.layers, one.placed))
}

#[test]
fn nothing_moves_when_nothing_has_changed() {
    for seed in SEEDS {
        let mut dice = Dice::new(seed);
        let instance = tiny(seed);
        let first = solve(&instance, &Limits::default());
        let again = solve(&promised(instance, &first, &mut dice), &Limits::default());
        assert_eq!(again.placed, first.placed, "tiny {seed}");
        let values = [&again, &first].map(|one| one.layers.map(|layer| layer.value));
        assert_eq!(values[0], values[1], "tiny {seed}");
    }
}

#[test]
fn as_few_meetings_move_as_trying_everything_shows() {
    let mut moving = 0;
    for seed in 0..400 {
        let mut dice = Dice::new(seed + 1000);
        let before = tiny(seed);
        let first = solve(&before, &Limits::default());
        let mut after = promised(before, &first, &mut dice);
        something_happens(&mut after, &mut dice);
        // Whose standing times count follows who comes now.
        let rows = after.standing.clone();
        after.stand(rows);
        let answer = solve(&after, &Limits::default());
        let best = brute(&after);
        let found = answer.layers.map(|layer| layer.value);
        let layers = best.layers.map(|layer| layer.value);
        assert_eq!(found, layers, "tiny {seed}");
        let low = answer.layers.map(|layer| layer.bound);
        assert!(low <= layers, "tiny {seed}: {low:?} of {layers:?}");
        for answer in [&answer, &best] {
            let placed = answer.placed.len();
            assert_eq!(counted(&after, answer), Ok((layers, placed)), "tiny {seed}");
        }
        moving += usize::from(layers[MOVES] > 0);
    }
    assert!(moving > 80, "only {moving} had to move something");
}

#[test]
fn larger_plans_stand_while_nothing_changes_and_keep_every_rule_when_it_does() {
    let short = || Limits {
        branches: 4,
        ..Limits::default()
    };
    for seed in 0..10 {
        let mut dice = Dice::new(seed);
        let instance = small(seed);
        let first = solve(&instance, &short());
        let mut after = promised(instance, &first, &mut dice);
        something_happens(&mut after, &mut dice);
        let answer = solve(&after, &short());
        let layers = answer.layers.map(|layer| layer.value);
        let placed = answer.placed.len();
        assert_eq!(
            counted(&after, &answer),
            Ok((layers, placed)),
            "small {seed}"
        );
        let most = after
            .series
            .iter()
            .map(|series| series.promises.len())
            .sum::<usize>();
        assert!(
            layers[MOVES] <= most as i64 && layers[MOVE_COST] >= 0,
            "small {seed}"
        );
    }
}

#[test]
fn a_settled_plan_moves_only_for_what_is_required() {
    let none = || Limits {
        time: std::time::Duration::ZERO,
        ..Limits::default()
    };
    let mut stayed = 0;
    for seed in 0..1500 {
        let instance = tiny(seed);
        let poor = solve(&instance, &none());
        let undone = [HARD, SOFT, LATE].map(|layer| poor.layers[layer].value);
        let mut after = promised(instance, &poor, &mut Dice::new(seed));
        let open = solve(&after, &Limits::default());
        after.settled = Some(undone);
        let settled = solve(&after, &Limits::default());
        if settled.layers[MOVES].value > 0 {
            assert!(settled.layers[HARD].value < undone[0], "tiny {seed}");
        }
        assert_eq!(settled.layers[HARD], open.layers[HARD], "tiny {seed}");
        stayed += usize::from(settled.layers[MOVES].value < open.layers[MOVES].value);
        let layers = settled.layers.map(|layer| layer.value);
        let placed = settled.placed.len();
        let judged = counted(&after, &settled);
        assert_eq!(judged, Ok((layers, placed)), "tiny {seed}");
    }
    assert!(stayed > 0, "nothing was ever settled");
}
