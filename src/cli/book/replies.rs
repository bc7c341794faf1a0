//! `confirm`, `refuse`, `add`, `pin` and `unpin`: what was said of a meeting before it was held.

use super::args::{AddArguments, MeetingArguments, PinArguments, ReplyArguments};
use super::desk::{open, write, write_minding};
use crate::app::desk::Asked;
use crate::cli::Context;
use crate::error::Error;

/// Those who were asked said yes.
pub(in crate::cli) fn confirm(context: &Context, request: &ReplyArguments) -> Result<u8, Error> {
    let mut desk = open(context, &request.team)?;
    let act = desk.confirm(&request.occurrence)?;
    let by = desk.by(Some(&request.by))?;
    write(context, desk, vec![(by, act)])
}

/// Somebody who was asked said no.
pub(in crate::cli) fn refuse(context: &Context, request: &ReplyArguments) -> Result<u8, Error> {
    let mut desk = open(context, &request.team)?;
    let act = desk.refuse(&request.occurrence, request.reason.clone())?;
    let by = desk.by(Some(&request.by))?;
    write(context, desk, vec![(by, act)])
}

/// A meeting that planning may not move.
pub(in crate::cli) fn pin(context: &Context, request: &PinArguments) -> Result<u8, Error> {
    let mut desk = open(context, &request.meeting.team)?;
    let by = desk.by(request.meeting.by.as_ref())?;
    let at = request.at.as_deref();
    let at = at.map(|at| desk.open_moment(at)).transpose()?;
    let minded = desk.pin(&request.meeting.occurrence, at)?;
    write_minding(context, desk, by, minded)
}

/// A meeting that planning may move again.
pub(in crate::cli) fn unpin(context: &Context, request: &MeetingArguments) -> Result<u8, Error> {
    let mut desk = open(context, &request.team)?;
    let act = desk.unpin(&request.occurrence)?;
    let by = desk.by(request.by.as_ref())?;
    write(context, desk, vec![(by, act)])
}

/// A meeting agreed outside the plan.
pub(in crate::cli) fn add(context: &Context, request: &AddArguments) -> Result<u8, Error> {
    let desk = open(context, &request.team)?;
    let by = desk.by(request.by.as_ref())?;
    let asked = Asked {
        rule: &request.rule,
        case: request.case.as_deref(),
        person: request.person.as_deref(),
        group: request.group.as_deref(),
        start: desk.open_moment(&request.at)?,
        minutes: request.minutes,
        people: &request.people,
    };
    let minded = desk.add(&asked)?;
    write_minding(context, desk, by, minded)
}
