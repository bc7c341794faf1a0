//! `standing`: the hours of the week that planning keeps to, chosen, freed or agreed to.

use super::args::StandingArguments;
use super::open::{open, write_minding};
use crate::app::record_book::NewStanding;
use crate::cli::Context;
use crate::error::Error;

/// Words that free them.
const FREE: [&str; 2] = ["free", "vrijgeven"];
/// Words that agree to them.
const AGREE: [&str; 2] = ["agree", "akkoord"];

/// Chooses, frees or agrees.
pub(in crate::cli) fn run(context: &Context, request: &StandingArguments) -> Result<u8, Error> {
    let book = open(context, &request.team)?;
    let by = book.by(request.by.as_ref())?;
    let times = request.times.join(" ");
    let word = times.trim().to_lowercase();
    let key = request.key.as_str();
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
