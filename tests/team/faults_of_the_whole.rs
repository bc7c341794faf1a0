//! What no single line shows, and that everything is told at once, once.

use insta::assert_snapshot;

use super::stage::Folder;

#[test]
fn nobody_in_a_role() {
    let folder = Folder::template();
    assert_snapshot!(folder.change("assignments.csv", "gepa5,worker,dirk,,,\n", "").faults(), @r"
error[nobody-in-role]: nobody is IAG worker for gepa5 from Mon 1 February 2027 to Sun 31 October 2027; Start meeting asks for it (S1:89)
 --> voorbeeld/cases.csv:5:1
  |
5 | gepa5,iag,2027-02-01,Voorbeeldstad,2027-02-01,2028-01-31,zuid,mon-fri 09:00-16:00,,
  | ^^^^^
  |
  = help: assign somebody: add a line `gepa5,worker,<person>` to assignments.csv
");
}

#[test]
fn somebody_leaves_and_nobody_takes_over() {
    let folder = Folder::template();
    let said = folder
        .change(
            "team.toml",
            "since = 2020-03-01",
            "since = 2020-03-01\nuntil = 2027-03-31",
        )
        .faults();
    assert_snapshot!(said, @r"
error[nobody-in-role]: nobody is behavioural scientist for kemo3, dilu7, bafo2, gepa5, Anna Voorbeeld, Bram Voorbeeld and 2 more from Thu 1 April 2027 to Sun 7 November 2027; Start meeting asks for it (S1:89)
 --> voorbeeld/cases.csv:2:1
  |
2 | kemo3,iag,2026-08-31,Voorbeelddam,2026-08-31,2027-08-30,noord,mon-thu 09:00-12:00 15:00-20:00,,
  | ^^^^^
  |
  = help: assign somebody: add a line like `kemo3,scientist,<person>` to assignments.csv for each of them
");
}

#[test]
fn forbidden_role_invited() {
    let folder = Folder::template();
    folder.change(
        "team.toml",
        "roles = [\"lead\"]",
        "roles = [\"lead\", \"worker\"]",
    );
    assert_snapshot!(folder.append("assignments.csv", "intervisie,worker,frank,,,\n").faults(), @r"
error[forbidden-role]: Frank Voorbeeld holds the role team lead, which Intervision forbids (S1:85)
  --> voorbeeld/assignments.csv:11:1
   |
11 | intervisie,worker,frank,,,
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: take this person out of the group
");
}

#[test]
fn group_too_small_from_a_day_on() {
    let folder = Folder::template();
    let said = folder
        .change(
            "assignments.csv",
            "intervisie,worker,carla,,,",
            "intervisie,worker,carla,,2027-02-28,",
        )
        .faults();
    assert_snapshot!(said, @r"
warning[group-size]: group Intervisie has 3 members on Mon 1 March 2027; Intervision asks for 4 to 8 (S1:85)
   --> voorbeeld/team.toml:104:9
    |
104 | [groups.intervisie]
    |         ^^^^^^^^^^
    |
    = help: add or remove members in assignments.csv, or adjust `who` in [rules] of team.toml
");
}

#[test]
fn a_group_too_small_does_not_keep_the_rest_from_being_planned() {
    let folder = Folder::template();
    folder.change("assignments.csv", "intervisie,worker,carla,,,\n", "");
    assert!(folder.load().0.is_some(), "{}", folder.faults());
    assert_eq!(folder.codes(), ["group-size"]);
}

#[test]
fn programmes_that_cannot_be_read() {
    let folder = Folder::template();
    folder.change(
        "team.toml",
        "programmes = [\"iag\"]",
        "programmes = \"iag\"",
    );
    assert_eq!(folder.codes(), ["wrong-type"], "{}", folder.faults());
}

#[test]
fn group_for_a_rule_without_groups() {
    let folder = Folder::template();
    assert_snapshot!(folder.change("team.toml", "rule = \"iag.intervision\"", "rule = \"iag.supervision\"").faults(), @r#"
    error[rule-without-groups]: Supervision is not a rule for groups
       --> voorbeeld/team.toml:104:9
        |
    104 | [groups.intervisie]
        |         ^^^^^^^^^^
        |
        = help: name a rule with `per = "group"`

    warning[rule-matches-nobody]: Intervision plans nothing here: no group is formed for it
       --> constraints/iag.toml (built in):168:8
        |
    168 | [rules.intervision]
        |        ^^^^^^^^^^^
        |
        = help: add whom it is for, or switch it off: `[rules."iag.intervision"] mode = "off"` in team.toml
    "#);
}

#[test]
fn group_without_members() {
    let folder = Folder::template();
    assert_snapshot!(folder.append("team.toml", "[groups.leeg]\nrule = \"iag.intervision\"\n").faults(), @r"
warning[empty-group]: group leeg has no members
   --> voorbeeld/team.toml:107:9
    |
107 | [groups.leeg]
    |         ^^^^
    |
    = help: add lines `leeg,<role>,<person>` to assignments.csv
");
}

#[test]
fn more_cases_than_the_cap() {
    let folder = Folder::template();
    let codes = ["runo1", "runo2", "runo3", "runo4"];
    for code in codes {
        folder.append("cases.csv", &format!("{code},iag,2027-02-01,,,,noord,,,\n"));
        folder.append("assignments.csv", &format!("{code},worker,carla,,,\n"));
    }
    assert_snapshot!(folder.faults(), @r"
warning[caseload-over-cap]: Carla Voorbeeld carries 5 cases as IAG worker on Mon 1 February 2027; Caseload allows 4 (JB:caseload)
  --> voorbeeld/team.toml:60:9
   |
60 | [people.carla]
   |         ^^^^^
   |
   = help: give a case to somebody else in assignments.csv, or adjust the cap in [rules] of team.toml
");
}

#[test]
fn rule_for_nobody() {
    let folder = Folder::template();
    folder.change(
        "team.toml",
        "[groups.intervisie]\ntitle = \"Intervisie\"\nrule = \"iag.intervision\"\n",
        "",
    );
    let people = folder.read("assignments.csv");
    let kept: Vec<&str> = people
        .lines()
        .filter(|line| !line.starts_with("intervisie"))
        .collect();
    folder.write("assignments.csv", kept.join("\n"));
    folder.change(
        "held.csv",
        "iag.intervision,intervisie,2026-12-01,13:00,90,held,anna bram carla dirk\n",
        "",
    );
    assert_snapshot!(folder.faults(), @r#"
    warning[rule-matches-nobody]: Intervision plans nothing here: no group is formed for it
       --> constraints/iag.toml (built in):168:8
        |
    168 | [rules.intervision]
        |        ^^^^^^^^^^^
        |
        = help: add whom it is for, or switch it off: `[rules."iag.intervision"] mode = "off"` in team.toml
    "#);
}

#[test]
fn programme_for_nobody_and_without_its_homes() {
    let folder = Folder::template();
    folder.change(
        "team.toml",
        "programmes = [\"iag\"]",
        "programmes = [\"iag\", \"gezinsopname\"]",
    );
    let codes = folder.codes();
    assert!(
        codes.contains(&"programme-without-cases"),
        "{}",
        folder.faults()
    );
    folder.append("cases.csv", "vidu8,gezinsopname,2027-02-01,,,,noord,,,\n");
    let codes = folder.codes();
    assert!(codes.contains(&"unknown-capacity"), "{}", folder.faults());
}

#[test]
fn one_person_where_two_must_be() {
    let folder = Folder::template();
    folder.change(
        "team.toml",
        "roles = [\"lead\"]",
        "roles = [\"lead\", \"scientist\"]",
    );
    folder.append("assignments.csv", "kemo3,scientist,frank,,,\ndilu7,scientist,eva,,,\nbafo2,scientist,eva,,,\ngepa5,scientist,eva,,,\n");
    folder.append("assignments.csv", "anna,scientist,eva,,,\nbram,scientist,eva,,,\ncarla,scientist,eva,,,\ndirk,scientist,eva,,,\n");
    folder.append(
        "team.toml",
        "[rules.\"iag.closing_meeting\"]\nwho = { all = [\"family\", \"lead\"] }\ndistinct_from = [\"plan_review\"]\n",
    );
    assert_snapshot!(folder.faults(), @r"
error[not-distinct]: Frank Voorbeeld is team lead for kemo3 in Closing meeting and has a part in Treatment plan review too (S1:89)
 --> voorbeeld/cases.csv:2:1
  |
2 | kemo3,iag,2026-08-31,Voorbeelddam,2026-08-31,2027-08-30,noord,mon-thu 09:00-12:00 15:00-20:00,,
  | ^^^^^
  |
  = help: assign somebody else in assignments.csv for one of the two
");
}

#[test]
fn case_much_longer_than_its_programme() {
    let folder = Folder::template();
    folder.change("cases.csv", "phases,flags", "end,flags");
    let with_flag = folder.change("cases.csv", "change=30w", "2028-06-30");
    assert!(!with_flag.faults().contains("care-too-long"));
    assert_snapshot!(folder.change("cases.csv", "2028-06-30,lvb", "2028-06-30,").faults(), @r"
warning[care-too-long]: bafo2 is in care for 537 days; Intensive home-based family treatment lasts at most 52 weeks
 --> voorbeeld/cases.csv:4:1
  |
4 | bafo2,iag,2027-01-11,Voorbeeldstad,2027-01-11,2028-01-10,noord,tue-thu 13:00-17:00; fri am,2028-06-30,
  | ^^^^^
  |
  = help: correct `end` or `phases`, or leave it if this family needs longer

warning[decision-ends-before-care]: the decision for bafo2 ends on Mon 10 January 2028, care on Fri 30 June 2028
 --> voorbeeld/cases.csv:4:1
  |
4 | bafo2,iag,2027-01-11,Voorbeeldstad,2027-01-11,2028-01-10,noord,tue-thu 13:00-17:00; fri am,2028-06-30,
  | ^^^^^
  |
  = help: ask for an extension in time, or correct `decision_end` or `end`
");
}

#[test]
fn all_at_once_and_each_once() {
    let folder = Folder::template();
    folder
        .change("team.toml", "max_per_day = 5", "max_per_day = 0")
        .change("cases.csv", "dilu7,iag,2026-11-02", "dilu7,iag,2 november")
        .change(
            "assignments.csv",
            "bafo2,worker,carla",
            "bafo2,worker,karla",
        )
        .change(
            "absences.csv",
            "eva,2027-01-18,2027-01-19",
            "eva,2027-01-19,2027-01-18",
        )
        .change("agreed.csv", "13:00", "13.75")
        .change("held.csv", "2026-09-03", "2026-09-31");
    assert_snapshot!(folder.faults(), @r"
error[out-of-range]: `max_per_day` of person Anna Voorbeeld is 0
  --> voorbeeld/team.toml:50:15
   |
50 | max_per_day = 0                              # meetings
   |               ^
   |
   = help: write a whole number from 1 to 40

error[bad-date]: `2 november` is no date
 --> voorbeeld/cases.csv:3:11
  |
3 | dilu7,iag,2 november,Voorbeelddam,2026-11-02,2027-11-01,zuid,mon-fri am pm,,
  |           ^^^^^^^^^^
  |
  = help: write a day of the calendar between 1900 and 2200, like 2027-01-04

error[unknown-person]: `karla` is nobody in team.toml
 --> voorbeeld/assignments.csv:4:14
  |
4 | bafo2,worker,karla,,,
  |              ^^^^^
  |
  = help: did you mean `carla`?

error[ends-before-start]: this ends on Mon 18 January 2027, before it starts on Tue 19 January 2027
 --> voorbeeld/absences.csv:3:16
  |
3 | eva,2027-01-19,2027-01-18,,scholing
  |                ^^^^^^^^^^
  |
  = help: correct one of the two dates

error[bad-time]: `13.75` is no time of day
 --> voorbeeld/agreed.csv:2:36
  |
2 | iag.start_meeting,bafo2,2027-01-14 13.75,60,,afgesproken met het gezin
  |                                    ^^^^^
  |
  = help: write hours and minutes, like 09:30

error[bad-date]: `2026-09-31` is no date
 --> voorbeeld/held.csv:2:25
  |
2 | iag.start_meeting,kemo3,2026-09-31,10:00,60,held,anna eva family referrer
  |                         ^^^^^^^^^^
  |
  = help: write a day of the calendar between 1900 and 2200, like 2027-01-04
");
}
