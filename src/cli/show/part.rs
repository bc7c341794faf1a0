//! The part of a plan that concerns a person, a case or a week: a plan and what was asked come in,
//! the same plan with nothing else in it goes out.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::View;
use crate::app::family_of;
use crate::cli::args::ShowArguments;
use crate::ids::{CaseCode, OccurrenceId};
use crate::plan::{LeftOut, Placement, Plan};
use crate::team::{Subject, Team};

/// What was asked for.
struct Part<'a> {
    person: Option<&'a str>,
    /// The cases the person works for.
    theirs: BTreeSet<&'a str>,
    case: Option<&'a str>,
    monday: Option<NaiveDate>,
}

/// The part of a plan that was asked for; `shown` are its meetings.
pub(super) fn of(
    view: &View,
    request: &ShowArguments,
    monday: Option<NaiveDate>,
    shown: &[&Placement],
) -> Plan {
    let person = request.person.as_deref();
    let part = Part {
        person,
        theirs: person.map_or(BTreeSet::new(), |person| cases_of(view.team, person)),
        case: request.case.as_deref(),
        monday,
    };
    let mut plan = Plan {
        placements: shown.iter().map(|each| (*each).clone()).collect(),
        ..view.plan.clone()
    };
    plan.left_out.retain(|one| {
        let names = |person: &str| part.names(one, person);
        part.within(one.window.from, one.window.to)
            && part.of_case(one.case.as_ref())
            && part.person.is_none_or(names)
    });
    plan.duties.retain(|duty| {
        part.within(duty.due, duty.due)
            && part.of_case(duty.case.as_ref())
            && part.person.is_none_or(|person| duty.owner == person)
    });
    plan.stays.retain(|stay| {
        // The last day is the one it is left on.
        part.within(stay.from, stay.to)
            && part.of_case(Some(&stay.case))
            && part.person.is_none_or(|_| part.is_theirs(Some(&stay.case)))
    });
    plan.standing.retain(|row| {
        let code = row.key.series().map(|series| family_of(series.subject()));
        part.case.is_none_or(|own| code == Some(own))
            && part.person.is_none_or(|person| {
                row.key.has(person)
                    || code.is_some_and(|code| code == person || part.theirs.contains(code))
            })
    });
    plan.loads.retain(|load| {
        part.within(load.week, load.week)
            && part.of_case(load.case.as_ref())
            && part
                .person
                .is_none_or(|person| load.people.iter().any(|one| one == person))
    });
    plan
}

impl Part<'_> {
    /// Whether some of these days lie in the week.
    fn within(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.monday
            .is_none_or(|monday| from <= monday + Days::new(6) && monday <= to)
    }

    fn of_case(&self, case: Option<&CaseCode>) -> bool {
        self.case
            .is_none_or(|code| case.is_some_and(|case| case.as_str() == code))
    }

    fn is_theirs(&self, case: Option<&CaseCode>) -> bool {
        case.is_some_and(|case| self.theirs.contains(case.as_str()))
    }

    /// Whether something left out concerns a person: it is about them or one of their cases, or
    /// they stand in its way.
    fn names(&self, one: &LeftOut, person: &str) -> bool {
        subject(&one.id) == Some(person)
            || self.is_theirs(one.case.as_ref())
            || one
                .blocking
                .iter()
                .any(|block| block.who.as_deref() == Some(person))
    }
}

/// The middle of `<rule>/<subject>/<ordinal>`.
fn subject(id: &OccurrenceId) -> Option<&str> {
    id.as_str().split('/').nth(1)
}

fn cases_of<'a>(team: &'a Team, person: &str) -> BTreeSet<&'a str> {
    let theirs = team
        .assignments
        .iter()
        .filter(|one| one.person.as_str() == person);
    theirs
        .filter_map(|one| match &one.subject {
            Subject::Case(code, _) => Some(code.as_str()),
            _ => None,
        })
        .collect()
}
