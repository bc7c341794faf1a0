//! The text of a rule file comes in, as a team has it in `constraints/`, with a small team around it.

use std::cell::RefCell;
use std::fs;

use cadans::diagnostic::TeamFile;
use tempfile::TempDir;

use super::loaded;

thread_local! {
    static FOLDER: RefCell<Option<TempDir>> = const { RefCell::new(None) };
}

/// One rule file.
pub fn run(data: &[u8]) {
    FOLDER.with_borrow_mut(|folder| {
        let folder = folder.get_or_insert_with(|| TempDir::new().expect("a folder"));
        let rules = folder.path().join("constraints");
        fs::create_dir_all(&rules).expect("a folder");
        fs::write(rules.join("own.toml"), data).expect("written");
        let mut files = loaded::template();
        let settings = files.entry(TeamFile::Settings).or_default();
        *settings = settings.replace("programmes = [\"iag\"]", "programmes = [\"own\"]");
        assert!(settings.contains("\"own\""));
        for list in [
            TeamFile::Cases,
            TeamFile::Assignments,
            TeamFile::Agreed,
            TeamFile::Held,
        ] {
            let text = files.entry(list).or_default();
            *text = text.replace(",iag,", ",own,").replace("iag.", "own.");
        }
        loaded::load(files, folder.path());
    });
}
