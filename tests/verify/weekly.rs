//! So many a week: counted by hand.

use cadans::rules::Severity;
use cadans::series::{Requirement, Series};
use cadans::time::Slots;

use super::example::{ADA, FAMILY, costs, day, february, instance_costs, series, week};

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
fn each_visit_missing_in_a_week_is_left_out_and_the_others_are_not_on_consecutive_days() {
    costs(
        visits(2, 0),
        &["2027-02-08 10:00", "2027-02-11 10:00"],
        [0, 0, 0, 0],
    );
    costs(
        visits(2, 0),
        &["2027-02-08 10:00", "2027-02-09 10:00"],
        [0, 0, 0, 4],
    );
    costs(visits(2, 0), &["2027-02-08 10:00"], [0, 1, 0, 0]);
    costs(visits(3, 0), &[], [0, 3, 0, 0]);
    let three = ["2027-02-08 10:00", "2027-02-09 10:00", "2027-02-12 10:00"];
    costs(visits(3, 0), &three, [0, 0, 0, 4]);
    let row = ["2027-02-08 10:00", "2027-02-09 10:00", "2027-02-10 10:00"];
    costs(visits(3, 0), &row, [0, 0, 0, 8]);
    // Where their people's hours leave no choice it costs nothing.
    let mut close = visits(3, 0);
    if let Requirement::Weekly(weekly) = &mut close.requirement {
        weekly.weeks[0].spread = false;
    }
    costs(close, &row, [0, 0, 0, 0]);
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
        [0, 0, 0, 0],
    );
    costs(
        Series {
            office,
            ..visits(2, 2)
        },
        &two,
        [0, 0, 0, 3],
    );
    costs(
        Series {
            office,
            ..visits(2, 2)
        },
        &["2027-02-08 10:00"],
        [0, 1, 0, 6],
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
        [0, 0, 0, 0],
    );
}
