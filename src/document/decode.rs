//! Bytes of a file come in, its text goes out, registered in the sources. Files that are too long
//! or not UTF-8 are faults.

use crate::diagnostic::{Diagnostics, FileFault, FileId, FileName, Sources, Span};

/// The longest file that is read, in bytes (10 MB). Loaders that touch the file system ask for the
/// length first; this is the second lock.
pub const MAX_BYTES: usize = 10_000_000;

/// The text of `bytes`, taken into `sources` under `name`. Bytes that are not UTF-8 are reported
/// once, at the first of them, and stand as `�` in the text; a file that is too long is reported
/// and reads as empty.
pub(super) fn decode(
    sources: &mut Sources,
    name: FileName,
    bytes: &[u8],
    faults: &mut Diagnostics,
) -> FileId {
    if bytes.len() > MAX_BYTES {
        let too_long = FileFault::TooLong {
            file: name.clone(),
            megabytes: bytes.len() / 1_000_000,
        };
        faults.report(None, too_long);
        return sources.add(name, "");
    }
    let file = sources.add(name, String::from_utf8_lossy(bytes));
    if let Err(fault) = std::str::from_utf8(bytes) {
        let start = fault.valid_up_to();
        let span = Span {
            file,
            start,
            end: start + char::REPLACEMENT_CHARACTER.len_utf8(),
        };
        faults.report(span, FileFault::NotUtf8 { file });
    }
    file
}

/// The length of a byte-order mark at the start of `text`, which spreadsheets put there.
pub(super) fn mark(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}
