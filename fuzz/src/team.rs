//! The text of `team.toml` comes in, beside the lists that `init` writes.

use std::path::Path;

use cadans::diagnostic::TeamFile;

use super::loaded;

/// One `team.toml`.
pub fn run(data: &[u8]) {
    let mut files = loaded::template();
    files.insert(
        TeamFile::Settings,
        String::from_utf8_lossy(data).into_owned(),
    );
    loaded::load(files, Path::new("/nowhere"));
}
