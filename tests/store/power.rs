//! A power cut: of what was written after the last sync any part may be there, of the index any older
//! state. What was acknowledged before is there.

use std::fs;
use std::path::Path;

use cadans::store::{AuditEvent, Batch, Disk, Notice, Shelf, Store};

use super::folder::{copy, folder, heard};
use super::some::*;

/// The states a power cut can leave an index in.
#[derive(Clone, Copy, Debug)]
enum Index {
    UpToDate,
    Older,
    Gone,
}

fn record(path: &Path, key: &str) {
    let mut batch = Batch::new(AuditEvent::Recorded { entry: 1, lines: 1 }).about("K7QX");
    batch.put(key.to_owned(), b"{\"held\":true}".to_vec());
    let mut store = Disk::at(path).turn().expect("a turn");
    store.write(batch).expect("written");
}

#[test]
fn a_journal_cut_anywhere_after_the_last_sync_keeps_all_before() {
    let (kept, path) = folder();
    let [older, current] = ["older", "current"].map(|name| kept.path().join(name));
    let mut store = Disk::at(&path).turn().expect("a store");
    store.save(&three(), &Default::default()).expect("saved");
    drop(store);
    copy(&path, &older);
    record(&path, "record/1");
    copy(&path, &current);
    let before = fs::read(path.join("journal")).expect("a journal");
    record(&path, "record/2");
    let after = fs::read(path.join("journal")).expect("a journal");
    let trial = kept.path().join("trial");
    for cut in before.len()..=after.len() {
        let index = [Index::UpToDate, Index::Older, Index::Gone][cut % 3];
        let _ = fs::remove_dir_all(&trial);
        copy(
            if matches!(index, Index::Older) {
                &older
            } else {
                &current
            },
            &trial,
        );
        if matches!(index, Index::Gone) {
            fs::remove_dir_all(trial.join("index")).expect("removed");
        }
        let mut journal = after[..cut].to_vec();
        if cut % 2 == 0 {
            // The length is on the disk, what was to be there is not.
            journal.resize(after.len(), 0);
        }
        fs::write(trial.join("journal"), &journal).expect("written");
        let (disk, said) = heard(&trial);
        let store = disk
            .turn()
            .unwrap_or_else(|fault| panic!("{cut} {index:?}: {fault}"));
        assert_eq!(store.revisions().expect("read"), [1]);
        assert_eq!(
            store
                .plan(1)
                .expect("whole")
                .map(|plan| plan.placements.len()),
            Some(3)
        );
        assert!(
            store.get("record/1").expect("read").is_some(),
            "{cut} {index:?}"
        );
        let whole = cut == after.len();
        assert_eq!(
            store.get("record/2").expect("read").is_some(),
            whole,
            "{cut}"
        );
        let lost = if whole {
            0
        } else {
            journal.len() - before.len()
        };
        let expected: Vec<_> = [lost]
            .into_iter()
            .filter(|lost| *lost > 0)
            .map(Notice::Cut)
            .collect();
        assert_eq!(*said.lock().expect("heard"), expected, "{cut} {index:?}");
        drop(store);
        let length = fs::metadata(trial.join("journal")).expect("there").len() as usize;
        assert_eq!(
            length,
            if whole { after.len() } else { before.len() },
            "{cut}"
        );
        // It is said once, and the store goes on.
        record(&trial, "record/3");
        assert!(
            disk.turn()
                .expect("a turn")
                .get("record/3")
                .expect("read")
                .is_some()
        );
        assert_eq!(said.lock().expect("heard").len(), expected.len());
    }
}

#[test]
fn a_line_that_was_whole_and_is_not_is_no_power_cut() {
    let (_kept, path) = folder();
    record(&path, "record/1");
    record(&path, "record/2");
    let journal = fs::read(path.join("journal")).expect("a journal");
    // The index knows that the last line was acknowledged.
    fs::write(path.join("journal"), &journal[..journal.len() - 9]).expect("written");
    let fault = Disk::at(&path).turn().expect_err("broken").to_string();
    assert!(fault.contains("1 changes in it are whole"), "{fault}");
}
