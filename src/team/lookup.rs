//! Finding things in a team by their ids, and what follows from one look: ids come in, people,
//! cases and rules go out.

use chrono::NaiveDate;

use super::{Assignment, AssignmentKind, Case, Person, Subject, Team};
use crate::ids::{CaseCode, PersonId, RuleId};
use crate::rules::{Cap, Programme, Rule};

impl Person {
    /// Whether the person is in the team on `day`.
    pub fn in_team(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether the person holds `role`, or, when any of several may fill it, one of those.
    pub fn may_be(&self, programme: &Programme, role: &str) -> bool {
        let any_of = programme
            .roles
            .get(role)
            .map_or(&[][..], |role| &role.any_of);
        self.roles.contains(role) || any_of.iter().any(|other| self.roles.contains(other))
    }
}

impl Assignment {
    /// Whether the assignment holds on `day`.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Case {
    /// The case as a subject of assignments.
    pub fn subject(&self) -> Subject {
        Subject::Case(self.code.clone(), self.programme.clone())
    }
}

impl Subject {
    /// The subject as assignments name it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Case(code, _) => code.as_str(),
            Self::Person(id) => id.as_str(),
            Self::Group(id) => id,
        }
    }
}

impl Team {
    /// The subject segment of series that concern the team as a whole.
    pub const WHOLE: &str = "team";

    /// The person with this id.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == *id)
    }

    /// The case with this code under this programme.
    pub fn case(&self, code: &CaseCode, programme: &str) -> Option<&Case> {
        // Codes are all of a length and differ at the end; this is asked of every meeting.
        let last = code.as_str().bytes().next_back();
        let mut like = self.cases.iter().filter(|case| {
            let own = case.code.as_str().bytes().next_back();
            own == last
        });
        like.find(|case| case.code == *code && case.programme == programme)
    }

    /// The programme with this key.
    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.iter().find(|programme| programme.id == id)
    }

    /// The rule with this id.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.programme(id.programme())?.rule(id.name())
    }

    /// The group with this key.
    pub fn group(&self, id: &str) -> Option<&super::Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The cases of `programme` in care on `day` whose lead in `role` the person is; who only
    /// substitutes or comes second does not carry the case.
    pub fn caseload(
        &self,
        programme: &Programme,
        person: &PersonId,
        role: &str,
        day: NaiveDate,
    ) -> Vec<&Case> {
        let leads = |assignment: &&Assignment| {
            assignment.person == *person
                && assignment.role == role
                && assignment.kind == AssignmentKind::Lead
                && assignment.holds(day)
        };
        self.assignments
            .iter()
            .filter(leads)
            .filter_map(|assignment| match &assignment.subject {
                Subject::Case(code, of) if *of == programme.id => self.case(code, of),
                _ => None,
            })
            .filter(|case| case.in_care(programme, day))
            .collect()
    }

    /// The cap for a person: a part-time contract carries its share, rounded up.
    pub fn most_cases(&self, cap: &Cap, person: &Person) -> u32 {
        let full = u64::from(self.employer.full_time.max(1));
        match person.contract.filter(|_| cap.pro_rata) {
            Some(contract) => (u64::from(cap.cases) * u64::from(contract)).div_ceil(full) as u32,
            None => cap.cases,
        }
    }
}
