//! Machines that refuse: a disk nobody may write to, a folder nobody may look into, no threads, no files.
//! What can be read is read; all else is said, with exit code 6, and nobody is told that there is no plan.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{PLAN, new_team};
use crate::program::{Ended, Place};
use crate::shim::{EIO, EMFILE, Fails, shimmed};

/// Commands that only read.
const READING: [&str; 7] = [
    "show t --today 2026-12-15",
    "diff t",
    "records t",
    "check t --today 2026-12-15",
    "validate t --today 2026-12-15",
    "store export t",
    "store verify t",
];

/// Commands that write.
const WRITING: [&str; 3] = [
    PLAN,
    "publish t --today 2026-12-15",
    "close t kemo3 --on 2027-03-01",
];

fn run(place: &Place, line: &str, fails: Fails) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cadans"));
    command.args(line.split_whitespace()).args(["--lang", "en"]);
    command.current_dir(place.path());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    shimmed(&mut command, fails, None);
    let mut child = command.spawn().expect("the built program");
    let read = |mut from: Box<dyn std::io::Read + Send>| {
        std::thread::spawn(move || {
            let mut text = String::new();
            from.read_to_string(&mut text).expect("text");
            text
        })
    };
    let out = read(Box::new(child.stdout.take().expect("its output")));
    let err = read(Box::new(child.stderr.take().expect("its messages")));
    let since = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("asked") {
            break status;
        }
        assert!(
            since.elapsed() < Duration::from_secs(180),
            "{line}: it waits for ever"
        );
        std::thread::sleep(Duration::from_millis(5));
    };
    Ended {
        code: status.code().expect("an exit code"),
        out: out.join().expect("read"),
        err: err.join().expect("read"),
    }
}

/// The bytes of all files of a store.
fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => all.extend(bytes(&path)),
            false => all.push((path.display().to_string(), fs::read(&path).expect("a file"))),
        }
    }
    all.sort();
    all
}

fn planned() -> Place {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    place.expect(PLAN, 0);
    place
}

/// What a command says, but for what tells how often it was looked at before.
fn kept(line: &str, out: &str) -> String {
    let looked =
        |one: &&str| !one.contains("\"changes\":[]") && !one.starts_with("{\"cadans\":\"store\"");
    let lines: Vec<&str> = out.lines().filter(looked).collect();
    let text = lines.join("\n");
    match line.starts_with("store verify") {
        true => text.replace(|c: char| c.is_ascii_digit(), ""),
        false => text,
    }
}

#[test]
fn a_disk_that_nobody_may_write_to_is_read() {
    let place = planned();
    let store = place.path().join("t/.cadans");
    let usual: Vec<_> = READING
        .iter()
        .map(|line| run(&place, line, Fails::Nothing))
        .collect();
    let before = bytes(&store);
    for (line, usual) in READING.iter().zip(&usual) {
        let ended = run(&place, line, Fails::Writing);
        assert_eq!(ended.code, usual.code, "{line}\n{}", ended.err);
        assert_eq!(kept(line, &ended.out), kept(line, &usual.out), "{line}");
    }
    for line in WRITING {
        let ended = run(&place, line, Fails::Writing);
        assert_eq!(ended.code, 6, "{line}\n{}", ended.err);
        assert!(ended.err.contains("permissions"), "{line}\n{}", ended.err);
    }
    assert_eq!(bytes(&store), before);
    // A copy that never had a lock, and whose last change was never written whole.
    fs::remove_file(store.join("lock")).expect("removed");
    let journal = store.join("journal");
    let torn = [fs::read(&journal).expect("read"), b"9 12".to_vec()].concat();
    fs::write(&journal, torn).expect("written");
    let ended = run(&place, READING[0], Fails::Writing);
    assert_eq!(
        (ended.code, &ended.out),
        (0, &usual[0].out),
        "{}",
        ended.err
    );
}

#[test]
fn a_folder_that_nobody_may_look_into_is_no_empty_one() {
    let place = planned();
    let more = [
        "store rescue t",
        "store backup t copy",
        "feeds t --out feeds",
    ];
    for line in READING.iter().chain(&WRITING).chain(&more) {
        let ended = run(&place, line, Fails::Looking);
        assert_eq!(ended.code, 6, "{line}\n{}{}", ended.out, ended.err);
        assert!(ended.err.contains("denied"), "{line}\n{}", ended.err);
        assert!(!ended.err.contains("no plan yet"), "{line}\n{}", ended.err);
    }
}

#[test]
fn a_machine_without_threads_does_without_the_index() {
    let place = planned();
    // With one thread sled begins, and waits for ever for more.
    let hangs = [(READING[0], 1), (READING[6], 1)];
    for (line, threads) in READING.map(|line| (line, 0)).into_iter().chain(hangs) {
        let usual = run(&place, line, Fails::Nothing);
        let ended = run(&place, line, Fails::Threads(threads));
        assert_eq!(ended.code, usual.code, "{line} {threads}\n{}", ended.err);
        // The index is left out of what `verify` looks at, and it says so.
        let (said, usual) = (kept(line, &ended.out), kept(line, &usual.out));
        assert!(said.starts_with(&usual), "{line} {threads}");
        assert!(!ended.err.contains("panicked"), "{line}\n{}", ended.err);
        let is_told = ended.err.contains("does not answer");
        assert!(
            threads == 0 || is_told || line == READING[6],
            "{line}\n{}",
            ended.err
        );
    }
    let before = fs::read(place.path().join("t/.cadans/journal")).expect("a journal");
    let ended = run(&place, WRITING[1], Fails::Threads(1));
    assert_eq!(ended.code, 0, "{}", ended.err);
    let after = fs::read(place.path().join("t/.cadans/journal")).expect("a journal");
    assert!(after.len() > before.len());
    place.expect("store verify t", 0);
}

#[test]
fn a_server_without_threads_says_so() {
    let place = planned();
    for threads in 0..3 {
        let ended = run(
            &place,
            "serve t --listen 127.0.0.1:0",
            Fails::Threads(threads),
        );
        assert_eq!(ended.code, 6, "{threads}\n{}", ended.err);
        assert!(ended.err.contains("no thread to spare"), "{}", ended.err);
        assert!(!ended.err.contains("panicked"), "{}", ended.err);
    }
}

#[test]
fn a_command_whose_disk_fails_ends_with_6_or_as_ever() {
    let place = planned();
    let store = place.path().join("t/.cadans");
    let kept = bytes(&store);
    for line in [
        "show t --today 2026-12-15",
        "check t --today 2026-12-15",
        "publish t --today 2026-12-15",
    ] {
        let usual = run(&place, line, Fails::Nothing).code;
        for at in (1..60).step_by(7) {
            for fails in [Fails::Once(at, EIO), Fails::Ever(at, EMFILE)] {
                for (path, bytes) in &kept {
                    fs::write(path, bytes).expect("as it was");
                }
                let ended = run(&place, line, fails);
                assert!(
                    [usual, 6].contains(&ended.code),
                    "{line} {fails:?}\n{}",
                    ended.err
                );
                for word in ["panicked", "no plan yet"] {
                    assert!(!ended.err.contains(word), "{line} {fails:?}\n{}", ended.err);
                }
            }
        }
    }
}

#[test]
fn what_a_killed_command_wrote_is_synced_before_anybody_relies_on_it() {
    let place = planned();
    let store = place.path().join("t/.cadans");
    let index = place.path().join("index");
    let show = READING[0];
    let usual = run(&place, show, Fails::Syncing);
    assert_eq!(usual.code, 0, "there is nothing to sync\n{}", usual.err);
    // As if killed between the line and its index: nobody has said that it is on the disk.
    fs::rename(store.join("index"), &index).expect("aside");
    place.expect("publish t --today 2026-12-15", 0);
    fs::remove_dir_all(store.join("index")).expect("removed");
    fs::rename(&index, store.join("index")).expect("back");
    let ended = run(&place, show, Fails::Syncing);
    assert_eq!(ended.code, 6, "{}", ended.out);
    assert_eq!(run(&place, show, Fails::Nothing).code, 0);
}
