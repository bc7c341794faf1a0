//! A plain reader for the tests: unfolds, splits, unescapes. Written apart from the writer.

/// A content line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub name: String,
    pub params: String,
    pub value: String,
}

/// A component with its lines.
#[derive(Clone, Debug, Default)]
pub struct Part {
    pub kind: String,
    pub lines: Vec<Line>,
}

impl Part {
    pub fn get(&self, name: &str) -> Option<&str> {
        let line = self.lines.iter().find(|line| line.name == name)?;
        Some(&line.value)
    }

    pub fn value(&self, name: &str) -> &str {
        self.get(name)
            .unwrap_or_else(|| panic!("no {name} in {self:?}"))
    }

    pub fn text(&self, name: &str) -> String {
        unescape(self.value(name))
    }

    pub fn params(&self, name: &str) -> &str {
        let line = self.lines.iter().find(|line| line.name == name);
        &line
            .unwrap_or_else(|| panic!("no {name} in {self:?}"))
            .params
    }

    pub fn names(&self) -> Vec<&str> {
        self.lines.iter().map(|line| line.name.as_str()).collect()
    }
}

pub fn unfold(body: &str) -> String {
    body.replace("\r\n ", "")
}

/// All components in order of their beginning; the first is the calendar.
pub fn parts(body: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in unfold(body).split_terminator("\r\n") {
        let (head, value) = split_head(line);
        let (name, params) = head.split_once(';').unwrap_or((head, ""));
        match name {
            "BEGIN" => {
                open.push(parts.len());
                parts.push(Part {
                    kind: value.to_owned(),
                    lines: Vec::new(),
                });
            }
            "END" => {
                let part = open.pop().expect("something to end");
                assert_eq!(parts[part].kind, value);
            }
            _ => parts[*open.last().expect("a component")].lines.push(Line {
                name: name.to_owned(),
                params: params.to_owned(),
                value: value.to_owned(),
            }),
        }
    }
    assert!(open.is_empty());
    parts
}

/// The part before the first colon that is not quoted, and the rest.
fn split_head(line: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ':' if !quoted => return (&line[..at], &line[at + 1..]),
            _ => {}
        }
    }
    panic!("no colon in {line:?}");
}

pub fn events(body: &str) -> Vec<Part> {
    let mut parts = parts(body);
    parts.retain(|part| part.kind == "VEVENT");
    parts
}

pub fn unescape(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => panic!("a lone backslash ends {value:?}"),
            },
            (other, false) => out.push(other),
        }
    }
    out
}
