//! What is purged is gone: from what is read, from the past, and from every byte of every file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use cadans::ids::{CaseCode, OccurrenceId, RuleId, SeriesId};
use cadans::language::Text;
use cadans::plan::{Kept, Note, Participant, Placement, Plan, issued};
use cadans::records::{self, Act, ChosenBy, Happened, Record, StandingChoice, StandingRow, State};
use cadans::store::{
    Access as _, Account, AuditEvent, Disk, Link, Memory, Purge, Purged, Role, Shelf, Store, Whose,
};
use chrono::DateTime;

use super::folder::{each, folder};
use super::some::*;

/// A meeting of a case.
fn of(case: &str, ordinal: u32, date: &str) -> Placement {
    Placement {
        case: Some(CaseCode::new(case)),
        participants: vec![who("anna", "worker"), who(case, "family")],
        ..placement(&format!("p.talk/{case}/{ordinal:02}"), date)
    }
}

fn who(id: &str, role: &str) -> Participant {
    Participant {
        id: id.to_owned(),
        role: role.to_owned(),
    }
}

/// A meeting of colleagues about two cases, one of which goes.
fn shared(date: &str) -> Placement {
    Placement {
        case: None,
        covers: vec![CaseCode::new("GONE7"), CaseCode::new("STAY-2X")],
        participants: vec![who("anna", "worker"), who("GONE7", "family")],
        ..placement("p.advice/anna/01", date)
    }
}

fn calendar() -> Plan {
    let mut plan = plan(vec![
        of("GONE7", 1, "2027-01-05"),
        of("GONE7", 2, "2027-02-05"),
        of("STAY-2X", 1, "2027-01-06"),
        of("STAY-GONE7", 1, "2027-03-30"),
        shared("2027-01-07"),
    ]);
    // The series of a second worker.
    plan.placements[1].id = OccurrenceId::new("p.talk/GONE7-2/01");
    plan.placements[1].series = SeriesId::new("p.talk/GONE7-2");
    plan.standing = ["p.talk/GONE7", "p.talk/STAY-2X", "anna+bram"]
        .map(row)
        .into();
    plan.duties[0].id = OccurrenceId::new("p.report/GONE7/01");
    let said = "Anna is at GONE7, then at STAY-2X (with GONE7-papers)";
    plan.notes.push(Note {
        fact: Kept::Unknown("n".to_owned(), None),
        text: Text::new(said, said),
    });
    plan
}

/// The standing times of a key.
fn row(key: &str) -> StandingRow {
    StandingRow {
        key: key.parse().expect("a key"),
        from: day("2027-01-04"),
        to: None,
        slots: Vec::new(),
        by: ChosenBy::Planner,
        agreed: false,
    }
}

/// That somebody chose standing times for a case.
fn chosen(case: &str) -> records::Entry {
    records::Entry {
        act: Act::StandingTimes(StandingChoice {
            key: row(&format!("p.talk/{case}")).key,
            from: day("2027-01-04"),
            slots: Vec::new(),
            agreed: true,
        }),
        ..held(case)
    }
}

/// Two revisions, the first published, and a record of each case.
fn fill(store: &mut (impl Shelf + Store)) {
    for revision in [1, 2] {
        let plan = calendar();
        let numbers = issued(&plan, &BTreeMap::new());
        assert_eq!(store.save(&plan, &numbers).expect("saved"), revision);
    }
    let first = store.plan(1).expect("read").expect("there");
    store
        .publish(1, &published(None, &first))
        .expect("published");
    // A second publication writes only what changed since the first.
    let again = published(None, &first);
    store.publish(1, &again).expect("published");
    for case in ["GONE7", "STAY-2X"] {
        store
            .enter("noord", &[held(case), chosen(case)])
            .expect("entered");
    }
    looks(store);
}

/// What was looked at, and an address that was given out.
fn looks(store: &mut impl Shelf) {
    let gone = CaseCode::new("GONE7");
    let link = Link {
        hash: "a1b2c3d4".to_owned(),
        whose: Whose::Case(gone.clone()),
        purpose: "calendar".to_owned(),
        detail: None,
        created: DateTime::default(),
        expires: None,
        revoked: None,
    };
    let (short, whose) = (link.short().to_owned(), link.whose.noted());
    let issued = AuditEvent::IssuedLink {
        link: short.clone(),
        whose: Some(whose.clone()),
    };
    store.keep_links(issued, &[link]).expect("kept");
    for what in [
        AuditEvent::SawAddress { link: short, whose },
        AuditEvent::SawPast {
            subject: "GONE7".to_owned(),
        },
        AuditEvent::SawTrail,
        AuditEvent::SawWhoLooked,
    ] {
        store.note(what, Some(&gone)).expect("noted");
    }
}

/// What was recorded of a case's first meeting, which covered another rule as well.
fn held(case: &str) -> records::Entry {
    let series = SeriesId::new(format!("p.talk/{case}"));
    let date = day("2027-01-05");
    records::Entry {
        number: 0,
        at: date.and_hms_opt(12, 0, 0).expect("a time").and_utc(),
        by: Some("anna".to_owned()),
        act: Act::Record(Happened {
            planned: None,
            id: Some(series.occurrence(1)),
            record: Record {
                series,
                day: date,
                start: None,
                state: State::Held,
                minutes: Some(60),
                present: vec!["anna".to_owned()],
            },
            reason: Some(format!("went on at {case}")),
            also: vec![SeriesId::new(format!("p.advice/{case}"))],
        }),
    }
}

fn before(date: &str) -> Purge {
    Purge::Before {
        day: day(date),
        per_case: BTreeSet::from([RuleId::new("p.talk")]),
    }
}

/// The files below a folder that hold a text.
fn holding(path: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each(path, &mut |file| {
        if file.is_file() {
            let bytes = fs::read(file).expect("a file");
            if bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
            {
                found.push(file.display().to_string());
            }
        }
    });
    found
}

/// What holds of a store once the case is gone, whatever it is kept in.
fn judge(store: &(impl Shelf + Store)) {
    for revision in [1, 2] {
        let plan = store.plan(revision).expect("whole").expect("there");
        let ids: Vec<_> = plan
            .placements
            .iter()
            .map(|each| each.id.as_str())
            .collect();
        assert_eq!(
            ids,
            [
                "p.talk/STAY-2X/01",
                "p.advice/anna/01",
                "p.talk/STAY-GONE7/01"
            ]
        );
        assert_eq!(plan.placements[1].covers, [CaseCode::new("STAY-2X")]);
        assert_eq!(plan.placements[1].participants, [who("anna", "worker")]);
        assert!(plan.duties.is_empty());
        assert_eq!(plan.standing, ["p.talk/STAY-2X", "anna+bram"].map(row));
        assert!(plan.notes[0].text.en.contains("then at STAY-2X (with ~"));
    }
    let (_, published) = store.published().expect("whole").expect("there");
    assert_eq!((published.entries.len(), published.duties.len()), (3, 0));
    let (mut stays, mut chosen) = (held("STAY-2X"), chosen("STAY-2X"));
    (stays.number, chosen.number) = (3, 4);
    assert_eq!(store.entries().expect("read"), [stays, chosen]);
}

#[test]
fn a_case_goes_from_every_byte_of_every_file() {
    let (_kept, path) = folder();
    let disk = Disk::at(&path);
    let mut store = disk.turn().expect("a store");
    fill(&mut store);
    drop(store);
    assert!(
        holding(&path, "p.talk/GONE7").len() >= 2,
        "journal and index"
    );
    let mut store = disk.turn().expect("a turn");
    let purged = store
        .purge(&Purge::Case(CaseCode::new("GONE7")))
        .expect("purged");
    assert_eq!(
        purged,
        Purged {
            cases: 1,
            ..Purged::default()
        }
    );
    judge(&store);
    drop(store);
    // What is left of the letters belongs to another case.
    for sign in [
        "/GONE7",
        "\"GONE7",
        " GONE7",
        "case-GONE7",
        "GONE7-p",
        "GONE7-2",
    ] {
        assert_eq!(holding(&path, sign), Vec::<String>::new(), "{sign}");
    }
    judge(&disk.turn().expect("a turn"));
    let export = disk.export().expect("exported");
    assert!(export.whole);
    for line in [
        "\"code\":\"recorded\",",
        "\"case\":\"~",
        "\"code\":\"purged-case\",",
    ] {
        assert!(
            export.text.contains(line),
            "the audit trail keeps its lines: {line}"
        );
    }
}

#[test]
fn a_case_goes_from_memory_alike() {
    let mut store = Memory::new();
    fill(&mut store);
    store
        .purge(&Purge::Case(CaseCode::new("GONE7")))
        .expect("purged");
    judge(&store);
}

#[test]
fn used_ordinals_stay_used() {
    let (_kept, path) = folder();
    let mut store = Disk::at(&path).turn().expect("a store");
    fill(&mut store);
    let [gone, second, stays] =
        ["GONE7", "GONE7-2", "STAY-2X"].map(|subject| SeriesId::new(format!("p.talk/{subject}")));
    assert_eq!(store.issued().expect("read").get(&gone), Some(&1));
    store
        .purge(&Purge::Case(CaseCode::new("GONE7")))
        .expect("purged");
    let left = store.issued().expect("read");
    assert_eq!(
        (left.get(&gone), left.get(&second), left.get(&stays)),
        (None, None, Some(&1))
    );
    let cases = [CaseCode::new("GONE7"), CaseCode::new("STAY-2X")];
    let known = store.issued_to(&cases).expect("read");
    assert_eq!(
        (known.get(&gone), known.get(&second), known.get(&stays)),
        (Some(&1), Some(&1), Some(&1))
    );
    assert_eq!(store.issued_to(&cases[1..]).expect("read"), left);
}

#[test]
fn what_ended_before_a_day_goes() {
    let (_kept, path) = folder();
    let disk = Disk::at(&path);
    let mut store = disk.turn().expect("a store");
    fill(&mut store);
    let purge = |store: &mut cadans::store::Turn, date| store.purge(&before(date)).expect("purged");
    // Its last meeting is on 5 February; the other cases go on, or ended earlier.
    let purged = purge(&mut store, "2027-01-05");
    assert_eq!(purged.cases, 0);
    let purged = purge(&mut store, "2027-02-05");
    assert_eq!(purged.cases, 1, "STAY-2X ended on 6 January");
    let purged = purge(&mut store, "2027-02-06");
    assert_eq!(purged.cases, 1, "GONE7");
    let left = store.plan(2).expect("whole").expect("there").placements;
    let ids: Vec<_> = left.iter().map(|each| each.id.as_str()).collect();
    assert_eq!(ids, ["p.advice/anna/01", "p.talk/STAY-GONE7/01"]);
    assert_eq!(
        store.revisions().expect("read"),
        [1, 2],
        "the published and the latest"
    );
    store.save(&calendar(), &BTreeMap::new()).expect("saved");
    let purged = purge(&mut store, "2026-12-16");
    assert_eq!(purged.revisions.into_iter().collect::<Vec<_>>(), [2]);
    assert_eq!(store.revisions().expect("read"), [1, 3]);
    assert_eq!(store.save(&calendar(), &BTreeMap::new()).expect("saved"), 4);
}

#[test]
fn a_case_that_was_only_ever_recorded_goes_too() {
    let (_kept, path) = folder();
    let disk = Disk::at(&path);
    let mut store = disk.turn().expect("a store");
    store.enter("noord", &[held("LONE4")]).expect("entered");
    let entered = held("LONE4").at.date_naive();
    let purged = store.purge(&before(&entered.to_string())).expect("purged");
    assert_eq!(purged.cases, 0, "that day itself is kept");
    let later = entered + chrono::Days::new(1);
    let purged = store.purge(&before(&later.to_string())).expect("purged");
    assert_eq!(purged.cases, 1);
    drop(store);
    assert_eq!(holding(&path, "LONE4"), Vec::<String>::new());
}

#[test]
fn the_number_of_a_purged_line_is_not_given_again() {
    let (_kept, path) = folder();
    let mut store = Disk::at(&path).turn().expect("a store");
    store.enter("noord", &[held("STAY-2X")]).expect("entered");
    store.enter("noord", &[held("GONE7")]).expect("entered");
    store
        .purge(&Purge::Case(CaseCode::new("GONE7")))
        .expect("purged");
    let kept = store.enter("noord", &[held("STAY-2X")]).expect("entered");
    assert_eq!(kept[0].number, 3);
}

#[test]
fn no_password_hash_stays_of_who_left_or_changed_it() {
    let (_kept, path) = folder();
    let disk = Disk::at(&path);
    let mut store = disk.turn().expect("a store");
    fill(&mut store);
    let account = |name: &str, password: &str| Account {
        name: name.to_owned(),
        role: Role::Planner,
        person: None,
        password: password.to_owned(),
        since: DateTime::default(),
        second: None,
    };
    for (name, hash) in [("left", "HASH-1"), ("stays", "HASH-2"), ("stays", "HASH-3")] {
        store.keep_account(&account(name, hash)).expect("kept");
    }
    store.remove_account("left").expect("removed");
    store
        .purge(&Purge::Case(CaseCode::new("GONE7")))
        .expect("purged");
    drop(store);
    for hash in ["HASH-1", "HASH-2"] {
        assert_eq!(holding(&path, hash), Vec::<String>::new(), "{hash}");
    }
    let accounts = disk.turn().expect("a turn").accounts().expect("read");
    assert_eq!(accounts, [account("stays", "HASH-3")]);
}
