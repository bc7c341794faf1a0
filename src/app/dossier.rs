//! The dossier of a family, to be kept in the client's record before it goes here: a snapshot, the team's files and the
//! audit trail come in; everything about one family, as data, goes out.

use serde_json::{Value, json};

use super::{Cells, Snapshot, rows};
use crate::diagnostic::TeamFile;
use crate::ids::CaseCode;
use crate::store::Note;
use crate::team::FileSet;
use crate::team::lists::{absences, agreed, assignments, cases, held};
use crate::words::Formatter;

/// Everything about a family. `None` when nothing is kept of it.
pub fn dossier(
    snapshot: &Snapshot,
    files: &FileSet,
    trail: &[Note],
    formatter: Formatter<'_>,
    case: &CaseCode,
) -> Option<Value> {
    let code = case.as_str();
    let of = |list, column: &'static str| {
        let which: Cells = vec![(column, code.to_owned())];
        rows(files, list, &which)
    };
    let own = |subject: Option<&str>| {
        subject.is_some_and(|own| own == code || own.strip_suffix("-2") == Some(code))
    };
    let lines = snapshot.entries.iter();
    let records: Vec<_> = lines.filter(|line| own(line.act.subject())).collect();
    let meetings: Vec<Value> = snapshot
        .meetings
        .iter()
        .filter(|one| one.case.as_ref() == Some(case))
        .map(|one| {
            json!({
                "id": one.id, "rule": one.rule, "title": one.title, "start": one.start,
                "minutes": one.minutes, "due": one.due,
                "participants": one.participants.iter().map(|who| json!({ "id": who.id, "role": who.role })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let findings: Vec<Value> = snapshot
        .findings()
        .iter()
        .filter(|one| one.case.as_ref() == Some(case))
        .map(|one| {
            json!({ "level": one.level.name(), "id": one.id, "due": one.due, "text": formatter.found(one) })
        })
        .collect();
    let looks: Vec<Value> = trail
        .iter()
        .filter(|note| note.case.as_deref() == Some(code))
        .map(|note| json!({ "at": note.at, "by": note.by, "what": formatter.audited(&note.what) }))
        .collect();
    let lists = [
        of(TeamFile::Cases, cases::CODE.name),
        of(TeamFile::Assignments, assignments::SUBJECT.name),
        of(TeamFile::Absences, absences::WHO.name),
        of(TeamFile::Agreed, agreed::SUBJECT.name),
        of(TeamFile::Held, held::SUBJECT.name),
    ];
    if records.is_empty() && meetings.is_empty() && lists.iter().all(Vec::is_empty) {
        return None;
    }
    let [cases, assignments, absences, agreed, held] = lists;
    Some(json!({
        "team": snapshot.team.id, "case": code, "day": snapshot.today,
        "cases": cases, "assignments": assignments, "absences": absences, "agreed": agreed, "held": held,
        "meetings": meetings, "records": records, "findings": findings, "audit": looks,
    }))
}
