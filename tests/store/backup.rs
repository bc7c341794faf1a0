//! A copy of a store that is being used opens, is whole, and restores.

use std::fs;

use cadans::store::{Disk, Store as _, StoreError, StoreFinding};

use super::folder::folder;
use super::some::three;

#[test]
fn a_living_store_is_copied_and_the_copy_restores() {
    let (kept, path) = folder();
    let save = || {
        let mut store = Disk::at(&path).turn().expect("a turn");
        store.save(&three(), &Default::default()).expect("saved")
    };
    save();
    std::thread::scope(|scope| {
        scope.spawn(|| (0..20).for_each(|_| assert!(save() > 1)));
        for copy in 0..5 {
            let to = kept.path().join(format!("copy-{copy}"));
            let changes = Disk::at(&path).backup(&to).expect("copied");
            let verdict = Disk::at(&to).verify().expect("looked through");
            assert_eq!((verdict.changes, verdict.revisions), (changes, changes));
            assert!(
                !verdict.findings.iter().any(StoreFinding::is_damage),
                "{verdict:?}"
            );
        }
    });
    let last = kept.path().join("last");
    assert_eq!(Disk::at(&path).backup(&last).expect("copied"), 21);
    fs::remove_dir_all(&path).expect("lost");
    fs::rename(&last, &path).expect("restored");
    assert_eq!(save(), 22);
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
