//! `standing`: the hours of the week that planning keeps to, chosen, freed or agreed to.

use serde::Serialize;

use super::args::StandingArguments;
use super::open::{RecordBook, open, tell_mind, write, write_minding};
use crate::app::record_book::{NewStanding, StandingProposal};
use crate::cli::{Context, FINE, print, print_json};
use crate::error::Error;
use crate::words::Formatter;

/// Words that free them.
const FREE: [&str; 2] = ["free", "vrijgeven"];
/// Words that agree to them.
const AGREE: [&str; 2] = ["agree", "akkoord"];

/// Chooses, frees or agrees.
pub(in crate::cli) fn run(context: &Context, request: &StandingArguments) -> Result<u8, Error> {
    let book = open(context, &request.team)?;
    let by = book.by(request.by.as_ref())?;
    let Some(key) = request.key.as_deref() else {
        return propose(context, book, by, request);
    };
    let times = request.times.join(" ");
    let word = times.trim().to_lowercase();
    let minded = if FREE.contains(&word.as_str()) {
        book.free_standing(key, request.from)?
    } else if AGREE.contains(&word.as_str()) {
        (book.agree_standing(key)?, Vec::new())
    } else {
        book.set_standing(&NewStanding {
            key,
            times: &times,
            from: request.from,
            minutes: request.minutes,
            every: request.every,
            week: request.week,
            agreed: request.agreed,
        })?
    };
    book.may_set_standing(&minded.0, request.by.as_ref())?;
    let (act, mind) = minded;
    write_minding(context, book, by, (vec![act], mind), request.sure)
}

/// The same for programs.
#[derive(Serialize)]
struct Proposed<'a> {
    team: &'a str,
    #[serde(flatten)]
    proposal: &'a StandingProposal,
}

/// Shows a better pattern; whoever accepts it takes it over.
fn propose(
    context: &Context,
    book: RecordBook,
    by: Option<String>,
    request: &StandingArguments,
) -> Result<u8, Error> {
    let proposal = book.propose_standing(request.from)?;
    if !request.accept {
        let team = &book.snapshot.team;
        if context.json() {
            print_json(&Proposed {
                team: &team.id,
                proposal: &proposal,
            })?;
        } else {
            print(&proposal.said(Formatter::whole(team, context.lang(team))))?;
        }
        return Ok(FINE);
    }
    if !request.sure {
        book.may_accept(&proposal)?;
    }
    let acts = proposal.acts();
    for act in &acts {
        book.may_set_standing(act, request.by.as_ref())?;
    }
    tell_mind(context, &book, &proposal.mind);
    write(
        context,
        book,
        acts.into_iter().map(|act| (by.clone(), act)).collect(),
    )
}
