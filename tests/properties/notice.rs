//! Nobody learns of a meeting too late: of random tiny teams, planned and planned anew at some hour, each start
//! that is new or moved lies its notice ahead; where it does not, the judge says so.

use cadans::plan::{Placement, Plan, read_back};
use cadans::problem::Placed;
use cadans::series::{Instance, ResourceKind};
use cadans::solver::{Limits, solve};
use cadans::verify::{Kind, verify};
use chrono::{Days, Duration, NaiveDateTime};

use super::moves::{promised, something_happens};
use super::oracle::{SEEDS, plan};
use crate::oracle::{Dice, tiny};

/// The first moment all who come to a meeting learn of in time: day after day, at the same hour.
fn earliest(instance: &Instance, meeting: &Placed) -> NaiveDateTime {
    let notice = instance.series[meeting.series].notice;
    let days = meeting
        .people
        .iter()
        .map(|who| match instance.resources[*who].kind {
            ResourceKind::Staff => notice.colleagues,
            ResourceKind::Family => notice.family,
            ResourceKind::External => notice.external,
        });
    let mut moment = instance.now;
    for _ in 0..days.max().unwrap_or(0) {
        moment = moment + Days::new(1);
        while !instance.workdays.is_workday(moment.date()) {
            moment = moment + Days::new(1);
        }
    }
    moment
}

fn start(instance: &Instance, meeting: &Placed) -> NaiveDateTime {
    let midnight = NaiveDateTime::from(instance.day(meeting.day));
    midnight + Duration::minutes(i64::from(meeting.start) * 15)
}

fn is_known(instance: &Instance, meeting: &Placed) -> bool {
    let mut promises = instance.series[meeting.series].promises.iter();
    promises.any(|one| (one.day, one.start) == (meeting.day, meeting.start))
}

/// What the judge says of a plan in which one meeting begins at another moment.
fn broken(instance: &Instance, plan: &Plan, of: &Placement, to: NaiveDateTime) -> Vec<Kind> {
    let mut mutant = plan.clone();
    let mut all = mutant.placements.iter_mut();
    all.find(|one| one.id == of.id).expect("the meeting").start = to;
    let said = verify(instance, &mutant).expect_err("a mutant");
    said.into_iter().map(|one| one.kind).collect()
}

#[test]
fn what_is_new_or_moved_lies_its_notice_ahead() {
    let (mut told, mut known, mut mutants) = (0, 0, 0);
    for seed in SEEDS {
        let mut dice = Dice::new(seed + 5000);
        let before = tiny(seed);
        let first = solve(&before, &Limits::default());
        let mut anew = promised(before.clone(), &first, &mut dice);
        something_happens(&mut anew, &mut dice);
        // It is planned anew so many hours later.
        anew.now += Duration::minutes(dice.from(0, 3 * 24 * 60));
        for instance in [before, anew] {
            let plan = plan(&instance, &solve(&instance, &Limits::default()));
            for (at, meeting) in read_back(&instance, &plan.placements) {
                let placement = &plan.placements[at];
                let (start, earliest) = (start(&instance, &meeting), earliest(&instance, &meeting));
                assert_eq!(start, placement.start, "seed {seed}");
                assert!(
                    instance.now <= start,
                    "seed {seed}: {} has passed",
                    placement.id
                );
                if is_known(&instance, &meeting) {
                    known += usize::from(start < earliest);
                    continue;
                }
                assert!(
                    earliest <= start,
                    "seed {seed}: {} before {earliest}",
                    placement.id
                );
                told += usize::from(instance.now < earliest);
                for too_early in [earliest, instance.now].map(|at| at - Duration::minutes(1)) {
                    // Another day may belong to another part of the series.
                    let whole = instance
                        .series
                        .iter()
                        .filter(|one| one.id == placement.series);
                    if instance.index(too_early.date()).is_none() || whole.count() > 1 {
                        continue;
                    }
                    mutants += 1;
                    let kinds = broken(&instance, &plan, placement, too_early);
                    let has = |kind| kinds.contains(&kind);
                    let named = match too_early < instance.now {
                        true => has(Kind::Passed),
                        false => has(Kind::Notice),
                    };
                    // Where nobody takes part nobody is to be told in time.
                    let judged = !has(Kind::Unasked) && !has(Kind::Seat);
                    assert!(named || !judged, "seed {seed}: {kinds:?}");
                }
            }
        }
    }
    assert!(
        told > 100 && known > 5 && mutants > 100,
        "{told}, {known}, {mutants}"
    );
}
