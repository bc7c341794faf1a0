//! A clock that stands still: against counting day by day.

use cadans::time::{Pauses, Term};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::build::day;

fn at(number: u64) -> NaiveDate {
    day("2027-01-01") + Days::new(number)
}

fn pauses(list: &[(u64, u64)]) -> Pauses {
    let mut pauses = Pauses::default();
    for (from, length) in list {
        pauses.add(at(*from), at(from + length));
    }
    pauses
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn so_many_running_days_after_the_anchor(
        list in prop::collection::vec((0..60u64, 0..20u64), 0..4),
        anchor in 0..60u64,
        distance in 1..60u64,
    ) {
        let pauses = pauses(&list);
        let still = |number: u64| list.iter().any(|(from, length)| (*from..=from + length).contains(&number));
        // Walk from the anchor's own day on: each running day uses up one of the distance, and the
        // end is the first running day after that.
        let (mut number, mut left) = (anchor, distance);
        while left > 0 {
            left -= u64::from(!still(number));
            number += 1;
        }
        while still(number) {
            number += 1;
        }
        prop_assert_eq!(pauses.put_off(at(anchor), at(anchor + distance)), at(number));
    }

    #[test]
    fn the_parts_are_the_running_days(
        list in prop::collection::vec((0..60u64, 0..20u64), 0..4),
        from in 0..60u64,
        length in 0..60u64,
    ) {
        let pauses = pauses(&list);
        let days = Term { from: at(from), to: at(from + length) };
        let running: Vec<NaiveDate> = days.days().filter(|day| !pauses.has(*day)).collect();
        let parts = pauses.cut(days);
        let found: Vec<NaiveDate> = parts.iter().flat_map(|part| part.days()).collect();
        prop_assert_eq!(&found, &running);
        let inner = days.days().filter(|day| *day > days.from && *day < days.to && pauses.has(*day));
        prop_assert_eq!(pauses.between(days.from, days.to) as usize, inner.count());
    }
}

#[test]
fn a_day_that_does_not_count_from_the_anchor_stays() {
    let pauses = pauses(&[(5, 5)]);
    assert_eq!(pauses.put_off(at(8), at(8)), at(8));
    assert_eq!(pauses.put_off(at(9), at(2)), at(2));
}
