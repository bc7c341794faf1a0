//! A power cut on a disk that writes sectors in any order: of what was not synced yet some sectors are there and others
//! are not, of the journal, of every file of the index and of what else lies beside them. What was acknowledged before
//! is there, and the last batch is there whole or not at all.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use cadans::plan::issued;
use cadans::store::{AuditEvent, Batch, Disk, Shelf as _, Store as _};

use super::folder::{Dice, copy, each, folder, seed};
use super::writer::long;

/// Bytes that a disk writes at once.
const SECTOR: usize = 512;

/// Cuts for each seed.
const CUTS: usize = 60;

/// What came to the disk of a file that was `before` and was to become `after`: of its length one of both or something
/// between, of its sectors some; a hole where one is not.
fn written(before: &[u8], after: &[u8], dice: &mut Dice) -> Vec<u8> {
    let (least, most) = (before.len().min(after.len()), before.len().max(after.len()));
    let length = match dice.below(4) {
        0 => before.len(),
        1 => least + dice.below((most - least + 1) as u64) as usize,
        _ => after.len(),
    };
    let odds = 1 + dice.below(8);
    let mut file = before.to_vec();
    file.resize(length, 0);
    for at in (0..length).step_by(SECTOR) {
        let end = (at + SECTOR).min(length).min(after.len());
        if at < end && dice.below(8) < odds {
            file[at..end].copy_from_slice(&after[at..end]);
        }
    }
    file
}

/// The files of a folder by their path in it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    each(folder, &mut |path| {
        if path.is_file() {
            let name = path.strip_prefix(folder).expect("inside");
            all.push((name.display().to_string(), fs::read(path).expect("a file")));
        }
    });
    all
}

/// A store as a cut leaves it between two states: while its journal is written, or behind that, when the journal is
/// synced and the index follows.
fn cut(before: &Path, after: &Path, trial: &Path, dice: &mut Dice) {
    let _ = fs::remove_dir_all(trial);
    copy(before, trial);
    let old = files(before);
    let synced = dice.below(2) == 0;
    for (name, new) in files(after) {
        if name != "journal" && !synced {
            continue;
        }
        let old = old.iter().find(|(known, _)| *known == name);
        let old = old.map_or(&[][..], |(_, bytes)| bytes);
        // A file whose name is not on the disk yet.
        if old.is_empty() && dice.below(3) == 0 {
            continue;
        }
        let file = match name == "journal" {
            true if synced => new,
            true => {
                let tail = written(&[], &new[old.len()..], dice);
                [old, &tail].concat()
            }
            false => written(old, &new, dice),
        };
        fs::write(trial.join(name), file).expect("written");
    }
    if dice.below(4) == 0 {
        fs::remove_dir_all(trial.join("index")).expect("removed");
    }
    // The seal came to the disk, and says that all is as it was left.
    if dice.below(2) == 0 {
        let about = fs::metadata(trial.join("journal")).expect("there");
        let nanos = about.mtime() * 1_000_000_000 + about.mtime_nsec();
        let seal = format!("{} {} {nanos}\n", about.ino(), about.len());
        fs::write(trial.join("seal"), seal).expect("written");
    }
}

#[test]
fn sectors_in_any_order_lose_nothing_that_was_acknowledged() {
    let (kept, path) = folder();
    let [before, after] = ["before", "after"].map(|name| kept.path().join(name));
    let plan = long(1);
    let mut store = Disk::at(&path).turn().expect("a store");
    store
        .save(&plan, &issued(&plan, &Default::default()))
        .expect("saved");
    drop(store);
    copy(&path, &before);
    let first = Disk::at(&path)
        .turn()
        .expect("a turn")
        .scan("")
        .expect("read");
    let mut batch = Batch::new(AuditEvent::Recorded { entry: 1, lines: 1 });
    for number in 0..60 {
        batch.put(
            format!("record/{number}"),
            format!("{{\"of\":\"{number:0200}\"}}").into_bytes(),
        );
    }
    let mut store = Disk::at(&path).turn().expect("a store");
    store.write(batch).expect("written");
    drop(store);
    copy(&path, &after);
    let second = Disk::at(&path)
        .turn()
        .expect("a turn")
        .scan("")
        .expect("read");
    let grown = fs::read(after.join("journal")).expect("read").len()
        - fs::read(before.join("journal")).expect("read").len();
    assert!(grown > 4 * SECTOR, "nothing to reorder: {grown}");
    let trial = kept.path().join("trial");
    let (mut lost, mut whole) = (0, 0);
    for seed in [1, 2, 3, seed()] {
        println!("seed {seed}");
        let mut dice = Dice::new(seed);
        for number in 0..CUTS {
            cut(&before, &after, &trial, &mut dice);
            let turn = Disk::at(&trial).turn();
            let turn = turn.unwrap_or_else(|fault| panic!("seed {seed}, cut {number}: {fault}"));
            let found = turn.scan("").expect("read");
            match found.len() == second.len() {
                true => whole += usize::from(found == second),
                false => lost += usize::from(found == first),
            }
            assert!(
                found == first || found == second,
                "seed {seed}, cut {number}"
            );
            drop(turn);
            // The next command finds the same, and writes on.
            let mut again = Disk::at(&trial).turn().expect("opens again");
            assert_eq!(
                again.scan("").expect("read"),
                found,
                "seed {seed}, cut {number}"
            );
            again.uid_key().expect("a key");
        }
    }
    println!("{lost} cuts took the last batch, {whole} left it");
    assert!(lost > 0 && whole > 0, "{lost} {whole}");
}
