//! `explain`: what somebody means by a meeting comes in; why it stands there, or has no place and what would help,
//! goes out. Of a rule, what it asks.

mod json;
mod rule;

use std::time::Duration;

use super::args::ExplainArguments;
use super::{Context, FINE, print, print_json};
use crate::app::record_book::{fell_through, settled};
use crate::app::{self, ExplainRequest, NotFound};
use crate::error::Error;
use crate::language::Text;
use crate::plan::Placement;
use crate::store::{Access as _, AuditEvent};
use crate::team::Team;
use crate::words::Formatter;

/// Explains a meeting. The store is read in one turn, which ends before anything is tried out.
pub(super) fn run(context: &Context, request: &ExplainArguments) -> Result<u8, Error> {
    let limit = Duration::try_from_secs_f64(request.limit).map_err(|_| {
        Error::usage(
            "--limit is een aantal seconden vanaf 0",
            "--limit takes a number of seconds from 0",
        )
    })?;
    let team = context.team(&request.team)?;
    if let Some(meant) = rule::meant(&team, &request.occurrence) {
        return rule::run(context, &team, meant);
    }
    let mut store = context.known_store(&request.team, &team)?;
    let uid = app::record_book::uid_of(&store, &team)?;
    let words = &request.occurrence;
    let asked = ExplainRequest {
        words,
        revision: request.revision,
        now: context.moment(),
    };
    let inquest = app::inquire(&team, &store, &asked, uid)?;
    // A meeting that is meant shows its family.
    let meant = match &inquest {
        Ok(inquest) => inquest.case().cloned(),
        Err(NotFound::Over(meeting) | NotFound::Settled(meeting)) => meeting.case.clone(),
        Err(_) => None,
    };
    context.looked(store.note(AuditEvent::SawMeeting, meant.as_ref()));
    drop(store);
    let not_found = |why| Error::Usage(app::record_book::not_found(words, &why).into());
    let inquest = match inquest {
        Err(NotFound::Over(meeting)) => {
            return over(context, &team, &meeting, &fell_through(&meeting));
        }
        Err(NotFound::Settled(meeting)) => {
            return over(context, &team, &meeting, &settled(&meeting));
        }
        other => other.map_err(not_found)?,
    };
    let explained = inquest.explain(limit);
    let Some(explained) = explained else {
        return Err(not_found(app::NotFound::Unknown(Vec::new())));
    };
    if context.json() {
        print_json(&json::view(&team, &explained))?;
    } else {
        let lang = context.lang(&team);
        print(&app::explanation(
            Formatter::whole(&team, lang),
            &explained,
            true,
        ))?;
        if explained.kept.is_some_and(|kept| kept.lets_go()) {
            let unpin = context.command("unpin", &request.team);
            let free = lang.pick("Zo komt hij weer los", "To let it go");
            print(&format!("  {free}: {unpin} {}\n", explained.explanation.id))?;
        }
    }
    Ok(FINE)
}

/// Of a meeting that fell through there is nothing to explain: it says so.
fn over(context: &Context, team: &Team, meeting: &Placement, said: &Text) -> Result<u8, Error> {
    if context.json() {
        print_json(&json::over(team, meeting))?;
    } else {
        print(&format!("{}\n", said.get(context.lang(team))))?;
    }
    Ok(FINE)
}
