//! `record --from FILE.csv`: a list comes in; an act for every row goes out, or every fault of every
//! row, each at its place.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{NaiveDate, NaiveTime};

use super::open::RecordBook;
use super::record::state;
use crate::app::record_book::{Fault, Said, Which};
use crate::cli::named_file;
use crate::diagnostic::{self, Diagnostics, Faulty};
use crate::document::{Columns, Row, Word, read_csv};
use crate::error::Error;
use crate::language::{Lang, Text};
use crate::records::Act;

/// The longest list that is read: as long as one of a team.
const MEGABYTES: u64 = 10;

/// Reads the list.
pub(super) fn read(
    book: &mut RecordBook,
    path: &Path,
) -> Result<Vec<(Option<String>, Act)>, Error> {
    let name = path.display().to_string();
    let bytes = named_file::read(path, MEGABYTES)?;
    let Faulty {
        mut sources,
        mut faults,
    } = Faulty::default();
    let columns = Columns {
        required: &["occurrence", "state"],
        optional: &["start", "minutes", "present", "reason", "by", "on"],
        prefixes: &[],
    };
    let sheet = read_csv(&mut sources, name.as_str(), &bytes, &mut faults);
    let sheet = sheet.with(&columns, &mut faults);
    let mut acts = Vec::new();
    let mut told = BTreeSet::new();
    for row in sheet.rows() {
        let Some(said) = said(book, row, &mut faults) else {
            continue;
        };
        if let Which::Planned(planned) = &said.which
            && !told.insert((planned.id.clone(), said.on))
        {
            let twice = Fault {
                column: "occurrence",
                text: Text::new(
                    format!("{} staat al in een eerdere rij", planned.id),
                    format!("{} stands in an earlier row already", planned.id),
                ),
            };
            report(row, &twice, &mut faults);
        }
        match book.judge(said) {
            Ok(act) => acts.push(act),
            Err(wrong) => {
                for fault in wrong {
                    report(row, &fault, &mut faults);
                }
            }
        }
    }
    if faults.has_errors() {
        return Err(Error::Faults(Faulty { faults, sources }));
    }
    if acts.is_empty() {
        return Err(book.fault(
            format!("{name} heeft geen rijen: er is niets vast te leggen"),
            format!("{name} has no rows: there is nothing to record"),
        ));
    }
    Ok(acts)
}

/// A row as somebody would say it; `None` when a cell cannot be read.
fn said(book: &mut RecordBook, row: Row<'_>, faults: &mut Diagnostics) -> Option<Said> {
    let occurrence = row.required("occurrence", faults);
    let word = row.required("state", faults);
    let mut fine = true;
    let mut wrong = |word: &Word, error: &Error| {
        let text = Text::new(error.text(Lang::Nl), error.text(Lang::En));
        faults.report(word.span, diagnostic::Fault::Record(text));
        fine = false;
    };
    let planned = occurrence.and_then(|word| match book.find(&word.text) {
        Ok(planned) => Some(planned),
        Err(error) => {
            wrong(word, &error);
            None
        }
    });
    let state = word.and_then(|word| match state(book, &word.text) {
        Ok(state) => Some(state),
        Err(error) => {
            wrong(word, &error);
            None
        }
    });
    let (day, start) = match row.cell("start") {
        Some(word) => match moment(&word.text) {
            Some(found) => found,
            None => {
                let error = book.fault(
                    "schrijf 09:30, of 2027-02-03 09:30",
                    "write 09:30, or 2027-02-03 09:30",
                );
                wrong(word, &error);
                (None, None)
            }
        },
        None => (None, None),
    };
    let minutes = row.cell("minutes").and_then(|word| {
        let minutes = word
            .text
            .parse()
            .ok()
            .filter(|minutes| (1..=1440).contains(minutes));
        if minutes.is_none() {
            let error = book.fault(
                "schrijf een aantal minuten van 1 tot 1440",
                "write a number of minutes from 1 to 1440",
            );
            wrong(word, &error);
        }
        minutes
    });
    let on = row.cell("on").map(|word| (word, word.date(faults)));
    fine &= on.is_none_or(|(_, day)| day.is_some());
    let text = |column| row.cell(column).map(|word: &Word| word.text.clone());
    let present = row.cell("present").map(|word| {
        let names = word.text.split(|c: char| c.is_whitespace() || c == ',');
        names
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    });
    let by = text("by");
    let (Some(planned), Some(state), true) = (planned, state, fine) else {
        // What can be judged without them is told in the same breath.
        let present: Option<&Vec<String>> = present.as_ref();
        for fault in book.strangers(present.map(Vec::as_slice), by.as_ref()) {
            report(row, &fault, faults);
        }
        return None;
    };
    Some(Said {
        which: Which::Planned(Box::new(planned)),
        state,
        on: on.and_then(|(_, day)| day).or(day),
        start,
        minutes,
        present,
        reason: text("reason"),
        by,
    })
}

fn report(row: Row<'_>, fault: &Fault, faults: &mut Diagnostics) {
    let span = row.cell(fault.column).map_or(row.span(), |cell| cell.span);
    faults.report(span, diagnostic::Fault::Record(fault.text.clone()));
}

/// `09:30`, or `2027-02-03 09:30` (also with a `T`); spreadsheets add seconds.
fn moment(text: &str) -> Option<(Option<NaiveDate>, Option<NaiveTime>)> {
    let text = text.trim().replace('T', " ");
    let (day, clock) = match text.split_once(' ') {
        Some((day, clock)) => (Some(day.parse().ok()?), clock.trim()),
        None => (None, text.as_str()),
    };
    let clock = NaiveTime::parse_from_str(clock, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(clock, "%H:%M:%S"));
    Some((day, Some(clock.ok()?)))
}
