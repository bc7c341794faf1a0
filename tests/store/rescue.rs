//! A journal that is not what its index has followed is refused, and nothing is lost by that: what each
//! of them has is said, saved, and the rest kept aside.

use std::fs;
use std::path::{Path, PathBuf};

use cadans::store::{
    AuditEvent, Audited, Disk, Rescued, Shelf as _, Source, Store as _, StoreError, StoreFinding,
    Turn,
};

use super::folder::{copy, folder};
use super::some::*;

/// A store with some revisions.
fn filled(path: &Path, revisions: usize) -> Vec<u8> {
    let mut store = Disk::at(path).turn().expect("a store");
    store.uid_key().expect("a key");
    for _ in 0..revisions {
        store.save(&three(), &Default::default()).expect("saved");
    }
    drop(store);
    fs::read(path.join("journal")).expect("a journal")
}

fn refused(path: &Path) -> StoreError {
    Disk::at(path).turn().map(drop).expect_err("refused")
}

fn revisions(path: &Path) -> Vec<u32> {
    let store: Turn = Disk::at(path).turn().expect("opens");
    store.revisions().expect("read")
}

fn rescued(path: &Path, from: Source) -> Rescued {
    let rescued = Disk::at(path).rescue(from).expect("saved");
    let verdict = Disk::at(path).verify().expect("looked through");
    assert!(
        !verdict.findings.iter().any(StoreFinding::is_damage),
        "{verdict:?}"
    );
    rescued
}

/// The first lines of a journal.
fn cut(journal: &[u8], lines: usize) -> Vec<u8> {
    journal
        .split_inclusive(|byte| *byte == b'\n')
        .take(1 + lines)
        .flatten()
        .copied()
        .collect()
}

fn copies(from: &Path, kept: &Path, names: [&str; 2]) -> [PathBuf; 2] {
    names.map(|name| {
        let to = kept.join(name);
        copy(from, &to);
        to
    })
}

#[test]
fn a_journal_that_lost_its_last_lines_is_refused_and_the_index_has_them() {
    let (kept, path) = folder();
    let journal = filled(&path, 3);
    // The key and two revisions.
    fs::write(path.join("journal"), cut(&journal, 3)).expect("written");
    for _ in 0..3 {
        let fault = refused(&path);
        let older = matches!(
            fault,
            StoreError::Older {
                index: 4,
                journal: 3,
                ..
            }
        );
        assert!(older, "{fault}");
        assert!(
            fault.to_string().contains("store rescue --from journal"),
            "{fault}"
        );
    }
    let salvage = Disk::at(&path).salvage().expect("looked");
    let [journal, index] = [salvage.journal, salvage.index].map(|side| side.expect("there"));
    assert_eq!(
        (journal.last, journal.revisions, journal.missing),
        (3, 2, 0)
    );
    assert_eq!((index.last, index.revisions), (4, 3));
    assert!(salvage.same);
    let [from_index, from_journal] = copies(&path, kept.path(), ["index", "journal"]);
    rescued(&from_index, Source::Index);
    assert_eq!(revisions(&from_index), [1, 2, 3]);
    let trail = Disk::at(&from_index).trail(|_| true).expect("a trail");
    assert_eq!(
        trail.len(),
        4,
        "what the journal had, and that it was saved"
    );
    assert_eq!(trail[3].what, Audited::Event(AuditEvent::Rescued));
    let done = rescued(&from_journal, Source::Journal);
    assert_eq!(revisions(&from_journal), [1, 2]);
    // What was there is kept, the index too: nothing was decided for good.
    rescued(&done.aside, Source::Index);
    assert_eq!(revisions(&done.aside), [1, 2, 3]);
    assert_eq!(Disk::at(&from_journal).aside(), [done.aside]);
}

#[test]
fn the_journal_of_another_store_is_refused() {
    let (kept, path) = folder();
    filled(&path, 3);
    let other = kept.path().join("other");
    let foreign = filled(&other, 1);
    fs::write(path.join("journal"), foreign).expect("written");
    let fault = refused(&path);
    assert!(matches!(fault, StoreError::Foreign { .. }), "{fault}");
    assert!(!Disk::at(&path).salvage().expect("looked").same);
    let [from_index, from_journal] = copies(&path, kept.path(), ["index", "journal"]);
    rescued(&from_index, Source::Index);
    assert_eq!(revisions(&from_index), [1, 2, 3]);
    assert_eq!(
        Disk::at(&from_index)
            .trail(|_| true)
            .expect("a trail")
            .len(),
        1
    );
    rescued(&from_journal, Source::Journal);
    assert_eq!(revisions(&from_journal), [1]);
}

#[test]
fn an_older_copy_that_was_written_on_is_another_journal() {
    let (_kept, path) = folder();
    let journal = filled(&path, 2);
    let index = path.join("index");
    let aside = path.with_file_name("index");
    fs::rename(&index, &aside).expect("aside");
    fs::write(path.join("journal"), cut(&journal, 2)).expect("written");
    Disk::at(&path)
        .turn()
        .expect("opens")
        .save(
            &plan(vec![placement("p.talk/anna/09", "2027-01-07")]),
            &Default::default(),
        )
        .expect("saved");
    fs::remove_dir_all(&index).expect("removed");
    fs::rename(&aside, &index).expect("back");
    let fault = refused(&path);
    assert!(matches!(fault, StoreError::Foreign { .. }), "{fault}");
}

#[test]
fn a_torn_first_line_and_a_byte_altered_are_saved_from_the_index() {
    let (kept, path) = folder();
    let journal = filled(&path, 3);
    let header = journal
        .iter()
        .position(|byte| *byte == b'\n')
        .expect("lines")
        + 1;
    let mut no_title = journal.clone();
    no_title[3] ^= 1;
    let mut altered = journal.clone();
    altered[header + 80] ^= 1;
    let torn = journal[header / 2..].to_vec();
    for (name, bytes) in [("no-title", no_title), ("altered", altered), ("torn", torn)] {
        let trial = kept.path().join(name);
        copy(&path, &trial);
        fs::write(trial.join("journal"), bytes).expect("written");
        let fault = refused(&trial);
        assert!(
            matches!(fault, StoreError::Broken { .. }),
            "{name}: {fault}"
        );
        let verdict = Disk::at(&trial).verify().expect("looked through");
        assert!(
            verdict.findings.iter().any(StoreFinding::is_damage),
            "{name}"
        );
        rescued(&trial, Source::Index);
        assert_eq!(revisions(&trial), [1, 2, 3], "{name}");
        let key = |path: &Path| {
            Disk::at(path)
                .turn()
                .expect("opens")
                .get("uid-key")
                .expect("read")
        };
        assert_eq!(key(&trial), key(&path), "{name}");
    }
}

#[test]
fn a_journal_that_is_gone_is_saved_from_the_index() {
    let (_kept, path) = folder();
    filled(&path, 2);
    fs::remove_file(path.join("journal")).expect("removed");
    let fault = Disk::at(&path).rescue(Source::Journal).expect_err("gone");
    assert!(matches!(fault, StoreError::NothingToSave { .. }), "{fault}");
    rescued(&path, Source::Index);
    assert_eq!(revisions(&path), [1, 2]);
}

#[test]
fn two_sides_of_a_fork_are_both_kept() {
    let (kept, path) = folder();
    let one = filled(&path, 1);
    let other = kept.path().join("other");
    copy(&path, &other);
    let added = |path: &Path, plan: cadans::plan::Plan| {
        let disk = Disk::at(path);
        disk.turn()
            .expect("opens")
            .save(&plan, &Default::default())
            .expect("saved");
        fs::read(path.join("journal")).expect("a journal")[one.len()..].to_vec()
    };
    let ours = added(&path, three());
    let theirs = added(
        &other,
        plan(vec![placement("p.talk/anna/09", "2027-01-07")]),
    );
    let forked = [one, ours, theirs].concat();
    fs::write(path.join("journal"), forked).expect("written");
    let fault = refused(&path);
    assert!(matches!(fault, StoreError::TwoWriters { .. }), "{fault}");
    assert!(!Disk::at(&path).export().expect("one side").whole);
    assert_eq!(Disk::at(&path).salvage().expect("looked").beside, 1);
    let done = rescued(&path, Source::Journal);
    let second = |path: &Path| {
        let store = Disk::at(path).turn().expect("opens");
        store
            .plan(2)
            .expect("whole")
            .expect("there")
            .placements
            .len()
    };
    assert_eq!(second(&path), 3);
    let beside = done.beside.expect("the other side");
    assert!(Disk::at(&beside).export().expect("exported").whole);
    assert_eq!(second(&beside), 1);
}

#[test]
fn an_index_that_says_something_else_is_found() {
    let (kept, path) = folder();
    filled(&path, 2);
    let index = kept.path().join("index");
    fs::rename(path.join("index"), &index).expect("moved");
    let db = ::sled::Config::new().path(&index).open().expect("an index");
    db.insert("uid-key", &[7; 32]).expect("written");
    drop(db);
    fs::rename(&index, path.join("index")).expect("back");
    let verdict = Disk::at(&path).verify().expect("looked through");
    assert_eq!(verdict.findings, [StoreFinding::Differs { keys: 1 }]);
    rescued(&path, Source::Journal);
}
