//! What a team makes of its programmes: `[choices]`, `[rules]` and `[[overlays]]` of `team.toml`
//! come in, adjustments for each programme go out.

use std::collections::BTreeMap;

use crate::diagnostic::{Hint, KeyFault, Owner, Span, TeamFault};
use crate::document::{Entry, Reader, Table, Value, Word};
use crate::rules::{Adjusted, Adjustments, CONDITIONS, Pick};

/// What a name with its programme names.
#[derive(Clone, Copy)]
enum Kind {
    Choice,
    Rule,
}

/// The adjustments by programme; every programme of the team has an entry.
pub(super) fn read(
    reader: &mut Reader<'_, '_>,
    programmes: &[Word],
) -> BTreeMap<String, Adjustments> {
    let mut all: BTreeMap<String, Adjustments> = programmes
        .iter()
        .map(|word| (word.text.clone(), Adjustments::default()))
        .collect();
    choices(reader, &mut all);
    rules(reader, &mut all);
    overlays(reader, &mut all);
    all
}

fn choices(reader: &mut Reader<'_, '_>, all: &mut BTreeMap<String, Adjustments>) {
    let Some(table) = reader.table("choices") else {
        return;
    };
    let mut reader = Reader::new(
        table,
        reader.place("choices"),
        Owner::Section("choices"),
        reader.faults,
    );
    for entry in &table.entries {
        let option = reader.word(&entry.key);
        let found = named(&entry.key, entry.key_span, Kind::Choice, all, &mut reader);
        if let (Some(option), Some((adjustments, choice))) = (option, found) {
            adjustments.choices.push(Pick { choice, option });
        }
    }
    reader.finish();
}

fn rules(reader: &mut Reader<'_, '_>, all: &mut BTreeMap<String, Adjustments>) {
    for (entry, table) in reader.tables_by_name("rules") {
        let found = named(&entry.key, entry.key_span, Kind::Rule, all, reader);
        if let Some((adjustments, rule)) = found {
            let table = table.clone();
            adjustments.rules.push(Adjusted { rule, table });
        }
    }
}

fn overlays(reader: &mut Reader<'_, '_>, all: &mut BTreeMap<String, Adjustments>) {
    for (table, span) in reader.tables("overlays") {
        let mut table: Table = table.clone();
        let rule = table.get("rule").and_then(|entry| match &entry.node.value {
            Value::Text(text) => Some((text.clone(), entry.node.span)),
            _ => None,
        });
        let Some((name, place)) = rule else {
            reader.faults.report(span, KeyFault::OverlayWithoutRule);
            continue;
        };
        table.entries.retain(|entry| entry.key != "rule");
        if let Some((adjustments, rule)) = named(&name, place, Kind::Rule, all, reader) {
            adjustments.overlays.push(Adjusted { rule, table });
        }
    }
}

/// For whom a programme's overlays are meant: the key of each condition, and the word under it.
pub(super) fn aimed(own: &Adjustments) -> Vec<(String, Word)> {
    let entries = own.overlays.iter().flat_map(|one| &one.table.entries);
    let word = |entry: &Entry| match &entry.node.value {
        Value::Text(text) => Some(Word {
            text: text.clone(),
            span: entry.node.span,
        }),
        _ => None,
    };
    let aimed = entries.filter(|entry| CONDITIONS.contains(&entry.key.as_str()));
    aimed
        .filter_map(|entry| Some((entry.key.clone(), word(entry)?)))
        .collect()
}

/// The adjustments and the own name of `<programme>.<name>`; reported when there is no such
/// programme.
fn named<'a>(
    text: &str,
    span: Span,
    kind: Kind,
    all: &'a mut BTreeMap<String, Adjustments>,
    reader: &mut Reader<'_, '_>,
) -> Option<(&'a mut Adjustments, Word)> {
    let Some((programme, name)) = text.split_once('.') else {
        let read = text.to_owned();
        let fault = match kind {
            Kind::Choice => TeamFault::NoProgrammeOfChoice { read },
            Kind::Rule => TeamFault::NoProgrammeOfRule { read },
        };
        reader.faults.report(span, fault);
        return None;
    };
    // A team without any programme is told so where it names them.
    if !all.is_empty() && !all.contains_key(programme) {
        let unknown = TeamFault::UnknownProgramme {
            read: programme.to_owned(),
            hint: Hint::of(programme, all.keys().map(String::as_str)),
        };
        reader.faults.report(span, unknown);
    }
    let word = Word {
        text: name.to_owned(),
        span,
    };
    Some((all.get_mut(programme)?, word))
}
