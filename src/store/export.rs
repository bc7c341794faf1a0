//! A store as a file, and back: one line a change, the whole audit trail and the secret key among
//! them. What a damaged journal still has whole can be saved so.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::journal::{Tail, Text};
use super::turn::{lock, replace};
use super::upgrade::{self, Upgrade};
use super::{AuditEvent, Batch, Memory, Store, StoreError, archive, keys, line};

/// The first line.
#[derive(Serialize, Deserialize)]
struct Title {
    /// Always `store`.
    cadans: String,
    format: u32,
    /// How many lines follow.
    changes: usize,
}

/// A store as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The lines. They hold the store's secret key.
    pub text: String,
    /// How many changes they hold.
    pub changes: usize,
    /// Whether all changes were whole.
    pub whole: bool,
}

impl Disk {
    /// Writes down everything that is whole in the journal, which may be damaged.
    ///
    /// # Errors
    /// When a later version wrote it, it cannot be read, or no turn is to be had.
    pub fn export(&self) -> Result<Export, StoreError> {
        let mut held = lock(self)?;
        let text = match Text::read(&self.folder).map_err(self.io())? {
            Some(text) => text,
            None => {
                // An older format: a turn brings it up to date.
                drop(held);
                drop(self.turn()?);
                held = lock(self)?;
                Text::read(&self.folder)
                    .map_err(self.io())?
                    .unwrap_or_default()
            }
        };
        drop(held);
        if let Some((found, _)) = text
            .header
            .as_ref()
            .filter(|(found, _)| *found > keys::FORMAT)
        {
            return Err(StoreError::Newer {
                path: self.folder.clone(),
                found: *found,
                known: keys::FORMAT,
            });
        }
        let lines: Vec<&str> = text.after(0).map(|(_, json)| json).collect();
        let title = serde_json::json!(Title {
            cadans: "store".to_owned(),
            format: match &text.header {
                Some((format, _)) => *format,
                None => upgrade::format_of(&lines),
            },
            changes: lines.len(),
        });
        Ok(Export {
            text: format!("{title}\n{}\n", lines.join("\n")),
            changes: lines.len(),
            whole: text.header.is_some() && text.broken.is_none() && text.tail() != Tail::Broken,
        })
    }

    /// Makes a store of what was exported, for a team, and returns how many changes it holds.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when there is a store already; [`StoreError::Import`] when the file is
    /// not whole; when it is another team's, or the disk says no. Nothing is made then.
    pub fn import(&self, text: &str, team: &str) -> Result<usize, StoreError> {
        let mut trial = Memory::new();
        let mut lines = Vec::new();
        read(text, &mut |batch, json| {
            trial.apply(batch);
            lines.push(json);
        })?;
        trial.check_team(team)?;
        trial.published()?;
        archive::check(&trial)?;
        drop(trial);
        let _held = lock(self)?;
        if self.is_there()? {
            let path = self.folder.clone();
            return Err(StoreError::Taken { path });
        }
        let mut note = Batch::new(AuditEvent::Imported);
        note.note.at = self.clock.map(|clock| clock());
        note.note.by = self.by.clone();
        let note = line::json(&note);
        let changes = lines.len();
        let lines = lines.iter().map(AsRef::as_ref);
        replace(self, lines.chain([note.as_str()]))?;
        Ok(changes)
    }
}

/// Reads the changes of an export, each with its text, as today's format has them.
fn read<'t>(text: &'t str, each: &mut dyn FnMut(Batch, Cow<'t, str>)) -> Result<(), StoreError> {
    let fault = |line: usize, cause: String| StoreError::Import { line, cause };
    let mut lines = text.lines();
    let title = lines.next().unwrap_or_default();
    let title: Title = serde_json::from_str(title)
        .map_err(|_| fault(1, "this is no store that was exported".to_owned()))?;
    if title.format > keys::FORMAT {
        let cause = format!(
            "it has format {} and this program knows up to {}",
            title.format,
            keys::FORMAT
        );
        return Err(fault(1, cause));
    }
    let mut upgrade = (title.format < keys::FORMAT).then(Upgrade::default);
    let mut changes = 0;
    for (number, json) in (2..).zip(lines) {
        if json.trim().is_empty() {
            continue;
        }
        let batch = line::batch(json).map_err(|cause| fault(number, cause))?;
        changes += 1;
        match &mut upgrade {
            Some(upgrade) => {
                let batch = upgrade.batch(batch).map_err(|cause| fault(number, cause))?;
                let json = line::json(&batch);
                each(batch, Cow::Owned(json));
            }
            None => each(batch, Cow::Borrowed(json)),
        }
    }
    if changes != title.changes {
        let cause = format!("{} changes were exported", title.changes);
        return Err(fault(changes + 1, cause));
    }
    Ok(())
}
