//! Employer profiles and school holidays.

use cadans::diagnostic::{Diagnostics, Sources};
use cadans::rules::{Files, OnlyBuiltin, load_employer, load_school_holidays};
use cadans::time::holidays::Holiday;
use insta::assert_snapshot;

use super::stage::{Folder, word};

fn employer(files: &dyn Files, id: &str) -> (Option<cadans::rules::Employer>, String) {
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    let id = word(&mut sources, id);
    let employer = load_employer(files, &id, &mut sources, &mut faults);
    (
        employer,
        faults.render(&sources, cadans::language::Lang::En, false),
    )
}

fn holidays(files: &dyn Files, region: &str) -> (usize, String) {
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    let region = word(&mut sources, region);
    let holidays = load_school_holidays(files, &region, &mut sources, &mut faults);
    (
        holidays.len(),
        faults.render(&sources, cadans::language::Lang::En, false),
    )
}

#[test]
fn both_agreements_load() {
    for id in ["cao-gehandicaptenzorg", "cao-jeugdzorg"] {
        let (employer, faults) = employer(&OnlyBuiltin, id);
        assert_eq!(faults, "");
        let employer = employer.expect("no faults");
        assert_eq!((employer.day_max, employer.rest_min), (600, 660));
        assert!(employer.free.contains(&Holiday::LiberationDay.into()));
        assert!(employer.avoid.contains(&Holiday::GoodFriday.into()));
    }
}

#[test]
fn each_region_has_school_holidays() {
    for region in ["noord", "midden", "zuid"] {
        let (count, faults) = holidays(&OnlyBuiltin, region);
        assert_eq!(faults, "");
        assert!(count > 10, "{region}: {count}");
    }
}

#[test]
fn an_unknown_region_and_an_unknown_employer() {
    assert_snapshot!(holidays(&OnlyBuiltin, "nord").1, @r#"
        error[unknown-region]: constraints/school-holidays-nl.csv (built in) has no region `nord`
         --> team.toml:1:1
          |
        1 | nord
          | ^^^^
          |
          = help: did you mean `noord`?
    "#);
    assert_snapshot!(employer(&OnlyBuiltin, "cao-jeugdzorgg").1, @r#"
        error[unknown-file]: there is no rule file constraints/employers/cao-jeugdzorgg.toml
         --> team.toml:1:1
          |
        1 | cao-jeugdzorgg
          | ^^^^^^^^^^^^^^
          |
          = help: did you mean `cao-jeugdzorg`?
    "#);
    assert_snapshot!(employer(&OnlyBuiltin, "../iag").1, @r#"
        error[unknown-file]: there is no rule file constraints/employers/../iag.toml
         --> team.toml:1:1
          |
        1 | ../iag
          | ^^^^^^
          |
          = help: known here: `cao-gehandicaptenzorg`, `cao-jeugdzorg`
    "#);
}

#[test]
fn the_faults_of_a_profile_come_together() {
    let text = r#"[employer]
id = "other"
title = { nl = "Eigen" }
source = "policy"
day_max = "10d"
week_max = "60h"
rest_min = "elf uur"
full_time = "36h"
publish_days = -1
[holidays]
free = ["new_year", "good_friday", "kingsday"]
avoid = ["good_friday"]
"#;
    let files = Folder::with(&[("employers/own.toml", text)]);
    assert_snapshot!(employer(&files, "own").1, @r#"
        error[id-mismatch]: the file of `own` says it is `other`
         --> employers/own.toml:2:6
          |
        2 | id = "other"
          |      ^^^^^^^
          |
          = help: write id = "own", or rename the file

        error[bad-period]: `day_max` of `employer` of employers/own.toml is longer than hours
         --> employers/own.toml:5:11
          |
        5 | day_max = "10d"
          |           ^^^^^
          |
          = help: write minutes or hours, like "90m" or "2h"

        error[bad-period]: `elf uur` has no whole number
         --> employers/own.toml:7:12
          |
        7 | rest_min = "elf uur"
          |            ^^^^^^^^^
          |
          = help: write a length like "90m", "2h", "5d", "5wd", "3w", "6mo"

        error[out-of-range]: `publish_days` of `employer` of employers/own.toml is -1
         --> employers/own.toml:9:16
          |
        9 | publish_days = -1
          |                ^^
          |
          = help: write a whole number from 0 to 365

        error[missing-key]: `employer` of employers/own.toml has no `freeze_days`
         --> employers/own.toml:1:2
          |
        1 | [employer]
          |  ^^^^^^^^
          |
          = help: add how many days ahead: freeze_days = 21

        error[missing-key]: `title` of `employer` of employers/own.toml has no `en`
         --> employers/own.toml:3:1
          |
        3 | title = { nl = "Eigen" }
          | ^^^^^
          |
          = help: add en = "…"

        error[unknown-holiday]: no holiday is called `kingsday`
          --> employers/own.toml:11:36
           |
        11 | free = ["new_year", "good_friday", "kingsday"]
           |                                    ^^^^^^^^^^
           |
           = help: did you mean `kings_day`?

        error[contradiction]: `good_friday` is both free and avoided
          --> employers/own.toml:10:2
           |
        10 | [holidays]
           |  ^^^^^^^^
           |
           = help: a free day needs no avoiding: list it once
    "#);
}

#[test]
fn days_of_an_employers_own_come_back_by_date_weekday_or_easter() {
    let head = r#"[employer]
id = "own"
title = { nl = "Eigen", en = "Own" }
source = "policy"
day_max = "10h"
week_max = "60h"
rest_min = "11h"
full_time = "36h"
publish_days = 28
freeze_days = 21
"#;
    let file = |days: &str, lists: &str| format!("{head}{days}[holidays]\n{lists}\n");
    let day = |on: &str, year: i32| {
        let title = "title = { nl = \"Dag\", en = \"Day\" }";
        let days = format!("[own_days.own]\n{title}\non = \"{on}\"\n");
        let text = file(&days, "free = [\"own\"]");
        let files = Folder::with(&[("employers/own.toml", &text)]);
        let read = employer(&files, "own").0;
        let free = read.unwrap_or_else(|| panic!("{on} is read")).free;
        assert_eq!(free.len(), 1, "{on}");
        free[0].on.on(year).map(|day| day.to_string())
    };
    for (on, year, falls_on) in [
        ("12-05", 2027, Some("2027-12-05")),
        ("02-29", 2027, None),
        ("02-29", 2028, Some("2028-02-29")),
        ("2027-05-31", 2027, Some("2027-05-31")),
        ("2027-05-31", 2028, None),
        ("easter-48d", 2027, Some("2027-02-08")),
        ("easter+60d", 2027, Some("2027-05-27")),
        ("first mon of 09", 2027, Some("2027-09-06")),
        ("last fri of 10", 2027, Some("2027-10-29")),
        ("fifth sun of 02", 2027, None),
    ] {
        assert_eq!(day(on, year).as_deref(), falls_on, "{on} in {year}");
    }
    let days = "[own_days.kings_day]\ntitle = { nl = \"a\", en = \"a\" }\non = \"04-27\"\n\
                [own_days.fair]\ntitle = { nl = \"a\", en = \"a\" }\non = \"sixth mon of 13\"\n";
    let text = file(days, "free = [\"fair\"]");
    let files = Folder::with(&[("employers/own.toml", &text)]);
    let told = employer(&files, "own").1;
    for code in ["known-day", "unclear-day"] {
        assert!(told.contains(&format!("error[{code}]")), "{told}");
    }
}

#[test]
fn the_faults_of_school_holidays_come_together() {
    let text = "name,region,start,end_inclusive\n\
                herfst,noord,2026-10-18,2026-10-10\n\
                kerst,noord,2026-13-01,2027-01-03\n";
    let files = Folder::with(&[("school-holidays-nl.csv", text)]);
    assert_snapshot!(holidays(&files, "noord").1, @r#"
        error[ends-before-start]: `herfst` ends before it begins
         --> school-holidays-nl.csv:2:1
          |
        2 | herfst,noord,2026-10-18,2026-10-10
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: exchange `start` and `end_inclusive`, or correct one

        error[bad-date]: `2026-13-01` is no date
         --> school-holidays-nl.csv:3:13
          |
        3 | kerst,noord,2026-13-01,2027-01-03
          |             ^^^^^^^^^^
          |
          = help: write a day of the calendar between 1900 and 2200, like 2027-01-04
    "#);
}
