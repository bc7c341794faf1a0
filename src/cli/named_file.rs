//! A file that somebody names on the command line: its path and the most it may hold come in, its bytes go out. What has
//! no end (a device, a pipe) is not read at all, and of what is too long no more than shows that it is.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use crate::error::Error;

/// The bytes of a plain file of at most so many megabytes.
///
/// # Errors
/// [`Error::Usage`] when it is not there, is none, is longer, or cannot be read.
pub(super) fn read(path: &Path, megabytes: u64) -> Result<Vec<u8>, Error> {
    let shown = path.display();
    let unreadable = |cause: std::io::Error| {
        Error::usage(
            format!("{shown} is niet te lezen: {cause}"),
            format!("{shown} cannot be read: {cause}"),
        )
    };
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(Error::usage(
            format!("{shown} is geen gewoon bestand: bewaar eerst als bestand wat erin staat"),
            format!("{shown} is no plain file: save what is in it as a file first"),
        ));
    }
    let most = megabytes * 1_000_000;
    let mut bytes = Vec::new();
    if about.len() <= most {
        let file = File::open(path).map_err(unreadable)?;
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
    }
    if about.len() > most || bytes.len() as u64 > most {
        return Err(Error::usage(
            format!("{shown} is te lang: er wordt niet meer dan {megabytes} MB gelezen"),
            format!("{shown} is too long: no more than {megabytes} MB is read"),
        ));
    }
    Ok(bytes)
}
