//! What can be wrong in a row of a list.

use cadans::diagnostic::{Diagnostics, Sources};
use insta::assert_snapshot;

use super::stage::Folder;

/// The faults after changing one place of a list.
fn changed(name: &str, old: &str, new: &str) -> String {
    Folder::template().change(name, old, new).faults()
}

/// The faults after adding rows to a list.
fn added(name: &str, rows: &str) -> String {
    Folder::template().append(name, rows).faults()
}

#[test]
fn code_given_twice() {
    assert_snapshot!(changed("cases.csv", "dilu7,iag", "KEMO3,iag"), @r"
error[duplicate-code]: the code kemo3 is given twice in Intensive home-based family treatment
 --> voorbeeld/cases.csv:3:1
  |
3 | KEMO3,iag,2026-11-02,Voorbeelddam,2026-11-02,2027-11-01,zuid,mon-fri am pm,,
  | ^^^^^
  |
  = help: give each family its own code, or delete one of the rows

error[unknown-subject]: `dilu7` is no case, person or group here
 --> voorbeeld/assignments.csv:3:1
  |
3 | dilu7,worker,bram,,,
  | ^^^^^
  |
  = help: known here: `kemo3`, `bafo2`, `gepa5`, `anna`, `bram`, `carla`, `dirk`, `eva`, `frank`, `ref-voorbeeld`, `intervisie`

error[unknown-subject]: `dilu7` is no subject of Start meeting
 --> voorbeeld/held.csv:4:19
  |
4 | iag.start_meeting,dilu7,2026-11-05,10:00,60,held,bram eva family referrer
  |                   ^^^^^
  |
  = help: write the code of a case

error[unknown-subject]: `dilu7` is no subject of Treatment plan review
 --> voorbeeld/held.csv:5:17
  |
5 | iag.plan_review,dilu7,2026-12-10,10:00,60,held,bram eva family referrer
  |                 ^^^^^
  |
  = help: write the code of a case

error[unknown-subject]: `dilu7` is no subject of Family consultation
  --> voorbeeld/held.csv:11:25
   |
11 | iag.family_consultation,dilu7,2026-12-08,12:00,30,held,bram eva
   |                         ^^^^^
   |
   = help: write the code of a case
");
}

#[test]
fn code_that_is_a_name() {
    let row = "Jansen,iag,2027-01-11,,,,noord,,,\nde Wit,iag,2027-01-11,,,,noord,,,\n";
    let people = "Jansen,worker,carla,,,\nde Wit,worker,dirk,,,\n";
    let folder = Folder::template();
    assert_snapshot!(folder.append("cases.csv", row).append("assignments.csv", people).faults(), @r"
error[bad-code]: `de Wit` cannot be a code
 --> voorbeeld/cases.csv:7:1
  |
7 | de Wit,iag,2027-01-11,,,,noord,,,
  | ^^^^^^
  |
  = help: write a random code of letters and digits like K7QX, never a name

warning[code-like-name]: `Jansen` looks like a name or initials
 --> voorbeeld/cases.csv:6:1
  |
6 | Jansen,iag,2027-01-11,,,,noord,,,
  | ^^^^^^
  |
  = help: give the family a random code of four characters or more, such as `K7QX` or `bofu`, and keep who it is elsewhere
");
}

#[test]
fn dates_of_a_case() {
    assert_snapshot!(changed("cases.csv", "bafo2,iag,2027-01-11", "bafo2,iag,2027-13-11"), @r"
error[bad-date]: `2027-13-11` is no date
 --> voorbeeld/cases.csv:4:11
  |
4 | bafo2,iag,2027-13-11,Voorbeeldstad,2027-01-11,2028-01-10,noord,tue-thu 13:00-17:00; fri am,change=30w,lvb
  |           ^^^^^^^^^^
  |
  = help: write a day of the calendar between 1900 and 2200, like 2027-01-04
");
    let said = changed(
        "cases.csv",
        "2027-02-01,2028-01-31",
        "2027-02-01,2027-01-31",
    );
    assert_snapshot!(said, @r"
error[ends-before-start]: this ends on Sun 31 January 2027, before it starts on Mon 1 February 2027
 --> voorbeeld/cases.csv:5:47
  |
5 | gepa5,iag,2027-02-01,Voorbeeldstad,2027-02-01,2027-01-31,zuid,mon-fri 09:00-16:00,,
  |                                               ^^^^^^^^^^
  |
  = help: correct one of the two dates

warning[decision-ends-before-care]: the decision for gepa5 ends on Sun 31 January 2027, care on Sun 31 October 2027
 --> voorbeeld/cases.csv:5:1
  |
5 | gepa5,iag,2027-02-01,Voorbeeldstad,2027-02-01,2027-01-31,zuid,mon-fri 09:00-16:00,,
  | ^^^^^
  |
  = help: ask for an extension in time, or correct `decision_end` or `end`
");
}

#[test]
fn programme_and_zone_of_a_case() {
    assert_snapshot!(changed("cases.csv", "gepa5,iag,", "gepa5,iga,"), @r"
error[unknown-programme]: `iga` is no programme of this team
 --> voorbeeld/cases.csv:5:7
  |
5 | gepa5,iga,2027-02-01,Voorbeeldstad,2027-02-01,2028-01-31,zuid,mon-fri 09:00-16:00,,
  |       ^^^
  |
  = help: did you mean `iag`?
");
    assert_snapshot!(changed("cases.csv", "2028-01-31,zuid", "2028-01-31,zuidd"), @r"
error[unknown-zone]: `zuidd` is no zone of [travel]
 --> voorbeeld/cases.csv:5:58
  |
5 | gepa5,iag,2027-02-01,Voorbeeldstad,2027-02-01,2028-01-31,zuidd,mon-fri 09:00-16:00,,
  |                                                          ^^^^^
  |
  = help: did you mean `zuid`?
");
    assert_snapshot!(changed("cases.csv", "2028-01-31,zuid", "2028-01-31,"), @r"
warning[case-without-zone]: this case has no `zone`: travel is reckoned as if it were at the office
 --> voorbeeld/cases.csv:5:1
  |
5 | gepa5,iag,2027-02-01,Voorbeeldstad,2027-02-01,2028-01-31,,mon-fri 09:00-16:00,,
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write one of `kantoor`, `noord`, `zuid`
");
}

#[test]
fn phases_of_a_case() {
    assert_snapshot!(changed("cases.csv", "change=30w", "change=30w,begin=2w"), @r"
error[row-length]: this row has 11 cells, the header has 10
 --> voorbeeld/cases.csv:4:1
  |
4 | bafo2,iag,2027-01-11,Voorbeeldstad,2027-01-11,2028-01-10,noord,tue-thu 13:00-17:00; fri am,change=30w,begin=2w,lvb
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: give each column a cell, also an empty one; put a text with the separator in it between quotes
");
    assert_snapshot!(changed("cases.csv", "change=30w", "begin=8w change=4h start=8w"), @r"
error[unknown-phase]: `begin` is no phase of Intensive home-based family treatment
 --> voorbeeld/cases.csv:4:92
  |
4 | bafo2,iag,2027-01-11,Voorbeeldstad,2027-01-11,2028-01-10,noord,tue-thu 13:00-17:00; fri am,begin=8w change=4h start=8w,lvb
  |                                                                                            ^^^^^^^^
  |
  = help: write lengths like `phase=8w` for `start` (Start phase), `change` (Change phase), `winddown` (Wind-down and farewell)

error[bad-period]: `4h` is no length of a phase
 --> voorbeeld/cases.csv:4:101
  |
4 | bafo2,iag,2027-01-11,Voorbeeldstad,2027-01-11,2028-01-10,noord,tue-thu 13:00-17:00; fri am,begin=8w change=4h start=8w,lvb
  |                                                                                                     ^^^^^^^^^
  |
  = help: write days, weeks or months, like `8w`
");
    // Only a case with the flag that the phase names may exceed its bounds unsaid.
    let row = "mon-fri 09:00-16:00,";
    let folder = Folder::template();
    folder.change("cases.csv", &format!("{row},"), &format!("{row}start=8w,"));
    assert_eq!(folder.codes(), ["phase-out-of-bounds"]);
    folder.change("cases.csv", "start=8w,", "start=8w,lvb");
    assert!(folder.codes().is_empty(), "{}", folder.faults());
}

#[test]
fn hours_of_a_family() {
    assert_snapshot!(changed("cases.csv", "mon-fri am pm", "mon-fri am night"), @r"
error[bad-hours]: `night` is no range of hours
 --> voorbeeld/cases.csv:3:73
  |
3 | dilu7,iag,2026-11-02,Voorbeelddam,2026-11-02,2027-11-01,zuid,mon-fri am night,,
  |                                                                         ^^^^^
  |
  = help: write from-to on whole quarters of an hour, as in `08:30-12:30`, or am, pm, eve (o, m, a)
");
}

#[test]
fn hours_for_a_rule_that_is_not_there() {
    assert_snapshot!(changed("cases.csv", "phases,flags", "hours_case_managment,flags"), @r"
error[unknown-rule]: `case_managment` is no rule of the programmes here
 --> voorbeeld/cases.csv:1:74
  |
1 | code,programme,start,municipality,decision_start,decision_end,zone,hours,hours_case_managment,flags
  |                                                                          ^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `case_management`?

error[bad-period]: `change=30w` is no number of hours a week
 --> voorbeeld/cases.csv:4:92
  |
4 | bafo2,iag,2027-01-11,Voorbeeldstad,2027-01-11,2028-01-10,noord,tue-thu 13:00-17:00; fri am,change=30w,lvb
  |                                                                                            ^^^^^^^^^^
  |
  = help: write hours or minutes, like `2h` or `90m`
");
}

#[test]
fn case_that_follows_none() {
    let folder = Folder::template();
    folder.change("cases.csv", "phases,flags", "follows,flags");
    assert_snapshot!(folder.change("cases.csv", "change=30w", "kemo4").faults(), @r"
error[unknown-case]: `kemo4` is no other case of this team
 --> voorbeeld/cases.csv:4:92
  |
4 | bafo2,iag,2027-01-11,Voorbeeldstad,2027-01-11,2028-01-10,noord,tue-thu 13:00-17:00; fri am,kemo4,lvb
  |                                                                                            ^^^^^
  |
  = help: did you mean `kemo3`?
");
}

#[test]
fn decision_shorter_than_care() {
    assert_snapshot!(changed("cases.csv", "2028-01-31", "2027-06-30"), @r"
warning[decision-ends-before-care]: the decision for gepa5 ends on Wed 30 June 2027, care on Sun 31 October 2027
 --> voorbeeld/cases.csv:5:1
  |
5 | gepa5,iag,2027-02-01,Voorbeeldstad,2027-02-01,2027-06-30,zuid,mon-fri 09:00-16:00,,
  | ^^^^^
  |
  = help: ask for an extension in time, or correct `decision_end` or `end`
");
}

#[test]
fn assignments_of_nobody() {
    let said = added(
        "assignments.csv",
        "kemo3,scientist,evah,,,\nkemo4,worker,anna,,,\nkemo3,sceintist,eva,,,\n",
    );
    assert_snapshot!(said, @r"
error[unknown-person]: `evah` is nobody in team.toml
  --> voorbeeld/assignments.csv:11:17
   |
11 | kemo3,scientist,evah,,,
   |                 ^^^^
   |
   = help: did you mean `eva`?

error[unknown-subject]: `kemo4` is no case, person or group here
  --> voorbeeld/assignments.csv:12:1
   |
12 | kemo4,worker,anna,,,
   | ^^^^^
   |
   = help: did you mean `kemo3`?

error[unknown-role]: `sceintist` is no role of the programmes here
  --> voorbeeld/assignments.csv:13:7
   |
13 | kemo3,sceintist,eva,,,
   |       ^^^^^^^^^
   |
   = help: did you mean `scientist`?
");
}

#[test]
fn assignments_that_cannot_be() {
    let said = added(
        "assignments.csv",
        "kemo3,scientist,frank,,,\nkemo3,family,anna,,,\nkemo3,lead,frank,2027-03-01,2027-02-01,\nkemo3,referrer,ref-voorbeeld,,,first\n",
    );
    assert_snapshot!(said, @r"
error[role-not-held]: Frank Voorbeeld is not behavioural scientist, but team lead
  --> voorbeeld/assignments.csv:11:17
   |
11 | kemo3,scientist,frank,,,
   |                 ^^^^^
   |
   = help: assign somebody else, or give Frank Voorbeeld the role as well

error[role-not-for-people]: `family` is the family's own role; nobody is assigned to it
  --> voorbeeld/assignments.csv:12:7
   |
12 | kemo3,family,anna,,,
   |       ^^^^^^
   |
   = help: delete the row

error[ends-before-start]: this ends on Mon 1 February 2027, before it starts on Mon 1 March 2027
  --> voorbeeld/assignments.csv:13:29
   |
13 | kemo3,lead,frank,2027-03-01,2027-02-01,
   |                             ^^^^^^^^^^
   |
   = help: correct one of the two dates

error[unknown-value]: an assignment cannot be of the kind `first`
  --> voorbeeld/assignments.csv:14:32
   |
14 | kemo3,referrer,ref-voorbeeld,,,first
   |                                ^^^^^
   |
   = help: known here: `lead`, `second`, `substitute`
");
}

#[test]
fn two_leads_at_once() {
    assert_snapshot!(added("assignments.csv", "kemo3,worker,carla,2027-03-01,,\n"), @r"
error[overlapping-assignments]: Carla Voorbeeld is IAG worker for kemo3 while Anna Voorbeeld still is
  --> voorbeeld/assignments.csv:11:1
   |
11 | kemo3,worker,carla,2027-03-01,,
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: end the earlier one with `to`, or give this one the kind `second` or `substitute`
");
}

#[test]
fn absences() {
    let said = added(
        "absences.csv",
        "karla,2027-02-01,2027-02-02,,\ncarla,2027-02-03,2027-02-02,,\ncarla,2027-02-04,2027-02-04,13:00-12:00,\n\
                 intervisie,2027-02-04,2027-02-04,,\nanna,2020-02-04,2020-02-04,,\ncarla,,2027-02-04,,\n",
    );
    assert_snapshot!(said, @r"
error[unknown-subject]: `karla` is no case, person or group here
 --> voorbeeld/absences.csv:5:1
  |
5 | karla,2027-02-01,2027-02-02,,
  | ^^^^^
  |
  = help: did you mean `carla`?

error[ends-before-start]: this ends on Tue 2 February 2027, before it starts on Wed 3 February 2027
 --> voorbeeld/absences.csv:6:18
  |
6 | carla,2027-02-03,2027-02-02,,
  |                  ^^^^^^^^^^
  |
  = help: correct one of the two dates

error[bad-hours]: `13:00-12:00` does not end after it begins
 --> voorbeeld/absences.csv:7:29
  |
7 | carla,2027-02-04,2027-02-04,13:00-12:00,
  |                             ^^^^^^^^^^^
  |
  = help: write from-to on whole quarters of an hour, as in `08:30-12:30`, or am, pm, eve (o, m, a)

error[unknown-person]: `intervisie` is a group; only people and families are away
 --> voorbeeld/absences.csv:8:1
  |
8 | intervisie,2027-02-04,2027-02-04,,
  | ^^^^^^^^^^
  |
  = help: write a row for each of its members

error[blank-cell]: this row of voorbeeld/absences.csv has no `from`
  --> voorbeeld/absences.csv:10:1
   |
10 | carla,,2027-02-04,,
   | ^^^^^^^^^^^^^^^^^^^
   |
   = help: fill in `from`, or delete the row

warning[absence-outside-contract]: Anna Voorbeeld is away on Tue 4 February 2020, but not in the team that day
 --> voorbeeld/absences.csv:9:1
  |
9 | anna,2020-02-04,2020-02-04,,
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: correct the dates, or `since` and `until` in team.toml
");
}

#[test]
fn agreed_appointments() {
    let said = added(
        "agreed.csv",
        "iag.start_meating,gepa5,2027-02-04 13:00,60,,\niag.start_meeting,gepa6,2027-02-04 13:00,60,,\n\
                 iag.start_meeting,gepa5,2027-02-04,60,,\niag.start_meeting,gepa5,2027-02-04 25:00,60,,\n\
                 iag.start_meeting,gepa5,2027-02-04 13:00,an hour,,\n,,2027-02-04 13:00,60,,\n\
                 ,anna,2027-02-04 23:30,60,,\n,anna,2027-02-04 13:10,60,,\n,anna,2027-02-05 13:00,60,bob,\n",
    );
    assert_snapshot!(said, @r"
error[unknown-rule]: `iag.start_meating` is no rule of the programmes here
 --> voorbeeld/agreed.csv:3:1
  |
3 | iag.start_meating,gepa5,2027-02-04 13:00,60,,
  | ^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `iag.start_meeting`?

error[unknown-subject]: `gepa6` is no subject of Start meeting
 --> voorbeeld/agreed.csv:4:19
  |
4 | iag.start_meeting,gepa6,2027-02-04 13:00,60,,
  |                   ^^^^^
  |
  = help: write the code of a case

error[bad-time]: `2027-02-04` is no day and time
 --> voorbeeld/agreed.csv:5:25
  |
5 | iag.start_meeting,gepa5,2027-02-04,60,,
  |                         ^^^^^^^^^^
  |
  = help: write both, like 2027-02-03 10:00

error[bad-time]: `25:00` is no time of day
 --> voorbeeld/agreed.csv:6:36
  |
6 | iag.start_meeting,gepa5,2027-02-04 25:00,60,,
  |                                    ^^^^^
  |
  = help: write hours and minutes, like 09:30

error[bad-minutes]: `an hour` is no number of minutes
 --> voorbeeld/agreed.csv:7:42
  |
7 | iag.start_meeting,gepa5,2027-02-04 13:00,an hour,,
  |                                          ^^^^^^^
  |
  = help: write a whole number from 1 to 1440

error[meeting-without-people]: this appointment names neither a rule nor people
 --> voorbeeld/agreed.csv:8:1
  |
8 | ,,2027-02-04 13:00,60,,
  | ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: name the rule and its subject, or who comes under `people`

error[past-midnight]: this appointment goes on past midnight
 --> voorbeeld/agreed.csv:9:24
  |
9 | ,anna,2027-02-04 23:30,60,,
  |                        ^^
  |
  = help: shorten it, or write it as two

warning[off-quarter]: this appointment does not begin and end on a quarter of an hour
  --> voorbeeld/agreed.csv:10:24
   |
10 | ,anna,2027-02-04 13:10,60,,
   |                        ^^
   |
   = help: nothing need be done: each quarter it touches is kept free

error[unknown-subject]: `bob` is no case, person or group here
  --> voorbeeld/agreed.csv:11:27
   |
11 | ,anna,2027-02-05 13:00,60,bob,
   |                           ^^^
   |
   = help: known here: `kemo3`, `dilu7`, `bafo2`, `gepa5`, `anna`, `bram`, `carla`, `dirk`, `eva`, `frank`, `ref-voorbeeld`, `intervisie`
");
}

#[test]
fn what_was_held() {
    let said = added(
        "held.csv",
        "iag.supervision,carla,2026-12-10,14:00,60,held,\niag.supervision,karla,2026-12-10,,,,\n\
                 iag.supervision,carla,2026-12-11,,,holden,\niag.supervision,carla,2026-12-12,,,,evah\n\
                 iag.team_meeting,kemo3,2026-12-15,,,,\n,carla,2026-12-14,,,,\niag.supervision,carla,2026-12-13,9 uur,0,,\n",
    );
    assert_snapshot!(said, @r"
warning[duplicate-record]: Supervision Carla Voorbeeld on Thu 10 December 2026 is recorded twice
  --> voorbeeld/held.csv:14:1
   |
14 | iag.supervision,carla,2026-12-10,14:00,60,held,
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: delete one of the rows

error[unknown-subject]: `karla` is no subject of Supervision
  --> voorbeeld/held.csv:15:17
   |
15 | iag.supervision,karla,2026-12-10,,,,
   |                 ^^^^^
   |
   = help: write the key of a person

error[unknown-value]: a meeting cannot be `holden`
  --> voorbeeld/held.csv:16:36
   |
16 | iag.supervision,carla,2026-12-11,,,holden,
   |                                    ^^^^^^
   |
   = help: known here: `held`, `no-show`, `postponed`, `cancelled`, `waived`

error[unknown-subject]: `evah` is no case, person or group here
  --> voorbeeld/held.csv:17:37
   |
17 | iag.supervision,carla,2026-12-12,,,,evah
   |                                     ^^^^
   |
   = help: did you mean `eva`?

error[unknown-subject]: `kemo3` is no subject of Team meeting
  --> voorbeeld/held.csv:18:18
   |
18 | iag.team_meeting,kemo3,2026-12-15,,,,
   |                  ^^^^^
   |
   = help: write `team`

error[blank-cell]: this row of voorbeeld/held.csv has no `rule`
  --> voorbeeld/held.csv:19:1
   |
19 | ,carla,2026-12-14,,,,
   | ^^^^^^^^^^^^^^^^^^^^^
   |
   = help: fill in `rule`, or delete the row

error[bad-time]: `9 uur` is no time of day
  --> voorbeeld/held.csv:20:34
   |
20 | iag.supervision,carla,2026-12-13,9 uur,0,,
   |                                  ^^^^^
   |
   = help: write hours and minutes, like 09:30

error[bad-minutes]: `0` is no number of minutes
  --> voorbeeld/held.csv:20:40
   |
20 | iag.supervision,carla,2026-12-13,9 uur,0,,
   |                                        ^
   |
   = help: write a whole number from 1 to 1440
");
}

#[test]
fn appointment_while_the_clock_changes() {
    let codes = |rows: &str| Folder::template().append("agreed.csv", rows).codes();
    let none: [&str; 0] = [];
    for (start, minutes) in [
        ("2027-03-28 02:30", 60),
        ("2027-03-28 01:30", 60),
        ("2027-10-31 02:00", 30),
        ("2027-03-28 01:30", 120),
        ("2027-03-28 01:45", 90),
        ("2027-10-31 01:30", 120),
    ] {
        let row = format!(",anna,{start},{minutes},,\n");
        assert_eq!(codes(&row), ["clock-change"], "{start}");
    }
    for (start, minutes) in [
        ("2027-03-28 01:00", 60),
        ("2027-03-28 03:00", 60),
        ("2027-10-31 00:00", 1440),
    ] {
        let row = format!(",anna,{start},{minutes},,\n");
        assert_eq!(codes(&row), none, "{start}");
    }
}

#[test]
fn appointment_written_twice() {
    let row = ",anna,2027-02-03 10:00,60,bram,\n";
    let codes = |rows: String| Folder::template().append("agreed.csv", &rows).codes();
    assert_eq!(codes(format!("{row}{row}")), ["duplicate-agreed"]);
    assert!(codes(format!("{row},anna,2027-02-03 10:00,60,carla,\n")).is_empty());
}

#[test]
fn cases_that_continue_each_other() {
    let folder = Folder::template();
    folder.change("cases.csv", "phases,flags", "follows,flags");
    folder.change("cases.csv", "change=30w", "gepa5");
    assert_eq!(folder.codes(), ["follows-later"]);
    folder.change(
        "cases.csv",
        "mon-fri 09:00-16:00,,",
        "mon-fri 09:00-16:00,bafo2,",
    );
    assert_eq!(folder.codes(), ["follows-cycle", "follows-cycle"]);
}

#[test]
fn text_far_too_long() {
    let said = changed(
        "cases.csv",
        "gepa5,iag",
        &format!("{},iag", "x y".repeat(100)),
    );
    let first = said.lines().next().unwrap_or_default();
    assert!(
        first.chars().count() < 100 && first.contains("…` cannot be a code"),
        "{first}"
    );
}

#[test]
fn a_meeting_held_on_a_day_to_come() {
    let folder = Folder::template();
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    let team = cadans::team::load(&folder.path(), &mut sources, &mut faults).expect("sound");
    let said = |today: &str| {
        let mut faults = Diagnostics::default();
        let today = today.parse().expect("a day");
        cadans::team::judge_ahead(&team, today, &mut faults);
        faults.render(&sources, cadans::language::Lang::En, false)
    };
    assert_eq!(said("2026-12-14"), "");
    let text = said("2026-12-09");
    assert!(text.contains("held.csv:5:1"), "{text}");
    assert!(text.contains("warning[record-ahead]"), "{text}");
    assert!(
        text.contains("Treatment plan review dilu7 was not held on Thu 10 December 2026"),
        "{text}"
    );
    assert!(text.contains("; 2 more rows lie after it too"), "{text}");
}

#[test]
fn a_code_in_the_text_of_an_appointment_is_warned_of() {
    let folder = Folder::template();
    folder.write(
        "agreed.csv",
        "rule,subject,start,minutes,people,note\n\
         ,,2027-02-03 10:00,60,anna,Overleg school (KEMO3)\n\
         ,,2027-02-04 10:00,60,anna,Overleg kemo3x en kinderen\n",
    );
    let (team, said) = folder.load();
    assert!(team.is_some(), "{said}");
    assert_eq!(said.matches("code-in-note").count(), 1, "{said}");
    assert!(said.contains("kemo3 of a family"), "{said}");
}
