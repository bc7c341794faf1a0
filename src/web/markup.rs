//! The tags of a page of our own, as HTML that `maud` wrote: text comes in; tags, their attributes, and tags with other
//! ones go out.

use std::ops::Range;

/// A tag that opens.
pub(super) struct Tag<'p> {
    pub name: &'p str,
    pub text: &'p str,
    pub range: Range<usize>,
}

impl Tag<'_> {
    /// Whether it is an input of a kind.
    pub fn is(&self, name: &str, kind: &str) -> bool {
        self.name == name && self.attribute("type").as_deref() == Some(kind)
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let (_, rest) = self.text.split_once(&format!(" {name}=\""))?;
        Some(unescaped(rest.split('"').next()?))
    }

    /// Whether it has an attribute without a value.
    pub fn has(&self, name: &str) -> bool {
        self.bare().split([' ', '>']).any(|word| word == name)
    }

    /// Without what stands in quotes.
    fn bare(&self) -> String {
        let parts = self.text.split('"').step_by(2);
        parts.collect::<Vec<_>>().join("\"\"")
    }

    /// With an attribute without a value, or without it.
    pub fn with(&self, name: &str, on: bool) -> String {
        match (self.has(name), on) {
            (true, false) => self.text.replacen(&format!(" {name}"), "", 1),
            (false, true) => format!("{} {name}>", self.text.trim_end_matches('>')),
            _ => self.text.to_owned(),
        }
    }

    /// With a value.
    pub fn valued(&self, value: &str) -> String {
        let new = format!(" value=\"{}\"", escaped(value));
        match self.attribute("value") {
            Some(_) => {
                let (before, rest) = self.text.split_once(" value=\"").unwrap_or((self.text, ""));
                let after = rest.split_once('"').map_or("", |(_, after)| after);
                format!("{before}{new}{after}")
            }
            None => format!("{}{new}>", self.text.trim_end_matches('>')),
        }
    }
}

/// The tags that open between two places.
pub(super) struct Tags<'p> {
    page: &'p str,
    at: usize,
    end: usize,
}

impl<'p> Tags<'p> {
    /// Those in a part of a page.
    pub fn within(page: &'p str, part: Range<usize>) -> Self {
        let (at, end) = (part.start, part.end);
        Self { page, at, end }
    }
}

impl<'p> Iterator for Tags<'p> {
    type Item = Tag<'p>;

    fn next(&mut self) -> Option<Tag<'p>> {
        loop {
            let begin = self.at + self.page.get(self.at..self.end)?.find('<')?;
            let mut quoted = false;
            let close = self.page[begin..self.end].find(|c| {
                quoted ^= c == '"';
                c == '>' && !quoted
            })?;
            self.at = begin + close + 1;
            let text = &self.page[begin..self.at];
            let name = text[1..].split([' ', '>']).next()?;
            if !name.starts_with('/') {
                let range = begin..self.at;
                return Some(Tag { name, text, range });
            }
        }
    }
}

/// A text as it stands in a page.
pub(super) fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// What stands in a page, as a text.
pub(super) fn unescaped(text: &str) -> String {
    let text = text.replace("&quot;", "\"").replace("&gt;", ">");
    text.replace("&lt;", "<").replace("&amp;", "&")
}
