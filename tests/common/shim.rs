//! A shim under a program: what is to fail comes in; the program, not started yet, with calls that fail
//! goes out. It is made of `shim.c` by the linker's C compiler when it is first asked for.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

/// Numbers of errors, as Linux has them.
pub const EIO: i32 = 5;
pub const EMFILE: i32 = 24;
pub const ENOSPC: i32 = 28;

/// What fails, of calls on files whose path has `.cadans` in it.
#[derive(Clone, Copy, Debug)]
pub enum Fails {
    /// Nothing.
    Nothing,
    /// The call of this number, with this error.
    Once(usize, i32),
    /// That one and all after it.
    Ever(usize, i32),
    /// No lock keeps anybody out.
    Lock,
    /// Whatever writes.
    Writing,
    /// Whatever makes sure that a journal outlives a power cut.
    Syncing,
    /// Whatever looks into the folder.
    Looking,
    /// Threads beyond so many.
    Threads(u32),
}

/// Puts the shim under a program. `counted` is the file that says in the end how many calls there were.
pub fn shimmed(command: &mut Command, fails: Fails, counted: Option<&Path>) {
    command
        .env("LD_PRELOAD", library())
        .env("SHIM_UNDER", ".cadans");
    if let Some(counted) = counted {
        command.env("SHIM_COUNTED", counted);
    }
    match fails {
        Fails::Nothing => {}
        Fails::Once(number, error) | Fails::Ever(number, error) => {
            command.env("SHIM_FAIL", number.to_string());
            command.env("SHIM_ERRNO", error.to_string());
        }
        Fails::Lock => drop(command.env("SHIM_NO_LOCK", "1")),
        Fails::Writing => drop(command.env("SHIM_READ_ONLY", "1")),
        Fails::Syncing => {
            command.env("SHIM_UNDER", ".cadans/journal");
            command.env("SHIM_NO_SYNC", "1");
        }
        Fails::Looking => drop(command.env("SHIM_DENIED", "1")),
        Fails::Threads(most) => drop(command.env("SHIM_THREADS", most.to_string())),
    }
    if matches!(fails, Fails::Ever(..)) {
        command.env("SHIM_EVER", "1");
    }
}

fn library() -> PathBuf {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let folder = MADE.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/common/shim.c");
        let made = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(folder.path().join("shim.so"))
            .arg(source)
            .arg("-ldl")
            .status();
        assert!(made.expect("a C compiler").success());
        folder
    });
    folder.path().join("shim.so")
}
