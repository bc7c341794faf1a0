//! A thread that does one thing after the other: work comes in, and what came of it goes out.
//!
//! One opens an office's store: a store has one turn at a time, so that no second thread would be any faster; and a
//! thread keeps memory of the most it ever read, which is a whole store. Others judge passwords.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use tokio::sync::oneshot;

use super::team_service::wrong;
use crate::error::Error;

type Work = Box<dyn FnOnce() + Send>;

/// The thread, once something is to be done. It ends with its owner.
#[derive(Default)]
pub struct Worker(Mutex<Option<Sender<Work>>>);

impl Worker {
    /// A worker with nothing to do yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives work to the thread, which is begun when there is none: a machine that had none to spare may have one now.
    fn give(&self, work: Work) -> Result<(), Error> {
        let mut thread = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if thread.is_none() {
            *thread = Some(begun()?);
        }
        let given = thread.as_ref().is_some_and(|give| give.send(work).is_ok());
        given.then_some(()).ok_or_else(wrong)
    }

    /// Has something done.
    ///
    /// # Errors
    /// What `work` says; [`Error::NoThread`] when the machine has none for it.
    pub async fn does<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce() -> Result<T, Error> + Send + 'static,
    {
        let (tell, hear) = oneshot::channel();
        self.give(Box::new(move || drop(tell.send(work()))))?;
        hear.await.map_err(|_| wrong())?
    }
}

/// A thread that does what it is given.
fn begun() -> Result<Sender<Work>, Error> {
    let (give, take) = channel::<Work>();
    let run = move || {
        for work in take {
            // What goes wrong in one piece of work is told to who asked for it, and the next is done.
            let _ = catch_unwind(AssertUnwindSafe(work));
        }
    };
    thread::Builder::new().spawn(run).map_err(Error::NoThread)?;
    Ok(give)
}
