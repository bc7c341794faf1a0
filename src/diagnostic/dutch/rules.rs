//! Of rule files, as far as a team meets them: what its own [rules] and choices say.

use super::Sentence;

pub(super) const SAID: &[Sentence] = &[
    (
        "there is no rule file constraints/{}",
        "er is geen regelbestand constraints/{}",
    ),
    (
        "make the file readable, or take it away to use the one built in",
        "maak het bestand leesbaar, of haal het weg om het ingebouwde te gebruiken",
    ),
    (
        "the programme has no choice `{}`",
        "het programma heeft geen keuze `{}`",
    ),
    (
        "choice `{}` has no option `{}`",
        "keuze `{}` heeft geen mogelijkheid `{}`",
    ),
    (
        "the programme has no rule `{}`",
        "het programma heeft geen regel `{}`",
    ),
    ("no role is called `{}`", "geen rol heet `{}`"),
    (
        "no rule of {} is called `{}`",
        "geen regel van {} heet `{}`",
    ),
    ("no phase is called `{}`", "geen fase heet `{}`"),
    ("no holiday is called `{}`", "geen feestdag heet `{}`"),
    ("{} has no region `{}`", "{} heeft geen regio `{}`"),
    (
        "{} has no rhythm of its own: the team must give one",
        "{} heeft zelf geen ritme: het team moet er een geven",
    ),
    (
        "in team.toml under [rules.{}] write {}, or {}",
        "schrijf in team.toml onder [rules.{}] {}, of {}",
    ),
    (
        "every rhythm gives min, target, max and limit",
        "elk ritme geeft min, target, max en limit",
    ),
    (
        "`{}` is {} days, longer than `{}` of {}",
        "`{}` is {} dagen, langer dan `{}` van {}",
    ),
    (
        "make min <= target <= max <= limit",
        "maak min <= target <= max <= limit",
    ),
    ("make min <= target <= max", "maak min <= target <= max"),
    ("make from <= target <= due", "maak from <= target <= due"),
    (
        "`{}` ({}) lies after `{}` ({})",
        "`{}` ({}) ligt na `{}` ({})",
    ),
    (
        "`{}` counts from `{}`, which is off",
        "`{}` telt vanaf `{}`, en dat staat uit",
    ),
    (
        "switch `{}` on, switch `{}` off, or choose another anchor",
        "zet `{}` aan, zet `{}` uit, of kies een ander begin",
    ),
    (
        "`{}` is {} minutes, and meetings last whole quarters of an hour",
        "`{}` is {} minuten, en afspraken duren hele kwartieren",
    ),
    (
        "write a multiple of 15 minutes, at most a day",
        "schrijf een veelvoud van 15 minuten, hoogstens een dag",
    ),
    (
        "`{}` leads nowhere: there is no `{}`",
        "`{}` leidt nergens heen: er is geen `{}`",
    ),
    ("rule `{}`", "regel `{}`"),
    ("role `{}`", "rol `{}`"),
    ("phase `{}`", "fase `{}`"),
    ("choice `{}`", "keuze `{}`"),
];
