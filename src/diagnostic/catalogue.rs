//! The catalogue of faults as a table: nothing comes in; each code with an example and what to do, in both languages,
//! goes out.

use super::argument::Reader;
use super::{Fault, Level, Sources};
use crate::language::{Lang, Text};

/// One line of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The kebab-case name that is printed with it.
    pub code: &'static str,
    /// Whether it stops the load.
    pub level: Level,
    /// An example of what is said.
    pub message: Text,
    /// What to do; may be empty.
    pub help: Text,
}

/// Every fault there is, by code.
pub fn catalogue() -> Vec<Row> {
    let mut sources = Sources::default();
    sources.add("cases.csv", "");
    let mut rows: Vec<Row> = Fault::examples()
        .iter()
        .map(|fault| {
            let [nl, en] = [Lang::Nl, Lang::En].map(|lang| {
                fault.said(&Reader {
                    lang,
                    sources: &sources,
                    file: None,
                    on_page: false,
                })
            });
            Row {
                code: fault.code(),
                level: fault.level(),
                message: Text::new(nl.message, en.message),
                help: Text::new(nl.help, en.help),
            }
        })
        .collect();
    rows.sort_by_key(|row| row.code);
    rows
}
