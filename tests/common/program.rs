//! The built program comes in; a folder to try it in, and what it said, goes out.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A folder of its own with a copy of the examples in it.
pub struct Place {
    folder: TempDir,
}

/// How a command ended.
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    /// An empty folder with `examples/` in it.
    pub fn with_examples() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
        copy(&examples, &folder.path().join("examples"));
        Self { folder }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program with these arguments, in this folder.
    pub fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Ended {
        let output = Command::new(env!("CARGO_BIN_EXE_cadans"))
            .args(arguments)
            .current_dir(self.path())
            .output()
            .expect("the built program");
        Ended {
            code: output.status.code().expect("an exit code"),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a new folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.file_name().to_str() {
            // A store somebody left in the examples is no part of them.
            Some(".cadans") => {}
            _ if entry.path().is_dir() => copy(&entry.path(), &target),
            _ => {
                std::fs::copy(entry.path(), target).expect("a copy");
            }
        }
    }
}
