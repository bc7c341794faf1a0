//! Stays that are missing or in each other's way.

use cadans::ids::CaseCode;
use cadans::plan::Plan;
use cadans::verify::{Kind, verify};
use chrono::Days;

use super::good::{good, only};

#[test]
fn no_unit_holds_two_stays_at_once() {
    only(Kind::Stay, |plan| plan.stays.clear());
    only(Kind::Stay, |plan| plan.stays[0].home = None);
    let another = |from: u64| {
        move |plan: &mut Plan| {
            let mut stay = plan.stays[0].clone();
            stay.case = CaseCode::new("K9YY");
            stay.from = stay.from + Days::new(from);
            stay.to = stay.to + Days::new(from);
            plan.stays.push(stay);
        }
    };
    only(Kind::Stay, another(119));
    // 1 February to 1 June are 120 days; who leaves makes room the same day.
    let (instance, mut plan) = good();
    another(120)(&mut plan);
    assert!(verify(&instance, &plan).is_ok());
}
