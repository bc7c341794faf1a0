//! Damage: a flipped byte anywhere in the journal is said, or does no harm; whatever befalls the index
//! does none.

use std::fs;
use std::path::{Path, PathBuf};

use cadans::plan::{Plan, Published, issued};
use cadans::store::{Disk, Shelf, Store, StoreError};

use super::folder::{Dice, copy, each, folder, seed};
use super::some::*;
use super::writer::long;

/// Everything in a store.
type All = (Vec<Plan>, Option<(u32, Published)>, Vec<(String, Vec<u8>)>);

fn all(store: &(impl Shelf + Store)) -> All {
    let revisions = store.revisions().expect("read").into_iter();
    let plans = revisions.map(|number| store.plan(number).expect("whole").expect("there"));
    (
        plans.collect(),
        store.published().expect("whole"),
        store.scan("").expect("read"),
    )
}

/// A store with some history.
fn filled(path: &Path, revisions: u32) -> All {
    let mut store = Disk::at(path).turn().expect("a store");
    store.uid_key().expect("a key");
    for revision in 1..=revisions {
        let plan = long(revision);
        store
            .save(&plan, &issued(&plan, &Default::default()))
            .expect("saved");
    }
    let saved = store.latest().expect("read").expect("there");
    store
        .publish(saved.revision, &published(None, &saved))
        .expect("published");
    all(&store)
}

#[test]
fn a_flipped_byte_in_the_journal_is_never_taken_for_truth() {
    let (kept, path) = folder();
    let expected = filled(&path, 2);
    let journal = fs::read(path.join("journal")).expect("a journal");
    let last = journal[..journal.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .expect("lines");
    let trial = kept.path().join("trial");
    let (mut said, mut harmless) = (0, 0);
    let places = (0..60)
        .chain((60..journal.len()).step_by(101))
        .chain(last..last + 60);
    for at in places.chain([journal.len() - 1]) {
        let _ = fs::remove_dir_all(&trial);
        copy(&path, &trial);
        if at % 2 == 0 {
            fs::remove_dir_all(trial.join("index")).expect("removed");
        }
        let mut flipped = journal.clone();
        flipped[at] ^= 1;
        fs::write(trial.join("journal"), flipped).expect("written");
        match Disk::at(&trial).turn() {
            Ok(store) => {
                assert!(at < 60, "{at}: only in its header, a byte may not matter");
                assert_eq!(all(&store), expected, "{at}");
                harmless += 1;
            }
            Err(StoreError::Newer { .. }) => assert!(at < 20),
            // The id of a journal is in its header, and an index knows whose it is.
            Err(StoreError::Foreign { .. }) => assert!(at < 60 && at % 2 == 1),
            Err(fault @ StoreError::Broken { .. }) => {
                assert!(fault.to_string().contains("cadans store export"), "{fault}");
                let saved = Disk::at(&trial).export().expect("what is whole");
                assert!(saved.changes >= 2 && !saved.whole, "{at}");
                said += 1;
            }
            Err(other) => panic!("{at}: {other}"),
        }
    }
    assert!(said > 100 && harmless > 5, "{said} {harmless}");
}

#[test]
fn a_journal_that_is_empty_or_nonsense_is_no_empty_store() {
    let nonsense: &[&[u8]] = &[b"", b"\n", &[0; 4096], b"cadans-store 3", b"hello\nworld\n"];
    for bytes in nonsense {
        let (_kept, path) = folder();
        filled(&path, 1);
        fs::write(path.join("journal"), bytes).expect("written");
        let fault = Disk::at(&path).turn().map(drop).expect_err("broken");
        assert!(matches!(fault, StoreError::Broken { .. }), "{fault}");
    }
}

#[test]
fn a_journal_that_is_missing_is_no_empty_store() {
    let (_kept, path) = folder();
    filled(&path, 1);
    fs::remove_file(path.join("journal")).expect("removed");
    let fault = Disk::at(&path)
        .turn()
        .map(drop)
        .expect_err("missing")
        .to_string();
    assert!(fault.contains("its journal is missing"), "{fault}");
}

#[test]
fn a_line_that_is_missing_is_missed() {
    let (_kept, path) = folder();
    filled(&path, 3);
    let text = fs::read_to_string(path.join("journal")).expect("text");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(2);
    fs::write(path.join("journal"), lines.join("\n") + "\n").expect("written");
    let fault = Disk::at(&path).turn().map(drop).expect_err("broken");
    assert!(matches!(fault, StoreError::Broken { .. }), "{fault}");
}

/// The files of an index.
fn files(path: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    each(&path.join("index"), &mut |file| {
        if file.is_file() {
            files.push(file.strip_prefix(path).expect("within").to_owned());
        }
    });
    files
}

#[test]
fn whatever_befalls_the_index_does_no_harm() {
    let (kept, path) = folder();
    let expected = filled(&path, 12);
    let files = files(&path);
    assert!(files.len() >= 2, "{files:?}");
    let trial = kept.path().join("trial");
    let fresh = seed();
    println!("seed {fresh}");
    let (mut usual, mut other) = (Dice::new(7), Dice::new(fresh));
    for round in 0..90 {
        let dice = if round < 60 { &mut usual } else { &mut other };
        let _ = fs::remove_dir_all(&trial);
        copy(&path, &trial);
        let file = trial.join(&files[round % files.len()]);
        let mut bytes = fs::read(&file).expect("a file");
        let length = bytes.len() as u64;
        match round / files.len() % 6 {
            0 => bytes = vec![0xff; bytes.len()],
            1 => bytes.clear(),
            2 => bytes.truncate(dice.below(length) as usize),
            _ => {
                for _ in 0..40 {
                    // Most of a file of sled is empty; the beginning is not.
                    let most = if dice.below(2) == 0 {
                        length
                    } else {
                        length.min(40_000)
                    };
                    bytes[dice.below(most) as usize] ^= 1 << dice.below(8);
                }
            }
        }
        fs::write(&file, bytes).expect("written");
        let store = Disk::at(&trial).turn().expect("opens");
        assert_eq!(all(&store), expected, "{round} {}", file.display());
    }
}

#[test]
fn a_snapshot_that_a_crash_left_unfinished_does_no_harm() {
    let (_kept, path) = folder();
    let expected = filled(&path, 2);
    let unfinished = path.join("index").join("snap.0000000000000010.generating");
    fs::write(unfinished, "half").expect("written");
    assert_eq!(all(&Disk::at(&path).turn().expect("opens")), expected);
}

#[test]
fn a_folder_without_its_index_has_everything() {
    let (_kept, path) = folder();
    let expected = filled(&path, 2);
    fs::remove_dir_all(path.join("index")).expect("removed");
    assert_eq!(all(&Disk::at(&path).turn().expect("opens")), expected);
}
