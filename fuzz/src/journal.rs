//! A journal comes in, as bytes or as the JSON of its lines: the store is opened, all of it is read, and written on.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use cadans::store::{AuditEvent, Batch, Disk, Shelf as _, Store as _};
use tempfile::TempDir;

use super::framed;

/// One journal.
pub fn run(data: &[u8]) {
    let journal = match framed::parts(data) {
        Ok(raw) => raw.to_vec(),
        Err(lines) => {
            let mut text = "cadans-store 3 0123456789abcdef\n".to_owned();
            for (number, json) in lines {
                let _ = writeln!(text, "{number} {} {json}", framed::sum(number, &json));
            }
            text.into_bytes()
        }
    };
    let kept = TempDir::new().expect("a folder");
    let path = kept.path().join("store");
    fs::create_dir_all(&path).expect("a folder");
    fs::write(path.join("journal"), journal).expect("written");
    without_index(&path);
    read(&path);
}

/// A file where sled would have its folder: a memory stands in for it, and a try takes no time.
pub fn without_index(store: &Path) {
    fs::write(store.join("index"), "").expect("written");
}

/// Reads all there is of a store, judges it, and writes on.
pub fn read(path: &Path) {
    let disk = Disk::at(path);
    let _ = disk.verify();
    let exported = disk.export();
    let Ok(mut turn) = disk.turn() else {
        return;
    };
    for revision in turn.revisions().unwrap_or_default().into_iter().take(20) {
        let _ = turn.plan(revision);
    }
    let _ = (turn.published(), turn.publications(), turn.issued());
    let _ = (turn.entries(), turn.kept_hours(), turn.known_uid_key());
    let _ = turn.last_days(&Default::default());
    let before = turn.scan("").expect("a store that opened is read");
    let mut batch = Batch::new(AuditEvent::MadeKey);
    batch.put("fuzz".to_owned(), b"{\"kept\":true}".to_vec());
    turn.write(batch).expect("a store that opened is written");
    drop(turn);
    assert!(
        exported.is_ok_and(|export| export.whole),
        "opened, and not exported whole"
    );
    let turn = Disk::at(path).turn().expect("opens again");
    let mut after = turn.scan("").expect("read");
    after.retain(|(key, _)| key != "fuzz");
    let mut before = before;
    before.retain(|(key, _)| key != "fuzz");
    assert_eq!(before, after, "another process reads something else");
    let found = turn.get("fuzz").expect("read");
    assert_eq!(found.as_deref(), Some(&b"{\"kept\":true}"[..]));
}
