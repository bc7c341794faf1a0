//! What a team's lists say of days that are still to come: a team and today come in, warnings go out.

use chrono::NaiveDate;

use crate::diagnostic::Diagnostics;
use crate::records::Record;
use crate::team::Team;

/// Warns of meetings that are recorded as held on a day after `today`, at the first of them: nothing
/// counts them before that day.
pub fn judge_ahead(team: &Team, today: NaiveDate, faults: &mut Diagnostics) {
    let ahead = team.held.iter().filter(|record| record.is_ahead(today));
    let count = ahead.clone().count();
    let Some(Record { series, day, .. }) = ahead.min_by_key(|record| record.day) else {
        return;
    };
    if let Some(place) = team.held_at.get(&(series.clone(), *day)) {
        let rest = match count {
            1 => String::new(),
            more => format!("; {} more rows lie after it too", more - 1),
        };
        faults.warning(
            "record-ahead",
            *place,
            format!("{series} was not held on {day}: today is {today}{rest}"),
            "correct the date, or write what is agreed in `agreed.csv`",
        );
    }
}
