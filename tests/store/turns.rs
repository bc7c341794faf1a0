//! Several processes use one store at the same time: none fails, none loses anything.

use std::collections::BTreeSet;
use std::io::Read as _;

use cadans::store::{Disk, Store};

use super::folder::folder;
use super::writer::{Said, process};

#[test]
fn many_write_and_read_at_once() {
    let (_kept, path) = folder();
    let start = || process(&path, 24).spawn().expect("a process");
    let mut children: Vec<_> = (0..4).map(|_| start()).collect();
    let mut said = Said::default();
    let mut seen = 0;
    // Meanwhile somebody reads, over and over.
    while children
        .iter_mut()
        .any(|child| child.try_wait().expect("asked").is_none())
    {
        let store = Disk::at(&path).turn().expect("a turn");
        let revisions = store.revisions().expect("read").len();
        assert!(revisions >= seen, "a revision is gone");
        seen = revisions;
        drop(store);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    for mut child in children {
        assert!(child.wait().expect("done").success());
        let mut text = String::new();
        let out = child.stdout.as_mut().expect("its output");
        out.read_to_string(&mut text).expect("text");
        said.hear(&text);
    }
    assert!(said.faults.is_empty(), "{:?}", said.faults);
    assert_eq!(said.count(), 4 * 18);
    let numbers: BTreeSet<u32> = said.saved.iter().copied().collect();
    assert_eq!(numbers, (1..=36).collect(), "each number once");
    said.judge(&Disk::at(&path).turn().expect("a turn"), 0);
}

#[test]
fn threads_take_turns_too() {
    let (_kept, path) = folder();
    let disk = Disk::at(&path);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let mut store = disk.turn().expect("a turn");
                    store
                        .save(&super::some::three(), &Default::default())
                        .expect("saved");
                }
            });
        }
    });
    let store = disk.turn().expect("a turn");
    assert_eq!(store.revisions().expect("read").len(), 20);
}
