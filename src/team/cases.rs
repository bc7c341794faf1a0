//! `cases.csv` comes in, cases go out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::draft::Draft;
use super::lists::cases;
use super::named::named_programme;
use super::{AlternateWeeks, Case, travel, week, words};
use crate::diagnostic::{Diagnostics, ListFault, Listed, Named, Names};
use crate::document::{Row, Sheet, Word};
use crate::ids::CaseCode;
use crate::rules::Programme;
use crate::time::{Pauses, Period, Unit};

/// Columns `hours_<rule>` give a case's own minutes a week.
pub(super) const HOURS: &str = "hours_";

/// Reads the list into the draft.
pub(super) fn read(sheet: &Sheet, draft: &mut Draft, faults: &mut Diagnostics) {
    hours_columns(sheet, draft, faults);
    let mut known: BTreeMap<(String, String), CaseCode> = BTreeMap::new();
    for row in sheet.rows() {
        let Some(case) = case(row, draft, faults) else {
            lost(row, draft);
            continue;
        };
        let key = (case.programme.clone(), case.code.as_str().to_lowercase());
        if let Some(known) = known.get(&key) {
            let twice = ListFault::DuplicateCode {
                code: known.to_string(),
                programme: draft.named_programme(&case.programme),
            };
            faults.report(case.span, twice);
        } else {
            known.insert(key, case.code.clone());
            draft.team.cases.push(case);
        }
    }
    follows(sheet, draft, faults);
}

/// Keeps in mind that a case is missing because its row had faults.
fn lost(row: Row<'_>, draft: &mut Draft) {
    match row.cell(cases::CODE.name) {
        Some(code) => draft.lost.cases.push(code.text.clone()),
        None => draft.lost.some_cases = true,
    }
}

/// Each case that is continued stands in the list under another programme or code.
fn follows(sheet: &Sheet, draft: &Draft, faults: &mut Diagnostics) {
    let mut by_code: BTreeMap<&CaseCode, Vec<&Case>> = BTreeMap::new();
    for case in &draft.team.cases {
        by_code.entry(&case.code).or_default().push(case);
    }
    for row in sheet.rows() {
        let Some(word) = row.cell(cases::FOLLOWS.name) else {
            continue;
        };
        let cell = |column| row.cell(column).map(|word| word.text.as_str());
        let own = (cell(cases::CODE.name), cell(cases::PROGRAMME.name));
        let other = |case: &Case| {
            case.code.as_str() == word.text
                && (Some(case.code.as_str()), Some(case.programme.as_str())) != own
        };
        let followed = draft.team.cases.iter().find(|case| other(case));
        let Some(followed) = followed else {
            draft.unknown_case(word, faults);
            continue;
        };
        let is_own =
            |case: &&Case| (Some(case.code.as_str()), Some(case.programme.as_str())) == own;
        if let Some(case) = draft.team.cases.iter().find(is_own) {
            in_time(case, followed, word, &by_code, faults);
        }
    }
}

/// A case comes after the one it continues, and never after itself.
fn in_time(
    case: &Case,
    followed: &Case,
    word: &Word,
    by_code: &BTreeMap<&CaseCode, Vec<&Case>>,
    faults: &mut Diagnostics,
) {
    let is = |one: &Case, other: &Case| one.subject() == other.subject();
    let next = |from: &Case| {
        let of_code = by_code.get(from.follows.as_ref()?)?;
        of_code.iter().copied().find(|other| !is(other, from))
    };
    // As many steps as there are cases lead round any circle.
    let steps = std::iter::successors(Some(followed), |from| next(from));
    let count: usize = by_code.values().map(Vec::len).sum();
    let mut steps = steps.take(count);
    if steps.any(|step| is(step, case)) {
        let code = case.code.to_string();
        faults.report(word.span, ListFault::FollowsItself { code });
    } else if followed.start > case.start {
        let later = ListFault::FollowsLater {
            code: case.code.to_string(),
            start: case.start,
            earlier: followed.code.to_string(),
            earlier_start: followed.start,
        };
        faults.report(word.span, later);
    }
}

/// Hours by rule name rules that are there.
fn hours_columns(sheet: &Sheet, draft: &Draft, faults: &mut Diagnostics) {
    let programmes = draft.team.programmes.iter();
    let rules: Vec<&str> = programmes
        .flat_map(|programme| &programme.rules)
        .map(|rule| rule.id.name())
        .collect();
    for column in sheet.header() {
        if let Some(rule) = column.text.strip_prefix(HOURS)
            && !rules.contains(&rule)
            && !draft.unsure()
        {
            let hint = faults.hint(rule, rules.iter().copied());
            let read = rule.to_owned();
            faults.report(column.span, ListFault::UnknownRule { read, hint });
        }
    }
}

fn case(row: Row<'_>, draft: &Draft, faults: &mut Diagnostics) -> Option<Case> {
    let code = row.required(cases::CODE.name, faults);
    let programme = row.required(cases::PROGRAMME.name, faults);
    let start = row.required(cases::START.name, faults);
    let start = start.and_then(|word| word.date(faults));
    let programme = programme.filter(|word| draft.known_programme(word, faults));
    let family = row.cell(cases::FAMILY.name);
    for word in code.into_iter().chain(family) {
        check_code(word, faults);
    }
    let date = |column, faults: &mut Diagnostics| row.cell(column)?.date(faults);
    let end = date(cases::END.name, faults);
    let (decision_start, decision_end) = (
        date(cases::DECISION_START.name, faults),
        date(cases::DECISION_END.name, faults),
    );
    in_order(row, start, end, cases::END.name, faults);
    in_order(
        row,
        decision_start,
        decision_end,
        cases::DECISION_END.name,
        faults,
    );
    let rules = programme.and_then(|word| draft.team.programme(&word.text));
    let case = Case {
        code: CaseCode::new(code.map_or("", |word| &word.text)),
        programme: programme.map_or(String::new(), |word| word.text.clone()),
        start: start.unwrap_or_default(),
        end,
        family: family
            .or(code)
            .map_or(String::new(), |word| word.text.clone()),
        municipality: row
            .cell(cases::MUNICIPALITY.name)
            .map(|word| word.text.clone()),
        decision_start,
        decision_end,
        listed_ends: None,
        evaluations: split(row, cases::EVALUATIONS.name, |word| word.date(faults)),
        dates: dates(row, rules, faults),
        phases: phases(row, rules, faults),
        zone: zone(row, draft, faults),
        hours: hours(row, start, faults),
        minutes: minutes(row, faults),
        pauses: Pauses::default(),
        flags: split(row, cases::FLAGS.name, |word| Some(word.text.clone())),
        follows: row
            .cell(cases::FOLLOWS.name)
            .map(|word| CaseCode::new(&word.text)),
        span: code.map_or(row.span(), |word| word.span),
    };
    (code.is_some() && programme.is_some() && start.is_some()).then_some(case)
}

/// When the family can be met; weeks in turn begin with the first of care, or where the row says.
fn hours(
    row: Row<'_>,
    start: Option<NaiveDate>,
    faults: &mut Diagnostics,
) -> Option<AlternateWeeks> {
    let first = row.cell(cases::FIRST_WEEK.name);
    let from = first.and_then(|word| word.date(faults)).or(start);
    let word = row.cell(cases::HOURS.name)?;
    week::read_alternate(word, from.unwrap_or_default(), faults)
}

fn check_code(word: &Word, faults: &mut Diagnostics) {
    if !words::is_code(&word.text) {
        let read = word.text.clone();
        faults.report(word.span, ListFault::BadCode { read });
    }
}

fn in_order(
    row: Row<'_>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    end: &str,
    faults: &mut Diagnostics,
) {
    if let Some(end) = row.cell(end) {
        words::in_order(from, to, end, faults);
    }
}

/// What `read` makes of each word of a cell.
fn split<T, C: FromIterator<T>>(
    row: Row<'_>,
    column: &str,
    read: impl FnMut(&Word) -> Option<T>,
) -> C {
    let words = row.cell(column).map(Word::split).unwrap_or_default();
    words.iter().filter_map(read).collect()
}

/// The programme's own date columns.
fn dates(
    row: Row<'_>,
    programme: Option<&Programme>,
    faults: &mut Diagnostics,
) -> BTreeMap<String, NaiveDate> {
    let names = programme
        .into_iter()
        .flat_map(|programme| programme.dates.keys());
    names
        .filter_map(|name| Some((name.clone(), row.cell(name)?.date(faults)?)))
        .collect()
}

/// Phase lengths in days: `start=8w change=30w`.
fn phases(
    row: Row<'_>,
    programme: Option<&Programme>,
    faults: &mut Diagnostics,
) -> BTreeMap<String, u32> {
    let Some(programme) = programme else {
        return BTreeMap::new();
    };
    split(row, cases::PHASES.name, |word| {
        phase(word, programme, faults)
    })
}

fn phase(word: &Word, programme: &Programme, faults: &mut Diagnostics) -> Option<(String, u32)> {
    let (name, length) = word.text.split_once('=').unwrap_or((&word.text, ""));
    let phase = programme
        .phases
        .iter()
        .find(|phase| phase.id == name || phase.aliases.iter().any(|alias| alias == name));
    let Some(phase) = phase else {
        let phases = programme.phases.iter();
        let phases = phases.map(|phase| Named::written(&phase.id, &phase.title));
        let unknown = ListFault::UnknownPhase {
            read: name.to_owned(),
            programme: named_programme(programme),
            phases: Names(phases.collect()),
        };
        faults.report(word.span, unknown);
        return None;
    };
    match length.parse::<Period>() {
        Ok(period) if !matches!(period.unit, Unit::Minutes | Unit::Hours) => {
            Some((phase.id.clone(), period.nominal_days()))
        }
        _ => {
            let read = length.to_owned();
            faults.report(word.span, ListFault::NoPhaseLength { read });
            None
        }
    }
}

/// The travel zone; a case without one is reckoned at the office.
fn zone(row: Row<'_>, draft: &Draft, faults: &mut Diagnostics) -> usize {
    let travel = &draft.team.travel;
    match row.cell(cases::ZONE.name) {
        Some(word) => travel::zone(word, travel, faults).unwrap_or(0),
        None => {
            if travel.zones.len() > 1 {
                let zones = Listed(travel.zones.clone());
                faults.report(row.span(), ListFault::NoZone { zones });
            }
            0
        }
    }
}

/// Minutes a week by rule, from the columns `hours_<rule>`.
fn minutes(row: Row<'_>, faults: &mut Diagnostics) -> BTreeMap<String, u32> {
    let mut minutes = BTreeMap::new();
    for (column, word) in row.cells() {
        let Some(rule) = column.strip_prefix(HOURS) else {
            continue;
        };
        match word.text.parse::<Period>().ok().and_then(Period::minutes) {
            Some(amount) => {
                minutes.insert(rule.to_owned(), amount);
            }
            None => {
                let read = word.text.clone();
                faults.report(word.span, ListFault::NoHoursPerWeek { read });
            }
        }
    }
    minutes
}
