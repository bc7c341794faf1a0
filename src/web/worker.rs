//! A thread that does one thing after the other: work comes in, and what came of it goes out.
//!
//! One opens an office's store: a store has one turn at a time, so that no second thread would be any faster; and a
//! thread keeps memory of the most it ever read, which is a whole store. Others judge passwords.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use tokio::sync::oneshot;

use super::team_service::wrong;
use crate::error::Error;

type Work = Box<dyn FnOnce() + Send>;

/// The thread. It ends with its owner.
pub struct Worker(Sender<Work>);

impl Worker {
    /// A worker with nothing to do yet.
    pub fn new() -> Self {
        let (give, take) = channel::<Work>();
        thread::spawn(move || {
            for work in take {
                // What goes wrong in one piece of work is told to who asked for it, and the next is done.
                let _ = catch_unwind(AssertUnwindSafe(work));
            }
        });
        Self(give)
    }

    /// Has something done.
    ///
    /// # Errors
    /// What `work` says.
    pub async fn does<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce() -> Result<T, Error> + Send + 'static,
    {
        let (tell, hear) = oneshot::channel();
        let given = self.0.send(Box::new(move || drop(tell.send(work()))));
        match (given, hear.await) {
            (Ok(()), Ok(done)) => done,
            _ => Err(wrong()),
        }
    }
}
