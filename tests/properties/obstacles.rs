//! "Can it be then?" has three arithmetics that share nothing: the candidates of `problem`, the obstacles of a
//! timetable, and `verify`. On random tiny teams they say the same: the planner may use a start exactly when nothing
//! stands in its way, and one meeting moved in a plan that keeps every rule passes `verify` exactly when nothing does.

use std::collections::BTreeSet;

use cadans::app::load;
use cadans::plan::Placement;
use cadans::problem::{Placed, Problem, build};
use cadans::series::timetable::{Meeting, Obstacle, Timetable, Who, at};
use cadans::series::{Anchor, Cast, Fixed, FixedBy, Instance, Requirement, Series};
use cadans::solver::{Limits, solve};
use cadans::team::Team;
use cadans::verify::{Kind, verify};
use chrono::NaiveDate;

use super::oracle::plan;
use crate::oracle::{Dice, tiny};

/// A team that adds nothing to an instance: no rule or case of it is known there.
fn nobody() -> Team {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/iag-noord");
    load(folder.as_ref()).expect("an example").team
}

/// A meeting of a series that is only thought of.
fn thought_of(instance: &Instance, series: &Series, people: &[usize], minutes: u32) -> Meeting {
    let who = |who: &usize| (*who, whom(instance, *who));
    let (from, due) = window(instance, series).unzip();
    Meeting {
        id: None,
        series: Some(series.id.clone()),
        rule: series.rule.clone(),
        case: series.case.clone(),
        minutes,
        people: people.iter().map(who).collect(),
        place: series.place,
        from,
        due,
        stands: None,
        fixed: None,
    }
}

fn whom(instance: &Instance, who: usize) -> Who {
    let id = instance.resources[who].id.clone();
    Who {
        id,
        role: String::new(),
    }
}

/// First and last day of a milestone that counts from a known day.
fn window(instance: &Instance, series: &Series) -> Option<(NaiveDate, NaiveDate)> {
    let Requirement::Milestone(milestone) = &series.requirement else {
        return None;
    };
    let Anchor::Day(anchor) = milestone.anchor else {
        return None;
    };
    let window = instance.window(milestone, anchor);
    Some((window.from, window.latest))
}

/// Whether a day is one the series may use at all, by its own dates: what a rhythm or an amount makes of that is
/// not asked here.
fn is_asked(instance: &Instance, series: &Series, day: NaiveDate) -> bool {
    match &series.requirement {
        Requirement::Milestone(milestone) => {
            let Anchor::Day(anchor) = milestone.anchor else {
                return false;
            };
            let window = instance.window(milestone, anchor);
            instance.belongs(&window)
        }
        Requirement::Cadence(cadence) => {
            (cadence.from..=cadence.to).contains(&day) && cadence.count_max != Some(0)
        }
        Requirement::Weekly(weekly) => {
            let mut weeks = weekly.weeks.iter();
            weeks.any(|week| (week.from..=week.to).contains(&day) && week.count > 0)
        }
    }
}

/// Everybody who may sit in the seats of a cast, in each way.
fn companies(cast: &Cast) -> Vec<Vec<usize>> {
    cast.seats.iter().fold(vec![Vec::new()], |parties, seat| {
        let wider = parties.iter().flat_map(|party| {
            let free = seat.any_of.iter().filter(|who| !party.contains(who));
            free.map(|who| party.iter().copied().chain([*who]).collect())
        });
        wider.collect()
    })
}

/// Whether someone can come at all: nobody else and nothing of the rule is looked at.
fn can_come(
    timetable: &Timetable<'_>,
    meeting: &Meeting,
    who: &(usize, Who),
    day: NaiveDate,
    start: u32,
) -> bool {
    let alone = Meeting {
        people: vec![who.clone()],
        series: None,
        from: None,
        due: None,
        ..meeting.clone()
    };
    let found = timetable.obstacles(&alone, at(day, start));
    let of_time = |one: &Obstacle| matches!(one, Obstacle::Past | Obstacle::Full(..));
    found.iter().all(of_time)
}

/// Which starts of a day are used by a candidate of these people, of such a length.
fn used(problem: &Problem, of: usize, day: usize, people: &[usize], len: u32) -> BTreeSet<u32> {
    let seats: BTreeSet<_> = people.iter().collect();
    let own = problem.candidates.iter().filter(|one| {
        let comes: BTreeSet<_> = one.people.iter().collect();
        let room = one.people.iter().all(|who| problem.room[*who][day] > 0);
        (one.series, one.day, one.len) == (of, day, len) && comes == seats && room
    });
    own.flat_map(|one| one.all_starts().iter().collect::<Vec<_>>())
        .collect()
}

fn is_reached(problem: &Problem, of: usize, day: usize) -> bool {
    let mut own = problem.candidates.iter();
    own.any(|one| (one.series, one.day) == (of, day))
}

#[test]
fn the_planner_may_use_a_start_exactly_when_nothing_stands_in_its_way() {
    let team = nobody();
    let (mut free, mut barred) = (0, 0);
    for seed in 0..400 {
        let instance = tiny(seed);
        let problem = build(&instance);
        let timetable = Timetable::new(&team, &instance, instance.now);
        for (of, series) in instance.series.iter().enumerate() {
            for day in 0..instance.day_count() {
                let date = instance.day(day);
                let mut casts = series.casts.iter();
                let cast = casts.find(|cast| (cast.from..=cast.to).contains(&date));
                let Some(cast) = cast.filter(|_| is_asked(&instance, series, date)) else {
                    continue;
                };
                for seated in companies(cast) {
                    for minutes in (series.minutes.0..=series.minutes.1).step_by(15) {
                        for start in 30..60 {
                            let mut meeting = thought_of(&instance, series, &seated, minutes);
                            let invited = cast.invited.iter().flat_map(|invited| &invited.members);
                            for (who, _) in invited {
                                let guest = (*who, whom(&instance, *who));
                                if can_come(&timetable, &meeting, &guest, date, start) {
                                    meeting.people.push(guest);
                                }
                            }
                            let mut found = timetable.obstacles(&meeting, at(date, start));
                            found.retain(|one| !matches!(one, Obstacle::Spacing(..)));
                            let people: Vec<usize> =
                                meeting.people.iter().map(|(who, _)| *who).collect();
                            let used = used(&problem, of, day, &people, minutes / 15);
                            // Which days a rhythm can reach is a matter of its gaps.
                            let cadence = matches!(series.requirement, Requirement::Cadence(_));
                            if cadence && !is_reached(&problem, of, day) {
                                continue;
                            }
                            assert_eq!(
                                used.contains(&start),
                                found.is_empty(),
                                "seed {seed}: {} on {date} slot {start}, {minutes} minutes, {people:?}: {found:?}",
                                series.id
                            );
                            match found.is_empty() {
                                true => free += 1,
                                false => barred += 1,
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(free > 1000 && barred > 1000, "{free} free, {barred} barred");
}

/// The instance in which all meetings of a plan but one stand; what they fill is asked for no more.
fn standing(instance: &Instance, placed: &[Placed], all: &[Placement], but: usize) -> Instance {
    let mut with = instance.clone();
    let others = placed
        .iter()
        .zip(all)
        .enumerate()
        .filter(|(at, _)| *at != but);
    with.fixed.extend(others.map(|(_, (meeting, placement))| {
        let role = String::new();
        Fixed {
            id: Some(placement.id.clone()),
            rule: Some(placement.rule.clone()),
            case: placement.case.clone(),
            title: placement.title.clone(),
            start: placement.start,
            minutes: placement.minutes,
            people: meeting
                .people
                .iter()
                .map(|who| (*who, role.clone()))
                .collect(),
            place: instance.series[meeting.series].place,
            milestone: None,
            why: FixedBy::CarriedOver,
            conflicts: Vec::new(),
        }
    }));
    for (at, meeting) in placed.iter().enumerate() {
        if at != but
            && let Requirement::Weekly(weekly) = &mut with.series[meeting.series].requirement
        {
            let day = instance.day(meeting.day);
            let own = weekly
                .weeks
                .iter_mut()
                .find(|week| (week.from..=week.to).contains(&day));
            let own = own.expect("its week");
            own.count -= 1;
            own.least = own.least.min(own.count);
        }
    }
    for series in &mut with.series {
        if let Requirement::Weekly(weekly) = &mut series.requirement {
            weekly.weeks.retain(|week| week.count > 0);
        }
    }
    with
}

/// Whether others count from what is moved, or others of the same series make its days a matter of amounts.
fn stands_alone(instance: &Instance, at: usize) -> bool {
    let series = &instance.series[at];
    let counted_from = instance.series.iter().any(|one| {
        matches!(&one.requirement, Requirement::Milestone(milestone) if milestone.anchor == Anchor::Series(at))
    });
    let invited = series.casts.iter().any(|cast| cast.invited.is_some());
    let parts = instance
        .series
        .iter()
        .filter(|one| one.id == series.id)
        .count();
    let milestone = matches!(&series.requirement, Requirement::Milestone(milestone)
        if matches!(milestone.anchor, Anchor::Day(_)));
    let weekly = matches!(series.requirement, Requirement::Weekly(_));
    let rhythm = matches!(&series.requirement, Requirement::Cadence(cadence)
        if cadence.count_max.is_none() && cadence.next.is_none());
    !counted_from && !invited && parts == 1 && (milestone || weekly || rhythm)
}

#[test]
fn a_single_move_passes_the_judge_exactly_when_nothing_stands_in_its_way() {
    let team = nobody();
    let (mut passed, mut failed) = (0, 0);
    for seed in 0..400 {
        let instance = tiny(seed);
        let mut dice = Dice::new(seed + 9000);
        let answer = solve(&instance, &Limits::default());
        let plan = plan(&instance, &answer);
        let read = cadans::plan::read_back(&instance, &plan.placements);
        let placed: Vec<Placed> = read.iter().map(|(_, one)| one.clone()).collect();
        let all: Vec<Placement> = read
            .iter()
            .map(|(at, _)| plan.placements[*at].clone())
            .collect();
        for (index, meeting) in placed.iter().enumerate() {
            if !stands_alone(&instance, meeting.series) {
                continue;
            }
            let with = standing(&instance, &placed, &all, index);
            let timetable = Timetable::new(&team, &with, with.now);
            let series = &instance.series[meeting.series];
            for _ in 0..12 {
                let day = dice.from(0, instance.day_count() as i64 - 1) as usize;
                let start = at(instance.day(day), dice.size(34, 46));
                let mut asked = thought_of(&with, series, &meeting.people, meeting.len * 15);
                asked.id = Some(all[index].id.clone());
                asked.stands = Some(all[index].start);
                let mut found = timetable.obstacles(&asked, start);
                // It is judged as if nobody knew of any hour.
                if found.is_empty() && start == all[index].start {
                    continue;
                }
                let mut mutant = plan.clone();
                let own = mutant
                    .placements
                    .iter_mut()
                    .find(|one| one.id == all[index].id);
                own.expect("the meeting").start = start;
                let kinds: BTreeSet<Kind> = match verify(&instance, &mutant) {
                    Ok(_) => BTreeSet::new(),
                    Err(said) => said.into_iter().map(|one| one.kind).collect(),
                };
                // What a plan costs and leaves out is counted anew; here only its rules are asked about.
                let counted = [Kind::Layer, Kind::LeftOut, Kind::Proof, Kind::Label];
                let broken: Vec<_> = kinds
                    .iter()
                    .filter(|kind| !counted.contains(kind))
                    .collect();
                found.retain(|one| {
                    !matches!(one, Obstacle::Late(_)) || broken.contains(&&Kind::Window)
                });
                assert_eq!(
                    broken.is_empty(),
                    found.is_empty(),
                    "seed {seed}: {} to {start}: {broken:?} and {found:?}",
                    all[index].id
                );
                match found.is_empty() {
                    true => passed += 1,
                    false => failed += 1,
                }
            }
        }
    }
    assert!(
        passed > 100 && failed > 500,
        "{passed} passed, {failed} failed"
    );
}
