//! `feeds`: the published revision goes out as one calendar file per person, per case and for the
//! team.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

use super::{Context, FINE, print, print_json, write_error};
use crate::app::{Roster, since_for_feeds};
use crate::error::Error;
use crate::feed::{self, Audience, Detail, UidKey};
use crate::language::Lang;
use crate::plan::Published;
use crate::store::{Access as _, AuditEvent, Store};

/// Bytes of a file that tell whose it is.
const HEAD: u64 = 1000;

/// Writes every feed of a team.
pub(super) fn run(
    context: &Context,
    folder: &Path,
    out: &Path,
    detail: Option<Detail>,
) -> Result<u8, Error> {
    let team = context.team(folder)?;
    let mut store = context.known_store(folder, &team)?;
    let since = since_for_feeds(context.today());
    let (_, published) = store.published_since(since)?.ok_or_else(|| {
        let publish = context.command("publish", folder);
        Error::usage(
            format!("er is nog niets gepubliceerd; publiceer met `{publish}`"),
            format!("nothing is published yet; publish with `{publish}`"),
        )
    })?;
    let key = UidKey::new(store.uid_key()?);
    let lang = context.lang(&team);
    let roster = Roster::read(&team, &store, context.today())?;
    let readers = (&published, &roster);
    context.looked(store.note(AuditEvent::WroteFeeds, None));
    let Written { files, removed } = write(context, readers, &key, lang, detail, out)?;
    if context.json() {
        let (revision, written) = (published.revision, files);
        print_json(
            &serde_json::json!({ "revision": revision, "files": written, "removed": removed }),
        )?;
    } else {
        let gone = gone(lang, &removed);
        print(&format!("{} → {}\n{gone}", files.len(), out.display()))?;
    }
    Ok(FINE)
}

/// What became of a folder of feeds: names of files.
pub(super) struct Written {
    /// Those of the set.
    pub files: BTreeSet<String>,
    /// Earlier feeds of people and families that are not in the set any more.
    pub removed: BTreeSet<String>,
}

/// A line about the feeds that were removed, if any.
pub(super) fn gone(lang: Lang, removed: &BTreeSet<String>) -> String {
    if removed.is_empty() {
        return String::new();
    }
    let said = lang.pick(
        "Verwijderd, want niet meer in de planning",
        "Removed, for no longer in the plan",
    );
    let names: Vec<&str> = removed.iter().map(String::as_str).collect();
    format!("{said}: {}\n", names.join(", "))
}

/// Writes the feeds of who still reads, and removes those of an earlier set that are in it no more. Other files are left
/// alone: the folder is not ours.
pub(super) fn write(
    context: &Context,
    (published, roster): (&Published, &Roster),
    key: &UidKey,
    lang: Lang,
    detail: Option<Detail>,
    out: &Path,
) -> Result<Written, Error> {
    std::fs::create_dir_all(out).map_err(write_error(out))?;
    let mut names = BTreeSet::new();
    let today = context.today();
    for who in roster.readers(published, today) {
        let detail = detail.unwrap_or_else(|| Detail::default_for(&who, published));
        let detail = roster.detail(detail);
        let text = feed::export(published, &who, detail, lang, today, key)?;
        let path = out.join(who.file_name());
        write_whole(&path, &text)?;
        names.insert(Audience::file_name(&who));
    }
    let removed = remove_others(out, &names)?;
    Ok(Written {
        files: names,
        removed,
    })
}

/// Removes the feeds in a folder that Cadans wrote and that are not in `names`.
fn remove_others(out: &Path, names: &BTreeSet<String>) -> Result<BTreeSet<String>, Error> {
    let mut removed = BTreeSet::new();
    for entry in std::fs::read_dir(out).map_err(write_error(out))? {
        let path = entry.map_err(write_error(out))?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|name| name.ends_with(".ics") && !names.contains(*name))
        else {
            continue;
        };
        if is_ours(&path) {
            std::fs::remove_file(&path).map_err(write_error(&path))?;
            removed.insert(name.to_owned());
        }
    }
    Ok(removed)
}

/// Whether a file begins as a feed of Cadans does. What cannot be read is not ours to remove.
fn is_ours(path: &Path) -> bool {
    if !std::fs::symlink_metadata(path).is_ok_and(|data| data.is_file()) {
        return false;
    }
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && feed::is_feed(&String::from_utf8_lossy(&head))
}

/// Writes a file beside its place and moves it there, so that no reader sees half of it.
fn write_whole(path: &Path, text: &str) -> Result<(), Error> {
    let beside = path.with_extension("ics.new");
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|cause| {
        // What could not be moved is no use to anybody.
        let _ = std::fs::remove_file(&beside);
        write_error(path)(cause)
    })
}
