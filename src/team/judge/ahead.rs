//! What a team's lists say of days that are still to come: a team and today come in, warnings go out.

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostics, ListFault};
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
        let (meeting, day) = (team.named_series(series), *day);
        let ahead = match count - 1 {
            0 => ListFault::RecordAhead {
                meeting,
                day,
                today,
            },
            more => ListFault::RecordsAhead {
                meeting,
                day,
                today,
                more,
            },
        };
        faults.report(*place, ahead);
    }
}
