//! A form of one of our own pages, filled: the page as HTML, where the form goes and what was in its fields come in; the
//! page with the form as it was goes out. Pages are written by `maud`: every value stands in double quotes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::markup::{Tag, Tags, escaped, unescaped};
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
        let tags: Vec<_> = Tags::within(page, begin..end).collect();
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

/// Opens what is folded around the end of a text.
fn opened(text: &mut String) {
    let mut folded = Vec::new();
    for (at, _) in text.match_indices("details") {
        if text[..at].ends_with("</") {
            folded.pop();
        } else if text[..at].ends_with('<') {
            folded.push(at - 1);
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
