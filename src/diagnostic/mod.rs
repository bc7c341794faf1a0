//! Faults in what people wrote: comes in a place, a cause and a way out; goes out text with
//! file:line:column and a caret. All faults of a load are gathered before any is shown.

mod dutch;
mod render;

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

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name shown to people.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// The files of one load, so that a fault can show its line.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Takes a file in.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push(Source {
            name: name.into(),
            text: text.into(),
        });
        FileId(self.files.len() as u32 - 1)
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
}

/// Whether a diagnostic stops the load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The input cannot be used.
    Error,
    /// The input is used; the writer should look at it.
    Warning,
}

/// One fault: what was read, where, and what to do.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Error or warning.
    pub level: Level,
    /// A kebab-case name, stable between versions.
    pub code: &'static str,
    /// Where; `None` when a whole file or folder is meant.
    pub span: Option<Span>,
    /// What is wrong, in one sentence, naming what was read.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Most characters that a message repeats of one text that was read.
const MOST: usize = 60;

/// The faults of one load, in the order found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Records an error.
    pub fn error(
        &mut self,
        code: &'static str,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Level::Error, code, span.into(), message.into(), help.into());
    }

    /// Records a warning.
    pub fn warning(
        &mut self,
        code: &'static str,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(
            Level::Warning,
            code,
            span.into(),
            message.into(),
            help.into(),
        );
    }

    fn push(
        &mut self,
        level: Level,
        code: &'static str,
        span: Option<Span>,
        message: String,
        help: String,
    ) {
        let message = shortened(&message);
        self.list.push(Diagnostic {
            level,
            code,
            span,
            message,
            help,
        });
    }

    /// Takes over those of `others` that are not known yet: the same code, place and sentence
    /// come once, however often a file is read.
    pub fn absorb(&mut self, others: Self) {
        for other in others.list {
            let known = self
                .list
                .iter()
                .any(|d| (d.code, d.span, &d.message) == (other.code, other.span, &other.message));
            if !known {
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
        self.list.iter().any(|d| d.level == Level::Error)
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

/// A message in which no text between back-quotes is longer than [`MOST`] characters.
fn shortened(message: &str) -> String {
    // An odd back-quote stands in what was read: nobody can tell where that ends.
    if message.matches('`').count() % 2 == 1 {
        return message.to_owned();
    }
    let parts = message.split('`').enumerate().map(|(index, part)| {
        if index % 2 == 1 && part.chars().count() > MOST {
            part.chars().take(MOST).chain(['…']).collect()
        } else {
            part.to_owned()
        }
    });
    parts.collect::<Vec<String>>().join("`")
}
