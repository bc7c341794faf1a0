//! `store export`, `import` and `purge`, and commands that run at the same time.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use cadans::error::Error;
use cadans::language::Lang;
use cadans::store::StoreError;

use super::{PLAN, new_team};

#[test]
fn a_store_moves_and_its_entries_stay_the_same() {
    let place = new_team();
    place.expect("store export t", 2);
    place.expect(&format!("{PLAN} --publish --feeds before"), 0);
    let exported = place.expect("store export t --out kept.jsonl", 0);
    assert!(exported.out.is_empty(), "{}", exported.out);
    assert!(exported.err.contains("geheime sleutel"), "{}", exported.err);
    let file = place.path().join("kept.jsonl");
    let mode = fs::metadata(&file).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = fs::read_to_string(&file).expect("text");
    // Taking it out is a look at everything, and stands in the next one.
    let again = place.expect("store export t", 0).out;
    let (head, body) = text.split_once('\n').expect("lines");
    let rest = again.split_once('\n').expect("lines").1;
    let more = rest.strip_prefix(body).expect("the same and more");
    assert!(more.contains("\"code\":\"exported-store\""), "{more}");
    assert!(head.contains("\"changes\":3"), "{head}");
    place.expect("store export t --out kept.jsonl", 6);
    place.expect("store import t kept.jsonl", 6);
    fs::remove_dir_all(place.path().join("t/.cadans")).expect("lost");
    let imported = place.expect("store import t kept.jsonl --format json", 0);
    assert!(imported.out.contains("\"changes\": 3"), "{}", imported.out);
    place.expect("feeds t --out after --today 2026-12-15", 0);
    let feed = |folder: &str| fs::read(place.path().join(folder).join("team.ics")).expect("a feed");
    assert_eq!(feed("before"), feed("after"));
    place.expect("store import t nothing.jsonl", 2);
}

#[test]
fn a_case_is_purged_once_it_is_over() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    let shown = place
        .expect("show t --format json --today 2026-12-15", 0)
        .out;
    let code = shown
        .lines()
        .find_map(|line| {
            line.trim()
                .strip_prefix("\"case\": \"")?
                .strip_suffix("\",")
        })
        .expect("a case");
    let purge = format!("store purge t --case {code} --lang en --today");
    let fault = place.expect(&format!("{purge} 2026-12-15"), 2);
    assert!(fault.err.contains("has meetings until"), "{}", fault.err);
    let purged = place.expect(&format!("{purge} 2028-01-01 --format json"), 0);
    assert!(purged.out.contains("\"cases\": 1"), "{}", purged.out);
    let exported = place.expect("store export t", 0).out;
    assert!(!exported.contains(code), "{code}");
    place.expect("show t --week 2027-W05 --today 2026-12-15", 0);
    place.expect("store purge t", 2);
    place.expect("store purge t --case X --before 2027-01-01", 2);
    place.expect("store purge t --before 2020-01-01", 0);
}

#[test]
fn a_damaged_journal_ends_with_6_and_says_what_to_do() {
    let place = new_team();
    place.expect(PLAN, 0);
    place.expect("publish t --today 2026-12-15", 0);
    let journal = place.path().join("t/.cadans/journal");
    let mut bytes = fs::read(&journal).expect("a journal");
    bytes[200] ^= 1;
    fs::write(&journal, bytes).expect("written");
    for line in ["show t", PLAN, "publish t", "feeds t --out feeds"] {
        let ended = place.expect(line, 6);
        assert!(ended.err.contains("cadans store export"), "{}", ended.err);
        assert!(!ended.err.contains("panicked"), "{}", ended.err);
    }
    let exported = place.expect("store export t --out whole.jsonl", 0);
    assert!(exported.err.contains("beschadigd"), "{}", exported.err);
}

#[test]
fn commands_run_while_others_plan() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    let start = |line: &str| {
        Command::new(env!("CARGO_BIN_EXE_cadans"))
            .args(line.split_whitespace())
            .current_dir(place.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the built program")
    };
    let mut children: Vec<_> = ["2027Q2", "2027Q2", "2027Q1"]
        .iter()
        .map(|term| {
            start(&format!(
                "plan t --term {term} --today 2026-12-15 --limit 20"
            ))
        })
        .collect();
    for _ in 0..4 {
        children.push(start("show t --week 2027-W05 --today 2026-12-15"));
        children.push(start("feeds t --out feeds --today 2026-12-15"));
    }
    for child in children {
        let ended = child.wait_with_output().expect("ended");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(0), "{said}");
    }
    // All three saved a revision of their own.
    place.expect("show t --revision 4 --today 2026-12-15", 0);
    place.expect("show t --revision 5 --today 2026-12-15", 2);
}

#[test]
fn every_fault_of_store_and_feeds_is_said_in_both_languages() {
    let path = || PathBuf::from("there/.cadans");
    let cause = || "cause".to_owned();
    let faults = [
        StoreError::Locked { path: path() },
        StoreError::OtherTeam {
            path: path(),
            owner: "zuid".to_owned(),
            asked: "noord".to_owned(),
        },
        StoreError::NoFolder { path: path() },
        StoreError::Damaged {
            path: path(),
            cause: cause(),
        },
        StoreError::Broken {
            path: path(),
            at: 741,
            whole: 7,
        },
        StoreError::TwoWriters {
            path: path(),
            at: 741,
        },
        StoreError::Older {
            path: path(),
            index: 741,
            journal: 7,
        },
        StoreError::Foreign { path: path() },
        StoreError::NoJournal { path: path() },
        StoreError::Overtaken { path: path() },
        StoreError::Forked {
            path: path(),
            kept: path().join("cause"),
        },
        StoreError::Unsure {
            path: path(),
            source: std::io::Error::other("cause"),
        },
        StoreError::NothingToSave {
            path: path(),
            what: "journal",
        },
        StoreError::NotEmpty { path: path() },
        StoreError::Changed { path: path() },
        StoreError::Taken { path: path() },
        StoreError::Import {
            line: 741,
            cause: cause(),
        },
        StoreError::Stays { path: path() },
        StoreError::Newer {
            path: path(),
            found: 741,
            known: 2,
        },
        StoreError::Io {
            path: path(),
            source: std::io::Error::other("cause"),
        },
        StoreError::NoRevision(741),
    ];
    let named = ["there/.cadans", "741", "cause", "zuid", "noord", "--store"];
    for fault in faults {
        let fault = Error::Store(fault);
        let (nl, en) = (fault.text(Lang::Nl), fault.text(Lang::En));
        assert_ne!(nl, en);
        for word in named {
            assert_eq!(nl.contains(word), en.contains(word), "{word}: {nl}\n{en}");
        }
    }
    let zone = Error::Feed(cadans::feed::Error::Zone(cause()));
    assert_ne!(zone.text(Lang::Nl), zone.text(Lang::En));
}

#[test]
fn a_damaged_store_is_told_of_in_the_language_asked() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    let journal = place.path().join("t/.cadans/journal");
    let mut bytes = fs::read(&journal).expect("a journal");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&journal, bytes).expect("damaged");
    let told = |lang: &str| place.expect(&format!("show t --lang {lang}"), 6).err;
    assert!(
        told("nl").contains("het journaal van de opslag"),
        "{}",
        told("nl")
    );
    assert!(
        told("en").contains("the journal of the store"),
        "{}",
        told("en")
    );
}

#[test]
fn the_audit_trail_names_an_account_and_never_a_name_in_full() {
    let place = new_team();
    let trail = |user: &str| {
        let written = Command::new(env!("CARGO_BIN_EXE_cadans"))
            .args(["pause", "t", "kemo3", "--from", "2027-02-01"])
            .args(["--to", "2027-02-05", "--reason", "x"])
            .current_dir(place.path())
            .env("USER", user)
            .env_remove("LOGNAME")
            .env_remove("USERNAME")
            .output();
        assert!(written.expect("the built program").status.success());
        fs::read_to_string(place.path().join("t/.cadans/journal")).expect("a journal")
    };
    assert!(!trail("Familie Jansen").contains("Jansen"));
    assert!(trail("anna.v").contains("\"by\":\"anna.v\""));
}

#[test]
fn what_is_looked_at_on_the_command_line_is_in_the_trail_and_makes_no_store() {
    let place = new_team();
    for line in ["show t", "explain t iag.visit/kemo3/01", "store export t"] {
        place.expect(line, 2);
    }
    assert!(!place.path().join("t/.cadans").exists());
    place.expect(&format!("{PLAN} --publish"), 0);
    let today = "--today 2026-12-15";
    place.expect(&format!("show t {today}"), 0);
    place.expect(&format!("show t --case kemo3 {today}"), 0);
    place.expect(&format!("show t --person anna --format json {today}"), 0);
    place.expect(
        &format!("explain t iag.visit/kemo3/01 --limit 0 {today}"),
        0,
    );
    place.expect("store export t", 0);
    let rows = format!("close t kemo3 --on 2027-03-01 {today}");
    place.expect(&rows, 0);
    place.expect("records t", 0);
    place.expect("records t kemo3", 0);
    place.expect(&format!("feeds t --out out {today}"), 0);
    place.expect(&format!("diff t 1 1 {today}"), 0);
    place.expect("check t --today 2027-03-15", 5);
    place.expect("check t --today 2027-03-15 --format prometheus", 5);
    let journal = fs::read_to_string(place.path().join("t/.cadans/journal")).expect("text");
    let looks: Vec<&str> = journal
        .lines()
        .filter(|line| line.contains("\"changes\":[]"))
        .collect();
    let said = |at: usize, parts: &[&str]| {
        for part in parts {
            assert!(looks[at].contains(part), "{part} in {}", looks[at]);
        }
    };
    assert_eq!(looks.len(), 10, "{looks:#?}");
    said(0, &["\"code\":\"showed\""]);
    said(1, &["\"code\":\"showed\"", "\"case\":\"kemo3\""]);
    said(2, &["\"code\":\"showed\"", "\"of\":\"anna\""]);
    said(3, &["\"code\":\"saw-meeting\"", "\"case\":\"kemo3\""]);
    said(4, &["\"code\":\"exported-store\""]);
    said(5, &["\"code\":\"saw-records\""]);
    said(6, &["\"code\":\"saw-records\"", "\"case\":\"kemo3\""]);
    said(7, &["\"code\":\"wrote-feeds\""]);
    said(8, &["\"code\":\"saw-changes\""]);
    said(9, &["\"code\":\"saw-findings\""]);
}

#[test]
fn a_command_that_fails_leaves_no_empty_store() {
    let place = new_team();
    for (line, code) in [
        ("record t iag.visit/kemo3/01 held", 2),
        (
            "record t --rule iag.visit --case nobody held --on 2026-12-01",
            2,
        ),
        ("close t nobody --on 2027-03-01", 2),
        ("pin t iag.visit/kemo3/01", 2),
        ("correct t 1", 2),
        ("feed-link t issue nobody", 2),
        ("account t role nobody lead", 2),
    ] {
        place.expect(line, code);
        assert!(!place.path().join("t/.cadans").exists(), "{line}");
    }
    place.expect("close t kemo3 --on 2027-03-01 --today 2026-12-15", 0);
    assert!(place.path().join("t/.cadans/journal").exists());
}

#[test]
fn a_store_is_looked_through_saved_and_copied() {
    let place = new_team();
    place.expect("store verify t", 2);
    place.expect(&format!("{PLAN} --publish"), 0);
    place.expect(PLAN, 0);
    let verified = place.expect("store verify t --format json", 0).out;
    let verdict: serde_json::Value = serde_json::from_str(&verified).expect("JSON");
    assert_eq!(
        (&verdict["whole"], &verdict["revisions"]),
        (&true.into(), &2.into())
    );
    assert_eq!(verdict["findings"], serde_json::json!([]));
    place.expect("store backup t copy", 0);
    place.expect("store backup t copy", 6);
    let usual = place.expect("show t --today 2026-12-15", 0).out;
    let copied = place
        .expect("show t --today 2026-12-15 --store copy", 0)
        .out;
    assert_eq!(copied.replace(" --store copy", ""), usual);
    let journal = place.path().join("t/.cadans/journal");
    let whole = fs::read_to_string(&journal).expect("text");
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    // The last one says that it was looked at.
    fs::write(&journal, lines[..lines.len() - 2].concat()).expect("two lines less");
    let damaged = place.expect("store verify t --lang en", 6).out;
    assert!(damaged.contains("was saved once"), "{damaged}");
    let refused = place.expect("show t --lang en", 6).err;
    assert!(refused.contains("store rescue --from journal"), "{refused}");
    let offered = place.expect("store rescue t --lang en", 0).out;
    for line in [
        "  journal: up to change",
        "revisions: 1,",
        "  index: up to change",
        "revisions: 2,",
    ] {
        assert!(offered.contains(line), "{offered}");
    }
    place.expect("store rescue t --from index", 0);
    assert_eq!(place.expect("show t --today 2026-12-15", 0).out, usual);
    let kept = place.expect("store verify t --lang en", 0).out;
    assert!(kept.contains("kept aside"), "{kept}");
    let purged = place
        .expect("store purge t --before 2020-01-01 --lang en", 0)
        .err;
    assert!(purged.contains("everything is still in"), "{purged}");
}

#[test]
fn whoever_only_reads_makes_no_store() {
    let place = new_team();
    let store = place.path().join("t/.cadans");
    for (command, code) in [
        ("validate t", 0),
        ("check t --today 2026-12-15", 5),
        ("records t", 0),
        ("records t --format json", 0),
        ("show t", 2),
        ("diff t", 2),
        ("explain t supervision", 2),
        ("feeds t --out feeds", 2),
        ("publish t", 2),
        ("account t list", 2),
        ("account t remove anna", 2),
        ("feed-link t list", 0),
        ("feed-link t revoke anna", 2),
        ("feed-link t rotate anna", 2),
        ("store export t", 2),
        ("store purge t --before 2020-01-01", 2),
        (
            "problem t --term 2027Q1 --without visit --out problem.json --today 2026-12-15",
            0,
        ),
    ] {
        let done = place.run(command.split(' '));
        assert_eq!(done.code, code, "{command}: {}{}", done.out, done.err);
        assert!(!store.exists(), "{command}");
    }
}

#[test]
fn explaining_makes_no_key() {
    let place = new_team();
    place.expect(PLAN, 0);
    place.run("explain t supervision/anna/01 --limit 0 --today 2026-12-15".split(' '));
    place.run("explain t nobody@example --limit 0 --today 2026-12-15".split(' '));
    assert!(!place.expect("store export t", 0).out.contains("uid-key"));
}

#[test]
fn what_has_no_end_is_not_read() {
    let place = new_team();
    let fifo = place.path().join("fifo");
    let made = Command::new("mkfifo").arg(&fifo).status();
    assert!(made.is_ok_and(|status| status.success()));
    place.expect(PLAN, 0);
    for endless in ["/dev/zero", "fifo", "t"] {
        for command in [
            format!("store import t {endless} --store other --lang en"),
            format!("record t --from {endless} --lang en"),
        ] {
            let fault = place.expect(&command, 2);
            assert!(fault.err.contains("is no plain file"), "{}", fault.err);
        }
    }
}
