//! What the board keeps in memory of a team: how it stands, read anew only when the calendar, the record book or
//! the team's files changed; and the plan somebody is trying out.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::NaiveDateTime;

use super::planning::Wanted;
use crate::app::{self, Limits, Progress, Request, Snapshot, Trial};
use crate::error::Error;
use crate::language::Text;
use crate::store::{Disk, Stamp};
use crate::team::{self, Absence, Away, AwayKind, FolderStamp, Team};

/// How long planning may take.
const LONGEST: Duration = Duration::from_secs(30);

/// The memory of a team's board.
#[derive(Default)]
pub struct BoardCache {
    snapshot: Mutex<Option<Kept>>,
    job: Mutex<Option<Arc<Job>>>,
    /// How many things were tried out.
    begun: AtomicU64,
}

/// A snapshot, and what it was read from.
struct Kept {
    stamp: Option<Stamp>,
    files: FolderStamp,
    version: Version,
    snapshot: Arc<Snapshot>,
}

impl Kept {
    /// Whether it was read from these files, on this day.
    fn is_of(&self, files: &FolderStamp, moment: impl Fn(&Team) -> NaiveDateTime) -> bool {
        self.snapshot.today == moment(&self.snapshot.team).date() && self.files == *files
    }
}

/// The revisions and the length of the record book: looks in the audit trail change neither.
type Version = ((Option<u32>, Option<u32>), usize);

impl BoardCache {
    /// How a team stands today, when what is kept of it still holds: nothing was written since. Costs a look at each
    /// file, and waits for nobody who reads or writes.
    pub fn current(
        &self,
        folder: &Path,
        disk: &Disk,
        moment: impl Fn(&Team) -> NaiveDateTime,
    ) -> Option<Arc<Snapshot>> {
        let (stamp, files) = (disk.stamp().ok()?, team::folder_stamp(folder));
        let kept = self.kept();
        let known = kept.as_ref()?;
        let holds = stamp.is_some() && known.stamp == stamp && known.is_of(&files, moment);
        holds.then(|| known.snapshot.clone())
    }

    /// How a team stands today. `moment` is asked once the team is loaded. Only whoever opens the store calls this, so
    /// that of many who ask at once one reads, and the others find what it read.
    ///
    /// # Errors
    /// When the team's files have faults, or the store cannot be read.
    pub fn snapshot(
        &self,
        folder: &Path,
        disk: &Disk,
        moment: impl Fn(&Team) -> NaiveDateTime,
    ) -> Result<Arc<Snapshot>, Error> {
        if let Some(current) = self.current(folder, disk, &moment) {
            return Ok(current);
        }
        let files = team::folder_stamp(folder);
        let store = disk.turn()?;
        let (stamp, version) = (disk.stamp()?, version(&store)?);
        if let Some(known) = self.kept().as_mut()
            && known.version == version
            && known.is_of(&files, &moment)
        {
            known.stamp = stamp;
            return Ok(known.snapshot.clone());
        }
        let team = app::load(folder)?.team;
        let snapshot = Arc::new(Snapshot::read(&team, &store, moment(&team))?);
        *self.kept() = Some(Kept {
            stamp,
            files,
            version,
            snapshot: snapshot.clone(),
        });
        Ok(snapshot)
    }

    /// What is kept, for as long as it takes to look at it.
    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        self.snapshot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A look was noted, and nothing else: what was known then is known now.
    pub fn noted(&self, before: Option<Stamp>, after: Option<Stamp>) {
        if let Some(known) = self.kept().as_mut().filter(|known| known.stamp == before) {
            known.stamp = after;
        }
    }

    /// What is being tried out.
    pub fn job(&self) -> Option<Arc<Job>> {
        let job = self.job.lock().unwrap_or_else(PoisonError::into_inner);
        job.clone()
    }

    /// Begins to try something out for somebody; what was tried before ends.
    ///
    /// # Errors
    /// [`Error::NoThread`] when the machine has none for it: nothing is tried then.
    pub fn begin(
        &self,
        by: String,
        wanted: Wanted,
        team: Team,
        disk: Disk,
        now: NaiveDateTime,
    ) -> Result<(), Error> {
        let job = Arc::new(Job {
            number: self.begun.fetch_add(1, Ordering::Relaxed) + 1,
            by,
            wanted,
            stop: Arc::default(),
            progress: Mutex::default(),
            outcome: Mutex::default(),
        });
        self.end();
        let begun = job.clone();
        std::thread::Builder::new()
            .spawn(move || job.run(team, &disk, now))
            .map_err(Error::NoThread)?;
        *self.job.lock().unwrap_or_else(PoisonError::into_inner) = Some(begun);
        Ok(())
    }

    /// Ends what is being tried out, and forgets it.
    pub fn end(&self) {
        let mut job = self.job.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(job) = job.take() {
            job.stop();
        }
    }
}

fn version(store: &impl crate::store::Store) -> Result<Version, Error> {
    Ok((store.standing()?, store.entries()?.len()))
}

/// Something tried out: planning in a copy of the store.
pub struct Job {
    /// Its number, of those that were begun since the server started.
    pub number: u64,
    /// Who began it: the name of an account.
    pub by: String,
    /// What is tried.
    pub wanted: Wanted,
    stop: Arc<AtomicBool>,
    progress: Mutex<Option<Progress>>,
    outcome: Mutex<Option<Outcome>>,
}

/// What came of it: a plan, or why there is none.
pub type Outcome = Result<Arc<Trial>, Text>;

impl Job {
    /// Ends with the best plan so far.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// What is known so far.
    pub fn progress(&self) -> Option<Progress> {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What came of it; `None` while it is at work.
    pub fn outcome(&self) -> Option<Outcome> {
        let outcome = self.outcome.lock().unwrap_or_else(PoisonError::into_inner);
        outcome.clone()
    }

    fn run(&self, mut team: Team, disk: &Disk, now: NaiveDateTime) {
        if let Some((who, from, to)) = &self.wanted.away {
            team.absences.push(Absence {
                who: Away::Person(crate::ids::PersonId::new(who)),
                from: *from,
                to: *to,
                slots: None,
                kind: AwayKind::Away,
                span: crate::diagnostic::Span::default(),
            });
        }
        let request = Request {
            term: self.wanted.term,
            now,
            without: Vec::new(),
            afresh: false,
        };
        let limits = Limits {
            time: LONGEST,
            stop: self.stop.clone(),
            progress: &|known| {
                *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(*known);
            },
            ..Limits::default()
        };
        let tried = app::try_out(&team, || Ok(disk.turn()?), &request, &limits);
        let outcome = match tried {
            Ok(trial) => Ok(Arc::new(trial)),
            Err(error) => Err(Text::new(
                error.text(crate::language::Lang::Nl),
                error.text(crate::language::Lang::En),
            )),
        };
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
    }
}
