//! What can be told before anything is planned: a team and its record book come in; who will be asked for more
//! than they have, and which rules can plan nothing for whom, goes out.

use chrono::{Days, NaiveDate};

use crate::error::Error;
use crate::records::Ledger;
use crate::series::{self, Earlier, Note};
use crate::store::Store;
use crate::team::Team;
use crate::time::Term;

/// Days looked ahead: half a year.
const AHEAD: u64 = 26 * 7 - 1;

/// Who is asked for more than they have within half a year from `today`, whatever is planned.
///
/// # Errors
/// [`Error::Store`].
pub fn foresee(
    team: &Team,
    store: Option<&dyn Store>,
    today: NaiveDate,
) -> Result<Vec<Note>, Error> {
    let entries = store.map_or_else(|| Ok(Vec::new()), |store| store.entries())?;
    let ledger = Ledger::read(&team.held, &entries, team.zone, None);
    let team = team.with(&ledger, today);
    let term = Term {
        from: today,
        to: today.checked_add_days(Days::new(AHEAD)).unwrap_or(today),
    };
    let instance = series::expand(&team, term, today, &Earlier::default(), &[]);
    let mut notes = instance.notes;
    notes.retain(|note| {
        matches!(
            note,
            Note::OverDemand { .. }
                | Note::NoSince { .. }
                | Note::OffThen { .. }
                | Note::NeverFits { .. }
        )
    });
    Ok(notes)
}
