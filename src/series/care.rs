//! A case in care: its phases as days, and the last day that may be planned for it. A case and its
//! programme come in; the day of any point of its care goes out.

use chrono::{Days, NaiveDate};

use super::anchors;
use crate::ids::RuleId;
use crate::rules::{Anchor, Demand, Per, Programme, RoleKind, Rule};
use crate::team::Case;

/// Why care has no place for a meeting on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutOfCare {
    /// Care begins on this day only.
    NotBegun(NaiveDate),
    /// The programme stands still.
    Paused,
    /// Care, or the decision it rests on, ended on this day.
    Ended(NaiveDate),
}

/// Whether a rule's meeting belongs to the end of care, so that it is still to be held when that comes sooner.
pub fn is_of_the_end(programme: &Programme, rule: &Rule) -> bool {
    match &rule.demand {
        Demand::Milestone(once) => anchors::is_at_end(programme, once.anchor),
        _ => false,
    }
}

/// Whether something to hand in for a case by a day is still asked for, by its care as it has become. `meets` says
/// whether the meeting it counts from, of this rule, has a place.
pub fn is_still_due(
    programme: &Programme,
    rule: &Rule,
    case: &Case,
    due: NaiveDate,
    meets: impl FnOnce(&RuleId) -> bool,
) -> bool {
    let Demand::Duty(duty) = &rule.demand else {
        return true;
    };
    let care = Care::new(case.clone(), programme);
    match duty.anchor {
        Anchor::Rule(index) => {
            let meeting = programme.rules.get(index).map(|rule| &rule.id);
            due <= care.last || meeting.is_none_or(meets)
        }
        anchor => anchors::is_of_care(programme, &care, anchor, due),
    }
}

/// Whether care keeps a rule's meeting for a case from a day: the one answer for plans, the record book, checks and
/// whoever chooses a time. What a programme holds after care (counted from its end) may still be held as long as it
/// may be late, and what is due after care as it was meant to go (`due`: by when the meeting is) has its own window;
/// `None` too for rules that are not about a case.
pub fn out_of_care(
    programme: &Programme,
    rule: &Rule,
    case: &Case,
    day: NaiveDate,
    due: Option<NaiveDate>,
) -> Option<OutOfCare> {
    if !matches!(rule.per, Per::Case { .. }) {
        return None;
    }
    let last = last(case, programme);
    let once = matches!(rule.demand, Demand::Milestone(_));
    let follows = once && due.is_some_and(|due| due > case.meant_end(programme));
    if !follows && day > latest(programme, rule, case, last) {
        return Some(OutOfCare::Ended(last));
    }
    if day < case.start && !once {
        return Some(OutOfCare::NotBegun(case.start));
    }
    let roles = rule.who.all.iter().chain(&rule.who.any);
    let mut kinds = roles.filter_map(|role| programme.roles.get(role));
    let with_family = kinds.any(|role| role.kind == RoleKind::Family);
    (case.pauses.has(day) && (!once || with_family)).then_some(OutOfCare::Paused)
}

/// The last day that is planned for: care stops where the municipality's decision stops.
fn last(case: &Case, programme: &Programme) -> NaiveDate {
    let intended = case.last_day(programme);
    let decided = case.decision_end.filter(|end| *end >= case.start);
    decided.map_or(intended, |end| end.min(intended))
}

/// The last day on which care that ends on `last` has a place for a rule's meeting.
pub(super) fn latest(
    programme: &Programme,
    rule: &Rule,
    case: &Case,
    last: NaiveDate,
) -> NaiveDate {
    let once = match &rule.demand {
        Demand::Milestone(once) => once,
        Demand::Cadence(rhythm) => {
            let until = rhythm.until;
            return until.map_or(last, |until| until.at_most(case.start, last).max(last));
        }
        _ => return last,
    };
    if !anchors::is_at_end(programme, once.anchor) {
        return last;
    }
    let due = match once.due.before {
        true => 0,
        false => once.due.period.nominal_days(),
    };
    let after = due + once.late_max.nominal_days();
    last.checked_add_days(Days::new(u64::from(after)))
        .unwrap_or(last)
}

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
    /// The same before the record book ended care earlier: what comes back is counted out over it, so that nothing
    /// becomes due in the past because care ends sooner.
    pub foreseen: NaiveDate,
    /// The same as its phases have it, whatever ends it sooner: what is due later was always to come after care.
    pub meant: NaiveDate,
}

impl<'a> Care<'a> {
    /// Works a case's dates out.
    pub fn new(case: Case, programme: &'a Programme) -> Self {
        let last = last(&case, programme);
        let listed = case.listed_ends.map(|(end, decision_end)| {
            let before = Case {
                end,
                decision_end,
                ..case.clone()
            };
            self::last(&before, programme)
        });
        Self {
            phases: case.phase_days(programme),
            foreseen: listed.unwrap_or(last).max(last),
            intended: case.last_day(programme),
            meant: case.meant_end(programme).max(last),
            last,
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

    /// Whether care has a place for a meeting that may be held from a day and is due on another: in care as it is, or
    /// after care as it was meant to go. What lies between falls away with the care that ended sooner.
    pub fn has_place(&self, from: NaiveDate, due: NaiveDate) -> bool {
        from <= self.last || due > self.meant
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
