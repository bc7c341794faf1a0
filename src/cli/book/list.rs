//! `records`, which reads the book aloud, and `correct`, which takes an entry back.

use super::args::{CorrectArguments, RecordsArguments};
use super::open::{open, tell, tell_mind, write};
use crate::app::record_book;
use crate::cli::Context;
use crate::error::Error;
use crate::records::{Act, withdrawn};
use crate::store::Store as _;

/// Reads the book aloud.
pub(in crate::cli) fn list(context: &Context, request: &RecordsArguments) -> Result<u8, Error> {
    let team = context.team(&request.team)?;
    let mut entries = match context.store_if_there(&request.team, &team)? {
        Some(store) => store.entries()?,
        None => Vec::new(),
    };
    let withdrawn = withdrawn(&entries.iter().collect::<Vec<_>>());
    if let Some(subject) = &request.subject {
        entries.retain(|entry| record_book::is_about(entry, subject));
    }
    tell(context, &team, &entries, &withdrawn)
}

/// Takes an entry back.
pub(in crate::cli) fn correct(context: &Context, request: &CorrectArguments) -> Result<u8, Error> {
    let book = open(context, &request.team)?;
    let by = book.by(request.by.as_ref())?;
    let known = book.store.entries()?;
    if !known.iter().any(|entry| entry.number == request.entry) {
        let (number, last) = (request.entry, known.len());
        return Err(book.fault(
            format!("er is geen regel {number} in het boek; het heeft er {last}"),
            format!("there is no entry {number} in the book; it has {last}"),
        ));
    }
    if withdrawn(&known.iter().collect::<Vec<_>>()).contains(&request.entry) {
        let number = request.entry;
        return Err(book.fault(
            format!("regel {number} is al ingetrokken"),
            format!("entry {number} was taken back already"),
        ));
    }
    let act = Act::Correct {
        entry: request.entry,
        reason: request.reason.clone(),
    };
    tell_mind(context, &book, &book.consequences(&act));
    write(context, book, vec![(by, act)])
}
