//! A store grows by what changes, and reads back what every revision was, whole or from a day on.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cadans::plan::{Placement, Plan, Published};
use cadans::records::{self, Act};
use cadans::store::{Disk, Memory, Purge, Store};
use chrono::{Days, NaiveDate};

use super::folder::{Dice, folder};
use super::some::*;

/// So many meetings, one a day.
fn many(count: u64) -> Plan {
    let first = day("2027-01-01");
    let meetings = (0..count).map(|number| {
        let date = first + Days::new(number);
        placement(&format!("p.talk/K7QX/{number:02}"), &date.to_string())
    });
    plan(meetings.collect())
}

/// The same with one of them a day later.
fn with_one_moved(mut plan: Plan) -> Plan {
    let moved = plan.placements.last_mut().expect("a meeting");
    moved.start = moved.start + Days::new(1);
    plan
}

fn size(path: &Path) -> u64 {
    fs::metadata(path.join("journal")).expect("a journal").len()
}

fn save(store: &mut dyn Store, plan: &Plan) -> u32 {
    store.save(plan, &BTreeMap::new()).expect("saved")
}

fn line() -> records::Entry {
    records::Entry {
        number: 0,
        at: day("2027-01-05")
            .and_hms_opt(12, 0, 0)
            .expect("a time")
            .and_utc(),
        by: None,
        act: Act::Correct {
            entry: 1,
            reason: None,
        },
    }
}

#[test]
fn a_store_grows_by_what_changes() {
    let (_kept, path) = folder();
    let mut store = Disk::at(&path).turn().expect("a store");
    let plan = many(1000);
    let revision = save(&mut store, &plan);
    let first = size(&path);
    store
        .publish(revision, &published(None, &plan_of(&store, revision)))
        .expect("published");
    let known = size(&path) - first;
    assert!(
        known < first,
        "what stands as planned is only a life: {known} of {first}"
    );
    let before = size(&path);
    let moved = save(&mut store, &with_one_moved(plan));
    assert!(
        size(&path) - before < first / 50,
        "{}",
        size(&path) - before
    );
    let before = size(&path);
    let (_, previous) = store.published().expect("read").expect("there");
    let next = published(Some(&previous), &plan_of(&store, moved));
    store.publish(moved, &next).expect("published");
    assert!(
        size(&path) - before < first / 50,
        "{}",
        size(&path) - before
    );
    let before = size(&path);
    let published = |_: &[records::Entry]| Some(next.clone());
    store
        .enter_and_publish("noord", &[line()], &published)
        .expect("entered");
    assert!(size(&path) - before < 1500, "{}", size(&path) - before);
}

fn plan_of(store: &dyn Store, revision: u32) -> Plan {
    store.plan(revision).expect("whole").expect("there")
}

/// A calendar drawn at random.
fn drawn(dice: &mut Dice) -> Plan {
    let meetings = (0..12).filter_map(|number| {
        let there = dice.below(4) > 0;
        let date = day("2027-01-01") + Days::new(number * 9 + dice.below(2));
        there.then(|| placement(&format!("p.talk/K7QX/{number:02}"), &date.to_string()))
    });
    let mut meetings: Vec<Placement> = meetings.collect();
    meetings.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    let mut plan = plan(meetings);
    plan.duties[0].due = day("2027-02-01") + Days::new(dice.below(2));
    plan
}

fn since(plan: &Plan, first: NaiveDate) -> Plan {
    let mut plan = plan.clone();
    plan.placements.retain(|one| first <= one.start.date());
    plan.duties.retain(|one| first <= one.due);
    plan
}

#[test]
fn every_revision_stays_what_it_was() {
    for seed in 0..20 {
        let mut dice = Dice::new(seed);
        let mut store = Memory::new();
        let mut known: BTreeMap<u32, Plan> = BTreeMap::new();
        let mut told: Option<Published> = None;
        for _ in 0..12 {
            let mut plan = drawn(&mut dice);
            let revision = save(&mut store, &plan);
            plan.revision = revision;
            known.insert(revision, plan.clone());
            if dice.below(3) == 0 {
                let next = published(told.as_ref(), &plan);
                store.publish(revision, &next).expect("published");
                told = Some(next);
            }
            if dice.below(6) == 0 {
                let purge = Purge::Before {
                    day: day("2026-12-16"),
                    per_case: Default::default(),
                };
                let purged = store.purge(&purge).expect("purged");
                known.retain(|revision, _| !purged.revisions.contains(revision));
            }
        }
        for (revision, plan) in &known {
            assert_eq!(plan_of(&store, *revision), *plan, "seed {seed}: {revision}");
            let day = day("2027-02-10");
            let late = store.plan_since(*revision, Some(day)).expect("read");
            assert_eq!(late, Some(since(plan, day)), "seed {seed}: {revision}");
        }
        let numbers: Vec<u32> = known.keys().copied().collect();
        assert_eq!(store.revisions().expect("read"), numbers, "seed {seed}");
        let now = store.published().expect("whole").map(|(_, now)| now);
        assert_eq!(now, told, "seed {seed}");
    }
}

#[test]
fn what_is_published_from_a_day_on_leaves_what_was_before() {
    let first = day("2027-02-10");
    for seed in 0..20 {
        let mut dice = Dice::new(seed);
        let [mut whole, mut late] = [Memory::new(), Memory::new()];
        for _ in 0..4 {
            let mut plan = drawn(&mut dice);
            // The past is as it was.
            plan.placements.retain(|one| first <= one.start.date());
            let past = (1..4).map(|number| {
                placement(
                    &format!("p.past/K7QX/{number:02}"),
                    &format!("2027-01-0{number}"),
                )
            });
            plan.placements = past.chain(plan.placements).collect();
            plan.duties.clear();
            for (store, since) in [(&mut whole, None), (&mut late, Some(first))] {
                let revision = save(store, &plan);
                let had = store.published().expect("read").is_some();
                let since = since.filter(|_| had);
                let plan = store.plan_since(revision, since).expect("read");
                let previous = store.published_since(since).expect("read");
                let previous = previous.map(|(_, published)| published);
                let next = published(previous.as_ref(), &plan.expect("there"));
                store.publish(revision, &next).expect("published");
            }
            let now = |store: &Memory| store.published().expect("whole");
            assert_eq!(now(&whole), now(&late), "seed {seed}");
        }
    }
}

/// A journal in which a byte was changed, and the same as it was, each at the time of day it had.
fn changed(path: &Path, keep_time: bool) -> bool {
    let journal = path.join("journal");
    let time = fs::metadata(&journal)
        .and_then(|about| about.modified())
        .expect("a time");
    let mut bytes = fs::read(&journal).expect("a journal");
    let at = bytes.len() / 3;
    bytes[at] ^= 1;
    // In the same file: the same length, and perhaps the same time.
    let mut file = fs::OpenOptions::new()
        .write(true)
        .open(&journal)
        .expect("the file");
    std::io::Write::write_all(&mut file, &bytes).expect("written");
    if keep_time {
        file.set_modified(time).expect("set");
    }
    Disk::at(path).turn().is_err()
}

#[test]
fn a_command_reads_of_a_journal_what_is_new_and_all_of_it_when_it_was_touched() {
    for keep_time in [true, false] {
        let (_kept, path) = folder();
        let mut store = Disk::at(&path).turn().expect("a store");
        for _ in 0..3 {
            save(&mut store, &many(20));
        }
        drop(store);
        // What nobody can see from outside shows that nothing was read.
        assert_eq!(changed(&path, keep_time), !keep_time);
    }
}
