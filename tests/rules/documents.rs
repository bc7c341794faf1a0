//! TOML and CSV as people save them, sound and broken.

use cadans::diagnostic::{Diagnostics, Sources};
use cadans::document::{Columns, Row, Sheet, read_csv, read_toml};
use insta::assert_snapshot;
use proptest::prelude::*;

fn toml(text: &[u8]) -> String {
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    read_toml(&mut sources, "team.toml", text, &mut faults);
    faults.render(&sources, cadans::language::Lang::En, false)
}

/// Reads a list with the columns `code` and `start` (required), `zone` and `hours_…`.
fn csv(bytes: &[u8]) -> (Sheet, String) {
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    let sheet = read_csv(&mut sources, "cases.csv", bytes, &mut faults);
    let columns = Columns {
        required: &["code", "start"],
        optional: &["zone"],
        prefixes: &["hours_"],
        most: 200_000,
    };
    let sheet = sheet.with(&columns, &mut faults);
    for row in sheet.rows() {
        row.required("code", &mut faults);
        if let Some(start) = row.required("start", &mut faults) {
            start.date(&mut faults);
        }
    }
    (
        sheet,
        faults.render(&sources, cadans::language::Lang::En, false),
    )
}

fn texts(row: Row<'_>) -> Vec<(&str, &str)> {
    row.cells()
        .map(|(column, cell)| (column, cell.text.as_str()))
        .collect()
}

#[test]
fn comma_semicolon_mark_and_line_ends_read_alike() {
    let files: [&[u8]; 4] = [
        b"code,start,zone\nbiko4,2027-01-04,noord\n",
        b"code;start;zone\r\nbiko4;4-1-2027;noord\r\n",
        b"\xef\xbb\xbfCode;Start;Zone\r\n\"biko4\";2027-01-04;\"noord\"\r\n;;\r\n",
        b" code , start , zone ,,\n biko4 ,2027-01-04, noord,,\n\n",
    ];
    for bytes in files {
        let (sheet, faults) = csv(bytes);
        assert_eq!(faults, "");
        let rows: Vec<_> = sheet.rows().collect();
        assert_eq!(rows.len(), 1);
        let cells = texts(rows[0]);
        assert_eq!((cells[0], cells[2]), (("code", "biko4"), ("zone", "noord")));
        let day = rows[0]
            .cell("start")
            .and_then(|cell| cell.date(&mut Diagnostics::default()));
        assert_eq!(day, chrono::NaiveDate::from_ymd_opt(2027, 1, 4));
    }
}

#[test]
fn days_are_read_as_spreadsheets_write_them() {
    let read = |text: &str| {
        let (sheet, faults) = csv(format!("code,start\nbiko4,{text}\n").as_bytes());
        let day = sheet.rows().next().and_then(|row| {
            let cell = row.cell("start")?;
            cell.date(&mut Diagnostics::default())
        });
        assert_eq!(
            day.is_none(),
            faults.contains("bad-date"),
            "{text}: {faults}"
        );
        day
    };
    let good = [
        "2027-02-22",
        "22-2-2027",
        "22/02/2027",
        "22.2.2027",
        "2027/02/22",
        "2027-02-22 00:00:00",
    ];
    for text in good {
        assert_eq!(
            read(text),
            chrono::NaiveDate::from_ymd_opt(2027, 2, 22),
            "{text}"
        );
    }
    // A month before its day is no day, nor is one with a time or with two kinds of strokes.
    for text in [
        "02/22/2027",
        "2027-02-22 10:00:00",
        "22/02-2027",
        "22/02/27",
        "46440",
        "/",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn a_quoted_cell_may_hold_separators_quotes_and_lines() {
    let (sheet, faults) = csv(b"code,start,zone\nbiko4,2027-01-04,\"a, \"\"b\"\"\nc\"\n");
    assert_eq!(faults, "");
    let cells = sheet.rows().next().map(texts).unwrap_or_default();
    assert_eq!(cells.last(), Some(&("zone", "a, \"b\"\nc")));
}

#[test]
fn a_cell_knows_its_place_also_when_quoted() {
    assert_snapshot!(csv(b"code,start\nbiko4,\"31-2-2027\"\n").1, @r#"
        error[bad-date]: `31-2-2027` is no date
         --> cases.csv:2:8
          |
        2 | biko4,"31-2-2027"
          |        ^^^^^^^^^
          |
          = help: write a day of the calendar between 1900 and 2200, like 2027-01-04
    "#);
}

#[test]
fn columns_missing_unknown_and_double_come_together() {
    assert_snapshot!(csv(b"code,zoen,code,hours_x\nbiko4,a,b,c\n").1, @r#"
        error[missing-column]: cases.csv has no column `start`
         --> cases.csv:1:1
          |
        1 | code,zoen,code,hours_x
          | ^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: add it; cases.csv needs `code`, `start`

        error[unknown-column]: cases.csv knows no column `zoen`
         --> cases.csv:1:6
          |
        1 | code,zoen,code,hours_x
          |      ^^^^
          |
          = help: did you mean `zone`?

        error[duplicate-column]: cases.csv has the column `code` twice
         --> cases.csv:1:11
          |
        1 | code,zoen,code,hours_x
          |           ^^^^
          |
          = help: delete or rename one
    "#);
}

#[test]
fn a_blank_cell_that_is_needed() {
    assert_snapshot!(csv(b"code,start\n,2027-01-04\n").1, @r#"
        error[blank-cell]: this row of cases.csv has no `code`
         --> cases.csv:2:1
          |
        2 | ,2027-01-04
          | ^^^^^^^^^^^
          |
          = help: fill in `code`, or delete the row
    "#);
}

#[test]
fn a_row_of_another_length() {
    assert_snapshot!(csv(b"code,start\nbiko4,2027-01-04,x\nbiko5\n").1, @r#"
        error[row-length]: this row has 3 cells, the header has 2
         --> cases.csv:2:1
          |
        2 | biko4,2027-01-04,x
          | ^^^^^^^^^^^^^^^^^^
          |
          = help: give each column a cell, also an empty one; put a text with the separator in it between quotes

        error[row-length]: this row has 1 cells, the header has 2
         --> cases.csv:3:1
          |
        3 | biko5
          | ^^^^^
          |
          = help: give each column a cell, also an empty one; put a text with the separator in it between quotes
    "#);
}

#[test]
fn a_quote_that_is_never_closed_and_text_behind_one() {
    assert_snapshot!(csv(b"code,start\n\"biko4\"x,2027-01-04\nbiko5,\"2027-01-05\n").1, @r#"
        error[text-after-quote]: this stands after a closing quote
         --> cases.csv:2:8
          |
        2 | "biko4"x,2027-01-04
          |        ^
          |
          = help: put the whole cell between quotes, and write "" for a quote inside

        error[unclosed-quote]: this quote is never closed
         --> cases.csv:3:7
          |
        3 | biko5,"2027-01-05
          |       ^
          |
          = help: close it with another " at the end of the cell
    "#);
}

#[test]
fn latin_1_bytes() {
    assert_snapshot!(csv(b"code,start,zone\nbiko4,2027-01-04,Caf\xe9\n").1, @r#"
        error[not-utf8]: cases.csv is not UTF-8: a letter is stored in another encoding
         --> cases.csv:2:21
          |
        2 | biko4,2027-01-04,Caf�
          |                     ^
          |
          = help: save the file again as UTF-8 (in Excel: "CSV UTF-8")
    "#);
}

#[test]
fn an_empty_file() {
    assert_snapshot!(csv(b"").1, @r#"
        error[empty-file]: cases.csv has no header row
         --> cases.csv:1:1
          |
        1 |
          | ^
          |
          = help: let its first row be code,start
    "#);
}

#[test]
fn a_file_too_long_is_not_read() {
    assert_snapshot!(csv(&vec![b'x'; 50_000_000]).1, @r#"
        error[file-too-long]: cases.csv has 50 MB
         |
         = help: no file may be longer than 10 MB: split it, or delete what is not needed

        error[empty-file]: cases.csv has no header row
         --> cases.csv:1:1
          |
        1 |
          | ^
          |
          = help: let its first row be code,start
    "#);
}

#[test]
fn every_fault_of_syntax_comes_at_once() {
    assert_snapshot!(toml(b"name =\nlang = \"nl\nid = \"a\"\nid = \"b\"\nwhen = 2027-01-04T10:00:00\n[people\n"), @r#"
        error[toml-syntax]: string values must be quoted, expected literal string
         --> team.toml:1:7
          |
        1 | name =
          |       ^
          |
          = help: texts stand in "quotes", lists in [ ], tables in { }; see the reference in constraints/README.md

        error[toml-syntax]: invalid basic string, expected `"`
         --> team.toml:2:11
          |
        2 | lang = "nl
          |           ^
          |
          = help: texts stand in "quotes", lists in [ ], tables in { }; see the reference in constraints/README.md

        error[duplicate-key]: duplicate key
         --> team.toml:4:1
          |
        4 | id = "b"
          | ^^
          |
          = help: give each key once: delete or rename one

        error[toml-syntax]: unclosed table, expected `]`
         --> team.toml:6:8
          |
        6 | [people
          |        ^
          |
          = help: texts stand in "quotes", lists in [ ], tables in { }; see the reference in constraints/README.md

        error[bad-value]: this is no date that can be used here
         --> team.toml:5:8
          |
        5 | when = 2027-01-04T10:00:00
          |        ^^^^^^^^^^^^^^^^^^^
          |
          = help: write a day alone, like 2027-01-04
    "#);
}

#[test]
fn a_key_deeper_than_any_file() {
    let faults = toml(format!("a{} = 1", ".a".repeat(100_000)).as_bytes());
    assert!(faults.starts_with("error[too-deep]"), "{}", &faults[..80]);
}

#[test]
fn a_list_that_is_all_faults_is_told_in_a_moment() {
    let mut list = b"code,start\n".to_vec();
    list.extend(b"x\n".repeat(100_000));
    let faults = csv(&list).1;
    assert!(faults.ends_with("and 99800 more\n\n"));
}

proptest! {
    #[test]
    fn no_bytes_stop_the_readers(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        toml(&bytes);
        csv(&bytes);
    }

    #[test]
    fn no_text_of_their_own_letters_stops_the_readers(
        text in r#"[a-c\[\]{}.="',;# \r\n\t0-9-]{0,200}"#
    ) {
        toml(text.as_bytes());
        csv(text.as_bytes());
    }
}
