//! A form of one of our own pages, filled: the page as HTML, where the form goes and what was in its fields come in; the
//! page with the form as it was goes out. Pages are written by `maud`: every value stands in double quotes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::unsent::Unsent;

/// Where the page leads to the form.
pub(super) const PLACE: &str = "unsent";

/// Fields that are the page's own, or of which nothing is carried.
const NEVER: [&str; 3] = ["password", "file", "submit"];

/// The page with the form filled; `None` when it has no form that asks for all of what was sent.
pub(super) fn filled(page: &str, sent: &Unsent) -> Option<String> {
    let forms = forms(page).filter(|form| form.action == sent.to);
    let fitting = forms.filter(|form| form.asks_for(sent));
    // Of forms that go to the same place, that about the same thing.
    let best = fitting.max_by_key(|form| form.kept(sent))?;
    let mut text = page[..best.begin].to_owned();
    opened(&mut text);
    text += &format!("<span id=\"{PLACE}\"></span>");
    text += &best.filled(sent);
    text += &page[best.range.end..];
    Some(text)
}

/// A form in a page.
struct Form<'p> {
    /// Where its tag begins.
    begin: usize,
    /// From there to its end.
    range: Range<usize>,
    action: String,
    tags: Vec<Tag<'p>>,
    page: &'p str,
}

fn forms(page: &str) -> impl Iterator<Item = Form<'_>> {
    page.match_indices("<form ").filter_map(move |(begin, _)| {
        let end = begin + page[begin..].find("</form>")?;
        let tags: Vec<_> = Tags {
            page,
            at: begin,
            end,
        }
        .collect();
        let action = tags.first()?.attribute("action")?;
        Some(Form {
            begin,
            range: begin..end,
            action,
            tags,
            page,
        })
    })
}

impl Form<'_> {
    /// Whether it has a field for everything that was said.
    fn asks_for(&self, sent: &Unsent) -> bool {
        let said = sent.fields.iter().filter(|(_, value)| !value.is_empty());
        let has = |name: &String| {
            let mut tags = self.tags.iter();
            tags.any(|tag| tag.attribute("name").as_ref() == Some(name))
        };
        said.map(|(name, _)| name).all(has)
    }

    /// How many of its hidden fields were sent as they stand.
    fn kept(&self, sent: &Unsent) -> usize {
        let hidden = self.tags.iter().filter(|tag| tag.is("input", "hidden"));
        let field =
            hidden.filter_map(|tag| Some((tag.attribute("name")?, tag.attribute("value")?)));
        field.filter(|field| sent.fields.contains(field)).count()
    }

    fn filled(&self, sent: &Unsent) -> String {
        let mut values = Values::of(sent);
        let mut text = String::new();
        let mut at = self.range.start;
        let mut select: Option<Vec<String>> = None;
        for tag in &self.tags {
            if tag.range.start < at {
                continue;
            }
            text += &self.page[at..tag.range.start];
            at = tag.range.end;
            match tag.name {
                "input" => text += &values.input(tag),
                "textarea" => {
                    let close = self.page[at..self.range.end].find("</textarea>");
                    let end = close.map_or(at, |close| at + close);
                    let old = &self.page[at..end];
                    let new = tag.attribute("name").and_then(|name| values.next(&name));
                    text += tag.text;
                    text += &new.map_or_else(|| old.to_owned(), |new| escaped(&new));
                    at = end;
                }
                "select" => {
                    select = tag.attribute("name").map(|name| values.all(&name, tag));
                    text += tag.text;
                }
                "option" => {
                    let inside = self.page[at..self.range.end].split('<').next();
                    let shown = || unescaped(inside.unwrap_or_default().trim());
                    let value = tag.attribute("value").unwrap_or_else(shown);
                    let chosen = select.as_ref().map(|chosen| chosen.contains(&value));
                    text +=
                        &chosen.map_or_else(|| tag.text.to_owned(), |on| tag.with("selected", on));
                }
                _ => text += tag.text,
            }
        }
        text + &self.page[at..self.range.end]
    }
}

/// What was in the fields, in their order.
struct Values(BTreeMap<String, Vec<String>>);

impl Values {
    fn of(sent: &Unsent) -> Self {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in sent.fields.iter().rev() {
            values.entry(name.clone()).or_default().push(value.clone());
        }
        Self(values)
    }

    /// The next value of a field that may stand there more than once.
    fn next(&mut self, name: &str) -> Option<String> {
        self.0.get_mut(name)?.pop()
    }

    fn has(&self, name: &str, value: &str) -> bool {
        let own = self.0.get(name);
        own.is_some_and(|own| own.iter().any(|one| one == value))
    }

    /// What is chosen in a list: of one that allows several all of it.
    fn all(&mut self, name: &str, tag: &Tag<'_>) -> Vec<String> {
        match tag.has("multiple") {
            true => self.0.remove(name).unwrap_or_default(),
            false => self.next(name).into_iter().collect(),
        }
    }

    fn input(&mut self, tag: &Tag<'_>) -> String {
        let kind = tag.attribute("type").unwrap_or_default();
        let Some(name) = tag.attribute("name").filter(|name| name != "token") else {
            return tag.text.to_owned();
        };
        if NEVER.contains(&kind.as_str()) {
            return tag.text.to_owned();
        }
        if ["checkbox", "radio"].contains(&kind.as_str()) {
            let value = tag.attribute("value").unwrap_or_else(|| "on".to_owned());
            return tag.with("checked", self.has(&name, &value));
        }
        match self.next(&name) {
            Some(value) => tag.valued(&value),
            None => tag.text.to_owned(),
        }
    }
}

/// A tag that opens.
struct Tag<'p> {
    name: &'p str,
    text: &'p str,
    range: Range<usize>,
}

impl Tag<'_> {
    fn is(&self, name: &str, kind: &str) -> bool {
        self.name == name && self.attribute("type").as_deref() == Some(kind)
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let (_, rest) = self.text.split_once(&format!(" {name}=\""))?;
        Some(unescaped(rest.split('"').next()?))
    }

    /// Whether it has an attribute without a value.
    fn has(&self, name: &str) -> bool {
        self.bare().split([' ', '>']).any(|word| word == name)
    }

    /// Without what stands in quotes.
    fn bare(&self) -> String {
        let parts = self.text.split('"').step_by(2);
        parts.collect::<Vec<_>>().join("\"\"")
    }

    /// With an attribute without a value, or without it.
    fn with(&self, name: &str, on: bool) -> String {
        match (self.has(name), on) {
            (true, false) => self.text.replacen(&format!(" {name}"), "", 1),
            (false, true) => format!("{} {name}>", self.text.trim_end_matches('>')),
            _ => self.text.to_owned(),
        }
    }

    fn valued(&self, value: &str) -> String {
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
struct Tags<'p> {
    page: &'p str,
    at: usize,
    end: usize,
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

/// Opens what is folded around the end of a text.
fn opened(text: &mut String) {
    let mut folded = Vec::new();
    for (at, _) in text.match_indices("<details") {
        let closed = text[at..].matches("</details>").count();
        let inner = text[at + 1..].matches("<details").count();
        if closed <= inner {
            folded.push(at);
        }
    }
    for at in folded.into_iter().rev() {
        let end = at + text[at..].find('>').unwrap_or_default();
        let tag = &text[at..end];
        if !tag.split(' ').any(|word| word == "open") {
            text.insert_str(end, " open");
        }
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&quot;", "\"").replace("&gt;", ">");
    text.replace("&lt;", "<").replace("&amp;", "&")
}
