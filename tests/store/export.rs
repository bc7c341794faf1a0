//! A store goes out as a file and comes back; a damaged one as far as it is whole.

use std::fs;

use cadans::ids::CaseCode;
use cadans::plan::{Plan, issued};
use cadans::store::{Audited, Disk, Memory, Purge, Shelf, Store, StoreError};

use super::folder::folder;
use super::some::*;

fn fill(store: &mut dyn Store) -> Plan {
    store.uid_key().expect("a key");
    let plan = three();
    let revision = store
        .save(&plan, &issued(&plan, &Default::default()))
        .expect("saved");
    let saved = store.latest().expect("read").expect("there");
    store
        .publish(revision, &published(None, &saved))
        .expect("published");
    store.save(&three(), &Default::default()).expect("saved");
    saved
}

#[test]
fn what_was_exported_comes_back_key_and_all() {
    let (kept, path) = folder();
    let disk = Disk::at(&path).signed(Some("ruben".to_owned()), || {
        day("2027-01-04")
            .and_hms_opt(9, 0, 0)
            .expect("a time")
            .and_utc()
    });
    let mut store = disk.turn().expect("a store");
    fill(&mut store);
    let expected = store.scan("").expect("read");
    drop(store);
    let export = disk.export().expect("exported");
    assert!(export.whole);
    assert_eq!(export.changes, 4);
    let audit = "{\"at\":\"2027-01-04T09:00:00Z\",\"by\":\"ruben\",\"what\":\"published revision 1\",\"code\":\"published-revision\",\"args\":{\"revision\":1},";
    assert!(export.text.contains(audit), "{}", export.text);
    let other = Disk::at(&kept.path().join("other"));
    assert_eq!(other.import(&export.text, "noord").expect("imported"), 4);
    assert_eq!(
        other.turn().expect("a turn").scan("").expect("read"),
        expected
    );
    let again = other
        .import(&export.text, "noord")
        .expect_err("there is one");
    assert!(matches!(again, StoreError::Taken { .. }), "{again}");
}

#[test]
fn the_trail_keeps_what_earlier_and_later_versions_wrote() {
    let (kept, path) = folder();
    let disk = Disk::at(&path);
    fill(&mut disk.turn().expect("a store"));
    let export = disk.export().expect("exported").text;
    let earlier =
        "\"what\":\"saved revision 1\",\"code\":\"saved-revision\",\"args\":{\"revision\":1}";
    assert!(export.contains(earlier), "{export}");
    let export = export.replace(earlier, "\"what\":\"save revision 1\"");
    let export = export.replace("published-revision", "sang");
    let other = Disk::at(&kept.path().join("other"));
    other.import(&export, "noord").expect("imported");
    let purge = Purge::Case(CaseCode::new("K7QX"));
    other.turn().expect("a turn").purge(&purge).expect("purged");
    let trail = other.trail(|_| true).expect("a trail");
    let has = |what: &Audited| trail.iter().any(|note| note.what == *what);
    assert!(
        has(&Audited::Legacy("save revision 1".to_owned())),
        "{trail:#?}"
    );
    let later = Audited::Unknown {
        code: "sang".to_owned(),
        args: serde_json::json!({ "revision": 1 }),
        text: "published revision 1".to_owned(),
    };
    assert!(has(&later), "{trail:#?}");
}

#[test]
fn what_is_not_whole_is_not_imported() {
    let (kept, path) = folder();
    let disk = Disk::at(&path);
    fill(&mut disk.turn().expect("a store"));
    let text = disk.export().expect("exported").text;
    let other = Disk::at(&kept.path().join("other"));
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines.pop().expect("lines");
    for (bad, sign) in [
        (String::new(), "line 1: this is no store"),
        ("{}".to_owned(), "line 1: this is no store"),
        (lines.join("\n"), "line 4: 4 changes were exported"),
        (format!("{}\n{}", lines.join("\n"), &last[..40]), "line 5:"),
        (
            text.replacen("\"format\":3", "\"format\":9", 1),
            "line 1: it has format 9",
        ),
    ] {
        let fault = other
            .import(&bad, "noord")
            .expect_err("not whole")
            .to_string();
        assert!(fault.contains(sign), "{fault}");
        assert!(!other.is_there().expect("looked"));
    }
    let fault = other.import(&text, "zuid").expect_err("another's");
    assert!(matches!(fault, StoreError::OtherTeam { .. }), "{fault}");
    assert!(!other.is_there().expect("looked"));
}

#[test]
fn what_is_whole_in_a_damaged_store_is_saved() {
    let (kept, path) = folder();
    let disk = Disk::at(&path);
    let saved = fill(&mut disk.turn().expect("a store"));
    let mut journal = fs::read(path.join("journal")).expect("a journal");
    // The third line publishes revision 1.
    let at = journal
        .windows(19)
        .position(|text| text == b"published revision ")
        .expect("there");
    journal[at] ^= 1;
    fs::write(path.join("journal"), journal).expect("written");
    // Who had a turn before does not read that line again; another process does.
    let disk = Disk::at(&path);
    assert!(matches!(
        disk.turn().expect_err("broken"),
        StoreError::Broken { whole: 3, .. }
    ));
    let export = disk.export().expect("exported");
    assert_eq!((export.changes, export.whole), (3, false));
    let other = Disk::at(&kept.path().join("other"));
    other.import(&export.text, "noord").expect("imported");
    let store = other.turn().expect("a turn");
    assert_eq!(store.revisions().expect("read"), [1, 2]);
    assert_eq!(store.plan(1).expect("whole"), Some(saved));
    assert_eq!(store.published().expect("read"), None);
}

#[test]
fn faults_tell_no_secret() {
    let (_kept, path) = folder();
    let disk = Disk::at(&path);
    let key = disk.turn().expect("a store").uid_key().expect("a key");
    let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let text = disk.export().expect("exported").text;
    assert!(text.contains(&digits));
    let broken = text.replacen(&digits, &format!("{}x", &digits[1..]), 1);
    let fault = disk
        .import(&broken, "noord")
        .expect_err("no key")
        .to_string();
    assert!(!fault.contains(&digits[8..40]), "{fault}");
    let memory = format!("{:?}", Memory::new());
    assert!(!format!("{disk:?}{memory}").contains(&digits));
}
