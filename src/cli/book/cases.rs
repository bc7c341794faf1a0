//! `pause`, `close` and `extend`: what changed for a family's programme.

use chrono::{Datelike as _, NaiveDate};

use super::args::{CaseArguments, CloseArguments, ExtendArguments, PauseArguments};
use super::desk::Desk;
use crate::cli::Context;
use crate::error::Error;
use crate::records::{Act, End, Pause};
use crate::team::Case;

/// The last year that a date may have, as in files.
const LAST_YEAR: i32 = 2200;

/// A programme stands still for some days.
pub(in crate::cli) fn pause(context: &Context, request: &PauseArguments) -> Result<u8, Error> {
    let desk = Desk::open(context, &request.case.team)?;
    let by = desk.by(request.case.by.as_ref())?;
    let case = desk.case(&request.case)?;
    if request.from > request.to {
        return Err(desk.fault(
            format!(
                "de onderbreking eindigt ({}) voor ze begint ({})",
                request.to, request.from
            ),
            format!(
                "the pause ends ({}) before it begins ({})",
                request.to, request.from
            ),
        ));
    }
    desk.sensible(request.to)?;
    let reason = request.case.reason.clone();
    let Some(reason) = reason.filter(|reason| !reason.trim().is_empty()) else {
        return Err(desk.fault(
            "een onderbreking vraagt een reden: --reason",
            "a pause needs a reason: --reason",
        ));
    };
    let act = Act::Pause(Pause {
        case: case.code.clone(),
        programme: case.programme.clone(),
        from: request.from,
        to: request.to,
        reason,
    });
    desk.write(vec![(by, act)])
}

/// A programme ends on this day.
pub(in crate::cli) fn close(context: &Context, request: &CloseArguments) -> Result<u8, Error> {
    let desk = Desk::open(context, &request.case.team)?;
    let by = desk.by(request.case.by.as_ref())?;
    let case = desk.case(&request.case)?;
    desk.sensible(request.on)?;
    if request.on < case.start {
        return Err(desk.fault(
            format!("{} begint pas op {}", case.code, case.start),
            format!("{} begins on {} only", case.code, case.start),
        ));
    }
    let act = Act::End(End {
        case: case.code.clone(),
        programme: case.programme.clone(),
        last: request.on,
        decision_end: None,
        reason: request.case.reason.clone(),
    });
    desk.write(vec![(by, act)])
}

/// A programme goes on until this day.
pub(in crate::cli) fn extend(context: &Context, request: &ExtendArguments) -> Result<u8, Error> {
    let desk = Desk::open(context, &request.case.team)?;
    let by = desk.by(request.case.by.as_ref())?;
    let case = desk.case(&request.case)?;
    desk.sensible(request.to.max(request.decision_end.unwrap_or(request.to)))?;
    let ends = request.decision_end.or(case.decision_end);
    if let Some(ends) = ends.filter(|ends| *ends < request.to) {
        return Err(desk.fault(
            format!("de beschikking eindigt op {ends}: noem de nieuwe met --decision-end"),
            format!("the decision ends on {ends}: name the new one with --decision-end"),
        ));
    }
    let act = Act::End(End {
        case: case.code.clone(),
        programme: case.programme.clone(),
        last: request.to,
        decision_end: request.decision_end,
        reason: request.case.reason.clone(),
    });
    desk.write(vec![(by, act)])
}

impl Desk<'_> {
    /// Faults for a day that files may not name either.
    fn sensible(&self, day: NaiveDate) -> Result<(), Error> {
        if day.year() <= LAST_YEAR {
            return Ok(());
        }
        Err(self.fault(
            format!("{day} ligt te ver vooruit: hoogstens {LAST_YEAR}"),
            format!("{day} is too far ahead: {LAST_YEAR} at most"),
        ))
    }

    /// The case that is meant, under its programme.
    fn case(&self, request: &CaseArguments) -> Result<&Case, Error> {
        let wanted = |case: &&Case| {
            let programme = request.programme.as_ref();
            case.code.as_str() == request.case
                && programme.is_none_or(|programme| case.programme == *programme)
        };
        let found: Vec<&Case> = self.team.cases.iter().filter(wanted).collect();
        let code = &request.case;
        match &found[..] {
            [one] => Ok(one),
            [] => Err(self.fault(
                format!("er is geen casus `{code}` in cases.csv"),
                format!("there is no case `{code}` in cases.csv"),
            )),
            many => {
                let known: Vec<&str> = many.iter().map(|case| case.programme.as_str()).collect();
                let known = known.join(", ");
                Err(self.fault(
                    format!("`{code}` is in {known}: noem er een met --programme"),
                    format!("`{code}` is in {known}: name one with --programme"),
                ))
            }
        }
    }
}
