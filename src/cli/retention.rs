//! `store retention`, `store dossier` and `store purge --due`: what need not be kept any longer is listed, exported first
//! and destroyed.

use std::path::Path;

use super::store::write_private;
use super::{Context, FINE, print, print_json};
use crate::app::{self, Snapshot, ToDestroy};
use crate::error::Error;
use crate::ids::CaseCode;
use crate::language::Lang;
use crate::store::{Access as _, AuditEvent, Turn};
use crate::team::{FolderFiles, Team, TeamFiles as _};
use crate::time::zone;
use crate::words::Formatter;

/// What is to be destroyed.
fn due(
    context: &Context,
    folder: &Path,
    team: &Team,
    store: &Turn,
) -> Result<Vec<ToDestroy>, Error> {
    let today = context.today();
    let trail = context
        .disk(folder, team)
        .trail(|note| app::tells_of_retention(team, note, today))?;
    let files = FolderFiles::at(folder).read()?;
    app::to_destroy(team, &files, store, &trail, today)
}

/// Lists it.
pub(super) fn list(context: &Context, folder: &Path) -> Result<u8, Error> {
    let team = context.team(folder)?;
    let store = context.known_store(folder, &team)?;
    let due = due(context, folder, &team, &store)?;
    if context.json() {
        let all = due.iter().map(|one| {
            let mut value = serde_json::to_value(one).unwrap_or_default();
            value["ready"] = one.is_ready().into();
            value
        });
        print_json(&all.collect::<Vec<_>>())?;
        return Ok(FINE);
    }
    let lang = context.lang(&team);
    let lines: String = due
        .iter()
        .map(|one| format!("{}\n", one.said(lang)))
        .collect();
    let nothing = lang.pick(
        "Er is niets dat niet langer bewaard hoeft te worden.\n",
        "There is nothing that need not be kept any longer.\n",
    );
    print(if lines.is_empty() { nothing } else { &lines })?;
    Ok(FINE)
}

/// Writes everything about a family.
pub(super) fn dossier(
    context: &Context,
    folder: &Path,
    case: &str,
    out: Option<&Path>,
) -> Result<u8, Error> {
    let team = context.team(folder)?;
    let mut store = context.known_store(folder, &team)?;
    let case = CaseCode::new(case);
    let moment = zone::local(team.zone, context.now());
    let snapshot = Snapshot::read(&team, &store, moment)?;
    let trail = context
        .disk(folder, &team)
        .trail(|note| note.case.as_deref() == Some(case.as_str()))?;
    let files = FolderFiles::at(folder).read()?;
    let formatter = Formatter::whole(&snapshot.team, context.lang(&team));
    let dossier = app::dossier(&snapshot, &files, &trail, formatter, &case).ok_or_else(|| {
        Error::usage(
            format!("van {case} wordt niets bewaard"),
            format!("nothing is kept of {case}"),
        )
    })?;
    // What cannot be noted is not handed out.
    let day = context.today();
    store.note(AuditEvent::ExportedDossier { day }, Some(&case))?;
    match out {
        Some(out) => {
            let text = serde_json::to_string_pretty(&dossier).unwrap_or_default();
            write_private(out, &(text + "\n"))?;
        }
        None => print_json(&dossier)?,
    }
    Ok(FINE)
}

/// Destroys what is ready.
pub(super) fn destroy(context: &Context, folder: &Path) -> Result<u8, Error> {
    let team = context.team(folder)?;
    let mut store = context.known_store(folder, &team)?;
    let due = due(context, folder, &team, &store)?;
    let files = FolderFiles::at(folder);
    let done = app::destroy(&team, &files, folder, &mut store, &due)?;
    let waits = due.len() - done;
    if context.json() {
        print_json(&serde_json::json!({ "team": team.id, "destroyed": done, "waits": waits }))?;
        return Ok(FINE);
    }
    print(&match context.lang(&team) {
        Lang::Nl => format!(
            "Vernietigd: {done} van de lijst; {waits} wachten op de export van het dossier. Schrijf de agenda's opnieuw met `{}`; kopieën elders (back-ups, geëxporteerde bestanden) zijn niet aangeraakt.\n",
            context.command("feeds", folder)
        ),
        Lang::En => format!(
            "Destroyed: {done} of the list; {waits} wait for the export of the dossier. Write the feeds anew with `{}`; copies elsewhere (backups, exported files) are untouched.\n",
            context.command("feeds", folder)
        ),
    })?;
    Ok(FINE)
}
