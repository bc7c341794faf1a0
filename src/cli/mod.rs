//! Commands: arguments come in; results go to stdout, messages to stderr, and an exit code out.

mod args;
mod diff;
mod feeds;
mod folder;
mod moves;
mod plan;
mod progress;
mod show;
mod summary;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, NaiveDate, NaiveTime, SubsecRound, Utc};
use clap::Parser;

use self::args::{Arguments, Command, Format, Global, Language};
use crate::error::Error;
use crate::language::Lang;
use crate::pipeline::{self, Loaded};
use crate::store::{Sled, Store as _};
use crate::team::Team;

/// Runs the command line and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            let written = error.print().and_then(|()| std::io::stdout().flush());
            return match written {
                Err(cause) if !is_closed(&cause) && code == FINE => {
                    told(&write_error(STDOUT)(cause))
                }
                _ => ExitCode::from(code),
            };
        }
    };
    let context = Context {
        global: arguments.global,
    };
    let done = match arguments.command {
        Command::Init { dir } => folder::init(&context, &dir),
        Command::Validate { team } => folder::validate(&context, &team),
        Command::Plan(request) => plan::run(&context, &request),
        Command::Publish { team, revision } => plan::publish(&context, &team, revision),
        Command::Show(request) => show::run(&context, &request),
        Command::Diff(request) => diff::run(&context, &request),
        Command::Feeds { team, out, detail } => feeds::run(&context, &team, &out, detail),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(error) => told(&error),
    }
}

/// Says what went wrong; nothing more can be done when even that cannot be written.
fn told(error: &Error) -> ExitCode {
    let _ = writeln!(anstream::stderr(), "{}", error.to_string().trim_end());
    ExitCode::from(error.exit_code())
}

/// What every command knows.
struct Context {
    global: Global,
}

/// Exit code 0.
const FINE: u8 = 0;
/// Exit code 4: a plan was saved, but something hard was left out.
const LEFT_OUT: u8 = 4;

impl Context {
    /// Loads a team and prints its warnings.
    fn team(&self, folder: &Path) -> Result<Team, Error> {
        let colour = std::io::stderr().is_terminal();
        let Loaded {
            team,
            sources,
            warnings,
        } = pipeline::load(folder, colour)?;
        if !warnings.is_empty() {
            let _ = write!(anstream::stderr(), "{}", warnings.render(&sources, colour));
        }
        Ok(team)
    }

    /// The team's store, made when it is not there.
    fn store(&self, folder: &Path, team: &Team) -> Result<Sled, Error> {
        let store = Sled::open(&self.store_path(folder))?;
        store.check_team(&team.id)?;
        Ok(store)
    }

    /// The team's store for a command that plans nothing: it must be there.
    fn known_store(&self, folder: &Path, team: &Team) -> Result<Sled, Error> {
        let path = self.store_path(folder);
        let store = Sled::open_existing(&path)?.ok_or_else(|| {
            Error::Usage(format!(
                "there is no plan yet in {}; make one with `cadans plan`",
                path.display()
            ))
        })?;
        store.check_team(&team.id)?;
        Ok(store)
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

    fn today(&self) -> NaiveDate {
        self.global
            .today
            .unwrap_or_else(|| chrono::Local::now().date_naive())
    }

    /// The instant something is published: now, or noon of the day given as today, so that the same
    /// commands give the same bytes.
    fn now(&self) -> DateTime<Utc> {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        match self.global.today {
            Some(day) => day.and_time(noon).and_utc(),
            None => Utc::now().trunc_subsecs(0),
        }
    }

    /// The language: as asked, else the team's.
    fn lang(&self, team: &Team) -> Lang {
        match self.global.lang {
            Some(Language::Nl) => Lang::Nl,
            Some(Language::En) => Lang::En,
            None => team.lang.parse().unwrap_or(Lang::En),
        }
    }

    fn json(&self) -> bool {
        self.global.format == Format::Json
    }
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

/// How messages name the standard output.
const STDOUT: &str = "the output";

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
