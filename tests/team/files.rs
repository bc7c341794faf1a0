//! The files of a team are changed whole or not at all: whatever call fails, wherever a process is killed, whatever of
//! the names a power cut takes back.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use cadans::diagnostic::TeamFile;
use cadans::team::{FileOps, FilesError, FolderFiles, OnDisk, Rewritten, TeamFiles};

use super::stage::Folder;

/// A disk of which one call, or every one from there on, fails; what is written then is half there.
#[derive(Clone, Default)]
struct Failing {
    calls: Rc<Cell<usize>>,
    at: Option<usize>,
    for_ever: bool,
    /// What was done to names, with what was there before: since the last time they were made safe.
    names: Rc<RefCell<Vec<Undo>>>,
}

/// A name, and what it stood for.
type Undo = Vec<(PathBuf, Option<Vec<u8>>)>;

impl Failing {
    fn at(call: usize, for_ever: bool) -> Self {
        Self {
            at: Some(call),
            for_ever,
            ..Self::default()
        }
    }

    fn call(&self) -> io::Result<()> {
        let call = self.calls.get();
        self.calls.set(call + 1);
        let fails = match self.for_ever {
            true => self.at.is_some_and(|at| at <= call),
            false => self.at == Some(call),
        };
        match fails {
            true => Err(io::Error::new(ErrorKind::StorageFull, "no room")),
            false => Ok(()),
        }
    }

    fn remember(&self, paths: &[&Path]) {
        let before = paths.iter();
        let before = before.map(|path| (path.to_path_buf(), fs::read(path).ok()));
        self.names.borrow_mut().push(before.collect());
    }
}

impl FileOps for Failing {
    fn write(&self, path: &Path, bytes: &[u8], like: &Path) -> io::Result<()> {
        if let Err(failure) = self.call() {
            let _ = fs::write(path, &bytes[..bytes.len() / 2]);
            return Err(failure);
        }
        OnDisk.write(path, bytes, like)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        self.remember(&[from, to]);
        OnDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call()?;
        self.remember(&[path]);
        OnDisk.remove(path)
    }

    fn sync(&self, folder: &Path) -> io::Result<()> {
        self.call()?;
        self.names.borrow_mut().clear();
        OnDisk.sync(folder)
    }
}

/// A family with its worker: without the second it stands without roles.
fn family() -> Rewritten {
    let folder = Folder::template();
    let cases = folder.read("cases.csv");
    let last = cases.lines().last().expect("a family").to_owned();
    let code = last.split(',').next().expect("a code").to_owned();
    let assignments = folder.read("assignments.csv");
    let of_code = assignments
        .lines()
        .filter(|line| line.starts_with(&format!("{code},")));
    let more: String = of_code
        .map(|line| line.replacen(&code, "nieu5", 1) + "\n")
        .collect();
    Rewritten::from([
        (
            TeamFile::Cases,
            format!("{cases}{}\n", last.replacen(&code, "nieu5", 1)),
        ),
        (TeamFile::Assignments, format!("{assignments}{more}")),
    ])
}

/// What every file says.
fn read(path: &Path) -> BTreeMap<TeamFile, String> {
    let set = FolderFiles::at(path).read().expect("read");
    let texts = TeamFile::ALL.into_iter();
    let texts = texts.map(|file| (file, set.text(file).expect("text").to_owned()));
    texts.collect()
}

/// The texts before and after the change.
fn both(folder: &Folder) -> [BTreeMap<TeamFile, String>; 2] {
    let before = read(&folder.path());
    let mut after = before.clone();
    after.extend(family());
    assert_ne!(before, after);
    [before, after]
}

fn change(folder: &Folder, disk: Failing) -> Result<(), FilesError> {
    let files = FolderFiles::over(&folder.path(), disk);
    let set = files.read()?;
    files.prepare(set.version(), &family())?.commit()?;
    Ok(())
}

/// How many calls a change takes.
fn calls() -> usize {
    let disk = Failing::default();
    change(&Folder::template(), disk.clone()).expect("changed");
    disk.calls.get()
}

/// Nothing of ours is left beside the files.
fn is_tidy(folder: &Folder) {
    let names = fs::read_dir(folder.path()).expect("a folder");
    let names = names.map(|one| one.expect("one").file_name().to_string_lossy().into_owned());
    let left: Vec<_> = names
        .filter(|name| name.ends_with(".new") || name.starts_with(".cadans-files"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_process_killed_at_any_step_leaves_all_or_nothing() {
    let mut found = [0, 0];
    for call in 0..calls() {
        let folder = Folder::template();
        let known = both(&folder);
        let done = change(&folder, Failing::at(call, true));
        let (team, said) = folder.load();
        assert!(team.is_some(), "killed at {call}: {said}");
        let now = read(&folder.path());
        let which = known.iter().position(|one| *one == now);
        let which = which.unwrap_or_else(|| panic!("killed at {call}: half of it"));
        assert!(which == 1 || done.is_err(), "killed at {call}: lost");
        found[which] += 1;
        // Whoever comes next can change them, and leaves nothing behind.
        let next = FolderFiles::at(&folder.path());
        let set = next.read().expect("read");
        let prepared = next.prepare(set.version(), &family()).expect("ready");
        prepared.commit().expect("changed");
        assert_eq!(read(&folder.path()), known[1], "killed at {call}");
        is_tidy(&folder);
    }
    assert!(found[0] >= 3 && found[1] >= 3, "{found:?}");
}

#[test]
fn a_call_that_fails_once_leaves_nothing_of_a_change_that_was_refused() {
    for call in 0..calls() {
        let folder = Folder::template();
        let [before, after] = both(&folder);
        let done = change(&folder, Failing::at(call, false));
        let now = read(&folder.path());
        match done {
            Ok(()) => assert_eq!(now, after, "call {call}"),
            Err(_) => assert_eq!(now, before, "call {call}"),
        }
        is_tidy(&folder);
    }
}

#[test]
fn a_power_cut_that_takes_back_names_leaves_all_or_nothing() {
    for call in 0..=calls() {
        for taken in 0..64_u32 {
            let folder = Folder::template();
            let known = both(&folder);
            let disk = Failing::at(call, true);
            let done = change(&folder, disk.clone());
            // The last names first, as they were.
            let names = disk.names.borrow();
            if taken >= 1 << names.len().min(6) {
                break;
            }
            for (at, undo) in names.iter().enumerate().rev() {
                if taken & (1 << at) == 0 {
                    continue;
                }
                for (path, before) in undo {
                    match before {
                        Some(bytes) => fs::write(path, bytes).expect("written"),
                        None => drop(fs::remove_file(path)),
                    }
                }
            }
            let now = read(&folder.path());
            let which = known.iter().position(|one| *one == now);
            let which = which.unwrap_or_else(|| panic!("cut at {call}, {taken:b}: half of it"));
            assert!(
                which == 1 || done.is_err(),
                "cut at {call}, {taken:b}: lost"
            );
        }
    }
}

#[test]
fn while_a_change_is_carried_through_everybody_reads_all_of_it() {
    let folder = Folder::template();
    let [_, after] = both(&folder);
    // Killed as soon as it holds: before a single file has its place.
    let holds = (0..calls()).find(|call| {
        let folder = Folder::template();
        change(&folder, Failing::at(*call, true)).is_ok()
    });
    let _ = change(&folder, Failing::at(holds.expect("such a step"), true));
    // Whoever may not write reads it all the same.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode));
        mode(0o500).expect("closed");
        assert_eq!(read(&folder.path()), after);
        mode(0o700).expect("opened");
    }
    assert_eq!(read(&folder.path()), after);
    is_tidy(&folder);
}

#[test]
fn a_change_made_from_an_older_version_is_refused() {
    let folder = Folder::template();
    let files = FolderFiles::at(&folder.path());
    let set = files.read().expect("read");
    folder.append("absences.csv", "\n");
    let refused = files.prepare(set.version(), &family());
    assert!(matches!(refused.err(), Some(FilesError::Changed)));
    is_tidy(&folder);
}

#[test]
fn a_change_that_is_dropped_never_was() {
    let folder = Folder::template();
    let [before, _] = both(&folder);
    let files = FolderFiles::at(&folder.path());
    let set = files.read().expect("read");
    drop(files.prepare(set.version(), &family()).expect("ready"));
    assert_eq!(read(&folder.path()), before);
    is_tidy(&folder);
}

#[test]
fn what_was_written_by_hand_after_a_kill_stands_and_ours_is_kept_aside() {
    let folder = Folder::template();
    let holds = (0..calls()).find(|call| {
        let folder = Folder::template();
        change(&folder, Failing::at(*call, true)).is_ok()
    });
    let _ = change(&folder, Failing::at(holds.expect("such a step"), true));
    folder.append("assignments.csv", "\n\n");
    let by_hand = folder.read("assignments.csv");
    let now = read(&folder.path());
    assert_eq!(now[&TeamFile::Assignments], by_hand);
    assert_eq!(
        folder.read("assignments-unsaved.csv"),
        family()[&TeamFile::Assignments]
    );
    let (_, said) = folder.load();
    assert!(said.contains("assignments-unsaved.csv"), "{said}");
}

#[test]
fn a_change_that_was_ready_when_its_process_was_killed_is_done_when_somebody_answers_for_it() {
    for (noted, call) in [(true, 3), (false, 3), (true, 2), (true, 1)] {
        let folder = Folder::template();
        let known = both(&folder);
        assert!(change(&folder, Failing::at(call, true)).is_err());
        let files = FolderFiles::at(&folder.path());
        assert_eq!(read(&folder.path()), known[0]);
        let before = files.read().expect("read");
        let expected = before.with(&family()).version().clone();
        let settled = files.settle(|version| {
            assert_eq!(*version, expected);
            Ok::<_, FilesError>(noted)
        });
        settled.expect("settled");
        // Only what was ready can be done.
        let done = noted && call == 3;
        assert_eq!(
            read(&folder.path()),
            known[usize::from(done)],
            "{noted} {call}"
        );
        files
            .settle(|_| Err(FilesError::Changed))
            .expect("nothing is left");
    }
}
