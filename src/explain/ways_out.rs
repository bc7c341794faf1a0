//! A meeting without a place: the smallest set of facts that leaves it so, and what would help. What an outlook
//! offers comes in; what holds when it is solved again goes out.

use super::account;
use super::scene::{Scene, answer};
use super::solving::count;
use super::{Explanation, Missing, State, WayOut};
use crate::plan::{LeftOut, Outlook, Plan};
use crate::series::Instance;

/// Ways out that are tried.
const TRIED: usize = 12;
/// Ways out that are told.
const TOLD: usize = 4;

/// Explains what is left out.
pub(super) fn of_left_out(scene: &Scene, left_out: &LeftOut) -> Explanation {
    let mut now = scene.now.left_out.iter();
    let now = now.find(|one| one.id == left_out.id);
    let state = match now {
        None => State::NotAsked,
        Some(now) => State::LeftOut(missing(scene, now)),
    };
    let shown = now.unwrap_or(left_out);
    Explanation {
        id: shown.id.clone(),
        rule: shown.rule.clone(),
        case: shown.case.clone(),
        title: shown.title.clone(),
        severity: Some(shown.severity),
        window: shown.window,
        due: None,
        facts: account::of_left_out(scene, shown),
        state,
    }
}

fn missing(scene: &Scene, left_out: &LeftOut) -> Missing {
    let instance = scene.question.instance;
    let answer = answer(scene.placed.iter().map(|(_, one)| one.clone()).collect());
    let outlook = Outlook::new(instance, &answer, &[scene.question.plan]);
    let why = outlook.why(&left_out.id, account::is_proven(scene.question.plan));
    let mut shown = left_out.clone();
    shown.way_out = None;
    if let Some((why, blocking)) = why {
        shown.why = why.into();
        shown.blocking = blocking;
    }
    let Some(series) = outlook.series(&left_out.id) else {
        return Missing {
            left_out: shown,
            ways_out: Vec::new(),
            untried: 0,
        };
    };
    let offers = outlook.offers(&left_out.id, TRIED);
    let mut ways_out = Vec::new();
    let mut untried = 0;
    let mut told = Vec::new();
    let around = (series, instance.index(left_out.window.from));
    if let Some(Some(way_out)) = try_out(scene, left_out, instance, around) {
        ways_out.push(way_out);
    }
    for offer in offers {
        let said: Vec<_> = offer.changes.iter().map(|one| one.cause.clone()).collect();
        if ways_out.len() >= TOLD || told.contains(&said) {
            continue;
        }
        told.push(said);
        let day = offer.start.and_then(|start| instance.index(start.date()));
        match try_out(scene, left_out, &offer.made(instance), (series, day)) {
            None => untried += 1,
            Some(None) => {}
            Some(Some(way_out)) => ways_out.push(WayOut {
                changes: offer.changes,
                ..way_out
            }),
        }
    }
    ways_out.sort_by_key(|one| (one.changes.len(), one.moved.len()));
    Missing {
        left_out: shown,
        ways_out,
        untried,
    }
}

/// Plans an instance in which something is so, first with all else held still, then with what is in the way on that
/// day moving; a way out when less is left out, and of this meeting's series, too. `None` when there is no time to
/// find out.
fn try_out(
    scene: &Scene,
    left_out: &LeftOut,
    changed: &Instance,
    (series, day): (usize, Option<usize>),
) -> Option<Option<WayOut>> {
    let plan = scene.plan(changed.clone(), series, None)?;
    if let Some(way_out) = judge(scene, left_out, &plan) {
        return Some(Some(way_out));
    }
    let plan = scene.plan(changed.clone(), series, day)?;
    Some(judge(scene, left_out, &plan))
}

fn judge(scene: &Scene, left_out: &LeftOut, plan: &Plan) -> Option<WayOut> {
    let series = left_out.id.series();
    let of_series = |one: &&LeftOut| one.id.series() == series;
    let before = scene.now.left_out.iter().filter(of_series).count();
    let after = plan.left_out.iter().filter(of_series).count();
    let less = count(&plan.left_out) < count(&scene.now.left_out) && after < before;
    let known = Scene::by_id(&scene.now);
    let mut new = plan.placements.iter().filter(|one| one.series == series);
    let placed = plan.placements.iter().find(|one| one.id == left_out.id);
    let placed = placed.or_else(|| new.find(|one| !known.contains_key(one.id.as_str())));
    less.then(|| WayOut {
        changes: Vec::new(),
        placed: placed.cloned(),
        moved: scene.moved(plan, &left_out.id),
    })
}
