//! Pages that take a while: an account comes in; its turn goes out, one at a time for each account and few at once for
//! all, so that the board stays quick for everybody else.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::refusal::Refusal;
use super::user::User;

/// How many of an account's wait for the one at work.
const WAITING: usize = 7;

/// Seconds after which to come again.
const AGAIN: i64 = 5;

/// Whose turn it is.
#[derive(Debug)]
pub(super) struct Costly {
    accounts: Mutex<BTreeMap<String, Account>>,
    all: Arc<Semaphore>,
}

/// An account's place at work, and room for it and those that wait.
#[derive(Clone, Debug)]
struct Account {
    room: Arc<Semaphore>,
    work: Arc<Semaphore>,
}

/// A turn: it must last as long as the work does.
#[derive(Debug)]
pub(super) struct Turn {
    held: Vec<OwnedSemaphorePermit>,
}

impl Default for Costly {
    fn default() -> Self {
        // One core is left to everybody else.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            accounts: Mutex::default(),
            all: Arc::new(Semaphore::new(cores.saturating_sub(1).max(1))),
        }
    }
}

impl Costly {
    fn account(&self, name: String) -> Account {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = || Account {
            room: Arc::new(Semaphore::new(1 + WAITING)),
            work: Arc::new(Semaphore::new(1)),
        };
        accounts.entry(name).or_insert_with(fresh).clone()
    }
}

impl User {
    /// Waits for a turn at what keeps a core at work.
    ///
    /// # Errors
    /// As [`User::own_turn`].
    pub(super) async fn turn(&self) -> Result<Turn, Refusal> {
        let mut turn = self.own_turn().await?;
        let all = self.app.costly.all.clone().acquire_owned().await;
        turn.held.push(all.map_err(|_| Refusal::Busy(AGAIN))?);
        Ok(turn)
    }

    /// Waits until nothing else of this account's that takes a while is at work; what others do is no matter.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when the account has asked for too much at once.
    pub(super) async fn own_turn(&self) -> Result<Turn, Refusal> {
        let costly = &self.app.costly;
        let own = costly.account(format!("{} {}", self.office.id(), self.account.name));
        let busy = |_| Refusal::Busy(AGAIN);
        let room = own.room.try_acquire_owned().map_err(busy)?;
        let work = own.work.acquire_owned().await;
        let work = work.map_err(|_| Refusal::Busy(AGAIN))?;
        Ok(Turn {
            held: vec![room, work],
        })
    }
}
