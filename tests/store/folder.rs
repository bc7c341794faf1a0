//! Folders to keep stores in, and what is in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use cadans::store::{Disk, Notice};
use tempfile::TempDir;

/// The path of a store that is not there yet, in a folder that lives as long as the first.
pub fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("team").join(".cadans");
    (folder, path)
}

/// Every file and folder within a folder.
pub fn each(folder: &Path, see: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        see(&path);
        if path.is_dir() {
            each(&path, see);
        }
    }
}

/// A folder like another.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).expect("a copy");
        }
    }
}

/// The store in a folder, and what it says.
pub fn heard(path: &Path) -> (Disk, Arc<Mutex<Vec<Notice>>>) {
    let said = Arc::new(Mutex::new(Vec::new()));
    let hear = said.clone();
    let disk = Disk::at(path).heard_by(move |notice| {
        hear.lock().expect("one at a time").push(notice.clone());
    });
    (disk, said)
}

/// What random tests begin with, beside what they always begin with: another one each time unless
/// `CADANS_TEST_SEED` says which. They print it.
pub fn seed() -> u64 {
    let asked = std::env::var("CADANS_TEST_SEED").ok();
    let now = || {
        std::time::UNIX_EPOCH
            .elapsed()
            .map_or(1, |since| since.as_micros() as u64)
    };
    asked.and_then(|text| text.parse().ok()).unwrap_or_else(now)
}

/// Numbers that look random and are the same each time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}
