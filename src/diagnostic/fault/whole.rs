//! Of what the files of a team say together.

use super::{catalogue, level};
use crate::diagnostic::argument::{AnyOf, Bounds, Cited, Hours, Named, Names, TeamFile, column};
use crate::diagnostic::spelling::Hint;
use crate::time::Period;
use chrono::NaiveDate;

catalogue! {
    /// What no single line shows.
    WholeFault

    "nobody-in-role" NobodyInRole {
        roles: AnyOf = [["deskundige", "expert"]], subject: Named = ["kemo3", "kemo3"], from: NaiveDate = (2027, 2, 1),
        to: NaiveDate = (2027, 10, 31), rule: Named = ["Gesprek", "Talk"], source: Cited = "D1:2",
        line: String = "kemo3,expert,<person>",
    } [list = TeamFile::Assignments]
        nl "niemand is {roles} voor {subject} van {from} tot en met {to}; {rule} vraagt erom ({source})"
            => "wijs iemand aan: zet een regel `{line}` in {list}" page "wijs bij {list} iemand aan als {roles}"
        en "nobody is {roles} for {subject} from {from} to {to}; {rule} asks for it ({source})"
            => "assign somebody: add a line `{line}` to {list}" page "assign somebody as {roles} in {list}";

    "nobody-in-role" NobodyForMany {
        roles: AnyOf = [["deskundige", "expert"]], subjects: Names = [["kemo3", "kemo3"], ["Anna", "Anna"]],
        from: NaiveDate = (2027, 2, 1), to: NaiveDate = (2027, 10, 31), rule: Named = ["Gesprek", "Talk"],
        source: Cited = "D1:2", line: String = "kemo3,expert,<person>",
    } [list = TeamFile::Assignments]
        nl "niemand is {roles} voor {subjects} van {from} tot en met {to}; {rule} vraagt erom ({source})"
            => "wijs iemand aan: zet voor elk van hen een regel als `{line}` in {list}" page "wijs bij {list} voor elk van hen iemand aan als {roles}"
        en "nobody is {roles} for {subjects} from {from} to {to}; {rule} asks for it ({source})"
            => "assign somebody: add a line like `{line}` to {list} for each of them" page "assign somebody as {roles} to each of them in {list}";

    "not-distinct" NotDistinct {
        person: Named = ["Frank", "Frank"], role: Named = ["teamleider", "lead"], subject: Named = ["kemo3", "kemo3"],
        rule: Named = ["Gesprek", "Talk"], other: Named = ["Bespreking", "Review"], source: Cited = "D1:2",
    } [list = TeamFile::Assignments]
        nl "{person} is {role} voor {subject} bij {rule} en heeft ook een rol bij {other} ({source})"
            => "wijs voor een van de twee iemand anders aan in {list}"
        en "{person} is {role} for {subject} in {rule} and has a part in {other} too ({source})"
            => "assign somebody else in {list} for one of the two";

    "overlapping-assignments" OverlappingAssignments {
        person: Named = ["Bram", "Bram"], role: Named = ["werker", "worker"], subject: Named = ["kemo3", "kemo3"],
        other: Named = ["Anna", "Anna"],
    } [to = column("to")]
        nl "{person} is {role} voor {subject} terwijl {other} dat nog is"
            => "laat de eerste eindigen met {to}, of geef deze de soort `second` of `substitute`" page "laat de eerste eindigen, of kies bij “Hoe” voor deze: tweede, ernaast of vervangt"
        en "{person} is {role} for {subject} while {other} still is"
            => "end the earlier one with {to}, or give this one the kind `second` or `substitute`" page "end the earlier one, or choose for this one: second, beside or substitute";

    "assigned-twice" AssignedTwice {
        person: Named = ["Bram", "Bram"], role: Named = ["werker", "worker"], subject: Named = ["kemo3", "kemo3"],
    } [to = column("to")]
        nl "{person} is dan al {role} voor {subject}"
            => "laat de eerste eindigen met {to}, of haal deze rij weg" page "laat de eerste eindigen, of haal deze weg"
        en "{person} is {role} for {subject} then already"
            => "end the earlier one with {to}, or take this row away" page "end the earlier one, or take this one away";

    "assignment-outside-contract" [Warning] AssignedOutsideContract {
        person: Named = ["Bram", "Bram"], day: NaiveDate = (2027, 2, 1),
    } [file = TeamFile::Settings]
        nl "{person} is op {day} niet in het team" => "verbeter de datums, of `since` en `until` in {file}" page "verbeter de datums, of die van deze collega"
        en "{person} is not in the team on {day}" => "correct the dates, or `since` and `until` in {file}" page "correct the dates, or those of this colleague";

    "absence-outside-contract" [Warning] AwayOutsideContract {
        person: Named = ["Bram", "Bram"], day: NaiveDate = (2027, 2, 1),
    } [file = TeamFile::Settings]
        nl "{person} is afwezig op {day}, maar die dag niet in het team"
            => "verbeter de datums, of `since` en `until` in {file}" page "verbeter de datums, of die van deze collega"
        en "{person} is away on {day}, but not in the team that day"
            => "correct the dates, or `since` and `until` in {file}" page "correct the dates, or those of this colleague";

    "caseload-over-cap" [Warning] OverCap {
        person: Named = ["Carla", "Carla"], count: usize = 5, role: Named = ["werker", "worker"],
        day: NaiveDate = (2027, 2, 1), rule: Named = ["Meeste gezinnen", "Most families"], limit: u32 = 4,
        source: Cited = "D1:2",
    } [list = TeamFile::Assignments, file = TeamFile::Settings]
        nl "{person} heeft {count} gezinnen als {role} op {day}; {rule} staat er {limit} toe ({source})"
            => "geef een gezin aan iemand anders in {list}, of pas de grens aan in [rules] van {file}" page "geef een gezin aan iemand anders in {list}, of vraag wie de bestanden beheert de grens aan te passen"
        en "{person} carries {count} cases as {role} on {day}; {rule} allows {limit} ({source})"
            => "give a case to somebody else in {list}, or adjust the cap in [rules] of {file}" page "give a family to somebody else in {list}, or ask whoever keeps the files to adjust the cap";

    "phase-out-of-bounds" [Warning] PhaseOutOfBounds {
        phase: Named = ["Eerste fase", "First phase"], code: String = "bafo2", days: u32 = 56,
        programme: Named = ["Proef", "Trial"], bounds: Bounds<Period> = (Period::weeks(4), Period::weeks(6)),
        source: Cited = "D1:2",
    } [column = column("phases")]
        nl "{phase} van {code} duurt {days} dagen; {programme} geeft {bounds} ({source})"
            => "verbeter {column}, of laat het staan als dit gezin andere lengtes nodig heeft"
        en "{phase} of {code} lasts {days} days; {programme} gives {bounds} ({source})"
            => "correct {column}, or leave it if this family needs other lengths";

    "care-too-long" [Warning] CareTooLong {
        code: String = "bafo2", days: i64 = 537, programme: Named = ["Proef", "Trial"],
        most: Period = Period::weeks(52),
    } [end = column("end"), phases = column("phases")]
        nl "{code} is {days} dagen in zorg; {programme} duurt hoogstens {most}"
            => "verbeter {end} of {phases}, of laat het staan als dit gezin langer nodig heeft"
        en "{code} is in care for {days} days; {programme} lasts at most {most}"
            => "correct {end} or {phases}, or leave it if this family needs longer";

    "decision-ends-before-care" [Warning] DecisionEndsFirst {
        code: String = "bafo2", decision: NaiveDate = (2028, 1, 10), care: NaiveDate = (2028, 6, 30),
    } [decision_end = column("decision_end"), end = column("end")]
        nl "de beschikking van {code} eindigt op {decision}, de zorg op {care}"
            => "vraag op tijd verlenging aan, of verbeter {decision_end} of {end}"
        en "the decision for {code} ends on {decision}, care on {care}"
            => "ask for an extension in time, or correct {decision_end} or {end}";

    "rule-without-groups" RuleWithoutGroups { rule: Named = ["Gesprek", "Talk"] }
        nl "{rule} is geen regel voor groepen" => "noem een regel met `per = \"group\"`"
        en "{rule} is not a rule for groups" => "name a rule with `per = \"group\"`";

    "empty-group" [Warning] EmptyGroup { group: Named = ["Groep B", "Group B"], key: String = "groep-b" } [list = TeamFile::Assignments]
        nl "groep {group} heeft geen leden" => "zet regels `{key},<role>,<person>` in {list}" page "zet leden in de groep"
        en "group {group} has no members" => "add lines `{key},<role>,<person>` to {list}" page "add members to the group";

    "forbidden-role" MemberForbidden {
        person: Named = ["Frank", "Frank"], role: Named = ["teamleider", "lead"], rule: Named = ["Gesprek", "Talk"],
        source: Cited = "D1:2",
    }
        nl "{person} heeft de rol {role}, die {rule} niet toelaat ({source})" => "haal deze collega uit de groep"
        en "{person} holds the role {role}, which {rule} forbids ({source})" => "take this person out of the group";

    "group-size" [Warning] GroupSize {
        group: Named = ["Groep B", "Group B"], count: u32 = 3, day: NaiveDate = (2027, 3, 1), rule: Named = ["Gesprek", "Talk"],
        bounds: Bounds<u32> = (4, 8), source: Cited = "D1:2",
    } [list = TeamFile::Assignments, file = TeamFile::Settings]
        nl "groep {group} heeft {count} leden op {day}; {rule} vraagt er {bounds} ({source})"
            => "zet er leden bij of haal er weg in {list}, of pas `who` aan in [rules] van {file}" page "zet er leden bij of haal er weg, of vraag wie de bestanden beheert de grens aan te passen"
        en "group {group} has {count} members on {day}; {rule} asks for {bounds} ({source})"
            => "add or remove members in {list}, or adjust `who` in [rules] of {file}" page "add or remove members, or ask whoever keeps the files to adjust the limit";

    "group-size" [Warning] GroupSizeAlways {
        group: Named = ["Groep B", "Group B"], count: u32 = 3, rule: Named = ["Gesprek", "Talk"],
        bounds: Bounds<u32> = (4, 8), source: Cited = "D1:2",
    } [list = TeamFile::Assignments, file = TeamFile::Settings]
        nl "groep {group} heeft {count} leden; {rule} vraagt er {bounds} ({source})"
            => "zet er leden bij of haal er weg in {list}, of pas `who` aan in [rules] van {file}" page "zet er leden bij of haal er weg, of vraag wie de bestanden beheert de grens aan te passen"
        en "group {group} has {count} members; {rule} asks for {bounds} ({source})"
            => "add or remove members in {list}, or adjust `who` in [rules] of {file}" page "add or remove members, or ask whoever keeps the files to adjust the limit";

    "group-size" GroupTooLarge {
        group: Named = ["Groep B", "Group B"], count: u32 = 9, day: NaiveDate = (2027, 3, 1), rule: Named = ["Gesprek", "Talk"],
        bounds: Bounds<u32> = (4, 8), source: Cited = "D1:2",
    } [list = TeamFile::Assignments, file = TeamFile::Settings]
        nl "groep {group} heeft {count} leden op {day}; {rule} vraagt er {bounds} ({source})"
            => "zet er leden bij of haal er weg in {list}, of pas `who` aan in [rules] van {file}" page "zet er leden bij of haal er weg, of vraag wie de bestanden beheert de grens aan te passen"
        en "group {group} has {count} members on {day}; {rule} asks for {bounds} ({source})"
            => "add or remove members in {list}, or adjust `who` in [rules] of {file}" page "add or remove members, or ask whoever keeps the files to adjust the limit";

    "group-size" GroupTooLargeAlways {
        group: Named = ["Groep B", "Group B"], count: u32 = 9, rule: Named = ["Gesprek", "Talk"],
        bounds: Bounds<u32> = (4, 8), source: Cited = "D1:2",
    } [list = TeamFile::Assignments, file = TeamFile::Settings]
        nl "groep {group} heeft {count} leden; {rule} vraagt er {bounds} ({source})"
            => "zet er leden bij of haal er weg in {list}, of pas `who` aan in [rules] van {file}" page "zet er leden bij of haal er weg, of vraag wie de bestanden beheert de grens aan te passen"
        en "group {group} has {count} members; {rule} asks for {bounds} ({source})"
            => "add or remove members in {list}, or adjust `who` in [rules] of {file}" page "add or remove members, or ask whoever keeps the files to adjust the limit";

    "programme-without-cases" [Warning] ProgrammeWithoutCases {
        programme: Named = ["Proef", "Trial"],
    } [list = TeamFile::Cases, file = TeamFile::Settings]
        nl "geen gezin is in programma {programme}" => "zet gezinnen in {list}, of haal het programma uit {file}"
        en "no case is in programme {programme}" => "add cases to {list}, or take the programme out of {file}";

    "programme-without-cases" [Warning] OnlyForPeople {
        programme: Named = ["Proef", "Trial"],
    } [list = TeamFile::Cases]
        nl "geen gezin is in programma {programme}: alleen wat het van mensen en groepen vraagt wordt gepland"
            => "zet gezinnen in {list}, of laat het zo als er nu geen zijn"
        en "no case is in programme {programme}: only what it asks of people and groups is planned"
            => "add cases to {list}, or leave it so if there are none now";

    "contract-unknown" [Warning] ContractUnknown { rule: String = "own.talk", person: String = "anna" }
        nl "`{rule}` vraagt hoeveel uur iemand werkt, en van `{person}` staat er geen contract: dan geldt het als niet minder"
            => "zet erbij in team.toml onder [people.{person}]: contract = \"24h\""
        en "`{rule}` asks how many hours somebody works, and `{person}` has no contract: it counts as no less"
            => "in team.toml under [people.{person}] add contract = \"24h\"";

    "flag-matches-nothing" [Warning] UnknownFlag { code: String = "kemo3", read: String = "lvbb", hint: Hint = "lvb" }
        nl "geen regel of fase kent het kenmerk `{read}` van {code}: het verandert niets" => "{hint}"
        en "no rule or phase knows the flag `{read}` of {code}: it changes nothing" => "{hint}";

    "overlay-matches-nothing" [Warning] UnmetMunicipality { read: String = "Zuidvlied", hint: Hint = "Zuidveld" }
        nl "deze aanpassing geldt voor niemand: geen gezin is van gemeente `{read}`" => "{hint}"
        en "this overlay holds for nobody: no case is of municipality `{read}`" => "{hint}";

    "overlay-matches-nothing" [Warning] UnmetPerson { read: String = "evah", hint: Hint = "eva" }
        nl "deze aanpassing geldt voor niemand: geen collega heeft de sleutel `{read}`" => "{hint}"
        en "this overlay holds for nobody: no person has the key `{read}`" => "{hint}";

    "overlay-matches-nothing" [Warning] UnmetCase { read: String = "kemo4", hint: Hint = "kemo3" }
        nl "deze aanpassing geldt voor niemand: geen gezin heeft de code `{read}`" => "{hint}"
        en "this overlay holds for nobody: no case has the code `{read}`" => "{hint}";

    "overlay-matches-nothing" [Warning] UnmetFlag { read: String = "lvbb", hint: Hint = "lvb" }
        nl "deze aanpassing geldt voor niemand: geen gezin en geen collega heeft het kenmerk `{read}`" => "{hint}"
        en "this overlay holds for nobody: no case and no colleague has the flag `{read}`" => "{hint}";

    "overlay-matches-nothing" [Warning] UnmetEmployer { read: String = "cao-ghz", hint: Hint = "cao-jeugdzorg" }
        nl "deze aanpassing geldt voor niemand: de werkgever van dit team is niet `{read}`" => "{hint}"
        en "this overlay holds for nobody: this team's employer is not `{read}`" => "{hint}";

    "overlay-matches-nothing" [Warning] UnmetRegion { read: String = "noordd", hint: Hint = "noord" }
        nl "deze aanpassing geldt voor niemand: de regio van dit team is niet `{read}`" => "{hint}"
        en "this overlay holds for nobody: this team's region is not `{read}`" => "{hint}";

    "longer-than-any-day" [Warning] LongerThanAnyDay {
        rule: Named = ["Gesprek", "Talk"], shortest: Hours = 720, role: Named = ["werker", "worker"], longest: Hours = 480,
    }
        nl "{rule} past nooit: het duurt ten minste {shortest}, en niemand die {role} is werkt langer dan {longest} achter elkaar"
            => "maak `duration` korter, of geef iemand die {role} is langere uren"
        en "{rule} never fits: it lasts at least {shortest}, and nobody who is {role} works longer than {longest} on end"
            => "shorten `duration`, or give somebody who is {role} longer hours";

    "rule-matches-nobody" [Warning] NobodyIs {
        rule: Named = ["Gesprek", "Talk"], role: Named = ["deskundige", "expert"], id: String = "own.talk",
    } [file = TeamFile::Settings]
        nl "{rule} plant hier niets: niemand is {role}"
            => "zet erbij voor wie het is, of zet het uit: `[rules.\"{id}\"] mode = \"off\"` in {file}" page "zet erbij voor wie het is, of vraag wie de bestanden beheert dit uit te zetten"
        en "{rule} plans nothing here: nobody is {role}"
            => "add whom it is for, or switch it off: `[rules.\"{id}\"] mode = \"off\"` in {file}" page "add whom it is for, or ask whoever keeps the files to switch it off";

    "rule-matches-nobody" [Warning] NoGroup { rule: Named = ["Gesprek", "Talk"], id: String = "own.talk" } [file = TeamFile::Settings]
        nl "{rule} plant hier niets: er is geen groep voor gemaakt"
            => "zet erbij voor wie het is, of zet het uit: `[rules.\"{id}\"] mode = \"off\"` in {file}" page "zet erbij voor wie het is, of vraag wie de bestanden beheert dit uit te zetten"
        en "{rule} plans nothing here: no group is formed for it"
            => "add whom it is for, or switch it off: `[rules.\"{id}\"] mode = \"off\"` in {file}" page "add whom it is for, or ask whoever keeps the files to switch it off";

    "rule-matches-nobody" [Warning] NobodyInvited { rule: Named = ["Gesprek", "Talk"], id: String = "own.talk" } [file = TeamFile::Settings]
        nl "{rule} plant hier niets: niemand heeft een rol die erbij komt"
            => "zet erbij voor wie het is, of zet het uit: `[rules.\"{id}\"] mode = \"off\"` in {file}" page "zet erbij voor wie het is, of vraag wie de bestanden beheert dit uit te zetten"
        en "{rule} plans nothing here: nobody holds a role it invites"
            => "add whom it is for, or switch it off: `[rules.\"{id}\"] mode = \"off\"` in {file}" page "add whom it is for, or ask whoever keeps the files to switch it off";

    "rule-without-region" [Warning] SchoolHolidaysNowhere { rule: Named = ["Gesprek", "Talk"] } [file = TeamFile::Settings]
        nl "{rule} wordt in schoolvakanties niet gehouden, en het team heeft geen regio: er is geen vakantie bekend"
            => "zet `region = \"noord\"` (of `midden`, `zuid`) in {file}" page "vraag wie de bestanden beheert de regio van het team in te vullen"
        en "{rule} is not held in school holidays, and the team has no region: no holiday is known"
            => "put `region = \"noord\"` (or `midden`, `zuid`) into {file}" page "ask whoever keeps the files to give the team its region";

    "unknown-capacity" UnknownCapacity {
        rule: Named = ["Opname", "Admission"], capacity: String = "home",
    } [file = TeamFile::Settings]
        nl "{rule} heeft de capaciteit `{capacity}` nodig, en dit team heeft die niet"
            => "noem de plaatsen in {file}: `[capacities]` `{capacity} = [\"…\", \"…\"]`"
        en "{rule} needs the capacity `{capacity}`, which this team does not have"
            => "list its units in {file}: `[capacities]` `{capacity} = [\"…\", \"…\"]`";
}
