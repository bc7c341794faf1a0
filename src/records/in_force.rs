//! Which standing times are in force: the rows of a plan, the number of the last line it knew and the record book come
//! in; the rows as people have made them since go out.

use chrono::Days;

use super::{Act, ChosenBy, Ledger, Noted, Stamp, StandingChoice, StandingRow, end, put, row_on};

/// Whose word a line without a name is: the role of who leads a team.
const UNSIGNED: &str = "lead";

/// The rows of a plan that knew the lines up to number `since` (0: none), with what was said and taken back since.
pub fn in_force(mut rows: Vec<StandingRow>, since: u32, ledger: &Ledger) -> Vec<StandingRow> {
    for (back, noted) in ledger.standing_taken_back.iter().rev() {
        if number(noted) <= since && since < *back {
            undo(&mut rows, noted, ledger);
        }
    }
    let new = ledger.standing.iter().filter(|noted| since < number(noted));
    for noted in new {
        apply(&mut rows, &noted.what, noted.stamp.as_ref());
    }
    rows
}

fn number(noted: &Noted<Act>) -> u32 {
    noted.stamp.as_ref().map_or(0, |stamp| stamp.number)
}

fn apply(rows: &mut Vec<StandingRow>, act: &Act, stamp: Option<&Stamp>) {
    match act {
        Act::StandingTimes(choice) => put(rows, chosen(choice, stamp)),
        Act::StandingAgree(choice) => {
            let same = rows.iter_mut().find(|row| is_of(row, choice));
            match same {
                Some(row) => {
                    row.agreed = true;
                    row.by = by(stamp);
                }
                None => put(rows, chosen(choice, stamp)),
            }
        }
        Act::StandingFree(freed) => end(rows, &freed.key, freed.from),
        _ => {}
    }
}

fn chosen(choice: &StandingChoice, stamp: Option<&Stamp>) -> StandingRow {
    StandingRow {
        key: choice.key.clone(),
        from: choice.from,
        to: None,
        slots: choice.slots.clone(),
        by: by(stamp),
        agreed: choice.agreed,
    }
}

fn by(stamp: Option<&Stamp>) -> ChosenBy {
    let name = stamp.and_then(|stamp| stamp.by.clone());
    ChosenBy::Person(name.unwrap_or_else(|| UNSIGNED.to_owned()))
}

/// Whether a row says what was chosen or agreed to.
fn is_of(row: &StandingRow, choice: &StandingChoice) -> bool {
    row.key == choice.key && row.from == choice.from && row.slots == choice.slots
}

/// Makes of rows that a line has changed what they were before it, as far as the book and the rows still tell.
fn undo(rows: &mut Vec<StandingRow>, noted: &Noted<Act>, ledger: &Ledger) {
    let of_person = |row: &StandingRow| matches!(row.by, ChosenBy::Person(_));
    match &noted.what {
        Act::StandingTimes(choice) => {
            let own = |row: &StandingRow| is_of(row, choice) && of_person(row);
            let Some(at) = rows.iter().position(own) else {
                return;
            };
            let gone = rows.remove(at);
            // What was in force until then is again.
            let eve = gone.from.checked_sub_days(Days::new(1));
            let mut before = rows.iter_mut().filter(|row| row.key == gone.key);
            if let Some(before) = before.find(|row| row.to.is_some() && row.to == eve) {
                before.to = gone.to;
            }
        }
        Act::StandingAgree(choice) => {
            let own = |row: &&mut StandingRow| is_of(row, choice) && of_person(row);
            if let Some(row) = rows.iter_mut().find(own) {
                (row.agreed, row.by) = (false, ChosenBy::Planner);
            }
        }
        Act::StandingFree(freed) => {
            let said = |one: &&Noted<Act>| one.what.standing() == Some(&freed.key);
            let mut before = ledger.standing.iter().filter(said);
            let Some(last) = before.next_back() else {
                return;
            };
            let stands = row_on(rows, &freed.key, freed.from).is_some_and(of_person);
            if number(last) < number(noted) && !stands {
                apply(rows, &last.what, last.stamp.as_ref());
            }
        }
        _ => {}
    }
}
