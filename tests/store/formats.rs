//! Folders that earlier versions wrote. They are never made anew: a program that cannot read them has
//! lost somebody's calendar.

use std::fs;
use std::path::Path;
use std::time::Duration;

use cadans::ids::SeriesId;
use cadans::plan::Plan;
use cadans::store::{Disk, Store};

use super::folder::{Dice, copy, folder, seed};
use super::some::*;
use super::writer::process;

/// All of them held this: the key, two revisions, the first published.
fn judge(store: &mut impl Store) {
    let key = store.uid_key().expect("a key");
    assert_eq!((key[0], key[1], key[30], key[31]), (208, 19, 23, 115));
    assert_eq!(store.revisions().expect("read"), [1, 2]);
    let first = store.plan(1).expect("whole").expect("there");
    let expected = Plan {
        revision: 1,
        ..three()
    };
    assert_eq!(first, expected);
    let second = store.plan(2).expect("whole").expect("there");
    assert_eq!(second.placements, three().placements[..1]);
    let known = store.published().expect("whole").expect("there");
    assert_eq!(known, (1, published(None, &first)));
    let talks = SeriesId::new("p.talk/K7QX");
    assert_eq!(store.issued().expect("read").get(&talks), Some(&2));
}

#[test]
fn every_format_that_was_ever_written_opens() {
    for format in ["format-1", "format-2", "format-3"] {
        let (_kept, path) = folder();
        let written = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/store")
            .join(format);
        copy(&written, &path);
        let disk = Disk::at(&path);
        assert!(disk.is_there().expect("looked"));
        judge(
            &mut disk
                .turn()
                .unwrap_or_else(|fault| panic!("{format}: {fault}")),
        );
        let title = fs::read_to_string(path.join("journal")).expect("a journal");
        assert!(title.starts_with("cadans-store 3 "), "{format}");
        let revision = {
            let mut store = disk.turn().expect("a turn");
            store.save(&three(), &Default::default()).expect("saved")
        };
        assert_eq!(revision, 3);
    }
}

#[test]
fn a_kill_while_an_older_format_is_taken_over_loses_nothing() {
    let fresh = seed();
    println!("seed {fresh}");
    let (mut usual, mut other) = (Dice::new(1), Dice::new(fresh));
    let mut taken = 0;
    // On a busy machine a process needs longer before it has taken anything over.
    for round in 1..=20 {
        let (_kept, path) = folder();
        let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/format-1");
        copy(&written, &path);
        let mut child = process(&path, 0).spawn().expect("a process");
        let dice = if round % 2 == 0 {
            &mut other
        } else {
            &mut usual
        };
        std::thread::sleep(Duration::from_micros(dice.below(40_000 * round)));
        child.kill().expect("killed");
        child.wait().expect("dead");
        taken += usize::from(path.join("journal").exists());
        judge(&mut Disk::at(&path).turn().expect("opens"));
    }
    assert!(taken > 0, "killed too early");
}

#[test]
fn a_store_of_format_1_can_be_exported() {
    let (kept, path) = folder();
    let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/format-1");
    copy(&written, &path);
    let export = Disk::at(&path).export().expect("exported");
    let other = Disk::at(&kept.path().join("other"));
    other.import(&export.text, "noord").expect("imported");
    judge(&mut other.turn().expect("a turn"));
}

/// Opens an index as that program did. Beside this test others start processes, and such a process
/// keeps the lock of a file that was open here until it runs its own program.
fn opened(index: &Path) -> ::sled::Db {
    let config = ::sled::Config::new().path(index);
    let tries = (0..1000).find_map(|_| match config.open() {
        Ok(index) => Some(index),
        Err(_) => {
            std::thread::sleep(Duration::from_millis(5));
            None
        }
    });
    tries.expect("an index")
}

#[test]
fn a_program_that_knows_no_journal_is_kept_out() {
    let (_kept, path) = folder();
    drop(Disk::at(&path).turn().expect("a store"));
    let mut store = Disk::at(&path).turn().expect("a turn");
    store.uid_key().expect("a key");
    drop(store);
    // It looked for the format under this key, and refuses what it does not know.
    let index = opened(&path.join("index"));
    assert_eq!(
        index.get("format").expect("read").as_deref(),
        Some(&b"3"[..])
    );
}
