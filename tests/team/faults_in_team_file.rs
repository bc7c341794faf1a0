//! What can be wrong in `team.toml`.

use insta::assert_snapshot;

use super::stage::Folder;

fn faults(old: &str, new: &str) -> String {
    Folder::template().change("team.toml", old, new).faults()
}

#[test]
fn unknown_keys() {
    assert_snapshot!(faults("max_per_day = 5", "max_a_day = 5\nfoo = 1"), @"
    error[unknown-key]: person Anna Voorbeeld has no key `max_a_day`
      --> voorbeeld/team.toml:50:1
       |
    50 | max_a_day = 5
       | ^^^^^^^^^
       |
       = help: did you mean `max_per_day`?

    error[unknown-key]: person Anna Voorbeeld has no key `foo`
      --> voorbeeld/team.toml:51:1
       |
    51 | foo = 1                              # meetings
       | ^^^
       |
       = help: known here: `contract`, `external`, `flags`, `hours`, `kind`, `max_per_day`, `name`, `patterns`, `protected`, `roles`, `since`, `standing`, `swaps`, `until`
    ");
}

#[test]
fn wrong_types() {
    assert_snapshot!(faults("contract = \"28h\"", "contract = 28"), @r#"
error[wrong-type]: `contract` of person Anna Voorbeeld is a whole number
  --> voorbeeld/team.toml:47:12
   |
47 | contract = 28
   |            ^^
   |
   = help: write a text in "quotes"
"#);
    assert_snapshot!(faults("roles = [\"lead\"]", "roles = \"lead\""), @r#"
error[wrong-type]: `roles` of person Frank Voorbeeld is text
  --> voorbeeld/team.toml:90:9
   |
90 | roles = "lead"
   |         ^^^^^^
   |
   = help: write a list of texts, like ["a", "b"]
"#);
}

#[test]
fn missing_keys() {
    assert_snapshot!(faults("name = \"Team Voorbeeld\"\n", ""), @r#"
error[missing-key]: team.toml has no `name`
 --> voorbeeld/team.toml:1:1
  |
1 | # A team as Cadans reads it. Everybody here is invented: change the names, keep the shape.
  | ^
  |
  = help: add name = "…"
"#);
    assert_snapshot!(faults("employer = ", "# "), @r#"
error[missing-key]: team.toml has no `employer`
 --> voorbeeld/team.toml:1:1
  |
1 | # A team as Cadans reads it. Everybody here is invented: change the names, keep the shape.
  | ^
  |
  = help: add employer = "…"
"#);
}

#[test]
fn hours_of_a_week() {
    let said = faults(
        "\"tue-fri 08:30-12:30 13:00-17:00\"",
        "\"tue-fir 08:30-12:30; wed 13:05-17:00 18:00; thu 12:00-09:00; fri-mon am; 9-10\"",
    );
    assert_snapshot!(said, @r#"
error[bad-hours]: `fir` is no day of the week
  --> voorbeeld/team.toml:57:10
   |
57 | hours = "tue-fir 08:30-12:30; wed 13:05-17:00 18:00; thu 12:00-09:00; fri-mon am; 9-10"
   |          ^^^^^^^
   |
   = help: write mon, tue, wed, thu, fri, sat, sun (or ma, di, wo, do, vr, za, zo), as in `mon-tue,fri 08:30-12:30`

error[bad-hours]: `13:05` is not on a quarter of an hour
  --> voorbeeld/team.toml:57:35
   |
57 | hours = "tue-fir 08:30-12:30; wed 13:05-17:00 18:00; thu 12:00-09:00; fri-mon am; 9-10"
   |                                   ^^^^^^^^^^^
   |
   = help: write from-to on whole quarters of an hour, as in `08:30-12:30`, or am, pm, eve (o, m, a)

error[bad-hours]: `18:00` is no range of hours
  --> voorbeeld/team.toml:57:47
   |
57 | hours = "tue-fir 08:30-12:30; wed 13:05-17:00 18:00; thu 12:00-09:00; fri-mon am; 9-10"
   |                                               ^^^^^
   |
   = help: write from-to on whole quarters of an hour, as in `08:30-12:30`, or am, pm, eve (o, m, a)

error[bad-hours]: `12:00-09:00` does not end after it begins
  --> voorbeeld/team.toml:57:58
   |
57 | hours = "tue-fir 08:30-12:30; wed 13:05-17:00 18:00; thu 12:00-09:00; fri-mon am; 9-10"
   |                                                          ^^^^^^^^^^^
   |
   = help: write from-to on whole quarters of an hour, as in `08:30-12:30`, or am, pm, eve (o, m, a)

error[bad-hours]: `fri-mon` runs backwards
  --> voorbeeld/team.toml:57:71
   |
57 | hours = "tue-fir 08:30-12:30; wed 13:05-17:00 18:00; thu 12:00-09:00; fri-mon am; 9-10"
   |                                                                       ^^^^^^^
   |
   = help: write mon, tue, wed, thu, fri, sat, sun (or ma, di, wo, do, vr, za, zo), as in `mon-tue,fri 08:30-12:30`

error[bad-hours]: hours without a day
  --> voorbeeld/team.toml:57:83
   |
57 | hours = "tue-fir 08:30-12:30; wed 13:05-17:00 18:00; thu 12:00-09:00; fri-mon am; 9-10"
   |                                                                                   ^^^^
   |
   = help: write mon, tue, wed, thu, fri, sat, sun (or ma, di, wo, do, vr, za, zo), as in `mon-tue,fri 08:30-12:30`
"#);
}

#[test]
fn time_zone() {
    assert_snapshot!(faults("Europe/Amsterdam", "Europe/Amsterdm"), @r#"
error[bad-zone]: `Europe/Amsterdm` is no IANA time zone
 --> voorbeeld/team.toml:9:8
  |
9 | zone = "Europe/Amsterdm"
  |        ^^^^^^^^^^^^^^^^^
  |
  = help: write a zone of the IANA list, like Europe/Amsterdam
"#);
}

#[test]
fn how_long_what_is_kept() {
    let with = "[retention]\ncase = \"30d\"\naudit = \"5y\"\nhours = \"0mo\"\n\n[travel]";
    assert_snapshot!(faults("[travel]", with), @r#"
error[bad-retention]: `case` is no time to keep anything for
  --> voorbeeld/team.toml:33:8
   |
33 | case = "30d"
   |        ^^^^^
   |
   = help: write whole months or years, like 18mo or 1y

error[bad-retention]: `hours` is no time to keep anything for
  --> voorbeeld/team.toml:35:9
   |
35 | hours = "0mo"
   |         ^^^^^
   |
   = help: write whole months or years, like 18mo or 1y
"#);
    let unknown = faults("lang = \"nl\"", "max_detail = \"all\"\nlang = \"nl\"");
    assert!(
        unknown.contains("busy") && unknown.contains("max_detail"),
        "{unknown}"
    );
}

#[test]
fn programme_that_is_not_there() {
    assert_snapshot!(faults("[\"iag\"]", "[\"iag\", \"iga\", \"iag\", \"../iag\"]"), @r#"
error[duplicate-programme]: `iag` is listed twice
  --> voorbeeld/team.toml:13:29
   |
13 | programmes = ["iag", "iga", "iag", "../iag"]                # rule files: constraints/<programme>.toml
   |                             ^^^^^
   |
   = help: delete one

error[bad-key]: `../iag` cannot be the key of a programme
  --> voorbeeld/team.toml:13:36
   |
13 | programmes = ["iag", "iga", "iag", "../iag"]                # rule files: constraints/<programme>.toml
   |                                    ^^^^^^^^
   |
   = help: use lower-case letters, digits and hyphens, forty at most

error[unknown-file]: there is no rule file constraints/iga.toml
  --> voorbeeld/team.toml:13:22
   |
13 | programmes = ["iag", "iga", "iag", "../iag"]                # rule files: constraints/<programme>.toml
   |                      ^^^^^
   |
   = help: did you mean `iag`?
"#);
}

#[test]
fn employer_that_is_not_there() {
    assert_snapshot!(faults("employer = \"cao-gehandicaptenzorg\"", "employer = \"cao-ziekenhuizen\""), @r#"
error[unknown-file]: there is no rule file constraints/employers/cao-ziekenhuizen.toml
  --> voorbeeld/team.toml:12:12
   |
12 | employer = "cao-ziekenhuizen"  # free days and working hours; or "cao-jeugdzorg"
   |            ^^^^^^^^^^^^^^^^^^
   |
   = help: known here: `cao-gehandicaptenzorg`, `cao-jeugdzorg`
"#);
}

#[test]
fn region_that_is_not_there() {
    assert_snapshot!(faults("region = \"midden\"", "region = \"oost\""), @r#"
error[unknown-region]: constraints/school-holidays-nl.csv (built in) has no region `oost`
  --> voorbeeld/team.toml:11:10
   |
11 | region = "oost"                   # school holidays: noord, midden or zuid
   |          ^^^^^^
   |
   = help: known here: `noord`, `midden`, `zuid`
"#);
}

#[test]
fn names_of_choices_and_rules() {
    let said = faults(
        "# [choices]\n",
        "[choices]\nvisit_duration = \"both\"\n\"iga.visit_duration\" = \"both\"\n\"iag.visit_duration\" = \"long\"\n\
             [[overlays]]\nflag = \"lvb\"\n[rules.\"iag.visits\"]\nper_week = 1\n",
    );
    assert_snapshot!(said, @r#"
error[name-without-programme]: `visit_duration` does not say of which programme
  --> voorbeeld/team.toml:18:1
   |
18 | visit_duration = "both"
   | ^^^^^^^^^^^^^^
   |
   = help: write the name with its programme, in quotes: "<programme>.<choice>"

error[unknown-programme]: `iga` is no programme of this team
  --> voorbeeld/team.toml:19:1
   |
19 | "iga.visit_duration" = "both"
   | ^^^^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `iag`?

error[missing-key]: this overlay has no `rule`
  --> voorbeeld/team.toml:21:1
   |
21 | [[overlays]]
   | ^^^^^^^^^^^^
   |
   = help: add rule = "<programme>.<rule>"

error[unknown-option]: choice `visit_duration` has no option `long`
  --> voorbeeld/team.toml:20:24
   |
20 | "iag.visit_duration" = "long"
   |                        ^^^^^^
   |
   = help: known here: `both`, `as_phases_say`, `as_sessions_say`

error[unknown-rule]: the programme has no rule `visits`
  --> voorbeeld/team.toml:23:8
   |
23 | [rules."iag.visits"]
   |        ^^^^^^^^^^^^
   |
   = help: did you mean `visit`?
"#);
}

#[test]
fn no_rhythm_for_a_rule_that_needs_one() {
    assert_snapshot!(faults("gap = { min = \"1w\", target = \"2w\", max = \"3w\", limit = \"4w\" }\n", ""), @r#"
    error[rule-needs-choice]: rule `team_meeting` has no rhythm of its own: the team must give one
       --> constraints/iag.toml (built in):190:7
        |
    190 | gap = "team"                                               # S1 gives no rhythm: team.toml must, or say mode = "off". See choices.t...
        |       ^^^^^^
        |
        = help: in team.toml under [rules."iag.team_meeting"] write gap = { min = "1w", target = "2w", max = "2w", limit = "3w" }, or mode = "off"
    "#);
}

#[test]
fn roles_nobody_can_hold() {
    assert_snapshot!(faults("roles = [\"lead\"]", "roles = [\"leed\", \"family\"]"), @r#"
error[unknown-role]: `leed` is no role of the programmes here
  --> voorbeeld/team.toml:90:10
   |
90 | roles = ["leed", "family"]
   |          ^^^^^^
   |
   = help: did you mean `lead`?

error[role-not-for-people]: `family` is the family's own role; nobody of the team holds it
  --> voorbeeld/team.toml:90:18
   |
90 | roles = ["leed", "family"]
   |                  ^^^^^^^^
   |
   = help: give a role of the programme that staff or externals hold
"#);
}

#[test]
fn keys_of_people_and_groups() {
    let said = Folder::template()
        .change("team.toml", "[people.frank]", "[people.team]")
        .append(
            "team.toml",
            "[groups.\"Groep B\"]\nrule = \"iag.intervisoin\"\n",
        )
        .faults();
    assert_snapshot!(said, @r#"
error[bad-key]: `team` is reserved for a feed of that name
  --> voorbeeld/team.toml:88:9
   |
88 | [people.team]
   |         ^^^^
   |
   = help: choose another key, not `team` and not beginning with `case-`

error[bad-key]: `Groep B` cannot be the key of a group
   --> voorbeeld/team.toml:107:9
    |
107 | [groups."Groep B"]
    |         ^^^^^^^^^
    |
    = help: use lower-case letters, digits and hyphens, forty at most

error[unknown-rule]: `iag.intervisoin` is no rule of the programmes here
   --> voorbeeld/team.toml:108:8
    |
108 | rule = "iag.intervisoin"
    |        ^^^^^^^^^^^^^^^^^
    |
    = help: did you mean `iag.intervision`?

error[unknown-subject]: `frank` is no case, person or group here
  --> voorbeeld/held.csv:13:73
   |
13 | iag.team_meeting,team,2026-12-08,09:00,90,held,anna bram carla dirk eva frank
   |                                                                         ^^^^^
   |
   = help: known here: `kemo3`, `dilu7`, `bafo2`, `gepa5`, `anna`, `bram`, `carla`, `dirk`, `eva`, `team`, `ref-voorbeeld`, `intervisie`
"#);
}

#[test]
fn travel_that_is_not_whole() {
    let said = faults(
        "\"kantoor-noord\" = \"20m\", ",
        "\"kantoor-west\" = \"20m\", \"zuid-noord\" = \"25m\", ",
    );
    assert_snapshot!(said, @r#"
error[unknown-zone]: `kantoor-west` does not name two zones
  --> voorbeeld/team.toml:35:13
   |
35 | between = { "kantoor-west" = "20m", "zuid-noord" = "25m", "kantoor-zuid" = "20m", "noord-zuid" = "30m" }
   |             ^^^^^^^^^^^^^^
   |
   = help: write two of `zones` with a hyphen between them (kantoor, noord, zuid)

error[travel-said-twice]: `noord-zuid` is said twice, differently
  --> voorbeeld/team.toml:35:83
   |
35 | between = { "kantoor-west" = "20m", "zuid-noord" = "25m", "kantoor-zuid" = "20m", "noord-zuid" = "30m" }
   |                                                                                   ^^^^^^^^^^^^
   |
   = help: keep one: travel takes as long there as back

error[missing-travel]: no travel time is given for kantoor-noord
  --> voorbeeld/team.toml:32:2
   |
32 | [travel]
   |  ^^^^^^
   |
   = help: add each under [travel.between], as in `a-b = "20m"`
"#);
}

#[test]
fn detour() {
    assert_snapshot!(faults("\"noord-zuid\" = \"30m\"", "\"noord-zuid\" = \"50m\""), @r"
error[travel-detour]: noord to zuid takes 50 minutes, but by way of kantoor 40
  --> voorbeeld/team.toml:32:2
   |
32 | [travel]
   |  ^^^^^^
   |
   = help: shorten the direct way, or lengthen the others
");
}

#[test]
fn patterns_against_each_other() {
    let both = "from = 2027-01-08\nto = 2027-03-01\nhours = \"mon am\"\n\
                [[people.dirk.patterns]]\nfrom = 2027-02-01\nto = 2027-04-01\n";
    assert_snapshot!(faults("from = 2027-01-08\nevery = 2\n", both), @r"
error[overlapping-patterns]: two patterns of Dirk Voorbeeld hold from Mon 1 February 2027
  --> voorbeeld/team.toml:67:9
   |
67 | [people.dirk]
   |         ^^^^
   |
   = help: end the earlier one with `to` before the later one begins
");
}

#[test]
fn alternate_weeks_from_no_date() {
    assert_snapshot!(faults("from = 2027-01-08\nevery = 2\n", "every = 2\n"), @r"
error[pattern-without-start]: every 2 weeks, counted from no date
  --> voorbeeld/team.toml:76:1
   |
76 | [[people.dirk.patterns]]
   | ^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: add `from`: the weeks are counted from the week of that day
");
}

#[test]
fn hours_beyond_the_employer() {
    let hours = "mon-tue,thu 08:30-12:30 13:00-17:00";
    assert_snapshot!(faults(hours, "mon 07:00-18:30"), @"
    error[hours-beyond-employer]: the hours of Carla Voorbeeld hold a day of 11h30, at most 10h (CAO Gehandicaptenzorg hoofdstuk 6 en bijlage 2; Arbeidstijdenwet)
      --> voorbeeld/team.toml:60:9
       |
    60 | [people.carla]
       |         ^^^^^
       |
       = help: shorten `hours`, or name another employer profile
    ");
    assert_snapshot!(faults(hours, "mon-sat 08:00-18:00; sun 08:00-12:00"), @r"
error[hours-beyond-employer]: the hours of Carla Voorbeeld hold a week of 64h, at most 60h (CAO Gehandicaptenzorg hoofdstuk 6 en bijlage 2; Arbeidstijdenwet)
  --> voorbeeld/team.toml:60:9
   |
60 | [people.carla]
   |         ^^^^^
   |
   = help: shorten `hours`, or name another employer profile
");
    assert_snapshot!(faults(hours, "mon 13:00-22:30; tue am"), @r"
error[hours-beyond-employer]: the hours of Carla Voorbeeld hold 10h of rest, at least 11h (CAO Gehandicaptenzorg hoofdstuk 6 en bijlage 2; Arbeidstijdenwet)
  --> voorbeeld/team.toml:60:9
   |
60 | [people.carla]
   |         ^^^^^
   |
   = help: shorten `hours`, or name another employer profile
");
}

#[test]
fn contract_that_ends_before_it_begins() {
    assert_snapshot!(faults("since = 2023-05-01", "since = 2023-05-01\nuntil = 2022-05-01"), @r"
error[ends-before-start]: this ends on Sun 1 May 2022, before it starts on Mon 1 May 2023
  --> voorbeeld/team.toml:49:9
   |
49 | until = 2022-05-01
   |         ^^^^^^^^^^
   |
   = help: correct one of the two dates
");
}

#[test]
fn dates_and_units() {
    let said = faults(
        "\"2027-03-11\"",
        "\"2027-02-30\" = \"studiedag\"\n[capacities]\nhome = [\"Eik\", \"Eik\"]\n[closures]\n\"2027-03-11\"",
    );
    assert_snapshot!(said, @r#"
error[duplicate-key]: duplicate key
  --> voorbeeld/team.toml:41:2
   |
41 | [closures]
   |  ^^^^^^^^
   |
   = help: give each key once: delete or rename one

error[duplicate-unit]: `Eik` is listed twice
  --> voorbeeld/team.toml:40:16
   |
40 | home = ["Eik", "Eik"]
   |                ^^^^^
   |
   = help: delete one

error[bad-date]: `2027-02-30` is no date
  --> voorbeeld/team.toml:38:1
   |
38 | "2027-02-30" = "studiedag"
   | ^^^^^^^^^^^^
   |
   = help: write a day of the calendar between 1900 and 2200, like 2027-01-04
"#);
    assert_snapshot!(faults("\"2027-03-11\"", "\"2027-02-30\""), @r#"
error[bad-date]: `2027-02-30` is no date
  --> voorbeeld/team.toml:38:1
   |
38 | "2027-02-30" = "studiedag"                   # nobody is planned that day
   | ^^^^^^^^^^^^
   |
   = help: write a day of the calendar between 1900 and 2200, like 2027-01-04
"#);
}
