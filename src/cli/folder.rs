//! `init` and `validate`: a new folder goes out; a folder's faults go out.

use std::borrow::Cow;
use std::path::Path;

use serde::Serialize;

use super::{Context, FINE, print, print_json, write_error};
use crate::app;
use crate::error::Error;
use crate::language::Lang;
use crate::rules;
use crate::series::Note;
use crate::store::Store;
use crate::team::{self, Team, Written};
use crate::words::Formatter;

/// Writes the template, in Dutch unless asked otherwise: without its people when `empty`, with a rule file of its own for
/// a `programme`. An existing file is never overwritten.
pub(super) fn init(
    context: &Context,
    dir: &Path,
    empty: bool,
    programme: Option<&str>,
) -> Result<u8, Error> {
    let lang = context.asked().unwrap_or(Lang::Nl);
    let own = |(name, text): (&str, Cow<'static, str>)| (name.to_owned(), text);
    let files: Written = match programme {
        Some(id) => team::skeleton(lang, programme_key(id)?),
        None if empty => team::blank(lang, &key_of(dir)).map(own).into(),
        None => team::template(lang).map(own).into(),
    };
    write(dir, &files)?;
    if context.json() {
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        print_json(&serde_json::json!({ "folder": dir, "files": names }))?;
        return Ok(FINE);
    }
    let shown = super::quoted(dir);
    let next = match empty {
        true => format!("  cadans account {shown} add jo --role lead\n  cadans serve {shown}"),
        false => format!("  cadans plan {shown} --term 2027Q1 --today 2026-12-15"),
    };
    let ready = match (lang, empty) {
        (Lang::Nl, false) => format!("{shown} staat klaar. Probeer:"),
        (Lang::En, false) => format!("{shown} is ready. Try it:"),
        (Lang::Nl, true) => {
            format!("{shown} staat klaar, nog zonder mensen. Ga verder in de browser:")
        }
        (Lang::En, true) => format!("{shown} is ready, without people yet. Go on in the browser:"),
    };
    print(&format!("{ready}\n{next}\n"))?;
    Ok(FINE)
}

/// Writes all files, or none: what is there already is left alone.
fn write(dir: &Path, files: &Written) -> Result<(), Error> {
    let taken = files.iter().find(|(name, _)| dir.join(name).exists());
    if let Some((name, _)) = taken {
        let path = dir.join(name);
        let path = path.display();
        return Err(Error::usage(
            format!("{path} is er al; kies een nieuwe map"),
            format!("{path} is there already; choose a new folder"),
        ));
    }
    for (at, (name, content)) in files.iter().enumerate() {
        let path = dir.join(name);
        let folder = path.parent().unwrap_or(dir);
        std::fs::create_dir_all(folder).map_err(write_error(folder))?;
        let written = std::fs::write(&path, content.as_bytes());
        written.map_err(write_error(&path)).inspect_err(|_| {
            // A folder that is half there could neither be used nor be made again.
            for (name, _) in files.iter().take(at + 1) {
                let _ = std::fs::remove_file(dir.join(name));
            }
        })?;
    }
    Ok(())
}

/// The key of a programme, when it can be one.
fn programme_key(id: &str) -> Result<&str, Error> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let fits = !id.is_empty() && id.len() <= 40 && id.chars().all(plain);
    let shipped = rules::shipped_programmes().any(|(shipped, _)| shipped == id);
    match (fits, shipped) {
        (true, false) => Ok(id),
        (true, true) => Err(Error::usage(
            format!("`{id}` is een programma dat er al is; kies een andere naam"),
            format!("`{id}` is a programme that is there already; choose another name"),
        )),
        (false, _) => Err(Error::usage(
            format!(
                "`{id}` kan niet de sleutel van een programma zijn: kleine letters, cijfers en streepjes, hoogstens veertig"
            ),
            format!(
                "`{id}` cannot be the key of a programme: lower-case letters, digits and hyphens, forty at most"
            ),
        )),
    }
}

/// A team's id from the name of its folder: what cannot stand in one becomes a hyphen.
fn key_of(dir: &Path) -> String {
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let plain = |c: char| match c.to_ascii_lowercase() {
        c @ ('a'..='z' | '0'..='9') => c,
        _ => '-',
    };
    let key: String = name.chars().map(plain).take(40).collect();
    match key.trim_matches('-') {
        "" => "team".to_owned(),
        key => key.to_owned(),
    }
}

/// What `validate` says of a programme.
#[derive(Serialize)]
struct Programme<'a> {
    id: &'a str,
    origin: &'a str,
    rules: usize,
}

/// Loads a folder; the faults, if any, are the error. Who will be asked for more than they have is told, too.
pub(super) fn validate(context: &Context, folder: &Path) -> Result<u8, Error> {
    let team = context.team(folder)?;
    let lang = context.lang(&team);
    let store = context.store_if_there(folder, &team)?;
    let store = store.as_ref().map(|store| store as &dyn Store);
    let notes = app::foresee(&team, store, context.today())?;
    let programmes: Vec<_> = team
        .programmes
        .iter()
        .map(|programme| Programme {
            id: &programme.id,
            origin: &programme.origin,
            rules: programme.rules.len(),
        })
        .collect();
    if context.json() {
        print_json(&serde_json::json!({
            "team": team.id, "programmes": programmes, "people": team.people.len(),
            "cases": team.cases.len(), "assignments": team.assignments.len(),
            "notes": notes.iter().map(|note| {
                noted(&team, note)
            }).collect::<Vec<_>>(),
        }))?;
        return Ok(FINE);
    }
    let formatter = Formatter::whole(&team, lang);
    for note in &notes {
        context.warn(&format!(
            "warning[{}]: {}",
            note.code(),
            formatter.noted(note)
        ));
    }
    let counted = |count: usize, one: [&str; 2], more: [&str; 2]| {
        let [nl, en] = if count == 1 { one } else { more };
        format!("{count} {}", lang.pick(nl, en))
    };
    let people = counted(
        team.people.len(),
        ["persoon", "person"],
        ["mensen", "people"],
    );
    let cases = counted(
        team.cases.len(),
        ["gezin", "family"],
        ["gezinnen", "families"],
    );
    let fine = lang.pick("in orde", "fine");
    let mut text = format!("{}: {fine}. {people}, {cases}.\n", team.name);
    for programme in programmes {
        let rules = counted(programme.rules, ["regel", "rule"], ["regels", "rules"]);
        text += &format!("  {}: {rules}, {}\n", programme.id, programme.origin);
    }
    print(&text)?;
    Ok(FINE)
}

/// A note as data, and in words.
fn noted(team: &Team, note: &Note) -> serde_json::Value {
    let text = |lang| Formatter::whole(team, lang).noted(note);
    let mut value = serde_json::to_value(note).unwrap_or_default();
    value["text"] = serde_json::json!({ "nl": text(Lang::Nl), "en": text(Lang::En) });
    value
}
