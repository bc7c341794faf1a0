//! What a store has to say: notices, findings and what can be saved come in, words go out.

use crate::language::Lang;
use crate::store::{Kept, Notice, StoreFinding};

/// A notice.
pub fn heard(notice: &Notice, lang: Lang) -> String {
    match notice {
        Notice::Waiting => lang
            .pick(
                "een ander commando gebruikt de planning; even wachten …",
                "another command uses the store; waiting …",
            )
            .to_owned(),
        Notice::Planning => lang
            .pick(
                "iemand anders is aan het plannen; even wachten tot dat klaar is …",
                "somebody else is planning; waiting until that is done …",
            )
            .to_owned(),
        Notice::Cut(bytes) => match lang {
            Lang::Nl => format!(
                "een eerder commando brak af tijdens het opslaan: {bytes} bytes die nooit zijn bevestigd, zijn \
                 weggehaald. Alles wat wel was bevestigd, is er nog."
            ),
            Lang::En => format!(
                "an earlier command broke off while saving: {bytes} bytes that were never acknowledged are cut \
                 off. Everything that was acknowledged is there."
            ),
        },
        Notice::Unlocked => lang
            .pick(
                "let op: op deze schijf houdt het ene commando het andere niet tegen. Wat tegelijk wordt \
                 geschreven, wordt geweigerd; zet de map op een andere schijf.",
                "mind: on this disk one command does not keep another out. What is written at the same time is \
                 refused; move the folder to another disk.",
            )
            .to_owned(),
        Notice::NoIndex => lang
            .pick(
                "de index van de opslag geeft geen antwoord; alles wordt uit het journaal gelezen. Heeft deze \
                 machine nog ruimte voor processen?",
                "the index of the store does not answer; everything is read from the journal. Has this machine \
                 room for more processes?",
            )
            .to_owned(),
    }
}

/// A finding of `store verify`.
pub fn finding(finding: &StoreFinding, lang: Lang) -> String {
    use StoreFinding as F;
    let say = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
    match (finding, lang) {
        (F::NoJournal, _) => say("het journaal ontbreekt", "the journal is missing"),
        (F::NoHeader, _) => say(
            "de eerste regel van het journaal is beschadigd",
            "the first line of the journal is damaged",
        ),
        (F::Broken { at }, Lang::Nl) => {
            format!("het journaal is vanaf byte {at} niet te lezen, of er ontbreekt een regel")
        }
        (F::Broken { at }, Lang::En) => {
            format!("the journal cannot be read from byte {at} on, or a line is missing there")
        }
        (F::TwoWriters { at }, Lang::Nl) => {
            format!("twee processen schreven tegelijk, vanaf byte {at} van het journaal")
        }
        (F::TwoWriters { at }, Lang::En) => {
            format!("two processes wrote at the same time, from byte {at} of the journal on")
        }
        (F::Senseless { change, cause }, Lang::Nl) => {
            format!("wijziging {change} is niet te begrijpen: {cause}")
        }
        (F::Senseless { change, cause }, Lang::En) => {
            format!("change {change} makes no sense: {cause}")
        }
        (F::Flaw { cause }, Lang::Nl) => format!("wat is bewaard, klopt niet: {cause}"),
        (F::Flaw { cause }, Lang::En) => format!("what is kept makes no sense: {cause}"),
        (F::Older { index, journal }, Lang::Nl) => format!(
            "het journaal eindigt bij wijziging {journal}, terwijl wijziging {index} ooit is bewaard"
        ),
        (F::Older { index, journal }, Lang::En) => {
            format!("the journal ends with change {journal}, and change {index} was saved once")
        }
        (F::Foreign, _) => say(
            "het journaal is niet dat wat hier is geschreven",
            "the journal is not the one that was written here",
        ),
        (F::Differs { keys }, Lang::Nl) => format!(
            "de index zegt op {keys} plaatsen iets anders dan het journaal; `cadans store rescue --from \
             journal` maakt hem opnieuw"
        ),
        (F::Differs { keys }, Lang::En) => format!(
            "the index says in {keys} places something else than the journal; `cadans store rescue --from \
             journal` makes it anew"
        ),
        (F::Torn { bytes }, Lang::Nl) => format!(
            "achteraan staan {bytes} bytes van een wijziging die nooit is bevestigd; het volgende commando \
             haalt ze weg"
        ),
        (F::Torn { bytes }, Lang::En) => format!(
            "at the end are {bytes} bytes of a change that was never acknowledged; the next command cuts them \
             off"
        ),
        (F::NoIndex, _) => say(
            "er is geen index die te lezen is; het volgende commando maakt hem",
            "there is no index that can be read; the next command makes it",
        ),
        (F::OlderFormat { format }, Lang::Nl) => {
            format!("de opslag heeft formaat {format}; het volgende commando neemt haar over")
        }
        (F::OlderFormat { format }, Lang::En) => {
            format!("the store has format {format}; the next command takes it over")
        }
        (F::Unlocked, _) => heard(&Notice::Unlocked, lang),
        (F::Aside { path }, Lang::Nl) => format!("apart gezet: {}", path.display()),
        (F::Aside { path }, Lang::En) => format!("kept aside: {}", path.display()),
    }
}

/// What a journal or an index still has.
pub fn kept(kept: &Kept, lang: Lang) -> String {
    let published = match kept.published {
        Some(revision) => revision.to_string(),
        None => lang.pick("geen", "none").to_owned(),
    };
    let Kept {
        last,
        missing,
        revisions,
        entries,
        ..
    } = kept;
    let mut text = match lang {
        Lang::Nl => format!(
            "tot en met wijziging {last}; revisies: {revisions}, gepubliceerd: {published}, regels in het \
             logboek: {entries}"
        ),
        Lang::En => format!(
            "up to change {last}; revisions: {revisions}, published: {published}, lines of the record book: \
             {entries}"
        ),
    };
    if *missing > 0 {
        text += &match lang {
            Lang::Nl => format!("; daarvoor ontbreken {missing} wijzigingen"),
            Lang::En => format!("; {missing} changes before that are missing"),
        };
    }
    for flaw in &kept.flaws {
        text += &match lang {
            Lang::Nl => format!("\n    klopt niet: {flaw}"),
            Lang::En => format!("\n    makes no sense: {flaw}"),
        };
    }
    text
}
