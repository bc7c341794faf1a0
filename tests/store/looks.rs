//! Looks are noted in the journal alone, and of it only what was written since is read; the index follows later.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use cadans::ids::CaseCode;
use cadans::store::{AuditEvent, Audited, Disk, Note, Source, Store as _, StoreError};

use super::folder::folder;
use super::some::three;

fn save(disk: &Disk) -> u32 {
    let mut store = disk.turn().expect("a turn");
    store.save(&three(), &Default::default()).expect("saved")
}

fn look(disk: &Disk, what: &str) {
    let (before, after) = disk
        .note(
            AuditEvent::SawWeek {
                week: what.to_owned(),
            },
            Some(&CaseCode::new("K7QX")),
        )
        .expect("noted");
    assert_ne!(before, after);
    assert_eq!(disk.stamp().expect("a stamp"), after);
}

fn looks(path: &Path) -> Vec<String> {
    let trail = Disk::at(path)
        .trail(|note| note.case.is_some())
        .expect("read");
    let week = |note: Note| match note.what {
        Audited::Event(AuditEvent::SawWeek { week }) => Some(week),
        _ => None,
    };
    trail.into_iter().filter_map(week).collect()
}

fn revisions(disk: &Disk) -> Vec<u32> {
    disk.turn().expect("a turn").revisions().expect("read")
}

#[test]
fn looks_and_turns_of_several_processes_come_in_order() {
    let (_kept, path) = folder();
    let (one, other) = (Disk::at(&path), Disk::at(&path));
    look(&one, "look 1");
    save(&one);
    for number in 2..6 {
        look(&one, &format!("look {number}"));
        look(&other, &format!("look {number} too"));
        assert_eq!(save(&other), number);
        assert_eq!(revisions(&one), (1..=number).collect::<Vec<u32>>());
        // A copy has what it was copied from read.
        look(
            &one.clone().signed(Some("jo".to_owned()), Default::default),
            "look again",
        );
    }
    assert_eq!(looks(&path).len(), 1 + 4 * 3);
    assert_eq!(looks(&path)[..3], ["look 1", "look 2", "look 2 too"]);
    assert_eq!(revisions(&Disk::at(&path)), [1, 2, 3, 4, 5]);
    let again = Disk::at(&path)
        .turn()
        .expect("a turn")
        .plan(3)
        .expect("read");
    assert_eq!(again.expect("a plan").placements, three().placements);
}

#[test]
fn what_was_read_before_is_not_read_again() {
    let (_kept, path) = folder();
    let disk = Disk::at(&path);
    save(&disk);
    look(&disk, "look 1");
    // Damage in what this process has read already: it need not look there, another finds it.
    let journal = path.join("journal");
    let text = fs::read_to_string(&journal).expect("a journal");
    let (at, _) = text.match_indices("anna").next().expect("a name");
    let mut file = OpenOptions::new()
        .write(true)
        .open(&journal)
        .expect("opened");
    std::io::Seek::seek(&mut file, std::io::SeekFrom::Start(at as u64)).expect("there");
    file.write_all(b"otto").expect("written");
    look(&disk, "look 2");
    save(&disk);
    assert_eq!(revisions(&disk), [1, 2]);
    let other = Disk::at(&path).turn();
    assert!(matches!(other, Err(StoreError::Broken { .. })), "{other:?}");
}

#[test]
fn a_journal_that_was_put_in_its_place_is_read_anew() {
    let (_kept, path) = folder();
    let disk = Disk::at(&path);
    save(&disk);
    let journal = path.join("journal");
    let old = fs::read(&journal).expect("a journal");
    save(&disk);
    save(&disk);
    look(&disk, "look 1");
    // Written over the file that is there, shorter than it was; then a file of its own, longer.
    fs::write(&journal, &old).expect("written");
    let refused = disk
        .note(AuditEvent::SawCase, None)
        .expect_err("it is older");
    assert!(matches!(refused, StoreError::Older { .. }), "{refused}");
    disk.rescue(Source::Journal).expect("on purpose");
    look(&disk, "look 2");
    assert_eq!(looks(&path), ["look 2"]);
    assert_eq!(revisions(&disk), [1]);
    let other = Disk::at(&path);
    for number in 2..6 {
        assert_eq!(save(&other), number);
    }
    let copy = path.join("copy");
    fs::copy(&journal, &copy).expect("copied");
    fs::rename(&copy, &journal).expect("in its place");
    look(&disk, "look 3");
    assert_eq!(revisions(&disk), [1, 2, 3, 4, 5]);
}

#[test]
fn a_line_that_was_never_written_whole_is_cut_off_by_a_look_too() {
    let (_kept, path) = folder();
    let disk = Disk::at(&path);
    save(&disk);
    look(&disk, "look 1");
    let mut file = OpenOptions::new()
        .append(true)
        .open(path.join("journal"))
        .expect("opened");
    file.write_all(b"4 0123 {\"at").expect("written");
    look(&disk, "look 2");
    assert_eq!(looks(&path), ["look 1", "look 2"]);
    assert_eq!(revisions(&disk), [1]);
    assert_eq!(revisions(&Disk::at(&path)), [1]);
}
