//! The disk: locks, permissions, damage, later versions, power cuts of a process.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cadans::plan::issued;
use cadans::store::{Batch, Shelf, Sled, Store, StoreError};

use crate::some::*;

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("team").join(".cadans");
    (folder, path)
}

fn mode(path: &Path) -> u32 {
    let about = fs::metadata(path).expect("there");
    about.permissions().mode() & 0o777
}

#[test]
fn everything_survives_the_process() {
    let (_kept, path) = folder();
    let mut store = Sled::open(&path).expect("a store");
    let key = store.uid_key().expect("a key");
    let plan = three();
    let revision = store
        .save(&plan, &issued(&plan, &Default::default()))
        .expect("saved");
    let saved = store.latest().expect("read").expect("there");
    let entries = published(None, &saved);
    store.publish(revision, &entries).expect("published");
    drop(store);
    let mut store = Sled::open(&path).expect("the store again");
    assert_eq!(store.uid_key().expect("a key"), key);
    assert_eq!(store.latest().expect("read"), Some(saved));
    assert_eq!(store.published().expect("read"), Some((revision, entries)));
}

#[test]
fn only_its_owner_can_read_it_and_git_leaves_it_alone() {
    let (_kept, path) = folder();
    drop(Sled::open(&path).expect("a store"));
    assert_eq!(mode(&path), 0o700);
    assert_eq!(mode(&path.join("index")), 0o700);
    assert_eq!(
        fs::read_to_string(path.join(".gitignore")).expect("there"),
        "*\n"
    );
}

#[test]
fn somebody_elses_folder_is_left_as_it_is() {
    let (kept, _) = folder();
    fs::write(kept.path().join("notes.txt"), "mine").expect("written");
    drop(Sled::open(kept.path()).expect("a store"));
    assert!(!kept.path().join(".gitignore").exists());
    assert_eq!(mode(&kept.path().join("index")), 0o700);
}

#[test]
fn a_store_in_use_says_so() {
    let (_kept, path) = folder();
    let _held = Sled::open(&path).expect("a store");
    let fault = Sled::open(&path).expect_err("in use");
    assert!(matches!(fault, StoreError::Locked { .. }), "{fault}");
    assert!(
        fault.to_string().contains("in use by another process"),
        "{fault}"
    );
}

#[test]
fn a_store_in_use_for_a_moment_is_waited_for() {
    let (_kept, path) = folder();
    let held = Sled::open(&path).expect("a store");
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(120));
        drop(held);
    });
    assert!(Sled::open(&path).is_ok());
    release.join().expect("done");
}

#[test]
fn a_later_format_is_refused() {
    let (_kept, path) = folder();
    let mut shelf = Sled::open(&path).expect("a store");
    let mut batch = Batch::default();
    batch.put("format".to_owned(), b"2".to_vec());
    shelf.write(batch).expect("written");
    drop(shelf);
    let fault = Sled::open(&path).expect_err("later");
    assert!(
        matches!(
            fault,
            StoreError::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{fault}"
    );
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let (_kept, path) = folder();
    let mut store = Sled::open(&path).expect("a store");
    store.save(&three(), &Default::default()).expect("saved");
    drop(store);
    fs::write(path.join("index").join("conf"), [0xff; 64]).expect("written");
    let fault = Sled::open(&path).expect_err("damaged");
    assert!(matches!(fault, StoreError::Damaged { .. }), "{fault}");
    assert!(fault.to_string().contains("plan again"), "{fault}");
}

#[test]
fn data_that_is_cut_off_or_overwritten_is_never_read_as_an_empty_store() {
    let nonsense: &[&[u8]] = &[b"", &[0xa5; 4096], &[0; 600_000]];
    for bytes in nonsense {
        let (_kept, path) = folder();
        let mut store = Sled::open(&path).expect("a store");
        store.save(&three(), &Default::default()).expect("saved");
        drop(store);
        fs::write(path.join("index").join("db"), bytes).expect("written");
        let fault = Sled::open(&path).expect_err("damaged");
        assert!(matches!(fault, StoreError::Damaged { .. }), "{fault}");
    }
}

#[test]
fn a_snapshot_that_a_crash_left_unfinished_does_no_harm() {
    let (_kept, path) = folder();
    let mut store = Sled::open(&path).expect("a store");
    store.save(&three(), &Default::default()).expect("saved");
    drop(store);
    let unfinished = path.join("index").join("snap.0000000000000010.generating");
    fs::write(unfinished, "half").expect("written");
    let store = Sled::open(&path).expect("the store again");
    assert_eq!(store.revisions().expect("read"), [1]);
}

#[test]
fn looking_makes_no_store() {
    let (_kept, path) = folder();
    assert!(Sled::open_existing(&path).expect("none").is_none());
    assert!(!path.exists());
    drop(Sled::open(&path).expect("a store"));
    assert!(Sled::open_existing(&path).expect("there").is_some());
}

#[test]
fn a_file_is_no_store() {
    let (kept, _) = folder();
    let file = kept.path().join("file");
    fs::write(&file, "").expect("written");
    for fault in [
        Sled::open(&file).expect_err("no folder"),
        Sled::open_existing(&file).expect_err("no folder"),
    ] {
        assert!(matches!(fault, StoreError::NoFolder { .. }), "{fault}");
    }
}

#[test]
fn a_file_in_the_way_is_the_disks_fault() {
    let (kept, _) = folder();
    let file = kept.path().join("file");
    fs::write(&file, "").expect("written");
    let fault = Sled::open(&file.join("store")).expect_err("no folder");
    assert!(matches!(fault, StoreError::Io { .. }), "{fault}");
    assert!(fault.to_string().contains("--store"), "{fault}");
}
