//! Every call on a file of the store fails, once or from then on: nothing that was acknowledged is lost,
//! nothing is half there, nobody panics and nobody waits for ever.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use cadans::store::Disk;

use super::folder::{Dice, folder};
use super::writer::{Said, process};
use crate::shim::{EIO, EMFILE, ENOSPC, Fails, shimmed};

/// Turns a process takes: one of each kind.
const TURNS: usize = 8;

/// Which calls are tried besides those drawn: each so many-th.
const STRIDE: usize = 23;

fn run(mut command: Command) -> Output {
    let mut child = command.spawn().expect("a process");
    let since = Instant::now();
    while child.try_wait().expect("asked").is_none() {
        assert!(
            since.elapsed() < Duration::from_secs(120),
            "it waits for ever"
        );
        std::thread::sleep(Duration::from_millis(3));
    }
    child.wait_with_output().expect("ended")
}

#[test]
fn any_call_may_fail_and_nothing_is_lost() {
    let (kept, path) = folder();
    let counted = kept.path().join("counted");
    let mut command = process(&path, TURNS);
    shimmed(&mut command, Fails::Nothing, Some(&counted));
    assert!(run(command).status.success());
    let calls = std::fs::read_to_string(&counted).expect("a number");
    let calls: usize = calls.parse().expect("a number");
    let seed = super::folder::seed();
    println!("{calls} calls, seed {seed}");
    let mut dice = Dice::new(seed);
    let drawn = (0..10).map(|_| 1 + dice.below(calls as u64) as usize);
    let places: Vec<usize> = (1..=calls).step_by(STRIDE).chain(drawn).collect();
    let (mut faults, mut acknowledged) = (0, 0);
    for (turn, at) in places.into_iter().enumerate() {
        let error = [EIO, EMFILE, ENOSPC][turn % 3];
        for fails in [Fails::Once(at, error), Fails::Ever(at, error)] {
            let (_kept, path) = folder();
            let mut command = process(&path, TURNS);
            shimmed(&mut command, fails, None);
            let output = run(command);
            assert!(output.status.success(), "{fails:?}: {output:?}");
            let mut said = Said::default();
            said.hear(&String::from_utf8(output.stdout).expect("text"));
            faults += said.faults.len();
            acknowledged += said.count();
            let store = Disk::at(&path).turn();
            let store = store.unwrap_or_else(|fault| panic!("{fails:?}: {fault}"));
            said.judge(&store, 1);
        }
    }
    println!("{faults} faults said, {acknowledged} acknowledged");
    assert!(faults > 10 && acknowledged > 50, "{faults} {acknowledged}");
}
