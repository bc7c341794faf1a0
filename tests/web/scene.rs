//! What several tests begin with or look at: a planned team and forms come in; where meetings stand, and answers, go out.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::StatusCode;
use cadans::app::{self, Snapshot};
use cadans::plan::Placement;
use chrono::{NaiveDate, NaiveDateTime};

use super::world::{Answer, World, clock, token, wait};
use crate::calendar::{at_once, publish_quarter};

/// A team whose quarter was planned and published on 4 January.
pub fn planned() -> World {
    let world = World::new();
    let team = world.team();
    publish_quarter(
        &team,
        &mut world.disk(),
        &at_once(),
        day("2027-01-04"),
        clock(),
    );
    world
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn snapshot(world: &World) -> Snapshot {
    let team = world.team();
    app::Snapshot::read(&team, &world.store(), day("2027-01-20").into()).expect("a snapshot")
}

/// Where every meeting stands.
pub fn calendar(world: &World) -> BTreeMap<String, NaiveDateTime> {
    let plan = snapshot(world).plan.expect("a plan");
    plan.placements
        .iter()
        .map(|one| (one.id.to_string(), one.start))
        .collect()
}

/// The first meeting that fits.
pub fn meeting(world: &World, fits: impl Fn(&Placement) -> bool) -> Placement {
    let plan = snapshot(world).plan.expect("a plan");
    plan.placements
        .into_iter()
        .find(|one| fits(one))
        .expect("such a meeting")
}

/// A page that opens, as text.
pub async fn open(world: &World, cookie: &str, path: &str) -> String {
    let page = world.get(&world.at(path), &[("cookie", cookie)]).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
    page.text()
}

/// Sends a form with the token of a page.
pub async fn press(
    world: &World,
    cookie: &str,
    page: &str,
    to: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let coded =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let mut form = format!("token={}", token(&open(world, cookie, page).await));
    for (name, value) in fields {
        form += &format!("&{}={}", coded(name), coded(value));
    }
    world.post(&world.at(to), cookie, &form).await
}

/// The same, of a form that does something and leads on; where to.
pub async fn done(
    world: &World,
    cookie: &str,
    page: &str,
    to: &str,
    fields: &[(&str, &str)],
) -> String {
    let answer = press(world, cookie, page, to, fields).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{to} {fields:?}: {}",
        answer.text()
    );
    answer.header("location").to_owned()
}

/// Waits until the plan that is tried out is there, and returns its page.
pub async fn tried(world: &World, cookie: &str) -> String {
    for _ in 0..600 {
        let page = world.get(&world.at("/plan"), &[("cookie", cookie)]).await;
        if page.headers.get("refresh").is_none() {
            return page.text();
        }
        // It need not be the best plan.
        done(world, cookie, "/plan", "/plan/stop", &[]).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it never ends");
}

/// The values a page's forms carry under a name.
pub fn fields(page: &str, name: &str) -> Vec<String> {
    let before = format!("name=\"{name}\" value=\"");
    let parts = page.split(&before).skip(1);
    let values = parts.filter_map(|rest| rest.split('"').next());
    values.map(str::to_owned).collect()
}

/// Moves the clock to the evening before the next meeting that fits, of those in the team's feed; which it is.
pub fn eve(world: &World, fits: impl Fn(&Placement) -> bool) -> Placement {
    use cadans::store::Store as _;
    let (_, published) = world.store().published().expect("read").expect("published");
    let local = cadans::time::zone::local(world.team().zone, clock());
    let all = published.entries.iter().map(|entry| &entry.placement);
    let next = all
        .filter(|one| fits(one) && one.start > local + chrono::Duration::hours(20))
        .find(|one| !published.team.too_frequent.contains(&one.rule))
        .expect("a meeting to come");
    wait((next.start - local).num_seconds() - 20 * 3600);
    next.clone()
}
