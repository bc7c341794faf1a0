//! Tables of files and what stands in them: whose a key is, what was found there, what should stand there come in;
//! the reader's words go out.

use super::argument::{Argument, Named, Reader, TeamFile};
use super::source::FileId;
use crate::language::Lang;

/// Whose a table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A whole file.
    File(FileId),
    /// The settings of a team.
    Team,
    /// A table by its name, as `[travel]`.
    Section(&'static str),
    /// A rule.
    Rule(String),
    /// A role.
    Role(String),
    /// A phase.
    Phase(String),
    /// A choice.
    Choice(String),
    /// An option of a choice.
    Option(String, Box<Owner>),
    /// A date of the case list.
    Date(String),
    /// A variant of a rule.
    Variant(Box<Owner>),
    /// A person.
    Person(Named),
    /// Other hours of a person.
    Pattern(Box<Owner>),
    /// A group.
    Group(Named),
    /// A key of another table.
    Key(String, Box<Owner>),
}

impl Argument for Owner {
    fn said(&self, to: &Reader<'_>) -> String {
        let keyed = |nl, en, key: &str| format!("{} `{key}`", to.lang.pick(nl, en));
        let named = |nl, en, name: &Named| format!("{} {}", to.lang.pick(nl, en), name.said(to));
        let of = to.lang.pick("van", "of");
        match self {
            Self::File(file) => file.said(to),
            Self::Team => TeamFile::Settings.said(to),
            Self::Section(name) => format!("[{name}]"),
            Self::Rule(key) => keyed("regel", "rule", key),
            Self::Role(key) => keyed("rol", "role", key),
            Self::Phase(key) => keyed("fase", "phase", key),
            Self::Choice(key) => keyed("keuze", "choice", key),
            Self::Date(key) => keyed("datum", "date", key),
            Self::Option(key, choice) => {
                let option = keyed("mogelijkheid", "option", key);
                format!("{option} {of} {}", choice.said(to))
            }
            Self::Variant(rule) => {
                let variant = to.lang.pick("een variant", "a variant");
                format!("{variant} {of} {}", rule.said(to))
            }
            Self::Person(name) => named("collega", "person", name),
            Self::Group(name) => named("groep", "group", name),
            Self::Pattern(person) => {
                let pattern = to.lang.pick("een patroon", "a pattern");
                format!("{pattern} {of} {}", person.said(to))
            }
            Self::Key(key, owner) => format!("`{key}` {of} {}", owner.said(to)),
        }
    }
}

/// Kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Float,
    /// True or false.
    Bool,
    /// A date.
    Date,
    /// A list.
    List,
    /// A table.
    Table,
}

impl Argument for ValueKind {
    fn said(&self, to: &Reader<'_>) -> String {
        let (nl, en) = match self {
            Self::Text => ("tekst", "text"),
            Self::Integer => ("een heel getal", "a whole number"),
            Self::Float => ("een getal met een komma", "a number with a fraction"),
            Self::Bool => ("waar of niet waar (true of false)", "true or false"),
            Self::Date => ("een datum", "a date"),
            Self::List => ("een lijst", "a list"),
            Self::Table => ("een tabel", "a table"),
        };
        to.lang.pick(nl, en).to_owned()
    }
}

/// What should stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// True or false.
    Bool,
    /// A date.
    Date,
    /// A list of texts.
    Texts,
    /// Nothing but texts in a list.
    OnlyTexts,
    /// A table.
    Table,
    /// A table for each key of a table.
    TableEach,
    /// A list of tables.
    Tables,
    /// Nothing but tables in a list.
    OnlyTables,
}

impl Argument for Wanted {
    fn said(&self, to: &Reader<'_>) -> String {
        let (nl, en) = match self {
            Self::Text => (
                "een tekst tussen \"aanhalingstekens\"",
                "a text in \"quotes\"",
            ),
            Self::Integer => ("een heel getal", "a whole number"),
            Self::Bool => (
                "true of false, zonder aanhalingstekens",
                "true or false, without quotes",
            ),
            Self::Date => ("een datum als 2027-01-04", "a date like 2027-01-04"),
            Self::Texts => (
                "een lijst van teksten, zoals [\"a\", \"b\"]",
                "a list of texts, like [\"a\", \"b\"]",
            ),
            Self::OnlyTexts => (
                "alleen teksten tussen \"aanhalingstekens\"",
                "texts in \"quotes\" only",
            ),
            Self::Table => ("een tabel, zoals { … }", "a table, like { … }"),
            Self::TableEach => ("een tabel", "a table"),
            Self::Tables => ("tabellen onder [[…]]", "tables under [[…]]"),
            Self::OnlyTables => ("alleen tabellen", "tables only"),
        };
        to.lang.pick(nl, en).to_owned()
    }
}

/// What is to be added where a key is missing. Each line is written as it should stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Add {
    /// A line that needs no words.
    Line(String),
    /// The first lines of a file.
    Beginning(&'static str),
    /// A day that something counts from.
    Anchor(String),
    /// The last day on time.
    Due(&'static str),
    /// The four lengths of a rhythm.
    Rhythm,
    /// The three bounds of a length.
    Bounds,
    /// The length aimed at.
    Target(&'static str),
    /// How many cases.
    Cases(&'static str),
    /// A role.
    Role(String),
    /// Whose series these are.
    Subject(&'static str),
    /// Which option holds.
    Chosen(&'static str),
    /// The id of a file.
    Id,
    /// The longest working day.
    LongestDay(&'static str),
    /// The longest working week.
    LongestWeek(&'static str),
    /// The rest between two days.
    Rest(&'static str),
    /// A full contract.
    FullContract(&'static str),
    /// How many days ahead.
    Ahead(&'static str),
    /// The travel zones.
    Zones(&'static str),
}

impl Argument for Add {
    fn said(&self, to: &Reader<'_>) -> String {
        let add = |nl: &str, en: &str, line: &str| match to.lang {
            Lang::Nl => format!("zet {nl} erbij: {line}"),
            Lang::En => format!("add {en}: {line}"),
        };
        match self {
            Self::Line(line) => match to.lang {
                Lang::Nl => format!("zet erbij: {line}"),
                Lang::En => format!("add {line}"),
            },
            Self::Beginning(line) => match to.lang {
                Lang::Nl => format!("begin het bestand met {line}"),
                Lang::En => format!("begin the file with {line}"),
            },
            Self::Anchor(key) => match to.lang {
                Lang::Nl => format!(
                    "zet erbij: {key} = \"care_start\", de naam van een regel, \"phase:…\" of \"date:…\""
                ),
                Lang::En => format!(
                    "add {key} = \"care_start\", the name of a rule, \"phase:…\" or \"date:…\""
                ),
            },
            Self::Due(line) => add(
                "de laatste dag die op tijd is, gerekend vanaf de ankerdag,",
                "the last day on time, from the anchor",
                line,
            ),
            Self::Rhythm => to
                .lang
                .pick(
                    "elk ritme geeft min, target, max en limit",
                    "every rhythm gives min, target, max and limit",
                )
                .to_owned(),
            Self::Bounds => to
                .lang
                .pick(
                    "elke lengte geeft min, target en max",
                    "every length gives min, target and max",
                )
                .to_owned(),
            Self::Target(line) => add("de gewenste duur", "the length aimed at", line),
            Self::Cases(line) => add(
                "het aantal bij een voltijds contract",
                "how many for a full contract",
                line,
            ),
            Self::Role(key) => match to.lang {
                Lang::Nl => format!("noem een rol: {key} = \"…\""),
                Lang::En => format!("name a role: {key} = \"…\""),
            },
            Self::Subject(line) => match to.lang {
                Lang::Nl => format!("zeg van wie deze reeksen zijn: {line}"),
                Lang::En => format!("say whose series these are: {line}"),
            },
            Self::Chosen(line) => match to.lang {
                Lang::Nl => format!("zeg welke mogelijkheid geldt: {line}"),
                Lang::En => format!("say which option holds: {line}"),
            },
            Self::Id => to
                .lang
                .pick(
                    "zet het kenmerk erbij: de naam van het bestand zonder .toml",
                    "add the id: the file's name without .toml",
                )
                .to_owned(),
            Self::LongestDay(line) => add("de langste werkdag", "the longest working day", line),
            Self::LongestWeek(line) => add("de langste werkweek", "the longest working week", line),
            Self::Rest(line) => add(
                "de rust tussen twee dagen",
                "the rest between two days",
                line,
            ),
            Self::FullContract(line) => add("een voltijds contract", "a full contract", line),
            Self::Ahead(line) => add("hoeveel dagen vooruit", "how many days ahead", line),
            Self::Zones(line) => match to.lang {
                Lang::Nl => format!("zet erbij: {line}, het kantoor als eerste"),
                Lang::En => format!("add {line}, the office first"),
            },
        }
    }
}

/// Why a file that is there cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is a folder.
    Folder,
    /// It is a device or the like.
    NotPlain,
    /// It is too long; megabytes.
    Long(u64),
    /// What the system says.
    System(String),
}

impl Argument for Unreadable {
    fn said(&self, to: &Reader<'_>) -> String {
        match (self, to.lang) {
            (Self::Folder, Lang::Nl) => "het is een map, geen bestand".to_owned(),
            (Self::Folder, Lang::En) => "it is a folder, not a file".to_owned(),
            (Self::NotPlain, Lang::Nl) => "het is geen gewoon bestand".to_owned(),
            (Self::NotPlain, Lang::En) => "it is no plain file".to_owned(),
            (Self::Long(megabytes), Lang::Nl) => format!("het is {megabytes} MB groot"),
            (Self::Long(megabytes), Lang::En) => format!("it has {megabytes} MB"),
            (Self::System(cause), _) => cause.clone(),
        }
    }
}
