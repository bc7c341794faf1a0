//! `feeds`: the published revision goes out as one calendar file per person, per case and for the
//! team.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Context, FINE, print, print_json, write_error};
use crate::error::Error;
use crate::feed::{self, Audience, Detail, UidKey};
use crate::language::Lang;
use crate::plan::Published;
use crate::store::Store;

/// Writes every feed of a team.
pub(super) fn run(
    context: &Context,
    folder: &Path,
    out: &Path,
    detail: Option<Detail>,
) -> Result<u8, Error> {
    let team = context.team(folder)?;
    let mut store = context.known_store(folder, &team)?;
    let (_, published) = store.published()?.ok_or_else(|| {
        let publish = context.command("publish", folder);
        Error::Usage(format!(
            "nothing is published yet; publish with `{publish}`"
        ))
    })?;
    let key = UidKey::new(store.uid_key()?);
    let files = write(context, &published, &key, context.lang(&team), detail, out)?;
    if context.json() {
        print_json(&serde_json::json!({ "revision": published.revision, "files": files }))?;
    } else {
        print(&format!("{} → {}\n", files.len(), out.display()))?;
    }
    Ok(FINE)
}

/// Writes the feeds; the names written. Files of feeds that no longer exist are left alone: the folder
/// is not ours.
pub(super) fn write(
    context: &Context,
    published: &Published,
    key: &UidKey,
    lang: Lang,
    detail: Option<Detail>,
    out: &Path,
) -> Result<BTreeSet<String>, Error> {
    std::fs::create_dir_all(out).map_err(write_error(out))?;
    let mut names = BTreeSet::new();
    for who in feed::audiences(published) {
        let detail = detail.unwrap_or_else(|| Detail::default_for(&who, published));
        let text = feed::export(published, &who, detail, lang, context.today(), key)?;
        let path = out.join(who.file_name());
        write_whole(&path, &text)?;
        names.insert(Audience::file_name(&who));
    }
    Ok(names)
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
