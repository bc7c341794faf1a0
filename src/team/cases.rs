//! `cases.csv` comes in, cases go out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::draft::Draft;
use super::{Case, travel, week, words};
use crate::diagnostic::Diagnostics;
use crate::document::{Row, Sheet, Word, did_you_mean, listed};
use crate::ids::CaseCode;
use crate::rules::Programme;
use crate::time::{Pauses, Period, Unit};

const REQUIRED: [&str; 3] = ["code", "programme", "start"];
const OPTIONAL: [&str; 11] = [
    "end",
    "family",
    "municipality",
    "decision_start",
    "decision_end",
    "evaluations",
    "phases",
    "zone",
    "hours",
    "flags",
    "follows",
];
/// Columns `hours_<rule>` give a case's own minutes a week.
const HOURS: &str = "hours_";

/// Reads the list into the draft.
pub(super) fn read(sheet: &Sheet, draft: &mut Draft, faults: &mut Diagnostics) {
    columns(sheet, draft, faults);
    for row in sheet.rows() {
        let Some(case) = case(row, draft, faults) else {
            lost(row, draft);
            continue;
        };
        let same = |known: &&Case| {
            known.programme == case.programme
                && known.code.as_str().eq_ignore_ascii_case(case.code.as_str())
        };
        if let Some(known) = draft.team.cases.iter().find(same) {
            faults.error(
                "duplicate-code",
                case.span,
                format!(
                    "the code {} is given twice in {}",
                    known.code, known.programme
                ),
                "give each family its own code, or delete one of the rows",
            );
        } else {
            draft.team.cases.push(case);
        }
    }
    follows(sheet, draft, faults);
}

/// Keeps in mind that a case is missing because its row had faults.
fn lost(row: Row<'_>, draft: &mut Draft) {
    match row.cell("code") {
        Some(code) => draft.lost.cases.push(code.text.clone()),
        None => draft.lost.some_cases = true,
    }
}

/// Each case that is continued stands in the list under another programme or code.
fn follows(sheet: &Sheet, draft: &Draft, faults: &mut Diagnostics) {
    for row in sheet.rows() {
        let Some(word) = row.cell("follows") else {
            continue;
        };
        let cell = |column| row.cell(column).map(|word| word.text.as_str());
        let own = (cell("code"), cell("programme"));
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
            in_time(case, followed, word, draft, faults);
        }
    }
}

/// A case comes after the one it continues, and never after itself.
fn in_time(case: &Case, followed: &Case, word: &Word, draft: &Draft, faults: &mut Diagnostics) {
    let is = |one: &Case, other: &Case| one.subject() == other.subject();
    let next = |from: &Case| {
        let code = from.follows.as_ref()?;
        let mut cases = draft.team.cases.iter();
        cases.find(|other| other.code == *code && !is(other, from))
    };
    // As many steps as there are cases lead round any circle.
    let steps = std::iter::successors(Some(followed), |from| next(from));
    let mut steps = steps.take(draft.team.cases.len());
    if steps.any(|step| is(step, case)) {
        faults.error(
            "follows-cycle",
            word.span,
            format!("{} would continue itself", case.code),
            "clear `follows` of the case that came first",
        );
    } else if followed.start > case.start {
        faults.error(
            "follows-later",
            word.span,
            format!(
                "{} starts on {}, and {} which it continues on {}",
                case.code, case.start, followed.code, followed.start
            ),
            "correct one of the two dates, or name the case that came first",
        );
    }
}

/// The columns that every list may have, the programmes' own dates, and hours by rule.
fn columns(sheet: &Sheet, draft: &mut Draft, faults: &mut Diagnostics) {
    let programmes = &draft.team.programmes;
    let dates = programmes
        .iter()
        .flat_map(|programme| programme.dates.keys());
    let optional: Vec<&str> = OPTIONAL
        .into_iter()
        .chain(dates.map(String::as_str))
        .collect();
    // A programme that could not be loaded may have any column as a date of its own.
    let prefix = if draft.unsure() { "" } else { HOURS };
    sheet.columns(&REQUIRED, &optional, &[prefix], faults);
    draft.lost.some_cases |= !REQUIRED.iter().all(|column| sheet.has(column));
    hours_columns(sheet, draft, faults);
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
            faults.error(
                "unknown-rule",
                column.span,
                format!("`{rule}` is no rule of the programmes here"),
                did_you_mean(rule, rules.iter().copied()),
            );
        }
    }
}

fn case(row: Row<'_>, draft: &Draft, faults: &mut Diagnostics) -> Option<Case> {
    let code = row.required("code", faults);
    let programme = row.required("programme", faults);
    let start = row.required("start", faults);
    let start = start.and_then(|word| word.date(faults));
    let programme = programme.filter(|word| draft.known_programme(word, faults));
    let family = row.cell("family");
    for word in code.into_iter().chain(family) {
        check_code(word, faults);
    }
    let date = |column, faults: &mut Diagnostics| row.cell(column)?.date(faults);
    let end = date("end", faults);
    let (decision_start, decision_end) =
        (date("decision_start", faults), date("decision_end", faults));
    in_order(row, start, end, "end", faults);
    in_order(row, decision_start, decision_end, "decision_end", faults);
    let rules = programme.and_then(|word| draft.team.programme(&word.text));
    let case = Case {
        code: CaseCode::new(code.map_or("", |word| &word.text)),
        programme: programme.map_or(String::new(), |word| word.text.clone()),
        start: start.unwrap_or_default(),
        end,
        family: family
            .or(code)
            .map_or(String::new(), |word| word.text.clone()),
        municipality: row.cell("municipality").map(|word| word.text.clone()),
        decision_start,
        decision_end,
        evaluations: split(row, "evaluations", |word| word.date(faults)),
        dates: dates(row, rules, faults),
        phases: phases(row, rules, faults),
        zone: zone(row, draft, faults),
        hours: row.cell("hours").and_then(|word| week::read(word, faults)),
        minutes: minutes(row, faults),
        pauses: Pauses::default(),
        flags: split(row, "flags", |word| Some(word.text.clone())),
        follows: row.cell("follows").map(|word| CaseCode::new(&word.text)),
        span: code.map_or(row.span(), |word| word.span),
    };
    (code.is_some() && programme.is_some() && start.is_some()).then_some(case)
}

fn check_code(word: &Word, faults: &mut Diagnostics) {
    if !words::is_code(&word.text) {
        faults.error(
            "bad-code",
            word.span,
            format!("`{}` cannot be a code", word.text),
            "write a random code of letters and digits like K7QX, never a name",
        );
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
    split(row, "phases", |word| phase(word, programme, faults))
}

fn phase(word: &Word, programme: &Programme, faults: &mut Diagnostics) -> Option<(String, u32)> {
    let (name, length) = word.text.split_once('=').unwrap_or((&word.text, ""));
    let phase = programme
        .phases
        .iter()
        .find(|phase| phase.id == name || phase.aliases.iter().any(|alias| alias == name));
    let Some(phase) = phase else {
        let phases = programme.phases.iter().map(|phase| phase.id.as_str());
        faults.error(
            "unknown-phase",
            word.span,
            format!("`{name}` is no phase of {}", programme.id),
            format!("write lengths like `phase=8w` for {}", listed(phases)),
        );
        return None;
    };
    match length.parse::<Period>() {
        Ok(period) if !matches!(period.unit, Unit::Minutes | Unit::Hours) => {
            Some((phase.id.clone(), period.nominal_days()))
        }
        _ => {
            faults.error(
                "bad-period",
                word.span,
                format!("`{length}` is no length of a phase"),
                "write days, weeks or months, like `8w`",
            );
            None
        }
    }
}

/// The travel zone; a case without one is reckoned at the office.
fn zone(row: Row<'_>, draft: &Draft, faults: &mut Diagnostics) -> usize {
    let travel = &draft.team.travel;
    match row.cell("zone") {
        Some(word) => travel::zone(word, travel, faults).unwrap_or(0),
        None => {
            if travel.zones.len() > 1 {
                faults.warning(
                    "case-without-zone",
                    row.span(),
                    "this case has no `zone`: travel is reckoned as if it were at the office",
                    format!(
                        "write one of {}",
                        listed(travel.zones.iter().map(String::as_str))
                    ),
                );
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
            None => faults.error(
                "bad-period",
                word.span,
                format!("`{}` is no number of hours a week", word.text),
                "write hours or minutes, like `2h` or `90m`",
            ),
        }
    }
    minutes
}
