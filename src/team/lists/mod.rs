//! The lists of a team folder: what each column is called, whether it must be there and what it holds. Readers,
//! writers, forms, faults and the reference all take it from here.

pub mod absences;
pub mod agreed;
pub mod assignments;
pub mod cases;
pub mod held;

use crate::diagnostic::TeamFile;
use crate::document::{Columns, Sheet};
use crate::language::{Lang, Text};

/// A list of a team folder.
#[derive(Debug)]
pub struct List {
    /// The file.
    pub file: TeamFile,
    /// Its columns, in the order in which a new list has them.
    pub columns: &'static [&'static Column],
}

/// A column of a list.
#[derive(Debug)]
pub struct Column {
    /// Its key in the header.
    pub name: &'static str,
    /// What people call it: Dutch, English.
    heading: [&'static str; 2],
    /// Whether it must be there.
    pub need: Need,
    /// What stands in it.
    pub holds: Holds,
    /// What it is for: Dutch, English.
    about: [&'static str; 2],
}

/// Whether a column must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// In every list, with something in every row.
    Always,
    /// In every list; a row may be blank there.
    Column,
    /// Where it says something.
    Optional,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The code of a case.
    Code,
    /// The key of a programme of the team.
    Programme,
    /// The key of a role.
    Role,
    /// The id of a rule.
    Rule,
    /// The key of a person.
    Person,
    /// A person or a case.
    PersonOrCase,
    /// A case, a person or a group.
    Subject,
    /// People and cases, or roles, with blanks between them.
    People,
    /// A travel zone.
    Zone,
    /// A day.
    Day,
    /// Days with blanks between them.
    Days,
    /// A day and a time.
    Moment,
    /// A time of day.
    Time,
    /// A number of minutes, up to a day.
    Minutes,
    /// Hours of a week.
    Week,
    /// Hours of a day.
    Hours,
    /// Lengths of phases.
    Phases,
    /// Words with blanks between them.
    Words,
    /// One of several words.
    OneOf(&'static [&'static str]),
    /// Any text.
    Text,
}

impl Holds {
    /// In words.
    pub fn said(self, lang: Lang) -> String {
        let (nl, en) = match self {
            Self::Code => ("code van een gezin", "code of a case"),
            Self::Programme => ("sleutel van een programma", "key of a programme"),
            Self::Role => ("sleutel van een rol", "key of a role"),
            Self::Rule => (
                "regel, met het programma ervoor",
                "rule, after its programme",
            ),
            Self::Person => ("sleutel van een collega", "key of a person"),
            Self::PersonOrCase => (
                "sleutel van een collega of code van een gezin",
                "key of a person or code of a case",
            ),
            Self::Subject => (
                "code van een gezin, sleutel van een collega of van een groep",
                "code of a case, key of a person or of a group",
            ),
            Self::People => (
                "sleutels en codes, met spaties ertussen",
                "keys and codes, separated by blanks",
            ),
            Self::Zone => ("een reisgebied van [travel]", "a zone of [travel]"),
            Self::Day => ("dag: 4-1-2027 of 2027-01-04", "day: 2027-01-04 or 4-1-2027"),
            Self::Days => ("dagen, met spaties ertussen", "days, separated by blanks"),
            Self::Moment => (
                "dag en tijd: 2027-02-03 10:00",
                "day and time: 2027-02-03 10:00",
            ),
            Self::Time => ("tijd: 09:30", "time: 09:30"),
            Self::Minutes => ("1 tot 1440", "1 to 1440"),
            Self::Week => (
                "uren van een week: ma-di 08:30-12:30; do o m",
                "hours of a week: mon-tue 08:30-12:30; thu am pm",
            ),
            Self::Hours => (
                "uren van een dag: 13:00-17:00, of o",
                "hours of a day: 13:00-17:00, or am",
            ),
            Self::Phases => (
                "lengtes: start=8w change=30w",
                "lengths: start=8w change=30w",
            ),
            Self::Words => (
                "woorden, met spaties ertussen",
                "words, separated by blanks",
            ),
            Self::Text => ("tekst", "text"),
            Self::OneOf(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                return words.join(", ");
            }
        };
        lang.pick(nl, en).to_owned()
    }
}

impl Column {
    /// What people call it.
    pub fn heading(&self) -> Text {
        let [nl, en] = self.heading;
        Text::new(nl, en)
    }

    /// What it is for.
    pub fn about(&self, lang: Lang) -> &'static str {
        let [nl, en] = self.about;
        match lang {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }
}

impl List {
    /// The list of a file; `None` for the settings.
    pub fn of(file: TeamFile) -> Option<&'static Self> {
        match file {
            TeamFile::Settings => None,
            TeamFile::Cases => Some(&cases::LIST),
            TeamFile::Assignments => Some(&assignments::LIST),
            TeamFile::Absences => Some(&absences::LIST),
            TeamFile::Agreed => Some(&agreed::LIST),
            TeamFile::Held => Some(&held::LIST),
        }
    }

    /// The keys of its columns, for the header of a new list.
    pub fn names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name).collect()
    }

    /// The keys of the columns that must be there, and of those that may.
    fn by_need(&self) -> (Vec<&'static str>, Vec<&'static str>) {
        let (required, optional): (Vec<&Column>, Vec<&Column>) = self
            .columns
            .iter()
            .partition(|column| column.need != Need::Optional);
        let names = |columns: Vec<&Column>| columns.iter().map(|column| column.name).collect();
        (names(required), names(optional))
    }

    /// Lets `read` have the columns that the list may have; `more` and those that begin with one of `prefixes` too.
    pub(super) fn with_columns<T>(
        &self,
        more: &[&str],
        prefixes: &[&str],
        read: impl FnOnce(&Columns<'_>) -> T,
    ) -> T {
        let (required, mut optional) = self.by_need();
        optional.extend(more);
        read(&Columns {
            required: &required,
            optional: &optional,
            prefixes,
            most: self.most_rows(),
        })
    }

    /// How many rows are read: of families those of ten teams in ten years, of what was held those of one team.
    fn most_rows(&self) -> usize {
        match self.file {
            TeamFile::Cases => 5000,
            TeamFile::Held => 50_000,
            _ => 20_000,
        }
    }

    /// Whether a list has every column that it must have.
    pub(super) fn is_whole(&self, sheet: &Sheet) -> bool {
        let (required, _) = self.by_need();
        required.iter().all(|column| sheet.has(column))
    }

    /// The columns of a list as it is, in its order: each with what people call it; one of no list's by its key.
    pub(super) fn headings(&self, sheet: &Sheet) -> Vec<(String, Text)> {
        let heading = |key: &str| {
            let mut columns = self.columns.iter();
            let known = columns.find(|column| column.name == key);
            known.map_or_else(|| Text::new(key, key), |column| column.heading())
        };
        let header = sheet.header().iter();
        header
            .map(|cell| (cell.text.clone(), heading(&cell.text)))
            .collect()
    }
}
