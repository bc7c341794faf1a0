//! What a form was made from: the form, what it is about and the team's files come in; what stands there under the names
//! of its fields, and a fingerprint that differs as soon as any of it does, go out. What stands elsewhere in the files
//! disturbs nobody.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::fields::Fields;
use super::rows::{CHANGED_CASE, WHICH};
use super::team::fields_of;
use crate::app::{self, Snapshot};
use crate::diagnostic::TeamFile;
use crate::records::{Act, Entry};
use crate::store::{EntryForm, Secret};
use crate::team::FileSet;
use crate::team::lists::{absences, assignments, cases, held};

/// Letters of a fingerprint.
const LETTERS: usize = 12;

/// The keys that the form of a person writes.
const OF_PERSON: [&str; 8] = [
    "name",
    "roles",
    "external",
    "contract",
    "since",
    "until",
    "hours",
    "protected",
];

/// The keys that the form of the settings writes.
const OF_SETTINGS: [&str; 6] = ["name", "programmes", "employer", "region", "office", "lang"];

/// What stands where a form writes.
#[derive(Clone, Debug, Default)]
pub struct Stood {
    /// Under the names of the form's fields, as files spell it.
    pub fields: BTreeMap<String, String>,
    /// Whatever else tells one state from another.
    more: String,
}

impl Stood {
    /// What tells one state from another.
    pub fn print(&self) -> String {
        let all = format!("{:?} {}", self.fields, self.more);
        let mut print = Secret::hash_of(&all);
        print.truncate(LETTERS);
        print
    }

    fn of(fields: BTreeMap<String, String>) -> Self {
        let more = String::new();
        Self { fields, more }
    }
}

/// The field by which a form chooses what it is about; `None` when it is about one thing.
pub fn choice(form: &str) -> Option<&'static str> {
    Some(match form {
        "hours" => "who",
        "assignment-end" => "which",
        "case-change" | "pause" | "end" => "case",
        "fixed" => "rule",
        _ => return None,
    })
}

/// The name under which a form carries the fingerprint of what it was made from.
pub fn carried(form: &str, fields: &Fields) -> String {
    match choice(form) {
        Some(name) => format!("of {}", fields.text(name)),
        None => "of".to_owned(),
    }
}

/// What stands in the files where a form writes; `None` when it only adds something new.
pub fn in_files(form: EntryForm, fields: &Fields, files: &FileSet) -> Option<Stood> {
    let only = |keys: &[&str], mut written: BTreeMap<String, String>| {
        written.retain(|key, _| keys.contains(&key.as_str()));
        written
    };
    Some(match form {
        EntryForm::Person => {
            let key = fields.text("key");
            if key.is_empty() {
                return None;
            }
            let written = only(&OF_PERSON, app::written(files, &["people", &key]));
            Stood::of(fields_of(written, "roles", "role"))
        }
        EntryForm::Settings => Stood::of(settings(
            files,
            only(&OF_SETTINGS, app::written(files, &[])),
        )),
        EntryForm::Hours => hours(&fields.text("who"), files),
        EntryForm::Fixed => fixed(&fields.text("rule"), files),
        EntryForm::Readings => {
            let chosen = app::written(files, &["choices"]).into_iter();
            Stood::of(
                chosen
                    .map(|(key, option)| (format!("reading {key}"), option))
                    .collect(),
            )
        }
        EntryForm::Closure | EntryForm::ClosureGone => {
            let why = app::written(files, &["closures"]).remove(&fields.text("day"));
            Stood::of(why.map(|why| ("why".to_owned(), why)).into_iter().collect())
        }
        EntryForm::CaseChange => {
            let which = vec![(cases::CODE.name, fields.text("case"))];
            let keys = CHANGED_CASE.map(|column| column.name);
            rows(files, TeamFile::Cases, &which, &keys)
        }
        EntryForm::AssignmentEnd => rows(
            files,
            TeamFile::Assignments,
            &which(&fields.text("which")),
            &[assignments::TO.name],
        ),
        EntryForm::AbsenceGone => {
            let which = fields.row(&[&absences::WHO, &absences::FROM, &absences::TO]);
            rows(files, TeamFile::Absences, &which, &[absences::HOURS.name])
        }
        EntryForm::Past => past(fields, files),
        EntryForm::Absence
        | EntryForm::Assignment
        | EntryForm::Case
        | EntryForm::Agreed
        | EntryForm::Group => return None,
    })
}

/// The cells that name an assignment, of the words that a form has for it.
pub fn which(words: &str) -> app::Cells {
    let mut words = words.split(' ');
    WHICH
        .map(|column| (column.name, words.next().unwrap_or_default().to_owned()))
        .into()
}

/// The settings as fields.
pub fn settings(files: &FileSet, written: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut fields = fields_of(written, "programmes", "programme");
    fields.extend(app::written(files, &["travel"]));
    let ways = app::written(files, &["travel", "between"]);
    let ways: Vec<String> = ways
        .iter()
        .map(|(name, way)| format!("{name} {way}"))
        .collect();
    fields.insert("between".to_owned(), ways.join(", "));
    fields
}

/// The hours that somebody got last.
fn hours(who: &str, files: &FileSet) -> Stood {
    let patterns = app::written_each(files, &["people", who, "patterns"]);
    let last = patterns.last();
    let named = [("from", "from"), ("week", "hours")].into_iter();
    let fields = named.filter_map(|(name, key)| Some((name.to_owned(), last?.get(key)?.clone())));
    Stood {
        fields: fields.collect(),
        more: format!("{patterns:?}"),
    }
}

/// When a meeting of the team is.
fn fixed(rule: &str, files: &FileSet) -> Stood {
    let mut fields = app::written(files, &["rules", rule, "when", "fixed"]);
    let gap = app::written(files, &["rules", rule, "gap"]);
    let weeks = gap.get("target").and_then(|gap| gap.strip_suffix('w'));
    fields.extend(weeks.map(|weeks| ("weeks".to_owned(), weeks.to_owned())));
    let more = format!("{gap:?}");
    Stood { fields, more }
}

/// The rows of a list that are meant; of the last, which is changed, the cells that a form writes.
fn rows(files: &FileSet, list: TeamFile, which: &app::Cells, keys: &[&str]) -> Stood {
    let rows = app::rows(files, list, which);
    let mut fields = rows.last().cloned().unwrap_or_default();
    fields.retain(|column, _| keys.contains(&column.as_str()));
    let more = format!("{rows:?}");
    Stood { fields, more }
}

/// What was held of one subject: the last day of each rule.
fn past(fields: &Fields, files: &FileSet) -> Stood {
    let mut named = fields.0.keys().filter_map(|name| name.strip_prefix("on "));
    let subject = named.find_map(|what| Some(what.split_once(' ')?.1));
    held_of(subject.unwrap_or_default(), files)
}

/// The same, of a subject that is known.
pub fn held_of(subject: &str, files: &FileSet) -> Stood {
    let which = vec![(held::SUBJECT.name, subject.to_owned())];
    let rows = app::rows(files, TeamFile::Held, &which);
    let mut fields = BTreeMap::new();
    for row in &rows {
        let cell = |column: &str| row.get(column).map_or("", String::as_str);
        let last: &mut String = fields
            .entry(format!("on {} {subject}", cell(held::RULE.name)))
            .or_default();
        let day = cell(held::DATE.name);
        if last.parse::<NaiveDate>().ok() < day.parse().ok() {
            day.clone_into(last);
        }
    }
    let more = format!("{rows:?}");
    Stood { fields, more }
}

/// What the record book says of a family's pauses and end.
pub fn in_book(code: &str, snapshot: &Snapshot) -> Stood {
    let numbers = lines_of(code, snapshot).map(|line| line.number.to_string());
    Stood {
        fields: BTreeMap::new(),
        more: numbers.collect::<Vec<_>>().join(" "),
    }
}

/// Those lines, and what takes one of them back.
pub fn lines_of<'s>(code: &'s str, snapshot: &'s Snapshot) -> impl Iterator<Item = &'s Entry> {
    let is_own = move |act: &Act| match act {
        Act::Pause(pause) => pause.case.as_str() == code,
        Act::End(end) => end.case.as_str() == code,
        _ => false,
    };
    let taken_back = move |number: u32| {
        let mut lines = snapshot.entries.iter();
        lines.any(|line| line.number == number && is_own(&line.act))
    };
    snapshot.entries.iter().filter(move |line| match &line.act {
        Act::Correct { entry, .. } => taken_back(*entry),
        act => is_own(act),
    })
}
