//! Faults in words, for a page: faults and their files come in; each with its place as a spreadsheet shows it, what is
//! wrong and what to do, goes out. No path, no command.

use super::argument::Reader;
use super::{Diagnostic, Faulty, Level};
use crate::language::Lang;

/// One fault in the words of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its kebab-case name.
    pub code: &'static str,
    /// Whether it is only to be minded.
    pub warning: bool,
    /// The list, row and column; empty when no single place is meant.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
}

impl Faulty {
    /// All of them, in the order found.
    pub fn told(&self, lang: Lang) -> Vec<Told> {
        self.faults
            .iter()
            .map(|fault| self.tell(fault, lang))
            .collect()
    }

    fn tell(&self, diagnostic: &Diagnostic, lang: Lang) -> Told {
        let sources = &self.sources;
        let reader = Reader {
            lang,
            sources,
            file: diagnostic.span.map(|span| span.file),
            on_page: true,
        };
        let said = diagnostic.fault.said(&reader);
        let place = diagnostic.span.map(|span| sources.place(span, lang));
        Told {
            code: diagnostic.code(),
            warning: diagnostic.level() == Level::Warning,
            place: place.unwrap_or_default(),
            message: said.message,
            help: said.help,
        }
    }
}
