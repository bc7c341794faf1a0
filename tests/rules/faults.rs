//! Every fault a rule file can have, beside the text that causes it.

use insta::assert_snapshot;

use super::stage::{FIRST, HEAD, faults_of, whole_faults};

/// A sound milestone but for what `change` makes of its text.
fn first(from: &str, to: &str) -> String {
    assert!(FIRST.contains(from), "{from}");
    faults_of(&FIRST.replace(from, to))
}

/// A milestone with further keys.
fn first_with(keys: &str) -> String {
    faults_of(&format!("{FIRST}{keys}\n"))
}

/// A cadence, which needs a `gap` and may have further keys.
fn cadence(keys: &str) -> String {
    faults_of(&format!(
        "[rules.talk]\ntitle = {{ nl = \"gesprek\", en = \"talk\" }}\nkind = \"cadence\"\nsource = \"D1:5\"\n\
         who = {{ all = [\"worker\", \"expert\"] }}\nduration = \"60m\"\n{keys}\n"
    ))
}

const GAP: &str = "gap = { min = \"2w\", target = \"3w\", max = \"3w\", limit = \"4w\" }";

#[test]
fn sound_files_have_none() {
    assert_eq!(faults_of(FIRST), "");
    assert_eq!(cadence(GAP), "");
}

#[test]
fn several_points_rise_and_are_days() {
    assert_eq!(first_with("at = [\"4w\", \"11w\"]"), "");
    for wrong in ["[\"4m\"]", "[\"11w\", \"4w\"]"] {
        let told = first_with(&format!("at = {wrong}"));
        assert!(told.contains("error[unclear-points]"), "{told}");
    }
    let told = first_with("at = [\"4w\"]\nrepeat = { every = \"26w\" }");
    assert!(told.contains("error[unclear-points]"), "{told}");
}

#[test]
fn unknown_key() {
    assert_snapshot!(first("duration", "duratoin"), @r#"
        error[unknown-key]: rule `first` has no key `duratoin`
          --> test.toml:27:1
           |
        27 | duratoin = "60m"
           | ^^^^^^^^
           |
           = help: did you mean `duration`?
    "#);
}

#[test]
fn wrong_type() {
    assert_snapshot!(first("\"60m\"", "60"), @r#"
        error[wrong-type]: `duration` of rule `first` is no length
          --> test.toml:27:12
           |
        27 | duration = 60
           |            ^^
           |
           = help: write "60m", { min, target, max }, { flat, per_case, combine } or { by_size }
    "#);
    assert_snapshot!(first_with("legal = \"yes\""), @r#"
        error[wrong-type]: `legal` of rule `first` is text
          --> test.toml:30:9
           |
        30 | legal = "yes"
           |         ^^^^^
           |
           = help: write true or false, without quotes
    "#);
}

#[test]
fn missing_kind_and_missing_source() {
    assert_snapshot!(first("kind = \"milestone\"", ""), @r#"
        error[missing-key]: rule `first` has no `kind`
          --> test.toml:22:8
           |
        22 | [rules.first]
           |        ^^^^^
           |
           = help: add kind = "milestone", "cadence", "weekly", "duty", "stay" or "cap"
    "#);
    assert_snapshot!(first("source = \"D1:2\"", ""), @r#"
        error[missing-source]: rule `first` has no `source`
          --> test.toml:22:8
           |
        22 | [rules.first]
           |        ^^^^^
           |
           = help: add source = "S1:89" (a document of [sources] and its line), a law or agreement, or "policy"
    "#);
}

#[test]
fn unknown_source() {
    assert_snapshot!(first("D1:2", "D2:2, Awb 4:13"), @r#"
        error[unknown-source]: [sources] has no `D2`
          --> test.toml:25:10
           |
        25 | source = "D2:2, Awb 4:13"
           |          ^^^^^^^^^^^^^^^^
           |
           = help: did you mean `D1`?
    "#);
}

#[test]
fn unknown_kind() {
    assert_snapshot!(first("milestone", "milstone"), @r#"
        error[unknown-value]: `kind` of rule `first` cannot be `milstone`
          --> test.toml:24:8
           |
        24 | kind = "milstone"
           |        ^^^^^^^^^^
           |
           = help: did you mean `milestone`?
    "#);
}

#[test]
fn title_in_one_language() {
    assert_snapshot!(first(", en = \"first\"", ""), @r#"
        error[missing-key]: `title` of rule `first` has no `en`
          --> test.toml:23:1
           |
        23 | title = { nl = "eerste" }
           | ^^^^^
           |
           = help: add en = "…"
    "#);
}

#[test]
fn bad_period_and_off_the_quarter() {
    assert_snapshot!(first("\"60m\"", "\"one hour\""), @r#"
        error[bad-period]: `one hour` has no whole number
          --> test.toml:27:12
           |
        27 | duration = "one hour"
           |            ^^^^^^^^^^
           |
           = help: write a length like "90m", "2h", "5d", "5wd", "3w", "6mo"
    "#);
    assert_snapshot!(first("\"60m\"", "\"50m\""), @r#"
        error[off-the-quarter]: `duration` is 50 minutes, and meetings last whole quarters of an hour
          --> test.toml:27:12
           |
        27 | duration = "50m"
           |            ^^^^^
           |
           = help: write a multiple of 15 minutes, at most a day
    "#);
    assert_snapshot!(first("\"2w\"", "\"2 weeks\""), @r#"
        error[bad-period]: `2 weeks` has no unit out of m, h, d, wd, w, mo, y
          --> test.toml:29:7
           |
        29 | due = "2 weeks"
           |       ^^^^^^^^^
           |
           = help: write a length like "90m", "2h", "5d", "5wd", "3w", "6mo"
    "#);
}

#[test]
fn notice_in_anything_but_working_days() {
    assert_snapshot!(first_with("notice = \"2w\""), @r#"
        error[bad-period]: `notice` of rule `first` is no number of working days up to 260
          --> test.toml:30:10
           |
        30 | notice = "2w"
           |          ^^^^
           |
           = help: write working days, like "10wd"; "0wd" is none
    "#);
    assert_eq!(first_with("notice = \"0wd\""), "");
}

#[test]
fn durations_that_mean_nothing() {
    assert_snapshot!(first("\"60m\"", "{ min = \"90m\", target = \"60m\", max = \"120m\" }"), @r#"
        error[unordered]: `duration` of rule `first` is not in order: 90m, 60m, 120m
          --> test.toml:27:1
           |
        27 | duration = { min = "90m", target = "60m", max = "120m" }
           | ^^^^^^^^
           |
           = help: make min <= target <= max
    "#);
    assert_snapshot!(first("\"60m\"", "{ flat = \"60m\", target = \"60m\" }"), @r#"
        error[unclear-duration]: `duration` of rule `first` is not one way of giving a length
          --> test.toml:27:1
           |
        27 | duration = { flat = "60m", target = "60m" }
           | ^^^^^^^^
           |
           = help: write "60m", { min, target, max }, { flat, per_case, combine } or { by_size }
    "#);
    assert_snapshot!(first("\"60m\"", "{ by_size = { four = \"90m\" } }"), @r#"
        error[out-of-range]: `four` is no group size
          --> test.toml:27:26
           |
        27 | duration = { by_size = { four = "90m" } }
           |                          ^^^^
           |
           = help: write the size from which the length holds, from "1" to "100"

        error[unclear-duration]: no size has a length
          --> test.toml:27:14
           |
        27 | duration = { by_size = { four = "90m" } }
           |              ^^^^^^^
           |
           = help: write "60m", { min, target, max }, { flat, per_case, combine } or { by_size }
    "#);
}

#[test]
fn unknown_role() {
    assert_snapshot!(first("\"worker\"]", "\"wroker\"]"), @r#"
        error[unknown-role]: no role is called `wroker`
          --> test.toml:26:26
           |
        26 | who = { all = ["family", "wroker"] }
           |                          ^^^^^^^^
           |
           = help: did you mean `worker`?
    "#);
}

#[test]
fn forbidden_role() {
    assert_snapshot!(first("\"worker\"]", "\"worker\"], forbid = [\"worker\"]"), @r#"
        error[forbidden-role]: rule `first` invites `worker`, whom it forbids
          --> test.toml:26:26
           |
        26 | who = { all = ["family", "worker"], forbid = ["worker"] }
           |                          ^^^^^^^^
           |
           = help: leave `worker` out; the rule stands in D1:2 (Description of the trial)
    "#);
}

#[test]
fn forbidden_role_inside_a_slot() {
    let slot = "[roles.anyone]\ntitle = { nl = \"iemand\", en = \"anyone\" }\nkind = \"slot\"\nany_of = [\"worker\", \"expert\"]\n";
    let rule = FIRST.replace(
        "[\"family\", \"worker\"]",
        "[\"family\"], any = [\"anyone\"], forbid = [\"expert\"]",
    );
    assert_snapshot!(faults_of(&format!("{slot}{rule}")), @r#"
        error[forbidden-role]: rule `first` invites `expert`, whom it forbids
          --> test.toml:30:34
           |
        30 | who = { all = ["family"], any = ["anyone"], forbid = ["expert"] }
           |                                  ^^^^^^^^
           |
           = help: leave `anyone` out; the rule stands in D1:2 (Description of the trial)
    "#);
}

#[test]
fn a_slot_without_roles_and_of_slots() {
    let slot = "[roles.anyone]\ntitle = { nl = \"iemand\", en = \"anyone\" }\nkind = \"slot\"\n\
                [roles.either]\ntitle = { nl = \"een\", en = \"either\" }\nkind = \"slot\"\nany_of = [\"anyone\", \"nobody\"]\n";
    assert_snapshot!(faults_of(slot), @r#"
        error[unclear-slot]: role `anyone` and its `any_of` do not go together
          --> test.toml:21:8
           |
        21 | [roles.anyone]
           |        ^^^^^^
           |
           = help: a slot lists the roles that may fill it in `any_of`; other roles have none

        error[unknown-role]: `nobody` is no role that could fill a slot
          --> test.toml:27:21
           |
        27 | any_of = ["anyone", "nobody"]
           |                     ^^^^^^^^
           |
           = help: name roles of this file that are no slots themselves
    "#);
}

#[test]
fn nobody_invited() {
    assert_snapshot!(first("who = { all = [\"family\", \"worker\"] }", ""), @r#"
        error[nobody-invited]: rule `first` invites nobody
          --> test.toml:22:8
           |
        22 | [rules.first]
           |        ^^^^^
           |
           = help: add who = { all = ["…"] } with the roles that come
    "#);
    assert_snapshot!(first("[\"family\", \"worker\"]", "[]"), @r#"
        error[nobody-invited]: rule `first` invites nobody
          --> test.toml:26:1
           |
        26 | who = { all = [] }
           | ^^^
           |
           = help: name roles in `all` or `any`
    "#);
}

#[test]
fn group_sizes_that_cannot_be() {
    let rule = "per = \"group\"\nwho = { all = [\"worker\"], min = 8, max = 4, quorum = 5 }";
    assert_snapshot!(first("who = { all = [\"family\", \"worker\"] }", rule), @r#"
        error[anchor-of-another-subject]: `care_start` is a date of a case, and this rule is not
          --> test.toml:29:10
           |
        29 | anchor = "care_start"
           |          ^^^^^^^^^^^^
           |
           = help: choose an anchor that the rule's `per` has, or another `per`

        error[impossible-size]: `min` is larger than `max`
          --> test.toml:27:33
           |
        27 | who = { all = ["worker"], min = 8, max = 4, quorum = 5 }
           |                                 ^
           |
           = help: no group can have both: lower `min` or raise `max`

        error[impossible-size]: `quorum` is larger than `max`
          --> test.toml:27:54
           |
        27 | who = { all = ["worker"], min = 8, max = 4, quorum = 5 }
           |                                                      ^
           |
           = help: no group can have both: lower `quorum` or raise `max`
    "#);
    assert_snapshot!(first("\"worker\"]", "\"worker\"], quorum = 2"), @r#"
        error[size-without-group]: `min`, `max` and `quorum` are for groups and the team
          --> test.toml:26:1
           |
        26 | who = { all = ["family", "worker"], quorum = 2 }
           | ^^^
           |
           = help: delete it, or say per = "group" or per = "team"
    "#);
}

#[test]
fn the_subject_is_not_invited() {
    assert_snapshot!(first("anchor = \"care_start\"", "per = \"person\"\nof = \"expert\"\nanchor = \"person_since\""), @r#"
        error[subject-not-invited]: the rule is about each `expert`, who is not in `all`
          --> test.toml:26:1
           |
        26 | who = { all = ["family", "worker"] }
           | ^^^
           |
           = help: add "expert" to `all`, or change what the rule is about
    "#);
}

#[test]
fn keys_that_say_nothing_here() {
    assert_snapshot!(first_with("of = \"worker\""), @r#"
        error[needless-key]: `of` says nothing with this `per`
          --> test.toml:30:6
           |
        30 | of = "worker"
           |      ^^^^^^^^
           |
           = help: `each` goes with per = "case", `of` with per = "person"
    "#);
    assert_snapshot!(first_with("per_week = 2"), @r#"
        error[unknown-key]: rule `first` has no key `per_week`
          --> test.toml:30:1
           |
        30 | per_week = 2
           | ^^^^^^^^
           |
           = help: known here: `absent`, `after`, `anchor`, `at`, `bundle`, `confirm_by`, `covers`, `distinct_from`, `due`, `duration`, `each`, `enabled`, `freeze_days`, `inferred`, `kind`, `late_max`, `legal`, `mode`, `notice`, `of`, `per`, `place`, `repeat`, `rollover`, `session`, `severity`, `short`, `source`, `standing`, `title`, `variants`, `when`, `who`, `window`
    "#);
}

#[test]
fn unknown_anchors() {
    assert_snapshot!(first("\"care_start\"", "\"care_strat\""), @r#"
        error[unknown-anchor]: `care_strat` is no date and no rule
          --> test.toml:28:10
           |
        28 | anchor = "care_strat"
           |          ^^^^^^^^^^^^
           |
           = help: did you mean `care_start`?
    "#);
    assert_snapshot!(first("\"care_start\"", "\"phase:olny\""), @r#"
        error[unknown-anchor]: no phase is called `olny`
          --> test.toml:28:10
           |
        28 | anchor = "phase:olny"
           |          ^^^^^^^^^^^^
           |
           = help: did you mean `only`?
    "#);
    assert_snapshot!(first("\"care_start\"", "\"phase:only@2\""), @r#"
        error[unknown-anchor]: `only@2` points outside the phase
          --> test.toml:28:10
           |
        28 | anchor = "phase:only@2"
           |          ^^^^^^^^^^^^^^
           |
           = help: write phase:only@0.5, with a number from 0 to 1
    "#);
    assert_snapshot!(first("\"care_start\"", "\"date:declined\""), @r#"
        error[unknown-anchor]: [dates] has no `declined`
          --> test.toml:28:10
           |
        28 | anchor = "date:declined"
           |          ^^^^^^^^^^^^^^^
           |
           = help: none is known here
    "#);
}

#[test]
fn an_anchor_of_another_subject() {
    assert_snapshot!(first("\"care_start\"", "\"person_since\""), @r#"
        error[anchor-of-another-subject]: `person_since` is a date of a person, and this rule is not
          --> test.toml:28:10
           |
        28 | anchor = "person_since"
           |          ^^^^^^^^^^^^^^
           |
           = help: choose an anchor that the rule's `per` has, or another `per`
    "#);
    let report = "[rules.report]\ntitle = { nl = \"verslag\", en = \"report\" }\nkind = \"duty\"\nsource = \"policy\"\n\
                  per = \"team\"\nowner = \"worker\"\nanchor = \"first\"\ndue = \"-1w\"\n";
    assert_snapshot!(faults_of(&format!("{FIRST}{report}")), @r#"
        error[anchor-of-another-subject]: `report` and `first` are not about the same subject
          --> test.toml:36:10
           |
        36 | anchor = "first"
           |          ^^^^^^^
           |
           = help: let both have the same `per`
    "#);
}

#[test]
fn rules_that_wait_for_each_other() {
    let second = FIRST
        .replace("rules.first", "rules.second")
        .replace("care_start", "first");
    let both = format!("{}{second}", FIRST.replace("care_start", "second"));
    assert_snapshot!(faults_of(&both), @r#"
        error[anchor-cycle]: these rules wait for each other: `first`, `second`
          --> test.toml:28:10
           |
        28 | anchor = "second"
           |          ^^^^^^^^
           |
           = help: let one of them count from a date
    "#);
}

#[test]
fn counting_from_what_never_takes_place() {
    let second = FIRST
        .replace("rules.first", "rules.second")
        .replace("care_start", "first");
    assert_snapshot!(faults_of(&format!("{FIRST}mode = \"off\"\n{second}")), @r#"
        error[anchor-is-off]: `second` counts from `first`, which is off
          --> test.toml:38:10
           |
        38 | anchor = "first"
           |          ^^^^^^^
           |
           = help: switch `first` on, switch `second` off, or choose another anchor
    "#);
    let hours = "[rules.first]\ntitle = { nl = \"uren\", en = \"hours\" }\nkind = \"weekly\"\nsource = \"policy\"\n\
                 who = { all = [\"worker\"] }\nhours_per_week = \"4h\"\n";
    assert_snapshot!(faults_of(&format!("{hours}{second}")), @r#"
        error[anchor-without-meeting]: `second` counts from `first`, which has no meetings to count from
          --> test.toml:34:10
           |
        34 | anchor = "first"
           |          ^^^^^^^
           |
           = help: choose a milestone or a cadence, or a date
    "#);
}

#[test]
fn target_outside_the_window() {
    assert_snapshot!(first_with("window = { from = \"0d\", target = \"3w\" }"), @r#"
        error[target-outside-window]: `target` (3w) lies after `due` (2w)
          --> test.toml:30:34
           |
        30 | window = { from = "0d", target = "3w" }
           |                                  ^^^^
           |
           = help: make from <= target <= due
    "#);
    assert_snapshot!(first_with("window = { from = \"2w\", target = \"1w\" }"), @r#"
        error[target-outside-window]: `from` (2w) lies after `target` (1w)
          --> test.toml:30:19
           |
        30 | window = { from = "2w", target = "1w" }
           |                   ^^^^
           |
           = help: make from <= target <= due
    "#);
}

#[test]
fn gaps_out_of_order_incomplete_or_not_in_days() {
    assert_snapshot!(cadence("gap = { min = \"3w\", target = \"2w\", max = \"6w\", limit = \"5w\" }"), @r#"
        error[unordered]: `min` is 21 days, longer than `target` of 14
          --> test.toml:27:15
           |
        27 | gap = { min = "3w", target = "2w", max = "6w", limit = "5w" }
           |               ^^^^
           |
           = help: make min <= target <= max <= limit

        error[unordered]: `max` is 42 days, longer than `limit` of 35
          --> test.toml:27:42
           |
        27 | gap = { min = "3w", target = "2w", max = "6w", limit = "5w" }
           |                                          ^^^^
           |
           = help: make min <= target <= max <= limit
    "#);
    assert_snapshot!(cadence("gap = { min = \"2w\", target = \"3w\", max = \"1mo\" }"), @r#"
        error[bad-period]: `max` is 1mo, and a gap counts whole days
          --> test.toml:27:42
           |
        27 | gap = { min = "2w", target = "3w", max = "1mo" }
           |                                          ^^^^^
           |
           = help: write days or weeks, like "21d" or "3w", at least a day

        error[missing-key]: `gap` of rule `talk` has no `limit`
          --> test.toml:27:1
           |
        27 | gap = { min = "2w", target = "3w", max = "1mo" }
           | ^^^
           |
           = help: every rhythm gives min, target, max and limit
    "#);
    assert_snapshot!(cadence(""), @r#"
    error[missing-key]: rule `talk` does not say how often
      --> test.toml:21:8
       |
    21 | [rules.talk]
       |        ^^^^
       |
       = help: add: gap = { min = "2w", target = "3w", max = "3w", limit = "4w" }, or every = "1mo" with, say, on = "first mon"
    "#);
    assert_snapshot!(cadence("gap = \"team\""), @r#"
        error[rule-needs-choice]: rule `talk` has no rhythm of its own: the team must give one
          --> test.toml:27:7
           |
        27 | gap = "team"
           |       ^^^^^^
           |
           = help: in team.toml under [rules."test.talk"] write gap = { min = "1w", target = "2w", max = "2w", limit = "3w" }, or mode = "off"
    "#);
}

#[test]
fn an_amount_given_twice_or_not() {
    let weekly = |keys: &str| {
        faults_of(&format!(
            "[rules.visit]\ntitle = {{ nl = \"bezoek\", en = \"visit\" }}\nkind = \"weekly\"\nsource = \"policy\"\n\
             who = {{ all = [\"worker\"] }}\nduration = \"60m\"\n{keys}\n"
        ))
    };
    assert_snapshot!(weekly(""), @r#"
        error[unclear-amount]: rule `visit` does not say how much a week
          --> test.toml:21:8
           |
        21 | [rules.visit]
           |        ^^^^^
           |
           = help: give either per_week = 2 or hours_per_week = "4h" (or "case")
    "#);
    assert_snapshot!(weekly("per_week = 2\nhours_per_week = \"2h\""), @r#"
        error[unclear-amount]: rule `visit` says twice how much a week: in `per_week` and in `hours_per_week`
          --> test.toml:28:18
           |
        28 | hours_per_week = "2h"
           |                  ^^^^
           |
           = help: leave one: `per_week` counts meetings, `hours_per_week` hours
    "#);
    assert_snapshot!(weekly("hours_per_week = \"200h\""), @r#"
        error[out-of-range]: a week has more than 0 and at most 168 hours
          --> test.toml:27:18
           |
        27 | hours_per_week = "200h"
           |                  ^^^^^^
           |
           = help: write hours_per_week = "4h"
    "#);
}

#[test]
fn times_of_day() {
    assert_snapshot!(first_with("when = { weekdays = [\"mon\", \"maandag\"], hours = \"9:00-17:10\" }"), @r#"
        error[bad-day]: `maandag` is no day of the week
          --> test.toml:30:29
           |
        30 | when = { weekdays = ["mon", "maandag"], hours = "9:00-17:10" }
           |                             ^^^^^^^^^
           |
           = help: write mon, tue, wed, thu, fri, sat, sun

        error[bad-hours]: `17:10` is not on a quarter of an hour
          --> test.toml:30:49
           |
        30 | when = { weekdays = ["mon", "maandag"], hours = "9:00-17:10" }
           |                                                 ^^^^^^^^^^^^
           |
           = help: write from and to on quarters of an hour: "08:30-12:30 13:00-17:00"
    "#);
    assert_snapshot!(first_with("when = { hours = \"17:00-09:00\" }"), @r#"
        error[bad-hours]: `17:00-09:00` does not end after it begins
          --> test.toml:30:18
           |
        30 | when = { hours = "17:00-09:00" }
           |                  ^^^^^^^^^^^^^
           |
           = help: write from and to on quarters of an hour: "08:30-12:30 13:00-17:00"
    "#);
    assert_snapshot!(first_with("when = { hours = \"09:00-09:30\" }"), @r#"
        error[never-fits]: a meeting of 60 minutes fits on no day of rule `first`
          --> test.toml:30:8
           |
        30 | when = { hours = "09:00-09:30" }
           |        ^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: widen `hours` or `weekdays`, or shorten the meeting
    "#);
    assert_snapshot!(first_with("when = { weekdays = [\"mon\"], fixed = { day = \"tue\", start = \"09:00\" } }"), @r#"
        error[never-fits]: a meeting of 60 minutes fits on no day of rule `first`
          --> test.toml:30:8
           |
        30 | when = { weekdays = ["mon"], fixed = { day = "tue", start = "09:00" } }
           |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: widen `hours` or `weekdays`, or shorten the meeting
    "#);
    assert_snapshot!(first_with("when = { hours = \"09:00-12:00\", prefer = { hours = \"13:00-14:00\" } }"), @r#"
        error[never-preferred]: none of the times preferred is allowed
          --> test.toml:30:33
           |
        30 | when = { hours = "09:00-12:00", prefer = { hours = "13:00-14:00" } }
           |                                 ^^^^^^
           |
           = help: prefer some of the hours allowed
    "#);
    assert_snapshot!(first_with("when = { outside_office = { share = \"a third\" } }"), @r#"
        error[out-of-range]: `a third` is no share
          --> test.toml:30:37
           |
        30 | when = { outside_office = { share = "a third" } }
           |                                     ^^^^^^^^^
           |
           = help: write a share from "1%" to "100%"
    "#);
}

#[test]
fn people_borrowed_from_nobody() {
    assert_snapshot!(first("{ all = [\"family\", \"worker\"] }", "{ same_as = \"fisrt\" }"), @r#"
        error[unknown-rule]: no rule of test is called `fisrt`
          --> test.toml:26:19
           |
        26 | who = { same_as = "fisrt" }
           |                   ^^^^^^^
           |
           = help: did you mean `first`?
    "#);
    assert_snapshot!(first("{ all = [\"family\", \"worker\"] }", "{ same_as = \"first\" }"), @r#"
        error[same-as-cycle]: the people of `first` are said to be their own
          --> test.toml:26:19
           |
        26 | who = { same_as = "first" }
           |                   ^^^^^^^
           |
           = help: give `who` in full in one of these rules

        error[nobody-invited]: rule `first` invites nobody
          --> test.toml:26:1
           |
        26 | who = { same_as = "first" }
           | ^^^
           |
           = help: name roles in `all` or `any`
    "#);
}

#[test]
fn other_rules_and_roles_named_wrongly() {
    assert_snapshot!(first_with("covers = \"scond\"\ndistinct_from = [\"first\"]\nconfirm_by = \"chief\""), @r#"
        error[unknown-rule]: no rule of test is called `scond`
          --> test.toml:30:10
           |
        30 | covers = "scond"
           |          ^^^^^^^
           |
           = help: known here: `first`

        error[unknown-role]: no role is called `chief`
          --> test.toml:32:14
           |
        32 | confirm_by = "chief"
           |              ^^^^^^^
           |
           = help: known here: `expert`, `family`, `worker`

        error[refers-to-itself]: rule `first` refers to itself in `covers` or `distinct_from`
          --> test.toml:22:8
           |
        22 | [rules.first]
           |        ^^^^^
           |
           = help: name another rule
    "#);
}

#[test]
fn variants_without_a_condition_or_with_a_broken_key() {
    assert_snapshot!(first_with("[[rules.first.variants]]\ndue = \"3w\"\n[[rules.first.variants]]\nphase = \"oly\"\ndue = 3"), @r#"
        error[no-condition]: a variant of rule `first` has no condition
          --> test.toml:30:1
           |
        30 | [[rules.first.variants]]
           | ^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: say when it holds (phase, tenure_under, contract_under, municipality, person, case, flag, region or employer), or change the rule itself

        error[unknown-phase]: no phase is called `oly`
          --> test.toml:33:9
           |
        33 | phase = "oly"
           |         ^^^^^
           |
           = help: did you mean `only`?

        error[wrong-type]: `due` of rule `first` is a whole number
          --> test.toml:34:7
           |
        34 | due = 3
           |       ^
           |
           = help: write a text in "quotes"
    "#);
}

#[test]
fn names_that_cannot_be_ids() {
    assert_snapshot!(faults_of(&FIRST.replace("rules.first", "rules.\"First/1\"")), @r#"
        error[bad-name]: `First/1` cannot be part of an id
          --> test.toml:22:8
           |
        22 | [rules."First/1"]
           |        ^^^^^^^^^
           |
           = help: use at most 64 lower-case letters, digits, `_` and `-`
    "#);
    assert_snapshot!(faults_of(&FIRST.replace("rules.first", "rules.care_end")), @r#"
        error[reserved-name]: `care_end` is a date that rules count from, so no rule can be called that
          --> test.toml:22:8
           |
        22 | [rules.care_end]
           |        ^^^^^^^^
           |
           = help: give the rule another name
    "#);
}

#[test]
fn a_rule_given_twice() {
    assert_snapshot!(faults_of(&format!("{FIRST}{FIRST}")), @r#"
        error[duplicate-key]: duplicate key
          --> test.toml:31:8
           |
        31 | [rules.first]
           |        ^^^^^
           |
           = help: give each key once: delete or rename one
    "#);
}

/// The head with other lengths: the programme's least, and three phases.
fn lengths(min: &str, phases: [(&str, &str); 3]) -> String {
    let head = HEAD.replace(
        "min = \"20w\", target = \"24w\", max = \"52w\" }\n[sources]",
        &format!("min = \"{min}\", target = \"45w\", max = \"52w\" }}\n[sources]"),
    );
    let (head, _) = head.split_once("[phases.only]").expect("it is there");
    let phase = |(n, (min, max)): (usize, (&str, &str))| {
        format!(
            "[phases.p{n}]\ntitle = {{ nl = \"fase\", en = \"phase\" }}\nsource = \"D1:1\"\nlength = {{ min = \"{min}\", target = \"{min}\", max = \"{max}\" }}\n"
        )
    };
    whole_faults(&format!(
        "{head}{}",
        phases
            .into_iter()
            .enumerate()
            .map(phase)
            .collect::<String>()
    ))
}

#[test]
fn phases_that_cannot_fill_the_programme() {
    assert_eq!(
        lengths("20w", [("6w", "6w"), ("12w", "38w"), ("6w", "8w")]),
        ""
    );
    assert_eq!(
        lengths("20w", [("6w", "6w"), ("12w", "12w"), ("6w", "6w")]),
        ""
    );
    assert_snapshot!(lengths("39w", [("6w", "6w"), ("12w", "12w"), ("6w", "8w")]), @r#"
        error[phases-too-short]: the phases last at most 182 days, and the programme at least 39w
          --> test.toml:17:2
           |
        17 | [phases.p0]
           |  ^^^^^^
           |
           = help: change the phases' lengths or the programme's `length`
    "#);
    assert_snapshot!(lengths("20w", [("20w", "20w"), ("30w", "30w"), ("6w", "8w")]), @r#"
        error[phases-too-long]: the phases last at least 392 days, and the programme at most 52w
          --> test.toml:17:2
           |
        17 | [phases.p0]
           |  ^^^^^^
           |
           = help: change the phases' lengths or the programme's `length`
    "#);
}

#[test]
fn two_remainders() {
    let head = HEAD.split_once("[phases.only]").expect("it is there").0;
    let open = |name: &str| {
        format!(
            "[phases.{name}]\ntitle = {{ nl = \"fase\", en = \"phase\" }}\nsource = \"D1:1\"\nlength = {{ remainder = true }}\n"
        )
    };
    assert_snapshot!(whole_faults(&format!("{head}{}{}", open("a"), open("b"))), @r#"
        error[two-remainders]: 2 phases are the remainder
          --> test.toml:17:2
           |
        17 | [phases.a]
           |  ^^^^^^
           |
           = help: only one phase can be what the others leave
    "#);
}

#[test]
fn a_programme_without_a_head_and_with_another_id() {
    assert_snapshot!(whole_faults("[rules]\n"), @r#"
        error[missing-key]: test.toml has no `programme`
         --> test.toml:1:1
          |
        1 | [rules]
          | ^
          |
          = help: begin the file with [programme]
    "#);
    assert_snapshot!(whole_faults(&HEAD.replace("id = \"test\"", "id = \"tset\"")), @r#"
        error[id-mismatch]: the file of `test` says it is `tset`
         --> test.toml:3:6
          |
        3 | id = "tset"
          |      ^^^^^^
          |
          = help: write id = "test", or rename the file
    "#);
}

#[test]
fn lengths_out_of_order() {
    assert_snapshot!(whole_faults(&HEAD.replacen("min = \"20w\"", "min = \"30w\"", 1)), @r#"
        error[unordered]: `length` of `programme` of test.toml is not in order: 30w, 24w, 52w
         --> test.toml:5:1
          |
        5 | length = { min = "30w", target = "24w", max = "52w" }
          | ^^^^^^
          |
          = help: make min <= target <= max
    "#);
}

#[test]
fn choices_that_choose_nothing() {
    let choice = "[choices.often]\nabout = \"C1\"\nquestion = { nl = \"?\", en = \"?\" }\nchosen = \"twice\"\n";
    assert_snapshot!(faults_of(choice), @r#"
        error[no-options]: choice `often` has no options
          --> test.toml:21:10
           |
        21 | [choices.often]
           |          ^^^^^
           |
           = help: add at least one: [choices.….options.…] with a `title` and a `set`

        error[unknown-option]: choice `often` has no option `twice`
          --> test.toml:24:10
           |
        24 | chosen = "twice"
           |          ^^^^^^^
           |
           = help: none is known here
    "#);
    let option = "[choices.often.options.once]\ntitle = { nl = \"eens\", en = \"once\" }\nset = { \"rules.visit.per_week\" = 1 }\n";
    assert_snapshot!(faults_of(&format!("{choice}{option}")), @r#"
        error[unknown-option]: choice `often` has no option `twice`
          --> test.toml:24:10
           |
        24 | chosen = "twice"
           |          ^^^^^^^
           |
           = help: known here: `once`
    "#);
}

#[test]
fn several_faults_come_together() {
    let text = FIRST
        .replace("\"worker\"", "\"wroker\"")
        .replace("\"60m\"", "\"60\"")
        .replace("D1:2", "D9:2")
        .replace("care_start", "care_begin");
    assert_snapshot!(faults_of(&text), @r#"
        error[unknown-source]: [sources] has no `D9`
          --> test.toml:25:10
           |
        25 | source = "D9:2"
           |          ^^^^^^
           |
           = help: did you mean `D1`?

        error[unknown-anchor]: `care_begin` is no date and no rule
          --> test.toml:28:10
           |
        28 | anchor = "care_begin"
           |          ^^^^^^^^^^^^
           |
           = help: known here: `care_start`, `care_end`, `decision_start`, `decision_end`, `person_since`, `term_start`, `first`

        error[unknown-role]: no role is called `wroker`
          --> test.toml:26:26
           |
        26 | who = { all = ["family", "wroker"] }
           |                          ^^^^^^^^
           |
           = help: did you mean `worker`?

        error[bad-period]: `60` has no unit out of m, h, d, wd, w, mo, y
          --> test.toml:27:12
           |
        27 | duration = "60"
           |            ^^^^
           |
           = help: write a length like "90m", "2h", "5d", "5wd", "3w", "6mo"
    "#);
}
