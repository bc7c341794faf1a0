//! Of files as such: missing, too long, crooked.

use super::{catalogue, level};
use crate::diagnostic::argument::{Argument, Cited, Column, Listed, Reader, RuleFile};
use crate::diagnostic::owner::Unreadable;
use crate::diagnostic::source::{FileId, FileName};
use crate::diagnostic::spelling::Hint;

/// How a folder gets the file that makes it a team's; whoever reads a page makes no folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToTeamFile;

impl Argument for ToTeamFile {
    fn said(&self, to: &Reader<'_>) -> String {
        let (nl, en) = match to.on_page {
            false => (
                "noem de map waar team.toml in staat, of maak er een met `cadans init`",
                "name the folder that holds team.toml, or make one with `cadans init`",
            ),
            true => (
                "vraag wie de server beheert om het bestand terug te zetten",
                "ask whoever runs the server to put the file back",
            ),
        };
        to.lang.pick(nl, en).to_owned()
    }
}

catalogue! {
    /// What is wrong with a file as such, whatever it says.
    FileFault

    "no-team-file" NoTeamFile { file: FileName = "team/team.toml", way: ToTeamFile = ToTeamFile }
        nl "{file} is er niet" => "{way}"
        en "there is no {file}" => "{way}";

    "unreadable-file" Unreadable { file: FileName = "team/cases.csv", why: Unreadable = Unreadable::Folder }
        nl "{file} is niet te lezen: {why}"
            => "zet er een gewoon tekstbestand van hoogstens 10 MB neer dat u mag lezen, of haal het weg"
        en "{file} cannot be read: {why}"
            => "put a plain text file of at most 10 MB there that you may read, or take it away";

    "unreadable-file" UnreadableRules { file: FileName = "constraints/own.toml", why: Unreadable = Unreadable::Folder }
        nl "{file} is niet te lezen: {why}"
            => "maak het bestand leesbaar, of haal het weg om het ingebouwde te gebruiken"
        en "{file} cannot be read: {why}" => "make the file readable, or take it away to use the one built in";

    "unknown-file" [Warning] NotRead { file: FileName = "team/abscences.csv", hint: Hint = "absences.csv" }
        nl "{file} wordt niet gelezen" => "{hint}"
        en "{file} is not read" => "{hint}";

    "unknown-file" NoRuleFile { file: RuleFile = "ownn.toml", hint: Hint = "own" }
        nl "er is geen regelbestand {file}" => "{hint}"
        en "there is no rule file {file}" => "{hint}";

    "file-too-long" TooLong { file: FileName = "cases.csv", megabytes: usize = 50 }
        nl "{file} is {megabytes} MB groot"
            => "een bestand mag hoogstens 10 MB zijn: splits het, of haal weg wat niet nodig is"
        en "{file} has {megabytes} MB"
            => "no file may be longer than 10 MB: split it, or delete what is not needed";

    "too-many" TooManyRows { file: FileId = (), rows: usize = 100_000, most: usize = 5000 }
        nl "{file} heeft {rows} regels"
            => "er worden hoogstens {most} regels gelezen: haal weg wat lang geleden is, of maak er een team bij"
        en "{file} has {rows} rows"
            => "no more than {most} rows are read: delete what is long ago, or make another team";

    "too-many" TooManyColumns { file: FileId = (), columns: usize = 100_000, most: usize = 500 }
        nl "{file} heeft {columns} kolommen" => "een lijst heeft er hoogstens {most}: haal weg wat niet nodig is"
        en "{file} has {columns} columns" => "a list has no more than {most}: delete what is not needed";

    "too-many" TooManyKeys { keys: usize = 100_000, most: usize = 5000 }
        nl "hier staan {keys} dingen bij elkaar" => "er worden er hoogstens {most} gelezen: haal weg wat niet nodig is"
        en "{keys} things stand together here" => "no more than {most} are read: delete what is not needed";

    "not-utf8" NotUtf8 { file: FileId = () }
        nl "{file} is geen UTF-8: een letter is anders opgeslagen"
            => "sla het bestand opnieuw op als UTF-8 (in Excel: \"CSV UTF-8\")"
        en "{file} is not UTF-8: a letter is stored in another encoding"
            => "save the file again as UTF-8 (in Excel: \"CSV UTF-8\")";

    "toml-syntax" Syntax { said: Cited = "unclosed table, expected `]`" }
        nl "dit is zo niet te lezen ({said})"
            => "teksten staan tussen \"aanhalingstekens\", lijsten tussen [ ], tabellen tussen {{ }}; zie constraints/README.md"
        en "{said}"
            => "texts stand in \"quotes\", lists in [ ], tables in {{ }}; see the reference in constraints/README.md";

    "duplicate-key" DuplicateKey
        nl "deze sleutel staat er twee keer"
            => "geef elke sleutel één keer: haal er een weg, of geef hem een andere naam"
        en "duplicate key" => "give each key once: delete or rename one";

    "too-deep" TooDeep
        nl "dit zit dieper in elkaar dan enig bestand van ons"
            => "schrijf de sleutel zoals constraints/README.md hem toont"
        en "this is nested deeper than any file of ours"
            => "write the key as the reference in constraints/README.md shows it";

    "bad-value" NumberTooLarge
        nl "dit is geen getal dat hier bruikbaar is" => "schrijf een kleiner getal"
        en "this is no number that can be used here" => "write a smaller number";

    "bad-value" NumberOdd
        nl "dit is geen getal dat hier bruikbaar is" => "schrijf een getal als 1.5"
        en "this is no number that can be used here" => "write a number like 1.5";

    "bad-value" NotADayAlone
        nl "dit is geen datum die hier bruikbaar is" => "schrijf alleen een dag, zoals 2027-01-04"
        en "this is no date that can be used here" => "write a day alone, like 2027-01-04";

    "bad-date" NoDate { read: String = "2 november" }
        nl "`{read}` is geen datum"
            => "schrijf een dag van de kalender tussen 1900 en 2200, zoals 4-1-2027 of 2027-01-04"
        en "`{read}` is no date" => "write a day of the calendar between 1900 and 2200, like 2027-01-04";

    "empty-file" NoHeader { file: FileId = (), columns: String = "code,programme,start" }
        nl "{file} heeft geen kopregel" => "laat de eerste regel {columns} zijn"
        en "{file} has no header row" => "let its first row be {columns}";

    "no-header" NotAHeader { file: FileId = (), columns: Listed = ["code", "programme", "start"] }
        nl "de eerste regel van {file} is geen kopregel: er staat geen kolom in die hier bekend is"
            => "haal weg wat boven de kopregel staat; {file} heeft {columns} nodig"
        en "the first row of {file} is no header: it names no column that is known here"
            => "delete what stands above the header; {file} needs {columns}";

    "missing-column" MissingColumn {
        file: FileId = (), column: Column = "start", columns: Listed = ["code", "programme", "start"],
    }
        nl "{file} heeft geen kolom {column}" => "zet hem erbij; {file} heeft {columns} nodig"
        en "{file} has no column {column}" => "add it; {file} needs {columns}";

    "duplicate-column" DuplicateColumn { file: FileId = (), column: Column = "start" }
        nl "{file} heeft de kolom {column} twee keer" => "haal er een weg, of geef hem een andere naam"
        en "{file} has the column {column} twice" => "delete or rename one";

    "unknown-column" UnknownColumn { file: FileId = (), read: String = "strat", hint: Hint = "start" }
        nl "{file} kent geen kolom `{read}`" => "{hint}"
        en "{file} knows no column `{read}`" => "{hint}";

    "blank-cell" BlankCell { file: FileId = (), column: Column = "start" }
        nl "deze regel van {file} heeft geen {column}" => "vul {column} in, of haal de regel weg"
        en "this row of {file} has no {column}" => "fill in {column}, or delete the row";

    "row-length" RowLength { cells: usize = 11, columns: usize = 10 }
        nl "deze regel heeft {cells} vakken, de kopregel {columns}"
            => "geef elke kolom een vak, ook een leeg; zet een tekst met het scheidingsteken erin tussen aanhalingstekens"
        en "this row has {cells} cells, the header has {columns}"
            => "give each column a cell, also an empty one; put a text with the separator in it between quotes";

    "text-after-quote" TextAfterQuote
        nl "dit staat achter een sluitend aanhalingsteken"
            => "zet het hele vak tussen aanhalingstekens, en schrijf \"\" voor een aanhalingsteken erin"
        en "this stands after a closing quote"
            => "put the whole cell between quotes, and write \"\" for a quote inside";

    "unclosed-quote" UnclosedQuote
        nl "dit aanhalingsteken wordt nergens gesloten" => "sluit het met nog een \" aan het eind van het vak"
        en "this quote is never closed" => "close it with another \" at the end of the cell";
}
