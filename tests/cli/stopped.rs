//! `plan` told to stop: the best plan so far is saved, and said to be.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::Place;

/// A plan that takes minutes, told to stop by a signal after a while.
fn stopped(place: &Place, signal: &str) -> (i32, String, Duration) {
    let line = "plan examples/iag-noord --term 2027Q1 --today 2026-12-15 --limit 600";
    let child = Command::new(env!("CARGO_BIN_EXE_cadans"))
        .args(line.split_whitespace())
        .current_dir(place.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the built program");
    std::thread::sleep(Duration::from_secs(4));
    let told = Instant::now();
    let killed = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(killed.is_ok_and(|status| status.success()));
    let ended = child.wait_with_output().expect("an end");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    (ended.status.code().expect("a code"), said, told.elapsed())
}

#[test]
#[cfg(unix)]
fn a_signal_ends_planning_at_once_with_the_best_plan() {
    for signal in ["-INT", "-TERM"] {
        let place = Place::with_examples();
        let (code, said, took) = stopped(&place, signal);
        // As ever: all that is required has its place.
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("gestopt"), "{said}");
        // Far less than the time it had, on a busy machine too.
        assert!(took < Duration::from_secs(120), "{took:?}");
        let shown = place.expect("show examples/iag-noord --format json", 0).out;
        let shown: serde_json::Value = serde_json::from_str(&shown).expect("a plan");
        assert!(shown["counts"]["placed"].as_u64() > Some(1_000), "{shown}");
    }
}
