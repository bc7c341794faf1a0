//! The pages: files come in; their text, their commands, their links and what stands in code go out.

use std::path::{Path, PathBuf};

/// A page, by its path from the top.
pub struct Page {
    pub path: String,
    pub text: String,
}

/// The top folder.
pub fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The first page and those of the book, in the order of its contents.
pub fn book() -> Vec<Page> {
    let contents = Page::read("docs/README.md");
    let listed = contents.links().map(|(_, link)| link);
    let pages = listed.filter(|link| link.ends_with(".md") && !link.contains('/'));
    let pages = pages.map(|link| Page::read(&format!("docs/{link}")));
    let mut book = vec![Page::read("README.md")];
    book.extend(pages);
    book
}

/// Every page there is.
pub fn all() -> Vec<Page> {
    let mut found = vec!["README.md".to_owned(), "CHANGELOG.md".to_owned()];
    for folder in ["docs", "constraints", "examples", "benches", "src"] {
        gather(&house().join(folder), &mut found);
    }
    found.iter().map(|path| Page::read(path)).collect()
}

fn gather(folder: &Path, found: &mut Vec<String>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let path = path.strip_prefix(house()).expect("within");
            found.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
}

impl Page {
    pub fn read(path: &str) -> Self {
        let text = std::fs::read_to_string(house().join(path));
        Self {
            path: path.to_owned(),
            text: text.unwrap_or_else(|cause| panic!("{path}: {cause}")),
        }
    }

    /// The lines of the blocks marked `sh`, with their numbers.
    pub fn commands(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut block = "";
        (1..)
            .zip(self.text.lines())
            .filter_map(move |(number, line)| {
                if let Some(mark) = line.trim().strip_prefix("```") {
                    block = mark;
                    return None;
                }
                let line = line.split(" # ").next().unwrap_or(line).trim();
                let is_one = block == "sh" && !line.is_empty() && !line.starts_with('#');
                is_one.then_some((number, line))
            })
    }

    /// The lines that stand in no block, with their numbers.
    pub fn prose(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut within = false;
        (1..).zip(self.text.lines()).filter(move |(_, line)| {
            let mark = line.trim_start().starts_with("```");
            within ^= mark;
            !within && !mark
        })
    }

    /// The targets of links and pictures, with their lines.
    pub fn links(&self) -> impl Iterator<Item = (usize, &str)> {
        self.prose().flat_map(|(number, line)| {
            // What stands between backticks is no link, but a link's own text may have them.
            let parts = line.split("](").skip(1);
            parts.filter_map(move |part| Some((number, part.split_once(')')?.0)))
        })
    }

    /// What stands between backticks in prose, with its line. A line break within it is a blank.
    pub fn code(&self) -> Vec<(usize, String)> {
        let prose: Vec<(usize, &str)> = self.prose().collect();
        let mut found = Vec::new();
        let mut open: Option<(usize, String)> = None;
        for (number, line) in prose {
            if line.trim().is_empty() || line.starts_with('|') {
                open = None;
            }
            for (at, part) in line.split('`').enumerate() {
                if at > 0 {
                    match open.take() {
                        Some(code) => found.push(code),
                        None => open = Some((number, String::new())),
                    }
                }
                if let Some((_, code)) = &mut open {
                    code.push_str(part);
                }
            }
            if let Some((_, code)) = &mut open {
                code.push(' ');
            }
        }
        found
    }

    /// The headings: level and text.
    pub fn headings(&self) -> impl Iterator<Item = (usize, &str)> {
        self.prose().filter_map(|(_, line)| {
            let text = line.trim_start_matches('#');
            let level = line.len() - text.len();
            (level > 0 && text.starts_with(' ')).then_some((level, text.trim()))
        })
    }

    /// What stands below a heading, to the next that is as high or higher.
    pub fn section(&self, is_it: impl Fn(usize, &str) -> bool) -> Option<String> {
        let mut section = None::<(usize, String)>;
        for (_, line) in self.prose() {
            let text = line.trim_start_matches('#');
            let level = line.len() - text.len();
            if level > 0 && text.starts_with(' ') {
                match &section {
                    Some((own, _)) if level <= *own => break,
                    None if is_it(level, text.trim()) => section = Some((level, String::new())),
                    _ => {}
                }
            }
            if let Some((_, text)) = &mut section {
                *text += line;
                *text += "\n";
            }
        }
        section.map(|(_, text)| text)
    }
}
