//! A full disk: a process may write no file longer than so much. What it acknowledged is there, it says
//! what is wrong, and once there is room it goes on.

use std::path::Path;
use std::process::{Command, Stdio};

use cadans::store::Disk;

use super::folder::folder;
use super::writer::{Said, process};

/// A shell that limits what a program may write, in units of 512 bytes, and lets it hear of it as an
/// error.
const LIMITED: &str = r#"trap '' XFSZ; ulimit -f "$0" && exec "$@""#;

fn limited(store: &Path, blocks: u32) -> Said {
    let inner = process(store, 400);
    let mut shell = Command::new("sh");
    shell.args(["-c", LIMITED, &blocks.to_string()]);
    shell.arg(inner.get_program()).args(inner.get_args());
    for (name, value) in inner.get_envs() {
        shell.env(name, value.expect("set"));
    }
    let output = shell.stderr(Stdio::null()).output().expect("a shell");
    let mut said = Said::default();
    said.hear(&String::from_utf8(output.stdout).expect("text"));
    said
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    // So little that there can be no index; and so much that the journal is the first to be full.
    for blocks in [64, 2100] {
        let (_kept, path) = folder();
        let said = limited(&path, blocks);
        let [fault] = &said.faults[..] else {
            panic!("{blocks} blocks: {said:?}");
        };
        assert!(fault.contains("room on the disk"), "{fault}");
        assert!(said.count() > 2, "{said:?}");
        let (disk, heard) = super::folder::heard(&path);
        said.judge(&disk.turn().expect("opens"), 0);
        assert!(
            heard.lock().expect("heard").is_empty(),
            "nothing was left half"
        );
        assert!(process(&path, 8).status().expect("a process").success());
        said.judge(&Disk::at(&path).turn().expect("opens"), 8);
    }
}
