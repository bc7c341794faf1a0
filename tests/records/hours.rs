//! Hours that count for registration.

use cadans::records::{Ledger, Record, State, held_minutes};

use super::lines::zone;
use crate::build::{day, record};

fn attended(series: &str, on: &str, state: State, minutes: Option<u32>, who: &str) -> Record {
    Record {
        minutes,
        present: crate::build::words(who),
        ..record(series, on, state)
    }
}

#[test]
fn minutes_held_in_the_period_are_added_by_rule_for_whoever_was_there() {
    let held = [
        attended(
            "p.peers/north",
            "2027-01-10",
            State::Held,
            Some(90),
            "anna bram",
        ),
        attended(
            "p.peers/north",
            "2027-02-10",
            State::Held,
            Some(120),
            "anna",
        ),
        attended("p.peers/north", "2027-03-10", State::Held, Some(90), "bram"),
        attended(
            "p.peers/north",
            "2027-03-11",
            State::Waived,
            Some(90),
            "anna",
        ),
        attended("p.peers/north", "2027-03-31", State::Held, None, "anna"),
        attended("p.peers/north", "2027-04-01", State::Held, Some(90), "anna"),
        attended("p.talk/anna", "2027-02-02", State::Held, Some(60), ""),
    ];
    let ledger = Ledger::read(&held, &[], zone(), None);
    let sums = held_minutes(&ledger, "anna", day("2027-01-10"), day("2027-03-31"));
    let plain: Vec<_> = sums
        .iter()
        .map(|(rule, sum)| (rule.as_str(), sum.meetings, sum.minutes, sum.without_length))
        .collect();
    assert_eq!(plain, [("p.peers", 3, 210, 1), ("p.talk", 1, 60, 0)]);
}
