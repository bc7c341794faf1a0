//! Where the cost comes from, by hand: who has a part in what.

use cadans::series::cost::{HARD, LAYERS, QUALITY};
use cadans::series::{Anchor, Bundle, Requirement};
use cadans::verify::{Part, split};

use super::example::{ADA, BRAM, CAS, FAMILY, day, february, milestone, place, plan, series};

/// Aimed at 8 February.
fn aimed() -> Requirement {
    milestone(Anchor::Day(day(2, 1)), [0, 7, 14, 28])
}

fn part(id: &str, costs: &[(usize, f64)]) -> Part {
    let mut layers = [0.0; LAYERS.len()];
    costs
        .iter()
        .for_each(|(layer, cost)| layers[*layer] = *cost);
    Part {
        id: id.to_owned(),
        layers,
    }
}

#[test]
fn those_who_come_share_and_a_pair_shares_its_day() {
    let mut instance = february();
    instance.series = vec![
        series("talk", aimed(), &[&[ADA], &[CAS]]),
        series("more", aimed(), &[&[ADA], &[CAS]]),
        series("home", aimed(), &[&[ADA], &[FAMILY]]),
        series("lost", aimed(), &[&[BRAM, CAS]]),
    ];
    instance.bundles = vec![Bundle {
        pair: (ADA, CAS),
        series: vec![0, 1],
    }];
    let mut plan = plan(&instance);
    place(&instance, &mut plan, 0, "2027-02-10 10:00", 60);
    place(&instance, &mut plan, 1, "2027-02-10 11:00", 60);
    place(&instance, &mut plan, 2, "2027-02-11 10:00", 60);
    let split = split(&instance, &plan);
    assert_eq!(
        split.rules,
        [
            part("p.lost", &[(HARD, 1.0)]),
            part("p.more", &[(QUALITY, 2.5)]),
            part("p.talk", &[(QUALITY, 2.5)]),
            part("p.home", &[(QUALITY, 1.0)]),
        ]
    );
    assert_eq!(
        split.people,
        [
            part("cas", &[(HARD, 0.5), (QUALITY, 2.5)]),
            part("bram", &[(HARD, 0.5)]),
            part("ada", &[(QUALITY, 3.5)]),
        ]
    );
}
