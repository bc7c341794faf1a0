//! The book explains every note that a plan can carry, and no other. The codes of faults are written into it by the
//! program (`pages`).

use std::collections::BTreeSet;

use crate::none;
use crate::sources::house;

/// Where the notes stand, each a variant.
const NOTES: &str = "src/series/note.rs";

#[test]
fn every_note_is_explained() {
    let (used, explained) = (used(), explained());
    assert!(used.len() > 5, "the notes were not found");
    let missing = used.difference(&explained);
    let missing = missing.map(|code| format!("{NOTES}: docs/faults.md does not explain `{code}`"));
    let idle = explained.difference(&used);
    let idle = idle.map(|code| format!("docs/faults.md: nothing says `{code}`; delete the row"));
    none(&missing.chain(idle).collect::<Vec<_>>());
}

/// The code of each variant: its name in kebab-case.
fn used() -> BTreeSet<String> {
    let file = std::fs::read_to_string(house().join(NOTES)).expect(NOTES);
    let (_, notes) = file.split_once("pub enum Note {").expect("the notes");
    let (notes, _) = notes.split_once("\n}").expect("their end");
    let variants = notes.lines().filter_map(|line| {
        let name = line.strip_prefix("    ")?.trim_end_matches([',', '{', ' ']);
        let name = name.split('(').next().unwrap_or_default();
        name.starts_with(char::is_uppercase).then_some(name)
    });
    variants.map(kebab).collect()
}

fn kebab(name: &str) -> String {
    let mut code = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !code.is_empty() {
            code.push('-');
        }
        code.extend(c.to_lowercase());
    }
    code
}

/// The first cell of every row below the heading of the notes.
fn explained() -> BTreeSet<String> {
    let page = std::fs::read_to_string(house().join("docs/faults.md")).expect("docs/faults.md");
    let (_, notes) = page
        .split_once("## Notes of a plan")
        .expect("the heading of the notes");
    let rows = notes.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split_once('`'))
        .map(|(code, _)| code.to_owned())
        .collect()
}
