//! One plan at a time: whoever plans waits for who plans already, so that none is made of a calendar that is about to
//! change. A store comes in; a lock that ends with the plan, or with its process, goes out.
//!
//! Everything else goes on meanwhile. It is a courtesy and no guarantee: who has waited long enough plans all the same, and
//! whether the calendar stayed is looked at before a plan is saved.

use std::fs::{File, OpenOptions, TryLockError};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::disk::Disk;
use super::{Notice, folder};
use crate::time::Patience;

/// The file that is locked. It holds nothing.
const NAME: &str = "planning";

/// That nobody else plans, as far as is known, until it is dropped.
#[derive(Debug, Default)]
pub struct Alone {
    _file: Option<File>,
}

impl Disk {
    /// Waits until nobody else plans, `most` at most, or until it is to `stop`.
    pub(super) fn plan_alone(&self, most: Duration, stop: &AtomicBool) -> Alone {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let made = folder::make(&self.folder);
        // Where nothing can be written nobody saves a plan.
        let Ok(file) = made.and_then(|()| options.open(self.folder.join(NAME))) else {
            return Alone::default();
        };
        let told = || self.tell(&Notice::Planning);
        let had = Patience::new(most, Some(&told)).wait(|| match file.try_lock() {
            Ok(()) => Ok(Some(true)),
            Err(TryLockError::WouldBlock) if stop.load(Ordering::Relaxed) => Ok(Some(false)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(cause)) => Err(cause),
        });
        let had = matches!(had, Ok(Some(true)));
        Alone {
            _file: had.then_some(file),
        }
    }
}
