//! The smaller wishes, counted by hand.

use cadans::series::{Bundle, Invited, Series};
use cadans::time::Slots;
use cadans::verify::{Counted, verify};

use super::example::{
    ADA, BRAM, CAS, costs, day, february, participant, place, plan, review, say, series,
    unpromised, week,
};

#[test]
fn each_small_wish_costs_its_points() {
    let on_time = || review([0, 7, 14, 7]);
    let moment = ["2027-02-08 11:00"];
    costs(
        Series {
            avoid: vec![7],
            ..on_time()
        },
        &moment,
        [0, 0, 0, 0, 3],
    );
    costs(
        Series {
            avoid: vec![6, 8],
            ..on_time()
        },
        &moment,
        [0, 0, 0, 0, 0],
    );

    let mut mornings = [Slots::ALL; 7];
    mornings[0] = Slots::within(9 * 60, 11 * 60);
    costs(
        Series {
            preferred: Some(mornings),
            ..on_time()
        },
        &moment,
        [0, 0, 0, 0, 2],
    );
    mornings[0] = Slots::within(9 * 60, 11 * 60 + 15);
    costs(
        Series {
            preferred: Some(mornings),
            ..on_time()
        },
        &moment,
        [0, 0, 0, 0, 0],
    );

    for (usual, points) in [
        (44, 0),
        (43, 1),
        (40, 1),
        (39, 2),
        (48, 1),
        (53, 3),
        (80, 3),
    ] {
        costs(
            Series {
                usual_start: Some(usual),
                ..on_time()
            },
            &moment,
            [0, 0, 0, 0, points],
        );
    }
    // An hour where an hour and a half was aimed at.
    costs(
        Series {
            minutes: (60, 90),
            ..on_time()
        },
        &moment,
        [0, 0, 0, 0, 4],
    );
}

#[test]
fn each_invited_member_who_cannot_come_costs() {
    let mut instance = february();
    let mut group = series("group", week(day(2, 8), 1, 0), &[]);
    group.casts[0].invited = Some(Invited {
        members: [ADA, BRAM, CAS]
            .map(|who| (who, "member".to_owned()))
            .to_vec(),
        quorum: 1,
    });
    instance.series.push(group);
    instance.resources[BRAM].free[8] = Slots::EMPTY;
    instance.resources[CAS].free[8] = Slots::within(9 * 60, 10 * 60 + 45);
    let mut plan = plan(&instance);
    place(&instance, &mut plan, 0, "2027-02-09 10:00", 60);
    plan.placements[0].participants.truncate(1);
    plan.placements[0].absent = vec![participant("bram", "member"), participant("cas", "member")];
    say(&mut plan, [0, 0, 0, 0, 20]);
    let layers = unpromised([0, 0, 0, 0, 20]);
    assert_eq!(verify(&instance, &plan), Ok(Counted { layers, placed: 1 }));
}

#[test]
fn each_day_on_which_a_bundled_pair_meets_costs_once() {
    let mut instance = february();
    let meeting = |name, seats: &[&[usize]]| series(name, week(day(2, 8), 2, 0), seats);
    instance.series.push(meeting("one", &[&[ADA], &[BRAM]]));
    instance.series.push(meeting("other", &[&[ADA], &[BRAM]]));
    instance
        .series
        .push(meeting("unbundled", &[&[ADA], &[BRAM]]));
    instance.series.push(meeting("another", &[&[ADA], &[CAS]]));
    instance.bundles.push(Bundle {
        pair: (BRAM, ADA),
        series: vec![0, 1, 3],
    });
    let mut plan = plan(&instance);
    for (series, hour) in [(0, 9), (1, 10), (2, 11), (3, 13)] {
        let second = if series == 1 { 12 } else { 11 };
        place(
            &instance,
            &mut plan,
            series,
            &format!("2027-02-08 {hour:02}:00"),
            60,
        );
        place(
            &instance,
            &mut plan,
            series,
            &format!("2027-02-{second} {hour:02}:00"),
            60,
        );
    }
    // Monday both, Thursday one, Friday the other: three days; Friday is a day off the rhythm.
    say(&mut plan, [0, 0, 0, 1, 6]);
    let layers = unpromised([0, 0, 0, 1, 6]);
    assert_eq!(verify(&instance, &plan), Ok(Counted { layers, placed: 8 }));
}
