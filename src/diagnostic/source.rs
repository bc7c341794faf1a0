//! The files of one load: their names and texts come in; where something stands goes out, as line and column or in
//! words.

use crate::language::{Lang, Text};

/// Which file of a [`Sources`] a [`Span`] points into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What a file is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// By whoever opens it: its path.
    pub shown: String,
    /// By whoever never sees a file: what it is about.
    pub title: Text,
    /// Whether it is built into the programme, so that nobody finds it at its path.
    pub builtin: bool,
}

impl FileName {
    /// By whoever opens it, in their language.
    pub fn path(&self, lang: Lang) -> String {
        match self.builtin {
            true => format!("{} ({})", self.shown, lang.pick("ingebouwd", "built in")),
            false => self.shown.clone(),
        }
    }

    /// A file at a path that is about something.
    pub fn new(shown: impl Into<String>, title: Text) -> Self {
        Self {
            shown: shown.into(),
            title,
            builtin: false,
        }
    }
}

impl From<&str> for FileName {
    fn from(shown: &str) -> Self {
        Self::new(shown, Text::new(shown, shown))
    }
}

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is called.
    pub name: FileName,
    /// The whole text.
    pub text: String,
    /// Its columns, when it is a list.
    head: Option<Head>,
}

/// The header of a list.
#[derive(Clone, Debug)]
struct Head {
    separator: char,
    /// Each column's key and its heading, in the order of the file.
    columns: Vec<(String, Text)>,
}

/// The files of one load, so that a fault can show its line.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    /// The language of those who wrote them, when they say it.
    pub lang: Option<Lang>,
}

impl Sources {
    /// Takes a file in.
    pub fn add(&mut self, name: impl Into<FileName>, text: impl Into<String>) -> FileId {
        self.files.push(Source {
            name: name.into(),
            text: text.into(),
            head: None,
        });
        FileId(self.files.len() as u32 - 1)
    }

    /// Says that a file is a list with these columns, each a key and a heading, in the order of the file.
    pub fn head(&mut self, file: FileId, separator: char, columns: Vec<(String, Text)>) {
        if let Some(source) = self.files.get_mut(file.0 as usize) {
            source.head = Some(Head { separator, columns });
        }
    }

    /// The file behind an id.
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// Line and column of a span's start, both from 1; columns count characters.
    pub fn position(&self, span: Span) -> (usize, usize) {
        let text = &self.get(span.file).text;
        let before = text.get(..span.start.min(text.len())).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }

    /// Where a span stands, in words: `gezinnen, regel 14, kolom begin`.
    pub(super) fn place(&self, span: Span, lang: Lang) -> String {
        let source = self.get(span.file);
        let title = source.name.title.get(lang);
        let row = lang.pick("regel", "row");
        let Some(head) = &source.head else {
            let (line, _) = self.position(span);
            return format!("{title}, {row} {line}");
        };
        let (first, column) = head.cell(&source.text, span.start);
        let (_, last) = head.cell(&source.text, span.end);
        match head.columns.get(column).filter(|_| column == last) {
            Some((_, heading)) => {
                let word = lang.pick("kolom", "column");
                format!("{title}, {row} {first}, {word} {}", heading.get(lang))
            }
            None => format!("{title}, {row} {first}"),
        }
    }
}

impl Source {
    /// The heading of a column of this list.
    pub(super) fn heading(&self, key: &str) -> Option<&Text> {
        let mut columns = self.head.as_ref()?.columns.iter();
        columns
            .find(|(known, _)| known == key)
            .map(|(_, text)| text)
    }
}

impl Head {
    /// Row, from 1 as spreadsheets count, and column, from 0, of the cell in which a byte stands.
    fn cell(&self, text: &str, at: usize) -> (usize, usize) {
        let (mut row, mut column, mut quoted) = (1, 0, false);
        for (_, c) in text.char_indices().take_while(|(index, _)| *index < at) {
            match c {
                '"' => quoted = !quoted,
                '\n' if !quoted => (row, column) = (row + 1, 0),
                c if c == self.separator && !quoted => column += 1,
                _ => {}
            }
        }
        (row, column)
    }
}
