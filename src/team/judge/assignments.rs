//! Assignments against each other: one lead at a time, one substitute at a time.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, WholeFault};
use crate::team::{Absence, Assignment, AssignmentKind, Away, Subject, Team};

pub(super) fn judge(team: &Team, faults: &mut Diagnostics) {
    overlaps(team, faults);
    for assignment in &team.assignments {
        outside_contract(team, assignment, faults);
    }
    for absence in &team.absences {
        away_outside_contract(team, absence, faults);
    }
}

/// Two leads (or two substitutes) of one role for one subject at once: nobody could tell who comes.
fn overlaps(team: &Team, faults: &mut Diagnostics) {
    let mut by_seat: BTreeMap<(&Subject, &str, AssignmentKind), Vec<&Assignment>> = BTreeMap::new();
    for assignment in &team.assignments {
        let twice_is_wrong = assignment.kind != AssignmentKind::Second
            && !matches!(assignment.subject, Subject::Group(_));
        // A group has many members and a case may have several seconds; of those only the same
        // person twice is wrong.
        let same = |known: &&&Assignment| twice_is_wrong || known.person == assignment.person;
        let seat = (
            &assignment.subject,
            assignment.role.as_str(),
            assignment.kind,
        );
        let others = by_seat.entry(seat).or_default();
        if let Some(other) = others
            .iter()
            .filter(same)
            .find(|other| overlap(other, assignment))
        {
            if other.person == assignment.person {
                let twice = WholeFault::AssignedTwice {
                    person: team.named_person(&assignment.person),
                    role: team.named_role(&assignment.role),
                    subject: team.named_subject(&assignment.subject),
                };
                faults.report(assignment.span, twice);
                others.push(assignment);
                continue;
            }
            let both = WholeFault::OverlappingAssignments {
                person: team.named_person(&assignment.person),
                role: team.named_role(&assignment.role),
                subject: team.named_subject(&assignment.subject),
                other: team.named_person(&other.person),
            };
            faults.report(assignment.span, both);
        }
        others.push(assignment);
    }
}

fn overlap(one: &Assignment, other: &Assignment) -> bool {
    let before = |a: &Assignment, b: &Assignment| match (a.to, b.from) {
        (Some(to), Some(from)) => to < from,
        _ => false,
    };
    !before(one, other) && !before(other, one)
}

/// An assignment that names days on which the person is not in the team.
fn outside_contract(team: &Team, assignment: &Assignment, faults: &mut Diagnostics) {
    let Some(person) = team.person(&assignment.person) else {
        return;
    };
    let named = [assignment.from, assignment.to].into_iter().flatten();
    if let Some(day) = named.into_iter().find(|day| !person.in_team(*day)) {
        let person = person.named();
        let outside = WholeFault::AssignedOutsideContract { person, day };
        faults.report(assignment.span, outside);
    }
}

fn away_outside_contract(team: &Team, absence: &Absence, faults: &mut Diagnostics) {
    let Away::Person(id) = &absence.who else {
        return;
    };
    let Some(person) = team.person(id) else {
        return;
    };
    let mut ends = [absence.from, absence.to].into_iter();
    if let Some(day) = ends.find(|day| !person.in_team(*day)) {
        let person = person.named();
        let outside = WholeFault::AwayOutsideContract { person, day };
        faults.report(absence.span, outside);
    }
}
