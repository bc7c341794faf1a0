//! The book on the command line: a team folder comes in; what was written in the book is said.

use std::collections::BTreeSet;
use std::path::Path;

use crate::app::record_book::{self, Consequence, Line};
use crate::cli::{Context, FINE, print, print_json};
use crate::error::Error;
use crate::language::Lang;
use crate::records::{Act, Entry};
use crate::store::Turn;
use crate::team::Team;
use crate::words::Formatter;

/// The book of a store on the disk.
pub(super) type RecordBook = record_book::RecordBook<Turn>;

/// Opens the book of a team; it need not have a plan.
pub(super) fn open(context: &Context, folder: &Path) -> Result<RecordBook, Error> {
    let team = context.team(folder)?;
    let store = context.store(folder, &team)?;
    let lang = context.lang(&team);
    RecordBook::open(&team, store, lang, context.moment(), context.now())
}

/// Writes in the book, all or nothing, and says what was written.
pub(super) fn write(
    context: &Context,
    mut book: RecordBook,
    lines: Vec<Line>,
) -> Result<u8, Error> {
    let kept = book.enter(lines)?;
    tell(context, &book.snapshot.team, &kept, &BTreeSet::new())
}

/// The same for what somebody does that something is to be minded of, which is said on stderr. What cannot be so unless something
/// else is changed first is done only by who says that they are sure; what has passed by nobody.
pub(super) fn write_minding(
    context: &Context,
    book: RecordBook,
    by: Option<String>,
    (acts, mind): (Vec<Act>, Vec<Consequence>),
    sure: bool,
) -> Result<u8, Error> {
    let said = |lang| {
        let team = &book.snapshot.team;
        let forbidding = mind.iter().filter(|one| one.forbids());
        let lines = forbidding.map(|one| one.said(Formatter::whole(team, lang)));
        lines.collect::<Vec<_>>().join("; ")
    };
    if mind
        .iter()
        .any(|one| one.is_final() || (one.forbids() && !sure))
    {
        let way = match mind.iter().any(Consequence::is_final) {
            true => ["kies een ander tijdstip", "choose another time"],
            false => [
                "kies een ander tijdstip, of zeg --sure om het toch te doen",
                "choose another time, or say --sure to do it all the same",
            ],
        };
        return Err(book.fault(
            format!("let op: {}; {}", said(Lang::Nl), way[0]),
            format!("mind: {}; {}", said(Lang::En), way[1]),
        ));
    }
    tell_mind(context, &book, &mind);
    let lines = acts.into_iter().map(|act| (by.clone(), act));
    write(context, book, lines.collect())
}

/// Says what to mind.
pub(super) fn tell_mind(context: &Context, book: &RecordBook, mind: &[Consequence]) {
    let formatter = Formatter::whole(&book.snapshot.team, book.lang);
    for one in mind {
        let word = book.lang.pick("let op", "mind");
        context.warn(&format!("{word}: {}", one.said(formatter)));
    }
}

/// Reads entries aloud, and says which of them were taken back.
pub(super) fn tell(
    context: &Context,
    team: &Team,
    entries: &[Entry],
    withdrawn: &BTreeSet<u32>,
) -> Result<u8, Error> {
    let lang = context.lang(team);
    if context.json() {
        print_json(&serde_json::json!({ "team": team.id, "entries": entries }))?;
    } else {
        let mut text = String::new();
        for entry in entries {
            text += &Formatter::whole(team, lang).entry(entry, true);
            if withdrawn.contains(&entry.number) {
                text += lang.pick(" (ingetrokken)", " (taken back)");
            }
            text.push('\n');
        }
        print(&text)?;
    }
    Ok(FINE)
}
