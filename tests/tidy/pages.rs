//! Pages of the book that are made from the program: they say what it says. `UPDATE_PAGES=1` writes them anew.

use std::fmt::Write as _;

use cadans::diagnostic::{Level, TeamFile, catalogue};
use cadans::language::{Lang, Text};
use cadans::team::lists::{List, Need};

use crate::sources::house;

const BEGIN: &str = "<!-- made by the program: begin -->\n";
const END: &str = "<!-- made by the program: end -->\n";

/// Fails when the part of a page between the marks is not `made`; or puts it there.
#[track_caller]
fn is_current(page: &str, made: &str) {
    let path = house().join(page);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| format!("{BEGIN}{END}"));
    let (above, rest) = text.split_once(BEGIN).expect("the mark of the beginning");
    let (part, below) = rest.split_once(END).expect("the mark of the end");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        let text = format!("{above}{BEGIN}{made}{END}{below}");
        std::fs::write(path, text).expect("written");
    } else {
        assert!(
            part == made,
            "{page} is not what the program says: run `UPDATE_PAGES=1 cargo test --test tidy pages`"
        );
    }
}

#[test]
fn faults() {
    let mut made = String::new();
    for lang in [Lang::En, Lang::Nl] {
        let say = |nl, en| lang.pick(nl, en);
        let _ = write!(
            made,
            "\n## {}\n\n{}\n\n| {} | | {} | {} |\n|---|---|---|---|\n",
            say("Fouten en waarschuwingen", "Faults and warnings"),
            say(
                "Van elke soort een voorbeeld, met wat te doen. F: het laden stopt; L: let op.",
                "An example of each, with what to do. E: loading stops; W: a warning."
            ),
            say("code", "code"),
            say("voorbeeld", "example"),
            say("wat te doen", "what to do"),
        );
        let mut last = "";
        for row in catalogue() {
            let code = match row.code == last {
                true => String::new(),
                false => format!("`{}`", row.code),
            };
            let level = match row.level {
                Level::Error => say("F", "E"),
                Level::Warning => say("L", "W"),
            };
            let said = |text: &Text| cell(text.get(lang));
            let (message, help) = (said(&row.message), said(&row.help));
            let _ = writeln!(made, "| {code} | {level} | {message} | {help} |");
            last = row.code;
        }
    }
    made.push('\n');
    is_current("docs/faults.md", &made);
}

#[test]
fn lists() {
    let mut made = String::new();
    for lang in [Lang::En, Lang::Nl] {
        let say = |nl, en| lang.pick(nl, en);
        for list in TeamFile::ALL.into_iter().filter_map(List::of) {
            let title = list.file.title();
            let _ = write!(
                made,
                "\n## `{}`: {}\n\n| {} | {} | {} | {} |\n|---|---|---|---|\n",
                list.file.name(),
                title.get(lang),
                say("kolom", "column"),
                say("heet", "called"),
                say("bevat", "holds"),
                say("betekenis", "meaning"),
            );
            for column in list.columns {
                let need = match column.need {
                    Need::Always => say("; verplicht", "; required"),
                    Need::Column => say("; de kolom is verplicht", "; the column is required"),
                    Need::Optional => "",
                };
                let _ = writeln!(
                    made,
                    "| `{}` | {} | {}{need} | {} |",
                    column.name,
                    column.heading().get(lang),
                    cell(&column.holds.said(lang)),
                    cell(column.about(lang)),
                );
            }
        }
    }
    made.push('\n');
    is_current("docs/lists.md", &made);
}

/// A text as a cell of a table: nothing in it is markup.
fn cell(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(index, part)| {
        let part = part.replace('|', "\\|");
        match index % 2 {
            1 => part,
            _ => part
                .replace('<', "&lt;")
                .replace('*', "\\*")
                .replace('[', "\\[")
                .replace('_', "\\_"),
        }
    });
    parts.collect::<Vec<_>>().join("`")
}
