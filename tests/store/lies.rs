//! Locks that do not lock: removed, replaced, or given to everybody. What was acknowledged is there, in
//! the store or kept aside, and who cannot be served is told so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use cadans::store::{AuditEvent, Batch, Disk, Notice, Shelf as _, Source, Store as _, StoreError};

use super::folder::{copy, folder, heard};
use super::some::three;
use super::writer::{Said, process};
use crate::shim::{Fails, shimmed};

fn batch(key: &str) -> Batch {
    let mut batch = Batch::new(AuditEvent::SawFindings);
    batch.put(format!("record/{key}"), b"1".to_vec());
    batch
}

#[test]
fn a_lock_file_that_is_removed_or_replaced_lets_nobody_in() {
    let (_kept, path) = folder();
    let held = Disk::at(&path).turn().expect("a turn");
    let waits = || {
        let disk = Disk::at(&path).patient_for(Duration::from_millis(50));
        matches!(disk.turn(), Err(StoreError::Locked { .. }))
    };
    assert!(waits());
    fs::remove_file(path.join("lock")).expect("removed");
    assert!(waits());
    fs::write(path.join("lock.new"), "").expect("written");
    fs::rename(path.join("lock.new"), path.join("lock")).expect("replaced");
    assert!(waits());
    drop(held);
    assert!(!waits());
}

#[test]
fn a_purge_lets_nobody_in_either() {
    let (_kept, path) = folder();
    let disk = Disk::at(&path);
    let mut store = disk.turn().expect("a turn");
    let purge = cadans::store::Purge::Case(cadans::ids::CaseCode::new("NOBO0"));
    store.purge(&purge).expect("purged");
    fs::remove_file(path.join("lock")).expect("removed");
    let impatient = Disk::at(&path).patient_for(Duration::from_millis(50));
    assert!(matches!(impatient.turn(), Err(StoreError::Locked { .. })));
    store.save(&three(), &Default::default()).expect("saved");
}

#[test]
fn who_waited_for_a_lock_that_is_gone_takes_the_one_that_is_there() {
    let (_kept, path) = folder();
    let held = Disk::at(&path).turn().expect("a turn");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| Disk::at(&path).turn().map(drop));
        std::thread::sleep(Duration::from_millis(50));
        fs::remove_file(path.join("lock")).expect("removed");
        std::thread::sleep(Duration::from_millis(50));
        drop(held);
        waiting.join().expect("ended").expect("a turn");
    });
}

#[test]
fn a_line_of_somebody_else_is_never_written_over() {
    let (kept, path) = folder();
    let disk = Disk::at(&path);
    let mut store = disk.turn().expect("a turn");
    store.write(batch("1")).expect("written");
    let other = kept.path().join("other");
    copy(&path, &other);
    Disk::at(&other)
        .turn()
        .expect("a turn")
        .write(batch("theirs"))
        .expect("written");
    let theirs = fs::read(other.join("journal")).expect("a journal");
    fs::write(path.join("journal"), &theirs).expect("written");
    let fault = store.write(batch("ours")).expect_err("somebody wrote");
    assert!(matches!(fault, StoreError::Overtaken { .. }), "{fault}");
    drop(store);
    let mut store = disk.turn().expect("a turn");
    assert!(store.get("record/theirs").expect("read").is_some());
    assert!(store.get("record/ours").expect("read").is_none());
    store.write(batch("ours")).expect("written");
}

#[test]
fn a_journal_that_is_replaced_under_a_turn_leaves_both_sides() {
    let (kept, path) = folder();
    let disk = Disk::at(&path);
    let mut store = disk.turn().expect("a turn");
    store.write(batch("1")).expect("written");
    let early = fs::read(path.join("journal")).expect("a journal");
    store.write(batch("ours")).expect("written");
    let other = kept.path().join("journal");
    fs::write(&other, early).expect("written");
    fs::rename(other, path.join("journal")).expect("in its place");
    let fault = store.write(batch("more")).expect_err("replaced");
    let StoreError::Forked { kept, .. } = &fault else {
        panic!("{fault}");
    };
    drop(store);
    // The index knows that something is missing, and ours is kept.
    assert!(matches!(
        Disk::at(&path).turn(),
        Err(StoreError::Older { .. })
    ));
    let ours = Disk::at(kept).turn().expect("opens");
    assert!(ours.get("record/ours").expect("read").is_some());
    assert!(ours.get("record/more").expect("read").is_none());
}

/// What a store has, and the stores kept aside in it.
fn everything(path: &Path, records: &mut BTreeSet<String>, revisions: &mut BTreeSet<u32>) {
    let store = Disk::at(path).turn().expect("opens");
    records.extend(
        store
            .scan("record/")
            .expect("read")
            .into_iter()
            .map(|(key, _)| key),
    );
    revisions.extend(store.revisions().expect("read"));
    drop(store);
    for aside in Disk::at(path).aside() {
        if Disk::at(&aside).turn().is_ok() {
            everything(&aside, records, revisions);
        }
    }
}

#[test]
fn two_processes_whose_lock_does_not_hold_lose_nothing() {
    let (_kept, path) = folder();
    drop(Disk::at(&path).turn().expect("a store"));
    let (mut said, mut refused, mut forks) = (Said::default(), 0, 0);
    for _ in 0..6 {
        let start = |_| {
            let mut command = process(&path, 7);
            shimmed(&mut command, Fails::Lock, None);
            command.spawn().expect("a process")
        };
        let children: Vec<_> = (0..4).map(start).collect();
        for child in children {
            let output = child.wait_with_output().expect("ended");
            said.hear(&String::from_utf8(output.stdout).expect("text"));
        }
        for fault in said.faults.drain(..) {
            refused += 1;
            let known = ["at the same time", "rescue"];
            assert!(known.iter().any(|word| fault.contains(word)), "{fault}");
        }
        if let Err(fault) = Disk::at(&path).turn() {
            forks += 1;
            assert!(matches!(fault, StoreError::TwoWriters { .. }), "{fault}");
            Disk::at(&path).rescue(Source::Journal).expect("both sides");
        }
    }
    println!(
        "{} acknowledged, {refused} refused, {forks} forks",
        said.count()
    );
    assert!(refused > 0 && said.count() > 0, "they never met");
    let (mut records, mut revisions) = (BTreeSet::new(), BTreeSet::new());
    everything(&path, &mut records, &mut revisions);
    for key in &said.records {
        assert!(records.contains(key), "{key} is lost");
    }
    for saved in &said.saved {
        assert!(revisions.contains(saved), "revision {saved} is lost");
    }
    let once: BTreeSet<u32> = said.saved.iter().copied().collect();
    assert_eq!(
        once.len(),
        said.saved.len(),
        "a number was acknowledged twice"
    );
}

#[test]
fn a_disk_that_locks_nothing_is_said_to_be_one() {
    let (_kept, path) = folder();
    let (disk, said) = heard(&path);
    drop(disk.turn().expect("a store"));
    assert!(!said.lock().expect("heard").contains(&Notice::Unlocked));
}
