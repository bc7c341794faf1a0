//! The desk on the command line: a team folder comes in; what was written in the book is said. Also
//! `records`, which reads the book aloud, and `correct`, which takes an entry back.

use std::collections::BTreeSet;
use std::path::Path;

use super::args::{CorrectArguments, RecordsArguments};
use crate::cli::{Context, FINE, print, print_json};
use crate::error::Error;
use crate::pipeline::desk::{self, Line, Minded};
use crate::records::{Act, Entry, withdrawn};
use crate::store::{Store as _, Turn};

/// The desk of a store on the disk.
pub(super) type Desk = desk::Desk<Turn>;

/// Opens the book of a team; it need not have a plan.
pub(super) fn open(context: &Context, folder: &Path) -> Result<Desk, Error> {
    let team = context.team(folder)?;
    let store = context.store(folder, &team)?;
    let lang = context.lang(&team);
    Desk::open(team, store, lang, context.today(), context.now())
}

/// Writes in the book, all or nothing, and says what was written.
pub(super) fn write(context: &Context, mut desk: Desk, lines: Vec<Line>) -> Result<u8, Error> {
    let kept = desk.enter(lines)?;
    tell(context, &desk, &kept, &BTreeSet::new())
}

/// The same for one act that collides with other things, which is said on stderr: the choice stays theirs.
pub(super) fn write_minding(
    context: &Context,
    desk: Desk,
    by: Option<String>,
    (act, mind): Minded,
) -> Result<u8, Error> {
    for text in mind {
        let word = desk.lang.pick("let op", "mind");
        context.warn(&format!("{word}: {}", text.get(desk.lang)));
    }
    write(context, desk, vec![(by, act)])
}

/// Reads entries aloud, and says which of them were taken back.
fn tell(
    context: &Context,
    desk: &Desk,
    entries: &[Entry],
    withdrawn: &BTreeSet<u32>,
) -> Result<u8, Error> {
    if context.json() {
        print_json(&serde_json::json!({ "team": desk.team.id, "entries": entries }))?;
    } else {
        let mut text = String::new();
        for entry in entries {
            text += &desk::entry(desk.lang, desk.team.zone, entry);
            if withdrawn.contains(&entry.number) {
                text += desk.lang.pick(" (ingetrokken)", " (taken back)");
            }
            text.push('\n');
        }
        print(&text)?;
    }
    Ok(FINE)
}

/// Reads the book aloud.
pub(in crate::cli) fn list(context: &Context, request: &RecordsArguments) -> Result<u8, Error> {
    let desk = open(context, &request.team)?;
    let mut entries = desk.store.entries()?;
    let withdrawn = withdrawn(&entries.iter().collect::<Vec<_>>());
    if let Some(subject) = &request.subject {
        entries.retain(|entry| desk::is_about(entry, subject));
    }
    tell(context, &desk, &entries, &withdrawn)
}

/// Takes an entry back.
pub(in crate::cli) fn correct(context: &Context, request: &CorrectArguments) -> Result<u8, Error> {
    let desk = open(context, &request.team)?;
    let by = desk.by(request.by.as_ref())?;
    let known = desk.store.entries()?;
    if !known.iter().any(|entry| entry.number == request.entry) {
        let (number, last) = (request.entry, known.len());
        return Err(desk.fault(
            format!("er is geen regel {number} in het boek; het heeft er {last}"),
            format!("there is no entry {number} in the book; it has {last}"),
        ));
    }
    if withdrawn(&known.iter().collect::<Vec<_>>()).contains(&request.entry) {
        let number = request.entry;
        return Err(desk.fault(
            format!("regel {number} is al ingetrokken"),
            format!("entry {number} was taken back already"),
        ));
    }
    let act = Act::Correct {
        entry: request.entry,
        reason: request.reason.clone(),
    };
    write(context, desk, vec![(by, act)])
}
