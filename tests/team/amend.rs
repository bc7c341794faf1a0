//! Writing in a team's files leaves all that stood there.

use cadans::team::{with_cells, with_hours, with_row, without_row};
use proptest::prelude::*;

const COLUMNS: &[&str] = &["who", "from", "to", "hours", "kind"];

fn row(who: &str, kind: &str) -> Vec<(&'static str, String)> {
    vec![
        ("who", who.to_owned()),
        ("from", "2027-01-20".to_owned()),
        ("to", "2027-01-21".to_owned()),
        ("kind", kind.to_owned()),
    ]
}

#[test]
fn a_row_is_written_in_the_order_of_the_list() {
    let list = "kind,who,to,from\nleave,anna,2027-01-02,2027-01-01\n";
    assert_eq!(
        with_row(list, COLUMNS, &row("eva", "sick")),
        format!("{list}sick,eva,2027-01-21,2027-01-20\n")
    );
}

#[test]
fn lists_of_a_dutch_spreadsheet_stay_what_they_are() {
    let list = "\u{feff}who;from;to;hours;kind\r\nanna;2027-01-01;2027-01-02;;leave\r\n";
    assert_eq!(
        with_row(list, COLUMNS, &row("eva", "a;b")),
        format!("{list}eva;2027-01-20;2027-01-21;;\"a;b\"\r\n")
    );
}

#[test]
fn a_last_line_without_an_end_gets_one() {
    let list = "who,from,to\nanna,2027-01-01,2027-01-02";
    let added = with_row(list, COLUMNS, &row("eva", ""));
    assert_eq!(added, format!("{list}\neva,2027-01-20,2027-01-21\n"));
}

#[test]
fn a_list_that_is_not_there_gets_its_header() {
    assert_eq!(
        with_row("", COLUMNS, &row("eva", "sick")),
        "who,from,to,hours,kind\neva,2027-01-20,2027-01-21,,sick\n"
    );
}

#[test]
fn blank_rows_above_the_header_stay() {
    let list = "\n;;\nwho;from;to\nanna;2027-01-01;2027-01-02\n";
    assert_eq!(
        with_row(list, COLUMNS, &row("eva", "")),
        format!("{list}eva;2027-01-20;2027-01-21\n")
    );
}

#[test]
fn a_column_is_added_when_it_has_something_to_say() {
    let list = "who,from,to\nanna,2027-01-01,2027-01-02\n";
    assert_eq!(
        with_row(list, COLUMNS, &row("eva", "sick")),
        "who,from,to,kind\nanna,2027-01-01,2027-01-02,\neva,2027-01-20,2027-01-21,sick\n"
    );
}

#[test]
fn other_hours_come_behind_all_that_stands() {
    let file = "# ours\n[people.eva]\nname = \"Eva\" # she\n";
    let added = with_hours(file, "eva", "2027-02-01".parse().expect("a day"), "mon am");
    assert_eq!(
        added,
        format!("{file}\n[[people.eva.patterns]]\nfrom = 2027-02-01\nhours = \"mon am\"\n")
    );
}

#[test]
fn a_row_goes_or_changes_and_its_neighbours_stay() {
    let list = "\u{feff}who;from;to\r\nanna;2027-01-01;2027-01-02\r\n\"eva\";2027-01-20;2027-01-21\r\nbram;2027-02-01;2027-02-02\r\n";
    let eva = [("who", "eva".to_owned())];
    assert_eq!(
        without_row(list, &eva).expect("it is there"),
        "\u{feff}who;from;to\r\nanna;2027-01-01;2027-01-02\r\nbram;2027-02-01;2027-02-02\r\n"
    );
    let to = [("to", "2027-01-29".to_owned()), ("kind", "a;b".to_owned())];
    assert_eq!(
        with_cells(list, &eva, &to).expect("it is there"),
        "\u{feff}who;from;to;kind\r\nanna;2027-01-01;2027-01-02;\r\neva;2027-01-20;2027-01-29;\"a;b\"\r\nbram;2027-02-01;2027-02-02;\r\n"
    );
    let nobody = [("who", "dirk".to_owned())];
    assert_eq!(without_row(list, &nobody), None);
    assert_eq!(with_cells(list, &nobody, &to), None);
}

proptest! {
    /// Whatever is said in a cell, it is one cell of one line, and the lines before stay.
    #[test]
    fn a_cell_is_one_cell(said in "[ -~\n\r]{0,20}") {
        let list = "who,from,to,hours,kind\nanna,2027-01-01,2027-01-02,,leave\n";
        let added = with_row(list, COLUMNS, &row("eva", &said));
        let rest = added.strip_prefix(list).expect("what stood there");
        prop_assert_eq!(rest.matches('\n').count(), 1);
        let (mut quoted, mut commas) = (false, 0);
        for c in rest.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => commas += 1,
                _ => {}
            }
        }
        prop_assert!(!quoted);
        prop_assert_eq!(commas, 4);
    }
}
