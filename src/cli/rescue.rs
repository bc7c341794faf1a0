//! `store verify`, `rescue` and `backup`: a store is looked through, saved, copied. They need no more of
//! a team than its folder: faults in its files must not keep anybody from saving what is there.

use std::path::Path;

use super::args::Side;
use super::{Context, FINE, print, print_json};
use crate::error::Error;
use crate::language::Lang;
use crate::store::{Disk, Rescued, Salvage, Source, StoreFinding, Verdict};
use crate::words::store as words;

/// Exit code 6: the store is damaged.
const DAMAGED: u8 = 6;

fn there(context: &Context, folder: &Path) -> Result<(Disk, Lang), Error> {
    let lang = context.lang_of(folder);
    let disk = context.disk_in(folder, lang);
    match disk.is_there()? {
        true => Ok((disk, lang)),
        false => Err(context.no_store(folder)),
    }
}

/// Looks everything through.
pub(super) fn verify(context: &Context, folder: &Path) -> Result<u8, Error> {
    let (disk, lang) = there(context, folder)?;
    let verdict = disk.verify()?;
    let damaged = verdict.findings.iter().any(StoreFinding::is_damage);
    if context.json() {
        print_json(&as_json(&verdict, !damaged))?;
    } else {
        print(&in_words(&verdict, damaged, lang))?;
    }
    Ok(if damaged { DAMAGED } else { FINE })
}

fn as_json(verdict: &Verdict, whole: bool) -> serde_json::Value {
    let mut value = serde_json::json!(verdict);
    value["whole"] = whole.into();
    let findings = verdict.findings.iter().map(|finding| {
        let mut value = serde_json::json!(finding);
        value["damage"] = finding.is_damage().into();
        let text = |lang| words::finding(finding, lang);
        value["text"] = serde_json::json!({ "nl": text(Lang::Nl), "en": text(Lang::En) });
        value
    });
    value["findings"] = findings.collect();
    value
}

fn in_words(verdict: &Verdict, damaged: bool, lang: Lang) -> String {
    let Verdict {
        changes,
        revisions,
        entries,
        ..
    } = verdict;
    let mut text = match lang {
        Lang::Nl => format!(
            "{changes} wijzigingen, {revisions} revisies, {entries} regels in het logboek: {}.\n",
            if damaged { "beschadigd" } else { "in orde" }
        ),
        Lang::En => format!(
            "{changes} changes, {revisions} revisions, {entries} lines of the record book: {}.\n",
            if damaged { "damaged" } else { "fine" }
        ),
    };
    for finding in &verdict.findings {
        let mark = if finding.is_damage() { "!" } else { "-" };
        text += &format!("{mark} {}\n", words::finding(finding, lang));
    }
    if damaged {
        text += lang.pick(
            "Kijk met `cadans store rescue` wat er te redden is.\n",
            "See with `cadans store rescue` what can be saved.\n",
        );
    }
    text
}

/// Says what can be saved, or saves it.
pub(super) fn rescue(context: &Context, folder: &Path, from: Option<Side>) -> Result<u8, Error> {
    let (disk, lang) = there(context, folder)?;
    let Some(from) = from else {
        let salvage = disk.salvage()?;
        if context.json() {
            print_json(&salvage)?;
        } else {
            print(&offered(context, folder, &salvage, lang))?;
        }
        return Ok(FINE);
    };
    let rescued = disk.rescue(match from {
        Side::Journal => Source::Journal,
        Side::Index => Source::Index,
    })?;
    if context.json() {
        print_json(&serde_json::json!({
            "changes": rescued.changes, "aside": rescued.aside, "beside": rescued.beside,
        }))?;
    } else {
        print(&saved(&rescued, lang))?;
    }
    Ok(FINE)
}

fn offered(context: &Context, folder: &Path, salvage: &Salvage, lang: Lang) -> String {
    let none = || lang.pick("niets", "nothing").to_owned();
    let side = |side: &Option<_>| {
        let kept = side.as_ref();
        kept.map_or_else(none, |kept| words::kept(kept, lang))
    };
    let (journal, index) = (side(&salvage.journal), side(&salvage.index));
    let command = context.command("store rescue", folder);
    let mut text = match lang {
        Lang::Nl => format!(
            "Er is nog niets veranderd. Te redden is:\n  journal: {journal}\n  index: {index}\n"
        ),
        Lang::En => {
            format!(
                "Nothing is changed yet. This can be saved:\n  journal: {journal}\n  index: {index}\n"
            )
        }
    };
    if salvage.journal.is_some() && salvage.index.is_some() && !salvage.same {
        text += lang.pick(
            "Ze horen niet bij elkaar: een ervan is van een andere opslag.\n",
            "They do not belong together: one of them is another store's.\n",
        );
    }
    if salvage.beside > 0 {
        text += &match lang {
            Lang::Nl => format!(
                "Een ander proces schreef tegelijk {} wijzigingen; die komen in een eigen map te staan.\n",
                salvage.beside
            ),
            Lang::En => format!(
                "Another process wrote {} changes at the same time; they go to a folder of their own.\n",
                salvage.beside
            ),
        };
    }
    text + &match lang {
        Lang::Nl => format!(
            "Kies met `{command} --from journal` of `--from index`; wat er nu staat, wordt apart gezet.\n"
        ),
        Lang::En => format!(
            "Choose with `{command} --from journal` or `--from index`; what is there now is kept aside.\n"
        ),
    }
}

fn saved(rescued: &Rescued, lang: Lang) -> String {
    let (changes, aside) = (rescued.changes, rescued.aside.display());
    let mut text = match lang {
        Lang::Nl => format!(
            "De opslag heeft nu {changes} wijzigingen. Wat er stond, is apart gezet in {aside}; te bekijken \
             met `cadans store export --store` en die map. Kijk na wat er ontbreekt en gooi de map weg als \
             ze niet meer nodig is.\n"
        ),
        Lang::En => format!(
            "The store has {changes} changes now. What was there is kept in {aside}; look at it with `cadans \
             store export --store` and that folder. See what is missing, and remove the folder when it is \
             not needed any more.\n"
        ),
    };
    if let Some(beside) = &rescued.beside {
        let beside = beside.display();
        text += &match lang {
            Lang::Nl => format!("Wat een ander proces tegelijk schreef, staat in {beside}.\n"),
            Lang::En => format!("What another process wrote at the same time is in {beside}.\n"),
        };
    }
    text
}

/// Copies the store to a new folder.
pub(super) fn backup(context: &Context, folder: &Path, to: &Path) -> Result<u8, Error> {
    let (disk, lang) = there(context, folder)?;
    let changes = disk.backup(to)?;
    if context.json() {
        print_json(&serde_json::json!({ "changes": changes, "folder": to }))?;
        return Ok(FINE);
    }
    let shown = super::quoted(to);
    print(&match lang {
        Lang::Nl => format!(
            "{changes} wijzigingen in {shown}. Zo te lezen met `--store {shown}`; terugzetten is de map op \
             haar plaats zetten. De geheime sleutel staat erbij: bewaar haar als een wachtwoord.\n"
        ),
        Lang::En => format!(
            "{changes} changes in {shown}. Read it with `--store {shown}`; to restore, put the folder in its \
             place. The secret key is among them: keep it like a password.\n"
        ),
    })?;
    Ok(FINE)
}
