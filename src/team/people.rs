//! `[people.*]` and `[groups.*]` of `team.toml` come in, people with their hours and groups go out.

use chrono::NaiveDate;

use super::draft::Draft;
use super::words::{self, is_key};
use super::{Group, Pattern, Person, week};
use crate::diagnostic::{Add, Named, Owner, Span, TeamFault};
use crate::document::{Entry, Reader, Table, Value, Word};
use crate::ids::PersonId;
use crate::rules::RoleKind;

/// Reads the people into the draft.
pub(super) fn read(reader: &mut Reader<'_, '_>, draft: &mut Draft) {
    for (entry, table) in reader.tables_by_name("people") {
        check_key(entry, reader);
        let what = Owner::Person(called(entry, table, "name"));
        let mut inner = Reader::new(table, entry.key_span, what, reader.faults);
        let person = person(&mut inner, entry, draft);
        inner.finish();
        draft.team.people.push(person);
    }
    if !reader.has("people") {
        reader.faults.report(None, TeamFault::NobodyYet);
    }
}

/// A person's key is also a feed's file name, beside `team.ics` and `case-<code>.ics`.
fn check_key(entry: &Entry, reader: &mut Reader<'_, '_>) {
    if !is_key(&entry.key) {
        let read = entry.key.clone();
        reader
            .faults
            .report(entry.key_span, TeamFault::BadPerson { read });
    } else if entry.key == "team" || entry.key.starts_with("case-") {
        let read = entry.key.clone();
        reader
            .faults
            .report(entry.key_span, TeamFault::ReservedKey { read });
    }
}

/// What a table is called: its text under `key`, when it has one.
fn called(entry: &Entry, table: &Table, key: &str) -> Named {
    let name = match table.get(key).map(|entry| &entry.node.value) {
        Some(Value::Text(name)) => name.as_str(),
        _ => "",
    };
    Named::plain(&entry.key, name)
}

fn key_word(entry: &Entry) -> Word {
    Word {
        text: entry.key.clone(),
        span: entry.key_span,
    }
}

fn person(reader: &mut Reader<'_, '_>, entry: &Entry, draft: &Draft) -> Person {
    let name = reader
        .required_text("name")
        .unwrap_or(&entry.key)
        .to_owned();
    let roles = roles(reader, draft);
    let (since, until) = (reader.date("since"), reader.date("until"));
    in_order(reader, since, until, "until");
    // A contract the wrong way round is reported; it must not also empty every group.
    let until = until.filter(|until| since.is_none_or(|since| since <= *until));
    let hours = reader.word("hours");
    let mut patterns: Vec<Pattern> = hours
        .and_then(|word| week::read(&word, reader.faults))
        .map(Pattern::always)
        .into_iter()
        .collect();
    let others = reader.tables("patterns");
    if patterns.is_empty() && !others.is_empty() && !reader.has("hours") {
        // Other hours for some time are other than the team's.
        patterns.push(Pattern::always(draft.team.office));
    }
    for (table, span) in others {
        patterns.extend(pattern(reader, table, span));
    }
    let protected = reader.word("protected");
    Person {
        id: PersonId::new(&entry.key),
        name,
        roles: roles.into_iter().map(|word| word.text).collect(),
        external: reader.boolean("external").unwrap_or(false),
        kind: reader.text("kind").map(str::to_owned),
        contract: reader.minutes("contract"),
        since,
        until,
        patterns,
        protected: protected
            .and_then(|word| week::read(&word, reader.faults))
            .map(Pattern::always)
            .into_iter()
            .collect(),
        flags: reader
            .list_of_text("flags")
            .into_iter()
            .map(|word| word.text)
            .collect(),
        max_per_day: reader.integer("max_per_day", 1, 40),
        standing: reader.boolean("standing").unwrap_or(true),
        swaps: swaps(reader),
        span: entry.key_span,
    }
}

/// The roles, each known to a programme and one that people hold.
fn roles(reader: &mut Reader<'_, '_>, draft: &Draft) -> Vec<Word> {
    let roles = reader.list_of_text("roles");
    if !reader.has("roles") {
        let add = Add::Line("roles = [\"…\"]".to_owned());
        reader.required("roles", None::<()>, add);
    }
    for (index, word) in roles.iter().enumerate() {
        if roles
            .iter()
            .take(index)
            .any(|other| other.text == word.text)
        {
            let read = word.text.clone();
            reader
                .faults
                .report(word.span, TeamFault::DuplicateRole { read });
            continue;
        }
        draft.known_role(word, reader.faults);
        let read = word.text.clone();
        let not_held = match draft.role_kind(&word.text) {
            Some(RoleKind::Family) => TeamFault::HoldsFamilyRole { read },
            Some(RoleKind::Slot) => TeamFault::HoldsSlot { read },
            _ => continue,
        };
        reader.faults.report(word.span, not_held);
    }
    roles
}

fn pattern(reader: &mut Reader<'_, '_>, table: &Table, span: Span) -> Option<Pattern> {
    let what = Owner::Pattern(Box::new(reader.what()));
    let mut inner = Reader::new(table, span, what, reader.faults);
    let (from, to) = (inner.date("from"), inner.date("to"));
    in_order(&mut inner, from, to, "to");
    let every = inner.integer("every", 1, 52).unwrap_or(1);
    if every > 1 && !inner.has("from") {
        inner.report(TeamFault::PatternWithoutStart { every });
    }
    let hours = inner.word("hours");
    let add = Add::Line("hours = \"…\" (\"none\")".to_owned());
    inner.required("hours", hours.as_ref(), add);
    let week = hours.and_then(|word| week::read(&word, inner.faults));
    inner.finish();
    Some(Pattern {
        from,
        to,
        every,
        week: week?,
    })
}

impl Pattern {
    /// The same hours every week, without end.
    fn always(week: [crate::time::Slots; 7]) -> Self {
        Self {
            from: None,
            to: None,
            every: 1,
            week,
        }
    }
}

/// Holidays worked in exchange for another day: `swaps = { 2027-04-27 = 2027-03-10 }`.
fn swaps(reader: &mut Reader<'_, '_>) -> Vec<(NaiveDate, NaiveDate)> {
    let Some(table) = reader.table("swaps") else {
        return Vec::new();
    };
    let what = Owner::Key("swaps".to_owned(), Box::new(reader.what()));
    let mut inner = Reader::new(table, reader.span(), what, reader.faults);
    let mut swaps = Vec::new();
    for entry in &table.entries {
        let worked = key_word(entry).date(inner.faults);
        let free = inner.date(&entry.key);
        swaps.extend(worked.zip(free));
    }
    inner.finish();
    swaps
}

/// Reports an end before its start at the end's key.
fn in_order(
    reader: &mut Reader<'_, '_>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    key: &str,
) {
    let end = Word {
        text: String::new(),
        span: reader.place(key),
    };
    words::in_order(from, to, &end, reader.faults);
}

/// Reads the groups into the draft.
pub(super) fn read_groups(reader: &mut Reader<'_, '_>, draft: &mut Draft) {
    for (entry, table) in reader.tables_by_name("groups") {
        if !is_key(&entry.key) {
            let read = entry.key.clone();
            reader
                .faults
                .report(entry.key_span, TeamFault::BadGroup { read });
        }
        let what = Owner::Group(called(entry, table, "title"));
        let mut inner = Reader::new(table, entry.key_span, what, reader.faults);
        let title = inner.text("title").unwrap_or(&entry.key).to_owned();
        let rule = inner.word("rule");
        let add = Add::Line("rule = \"<programme>.<rule>\"".to_owned());
        inner.required("rule", rule.as_ref(), add);
        let rule = rule.and_then(|word| draft.rule_id(&word, inner.faults));
        inner.finish();
        if let Some(rule) = rule {
            draft.team.groups.push(Group {
                id: entry.key.clone(),
                title,
                rule,
                span: entry.key_span,
            });
        }
    }
}
