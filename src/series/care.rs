//! A case in care: its phases as days, and the last day that may be planned for it. A case and its
//! programme come in; the day of any point of its care goes out.

use chrono::{Days, NaiveDate};

use crate::rules::Programme;
use crate::team::Case;

/// A case under its programme, with its dates worked out.
#[derive(Clone, Debug)]
pub(super) struct Care<'a> {
    /// The case; its start and end may have moved with its stay.
    pub case: Case,
    /// Its programme.
    pub programme: &'a Programme,
    /// First and last day of each phase.
    phases: Vec<(NaiveDate, NaiveDate)>,
    /// The last day of care as the phases or the case say.
    pub intended: NaiveDate,
    /// The last day that is planned for: care stops where the municipality's decision stops.
    pub last: NaiveDate,
}

impl<'a> Care<'a> {
    /// Works a case's dates out.
    pub fn new(case: Case, programme: &'a Programme) -> Self {
        let intended = case.last_day(programme);
        let decided = case.decision_end.filter(|end| *end >= case.start);
        Self {
            phases: case.phase_days(programme),
            last: decided.map_or(intended, |end| end.min(intended)),
            intended,
            case,
            programme,
        }
    }

    /// The same care, begun on another day: what is anchored on its start follows, the decision
    /// does not.
    pub fn moved_to(&self, start: NaiveDate) -> Self {
        let shift = start - self.case.start;
        let mut case = self.case.clone();
        case.start = start;
        case.end = case.end.and_then(|end| end.checked_add_signed(shift));
        Self::new(case, self.programme)
    }

    /// The day of care nearest to `day`.
    pub fn clamp(&self, day: NaiveDate) -> NaiveDate {
        day.min(self.last).max(self.case.start)
    }

    /// The phase on `day`; the nearest one outside care.
    pub fn phase_on(&self, day: NaiveDate) -> Option<usize> {
        let day = self.clamp(day);
        self.phases
            .iter()
            .position(|(first, last)| *first <= day && day <= *last)
    }

    /// A point of a phase: 0 is its first day, 1 its last. A phase that does not come about has
    /// none.
    pub fn phase_point(&self, phase: usize, at: f64) -> Option<NaiveDate> {
        let (first, last) = *self.phases.get(phase)?;
        let length = u32::try_from((last - first).num_days()).ok()?;
        let days = (f64::from(length) * at.clamp(0.0, 1.0)).round() as u64;
        first.checked_add_days(Days::new(days))
    }
}
