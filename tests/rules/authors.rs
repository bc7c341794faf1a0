//! Mistakes that authors make: each is told once, where it stands, with a way out; what only follows from it is not.

use super::stage::{FIRST, Folder, HEAD, Team, faults_of, load_with, whole_faults};

/// The first line of each fault, and where it stands.
fn told(faults: &str) -> Vec<String> {
    let lines: Vec<&str> = faults.lines().map(str::trim).collect();
    let pairs = lines.windows(2).filter(|pair| pair[1].starts_with("-->"));
    let told = pairs.map(|pair| {
        let place = pair[1].trim_start_matches("--> ");
        format!("{} @ {place}", pair[0])
    });
    told.collect()
}

/// `FIRST` with further keys.
fn first_with(keys: &str) -> Vec<String> {
    told(&faults_of(&format!("{FIRST}{keys}\n")))
}

/// A weekly rule with these keys.
fn weekly(keys: &str) -> Vec<String> {
    told(&faults_of(&rule("visit", "weekly", keys)))
}

fn rule(name: &str, kind: &str, keys: &str) -> String {
    format!(
        "[rules.{name}]\ntitle = {{ nl = \"{name}\", en = \"{name}\" }}\nkind = \"{kind}\"\nsource = \"policy\"\n\
         who = {{ all = [\"worker\", \"expert\"] }}\nduration = \"60m\"\n{keys}\n"
    )
}

#[test]
fn minutes_where_days_count() {
    for (keys, key, months) in [
        ("late_max = \"1m\"", "late_max", "1mo"),
        ("window = { from = \"3m\", target = \"2w\" }", "from", "3mo"),
        ("repeat = { every = \"6m\" }", "every", "6mo"),
        (
            "repeat = { every = \"6w\", before_end = \"2m\" }",
            "before_end",
            "2mo",
        ),
        (
            "after = { rule = \"first\", release = \"1m\" }",
            "release",
            "1mo",
        ),
        (
            "[[rules.first.variants]]\ntenure_under = \"6m\"",
            "tenure_under",
            "6mo",
        ),
    ] {
        let faults = faults_of(&format!("{FIRST}{keys}\n"));
        assert!(faults.contains(&format!("`{key}` of ")), "{faults}");
        assert!(
            faults.contains("which is minutes, and this counts days"),
            "{faults}"
        );
        assert!(
            faults.contains(&format!("write \"{months}\" if months are meant")),
            "{faults}"
        );
        assert_eq!(told(&faults).len(), 1, "{faults}");
    }
    let gap = |keys: &str| told(&faults_of(&rule("talk", "cadence", keys)));
    let fine = "min = \"2w\", target = \"3w\", max = \"3w\", limit = \"4w\"";
    assert_eq!(
        gap(&format!("gap = {{ {fine}, free = \"1d\" }}")),
        Vec::<String>::new()
    );
    assert_eq!(gap(&format!("gap = {{ {fine}, grace = \"3m\" }}")).len(), 1);
    assert_eq!(
        gap(&format!("gap = {{ {} }}", fine.replace("4w", "1m"))).len(),
        1
    );
    let phase = HEAD.replace("max = \"52w\" }\nsource", "max = \"12m\" }\nsource");
    assert_eq!(told(&whole_faults(&phase)).len(), 1);
}

#[test]
fn hours_still_count_as_a_day() {
    assert_eq!(first_with("late_max = \"24h\""), Vec::<String>::new());
}

#[test]
fn more_meetings_a_week_than_days() {
    let three = "when = { weekdays = [\"mon\", \"tue\", \"wed\"] }";
    assert_eq!(
        weekly(&format!("per_week = 3\n{three}")),
        Vec::<String>::new()
    );
    assert_eq!(
        weekly(&format!("per_week = 5\n{three}")),
        [
            "error[more-than-days]: rule `visit` asks for 5 meetings a week, at most one a day, and fits on 3 days @ test.toml:27:12"
        ]
    );
    // A day whose hours are too short is none.
    let hours = "when = { day_hours = { mon = \"09:00-09:30\" } }";
    assert_eq!(weekly(&format!("per_week = 5\n{hours}")).len(), 1);
}

#[test]
fn both_amounts_are_told_as_two() {
    assert_eq!(
        weekly("per_week = 2\nhours_per_week = \"2h\""),
        [
            "error[unclear-amount]: rule `visit` says twice how much a week: in `per_week` and in `hours_per_week` @ test.toml:28:18"
        ]
    );
}

#[test]
fn what_only_follows_is_not_told() {
    let only = |faults: Vec<String>, start: &str| {
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].starts_with(start), "{faults:?}");
    };
    // A misspelt key is not missing as well.
    let misspelt = |from: &str, to: &str| told(&faults_of(&FIRST.replace(from, to)));
    only(misspelt("duration", "duratoin"), "error[unknown-key]");
    only(misspelt("anchor", "ancor"), "error[unknown-key]");
    only(misspelt("who =", "whom ="), "error[unknown-key]");
    only(
        misspelt("\"60m\"", "{ tagret = \"60m\" }"),
        "error[unknown-key]",
    );
    only(weekly("per_weak = 2"), "error[unknown-key]");
    // A day that is none leaves no day to fit on; a role that is none leaves nobody invited.
    only(
        first_with("when = { weekdays = [\"mno\"] }"),
        "error[bad-day]",
    );
    only(
        misspelt("\"family\", \"worker\"", "\"wroker\""),
        "error[unknown-role]",
    );
    let about = rule(
        "talk",
        "cadence",
        "per = \"person\"\nof = \"worker\"\ngap = { min = \"2w\", target = \"3w\", max = \"3w\", limit = \"4w\" }",
    );
    only(
        told(&faults_of(&about.replace("[\"worker\"", "[\"wroker\""))),
        "error[unknown-role]",
    );
    // A length that could not be read is not a second way of giving one.
    only(
        misspelt("\"60m\"", "{ target = \"an hour\" }"),
        "error[bad-period]",
    );
}

#[test]
fn what_is_missing_is_still_told() {
    let both = told(&faults_of(
        &FIRST.replace("duration = \"60m\"", "colour = \"red\""),
    ));
    assert_eq!(both.len(), 2, "{both:?}");
}

#[test]
fn a_variant_that_never_holds() {
    let talk = "gap = { min = \"2w\", target = \"3w\", max = \"3w\", limit = \"4w\" }\nper = \"person\"\nof = \"worker\"\n";
    let with = |condition: &str| {
        let variant = format!("{talk}[[rules.talk.variants]]\n{condition}\nduration = \"90m\"");
        told(&faults_of(&rule("talk", "cadence", &variant)))
    };
    for of_people in [
        "tenure_under = \"12w\"",
        "contract_under = \"16h\"",
        "flag = \"trainee\"",
    ] {
        assert_eq!(with(of_people), Vec::<String>::new());
    }
    assert!(with("contract_under = \"2w\"")[0].contains("`contract_under`"));
    for (key, condition) in [
        ("phase", "phase = \"only\""),
        ("municipality", "municipality = \"Zuidveld\""),
        ("case", "case = \"K7QX\""),
    ] {
        let faults = with(condition);
        assert_eq!(faults.len(), 1, "{faults:?}");
        let said = format!("never holds: `{key}` is of a case, and the rule is per `person`");
        assert!(faults[0].contains(&said), "{faults:?}");
    }
}

#[test]
fn a_variant_behind_which_another_always_holds() {
    let variants = |first: &str, then: &str| {
        let variant =
            |keys: &str| format!("[[rules.first.variants]]\n{keys}\nduration = \"90m\"\n");
        first_with(&format!("{}{}", variant(first), variant(then)))
    };
    let (narrow, wide) = ("flag = \"lvb\"\nphase = \"only\"", "flag = \"lvb\"");
    assert_eq!(variants(wide, narrow), Vec::<String>::new());
    assert_eq!(
        variants(narrow, wide),
        [
            "warning[variant-never-holds]: a variant of rule `first` never holds: a later one holds whenever this one does, and the last one counts @ test.toml:30:1"
        ]
    );
}

#[test]
fn an_overlay_may_lie_over_every_variant() {
    let text =
        format!("{HEAD}{FIRST}[[rules.first.variants]]\nflag = \"lvb\"\nduration = \"90m\"\n");
    let overlays = [("first", "flag = \"lvb\"\nduration = \"120m\"")];
    let team = Team {
        overlays: &overlays,
        ..Team::default()
    };
    assert_eq!(
        load_with(&Folder::with(&[("test.toml", &text)]), "test", &team).1,
        ""
    );
}

#[test]
fn own_files_are_among_those_known() {
    let folder = Folder::with(&[("gesprekken.toml", HEAD)]);
    let (_, faults) = load_with(&folder, "bezoeken", &Team::default());
    assert!(faults.contains("known here: "), "{faults}");
    assert!(faults.contains("`gesprekken`"), "{faults}");
    assert!(faults.contains("`iag`"), "{faults}");
    let (_, faults) = load_with(&folder, "gespreken", &Team::default());
    assert!(faults.contains("did you mean `gesprekken`?"), "{faults}");
}

#[test]
fn a_title_may_be_one_text_for_both_languages() {
    let text = format!(
        "{HEAD}{}",
        FIRST.replace("{ nl = \"eerste\", en = \"first\" }", "\"Intake\"")
    );
    let (programme, faults) = load_with(
        &Folder::with(&[("test.toml", &text)]),
        "test",
        &Team::default(),
    );
    assert_eq!(faults, "");
    let programme = programme.expect("no faults");
    let title = &programme.rule("first").expect("the rule").title;
    assert_eq!((title.nl.as_str(), title.en.as_str()), ("Intake", "Intake"));
    assert_eq!(told(&text_with("title = \"\"")).len(), 1);
}

fn text_with(title: &str) -> String {
    faults_of(&FIRST.replace("title = { nl = \"eerste\", en = \"first\" }", title))
}

#[test]
fn a_programme_may_have_no_phases() {
    let head = HEAD.split_once("[phases.only]").expect("it is there").0;
    let text = format!("{head}{FIRST}");
    let (programme, faults) = load_with(
        &Folder::with(&[("test.toml", &text)]),
        "test",
        &Team::default(),
    );
    assert_eq!(faults, "");
    let phases = programme.expect("no faults").phases;
    assert_eq!(phases.len(), 1, "all of care is one");
}

/// What is told of a rhythm with these keys, per team.
fn rhythm(keys: &str) -> Vec<String> {
    let keys = format!("per = \"team\"\n{keys}");
    told(&faults_of(&rule("talk", "cadence", &keys)))
}

#[test]
fn rhythms_of_the_calendar() {
    for fine in [
        "every = \"1mo\"",
        "every = \"1mo\"\non = \"first mon\"",
        "every = \"1mo\"\non = \"last vr\"\nwithin = \"3d\"",
        "every = \"3mo\"\non = \"second tue\"",
        "every = \"3mo\"\non = \"twelfth thu\"",
        "every = \"1y\"\non = \"first wed\"\nwithin = \"8w\"",
    ] {
        assert_eq!(rhythm(fine), Vec::<String>::new(), "{fine}");
    }
    for (faulty, code, at) in [
        ("every = \"2w\"", "out-of-range", 8),
        ("every = \"5mo\"", "out-of-range", 8),
        ("every = \"2y\"", "out-of-range", 8),
        ("every = \"1mo\"\non = \"fifth mon\"", "out-of-range", 9),
        ("every = \"1mo\"\non = \"monday\"", "out-of-range", 9),
        (
            "every = \"3mo\"\non = \"thirteenth mon\"",
            "out-of-range",
            9,
        ),
        (
            "every = \"1mo\"\non = \"first mon\"\nwithin = \"1mo\"",
            "out-of-range",
            10,
        ),
        ("every = \"1mo\"\nwithin = \"3d\"", "out-of-range", 9),
        ("on = \"first mon\"", "missing-key", 8),
        ("every = \"1mo\"\nstart = \"term_start\"", "two-rhythms", 9),
        (
            "every = \"1mo\"\nfirst = { due = \"2w\" }",
            "two-rhythms",
            9,
        ),
        (
            "every = \"1mo\"\ngap = { min = \"1w\", target = \"2w\", max = \"2w\", limit = \"3w\" }",
            "two-rhythms",
            0,
        ),
    ] {
        let told = rhythm(faulty);
        assert_eq!(told.len(), 1, "{faulty}: {told:#?}");
        assert!(told[0].starts_with(&format!("error[{code}]")), "{told:#?}");
        let place = if at == 0 {
            ":21:".to_owned()
        } else {
            format!(":{}:", at + 20)
        };
        assert!(told[0].contains(&place) || at == 8, "{told:#?}");
    }
}

#[test]
fn a_variant_of_another_kind_is_told_and_one_with_another_part_of_the_year_is_not() {
    let talk = |variant: &str| {
        let keys =
            format!("every = \"1mo\"\n[[rules.talk.variants]]\nregion = \"noord\"\n{variant}");
        rhythm(&keys)
    };
    assert_eq!(
        talk("every = \"3mo\"\non = \"first mon\""),
        Vec::<String>::new()
    );
    let gap = "gap = { min = \"1w\", target = \"2w\", max = \"2w\", limit = \"3w\" }";
    let weekly = rule("talk", "weekly", "per = \"team\"\nper_week = 1");
    let weekly = weekly.split_once('\n').expect("two lines").1;
    for other in [gap, weekly] {
        let told = talk(other);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].starts_with("error[another-kind]"), "{told:#?}");
    }
}

#[test]
fn a_range_of_an_amount_says_all_three_in_order() {
    for fine in [
        "per_week = { min = 1, target = 2, max = 3 }",
        "per_week = { min = 2, target = 2, max = 2 }",
        "hours_per_week = { min = \"90m\", target = \"4h\", max = \"5h\" }",
    ] {
        assert_eq!(weekly(fine), Vec::<String>::new(), "{fine}");
    }
    for (range, faults) in [
        (
            "per_week = { min = 3, target = 2, max = 3 }",
            &["error[unordered]: `min` is 3, more than `target` of 2 @ test.toml:27:20"][..],
        ),
        (
            "hours_per_week = { min = \"1h\", target = \"4h\", max = \"90m\" }",
            &["error[unordered]: `target` is 4h, more than `max` of 90m @ test.toml:27:41"],
        ),
        (
            "per_week = { min = 0, target = 2, max = 3 }",
            &["error[out-of-range]: `min` of `per_week` of rule `visit` is 0 @ test.toml:27:20"],
        ),
        (
            "per_week = { min = 1, max = 3 }",
            &["error[missing-key]: `per_week` of rule `visit` has no `target` @ test.toml:27:1"],
        ),
        (
            "per_week = { min = 1, target = 2, max = 3 }\nhours_per_week = \"2h\"",
            &[
                "error[unclear-amount]: rule `visit` says twice how much a week: in `per_week` and in `hours_per_week` @ test.toml:28:18",
            ],
        ),
        (
            "per_week = { min = 1, target = 2, max = 3 }\nat_least = true",
            &[
                "error[unclear-amount]: rule `visit` says twice what the least is: in `at_least` and in `min` @ test.toml:28:12",
            ],
        ),
        (
            "per_week = { min = 1, target = 4, max = 5 }\nwhen = { weekdays = [\"mon\", \"tue\", \"wed\"] }",
            &[
                "error[more-than-days]: rule `visit` asks for 4 meetings a week, at most one a day, and fits on 3 days @ test.toml:27:12",
            ],
        ),
    ] {
        assert_eq!(weekly(range), faults, "{range}");
    }
}
