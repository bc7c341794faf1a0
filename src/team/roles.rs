//! Who does what for whom on a day: a subject and a role come in, people go out. The one place
//! that knows which assignment beats which.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Assignment, AssignmentKind, Person, Subject, Team};
use crate::ids::PersonId;
use crate::rules::{Programme, RoleKind};

/// The role of who leads a team.
const LEAD: &str = "lead";

impl Team {
    /// Those of whom any one takes `role` for `subject` on `day`; empty when nobody does. The first
    /// step that finds any counts:
    ///
    /// 1. the assignment of the subject itself, a substitute before the lead; nobody when it names
    ///    only people who are not in the team that day;
    /// 2. for a person who holds the role: the person;
    /// 3. for a case: the assignment (as in 1) of somebody who leads the case in another role
    ///    (`anna,<role>,bram`);
    /// 4. for a role any of several may fill: all whom steps 1 to 5 find for one of them;
    /// 5. the only person of the team who holds the role;
    /// 6. for a role any of several may fill: everybody who holds one of them.
    ///
    /// A family's own role has no holders here: the family comes itself.
    pub fn holders(
        &self,
        programme: &Programme,
        subject: &Subject,
        role: &str,
        day: NaiveDate,
    ) -> Vec<&Person> {
        let role_kind = programme.roles.get(role);
        if role_kind.is_some_and(|role| role.kind == RoleKind::Family) {
            return Vec::new();
        }
        let found = self
            .assigned(subject, role, day)
            .or_else(|| self.self_holder(subject, role, day))
            .or_else(|| self.through_leads(subject, role, day));
        if let Some(people) = found {
            return people;
        }
        if let Some(slot) = role_kind.filter(|role| role.kind == RoleKind::Slot) {
            let mut people: Vec<&Person> = Vec::new();
            for role in slot.any_of.iter().filter(|role| !is_slot(programme, role)) {
                for person in self.holders(programme, subject, role, day) {
                    if !people.iter().any(|known| known.id == person.id) {
                        people.push(person);
                    }
                }
            }
            if !people.is_empty() {
                return people;
            }
            return self.all_holding(programme, role, day);
        }
        match self.all_holding(programme, role, day)[..] {
            [only] => vec![only],
            _ => Vec::new(),
        }
    }

    /// Those assigned as a second beside the one who takes `role` for `subject` on `day`.
    pub fn seconds(&self, subject: &Subject, role: &str, day: NaiveDate) -> Vec<&Person> {
        self.assignments_of(subject, role, day)
            .filter(|assignment| assignment.kind == AssignmentKind::Second)
            .filter_map(|assignment| self.present(&assignment.person, day))
            .collect()
    }

    /// Everybody of the team who holds `role` on `day` (for a role any of several may fill: one of
    /// them), in the order of the file.
    pub fn all_holding(&self, programme: &Programme, role: &str, day: NaiveDate) -> Vec<&Person> {
        let holds = |person: &&Person| person.in_team(day) && person.may_be(programme, role);
        self.people.iter().filter(holds).collect()
    }

    /// Those who lead the team on `day`.
    pub fn leads(&self, day: NaiveDate) -> impl Iterator<Item = &Person> {
        let leads = self.people.iter();
        leads.filter(move |person| person.in_team(day) && person.roles.contains(LEAD))
    }

    /// The members of a group on `day` with the role each has in it, in the order of the list.
    pub fn members(&self, group: &str, day: NaiveDate) -> Vec<(&Person, &str)> {
        let of_group = |subject: &Subject| matches!(subject, Subject::Group(id) if id == group);
        self.assignments
            .iter()
            .filter(|assignment| of_group(&assignment.subject) && assignment.holds(day))
            .filter_map(|assignment| {
                let person = self.present(&assignment.person, day)?;
                Some((person, assignment.role.as_str()))
            })
            .collect()
    }

    /// The days after `from`, up to `to`, on which [`Team::holders`], [`Team::seconds`] or
    /// [`Team::members`] of `subject` may change; between two of them they do not.
    pub fn turning_days(
        &self,
        subject: &Subject,
        from: NaiveDate,
        to: NaiveDate,
    ) -> BTreeSet<NaiveDate> {
        let concerns = |assignment: &&Assignment| {
            assignment.subject == *subject
                || matches!(
                    (&assignment.subject, subject),
                    (Subject::Person(_), Subject::Case(..))
                )
        };
        let assigned = self.assignments.iter().filter(concerns);
        let spans = assigned.map(|assignment| (assignment.from, assignment.to));
        let contracts = self
            .people
            .iter()
            .map(|person| (person.since, person.until));
        spans
            .chain(contracts)
            .flat_map(|(first, last)| [first, last.and_then(|last| last.succ_opt())])
            .flatten()
            .filter(|day| from < *day && *day <= to)
            .collect()
    }

    /// Whom the subject's own assignment names: a substitute before the lead. `None` when it has no
    /// assignment that day; empty when all it names have left, which is for people to mend.
    fn assigned(&self, subject: &Subject, role: &str, day: NaiveDate) -> Option<Vec<&Person>> {
        let mut named: Vec<&Assignment> = self
            .assignments_of(subject, role, day)
            .filter(|assignment| assignment.kind != AssignmentKind::Second)
            .collect();
        named.sort_by_key(|assignment| assignment.kind != AssignmentKind::Substitute);
        let mut present = named.iter().filter_map(|a| self.present(&a.person, day));
        (!named.is_empty()).then(|| present.next().into_iter().collect())
    }

    /// A person who holds the role takes it for herself.
    fn self_holder(&self, subject: &Subject, role: &str, day: NaiveDate) -> Option<Vec<&Person>> {
        let Subject::Person(id) = subject else {
            return None;
        };
        let person = self.present(id, day)?;
        person.roles.contains(role).then(|| vec![person])
    }

    /// Who is assigned to somebody who leads the case in another role. The lead counts, not who
    /// substitutes for the lead: a replacement for some weeks brings no other people with it.
    fn through_leads(&self, subject: &Subject, role: &str, day: NaiveDate) -> Option<Vec<&Person>> {
        if !matches!(subject, Subject::Case(..)) {
            return None;
        }
        self.assignments
            .iter()
            .filter(|assignment| assignment.subject == *subject && assignment.role != role)
            .filter(|assignment| assignment.kind == AssignmentKind::Lead && assignment.holds(day))
            .find_map(|lead| self.assigned(&Subject::Person(lead.person.clone()), role, day))
    }

    fn assignments_of(
        &self,
        subject: &Subject,
        role: &str,
        day: NaiveDate,
    ) -> impl Iterator<Item = &Assignment> {
        self.assignments.iter().filter(move |assignment| {
            // Of years of families most of one role are of others: the cheaper to tell comes first.
            assignment.role == role && assignment.holds(day) && assignment.subject == *subject
        })
    }

    fn present(&self, id: &PersonId, day: NaiveDate) -> Option<&Person> {
        self.person(id).filter(|person| person.in_team(day))
    }
}

/// Slots are not followed into slots, so that two that name each other end somewhere.
fn is_slot(programme: &Programme, role: &str) -> bool {
    let role = programme.roles.get(role);
    role.is_some_and(|role| role.kind == RoleKind::Slot)
}
