//! The sources of the house come in from the disk; files with their stage and their code go out.

use std::path::{Path, PathBuf};

/// A Rust file below `src/`.
pub struct File {
    /// Path below the house, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl File {
    /// The stage it belongs to: the first folder or file below `src/`.
    pub fn stage(&self) -> &str {
        self.module().first().copied().unwrap_or_default()
    }

    /// Its module path: `src/team/judge/mod.rs` is `["team", "judge"]`.
    pub fn module(&self) -> Vec<&str> {
        let below = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        below.split('/').filter(|part| *part != "mod").collect()
    }

    /// The lines that are not comments, with their numbers from 1.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Every line with its number from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }
}

/// The folder the house stands in.
pub fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `src/`, in order of path.
pub fn all() -> Vec<File> {
    let mut paths = Vec::new();
    walk(&house().join("src"), &mut paths);
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    paths.sort();
    assert!(paths.len() > 50, "the sources were not found");
    paths.into_iter().map(|path| read(&path)).collect()
}

fn read(path: &Path) -> File {
    let below = path.strip_prefix(house()).expect("a file of the house");
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    File {
        path: parts.join("/"),
        text: std::fs::read_to_string(path).expect("a readable source"),
    }
}

/// All files below a folder.
pub fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the house") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Where `word` stands in `text` and is no part of a longer word.
pub fn whole<'t>(text: &'t str, word: &str) -> impl Iterator<Item = usize> + use<'t> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let found: Vec<usize> = text
        .match_indices(word)
        .filter(|(at, word)| {
            let (before, after) = (&text[..*at], &text[at + word.len()..]);
            !before.ends_with(part) && !after.starts_with(part)
        })
        .map(|(at, _)| at)
        .collect();
    found.into_iter()
}

#[test]
fn a_word_is_found_only_whole() {
    let places: Vec<_> = whole("serde::x, serde_json::y, my_serde, serde", "serde").collect();
    assert_eq!(places, [0, 35]);
}
