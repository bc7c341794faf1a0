//! Something that may hang is kept on a thread of its own: what to do with it comes in, and goes out
//! done, or it is given up.

use std::cell::Cell;
use std::fmt;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

type Job<T> = Box<dyn FnOnce(&T) + Send>;

/// A value on a thread of its own, which is waited for no longer than so long.
pub(super) struct Worker<T> {
    jobs: Option<Sender<Job<T>>>,
    ended: Receiver<()>,
    patience: Duration,
    hung: Cell<bool>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silent {
    /// The machine has no thread to spare.
    NoThread,
    /// It takes too long.
    Hung,
    /// The thread has ended.
    Gone,
}

impl<T: 'static> Worker<T> {
    /// Makes a value on a new thread of this name.
    pub fn start<E: Send + 'static>(
        name: &str,
        patience: Duration,
        make: impl FnOnce() -> Result<T, E> + Send + 'static,
    ) -> Result<Result<Self, E>, Silent> {
        let (jobs, work) = mpsc::channel::<Job<T>>();
        let (end, ended) = mpsc::channel();
        let (made, ready) = mpsc::channel();
        let run = move || {
            match make() {
                Ok(value) => {
                    let _ = made.send(Ok(()));
                    work.into_iter().for_each(|job| job(&value));
                    drop(value);
                }
                Err(fault) => drop(made.send(Err(fault))),
            }
            let _ = end.send(());
        };
        let thread = thread::Builder::new().name(name.to_owned()).spawn(run);
        thread.map_err(|_| Silent::NoThread)?;
        let made = within(&ready, patience)?;
        Ok(made.map(|()| Self {
            jobs: Some(jobs),
            ended,
            patience,
            hung: Cell::new(false),
        }))
    }

    /// Has something done with the value.
    pub fn ask<R: Send + 'static>(
        &self,
        work: impl FnOnce(&T) -> R + Send + 'static,
    ) -> Result<R, Silent> {
        if self.hung.get() {
            return Err(Silent::Hung);
        }
        let (done, answer) = mpsc::channel();
        let job = Box::new(move |value: &T| drop(done.send(work(value))));
        let jobs = self.jobs.as_ref().ok_or(Silent::Gone)?;
        jobs.send(job).map_err(|_| Silent::Gone)?;
        let answer = within(&answer, self.patience);
        self.hung.set(matches!(answer, Err(Silent::Hung)));
        answer
    }
}

fn within<R>(answer: &Receiver<R>, patience: Duration) -> Result<R, Silent> {
    answer.recv_timeout(patience).map_err(|none| match none {
        RecvTimeoutError::Timeout => Silent::Hung,
        RecvTimeoutError::Disconnected => Silent::Gone,
    })
}

impl<T> Drop for Worker<T> {
    /// Waits until the value is gone, unless it hangs.
    fn drop(&mut self) {
        self.jobs = None;
        if !self.hung.get() {
            let _ = self.ended.recv_timeout(self.patience);
        }
    }
}

impl<T> fmt::Debug for Worker<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker").finish_non_exhaustive()
    }
}
