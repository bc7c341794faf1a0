//! A folder comes in, a judged team goes out: `team.toml` first, then the programmes it names,
//! then the lists that speak of both. Every fault is gathered; none stops the reading.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::draft::{Draft, Lost};
use super::files::{FileSet, FolderFiles, TeamFiles as _};
use super::folder::Folder;
use super::lists::{self, List};
use super::settings::{self, Settings};
use super::{Retention, Team, assignments, cases, judge, meetings, people, tailoring, travel};
use crate::diagnostic::{
    Asked, Diagnostics, FileFault, FileName, Level, Owner, Sources, TeamFault, TeamFile, Unreadable,
};
use crate::document::{Reader, Root, Sheet, Word, read_toml};
use crate::rules::{self, Adjustments, Employer, Notice, Weights};

/// Loads the team of a folder. Rule files are looked for in its own `constraints/` first, then in
/// the set built in. `None` when anything was wrong that planning could not live with; every
/// fault is in `faults`, its text in `sources`.
pub fn load(folder: &Path, sources: &mut Sources, faults: &mut Diagnostics) -> Option<Team> {
    match FolderFiles::at(folder).read() {
        Ok(set) => load_set(&set, folder, sources, faults),
        Err(failure) => {
            let file = folder.join(TeamFile::Settings.name()).display().to_string();
            let file = FileName::new(file, TeamFile::Settings.title());
            let why = Unreadable::System(failure.to_string());
            faults.report(None, FileFault::Unreadable { file, why });
            None
        }
    }
}

/// Loads the team that has these files, and its own rules in a folder; nothing is written.
pub fn load_set(
    set: &FileSet,
    folder: &Path,
    sources: &mut Sources,
    faults: &mut Diagnostics,
) -> Option<Team> {
    let before = errors(faults);
    let folder = Folder::new(folder, set);
    let root = folder.team_file(sources, faults)?;
    folder.strangers(faults);
    let mut draft = read_team_file(&root, &folder, sources, faults);
    read_lists(&folder, &mut draft, sources, faults);
    judge::judge(&draft, faults);
    (errors(faults) == before).then_some(draft.team)
}

/// Every key that `team.toml` may have: what the reading of one asks for.
pub fn keys() -> Asked {
    let set = FileSet::default();
    let folder = Folder::new(Path::new(""), &set);
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::listening());
    let root = read_toml(&mut sources, TeamFile::Settings.name(), b"", &mut faults);
    read_team_file(&root, &folder, &mut sources, &mut faults);
    faults.asked()
}

fn errors(faults: &Diagnostics) -> usize {
    faults
        .iter()
        .filter(|fault| fault.level() == Level::Error)
        .count()
}

/// Everything in `team.toml`, the programmes and the employer it names included.
fn read_team_file(
    root: &Root,
    folder: &Folder<'_>,
    sources: &mut Sources,
    faults: &mut Diagnostics,
) -> Draft {
    let mut reader = Reader::new(&root.table, root.span, Owner::Team, faults);
    let settings = settings::read(&mut reader, &folder.name());
    sources.lang = settings.lang.parse().ok();
    let mut adjustments = tailoring::read(&mut reader, &settings.programmes);
    let mut draft = empty(&settings, folder, sources, &mut reader);
    for id in &settings.programmes {
        let own = adjustments.remove(&id.text).unwrap_or_default();
        draft.aimed.extend(tailoring::aimed(&own));
        programme(id, &own, folder, sources, &mut reader, &mut draft);
    }
    draft.team.travel = travel::read(&mut reader);
    draft.team.notice = notice(&mut reader);
    draft.team.retention = Retention::read(&mut reader);
    draft.team.quality = Weights::read(&mut reader);
    draft.team.capacities = capacities(&mut reader);
    draft.team.closures = closures(&mut reader);
    people::read(&mut reader, &mut draft);
    people::read_groups(&mut reader, &mut draft);
    reader.finish();
    draft
}

fn programme(
    id: &Word,
    own: &Adjustments,
    folder: &Folder<'_>,
    sources: &mut Sources,
    reader: &mut Reader<'_, '_>,
    draft: &mut Draft,
) {
    match rules::load(folder, id, own, sources, reader.faults) {
        Some(programme) => draft.team.programmes.push(programme),
        None => draft.missing.push(id.text.clone()),
    }
}

/// The team as its settings alone describe it.
fn empty(
    settings: &Settings,
    folder: &Folder<'_>,
    sources: &mut Sources,
    reader: &mut Reader<'_, '_>,
) -> Draft {
    let employer = settings
        .employer
        .as_ref()
        .and_then(|id| rules::load_employer(folder, id, sources, reader.faults));
    let region = Word {
        text: settings.region.clone(),
        span: reader.place("region"),
    };
    let school_holidays = if region.text.is_empty() {
        Vec::new()
    } else {
        rules::load_school_holidays(folder, &region, sources, reader.faults)
    };
    let team = Team {
        id: settings.id.clone(),
        name: settings.name.clone(),
        domain: settings.domain.clone(),
        lang: settings.lang.clone(),
        zone: settings.zone,
        region: settings.region.clone(),
        employer: employer.unwrap_or_else(unbounded),
        programmes: Vec::new(),
        notice: Notice::default(),
        retention: Retention::default(),
        quality: Weights::default(),
        max_detail: settings.max_detail,
        office: settings.office,
        people: Vec::new(),
        groups: Vec::new(),
        capacities: BTreeMap::new(),
        travel: super::Travel::default(),
        cases: Vec::new(),
        assignments: Vec::new(),
        absences: Vec::new(),
        agreed: Vec::new(),
        held: Vec::new(),
        held_at: BTreeMap::new(),
        held_as: BTreeMap::new(),
        refused: Vec::new(),
        offers: Vec::new(),
        as_of: None,
        lodged: Vec::new(),
        closures: BTreeMap::new(),
        school_holidays,
    };
    Draft {
        team,
        missing: Vec::new(),
        unread: settings.unread,
        lost: Lost::default(),
        aimed: Vec::new(),
    }
}

/// Stands in for an employer that could not be loaded, so that the rest is judged all the same; a
/// team with it is never handed out.
fn unbounded() -> Employer {
    Employer {
        id: String::new(),
        title: rules::Text::default(),
        free: Vec::new(),
        avoid: Vec::new(),
        day_max: u32::MAX,
        week_max: u32::MAX,
        rest_min: 0,
        full_time: u32::MAX,
        publish_days: 0,
        freeze_days: 0,
        source: String::new(),
    }
}

/// `[notice]`: how long beforehand people learn of a meeting.
fn notice(reader: &mut Reader<'_, '_>) -> Notice {
    let Some(mut reader) = reader.inside("notice") else {
        return Notice::default();
    };
    let notice = Notice::read(&mut reader);
    reader.finish();
    notice
}

/// `[capacities]`: units by key, each unit once.
fn capacities(reader: &mut Reader<'_, '_>) -> BTreeMap<String, Vec<String>> {
    let Some(table) = reader.table("capacities") else {
        return BTreeMap::new();
    };
    let place = reader.place("capacities");
    let mut reader = Reader::new(table, place, Owner::Section("capacities"), reader.faults);
    let mut capacities = BTreeMap::new();
    for entry in &table.entries {
        let mut units: Vec<String> = Vec::new();
        for word in reader.list_of_text(&entry.key) {
            if units.contains(&word.text) {
                let read = word.text;
                reader
                    .faults
                    .report(word.span, TeamFault::DuplicateUnit { read });
            } else {
                units.push(word.text);
            }
        }
        capacities.insert(entry.key.clone(), units);
    }
    reader.finish();
    capacities
}

/// `[closures]`: days on which the whole team is closed, and why.
fn closures(reader: &mut Reader<'_, '_>) -> BTreeMap<NaiveDate, String> {
    let Some(table) = reader.table("closures") else {
        return BTreeMap::new();
    };
    let place = reader.place("closures");
    let mut reader = Reader::new(table, place, Owner::Section("closures"), reader.faults);
    let mut closures = BTreeMap::new();
    for entry in &table.entries {
        let key = Word {
            text: entry.key.clone(),
            span: entry.key_span,
        };
        let why = reader.text(&entry.key).map(str::to_owned);
        closures.extend(key.date(reader.faults).zip(why));
    }
    reader.finish();
    closures
}

fn read_lists(
    folder: &Folder<'_>,
    draft: &mut Draft,
    sources: &mut Sources,
    faults: &mut Diagnostics,
) {
    type Rows = fn(&Sheet, &mut Draft, &mut Diagnostics);
    let mut read = |list: &List, rows: Rows, lost: fn(&mut Lost)| {
        let before = errors(faults);
        let sheet = folder.sheet(list.file, sources, faults).map(|sheet| {
            sources.head(sheet.file(), sheet.separator(), list.headings(&sheet));
            with_columns(sheet, list, draft, faults)
        });
        // What a crooked file lacks cannot be told from what was never written.
        if errors(faults) > before || sheet.as_ref().is_some_and(|sheet| !list.is_whole(sheet)) {
            lost(&mut draft.lost);
        }
        if let Some(sheet) = sheet {
            rows(&sheet, draft, faults);
        }
    };
    read(&lists::cases::LIST, cases::read, |lost| {
        lost.some_cases = true
    });
    read(&lists::assignments::LIST, assignments::read, |lost| {
        lost.some_assignments = true
    });
    read(&lists::absences::LIST, assignments::read_absences, |_| ());
    read(&lists::agreed::LIST, meetings::read_agreed, |_| ());
    read(&lists::held::LIST, meetings::read_held, |_| ());
}

/// The list with the columns that it may have. Cases also have the programmes' own dates, and hours by rule.
fn with_columns(sheet: Sheet, list: &List, draft: &Draft, faults: &mut Diagnostics) -> Sheet {
    if list.file != TeamFile::Cases {
        return list.with_columns(&[], &[], |columns| sheet.with(columns, faults));
    }
    let programmes = &draft.team.programmes;
    let dates = programmes
        .iter()
        .flat_map(|programme| programme.dates.keys());
    let dates: Vec<&str> = dates.map(String::as_str).collect();
    // A programme that could not be loaded may have any column as a date of its own.
    let prefix = if draft.unsure() { "" } else { cases::HOURS };
    list.with_columns(&dates, &[prefix], |columns| sheet.with(columns, faults))
}
