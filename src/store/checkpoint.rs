//! What is known of a journal that was looked at whole, so that a process that has read nothing of it yet needs to read
//! no more than what its index has not followed: a file comes in; whether it is as this program left it, and a mark to
//! read on from, go out.
//!
//! The seal is the file's identity, length and time of change, written down beside it whenever all of it is known to be
//! whole. Whoever else changes, cuts or replaces the file breaks it, and then every line is read and judged again. One
//! that is lost, or was written no more before a power cut, costs such a reading and nothing else: it is not synced.

use std::fs::{self, Metadata};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::folder::private_file;
use super::journal::{self, Mark, Text};
use super::sled::Sled;

/// The seal's file in the store's folder.
const NAME: &str = "seal";

/// The seal of a file that looks so; `None` where the system does not say when it was changed.
fn seal(about: &Metadata) -> Option<String> {
    let changed = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let (file, length) = (journal::inode(about), about.len());
    Some(format!("{file} {length} {}\n", changed.as_nanos()))
}

/// Whether the journal of a folder is as this program left it.
pub(super) fn is_sealed(folder: &Path) -> bool {
    let known = fs::read_to_string(folder.join(NAME)).ok();
    let now = fs::metadata(folder.join(journal::NAME)).ok();
    known.is_some() && known == now.as_ref().and_then(seal)
}

/// Writes down what the journal looks like, of which all is known to be whole.
pub(super) fn keep(folder: &Path) {
    let now = fs::metadata(folder.join(journal::NAME)).ok();
    let Some(seal) = now.as_ref().and_then(seal) else {
        return;
    };
    let written = private_file(&folder.join(NAME));
    let _ = written.and_then(|mut file| file.write_all(seal.as_bytes()));
}

/// What stands behind the place that an index has followed, in a journal that is as this program left it; `None` when
/// all of it must be looked at.
pub(super) fn news(folder: &Path, index: &Sled) -> io::Result<Option<Text>> {
    let followed = index.position().ok().flatten();
    let Some(position) = followed.filter(|at| at.end > 0 && is_sealed(folder)) else {
        return Ok(None);
    };
    let mark = Mark {
        end: position.end,
        position,
        file: journal::inode(&fs::metadata(folder.join(journal::NAME))?),
    };
    Ok(Text::since(folder, &mark)?.filter(Text::is_clean))
}
