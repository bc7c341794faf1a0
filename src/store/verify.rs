//! A store is looked through: every line of the journal, all it makes together, and whether the index
//! says the same. What was found goes out; nothing is changed.

use std::path::PathBuf;

use serde::Serialize;

use super::disk::Disk;
use super::index::Position;
use super::journal::{Tail, Text};
use super::lock::Lock;
use super::salvage::{lines, state};
use super::sled::{Sled, Unusable};
use super::turn::lock;
use super::{Memory, Store as _, StoreError, aside, judge, keys, line};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// How many changes are whole.
    pub changes: usize,
    /// How many revisions.
    pub revisions: usize,
    /// Which of them is published.
    pub published: Option<u32>,
    /// How many lines of the record book.
    pub entries: usize,
    /// What there is to say.
    pub findings: Vec<StoreFinding>,
}

/// Something that was found. Its code and arguments are part of what `--format json` promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
pub enum StoreFinding {
    /// There is no journal.
    NoJournal,
    /// The first line of the journal is damaged.
    NoHeader,
    /// From this byte on the journal cannot be read.
    Broken {
        /// The first byte.
        at: usize,
    },
    /// Two processes wrote at the same time, from this byte on.
    TwoWriters {
        /// The first byte.
        at: usize,
    },
    /// A change that makes no sense.
    Senseless {
        /// Its number.
        change: u64,
        /// What the parser said.
        cause: String,
    },
    /// Something of what is kept cannot be read, or contradicts itself.
    Flaw {
        /// What.
        cause: String,
    },
    /// The index has followed the journal further than it goes.
    Older {
        /// The last change of which the index knows.
        index: u64,
        /// The last change in the journal.
        journal: u64,
    },
    /// The index has followed another journal.
    Foreign,
    /// The index says something else than the journal.
    Differs {
        /// Under how many keys.
        keys: usize,
    },
    /// Bytes of a change that was never acknowledged: the next command cuts them off.
    Torn {
        /// How many.
        bytes: usize,
    },
    /// There is no index that can be read: the next command makes one.
    NoIndex,
    /// An earlier version wrote it: the next command takes it over.
    OlderFormat {
        /// The format.
        format: u32,
    },
    /// Nobody is kept out while somebody writes.
    Unlocked,
    /// What was kept aside.
    Aside {
        /// Where.
        path: PathBuf,
    },
}

impl StoreFinding {
    /// Whether it must be mended; else it is good to know.
    pub fn is_damage(&self) -> bool {
        !matches!(
            self,
            Self::Torn { .. }
                | Self::NoIndex
                | Self::OlderFormat { .. }
                | Self::Unlocked
                | Self::Aside { .. }
        )
    }
}

impl Disk {
    /// Looks everything through.
    ///
    /// # Errors
    /// When no turn is to be had, a later version wrote it, or the disk says no.
    pub fn verify(&self) -> Result<Verdict, StoreError> {
        let held = lock(self)?;
        let mut verdict = Verdict::default();
        let found = &mut verdict.findings;
        if !held.holds {
            found.push(StoreFinding::Unlocked);
        }
        let aside = aside::all(&self.folder).into_iter();
        found.extend(aside.map(|path| StoreFinding::Aside { path }));
        let Some(text) = Text::read(&self.folder).map_err(self.io())? else {
            let old = self.index_of(&held).is_ok_and(|index| {
                let format = index.get(keys::FORMAT_KEY).ok().flatten();
                format.as_deref() == Some(b"1")
            });
            found.push(match old {
                true => StoreFinding::OlderFormat { format: 1 },
                false => StoreFinding::NoJournal,
            });
            return Ok(verdict);
        };
        of_text(&text, found);
        let lines = lines(self, &text)?.main;
        let senseless = lines.iter().filter_map(|(change, json)| {
            let cause = line::batch(json).err()?;
            let change = *change;
            Some(StoreFinding::Senseless { change, cause })
        });
        found.extend(senseless);
        let state = state(&lines);
        let flaws = judge::flaws(&state).into_iter();
        found.extend(flaws.map(|cause| StoreFinding::Flaw { cause }));
        let of_today = text
            .header
            .as_ref()
            .is_some_and(|(format, _)| *format == keys::FORMAT);
        if held.may_write() && of_today {
            let index = self.index_of(&held);
            found.extend(of_index(index, &text, &state));
        }
        verdict.changes = lines.len();
        verdict.revisions = state.revisions().map_or(0, |all| all.len());
        verdict.published = state.published_revision().unwrap_or_default();
        verdict.entries = state.entries().map_or(0, |all| all.len());
        Ok(verdict)
    }

    fn index_of(&self, held: &Lock) -> Result<Sled, Unusable> {
        match held.holds && held.may_write() && Sled::is_in(&self.folder).unwrap_or_default() {
            true => Sled::open(&self.folder),
            false => Err(Unusable::Aside),
        }
    }
}

/// What is wrong with the lines of a journal.
fn of_text(text: &Text, found: &mut Vec<StoreFinding>) {
    match &text.header {
        None => found.push(StoreFinding::NoHeader),
        Some((format, _)) if *format < keys::FORMAT => {
            found.push(StoreFinding::OlderFormat { format: *format });
        }
        Some(_) => {}
    }
    match (text.forked, text.broken) {
        (Some(at), _) => found.push(StoreFinding::TwoWriters { at }),
        (None, Some(at)) => found.push(StoreFinding::Broken { at }),
        (None, None) => {}
    }
    match text.tail() {
        Tail::Torn(bytes) => found.push(StoreFinding::Torn { bytes }),
        Tail::Broken if text.header.is_some() => {
            found.push(StoreFinding::Broken { at: text.end() });
        }
        Tail::Broken | Tail::None => {}
    }
}

/// What is wrong with an index.
fn of_index(index: Result<Sled, Unusable>, text: &Text, state: &Memory) -> Option<StoreFinding> {
    let id = text.header.as_ref().map(|(_, id)| id.as_str());
    let Ok(index) = index else {
        return Some(StoreFinding::NoIndex);
    };
    let position: Position = match index.position() {
        Ok(Some(position)) => position,
        _ => return Some(StoreFinding::NoIndex),
    };
    if Some(position.id.as_str()) != id {
        return Some(StoreFinding::Foreign);
    }
    if position.number > text.count() {
        return Some(StoreFinding::Older {
            index: position.number,
            journal: text.count(),
        });
    }
    if position.number > 0 && text.sign(position.number) != Some(&position.sign) {
        return Some(StoreFinding::Foreign);
    }
    let Ok(all) = index.scan("", "") else {
        return Some(StoreFinding::NoIndex);
    };
    // One that lags behind is brought up to date by the next command.
    let at_end = position.number == text.count();
    let keys = if at_end { state.differing(all) } else { 0 };
    (keys > 0).then_some(StoreFinding::Differs { keys })
}
