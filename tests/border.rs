//! Two quarters planned in turn join without a seam: nothing of the first moves, and every rhythm goes
//! on over the border.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use cadans::pipeline::{self, Request};
use cadans::plan::Plan;
use cadans::rules::Demand;
use cadans::solver::Limits;
use cadans::store::{Memory, Store};
use cadans::team::Team;
use cadans::time::Term;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn plan(team: &Team, store: &mut dyn Store, term: &str, today: &str) -> Plan {
    let request = Request {
        term: term.parse().expect("a term"),
        today: day(today),
        without: vec!["visit".to_owned()],
        afresh: false,
    };
    let limits = Limits {
        branches: 2,
        time: Duration::from_secs(60),
        ..Limits::default()
    };
    let plan = pipeline::plan(team, store, &request, &limits).expect("a verified plan");
    let at = day(today).and_time(chrono::NaiveTime::MIN).and_utc();
    pipeline::publish(team, store, Some(plan.revision), at).expect("published");
    plan
}

#[test]
fn the_second_quarter_goes_on_where_the_first_ended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/iag-noord");
    let team = pipeline::load(&folder, false).expect("a sound folder").team;
    let mut store = Memory::new();
    let first = plan(&team, &mut store, "2027Q1", "2026-12-15");
    let both = plan(&team, &mut store, "2027Q2", "2027-03-15");

    let border = day("2027-04-01");
    let before = |plan: &Plan| -> Vec<_> {
        plan.placements
            .iter()
            .filter(|each| each.start.date() < border)
            .cloned()
            .collect()
    };
    assert_eq!(
        before(&first),
        before(&both),
        "the first quarter stays as it was"
    );

    let mut days: BTreeMap<_, Vec<NaiveDate>> = BTreeMap::new();
    for placement in &both.placements {
        days.entry(&placement.series)
            .or_default()
            .push(placement.start.date());
    }
    let excused = |series| {
        both.left_out
            .iter()
            .any(|left_out| &left_out.id.series() == series)
    };
    let mut judged = 0;
    for (series, days) in &days {
        let rule = both
            .placements
            .iter()
            .find(|each| &each.series == *series)
            .map(|each| &each.rule);
        let Some(rule) = rule.and_then(|rule| team.rule(rule)) else {
            continue;
        };
        let Demand::Cadence(cadence) = &rule.demand else {
            continue;
        };
        if excused(*series) {
            continue;
        }
        for pair in days
            .windows(2)
            .filter(|pair| pair[0] < border && border <= pair[1])
        {
            let gap = (pair[1] - pair[0]).num_days();
            let (min, limit) = (i64::from(cadence.gap.min), i64::from(cadence.gap.limit));
            assert!(
                (min..=limit).contains(&gap),
                "{series}: {} to {} is {gap} days",
                pair[0],
                pair[1]
            );
            judged += 1;
        }
    }
    assert!(judged > 40, "only {judged} rhythms cross the border");
}

#[test]
fn a_term_is_inclusive_at_both_ends() {
    let term: Term = "2027Q2".parse().expect("a term");
    assert_eq!((term.from, term.to), (day("2027-04-01"), day("2027-06-30")));
}
