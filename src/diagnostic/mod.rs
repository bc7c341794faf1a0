//! Faults in what people wrote: facts come in, each with its place; goes out text in the reader's language, with
//! file:line:column and a caret on a terminal, in words on a page. All faults of a load are gathered before any is
//! shown.

mod argument;
mod asked;
mod catalogue;
mod example;
mod fault;
mod owner;
mod render;
mod source;
mod spelling;
mod told;

pub use self::argument::{
    AnyOf, Bounds, Cited, Column, Hours, Listed, Named, Names, RuleFile, TeamFile,
};
pub use self::asked::{Asked, AskedKey, EACH, Shape};
pub use self::catalogue::{Row, catalogue};
pub use self::fault::{
    Fault, FileFault, HoursFault, KeyFault, ListFault, NotDays, NotHours, ProgrammeFault,
    RuleFault, TeamFault, ToTeamFile, WholeFault,
};
pub use self::owner::{Add, Owner, Unreadable, ValueKind, Wanted};
pub use self::source::{FileId, FileName, Source, Sources, Span};
pub use self::spelling::{Hint, listed};
pub use self::told::Told;

/// Whether a diagnostic stops the load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The input cannot be used.
    Error,
    /// The input is used; the writer should look at it.
    Warning,
}

/// One fault and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Where; `None` when a whole file or folder is meant.
    pub span: Option<Span>,
    /// What is wrong.
    pub fault: Fault,
}

impl Diagnostic {
    /// A kebab-case name, stable between versions.
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// Whether it stops the load.
    pub fn level(&self) -> Level {
        self.fault.level()
    }
}

/// The faults of one load, in the order found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// What is asked for, when somebody wants to know.
    asked: Option<Asked>,
}

impl Diagnostics {
    /// Remembers what is asked for as well. Readers then ask for the keys of every table, also of one that is not there.
    pub fn listening() -> Self {
        Self {
            asked: Some(Asked::default()),
            ..Self::default()
        }
    }

    /// None yet, beside these; [`Self::absorb`] brings them together.
    pub fn aside(&self) -> Self {
        match self.asked {
            Some(_) => Self::listening(),
            None => Self::default(),
        }
    }

    /// Whether what is asked for is remembered.
    pub fn listens(&self) -> bool {
        self.asked.is_some()
    }

    /// Takes in that a key was asked for.
    pub fn ask(&mut self, owner: &Owner, key: &str, shape: Shape) {
        if let Some(asked) = &mut self.asked {
            asked.ask(owner, key, shape);
        }
    }

    /// Takes in that a key must be given.
    pub fn require(&mut self, owner: &Owner, key: &str) {
        if let Some(asked) = &mut self.asked {
            asked.require(owner, key);
        }
    }

    /// What was asked for.
    pub fn asked(self) -> Asked {
        self.asked.unwrap_or_default()
    }

    /// Takes a fault in, with its place.
    pub fn report(&mut self, span: impl Into<Option<Span>>, fault: impl Into<Fault>) {
        self.list.push(Diagnostic {
            span: span.into(),
            fault: fault.into(),
        });
    }

    /// What somebody may have meant by a word that is not known. With more faults than are shown nobody looks for it,
    /// so that a file full of them is read as quickly as another.
    pub fn hint<'a>(&self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Hint {
        match self.list.len() < render::SHOWN {
            true => Hint::of(word, known),
            false => Hint::Later,
        }
    }

    /// Takes over those of `others` that are not known yet: the same fault in one place comes once, however often a
    /// file is read.
    pub fn absorb(&mut self, others: Self) {
        if let (Some(asked), Some(more)) = (&mut self.asked, others.asked) {
            asked.absorb(more);
        }
        for other in others.list {
            let same = |known: &Diagnostic| known.span == other.span && known.fault == other.fault;
            if !self.list.iter().any(same) {
                self.list.push(other);
            }
        }
    }

    /// Keeps only those that `wanted` says.
    pub fn retain(&mut self, wanted: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(wanted);
    }

    /// Whether any of them stops the load.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.level() == Level::Error)
    }

    /// All of them, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// Faults with the files they stand in, so that they can be told.
#[derive(Clone, Debug, Default)]
pub struct Faulty {
    /// What is wrong.
    pub faults: Diagnostics,
    /// The files that were read.
    pub sources: Sources,
}
