//! What the store has to say, in words.

use crate::language::Lang;
use crate::store::Notice;

/// A notice in words.
pub(super) fn heard(notice: &Notice, lang: Lang) -> String {
    let say = |nl: String, en: String| lang.pick(&nl, &en).to_owned();
    match notice {
        Notice::Waiting => say(
            "een ander commando gebruikt de planning; even wachten …".to_owned(),
            "another command uses the store; waiting …".to_owned(),
        ),
        Notice::Cut(bytes) => say(
            format!(
                "een vorig commando brak af tijdens het opslaan: {bytes} bytes die nooit zijn bevestigd, \
                 zijn weggehaald. Wat wel was bevestigd, is er nog."
            ),
            format!(
                "an earlier command broke off while saving: {bytes} bytes that were never acknowledged \
                 are cut off. What was acknowledged is there."
            ),
        ),
        Notice::Older { index, journal } => say(
            format!(
                "het journaal is teruggezet naar een ouder moment: wijzigingen {} t/m {index} staan er \
                 niet in en tellen niet meer mee.",
                journal + 1
            ),
            format!(
                "the journal was put back to an earlier time: changes {} to {index} are not in it and \
                 no longer count.",
                journal + 1
            ),
        ),
    }
}
