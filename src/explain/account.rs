//! What is so about a meeting: its window and rhythm, and why it does not move.

use chrono::NaiveDate;

use super::scene::Scene;
use super::{Fact, Stays};
use crate::plan::{Cause, LeftOut, Placement, Plan, Why};
use crate::problem::Placed;
use crate::series::cost::LATE;
use crate::series::{Anchor, Cadence, FixedBy, Milestone, Requirement, Week};

/// The facts of a meeting in the plan; `placed` when its place was chosen.
pub(super) fn of_placed(
    scene: &Scene,
    placement: &Placement,
    placed: Option<&Placed>,
) -> Vec<Fact> {
    let Some(placed) = placed else {
        return vec![stands(scene, placement)];
    };
    let series = &scene.question.instance.series[placed.series];
    let mut facts = match &series.requirement {
        Requirement::Milestone(milestone) => of_milestone(scene, placement, milestone),
        Requirement::Cadence(cadence) => of_cadence(scene, placed, cadence),
        Requirement::Weekly(weekly) => {
            let day = placement.start.date();
            let mut weeks = weekly.weeks.iter();
            let week = weeks.find(|week| week.from <= day && day <= week.to);
            week.map(|week| of_week(scene, placed, week))
                .into_iter()
                .collect()
        }
    };
    facts.extend(known(scene, placement));
    facts
}

/// Why planning may not touch it.
fn stands(scene: &Scene, placement: &Placement) -> Fact {
    let instance = scene.question.instance;
    let day = placement.start.date();
    let fixed = instance.fixed.iter().find(|one| {
        let unnamed = one.id.is_none() && one.start == placement.start;
        one.id.as_ref() == Some(&placement.id) || (unnamed && one.title == placement.title)
    });
    Fact::Stays(match fixed.map(|fixed| fixed.why) {
        Some(FixedBy::Recorded) => Stays::Recorded,
        Some(FixedBy::Agreed) => Stays::Agreed,
        _ if day < instance.first => Stays::Past,
        _ if day > instance.term.to => Stays::AfterTerm,
        Some(FixedBy::CarriedOver) => Stays::CarriedOver,
        None => Stays::Forgotten,
    })
}

fn of_milestone(scene: &Scene, placement: &Placement, milestone: &Milestone) -> Vec<Fact> {
    let window = placement.window;
    let day = placement.start.date();
    let mut facts = vec![Fact::Window {
        from: window.from,
        to: window.to,
    }];
    facts.extend(placement.due.map(|due| Fact::Due {
        due,
        late: (day - due).num_days().max(0),
    }));
    if let Anchor::Day(anchor) = milestone.anchor {
        let target = scene.question.instance.window(milestone, anchor).target;
        facts.push(Fact::Target {
            target,
            off: (day - target).num_days().abs(),
        });
    }
    facts
}

fn of_cadence(scene: &Scene, placed: &Placed, cadence: &Cadence) -> Vec<Fact> {
    let instance = scene.question.instance;
    let day = instance.day(placed.day);
    let siblings = scene.placed.iter().map(|(_, one)| one);
    let siblings: Vec<NaiveDate> = siblings
        .filter(|one| one.series == placed.series)
        .map(|one| instance.day(one.day))
        .collect();
    let held = Some(cadence.anchor).filter(|_| cadence.held);
    let before = siblings.iter().copied().filter(|other| *other < day).max();
    let before = before
        .or(held)
        .map(|other| (other, (day - other).num_days()));
    let after = siblings.iter().copied().filter(|other| *other > day).min();
    let after = after
        .or(cadence.next)
        .map(|other| (other, (other - day).num_days()));
    vec![
        Fact::Rhythm {
            min: cadence.min,
            target: cadence.target,
            max: cadence.max,
            limit: cadence.limit,
        },
        before.map_or(Fact::First, |(day, gap)| Fact::Before { day, gap }),
        after.map_or(Fact::Last, |(day, gap)| Fact::Next { day, gap }),
    ]
}

fn of_week(scene: &Scene, placed: &Placed, week: &Week) -> Fact {
    let instance = scene.question.instance;
    let within = |day: NaiveDate| week.from <= day && day <= week.to;
    let siblings = scene.placed.iter().map(|(_, one)| one);
    let siblings = siblings.filter(|one| one.series == placed.series);
    let held = siblings.filter(|one| within(instance.day(one.day))).count();
    Fact::Week {
        from: week.from,
        to: week.to,
        planned: held,
        asked: week.count,
        least: week.least,
    }
}

/// What people know of it.
fn known(scene: &Scene, placement: &Placement) -> Option<Fact> {
    let published = scene.question.published?;
    let mut known = published.placements.iter();
    let known = known.find(|one| one.id == placement.id);
    Some(Fact::Published {
        revision: published.revision,
        at: known.map(|known| known.start),
        same: known.is_some_and(|known| known.start == placement.start),
    })
}

/// The facts of what is left out: when it should have been, and whether more time might find a place.
pub(super) fn of_left_out(scene: &Scene, left_out: &LeftOut) -> Vec<Fact> {
    let window = left_out.window;
    let missed = Fact::Missed {
        from: window.from,
        to: window.to,
    };
    let so = match is_proven(scene.question.plan) {
        _ if window.to < scene.question.instance.first => Fact::Over,
        true => Fact::Proven,
        false if is_beyond_planning(left_out) => Fact::BeyondPlanning,
        false => Fact::Unproven,
    };
    vec![missed, so]
}

/// Whether what blocks it is there whatever else is planned: hours, leave, holidays or the rule itself.
fn is_beyond_planning(left_out: &LeftOut) -> bool {
    let blocked = !matches!(
        left_out.why.fact(),
        None | Some(Why::Room | Why::Unsought | Why::FellThrough { .. })
    );
    let planned = |cause: &Cause| {
        matches!(
            cause,
            Cause::Meetings { .. }
                | Cause::Full { .. }
                | Cause::GaveUp
                | Cause::DayFull { .. }
                | Cause::Spacing { .. }
                | Cause::OneADay
                | Cause::TooFewPeople
        )
    };
    let mut causes = left_out.blocking.iter().map(|one| one.cause.fact());
    blocked && !left_out.blocking.is_empty() && !causes.any(|cause| cause.is_none_or(planned))
}

/// Whether it is proven that no plan leaves out less.
pub(super) fn is_proven(plan: &Plan) -> bool {
    plan.layers.iter().take(LATE).all(|layer| layer.proven)
}
