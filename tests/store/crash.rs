//! A process is killed at any moment, two hundred times and more: what it said was saved is there,
//! and nothing is half there. The moments are the same each time, but for one store.

use std::io::Read as _;
use std::process::Child;
use std::time::Duration;

use cadans::store::{Disk, Store};

use super::folder::{Dice, folder, seed};
use super::writer::{Said, process};

/// Stores, each of which is killed so often.
const STORES: u64 = 14;
const KILLS: usize = 15;

#[test]
fn what_was_acknowledged_survives_any_kill() {
    let mut acknowledged = 0;
    // On a busy machine a process needs longer before it has anything to lose.
    let mut slowness = 1;
    let fresh = seed();
    println!("seed {fresh}");
    for seed in (1..=STORES).chain([fresh]) {
        let (_kept, path) = folder();
        let mut dice = Dice::new(seed);
        let mut said = Said::default();
        let mut key = None;
        for kill in 1..=KILLS {
            let mut child = process(&path, usize::MAX).spawn().expect("a process");
            // Half of them early, when the store is being opened.
            let most = if dice.below(2) == 0 { 25_000 } else { 200_000 };
            std::thread::sleep(Duration::from_micros(dice.below(most * slowness)));
            let before = said.count();
            said.hear(&killed(&mut child));
            if said.count() == before && most > 25_000 {
                slowness = (slowness + 1).min(8);
            }
            let mut store = Disk::at(&path).turn().expect("opens");
            said.judge(&store, kill);
            let known = *key.get_or_insert(store.uid_key().expect("a key"));
            assert_eq!(store.uid_key().expect("a key"), known);
        }
        acknowledged += said.count();
    }
    println!("{acknowledged} acknowledged");
    assert!(acknowledged > 200, "killed too early: {acknowledged}");
}

/// Kills a process; what it said.
fn killed(child: &mut Child) -> String {
    child.kill().expect("killed");
    let mut said = String::new();
    let out = child.stdout.as_mut().expect("its output");
    out.read_to_string(&mut said).expect("text");
    child.wait().expect("dead");
    said
}
