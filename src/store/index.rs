//! The index: batches of the journal come in, bytes under keys go out, quickly. It is never the
//! truth: when it lags behind it is brought up to date, when it does not open or knows another
//! journal it is made anew, and when it cannot be made (a full disk) the memory stands in for it.

use std::path::Path;

use super::journal::{Journal, Text};
use super::sled::{Sled, Unusable};
use super::{Batch, Memory, StoreError, line};

/// How far an index has followed which journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// The journal's id.
    pub id: String,
    /// The number of the last line that is in the index.
    pub number: u64,
    /// Its checksum.
    pub sign: String,
    /// Where it ends in the journal, in bytes.
    pub end: u64,
}

impl Position {
    /// As it is kept: four words.
    pub fn to_text(&self) -> String {
        format!("{} {} {} {}", self.id, self.number, self.sign, self.end)
    }

    /// The position in a text.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut words = std::str::from_utf8(text).ok()?.split(' ');
        Some(Self {
            id: words.next()?.to_owned(),
            number: words.next()?.parse().ok()?,
            sign: words.next()?.to_owned(),
            // Earlier versions did not keep it: then all of the journal is looked at.
            end: words.next().and_then(|end| end.parse().ok()).unwrap_or(0),
        })
    }
}

/// An index that has followed its journal to the end.
#[derive(Debug)]
pub(super) enum Index {
    /// On the disk.
    Sled(Sled),
    /// In memory.
    Memory(Memory),
}

impl Index {
    /// Brings an index up to the end of a journal, or makes it anew. `found` is what stood on the disk.
    pub fn follow(
        folder: &Path,
        text: &Text,
        id: &str,
        found: Result<Sled, Unusable>,
    ) -> Result<Self, StoreError> {
        let followed = found.and_then(|sled| {
            let from = known(&sled, text, id).ok_or(Unusable::Broken)?;
            catch_up(sled, text, id, from)
        });
        let made = match followed {
            Err(Unusable::Broken) => Sled::remove(folder)
                .and_then(|()| Sled::open(folder))
                .and_then(|sled| catch_up(sled, text, id, 0)),
            done => done,
        };
        match made {
            Ok(sled) => Ok(Self::Sled(sled)),
            Err(_) => in_memory(folder, text).map(Self::Memory),
        }
    }

    /// An index that needs no more than what was read of a journal behind a mark to be at its end.
    pub fn follow_news(text: &Text, id: &str, found: Sled) -> Result<Self, Unusable> {
        let from = known(&found, text, id).filter(|from| *from > 0);
        let from = from.ok_or(Unusable::Broken)?;
        catch_up(found, text, id, from).map(Self::Sled)
    }

    /// How far it has followed, when it is on the disk.
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::Sled(sled) => sled.position().ok()?,
            Self::Memory(_) => None,
        }
    }

    /// The bytes under a key.
    pub fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Unusable> {
        match self {
            Self::Sled(sled) => sled.get(key),
            Self::Memory(memory) => Ok(memory.at(key)),
        }
    }

    /// All keys that begin with `prefix`, from `from` behind it on, with their bytes, in order of key.
    pub fn scan(&self, prefix: &str, from: &str) -> Result<Vec<(String, Vec<u8>)>, Unusable> {
        match self {
            Self::Sled(sled) => sled.scan(prefix, from),
            Self::Memory(memory) => Ok(memory.within(prefix, from)),
        }
    }

    /// Takes in the batch that a journal wrote last.
    pub fn apply(&mut self, batch: Batch, journal: &Journal, sign: String) -> Result<(), Unusable> {
        match self {
            Self::Sled(sled) => {
                let position = Position {
                    id: journal.id.clone(),
                    number: journal.count,
                    sign,
                    end: journal.end,
                };
                sled.apply(batch, &position)?;
                sled.sync()
            }
            Self::Memory(memory) => {
                memory.apply(batch);
                Ok(())
            }
        }
    }
}

/// The number of the last line an index has followed, when it has followed this journal.
fn known(sled: &Sled, text: &Text, id: &str) -> Option<u64> {
    let Some(position) = sled.position().ok()? else {
        // A new one has followed none; anything else is an older format's.
        return sled.is_empty().then_some(0);
    };
    let same = position.id == id && text.sign(position.number) == Some(position.sign.as_str());
    same.then_some(position.number)
}

fn catch_up(mut sled: Sled, text: &Text, id: &str, from: u64) -> Result<Sled, Unusable> {
    let mut behind = false;
    for (number, json) in text.after(from) {
        let batch = line::batch(json).map_err(|_| Unusable::Broken)?;
        let position = Position {
            id: id.to_owned(),
            number,
            sign: text.sign(number).unwrap_or_default().to_owned(),
            end: text.end_of(number).unwrap_or(0),
        };
        sled.apply(batch, &position)?;
        behind = true;
    }
    if behind {
        sled.sync()?;
    }
    Ok(sled)
}

fn in_memory(folder: &Path, text: &Text) -> Result<Memory, StoreError> {
    let mut memory = Memory::new();
    for (number, json) in text.after(0) {
        let batch = line::batch(json).map_err(|cause| StoreError::Damaged {
            path: folder.to_owned(),
            cause: format!("change {number} of its journal: {cause}"),
        })?;
        memory.apply(batch);
    }
    Ok(memory)
}
