//! Where rule files come from: the team's own folder first, then the set built into the binary.

use super::builtin;
use crate::diagnostic::{Diagnostics, Span};
use crate::document::did_you_mean;

/// A folder of rule files that may hide those built in. `name` is a path below `constraints/`,
/// like `own.toml` or `employers/own.toml`.
pub trait Files {
    /// The file, when the folder has it.
    fn read(&self, name: &str) -> Option<Found>;
}

/// A file that is there.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its name for people.
    pub shown: String,
    /// Its bytes, or why they could not be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// No folder at all: only what is built in.
#[derive(Clone, Copy, Debug)]
pub struct OnlyBuiltin;

impl Files for OnlyBuiltin {
    fn read(&self, _name: &str) -> Option<Found> {
        None
    }
}

/// The shown name and the bytes of `<folder><id><ending>`; when there is no such file, or it cannot
/// be read, a fault at `asked` where the file was named.
pub(super) fn open(
    files: &dyn Files,
    folder: &str,
    id: &str,
    ending: &str,
    asked: Span,
    faults: &mut Diagnostics,
) -> Option<(String, Vec<u8>)> {
    let name = format!("{folder}{id}{ending}");
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let builtin = || {
        Some(Found {
            shown: format!("constraints/{name} (built in)"),
            bytes: Ok(builtin::read(&name)?.as_bytes().to_vec()),
        })
    };
    let found = (!id.is_empty() && id.chars().all(plain))
        .then(|| files.read(&name).or_else(builtin))
        .flatten();
    match found {
        Some(Found {
            shown,
            bytes: Ok(bytes),
        }) => Some((shown, bytes)),
        Some(Found {
            shown,
            bytes: Err(why),
        }) => {
            let help = "make the file readable, or take it away to use the one built in";
            faults.error(
                "unreadable-file",
                asked,
                format!("{shown} cannot be read: {why}"),
                help,
            );
            None
        }
        None => {
            faults.error(
                "unknown-file",
                asked,
                format!("there is no rule file constraints/{name}"),
                did_you_mean(id, builtin::ids(folder, ending)),
            );
            None
        }
    }
}
