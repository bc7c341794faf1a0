//! `agreed.csv` and `held.csv` come in, appointments made elsewhere and records of what was held
//! go out.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::draft::Draft;
use super::lists::{agreed, held};
use super::{Agreed, week};
use crate::diagnostic::{Diagnostics, HoursFault, ListFault};
use crate::document::{Row, Sheet, Word};
use crate::ids::PersonId;
use crate::records::{Record, State};
use crate::rules::RoleKind;
use crate::time::SLOT_MINUTES;
use crate::time::zone;

const DAY: u32 = 24 * 60;

const STATES: [([&str; 3], State); 5] = [
    (["held", "doorgegaan", "gehouden"], State::Held),
    (["no-show", "niet verschenen", "no show"], State::NoShow),
    (["postponed", "uitgesteld", "verzet"], State::Postponed),
    (["cancelled", "afgezegd", "geannuleerd"], State::Cancelled),
    (
        ["waived", "vervallen met reden", "vervallen, met reden"],
        State::Waived,
    ),
];

/// Reads the agreed appointments into the draft.
pub(super) fn read_agreed(sheet: &Sheet, draft: &mut Draft, faults: &mut Diagnostics) {
    for row in sheet.rows() {
        let Some(agreed) = agreed(row, draft, faults) else {
            continue;
        };
        on_the_clock(&agreed, row, draft, faults);
        if draft.team.agreed.iter().any(|known| same(known, &agreed)) {
            faults.report(row.span(), ListFault::AgreedTwice);
        }
        draft.team.agreed.push(agreed);
    }
}

/// Whether two rows are one appointment: of a rule, its subject at that time; else the same people.
fn same(one: &Agreed, other: &Agreed) -> bool {
    let key = |agreed: &Agreed| (agreed.rule.clone(), agreed.subject.clone(), agreed.start);
    let people = |agreed: &Agreed| {
        let mut people = agreed.people.clone();
        people.sort();
        people
    };
    key(one) == key(other) && (one.rule.is_some() || people(one) == people(other))
}

/// Reports an appointment that begins or ends within an hour that a clock change skips or repeats, or goes on over it:
/// its minutes and its hours would not be the same.
fn on_the_clock(agreed: &Agreed, row: Row<'_>, draft: &Draft, faults: &mut Diagnostics) {
    let last = agreed.start + Duration::minutes(i64::from(agreed.minutes) - 1);
    let odd = |at: &NaiveDateTime| !zone::happens_once(draft.team.zone, *at);
    let on_end = [agreed.start, last].into_iter().find(odd);
    let over = !zone::keeps_its_hours(draft.team.zone, agreed.start, agreed.minutes);
    if let Some(at) = on_end.or(over.then_some(agreed.start)) {
        let span = row
            .cell(agreed::START.name)
            .map_or(row.span(), |word| word.span);
        let zone = draft.team.zone.to_string();
        faults.report(span, ListFault::ClockChange { at, zone });
    }
}

fn agreed(row: Row<'_>, draft: &Draft, faults: &mut Diagnostics) -> Option<Agreed> {
    let start = row.required(agreed::START.name, faults);
    let length = row.required(agreed::MINUTES.name, faults);
    let start = start.and_then(|word| moment(word, faults));
    let minutes = length.and_then(|word| minutes(word, faults));
    if let (Some((_, from)), Some(minutes), Some(word)) = (start, minutes, length) {
        within_day(from, minutes, word, faults);
    }
    let rule = row
        .cell(agreed::RULE.name)
        .map(|word| draft.rule_id(word, faults));
    let mut people = row
        .cell(agreed::PEOPLE.name)
        .map(Word::split)
        .unwrap_or_default();
    let subject = match &rule {
        Some(Some(rule)) => row
            .required(agreed::SUBJECT.name, faults)
            .map(|word| draft.segment(rule, word, faults)),
        Some(None) => Some(None),
        // Outside the rules the subject is one more who comes.
        None => {
            people.extend(row.cell(agreed::SUBJECT.name).cloned());
            Some(Some(String::new()))
        }
    };
    people.retain(|word| draft.participant(word, faults));
    if rule.is_none() && people.is_empty() {
        faults.report(row.span(), ListFault::WithoutPeople);
    }
    let (day, from) = start?;
    Some(Agreed {
        rule: rule.map_or(Some(None), |rule| rule.map(Some))?,
        subject: subject??,
        start: day.and_time(time(from)?),
        minutes: minutes?,
        people: people.into_iter().map(|word| word.text).collect(),
        note: row
            .cell(agreed::NOTE.name)
            .map_or(String::new(), |word| word.text.clone()),
        span: row.span(),
    })
}

/// A day and minutes after midnight, as in `2027-02-03 10:00`.
fn moment(word: &Word, faults: &mut Diagnostics) -> Option<(NaiveDate, u32)> {
    let parts = word.split();
    let parts = match parts.as_slice() {
        [whole] => whole.text.split_once('T').map(|(day, time)| {
            let part = |text: &str| Word {
                text: text.to_owned(),
                span: whole.span,
            };
            (part(day), part(time))
        }),
        [day, time] => Some((day.clone(), time.clone())),
        _ => None,
    };
    let Some((day, time)) = parts else {
        let read = word.text.clone();
        faults.report(word.span, HoursFault::NoMoment { read });
        return None;
    };
    day.date(faults).zip(clock(&time, faults))
}

/// Minutes after midnight of a start.
fn clock(word: &Word, faults: &mut Diagnostics) -> Option<u32> {
    // Spreadsheets add seconds.
    let text = word
        .text
        .strip_suffix(":00")
        .filter(|rest| rest.contains(':'));
    match week::minutes(text.unwrap_or(&word.text)) {
        Ok(minutes) if minutes < DAY => Some(minutes),
        _ => {
            let read = word.text.clone();
            faults.report(word.span, HoursFault::NoTime { read });
            None
        }
    }
}

/// The time so many minutes after midnight.
fn time(minutes: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
}

fn minutes(word: &Word, faults: &mut Diagnostics) -> Option<u32> {
    let minutes = word.text.parse().ok().filter(|m| (1..=DAY).contains(m));
    if minutes.is_none() {
        let read = word.text.clone();
        faults.report(word.span, HoursFault::NoMinutes { read });
    }
    minutes
}

fn within_day(from: u32, minutes: u32, word: &Word, faults: &mut Diagnostics) {
    if from + minutes > DAY {
        faults.report(word.span, ListFault::PastMidnight);
    } else if !from.is_multiple_of(SLOT_MINUTES) || !minutes.is_multiple_of(SLOT_MINUTES) {
        faults.report(word.span, ListFault::OffQuarter);
    }
}

/// Reads what was held into the draft.
pub(super) fn read_held(sheet: &Sheet, draft: &mut Draft, faults: &mut Diagnostics) {
    for row in sheet.rows() {
        let Some(record) = record(row, draft, faults) else {
            continue;
        };
        let same = |known: &&Record| {
            (&known.series, known.day, known.start) == (&record.series, record.day, record.start)
        };
        if draft.team.held.iter().any(|known| same(&known)) {
            let twice = ListFault::RecordedTwice {
                meeting: draft.team.named_series(&record.series),
                day: record.day,
            };
            faults.report(row.span(), twice);
        }
        let key = (record.series.clone(), record.day);
        draft.team.held_at.entry(key).or_insert(row.span());
        draft.team.held.push(record);
    }
}

fn record(row: Row<'_>, draft: &Draft, faults: &mut Diagnostics) -> Option<Record> {
    let rule = row.required(held::RULE.name, faults);
    let subject = row.required(held::SUBJECT.name, faults);
    let day = row.required(held::DATE.name, faults);
    let rule = rule.and_then(|word| draft.rule_id(word, faults));
    let day = day.and_then(|word| word.date(faults));
    let start = row
        .cell(held::START.name)
        .and_then(|word| clock(word, faults));
    let length = row
        .cell(held::MINUTES.name)
        .and_then(|word| minutes(word, faults));
    let state = row
        .cell(held::STATE.name)
        .map_or(Some(State::Held), |word| state(word, faults));
    let mut present = row
        .cell(held::PRESENT.name)
        .map(Word::split)
        .unwrap_or_default();
    present.retain(|word| was_there(word, draft, faults));
    let rule = rule?;
    let subject = draft.segment(&rule, subject?, faults)?;
    Some(Record {
        series: rule.series(&subject),
        state: state?,
        day: day?,
        start: start.and_then(time),
        minutes: length,
        present: present.into_iter().map(|word| word.text).collect(),
    })
}

fn state(word: &Word, faults: &mut Diagnostics) -> Option<State> {
    let said = word.text.to_lowercase();
    let found = STATES
        .iter()
        .find(|(names, _)| names.contains(&said.as_str()));
    if found.is_none() {
        let hint = faults.hint(&word.text, STATES.map(|([name, ..], _)| name));
        let read = word.text.clone();
        faults.report(word.span, ListFault::NoState { read, hint });
    }
    found.map(|(_, state)| *state)
}

/// A person, or the role of those who are recorded by role only: families and externals.
fn was_there(word: &Word, draft: &Draft, faults: &mut Diagnostics) -> bool {
    let by_role = matches!(
        draft.role_kind(&word.text),
        Some(RoleKind::Family | RoleKind::External)
    );
    let unsure = draft.role_kind(&word.text).is_none() && draft.unsure();
    by_role
        || unsure
        || draft.team.person(&PersonId::new(&word.text)).is_some()
        || draft.participant(word, faults)
}
