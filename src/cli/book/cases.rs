//! `pause`, `close` and `extend`: what changed for a family's programme.

use super::args::{CaseArguments, CloseArguments, ExtendArguments, PauseArguments};
use super::open::{RecordBook, open, tell_mind, write};
use crate::cli::Context;
use crate::error::Error;
use crate::records::Act;
use crate::team::Case;

/// A programme stands still for some days.
pub(in crate::cli) fn pause(context: &Context, request: &PauseArguments) -> Result<u8, Error> {
    let book = open(context, &request.case.team)?;
    let by = book.by(request.case.by.as_ref())?;
    let reason = request.case.reason.clone();
    let act = book.pause(
        case(&book, &request.case)?,
        request.from,
        request.to,
        reason,
    )?;
    write_telling(context, book, by, act)
}

/// A programme ends on this day.
pub(in crate::cli) fn close(context: &Context, request: &CloseArguments) -> Result<u8, Error> {
    let book = open(context, &request.case.team)?;
    let by = book.by(request.case.by.as_ref())?;
    let reason = request.case.reason.clone();
    let act = book.close(case(&book, &request.case)?, request.on, reason)?;
    write_telling(context, book, by, act)
}

/// A programme goes on until this day.
pub(in crate::cli) fn extend(context: &Context, request: &ExtendArguments) -> Result<u8, Error> {
    let book = open(context, &request.case.team)?;
    let by = book.by(request.case.by.as_ref())?;
    let reason = request.case.reason.clone();
    let case = case(&book, &request.case)?;
    let act = book.extend(case, request.to, request.decision_end, reason)?;
    write_telling(context, book, by, act)
}

/// Says which meetings fall away by it and which stay, and writes it.
fn write_telling(
    context: &Context,
    book: RecordBook,
    by: Option<String>,
    act: Act,
) -> Result<u8, Error> {
    tell_mind(context, &book, &book.consequences(&act));
    write(context, book, vec![(by, act)])
}

fn case<'d>(book: &'d RecordBook, request: &CaseArguments) -> Result<&'d Case, Error> {
    book.case(&request.case, request.programme.as_deref())
}
