//! Links lead to files and headings that are there, places of the code that pages name exist, and lines are not wider
//! than a screen.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::pages::{self, Page, house};

/// Characters of a line of prose at most. Rows of tables cannot be broken.
const WIDEST: usize = 120;

/// How paths of the house begin.
const FOLDERS: [&str; 7] = [
    "src/",
    "tests/",
    "benches/",
    "constraints/",
    "examples/",
    "docs/",
    ".ci/",
];

/// Fails with every breach on a line of its own.
#[track_caller]
fn none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n  {}\n", breaches.join("\n  "));
}

#[test]
fn every_link_leads_somewhere() {
    let mut breaches = Vec::new();
    for page in pages::all() {
        for (line, link) in page.links() {
            if link.starts_with("http") || leads(&page, link) {
                continue;
            }
            breaches.push(format!("{}:{line}: {link} leads nowhere", page.path));
        }
    }
    none(&breaches);
}

fn leads(page: &Page, link: &str) -> bool {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = match path {
        "" => page.path.clone(),
        path => plain(&Path::new(&page.path).with_file_name("").join(path)),
    };
    if !house().join(&path).exists() {
        return false;
    }
    anchor.is_empty() || path.ends_with(".md") && anchors(&Page::read(&path)).contains(anchor)
}

/// A path without `..`, with slashes.
fn plain(path: &Path) -> String {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain.to_string_lossy().replace('\\', "/")
}

/// The anchors of a page's headings, as forges make them.
fn anchors(page: &Page) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for (_, heading) in page.headings() {
        let heading = heading.to_lowercase();
        let kept = heading
            .chars()
            .filter(|c| c.is_alphanumeric() || "-_ ".contains(*c))
            .map(|c| if c == ' ' { '-' } else { c });
        anchors.insert(kept.collect());
    }
    anchors
}

#[test]
fn the_book_lists_all_its_pages() {
    let contents = Page::read("docs/README.md");
    let listed: BTreeSet<&str> = contents.links().map(|(_, link)| link).collect();
    let all = pages::all();
    let missing = all
        .iter()
        .filter_map(|page| page.path.strip_prefix("docs/"))
        .filter(|name| *name != "README.md" && !listed.contains(name));
    none(
        &missing
            .map(|name| format!("docs/README.md does not list {name}"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn places_of_the_code_that_pages_name_are_there() {
    let mut breaches = Vec::new();
    for page in pages::all() {
        for (line, code) in page.code() {
            let (path, name) = code.split_once(": ").unwrap_or((&code, ""));
            let path = path.split([' ', '#']).next().unwrap_or(path);
            let is_path = FOLDERS.iter().any(|folder| path.starts_with(folder));
            // `<stage>`, `*`, `…` stand for something else.
            if !is_path || path.contains(['<', '*', '…', '{', '$']) {
                continue;
            }
            if !house().join(path).exists() {
                breaches.push(format!("{}:{line}: there is no {path}", page.path));
            } else if !name.is_empty() && !defines(path, name) {
                breaches.push(format!("{}:{line}: {path} has no {name}", page.path));
            }
        }
    }
    none(&breaches);
}

/// Whether a file of the code defines a function or type, or one of rules a rule.
fn defines(path: &str, name: &str) -> bool {
    let text = std::fs::read_to_string(house().join(path)).unwrap_or_default();
    let starts = ["fn ", "struct ", "enum ", "trait ", "type ", "[rules."];
    starts.iter().any(|start| {
        let whole = format!("{start}{name}");
        text.match_indices(&whole).any(|(at, _)| {
            let after = text[at + whole.len()..].chars().next();
            after.is_none_or(|c| !c.is_alphanumeric() && c != '_')
        })
    })
}

#[test]
fn lines_of_prose_fit_on_a_screen() {
    let mut breaches = Vec::new();
    for page in pages::all() {
        for (number, line) in page.prose() {
            let wide = line.chars().count();
            if wide > WIDEST && !line.trim_start().starts_with('|') {
                breaches.push(format!("{}:{number}: {wide} characters", page.path));
            }
        }
    }
    none(&breaches);
}
