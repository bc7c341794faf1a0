//! The disk: permissions, turns, later versions, what stands in the way.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use cadans::plan::issued;
use cadans::store::{Disk, Notice, Store, StoreError};

use super::folder::{each, folder};
use super::some::*;

fn mode(path: &Path) -> u32 {
    let about = fs::metadata(path).expect("there");
    about.permissions().mode() & 0o777
}

#[test]
fn everything_survives_the_process() {
    let (_kept, path) = folder();
    let mut store = Disk::at(&path).turn().expect("a store");
    let key = store.uid_key().expect("a key");
    let plan = three();
    let revision = store
        .save(&plan, &issued(&plan, &Default::default()))
        .expect("saved");
    let saved = store.latest().expect("read").expect("there");
    let entries = published(None, &saved);
    store.publish(revision, &entries).expect("published");
    drop(store);
    let mut store = Disk::at(&path).turn().expect("the store again");
    assert_eq!(store.uid_key().expect("a key"), key);
    assert_eq!(store.latest().expect("read"), Some(saved));
    assert_eq!(store.published().expect("read"), Some((revision, entries)));
}

#[test]
fn only_its_owner_can_read_it_and_git_leaves_it_alone() {
    let (_kept, path) = folder();
    drop(Disk::at(&path).turn().expect("a store"));
    assert_eq!(mode(&path), 0o700);
    let mut files = 0;
    each(&path, &mut |file| {
        let expected = if file.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(file), expected, "{}", file.display());
        files += 1;
    });
    assert!(files >= 6, "journal, lock, .gitignore, index, its files");
    assert_eq!(
        fs::read_to_string(path.join(".gitignore")).expect("there"),
        "*\n"
    );
}

#[test]
fn somebody_elses_folder_is_left_as_it_is() {
    let (kept, _) = folder();
    fs::write(kept.path().join("notes.txt"), "mine").expect("written");
    drop(Disk::at(kept.path()).turn().expect("a store"));
    assert!(!kept.path().join(".gitignore").exists());
    assert_eq!(mode(&kept.path().join("index")), 0o700);
}

#[test]
fn a_turn_that_does_not_end_is_not_waited_for_for_ever() {
    let (_kept, path) = folder();
    let _held = Disk::at(&path).turn().expect("a turn");
    let disk = Disk::at(&path).patient_for(Duration::from_millis(50));
    let fault = disk.turn().expect_err("in use");
    assert!(matches!(fault, StoreError::Locked { .. }), "{fault}");
    assert!(
        fault.to_string().contains("in use by another process"),
        "{fault}"
    );
}

#[test]
fn who_waits_long_hears_why() {
    let (_kept, path) = folder();
    let held = Disk::at(&path).turn().expect("a turn");
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(1500));
        drop(held);
    });
    let (said, heard) = std::sync::mpsc::channel();
    let said = std::sync::Mutex::new(said);
    let disk = Disk::at(&path).heard_by(move |notice| {
        let said = said.lock().expect("one at a time");
        said.send(notice.clone()).expect("heard");
    });
    assert!(disk.turn().is_ok());
    drop(disk);
    assert_eq!(heard.iter().collect::<Vec<_>>(), [Notice::Waiting]);
    release.join().expect("done");
}

#[test]
fn a_store_in_use_for_a_moment_is_waited_for() {
    let (_kept, path) = folder();
    let held = Disk::at(&path).turn().expect("a store");
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(120));
        drop(held);
    });
    assert!(Disk::at(&path).turn().is_ok());
    release.join().expect("done");
}

#[test]
fn a_later_format_is_refused() {
    let (_kept, path) = folder();
    drop(Disk::at(&path).turn().expect("a store"));
    let journal = path.join("journal");
    let text = fs::read_to_string(&journal).expect("text");
    let later = text.replacen("cadans-store 3 ", "cadans-store 4 ", 1);
    fs::write(&journal, later).expect("written");
    for fault in [
        Disk::at(&path).turn().map(drop).expect_err("later"),
        Disk::at(&path).export().map(drop).expect_err("later"),
    ] {
        let newer = matches!(
            fault,
            StoreError::Newer {
                found: 4,
                known: 3,
                ..
            }
        );
        assert!(newer, "{fault}");
    }
}

#[test]
fn looking_makes_no_store() {
    let (_kept, path) = folder();
    assert!(!Disk::at(&path).is_there().expect("none"));
    assert!(!path.exists());
    drop(Disk::at(&path).turn().expect("a store"));
    assert!(Disk::at(&path).is_there().expect("there"));
}

#[test]
fn a_file_is_no_store() {
    let (kept, _) = folder();
    let file = kept.path().join("file");
    fs::write(&file, "").expect("written");
    for fault in [
        Disk::at(&file).turn().map(drop).expect_err("no folder"),
        Disk::at(&file).is_there().map(drop).expect_err("no folder"),
    ] {
        assert!(matches!(fault, StoreError::NoFolder { .. }), "{fault}");
    }
}

#[test]
fn a_file_in_the_way_is_the_disks_fault() {
    let (kept, _) = folder();
    let file = kept.path().join("file");
    fs::write(&file, "").expect("written");
    let fault = Disk::at(&file.join("store")).turn().expect_err("no folder");
    assert!(matches!(fault, StoreError::Io { .. }), "{fault}");
    assert!(fault.to_string().contains("--store"), "{fault}");
}
