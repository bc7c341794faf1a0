//! `record`: one meeting, one that was never planned, a whole week, or a list of them.

use clap::ValueEnum as _;

use super::args::{RecordArguments, What};
use super::bulk;
use super::open::{RecordBook, open, write};
use crate::app::record_book::{Line, Said, Which, usage};
use crate::cli::Context;
use crate::cli::show::parse_week;
use crate::error::Error;
use crate::records::State;

/// Records what is said.
pub(in crate::cli) fn run(context: &Context, request: &RecordArguments) -> Result<u8, Error> {
    let mut book = open(context, &request.team)?;
    let acts = if let Some(file) = &request.from {
        bulk::read(&mut book, file)?
    } else if let Some(week) = &request.week {
        whole_week(&book, request, week)?
    } else {
        let said = one(&mut book, request)?;
        vec![book.judge(said).map_err(|faults| usage(&faults))?]
    };
    write(context, book, acts)
}

/// One meeting: `OCCURRENCE STATE`, or `--rule … STATE`.
fn one(book: &mut RecordBook, request: &RecordArguments) -> Result<Said, Error> {
    let (which, word) = match (&request.rule, &request.words[..]) {
        (None, [occurrence, state]) => (Which::Planned(Box::new(book.find(occurrence)?)), state),
        (Some(rule), [state]) => {
            let (case, group) = (request.case.as_deref(), request.group.as_deref());
            let series = book.series(rule, case, request.person.as_deref(), group)?;
            (Which::Unplanned(series), state)
        }
        _ => {
            return Err(book.fault(
                "zeg welke afspraak en wat ervan kwam: OCCURRENCE STATE, of --rule … STATE",
                "say which meeting and what became of it: OCCURRENCE STATE, or --rule … STATE",
            ));
        }
    };
    Ok(said(request, which, state(book, word)?))
}

fn said(request: &RecordArguments, which: Which, state: State) -> Said {
    Said {
        which,
        state,
        on: request.on,
        start: request.start,
        minutes: request.minutes,
        present: request.present.clone(),
        reason: request.reason.clone(),
        by: request.by.clone(),
        lead: false,
    }
}

/// What somebody calls a state.
pub(super) fn state(book: &RecordBook, word: &str) -> Result<State, Error> {
    What::from_str(word, true).map(State::from).map_err(|_| {
        let known = "held, no-show, postponed, cancelled, waived";
        book.fault(
            format!("`{word}` is geen uitkomst; wel {known}"),
            format!("`{word}` is no outcome; there are {known}"),
        )
    })
}

/// Everything that recurs weekly in one person's week, that has passed and is not recorded yet.
/// What is due once is recorded singly.
fn whole_week(
    book: &RecordBook,
    request: &RecordArguments,
    week: &str,
) -> Result<Vec<Line>, Error> {
    let monday = parse_week(week)?;
    let person = request.person.as_deref().unwrap_or_default();
    let [word] = &request.words[..] else {
        return Err(book.fault(
            "zeg wat ervan kwam: record TEAM --week 2027-W05 --person P held",
            "say what became of it: record TEAM --week 2027-W05 --person P held",
        ));
    };
    let state = state(book, word)?;
    let mut acts = Vec::new();
    for meeting in book.unrecorded_week(person, monday) {
        let which = Which::Planned(Box::new(meeting.clone()));
        let act = book.judge(said(request, which, state));
        acts.push(act.map_err(|faults| usage(&faults))?);
    }
    if acts.is_empty() {
        return Err(book.fault(
            format!("in {week} is er voor `{person}` niets wekelijks dat voorbij is en nog niet geregistreerd"),
            format!("in {week} nothing weekly of `{person}` has passed and is not recorded yet"),
        ));
    }
    Ok(acts)
}
