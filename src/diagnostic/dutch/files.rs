//! Of files as such: lists with columns, tables with keys, values of a kind.

use super::Sentence;

pub(super) const SAID: &[Sentence] = &[
    ("did you mean `{}`?", "bedoelt u `{}`?"),
    ("known here: {}", "hier zijn bekend: {}"),
    ("none is known here", "hier is er geen bekend"),
    // Lists.
    ("{} has no header row", "{} heeft geen kopregel"),
    ("let its first row be {}", "laat de eerste regel {} zijn"),
    ("{} has no column `{}`", "{} heeft geen kolom `{}`"),
    ("add it; {} needs {}", "zet hem erbij; {} heeft {} nodig"),
    (
        "{} has the column `{}` twice",
        "{} heeft de kolom `{}` twee keer",
    ),
    (
        "delete or rename one",
        "haal er een weg, of geef hem een andere naam",
    ),
    ("{} knows no column `{}`", "{} kent geen kolom `{}`"),
    (
        "this row of {} has no `{}`",
        "deze regel van {} heeft geen `{}`",
    ),
    (
        "fill in `{}`, or delete the row",
        "vul `{}` in, of haal de regel weg",
    ),
    (
        "this row has {} cells, the header has {}",
        "deze regel heeft {} vakken, de kopregel {}",
    ),
    (
        "give each column a cell, also an empty one; put a text with the separator in it between quotes",
        "geef elke kolom een vak, ook een leeg; zet een tekst met het scheidingsteken erin tussen aanhalingstekens",
    ),
    (
        "this stands after a closing quote",
        "dit staat achter een sluitend aanhalingsteken",
    ),
    (
        "put the whole cell between quotes, and write \"\" for a quote inside",
        "zet het hele vak tussen aanhalingstekens, en schrijf \"\" voor een aanhalingsteken erin",
    ),
    ("{} has {} MB", "{} heeft {} MB"),
    (
        "no file may be longer than 10 MB: split it, or delete what is not needed",
        "een bestand mag hoogstens 10 MB zijn: splits het, of haal weg wat niet nodig is",
    ),
    (
        "{} is not UTF-8: a letter is stored in another encoding",
        "{} is geen UTF-8: een letter is anders opgeslagen",
    ),
    (
        "save the file again as UTF-8 (in Excel: \"CSV UTF-8\")",
        "sla het bestand opnieuw op als UTF-8 (in Excel: \"CSV UTF-8\")",
    ),
    ("`{}` is no date", "`{}` is geen datum"),
    (
        "write a day of the calendar between 1900 and 2200, like 2027-01-04",
        "schrijf een dag tussen 1900 en 2200, zoals 2027-01-04",
    ),
    // Tables.
    ("duplicate key", "deze sleutel staat er twee keer"),
    (
        "give each key once: delete or rename one",
        "geef elke sleutel één keer: haal er een weg, of geef hem een andere naam",
    ),
    (
        "texts stand in \"quotes\", lists in [ ], tables in { }; see the reference in constraints/README.md",
        "teksten staan tussen \"aanhalingstekens\", lijsten tussen [ ], tabellen tussen { }; zie constraints/README.md",
    ),
    (
        "this is nested deeper than any file of ours",
        "dit zit dieper in elkaar dan enig bestand van ons",
    ),
    (
        "write the key as the reference in constraints/README.md shows it",
        "schrijf de sleutel zoals constraints/README.md hem toont",
    ),
    (
        "`{}` of {} is longer than hours",
        "`{}` van {} is langer dan uren",
    ),
    (
        "write minutes or hours, like \"90m\" or \"2h\"",
        "schrijf minuten of uren, zoals \"90m\" of \"2h\"",
    ),
    (
        "`{}` of {} is no number of working days up to {}",
        "`{}` van {} is geen aantal werkdagen tot en met {}",
    ),
    (
        "write working days, like \"10wd\"; \"0wd\" is none",
        "schrijf werkdagen, zoals \"10wd\"; \"0wd\" is geen",
    ),
    ("`{}` of {} is empty", "`{}` van {} is leeg"),
    (
        "write something between the quotes",
        "schrijf iets tussen de aanhalingstekens",
    ),
    (
        "`{}` of {} cannot be `{}`",
        "`{}` van {} kan niet `{}` zijn",
    ),
    ("`{}` of {} is {}", "`{}` van {} is {}"),
    ("`{}` of {}", "`{}` van {}"),
    ("{} has no key `{}`", "{} heeft geen sleutel `{}`"),
    (
        "write a whole number from {} to {}",
        "schrijf een heel getal van {} tot {}",
    ),
    (
        "{} has no unit out of m, h, d, wd, w, mo, y",
        "{} heeft geen eenheid: m, h, d, wd, w, mo of y",
    ),
    ("{} has no whole number", "{} heeft geen heel getal"),
    (
        "{} is longer than any programme",
        "{} is langer dan welk programma ook",
    ),
    ("write a length like {}", "schrijf een lengte als {}"),
    ("write one of {}", "schrijf een van {}"),
    ("there is no {}", "er is geen {}"),
    ("{} is not read", "{} wordt niet gelezen"),
    ("{} has no `{}`", "{} heeft geen `{}`"),
    ("add {}", "zet er {} bij"),
    ("write {}", "schrijf {}"),
    // Kinds of values.
    (
        "a text in \"quotes\"",
        "een tekst tussen \"aanhalingstekens\"",
    ),
    ("a text", "een tekst"),
    ("a whole number", "een heel getal"),
    ("a number with a fraction", "een getal met een komma"),
    ("a smaller number", "een kleiner getal"),
    ("a number like 1.5", "een getal als 1.5"),
    (
        "true or false, without quotes",
        "true of false, zonder aanhalingstekens",
    ),
    ("true or false", "true of false"),
    ("a date like {}", "een datum als {}"),
    ("a day alone, like {}", "alleen een dag, zoals {}"),
    ("a date", "een datum"),
    (
        "a list of texts, like {}",
        "een lijst van teksten, zoals {}",
    ),
    (
        "texts in \"quotes\" only",
        "alleen teksten tussen \"aanhalingstekens\"",
    ),
    ("a list", "een lijst"),
    ("a table, like {}", "een tabel, zoals {}"),
    ("a table", "een tabel"),
    ("tables under [[…]]", "tabellen onder [[…]]"),
    ("tables only", "alleen tabellen"),
];
