//! Files that are missing, crooked, too long or in another encoding.

use std::fs::{self, File};

use insta::assert_snapshot;

use super::stage::Folder;

/// The lists as a Dutch spreadsheet saves them load as well as the plain ones.
#[test]
fn mark_semicolons_crlf_and_dutch_dates_are_welcome() {
    let folder = Folder::template();
    let text = folder.read("absences.csv");
    let text = text.replace(',', ";").replace('\n', "\r\n");
    let text = text.replace("2027-02-22", "22-2-2027");
    folder.write("absences.csv", format!("\u{feff}{text}"));
    let (team, faults) = folder.load();
    assert_eq!(faults, "");
    let absences = team.expect("no faults").absences;
    assert_eq!(absences[0].from.to_string(), "2027-02-22");
}

#[test]
fn lists_may_be_missing() {
    let folder = Folder::template();
    for name in ["absences.csv", "agreed.csv", "held.csv"] {
        fs::remove_file(folder.path().join(name)).expect("deleted");
    }
    assert_eq!(folder.faults(), "");
}

#[test]
fn no_team_file() {
    let folder = Folder::template();
    fs::remove_file(folder.path().join("team.toml")).expect("deleted");
    assert_snapshot!(folder.faults(), @r"
error[no-team-file]: there is no voorbeeld/team.toml
 |
 = help: name the folder that holds team.toml, or make one with `cadans init`
");
}

#[test]
fn folder_instead_of_a_list() {
    let folder = Folder::template();
    fs::remove_file(folder.path().join("cases.csv")).expect("deleted");
    fs::create_dir(folder.path().join("cases.csv")).expect("made");
    assert_snapshot!(folder.faults(), @r"
error[unreadable-file]: voorbeeld/cases.csv cannot be read: it is a folder, not a file
 |
 = help: put a plain text file of at most 10 MB there that you may read, or take it away
");
}

#[test]
fn fifty_megabytes() {
    let folder = Folder::template();
    let file = File::create(folder.path().join("held.csv")).expect("made");
    file.set_len(50_000_000).expect("long");
    assert_snapshot!(folder.faults(), @r"
error[unreadable-file]: voorbeeld/held.csv cannot be read: it has 50 MB
 |
 = help: put a plain text file of at most 10 MB there that you may read, or take it away
");
}

#[cfg(unix)]
#[test]
fn device_instead_of_a_list() {
    let folder = Folder::template();
    fs::remove_file(folder.path().join("held.csv")).expect("deleted");
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("held.csv")).expect("linked");
    assert_snapshot!(folder.faults(), @r"
error[unreadable-file]: voorbeeld/held.csv cannot be read: it is no plain file
 |
 = help: put a plain text file of at most 10 MB there that you may read, or take it away
");
}

#[test]
fn latin_1() {
    let folder = Folder::template();
    folder.write(
        "agreed.csv",
        b"rule,subject,start,minutes,people,note\niag.start_meeting,bafo2,2027-01-14 13:00,60,,caf\xe9\n",
    );
    assert_snapshot!(folder.faults(), @r#"
error[not-utf8]: voorbeeld/agreed.csv is not UTF-8: a letter is stored in another encoding
 --> voorbeeld/agreed.csv:2:49
  |
2 | iag.start_meeting,bafo2,2027-01-14 13:00,60,,caf�
  |                                                 ^
  |
  = help: save the file again as UTF-8 (in Excel: "CSV UTF-8")
"#);
}

#[test]
fn empty_list() {
    let folder = Folder::template();
    folder.write("cases.csv", "");
    assert_snapshot!(folder.faults(), @r"
error[empty-file]: voorbeeld/cases.csv has no header row
 --> voorbeeld/cases.csv:1:1
  |
1 |
  | ^
  |
  = help: let its first row be code,programme,start
");
}

#[test]
fn misspelt_name() {
    let folder = Folder::template();
    folder.write("abscences.csv", "who,from,to\n");
    assert_snapshot!(folder.faults(), @r"
warning[unknown-file]: voorbeeld/abscences.csv is not read
 |
 = help: did you mean `absences.csv`?
");
}

#[test]
fn missing_and_unknown_and_double_columns() {
    let folder = Folder::template();
    folder.write(
        "absences.csv",
        "who,form,to,to\nanna,2027-02-22,2027-02-28,\n",
    );
    assert_snapshot!(folder.faults(), @r"
error[missing-column]: voorbeeld/absences.csv has no column `from`
 --> voorbeeld/absences.csv:1:1
  |
1 | who,form,to,to
  | ^^^^^^^^^^^^^^
  |
  = help: add it; voorbeeld/absences.csv needs `who`, `from`, `to`

error[unknown-column]: voorbeeld/absences.csv knows no column `form`
 --> voorbeeld/absences.csv:1:5
  |
1 | who,form,to,to
  |     ^^^^
  |
  = help: did you mean `from`?

error[duplicate-column]: voorbeeld/absences.csv has the column `to` twice
 --> voorbeeld/absences.csv:1:13
  |
1 | who,form,to,to
  |             ^^
  |
  = help: delete or rename one
");
}

#[test]
fn rows_of_another_length() {
    let folder = Folder::template();
    folder.write(
        "absences.csv",
        "who,from,to\nanna,2027-02-22\neva,2027-01-18,2027-01-19,,scholing\n",
    );
    assert_snapshot!(folder.faults(), @r"
error[row-length]: this row has 2 cells, the header has 3
 --> voorbeeld/absences.csv:2:1
  |
2 | anna,2027-02-22
  | ^^^^^^^^^^^^^^^
  |
  = help: give each column a cell, also an empty one; put a text with the separator in it between quotes

error[row-length]: this row has 5 cells, the header has 3
 --> voorbeeld/absences.csv:3:1
  |
3 | eva,2027-01-18,2027-01-19,,scholing
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: give each column a cell, also an empty one; put a text with the separator in it between quotes
");
}

/// Spreadsheets leave blank cells at the end of a row out, and blank rows at the top in.
#[test]
fn what_a_spreadsheet_leaves_out_is_blank() {
    let folder = Folder::template();
    folder.write(
        "absences.csv",
        "\r\n;;\r\nwho;from;to;hours;kind\r\nanna;22-2-2027;28-2-2027\r\n",
    );
    let (team, faults) = folder.load();
    assert_eq!(faults, "");
    assert_eq!(team.expect("no faults").absences.len(), 1);
    folder.write(
        "agreed.csv",
        "rule,subject,start,minutes,people,note\niag.start_meeting,bafo2,2027-01-14 13:00,60\n",
    );
    assert_eq!(folder.faults(), "");
}

#[test]
fn a_title_above_the_header_is_told_once() {
    for first in ["sep=;", "Afwezigheid van het team"] {
        let folder = Folder::template();
        folder.write(
            "absences.csv",
            format!("{first}\nwho;from;to\nanna;22-2-2027;28-2-2027\neva;1-3-2027;2-3-2027\n"),
        );
        assert_eq!(folder.codes(), ["no-header"], "{}", folder.faults());
    }
}

#[test]
fn broken_toml() {
    let folder = Folder::template();
    folder.change("team.toml", "lang = \"nl\"", "lang = nl");
    folder.change("team.toml", "[closures]", "[closures");
    assert_snapshot!(folder.faults(), @r#"
error[toml-syntax]: invalid float, expected `nan`
 --> voorbeeld/team.toml:8:8
  |
8 | lang = nl                         # nl or en: the language of titles and messages
  |        ^^
  |
  = help: texts stand in "quotes", lists in [ ], tables in { }; see the reference in constraints/README.md

error[toml-syntax]: unclosed table, expected `]`
  --> voorbeeld/team.toml:37:10
   |
37 | [closures
   |          ^
   |
   = help: texts stand in "quotes", lists in [ ], tables in { }; see the reference in constraints/README.md

error[wrong-type]: `lang` of team.toml is a number with a fraction
 --> voorbeeld/team.toml:8:8
  |
8 | lang = nl                         # nl or en: the language of titles and messages
  |        ^^
  |
  = help: write a text in "quotes"
"#);
}

#[test]
fn person_given_twice() {
    let folder = Folder::template();
    folder.change("team.toml", "[people.bram]", "[people.anna]");
    assert!(
        folder.codes().contains(&"duplicate-key"),
        "{}",
        folder.faults()
    );
}

#[test]
fn own_rule_file_is_a_folder() {
    let folder = Folder::template();
    fs::create_dir_all(folder.path().join("constraints/iag.toml")).expect("made");
    assert_snapshot!(folder.faults(), @r#"
error[unreadable-file]: voorbeeld/constraints/iag.toml cannot be read: it is a folder, not a file
  --> voorbeeld/team.toml:13:15
   |
13 | programmes = ["iag"]                # rule files: constraints/<programme>.toml
   |               ^^^^^
   |
   = help: make the file readable, or take it away to use the one built in
"#);
}

#[test]
fn more_than_any_team_has_is_refused_as_one_fault() {
    const MANY: usize = 100_000;
    let lines = |one: &dyn Fn(usize) -> String| (0..MANY).map(one).collect::<String>();
    let cases = lines(&|n| format!("C{n:06}X,iag,2027-01-04\n"));
    let people = lines(&|n| format!("[people.p{n}]\nname = \"P\"\nroles = [\"worker\"]\n"));
    let unknown = lines(&|n| format!("key{n} = 1\n"));
    let columns = lines(&|n| format!(",c{n}"));
    let closures = lines(&|n| format!("key{n} = \"shut\"\n"));
    type More<'m> = &'m dyn Fn(&str) -> String;
    let inputs: [(&str, More<'_>); 5] = [
        ("cases.csv", &|text| text.to_owned() + &cases),
        ("cases.csv", &|text| {
            text.replacen('\n', &format!("{columns}\n"), 1)
        }),
        ("team.toml", &|text| text.to_owned() + &people),
        ("team.toml", &|text| unknown.clone() + text),
        ("team.toml", &|text| {
            text.replace("[closures]\n", &format!("[closures]\n{closures}"))
        }),
    ];
    for (name, more) in inputs {
        let folder = Folder::template();
        folder.write(name, more(&folder.read(name)));
        let codes = folder.codes();
        assert!(codes.contains(&"too-many"), "{name}: {codes:?}");
        assert!(codes.len() < 250, "{name}: {}", codes.len());
    }
}

#[test]
fn of_more_faults_than_are_shown_nobody_looks_for_what_was_meant() {
    let folder = Folder::template();
    let rows: String = (0..1000)
        .map(|n| format!("noah{n},worker,noahx{n},,,lead\n"))
        .collect();
    folder.append("assignments.csv", &rows);
    assert!(folder.codes().len() > 1000);
    let told = folder.told();
    let help = |at: usize| told[at].help.clone();
    assert_ne!(help(0), "verbeter eerst de andere fouten");
    assert_eq!(help(told.len() - 1), "verbeter eerst de andere fouten");
}
