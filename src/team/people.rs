//! `[people.*]` and `[groups.*]` of `team.toml` come in, people with their hours and groups go out.

use chrono::NaiveDate;

use super::draft::Draft;
use super::words::{self, is_key};
use super::{Group, Pattern, Person, week};
use crate::diagnostic::Span;
use crate::document::{Entry, Reader, Table, Word};
use crate::ids::PersonId;
use crate::rules::RoleKind;

/// Reads the people into the draft.
pub(super) fn read(reader: &mut Reader<'_, '_>, draft: &mut Draft) {
    for (entry, table) in reader.tables_by_name("people") {
        check_key(entry, reader);
        let what = format!("person `{}`", entry.key);
        let mut inner = Reader::new(table, entry.key_span, what, reader.faults);
        let person = person(&mut inner, entry, draft);
        inner.finish();
        draft.team.people.push(person);
    }
    if !reader.has("people") {
        reader.faults.warning(
            "nobody-yet",
            None,
            "team.toml names no people yet",
            "add a table [people.<key>] for each colleague, or enter them on the board",
        );
    }
}

/// A person's key is also a feed's file name, beside `team.ics` and `case-<code>.ics`.
fn check_key(entry: &Entry, reader: &mut Reader<'_, '_>) {
    if !is_key(&entry.key) {
        words::bad_key(&key_word(entry), "a person", reader.faults);
    } else if entry.key == "team" || entry.key.starts_with("case-") {
        reader.faults.error(
            "bad-key",
            entry.key_span,
            format!("`{}` is reserved for a feed of that name", entry.key),
            "choose another key, not `team` and not beginning with `case-`",
        );
    }
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
        contract: reader.minutes("contract"),
        since,
        until,
        patterns,
        protected: protected
            .and_then(|word| week::read(&word, reader.faults))
            .map(Pattern::always)
            .into_iter()
            .collect(),
        max_per_day: reader.integer("max_per_day", 1, 40),
        swaps: swaps(reader),
        span: entry.key_span,
    }
}

/// The roles, each known to a programme and one that people hold.
fn roles(reader: &mut Reader<'_, '_>, draft: &Draft) -> Vec<Word> {
    let roles = reader.list_of_text("roles");
    if !reader.has("roles") {
        let message = format!("{} has no `roles`", reader.what());
        reader.error("missing-key", message, "add roles = [\"…\"]");
    }
    for (index, word) in roles.iter().enumerate() {
        if roles
            .iter()
            .take(index)
            .any(|other| other.text == word.text)
        {
            reader.faults.error(
                "duplicate-role",
                word.span,
                format!("`{}` is listed twice", word.text),
                "delete one",
            );
            continue;
        }
        draft.known_role(word, reader.faults);
        if let Some(kind @ (RoleKind::Family | RoleKind::Slot)) = draft.role_kind(&word.text) {
            let reason = match kind {
                RoleKind::Family => "is the family's own role",
                _ => "is a place any of several roles may take",
            };
            reader.faults.error(
                "role-not-for-people",
                word.span,
                format!("`{}` {reason}; nobody of the team holds it", word.text),
                "give a role of the programme that staff or externals hold",
            );
        }
    }
    roles
}

fn pattern(reader: &mut Reader<'_, '_>, table: &Table, span: Span) -> Option<Pattern> {
    let what = format!("a pattern of {}", reader.what());
    let mut inner = Reader::new(table, span, what, reader.faults);
    let (from, to) = (inner.date("from"), inner.date("to"));
    in_order(&mut inner, from, to, "to");
    let every = inner.integer("every", 1, 52).unwrap_or(1);
    if every > 1 && !inner.has("from") {
        inner.error(
            "pattern-without-start",
            format!("every {every} weeks, counted from no date"),
            "add `from`: the weeks are counted from the week of that day",
        );
    }
    let hours = inner.word("hours");
    inner.required("hours", hours.as_ref(), "add hours = \"…\", or \"none\"");
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
    let what = format!("`swaps` of {}", reader.what());
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
            words::bad_key(&key_word(entry), "a group", reader.faults);
        }
        let what = format!("group `{}`", entry.key);
        let mut inner = Reader::new(table, entry.key_span, what, reader.faults);
        let title = inner.text("title").unwrap_or(&entry.key).to_owned();
        let rule = inner.word("rule");
        inner.required("rule", rule.as_ref(), "add rule = \"<programme>.<rule>\"");
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
