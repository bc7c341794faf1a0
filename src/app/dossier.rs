//! The dossier of a family, to be kept in the client's record before it goes here: a snapshot, the team's files and the
//! audit trail come in; everything about one family, as data, goes out.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::Serialize;

use super::{Cells, Snapshot, rows};
use crate::check::Finding;
use crate::diagnostic::TeamFile;
use crate::ids::{CaseCode, SeriesId};
use crate::plan::Placement;
use crate::records::{Entry, StandingRow};
use crate::store::Note;
use crate::team::FileSet;
use crate::team::lists::{absences, agreed, assignments, cases, held};
use crate::words::Formatter;

/// Rows of a list, by column.
type Rows = Vec<BTreeMap<String, String>>;

/// Everything about a family. Its keys are part of the contract.
#[derive(Serialize)]
pub struct Dossier {
    team: String,
    case: CaseCode,
    day: NaiveDate,
    cases: Rows,
    assignments: Rows,
    absences: Rows,
    agreed: Rows,
    held: Rows,
    meetings: Vec<Meeting>,
    records: Vec<Entry>,
    standing: Vec<StandingRow>,
    findings: Vec<Found>,
    audit: Vec<Look>,
}

/// A meeting, where it stands or last stood.
#[derive(Serialize)]
struct Meeting {
    id: String,
    rule: String,
    title: String,
    start: NaiveDateTime,
    minutes: u32,
    due: Option<NaiveDate>,
    participants: Vec<String>,
}

/// What is wrong.
#[derive(Serialize)]
struct Found {
    level: &'static str,
    due: Option<NaiveDate>,
    text: String,
}

/// A line of the trail.
#[derive(Serialize)]
struct Look {
    at: Option<DateTime<Utc>>,
    by: Option<String>,
    what: String,
}

/// Everything about a family. `None` when nothing is kept of it.
pub fn dossier(
    snapshot: &Snapshot,
    files: &FileSet,
    trail: &[Note],
    formatter: Formatter<'_>,
    case: &CaseCode,
) -> Option<Dossier> {
    let code = case.as_str();
    let of = |list, column: &'static str| {
        let which: Cells = vec![(column, code.to_owned())];
        rows(files, list, &which)
    };
    let own = |subject: Option<&str>| {
        subject.is_some_and(|own| own == code || own.strip_suffix("-2") == Some(code))
    };
    let meeting = |one: &Placement| Meeting {
        id: one.id.to_string(),
        rule: one.rule.to_string(),
        title: one.title.get(formatter.lang).to_owned(),
        start: one.start,
        minutes: one.minutes,
        due: one.due,
        participants: one.participants.iter().map(|who| who.id.clone()).collect(),
    };
    let found = |one: &Finding| Found {
        level: one.level.name(),
        due: one.due,
        text: formatter.found(one),
    };
    let look = |note: &Note| Look {
        at: note.at,
        by: note.by.clone(),
        what: formatter.audited(&note.what),
    };
    let meetings = snapshot.meetings.iter();
    let meetings = meetings.filter(|one| one.case.as_ref() == Some(case));
    let records = snapshot.entries.iter();
    let records = records.filter(|line| own(line.act.subject()));
    let findings = snapshot.findings().iter();
    let findings = findings.filter(|one| one.case.as_ref() == Some(case));
    let standing = snapshot.standing.iter();
    let standing = standing.filter(|row| own(row.key.series().map(SeriesId::subject)));
    let looks = trail.iter();
    let looks = looks.filter(|note| note.case.as_deref() == Some(code));
    let dossier = Dossier {
        team: snapshot.team.id.clone(),
        case: case.clone(),
        day: snapshot.today,
        cases: of(TeamFile::Cases, cases::CODE.name),
        assignments: of(TeamFile::Assignments, assignments::SUBJECT.name),
        absences: of(TeamFile::Absences, absences::WHO.name),
        agreed: of(TeamFile::Agreed, agreed::SUBJECT.name),
        held: of(TeamFile::Held, held::SUBJECT.name),
        meetings: meetings.map(meeting).collect(),
        records: records.cloned().collect(),
        standing: standing.cloned().collect(),
        findings: findings.map(found).collect(),
        audit: looks.map(look).collect(),
    };
    let lists = [&dossier.cases, &dossier.assignments, &dossier.held];
    let nothing = dossier.records.is_empty()
        && dossier.meetings.is_empty()
        && lists.into_iter().all(Vec::is_empty);
    (!nothing).then_some(dossier)
}
