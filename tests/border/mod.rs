//! Two quarters planned in turn join without a seam: nothing of the first moves, and every rhythm goes
//! on over the border.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use cadans::app::{self, Request};
use cadans::ids::{OccurrenceId, SeriesId};
use cadans::language::Lang;
use cadans::plan::Plan;
use cadans::records::{Act, Added, Entry};
use cadans::rules::{Amount, Anchor, Demand};
use cadans::solver::Limits;
use cadans::store::{Disk, Memory, Store, StoreError, Turns};
use cadans::team::Team;
use cadans::time::Term;
use chrono::{Datelike, NaiveDate};

use crate::build;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn plan(team: &Team, store: &mut Memory, term: &str, today: &str) -> Plan {
    let request = Request {
        term: term.parse().expect("a term"),
        now: day(today).into(),
        without: vec!["visit".to_owned()],
        afresh: false,
    };
    let limits = Limits {
        branches: 2,
        time: Duration::from_secs(60),
        ..Limits::default()
    };
    let plan = app::plan(team, store, &request, &limits).expect("a verified plan");
    let at = day(today).and_time(chrono::NaiveTime::MIN).and_utc();
    app::publish(team, store, Some(plan.revision), at).expect("published");
    plan
}

#[test]
fn the_second_quarter_goes_on_where_the_first_ended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/iag-noord");
    let team = app::load(&folder).expect("a sound folder").team;
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

/// A team of one worker and one family, planned in full.
fn small(rules: Vec<cadans::rules::Rule>) -> Team {
    let mut team = build::team(rules);
    team.cases = vec![build::case("KATU4", "2026-10-05")];
    team
}

/// The days of a series in a plan.
fn days_of(plan: &Plan, series: &str) -> Vec<NaiveDate> {
    let own = plan.placements.iter();
    own.filter(|placement| placement.series.as_str() == series)
        .map(|placement| placement.start.date())
        .collect()
}

#[test]
fn planned_again_in_mid_week_a_week_keeps_its_share() {
    let visit = build::rule("visit", build::weekly(Amount::Times(2)));
    let team = small(vec![visit]);
    let mut store = Memory::new();
    let with_visits = |store: &mut Memory, today: &str| {
        let request = Request {
            term: "2027Q1".parse().expect("a term"),
            now: day(today).into(),
            without: Vec::new(),
            afresh: false,
        };
        app::plan(&team, store, &request, &Limits::default()).expect("a verified plan")
    };
    let per_week = |plan: &Plan| {
        let mut weeks: BTreeMap<_, usize> = BTreeMap::new();
        for day in days_of(plan, "p.visit/KATU4") {
            *weeks.entry(day.iso_week()).or_default() += 1;
        }
        weeks
    };
    let first = with_visits(&mut store, "2026-12-15");
    // Every weekday of one week in turn: the calendar made on one day is the base of the next.
    for today in [
        "2027-02-08",
        "2027-02-09",
        "2027-02-10",
        "2027-02-11",
        "2027-02-12",
    ] {
        let again = with_visits(&mut store, today);
        assert_eq!(
            per_week(&again),
            per_week(&first),
            "planned again on {today}"
        );
        assert_eq!(again.left_out, [], "planned again on {today}");
    }
}

#[test]
fn a_quarter_planned_again_before_the_next_ends_on_a_normal_gap() {
    let team = small(vec![build::supervision()]);
    let mut store = Memory::new();
    plan(&team, &mut store, "2027Q1", "2026-12-15");
    let both = plan(&team, &mut store, "2027Q2", "2026-12-15");
    let second: Vec<NaiveDate> = days_of(&both, "p.supervision/anna")
        .into_iter()
        .filter(|on| *on >= day("2027-04-01"))
        .collect();
    // Anna is away when the last one of the quarter stood, so that it has to move.
    let mut later = team.clone();
    let last = days_of(&both, "p.supervision/anna")
        .into_iter()
        .rfind(|on| *on < day("2027-04-01"))
        .expect("one in the first quarter");
    later.absences = vec![build::away(
        cadans::team::Away::Person(cadans::ids::PersonId::new("anna")),
        &(last - chrono::Days::new(2)).to_string(),
        &(last + chrono::Days::new(2)).to_string(),
    )];
    let again = plan(&later, &mut store, "2027Q1", "2026-12-16");
    let days = days_of(&again, "p.supervision/anna");
    assert_eq!(
        days[days.len() - second.len()..],
        second,
        "the second quarter stays"
    );
    let gaps: Vec<i64> = days
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).num_days())
        .collect();
    assert!(gaps.iter().all(|gap| (14..=28).contains(gap)), "{gaps:?}");
    assert!(!days.contains(&last));
}

#[test]
fn a_milestone_of_the_next_quarter_follows_the_meeting_it_counts_from() {
    let start = build::milestone(Anchor::CareStart, "0d", "1w", "4w");
    let review = build::milestone(Anchor::Rule(0), "5w", "6w", "6w");
    let report = build::duty(Anchor::Rule(0), "8w");
    let rules = vec![
        build::rule("start", start),
        build::rule("review", review),
        build::rule("report", report),
    ];
    let mut team = build::team(rules);
    team.cases = vec![build::case("KATU4", "2027-03-01")];
    let mut store = Memory::new();
    plan(&team, &mut store, "2027Q1", "2026-12-15");
    let both = plan(&team, &mut store, "2027Q2", "2026-12-15");
    let of = |plan: &Plan, series: &str| {
        let own = plan
            .placements
            .iter()
            .find(|one| one.series.as_str() == series);
        own.cloned().expect("planned")
    };
    let start = of(&both, "p.start/KATU4").start.date();
    assert_eq!(start, day("2027-03-08"));
    assert_eq!(of(&both, "p.review/KATU4").due, Some(day("2027-04-19")));
    assert_eq!(both.duties[0].due, day("2027-05-03"));
    team.absences = vec![build::away(
        cadans::team::Away::Family(cadans::ids::CaseCode::new("KATU4")),
        "2027-03-01",
        "2027-03-16",
    )];
    let again = plan(&team, &mut store, "2027Q1", "2026-12-16");
    assert_eq!(of(&again, "p.start/KATU4").start.date(), day("2027-03-17"));
    let review = of(&again, "p.review/KATU4");
    assert_eq!(review.start, of(&both, "p.review/KATU4").start);
    assert_eq!(review.due, Some(day("2027-04-28")));
    assert_eq!(review.window.from, day("2027-04-21"));
    assert_eq!(again.duties.len(), 1);
    assert_eq!(again.duties[0].due, day("2027-05-12"));
}

#[test]
fn a_term_is_inclusive_at_both_ends() {
    let term: Term = "2027Q2".parse().expect("a term");
    assert_eq!((term.from, term.to), (day("2027-04-01"), day("2027-06-30")));
}

/// A store that somebody else uses while a plan is being made: as often as said.
struct Shared {
    store: Memory,
    turns: u32,
    others: u32,
    does: fn(&mut Memory) -> Result<(), StoreError>,
}

/// Saves another revision.
fn plans(store: &mut Memory) -> Result<(), StoreError> {
    let latest = store.latest()?.expect("planned before");
    store.save(&latest, &BTreeMap::new()).map(drop)
}

fn enters(store: &mut Memory, act: Act) -> Result<(), StoreError> {
    let at = day("2026-12-15").and_time(chrono::NaiveTime::MIN).and_utc();
    let entry = Entry {
        number: 0,
        at,
        by: None,
        act,
    };
    let team = store.latest()?.expect("planned before").team;
    store.enter(&team, &[entry]).map(drop)
}

/// Releases a meeting.
fn records(store: &mut Memory) -> Result<(), StoreError> {
    let id = OccurrenceId::new("iag.supervision/anna/01");
    enters(store, Act::Unpin { id })
}

/// Agrees one more meeting, and so uses up an ordinal.
fn agrees(store: &mut Memory) -> Result<(), StoreError> {
    let series = SeriesId::new("iag.supervision/anna");
    let last = store.issued()?.get(&series).copied().unwrap_or(0);
    let id = series.occurrence(last + 1);
    let start = day("2027-05-03").and_hms_opt(9, 0, 0).expect("a time");
    let mut added = Added::new(series, start, 60, Vec::new());
    added.id = Some(id);
    enters(store, Act::Add(added))
}

impl Turns for Shared {
    fn take_turn(&mut self) -> Result<Box<dyn Store + '_>, StoreError> {
        self.turns += 1;
        // Every second turn is the one in which a plan is saved.
        if self.turns.is_multiple_of(2) && self.others > 0 {
            self.others -= 1;
            (self.does)(&mut self.store)?;
        }
        self.store.take_turn()
    }
}

fn example() -> (Team, Limits<'static>) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in cadans::team::template(Lang::Nl) {
        std::fs::write(folder.path().join(name), content.as_bytes()).expect("written");
    }
    let team = app::load(folder.path()).expect("a sound folder").team;
    let limits = Limits {
        time: Duration::from_secs(1),
        ..Limits::default()
    };
    (team, limits)
}

fn request(term: &str) -> Request {
    Request {
        term: term.parse().expect("a term"),
        now: day("2026-12-15").into(),
        without: vec!["visit".to_owned()],
        afresh: false,
    }
}

#[test]
fn a_plan_is_made_anew_when_somebody_else_planned_meanwhile() {
    let (team, limits) = example();
    let mut store = Memory::new();
    app::plan(&team, &mut store, &request("2027Q1"), &limits).expect("a plan");
    let mut shared = Shared {
        store,
        turns: 0,
        others: 2,
        does: plans,
    };
    let plan = app::plan(&team, &mut shared, &request("2027Q2"), &limits).expect("a plan");
    assert_eq!((plan.revision, shared.turns), (4, 6), "the third try");
    let mut shared = Shared {
        turns: 0,
        others: 3,
        ..shared
    };
    let fault = app::plan(&team, &mut shared, &request("2027Q2"), &limits);
    let fault = fault.expect_err("a busy place");
    assert!(
        fault
            .to_string()
            .contains("changed while this plan was made"),
        "{fault}"
    );
    assert_eq!(fault.exit_code(), 6);
    assert_eq!(
        shared.store.revisions().expect("read").last(),
        Some(&7),
        "theirs"
    );
}

#[test]
fn records_made_meanwhile_count_at_once_but_do_not_keep_a_plan_from_being_made() {
    let (team, limits) = example();
    let mut store = Memory::new();
    app::plan(&team, &mut store, &request("2027Q1"), &limits).expect("a plan");
    let shared = |others, does: fn(&mut Memory) -> Result<(), StoreError>| Shared {
        store: store.clone(),
        turns: 0,
        others,
        does,
    };
    let mut once = shared(1, records);
    app::plan(&team, &mut once, &request("2027Q2"), &limits).expect("a plan");
    assert_eq!(once.turns, 4, "the second try");
    let mut always = shared(9, records);
    app::plan(&team, &mut always, &request("2027Q2"), &limits).expect("a plan");
    assert_eq!(always.turns, 6, "the last try is saved");
    // An ordinal that was given meanwhile must not name two meetings.
    let mut agreeing = shared(9, agrees);
    let fault = app::plan(&team, &mut agreeing, &request("2027Q2"), &limits);
    assert_eq!(fault.expect_err("a busy place").exit_code(), 6);
}

#[test]
fn planning_beside_planning_fails_nobody() {
    let (team, limits) = example();
    let folder = tempfile::tempdir().expect("a folder");
    let disk = Disk::at(&folder.path().join("store"));
    let plans = |term: &'static str| {
        let (team, limits, mut disk) = (&team, &limits, disk.clone());
        move || app::planned(team, &mut disk, &request(term), limits).expect("a plan")
    };
    let made = std::thread::scope(|scope| {
        let terms = ["2027Q1", "2027Q2", "2027Q1", "2027Q2", "2027Q3"];
        let all = terms.map(|term| scope.spawn(plans(term)));
        all.map(|one| one.join().expect("done"))
    });
    let mut revisions: Vec<u32> = made.iter().map(|one| one.plan.revision).collect();
    revisions.sort_unstable();
    assert_eq!(revisions, [1, 2, 3, 4, 5]);
    assert!(
        made.iter().all(|one| one.anew == 0),
        "each knew the ones before"
    );
}
