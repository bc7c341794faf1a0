//! `store`: a store goes out as a file, and comes in again; what need not be kept is purged.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use chrono::NaiveDate;

use super::args::StoreCommand;
use super::retention;
use super::{Context, FINE, named_file, print, print_json, rescue, write_error};
use crate::app;
use crate::error::Error;
use crate::ids::CaseCode;
use crate::language::Lang;
use crate::store::{AuditEvent, Purge, Store, Turn, was_whole};

/// The longest export that is read: of a store of fifty years.
const MEGABYTES: u64 = 2000;

/// Runs a command on the store itself.
pub(super) fn run(context: &Context, command: &StoreCommand) -> Result<u8, Error> {
    match command {
        StoreCommand::Export { team, out } => export(context, team, out.as_deref()),
        StoreCommand::Import { team, file } => import(context, team, file),
        StoreCommand::Retention { team } => retention::list(context, team),
        StoreCommand::Dossier { team, case, out } => {
            retention::dossier(context, team, case, out.as_deref())
        }
        StoreCommand::Purge {
            team, due: true, ..
        } => retention::destroy(context, team),
        StoreCommand::Purge {
            team, before, case, ..
        } => purge(context, team, *before, case.as_deref()),
        StoreCommand::Verify { team } => rescue::verify(context, team),
        StoreCommand::Rescue { team, from } => rescue::rescue(context, team, *from),
        StoreCommand::Backup { team, folder } => rescue::backup(context, team, folder),
    }
}

/// Needs no more of the team than its folder: faults in its files must not keep anybody from saving
/// what is there.
fn export(context: &Context, folder: &Path, out: Option<&Path>) -> Result<u8, Error> {
    let lang = context.lang_of(folder);
    let disk = context.disk_in(folder, lang);
    if !disk.is_there()? {
        return Err(context.no_store(folder));
    }
    let export = disk.export()?;
    // What is damaged is saved before anything of it is touched.
    context.looked(disk.note(AuditEvent::ExportedStore, None).map(drop));
    match out {
        Some(out) => write_private(out, &export.text)?,
        None => print(&export.text)?,
    }
    let said = |nl: &str, en: &str| {
        let text = lang.pick(nl, en);
        let text = text.replace("{}", &export.changes.to_string());
        let _ = writeln!(anstream::stderr(), "{text}");
    };
    said(
        "{} wijzigingen. Let op: de geheime sleutel staat erbij. Wie die heeft, kan zien van wie een \
         agenda-item is; bewaar het bestand als een wachtwoord.",
        "{} changes. Consequence: the secret key is among them. Whoever has it can tell whose a calendar entry \
         is; keep the file like a password.",
    );
    if !export.whole {
        said(
            "Het journaal is beschadigd: alleen wat nog heel was, staat in het bestand.",
            "The journal is damaged: only what was still whole is in the file.",
        );
    }
    Ok(FINE)
}

/// Writes a new file that only its owner can read.
pub(super) fn write_private(path: &Path, text: &str) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(write_error(path))
}

fn import(context: &Context, folder: &Path, file: &Path) -> Result<u8, Error> {
    let team = context.team(folder)?;
    let bytes = named_file::read(file, MEGABYTES)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let file = file.display();
        Error::usage(
            format!("{file} is geen planning die met `store export` is bewaard"),
            format!("{file} is no store that was saved with `store export`"),
        )
    })?;
    let changes = context.disk(folder, &team).import(&text, &team.id)?;
    if !was_whole(&text) {
        context.warn(context.lang(&team).pick(
            "dit bestand komt uit een beschadigde opslag: er ontbreken wijzigingen. Kijk alles na.",
            "this file was written from a damaged store: changes are missing. Look everything over.",
        ));
    }
    if context.json() {
        print_json(&serde_json::json!({ "team": team.id, "changes": changes }))?;
    } else {
        let said = context
            .lang(&team)
            .pick("wijzigingen ingelezen", "changes imported");
        print(&format!("{changes} {said}\n"))?;
    }
    Ok(FINE)
}

fn purge(
    context: &Context,
    folder: &Path,
    before: Option<NaiveDate>,
    case: Option<&str>,
) -> Result<u8, Error> {
    let team = context.team(folder)?;
    let mut store = context.known_store(folder, &team)?;
    let what = match (before, case) {
        (Some(day), _) if day > context.today() => {
            return Err(Error::usage(
                format!(
                    "{} is nog niet geweest: wat nog loopt, wordt niet opgeschoond",
                    Lang::Nl.date(day)
                ),
                format!(
                    "{} has not been yet: what still goes on is not purged",
                    Lang::En.date(day)
                ),
            ));
        }
        (Some(day), _) => Purge::Before {
            day,
            per_case: app::per_case(&team),
        },
        (None, Some(code)) => {
            let code = CaseCode::new(code);
            over(&store, &code, context.today())?;
            Purge::Case(code)
        }
        (None, None) => {
            return Err(Error::usage(
                "zeg wat er weg moet: --before DATUM, of --case CODE",
                "say what to purge: --before DATE, or --case CODE",
            ));
        }
    };
    let purged = store.purge(&what)?;
    drop(store);
    for aside in context.disk(folder, &team).aside() {
        let aside = aside.display();
        context.warn(&match context.lang(&team) {
            Lang::Nl => format!("in {aside} staat nog alles: gooi die map weg"),
            Lang::En => format!("everything is still in {aside}: remove that folder"),
        });
    }
    if context.json() {
        print_json(&serde_json::json!({
            "team": team.id, "cases": purged.cases, "revisions": purged.revisions,
        }))?;
        return Ok(FINE);
    }
    let (cases, revisions) = (purged.cases, purged.revisions.len());
    print(&match context.lang(&team) {
        Lang::Nl => format!(
            "Opgeschoond: {cases} gezinnen, {revisions} oude revisies. Schrijf de agenda's opnieuw met \
             `{}`; kopieën elders (back-ups, geëxporteerde bestanden, de lijsten van het team) zijn niet \
             aangeraakt.\n",
            context.command("feeds", folder)
        ),
        Lang::En => format!(
            "Purged: {cases} families, {revisions} old revisions. Write the feeds anew with `{}`; copies \
             elsewhere (backups, exported files, the team's lists) are untouched.\n",
            context.command("feeds", folder)
        ),
    })?;
    Ok(FINE)
}

/// Makes sure that a case is over: what still stands in the calendar cannot be purged out of it.
fn over(store: &Turn, code: &CaseCode, today: NaiveDate) -> Result<(), Error> {
    let (latest, _) = store.standing()?;
    let since = Some(today);
    let latest = latest.map(|latest| store.plan_since(latest, since));
    let latest = latest.transpose()?.flatten().into_iter();
    let latest = latest.flat_map(|plan| plan.placements);
    let published = store.published_since(since)?.into_iter();
    let published = published
        .flat_map(|(_, published)| published.entries)
        .filter(|entry| entry.life.cancelled.is_none())
        .map(|entry| entry.placement);
    let last = latest
        .chain(published)
        .filter(|placement| placement.case.as_ref() == Some(code))
        .map(|placement| placement.start.date())
        .max();
    match last {
        Some(last) if last >= today => Err(Error::usage(
            format!(
                "{code} heeft nog afspraken tot en met {}: sluit af met `cadans close`, plan en \
                 publiceer, en schoon dan op",
                Lang::Nl.date(last)
            ),
            format!(
                "case {code} has meetings until {}: close it with `cadans close`, plan and publish, \
                 then purge it",
                Lang::En.date(last)
            ),
        )),
        _ => Ok(()),
    }
}
