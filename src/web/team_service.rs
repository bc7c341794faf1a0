//! A team's office: its folder and its store come in; what stands in them now goes out, read anew only
//! when something was written, and turns to write.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use tokio::sync::Mutex;

use super::board::BoardCache;
use super::failed::Failed;
use super::feeds::{Bodies, Memory};
use super::sessions::Sessions;
use super::worker::Worker;
use crate::app::{self, Roster};
use crate::error::Error;
use crate::feed::{self, Audience};
use crate::ids::CaseCode;
use crate::language::Lang;
use crate::plan::Published;
use crate::store::{
    Access as _, Account, AuditEvent, Audited, Disk, Link, Reset, Resets as _, Stamp, Store as _,
    Told, Turn,
};
use crate::team::{FolderFiles, FolderStamp, Team, folder_stamp};
use crate::time::zone::{Tz, local_day};

/// A team's office.
pub struct TeamService {
    id: String,
    name: String,
    lang: Lang,
    folder: PathBuf,
    disk: Disk,
    clock: fn() -> DateTime<Utc>,
    zone: Tz,
    /// What was read last, and what store and folder looked like then.
    seen: RwLock<Option<Read>>,
    /// The team as its files last were without faults, and what they looked like then.
    filed: RwLock<(FolderStamp, Arc<Team>)>,
    reading: Mutex<()>,
    /// Who opens the store.
    pub(super) store_worker: Worker,
    /// What the board keeps of it.
    pub(super) cache: BoardCache,
    /// Who is logged in.
    pub(super) sessions: Sessions,
    /// Who of those that write it down has the turn.
    keeping: Mutex<()>,
    /// Log-ins that failed a moment ago.
    pub(super) failed: Failed,
    /// The bytes of feeds.
    pub(super) bodies: Bodies,
    /// When they were fetched.
    pub(super) fetched: Memory,
}

/// A reading of the store, and what it was read from.
#[derive(Clone)]
struct Read {
    stamp: Option<Stamp>,
    files: FolderStamp,
    seen: Arc<StoreView>,
}

/// What stood in a store when it was last read.
pub struct StoreView {
    /// What subscribers know. Two readings share one value as long as nothing in it changed.
    pub published: Option<Arc<Published>>,
    /// The secret of entry identities.
    pub uid_key: [u8; 32],
    /// Accounts in order of name.
    pub accounts: Vec<Account>,
    /// Links to choose a password by.
    pub resets: Vec<Reset>,
    /// Every feed address ever made.
    pub links: Vec<Link>,
    /// Who was told of which change.
    pub told: Vec<Told>,
    /// Who still reads.
    pub(super) roster: Roster,
    /// Those that were not revoked, by hash: places in `links`.
    pub(super) by_hash: HashMap<String, usize>,
    /// Who has a feed of what is published.
    pub(super) readers: Arc<BTreeSet<Audience>>,
}

/// A turn at an office's store: the team's files and the store, which nobody else changes meanwhile.
pub struct StoreSession {
    /// The team as its files have it.
    pub team: Team,
    /// The store; what is written carries the user's name.
    pub store: Turn,
}

impl TeamService {
    /// Opens the office of a team folder and its store.
    ///
    /// # Errors
    /// When the team's files have faults, or the store is another team's or cannot be opened.
    pub fn open(
        folder: &Path,
        disk: Disk,
        clock: fn() -> DateTime<Utc>,
        lang: Option<Lang>,
    ) -> Result<Self, Error> {
        let files = folder_stamp(folder);
        let team = app::load(folder)?.team;
        let fetched = Memory::of(disk.fetches()?);
        let disk_memory = disk.sessions()?;
        let turn = disk.turn()?;
        turn.check_team(&team.id)?;
        let office = Self {
            lang: lang.unwrap_or_else(|| team.lang.parse().unwrap_or(Lang::Nl)),
            id: team.id.clone(),
            name: team.name.clone(),
            folder: folder.to_owned(),
            disk,
            clock,
            zone: team.zone,
            seen: RwLock::default(),
            filed: RwLock::new((files, Arc::new(team))),
            bodies: Bodies::default(),
            fetched,
            reading: Mutex::default(),
            sessions: Sessions::of(disk_memory),
            keeping: Mutex::default(),
            failed: Failed::default(),
            store_worker: Worker::new(),
            cache: BoardCache::default(),
        };
        office.settle()?;
        drop(turn);
        Ok(office)
    }

    /// The team's key.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The team's name when the office was opened.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The language of pages, unless somebody asks for the other.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The zone of its days, when the office was opened.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// When a feed address was last fetched, by its hash.
    pub fn last_fetched(&self, hash: &str) -> Option<DateTime<Utc>> {
        self.fetched.get(hash)?.at
    }

    /// Writes into the store what was fetched since the last time.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn keep_fetches(self: &Arc<Self>) -> Result<(), Error> {
        let office = self.clone();
        self.store_worker
            .does(move || Ok(office.fetched.keep(&office.disk)?))
            .await
    }

    /// Writes into the store who is logged in. What cannot be written is tried again within a minute: until then a new
    /// start of the server forgets it, and no more.
    pub async fn keep_sessions(self: &Arc<Self>) {
        let _one = self.keeping.lock().await;
        if let Ok(Some(seen)) = self.kept() {
            let is_there = |name: &str| seen.account(name).is_some();
            self.sessions.keep_only(is_there);
        }
        let office = self.clone();
        let _ = aside(move || Ok(office.sessions.keep(&office.disk)?)).await;
    }

    /// The team as its files last were without faults.
    pub fn team(&self) -> Arc<Team> {
        self.filed(&folder_stamp(&self.folder))
    }

    /// The team's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The team's files.
    pub fn files(&self) -> FolderFiles {
        FolderFiles::at(&self.folder)
    }

    /// Ends a change of the team's files that a killed process has left: it was done if it stands in the trail. Only
    /// whoever has a turn at the store asks.
    fn settle(&self) -> Result<(), Error> {
        self.files().settle(|version| {
            let version = version.to_string();
            let found = self.disk.trail(|note| match &note.what {
                Audited::Event(AuditEvent::Entered { version: known, .. }) => {
                    known.as_ref() == Some(&version)
                }
                _ => false,
            })?;
            Ok(!found.is_empty())
        })
    }

    /// What stands in the store now.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn now(self: &Arc<Self>) -> Result<Arc<StoreView>, Error> {
        if let Some(seen) = self.kept()? {
            return Ok(seen);
        }
        // One reads, the others wait for what it finds.
        let _reading = self.reading.lock().await;
        if let Some(seen) = self.kept()? {
            return Ok(seen);
        }
        let office = self.clone();
        self.store_worker.does(move || office.read()).await
    }

    /// What was read last, when nothing was written since.
    fn kept(&self) -> Result<Option<Arc<StoreView>>, Error> {
        let (stamp, files) = (self.disk.stamp()?, folder_stamp(&self.folder));
        let kept = self.seen.read().ok().and_then(|kept| kept.clone());
        let kept =
            kept.filter(|kept| stamp.is_some() && kept.stamp == stamp && kept.files == files);
        Ok(kept.map(|kept| kept.seen))
    }

    /// The team as its files have it, of this stamp. Faults in them are told on the board; here what was known before
    /// goes on, so that nobody's calendar stands still for a slip of the pen.
    fn filed(&self, files: &FolderStamp) -> Arc<Team> {
        let mut filed = self.filed.write().unwrap_or_else(PoisonError::into_inner);
        if filed.0 != *files {
            if let Ok(loaded) = app::load(&self.folder) {
                filed.1 = Arc::new(loaded.team);
            }
            filed.0.clone_from(files);
        }
        filed.1.clone()
    }

    fn read(&self) -> Result<Arc<StoreView>, Error> {
        let files = folder_stamp(&self.folder);
        let team = self.filed(&files);
        let mut store = self.disk.turn()?;
        // Nobody writes during a turn, so that what is read is what the stamp stands for; but the key
        // is made when it is first asked for.
        let uid_key = store.uid_key()?;
        let stamp = self.disk.stamp()?;
        let before = self.seen.read().ok().and_then(|kept| kept.clone());
        let before = before.map(|kept| kept.seen);
        let today = local_day(self.zone, (self.clock)());
        let published = store.published_since(app::since_for_feeds(today))?;
        let published = published.map(|(_, published)| published);
        let (published, readers) = match (before, published) {
            (Some(before), now) if before.published.as_deref() == now.as_ref() => {
                (before.published.clone(), before.readers.clone())
            }
            (_, Some(now)) => {
                let readers = feed::audiences(&now);
                (Some(Arc::new(now)), Arc::new(readers))
            }
            (_, None) => (None, Arc::default()),
        };
        let links = store.links()?;
        let working = links.iter().enumerate();
        let working = working.filter(|(_, link)| link.revoked.is_none());
        let seen = Arc::new(StoreView {
            roster: Roster::read(&team, &store, today)?,
            published,
            uid_key,
            accounts: store.accounts()?,
            resets: store.resets()?,
            by_hash: working
                .map(|(index, link)| (link.hash.clone(), index))
                .collect(),
            links,
            told: store.told()?,
            readers,
        });
        if let Ok(mut kept) = self.seen.write() {
            *kept = Some(Read {
                stamp,
                files,
                seen: seen.clone(),
            });
        }
        Ok(seen)
    }

    /// Does something at the desk, away from the threads that answer requests. Let it be short: others
    /// wait for the store. `by` is who the audit trail names.
    ///
    /// # Errors
    /// What `work` says; [`Error::Faults`] when the team's files have faults; [`Error::Store`].
    pub async fn at_desk<T, W>(self: &Arc<Self>, by: &str, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&mut StoreSession) -> Result<T, Error> + Send + 'static,
    {
        let office = self.clone();
        let disk = self.disk_of(by);
        let work = move || {
            let store = disk.turn()?;
            office.settle()?;
            let team = app::load(&office.folder)?.team;
            work(&mut StoreSession { team, store })
        };
        self.store_worker.does(work).await
    }

    /// Notes in the audit trail what somebody looked at. What was read before the note still holds after it, so that
    /// a look costs no new reading.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn note(
        self: &Arc<Self>,
        by: &str,
        what: AuditEvent,
        case: Option<CaseCode>,
    ) -> Result<(), Error> {
        let (office, disk) = (self.clone(), self.disk_of(by));
        aside(move || {
            let (before, after) = disk.note(what, case.as_ref())?;
            if let Ok(mut kept) = office.seen.write()
                && let Some(kept) = kept.as_mut()
                && kept.stamp == before
            {
                kept.stamp = after;
            }
            office.cache.noted(before, after);
            Ok(())
        })
        .await
    }

    /// Does something with the store alone.
    ///
    /// # Errors
    /// What `work` says; [`Error::Store`].
    pub async fn at_store<T, W>(self: &Arc<Self>, by: &str, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&mut Turn) -> Result<T, Error> + Send + 'static,
    {
        let disk = self.disk_of(by);
        self.store_worker
            .does(move || work(&mut disk.turn()?))
            .await
    }

    /// The store, signed by somebody (nobody when the name is empty), for work that takes turns of its own, such as planning.
    pub fn disk_of(&self, by: &str) -> Disk {
        let by = Some(by.to_owned()).filter(|by| !by.is_empty());
        self.disk.clone().signed(by, self.clock)
    }
}

/// Runs what waits for files on a thread that may wait.
///
/// # Errors
/// What `work` says.
pub async fn aside<T, W>(work: W) -> Result<T, Error>
where
    T: Send + 'static,
    W: FnOnce() -> Result<T, Error> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(_) => Err(wrong()),
    }
}

/// What is told of a bug.
pub(super) fn wrong() -> Error {
    Error::usage(
        "er ging iets mis; het is niet gedaan. Meld dit alstublieft.",
        "something went wrong; it was not done. Please report this.",
    )
}
