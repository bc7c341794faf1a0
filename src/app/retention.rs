//! What need not be kept any longer: a team, its files, its store and its audit trail come in; the list of what is to be
//! destroyed, with since when and what must come first, goes out. And it is destroyed, in store and files alike.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::{Cells, Filed, ToDestroy, file, per_case, rows};
use crate::diagnostic::TeamFile;
use crate::error::Error;
use crate::ids::CaseCode;
use crate::store::{AuditEvent, Audited, Note, Purge, Store};
use crate::team::lists::{absences, agreed, assignments, cases, held};
use crate::team::{AwayKind, FileSet, Retention, Team, TeamFiles};
use crate::time::zone::local_day;

/// Which lines of the trail [`to_destroy`] asks for.
pub fn tells_of_retention(team: &Team, note: &Note, today: NaiveDate) -> bool {
    let before = Retention::before(team.retention.audit, today);
    exported(note).is_some() || is_old(team, note, before)
}

/// The day on which a dossier was exported.
fn exported(note: &Note) -> Option<NaiveDate> {
    match note.what {
        Audited::Event(AuditEvent::ExportedDossier { day }) => Some(day),
        _ => None,
    }
}

fn is_old(team: &Team, note: &Note, before: NaiveDate) -> bool {
    let forgotten = note.what == Audited::Event(AuditEvent::Forgotten);
    !forgotten && note.at.is_some_and(|at| local_day(team.zone, at) < before)
}

/// What is to be destroyed: first what concerns families.
///
/// # Errors
/// [`Error::Store`].
pub fn to_destroy(
    team: &Team,
    files: &FileSet,
    store: &dyn Store,
    trail: &[Note],
    today: NaiveDate,
) -> Result<Vec<ToDestroy>, Error> {
    let keeps = team.retention;
    let mut found = ended(team, store, trail, today)?;
    let before = Retention::before(keeps.audit, today);
    let lines = trail
        .iter()
        .filter(|note| is_old(team, note, before))
        .count();
    if lines > 0 {
        found.push(ToDestroy::Audit { lines, before });
    }
    let before = Retention::before(keeps.hours, today);
    let hours = store.kept_hours()?;
    let lines = hours.iter().filter(|one| one.is_before(before)).count();
    if lines > 0 {
        found.push(ToDestroy::Hours { lines, before });
    }
    let rows = reasons(files).values().sum();
    if rows > 0 {
        found.push(ToDestroy::Reasons { rows });
    }
    Ok(found)
}

/// The families of which the last obligation is long enough ago.
fn ended(
    team: &Team,
    store: &dyn Store,
    trail: &[Note],
    today: NaiveDate,
) -> Result<Vec<ToDestroy>, Error> {
    let mut last: BTreeMap<CaseCode, NaiveDate> = BTreeMap::new();
    let mut known = |code: CaseCode, day: NaiveDate| {
        let own = last.entry(code).or_insert(day);
        *own = day.max(*own);
    };
    for (code, day) in store.last_days(&per_case(team))? {
        if let Some(day) = day {
            known(CaseCode::new(code), day);
        }
    }
    for case in &team.cases {
        // Of a programme that is not there nothing says when care ends.
        let programme = team.programme(&case.programme);
        let end = programme.map_or(NaiveDate::MAX, |programme| case.last_day(programme));
        let decision = case.decision_end.unwrap_or(end);
        known(case.code.clone(), end.max(decision));
    }
    for record in &team.held {
        let code = CaseCode::new(record.series.subject());
        if team.cases.iter().any(|case| case.code == code) {
            known(code, record.day);
        }
    }
    let mut dossiers: BTreeMap<&str, NaiveDate> = BTreeMap::new();
    for note in trail {
        if let (Some(code), Some(day)) = (&note.case, exported(note)) {
            dossiers.insert(code, day);
        }
    }
    let before = Retention::before(team.retention.case, today);
    let over = last.into_iter().filter(|(_, last)| *last < before);
    let months = chrono::Months::new(team.retention.case);
    Ok(over
        .map(|(case, last)| ToDestroy::Case {
            since: last.checked_add_months(months).unwrap_or(last),
            dossier: dossiers.get(case.as_str()).copied(),
            case,
            last,
        })
        .collect())
}

/// Words of absences that say more than is kept, and in how many rows.
fn reasons(files: &FileSet) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for row in rows(files, TeamFile::Absences, &Cells::new()) {
        if let Some(word) = row.get(absences::KIND.name)
            && AwayKind::read(word).is_none()
        {
            *found.entry(word.clone()).or_default() += 1;
        }
    }
    found
}

/// The rows of the lists that name a family, and go with it.
fn rows_of(case: &CaseCode) -> Vec<Filed> {
    let code = case.to_string();
    let columns = [
        (TeamFile::Cases, cases::CODE.name),
        (TeamFile::Assignments, assignments::SUBJECT.name),
        (TeamFile::Absences, absences::WHO.name),
        (TeamFile::Agreed, agreed::SUBJECT.name),
        (TeamFile::Held, held::SUBJECT.name),
    ];
    columns
        .into_iter()
        .map(|(list, column)| Filed::AllGone(list, vec![(column, code.clone())]))
        .collect()
}

/// Destroys what is ready, in the team's files and in the store, and says how much was.
///
/// # Errors
/// [`Error::Faults`] when the team's files would not stand without it; [`Error::Files`]; [`Error::Store`].
pub fn destroy(
    team: &Team,
    files: &dyn TeamFiles,
    folder: &Path,
    store: &mut dyn Store,
    list: &[ToDestroy],
) -> Result<usize, Error> {
    let ready = || list.iter().filter(|one| one.is_ready());
    let read = files.read()?;
    let mut filed = Vec::new();
    let mut old = (None, None);
    for one in ready() {
        match one {
            ToDestroy::Case { case, .. } => filed.extend(rows_of(case)),
            ToDestroy::Audit { before, .. } => old.0 = Some(*before),
            ToDestroy::Hours { before, .. } => old.1 = Some(*before),
            ToDestroy::Reasons { .. } => {
                let kind = absences::KIND.name;
                filed.extend(reasons(&read).into_keys().map(|word| {
                    let away = AwayKind::Away.filed().to_owned();
                    Filed::AllChanged(TeamFile::Absences, vec![(kind, word)], vec![(kind, away)])
                }));
            }
        }
    }
    let filing = match filed.is_empty() {
        true => None,
        false => Some(file(files, &read, folder, &filed)?),
    };
    for one in ready() {
        if let ToDestroy::Case { case, .. } = one {
            store.purge(&Purge::Case(case.clone()))?;
        }
    }
    if old != (None, None) {
        let zone = team.zone;
        store.purge(&Purge::Old {
            audit: old.0,
            hours: old.1,
            zone,
        })?;
    }
    if let Some(filing) = filing {
        filing.write()?;
    }
    Ok(ready().count())
}
