//! Where passwords are judged: each takes a core for some 30 ms and 19 MB, so that one is judged at a time, a few wait,
//! and whoever comes when there are too many is told to come again. Browsers that are known have a place of their own:
//! however many strangers guess, an owner need not wait for them.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::password::Room;
use super::refusal::Refusal;
use super::worker::Worker;
use crate::error::Error;

/// How many wait at most.
const WAITING: usize = 12;

/// Seconds after which to come again.
const AGAIN: i64 = 2;

/// Both places.
pub(super) struct Judge {
    strangers: Place,
    known: Place,
}

/// A thread with the memory of one judgement, and places for some who wait.
struct Place {
    worker: Worker,
    room: Arc<Mutex<Room>>,
    waiting: Arc<Semaphore>,
}

impl Judge {
    /// With nobody waiting.
    pub fn new() -> Self {
        let place = || Place {
            worker: Worker::new(),
            room: Arc::default(),
            waiting: Arc::new(Semaphore::new(WAITING)),
        };
        Self {
            strangers: place(),
            known: place(),
        }
    }

    /// Does what judges or makes the hash of a password. `is_known`: for somebody logged in, or a known browser.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when too many wait.
    pub async fn does<T, W>(&self, is_known: bool, work: W) -> Result<T, Refusal>
    where
        T: Send + 'static,
        W: FnOnce(&mut Room) -> T + Send + 'static,
    {
        let place = if is_known {
            &self.known
        } else {
            &self.strangers
        };
        let waits = place.waiting.clone().try_acquire_owned();
        let waits = waits.map_err(|_| Refusal::Busy(AGAIN))?;
        let room = place.room.clone();
        let done = place.worker.does(move || {
            // Kept until it is done, even when whoever asked has gone meanwhile.
            let _waits = waits;
            let mut room = room.lock().unwrap_or_else(PoisonError::into_inner);
            Ok::<T, Error>(work(&mut room))
        });
        Ok(done.await?)
    }
}
