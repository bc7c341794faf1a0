//! Where rule files come from: the team's own folder first, then the set built into the binary.

use std::collections::BTreeSet;

use super::builtin;
use crate::diagnostic::{Diagnostics, FileFault, FileName, Hint, RuleFile, Span, Unreadable};
use crate::language::Text;

/// A folder of rule files that may hide those built in. `name` is a path below `constraints/`,
/// like `own.toml` or `employers/own.toml`.
pub trait Files {
    /// The file, when the folder has it.
    fn read(&self, name: &str) -> Option<Found>;

    /// What stands between `folder` and `ending` in the names of its files, in order; for who misspells one.
    fn ids(&self, folder: &str, ending: &str) -> Vec<String> {
        let _ = (folder, ending);
        Vec::new()
    }
}

/// A file that is there.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its name for people.
    pub shown: String,
    /// Whether it is one of those built in.
    pub builtin: bool,
    /// Its bytes, or why they could not be read.
    pub bytes: Result<Vec<u8>, Unreadable>,
}

/// No folder at all: only what is built in.
#[derive(Clone, Copy, Debug)]
pub struct OnlyBuiltin;

impl Files for OnlyBuiltin {
    fn read(&self, _name: &str) -> Option<Found> {
        None
    }
}

/// The name and the bytes of `<folder><id><ending>`; when there is no such file, or it cannot
/// be read, a fault at `asked` where the file was named.
pub(super) fn open(
    files: &dyn Files,
    folder: &str,
    id: &str,
    ending: &str,
    asked: Span,
    faults: &mut Diagnostics,
) -> Option<(FileName, Vec<u8>)> {
    let name = format!("{folder}{id}{ending}");
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let builtin = || {
        Some(Found {
            shown: format!("constraints/{name}"),
            builtin: true,
            bytes: Ok(builtin::read(&name)?.as_bytes().to_vec()),
        })
    };
    let found = (!id.is_empty() && id.chars().all(plain))
        .then(|| files.read(&name).or_else(builtin))
        .flatten();
    let Some(Found {
        shown,
        builtin,
        bytes,
    }) = found
    else {
        let own = files.ids(folder, ending);
        let mut known: BTreeSet<&str> = own.iter().map(String::as_str).collect();
        for shipped in builtin::ids(folder, ending) {
            known.insert(shipped);
        }
        let hint = Hint::of(id, known);
        let file = RuleFile(name);
        faults.report(asked, FileFault::NoRuleFile { file, hint });
        return None;
    };
    let title = Text::new(format!("regelbestand {id}"), format!("rule file {id}"));
    let file = FileName {
        builtin,
        ..FileName::new(shown, title)
    };
    match bytes {
        Ok(bytes) => Some((file, bytes)),
        Err(why) => {
            faults.report(asked, FileFault::UnreadableRules { file, why });
            None
        }
    }
}
