//! Of the settings of a team: its people and groups, their hours, travel.

use super::{catalogue, level};
use crate::diagnostic::argument::{Cited, Hours, Named, TeamFile};
use crate::diagnostic::spelling::Hint;
use chrono::NaiveDate;

catalogue! {
    /// What is wrong with the settings of a team.
    TeamFault

    "bad-key" BadTeam { read: String = "Team Noord" }
        nl "`{read}` kan niet het kenmerk van een team zijn"
            => "zet erbij: id = \"…\" van kleine letters, cijfers en streepjes"
        en "`{read}` cannot be the id of a team" => "add id = \"…\" of lower-case letters, digits and hyphens";

    "bad-key" BadProgramme { read: String = "../own" }
        nl "`{read}` kan niet de sleutel van een programma zijn"
            => "gebruik kleine letters, cijfers en streepjes, hoogstens veertig"
        en "`{read}` cannot be the key of a programme"
            => "use lower-case letters, digits and hyphens, forty at most";

    "bad-key" BadPerson { read: String = "Anna B" }
        nl "`{read}` kan niet de sleutel van een collega zijn"
            => "gebruik kleine letters, cijfers en streepjes, hoogstens veertig"
        en "`{read}` cannot be the key of a person" => "use lower-case letters, digits and hyphens, forty at most";

    "bad-key" BadGroup { read: String = "Groep B" }
        nl "`{read}` kan niet de sleutel van een groep zijn"
            => "gebruik kleine letters, cijfers en streepjes, hoogstens veertig"
        en "`{read}` cannot be the key of a group" => "use lower-case letters, digits and hyphens, forty at most";

    "bad-key" ReservedKey { read: String = "team" }
        nl "`{read}` is al de naam van een agenda"
            => "kies een andere sleutel, niet `team` en niet met `case-` vooraan"
        en "`{read}` is reserved for a feed of that name"
            => "choose another key, not `team` and not beginning with `case-`";

    "bad-domain" BadDomain { read: String = "Team Noord" }
        nl "`{read}` is geen domein" => "schrijf een naam als team.example.org, in kleine letters"
        en "`{read}` is no domain" => "write a name like team.example.org, in lower case";

    "bad-retention" NoMonths { key: String = "case" }
        nl "`{key}` is geen bewaartermijn" => "schrijf hele maanden of jaren, zoals 18mo of 1y"
        en "`{key}` is no time to keep anything for" => "write whole months or years, like 18mo or 1y";

    "bad-zone" BadZone { read: String = "Europe/Amsterdm" }
        nl "`{read}` is geen tijdzone van de IANA-lijst" => "schrijf een zone van de IANA-lijst, zoals Europe/Amsterdam"
        en "`{read}` is no IANA time zone" => "write a zone of the IANA list, like Europe/Amsterdam";

    "duplicate-programme" DuplicateProgramme { read: String = "own" }
        nl "`{read}` staat er twee keer" => "haal er een weg"
        en "`{read}` is listed twice" => "delete one";

    "duplicate-unit" DuplicateUnit { read: String = "Eik" }
        nl "`{read}` staat er twee keer" => "haal er een weg"
        en "`{read}` is listed twice" => "delete one";

    "duplicate-role" DuplicateRole { read: String = "worker" }
        nl "`{read}` staat er twee keer" => "haal er een weg"
        en "`{read}` is listed twice" => "delete one";

    "duplicate-zone" DuplicateZone { read: String = "noord" }
        nl "reisgebied `{read}` staat er twee keer" => "haal er een weg"
        en "zone `{read}` is listed twice" => "delete one";

    "name-without-programme" NoProgrammeOfChoice { read: String = "often" }
        nl "`{read}` zegt niet van welk programma"
            => "schrijf de naam met zijn programma, tussen aanhalingstekens: \"<programma>.<keuze>\""
        en "`{read}` does not say of which programme"
            => "write the name with its programme, in quotes: \"<programme>.<choice>\"";

    "name-without-programme" NoProgrammeOfRule { read: String = "talk" }
        nl "`{read}` zegt niet van welk programma"
            => "schrijf de naam met zijn programma, tussen aanhalingstekens: \"<programma>.<regel>\""
        en "`{read}` does not say of which programme"
            => "write the name with its programme, in quotes: \"<programme>.<rule>\"";

    "unknown-programme" UnknownProgramme { read: String = "onw", hint: Hint = "own" }
        nl "`{read}` is geen programma van dit team" => "{hint}"
        en "`{read}` is no programme of this team" => "{hint}";

    "nobody-yet" [Warning] NobodyYet [file = TeamFile::Settings]
        nl "{file} noemt nog geen mensen"
            => "zet voor elke collega een tabel [people.<sleutel>], of vul ze in op het bord"
        en "{file} names no people yet"
            => "add a table [people.<key>] for each colleague, or enter them on the board";

    "role-not-for-people" HoldsFamilyRole { read: String = "family" }
        nl "`{read}` is de rol van het gezin zelf; niemand van het team heeft die"
            => "geef een rol van het programma voor collega’s of mensen van buiten"
        en "`{read}` is the family's own role; nobody of the team holds it"
            => "give a role of the programme that staff or externals hold";

    "role-not-for-people" HoldsSlot { read: String = "anyone" }
        nl "`{read}` is een plaats voor een van meer rollen; niemand van het team heeft die"
            => "geef een rol van het programma voor collega’s of mensen van buiten"
        en "`{read}` is a place any of several roles may take; nobody of the team holds it"
            => "give a role of the programme that staff or externals hold";

    "pattern-without-start" PatternWithoutStart { every: u32 = 2 }
        nl "elke {every} weken, zonder datum om vanaf te tellen"
            => "zet er `from` bij: de weken tellen vanaf de week van die dag"
        en "every {every} weeks, counted from no date"
            => "add `from`: the weeks are counted from the week of that day";

    "overlapping-patterns" OverlappingPatterns { person: Named = ["Dirk", "Dirk"], from: NaiveDate = (2027, 2, 1) }
        nl "twee patronen van {person} gelden vanaf {from}"
            => "laat het eerste met `to` eindigen voordat het tweede begint"
        en "two patterns of {person} hold from {from}"
            => "end the earlier one with `to` before the later one begins";

    "overlapping-patterns" OverlappingAlways { person: Named = ["Dirk", "Dirk"] }
        nl "twee patronen van {person} gelden vanaf het begin"
            => "laat het eerste met `to` eindigen voordat het tweede begint"
        en "two patterns of {person} hold from the start"
            => "end the earlier one with `to` before the later one begins";

    "contract-beyond-full-time" [Warning] ContractTooLong {
        person: Named = ["Carla", "Carla"], contract: Hours = 2400, full: Hours = 2160, source: Cited = "cao",
    }
        nl "het contract van {person} is {contract} per week; een voltijds contract is {full} ({source})"
            => "verbeter `contract`, of laat het staan als het zo is afgesproken"
        en "the contract of {person} is {contract} a week; a full one is {full} ({source})"
            => "correct `contract`, or leave it if that is what was agreed";

    "hours-beyond-employer" DayTooLong {
        person: Named = ["Carla", "Carla"], day: Hours = 690, most: Hours = 600, source: Cited = "cao",
    }
        nl "de uren van {person} hebben een dag van {day}, hoogstens {most} ({source})"
            => "maak `hours` korter, of noem een ander werkgeversprofiel" page "maak “uren van de week” korter, of laat een ander werkgeversprofiel instellen"
        en "the hours of {person} hold a day of {day}, at most {most} ({source})"
            => "shorten `hours`, or name another employer profile";

    "hours-beyond-employer" WeekTooLong {
        person: Named = ["Carla", "Carla"], week: Hours = 3840, most: Hours = 3600, source: Cited = "cao",
    }
        nl "de uren van {person} hebben een week van {week}, hoogstens {most} ({source})"
            => "maak `hours` korter, of noem een ander werkgeversprofiel" page "maak “uren van de week” korter, of laat een ander werkgeversprofiel instellen"
        en "the hours of {person} hold a week of {week}, at most {most} ({source})"
            => "shorten `hours`, or name another employer profile";

    "hours-beyond-employer" RestTooShort {
        person: Named = ["Carla", "Carla"], rest: Hours = 600, least: Hours = 660, source: Cited = "cao",
    }
        nl "de uren van {person} laten {rest} rust, minstens {least} ({source})"
            => "maak `hours` korter, of noem een ander werkgeversprofiel" page "maak “uren van de week” korter, of laat een ander werkgeversprofiel instellen"
        en "the hours of {person} hold {rest} of rest, at least {least} ({source})"
            => "shorten `hours`, or name another employer profile";

    "unknown-zone" UnknownZone { read: String = "zuidd", hint: Hint = "zuid" }
        nl "`{read}` is geen reisgebied van [travel]" => "{hint}"
        en "`{read}` is no zone of [travel]" => "{hint}";

    "unknown-zone" NotTwoZones { read: String = "kantoor-west", zones: String = "kantoor, noord" }
        nl "`{read}` noemt geen twee reisgebieden" => "schrijf er twee uit `zones` met een streepje ertussen ({zones})"
        en "`{read}` does not name two zones" => "write two of `zones` with a hyphen between them ({zones})";

    "travel-said-twice" TravelSaidTwice { read: String = "noord-zuid" }
        nl "`{read}` staat er twee keer, verschillend" => "houd er een: heen duurt het even lang als terug"
        en "`{read}` is said twice, differently" => "keep one: travel takes as long there as back";

    "missing-travel" MissingTravel { pairs: String = "kantoor-noord" }
        nl "er is geen reistijd voor {pairs}" => "zet elk onder [travel.between], zoals `a-b = \"20m\"`"
        en "no travel time is given for {pairs}" => "add each under [travel.between], as in `a-b = \"20m\"`";

    "travel-detour" Detour {
        from: String = "noord", to: String = "zuid", direct: u32 = 50, via: String = "kantoor", around: u32 = 40,
    }
        nl "van {from} naar {to} is {direct} minuten, maar over {via} {around}"
            => "maak de rechte weg korter, of de andere langer"
        en "{from} to {to} takes {direct} minutes, but by way of {via} {around}"
            => "shorten the direct way, or lengthen the others";
}
