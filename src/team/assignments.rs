//! `assignments.csv` and `absences.csv` come in, who does what and who is away go out.

use super::draft::Draft;
use super::{Absence, Assignment, AssignmentKind, Away, AwayKind, Subject, week, words};
use crate::diagnostic::Diagnostics;
use crate::document::{Row, Sheet, Word, did_you_mean};
use crate::rules::RoleKind;

/// Reads the assignments into the draft.
pub(super) fn read(sheet: &Sheet, draft: &mut Draft, faults: &mut Diagnostics) {
    let required = ["subject", "role", "person"];
    sheet.columns(&required, &["from", "to", "kind"], &[], faults);
    draft.lost.some_assignments |= !required.iter().all(|column| sheet.has(column));
    for row in sheet.rows() {
        match assignment(row, draft, faults) {
            Some(assignment) => draft.team.assignments.push(assignment),
            None => lost(row, draft),
        }
    }
}

/// Keeps in mind that somebody is missing because a row had faults.
fn lost(row: Row<'_>, draft: &mut Draft) {
    match (row.cell("subject"), row.cell("role")) {
        (Some(subject), Some(role)) => {
            let lost = (subject.text.clone(), role.text.clone());
            draft.lost.assignments.push(lost);
        }
        _ => draft.lost.some_assignments = true,
    }
}

fn assignment(row: Row<'_>, draft: &Draft, faults: &mut Diagnostics) -> Option<Assignment> {
    let subject = row.required("subject", faults);
    let role = row.required("role", faults);
    let person = row.required("person", faults);
    let subject = subject.and_then(|word| draft.subject(word, faults));
    let person_id = person.and_then(|word| draft.person(word, faults));
    let from = row.cell("from").and_then(|word| word.date(faults));
    let to = row.cell("to").and_then(|word| word.date(faults));
    if let Some(end) = row.cell("to") {
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
    let Some(word) = row.cell("kind") else {
        return AssignmentKind::Lead;
    };
    match word.text.as_str() {
        "lead" => AssignmentKind::Lead,
        "second" => AssignmentKind::Second,
        "substitute" => AssignmentKind::Substitute,
        other => {
            faults.error(
                "unknown-value",
                word.span,
                format!("an assignment cannot be of the kind `{other}`"),
                did_you_mean(other, ["lead", "second", "substitute"]),
            );
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
        faults.error(
            "role-not-for-people",
            role.span,
            format!(
                "`{}` is the family's own role; nobody is assigned to it",
                role.text
            ),
            "delete the row",
        );
    }
    let Some(Subject::Case(_, programme)) = subject else {
        return;
    };
    if let Some(programme) = draft.team.programme(programme)
        && !programme.roles.contains_key(&role.text)
    {
        faults.error(
            "unknown-role",
            role.span,
            format!("`{}` is no role of {}", role.text, programme.id),
            did_you_mean(&role.text, programme.roles.keys().map(String::as_str)),
        );
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
    let roles: Vec<&str> = person.roles.iter().map(String::as_str).collect();
    faults.error(
        "role-not-held",
        word.span,
        format!("{} is not {role}, but {}", person.id, roles.join(", ")),
        format!(
            "assign somebody else, or add the role to [people.{}]",
            person.id
        ),
    );
}

/// Reads the absences into the draft.
pub(super) fn read_absences(sheet: &Sheet, draft: &mut Draft, faults: &mut Diagnostics) {
    sheet.columns(&["who", "from", "to"], &["hours", "kind"], &[], faults);
    let mut unkept = 0;
    for row in sheet.rows() {
        let kind = row
            .cell("kind")
            .map_or(Some(AwayKind::Away), |word| AwayKind::read(&word.text));
        unkept += usize::from(kind.is_none());
        let absences = absence(row, kind.unwrap_or_default(), draft, faults);
        draft.team.absences.extend(absences);
    }
    // Once for all of them, and without the words: whoever reads the fault need not read those.
    if unkept > 0 {
        faults.warning(
            "absence-reason",
            None,
            format!("{unkept} × absences.csv says more of an absence than is kept"),
            "write away, leave or training in `kind`, or leave it empty: nobody's reasons belong in a list",
        );
    }
}

fn absence(
    row: Row<'_>,
    kind: AwayKind,
    draft: &Draft,
    faults: &mut Diagnostics,
) -> Option<Absence> {
    let who = row.required("who", faults);
    let from = row.required("from", faults);
    let to = row.required("to", faults);
    let who = who.and_then(|word| away(word, draft, faults));
    let from = from.and_then(|word| word.date(faults));
    let until = to.and_then(|word| word.date(faults));
    if let Some(end) = to {
        words::in_order(from, until, end, faults);
    }
    let hours = row.cell("hours");
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
            faults.error(
                "unknown-person",
                word.span,
                format!(
                    "`{}` is a group; only people and families are away",
                    word.text
                ),
                "write a row for each of its members",
            );
            None
        }
    }
}
