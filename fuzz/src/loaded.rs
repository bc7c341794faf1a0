//! Files of a team come in as texts; the team is loaded, its faults are said, and what must be planned is worked out.

use std::collections::BTreeMap;
use std::path::Path;

use cadans::diagnostic::{Diagnostics, Sources, TeamFile};
use cadans::language::Lang;
use cadans::series::{Earlier, expand};
use cadans::team::{self, FileSet, FilesVersion, Rewritten};

/// The files that `init` writes.
pub fn template() -> Rewritten {
    let written: BTreeMap<_, _> = team::template(Lang::Nl).into_iter().collect();
    let files = TeamFile::ALL.into_iter();
    files
        .filter_map(|file| Some((file, written.get(file.name())?.to_string())))
        .collect()
}

/// Loads a team with these files, its own rules in a folder, and works out what a quarter of it asks for.
pub fn load(files: Rewritten, folder: &Path) {
    let set = FileSet::of(files, FilesVersion::new("1"));
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    let team = team::load_set(&set, folder, &mut sources, &mut faults);
    for lang in [Lang::Nl, Lang::En] {
        let _ = faults.render(&sources, lang, false);
    }
    let Some(team) = team else {
        assert!(faults.has_errors(), "refused without a word");
        return;
    };
    let term = "2027Q1".parse().expect("a term");
    let day: chrono::NaiveDate = "2026-12-15".parse().expect("a day");
    let instance = expand(&team, term, day, &Earlier::default(), &[]);
    assert!(instance.term.from <= instance.term.to);
}
