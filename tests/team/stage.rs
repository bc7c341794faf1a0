//! A team folder on disk, changed a little, and what loading it gives.

use std::fs;
use std::path::{Path, PathBuf};

use cadans::diagnostic::{Diagnostic, Diagnostics, Faulty, Sources, Told};
use cadans::language::Lang;
use cadans::team::{Team, load, template};

/// A folder of its own for one test, deleted at its end.
pub struct Folder {
    place: tempfile::TempDir,
}

impl Folder {
    /// The folder that `cadans init` writes.
    pub fn template() -> Self {
        let folder = Self {
            place: tempfile::tempdir().expect("a folder for the test"),
        };
        fs::create_dir(folder.path()).expect("made");
        for (name, text) in template(Lang::Nl) {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    pub fn path(&self) -> PathBuf {
        self.place.path().join("voorbeeld")
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path().join(name), bytes).expect("written");
        self
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("read")
    }

    /// Puts `new` in the place of `old`, which must be there.
    pub fn change(&self, name: &str, old: &str, new: &str) -> &Self {
        let text = self.read(name);
        assert!(text.contains(old), "`{old}` is not in {name}");
        self.write(name, text.replacen(old, new, 1))
    }

    /// Adds lines at the end.
    pub fn append(&self, name: &str, lines: &str) -> &Self {
        let text = self.read(name);
        self.write(name, text + lines)
    }

    /// Loads the folder: the team, and every fault as text with the folder's name made short.
    pub fn load(&self) -> (Option<Team>, String) {
        let (team, text) = load_at(&self.path());
        let place = self.place.path().display().to_string();
        (team, text.replace(&format!("{place}/"), ""))
    }

    /// Every fault as text.
    pub fn faults(&self) -> String {
        self.load().1.trim_end().to_owned()
    }

    /// Every fault as a page tells it in Dutch: place, message, help.
    pub fn told(&self) -> Vec<Told> {
        let mut told = Faulty::default();
        load(&self.path(), &mut told.sources, &mut told.faults);
        told.told(Lang::Nl)
    }

    /// The codes of the faults, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
        load(&self.path(), &mut sources, &mut faults);
        faults.iter().map(Diagnostic::code).collect()
    }
}

/// Loads any folder: the team, and every fault as text.
pub fn load_at(folder: &Path) -> (Option<Team>, String) {
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    let team = load(folder, &mut sources, &mut faults);
    (team, faults.render(&sources, Lang::En, false))
}
