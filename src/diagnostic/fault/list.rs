//! Of rows of a team's lists: families, who does what, who is away, appointments, what was held.

use super::{catalogue, level};
use crate::diagnostic::argument::{AnyOf, Listed, Named, Names, TeamFile, column};
use crate::diagnostic::spelling::Hint;
use chrono::{NaiveDate, NaiveDateTime};

catalogue! {
    /// What is wrong with a row of a list.
    ListFault

    "bad-code" BadCode { read: String = "de Wit" }
        nl "`{read}` kan geen code zijn"
            => "schrijf een willekeurige code van letters en cijfers zoals K7QX, nooit een naam"
        en "`{read}` cannot be a code" => "write a random code of letters and digits like K7QX, never a name";

    "code-like-name" [Warning] CodeLikeName { read: String = "Jansen" }
        nl "`{read}` lijkt op een naam of voorletters"
            => "geef het gezin een willekeurige code van vier tekens of meer, zoals `K7QX` of `bofu`, en bewaar elders wie het is"
        en "`{read}` looks like a name or initials"
            => "give the family a random code of four characters or more, such as `K7QX` or `bofu`, and keep who it is elsewhere";

    "code-in-note" [Warning] CodeInNote { code: String = "kemo3" }
        nl "in deze tekst staat de code {code} van een gezin, voor iedereen die de afspraak ziet"
            => "noem het gezin bij de deelnemers, en schrijf in de tekst alleen wat voor afspraak het is"
        en "this text names the code {code} of a family, for everybody who sees the appointment"
            => "name the family among the people, and write in the text no more than what kind of appointment it is";

    "duplicate-code" DuplicateCode { code: String = "kemo3", programme: Named = ["Proef", "Trial"] }
        nl "de code {code} staat er twee keer in {programme}" => "geef elk gezin een eigen code, of haal een van de regels weg"
        en "the code {code} is given twice in {programme}" => "give each family its own code, or delete one of the rows";

    "ends-before-start" EndsBeforeStart { end: NaiveDate = (2027, 1, 31), start: NaiveDate = (2027, 2, 1) }
        nl "dit eindigt op {end}, voordat het op {start} begint" => "verbeter een van de twee datums"
        en "this ends on {end}, before it starts on {start}" => "correct one of the two dates";

    "unknown-case" UnknownCase { read: String = "kemo4", hint: Hint = "kemo3" }
        nl "`{read}` is geen ander gezin van dit team" => "{hint}"
        en "`{read}` is no other case of this team" => "{hint}";

    "follows-cycle" FollowsItself { code: String = "kemo3" } [column = column("follows")]
        nl "{code} zou een vervolg op zichzelf zijn" => "maak {column} leeg bij het gezin dat het eerst kwam"
        en "{code} would continue itself" => "clear {column} of the case that came first";

    "follows-later" FollowsLater {
        code: String = "kemo3", start: NaiveDate = (2027, 1, 4), earlier: String = "dilu7",
        earlier_start: NaiveDate = (2027, 2, 1),
    }
        nl "{code} begint op {start}, en {earlier} waarop het een vervolg is op {earlier_start}"
            => "verbeter een van de twee datums, of noem het gezin dat het eerst kwam"
        en "{code} starts on {start}, and {earlier} which it continues on {earlier_start}"
            => "correct one of the two dates, or name the case that came first";

    "unknown-phase" UnknownPhase { read: String = "begin", programme: Named = ["Proef", "Trial"], phases: Names = [["Eerste deel", "First part"]] }
        nl "`{read}` is geen fase van {programme}" => "schrijf lengtes als `fase=8w` voor {phases}"
        en "`{read}` is no phase of {programme}" => "write lengths like `phase=8w` for {phases}";

    "absence-reason" [Warning] ReasonsNotKept { count: usize = 3 } [list = TeamFile::Absences]
        nl "{count} × staat in {list} meer van een afwezigheid dan bewaard wordt"
            => "schrijf afwezig, verlof of scholing in `kind`, of laat het leeg: waarom iemand er niet is hoort niet in een lijst" page "kies afwezig, verlof of scholing, of laat het leeg: waarom iemand er niet is hoort nergens te staan"
        en "{count} × {list} says more of an absence than is kept"
            => "write away, leave or training in `kind`, or leave it empty: nobody's reasons belong in a list";

    "bad-period" NoPhaseLength { read: String = "4h" }
        nl "`{read}` is geen lengte van een fase" => "schrijf dagen, weken of maanden, zoals `8w`"
        en "`{read}` is no length of a phase" => "write days, weeks or months, like `8w`";

    "bad-period" NoHoursPerWeek { read: String = "veel" }
        nl "`{read}` is geen aantal uren per week" => "schrijf uren of minuten, zoals `2h` of `90m`"
        en "`{read}` is no number of hours a week" => "write hours or minutes, like `2h` or `90m`";

    "case-without-zone" [Warning] NoZone { zones: Listed = ["kantoor", "noord"] } [column = column("zone")]
        nl "dit gezin heeft geen {column}: er wordt gereisd alsof het op kantoor is" => "schrijf een van {zones}"
        en "this case has no {column}: travel is reckoned as if it were at the office" => "write one of {zones}";

    "unknown-role" UnknownRole { read: String = "wroker", hint: Hint = "worker" }
        nl "`{read}` is geen rol van de programma’s hier" => "{hint}"
        en "`{read}` is no role of the programmes here" => "{hint}";

    "unknown-role" RoleOfOther { read: String = "cook", programme: Named = ["Proef", "Trial"], hint: Hint = "worker" }
        nl "`{read}` is geen rol van {programme}" => "{hint}"
        en "`{read}` is no role of {programme}" => "{hint}";

    "unknown-rule" UnknownRule { read: String = "own.tlak", hint: Hint = "own.talk" }
        nl "`{read}` is geen regel van de programma’s hier" => "{hint}"
        en "`{read}` is no rule of the programmes here" => "{hint}";

    "unknown-programme" UnknownProgramme { read: String = "onw", hint: Hint = "own" }
        nl "`{read}` is geen programma van dit team" => "{hint}"
        en "`{read}` is no programme of this team" => "{hint}";

    "unknown-person" UnknownPerson { read: String = "evah", hint: Hint = "eva" } [file = TeamFile::Settings]
        nl "`{read}` staat niet in {file}" => "{hint}"
        en "`{read}` is nobody in {file}" => "{hint}";

    "unknown-person" GroupAway { read: String = "groep-b" }
        nl "`{read}` is een groep; alleen mensen en gezinnen zijn afwezig" => "schrijf een regel voor elk lid"
        en "`{read}` is a group; only people and families are away" => "write a row for each of its members";

    "ambiguous-subject" Ambiguous { read: String = "kemo3", count: usize = 2 }
        nl "`{read}` kan hier {count} dingen betekenen"
            => "schrijf een gezin als programma/CODE, en geef mensen en groepen eigen sleutels"
        en "`{read}` may mean {count} things here"
            => "write a case as programme/CODE, and give people and groups keys of their own";

    "unknown-subject" UnknownSubject { read: String = "kemo4", hint: Hint = "kemo3" }
        nl "`{read}` is hier geen gezin, mens of groep" => "{hint}"
        en "`{read}` is no case, person or group here" => "{hint}";

    "unknown-subject" NotACase { read: String = "anna", rule: Named = ["Gesprek", "Talk"] }
        nl "{rule} gaat over een gezin, en dat is `{read}` niet" => "schrijf de code van een gezin"
        en "`{read}` is no subject of {rule}" => "write the code of a case";

    "unknown-subject" NotAPerson { read: String = "kemo3", rule: Named = ["Gesprek", "Talk"] }
        nl "{rule} gaat over een collega, en dat is `{read}` niet" => "schrijf de sleutel van een collega"
        en "`{read}` is no subject of {rule}" => "write the key of a person";

    "unknown-subject" NotAGroup { read: String = "kemo3", rule: Named = ["Gesprek", "Talk"] }
        nl "{rule} gaat over een groep, en dat is `{read}` niet" => "schrijf de sleutel van een groep"
        en "`{read}` is no subject of {rule}" => "write the key of a group";

    "unknown-subject" NotTheTeam { read: String = "kemo3", rule: Named = ["Gesprek", "Talk"] }
        nl "{rule} gaat over het hele team, en dat is `{read}` niet" => "schrijf `team`"
        en "`{read}` is no subject of {rule}" => "write `team`";

    "unknown-value" NoKind { read: String = "thrid", hint: Hint = "second" }
        nl "een taak kan niet van de soort `{read}` zijn" => "{hint}"
        en "an assignment cannot be of the kind `{read}`" => "{hint}";

    "unknown-value" NoState { read: String = "hedl", hint: Hint = "held" }
        nl "een afspraak kan niet `{read}` zijn" => "{hint}"
        en "a meeting cannot be `{read}`" => "{hint}";

    "role-not-for-people" FamilyAssigned { read: String = "family" }
        nl "`{read}` is de rol van het gezin zelf; daar wordt niemand voor aangewezen" => "haal de regel weg"
        en "`{read}` is the family's own role; nobody is assigned to it" => "delete the row";

    "role-not-held" RoleNotHeld {
        person: Named = ["Eva", "Eva"], role: Named = ["werker", "worker"], roles: AnyOf = [["deskundige", "expert"]],
    }
        nl "{person} is geen {role}, maar {roles}" => "wijs iemand anders aan, of geef {person} de rol erbij"
        en "{person} is not {role}, but {roles}" => "assign somebody else, or give {person} the role as well";

    "clock-change" ClockChange { at: NaiveDateTime = (2027, 3, 28), zone: String = "Europe/Amsterdam" }
        nl "door de zomer- of wintertijd bestaat {at} in {zone} niet, of twee keer"
            => "zet de afspraak buiten het uur waarin de klok verspringt"
        en "the clock change skips or repeats {at} in {zone}"
            => "move the appointment out of the hour in which the clock changes";

    "meeting-without-people" WithoutPeople [column = column("people")]
        nl "deze afspraak noemt geen regel en geen mensen"
            => "noem de regel en over wie het gaat, of wie er komt onder {column}"
        en "this appointment names neither a rule nor people"
            => "name the rule and its subject, or who comes under {column}";

    "past-midnight" PastMidnight
        nl "deze afspraak gaat door na middernacht" => "maak hem korter, of schrijf er twee"
        en "this appointment goes on past midnight" => "shorten it, or write it as two";

    "off-quarter" [Warning] OffQuarter
        nl "deze afspraak begint en eindigt niet op een kwartier"
            => "er hoeft niets te gebeuren: elk kwartier dat hij raakt blijft vrij"
        en "this appointment does not begin and end on a quarter of an hour"
            => "nothing need be done: each quarter it touches is kept free";

    "duplicate-agreed" AgreedTwice
        nl "deze afspraak staat er twee keer" => "haal een van de regels weg"
        en "this appointment is written twice" => "delete one of the rows";

    "duplicate-record" [Warning] RecordedTwice { meeting: Named = ["Gesprek Eva", "Talk Eva"], day: NaiveDate = (2027, 1, 12) }
        nl "{meeting} op {day} is twee keer geregistreerd" => "haal een van de regels weg"
        en "{meeting} on {day} is recorded twice" => "delete one of the rows";

    "record-ahead" [Warning] RecordAhead {
        meeting: Named = ["Gesprek Eva", "Talk Eva"], day: NaiveDate = (2027, 2, 12), today: NaiveDate = (2027, 1, 12),
    } [list = TeamFile::Agreed]
        nl "{meeting} kan op {day} nog niet doorgegaan zijn: het is nu {today}"
            => "verbeter de datum, of schrijf wat afgesproken is in {list}"
        en "{meeting} was not held on {day}: today is {today}"
            => "correct the date, or write what is agreed in {list}";

    "record-ahead" [Warning] RecordsAhead {
        meeting: Named = ["Gesprek Eva", "Talk Eva"], day: NaiveDate = (2027, 2, 12), today: NaiveDate = (2027, 1, 12),
        more: usize = 2,
    } [list = TeamFile::Agreed]
        nl "{meeting} kan op {day} nog niet doorgegaan zijn: het is nu {today}; nog {more} regels liggen ook later"
            => "verbeter de datum, of schrijf wat afgesproken is in {list}"
        en "{meeting} was not held on {day}: today is {today}; {more} more rows lie after it too"
            => "correct the date, or write what is agreed in {list}";
}
