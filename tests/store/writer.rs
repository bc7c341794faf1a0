//! A process that uses a store like commands do, turn after turn, and says after each what is saved:
//! this test program itself, started anew. And a judge of what it leaves behind.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use cadans::ids::CaseCode;
use cadans::plan::{Plan, issued};
use cadans::store::{AuditEvent, Batch, Disk, Purge, Shelf, Store, StoreError, Turn};

use super::some::*;

/// Names the folder of the store; without it the program is a test like any other.
const FOLDER: &str = "CADANS_TEST_STORE";

/// How many turns to take, at most.
const TURNS: &str = "CADANS_TEST_TURNS";

/// The process, not started yet.
pub fn process(store: &Path, turns: usize) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .args(["store::writer::as_a_process", "--exact", "--nocapture"])
        .env(FOLDER, store)
        .env(TURNS, turns.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

#[test]
fn as_a_process() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let turns = std::env::var(TURNS).expect("a number");
    let disk = Disk::at(Path::new(&folder));
    let own = std::process::id();
    // Opening alone takes over an older format.
    drop(disk.turn());
    for turn in 0..turns.parse().expect("a number") {
        match act(&disk, own, turn) {
            Ok(said) => say(&said),
            Err(fault) => return say(&format!("fault {fault}")),
        }
    }
}

fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    // One write: a reader sees a whole line or none.
    out.write_all(format!("\n:{text}\n").as_bytes())
        .and_then(|()| out.flush())
        .expect("somebody listens");
}

/// One turn; what was saved in it.
fn act(disk: &Disk, own: u32, turn: usize) -> Result<String, StoreError> {
    let mut store = disk.turn()?;
    match turn % 8 {
        0 | 3 | 5 => {
            let next = store.revisions()?.last().map_or(1, |last| last + 1);
            let plan = long(next);
            let revision = store.save(&plan, &issued(&plan, &BTreeMap::new()))?;
            Ok(format!("saved {revision}"))
        }
        1 => {
            let plan = store.latest()?.expect("saved before");
            let before = store.published()?.map(|(_, published)| published);
            let entries = published(before.as_ref(), &plan);
            store.publish(plan.revision, &entries)?;
            Ok(format!("published {}", plan.revision))
        }
        7 => {
            store.purge(&Purge::Case(CaseCode::new("NOBO0")))?;
            Ok("purged".to_owned())
        }
        _ => {
            let mut batch = Batch::new(AuditEvent::Recorded { entry: 1, lines: 1 }).about("K7QX");
            let key = format!("record/{own}/{turn}");
            batch.put(key.clone(), format!("\"{own}\"").into_bytes());
            batch.put(format!("{key}/other"), b"2".to_vec());
            store.write(batch)?;
            Ok(format!("recorded {key}"))
        }
    }
}

/// A plan of which every revision is another, and known by its number.
pub fn long(revision: u32) -> Plan {
    let count = 1 + revision % 40;
    let id = |number| format!("p.talk/K7QX/{:03}", revision * 50 + number);
    plan(
        (0..count)
            .map(|number| placement(&id(number), "2027-01-05"))
            .collect(),
    )
}

/// What a process said it saved.
#[derive(Debug, Default)]
pub struct Said {
    pub saved: Vec<u32>,
    pub published: Option<u32>,
    pub records: Vec<String>,
    pub faults: Vec<String>,
}

impl Said {
    pub fn hear(&mut self, output: &str) {
        for line in output.lines().filter_map(|line| line.strip_prefix(':')) {
            match line.split_once(' ') {
                Some(("saved", number)) => self.saved.push(number.parse().expect("a number")),
                Some(("published", number)) => {
                    self.published = Some(number.parse().expect("a number"));
                }
                Some(("recorded", key)) => self.records.push(key.to_owned()),
                Some(("fault", fault)) => self.faults.push(fault.to_owned()),
                _ => {}
            }
        }
    }

    /// How many things were acknowledged.
    pub fn count(&self) -> usize {
        self.saved.len() + self.records.len()
    }

    /// Everything that was acknowledged is there, and nothing that is there is half. At most
    /// `unsaid` revisions and records may be there of which nobody heard.
    #[track_caller]
    pub fn judge(&self, store: &Turn, unsaid: usize) {
        let revisions = store.revisions().expect("read");
        for saved in &self.saved {
            assert!(revisions.contains(saved), "revision {saved} is lost");
        }
        assert!(revisions.len() <= self.saved.len() + unsaid);
        for revision in revisions {
            let plan = store.plan(revision).expect("whole").expect("there");
            assert_eq!(plan.placements, long(revision).placements, "{revision}");
        }
        let records = store.scan("record/").expect("read");
        let known = |key: &str| records.iter().any(|(known, _)| known == key);
        for key in &self.records {
            assert!(known(key), "{key} is lost");
        }
        assert!(records.len() <= 2 * (self.records.len() + unsaid));
        for (key, _) in &records {
            let other = match key.strip_suffix("/other") {
                Some(first) => first.to_owned(),
                None => format!("{key}/other"),
            };
            assert!(known(&other), "{key} is half");
        }
        let published = store
            .published()
            .expect("whole")
            .map(|(revision, _)| revision);
        assert!(published >= self.published, "{published:?} {self:?}");
    }
}
