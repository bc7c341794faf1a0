//! What is promised and does not stay, line by line of the table.

use cadans::series::cost::LAYERS;
use cadans::series::{Instance, Promise, Requirement};
use cadans::verify::{Kind, verify};

use super::example::{
    ADA, BRAM, CAS, counted, february, leave_out, place, plan, say_all, series, unpromised,
    weekly_rhythm,
};

/// A rhythm of Ada and one of two others, whose first Monday with Bram is promised.
fn promised(frozen: bool) -> Instance {
    let mut instance = february();
    let rhythm = Requirement::Cadence(weekly_rhythm());
    instance
        .series
        .push(series("rhythm", rhythm, &[&[ADA], &[BRAM, CAS]]));
    instance.series[0].minutes = (45, 60);
    instance.series[0].promises.push(Promise {
        day: 0,
        start: 40,
        minutes: 60,
        seated: Some(vec![ADA, BRAM]),
        frozen,
        cost: 18,
    });
    instance
}

/// Held on Mondays, the first as said, it costs so much; `more` are points of quality.
#[track_caller]
fn costs(frozen: bool, first: &str, minutes: u32, with: &str, moves: [i64; 3], more: i64) {
    let instance = promised(frozen);
    let mut plan = plan(&instance);
    place(&instance, &mut plan, 0, first, minutes);
    for monday in ["2027-02-08 10:00", "2027-02-15 10:00", "2027-02-22 10:00"] {
        place(&instance, &mut plan, 0, monday, 60);
    }
    plan.placements[0].participants[1].id = with.to_owned();
    let mut layers = unpromised([0, 0, 0, more]);
    [layers[1], layers[4], layers[5]] = moves;
    say_all(&mut plan, layers);
    assert_eq!(counted(&instance, &plan), Ok((layers, 4)));
    for layer in 0..LAYERS.len() {
        let mut wrong = plan.clone();
        wrong.layers[layer].value += 1;
        let found = verify(&instance, &wrong).expect_err("a wrong layer");
        assert!(found.iter().any(|violation| violation.kind == Kind::Layer));
    }
}

#[test]
fn what_stays_costs_nothing() {
    costs(true, "2027-02-01 10:00", 60, "bram", [0, 0, 0], 0);
}

#[test]
fn another_length_costs_half() {
    costs(true, "2027-02-01 10:00", 45, "bram", [0, 0, 9], 3);
}

#[test]
fn other_people_are_a_move_at_half_the_cost() {
    costs(false, "2027-02-01 10:00", 60, "cas", [0, 1, 9], 0);
    costs(true, "2027-02-01 10:00", 60, "cas", [1, 1, 9], 0);
}

#[test]
fn another_hour_or_day_is_a_move() {
    costs(false, "2027-02-01 10:15", 60, "bram", [0, 1, 18], 0);
    costs(true, "2027-02-01 10:15", 60, "bram", [2, 1, 18], 0);
    costs(true, "2027-02-02 10:00", 60, "bram", [2, 1, 18], 2);
}

#[test]
fn what_is_left_out_is_a_move() {
    let instance = promised(true);
    let mut plan = plan(&instance);
    leave_out(&instance, &mut plan, 0, 3);
    let mut layers = unpromised([3, 0, 0, 28 + 54]);
    [layers[1], layers[4], layers[5]] = [2, 1, 18];
    say_all(&mut plan, layers);
    assert_eq!(counted(&instance, &plan), Ok((layers, 0)));
}

#[test]
fn with_somebody_gone_it_cannot_stay_with_its_people() {
    let mut instance = promised(false);
    instance.series[0].promises[0].seated = None;
    let mut plan = plan(&instance);
    for monday in ["02-01", "02-08", "02-15", "02-22"] {
        place(&instance, &mut plan, 0, &format!("2027-{monday} 10:00"), 60);
    }
    let mut layers = unpromised([0; 4]);
    [layers[4], layers[5]] = [1, 9];
    say_all(&mut plan, layers);
    assert_eq!(counted(&instance, &plan), Ok((layers, 4)));
}
