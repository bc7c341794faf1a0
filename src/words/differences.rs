//! What differs between two calendars, in words: changes come in, counts and a line for each go out.

use super::Formatter;
use crate::language::{Lang, Text};
use crate::plan::{Change, ChangeKind, Changes, Placement};
use crate::team::Team;

/// `3 moved, 1 new`, or that nothing differs.
pub fn counts(changes: &Changes, lang: Lang) -> String {
    let count = |kind| match (changes.count(kind), word(kind).get(lang)) {
        (0, _) => None,
        (count, word) => Some(format!("{count} {word}")),
    };
    let counts: Vec<String> = ChangeKind::ALL.into_iter().filter_map(count).collect();
    if counts.is_empty() {
        return lang.pick("niets verandert", "nothing changes").to_owned();
    }
    counts.join(", ")
}

/// For everybody concerned (or one of them) a name and a line for each change: the team first, in the
/// order of its file, then others, then families.
pub fn sections(
    formatter: Formatter<'_>,
    changes: &Changes,
    only: Option<&str>,
) -> Vec<(String, Vec<String>)> {
    let mut by_person = changes.by_person();
    by_person.retain(|id, own| !own.is_empty() && only.is_none_or(|only| *id == only));
    let mut rows: Vec<_> = by_person
        .into_iter()
        .map(|(id, own)| (rank(formatter.team, id), id, own))
        .collect();
    rows.sort_by_key(|(rank, id, _)| (*rank, *id));
    rows.into_iter()
        .map(|(_, id, own)| {
            let lines = own.iter().filter_map(|change| {
                let line = line(formatter, change, id)?;
                Some(line + &goes_on(formatter, changes, change, id))
            });
            (capital(&name(formatter, id)), lines.collect())
        })
        .collect()
}

/// Where somebody stands in the list.
fn rank(team: &Team, id: &str) -> (bool, usize) {
    let mut people = team.people.iter();
    let at = people.position(|person| person.id.as_str() == id);
    let external = at.is_none_or(|at| team.people[at].external);
    (external, at.unwrap_or(usize::MAX))
}

/// As a heading.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A person's name; a family goes by its code.
fn name(formatter: Formatter<'_>, id: &str) -> String {
    match formatter.is_case(id) {
        true => formatter.family(id),
        false => formatter.subject(id),
    }
}

/// `moved · Meeting K7QX: Wed 13 Jan 13:00 → Tue 12 Jan 15:00`.
fn line(formatter: Formatter<'_>, change: &Change, to: &str) -> Option<String> {
    let lang = formatter.lang;
    let placement = change.placement()?;
    let meeting = formatter.title(placement);
    let at = |placement: &Placement| {
        let start = placement.start;
        format!(
            "{} {}",
            formatter.short_date(start.date()),
            start.format("%R")
        )
    };
    let others = |placement: &Placement| {
        let others = placement.participants.iter().filter(|one| one.id != to);
        let names: Vec<String> = others.map(|one| name(formatter, &one.id)).collect();
        match names.is_empty() {
            true => String::new(),
            false => format!(", {} {}", lang.pick("met", "with"), names.join(", ")),
        }
    };
    // Of a meeting of two that is about no family the title does not say which one it is.
    let pair = |placement: &Placement| match (&placement.case, placement.participants.len()) {
        (None, 2) => others(placement),
        _ => String::new(),
    };
    let what = match (change.kind, change.before) {
        (ChangeKind::Moved, Some(before)) => {
            format!("{} → {}{}", at(before), at(placement), pair(placement))
        }
        (ChangeKind::Shape, Some(before)) if before.minutes != placement.minutes => format!(
            "{}, {} → {} min",
            at(placement),
            before.minutes,
            placement.minutes
        ),
        (ChangeKind::Shape, _) => match &placement.place {
            Some(place) => format!("{}, {place}", at(placement)),
            None => at(placement),
        },
        (ChangeKind::Cancelled, _) => at(placement) + &pair(placement),
        (ChangeKind::People, Some(before)) => {
            let gone = but(formatter, before, placement, lang.pick("zonder", "without"));
            let come = but(formatter, placement, before, lang.pick("met", "with"));
            at(placement) + &gone + &come
        }
        (ChangeKind::Moved | ChangeKind::People | ChangeKind::New, _) => {
            at(placement) + &others(placement)
        }
    };
    Some(format!(
        "{}: {meeting}, {what}",
        word(change.kind).get(lang)
    ))
}

/// `, goes on without Anna`: of a meeting that is cancelled only for who no longer comes.
fn goes_on(formatter: Formatter<'_>, changes: &Changes, own: &Change, id: &str) -> String {
    let same = |one: &&Change| {
        let ids = [*one, own].map(|change| change.placement().map(|placement| &placement.id));
        ids[0] == ids[1] && one.after.is_some()
    };
    if own.after.is_some() || !changes.0.iter().any(|one| same(&one)) {
        return String::new();
    }
    let without = formatter.lang.pick("gaat door zonder", "goes on without");
    format!(", {without} {}", name(formatter, id))
}

/// `, with Bram`: those of one form of a meeting who are not in the other.
fn but(formatter: Formatter<'_>, of: &Placement, other: &Placement, how: &str) -> String {
    let people = of.participants.iter();
    let names: Vec<String> = people
        .filter(|one| !other.participants.iter().any(|known| known.id == one.id))
        .map(|one| name(formatter, &one.id))
        .collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(", {how} {}", names.join(", ")),
    }
}

fn word(kind: ChangeKind) -> Text {
    match kind {
        ChangeKind::Moved => Text::new("verzet", "moved"),
        ChangeKind::People => Text::new("met andere mensen", "with other people"),
        ChangeKind::Shape => Text::new("met andere duur of plaats", "with other length or place"),
        ChangeKind::New => Text::new("nieuw", "new"),
        ChangeKind::Cancelled => Text::new("vervallen", "cancelled"),
    }
}
