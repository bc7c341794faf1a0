//! Polling while plans are made and records written, over real connections and by a clock that runs ahead: no
//! error, nobody is shown what is no longer so, and memory stays as it is.
//!
//! `CADANS_POLLING=full` is 500 clients and 24 hours of that clock with the example team (`benches/serve/day`).

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cadans::app::record_book::RecordBook;
use cadans::app::{self, Limits, NewLink, Request};
use cadans::feed::{self, Audience, Detail, UidKey};
use cadans::language::Lang;
use cadans::plan::{Firmness, Placement};
use cadans::records::State;
use cadans::store::{Access as _, AuditEvent, Disk, Store as _, Whose};
use cadans::team::Team;
use cadans::time::zone;
use cadans::web::{self, AppState, Settings, TeamService};
use chrono::{DateTime, Utc};

use super::caller::{Caller, call};
use super::world::World;

/// Rounds in an hour of the clock; a client polls every third, so every 15 minutes.
const STEPS: usize = 12;
const EVERY: usize = 3;

/// Threads that poll.
const CALLERS: usize = 3;

static NOW: AtomicI64 = AtomicI64::new(0);

fn clock() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).expect("an instant")
}

/// The hash of every reader's calendar, as it must be.
type Truth = BTreeMap<Audience, u64>;

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// The office's own people: they plan and write.
struct Desks {
    folder: PathBuf,
    team: Team,
    disk: Disk,
    truths: Arc<Mutex<Vec<Truth>>>,
    written: usize,
}

impl Desks {
    fn of(folder: &Path) -> Self {
        let loaded = app::load(folder);
        Self {
            folder: folder.to_owned(),
            team: loaded.unwrap_or_else(|_| panic!("a team")).team,
            disk: Disk::at(&folder.join(".cadans")).signed(Some("test".to_owned()), clock),
            truths: Arc::default(),
            written: 0,
        }
    }

    /// What everybody must see from now on.
    fn learn(&self) {
        let mut store = self.disk.turn().expect("a turn");
        let (_, published) = store.published().expect("read").expect("published");
        let key = UidKey::new(store.uid_key().expect("a key"));
        drop(store);
        let today = zone::local_day(self.team.zone, clock());
        let truth = feed::audiences(&published).into_iter().map(|who| {
            let detail = Detail::default_for(&who, &published);
            let text = feed::export(&published, &who, detail, Lang::Nl, today, &key);
            (who, hash(text.expect("a feed").as_bytes()))
        });
        let truth = truth.collect();
        self.truths.lock().expect("whole").push(truth);
    }

    /// Megabytes of the journal.
    fn journal(&self) -> u64 {
        let file = self.folder.join(".cadans/journal");
        file.metadata().map_or(0, |file| file.len() >> 20)
    }

    fn plan(&mut self, seconds: u64) {
        let request = Request {
            term: "2027Q1".parse().expect("a term"),
            now: zone::local_day(self.team.zone, clock()).into(),
            without: Vec::new(),
            afresh: false,
        };
        let limits = Limits {
            time: Duration::from_secs(seconds),
            ..Limits::default()
        };
        app::plan(&self.team, &mut self.disk, &request, &limits).expect("a plan");
        let mut store = self.disk.turn().expect("a turn");
        app::publish(&self.team, &mut store, None, clock()).expect("published");
        drop(store);
        self.learn();
    }

    /// Somebody records a meeting, another moves, and somebody looks at a case.
    fn write(&mut self) {
        let local = zone::local(self.team.zone, clock());
        let mut store = self.disk.turn().expect("a turn");
        store.note(AuditEvent::SawCase, None).expect("noted");
        let team = self.team.clone();
        let mut desk = RecordBook::open(&team, &mut store, Lang::Nl, local, clock());
        let desk = desk.as_mut().expect("a desk");
        let fits = |one: &&Placement| one.minutes > 0 && one.status != Firmness::Agreed;
        let open = |one: &&Placement| desk.snapshot.ledger.meeting(&one.id).is_none() && fits(one);
        let mut past = desk.snapshot.meetings.iter().filter(open);
        let past = past.rfind(|one| one.end() < local).cloned();
        let next = desk.snapshot.meetings.iter().filter(open);
        let next = next.filter(|one| one.start.date() > local.date());
        let next = next
            .map(|one| (one.id.to_string(), one.start))
            .nth(self.written % 7);
        let mut acts = Vec::new();
        acts.extend(past.and_then(|one| desk.became(one, State::Held, None, (None, false)).ok()));
        let moved = next.and_then(|(id, start)| {
            desk.pin(&id, Some(start - chrono::Duration::minutes(15)))
                .ok()
        });
        acts.extend(moved.map(|(act, _)| act));
        self.written += acts.len();
        desk.enter(acts.into_iter().map(|act| (None, act)).collect())
            .expect("written");
        drop(store);
        self.learn();
    }
}

/// One poll: whose, how much was known to have been written when it began, the answer, and what the client has now.
struct Polled {
    who: Audience,
    known: usize,
    status: u16,
    has: u64,
}

/// Those of a share whose turn it is poll.
fn round(
    callers: &mut [(Audience, Caller)],
    step: usize,
    truths: &Mutex<Vec<Truth>>,
) -> Vec<Polled> {
    let mut polled = Vec::new();
    for (number, (who, caller)) in callers.iter_mut().enumerate() {
        if !(number + step).is_multiple_of(EVERY) {
            continue;
        }
        let known = truths.lock().expect("whole").len();
        let status = caller.poll();
        assert!(status == 200 || status == 304, "{status} at {}", clock());
        polled.push(Polled {
            who: who.clone(),
            known,
            status,
            has: hash(&caller.copy),
        });
    }
    polled
}

#[test]
fn a_day_of_polling_misses_nothing() {
    let full = std::env::var("CADANS_POLLING").is_ok_and(|asked| asked == "full");
    let (clients, hours, seconds) = if full { (500, 24, 3) } else { (60, 4, 1) };
    let world = World::new();
    if full {
        take_example(&world.folder);
    }
    let begin: DateTime<Utc> = "2027-01-20T20:00:00Z".parse().expect("an instant");
    // Planned well before it begins, as a team does.
    NOW.store(begin.timestamp() - 36 * 24 * 3600, Ordering::SeqCst);
    let mut desks = Desks::of(&world.folder);
    desks.plan(seconds);
    NOW.store(begin.timestamp(), Ordering::SeqCst);
    let paths = addresses(&desks, clients);
    let mut server = Server::of(&world.folder);
    let mut callers: Vec<_> = paths
        .into_iter()
        .enumerate()
        .map(|(number, (who, path))| (who, call(server.at, path, number % 2 == 0)))
        .collect();
    let (mut memory, mut journal) = (Vec::new(), Vec::new());
    let mut tally = Tally::default();
    for hour in 1..=hours {
        for step in 0..STEPS {
            server.tick(3600 / STEPS as i64);
            desks.learn();
            let polled = during(&mut callers, step, &desks.truths.clone(), || match step {
                3 if hour % 3 == 1 => desks.plan(seconds),
                1 | 5 | 9 => desks.write(),
                _ => {}
            });
            tally.judge(&polled, &desks.truths);
        }
        memory.push(server.resident());
        journal.push(desks.journal());
        if full {
            let (now, long) = (server.resident(), desks.journal());
            let written = desks.written;
            println!("hour {hour}: {tally:?}, {written} written; {now} MB, journal {long} MB");
        }
    }
    assert_eq!(tally.stale, 0, "{tally:?}");
    assert!(
        tally.all >= clients * hours * STEPS / EVERY && tally.changed > clients,
        "{tally:?}"
    );
    assert!(desks.written > 2 * hours, "{} written", desks.written);
    if full {
        // The store is read whole, so that what it holds by then is in memory too, once as text and once as bytes.
        let own = |hours: &[u64], journal: &[u64]| {
            let each = hours.iter().zip(journal);
            each.map(|(all, journal)| all.saturating_sub(2 * journal))
                .max()
        };
        let early = own(&memory[2..10], &journal[2..10]).unwrap_or_default();
        let late = own(&memory[16..], &journal[16..]).unwrap_or_default();
        assert!(
            late <= early + early / 10,
            "memory grows: {memory:?}, the journal {journal:?}"
        );
    }
    server.end();
}

/// The example team instead of the one that `init` writes.
fn take_example(folder: &Path) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/iag-noord");
    std::fs::remove_dir_all(folder).expect("a folder");
    std::fs::create_dir(folder).expect("a folder");
    for file in std::fs::read_dir(example).expect("a folder") {
        let path = file.expect("a file").path();
        if let (true, Some(name)) = (path.is_file(), path.file_name()) {
            std::fs::copy(&path, folder.join(name)).expect("copied");
        }
    }
}

/// Secret addresses: everybody who has a calendar, for as many purposes as it takes.
fn addresses(desks: &Desks, clients: usize) -> Vec<(Audience, String)> {
    let mut store = desks.disk.turn().expect("a turn");
    let readers = desks.truths.lock().expect("whole")[0].clone();
    let readers: Vec<Audience> = readers.into_keys().collect();
    let today = clock().date_naive();
    let all = (0..clients).map(|number| {
        let who = readers[number % readers.len()].clone();
        let new = NewLink {
            whose: match &who {
                Audience::Person(id) => Whose::Person(id.clone()),
                Audience::Case(code) => Whose::Case(code.clone()),
                Audience::Team => Whose::Team,
            },
            purpose: format!("device{number}"),
            detail: None,
            expires: app::usual_expiry(today),
        };
        let made = app::issue_link(&desks.team, &mut store, new, clock(), today);
        (who, format!("/f/{}.ics", made.expect("issued").1.text()))
    });
    all.collect()
}

/// A server in a process of its own, so that its memory is its own, which is told what time it is.
struct Server {
    process: Child,
    tell: Option<ChildStdin>,
    hear: Lines<BufReader<ChildStdout>>,
    at: SocketAddr,
}

impl Server {
    fn of(folder: &Path) -> Self {
        let mut process = Command::new(std::env::current_exe().expect("a program"))
            .args([
                "--exact",
                "--ignored",
                "--nocapture",
                "web::polling::serves_until_its_input_ends",
            ])
            .env("CADANS_POLLING_FOLDER", folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let tell = process.stdin.take();
        let mut hear = BufReader::new(process.stdout.take().expect("its words")).lines();
        let at = hear.find_map(|line| line.expect("a line").split_once("at ")?.1.parse().ok());
        let at = at.expect("an address");
        let mut server = Self {
            process,
            tell,
            hear,
            at,
        };
        server.tick(0);
        server
    }

    /// Moves the clock on, its own and ours.
    fn tick(&mut self, seconds: i64) {
        let now = NOW.fetch_add(seconds, Ordering::SeqCst) + seconds;
        let mut tell = self.tell.as_ref().expect("it listens");
        writeln!(tell, "{now}").expect("it listens");
        let heard = self.hear.any(|line| line.is_ok_and(|line| line == "heard"));
        assert!(heard, "it is no more");
    }

    /// Megabytes it has in memory.
    fn resident(&self) -> u64 {
        let status = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
        number.unwrap_or_default() / 1024
    }

    fn end(mut self) {
        drop(self.tell.take());
        assert!(self.process.wait().expect("ended").success());
    }
}

#[test]
#[ignore = "the day of polling runs it in a process of its own"]
fn serves_until_its_input_ends() {
    let folder = std::env::var_os("CADANS_POLLING_FOLDER").expect("a folder");
    let folder = Path::new(&folder);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let listen = listener.local_addr().expect("an address");
    let settings = Settings {
        listen,
        base_url: format!("http://{listen}"),
        tls: None,
        proxy: None,
        second_factor: false,
        clock,
        today: None,
        log: None,
    };
    println!("at {listen}");
    let mut told = BufReader::new(std::io::stdin()).lines();
    let mut next = move || {
        let now = told.next()?.ok()?.parse().ok()?;
        NOW.store(now, Ordering::SeqCst);
        Some(())
    };
    next().expect("the time");
    let office = TeamService::open(folder, Disk::at(&folder.join(".cadans")), clock, None);
    let house = AppState::new(settings, vec![office.expect("an office")]);
    println!("heard");
    let served = web::serve(&house, listener, move |stop| {
        std::thread::spawn(move || {
            while next().is_some() {
                println!("heard");
            }
            stop();
        });
    });
    served.expect("it served");
}

/// Everybody whose turn it is polls, and goes on polling until what is done meanwhile is done.
fn during(
    callers: &mut [(Audience, Caller)],
    step: usize,
    truths: &Mutex<Vec<Truth>>,
    work: impl FnOnce(),
) -> Vec<Polled> {
    let share = callers.len().div_ceil(CALLERS);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let done = &done;
        let at_work: Vec<_> = callers
            .chunks_mut(share)
            .map(|own| {
                scope.spawn(move || {
                    let mut polled = round(own, step, truths);
                    while !done.load(Ordering::SeqCst) {
                        std::thread::sleep(Duration::from_millis(20));
                        polled.extend(round(own, step, truths));
                    }
                    polled
                })
            })
            .collect();
        let worked = catch_unwind(AssertUnwindSafe(work));
        done.store(true, Ordering::SeqCst);
        worked.unwrap_or_else(|panic| resume_unwind(panic));
        let all = at_work.into_iter().map(|one| one.join().expect("no panic"));
        all.flatten().collect()
    })
}

/// How the polls went.
#[derive(Debug, Default)]
struct Tally {
    all: usize,
    /// Those that brought something new.
    changed: usize,
    /// Those answered with what was no longer so when they were asked.
    stale: usize,
}

impl Tally {
    fn judge(&mut self, polled: &[Polled], truths: &Mutex<Vec<Truth>>) {
        let truths = truths.lock().expect("whole");
        for one in polled {
            // What was last written before, or anything written since.
            let since = &truths[one.known - 1..];
            let is_so = since
                .iter()
                .any(|truth| truth.get(&one.who) == Some(&one.has));
            self.all += 1;
            self.changed += usize::from(one.status == 200);
            self.stale += usize::from(!is_so);
        }
    }
}
