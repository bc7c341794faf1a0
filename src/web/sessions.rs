//! Who is logged in to a team: a cookie's secret comes in; the session it stands for, while it lasts, goes out. All is
//! written in the store, hashed, so that a new start of the server logs nobody out.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Duration, Utc};

use crate::language::Lang;
use crate::store::{Account, Browser, Disk, DoorMemory, Secret, Session, StoreError};

/// How long a session lasts without a press.
const IDLE: Duration = Duration::minutes(30);

/// How long it lasts at most.
const LONGEST: Duration = Duration::hours(12);

/// Sessions of one account at most: the one that was not used for the longest ends.
const MOST: usize = 20;

/// Browsers remembered of one account, those of the latest log-ins.
const BROWSERS: usize = 20;

/// How much later a use is worth writing down.
const WORTH: Duration = Duration::minutes(1);

/// The sessions of a team.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    door: DoorMemory,
    /// Whether something is not written yet.
    news: bool,
    /// When those whom an identity provider lets in were here last.
    proxied: BTreeMap<String, DateTime<Utc>>,
}

/// From where and with what somebody comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// The address, or a network.
    pub from: String,
    /// The browser.
    pub browser: String,
}

impl Sessions {
    /// What was known when the server began.
    pub fn of(door: DoorMemory) -> Self {
        Self(Mutex::new(Kept {
            door,
            ..Kept::default()
        }))
    }

    /// Begins one for an account. `second`: whether the second factor was given.
    pub fn begin(
        &self,
        secret: &Secret,
        account: &Account,
        second: bool,
        caller: Caller,
        now: DateTime<Utc>,
    ) {
        let mut kept = self.kept();
        kept.sweep(now);
        let sessions = &mut kept.door.sessions;
        while sessions
            .iter()
            .filter(|one| one.name == account.name)
            .count()
            >= MOST
        {
            let own = sessions.iter().filter(|one| one.name == account.name);
            let Some(oldest) = own.min_by_key(|one| one.used).map(|one| one.hash.clone()) else {
                break;
            };
            sessions.retain(|one| one.hash != oldest);
        }
        sessions.push(Session {
            hash: secret.hash(),
            name: account.name.clone(),
            since: account.since,
            begun: now,
            used: now,
            second,
            from: caller.from,
            browser: caller.browser,
        });
        kept.news = true;
    }

    /// The session of a cookie, which is used now.
    pub fn used(&self, secret: &str, now: DateTime<Utc>) -> Option<Session> {
        let hash = Secret::hash_of(secret);
        let mut kept = self.kept();
        let found = kept.door.sessions.iter_mut().find(|one| one.hash == hash);
        let session = found.filter(|one| lasts(one, now))?;
        let late = now - session.used >= WORTH;
        session.used = session.used.max(now);
        let session = session.clone();
        kept.news |= late;
        Some(session)
    }

    /// Ends the session of a cookie.
    pub fn end(&self, secret: &str) {
        self.end_those(|one| one.hash == Secret::hash_of(secret));
    }

    /// Ends one of an account's sessions, named by its hash; whether there was one.
    pub fn end_of(&self, name: &str, hash: &str) -> bool {
        self.end_those(|one| one.name == name && one.hash == hash)
    }

    /// Ends all of an account's sessions.
    pub fn end_all(&self, name: &str) {
        self.end_those(|one| one.name == name);
    }

    fn end_those(&self, ends: impl Fn(&Session) -> bool) -> bool {
        let mut kept = self.kept();
        let before = kept.door.sessions.len();
        kept.door.sessions.retain(|one| !ends(one));
        let ended = kept.door.sessions.len() < before;
        kept.news |= ended;
        ended
    }

    /// An account's sessions, the latest used first.
    pub fn list(&self, account: &Account, now: DateTime<Utc>) -> Vec<Session> {
        let kept = self.kept();
        let all = kept.door.sessions.iter();
        let own = all.filter(|one| one.name == account.name && one.since == account.since);
        let mut own: Vec<Session> = own.filter(|one| lasts(one, now)).cloned().collect();
        own.sort_by_key(|one| std::cmp::Reverse(one.used));
        own
    }

    /// Whether somebody whom an identity provider lets in arrives: was not here for as long as a session lasts.
    pub fn arrives(&self, name: &str, now: DateTime<Utc>) -> bool {
        let before = self.kept().proxied.insert(name.to_owned(), now);
        before.is_none_or(|before| now - before >= IDLE)
    }

    /// The language an account chose.
    pub fn lang(&self, name: &str) -> Option<Lang> {
        self.kept().door.languages.get(name)?.parse().ok()
    }

    /// Keeps the language an account chose.
    pub fn keep_lang(&self, name: &str, lang: Lang) {
        let mut kept = self.kept();
        let tag = lang.pick("nl", "en").to_owned();
        let before = kept.door.languages.insert(name.to_owned(), tag.clone());
        kept.news |= before != Some(tag);
    }

    /// Whether a code of a second factor is one that was not used before, by its number; from now on it was.
    pub fn is_new_code(&self, name: &str, number: u64) -> bool {
        let mut kept = self.kept();
        let codes = &mut kept.door.codes;
        let is_new = codes.get(name).is_none_or(|last| *last < number);
        if is_new {
            codes.insert(name.to_owned(), number);
            kept.news = true;
        }
        is_new
    }

    /// Whether an account was let in with this browser's secret: its hash.
    pub fn known_browser(&self, secret: &str, account: &Account) -> Option<String> {
        let hash = Secret::hash_of(secret);
        let kept = self.kept();
        let mut all = kept.door.browsers.iter();
        let is_it = |one: &&Browser| {
            one.hash == hash && one.name == account.name && one.since == account.since
        };
        all.find(is_it).map(|one| one.hash.clone())
    }

    /// Remembers a browser that an account was let in from.
    pub fn know_browser(&self, secret: &Secret, account: &Account) {
        let mut kept = self.kept();
        let new = Browser {
            hash: secret.hash(),
            name: account.name.clone(),
            since: account.since,
        };
        let browsers = &mut kept.door.browsers;
        browsers.retain(|one| one.name != new.name || one.since == new.since);
        browsers.insert(0, new);
        let mut own = 0;
        browsers.retain(|one| {
            own += usize::from(one.name == account.name);
            one.name != account.name || own <= BROWSERS
        });
        kept.news = true;
    }

    /// Forgets all of accounts that are no more.
    pub fn keep_only(&self, is_there: impl Fn(&str) -> bool) {
        let mut kept = self.kept();
        let door = &mut kept.door;
        door.sessions.retain(|one| is_there(&one.name));
        door.browsers.retain(|one| is_there(&one.name));
        door.languages.retain(|name, _| is_there(name));
        door.codes.retain(|name, _| is_there(name));
    }

    /// Writes what is new into the store. What cannot be written is tried again the next time.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn keep(&self, disk: &Disk) -> Result<(), StoreError> {
        let door = {
            let mut kept = self.kept();
            if !kept.news {
                return Ok(());
            }
            kept.news = false;
            kept.door.clone()
        };
        let kept = disk.keep_sessions(&door);
        if kept.is_err() {
            self.kept().news = true;
        }
        kept
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Forgets the sessions that are over.
    fn sweep(&mut self, now: DateTime<Utc>) {
        self.door.sessions.retain(|one| lasts(one, now));
    }
}

fn lasts(session: &Session, now: DateTime<Utc>) -> bool {
    now - session.used < IDLE && now - session.begun < LONGEST
}
