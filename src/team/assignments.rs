//! `assignments.csv` and `absences.csv` come in, who does what and who is away go out.

use super::draft::Draft;
use super::lists::{absences, assignments as columns};
use super::named::named_programme;
use super::{Absence, Assignment, AssignmentKind, Away, AwayKind, Subject, week, words};
use crate::diagnostic::{Diagnostics, ListFault};
use crate::document::{Row, Sheet, Word};
use crate::rules::RoleKind;

/// Reads the assignments into the draft.
pub(super) fn read(sheet: &Sheet, draft: &mut Draft, faults: &mut Diagnostics) {
    for row in sheet.rows() {
        match assignment(row, draft, faults) {
            Some(assignment) => draft.team.assignments.push(assignment),
            None => lost(row, draft),
        }
    }
}

/// Keeps in mind that somebody is missing because a row had faults.
fn lost(row: Row<'_>, draft: &mut Draft) {
    match (
        row.cell(columns::SUBJECT.name),
        row.cell(columns::ROLE.name),
    ) {
        (Some(subject), Some(role)) => {
            let lost = (subject.text.clone(), role.text.clone());
            draft.lost.assignments.push(lost);
        }
        _ => draft.lost.some_assignments = true,
    }
}

fn assignment(row: Row<'_>, draft: &Draft, faults: &mut Diagnostics) -> Option<Assignment> {
    let subject = row.required(columns::SUBJECT.name, faults);
    let role = row.required(columns::ROLE.name, faults);
    let person = row.required(columns::PERSON.name, faults);
    let subject = subject.and_then(|word| draft.subject(word, faults));
    let person_id = person.and_then(|word| draft.person(word, faults));
    let from = row
        .cell(columns::FROM.name)
        .and_then(|word| word.date(faults));
    let to = row
        .cell(columns::TO.name)
        .and_then(|word| word.date(faults));
    if let Some(end) = row.cell(columns::TO.name) {
        words::in_order(from, to, end, faults);
    }
    let kind = kind(row, faults);
    if let Some(role) = role {
        check_role(role, subject.as_ref(), draft, faults);
    }
    let assignment = Assignment {
        subject: subject?,
        role: role?.text.clone(),
        person: person_id?,
        from,
        to,
        kind,
        span: row.span(),
    };
    held(&assignment, person?, draft, faults);
    Some(assignment)
}

fn kind(row: Row<'_>, faults: &mut Diagnostics) -> AssignmentKind {
    let Some(word) = row.cell(columns::KIND.name) else {
        return AssignmentKind::Lead;
    };
    match word.text.as_str() {
        "lead" => AssignmentKind::Lead,
        "second" => AssignmentKind::Second,
        "substitute" => AssignmentKind::Substitute,
        other => {
            let hint = faults.hint(other, ["lead", "second", "substitute"]);
            let read = other.to_owned();
            faults.report(word.span, ListFault::NoKind { read, hint });
            AssignmentKind::Lead
        }
    }
}

/// The role is one of the subject's programme, and one that people take.
fn check_role(role: &Word, subject: Option<&Subject>, draft: &Draft, faults: &mut Diagnostics) {
    if !draft.known_role(role, faults) {
        return;
    }
    if draft.role_kind(&role.text) == Some(RoleKind::Family) {
        let read = role.text.clone();
        faults.report(role.span, ListFault::FamilyAssigned { read });
    }
    let Some(Subject::Case(_, programme)) = subject else {
        return;
    };
    if let Some(programme) = draft.team.programme(programme)
        && !programme.roles.contains_key(&role.text)
    {
        let other = ListFault::RoleOfOther {
            read: role.text.clone(),
            programme: named_programme(programme),
            hint: faults.hint(&role.text, programme.roles.keys().map(String::as_str)),
        };
        faults.report(role.span, other);
    }
}

/// The person holds the role, by `team.toml`.
fn held(assignment: &Assignment, word: &Word, draft: &Draft, faults: &mut Diagnostics) {
    let role = &assignment.role;
    let Some(person) = draft.team.person(&assignment.person) else {
        return;
    };
    let mut programmes = draft.team.programmes.iter();
    let told = matches!(draft.role_kind(role), None | Some(RoleKind::Family));
    if told || person.roles.is_empty() || programmes.any(|programme| person.may_be(programme, role))
    {
        return;
    }
    let not_held = ListFault::RoleNotHeld {
        person: person.named(),
        role: draft.team.named_role(role),
        roles: draft.team.named_roles(&person.roles),
    };
    faults.report(word.span, not_held);
}

/// Reads the absences into the draft.
pub(super) fn read_absences(sheet: &Sheet, draft: &mut Draft, faults: &mut Diagnostics) {
    let mut unkept = 0;
    for row in sheet.rows() {
        let kind = row
            .cell(absences::KIND.name)
            .map_or(Some(AwayKind::Away), |word| AwayKind::read(&word.text));
        unkept += usize::from(kind.is_none());
        let absences = absence(row, kind.unwrap_or_default(), draft, faults);
        draft.team.absences.extend(absences);
    }
    // Once for all of them, and without the words: whoever reads the fault need not read those.
    if unkept > 0 {
        faults.report(None, ListFault::ReasonsNotKept { count: unkept });
    }
}

fn absence(
    row: Row<'_>,
    kind: AwayKind,
    draft: &Draft,
    faults: &mut Diagnostics,
) -> Option<Absence> {
    let who = row.required(absences::WHO.name, faults);
    let from = row.required(absences::FROM.name, faults);
    let to = row.required(absences::TO.name, faults);
    let who = who.and_then(|word| away(word, draft, faults));
    let from = from.and_then(|word| word.date(faults));
    let until = to.and_then(|word| word.date(faults));
    if let Some(end) = to {
        words::in_order(from, until, end, faults);
    }
    let hours = row.cell(absences::HOURS.name);
    let slots = hours.and_then(|word| week::read_hours(word, faults));
    Some(Absence {
        who: who?,
        from: from?,
        to: until?,
        slots,
        kind,
        span: row.span(),
    })
}

/// A person or a family; a code of several programmes is one family all the same.
fn away(word: &Word, draft: &Draft, faults: &mut Diagnostics) -> Option<Away> {
    let mut cases = draft.team.cases.iter();
    if let Some(case) = cases.find(|case| case.code.as_str() == word.text) {
        return Some(Away::Family(case.code.clone()));
    }
    match draft.subject(word, faults)? {
        Subject::Person(id) => Some(Away::Person(id)),
        Subject::Case(code, _) => Some(Away::Family(code)),
        Subject::Group(_) => {
            let read = word.text.clone();
            faults.report(word.span, ListFault::GroupAway { read });
            None
        }
    }
}
