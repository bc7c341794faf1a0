//! What faults are said of: names, days, words that were read come in; the reader's words for them go out.

use chrono::{NaiveDate, NaiveDateTime};

use super::source::{FileId, FileName, Sources};
use super::spelling::{Hint, listed};
use crate::language::{Lang, Text};
use crate::time::{Period, Unit};

/// Who reads a fault.
pub(super) struct Reader<'s> {
    /// In which language.
    pub lang: Lang,
    /// The files that were read.
    pub sources: &'s Sources,
    /// The one in which it stands.
    pub file: Option<FileId>,
    /// On a page, where nobody sees a file or types a command.
    pub on_page: bool,
}

/// Something a fault is said of.
pub(super) trait Argument {
    /// In the words of its reader.
    fn said(&self, to: &Reader<'_>) -> String;
}

/// Something that files know by a key and people by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    key: String,
    name: Text,
}

impl Named {
    /// With both.
    pub fn new(key: impl Into<String>, name: Text) -> Self {
        Self {
            key: key.into(),
            name,
        }
    }

    /// A name that is the same in every language.
    pub fn plain(key: impl Into<String>, name: &str) -> Self {
        Self::new(key, Text::new(name, name))
    }

    /// Something that is written by its key, with its name for who does not know that: `one` (Deel een).
    pub fn written(key: &str, name: &Text) -> Self {
        let both = |lang| format!("`{key}` ({})", name.get(lang));
        Self::new(key, Text::new(both(Lang::Nl), both(Lang::En)))
    }

    /// A name followed by another: `Gesprek Emma`.
    pub fn with(self, other: &Self) -> Self {
        let both = |lang| format!("{} {}", self.said_in(lang), other.said_in(lang));
        Self::new(self.key.clone(), Text::new(both(Lang::Nl), both(Lang::En)))
    }

    fn said_in(&self, lang: Lang) -> String {
        match self.name.get(lang) {
            "" => format!("`{}`", self.key),
            name => name.to_owned(),
        }
    }
}

/// Names with commas between them; of many the first six.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names(pub Vec<Named>);

/// Roles of which one is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnyOf(pub Vec<Named>);

/// Words of a file in back-quotes, with commas between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed(pub Vec<String>);

/// Where a rule stands: said in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited(pub String);

impl From<&String> for Cited {
    fn from(source: &String) -> Self {
        Self(source.clone())
    }
}

/// A column, by its key, of the list in which the fault stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column(pub String);

/// A column that all faults of a kind are about.
pub(super) fn column(key: &str) -> Column {
    Column(key.to_owned())
}

/// A rule file by its path below the folder of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile(pub String);

/// Minutes that are said as hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours(pub u32);

/// From so many, to so many if there is a most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds<T>(pub T, pub Option<T>);

/// The files of a team folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TeamFile {
    /// Settings, people, groups.
    Settings,
    /// Families in care.
    Cases,
    /// Who does what.
    Assignments,
    /// Who is away.
    Absences,
    /// Appointments made elsewhere.
    Agreed,
    /// What was held before.
    Held,
}

impl TeamFile {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Settings,
        Self::Cases,
        Self::Assignments,
        Self::Absences,
        Self::Agreed,
        Self::Held,
    ];

    /// Its name in the folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Settings => "team.toml",
            Self::Cases => "cases.csv",
            Self::Assignments => "assignments.csv",
            Self::Absences => "absences.csv",
            Self::Agreed => "agreed.csv",
            Self::Held => "held.csv",
        }
    }

    /// What it is about.
    pub fn title(self) -> Text {
        match self {
            Self::Settings => Text::new("instellingen van het team", "settings of the team"),
            Self::Cases => Text::new("gezinnen", "families"),
            Self::Assignments => Text::new("wie doet wat", "who does what"),
            Self::Absences => Text::new("afwezig", "away"),
            Self::Agreed => Text::new("afspraken van buiten", "appointments made elsewhere"),
            Self::Held => Text::new("eerder doorgegaan", "held before"),
        }
    }
}

impl Argument for TeamFile {
    fn said(&self, to: &Reader<'_>) -> String {
        match (to.on_page, self, to.lang) {
            (false, ..) => self.name().to_owned(),
            (true, Self::Settings, Lang::Nl) => "de instellingen van het team".to_owned(),
            (true, Self::Settings, Lang::En) => "the settings of the team".to_owned(),
            (true, _, Lang::Nl) => format!("de lijst “{}”", self.title().nl),
            (true, _, Lang::En) => format!("the list “{}”", self.title().en),
        }
    }
}

/// Most characters that a sentence repeats of one text that was read.
const MOST_READ: usize = 60;

/// A text as it was read, cut off where nobody reads on.
impl Argument for String {
    fn said(&self, _to: &Reader<'_>) -> String {
        match self.char_indices().nth(MOST_READ) {
            Some((end, _)) => format!("{}…", &self[..end]),
            None => self.clone(),
        }
    }
}

impl Argument for Cited {
    fn said(&self, _to: &Reader<'_>) -> String {
        self.0.clone()
    }
}

impl Argument for Text {
    fn said(&self, to: &Reader<'_>) -> String {
        self.get(to.lang).to_owned()
    }
}

impl Argument for Named {
    fn said(&self, to: &Reader<'_>) -> String {
        self.said_in(to.lang)
    }
}

impl Argument for Names {
    fn said(&self, to: &Reader<'_>) -> String {
        const MOST: usize = 6;
        let named: Vec<String> = self.0.iter().take(MOST).map(|one| one.said(to)).collect();
        let all = named.join(", ");
        match self.0.len().checked_sub(MOST) {
            None | Some(0) => all,
            Some(more) => match to.lang {
                Lang::Nl => format!("{all} en nog {more}"),
                Lang::En => format!("{all} and {more} more"),
            },
        }
    }
}

impl Argument for AnyOf {
    fn said(&self, to: &Reader<'_>) -> String {
        let named: Vec<String> = self.0.iter().map(|one| one.said(to)).collect();
        named.join(to.lang.pick(" of ", " or "))
    }
}

impl Argument for Listed {
    fn said(&self, _to: &Reader<'_>) -> String {
        listed(&self.0)
    }
}

impl Argument for Hint {
    fn said(&self, to: &Reader<'_>) -> String {
        self.in_words(to.lang)
    }
}

impl Argument for NaiveDate {
    fn said(&self, to: &Reader<'_>) -> String {
        to.lang.date(*self)
    }
}

impl Argument for NaiveDateTime {
    fn said(&self, to: &Reader<'_>) -> String {
        format!("{} {}", to.lang.date(self.date()), self.format("%H:%M"))
    }
}

impl Argument for FileId {
    fn said(&self, to: &Reader<'_>) -> String {
        to.sources.get(*self).name.said(to)
    }
}

impl Argument for FileName {
    fn said(&self, to: &Reader<'_>) -> String {
        match to.on_page {
            true => self.title.get(to.lang).to_owned(),
            false => self.path(to.lang),
        }
    }
}

impl Argument for RuleFile {
    fn said(&self, to: &Reader<'_>) -> String {
        let Self(path) = self;
        if !to.on_page {
            return format!("constraints/{path}");
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
        format!("`{name}`")
    }
}

impl Argument for Column {
    fn said(&self, to: &Reader<'_>) -> String {
        let Self(key) = self;
        let source = to.file.map(|file| to.sources.get(file));
        let heading = source.and_then(|source| source.heading(key));
        match heading.filter(|_| to.on_page) {
            Some(heading) => format!("“{}”", heading.get(to.lang)),
            None => format!("`{key}`"),
        }
    }
}

impl Argument for Hours {
    fn said(&self, to: &Reader<'_>) -> String {
        let (hours, rest) = (self.0 / 60, self.0 % 60);
        match (to.lang, rest) {
            (Lang::Nl, 0) => format!("{hours} uur"),
            (Lang::Nl, rest) => format!("{hours} uur en {rest} minuten"),
            (Lang::En, 0) => format!("{hours}h"),
            (Lang::En, rest) => format!("{hours}h{rest:02}"),
        }
    }
}

impl<T: Argument + PartialEq> Argument for Bounds<T> {
    fn said(&self, to: &Reader<'_>) -> String {
        let least = self.0.said(to);
        match &self.1 {
            Some(most) if *most == self.0 => least,
            Some(most) => format!("{least} {} {}", to.lang.pick("tot", "to"), most.said(to)),
            None => format!("{} {least}", to.lang.pick("minstens", "at least")),
        }
    }
}

/// Numbers are written alike in every language.
macro_rules! numbers {
    ($($kind:ty)+) => { $(
        impl Argument for $kind {
            fn said(&self, _to: &Reader<'_>) -> String {
                self.to_string()
            }
        }
    )+ };
}

numbers!(u32 i64 usize);

/// A length in words; as somebody wrote it, it is a text.
impl Argument for Period {
    fn said(&self, to: &Reader<'_>) -> String {
        let (one, more) = match (self.unit, to.lang) {
            (Unit::Minutes, Lang::Nl) => ("minuut", "minuten"),
            (Unit::Hours, Lang::Nl) => ("uur", "uur"),
            (Unit::Days, Lang::Nl) => ("dag", "dagen"),
            (Unit::WorkingDays, Lang::Nl) => ("werkdag", "werkdagen"),
            (Unit::Weeks, Lang::Nl) => ("week", "weken"),
            (Unit::Months, Lang::Nl) => ("maand", "maanden"),
            (Unit::Years, Lang::Nl) => ("jaar", "jaar"),
            (Unit::Minutes, Lang::En) => ("minute", "minutes"),
            (Unit::Hours, Lang::En) => ("hour", "hours"),
            (Unit::Days, Lang::En) => ("day", "days"),
            (Unit::WorkingDays, Lang::En) => ("working day", "working days"),
            (Unit::Weeks, Lang::En) => ("week", "weeks"),
            (Unit::Months, Lang::En) => ("month", "months"),
            (Unit::Years, Lang::En) => ("year", "years"),
        };
        format!(
            "{} {}",
            self.amount,
            if self.amount == 1 { one } else { more }
        )
    }
}
