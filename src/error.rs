//! Everything that can go wrong while doing, with its exit code (part of the contract).

mod dutch;

use std::path::PathBuf;

use crate::diagnostic::Faulty;
use crate::language::{Lang, Text};
use crate::verify::Violation;
use crate::{feed, store, team};

/// Why a command could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was asked makes no sense.
    #[error("{}", .0.said.en)]
    Usage(Usage),
    /// The rules or the team folder have faults.
    #[error("{}", .0.render(Lang::En, false))]
    Faults(Faulty),
    /// The planner made a plan that breaks the rules: a bug. It was not saved.
    #[error("the plan breaks its own rules and was not saved; please report this:{}", list(.0))]
    Broken(Vec<Violation>),
    /// The store could not be read or written.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A team's files could not be changed.
    #[error(transparent)]
    Files(#[from] team::FilesError),
    /// A feed cannot be written.
    #[error(transparent)]
    Feed(#[from] feed::Error),
    /// A file that is to be written cannot be.
    #[error("{} cannot be written: {cause}; choose another place or free some room", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The machine has no thread to spare.
    #[error(
        "this machine has no thread to spare ({0}): end other programs, or raise the limit on threads, and try again"
    )]
    NoThread(std::io::Error),
}

/// What was asked makes no sense: said to whoever types commands, and to whoever sees nothing but pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// On the command line.
    said: Text,
    /// On a page, where a command or a file is no way out.
    page: Option<Text>,
}

impl Usage {
    /// As a page says it.
    pub fn on_page(&self) -> &Text {
        self.page.as_ref().unwrap_or(&self.said)
    }
}

impl From<Text> for Usage {
    fn from(said: Text) -> Self {
        Self { said, page: None }
    }
}

impl Error {
    /// What was asked makes no sense, said in both languages.
    pub fn usage(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Usage(Text::new(nl, en).into())
    }

    /// The same with another way out on a page.
    #[must_use]
    pub fn on_page(self, nl: impl Into<String>, en: impl Into<String>) -> Self {
        match self {
            Self::Usage(usage) => Self::Usage(Usage {
                page: Some(Text::new(nl, en)),
                ..usage
            }),
            other => other,
        }
    }

    /// What went wrong, as a page says it.
    pub fn page_text(&self, lang: Lang) -> String {
        match self {
            Self::Usage(usage) => usage.on_page().get(lang).to_owned(),
            other => other.text(lang),
        }
    }

    /// What went wrong, in a language. What a system says stands as it is.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Usage(usage), lang) => usage.said.get(lang).to_owned(),
            (Self::Faults(faulty), lang) => faulty.render(lang, false),
            (Self::Broken(violations), Lang::Nl) => format!(
                "de planning breekt haar eigen regels en is niet bewaard; meld dit alstublieft:{}",
                list(violations)
            ),
            (Self::Write { path, cause }, Lang::Nl) => format!(
                "{} is niet te schrijven: {cause}; kies een andere plek of maak ruimte",
                path.display()
            ),
            (Self::NoThread(cause), Lang::Nl) => format!(
                "deze machine heeft geen draad (thread) meer over ({cause}): sluit andere programma's, of verhoog de \
                 grens aan draden, en probeer het opnieuw"
            ),
            (Self::Store(fault), Lang::Nl) => dutch::of_store(fault),
            (Self::Files(fault), Lang::Nl) => dutch::of_files(fault),
            (Self::Feed(fault), Lang::Nl) => dutch::of_feeds(fault),
            (other, _) => other.to_string(),
        }
    }

    /// The exit code: 1 a bug, 2 usage, 3 faults in files, 6 the store (or a file that was to be
    /// written), or a machine without threads.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Broken(_) => 1,
            Self::Usage(_) => 2,
            Self::Faults(_) | Self::Feed(_) => 3,
            Self::Store(_) | Self::Files(_) | Self::Write { .. } | Self::NoThread(_) => 6,
        }
    }
}

fn list(violations: &[Violation]) -> String {
    violations
        .iter()
        .map(|violation| format!("\n  {violation}"))
        .collect()
}
