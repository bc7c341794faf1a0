//! A copy of a store that is being used opens, is whole, and restores.

use std::fs;

use cadans::store::{Disk, Store as _, StoreError, StoreFinding};

use super::folder::folder;
use super::some::three;
use super::writer::{Said, process};

#[test]
fn a_living_store_is_copied_and_the_copy_restores() {
    let (kept, path) = folder();
    let mut said = Said::default();
    let mut child = process(&path, 24).spawn().expect("a process");
    let mut copies = 0;
    while child.try_wait().expect("asked").is_none() {
        let to = kept.path().join(format!("copy-{copies}"));
        let disk = Disk::at(&path);
        if !disk.is_there().expect("looked") {
            continue;
        }
        let changes = disk.backup(&to).expect("copied");
        let verdict = Disk::at(&to).verify().expect("looked through");
        assert_eq!(verdict.changes, changes);
        assert!(
            !verdict.findings.iter().any(StoreFinding::is_damage),
            "{verdict:?}"
        );
        copies += 1;
    }
    let mut text = String::new();
    let out = child.stdout.as_mut().expect("its output");
    std::io::Read::read_to_string(out, &mut text).expect("text");
    said.hear(&text);
    assert!(said.faults.is_empty() && copies > 2, "{said:?} {copies}");
    let last = kept.path().join("last");
    Disk::at(&path).backup(&last).expect("copied");
    fs::remove_dir_all(&path).expect("lost");
    fs::rename(&last, &path).expect("restored");
    said.judge(&Disk::at(&path).turn().expect("opens"), 0);
}

#[test]
fn what_would_restore_nothing_is_no_copy() {
    let (kept, path) = folder();
    let disk = Disk::at(&path);
    disk.turn()
        .expect("a store")
        .save(&three(), &Default::default())
        .expect("saved");
    let to = kept.path().join("copy");
    fs::create_dir(&to).expect("a folder");
    fs::write(to.join("mine"), "").expect("written");
    let fault = disk.backup(&to).expect_err("something is there");
    assert!(matches!(fault, StoreError::NotEmpty { .. }), "{fault}");
    fs::remove_file(to.join("mine")).expect("removed");
    let journal = path.join("journal");
    let mut bytes = fs::read(&journal).expect("a journal");
    let at = bytes.len() - 20;
    bytes[at] ^= 1;
    fs::write(&journal, bytes).expect("written");
    assert!(Disk::at(&path).backup(&to).is_err());
    assert!(!Disk::at(&to).is_there().expect("looked"));
}
