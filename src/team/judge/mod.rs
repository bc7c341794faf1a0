//! What a team's lists say together: a read team comes in, faults that no single line shows go
//! out. Each check stands in the file of its subject.

mod ahead;
mod assignments;
mod caseload;
mod cases;
mod codes;
mod conditions;
mod groups;
mod hours;
mod lengths;
mod matches;
mod needed;

pub use ahead::judge_ahead;
use chrono::NaiveDate;

use super::Team;
use super::draft::Draft;
use crate::diagnostic::Diagnostics;
use crate::time::Term;

/// Judges the team as a whole. Programmes that could not be loaded are missing from it; what
/// concerns them is passed over, since their own faults are reported already; so is what may be
/// missing only because its row had faults.
pub(super) fn judge(draft: &Draft, faults: &mut Diagnostics) {
    let (team, lost) = (&draft.team, &draft.lost);
    codes::judge(team, faults);
    hours::judge(team, faults);
    assignments::judge(team, faults);
    groups::judge(team, lost, faults);
    cases::judge(team, faults);
    matches::judge(team, lost, faults);
    conditions::judge(draft, faults);
    lengths::judge(team, faults);
    if let Some(ahead) = ahead(team) {
        needed::judge(team, lost, ahead, faults);
        caseload::judge(team, ahead, faults);
    }
}

/// The days that can still be planned: from the last day of which something is recorded, else from
/// the first day of any case, to the last day of any case. What was wrong before it can no longer
/// be mended.
fn ahead(team: &Team) -> Option<Term> {
    let held = team.held.iter().map(|record| record.day).max();
    let from = held.or_else(|| team.cases.iter().map(|case| case.start).min())?;
    let last = |case: &super::Case| Some(case.last_day(team.programme(&case.programme)?));
    let to = team.cases.iter().filter_map(last).max()?;
    (from <= to).then_some(Term { from, to })
}

/// The later of two first days.
fn later(one: NaiveDate, other: Option<NaiveDate>) -> NaiveDate {
    other.map_or(one, |other| one.max(other))
}

/// The earlier of two last days.
fn earlier(one: NaiveDate, other: Option<NaiveDate>) -> NaiveDate {
    other.map_or(one, |other| one.min(other))
}
