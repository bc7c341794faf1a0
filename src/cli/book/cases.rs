//! `pause`, `close` and `extend`: what changed for a family's programme.

use super::args::{CaseArguments, CloseArguments, ExtendArguments, PauseArguments};
use super::desk::{Desk, open, write};
use crate::cli::Context;
use crate::error::Error;
use crate::team::Case;

/// A programme stands still for some days.
pub(in crate::cli) fn pause(context: &Context, request: &PauseArguments) -> Result<u8, Error> {
    let desk = open(context, &request.case.team)?;
    let by = desk.by(request.case.by.as_ref())?;
    let reason = request.case.reason.clone();
    let act = desk.pause(
        case(&desk, &request.case)?,
        request.from,
        request.to,
        reason,
    )?;
    write(context, desk, vec![(by, act)])
}

/// A programme ends on this day.
pub(in crate::cli) fn close(context: &Context, request: &CloseArguments) -> Result<u8, Error> {
    let desk = open(context, &request.case.team)?;
    let by = desk.by(request.case.by.as_ref())?;
    let reason = request.case.reason.clone();
    let act = desk.close(case(&desk, &request.case)?, request.on, reason)?;
    write(context, desk, vec![(by, act)])
}

/// A programme goes on until this day.
pub(in crate::cli) fn extend(context: &Context, request: &ExtendArguments) -> Result<u8, Error> {
    let desk = open(context, &request.case.team)?;
    let by = desk.by(request.case.by.as_ref())?;
    let reason = request.case.reason.clone();
    let case = case(&desk, &request.case)?;
    let act = desk.extend(case, request.to, request.decision_end, reason)?;
    write(context, desk, vec![(by, act)])
}

fn case<'d>(desk: &'d Desk, request: &CaseArguments) -> Result<&'d Case, Error> {
    desk.case(&request.case, request.programme.as_deref())
}
