//! Of what stands around the rules: programmes, phases, choices, employers, school holidays.

use super::{catalogue, level};
use crate::diagnostic::argument::Listed;
use crate::diagnostic::owner::Owner;
use crate::diagnostic::source::FileId;
use crate::diagnostic::spelling::Hint;
use crate::time::NoYearly;

catalogue! {
    /// What is wrong with a rule file as a whole.
    ProgrammeFault

    "extends-cycle" ExtendsCycle { chain: Listed = ["own", "other", "own"] }
        nl "deze bestanden bouwen op elkaar voort: {chain}" => "haal `extends` uit een van deze bestanden"
        en "these files extend each other: {chain}" => "take `extends` out of one of these files";

    "id-mismatch" OtherId { id: String = "own", read: String = "onw" }
        nl "het bestand van `{id}` zegt dat het `{read}` is" => "schrijf id = \"{id}\", of geef het bestand een andere naam"
        en "the file of `{id}` says it is `{read}`" => "write id = \"{id}\", or rename the file";

    "bad-name" BadName { key: String = "First/1" }
        nl "`{key}` kan geen deel van een kenmerk zijn" => "gebruik hoogstens 64 kleine letters, cijfers, `_` en `-`"
        en "`{key}` cannot be part of an id" => "use at most 64 lower-case letters, digits, `_` and `-`";

    "missing-source" NoSource { owner: Owner = Owner::Rule("talk".to_owned()) }
        nl "{owner} heeft geen `source`"
            => "zet erbij: source = \"S1:89\" (een document uit [sources] en de regel erin), een wet of afspraak, of \"policy\""
        en "{owner} has no `source`"
            => "add source = \"S1:89\" (a document of [sources] and its line), a law or agreement, or \"policy\"";

    "unknown-source" UnknownSource { read: String = "D2", hint: Hint = "D1" }
        nl "[sources] heeft geen `{read}`" => "{hint}"
        en "[sources] has no `{read}`" => "{hint}";

    "unknown-role" NoFiller { read: String = "anyone" }
        nl "`{read}` is geen rol die een plaats kan vullen" => "noem rollen van dit bestand die zelf geen plaats (slot) zijn"
        en "`{read}` is no role that could fill a slot" => "name roles of this file that are no slots themselves";

    "unclear-slot" UnclearSlot { owner: Owner = Owner::Role("anyone".to_owned()) }
        nl "{owner} en zijn `any_of` passen niet bij elkaar"
            => "een plaats (slot) noemt in `any_of` de rollen die hem mogen vullen; andere rollen hebben geen `any_of`"
        en "{owner} and its `any_of` do not go together"
            => "a slot lists the roles that may fill it in `any_of`; other roles have none";

    "two-remainders" TwoRemainders { count: usize = 2 }
        nl "{count} fasen zijn wat de andere overlaten" => "hoogstens één fase kan zijn wat de andere overlaten"
        en "{count} phases are the remainder" => "only one phase can be what the others leave";

    "phases-too-long" PhasesTooLong { days: u32 = 392, most: String = "52w" }
        nl "de fasen duren samen minstens {days} dagen, en het programma hoogstens {most}"
            => "verander de lengtes van de fasen of `length` van het programma"
        en "the phases last at least {days} days, and the programme at most {most}"
            => "change the phases' lengths or the programme's `length`";

    "phases-too-short" PhasesTooShort { days: u32 = 182, least: String = "39w" }
        nl "de fasen duren samen hoogstens {days} dagen, en het programma minstens {least}"
            => "verander de lengtes van de fasen of `length` van het programma"
        en "the phases last at most {days} days, and the programme at least {least}"
            => "change the phases' lengths or the programme's `length`";

    "unordered" LengthUnordered {
        owner: Owner = Owner::Key("length".to_owned(), Box::new(Owner::Phase("first".to_owned()))),
        lengths: String = "30w, 24w, 52w",
    }
        nl "{owner} loopt niet op: {lengths}" => "maak min <= target <= max"
        en "{owner} is not in order: {lengths}" => "make min <= target <= max";

    "no-options" NoOptions { owner: Owner = Owner::Choice("often".to_owned()) }
        nl "{owner} heeft geen mogelijkheden"
            => "zet er ten minste één bij: [choices.….options.…] met een `title` en een `set`"
        en "{owner} has no options" => "add at least one: [choices.….options.…] with a `title` and a `set`";

    "unknown-option" UnknownOption { choice: String = "often", read: String = "twice", hint: Hint = "once" }
        nl "keuze `{choice}` heeft geen mogelijkheid `{read}`" => "{hint}"
        en "choice `{choice}` has no option `{read}`" => "{hint}";

    "unknown-choice" UnknownChoice { read: String = "oftne", hint: Hint = "often" }
        nl "het programma heeft geen keuze `{read}`" => "{hint}"
        en "the programme has no choice `{read}`" => "{hint}";

    "unknown-path" UnknownPath { path: String = "rules.tlak.per_week", part: String = "tlak", hint: Hint = "talk" }
        nl "`{path}` leidt nergens heen: er is geen `{part}`" => "{hint}"
        en "`{path}` leads nowhere: there is no `{part}`" => "{hint}";

    "unknown-rule" UnknownRule { read: String = "tlak", hint: Hint = "talk" }
        nl "het programma heeft geen regel `{read}`" => "{hint}"
        en "the programme has no rule `{read}`" => "{hint}";

    "contradiction" FreeAndAvoided { day: String = "good_friday" }
        nl "`{day}` is vrij en wordt ook gemeden" => "een vrije dag hoeft niet gemeden te worden: noem hem één keer"
        en "`{day}` is both free and avoided" => "a free day needs no avoiding: list it once";

    "unknown-holiday" UnknownHoliday { read: String = "kings_dya", hint: Hint = "kings_day" }
        nl "geen feestdag heet `{read}`" => "{hint}"
        en "no holiday is called `{read}`" => "{hint}";

    "known-day" KnownDay { day: String = "good_friday" }
        nl "`{day}` is al een feestdag" => "geef de eigen dag een andere naam"
        en "`{day}` is a holiday already" => "give the day of your own another name";

    "unclear-day" UnclearDay { read: String = "12/05" }
        nl "`{read}` is geen dag van het jaar"
            => "schrijf `12-05`, `2027-12-05`, `easter-47d` of `first mon of 09` (tot `fifth`, en `last`)"
        en "`{read}` is no day of the year"
            => "write `12-05`, `2027-12-05`, `easter-47d` or `first mon of 09` (up to `fifth`, and `last`)";

    "ends-before-start" HolidayBackwards { name: String = "voorjaar" }
        nl "`{name}` eindigt voordat het begint" => "verwissel `start` en `end_inclusive`, of verbeter er een"
        en "`{name}` ends before it begins" => "exchange `start` and `end_inclusive`, or correct one";

    "unknown-region" UnknownRegion { file: FileId = (), read: String = "oost", hint: Hint = "noord" }
        nl "{file} heeft geen regio `{read}`" => "{hint}"
        en "{file} has no region `{read}`" => "{hint}";

    "rule-needs-choice" NeedsRhythm { owner: Owner = Owner::Rule("talk".to_owned()), id: String = "own.talk" }
        nl "{owner} heeft zelf geen ritme: het team moet er een geven"
            => "schrijf in team.toml onder [rules.\"{id}\"] gap = {{ min = \"1w\", target = \"2w\", max = \"2w\", limit = \"3w\" }}, of mode = \"off\""
        en "{owner} has no rhythm of its own: the team must give one"
            => "in team.toml under [rules.\"{id}\"] write gap = {{ min = \"1w\", target = \"2w\", max = \"2w\", limit = \"3w\" }}, or mode = \"off\"";

    "anchor-cycle" AnchorCycle { rules: Listed = ["first", "second"] }
        nl "deze regels wachten op elkaar: {rules}" => "laat er een vanaf een datum tellen"
        en "these rules wait for each other: {rules}" => "let one of them count from a date";
}

impl From<NoYearly> for crate::diagnostic::Fault {
    fn from(NoYearly(read): NoYearly) -> Self {
        Self::ProgrammeFault(ProgrammeFault::UnclearDay { read })
    }
}
