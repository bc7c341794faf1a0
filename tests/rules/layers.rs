//! How files, choices, a team's keys and variants lie over one another.

use cadans::rules::{Demand, Duration, Mode, OnlyBuiltin, PhaseLength, Programme};
use cadans::time::Period;
use insta::assert_snapshot;

use super::stage::{FIRST, Folder, HEAD, Team, load_with};

const CHILD: &str = r#"
[programme]
id = "child"
title = { nl = "Kind", en = "Child" }
extends = "test"
[phases.only]
length = { remainder = true }
[rules.first]
duration = { min = "60m", target = "75m", max = "90m" }
[rules.second]
enabled = false
[rules.third]
title = { nl = "derde", en = "third" }
kind = "milestone"
source = "D1:4"
who = { same_as = "first", seconds = true }
duration = "60m"
anchor = "first"
due = "6w"
"#;

const SECOND: &str = r#"
[rules.second]
title = { nl = "tweede", en = "second" }
kind = "weekly"
source = "D1:3"
who = { all = ["family", "worker"], forbid = ["expert"] }
duration = "90m"
per_week = 2
[[rules.second.variants]]
flag = "short"
duration = { flat = "60m", per_case = "15m" }
[choices.often]
about = "C1"
question = { nl = "Hoe vaak?", en = "How often?" }
chosen = "twice"
[choices.often.options.twice]
title = { nl = "tweemaal", en = "twice" }
[choices.often.options.once]
title = { nl = "eenmaal", en = "once" }
set = { "rules.second.per_week" = 1 }
"#;

fn folder() -> Folder {
    let base = format!("{HEAD}{FIRST}{SECOND}");
    Folder::with(&[("test.toml", &base), ("child.toml", CHILD)])
}

fn sound(id: &str, team: &Team<'_>) -> Programme {
    let (programme, faults) = load_with(&folder(), id, team);
    assert_eq!(faults, "");
    programme.expect("no faults")
}

#[test]
fn a_child_changes_adds_and_removes() {
    let child = sound("child", &Team::default());
    let names: Vec<&str> = child.rules.iter().map(|rule| rule.id.name()).collect();
    assert_eq!(names, ["first", "third"]);
    assert_eq!(child.title.en, "Child");
    assert_eq!(
        child.phases[0].length,
        PhaseLength::Remainder {
            max: Some(Period::weeks(52))
        }
    );
    let third = child.rule("third").expect("it was added");
    assert_eq!(third.who.all, ["family", "worker"]);
    assert!(third.who.seconds);
    assert_eq!(third.id.as_str(), "child.third");
}

#[test]
fn a_choice_writes_into_the_rule() {
    let per_week = |team: &Team<'_>| {
        let programme = sound("test", team);
        match &programme.rule("second").expect("it is there").demand {
            Demand::Weekly(weekly) => format!("{:?}", weekly.amount),
            _ => String::new(),
        }
    };
    assert_eq!(per_week(&Team::default()), "Times(2)");
    let once = Team {
        choices: &[("often", "once")],
        ..Team::default()
    };
    assert_eq!(per_week(&once), "Times(1)");
}

#[test]
fn a_team_and_its_overlays_lie_on_top_and_forms_do_not_mix() {
    let programme = sound(
        "test",
        &Team {
            rules: &[("second", "hours_per_week = \"4h\"")],
            overlays: &[("second", "municipality = \"Zuidveld\"\nper_week = 3")],
            ..Team::default()
        },
    );
    let second = programme.rule("second").expect("it is there");
    assert_eq!(second.mode, Mode::Reserve);
    let [(short, first), (place, last)] = second.variants.as_slice() else {
        panic!("two variants, in order");
    };
    assert_eq!(short.flag.as_deref(), Some("short"));
    let Duration {
        target,
        per_case,
        min,
        ..
    } = &first.duration;
    assert_eq!((*target, *per_case, *min), (60, 15, 60));
    assert_eq!(place.municipality.as_deref(), Some("Zuidveld"));
    assert_eq!(last.mode, Mode::Plan);
}

#[test]
fn an_overlay_of_another_kind_replaces_the_rule() {
    let stay = "title = { nl = \"verblijf\", en = \"stay\" }\nkind = \"stay\"\nsource = \"policy\"\ncapacity = \"home\"";
    let programme = sound(
        "test",
        &Team {
            rules: &[("second", stay)],
            ..Team::default()
        },
    );
    let demand = &programme.rule("second").expect("it is there").demand;
    assert!(matches!(demand, Demand::Stay { .. }));
}

#[test]
fn what_a_team_writes_wrongly() {
    let team = Team {
        choices: &[("oftn", "once"), ("often", "thrice")],
        rules: &[("secnd", "per_week = 1"), ("second", "per_weak = 1")],
        overlays: &[
            ("first", "due = \"3w\""),
            ("first", "phase = \"onyl\"\ndue = \"3w\""),
        ],
    };
    assert_snapshot!(load_with(&folder(), "test", &team).1, @r#"
        error[unknown-choice]: the programme has no choice `oftn`
         --> team.toml:1:1
          |
        1 | oftn
          | ^^^^
          |
          = help: did you mean `often`?

        error[unknown-option]: choice `often` has no option `thrice`
         --> team.toml:1:1
          |
        1 | thrice
          | ^^^^^^
          |
          = help: did you mean `twice`?

        error[unknown-rule]: the programme has no rule `secnd`
         --> team.toml:1:1
          |
        1 | secnd
          | ^^^^^
          |
          = help: did you mean `second`?

        error[no-condition]: a variant of rule `first` has no condition
         --> team.toml:1:1
          |
        1 | first
          | ^^^^^
          |
          = help: say when it holds (phase, tenure_under, contract_under, municipality, person, case, flag, region or employer), or change the rule itself

        error[unknown-phase]: no phase is called `onyl`
         --> team.toml:1:9
          |
        1 | phase = "onyl"
          |         ^^^^^^
          |
          = help: did you mean `only`?

        error[unknown-key]: rule `second` has no key `per_weak`
         --> team.toml:1:1
          |
        1 | per_weak = 1
          | ^^^^^^^^
          |
          = help: did you mean `per_week`?
    "#);
}

#[test]
fn a_forbidden_role_is_refused_with_the_source() {
    let team = Team {
        choices: &[("team_meeting_rhythm", "none")],
        rules: &[("intervision", "who = { all = [\"worker\", \"scientist\"] }")],
        ..Team::default()
    };
    assert_snapshot!(load_with(&OnlyBuiltin, "iag", &team).1, @r#"
        error[forbidden-role]: rule `intervision` invites `scientist`, whom it forbids
         --> team.toml:1:26
          |
        1 | who = { all = ["worker", "scientist"] }
          |                          ^^^^^^^^^^^
          |
          = help: leave `scientist` out; the rule stands in S1:85 (’s Heeren Loo, Intensieve Ambulante Gezinsbehandeling (IAG), programme description, Dutch)
    "#);
}

#[test]
fn a_rhythm_nobody_gave_names_both_ways_out() {
    assert_snapshot!(load_with(&OnlyBuiltin, "iag", &Team::default()).1, @r#"
    error[rule-needs-choice]: rule `team_meeting` has no rhythm of its own: the team must give one
       --> constraints/iag.toml (built in):190:7
        |
    190 | gap = "team"                                               # S1 gives no rhythm: team.toml must, or say mode = "off". See choices.t...
        |       ^^^^^^
        |
        = help: in team.toml under [rules."iag.team_meeting"] write gap = { min = "1w", target = "2w", max = "2w", limit = "3w" }, or mode = "off"
    "#);
    for way_out in [
        "gap = { min = \"1w\", target = \"2w\", max = \"2w\", limit = \"3w\" }",
        "mode = \"off\"",
    ] {
        let team = Team {
            rules: &[("team_meeting", way_out)],
            ..Team::default()
        };
        assert_eq!(load_with(&OnlyBuiltin, "iag", &team).1, "");
    }
}

#[test]
fn a_file_that_extends_itself_in_the_end() {
    let one = "[programme]\nid = \"one\"\nextends = \"two\"\n";
    let two = "[programme]\nid = \"two\"\nextends = \"one\"\n";
    let files = Folder::with(&[("one.toml", one), ("two.toml", two)]);
    assert_snapshot!(load_with(&files, "one", &Team::default()).1, @r#"
        error[extends-cycle]: these files extend each other: `one`, `two`, `one`
         --> two.toml:3:11
          |
        3 | extends = "one"
          |           ^^^^^
          |
          = help: take `extends` out of one of these files
    "#);
}

#[test]
fn a_file_that_is_not_there() {
    let files = Folder::with(&[(
        "one.toml",
        "[programme]\nid = \"one\"\nextends = \"gezinsopnaam\"\n",
    )]);
    assert_snapshot!(load_with(&files, "one", &Team::default()).1, @r#"
        error[unknown-file]: there is no rule file constraints/gezinsopnaam.toml
         --> one.toml:3:11
          |
        3 | extends = "gezinsopnaam"
          |           ^^^^^^^^^^^^^^
          |
          = help: did you mean `gezinsopname`?
    "#);
}

#[test]
fn an_option_that_is_broken_is_found_though_nobody_chose_it() {
    let broken = SECOND.replace(
        "\"rules.second.per_week\" = 1",
        "\"rules.second.per_week\" = 0, \"rules.secnd.mode\" = \"off\", \"sources.D1\" = \"x\"",
    );
    let files = Folder::with(&[("test.toml", &format!("{HEAD}{FIRST}{broken}"))]);
    assert_snapshot!(load_with(&files, "test", &Team::default()).1, @r#"
        error[unknown-path]: `rules.secnd.mode` leads nowhere: there is no `secnd`
          --> test.toml:49:38
           |
        49 | set = { "rules.second.per_week" = 0, "rules.secnd.mode" = "off", "sources.D1" = "x" }
           |                                      ^^^^^^^^^^^^^^^^^^
           |
           = help: did you mean `second`?

        error[unknown-path]: `sources.D1` leads nowhere: there is no `sources`
          --> test.toml:49:66
           |
        49 | set = { "rules.second.per_week" = 0, "rules.secnd.mode" = "off", "sources.D1" = "x" }
           |                                                                  ^^^^^^^^^^^^
           |
           = help: known here: `programme`, `phases`, `roles`, `dates`, `rules`

        error[out-of-range]: `per_week` of rule `second` is 0
          --> test.toml:49:35
           |
        49 | set = { "rules.second.per_week" = 0, "rules.secnd.mode" = "off", "sources.D1" = "x" }
           |                                   ^
           |
           = help: write a whole number from 1 to 50
    "#);
}
