//! The record book in every backend: lines are numbered, kept in order, and one team's only.

use cadans::ids::OccurrenceId;
use cadans::plan::Published;
use cadans::records::{Act, Entry};
use cadans::store::{Disk, Memory, Publication, Store, StoreError};

use super::some::*;

fn line(of: &str) -> Entry {
    Entry {
        number: 0,
        at: day("2027-02-01")
            .and_hms_opt(12, 0, 0)
            .expect("a time")
            .and_utc(),
        by: Some("anna".to_owned()),
        act: Act::Unpin {
            id: OccurrenceId::new(of),
        },
    }
}

fn numbers(entries: &[Entry]) -> Vec<u32> {
    entries.iter().map(|entry| entry.number).collect()
}

#[test]
fn lines_are_numbered_on_and_come_back_as_they_were_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut disk = Disk::at(&folder.path().join("store"))
        .turn()
        .expect("a store");
    let mut memory = Memory::new();
    let stores: [&mut dyn Store; 2] = [&mut memory, &mut disk];
    for store in stores {
        assert!(store.entries().expect("read").is_empty());
        let first = store.enter("noord", &[line("p.talk/A/01"), line("p.talk/A/02")]);
        assert_eq!(numbers(&first.expect("kept")), [1, 2]);
        // Enough of them that numbers written as text would sort wrongly.
        let more: Vec<Entry> = (3..=11)
            .map(|at| line(&format!("p.talk/A/{at:02}")))
            .collect();
        let kept = store.enter("noord", &more).expect("kept");
        let all = store.entries().expect("read");
        assert_eq!(numbers(&all), (1..=11).collect::<Vec<_>>());
        assert_eq!(all[2..], kept[..]);
    }
}

#[test]
fn lines_outlast_the_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let kept = {
        let mut store = Disk::at(&path).turn().expect("a store");
        store.enter("noord", &[line("p.talk/A/01")]).expect("kept")
    };
    let store = Disk::at(&path).turn().expect("a store");
    assert_eq!(store.entries().expect("read"), kept);
}

#[test]
fn the_first_line_makes_a_store_its_teams() {
    let mut store = Memory::new();
    store.enter("noord", &[line("p.talk/A/01")]).expect("kept");
    let other = store.enter("zuid", &[line("p.talk/A/01")]);
    assert!(
        matches!(other, Err(StoreError::OtherTeam { .. })),
        "{other:?}"
    );
    assert_eq!(store.entries().expect("read").len(), 1);
    let plan = store.save(&three(), &Default::default());
    assert!(plan.is_ok(), "{plan:?}");
}

#[test]
fn a_line_and_what_it_makes_of_the_calendar_are_one_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let mut store = Disk::at(&path).turn().expect("a store");
    let revision = store.save(&three(), &Default::default()).expect("saved");
    let plan = store.plan(revision).expect("read").expect("there");
    let known = published(None, &plan);
    store.publish(revision, &known).expect("published");
    let lines = |path: &std::path::Path| {
        let journal = std::fs::read_to_string(path.join("journal"));
        journal.expect("a journal").lines().count()
    };
    let before = lines(&path);
    let next = |book: &[Entry]| {
        assert_eq!(numbers(book), [1], "the new line is in the book");
        Some(Published {
            entries: Vec::new(),
            ..known.clone()
        })
    };
    let entered = [line("p.talk/A/01")];
    store
        .enter_and_publish("noord", &entered, &next)
        .expect("kept");
    assert_eq!(lines(&path), before + 1);
    let (_, now) = store.published().expect("whole").expect("there");
    assert!(now.entries.is_empty());
}

#[test]
fn a_store_knows_which_revision_was_published_when() {
    let mut store = Memory::new();
    assert_eq!(store.publications().expect("read"), []);
    let mut at = published(None, &three()).at;
    let mut expected = Vec::new();
    for revision in [1, 2, 2, 1] {
        if revision > store.revisions().expect("read").len() as u32 {
            store.save(&three(), &Default::default()).expect("saved");
        }
        at += chrono::Duration::days(1);
        let plan = store.plan(revision).expect("read").expect("there");
        let known = Published {
            at,
            ..published(None, &plan)
        };
        store.publish(revision, &known).expect("published");
        if expected
            .last()
            .is_none_or(|last: &Publication| last.revision != revision)
        {
            expected.push(Publication { revision, at });
        }
    }
    assert_eq!(expected.len(), 3);
    assert_eq!(store.publications().expect("read"), expected);
}
