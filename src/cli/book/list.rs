//! `records`, which reads the book formatter, and `correct`, which takes an entry back.

use super::args::{CorrectArguments, RecordsArguments};
use super::desk::{open, tell, write};
use crate::app::desk;
use crate::cli::Context;
use crate::error::Error;
use crate::records::{Act, withdrawn};
use crate::store::Store as _;

/// Reads the book formatter.
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
