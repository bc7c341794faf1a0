//! The desk on the command line: a team folder comes in; what was written in the book is said.

use std::collections::BTreeSet;
use std::path::Path;

use crate::app::desk::{self, Line, Minded};
use crate::cli::{Context, FINE, print, print_json};
use crate::error::Error;
use crate::records::Entry;
use crate::store::Turn;

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

/// Reads entries formatter, and says which of them were taken back.
pub(super) fn tell(
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
