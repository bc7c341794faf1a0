//! A wait for what others have: how often it is tried and how long at most come in; what was had, or that it was not,
//! goes out. Files that one process at a time may have are waited for in this way.

use std::time::{Duration, Instant};

/// How long to wait between two tries. Whoever has it mostly needs some milliseconds.
const PAUSE: Duration = Duration::from_millis(5);

/// After how long a wait is worth a word.
const PATIENT: Duration = Duration::from_secs(1);

/// A wait that has begun, perhaps for several things one after the other.
pub struct Patience<'a> {
    most: Duration,
    since: Instant,
    /// To be told, once.
    waiting: Option<&'a dyn Fn()>,
}

impl<'a> Patience<'a> {
    /// A wait that begins now and takes `most` at most; `waiting` is told when it takes long.
    pub fn new(most: Duration, waiting: Option<&'a dyn Fn()>) -> Self {
        Self {
            most,
            since: Instant::now(),
            waiting,
        }
    }

    /// Tries until something is had; `None` when the time is over.
    ///
    /// # Errors
    /// What `attempt` says: then it is not tried again.
    pub fn wait<T, E>(
        &mut self,
        mut attempt: impl FnMut() -> Result<Option<T>, E>,
    ) -> Result<Option<T>, E> {
        loop {
            if let Some(had) = attempt()? {
                return Ok(Some(had));
            }
            let waited = self.since.elapsed();
            if waited >= self.most {
                return Ok(None);
            }
            if waited >= PATIENT {
                self.waiting.take().inspect(|waiting| waiting());
            }
            std::thread::sleep(PAUSE);
        }
    }
}
