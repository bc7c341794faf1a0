//! A store as a file, and back: one line a change, the whole audit trail and the secret key among
//! them. What a damaged journal still has whole can be saved so.
//!
//! Every line ends with its sum, and the first has one of all of them: a file is taken in as it was
//! written or not at all. Files of earlier versions have none.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::journal::{Tail, Text};
use super::turn::{lock, replace};
use super::upgrade::{self, Upgrade};
use super::{AuditEvent, Batch, Memory, Store, StoreError, judge, keys, line};

/// The first line.
#[derive(Serialize, Deserialize)]
struct Title {
    /// Always `store`.
    cadans: String,
    format: u32,
    /// How many lines follow.
    changes: usize,
    /// Whether they are all there was: else they were saved from a damaged journal.
    #[serde(default = "yes")]
    whole: bool,
    /// Over the sums of all lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sum: Option<String>,
}

fn yes() -> bool {
    true
}

impl Title {
    fn sum_of(&self, sums: &[&str]) -> String {
        let head = format!("{} {}", self.format, self.whole);
        line::checksum(self.changes as u64, &format!("{head} {}", sums.join(" ")))
    }
}

/// What a line's sum stands behind.
const SUM: &str = ",\"sum\":\"";

/// A line with its sum as the last key.
fn summed(number: usize, json: &str) -> (String, String) {
    let sum = line::checksum(number as u64, json);
    let open = json.strip_suffix('}').unwrap_or(json);
    (format!("{open}{SUM}{sum}\"}}"), sum)
}

/// A line without its sum, and the sum.
fn split(line: &str) -> Option<(String, &str)> {
    let (open, sum) = line.strip_suffix("\"}")?.rsplit_once(SUM)?;
    let is_sum = sum.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_sum.then(|| (format!("{open}}}"), sum))
}

/// Whether a file that was exported has everything its store had.
pub fn was_whole(text: &str) -> bool {
    let title = text.lines().next().unwrap_or_default();
    serde_json::from_str(title).is_ok_and(|title: Title| title.whole)
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
        let (main, beside) = text.sides();
        let lines: Vec<&str> = main.iter().map(|(_, json)| *json).collect();
        let numbered = (1..).zip(&lines);
        let (written, sums): (Vec<_>, Vec<_>) =
            numbered.map(|(number, json)| summed(number, json)).unzip();
        let damaged = text.broken.is_some() || text.tail() == Tail::Broken || !beside.is_empty();
        let mut title = Title {
            cadans: "store".to_owned(),
            format: match &text.header {
                Some((format, _)) => *format,
                None => upgrade::format_of(&lines),
            },
            changes: lines.len(),
            whole: text.header.is_some() && !damaged,
            sum: None,
        };
        let sums: Vec<_> = sums.iter().map(String::as_str).collect();
        title.sum = Some(title.sum_of(&sums));
        Ok(Export {
            text: format!("{}\n{}\n", serde_json::json!(title), written.join("\n")),
            changes: title.changes,
            whole: title.whole,
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
        if let Some(cause) = judge::flaws(&trial).into_iter().next() {
            return Err(StoreError::Import { line: 1, cause });
        }
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
    let mut sums = Vec::new();
    for (number, json) in (2..).zip(lines) {
        if json.trim().is_empty() {
            continue;
        }
        changes += 1;
        let json = match split(json) {
            Some((json, sum)) if sum == line::checksum(changes as u64, &json) => {
                sums.push(sum);
                Cow::Owned(json)
            }
            Some(_) => return Err(fault(number, "its sum does not fit".to_owned())),
            None if title.sum.is_some() => {
                return Err(fault(number, "its sum is missing".to_owned()));
            }
            None => Cow::Borrowed(json),
        };
        let batch = line::batch(&json).map_err(|cause| fault(number, cause))?;
        match &mut upgrade {
            Some(upgrade) => {
                let batch = upgrade.batch(batch).map_err(|cause| fault(number, cause))?;
                let json = line::json(&batch);
                each(batch, Cow::Owned(json));
            }
            None => each(batch, json),
        }
    }
    if changes != title.changes {
        let cause = format!("{} changes were exported", title.changes);
        return Err(fault(changes + 1, cause));
    }
    let sum = (!sums.is_empty()).then(|| title.sum_of(&sums));
    match title
        .sum
        .is_none_or(|said| changes == 0 || sum == Some(said))
    {
        true => Ok(()),
        false => Err(fault(1, "the sum of all lines does not fit".to_owned())),
    }
}
