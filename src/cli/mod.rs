//! Commands: arguments come in; results go to stdout, messages to stderr, and an exit code out.

mod args;
mod book;
mod check;
mod costs;
mod diff;
mod door;
mod explain;
mod feeds;
mod folder;
mod moves;
mod named_file;
mod people;
mod plan;
mod problem;
mod progress;
mod rescue;
mod retention;
mod schema;
mod show;
mod store;
mod summary;

use std::cell::Cell;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound, Utc};
use clap::Parser;

use self::args::{Arguments, Command, Format, Global, Language};
use crate::app::{self, Loaded};
use crate::error::Error;
use crate::language::Lang;
use crate::store::{Disk, Store as _, StoreError, Turn, Unmade};
use crate::team::{self, Team};
use crate::time::on_the_minute;
use crate::time::zone::{self, Tz};
use crate::words;

/// Runs the command line and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            let written = error.print().and_then(|()| std::io::stdout().flush());
            return match written {
                Err(cause) if !is_closed(&cause) && code == FINE => {
                    told(&write_error(STDOUT)(cause), None)
                }
                _ => ExitCode::from(code),
            };
        }
    };
    let context = Context {
        global: arguments.global,
        team: Cell::new(None),
        zone: Cell::new(Tz::UTC),
    };
    let done = match arguments.command {
        ref other if context.format_is_of_check() && !matches!(other, Command::Check(_)) => {
            Err(Error::usage(
                "alleen `check` kent --format junit en prometheus",
                "only `check` knows --format junit and prometheus",
            ))
        }
        Command::Init {
            dir,
            empty,
            programme,
        } => folder::init(&context, &dir, empty, programme.as_deref()),
        Command::Validate { team } => folder::validate(&context, &team),
        Command::Schema { of } => schema::run(of),
        Command::Plan(request) => plan::run(&context, &request),
        Command::Publish { team, revision } => plan::publish(&context, &team, revision),
        Command::Show(request) => show::run(&context, &request),
        Command::Diff(request) => diff::run(&context, &request),
        Command::Explain(request) => explain::run(&context, &request),
        Command::Check(request) => check::run(&context, &request),
        Command::Feeds { team, out, detail } => feeds::run(&context, &team, &out, detail),
        Command::Record(request) => book::record(&context, &request),
        Command::Confirm(request) => book::confirm(&context, &request),
        Command::Refuse(request) => book::refuse(&context, &request),
        Command::Add(request) => book::add(&context, &request),
        Command::Pin(request) => book::pin(&context, &request),
        Command::Unpin(request) => book::unpin(&context, &request),
        Command::Propose(request) => book::propose(&context, &request),
        Command::Choose(request) => book::choose(&context, &request),
        Command::Pause(request) => book::pause(&context, &request),
        Command::Close(request) => book::close(&context, &request),
        Command::Extend(request) => book::extend(&context, &request),
        Command::Standing(request) => book::standing(&context, &request),
        Command::Records(request) => book::list(&context, &request),
        Command::Correct(request) => book::correct(&context, &request),
        Command::Problem(request) => problem::run(&context, &request),
        Command::Serve(request) => door::serve(&context, &request),
        Command::Account(request) => door::account(&context, &request),
        Command::FeedLink(request) => door::feed_link(&context, &request),
        Command::Store { command } => store::run(&context, &command),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(error) => told(&error, context.asked()),
    }
}

/// Says what went wrong; nothing more can be done when even that cannot be written.
fn told(error: &Error, lang: Option<Lang>) -> ExitCode {
    let text = match error {
        Error::Faults(faulty) => {
            let lang = lang.or(faulty.sources.lang);
            let lang = lang.unwrap_or_else(from_environment);
            faulty.render(lang, std::io::stderr().is_terminal())
        }
        other => other.text(lang.unwrap_or_else(from_environment)),
    };
    let _ = writeln!(anstream::stderr(), "{}", text.trim_end());
    ExitCode::from(error.exit_code())
}

/// What every command knows.
struct Context {
    global: Global,
    /// The language of the team, once it is loaded.
    team: Cell<Option<Lang>>,
    /// Its zone, likewise.
    zone: Cell<Tz>,
}

/// The language of the machine.
fn from_environment() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].map(std::env::var);
    let first = set.into_iter().flatten().find(|value| !value.is_empty());
    match first {
        Some(value) if value.starts_with("nl") => Lang::Nl,
        _ => Lang::En,
    }
}

/// Exit code 0.
const FINE: u8 = 0;
/// Exit code 4: a plan was saved, but something hard was left out.
const LEFT_OUT: u8 = 4;
/// Exit code 5: `check` found something overdue.
const OVERDUE: u8 = 5;

impl Context {
    /// Loads a team; only what stops it is said, for a command that is not about its files.
    fn team_quietly(&self, folder: &Path) -> Result<Team, Error> {
        Ok(self.load(folder)?.team)
    }

    fn load(&self, folder: &Path) -> Result<Loaded, Error> {
        let loaded = app::load(folder)?;
        self.team.set(loaded.team.lang.parse().ok());
        self.zone.set(loaded.team.zone);
        Ok(loaded)
    }

    /// Loads a team and prints its warnings.
    fn team(&self, folder: &Path) -> Result<Team, Error> {
        let Loaded { team, mut warnings } = self.load(folder)?;
        team::judge_ahead(&team, self.today(), &mut warnings.faults);
        if !warnings.faults.is_empty() {
            let text = warnings.render(self.lang(&team), std::io::stderr().is_terminal());
            let _ = write!(anstream::stderr(), "{text}");
        }
        Ok(team)
    }

    /// The team's store. It is used in turns, which others may come between.
    fn disk(&self, folder: &Path, team: &Team) -> Disk {
        self.disk_in(folder, self.lang(team))
    }

    fn disk_in(&self, folder: &Path, lang: Lang) -> Disk {
        let by = ["USER", "LOGNAME", "USERNAME"].into_iter();
        let by = by
            .filter_map(|name| std::env::var(name).ok())
            .find(|name| is_login(name));
        Disk::at(&self.store_path(folder))
            .signed(by, Utc::now)
            .patient_for(Duration::from_secs(self.global.wait))
            .heard_by(move |notice| {
                let _ = writeln!(anstream::stderr(), "{}", words::store::heard(notice, lang));
            })
    }

    /// A turn at the team's store, which is made when something is written and it is not there.
    fn store(&self, folder: &Path, team: &Team) -> Result<Unmade, Error> {
        let store = self.disk(folder, team).turn_or_unmade()?;
        store.check_team(&team.id)?;
        Ok(store)
    }

    /// A turn at the team's store, if it is there: whoever only reads makes none.
    fn store_if_there(&self, folder: &Path, team: &Team) -> Result<Option<Turn>, Error> {
        match self.disk(folder, team).is_there()? {
            true => {
                let store = self.disk(folder, team).turn()?;
                store.check_team(&team.id)?;
                Ok(Some(store))
            }
            false => Ok(None),
        }
    }

    /// A turn at the team's store, for a command that plans nothing: the store must be there.
    fn known_store(&self, folder: &Path, team: &Team) -> Result<Turn, Error> {
        let store = self.store_if_there(folder, team)?;
        store.ok_or_else(|| self.no_store(folder))
    }

    fn no_store(&self, folder: &Path) -> Error {
        let path = self.store_path(folder);
        let path = path.display();
        Error::usage(
            format!("er is nog geen planning in {path}; maak er een met `cadans plan`"),
            format!("there is no plan yet in {path}; make one with `cadans plan`"),
        )
    }

    fn store_path(&self, folder: &Path) -> PathBuf {
        let named = self.global.store.clone();
        named.unwrap_or_else(|| folder.join(".cadans"))
    }

    /// A command to type next, on this team and store: `cadans publish 'my team'`.
    fn command(&self, name: &str, folder: &Path) -> String {
        let mut command = format!("cadans {name} {}", quoted(folder));
        if let Some(store) = &self.global.store {
            command += &format!(" --store {}", quoted(store));
        }
        command
    }

    /// The local moment it is, on the minute; of a day given as today the first.
    fn moment(&self) -> NaiveDateTime {
        let given = self.global.now.or(self.global.today.map(Into::into));
        given.unwrap_or_else(|| on_the_minute(chrono::Local::now().naive_local()))
    }

    fn today(&self) -> NaiveDate {
        self.moment().date()
    }

    /// The instant something is published: now, or noon of the day given as today, so that the same
    /// commands give the same bytes.
    fn now(&self) -> DateTime<Utc> {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        match (self.global.now, self.global.today) {
            (Some(now), _) => zone::instant(self.zone.get(), now).to_utc(),
            (None, Some(day)) => day.and_time(noon).and_utc(),
            (None, None) => Utc::now().trunc_subsecs(0),
        }
    }

    /// The language: as asked, else the team's.
    fn lang(&self, team: &Team) -> Lang {
        let team = || team.lang.parse().unwrap_or(Lang::En);
        self.asked().unwrap_or_else(team)
    }

    /// The language as asked, else that of the team that was loaded.
    fn asked(&self) -> Option<Lang> {
        match self.global.lang {
            Some(Language::Nl) => Some(Lang::Nl),
            Some(Language::En) => Some(Lang::En),
            None => self.team.get(),
        }
    }

    /// What became of the note of a look: where it cannot be written, it is said, and what is there can be read.
    fn looked(&self, noted: Result<(), StoreError>) {
        if let Err(cause) = noted {
            let why = Error::Store(cause);
            let lang = self.asked().unwrap_or_else(from_environment);
            self.warn(&format!(
                "{}: {}",
                lang.pick(
                    "dit is niet in het logboek genoteerd",
                    "this was not noted in the audit trail"
                ),
                why.text(lang)
            ));
        }
    }

    /// Says something on stderr that does not stop the command.
    fn warn(&self, text: &str) {
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// The language for a team whose files may have faults.
    fn lang_of(&self, folder: &Path) -> Lang {
        self.team.set(match app::load(folder) {
            Ok(loaded) => loaded.team.lang.parse().ok(),
            Err(Error::Faults(faulty)) => faulty.sources.lang,
            Err(_) => None,
        });
        self.asked().unwrap_or_else(from_environment)
    }

    /// Whether results are asked for in a form that only `check` has.
    fn format_is_of_check(&self) -> bool {
        matches!(self.global.format, Format::Junit | Format::Prometheus)
    }

    fn json(&self) -> bool {
        self.global.format == Format::Json
    }
}

/// Whether the audit trail may name somebody so: the log-in name of an account, which is one word of
/// plain letters. Anything else (a name in full, and whose may that be) is left out.
fn is_login(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    (1..=32).contains(&name.len()) && name.chars().all(plain)
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain =
        |c: char| c.is_alphanumeric() || "/._-+:".contains(c) || c == std::path::MAIN_SEPARATOR;
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else if text.contains(['"', '$', '`', '!', '\\']) {
        format!("'{}'", text.replace('\'', "'\\''"))
    } else {
        format!("\"{text}\"")
    }
}

/// A message there is only one reading of.
fn same(text: String) -> Error {
    Error::usage(text.clone(), text)
}

/// How messages name the standard output.
const STDOUT: &str = "stdout";

/// Writes a result to stdout; a reader that stopped reading is no error.
fn print(text: &str) -> Result<(), Error> {
    let mut out = anstream::stdout();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(cause) if !is_closed(&cause) => Err(write_error(STDOUT)(cause)),
        _ => Ok(()),
    }
}

fn is_closed(cause: &std::io::Error) -> bool {
    cause.kind() == std::io::ErrorKind::BrokenPipe
}

/// Writes a result as JSON.
fn print_json(value: &impl serde::Serialize) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|cause| write_error(STDOUT)(std::io::Error::other(cause)))?;
    print(&(text + "\n"))
}

fn write_error(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.into();
    move |cause| Error::Write { path, cause }
}
