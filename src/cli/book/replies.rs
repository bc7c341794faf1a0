//! `confirm`, `refuse`, `add`, `pin` and `unpin`: what was said of a meeting before it was held.

use super::args::{AddArguments, MeetingArguments, PinArguments, ReplyArguments};
use super::open::{open, write, write_minding};
use crate::app::record_book::NewAppointment;
use crate::cli::Context;
use crate::error::Error;

/// Those who were asked said yes.
pub(in crate::cli) fn confirm(context: &Context, request: &ReplyArguments) -> Result<u8, Error> {
    let mut book = open(context, &request.team)?;
    let act = book.confirm(&request.occurrence)?;
    let by = book.by(Some(&request.by))?;
    write(context, book, vec![(by, act)])
}

/// Somebody who was asked said no.
pub(in crate::cli) fn refuse(context: &Context, request: &ReplyArguments) -> Result<u8, Error> {
    let mut book = open(context, &request.team)?;
    let act = book.refuse(&request.occurrence, request.reason.clone())?;
    let by = book.by(Some(&request.by))?;
    write(context, book, vec![(by, act)])
}

/// A meeting that planning may not move.
pub(in crate::cli) fn pin(context: &Context, request: &PinArguments) -> Result<u8, Error> {
    let mut book = open(context, &request.meeting.team)?;
    let by = book.by(request.meeting.by.as_ref())?;
    let at = request.at.as_deref();
    let at = at.map(|at| book.open_moment(at)).transpose()?;
    let (act, mind) = book.pin(&request.meeting.occurrence, at)?;
    // Where it stands already nobody chose the time now.
    let sure = request.sure || at.is_none();
    write_minding(context, book, by, (vec![act], mind), sure)
}

/// A meeting that planning may move again.
pub(in crate::cli) fn unpin(context: &Context, request: &MeetingArguments) -> Result<u8, Error> {
    let mut book = open(context, &request.team)?;
    let act = book.unpin(&request.occurrence)?;
    let by = book.by(request.by.as_ref())?;
    write(context, book, vec![(by, act)])
}

/// A meeting agreed outside the plan.
pub(in crate::cli) fn add(context: &Context, request: &AddArguments) -> Result<u8, Error> {
    let book = open(context, &request.team)?;
    let by = book.by(request.by.as_ref())?;
    let asked = NewAppointment {
        rule: &request.rule,
        case: request.case.as_deref(),
        person: request.person.as_deref(),
        group: request.group.as_deref(),
        start: book.open_moment(&request.at)?,
        minutes: request.minutes,
        people: &request.people,
        extra: request.extra,
    };
    let (act, mind) = book.add(&asked)?;
    write_minding(context, book, by, (vec![act], mind), request.sure)
}
