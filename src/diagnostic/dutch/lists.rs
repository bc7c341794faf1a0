//! Of families, colleagues and appointments.

use super::Sentence;

pub(super) const SAID: &[Sentence] = &[
    // Absences.
    (
        "{} × absences.csv says more of an absence than is kept",
        "{} × staat in absences.csv meer van een afwezigheid dan bewaard wordt",
    ),
    (
        "write away, leave or training in `kind`, or leave it empty: nobody's reasons belong in a list",
        "schrijf afwezig, verlof of scholing in `kind`, of laat het leeg: waarom iemand er niet is hoort niet in een lijst",
    ),
    // Families.
    (
        "the code {} is given twice in {}",
        "de code {} staat twee keer in {}",
    ),
    (
        "give each family its own code, or delete one of the rows",
        "geef elk gezin een eigen code, of haal een van de regels weg",
    ),
    ("{} would continue itself", "{} zou zichzelf voortzetten"),
    (
        "clear `follows` of the case that came first",
        "maak `follows` leeg bij wie er het eerst was",
    ),
    (
        "{} starts on {}, and {} which it continues on {}",
        "{} begint op {}, en {} waar het op volgt op {}",
    ),
    (
        "correct one of the two dates, or name the case that came first",
        "verbeter een van de twee datums, of noem wie er het eerst was",
    ),
    ("`{}` cannot be a code", "`{}` kan geen code zijn"),
    (
        "write a random code of letters and digits like K7QX, never a name",
        "schrijf een willekeurige code van letters en cijfers zoals K7QX, nooit een naam",
    ),
    (
        "`{}` looks like a name or initials",
        "`{}` lijkt op een naam of voorletters",
    ),
    (
        "give the family a random code of four characters or more, such as `K7QX` or `bofu`, and keep who it is elsewhere",
        "geef het gezin een willekeurige code van vier tekens of meer, zoals `K7QX` of `bofu`, en bewaar elders wie het is",
    ),
    ("`{}` is no phase of {}", "`{}` is geen fase van {}"),
    (
        "write lengths like `phase=8w` for {}",
        "schrijf lengtes als `fase=8w` voor {}",
    ),
    (
        "`{}` is no length of a phase",
        "`{}` is geen lengte van een fase",
    ),
    (
        "write days, weeks or months, like `8w`",
        "schrijf dagen, weken of maanden, zoals `8w`",
    ),
    (
        "this case has no `zone`: travel is reckoned as if it were at the office",
        "dit gezin heeft geen `zone`: er wordt gereisd alsof het op kantoor is",
    ),
    (
        "`{}` is no number of hours a week",
        "`{}` is geen aantal uren per week",
    ),
    (
        "write hours or minutes, like `2h` or `90m`",
        "schrijf uren of minuten, zoals `2h` of `90m`",
    ),
    (
        "phase {} of {} lasts {} days; {} gives {} ({})",
        "fase {} van {} duurt {} dagen; {} geeft {} ({})",
    ),
    (
        "correct `phases`, or leave it if this family needs other lengths",
        "verbeter `phases`, of laat het staan als dit gezin andere lengtes nodig heeft",
    ),
    (
        "{} is in care for {} days; {} lasts at most {}",
        "{} is {} dagen in zorg; {} duurt hoogstens {}",
    ),
    (
        "correct `end` or `phases`, or leave it if this family needs longer",
        "verbeter `end` of `phases`, of laat het staan als dit gezin langer nodig heeft",
    ),
    (
        "the decision for {} ends on {}, care on {}",
        "de beschikking van {} eindigt op {}, de zorg op {}",
    ),
    (
        "ask for an extension in time, or correct `decision_end` or `end`",
        "vraag op tijd verlenging aan, of verbeter `decision_end` of `end`",
    ),
    (
        "this ends on {}, before it starts on {}",
        "dit eindigt op {}, voordat het op {} begint",
    ),
    (
        "correct one of the two dates",
        "verbeter een van de twee datums",
    ),
    // Who does what, who is away.
    (
        "an assignment cannot be of the kind `{}`",
        "een taak kan niet van de soort `{}` zijn",
    ),
    (
        "`{}` is the family's own role; nobody is assigned to it",
        "`{}` is de rol van het gezin zelf; daar wordt niemand voor aangewezen",
    ),
    ("delete the row", "haal de regel weg"),
    (
        "`{}` is no role of the programmes here",
        "`{}` is geen rol van de programma's hier",
    ),
    (
        "`{}` is no rule of the programmes here",
        "`{}` is geen regel van de programma's hier",
    ),
    (
        "`{}` is no programme of this team",
        "`{}` is geen programma van dit team",
    ),
    ("`{}` is no role of {}", "`{}` is geen rol van {}"),
    ("{} is not {}, but {}", "{} is geen {}, maar {}"),
    (
        "assign somebody else, or add the role to [people.{}]",
        "wijs iemand anders aan, of zet de rol bij [people.{}]",
    ),
    (
        "`{}` is a group; only people and families are away",
        "`{}` is een groep; alleen mensen en gezinnen zijn afwezig",
    ),
    (
        "write a row for each of its members",
        "schrijf een regel voor elk lid",
    ),
    (
        "{} is {} for {} while {} still is",
        "{} is {} voor {} terwijl {} dat nog is",
    ),
    (
        "end the earlier one with `to`, or give this one the kind `second` or `substitute`",
        "laat de eerste eindigen met `to`, of geef deze de soort `second` of `substitute`",
    ),
    (
        "{} is not in the team on {}",
        "{} is op {} niet in het team",
    ),
    (
        "{} is away on {}, but not in the team that day",
        "{} is afwezig op {}, maar die dag niet in het team",
    ),
    (
        "correct the dates, or `since` and `until` in team.toml",
        "verbeter de datums, of `since` en `until` in team.toml",
    ),
    (
        "{} carries {} cases as {} on {}; {} allows {} ({})",
        "{} heeft {} gezinnen als {} op {}; {} staat er {} toe ({})",
    ),
    (
        "give a case to somebody else in assignments.csv, or adjust the cap in [rules] of team.toml",
        "geef een gezin aan iemand anders in assignments.csv, of pas de grens aan in [rules] van team.toml",
    ),
    (
        "nobody is {} for {} from {} to {}; {} asks for it ({})",
        "niemand is {} voor {} van {} tot en met {}; {} vraagt erom ({})",
    ),
    (
        "add a line {} to assignments.csv",
        "zet een regel {} in assignments.csv",
    ),
    (
        "add a line like {} to assignments.csv for each of them",
        "zet voor elk van hen een regel als {} in assignments.csv",
    ),
    (
        "{} is {} for {} in {} and has a part in {} too ({})",
        "{} is {} voor {} in {} en heeft ook een rol in {} ({})",
    ),
    (
        "assign somebody else in assignments.csv for one of the two",
        "wijs voor een van de twee iemand anders aan in assignments.csv",
    ),
    ("{} and {} more", "{} en nog {}"),
    (
        "`{}` is nobody in team.toml",
        "`{}` is niemand in team.toml",
    ),
    (
        "`{}` may mean {} things here",
        "`{}` kan hier {} dingen betekenen",
    ),
    (
        "write a case as programme/CODE, and give people and groups keys of their own",
        "schrijf een gezin als programma/CODE, en geef mensen en groepen eigen sleutels",
    ),
    (
        "`{}` is no subject of {}",
        "`{}` is niets waar {} over gaat",
    ),
    ("write the code of a case", "schrijf de code van een gezin"),
    (
        "write the key of a person",
        "schrijf de sleutel van iemand uit team.toml",
    ),
    (
        "write the key of a group",
        "schrijf de sleutel van een groep",
    ),
    ("write `team`", "schrijf `team`"),
    (
        "`{}` is no case, person or group here",
        "`{}` is hier geen gezin, mens of groep",
    ),
    (
        "`{}` is no other case of this team",
        "`{}` is geen ander gezin van dit team",
    ),
    // Appointments and what was held.
    (
        "this appointment is written twice",
        "deze afspraak staat er twee keer",
    ),
    ("delete one of the rows", "haal een van de regels weg"),
    (
        "the clock change skips or repeats {} in {}",
        "door de zomer- of wintertijd bestaat {} in {} niet, of twee keer",
    ),
    (
        "move the appointment out of the hour in which the clock changes",
        "zet de afspraak buiten het uur waarin de klok verspringt",
    ),
    (
        "this appointment names neither a rule nor people",
        "deze afspraak noemt geen regel en geen mensen",
    ),
    (
        "name the rule and its subject, or who comes under `people`",
        "noem de regel en over wie het gaat, of wie er komt onder `people`",
    ),
    ("`{}` is no day and time", "`{}` is geen dag en tijd"),
    (
        "write both, like 2027-02-03 10:00",
        "schrijf beide, zoals 2027-02-03 10:00",
    ),
    ("`{}` is no time of day", "`{}` is geen tijd van de dag"),
    (
        "write hours and minutes, like 09:30",
        "schrijf uren en minuten, zoals 09:30",
    ),
    (
        "`{}` is no number of minutes",
        "`{}` is geen aantal minuten",
    ),
    (
        "write a whole number from 1 to 1440",
        "schrijf een heel getal van 1 tot 1440",
    ),
    (
        "this appointment goes on past midnight",
        "deze afspraak gaat door na middernacht",
    ),
    (
        "shorten it, or write it as two",
        "maak hem korter, of schrijf er twee",
    ),
    (
        "this appointment does not begin and end on a quarter of an hour",
        "deze afspraak begint en eindigt niet op een kwartier",
    ),
    (
        "nothing need be done: each quarter it touches is kept free",
        "er hoeft niets te gebeuren: elk kwartier dat hij raakt blijft vrij",
    ),
    (
        "{} on {} is recorded twice",
        "{} op {} is twee keer genoteerd",
    ),
    (
        "a meeting cannot be `{}`",
        "een afspraak kan niet `{}` zijn",
    ),
    (
        "{} was not held on {}: today is {}; {} more rows lie after it too",
        "{} is niet gehouden op {}: het is nu {}; nog {} regels liggen ook later",
    ),
    (
        "{} was not held on {}: today is {}",
        "{} is niet gehouden op {}: het is nu {}",
    ),
    (
        "correct the date, or write what is agreed in `agreed.csv`",
        "verbeter de datum, of schrijf wat afgesproken is in `agreed.csv`",
    ),
];
