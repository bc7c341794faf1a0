//! Rhythms: counted by hand, and broken.

use std::collections::BTreeSet;

use cadans::plan::Plan;
use cadans::rules::Severity;
use cadans::series::{Cadence, Instance, Invited, Requirement, Series};
use cadans::time::Slots;
use cadans::verify::Kind;

use super::example::{
    ADA, BRAM, CAS, costs, counted, day, february, instance_costs, leave_out, place, plan, say,
    series, unpromised, weekly_rhythm,
};
use super::good::{POINTS, RHYTHM, VISIT_AT, VISITS, also, found, move_to};

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
    costs(rhythm(weekly_rhythm()), &MONDAYS, [0, 0, 0, 0]);
}

#[test]
fn a_shorter_or_longer_gap_costs_each_day() {
    // Gaps 7, 8, 6, 7; the last to 1 March.
    let moments = [MONDAYS[0], "2027-02-09 10:00", MONDAYS[2], MONDAYS[3]];
    costs(rhythm(weekly_rhythm()), &moments, [0, 0, 0, 2]);
}

#[test]
fn a_gap_beyond_the_method_costs_threefold() {
    // Gaps 7, 9 (2 off, 1 beyond: 4), 5 (2 off), 7.
    let moments = [MONDAYS[0], "2027-02-10 10:00", MONDAYS[2], MONDAYS[3]];
    costs(rhythm(weekly_rhythm()), &moments, [0, 0, 0, 6]);
}

#[test]
fn a_gap_beyond_the_limit_leaves_occurrences_out() {
    // 1 to 22 February: 21 days, 14 off, 13 beyond; ceil(21 / 10) - 1 = 2 are missing.
    costs(
        rhythm(weekly_rhythm()),
        &[MONDAYS[0], MONDAYS[3]],
        [2, 0, 0, 14 + 26],
    );
    // Exactly twice the limit leaves one out: 2 to 22 February, after a gap of 8.
    let moments = ["2027-02-02 10:00", MONDAYS[3]];
    costs(rhythm(weekly_rhythm()), &moments, [1, 0, 0, 1 + 13 + 24]);
}

#[test]
fn soft_and_advice_are_left_out_in_their_own_layer() {
    for severity in [Severity::Soft, Severity::Advice] {
        let mut soft = rhythm(weekly_rhythm());
        soft.severity = severity;
        costs(soft, &[MONDAYS[0], MONDAYS[3]], [0, 2, 0, 40]);
    }
}

#[test]
fn the_last_gap_costs_only_what_the_next_term_cannot_avoid() {
    // From 17 February to 1 March: 12 days, 5 off, 4 beyond, 1 missing. Before: 7, 7 and 9.
    let moments = [MONDAYS[0], MONDAYS[1], "2027-02-17 10:00"];
    costs(rhythm(weekly_rhythm()), &moments, [1, 0, 0, 4 + 13]);
    // From 24 February it is 5 days, and being early is free there.
    let moments = [
        "2027-02-02 10:00",
        "2027-02-09 10:00",
        "2027-02-16 10:00",
        "2027-02-24 10:00",
    ];
    costs(rhythm(weekly_rhythm()), &moments, [0, 0, 0, 1 + 1]);
}

#[test]
fn what_was_missed_before_the_plan_is_not_left_out_again() {
    // 15 January and the limit lead to the 25th: the gap starts on 31 January. The rhythm counts
    // from 23 January, which is 31 January less 8: 9 days to 1 February, 2 off, 1 beyond.
    let overdue = Cadence {
        anchor: day(1, 15),
        ..weekly_rhythm()
    };
    costs(rhythm(overdue), &MONDAYS, [0, 0, 0, 4]);
    // 22 January and the limit lead to 1 February, which is not before it: a gap of 10 to the 1st,
    // rhythm from the 23rd.
    let nearly = Cadence {
        anchor: day(1, 22),
        ..weekly_rhythm()
    };
    costs(rhythm(nearly), &MONDAYS, [0, 0, 0, 4]);
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
    costs(rhythm(nearly), &moments, [1, 0, 0, 3 + 4]);
}

#[test]
fn with_nothing_held_before_being_early_is_free() {
    let fresh = Cadence {
        anchor: day(1, 29),
        held: false,
        ..weekly_rhythm()
    };
    costs(rhythm(fresh), &MONDAYS, [0, 0, 0, 0]);
    // 9 days after the anchor is late all the same: 2 off, 1 beyond.
    let fresh = Cadence {
        anchor: day(1, 30),
        held: false,
        ..weekly_rhythm()
    };
    costs(rhythm(fresh), &MONDAYS[1..], [0, 0, 0, 4]);
}

#[test]
fn no_occurrence_at_all_is_one_last_gap() {
    // 25 January to 1 March: 35 days leave ceil(35 / 10) - 1 out; 28 off, 27 beyond.
    costs(rhythm(weekly_rhythm()), &[], [3, 0, 0, 28 + 54]);
    // Long overdue: from 31 January 29 days leave two out; the rhythm counts from the 23rd, 37.
    let overdue = Cadence {
        anchor: day(1, 4),
        ..weekly_rhythm()
    };
    costs(rhythm(overdue), &[], [2, 0, 0, 30 + 58]);
    // A short series that ends within the target costs nothing.
    let short = Cadence {
        to: day(1, 31),
        ..weekly_rhythm()
    };
    costs(rhythm(short), &[], [0, 0, 0, 0]);
}

#[test]
fn once_the_most_are_placed_the_last_gap_counts_nothing() {
    let twice = Cadence {
        count_max: Some(2),
        ..weekly_rhythm()
    };
    costs(rhythm(twice), &MONDAYS[..2], [0, 0, 0, 0]);
    // With one of two placed it still does: 1 February to 1 March, 28 days.
    costs(rhythm(twice), &MONDAYS[..1], [2, 0, 0, 21 + 40]);
    let never = Cadence {
        count_max: Some(0),
        ..weekly_rhythm()
    };
    costs(rhythm(never), &[], [0, 0, 0, 0]);
}

#[test]
fn the_last_gap_to_a_meeting_that_stands_is_a_gap_like_any_other() {
    let up_to = |next: chrono::NaiveDate| Cadence {
        next: Some(next),
        ..weekly_rhythm()
    };
    // 22 February to 1 March is 7 days; to the 3rd 9 (2 off, 1 beyond).
    costs(rhythm(up_to(day(3, 1))), &MONDAYS, [0, 0, 0, 0]);
    costs(rhythm(up_to(day(3, 3))), &MONDAYS, [0, 0, 0, 4]);
    // To 5 March it is 11: one is missing.
    costs(rhythm(up_to(day(3, 5))), &MONDAYS, [1, 0, 0, 4 + 6]);
    // Early costs too: 24 February to 1 March is 5 days, after gaps of 7, 7, 7 and 9.
    let early = [MONDAYS[0], MONDAYS[1], MONDAYS[2], "2027-02-24 10:00"];
    costs(rhythm(up_to(day(3, 1))), &early, [0, 0, 0, 4 + 2]);
    // Nothing placed: one gap from 25 January to 1 March, 35 days, Monday to Monday.
    costs(rhythm(up_to(day(3, 1))), &[], [3, 0, 0, 28 + 54]);
    // Nothing held and nothing placed: being early stays free.
    let fresh = Cadence {
        anchor: day(1, 29),
        held: false,
        to: day(2, 1),
        ..up_to(day(2, 2))
    };
    costs(rhythm(fresh), &[], [0, 0, 0, 0]);
}

#[test]
fn the_last_one_keeps_its_distance_to_the_meeting_that_stands() {
    // Four days after the last, on 22 February; five are asked.
    let near = |instance: &mut Instance, _: &mut Plan| {
        let cadence = Cadence {
            to: day(2, 25),
            next: Some(day(2, 26)),
            ..weekly_rhythm()
        };
        instance.series[RHYTHM].requirement = Requirement::Cadence(cadence);
    };
    assert!(found(near).contains(&Kind::TooSoon));
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
    // Gaps 8, then 8 to the 10th; 8, then 11 to 1 March (4 off, 3 beyond, 1 missing).
    leave_out(&instance, &mut plan, 1, 1);
    say(&mut plan, [1, 0, 0, 1 + 1 + 1 + 10]);
    let layers = unpromised([1, 0, 0, 13]);
    assert_eq!(counted(&instance, &plan), Ok((layers, 2)));
}

#[test]
fn occurrences_are_not_too_close_and_not_too_many() {
    // Four days after the last one held, or after the one before.
    also(Kind::TooSoon, |plan| {
        plan.placements.remove(0);
        move_to(plan, 0, "2027-02-03 10:00");
        move_to(plan, 1, "2027-02-05 10:00");
    });
    let just_held = |instance: &mut Instance, plan: &mut Plan| {
        let cadence = series_cadence(day(1, 28));
        instance.series[RHYTHM].requirement = cadence;
        say(plan, [0, 1, 0, 3 + POINTS]);
    };
    assert_eq!(found(just_held), BTreeSet::from([Kind::TooSoon]));
    let kinds = found(|instance, _| {
        let most = Cadence {
            count_max: Some(3),
            ..weekly_rhythm()
        };
        instance.series[RHYTHM].requirement = Requirement::Cadence(most);
    });
    assert_eq!(kinds, BTreeSet::from([Kind::TooMany]));
    // Two visits on one day; four where three are asked.
    also(Kind::TooSoon, |plan| {
        move_to(plan, VISIT_AT + 1, "2027-02-08 15:00")
    });
    let more = |instance: &mut Instance, plan: &mut Plan| {
        plan.left_out.clear();
        place(instance, plan, VISITS, "2027-02-12 13:00", 60);
        place(instance, plan, VISITS, "2027-02-11 13:00", 60);
        say(plan, [0, 0, 0, 4 + 4 + POINTS]);
    };
    assert_eq!(found(more), BTreeSet::from([Kind::TooMany]));
}

fn series_cadence(anchor: chrono::NaiveDate) -> Requirement {
    Requirement::Cadence(Cadence {
        anchor,
        ..weekly_rhythm()
    })
}

#[test]
fn days_that_are_free_and_a_bound_with_grace_cost_nothing() {
    // Gaps 7, 9, 5, 7: up to two days off are free, and nothing is ever late beside them.
    let moments = [MONDAYS[0], "2027-02-10 10:00", MONDAYS[2], MONDAYS[3]];
    let free = |free| Cadence {
        free,
        ..weekly_rhythm()
    };
    costs(rhythm(free(2)), &moments, [0, 0, 0, 0]);
    costs(rhythm(free(1)), &moments, [0, 0, 0, 1 + 1]);
    // A day of grace: 2 and 2 off, nothing beyond.
    let grace = Cadence {
        grace: 1,
        ..weekly_rhythm()
    };
    costs(rhythm(grace), &moments, [0, 0, 0, 2 + 2]);
    // 21 days leave two out; one day is free of the 14 off.
    costs(rhythm(free(1)), &[MONDAYS[0], MONDAYS[3]], [2, 0, 0, 13]);
}

#[test]
fn the_weights_are_those_of_the_team() {
    let mut instance = february();
    instance.series.push(rhythm(weekly_rhythm()));
    (instance.weights.gap_day, instance.weights.gap_late) = (3, 5);
    // Gaps 7, 9 (2 off, 1 beyond), 5 (2 off), 7.
    let moments = [MONDAYS[0], "2027-02-10 10:00", MONDAYS[2], MONDAYS[3]];
    instance_costs(&instance, &moments, [0, 0, 0, 3 * 4 + 5]);
}

#[test]
fn whoever_is_absent_twice_running_costs_more() {
    let mut instance = february();
    let mut group = rhythm(weekly_rhythm());
    group.casts[0].seats.truncate(1);
    group.casts[0].invited = Some(Invited {
        members: [BRAM, CAS].map(|who| (who, "member".to_owned())).to_vec(),
        quorum: 0,
    });
    instance.series.push(group);
    for (who, days) in [(BRAM, &[0, 7, 21][..]), (CAS, &[14])] {
        for day in days {
            instance.resources[who].free[*day] = Slots::EMPTY;
        }
    }
    let mut plan = plan(&instance);
    for (at, monday) in MONDAYS.into_iter().enumerate() {
        place(&instance, &mut plan, 0, monday, 60);
        let gone = if at == 2 { 2 } else { 1 };
        let gone = plan.placements[at].participants.remove(gone);
        plan.placements[at].absent = vec![gone];
    }
    // Four absences, of which Bram's first two come one after the other.
    say(&mut plan, [0, 0, 0, 4 * 8 + 16]);
    let layers = unpromised([0, 0, 0, 4 * 8 + 16]);
    assert_eq!(counted(&instance, &plan), Ok((layers, 4)));
    for points in [4 * 8, 4 * 8 + 2 * 16] {
        say(&mut plan, [0, 0, 0, points]);
        assert!(counted(&instance, &plan).is_err());
    }
}
