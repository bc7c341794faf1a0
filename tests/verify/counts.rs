//! Counted by hand: each line of `src/problem/OBJECTIVE.md` at least once.

use cadans::rules::Severity;
use cadans::series::{Anchor, Bundle, Cadence, Instance, Invited, Requirement, Series};
use cadans::time::Slots;
use cadans::verify::{Counted, verify};

use super::example::{
    ADA, BRAM, CAS, FAMILY, day, february, leave_out, milestone, participant, place, plan, say,
    series, week, weekly_rhythm,
};

/// One series, held at these moments for an hour, costs so much; the first two layers say how many
/// are left out.
fn costs(one: Series, moments: &[&str], layers: [i64; 5]) {
    let mut instance = february();
    instance.series.push(one);
    instance_costs(&instance, moments, layers);
}

fn instance_costs(instance: &Instance, moments: &[&str], layers: [i64; 5]) {
    let mut plan = plan(instance);
    for moment in moments {
        place(instance, &mut plan, 0, moment, 60);
    }
    leave_out(instance, &mut plan, 0, (layers[0] + layers[1]) as usize);
    say(&mut plan, layers);
    assert_eq!(
        verify(instance, &plan),
        Ok(Counted {
            layers,
            placed: moments.len()
        })
    );
}

fn rhythm(cadence: Cadence) -> Series {
    series("rhythm", Requirement::Cadence(cadence), &[&[ADA], &[BRAM]])
}

const MONDAYS: [&str; 4] = [
    "2027-02-01 10:00",
    "2027-02-08 10:00",
    "2027-02-15 10:00",
    "2027-02-22 10:00",
];

#[test]
fn a_perfect_rhythm_costs_nothing() {
    costs(rhythm(weekly_rhythm()), &MONDAYS, [0, 0, 0, 0, 0]);
}

#[test]
fn a_shorter_or_longer_gap_costs_each_day_and_another_weekday_a_point() {
    // Gaps 7, 8, 6, 7; the last to 1 March.
    let moments = [MONDAYS[0], "2027-02-09 10:00", MONDAYS[2], MONDAYS[3]];
    costs(rhythm(weekly_rhythm()), &moments, [0, 0, 0, 2, 2]);
}

#[test]
fn a_gap_beyond_the_method_costs_threefold() {
    // Gaps 7, 9 (2 off, 1 beyond: 4), 5 (2 off), 7.
    let moments = [MONDAYS[0], "2027-02-10 10:00", MONDAYS[2], MONDAYS[3]];
    costs(rhythm(weekly_rhythm()), &moments, [0, 0, 0, 6, 2]);
}

#[test]
fn a_gap_beyond_the_limit_leaves_occurrences_out() {
    // 1 to 22 February: 21 days, 14 off, 13 beyond; ceil(21 / 10) - 1 = 2 are missing.
    costs(
        rhythm(weekly_rhythm()),
        &[MONDAYS[0], MONDAYS[3]],
        [2, 0, 0, 14 + 26, 0],
    );
    // Exactly twice the limit leaves one out: 2 to 22 February, after a gap of 8.
    let moments = ["2027-02-02 10:00", MONDAYS[3]];
    costs(rhythm(weekly_rhythm()), &moments, [1, 0, 0, 1 + 13 + 24, 2]);
}

#[test]
fn soft_and_advice_are_left_out_in_their_own_layer() {
    for severity in [Severity::Soft, Severity::Advice] {
        let mut soft = rhythm(weekly_rhythm());
        soft.severity = severity;
        costs(soft, &[MONDAYS[0], MONDAYS[3]], [0, 2, 0, 40, 0]);
    }
}

#[test]
fn the_last_gap_costs_only_what_the_next_term_cannot_avoid() {
    // From 17 February to 1 March: 12 days, 5 off, 4 beyond, 1 missing. Before: 7, 7 and 9.
    let moments = [MONDAYS[0], MONDAYS[1], "2027-02-17 10:00"];
    costs(rhythm(weekly_rhythm()), &moments, [1, 0, 0, 4 + 13, 1]);
    // From 24 February it is 5 days, and being early is free there.
    let moments = [
        "2027-02-02 10:00",
        "2027-02-09 10:00",
        "2027-02-16 10:00",
        "2027-02-24 10:00",
    ];
    costs(rhythm(weekly_rhythm()), &moments, [0, 0, 0, 1 + 1, 2]);
}

#[test]
fn what_was_missed_before_the_plan_is_not_left_out_again() {
    // 15 January and the limit lead to the 25th: the gap starts on 31 January. The rhythm counts
    // from 23 January, which is 31 January less 8: 9 days to 1 February, 2 off, 1 beyond.
    let overdue = Cadence {
        anchor: day(1, 15),
        ..weekly_rhythm()
    };
    costs(rhythm(overdue), &MONDAYS, [0, 0, 0, 4, 1]);
    // 22 January and the limit lead to 1 February, which is not before it: a gap of 10 to the 1st,
    // rhythm from the 23rd.
    let nearly = Cadence {
        anchor: day(1, 22),
        ..weekly_rhythm()
    };
    costs(rhythm(nearly), &MONDAYS, [0, 0, 0, 4, 1]);
    // One day later, and one is missing: 22 January to 2 February is 11.
    let moments = [
        "2027-02-02 10:00",
        "2027-02-09 10:00",
        "2027-02-16 10:00",
        "2027-02-23 10:00",
    ];
    let nearly = Cadence {
        anchor: day(1, 22),
        ..weekly_rhythm()
    };
    costs(rhythm(nearly), &moments, [1, 0, 0, 3 + 4, 1]);
}

#[test]
fn with_nothing_held_before_being_early_is_free_and_any_weekday_is() {
    let fresh = Cadence {
        anchor: day(1, 29),
        held: false,
        ..weekly_rhythm()
    };
    costs(rhythm(fresh), &MONDAYS, [0, 0, 0, 0, 0]);
    // 9 days after the anchor is late all the same: 2 off, 1 beyond.
    let fresh = Cadence {
        anchor: day(1, 30),
        held: false,
        ..weekly_rhythm()
    };
    costs(rhythm(fresh), &MONDAYS[1..], [0, 0, 0, 4, 0]);
}

#[test]
fn no_occurrence_at_all_is_one_last_gap() {
    // 25 January to 1 March: 35 days leave ceil(35 / 10) - 1 out; 28 off, 27 beyond.
    costs(rhythm(weekly_rhythm()), &[], [3, 0, 0, 28 + 54, 0]);
    // Long overdue: from 31 January 29 days leave two out; the rhythm counts from the 23rd, 37.
    let overdue = Cadence {
        anchor: day(1, 4),
        ..weekly_rhythm()
    };
    costs(rhythm(overdue), &[], [2, 0, 0, 30 + 58, 0]);
    // A short series that ends within the target costs nothing.
    let short = Cadence {
        to: day(1, 31),
        ..weekly_rhythm()
    };
    costs(rhythm(short), &[], [0, 0, 0, 0, 0]);
}

#[test]
fn once_the_most_are_placed_the_last_gap_counts_nothing() {
    let twice = Cadence {
        count_max: Some(2),
        ..weekly_rhythm()
    };
    costs(rhythm(twice), &MONDAYS[..2], [0, 0, 0, 0, 0]);
    // With one of two placed it still does: 1 February to 1 March, 28 days.
    costs(rhythm(twice), &MONDAYS[..1], [2, 0, 0, 21 + 40, 0]);
    let never = Cadence {
        count_max: Some(0),
        ..weekly_rhythm()
    };
    costs(rhythm(never), &[], [0, 0, 0, 0, 0]);
}

#[test]
fn the_parts_of_a_cadence_share_an_id_and_differ_in_days() {
    let mut instance = february();
    let before = Cadence {
        to: day(2, 9),
        ..weekly_rhythm()
    };
    let after = Cadence {
        anchor: day(2, 10),
        from: day(2, 11),
        ..weekly_rhythm()
    };
    instance.series.extend([rhythm(before), rhythm(after)]);
    let mut plan = plan(&instance);
    place(&instance, &mut plan, 0, "2027-02-02 10:00", 60);
    place(&instance, &mut plan, 1, "2027-02-18 10:00", 60);
    // Gaps 8, then 8 to the 10th; 8, then 11 to 1 March (4 off, 3 beyond, 1 missing); each part
    // changes its weekday once.
    leave_out(&instance, &mut plan, 1, 1);
    say(&mut plan, [1, 0, 0, 1 + 1 + 1 + 10, 2]);
    let layers = [1, 0, 0, 13, 2];
    assert_eq!(verify(&instance, &plan), Ok(Counted { layers, placed: 2 }));
}

fn review(days: [u32; 4]) -> Series {
    series(
        "review",
        milestone(Anchor::Day(day(2, 1)), days),
        &[&[ADA], &[FAMILY]],
    )
}

#[test]
fn a_milestone_costs_its_distance_from_the_target_and_each_day_late() {
    costs(
        review([0, 7, 14, 7]),
        &["2027-02-08 10:00"],
        [0, 0, 0, 0, 0],
    );
    costs(
        review([0, 7, 14, 7]),
        &["2027-02-05 10:00"],
        [0, 0, 0, 3, 0],
    );
    costs(
        review([0, 7, 14, 7]),
        &["2027-02-18 10:00"],
        [0, 0, 3, 10, 0],
    );
    costs(review([0, 7, 14, 7]), &[], [1, 0, 0, 0, 0]);
}

#[test]
fn a_milestone_of_another_term_is_not_asked_for() {
    // Due 8 March: six working days are left after the term.
    costs(review([0, 28, 35, 7]), &[], [0, 0, 0, 0, 0]);
    // Due 5 March leaves five; due 4 March leaves four, and it belongs here.
    costs(review([0, 20, 32, 7]), &[], [0, 0, 0, 0, 0]);
    costs(
        review([0, 20, 31, 7]),
        &["2027-02-22 10:00"],
        [0, 0, 0, 1, 0],
    );
    costs(review([0, 20, 31, 7]), &[], [1, 0, 0, 0, 0]);
}

#[test]
fn what_is_overdue_may_still_be_planned_and_counts_every_day() {
    let overdue = milestone(Anchor::Day(day(1, 11)), [0, 7, 14, 7]);
    let overdue = series("review", overdue, &[&[ADA], &[FAMILY]]);
    // Due 25 January; a week late counts from the plan's first day.
    costs(overdue, &["2027-02-08 10:00"], [0, 0, 14, 21, 0]);
}

#[test]
fn a_dependant_counts_from_the_day_placed_or_from_the_due_date() {
    let mut instance = february();
    instance.series.push(review([0, 7, 14, 7]));
    let next = milestone(Anchor::Series(0), [3, 6, 7, 3]);
    instance.series.push(series("next", next, &[&[ADA]]));
    let mut from_day = plan(&instance);
    place(&instance, &mut from_day, 0, "2027-02-05 10:00", 60);
    place(&instance, &mut from_day, 1, "2027-02-15 10:00", 60);
    from_day.placements[1].due = Some(day(2, 12));
    // Target 11, due 12 February.
    say(&mut from_day, [0, 0, 3, 3 + 4, 0]);
    let layers = [0, 0, 3, 7, 0];
    assert_eq!(
        verify(&instance, &from_day),
        Ok(Counted { layers, placed: 2 })
    );

    let mut from_due = plan(&instance);
    leave_out(&instance, &mut from_due, 0, 1);
    place(&instance, &mut from_due, 1, "2027-02-22 10:00", 60);
    from_due.placements[0].due = Some(day(2, 22));
    say(&mut from_due, [1, 0, 0, 1, 0]);
    let layers = [1, 0, 0, 1, 0];
    assert_eq!(
        verify(&instance, &from_due),
        Ok(Counted { layers, placed: 1 })
    );
}

#[test]
fn what_counts_from_a_milestone_not_asked_for_is_not_either() {
    let mut instance = february();
    instance.series.push(review([0, 28, 35, 7]));
    let next = milestone(Anchor::Series(0), [0, 0, 0, 3]);
    instance.series.push(series("next", next, &[&[ADA]]));
    instance_costs(&instance, &[], [0, 0, 0, 0, 0]);
}

fn visits(count: u32, outside: u32) -> Series {
    let mut visits = series(
        "visits",
        week(day(2, 8), count, outside),
        &[&[ADA], &[FAMILY]],
    );
    visits.severity = Severity::Soft;
    visits
}

#[test]
fn each_visit_missing_in_a_week_is_left_out_and_the_others_are_spread() {
    // Seven days and two visits aim at three days between them.
    costs(
        visits(2, 0),
        &["2027-02-08 10:00", "2027-02-11 10:00"],
        [0, 0, 0, 0, 0],
    );
    costs(
        visits(2, 0),
        &["2027-02-08 10:00", "2027-02-09 10:00"],
        [0, 0, 0, 2, 0],
    );
    costs(visits(2, 0), &["2027-02-08 10:00"], [0, 1, 0, 0, 0]);
    costs(visits(3, 0), &[], [0, 3, 0, 0, 0]);
    // Three aim at two days: 1 and 3 between them.
    let three = ["2027-02-08 10:00", "2027-02-09 10:00", "2027-02-12 10:00"];
    costs(visits(3, 0), &three, [0, 0, 0, 2, 0]);
}

#[test]
fn visits_outside_office_hours_are_counted_by_their_start() {
    let office = Some(Slots::within(9 * 60, 12 * 60));
    let two = ["2027-02-08 10:00", "2027-02-11 12:00"];
    costs(
        Series {
            office,
            ..visits(2, 1)
        },
        &two,
        [0, 0, 0, 0, 0],
    );
    costs(
        Series {
            office,
            ..visits(2, 2)
        },
        &two,
        [0, 0, 0, 0, 3],
    );
    costs(
        Series {
            office,
            ..visits(2, 2)
        },
        &["2027-02-08 10:00"],
        [0, 1, 0, 0, 6],
    );
    // A Saturday is outside at any hour.
    let mut instance = february();
    instance.series.push(Series {
        office,
        ..visits(2, 1)
    });
    for who in [ADA, FAMILY] {
        instance.resources[who].free[12] = Slots::within(9 * 60, 17 * 60);
    }
    instance_costs(
        &instance,
        &["2027-02-10 10:00", "2027-02-13 10:00"],
        [0, 0, 0, 0, 0],
    );
}

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
    let layers = [0, 0, 0, 0, 20];
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
    let layers = [0, 0, 0, 1, 6];
    assert_eq!(verify(&instance, &plan), Ok(Counted { layers, placed: 8 }));
}
