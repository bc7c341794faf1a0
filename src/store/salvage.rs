//! What can be saved of a store that is damaged: its journal and its index come in; what each still has
//! goes out. Nothing is changed.

use std::path::PathBuf;

use serde::Serialize;

use super::disk::Disk;
use super::journal::Text;
use super::sled::Sled;
use super::turn::{broken, lock};
use super::upgrade::{self, Upgrade};
use super::{AuditEvent, Batch, Change, Memory, Store as _, StoreError, aside, judge, keys, line};

/// What can be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Salvage {
    /// From the journal: the changes that are whole.
    pub journal: Option<Kept>,
    /// From the index: what was kept last, without the trail of how it came to be.
    pub index: Option<Kept>,
    /// Whether the index has followed this journal, and not another.
    pub same: bool,
    /// Changes that another process wrote at the same time, and that are in neither.
    pub beside: usize,
    /// Folders of what was kept aside before.
    pub aside: Vec<PathBuf>,
}

/// What one of them has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The number of the last change.
    pub last: u64,
    /// Changes that are missing before it.
    pub missing: u64,
    /// How many revisions.
    pub revisions: usize,
    /// Which of them is published.
    pub published: Option<u32>,
    /// How many lines of the record book.
    pub entries: usize,
    /// What in it cannot be read, or contradicts itself.
    pub flaws: Vec<String>,
}

impl Kept {
    fn of(memory: &Memory, last: u64, missing: u64) -> Self {
        Self {
            last,
            missing,
            revisions: memory.revisions().map_or(0, |all| all.len()),
            published: memory.published_revision().unwrap_or_default(),
            entries: memory.entries().map_or(0, |all| all.len()),
            flaws: judge::flaws(memory),
        }
    }
}

/// What was found in a journal.
#[derive(Default)]
pub(super) struct Lines {
    /// The changes that are whole, as today's format has them, with their numbers.
    pub main: Vec<(u64, String)>,
    /// What another wrote beside them, behind what it had read of them.
    pub beside: Vec<String>,
    /// How many of these are its own.
    pub own: usize,
    /// Whose it is, when its head is whole.
    pub id: Option<String>,
}

/// What was found in an index.
pub(super) struct Found {
    pub state: Memory,
    pub number: u64,
    pub id: Option<String>,
}

impl Disk {
    /// Looks what can be saved.
    ///
    /// # Errors
    /// When no turn is to be had, a later version wrote it, or the disk says no.
    pub fn salvage(&self) -> Result<Salvage, StoreError> {
        let held = lock(self)?;
        let text = Text::read(&self.folder).map_err(self.io())?;
        let lines = text.as_ref().map(|text| lines(self, text)).transpose()?;
        let index = match held.may_write() {
            true => index(self),
            false => None,
        };
        drop(held);
        let same = matches!((&lines, &index), (Some(lines), Some(index)) if lines.id == index.id);
        let journal = lines.as_ref().map(|lines| {
            let last = lines.main.last().map_or(0, |(number, _)| *number);
            let missing = last.saturating_sub(lines.main.len() as u64);
            Kept::of(&state(&lines.main), last, missing)
        });
        Ok(Salvage {
            journal,
            index: index.map(|index| Kept::of(&index.state, index.number, 0)),
            same,
            beside: lines.map_or(0, |lines| lines.own),
            aside: aside::all(&self.folder),
        })
    }
}

/// What is whole in a journal.
pub(super) fn lines(disk: &Disk, text: &Text) -> Result<Lines, StoreError> {
    let (main, beside) = text.sides();
    let format = match &text.header {
        Some((format, _)) => *format,
        None => upgrade::format_of(&main.iter().map(|(_, json)| *json).collect::<Vec<_>>()),
    };
    if format > keys::FORMAT {
        return Err(StoreError::Newer {
            path: disk.folder.clone(),
            found: format,
            known: keys::FORMAT,
        });
    }
    let first = beside.first().map_or(0, |(number, _)| *number);
    let common = main.iter().filter(|(number, _)| *number < first);
    let other: Vec<_> = common.chain(&beside).copied().collect();
    let todays = |side: &[(u64, &str)]| {
        let lines = of_today(side, format);
        lines.map_err(|_| broken(disk, text, text.end()))
    };
    Ok(Lines {
        own: beside.len(),
        beside: match beside.is_empty() {
            true => Vec::new(),
            false => todays(&other)?.into_iter().map(|(_, json)| json).collect(),
        },
        main: todays(&main)?,
        id: text.header.as_ref().map(|(_, id)| id.clone()),
    })
}

/// Lines as today's format has them.
fn of_today(side: &[(u64, &str)], format: u32) -> Result<Vec<(u64, String)>, String> {
    let mut upgrade = (format < keys::FORMAT).then(Upgrade::default);
    let todays = side.iter().map(|(number, json)| match &mut upgrade {
        None => Ok((*number, (*json).to_owned())),
        Some(upgrade) => {
            let batch = upgrade.batch(line::batch(json)?)?;
            Ok((*number, line::json(&batch)))
        }
    });
    todays.collect()
}

/// What lines make together. One that is no change makes nothing.
pub(super) fn state(lines: &[(u64, String)]) -> Memory {
    let mut memory = Memory::new();
    let batches = lines.iter().filter_map(|(_, json)| line::batch(json).ok());
    batches.for_each(|batch| memory.apply(batch));
    memory
}

/// What the index has, when it can be read.
pub(super) fn index(disk: &Disk) -> Option<Found> {
    if !Sled::is_in(&disk.folder).ok()? {
        return None;
    }
    let sled = Sled::open(&disk.folder).ok()?;
    let position = sled.position().ok().flatten()?;
    let format = sled.get(keys::FORMAT_KEY).ok().flatten();
    let mut batch = Batch::new(AuditEvent::Rescued);
    let all = sled.scan("", "").ok()?.into_iter();
    batch.changes = all.map(|(key, bytes)| Change::Put(key, bytes)).collect();
    if format.as_deref() == Some(b"2") {
        batch = Upgrade::default().batch(batch).ok()?;
    }
    let mut state = Memory::new();
    state.apply(batch);
    Some(Found {
        state,
        number: position.number,
        id: Some(position.id),
    })
}
