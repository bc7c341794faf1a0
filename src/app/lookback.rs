//! How far back daily work looks: a team and a day come in; the first day whose meetings are read goes out.
//!
//! A store keeps the calendar of all years. What is due, late or to be recorded now asks for that of the families in
//! care, and of what comes back, the last year. So a command takes as long in its tenth year as in its second.

use chrono::{Days, NaiveDate};

use crate::error::Error;
use crate::plan::Plan;
use crate::store::Store;
use crate::team::Team;

/// Days back: more than a year, so that what comes back yearly has its last time among them. A feed begins later.
const BACK: Days = Days::new(400);

/// Days before a family's care in which something may have been held for it already.
const BEFORE_CARE: Days = Days::new(100);

/// A day on which nothing is planned any more.
const NEVER: Option<NaiveDate> = NaiveDate::from_ymd_opt(9999, 12, 31);

/// The first day that counts on a day, for a team with its records ([`Team::with`]): of a family in care until not long
/// before, all of its care.
pub fn since(team: &Team, today: NaiveDate) -> Option<NaiveDate> {
    let back = today.checked_sub_days(BACK)?;
    let lately = team.cases.iter().filter(|case| {
        let programme = team.programme(&case.programme);
        programme.is_none_or(|programme| back <= case.last_day(programme))
    });
    let starts = lately.filter_map(|case| case.start.checked_sub_days(BEFORE_CARE));
    Some(starts.min().map_or(back, |first| first.min(back)))
}

/// The first day that feeds need.
pub fn since_for_feeds(today: NaiveDate) -> Option<NaiveDate> {
    today.checked_sub_days(BACK)
}

/// A plan without its meetings and duties.
pub(super) fn head(store: &dyn Store, revision: u32) -> Result<Option<Plan>, Error> {
    Ok(store.plan_since(revision, NEVER)?)
}
