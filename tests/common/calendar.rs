//! A team and an empty store come in; its first quarter, planned and published, goes out.

use std::time::Duration;

use cadans::app::{self, Request};
use cadans::solver::Limits;
use cadans::store::Turns;
use cadans::team::Team;
use chrono::{DateTime, NaiveDate, Utc};

/// Enough for the first plan that stands.
pub fn at_once() -> Limits<'static> {
    Limits {
        time: Duration::ZERO,
        branches: 0,
        ..Limits::default()
    }
}

/// Plans the quarter as on a day, and publishes it.
pub fn publish_quarter(
    team: &Team,
    store: &mut impl Turns,
    limits: &Limits<'_>,
    today: NaiveDate,
    at: DateTime<Utc>,
) {
    let request = Request {
        term: "2027Q1".parse().expect("a term"),
        now: today.into(),
        without: Vec::new(),
        afresh: false,
    };
    let plan = app::plan(team, store, &request, limits).expect("a plan");
    let mut turn = store.take_turn().expect("a turn");
    app::publish(team, &mut *turn, Some(plan.revision), at).expect("published");
}
