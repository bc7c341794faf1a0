//! Who reads: a person's rights come in; which cases may be named to them goes out.

use chrono::NaiveDate;

use crate::team::{Subject, Team};

/// What stands in place of a code that a reader may not see.
pub const HIDDEN: &str = "…";

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader<'a> {
    /// Lead, planner, and whoever has the files themselves: everything is named.
    Everyone,
    /// Somebody of the team, by id, on a day: cases they work for and have not handed over are named.
    Own(&'a str, NaiveDate),
    /// Somebody who sees no cases.
    Outside,
}

impl Reader<'_> {
    /// Whether a case may be named to them.
    pub fn sees(self, team: &Team, code: &str) -> bool {
        match self {
            Self::Everyone => true,
            Self::Own(person, today) => has(team, person, code, today),
            Self::Outside => false,
        }
    }
}

/// Whether somebody is assigned to a case, and has not handed it over before a day.
fn has(team: &Team, person: &str, code: &str, today: NaiveDate) -> bool {
    let own = team.assignments.iter();
    own.filter(|one| one.person.as_str() == person)
        .filter(|one| one.to.is_none_or(|last| today <= last))
        .any(|one| matches!(&one.subject, Subject::Case(of, _) if of.as_str() == code))
}

/// Whether somebody is or was assigned to a case.
pub fn works_for(team: &Team, person: &str, code: &str) -> bool {
    let mut own = team
        .assignments
        .iter()
        .filter(|one| one.person.as_str() == person);
    own.any(|one| matches!(&one.subject, Subject::Case(of, _) if of.as_str() == code))
}
